#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Web Annotations that are exported meet every must of the W3C's model for annotations, collections and pages, and
what its schemas don't say: positions are in order, quotes are the text's, motivations are known. Skips where the
W3C's assertions are absent (HU_SHARED_DATA)."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = sys.argv.pop(2)
SOURCE = Path(sys.argv.pop(1))
MODEL = Path(os.environ.get("HU_SHARED_DATA", SOURCE.parent / "shared" / "data")) / "w3c-annotation"

try:
    from jsonschema import Draft4Validator, FormatChecker, RefResolver
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)
if not MODEL.is_dir():
    print("skipped: the W3C's assertions are not in %s" % MODEL)
    sys.exit(77)

MOTIVATIONS = {"assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
               "identifying", "linking", "moderating", "questioning", "replying", "tagging"}
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def as_list(value):
    return value if isinstance(value, list) else [value]


# Nothing is fetched: every reference is below this address, where all of them are already.
BASE = "https://w3c.invalid/"
DEFINITIONS = {BASE + p.name: {k: v for k, v in load(p).items() if k != "id"}
               for p in (MODEL / "definitions").glob("*.json")}


def musts(name):
    """The validators of a list of assertions, by their titles."""
    for path in load(MODEL / name)["assertions"]:
        schema = load(MODEL / path)
        schema.pop("id")
        yield path, schema.get("expectedResult", "valid"), Draft4Validator(
            schema, resolver=RefResolver(BASE, schema, DEFINITIONS), format_checker=FormatChecker())


class W3c(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        out, articles = Path(cls.folder.name) / "out", Path(cls.folder.name) / "articles"
        out.mkdir()
        shutil.copytree(SOURCE / "data" / "samples", articles)
        for name in ("visit.txt", "visit.txt.annotations.json"):
            shutil.copy(SOURCE / "tests" / "data" / "format" / name, articles)
        (articles / "empty.txt").write_text("Nothing is tagged here.\n", encoding="utf-8")
        sidecar = load(articles / "visit.txt.annotations.json")
        for kind in ("types", "values", "topics", "speakers", "mentions", "claims", "stances", "memos", "units"):
            sidecar.pop(kind, None)
        shutil.copy(articles / "visit.txt", articles / "untagged.txt")
        sidecar["document"]["file"] = "untagged.txt"
        (articles / "untagged.txt.annotations.json").write_text(json.dumps(sidecar), encoding="utf-8")
        cls.add_odd(articles)
        run = subprocess.run([PROGRAM, "w3c", str(out), str(articles)], capture_output=True, text=True)
        assert (run.returncode, run.stderr) == (0, ""), run.stderr
        cls.exports = {p.name: load(p) for p in sorted(out.rglob("*.jsonld"))}
        assert len(cls.exports) >= 6, list(cls.exports)

    @classmethod
    def add_odd(cls, articles):
        """Spans that were moved or lost, and a stance that shows nowhere yet."""
        sidecar = load(articles / "visit.txt.annotations.json")
        shutil.copy(articles / "visit.txt", articles / "odd.txt")
        sidecar["document"]["file"] = "odd.txt"
        was = {"start": 3, "end": 9, "sha256": "0" * 64}
        sidecar["claims"][0]["passage"][0].update(anchor="moved", was=was)
        sidecar["memos"][0].update(passage=[{"quote": "gone", "anchor": "lost", "was": was}], created="2031")
        sidecar["mentions"][0]["passage"].append({"quote": "gone too", "anchor": "lost", "was": was})
        for kind in ("mentions", "claims", "stances", "memos"):
            for record in sidecar[kind]:
                record["id"] = record["id"][:-1] + ("1" if record["id"][-1] != "1" else "2")
                for member in ("claim", "within"):
                    record.pop(member, None)
                record.pop("mentions", None)
        (articles / "odd.txt.annotations.json").write_text(json.dumps(sidecar), encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def annotations(self):
        for name, collection in self.exports.items():
            for i, annotation in enumerate(collection.get("first", {}).get("items", [])):
                yield "%s[%d]" % (name, i), annotation, collection

    def check(self, name, values, least):
        assertions = list(musts(name))
        self.assertGreaterEqual(len(assertions), least)
        for path, expected, validator in assertions:
            for where, value in values:
                with self.subTest(path, where=where):
                    self.assertEqual(validator.is_valid(value), expected == "valid")

    def test_annotations(self):
        values = [(where, a) for where, a, _ in self.annotations()]
        self.assertGreater(len(values), 20)
        self.check("annotations/annotationMusts.test", values, 54)

    def test_assertions_can_fail(self):
        """The validators refuse what they are there to refuse: an empty list of bodies, no target."""
        _, annotation, _ = next(self.annotations())
        for broken in (dict(annotation, body=[]), {k: v for k, v in annotation.items() if k != "target"},
                       dict(annotation, created="yesterday at noon", target=[])):
            self.assertTrue(any(v.is_valid(broken) != (expected == "valid")
                                for _, expected, v in musts("annotations/annotationMusts.test")))

    def test_collections(self):
        self.check("collections/collectionMusts.test", list(self.exports.items()), 10)

    def test_pages(self):
        pages = [(name, c["first"]) for name, c in self.exports.items() if "first" in c]
        self.check("collections/pages/pageMusts.test", pages, 15)

    def test_words(self):
        """What the schemas don't say."""
        seen = set()
        for where, annotation, collection in self.annotations():
            with self.subTest(where):
                self.assertEqual(annotation["@context"][0], CONTEXT)
                self.assertNotIn(annotation["id"], seen)
                seen.add(annotation["id"])
                self.assertTrue(annotation["id"].startswith("urn:uuid:"))
                self.assertIn(annotation["motivation"], MOTIVATIONS)
                for body in annotation.get("body", []):
                    self.assertIn(body["purpose"], MOTIVATIONS)
                text = collection["hustings"]["text"]
                for target in as_list(annotation["target"]):
                    if isinstance(target, str) or "anchor" in target.get("hustings", {}):
                        self.assertTrue(where.startswith("odd."))
                        continue
                    position, quote = target["selector"]
                    self.assertLess(position["start"], position["end"])
                    self.assertEqual(text[position["start"]:position["end"]], quote["exact"])
                    self.assertTrue(text[:position["start"]].endswith(quote.get("prefix", "")))
                    self.assertTrue(text[position["end"]:].startswith(quote.get("suffix", "")))

    def test_terms(self):
        """Every member is one of the model's context or of our own."""
        known = set(load(MODEL / "anno.jsonld")["@context"])
        own = {k for entry in next(self.annotations())[1]["@context"][1:] for k in entry}

        def walk(value, where):
            for item in value if isinstance(value, list) else []:
                walk(item, where)
            for key, item in value.items() if isinstance(value, dict) else []:
                if key == "@context":
                    continue
                self.assertIn(key, known | own, where)
                if key not in own:
                    walk(item, where + "." + key)
        for name, collection in self.exports.items():
            walk(collection, name)
        self.assertFalse(own - {"@version"} & known)


unittest.main(verbosity=1)
