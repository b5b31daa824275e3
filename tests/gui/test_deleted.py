#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was deleted is listed in the sidebar's place, also after closing, and comes back as it was by a key or a click."""
from scenario import Scenario, re, wait_until

NAME = "cross-the-bridge.txt"


def select(t, offset):
    article = t.find("text box", "Article")
    article.call("Text", "SetCaretOffset", "i", offset)
    wait_until(lambda: article.caret == offset, "the caret")
    t.key("period", "period")
    wait_until(lambda: article.selection, "a selection")


def rows(t):
    """The names of the list's rows, the selected one with its mark."""
    return [n.name for n in t.find("list", "Deleted Tags").search("list item")]


def without_stamps(record):
    return {k: v for k, v in record.items() if k != "modified"}


with Scenario(NAME) as t:
    wait_until(lambda: t.find("text box", "Article").prop("Text", "CharacterCount") > 1000, "the text")

    # Nothing was deleted yet; Escape leads back.
    t.action("win.show-deleted")
    t.find("label", "No deleted tags")
    t.shot("deleted-empty")
    wait_until(lambda: "focused" in t.find("button", "Back").states, "the focus")
    t.key("Escape")
    wait_until(lambda: not t.app.widgets("HuDeletedPane"), "the sidebar")

    # A claim with its stance, and a memo.
    t.find("text box", "Article").click()
    select(t, 400)
    t.keys("c 1 3 h 1")
    select(t, 900)
    t.key("m")
    t.s.type("Ask the team")
    t.key("Escape")
    before = t.wait_saved(lambda l: l.get("stances") and l.get("memos", [{}])[0].get("text") == "Ask the team")
    claim, stance, memo = before["claims"][0], before["stances"][0], before["memos"][0]

    # Gone: the memo, which is in hand, and the claim with its stance.
    t.key("Delete")
    t.wait_saved(lambda l: not l.get("memos"))
    t.key("p", "p", "Delete")
    t.wait_saved(lambda l: not l.get("claims") and not l.get("stances"))

    # In the next session both are listed, the last first; the stance goes with its claim.
    t.restart()
    wait_until(lambda: t.find("text box", "Article").prop("Text", "CharacterCount") > 1000, "the text")
    t.find("text box", "Article").click()

    # Undo reaches back over closing.
    t.key("ctrl+z")
    t.wait_saved(lambda l: l.get("claims") == before["claims"] and l.get("stances") == before["stances"])
    t.key("ctrl+shift+z")
    t.wait_saved(lambda l: not l.get("claims") and not l.get("stances"))

    t.action("win.show-deleted")
    names = wait_until(lambda: len(rows(t)) == 2 and rows(t), "the rows")
    assert [n.split(",")[0] for n in names] == ["Claim", "Memo"], names
    assert "Ask the team" in names[1] and "deleted " in names[1], names
    t.shot("deleted-list")

    # Enter restores the row that has the focus: the claim, and its stance comes with it.
    t.key("Return")
    layer = t.wait_saved(lambda l: l.get("claims") and l.get("stances"))
    assert without_stamps(layer["claims"][0]) == without_stamps(claim), (layer["claims"][0], claim)
    assert without_stamps(layer["stances"][0]) == without_stamps(stance), (layer["stances"][0], stance)
    wait_until(lambda: [n.split(",")[0] for n in rows(t)] == ["Memo"], "the rows that are left")
    t.find("label", "Claim restored")

    # One step of undo; then they are listed again.
    t.key("ctrl+z")
    t.wait_saved(lambda l: not l.get("claims") and not l.get("stances"))
    wait_until(lambda: len(rows(t)) == 2, "the rows again")
    t.key("ctrl+shift+z")
    t.wait_saved(lambda l: l.get("claims") and l.get("stances"))

    # The button of a row.
    t.find("button", re.compile("Restore .*Ask the team")).press()
    layer = t.wait_saved(lambda l: l.get("memos"))
    assert without_stamps(layer["memos"][0]) == without_stamps(memo), (layer["memos"][0], memo)
    t.find("label", "No deleted tags")
    t.shot("deleted-all-restored")

    # A tag key is a wish for the card.
    t.find("text box", "Article").click()
    select(t, 1200)
    t.key("c")
    wait_until(lambda: not t.app.widgets("HuDeletedPane"), "the card")
    t.key("Escape")
