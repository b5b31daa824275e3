#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""By the mouse alone: selecting, tagging by the bar, picking among tags that overlap, edges, the margin's chip, undo and
redo, deleting and the toast."""
from cards import FILES, NAME, TEXT, Card, Ferry, quotes
from scenario import Scenario, re, wait_until


class Mouse:
    def __init__(self, t, article):
        self.t, self.article = t, article

    def place(self, offset):
        x, y, _, h = self.article.text_rect(offset)
        return x, y + h // 2

    def drag(self, quote):
        start = TEXT.index(quote)
        self.t.s.drag(*self.place(start), *self.place(start + len(quote)))
        wait_until(lambda: self.article.selection == (start, start + len(quote)), "the selection of " + quote)

    def click(self, word, count=1, button=1):
        """Into the middle of a word."""
        x, y = self.place(TEXT.index(word) + len(word) // 2)
        self.t.s.x("mousemove", x + 4, y + 1, "sleep", 0.1)
        self.t.s.click(x + 1, y, count=count, button=button)

    def bar(self, label):
        self.t.app.click_widget("GtkLabel", text=label)


def wait_claims(t, *wanted):
    return t.wait_saved(lambda l: sorted(" … ".join(quotes(c["passage"])) for c in l.get("claims", [])) ==
                        sorted(wanted))


def hand(t, words):
    """Wait until a claim with these words is the tag in hand: its row is the selected one."""
    wait_until(lambda: [i for i in t.app.node.search("list item", re.compile("^“%s" % re.escape(words)))
                        if "selected" in i.states], "%r in hand" % words)


with Scenario(NAME, files=FILES) as t:
    ferry = Ferry(t)
    article = ferry.article
    mouse = Mouse(t, article)
    fare, council, route = "the ferry fare would fall", "ticket will cost", "nobody would lose a route"
    sentence = "Mayor Rosa Lind said on Friday that %s." % fare

    # A drag, a double click, a triple click; each made a claim by the bar.
    mouse.drag(fare)
    mouse.bar("Claim")
    wait_claims(t, fare)
    mouse.click("islanders", count=2)
    wait_until(lambda: article.selection and TEXT[slice(*article.selection)] == "islanders", "the word")
    t.s.x("sleep", 0.6)
    mouse.click("Friday", count=3)
    wait_until(lambda: article.selection and TEXT[slice(*article.selection)] == sentence, "the sentence, not %r" % (article.selection,))
    mouse.bar("Claim")
    wait_claims(t, fare, sentence)
    # A second span with Ctrl.
    mouse.drag(council)
    t.s.x("keydown", "ctrl")
    mouse.drag(route)
    t.s.x("keyup", "ctrl")
    mouse.bar("Claim")
    split = "%s … %s" % (council, route)
    wait_claims(t, fare, sentence, split)
    t.shot("mouse-claims")

    # Where two lie, the innermost first, then by turns; the menu lists both.
    mouse.click("would")
    hand(t, fare)
    t.s.x("sleep", 0.6)
    mouse.click("would")
    hand(t, sentence)
    t.s.x("sleep", 0.6)
    mouse.click("would", button=3)
    t.shot("mouse-menu")
    items = wait_until(lambda: [i for i in t.app.node.search("menu item", re.compile("^Claim: "))])
    assert ["Mayor Rosa Lind" in i.name for i in items] == [True, False], [i.name for i in items]
    items[1].press()
    hand(t, fare)

    # The chip in the margin, level with its claim.
    mouse.click("report")
    x, _, w, _ = article.rect()
    t.s.click(x + w - 21, mouse.place(TEXT.index("ticket"))[1])
    hand(t, council)
    t.find("list item", re.compile("^“%s" % fare)).click()
    hand(t, fare)

    # An edge of the tag in hand, to the word before.
    end = TEXT.index(fare) + len(fare)
    x, y = mouse.place(end)
    t.s.drag(x - 1, y, *mouse.place(end - len(" fall")))
    wait_claims(t, "the ferry fare would", sentence, split)

    # The toolbar.
    t.find("button", "Undo").click()
    wait_claims(t, fare, sentence, split)
    t.find("button", "Redo").click()
    wait_claims(t, "the ferry fare would", sentence, split)

    # A row shows its passage's tag; the card's button deletes it; the toast brings it back.
    t.find("list item", re.compile("^“%s" % council)).click()
    hand(t, council)
    card = Card(t, "Claim")
    card.click(card.node("button", "More"), start=True)
    wait_until(lambda: card.all("button", "Delete this claim"), "More to open")
    card.click(card.node("button", "Delete this claim"))
    wait_claims(t, "the ferry fare would", sentence)
    t.shot("mouse-deleted")
    t.app.click_widget("GtkButton", label=re.compile("Undo"))
    wait_claims(t, "the ferry fare would", sentence, split)
