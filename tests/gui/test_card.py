#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The flow of keys through the card in the real window: whole statements, and what is taken back."""
from scenario import Scenario, wait_until

NAME = "cross-the-bridge.txt"


def select_paragraph(t, article, nth):
    """The nth long paragraph, without the mouse; returns its place in code points."""
    text, at, found = article.text, 0, 0
    for line in text.split("\n"):
        if len(line) > 150:
            found += 1
            if found == nth:
                break
        at += len(line) + 1
    article.call("Text", "SetCaretOffset", "i", at + 10)
    wait_until(lambda: article.caret == at + 10, "the caret")
    t.key("period", "period")
    wait_until(lambda: article.selection, "a selection")


def article_focused(t, article):
    return "focused" in article.states


with Scenario(NAME) as t:
    article = t.find("text box", "Article")
    wait_until(lambda: article.prop("Text", "CharacterCount") > 1000, "the text")

    # C, one or two letters and Enter, the type's digit, the topic's key, the stance's digit.
    select_paragraph(t, article, 1)
    t.keys("c m i Return 3 h 1")
    layer = t.wait_saved(lambda l: len(l.get("stances", [])) == 1)
    claim, stance = layer["claims"][0], layer["stances"][0]
    speaker = {s["id"]: s for s in layer["speakers"]}[claim["speakers"][0]]
    assert speaker["name"].startswith("Mi"), speaker
    assert claim["type"] == "prediction" and claim["topics"] == ["harbour-fee"], claim
    assert stance["speaker"] == claim["speakers"][0] and stance["toward"] == {"topic": "harbour-fee"}, stance
    assert stance["value"] == "supports" and stance["claim"] == claim["id"], stance
    wait_until(lambda: article_focused(t, article), "the focus in the article")
    t.shot("card-statement")

    # In the author's voice; without a source no stance follows.
    select_paragraph(t, article, 2)
    t.keys("c 1 3 h 1")
    layer = t.wait_saved(lambda l: len(l.get("stances", [])) == 2)
    assert [c for c in layer["claims"] if c.get("voice") == "author"][0]["type"] == "prediction"
    assert [s for s in layer["stances"] if s.get("voice") == "author"][0]["value"] == "supports"
    wait_until(lambda: article_focused(t, article), "the focus in the article")
    select_paragraph(t, article, 3)
    t.keys("c 0 1 h")
    layer = t.wait_saved(lambda l: len(l.get("claims", [])) == 3 and all(c.get("topics") for c in l["claims"]))
    assert len(layer["stances"]) == 2
    wait_until(lambda: article_focused(t, article), "the focus in the article")

    # Shift and a topic's key stay for another; 0 clears; Esc keeps what was set.
    select_paragraph(t, article, 4)
    t.keys("c Return 5 shift+h e")
    t.key("Escape")
    layer = t.wait_saved(lambda l: any(c.get("topics") == ["harbour-fee", "enforcement"] for c in l["claims"]))
    # Undo goes step by step: the topics, the type, the claim.
    t.key("ctrl+z", "ctrl+z")
    t.wait_saved(lambda l: any(c.get("type") == "evaluation" and "topics" not in c for c in l["claims"]))
    t.key("ctrl+z", "ctrl+z")
    t.wait_saved(lambda l: len(l["claims"]) == 3)

    # A new speaker is made by Down and Enter only.
    t.key("Escape")
    select_paragraph(t, article, 5)
    t.key("c")
    t.s.type("Zed Quill")
    t.key("Return")
    t.shot("card-new-speaker")
    t.key("Down", "Return", "Escape")
    layer = t.wait_saved(lambda l: any(s["name"] == "Zed Quill" for s in l["speakers"]))
    assert any(c.get("speakers") == ["zed-quill"] for c in layer["claims"]), layer["claims"]
    t.shot("card-end")

# What was typed as an alias is taken when the focus goes elsewhere: nobody has to know of Enter.
with Scenario("coastal-envoys.txt", size="1400x1000") as t:
    article = t.find("text box", "Article")
    wait_until(lambda: article.prop("Text", "CharacterCount") > 1000, "the text")
    t.key("n")
    x, y, width, height = t.find("label", "Aliases").rect()
    t.s.click(x + width + 60, y + height // 2)
    wait_until(lambda: not article_focused(t, article), "the focus in the aliases")
    t.s.type("The Premier")
    article.click()
    layer = t.wait_saved(lambda l: any("The Premier" in s.get("aliases", []) for s in l["speakers"]))
    speaker = {s["id"]: s for s in layer["speakers"]}["anneke-voss"]
    assert speaker["aliases"] == ["Voss", "The Premier"], speaker
