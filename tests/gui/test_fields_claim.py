#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every field of a claim's card, filled in the real window and found in the sidecar; undone and redone."""
from cards import FILES, NAME, Card, Ferry, fill_own_fields, quotes
from scenario import Scenario, re, wait_until


def make_others(t, ferry):
    """Two mentions with their speakers, and a claim to relate to."""
    ids = []
    for quote, name in (("Mayor Rosa Lind", "Rosa Lind"), ("Otto Brandt", "Otto Brandt")):
        ids.append(ferry.tag(quote, "s"))
        t.s.type(name)
        t.key("Up", "Return")
        ferry.expect(ids[-1], speakers=[name.lower().replace(" ", "-")])
    return ids + [ferry.tag("every ticket will cost less", "c")]


def fill_flow(t, ferry):
    """By keys: two speakers, the type, two topics, the stance of both, the cue."""
    claim = ferry.tag("the ferry fare would fall", "c")
    t.s.type("rosa,otto")
    t.keys("Return 3 shift+h e 1")
    ferry.expect(claim, speakers=["rosa-lind", "otto-brandt"], type="prediction", topics=["harbour-fee", "enforcement"])
    stances = t.wait_saved(lambda l: len(l.get("stances", [])) == 2)["stances"]
    assert {(s["speaker"], s["value"], s["claim"]) for s in stances} == {
        ("rosa-lind", "supports", claim), ("otto-brandt", "supports", claim)}, stances
    ferry.select("said on Friday that")
    t.key("q")
    ferry.expect(claim, cue=lambda cue: cue and quotes(cue) == ["said on Friday that"])
    return claim


def fill_card(t, ferry, card, claim):
    ferry.select("said on Friday")
    card.press("Said with: take the selection")
    ferry.expect(claim, cue=lambda cue: quotes(cue) == ["said on Friday"])
    card.choose("Type", "Promise")
    card.choose("Quotation", "mixed")
    card.choose("Modality", "possible")
    ferry.expect(claim, type="promise", quotation="mixed", modality="possible")
    card.press("Remove Enforcement")
    ferry.expect(claim, topics=["harbour-fee"])
    card.write("Gist", "Tickets get cheaper.")
    card.write("Note", "Check the minutes.", 0)
    ferry.expect(claim, gist="Tickets get cheaper.", note="Check the minutes.")


def fill_more(t, ferry, card, claim, other, mentions):
    card.open_more()
    card.take("Via", "otto")
    card.take("On behalf of", "coastal")
    card.take("Addressees", "The islanders", new=True)
    card.take("Part of the claim", "every")
    ferry.expect(claim, via=["otto-brandt"], on_behalf_of=["coastal-bloc"], addressees=["the-islanders"], within=other)
    card.press("reported not to say it")
    card.press("unsure")
    ferry.expect(claim, negated=True, confidence="unsure")

    # A date that is none says so, and nothing is lost.
    card.write("Said on", "2031-03-04")
    ferry.expect(claim, date="2031-03-04")
    ferry.back()
    card.write("Said on", "last Friday")
    card.node("label", re.compile("^A date such as"))
    t.shot("fields-date")
    ferry.expect(claim, date="2031-03-04")
    card.write("Said on", "2031-03-03/2031-03-04")
    wait_until(lambda: not card.all("label", re.compile("^A date such as")), "the message to go")
    ferry.expect(claim, date="2031-03-03/2031-03-04")

    ferry.select("nobody would lose a route")
    card.press("Passage: take the selection")
    ferry.expect(claim, passage=lambda p: quotes(p) == ["the ferry fare would fall", "nobody would lose a route"])
    card.press(re.compile("^Remove “nobody would lose"))
    ferry.expect(claim, passage=lambda p: quotes(p) == ["the ferry fare would fall"])

    linked = ferry.record(claim).get("mentions", [])
    for word, mention in (("rosa", mentions[0]), ("otto", mentions[1])):
        if mention not in linked:
            card.take("Mentions", word)
    ferry.expect(claim, mentions=lambda m: sorted(m) == sorted(mentions))
    t.shot("fields-claim-more")


def add_stances(t, ferry, card, claim, other):
    """Of others, toward a topic, a claim and a speaker."""
    for holder, toward, value, want in (
            ("coastal", "wage", "Opposes", {"speaker": "coastal-bloc", "toward": {"topic": "wage-floor"}}),
            ("otto", "every", "Mixed", {"speaker": "otto-brandt", "toward": {"claim": other}}),
            (None, "rosa", "Neutral", {"voice": "author", "toward": {"speaker": "rosa-lind"}})):
        n = len(t.sidecar()["stances"])
        card.press("Add Stance")
        if holder:
            card.take("Whose", holder)
        else:
            card.focus("Whose")
            t.key("Down", "Return")
        card.take("Toward", toward)
        card.press(value, -1)
        layer = t.wait_saved(lambda l: len(l["stances"]) == n + 1)
        want.update(claim=claim, value=value.lower())
        assert [s for s in layer["stances"] if all(s.get(k) == v for k, v in want.items())], (want, layer["stances"])
    card.press("Remove this stance", 0)
    t.wait_saved(lambda l: len(l["stances"]) == 4)


def add_lists(t, ferry, card, claim, other):
    card.press("Add Relation")
    card.choose("This claim", "rebuts")
    card.take("Claim", "every")
    ferry.expect(claim, relations=[{"kind": "rebuts", "claim": other}])

    card.press("Add Evidence")
    card.write("Address", "https://ferry.example/minutes")
    card.write("Kind", "minutes")
    card.write("Note", "page 3")
    ferry.expect(claim, evidence=[{"url": "https://ferry.example/minutes", "kind": "minutes", "note": "page 3"}])
    card.press("Add Evidence")
    card.node("text box", "Address", 1)
    ferry.select("nine late ferries")
    card.press("Passage: take the selection", -1)
    ferry.expect(claim, evidence=lambda e: len(e) == 2 and quotes(e[1]["passage"]) == ["nine late ferries"])

    card.press("Add Verdict")
    card.write("Verdict", "half true")
    card.write("By", "jo")
    card.write("On", "2031-04-01")
    card.take("Sources", "https://ferry.example/table")
    card.write("Note", "fares alone")
    ferry.expect(claim, verdict={"value": "half true", "by": "jo", "date": "2031-04-01", "note": "fares alone",
                                 "sources": ["https://ferry.example/table"]})
    t.shot("fields-claim-lists")


with Scenario(NAME, files=FILES) as t:
    ferry = Ferry(t)
    rosa, otto, other = make_others(t, ferry)
    claim = fill_flow(t, ferry)
    card = Card(t, "Claim")
    fill_card(t, ferry, card, claim)
    fill_more(t, ferry, card, claim, other, [rosa, otto])
    add_stances(t, ferry, card, claim, other)
    add_lists(t, ferry, card, claim, other)
    fill_own_fields(ferry, card, claim)
    t.shot("fields-claim-own")

    # A voice in place of the speakers, by the card and by keys.
    voices = ferry.tag("The islanders want the fare gone", "c")
    for label, voice in (("Outlet’s voice", "outlet"), ("No source given", "none"), ("Author’s voice", "author")):
        card.choose("Voice", label)
        ferry.expect(voices, voice=voice, speakers=None)
    ferry.undo_and_redo_all()
