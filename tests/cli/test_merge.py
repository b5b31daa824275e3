#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hustings-cli merge, and merge-driver in real merges of Git."""
import copy
import hashlib
import json
import os
import shutil
import subprocess
import unittest

import cli

TEXT = "Minister Okla said on Monday that the toll helps. Critics disagree, and the mayor waits.\n"


def passage(words):
    start = TEXT.index(words)
    end = start + len(words)
    around = {"prefix": TEXT[max(0, start - 32):start], "suffix": TEXT[end:end + 32].rstrip("\n")}
    return [{"start": start, "end": end, "quote": words, **{key: text for key, text in around.items() if text}}]


def memo(id, words, text):
    return {"id": id, "passage": passage(words), "text": text, "created": "2031-03-05T10:00:00Z", "by": "ilse"}


BASE = {
    "format": "hustings-annotations", "version": 1,
    "document": {"file": "a.txt", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
                 "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "encoding": "utf-8",
                 "characters": len(TEXT)},
    "layer": {"kind": "coder", "coder": {"id": "ilse", "name": "Ilse"}}, "status": "in-progress",
    "speakers": [{"id": "okla", "name": "Okla"}],
    "claims": [{"id": "c1", "passage": passage("the toll helps"), "speakers": ["okla"],
                "created": "2031-03-05T10:00:00Z", "by": "ilse"}],
    "memos": [memo("m1", "Critics", "who?"), memo("m2", "mayor", "which?")],
}


def changed(change):
    layer = copy.deepcopy(BASE)
    change(layer)
    return layer


def mine(layer):
    layer["claims"][0].update(gist="The toll helps.", modified="2031-03-06T10:00:00Z")
    layer["memos"].append(memo("m3", "Monday", "mine"))


def theirs(layer):
    layer["claims"][0].update(note="Check.", modified="2031-03-06T11:00:00Z")
    layer["memos"][1:] = [memo("m4", "waits", "theirs")]


def other_gist(layer):
    layer["claims"][0].update(gist="Something else.", modified="2031-03-06T12:00:00Z")


class Merge(cli.TestCase):
    def sides(self, left, right, base=BASE):
        self.write("base.json", base)
        self.write("mine.json", changed(left))
        self.write("theirs.json", changed(right))

    def check_union(self, layer):
        self.assertEqual((layer["claims"][0]["gist"], layer["claims"][0]["note"]), ("The toll helps.", "Check."))
        self.assertEqual({m["id"] for m in layer["memos"]}, {"m1", "m3", "m4"})
        self.assertNotIn("conflict", layer["claims"][0])
        for record in layer["claims"] + layer["memos"]:
            for span in record["passage"]:
                self.assertEqual(TEXT[span["start"]:span["end"]], span["quote"])

    def test_three_way(self):
        self.sides(mine, theirs)
        before = self.files()
        merged = self.run_cli("merge", "--base=base.json", "mine.json", "theirs.json")
        self.check_union(json.loads(merged))
        self.assertEqual(self.files(), before)
        self.assertEqual(self.text("merge", "--base=base.json", "mine.json", "theirs.json", "--output=out.json"),
                         "Added: 1, changed: 1, removed: 1\n")
        self.assertEqual((self.folder / "out.json").read_bytes(), merged)
        answer = self.json("merge", "--base=base.json", "mine.json", "theirs.json", "--output=out.json")
        self.assertEqual(answer, {"added": {"memos": 1}, "changed": {"claims": 1}, "removed": {"memos": 1},
                                  "n_conflicts": 0})
        self.json("validate", "out.json")

    def test_two_way(self):
        """Without a base, nothing is taken for deleted."""
        self.sides(mine, theirs)
        merged = json.loads(self.run_cli("merge", "mine.json", "theirs.json"))
        self.assertEqual({m["id"] for m in merged["memos"]}, {"m1", "m2", "m3", "m4"})

    def test_conflict(self):
        self.sides(mine, other_gist)
        merged = json.loads(self.run_cli("merge", "--base=base.json", "mine.json", "theirs.json", status=1))
        self.assertEqual(merged["claims"][0]["gist"], "The toll helps.")
        self.assertEqual(merged["claims"][0]["conflict"], {"gist": "Something else."})
        said = self.text("merge", "-b", "base.json", "mine.json", "theirs.json", "-o", "out.json", status=1)
        self.assertIn("1 conflict: yours stays", said)

    def test_changed_article(self):
        """One side is of a newer version of the article: with the article at hand, all is found again in it."""
        newer = "At noon: " + TEXT
        def moved(layer):
            theirs(layer)
            layer["document"].update(sha256=hashlib.sha256(newer.encode()).hexdigest(), characters=len(newer),
                                     text_sha256=hashlib.sha256(newer.encode()).hexdigest())
            for record in layer["claims"] + layer["memos"]:
                for span in record["passage"]:
                    span["start"] += 9
                    span["end"] += 9
        self.sides(mine, moved)
        self.run_cli("merge", "--base=base.json", "mine.json", "theirs.json", status=1, errors="different versions")
        self.write("a.txt", newer)
        merged = json.loads(self.run_cli("merge", "--base=base.json", "--document=a.txt", "mine.json", "theirs.json"))
        self.assertEqual({m["id"] for m in merged["memos"]}, {"m1", "m3", "m4"})
        for record in merged["claims"] + merged["memos"]:
            for span in record["passage"]:
                self.assertEqual(newer[span["start"]:span["end"]], span["quote"])

    def test_unreadable(self):
        self.sides(mine, theirs)
        self.write("theirs.json", "{")
        self.run_cli("merge", "mine.json", "theirs.json", "--output=mine.json", status=1, errors="theirs.json")
        self.assertEqual(self.load("mine.json"), changed(mine))
        self.run_cli("merge", "mine.json", "nowhere.json", status=1, errors="nowhere.json")
        self.run_cli("merge", "mine.json", status=2, errors="MINE THEIRS")
        self.run_cli("merge", "mine.json", "theirs.json", "--json", status=2, errors="--output")


