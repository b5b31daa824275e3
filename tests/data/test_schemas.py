#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The published JSON Schemas accept what they should - the examples of the format's description, the samples, the
built-in codebook - and refuse what the format forbids. The samples also fit their texts and are in canonical order."""
import copy
import hashlib
import json
import sys
import unittest
from pathlib import Path

try:
    from jsonschema import Draft202012Validator, RefResolver
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

SOURCE = Path(sys.argv.pop(1))
SCHEMAS, FORMAT, SAMPLES = SOURCE / "data" / "schemas", SOURCE / "tests" / "data" / "format", SOURCE / "data" / "samples"
ORDER = ["format", "version", "document", "text", "layer", "status", "status_reason", "checked", "note", "codebook",
         "types", "values", "topics", "speakers", "mentions", "claims", "stances", "memos", "units"]


def load(path):
    def no_duplicates(pairs):
        assert len(dict(pairs)) == len(pairs), "a key twice in %s" % path
        return dict(pairs)
    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=no_duplicates)


def strict(schema):
    """The schemas are open: members and words that a version doesn't know pass. What we ship ourselves has none."""
    if isinstance(schema, list):
        return [strict(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    out = {k: strict(v) for k, v in schema.items()}
    if schema.get("$ref") == "#/$defs/word" and "examples" in schema:
        out["enum"] = out.pop("examples")
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        out["additionalProperties"] = False
    return out


def validator(name, closed=False):
    path = SCHEMAS / (name + ".schema.json")
    schema = load(path)
    Draft202012Validator.check_schema(schema)
    store = {f.as_uri(): strict(load(f)) if closed else load(f) for f in SCHEMAS.iterdir()}
    schema = strict(schema) if closed else schema
    return Draft202012Validator(schema, resolver=RefResolver(path.as_uri(), schema, store))


def start_of(record, claims):
    """The place that a tag is sorted by: spans that are lost come last."""
    spans = record.get("passage") or claims.get(record.get("claim"), {}).get("passage", [])
    placed = [s for s in spans if "start" in s]
    if not placed:
        return (1, 0, 0, record["id"])
    return (0, min(s["start"] for s in placed), max(s["end"] for s in placed), record["id"])


class Schemas(unittest.TestCase):
    def accept(self, name, value, closed=True):
        errors = [("/".join(map(str, e.absolute_path)) or "(root)") + ": " + e.message[:300]
                  for e in validator(name, closed).iter_errors(value)]
        self.assertEqual(errors, [])

    def refuse(self, value, name="annotations"):
        self.assertFalse(validator(name).is_valid(value))

    def test_examples_of_the_format(self):
        self.accept("annotations", load(FORMAT / "visit.txt.annotations.json"))
        self.accept("annotations", load(FORMAT / "members.annotations.json"))
        self.accept("codebook", load(FORMAT / "codebook.json"))
        self.accept("speakers", load(FORMAT / "speakers.json"))
        self.accept("export", load(FORMAT / "export.json"), closed=False)
        self.check_layer(FORMAT / "visit.txt.annotations.json")

    def test_builtin_codebook(self):
        self.accept("codebook", load(SOURCE / "data" / "codebook" / "builtin.json"))

    def test_open(self):
        """What a later version may write passes."""
        layer = load(FORMAT / "visit.txt.annotations.json")
        layer["mood"] = "calm"
        layer["status"] = "on-hold"
        layer["claims"][0]["strength"] = 3
        layer["claims"][0]["modality"] = "denied"
        self.accept("annotations", layer, closed=False)

    def test_in_the_making(self):
        """A stance is saved before all of it was set."""
        layer = load(FORMAT / "visit.txt.annotations.json")
        for member in ("speaker", "toward", "value"):
            layer["stances"][0].pop(member)
        layer["memos"][0].pop("text")
        self.accept("annotations", layer)

    def test_refused(self):
        whole = load(FORMAT / "visit.txt.annotations.json")

        def broken(change):
            layer = copy.deepcopy(whole)
            change(layer)
            return layer
        for change in (
            lambda d: d.update(version=2),
            lambda d: d.update(format="hustings-codebook"),
            lambda d: d.pop("document"),
            lambda d: d["document"].pop("encoding"),
            lambda d: d["document"].update(sha256="abc"),
            lambda d: d["document"].update(headline=""),
            lambda d: d["document"].update(dek=None),
            lambda d: d["document"].update(authors=[]),
            lambda d: d["document"]["parts"][0].pop("kind"),
            lambda d: d["layer"].update(kind="agreed"),
            lambda d: d["layer"].update(kind="imported"),
            lambda d: d["layer"]["coder"].update(id="Ilse"),
            lambda d: d.update(checked=[[0]]),
            lambda d: d.update(checked=[[0, 1, 2]]),
            lambda d: d.update(memos=[]),
            lambda d: d["claims"][0].update(voice="author"),
            lambda d: d["claims"][0].update(id="5e21"),
            lambda d: d["claims"][0].update(passage=[]),
            lambda d: d["claims"][0].update(speakers=["a", "a"]),
            lambda d: d["claims"][0].update(relations=[{"kind": "rebuts"}]),
            lambda d: d["claims"][0]["passage"][0].pop("start"),
            lambda d: d["claims"][0]["passage"][0].pop("quote"),
            lambda d: d["claims"][0]["passage"][0].update(start=-1),
            lambda d: d["claims"][0]["passage"][0].update(prefix="x" * 33),
            lambda d: d["claims"][0]["passage"][0].update(anchor="lost"),
            lambda d: d["stances"][0].update(passage=d["stances"][1]["passage"]),
            lambda d: d["stances"][0].update(basis="declared"),
            lambda d: d["stances"][0].update(voice="author"),
            lambda d: d["stances"][0].pop("claim"),
            lambda d: d["stances"][0]["toward"].update(speaker="officials"),
            lambda d: d["stances"][0].update(toward={}),
            lambda d: d["units"][0].update(topics=["a", "b"]),
            lambda d: d["speakers"][0].pop("name"),
        ):
            self.refuse(broken(change))
        self.refuse(whole, "export")
        codebook = load(FORMAT / "codebook.json")
        codebook["topics"][0]["key"] = "hh"
        self.refuse(codebook, "codebook")

    def check_layer(self, path):
        layer, document = load(path), Path(str(path)[: -len(".annotations.json")])
        claims = {c["id"]: c for c in layer.get("claims", [])}
        self.assertEqual(hashlib.sha256(document.read_bytes()).hexdigest(), layer["document"]["sha256"])
        with open(document, encoding=layer["document"]["encoding"], errors="replace", newline="") as f:
            text = f.read()
        self.assertEqual(layer["document"]["characters"], len(text))
        plain = text.replace("\r\n", "\n").replace("\r", "\n").encode()
        self.assertEqual(hashlib.sha256(plain).hexdigest(), layer["document"]["text_sha256"])
        self.assertEqual(list(layer), [k for k in ORDER if k in layer])
        known = {"speakers": {s["id"] for s in layer.get("speakers", [])}, "topics": {t["id"] for t in layer.get("topics", [])}}
        for kind in ("types", "values", "topics", "speakers"):
            found = [r["id"] for r in layer.get(kind, [])]
            self.assertEqual(found, sorted(found), kind)
        for kind in ("mentions", "claims", "stances", "memos"):
            records = layer.get(kind, [])
            self.assertEqual(records, sorted(records, key=lambda r: start_of(r, claims)), "%s of %s" % (kind, path))
            for record in records:
                for member in ("passage", "cue", "condition"):
                    for span in record.get(member, []):
                        self.check_span(text, span)
                for member in ("speakers", "topics"):
                    self.assertLessEqual(set(record.get(member, [])), known[member], record)
                if kind == "stances":
                    self.assertIn(record["value"], [v["id"] for v in layer["values"]])
                    self.assertTrue("claim" not in record or record["claim"] in claims)

    def check_span(self, text, span):
        start, end = span["start"], span["end"]
        self.assertEqual(text[start:end], span["quote"])
        self.assertTrue(text[:start].endswith(span.get("prefix", "")), span)
        self.assertTrue(text[end:].startswith(span.get("suffix", "")), span)

    def test_samples(self):
        self.accept("codebook", load(SAMPLES / "codebook.json"))
        self.accept("speakers", load(SAMPLES / "speakers.json"))
        layers = sorted(SAMPLES.glob("*.annotations.json"))
        self.assertGreaterEqual(len(layers), 3)
        for path in layers:
            with self.subTest(path.name):
                self.accept("annotations", load(path))
                self.check_layer(path)
                self.assertTrue(path.read_text(encoding="utf-8").endswith("}\n"))


unittest.main(verbosity=1)
