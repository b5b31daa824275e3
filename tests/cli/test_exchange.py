#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hustings-cli export, convert and formats: files, folders, streams, options, and what is said."""
import csv
import hashlib
import io
import json
import os
import pty
import shutil
import signal
import subprocess
import unittest

import cli


class Exchange(cli.TestCase):
    def formats(self):
        return {f["name"]: f for f in self.json("formats")}

    def exports(self):
        return {name: f for name, f in self.formats().items() if f["export"]}

    def test_formats(self):
        formats = self.formats()
        self.assertLessEqual({"hustings", "csv", "jsonl"}, set(formats))
        told = self.text("formats")
        for name, about in formats.items():
            self.assertRegex(told, r"(?m)^%s +(import|export)" % name)
            self.assertIn(about["label"], told)
            if about["export"]:
                self.assertIn(about.get("omits", ""), told)
        self.assertIn("export", formats["csv"])
        self.assertTrue(formats["csv"]["omits"])

    def test_every_format(self):
        """Each format writes the sample project, into a file or into a folder that keeps the stems."""
        articles = self.copy_samples()
        before = self.files("articles")
        stems = {name.split(".")[0] for name in before if name.endswith(".annotations.json")}
        for name, about in self.exports().items():
            answer = self.json("export", "--format=" + name, "articles", "--output=out-%s/" % name)
            self.assertEqual((answer["format"], answer["problems"]), (name, []))
            self.assertEqual(answer["n_layers"], len(stems))
            self.assertTrue(answer["files"])
            for file in answer["files"]:
                self.assertTrue((self.folder / file).is_file(), file)
            extension = about["extensions"][0]
            made = {os.path.basename(f) for f in answer["files"]}
            if len(answer["files"]) >= len(stems):
                self.assertLessEqual({stem + "." + extension for stem in stems}, made)
        self.assertEqual(self.files("articles"), before)
        self.assertTrue(articles.is_dir())

    def test_one_document(self):
        self.copy_samples()
        said = self.text("export", "--format=hustings", "articles/cheaper-quay.txt", "--output=quay.json")
        self.assertEqual(said, "quay.json\n")
        exported = self.load("quay.json")
        self.assertEqual(exported["text"], (self.folder / "articles" / "cheaper-quay.txt").read_text())
        self.assertEqual(self.run_cli("export", "--format=hustings", "articles/cheaper-quay.txt"),
                         (self.folder / "quay.json").read_bytes())
        self.assertEqual(self.run_cli("export", "--format", "hustings", "-o", "-", "articles/cheaper-quay.txt"),
                         (self.folder / "quay.json").read_bytes())

    def test_stream(self):
        self.copy_samples()
        rows = list(csv.DictReader(io.StringIO(self.text("export", "--format=csv", "articles"), newline="")))
        self.assertEqual({row["file"] for row in rows},
                         {"cheaper-quay.txt", "coastal-envoys.txt", "minister-interview.txt"})
        bom = self.run_cli("export", "--format=csv", "--bom", "articles")
        self.assertTrue(bom.startswith(b"\xef\xbb\xbf"))
        self.run_cli("export", "--format=hustings", "articles", status=1, errors="one document a file")
        self.run_cli("export", "--format=csv", "articles", "--json", status=2, errors="--output")
        self.run_cli("export", "--format=csv", "-", status=2, errors="Only files")

    def test_without_the_article(self):
        self.copy_samples()
        answer = self.run_cli("export", "--format=hustings", "--without-text", "--quote-length=10",
                              "articles/cheaper-quay.txt")
        exported = json.loads(answer)
        self.assertNotIn("text", exported)
        quotes = [span["quote"] for claim in exported["claims"] for span in claim["passage"]]
        self.assertTrue(quotes)
        self.assertTrue(all(len(quote) <= 11 for quote in quotes), quotes)

    def test_problems(self):
        articles = self.copy_samples()
        layer = articles / "cheaper-quay.txt.annotations.json"
        layer.write_text(layer.read_text().replace('"claims": [', '"claims": 7, "other": [', 1))
        answer = self.json("export", "--format=csv", "articles", "--output=all.csv", status=1)
        self.assertEqual(len(answer["problems"]), 1)
        self.assertTrue(answer["problems"][0]["file"].endswith("cheaper-quay.txt"))
        self.assertEqual(self.text("export", "--format=csv", "articles", "--output=all.csv", status=1,
                                   errors="cheaper-quay.txt: "), "all.csv\n")
        self.run_cli("export", "--format=csv", "articles", "--output=articles/codebook.json", status=1,
                     errors="codebook.json: it belongs to the project")
        self.run_cli("export", "--format=csv", "nowhere.txt", "--output=all.csv", status=1, errors="nowhere.txt")
        self.run_cli("export", "--format=nonsense", "articles", status=2, errors="there are: hustings")
        self.run_cli("export", "--format=csv", status=2, errors="DOCUMENT|FOLDER")
        self.run_cli("export", "articles", status=2, errors="--format=FORMAT")
        self.run_cli("export", "--format=hustings", "--table=memos", "articles", status=2, errors="--help")
        self.run_cli("export", "--format=csv", "--quote-length=-3", "articles", status=2, errors="from 0 to")

    def test_full_output(self):
        """A disk without room for standard output is told."""
        self.copy_samples()
        with open("/dev/full", "wb") as full:
            done = subprocess.run([cli.CLI, "export", "--format=csv", "articles"], cwd=self.folder, stdout=full,
                                  stderr=subprocess.PIPE, env=cli.environment(self.home), timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"Standard output", done.stderr)

    def test_hostile_names(self):
        articles = self.copy_samples()
        for name in ("-rf.txt", "a\nb.txt", "%20.txt", "x" * 230 + ".txt"):
            shutil.copy(articles / "cheaper-quay.txt", self.folder / name)
            shutil.copy(articles / "cheaper-quay.txt.annotations.json", self.folder / (name + ".annotations.json"))
            said = self.text("export", "--format=hustings", "--output=out/", "--", name)
            self.assertEqual(len(said.splitlines()), 1)
            self.assertTrue((self.folder / "out" / (name[:-4] + ".json")).is_file(), said)

    def many_articles(self, n):
        articles = self.copy_samples("one")
        folder = self.folder / "many"
        folder.mkdir()
        text = (articles / "cheaper-quay.txt").read_text() * 40
        layer = (articles / "cheaper-quay.txt.annotations.json").read_text()
        layer = json.loads(layer)
        layer["document"].update(characters=len(text))
        for key in ("sha256", "text_sha256"):
            layer["document"][key] = hashlib.sha256(text.encode()).hexdigest()
        for i in range(n):
            (folder / ("%04d.txt" % i)).write_text(text)
            (folder / ("%04d.txt.annotations.json" % i)).write_text(json.dumps(layer))
        return folder

    def test_interrupted(self):
        """Ctrl+C while a folder is exported: every file that is there is whole, and none is left over."""
        self.many_articles(300)
        out = self.folder / "out"
        out.mkdir()
        for _ in range(3):
            process = subprocess.Popen([cli.CLI, "export", "--format=hustings", "many", "--output=out"],
                                       cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       env=cli.environment(self.home))
            while process.poll() is None and not any(out.iterdir()):
                pass
            process.send_signal(signal.SIGINT)
            said, errors = process.communicate(timeout=60)
            if process.returncode == 130:
                break
            shutil.rmtree(out)
            out.mkdir()
        self.assertEqual((process.returncode, said, errors), (130, b"", b""))
        made = list(out.iterdir())
        self.assertTrue(0 < len(made) < 300, len(made))
        for file in made:
            self.assertRegex(file.name, r"^\d{4}\.json$")
            self.assertEqual(file.read_bytes()[-2:], b"}\n")

    def test_progress(self):
        """On a terminal, how far it is; nothing of it elsewhere."""
        self.many_articles(250)
        parent, child = pty.openpty()
        process = subprocess.Popen([cli.CLI, "export", "--format=csv", "many", "--output=all.csv"], cwd=self.folder,
                                   stdout=subprocess.DEVNULL, stderr=child, env=cli.environment(self.home))
        os.close(child)
        shown = b""
        try:
            while part := os.read(parent, 4096):
                shown += part
        except OSError:
            pass
        os.close(parent)
        self.assertEqual(process.wait(timeout=60), 0)
        if shown:
            self.assertRegex(shown, rb"^(\r *\d+ %\x1b\[K)+\r\x1b\[K$")
        self.run_cli("export", "--format=csv", "many", "--output=all2.csv")

    def both_ways(self):
        """The formats that can be read and written. What they carry is tested elsewhere. Quotes are found in articles
        that lie beside their table: a test of their own."""
        return [name for name, about in self.formats().items()
                if about["import"] and about["export"] and name != "quotes"]

    def test_quotes(self):
        articles = self.copy_samples()
        self.run_cli("export", "--format=quotes", "articles", "--output=articles/all.csv")
        answer = self.json("import", "--format=quotes", "articles/all.csv", "--into=new")
        self.assertEqual((answer["n_failed"], answer["n_documents"]), (0, 3))
        for document in answer["documents"]:
            file = self.folder / document
            self.assertEqual(file.read_bytes(), (articles / file.name).read_bytes())

    def test_import(self):
        """What was exported is imported into a new folder: the same articles, with sound layers."""
        articles = self.copy_samples()
        names = [name[:-len(".annotations.json")] for name in self.files("articles") if name.endswith(".annotations.json")]
        self.assertTrue(self.both_ways())
        for name in self.both_ways():
            self.run_cli("export", "--format=" + name, "articles", "--output=%s/" % name)
            said = self.run_cli("import", "--format=" + name, name, "--into=%s-new" % name, "--json",
                                status=None, errors=None)
            answer = json.loads(said)
            self.assertEqual((answer["n_failed"], answer["n_documents"]), (0, len(names)), name)
            self.assertGreaterEqual(answer["n_layers"], len(names))
            for file in answer["files"]:
                self.assertTrue((self.folder / file).is_file(), file)
            texts = {f.read_bytes() for f in articles.iterdir() if f.name in names}
            self.assertEqual({(self.folder / f).read_bytes() for f in answer["documents"]}, texts, name)
            checked = self.run_cli("validate", "--json", name + "-new", status=None)
            self.assertEqual([f for file in json.loads(checked)["files"] for f in file["findings"]
                              if f["severity"] == "error"], [], name)
            again = json.loads(self.run_cli("import", "--format=" + name, name, "--into=%s-new" % name, "--json",
                                            status=None, errors=None))
            self.assertEqual([f for f in again["files"] if f.endswith(".annotations.json")], [], name)

    def test_broken_imports(self):
        name = self.both_ways()[0]
        self.write("broken.json", "{")
        self.run_cli("import", "--format=" + name, "broken.json", "--into=new", status=1, errors="broken.json")
        self.run_cli("import", "--format=" + name, "nowhere.json", "--into=new", status=1, errors="nowhere.json")
        answer = self.json("import", "--format=" + name, "broken.json", "--into=new", status=1)
        self.assertEqual(answer["n_failed"], 1)
        self.assertEqual(answer["remarks"][-1]["severity"], "error")
        (self.folder / "empty").mkdir()
        self.run_cli("import", "--format=" + name, "empty", "--into=new", status=1, errors="nothing to import")
        self.run_cli("convert", "--from=" + name, "--to=csv", "empty", status=1, errors="nothing to convert")
        self.run_cli("import", "--format=" + name, "broken.json", status=2, errors="--into=FOLDER")
        self.run_cli("import", "--format=" + name, "broken.json", "--into=broken.json", status=1, errors="broken.json")
        self.run_cli("convert", "--from=" + name, "--to=csv", "--coder=A B", "broken.json", status=2, errors="--coder")

    def test_convert(self):
        """Past the project's files: the result is that of an import and an export."""
        self.copy_samples()
        for name in self.both_ways():
            self.run_cli("export", "--format=" + name, "articles", "--output=%s/2031/" % name)
            made = self.run_cli("convert", "--from=" + name, "--to=csv", name, status=None, errors=None)
            self.assertGreater(len(made.splitlines()), 3, name)
            self.run_cli("convert", "--from=" + name, "--to=csv", name, "--output=all.csv", status=None, errors=None)
            self.assertEqual((self.folder / "all.csv").read_bytes(), made)
            ending = self.formats()[name]["extensions"][0]
            one = sorted(f for f in (self.folder / name / "2031").iterdir() if f.name.endswith("." + ending))[0]
            if not (one.parent / (one.stem + ".txt")).exists():       # brat's text stands beside it
                streamed = self.run_cli("convert", "--from=" + name, "--to=csv", "-", input=one.read_bytes(),
                                        status=None, errors=None)
                self.assertTrue(streamed.startswith(b"file,"), name)


unittest.main(verbosity=1)