@unittest.skipUnless(shutil.which("git"), "git is not installed")
class Git(Merge):
    def git(self, *arguments, status=0):
        env = cli.environment(self.home, GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@example.org", GIT_COMMITTER_NAME="A",
                              GIT_COMMITTER_EMAIL="a@example.org", GIT_CONFIG_NOSYSTEM="1")
        done = subprocess.run(["git", "-c", "init.defaultBranch=main", *arguments], cwd=self.folder, env=env,
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def commit(self, layer, branch):
        self.git("checkout", "-q", "-B", branch, *(["main"] if branch != "main" else []))
        content = layer if isinstance(layer, str) else json.dumps(layer, indent=2, ensure_ascii=False) + "\n"
        (self.folder / "a.txt.annotations.json").write_text(content)
        self.git("add", "-A")
        self.git("commit", "-qm", branch)

    def repository(self, left, right, base=BASE):
        self.git("init", "-q")
        self.write("a.txt", TEXT)
        said = self.text("git-setup")
        self.assertIn(".gitattributes", said)
        if base:
            self.commit(base, "main")
        else:
            self.git("checkout", "-q", "-B", "main")
            self.git("add", "-A")
            self.git("commit", "-qm", "main")
        self.commit(right, "theirs")
        self.commit(left, "mine")

    def test_setup(self):
        self.run_cli("git-setup", status=1, errors=".: ")
        self.git("init", "-q")
        (self.folder / "articles").mkdir()
        self.write(".gitattributes", "*.png binary")
        self.text("git-setup", "articles")
        self.text("git-setup")
        self.assertEqual((self.folder / ".gitattributes").read_text(),
                         "*.png binary\n*.annotations.json merge=hustings\n")
        self.assertIn("merge-driver %O %A %B", self.git("config", "merge.hustings.driver"))
        self.assertIn("merge: hustings", self.git("check-attr", "merge", "articles/a.txt.annotations.json"))

    def test_clean(self):
        self.repository(changed(mine), changed(theirs))
        self.git("merge", "-q", "--no-edit", "theirs")
        self.check_union(self.load("a.txt.annotations.json"))
        self.assertEqual(self.git("status", "--porcelain"), "")
        self.text("validate", ".")

    def test_both_added(self):
        self.repository(changed(mine), changed(theirs), base=None)
        self.git("merge", "-q", "--no-edit", "theirs")
        self.assertEqual({m["id"] for m in self.load("a.txt.annotations.json")["memos"]}, {"m1", "m2", "m3", "m4"})

    def test_rebase(self):
        self.repository(changed(mine), changed(theirs))
        self.git("rebase", "-q", "theirs")
        self.check_union(self.load("a.txt.annotations.json"))

    def test_conflict(self):
        self.repository(changed(mine), changed(other_gist))
        said = self.git("merge", "--no-edit", "theirs", status=1)
        self.assertIn("CONFLICT (content): Merge conflict in a.txt.annotations.json", said)
        self.assertIn("1 conflict: yours stays", said)
        layer = self.load("a.txt.annotations.json")
        self.assertEqual(layer["claims"][0]["conflict"], {"gist": "Something else."})
        self.assertEqual(self.git("status", "--porcelain"), "UU a.txt.annotations.json\n")

    def test_unreadable(self):
        """What can't be read is left to people: ours stays byte for byte, and Git says that it isn't merged."""
        self.repository(changed(mine), "{ not JSON")
        before = (self.folder / "a.txt.annotations.json").read_bytes()
        said = self.git("merge", "--no-edit", "theirs", status=1)
        self.assertIn("Not merged: ", said)
        self.assertEqual((self.folder / "a.txt.annotations.json").read_bytes(), before)
        self.assertEqual(self.git("status", "--porcelain"), "UU a.txt.annotations.json\n")
        self.assertEqual([f for f in os.listdir(self.folder) if f.startswith((".merge", ".hustings"))], [])

    def test_driver(self):
        self.sides(mine, theirs)
        self.run_cli("merge-driver", "base.json", "mine.json", "theirs.json")
        self.check_union(self.load("mine.json"))
        self.run_cli("merge-driver", "base.json", "mine.json", status=2, errors="BASE OURS THEIRS")


for name in ("test_three_way", "test_two_way", "test_changed_article"):
    setattr(Git, name, None)
unittest.main(verbosity=1)
