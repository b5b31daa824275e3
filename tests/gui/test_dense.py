#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forty claims on one screen, five nested levels, twenty tags on one sentence, six memos on one line: each can be picked, by
N, by clicking again, from what the margin folds away; nothing overlaps in the margin (looked at in the pictures)."""
from layers import Layer
from scenario import Scenario, re, wait_until

NAME = "dense.txt"
NESTED = "Lind says Brandt thinks the council hopes the port wants the ferry gone."
SENTENCE = "The fare must fall before the spring comes."
FACTS = ["The fare rose", "the quay sank", "the crews left", "the mills closed"]
TEXT = "Dense talk\n\n%s\n\n%s\n\n%s\n" % (NESTED, SENTENCE, "\n\n".join(
    "%s in year %d, %s in year %d, %s in year %d and %s in year %d." % sum(((f, 10 * p + i) for i, f in enumerate(FACTS)), ())
    for p in range(1, 8)))
KINDS = ["claims"] * 8 + ["mentions"] * 6 + ["stances"] * 6


def make():
    made = Layer(NAME, TEXT)
    made.json["topics"] = [{"id": "fare", "label": "Fare", "scale": "position"}]
    for i in range(20):
        made.speaker("s%02d" % i, "Speaker Number%02d" % i)
    nested = ["Lind says ", "Brandt thinks ", "the council hopes ", "the port wants ", ""]
    for i in range(5):
        made.add("claims", NESTED[sum(map(len, nested[:i])):-1], speakers=["s%02d" % i])
    for i, kind in enumerate(KINDS):
        who = {"speakers": ["s%02d" % i]} if kind != "stances" else \
            {"speaker": "s%02d" % i, "toward": {"topic": "fare"}, "value": "opposes" if i % 2 else "supports", "basis": "declared"}
        made.add(kind, SENTENCE[:-1], **who)
    for i in range(6):
        made.add("memos", SENTENCE[4:8], text="Memo %d" % i)
    for p in range(1, 8):
        for i, fact in enumerate(FACTS):
            if len(made.json["claims"]) < 40:
                made.add("claims", "%s in year %d" % (fact, 10 * p + i), speakers=["s%02d" % ((p * 4 + i) % 20)])
    return made


def selected(t):
    """The name of the selected row that is seen: of a claim or stance its own, of a mention its speaker's."""
    rows = [i.name for i in t.app.node.search("list item") if "selected" in i.states and min(i.size) > 0]
    return rows[0] if rows else None


def place(article, word):
    x, y, _, h = article.text_rect(TEXT.index(word) + len(word) // 2)
    return x + 1, y + h // 2


def settled_place(t, article, word):
    """The same, once it doesn't move any more: panes slide and lines are laid out after the window is there."""
    seen = []

    def still():
        seen.append(place(article, word))
        t.s.x("sleep", 0.2)
        return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3] and seen[-1]

    return wait_until(still, "%r to stay where it is" % word)


def menu_items(t):
    return [i.name for i in t.app.node.search("menu item") if min(i.size) > 0]


def open_fold(t, article, word):
    """Press places of the margin, level with a word, until a list opens; its names."""
    ax, _, aw, _ = article.rect()
    y = place(article, word)[1]
    for x in range(ax + aw - 20, ax + aw - 160, -16):
        t.s.x("mousemove", x - 3, y - 1, "sleep", 0.05)
        t.s.click(x, y)
        t.s.x("sleep", 0.3)
        if menu_items(t):
            return menu_items(t)
    raise AssertionError("nothing folds beside %r" % word)


made = make()
assert len(made.json["claims"]) == 40
with Scenario(NAME, project=None, files=made.files(), size="1280x1000") as t:
    article = t.find("text box", "Article")
    wait_until(lambda: article.rect()[2] > 300, "the article")
    t.shot("dense-light")

    # Twenty on one sentence: a click at the same place takes the next, and the twenty-first the first again. Neither the
    # third, fifth, sixth nor eleventh does, so there are twenty turns.
    x, y = settled_place(t, article, "before the spring")
    first = None
    for turn in range(1, 22):
        t.s.x("mousemove", x + 3, y + 1, "sleep", 0.45)     # no double click
        t.s.click(x, y)
        if turn in (1, 3, 5, 6, 11, 21):
            t.s.x("sleep", 0.2)
            now = wait_until(lambda: selected(t), "a tag in hand")
            first = first or now
            assert (now == first) == (turn in (1, 21)), "turn %d: %r" % (turn, now)

    # The margin folds what it has no room for: each is in the list that the fold opens.
    names = open_fold(t, article, "before the spring")
    t.shot("dense-fold")
    assert len(names) >= 3, names
    t.key("Escape")
    wait_until(lambda: not menu_items(t), "the list to close")

    # The tags at the caret are all in the menu.
    t.s.click(x, y)
    t.key("shift+F10")
    wait_until(lambda: len([n for n in menu_items(t) if "Speaker Number" in n]) == 20, "twenty tags in the menu, not %r" % menu_items(t))
    t.key("Escape")

    # N goes through all, the nested ones too: the last claim is in hand after as many presses as there are tags.
    t.key("Escape", "Escape", "ctrl+Home")
    everything = sum(len(made.json[kind]) for kind in ("claims", "mentions", "stances", "memos"))
    last = "“the crews left in year 72”"
    t.key(*["n"] * (everything - 1))
    wait_until(lambda: (selected(t) or "").startswith("“the quay sank in year 71”"), "the last claim but one")
    t.key("n")
    wait_until(lambda: (selected(t) or "").startswith(last), "the last claim")
    t.key("n")
    t.find("status", "No tag after this one")
