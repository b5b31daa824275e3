#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hustings-cli validate: exit statuses, places, streams, names."""
import hashlib
import json
import os
import unittest

import cli


TEXT = "Minister Okla said on Monday that the toll helps. Critics disagree.\n"
CODEBOOK = {
    "format": "hustings-codebook", "version": 1, "revision": 1, "title": "T", "unitizing": True, "topics_open": False,
    "types": [{"id": "factual", "label": "Factual"}],
    "scales": [{"id": "position", "label": "P", "values": [{"id": "supports", "label": "S"}]},
               {"id": "mood", "label": "M", "values": [{"id": "glad", "label": "G"}]}],
    "topics": [{"id": "toll", "label": "Toll", "scale": "position"}],
    "fields": [{"id": "group", "label": "Group", "applies_to": ["claim"], "kind": "text", "min": 1}],
    "coders": [{"id": "ilse", "name": "Ilse"}],
}


def span(start, end, **more):
    return {"start": start, "end": end, "quote": TEXT[start:end], **more}


def sound_layer():
    return {
        "format": "hustings-annotations", "version": 1,
        "document": {"file": "a.txt", "encoding": "utf-8", "characters": len(TEXT),
                     "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
                     "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest()},
        "layer": {"kind": "coder", "coder": {"id": "ilse", "name": "Ilse"}}, "status": "in-progress",
        "types": [{"id": "factual", "label": "Factual"}],
        "values": [{"id": "supports", "label": "S", "scale": "position"}, {"id": "glad", "label": "G", "scale": "mood"}],
        "topics": [{"id": "toll", "label": "Toll", "scale": "position"}],
        "speakers": [{"id": "okla", "name": "Okla", "register": "okla"}, {"id": "critics", "name": "critics"}],
        "mentions": [{"id": "m1", "passage": [span(0, 13)], "speakers": ["okla"]},
                     {"id": "m2", "passage": [span(50, 57)], "speakers": ["critics"]}],
        "claims": [{"id": "c1", "passage": [span(34, 48)], "speakers": ["okla"], "mentions": ["m1"],
                    "type": "factual", "topics": ["toll"]},
                   {"id": "c2", "passage": [span(50, 67)], "voice": "author"}],
        "stances": [{"id": "s1", "speaker": "okla", "toward": {"topic": "toll"}, "value": "supports", "claim": "c1"}],
        "units": [{"id": "u1", "start": 0, "end": 50, "topics": ["toll"]},
                  {"id": "u2", "start": 50, "end": len(TEXT), "topics": ["toll"]}],
    }


class Consistency(cli.TestCase):
    """One thing after the other that is sound by itself but doesn't fit the rest."""

    def found(self, change=None, status=1):
        layer = sound_layer()
        if change:
            change(layer)
        self.write("a.txt.annotations.json", layer)
        answer = self.json("validate", ".", status=status)
        found = [f for file in answer["files"] if file["kind"] == "layer" for f in file["findings"]]
        self.assertEqual(answer["n_findings"], len(found), answer)
        lines = (self.folder / "a.txt.annotations.json").read_text().split("\n")
        for finding in found:
            if ".fields." in finding["path"]:       # what is missing has no line of its own
                continue
            last = finding["path"].split(".")[-1].split("[")[0]
            self.assertIn('"%s"' % last if "." in finding["path"] and "[" not in finding["path"].split(".")[-1] else "",
                          lines[finding["line"] - 1])
        return [(f["severity"], f["path"], f["message"]) for f in found]

    def setUp(self):
        super().setUp()
        self.write("a.txt", TEXT)
        self.write("codebook.json", CODEBOOK)
        self.write("speakers.json", {"format": "hustings-speakers", "version": 1,
                                     "speakers": [{"id": "okla", "name": "Okla"}]})

    def test_sound(self):
        self.assertEqual(self.found(status=0), [])

    def check(self, change, path, message):
        found = self.found(change)
        self.assertEqual([f[:2] for f in found], [("warning", path)], found)
        self.assertIn(message, found[0][2])

    def test_claims(self):
        self.check(lambda l: l["claims"][0].update(mentions=["m1", "m2"]), "claims[0].mentions[1]",
                   "isn’t a speaker of the claim")
        self.check(lambda l: l["claims"][0].update(voice="author"), "claims[0].voice", "not both")
        self.check(lambda l: l["claims"][0].update(within="c1"), "claims[0].within", "part of itself")
        self.check(lambda l: l["claims"][0].update(relations=[{"kind": "repeats", "claim": "c1"}]),
                   "claims[0].relations[0]", "related to itself")
        def circle(layer):
            layer["claims"][0]["within"] = "c2"
            layer["claims"][1]["within"] = "c1"
        self.assertEqual([f[1] for f in self.found(circle)], ["claims[0].within", "claims[1].within"])

    def test_stances(self):
        self.check(lambda l: l["stances"][0].update(voice="author"), "stances[0].voice", "not both")
        self.check(lambda l: l["stances"][0].update(passage=[span(0, 8)]), "stances[0]", "not both")
        self.check(lambda l: l["stances"][0].pop("claim"), "stances[0]", "passage of its own")
        self.check(lambda l: l["stances"][0].update(basis="declared"), "stances[0].basis", "follows from the claim")
        self.check(lambda l: l["stances"].append(dict(l["stances"][0], id="s2")), "stances[1]", "already")
        self.check(lambda l: l["stances"][0].update(value="glad"), "stances[0].value", "scale")

    def test_codebook(self):
        def other_type(layer):
            layer["types"].append({"id": "wish", "label": "Wish"})
            layer["claims"][0]["type"] = "wish"
        self.check(other_type, "claims[0].type", "codebook has no such type")
        def other_topic(layer):
            layer["topics"].append({"id": "new", "label": "New"})
            layer["claims"][0]["topics"] = ["toll", "new"]
        self.check(other_topic, "claims[0].topics[1]", "codebook has no such topic")
        self.check(lambda l: l["layer"]["coder"].update(id="someone"), "layer.coder.id", "no such coder")
        self.check(lambda l: l["speakers"][0].update(register="gone"), "speakers[0].register", "register has no such")
        self.check(lambda l: l["units"][1].update(topics=["toll", "toll"]), "units[1].topics", "one topic")
        self.check(lambda l: l["units"][1].update(start=51), "units[1].start", "begin where")
        found = self.found(lambda l: l.update(status="done"))
        self.assertEqual([f[1] for f in found], ["claims[0].fields.group", "claims[1].fields.group"])

    def test_left_to_check(self):
        def unjudged(layer):
            layer["claims"][1].pop("voice")
        self.assertEqual(self.found(unjudged, status=0), [])
        def unjudged_but_done(layer):
            unjudged(layer)
            layer["status"] = "done"
            for claim in layer["claims"]:
                claim["fields"] = {"group": "x"}
        self.check(unjudged_but_done, "claims[1]", "Nobody is set as its source")
        self.check(lambda l: l["claims"][1]["passage"][0].update(anchor="moved"), "claims[1]", "The text changed")
        self.check(lambda l: l["claims"][1].update(conflict={"voice": "outlet"}), "claims[1]", "Two versions")

    def test_text(self):
        self.check(lambda l: l["claims"][1]["passage"][0].update(quote="Critics agree."), "claims[1].passage[0]",
                   "isn’t what stands there")
        self.check(lambda l: l["document"].update(parts=[{"kind": "headline", "start": 0, "end": 20},
                                                         {"kind": "dek", "start": 10, "end": 30}]),
                   "document.parts[1]", "overlaps the part before it")

    def test_errors_come_alone(self):
        """What refers to a record that had to be left out isn't to blame."""
        def broken(layer):
            layer["claims"][0]["type"] = 7
            layer["claims"][0]["voice"] = "author"
        self.assertEqual([f[:2] for f in self.found(broken)], [("error", "claims[0].type")])

    def test_project_above(self):
        """Layers in folders below are checked with the codebook of the folder that is checked."""
        layer = sound_layer()
        layer["types"].append({"id": "wish", "label": "Wish"})
        layer["claims"][0]["type"] = "wish"
        self.write("2031/a.txt", TEXT)
        self.write("2031/a.txt.annotations.json", layer)
        self.assertIn("2031/a.txt.annotations.json:", self.text("validate", "./", status=1))
        self.assertIn("codebook has no such type", self.text("validate", ".", status=1))


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
            layer["document"]["characters"] = len(text)
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
        self.assertRegex(said, r"(?m)^articles/cheaper-quay\.txt\.annotations\.json:\d+: claims: ")
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

    def test_names_as_given(self):
        self.write("a.txt", TEXT)
        self.write("a.txt.annotations.json", sound_layer())
        self.assertEqual([f["file"] for f in self.json("validate", "a.txt")["files"]],
                         ["a.txt", "a.txt.annotations.json"])
        self.assertEqual([f["file"] for f in self.json("validate", "./a.txt")["files"]],
                         ["./a.txt", "./a.txt.annotations.json"])

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
