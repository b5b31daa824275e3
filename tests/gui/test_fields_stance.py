#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every field of a stance and of a memo, filled in the real window and found in the sidecar; undone and redone."""
from cards import FILES, NAME, Card, Ferry, fill_own_fields, quotes
from scenario import Scenario


def fill_stance(t, ferry, claim):
    """By keys the holder, the topic and the value; the rest by the card."""
    stance = ferry.tag("The islanders want the fare gone", "t")
    t.s.type("The islanders")
    t.keys("Up Return h 2")
    ferry.expect(stance, speaker="the-islanders", toward={"topic": "harbour-fee"}, value="opposes")
    card = Card(t, "Stance")
    ferry.select("If the council agrees")
    card.press("Condition: take the selection")
    ferry.expect(stance, condition=lambda c: c and quotes(c) == ["If the council agrees"])
    card.write("Note", "as reported", 0)
    card.open_more()
    for basis in ("declared", "ascribed"):
        card.press(basis)
        ferry.expect(stance, basis=basis)
    card.press("sure")
    ferry.expect(stance, note="as reported", confidence="sure")
    ferry.select("nine late ferries")
    card.press("Passage: take the selection")
    ferry.expect(stance, passage=lambda p: quotes(p) == ["The islanders want the fare gone", "nine late ferries"])
    card.press("Remove “nine late ferries”")
    ferry.expect(stance, passage=lambda p: len(p) == 1)

    # Toward a claim, toward a speaker, toward a topic again; by a voice, by a speaker.
    for text, toward in (("every", {"claim": claim}), ("tomas", {"speaker": "tomas-reik"}),
                         ("wage", {"topic": "wage-floor"})):
        card.focus("Toward")
        t.key("slash")
        t.s.type(text)
        t.key("Return")
        ferry.expect(stance, toward=toward)
    card.focus("Holder")
    t.key("BackSpace")
    ferry.expect(stance, speaker=None)
    t.key("1")
    ferry.expect(stance, voice="author")
    card.press("Mixed", 0)
    ferry.expect(stance, value="mixed")
    fill_own_fields(ferry, card, stance, ["text", "multi-choice", "speaker", "topic", "passage"])
    t.shot("fields-stance")

    # In a claim instead of words of its own: the passage and the basis go.
    card.take("The claim that shows it", "every")
    ferry.expect(stance, claim=claim, passage=None, basis=None)
    return card


def fill_memo(t, ferry):
    memo = ferry.tag("nine late ferries", "m")
    t.s.type("Ask for the report.")
    ferry.expect(memo, text="Ask for the report.")
    card = Card(t, "Memo")
    card.write("Note", "by Friday")
    ferry.expect(memo, note="by Friday")
    ferry.select("A report")
    card.press("Passage: take the selection", 0)
    ferry.expect(memo, passage=lambda p: quotes(p) == ["A report", "nine late ferries"])
    fill_own_fields(ferry, card, memo, ["text", "choice", "date", "url"])
    t.shot("fields-memo")


with Scenario(NAME, files=FILES) as t:
    ferry = Ferry(t)
    claim = ferry.tag("every ticket will cost less", "c")
    t.s.type("tomas")
    t.key("Return")
    ferry.expect(claim, speakers=["tomas-reik"])
    fill_stance(t, ferry, claim)
    fill_memo(t, ferry)
    ferry.undo_and_redo_all()
