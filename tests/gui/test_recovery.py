#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program is killed while somebody tags: what was tagged is there at the next start, and can still be undone."""
from scenario import Scenario, re, wait_until

NAME = "cross-the-bridge.txt"
ROUNDS = 3


def select(t, article, offset):
    article.call("Text", "SetCaretOffset", "i", offset)
    wait_until(lambda: article.caret == offset, "the caret")
    t.key("period", "period")
    wait_until(lambda: article.selection, "a selection")


def written(journals):
    """How often a stance stands in the journals on disk."""
    return sum(p.read_bytes().count(b"supports") for p in journals.iterdir()) if journals.is_dir() else 0


with Scenario(NAME) as t:
    journals = t.dir.parent.parent / "state" / "hustings" / "journal"
    for n in range(1, ROUNDS + 1):
        article = t.find("text box", "Article")
        wait_until(lambda: article.prop("Text", "CharacterCount") > 1000, "the text")
        select(t, article, 400 * n)
        before = written(journals)
        t.keys("c 1 3 h 1")
        # An edit is on disk within 100 ms, long before the layer file is written; then comes the end.
        wait_until(lambda: written(journals) > before, "the journal", interval=0.01)
        t.app.kill9()
        t.start()
        layer = t.wait_saved(lambda l: len(l.get("stances", [])) == n and len(l["claims"]) == n)
        assert all(c.get("type") == "prediction" and c.get("voice") == "author" for c in layer["claims"]), layer
    t.find("label", re.compile("Recovered"))
    wait_until(lambda: t.find("text box", "Article").prop("Text", "CharacterCount") > 1000, "the text")

    # Undo reaches back over the kill.
    t.find("text box", "Article").click()
    t.key("ctrl+z")
    t.wait_saved(lambda l: len(l.get("stances", [])) == ROUNDS - 1)
    t.key("ctrl+shift+z")
    t.wait_saved(lambda l: len(l.get("stances", [])) == ROUNDS)
