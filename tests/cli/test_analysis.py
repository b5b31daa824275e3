#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hustings-cli text, stats and anchor: counted again here from the layer files, and read back."""
import csv
import hashlib
import io
import json
import shutil
import unittest
from collections import Counter

import cli


class Text(cli.TestCase):
    def test_parts(self):
        self.copy_samples()
        article = self.folder / "articles" / "cheaper-quay.txt"
        text = article.read_text()
        answer, = self.json("text", "articles/cheaper-quay.txt")["documents"]
        self.assertEqual((answer["file"], answer["characters"]), ("articles/cheaper-quay.txt", len(text)))
        self.assertEqual(answer["authors"], ["Leona Brandt"])
        self.assertEqual([p["kind"] for p in answer["parts"]], ["headline", "dek", "byline", "body", "bio"])
        for part in answer["parts"]:
            self.assertEqual(text[part["start"]:part["end"]], part["text"])
        listed = self.text("text", "articles/cheaper-quay.txt").splitlines()
        self.assertEqual(listed[0], "articles/cheaper-quay.txt")
        self.assertRegex(listed[1], r"^ +0 +40  headline +Analysis: who gains from a cheaper quay\?$")
        self.assertEqual(len(listed), 6)
        self.assertEqual(self.text("text", "--part=headline", "--plain", "articles/cheaper-quay.txt"),
                         "Analysis: who gains from a cheaper quay?\n")
        self.assertEqual(len(self.json("text", "articles")["documents"]), 8)

    def test_stream_is_the_same(self):
        self.copy_samples()
        article = self.folder / "articles" / "vote-on-corridor.txt"          # without a layer
        parts = self.json("text", "articles/vote-on-corridor.txt")["documents"][0]["parts"]
        self.assertGreater(len(parts), 1)
        streamed, = self.json("text", "-", input=article.read_bytes())["documents"]
        self.assertEqual((streamed["file"], streamed["parts"]), ("-", parts))

    def test_corrected(self):
        self.copy_samples()
        layer = self.folder / "articles" / "cheaper-quay.txt.annotations.json"
        content = json.loads(layer.read_text())
        content["document"]["parts"] = [{"kind": "caption", "start": 0, "end": 40, "by": "jo"}]
        layer.write_text(json.dumps(content))
        part = self.json("text", "articles/cheaper-quay.txt")["documents"][0]["parts"][0]
        self.assertEqual((part["kind"], part["by"]), ("caption", "jo"))

    def test_encodings_and_problems(self):
        self.write("a.txt", "Ein Bär\r\n\r\nKostet €5.\r\n".encode("cp1252"))
        answer, = self.json("text", "--encoding=cp1252", "a.txt")["documents"]
        self.assertEqual((answer["encoding"], answer["characters"]), ("cp1252", 23))
        self.write("binary.txt", bytes(range(256)) * 20)
        self.run_cli("text", "binary.txt", status=1, errors="binary.txt: ")
        self.run_cli("text", "nowhere.txt", status=1, errors="nowhere.txt: ")
        self.run_cli("text", "--part=nonsense", "a.txt", status=2, errors="there are: headline")
        self.assertEqual(self.text("text", "-", input=b""), "-\n")


