#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Speakers page at a glance: kind, the office that was held when the article appeared, counts, and the stances as a bar,
which says its values in words, too; a speaker's colour is the same in every article and can be changed."""
from cards import Card
from layers import Layer
from scenario import Scenario, re, wait_until

TEXT = "Bridge talks\n\nRosa Lind wants the bridge. She fears the ferry. Otto Brandt does not want the bridge.\n"


def layer(name, published):
    made = Layer(name, TEXT, published=published)
    made.json["topics"] = [{"id": "bridge", "label": "Bridge", "scale": "position"}]
    made.speaker("council", "Town council", kind="organisation")
    made.speaker("rosa-lind", "Rosa Lind", kind="person", affiliations=[
        {"speaker": "council", "role": "Clerk", "to": "2029"}, {"speaker": "council", "role": "Mayor", "from": "2030-02"}])
    made.speaker("otto-brandt", "Otto Brandt", kind="person")
    made.add("mentions", "Rosa Lind", speakers=["rosa-lind"], form="name")
    for quote, speaker, value in (("wants the bridge", "rosa-lind", "supports"), ("fears the ferry", "rosa-lind", "opposes"),
                                  ("does not want the bridge", "otto-brandt", "opposes")):
        claim = made.add("claims", quote, speakers=[speaker], topics=["bridge"])
        made.add("stances", speaker=speaker, toward={"topic": "bridge"}, value=value, claim=claim)
    return made.files()


with Scenario("later.txt", project=None, files={**layer("later.txt", "2031-03-04"), **layer("earlier.txt", "2028-01")}) as t:
    t.key("alt+2")
    row = t.find("list item", re.compile("^Rosa Lind"))
    assert row.name == "Rosa Lind, Person, Mayor, Town council, 2 claims, 1 mention, 2 stances, Supports: 1, Opposes: 1", row.name
    assert "1 claim, 1 stance, Opposes: 1" in t.find("list item", re.compile("^Otto Brandt")).name
    t.find("label", re.compile("^Mayor, Town council\n2 claims · 1 mention · 2 stances ▲.1 ▼.1$"))
    t.shot("speakers-light")
    # Another value: the row says so at once.
    t.key("alt+1")
    t.find("list item", re.compile("^“fears the ferry”")).click()
    card = Card(t, "Claim")
    card.click(card.node("toggle button", re.compile("^Supports")) if card.all("toggle button", re.compile("^Supports"))
               else card.node("button", re.compile("^Supports")))
    t.wait_saved(lambda l: [s["value"] for s in l["stances"]].count("supports") == 2)
    t.key("alt+2")
    wait_until(lambda: t.find("list item", re.compile("^Rosa Lind")).name.endswith("2 stances, Supports: 2"), "the row")

    # In an article that appeared before, she held the other office.
    t.restart(t.dir / "earlier.txt")
    t.key("alt+2")
    assert "Clerk, Town council" in t.find("list item", re.compile("^Rosa Lind")).name
