#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What isn't asked for is dimmed: by kind, by the speaker or topic of the tag in hand, by a speaker picked on its page; what is
dimmed is said above the article, and one key shows all."""
from cards import FILES, NAME, TEXT, Ferry
from scenario import Scenario, re, wait_until


def said(t, text):
    wait_until(lambda: [n for n in t.app.node.search("status", text) if n.name == text and n.size[1] > 0], "the bar to say %r" % text)


def silent(t):
    wait_until(lambda: not [n for n in t.app.node.search("button", "Show All Tags") if n.size[1] > 0], "the bar to go")


with Scenario(NAME, files=FILES) as t:
    ferry = Ferry(t)
    article = ferry.article

    def select(quote):
        start = TEXT.index(quote)
        x1, y1, _, h = article.text_rect(start)
        x2, y2, _, _ = article.text_rect(start + len(quote))
        t.s.drag(x1, y1 + h // 2, x2, y2 + h // 2)
        wait_until(lambda: article.selection == (start, start + len(quote)), "the selection of " + quote)

    def claim(quote, speaker, topic):
        select(quote)
        t.key("c")
        t.s.type(speaker)
        t.key("Down", "Return", "3")
        t.s.type(topic)
        t.key("1")
        wait_until(lambda: "focused" in article.states, "the article's focus")

    claim("the ferry fare would fall", "Rosa Lind", "h")
    claim("the plan a bribe", "Otto Brandt", "p")
    t.wait_saved(lambda l: len(l["claims"]) == 2 and len(l["stances"]) == 2 and len(l["speakers"]) == 2)
    silent(t)

    t.key("1")
    said(t, "Claims dimmed")
    t.shot("emphasis-claims")
    t.key("2", "3")
    said(t, "Claims dimmed · Mentions dimmed · Stances dimmed")
    t.key("1", "3")
    said(t, "Mentions dimmed")
    t.key("0")
    silent(t)

    # Of the tag in hand: its speaker, its topic; the same key again shows all.
    t.key("o")
    said(t, "Only Otto Brandt")
    t.shot("emphasis-speaker")
    t.key("shift+o")
    wait_until(lambda: [n for n in t.app.node.search("status", re.compile("^Only Otto Brandt · Only ")) if n.size[1] > 0], "the topic")
    t.key("o", "shift+o")
    silent(t)

    # By the menu.
    t.key("shift+F10")
    wait_until(lambda: t.app.node.search("menu item", "Show"), "the menu")
    t.key("h")
    wait_until(lambda: [i for i in t.app.node.search("menu item", "Only Speaker") if min(i.size) > 0], "its submenu")
    t.key("p")
    t.find("menu item", "Rosa Lind").press()
    said(t, "Only Rosa Lind")
    t.app.click_widget("GtkLabel", text="Show All Tags")
    silent(t)

    # A speaker picked on the Speakers page dims the rest, unless that is switched off; Esc lets go.
    t.key("alt+2")
    t.find("list item", re.compile("^Rosa Lind")).click()
    said(t, "Only Rosa Lind")
    t.shot("emphasis-page")
    t.find("button", "A picked speaker dims the rest of the article").click()
    silent(t)
    t.find("button", "A picked speaker dims the rest of the article").click()
    said(t, "Only Rosa Lind")
    t.find("list item", re.compile("^Otto Brandt")).click()
    said(t, "Only Otto Brandt")
    t.key("Escape")
    silent(t)