class Stats(cli.TestCase):
    def layers(self):
        return {path.name.removesuffix(".annotations.json"): json.loads(path.read_text())
                for path in sorted((self.folder / "articles").glob("*.annotations.json"))}

    def rows(self, by, **options):
        answer = self.json("stats", "--by=" + by, "articles", **options)
        self.assertEqual(answer["by"], by)
        return answer["rows"]

    def test_documents(self):
        self.copy_samples()
        for row, (name, layer) in zip(self.rows("document"), self.layers().items(), strict=True):
            self.assertEqual(row["document"], name)
            for kind in ("claims", "mentions", "stances", "memos"):
                self.assertEqual(row[kind], len(layer.get(kind, [])))
            self.assertEqual(row["checked"], sum(end - start for start, end in layer.get("checked", [])))
            self.assertEqual(row["status"], layer["status"])

    def test_codes(self):
        self.copy_samples()
        layers = self.layers().values()
        claims = [claim for layer in layers for claim in layer["claims"]]
        self.assertEqual({row["type"]: row["claims"] for row in self.rows("type")},
                         Counter(claim.get("type", "") for claim in claims))
        topics = Counter(topic for claim in claims for topic in claim.get("topics", [""]))
        self.assertEqual({row["topic"]: row["claims"] for row in self.rows("topic")}, topics)
        stances = [stance for layer in layers for stance in layer["stances"]]
        rows = self.rows("stance")
        self.assertEqual(sum(row["stances"] for row in rows), len(stances))
        self.assertEqual({(row["target"], row["value"]): row["stances"] for row in rows if row["target_kind"] == "topic"},
                         Counter((s["toward"]["topic"], s["value"]) for s in stances if "topic" in s["toward"]))
        for row in rows:
            self.assertEqual(row["declared"] + row["ascribed"], row["stances"])
            self.assertLessEqual(row["holders"], row["stances"])

    def test_speakers(self):
        self.copy_samples()
        counted = Counter()
        for name, layer in self.layers().items():
            speakers = {s["id"]: s for s in layer["speakers"]}
            for claim in layer["claims"]:
                for speaker in claim.get("speakers", []):
                    known = speakers[speaker]
                    counted[known.get("register") or (known["name"], name)] += 1
        rows = self.rows("speaker")
        self.assertEqual(sum(row["claims"] for row in rows if row["kind"] != "voice"), sum(counted.values()))
        for row in rows:
            if row["speaker"] in counted:
                self.assertEqual(row["claims"], counted[row["speaker"]])

    def test_same_names(self):
        """Named speakers of two articles are one; sources that a text doesn't name never are."""
        for name in ("a.txt", "b.txt"):
            text = "Okla said so. Officials said so.\n"
            sha = hashlib.sha256(text.encode()).hexdigest()
            self.write("articles/" + name, text)
            self.write("articles/%s.annotations.json" % name, {
                "format": "hustings-annotations", "version": 1,
                "document": {"file": name, "encoding": "utf-8", "characters": len(text), "sha256": sha,
                             "text_sha256": sha},
                "layer": {"kind": "coder"},
                "speakers": [{"id": "okla-" + name[0], "name": "Okla"},
                             {"id": "officials", "name": "officials", "kind": "group", "named": False}],
                "claims": [{"id": name + "1", "passage": [{"start": 0, "end": 12}], "speakers": ["okla-" + name[0]]},
                           {"id": name + "2", "passage": [{"start": 14, "end": 31}], "speakers": ["officials"]}]})
        self.assertEqual([(row["name"], row["claims"], row["documents"]) for row in self.rows("speaker")],
                         [("Okla", 2, 2), ("officials", 1, 1), ("officials", 1, 1)])

    def test_csv(self):
        self.copy_samples()
        said = self.run_cli("stats", "--by=stance", "--csv", "articles")
        self.assertEqual(said.count(b"\n"), said.count(b"\r\n"))
        rows = list(csv.DictReader(io.StringIO(said.decode(), newline="")))
        self.assertEqual([{k: str(v) for k, v in row.items()} for row in self.rows("stance")], rows)

    def test_formulas(self):
        self.copy_samples()
        for path in (self.folder / "articles").glob("*.annotations.json"):
            path.write_text(path.read_text().replace('"label": "Harbour fee"', '"label": "=1+1\\u001b[31m, \\"x\\""'))
        said = self.text("stats", "--by=topic", "--csv", "articles")
        self.assertIn('"\'=1+1\x1b[31m, ""x"""', said)
        self.assertNotIn("\x1b", self.text("stats", "--by=topic", "articles"))

    def test_options(self):
        self.copy_samples()
        plain = self.text("stats", "articles").splitlines()
        self.assertEqual(len(plain), 4)
        all_claims = sum(row["claims"] for row in self.rows("type"))
        body = self.json("stats", "--by=type", "--without-part=body", "articles")["rows"]
        self.assertLess(sum(row["claims"] for row in body), all_claims)
        layer = self.folder / "articles" / "cheaper-quay.txt.annotations.json"
        shutil.copy(layer, layer.with_name("cheaper-quay.txt.@jo.annotations.json"))
        rows = self.json("stats", "--coder=jo", "articles")["rows"]
        self.assertEqual([(row["document"], row["coder"]) for row in rows], [("cheaper-quay.txt", "jo")])
        layer.write_text("{")
        said = self.json("stats", "articles", status=1)
        self.assertEqual((len(said["rows"]), len(said["problems"])), (3, 1))
        self.text("stats", "articles", status=1, errors="cheaper-quay.txt: ")
        self.run_cli("stats", "--csv", "--json", "articles", status=2, errors="Either")


