#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding in the article: as it is typed, from match to match, round the ends, and out of it with the match selected.
The line under the article says the tags there, and what was undone."""
from scenario import Scenario, re, wait_until

with Scenario("coastal-envoys.txt") as t:
    text = (t.dir / "coastal-envoys.txt").read_text()
    places = [m.start() for m in re.finditer("the", text, re.I)]
    assert len(places) > 50
    article = t.find("text box", "Article")
    wait_until(lambda: "focused" in article.states)

    def at(index, what):
        start = places[index]
        wait_until(lambda: article.selection == (start, start + 3), "match %d: %s" % (index, what))
        shown = "%d of %d" % (index % len(places) + 1, len(places))
        wait_until(lambda: t.app.widgets("GtkLabel", text=shown), shown)

    t.key("ctrl+Home", "ctrl+f")
    t.s.type("THE")
    at(0, "case is ignored")
    t.shot("find")
    t.key("Return")
    at(1, "Enter")
    t.key("ctrl+g")
    at(2, "Ctrl+G")
    t.key("shift+Return", "shift+Return", "ctrl+shift+g")
    at(-1, "back round the start")
    t.key("Return")
    at(0, "round the end")
    t.app.find("button", "Next match").press()
    at(1, "by the button")
    t.app.find("button", "Previous match").press()
    at(0, "by the button")

    # Typing on narrows the search from where it is.
    t.key("End")
    t.s.type(" strongest")
    start = text.index("the strongest")
    wait_until(lambda: article.selection == (start, start + len("the strongest")), "a longer match")
    t.s.type("xyz")
    wait_until(lambda: t.app.widgets("GtkLabel", text="No matches"), "no match")
    t.key("BackSpace", "BackSpace", "BackSpace")
    wait_until(lambda: t.app.widgets("GtkLabel", text="1 of 1"), "the match again")

    # Esc leaves the selection at the match, the article has the focus, and its keys work.
    t.key("Escape")
    wait_until(lambda: "focused" in article.states, "the article's focus")
    wait_until(lambda: article.selection == (start, start + len("the strongest")))
    before = len(t.sidecar()["claims"])
    t.key("c")
    t.wait_saved(lambda layer: len(layer["claims"]) == before + 1)
    if "focused" not in article.states:
        t.key("Escape")
        wait_until(lambda: "focused" in article.states)

    # What is selected is looked for.
    t.key("ctrl+Home", "period", "ctrl+f")
    wait_until(lambda: re.search(r"^1 of \d+$", "".join(w[2] for w in t.app.widgets("GtkLabel", text=re.compile(
        r"^\d+ of \d+$")))), "the word's matches")
    # It is selected in both places, so that what is typed takes its place.
    entry = t.find("search box", "Find in the article")
    wait_until(lambda: entry.selection == (0, len(entry.text)) and article.selection == (0, len(entry.text)), "both")
    t.s.type("wish")
    start = text.index("wish")
    wait_until(lambda: entry.text == "wish" and article.selection == (start, start + 4), "the word typed")
    t.key("Escape")
    wait_until(lambda: "focused" in article.states)

    # The tags at the caret are said; so is what is undone.
    here = lambda pattern: t.find("status", re.compile(pattern))
    t.key("Escape", "ctrl+z")
    here("^Undone: ")
    t.key("Escape", "Escape", "ctrl+Home", "n")
    here("^Speaker: Anneke Voss")
    t.key("n")
    here("^Claim: Anneke Voss, Prediction · Harbour fee · .*, Anneke Voss — Harbour fee: Supports")

# Capitals, whole words and regular expressions: by their keys and buttons; what is wrong is said below the entry.
with Scenario("coastal-envoys.txt") as t:
    text = (t.dir / "coastal-envoys.txt").read_text()
    article = t.find("text box", "Article")
    wait_until(lambda: "focused" in article.states)
    count = lambda pattern, flags=0: len(re.findall(pattern, text, flags))

    def shown(n):
        wait_until(lambda: t.app.widgets("GtkLabel", text=re.compile("^(\\d+ of )?%d( matches)?$" % n)), "%d" % n)

    t.key("ctrl+Home", "ctrl+f")
    t.s.type("the")
    shown(count("the", re.I))
    t.key("alt+c")
    shown(count("the"))
    t.key("alt+w")
    shown(count(r"\bthe\b"))
    t.find(None, re.compile("^Match case")).click()
    shown(count(r"\bthe\b", re.I))
    t.find(None, re.compile("^Whole words")).click()
    t.key("alt+r")
    entry = t.find("search box", "Find in the article")
    entry.click()
    t.key("ctrl+a")
    t.s.type(r"\b[A-Z]\w+ said")
    n = count(r"\b[A-Z]\w+ said", re.I)
    shown(n)
    wait_until(lambda: article.selection, "a match")
    t.shot("find-regex")
    t.key("ctrl+a")
    t.s.type("(the")
    t.find(None, re.compile("^Error while compiling regular expression"))
    t.shot("find-regex-error")
    t.s.type(")")
    shown(count("the", re.I))
    wait_until(lambda: not t.app.widgets("GtkLabel", text=re.compile("^Error while")), "no error")
    t.key("ctrl+a")
    t.s.type(r"(\w+\s*)+[#+]")
    t.find(None, re.compile("^This expression takes too long"))
    t.find(None, re.compile("^Regular expression")).click()
    wait_until(lambda: not t.app.widgets("GtkLabel", text=re.compile("^This expression")), "words again")
