#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An article is tagged, then corrected by its publisher: what stands exactly, what was moved and what is lost is said, and
a person accepts, places anew, or leaves it. Nothing is written before something is edited."""
from scenario import Scenario, check_quotes, re, wait_until

ARTICLE = """A fee for the quays

Premier Anneke Voss said on Monday that a shared harbour fee would cut the price of bread within a year.

Officials in the capital were cooler. No minister had agreed to any figure in the talks of the last weeks.

Neither side has published the text. It contains no clause on enforcement, say those who have read the draft.

The delegations meet again on Tuesday, and a joint statement is planned for the evening.
"""
CORRECTED = ("Corrected on Wednesday.\n\n" + ARTICLE).replace(
    "had agreed to any figure", "had agreed to any such number").replace(
    " It contains no clause on enforcement, say those who have read the draft.", "")
PASSAGES = ["Premier Anneke Voss said", "No minister had agreed to any figure", "It contains no clause", "The delegations meet"]


def tag(t, article, words):
    """A claim of the sentence that holds `words`, in the author's voice."""
    place = ARTICLE.index(words) + 3
    article.call("Text", "SetCaretOffset", "i", place)
    wait_until(lambda: article.caret == place, "the caret")
    t.key("alt+Up")
    wait_until(lambda: article.selection and article.selection[0] <= place, "a selection")
    t.keys("c 1 Escape")
    t.wait_saved(lambda layer: len([c for c in layer.get("claims", []) if "voice" in c]) == PASSAGES.index(words) + 1)


def select(article, t, text, words):
    place = text.index(words) + 3
    article.call("Text", "SetCaretOffset", "i", place)
    wait_until(lambda: article.caret == place, "the caret")
    t.key("period", "period", "period")
    wait_until(lambda: article.selection and article.selection[1] - article.selection[0] > 10, "a selection")
    return article.selection


def spans(layer):
    return [c["passage"][0] for c in layer["claims"]]


def shown(t, role, pattern):
    return [n for n in t.app.node.search(role, re.compile(pattern)) if min(n.size) > 0]


with Scenario("fee.txt", project=None, files={"fee.txt": ARTICLE}) as t:
    article = t.find("text box", "Article")
    for words in PASSAGES:
        tag(t, article, words)
    assert not shown(t, "alert", "changed")
    t.quit()
    before = t.sidecar_path().read_bytes()
    (t.dir / "fee.txt").write_text(CORRECTED, encoding="utf-8")

    t.start()
    bar = t.find("alert", re.compile("changed since it was tagged: 2 tags stand exactly, 1 was moved, 1 is lost"))
    article = t.find("text box", "Article")
    wait_until(lambda: article.text.startswith("Corrected"), "the article")
    t.shot("changed")
    bar.find("button", re.compile("Review")).press()
    t.find("label", re.compile("is this still the passage"))
    t.find("label", re.compile("“No minister had agreed to any figure"))
    t.find("label", re.compile("“No minister had agreed to any such number"))
    t.shot("changed-review")
    assert t.sidecar_path().read_bytes() == before, "opening writes nothing"

    t.find("button", re.compile("Accept")).press()
    layer = t.wait_saved()
    check_quotes(t.sidecar_path())
    assert [s.get("anchor") for s in spans(layer)] == [None, None, None, "lost"], spans(layer)
    lost = spans(layer)[3]
    assert "start" not in lost and lost["quote"].startswith("It contains"), lost
    was = lost["was"]
    assert ARTICLE[was["start"]:was["end"]] == lost["quote"], was

    # Taken back and accepted again.
    t.action("win.undo")
    layer = t.wait_saved(lambda layer: spans(layer)[1].get("anchor") == "moved")
    assert spans(layer)[1]["was"]["quote"].startswith("No minister had agreed to any figure"), spans(layer)[1]
    check_quotes(t.sidecar_path())
    t.action("win.accept-passage")
    t.wait_saved(lambda layer: "anchor" not in spans(layer)[1])

    # The lost one is placed by hand.
    t.action("win.next-to-check")
    t.find("label", re.compile("no longer in the text"))
    t.shot("changed-lost")
    start, end = select(article, t, CORRECTED, "Neither side")
    t.action("win.set-passage")
    layer = t.wait_saved(lambda layer: not [s for s in spans(layer) if s.get("anchor")])
    assert [start, end] in [[s["start"], s["end"]] for s in spans(layer)], layer
    wait_until(lambda: not shown(t, "alert", "changed"), "the message to go")

    t.restart()
    t.find("text box", "Article")
    assert not shown(t, "alert", "changed")

# It is changed while it is open: its tags follow, and that is said.
with Scenario("fee.txt", project=None, files={"fee.txt": ARTICLE}, check_files=False) as t:
    article = t.find("text box", "Article")
    for words in PASSAGES:
        tag(t, article, words)
    select(article, t, ARTICLE, "Neither side")
    before = t.sidecar_path().read_bytes()
    new = t.dir / "fee.new"
    new.write_text(CORRECTED, encoding="utf-8")
    new.rename(t.dir / "fee.txt")
    wait_until(lambda: article.text.startswith("Corrected"), "the article")
    t.find("alert", re.compile("2 tags stand exactly, 1 was moved, 1 is lost"))
    # What was selected is selected, and nothing is written by that.
    wait_until(lambda: article.selection, "the selection")
    start, end = article.selection
    assert CORRECTED[start:end].startswith("Neither side"), CORRECTED[start:end]
    assert t.sidecar_path().read_bytes() == before
    t.shot("changed-open")

    # The caret stays with its words, too, and what was done before is undone.
    t.key("Escape")
    place = CORRECTED.index("delegations")
    article.call("Text", "SetCaretOffset", "i", place)
    wait_until(lambda: article.caret == place, "the caret")
    new.write_text(ARTICLE, encoding="utf-8")
    new.rename(t.dir / "fee.txt")
    wait_until(lambda: article.text.startswith("A fee"), "the article")
    wait_until(lambda: article.caret == ARTICLE.index("delegations"), "the caret with its words")
    t.action("win.undo")
    t.wait_saved(lambda layer: ["voice" in c for c in layer["claims"]] == [True, True, True, False])