class Anchor(cli.TestCase):
    def spans(self, layer):
        for kind in ("claims", "mentions", "stances", "memos"):
            for record in layer.get(kind, []):
                for member in ("passage", "cue", "condition"):
                    yield from record.get(member, [])

    def test_unchanged(self):
        self.copy_samples()
        before = self.files()
        for layer in self.json("anchor", "--write", "articles")["layers"]:
            self.assertEqual((layer["changed"], layer["moved"], layer["lost"], layer["written"], layer["tags"]),
                             (False, 0, 0, False, []))
        self.assertEqual(self.files(), before)

    def test_changed(self):
        articles = self.copy_samples()
        article = articles / "cheaper-quay.txt"
        layer = articles / "cheaper-quay.txt.annotations.json"
        text = article.read_text()
        changed = text.replace("Every argument", "Nearly every single argument", 1)
        changed = changed.replace("will not make bread cheaper", "won’t make rye bread cheaper")
        self.assertNotEqual(changed, text)
        article.write_text(changed)
        before = layer.read_bytes()
        answer, = self.json("anchor", "articles/cheaper-quay.txt", status=1)["layers"]
        self.assertEqual(layer.read_bytes(), before)
        self.assertEqual((answer["changed"], answer["written"]), (True, False))
        self.assertEqual(len(answer["tags"]), answer["moved"] + answer["lost"])
        self.assertGreater(answer["exact"], 5)
        said = self.text("anchor", "--write", "articles/cheaper-quay.txt", status=1)
        self.assertIn("annotations.json: %(exact)u exact, %(moved)u moved, %(lost)u lost (written)\n" % answer, said)
        written = json.loads(layer.read_text())
        self.assertEqual(written["document"]["text_sha256"], hashlib.sha256(changed.encode()).hexdigest())
        for span in self.spans(written):
            if "start" in span:
                self.assertEqual(changed[span["start"]:span["end"]], span["quote"])
        after = layer.read_bytes()
        self.text("anchor", "--write", "articles/cheaper-quay.txt", status=1)
        self.assertEqual(layer.read_bytes(), after)

    def test_line_ends_alone(self):
        articles = self.copy_samples()
        article = articles / "cheaper-quay.txt"
        article.write_bytes(article.read_bytes().replace(b"\n", b"\r\n"))
        answer, = self.json("anchor", "--write", "articles/cheaper-quay.txt")["layers"]
        self.assertEqual((answer["changed"], answer["moved"], answer["lost"], answer["written"]), (False, 0, 0, True))
        self.json("validate", "articles/cheaper-quay.txt")
        self.run_cli("export", "--format=csv", "articles/cheaper-quay.txt")

    def without_context(self, layer):
        """What stands around passages is derived from the text, and not compared."""
        layer = json.loads(json.dumps(layer))
        for span in self.spans(layer):
            span.pop("prefix", None)
            span.pop("suffix", None)
        return layer

    def export(self, *options):
        articles = self.copy_samples()
        self.run_cli("export", "--format=hustings", *options, "articles/minister-interview.txt", "--output=shared.json")
        copy = self.folder / "own.txt"
        shutil.copy(articles / "minister-interview.txt", copy)
        return json.loads((articles / "minister-interview.txt.annotations.json").read_text()), copy

    def test_attach(self):
        """What was exported, in whatever form, comes back whole on one's own copy of the same article."""
        for options in ([], ["--without-text"], ["--without-text", "--quote-length=5"], ["--quote-length=0"]):
            shutil.rmtree(self.folder / "articles", ignore_errors=True)
            layer, copy = self.export(*options)
            (self.folder / "own.txt.annotations.json").unlink(missing_ok=True)
            answer, = self.json("anchor", "--annotations=shared.json", "own.txt")["layers"]
            self.assertFalse((self.folder / "own.txt.annotations.json").exists())
            self.assertEqual((answer["file"], answer["written"]), ("own.txt.annotations.json", False))
            self.text("anchor", "--annotations=shared.json", "--write", "own.txt")
            attached = self.load("own.txt.annotations.json")
            self.assertEqual(attached["document"].pop("file"), "own.txt")
            layer["document"].pop("file")
            if "--quote-length=0" not in options and "--quote-length=5" not in options:
                self.assertEqual(self.without_context(attached), self.without_context(layer), options)
            self.assertEqual([(s["start"], s["end"], s["quote"]) for s in self.spans(attached)],
                             [(s["start"], s["end"], s["quote"]) for s in self.spans(layer)], options)
            self.assertFalse([s for s in self.spans(attached) if "cut" in s], options)
            self.json("validate", "own.txt")

    def test_attach_to_another_version(self):
        layer, copy = self.export("--without-text", "--quote-length=20")
        newer = "A correction stands here now.\n\n" + copy.read_text()
        copy.write_text(newer)
        answer, = self.json("anchor", "--annotations=shared.json", "--write", "own.txt", status=1)["layers"]
        self.assertTrue(answer["changed"])
        self.assertGreater(answer["moved"], 0)
        attached = self.load("own.txt.annotations.json")
        found = {r["id"]: r for r in attached["claims"]}
        for claim in layer["claims"]:
            for old, new in zip(claim["passage"], found[claim["id"]]["passage"]):
                if len(old["quote"]) > 20 and "start" in new:
                    self.assertEqual((new["quote"], new.get("anchor")), (old["quote"], "moved"))
        self.run_cli("validate", "own.txt", status=1)

    def test_attach_beside(self):
        layer, _ = self.export()
        self.text("anchor", "--annotations=shared.json", "--write", "own.txt")
        self.run_cli("anchor", "--annotations=shared.json", "--write", "own.txt", status=1, errors="--coder")
        self.text("anchor", "--annotations=shared.json", "--coder=jo", "--write", "own.txt")
        self.assertEqual(self.load("own.txt.@jo.annotations.json")["layer"]["coder"]["id"], "jo")
        streamed = (self.folder / "shared.json").read_bytes()
        self.text("anchor", "--annotations=-", "--coder=eva", "--write", "own.txt", input=streamed)
        self.run_cli("anchor", "--annotations=shared.json", "--coder=A B", "own.txt", status=2, errors="--coder")
        self.run_cli("anchor", "--coder=jo", "own.txt", status=2, errors="goes with --annotations")
        self.run_cli("anchor", "--annotations=shared.json", "articles", status=2, errors="one article")
        self.run_cli("anchor", "nowhere.txt", status=1, errors="nowhere.txt: ")


unittest.main(verbosity=1)
