#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is exported of the samples, read by Python: it fits the published schema, holds the sidecar whole, every quote
is the text's, and the table of statements says the same."""
import csv
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    from jsonschema import Draft202012Validator, RefResolver
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

PROGRAM = sys.argv.pop(2)
SOURCE = Path(sys.argv.pop(1))
SCHEMAS, SAMPLES = SOURCE / "data" / "schemas", SOURCE / "data" / "samples"
SUFFIX = ".annotations.json"
NAMES = {"speaker_names", "via_names", "on_behalf_of_names", "addressee_names", "type_label", "topic_labels",
         "speaker_name", "toward_label", "value_label"}


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def validator():
    path = SCHEMAS / "export.schema.json"
    store = {f.as_uri(): load(f) for f in SCHEMAS.iterdir()}
    return Draft202012Validator(load(path), resolver=RefResolver(path.as_uri(), load(path), store))


def without_names(value):
    if isinstance(value, list):
        return [without_names(v) for v in value]
    if isinstance(value, dict):
        return {k: without_names(v) for k, v in value.items() if k not in NAMES}
    return value


def spans(record):
    return [s for member in ("passage", "cue", "condition") for s in record.get(member, [])]


class Export(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.out = Path(self.folder.name)
        self.sidecars = {p.name[: -len(SUFFIX)]: load(p) for p in sorted(SAMPLES.glob("*" + SUFFIX))}
        self.assertGreaterEqual(len(self.sidecars), 3)

    def tearDown(self):
        self.folder.cleanup()

    def export(self, form, target, *paths):
        run = subprocess.run([PROGRAM, form, str(target), *map(str, paths)], capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return int(run.stdout)

    def check(self, document, name):
        errors = [("/".join(map(str, e.absolute_path)) or "(root)") + ": " + e.message[:300]
                  for e in validator().iter_errors(document)]
        self.assertEqual(errors, [])
        text = document.pop("text")
        with open(SAMPLES / name, encoding=document["document"]["encoding"], errors="replace", newline="") as f:
            self.assertEqual(text, f.read())
        for kind in ("mentions", "claims", "stances", "memos"):
            for record in document.get(kind, []):
                for span in spans(record):
                    self.assertEqual(text[span["start"]:span["end"]], span["quote"])
        speakers = {s["id"]: s["name"] for s in document.get("speakers", [])}
        for claim in document.get("claims", []):
            self.assertEqual(claim.get("speaker_names", []), [speakers[i] for i in claim.get("speakers", [])])
        for stance in document.get("stances", []):
            self.assertIn("toward_label", stance)
        self.assertEqual(without_names(document), self.sidecars[name])

    def test_json(self):
        count = self.export("hustings", self.out, SAMPLES)
        self.assertEqual(count, len(self.sidecars))
        for name in self.sidecars:
            self.check(load((self.out / name).with_suffix(".json")), name)

    def test_json_lines(self):
        self.export("jsonl", self.out / "all.jsonl", SAMPLES)
        with open(self.out / "all.jsonl", encoding="utf-8") as f:
            documents = [json.loads(line) for line in f]
        self.assertEqual([d["document"]["file"] for d in documents], list(self.sidecars))
        for document, name in zip(documents, self.sidecars):
            self.check(document, name)

    def test_csv(self):
        self.export("csv", self.out / "all.csv", SAMPLES)
        data = (self.out / "all.csv").read_bytes()
        self.assertEqual(data.count(b"\n"), data.count(b"\r\n"))
        with open(self.out / "all.csv", encoding="utf-8", newline="") as f:
            rows = list(csv.DictReader(f, strict=True))
        self.assertTrue(rows)
        for name, layer in self.sidecars.items():
            self.check_rows([r for r in rows if r["file"] == name], layer)

    def check_rows(self, rows, layer):
        claims = {c["id"]: c for c in layer.get("claims", [])}
        stances = {s["id"]: s for s in layer.get("stances", [])}
        self.assertEqual({r["claim_id"] for r in rows} - {""}, set(claims))
        self.assertEqual({r["stance_id"] for r in rows} - {""}, set(stances))
        self.assertAlmostEqual(sum(float(r["claim_weight"] or 0) for r in rows), len(claims), 5)
        self.assertAlmostEqual(sum(float(r["stance_weight"] or 0) for r in rows), len(stances), 5)
        for claim in claims.values():
            said_by = {r["speaker_id"] for r in rows if r["claim_id"] == claim["id"]}
            self.assertEqual(said_by, set(claim.get("speakers", [""])))
        for row in rows:
            claim, stance = claims.get(row["claim_id"], {}), stances.get(row["stance_id"], {})
            self.assertEqual(row["claim_id"], stance.get("claim", row["claim_id"]))
            self.assertEqual(row["value"], stance.get("value", ""))
            self.assertEqual(row["holder_id"], stance.get("speaker", ""))
            self.assertEqual(row["type"], claim.get("type", ""))
            self.assertEqual(row["note"], (claim or stance).get("note", ""))
            passage = (claim or stance)["passage"]
            self.assertEqual(row["quote"], " […] ".join(s["quote"] for s in passage))
            self.assertEqual(int(row["start"]), passage[0]["start"])
            if stance and claim:
                declared = stance.get("speaker") in claim.get("speakers", []) if "speaker" in stance \
                    else stance.get("voice") == claim.get("voice")
                self.assertEqual(row["basis"], "declared" if declared else "ascribed")


unittest.main(verbosity=1)
