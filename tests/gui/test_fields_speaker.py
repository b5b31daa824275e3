#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every field of a mention and of a speaker, filled in the real window and found in the sidecar; speakers merged and
deleted with what hangs on them, and taken back by the toast; undone and redone."""
from cards import FILES, NAME, Card, Ferry, fill_own_fields, quotes
from scenario import Scenario, re, wait_until


def fill_mention(t, ferry):
    mention = ferry.tag("Mayor Rosa Lind", "s")
    t.s.type("Rosa Lind")
    t.key("Up", "Return")
    ferry.expect(mention, speakers=["rosa-lind"])
    card = Card(t, "Speaker")
    card.take("Speaker", "tomas")
    ferry.expect(mention, speakers=["rosa-lind", "tomas-reik"])
    card.press("Remove Tomas Reik")
    ferry.expect(mention, speakers=["rosa-lind"])
    for form in ("name", "pronoun", "description"):
        card.press(form)
        ferry.expect(mention, form=form)
    card.write("Note on the mention", "her office")
    ferry.expect(mention, note="her office")
    ferry.select("Ferry fare")
    card.press("Passage: take the selection")
    ferry.expect(mention, passage=lambda p: quotes(p) == ["Ferry fare", "Mayor Rosa Lind"])
    card.press("Remove “Ferry fare”")
    ferry.expect(mention, passage=lambda p: quotes(p) == ["Mayor Rosa Lind"])
    fill_own_fields(ferry, card, mention, ["text", "choice", "boolean"])
    return card, mention


def fill_speaker(t, ferry, card):
    speaker = "rosa-lind"
    card.write("Name", "Rosa M. Lind")
    card.choose("Kind", "Government")
    card.press("not named by the text")
    ferry.expect(speaker, name="Rosa M. Lind", kind="government", named=False)
    card.press("not named by the text")
    ferry.expect(speaker, named=lambda named: named is not False)
    card.take("Aliases", "the mayor")
    card.take("Aliases", "Lind")
    ferry.expect(speaker, aliases=["the mayor", "Lind"])
    card.press("Add Affiliation")
    card.take("Belongs to", "coastal")
    card.write("Role", "Mayor")
    card.write("From", "2029-05")
    card.write("To", "2031")
    ferry.expect(speaker, affiliations=[
        {"speaker": "coastal-bloc", "role": "Mayor", "from": "2029-05", "to": "2031"}])
    card.open_more()
    card.write("Country", "Lower Coast")
    card.write("Colour", "red")
    card.node("label", re.compile("^A colour such as"))
    ferry.expect(speaker, color=None)
    card.write("Colour", "#1a5fb4")
    ferry.expect(speaker, country="Lower Coast", color="#1a5fb4")
    card.take("Same as", "https://www.wikidata.org/entity/Q1")
    card.write("Note on the speaker", "elected twice")
    ferry.expect(speaker, same_as=["https://www.wikidata.org/entity/Q1"], note="elected twice")
    fill_own_fields(ferry, card, speaker, ["text", "choice", "scale", "number"])
    t.shot("fields-speaker")


def pick(t, ferry, word):
    """The tag around a word into the hand."""
    ferry.back()
    t.key("Escape", "Escape", "ctrl+End")
    ferry.article.call("Text", "SetCaretOffset", "i", ferry.article.text.index(word))


def merge_and_delete(t, ferry, card):
    otto = ferry.tag("Otto Brandt", "s")
    t.s.type("Otto Brandt")
    t.key("Up", "Return")
    ferry.expect(otto, speakers=["otto-brandt"])
    claim = ferry.tag("the plan a bribe", "c")
    t.s.type("otto")
    t.keys("Return 7 h 2")
    ferry.expect(claim, speakers=["otto-brandt"])
    t.wait_saved(lambda l: len(l.get("stances", [])) == 1)

    # Deleted with what hangs on it; the toast brings it back.
    before = t.sidecar()
    pick(t, ferry, "Brandt")
    card.open_more()
    card.press("Delete Speaker")
    layer = t.wait_saved(lambda l: "otto-brandt" not in [s["id"] for s in l["speakers"]])
    assert not layer.get("stances") and not [c for c in layer["claims"] if c.get("speakers")], layer
    assert otto in [m["id"] for m in layer["mentions"]], layer
    t.shot("fields-deleted")
    t.find("button", re.compile("Undo$"), nth=-1).press()
    t.wait_saved(lambda l: {k: l.get(k) for k in ("speakers", "mentions", "claims", "stances")} ==
                 {k: before.get(k) for k in ("speakers", "mentions", "claims", "stances")})

    # Merged: everything is the other's.
    pick(t, ferry, "Brandt")
    card.open_more()
    card.take("Merge into another speaker", "rosa")
    layer = t.wait_saved(lambda l: "otto-brandt" not in [s["id"] for s in l["speakers"]])
    assert layer["claims"][0]["speakers"] == ["rosa-lind"] and layer["stances"][0]["speaker"] == "rosa-lind", layer
    assert all(m["speakers"] == ["rosa-lind"] for m in layer["mentions"]), layer["mentions"]


with Scenario(NAME, files=FILES) as t:
    ferry = Ferry(t)
    card, mention = fill_mention(t, ferry)
    fill_speaker(t, ferry, card)
    merge_and_delete(t, ferry, card)
    ferry.undo_and_redo_all()
