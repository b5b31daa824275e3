#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on real input: long speeches, one of them not UTF-8, and texts from right to left, each opened, tagged
with all three kinds, closed, opened again and exported. What is in the JSON is checked by Python alone."""
import json
import sys

from scenario import SHARED_DATA, Scenario, check_quotes, read_document, skip, wait_until

DOCUMENTS = ["speeches/1863-Lincoln-1.txt", "speeches/1941-Roosevelt-1.txt", "speeches/1981-Carter-1.txt",
             "speeches/not-utf8-1970-Nixon.txt", "udhr/udhr_arb.txt", "udhr/udhr_fuf_adlm.txt"]


def body_paragraphs(text):
    """(start, end) in code points of the paragraphs worth tagging."""
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if len(bare) > 120:
            yield at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line)


def tag_all(t, text):
    """A claim with speaker, type, topic and stance; a mention; a stance of its own: far from each other in the text."""
    article = t.find("text box", "Article")
    spots = list(body_paragraphs(text))
    spots = [spots[0], spots[len(spots) // 2], spots[-1]]

    def select(spot):
        article.call("Text", "SetCaretOffset", "i", spot[0] + 40)
        wait_until(lambda: article.caret == spot[0] + 40, "the caret")
        t.key("period", "period")
        wait_until(lambda: article.selection, "a selection")

    select(spots[0])
    t.keys("c 1")             # the author's own voice…
    t.keys("3 h 1")           # …predicts, on the harbour fee, for it
    t.wait_saved(lambda layer: layer.get("claims") and layer.get("stances"))
    select(spots[1])
    t.keys("s")
    t.s.type("Zed Quill")
    t.keys("Down Return")
    t.wait_saved(lambda layer: layer.get("mentions", [{}])[0].get("speakers"))
    t.key("Escape")
    select(spots[2])
    t.keys("t")
    t.s.type("Zed")
    t.keys("Return h 2")
    t.key("Escape")
    return t.wait_saved(lambda layer: any("passage" in s and s.get("value") for s in layer.get("stances", [])))


def wait_for_text(t):
    wait_until(lambda: t.find("text box", "Article").prop("Text", "CharacterCount") > 1000, "the text", timeout=30)


def check_layer(t, name):
    layer = t.sidecar(name)
    claim = layer["claims"][0]
    assert claim["voice"] == "author" and claim["type"] == "prediction" and claim["topics"] == ["harbour-fee"], claim
    stances = {("claim" in s): s for s in layer["stances"]}
    assert stances[True]["claim"] == claim["id"] and stances[True]["value"] == "supports", stances
    assert stances[False]["speaker"] == layer["mentions"][0]["speakers"][0], stances
    assert stances[False]["value"] == "opposes" and stances[False]["toward"] == {"topic": "harbour-fee"}, stances
    assert check_quotes(t.sidecar_path(name)) >= 3
    return layer


def check_export(path, document, layer):
    exported = json.loads(path.read_text(encoding="utf-8"))
    text = read_document(document, layer["document"]["encoding"])
    assert exported["text"] == text
    assert [c["id"] for c in exported["claims"]] == [c["id"] for c in layer["claims"]]
    for kind in ("claims", "mentions", "stances"):
        for record in exported[kind]:
            for span in record.get("passage", []):
                assert text[span["start"]:span["end"]] == span["quote"], record["id"]


if not SHARED_DATA.is_dir():
    skip("%s is not there" % SHARED_DATA)

for source in DOCUMENTS:
    source = SHARED_DATA / source
    name = source.name
    with Scenario(name, files={name: source.read_bytes()}) as t:
        before = source.read_bytes()
        wait_for_text(t)
        layer_guess = t.find("text box", "Article").text
        tag_all(t, layer_guess)
        t.shot("real-" + name)
        t.restart()
        wait_for_text(t)
        layer = check_layer(t, name)
        target = t.dir.parent / "export.json"
        t.export(["Annotated JSON$"], target)
        check_export(target, t.dir / name, layer)
        assert (t.dir / name).read_bytes() == before, "the document was changed"
        assert check_layer(t, name) == layer, "opening and exporting changed the sidecar"
    print("ok", name, file=sys.stderr)
