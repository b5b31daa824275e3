#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole statement from a selection: seven keys with a speaker, five in the author's voice, four without a source.
The complete claim and its stance stand in the sidecar."""
from scenario import Scenario, wait_until

NAME = "unions-split.md"


def find_new(layer, before, kind):
    known = {tag["id"] for tag in (before or {}).get(kind, [])}
    return [tag for tag in layer.get(kind, []) if tag["id"] not in known]


def code(t, keys, check):
    """Select the next sentence, press `keys`; the claim, its stances, and the text selected."""
    article = t.find("text box", "Article")
    wait_until(lambda: "focused" in article.states, "the article's focus")
    last = article.selection
    t.key("alt+Down")
    wait_until(lambda: article.selection and article.selection != last, "a sentence")
    start, end = article.selection
    before = t.sidecar()
    t.keys(keys)
    wait_until(lambda: "focused" in article.states, "the focus to come back after %s" % keys)
    layer = t.wait_saved(lambda layer: check(find_new(layer, before, "claims"), find_new(layer, before, "stances")))
    [claim] = find_new(layer, before, "claims")
    stances = find_new(layer, before, "stances")
    assert [(s["start"], s["end"]) for s in claim["passage"]] == [(start, end)], (claim, start, end)
    assert not find_new(layer, before, "mentions"), layer["mentions"]
    t.key("Escape")
    return claim, stances


def is_complete(claims, stances):
    return claims and claims[0].get("topics") and stances and stances[0].get("value")


with Scenario(NAME) as t:
    article = t.find("text box", "Article")
    wait_until(lambda: "focused" in article.states, "the article's focus")
    t.key("ctrl+Home", "alt+Down", "alt+Down", "alt+Down")

    # Seven keys: the speaker by two letters.
    claim, stances = code(t, "C a n Return 3 h 1", is_complete)
    assert claim["speakers"] == ["anneke-voss"] and "voice" not in claim, claim
    assert claim["type"] == "prediction" and claim["topics"] == ["harbour-fee"], claim
    assert len(stances) == 1 and stances[0]["claim"] == claim["id"], stances
    assert stances[0]["speaker"] == "anneke-voss" and stances[0]["value"] == "supports", stances
    assert stances[0]["toward"] == {"topic": "harbour-fee"}, stances
    t.shot("statement")

    # Five keys: the author's own voice.
    claim, stances = code(t, "C 1 3 h 1", is_complete)
    assert claim["voice"] == "author" and "speakers" not in claim, claim
    assert claim["type"] == "prediction" and claim["topics"] == ["harbour-fee"], claim
    assert [(s["voice"], s["toward"], s["value"], s["claim"]) for s in stances] == \
        [("author", {"topic": "harbour-fee"}, "supports", claim["id"])], stances

    # Four: no source, so that nobody takes a stand.
    claim, stances = code(t, "C 0 1 g", lambda claims, stances: claims and claims[0].get("topics"))
    assert (claim["voice"], claim["type"], claim["topics"]) == ("none", "factual", ["grain-treaty"]), claim
    assert not stances, stances

    # The outlet against a second topic that is taken by its first match.
    claim, stances = code(t, "C 2 4 slash w a g Return 2", is_complete)
    assert (claim["voice"], claim["type"], claim["topics"]) == ("outlet", "demand", ["wage-floor"]), claim
    assert [(s["voice"], s["value"]) for s in stances] == [("outlet", "opposes")], stances

    # The same on a French keyboard, where the row of digits makes signs and letters, and a Russian one. Keys by code:
    # C; 1 author; 3 prediction; H; 1 supports.
    for layout in ("fr", "ru", "ara", "cz", "de"):
        t.s.run("setxkbmap", layout, check=True)
        claim, stances = code(t, "54 10 12 43 10", is_complete)
        assert (claim["voice"], claim["type"], claim["topics"]) == ("author", "prediction", ["harbour-fee"]), (
            layout, claim)
        assert [s["value"] for s in stances] == ["supports"], (layout, stances)
    # Each statement is undone step by step, to the start.
    t.key(*["ctrl+z"] * 60)
    t.wait_saved(lambda layer: not layer.get("claims") and not layer.get("stances"))
