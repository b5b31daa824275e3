#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hustings-cli validate: exit statuses, places, streams, names."""
import hashlib
import json
import os
import unittest

import cli


class Validate(cli.TestCase):
    def test_sound(self):
        self.copy_samples()
        before = self.files()
        n = len(before)
        self.assertEqual(self.text("validate", "articles"), "%d files checked: nothing found\n" % n)
        answer = self.json("validate", "articles")
        self.assertEqual(answer["n_findings"], 0)
        self.assertEqual([f["findings"] for f in answer["files"]], [[]] * n)
        kinds = {f["file"]: f["kind"] for f in answer["files"]}
        self.assertEqual(kinds["articles/codebook.json"], "codebook")
        self.assertEqual(kinds["articles/speakers.json"], "speakers")
        self.assertEqual(kinds["articles/cheaper-quay.txt"], "document")
        self.assertEqual(kinds["articles/cheaper-quay.txt.annotations.json"], "layer")
        self.assertEqual(self.files(), before)

    def test_document_brings_its_layers(self):
        self.copy_samples()
        answer = self.json("validate", "articles/cheaper-quay.txt", "articles/cheaper-quay.txt.annotations.json")
        self.assertEqual([f["file"] for f in answer["files"]],
                         ["articles/cheaper-quay.txt", "articles/cheaper-quay.txt.annotations.json"])

    def test_other_encoding_and_line_ends(self):
        text = "Der Hafen\n\n„Die Gebühr bleibt“, sagte Ilse Öhm.\n"
        self.write("a.txt", text)
        layer = {"format": "hustings-annotations", "version": 1,
                 "document": {"file": "a.txt", "encoding": "utf-8"},
                 "memos": [{"id": "m", "passage": [{"start": 12, "end": 15, "quote": "Die"}], "text": "x"}]}
        for encoding, ends in (("utf-8", "\n"), ("cp1252", "\n"), ("utf-8", "\r\n")):
            layer["document"]["encoding"] = encoding
            layer["document"]["text_sha256"] = hashlib.sha256(text.encode()).hexdigest()
            layer["document"]["sha256"] = hashlib.sha256(text.encode(encoding)).hexdigest()
            self.write("a.txt.annotations.json", layer)
            self.write("a.txt", text.replace("\n", ends).encode(encoding))
            self.json("validate", "a.txt")

    def test_findings(self):
        self.copy_samples()
        layer = self.folder / "articles" / "cheaper-quay.txt.annotations.json"
        layer.write_text(layer.read_text().replace('"claims": [', '"claims": 7,\n"claims2": [', 1))
        said = self.text("validate", "articles", status=1)
        self.assertRegex(said, r"(?m)^articles/cheaper-quay\.txt\.annotations\.json:.*\bline \d+.*claims")
        answer = self.json("validate", "articles", status=1)
        found = [f for f in answer["files"] if f["findings"]]
        self.assertEqual([f["file"] for f in found], ["articles/cheaper-quay.txt.annotations.json"])
        self.assertEqual(found[0]["findings"][0]["severity"], "error")

    def test_changed_article(self):
        self.copy_samples()
        article = self.folder / "articles" / "cheaper-quay.txt"
        article.write_text(article.read_text().replace("bread", "rye bread"))
        said = self.text("validate", "articles/cheaper-quay.txt", status=1)
        self.assertIn("annotations.json: the article was changed since it was tagged\n", said)

    def test_broken_files(self):
        self.write("empty.json", "")
        self.write("other.json", {"format": "something"})
        self.write("codebook.json", '{"format": "hustings-codebook", "version": 99}')
        self.write("binary.txt", bytes(range(256)) * 20)
        for name in ("empty.json", "other.json", "codebook.json", "binary.txt", "not-there.txt"):
            said = self.text("validate", name, status=1)
            self.assertRegex(said, r"^%s: .+\n1 file checked: 1 finding\n$" % name)

    def test_stream(self):
        book = (cli.SAMPLES / "codebook.json").read_bytes()
        self.assertEqual(self.json("validate", "-", input=book)["files"][0]["kind"], "codebook")
        self.assertEqual(self.json("validate", "-", input=b"Just a text.\n")["files"][0]["kind"], "document")
        self.json("validate", "-", input=book.replace(b'"types"', b'"types": 3, "t"'), status=1)

    def test_hostile_names(self):
        names = [b"-rf", b"a\nb.txt", b"not-utf8-\xff.txt", b"%20.txt", b"\x1b[31mred.txt", b"x" * 255]
        for name in names:
            with open(os.path.join(os.fsencode(self.folder), name), "wb") as f:
                f.write(bytes(range(256)) * 20)
        said = self.run_cli("validate", "--", *map(os.fsdecode, names), status=1).decode("utf-8")
        self.assertEqual(len(said.splitlines()), len(names) + 1)
        self.assertIn("a\\nb.txt: ", said)
        self.assertIn("not-utf8-\\xff.txt: ", said)
        self.assertNotIn("\x1b", said)
        answer = json.loads(self.run_cli("validate", "--json", "--", os.fsdecode(names[2]), status=1))
        self.assertTrue(answer["files"][0]["uri"].endswith("not-utf8-%FF.txt"))

    def test_usage(self):
        self.run_cli("validate", status=2, errors="FILE…")
        self.run_cli("validate", "--nonsense", "x", status=2, errors="--nonsense")
        self.run_cli("validate", "", status=2, errors="empty")


unittest.main(verbosity=1)
