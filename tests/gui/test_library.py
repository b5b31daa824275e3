#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder's library: its first article opens, neighbours follow, search narrows, status and counts are live."""
from scenario import Scenario, re, wait_until

FIRST = "Analysis: who gains from a cheaper quay?"
SECOND = "Coastal bloc sends envoys to the capital, hoping for a harbour deal"


def title(t):
    return t.app.window().name


def rows(t):
    """The articles that the library lists, each in its own words."""
    articles = t.find("list", "Articles")
    return [row.name for row in articles.search("list item") if min(row.size) > 0]


def row(t, start):
    return [name for name in rows(t) if name.startswith(start)]


with Scenario(folder=True) as t:
    wait_until(lambda: title(t) == FIRST, "the folder's first article")
    t.find("label", re.compile("^8 articles"))
    wait_until(lambda: row(t, SECOND + ", in progress") and "7 claims" in row(t, SECOND)[0], "the second one's row")

    t.key("ctrl+Page_Down")
    wait_until(lambda: title(t) == SECOND, "the next article")
    t.key("ctrl+Page_Up")
    wait_until(lambda: title(t) == FIRST, "the previous article")
    t.key("ctrl+Page_Up")
    assert title(t) == FIRST

    # The pane can be left and entered by key, and an arrow shows the next article while the list keeps the focus.
    t.key("shift+F6", "Down")
    wait_until(lambda: title(t) == SECOND, "the article of the next row")
    t.key("Up")
    wait_until(lambda: title(t) == FIRST, "the article of the first row")
    t.key("Return")

    # What the status is set to is on disk, in the row, and in the count.
    t.action("win.status-done")
    t.wait_saved(lambda layer: layer["status"] == "done", name="cheaper-quay.txt")
    wait_until(lambda: row(t, FIRST + ", done"), "the row to say done")
    t.find("label", re.compile("2 done"))
    t.action("win.undo")
    t.wait_saved(lambda layer: layer["status"] == "in-progress", name="cheaper-quay.txt")
    wait_until(lambda: row(t, FIRST + ", in progress"), "the row to follow")

    t.action("win.status-excluded")
    reason = t.find("text box", "Why the article is excluded")
    reason.click()
    t.s.type("Wire copy")
    t.key("Return")
    t.wait_saved(lambda layer: layer.get("status_reason") == "Wire copy", name="cheaper-quay.txt")
    t.action("win.status-in-progress")
    t.wait_saved(lambda layer: "status_reason" not in layer, name="cheaper-quay.txt")

    t.find("search box", "Search articles").set_text("MERIDIAN")
    wait_until(lambda: rows(t) and all("Meridian" in name for name in rows(t)), "only that outlet's articles")
    t.find("search box", "Search articles").set_text("no such thing")
    t.find("label", "Nothing Found")
    t.find("search box", "Search articles").set_text("")
    wait_until(lambda: len(rows(t)) == 8, "all of them")
    t.shot("library")

    t.key("F9")
    wait_until(lambda: not t.app.widgets("HuLibrary"), "the pane to go")
    t.action("win.close-folder")
    assert title(t) == FIRST

with Scenario(project=None, folder=True) as t:
    t.find("label", "No Articles Here")
    t.find("label", "No Article Open")
    (t.dir / "one.txt").write_text("One\n")
    t.action("win.reload-folder")
    t.find("label", re.compile("^1 article$"))
