#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person left comes back: folder, document, place in it, size and panes. Preferences hold at once and later."""
import time

from scenario import PROGRAM, Scenario, re, wait_until

FIRST = "Analysis: who gains from a cheaper quay?"
SECOND = "Coastal bloc sends envoys to the capital, hoping for a harbour deal"


def article(t):
    return [n for n in t.app.node.search("text box") if "multi_line" in n.states][0]


def size(t):
    width, height = t.app.window().size
    return width, height


with Scenario(folder=True, size="1400x900") as t:
    wait_until(lambda: t.app.window().name == FIRST, "the first article")
    t.key("ctrl+Page_Down")
    wait_until(lambda: t.app.window().name == SECOND, "the second article")
    for _ in range(3):
        t.action("win.next-tag")
    caret = wait_until(lambda: article(t).caret, "a caret in a tag")
    window = t.s.run("xdotool", "getwindowfocus").strip()
    before = size(t)
    t.s.run("xdotool", "windowsize", "--sync", window, "1340", "720")
    wait_until(lambda: size(t) != before, "the window to change")
    time.sleep(0.2)
    left = size(t)
    t.key("F9")
    wait_until(lambda: not t.app.widgets("HuLibrary"), "the library to go")

    # Another article and back: the place in each is kept while the window lives.
    t.key("ctrl+Page_Down", "ctrl+Page_Up")
    wait_until(lambda: t.app.window().name == SECOND and article(t).caret == caret, "the place in the article")

    t.quit()
    t.app = t.s.start([str(PROGRAM)], env=t.environment())
    wait_until(lambda: t.app.window().name == SECOND, "the article that was shown")
    wait_until(lambda: article(t).caret == caret, "the place in it")
    wait_until(lambda: size(t) == left, "the window's size")
    assert not t.app.widgets("HuLibrary")
    t.key("F9")
    wait_until(lambda: t.app.widgets("HuLibrary"), "the library")
    t.find("label", re.compile("^8 articles"))
    t.shot("session")

with Scenario("vote-on-corridor.txt", env={"GSETTINGS_BACKEND": "keyfile"}) as t:
    t.action("app.preferences")
    dialog = t.app.window("Preferences")
    name = dialog.find("text box", re.compile("Name"))
    name.set_text("Ilse Marrow")
    dialog.find("label", re.compile("In use: ilse-marrow"))
    identifier = dialog.find("text box", re.compile("Identifier"))
    identifier.set_text("Not valid")
    dialog.find("label", re.compile("Only lower-case"))
    identifier.set_text("im")
    dialog.find("label", re.compile("In use: im"))
    t.shot("preferences")
    t.key("Escape")
    wait_until(lambda: len(t.app.node.children) == 1, "the preferences to close")
    t.action("win.status-done")
    layer = t.wait_saved()
    assert layer["layer"]["coder"] == {"id": "im", "name": "Ilse Marrow"}, layer["layer"]
    wide = t.app.widgets("HuArticleView")[0][6]
    t.s.run("gsettings", "--schemadir", t.environment()["GSETTINGS_SCHEMA_DIR"], "set", "org.hustings.Hustings",
            "text-width", "uint32 40")
    wait_until(lambda: t.app.widgets("HuArticleView")[0][6] < wide, "a narrower article")
