#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Others change the annotations of the open article: what came in is said, what both changed is chosen by keys, and a file that
is removed, that Git could not merge, or that a sync program put beside it costs nobody anything."""
import os
from scenario import Scenario, json, load_json, re, wait_until

ARTICLE = """A fee for the quays

Premier Anneke Voss said on Monday that a shared harbour fee would cut the price of bread within a year.

Officials in the capital were cooler. No minister had agreed to any figure in the talks of the last weeks.
"""


def shown(t, pattern, role="label"):
    return [n for n in t.app.node.search(role, re.compile(pattern)) if min(n.size) > 0]


def replace(path, layer):
    """As a pull or a sync program does: another file takes the old one's name."""
    other = path.with_name("incoming.tmp")
    other.write_text(json.dumps(layer, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    os.rename(other, path)


def memo(number, text):
    return {"id": "0c9f0000-0000-4000-8000-%012d" % number, "passage": [{"start": 21, "end": 28, "quote": "Premier"}],
            "text": text, "created": "2031-03-05T10:12:09Z", "by": "ilse"}


def with_memos(layer, *memos):
    return {**layer, "memos": layer.get("memos", []) + list(memos)}


with Scenario("fee.txt", project=None, files={"fee.txt": ARTICLE}) as t:
    article, path = t.find("text box", "Article"), t.sidecar_path()
    article.call("Text", "SetCaretOffset", "i", 40)
    wait_until(lambda: article.caret == 40, "the caret")
    t.key("alt+Up")
    wait_until(lambda: article.selection, "a selection")
    t.keys("c 1 Escape")
    layer = t.wait_saved(lambda l: l.get("claims") and l["claims"][0].get("voice") == "author")

    # Somebody else's changes come in, in place; the selection and the tag in hand stay. One's own step is undone, not theirs.
    replace(path, with_memos(layer, memo(1, "Ask the team"), memo(2, "And the author")))
    wait_until(lambda: shown(t, "ilse.s changes came in: 2 memos added"), "the notice")
    assert load_json(path)["memos"] == with_memos(layer, memo(1, "Ask the team"), memo(2, "And the author"))["memos"]
    t.shot("foreign-notice")
    t.key("ctrl+z")
    t.wait_saved(lambda l: not l.get("claims") or "voice" not in l["claims"][0])
    t.key("ctrl+shift+z")
    layer = t.wait_saved(lambda l: l.get("claims") and l["claims"][0].get("voice") == "author" and len(l["memos"]) == 2)

    # Both change the same: the other value is shown beside one's own, and taken by keys. It counts as to check.
    theirs = json.loads(json.dumps(layer))
    theirs["claims"][0]["conflict"] = {"voice": "outlet", "gist": "A fee makes bread cheaper."}
    replace(path, theirs)
    wait_until(lambda: shown(t, "changes came in: 1 changed|Changes from elsewhere came in: 1 changed"), "the notice")
    t.key("x")
    wait_until(lambda: shown(t, "Changed by two people: Voice"), "the conflict")
    assert shown(t, "^Outlet|outlet"), "their value"
    t.shot("foreign-conflict")
    t.key("ctrl+shift+Return")
    wait_until(lambda: shown(t, "Changed by two people: Gist"), "the next conflict")
    t.key("ctrl+Return")
    layer = t.wait_saved(lambda l: "conflict" not in l["claims"][0])
    assert layer["claims"][0]["voice"] == "outlet" and "gist" not in layer["claims"][0], layer["claims"][0]
    assert not shown(t, "Changed by two people")

    # So are facts about the article, above it: no tag is in hand.
    theirs = json.loads(json.dumps(layer))
    theirs["document"]["conflict"] = {"outlet": "The Meridian"}
    replace(path, theirs)
    t.key("Escape")
    wait_until(lambda: shown(t, "Changed by two people: Outlet"), "the article's facts")
    assert shown(t, "1 to check"), "it counts"
    t.shot("foreign-facts")
    t.key("ctrl+shift+Return")
    layer = t.wait_saved(lambda l: "conflict" not in l["document"])
    assert layer["document"]["outlet"] == "The Meridian", layer["document"]
    assert not shown(t, "Changed by two people")

    # The file is removed: that is said, and it is written again.
    path.unlink()
    wait_until(lambda: shown(t, "was removed by another program"), "the message")
    t.shot("foreign-removed")
    t.find("button", re.compile("Write Again")).press()
    t.wait_saved(lambda l: len(l["memos"]) == 2)
    wait_until(lambda: not shown(t, "was removed by another program"), "the message to go")

    # A sync program's copy: merged when asked for, and then it is out of the way.
    copy = path.with_name("fee.txt.annotations (Ilse's conflicted copy 2031-03-04).json")
    replace(copy, with_memos(layer, memo(3, "Third")))
    wait_until(lambda: shown(t, "another version of these annotations"), "the message")
    t.shot("foreign-copy")
    t.find("button", re.compile("Merge")).press()
    t.wait_saved(lambda l: len(l["memos"]) == 3)
    wait_until(lambda: not copy.exists(), "the copy to go")
    t.quit()

    # Two versions that Git could not merge: both are here, the file is as it was until somebody decides.
    letters = path.read_text(encoding="utf-8")
    path.write_text(letters.replace('"text": "Third"', '\n<<<<<<< HEAD\n"text": "Mine"\n=======\n"text": "Other"\n>>>>>>> b\n'),
                    encoding="utf-8")
    broken = path.read_bytes()
    t.start()
    wait_until(lambda: shown(t, "two versions that Git could not merge"), "the message")
    assert path.read_bytes() == broken
    t.shot("foreign-markers")
    t.find("button", re.compile("Write Now")).press()
    layer = t.wait_saved(lambda l: any(m.get("conflict") for m in l["memos"]))
    assert {m["text"] for m in layer["memos"]} >= {"Mine"} and {"text": "Other"} in [m.get("conflict") for m in layer["memos"]]
    assert path.with_name(path.name + ".original").read_bytes() == broken
    path.with_name(path.name + ".original").unlink()
