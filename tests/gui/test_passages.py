#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Passages by keys and by mouse: who interrupts is left out, spans pinned, unpinned and taken out, edges dragged slowly as
one step; claims split, joined, made stances and claims again; fields copied to another tag."""
from scenario import Scenario, Timeout, re, wait_until

NAME = "bridge.txt"
TEXT = """Bridge will be built, says the mayor

“We will,” said Rosa Lind on Friday, “build the bridge by spring.” Nobody cheered.

The bridge would help the mills and it would harm the ferry, and the town would pay.

Her rival Otto Brandt called the plan a bribe.
"""
FILES = {NAME: TEXT}


def words(tag):
    return " … ".join(span["quote"] for span in tag.get("passage", []))


class Bridge:
    def __init__(self, t):
        self.t, self.article = t, t.find("text box", "Article")

    def focus(self):
        if "focused" not in self.article.states:
            self.t.key("Escape")
        wait_until(lambda: "focused" in self.article.states, "the article's focus")

    def caret(self, quote, after=False):
        """The caret before a word, by the mouse."""
        self.focus()
        offset = TEXT.index(quote) + (len(quote) if after else 0)
        x, y, _, h = self.article.text_rect(offset)
        self.t.s.x("mousemove", x + 9, y + h // 2 + 1, "sleep", 0.05)
        self.t.s.click(x + 1, y + h // 2)
        wait_until(lambda: self.article.caret == offset, "the caret at %r" % quote)

    def drag_over(self, quote):
        x1, y1, _, h = self.article.text_rect(TEXT.index(quote))
        x2, y2, _, _ = self.article.text_rect(TEXT.index(quote) + len(quote))
        self.t.s.drag(x1, y1 + h // 2, x2, y2 + h // 2)

    def select(self, quote):
        """By the mouse; once more where the lines were still moving."""
        self.drag_over(quote)
        wanted = TEXT.index(quote), TEXT.index(quote) + len(quote)
        try:
            wait_until(lambda: self.article.selection == wanted, "the selection", 3)
        except Timeout:
            self.drag_over(quote)
            wait_until(lambda: self.article.selection == wanted, "the selection")
        wait_until(lambda: [n for n in self.t.app.node.search("button", "Claim") if n.size[1] > 0], "the bar at the selection")

    def claims(self, *wanted):
        return self.t.wait_saved(lambda l: sorted(map(words, l.get("claims", []))) == sorted(wanted))

    def hand(self, text, quoted=True):
        wait_until(lambda: [i for i in self.t.app.node.search("list item", re.compile(re.escape(text)))
                            if "selected" in i.states], "%r in hand" % text)


with Scenario(NAME, files=FILES, project=None) as t:
    b = Bridge(t)
    quote = "“We will,” said Rosa Lind on Friday, “build the bridge by spring.”"
    parts = "“We will,” … “build the bridge by spring.”"

    # The bar offers the passage without who says it; by the key, then by the mouse.
    b.select(quote)
    t.find("button", "Without “said Rosa Lind on Friday”")
    t.shot("passages-without")
    t.key("w", "c", "Escape")
    b.claims(parts)
    t.key("Delete")
    t.wait_saved(lambda l: not l.get("claims"))
    b.select(quote)
    t.app.click_widget("GtkLabel", text="Without “said Rosa Lind on Friday”")
    t.key("c", "Escape")
    b.claims(parts)
    t.shot("passages-parts")

    # − takes the span at the caret out, and the words that are selected; + pins, − unpins.
    b.caret("build")
    t.key("minus")
    b.claims("“We will,”")
    t.key("ctrl+z")
    b.claims(parts)
    b.select("by spring")
    t.key("minus")
    b.claims("“We will,” … “build the bridge")
    t.key("ctrl+z")
    b.claims(parts)
    b.caret("build")
    t.key("shift+F10")
    t.find("menu item", "Take Out of Its Passage").press()
    b.claims("“We will,”")
    t.key("ctrl+z")
    b.claims(parts)
    b.focus()
    t.key("Escape", "Escape")
    b.select("Nobody")
    t.s.x("keydown", "ctrl")
    b.select("cheered")
    t.s.x("keyup", "ctrl")
    t.key("plus")
    wait_until(lambda: not b.article.selection or b.article.selection[0] == b.article.selection[1], "both pinned")
    t.key("minus")
    wait_until(lambda: b.article.selection == (TEXT.index("cheered"), TEXT.index("cheered") + 7), "the span unpinned")
    t.key("c", "Escape")
    b.claims(parts, "Nobody … cheered")
    t.key("Delete")
    b.claims(parts)

    # An edge, dragged slowly: one step of undo.
    long = "The bridge would help the mills and it would harm the ferry, and the town would pay"
    b.select(long)
    t.key("c", "Escape")
    b.claims(parts, long)
    x, y, _, h = b.article.text_rect(TEXT.index(long) + len(long))
    there = [b.article.text_rect(TEXT.index(w) + len(w)) for w in ("the town would", "the ferry", "the mills and")]
    t.s.x("mousemove", x - 1, y + h // 2, "mousedown", 1)
    for tx, ty, _, th in there:
        t.s.x("mousemove", tx + 3, ty + th // 2, "sleep", 0.1, "mousemove", tx, ty + th // 2, "sleep", 2.2)
    t.shot("passages-edge")
    t.s.x("mouseup", 1)
    short = "The bridge would help the mills and"
    b.claims(parts, short)
    t.key("ctrl+z")
    b.claims(parts, long)

    # Split at the caret and by the selection, joined again, by keys and by the menu.
    b.caret("it would harm")
    t.key("b")
    rest = "it would harm the ferry, and the town would pay"
    b.claims(parts, short, rest)
    b.hand(rest)
    t.key("ctrl+z")
    b.claims(parts, long)
    b.select("the town would pay")
    t.key("shift+F10")
    t.find("menu item", "Split Claim Here").press()
    b.claims(parts, "The bridge would help the mills and it would harm the ferry, and", "the town would pay")
    t.shot("passages-split")
    t.find("list item", re.compile("^“The bridge")).click()
    b.focus()
    t.key("j")
    b.claims(parts, long)
    t.app.click_widget("GtkButton", label=re.compile("Undo"))
    b.claims(parts, "The bridge would help the mills and it would harm the ferry, and", "the town would pay")

    # A claim becomes a stance and a claim again.
    t.find("list item", re.compile("^“the town")).click()
    b.hand("“the town")
    b.focus()
    t.key("v")
    layer = t.wait_saved(lambda l: len(l.get("claims", [])) == 2 and [words(s) for s in l.get("stances", [])] == ["the town would pay"])
    b.focus()
    t.key("shift+F10")
    t.find("menu item", "Make It a Claim").press()
    t.wait_saved(lambda l: len(l.get("claims", [])) == 3 and l["stances"][0].get("claim"))
    t.key("ctrl+z", "ctrl+z")
    t.wait_saved(lambda l: len(l.get("claims", [])) == 3 and not l.get("stances"))

    # Fields of one tag for another: all but what is unchecked.
    t.find("list item", re.compile("^“The bridge")).click()
    b.focus()
    t.key("Return")
    t.s.type("Rosa")
    t.key("Down", "Return", "3")
    t.wait_saved(lambda l: any(c.get("type") == "prediction" and c.get("speakers") for c in l["claims"]))
    b.focus()
    t.key("y")
    t.find("list item", re.compile("^“the town")).click()
    b.focus()
    t.key("shift+y")
    wait_until(lambda: [c for c in t.app.node.search("checkbox", "Type") if "focused" in c.states or c.size[1] > 0], "the choice")
    t.shot("passages-paste")
    t.key("space", "Return")
    layer = t.wait_saved(lambda l: [c for c in l["claims"] if words(c) == "the town would pay" and c.get("type") == "prediction"
                                    and not c.get("speakers")])
    t.key("ctrl+z")
    t.wait_saved(lambda l: [c for c in l["claims"] if words(c) == "the town would pay" and not c.get("type")])
