#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Help, manual, README and the shells' completion say the same: all of them come from one table."""
import re
import shutil
import subprocess
import unittest

import cli

MANUAL = cli.BUILD / "src" / "cli" / "hustings-cli.1"
BASH = cli.BUILD / "src" / "cli" / "hustings-cli.bash"
ZSH = cli.BUILD / "src" / "cli" / "_hustings-cli"
FISH = cli.BUILD / "src" / "cli" / "hustings-cli.fish"


class Help(cli.TestCase):
    def commands(self):
        """Each command, with its summary."""
        listed = self.text("--help").split("Commands:\n")[1].split("\n\n")[0]
        found = dict(re.findall(r"^  (\S+) +(.*)$", listed, re.M))
        self.assertIn("validate", found)
        return found

    def options(self, command):
        """The long options of a command, each with whether it takes an argument."""
        told = self.text(command, "--help").split("Options:\n")[1].split("\nExit status:")[0]
        return {name: bool(argument) for name, argument in re.findall(r"^  (?:-\w, )?--([\w-]+)(=\S+)?", told, re.M)}

    def manual(self):
        """The manual page as a reader sees it, in one line."""
        source = MANUAL.read_text()
        source = re.sub(r"\\\[u([0-9A-F]+)\]", lambda m: chr(int(m[1], 16)), source)
        source = source.replace("\\-", "-").replace("\\(aq", "'").replace("\\&", "").replace("\\fB", "")
        return re.sub(r"\s+", " ", source.replace("\\fR", ""))

    def test_help(self):
        for command, summary in self.commands().items():
            for said in (self.text(command, "--help"), self.text(command, "-h"), self.text("help", command)):
                self.assertTrue(said.startswith("Usage: hustings-cli %s " % command), said)
                self.assertIn(summary.split("\n")[0], said)
                self.assertTrue(all(len(line) < 80 for line in said.split("Examples:")[0].splitlines()), said)
                self.assertRegex(said, r"(?m)^  2    ")
        self.assertEqual(self.text("help"), self.text("--help"))
        self.assertRegex(self.text("--version"), r"^hustings-cli \d+\.\d+\.\d+\n$")

    def test_letters(self):
        """No command has one letter for two options."""
        for command in self.commands():
            letters = re.findall(r"(?m)^  -(\w), --", self.text(command, "--help"))
            self.assertEqual(len(letters), len(set(letters)), command)

    def test_wrong_lines(self):
        self.run_cli(status=2, errors="A command is missing")
        self.run_cli("nonsense", status=2, errors="There is no command “nonsense”")
        self.run_cli("--nonsense", status=2, errors="There is no option “--nonsense”")
        self.run_cli("help", "nonsense", status=2, errors="there are: validate")
        self.run_cli("help", "help", "help", status=2, errors="“help” is too much")
        self.run_cli("formats", "--json=3", status=2, errors="--json takes no argument")
        self.run_cli("validate", "--", "--json=3", status=1)

    def test_languages(self):
        """People's text is translated and fits the locale's encoding; what machines read is the same everywhere."""
        german = self.text("help", LANGUAGE="de")
        self.assertIn("Befehle:\n  validate      Finden, was in Dateien nicht stimmt\n", german)
        for command in self.commands():
            said = self.text(command, "--help", LANGUAGE="de")
            self.assertTrue(said.startswith("Aufruf: hustings-cli " + command), said)
            self.assertTrue(all(len(line) < 80 for line in said.split("Beispiele:")[0].splitlines()), said)
        self.assertEqual(self.run_cli("stats", "--csv", cli.SAMPLES, LANGUAGE="de"),
                         self.run_cli("stats", "--csv", cli.SAMPLES))
        self.run_cli("nonsense", status=2, errors="Einen Befehl „nonsense“ gibt es nicht", LANGUAGE="de")
        plain = self.run_cli("help", LC_ALL="C")
        self.assertTrue(plain.isascii())
        self.assertNotIn(b"?", plain)

    def test_examples(self):
        """Examples name commands and options that there are."""
        for command in self.commands():
            said = self.text(command, "--help").split("Examples:\n")
            lines = re.findall(r"^  (hustings-cli .*)$", said[1], re.M) if len(said) > 1 else []
            self.assertTrue(lines, command + " has no example")
            for line in lines:
                used = re.match(r"hustings-cli (\S+)", line)[1]
                self.assertIn(used, self.commands())
                for option in re.findall(r" --([\w-]+)", line):
                    self.assertIn(option, self.options(used), line)
                for option, word in re.findall(r" --(format|from|to)=(\S+)", line):
                    self.assertIn(word, self.complete_in_bash(used, "--%s=%s" % (option, word)), line)

    def test_manual(self):
        page = self.manual()
        for command, summary in self.commands().items():
            self.assertIn(".SS %s " % command, page)
            for option in self.options(command):
                self.assertIn("--" + option, page)
            description = self.text(command, "--help").split("\n\n")[2]
            self.assertIn(re.sub(r"\s+", " ", description), page)
        for tool, *arguments in (["man", "--warnings", "-E", "UTF-8", "-l"], ["mandoc", "-T", "lint", "-W", "error"]):
            if not shutil.which(tool):
                print("skipped: %s is not installed" % tool)
                continue
            done = subprocess.run([tool, *arguments, MANUAL], capture_output=True, text=True,
                                  env=cli.environment(self.home))
            self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout[:2000])
            if tool == "man":
                self.assertIn("Find what is wrong in files", done.stdout)

    def test_readme(self):
        readme = (cli.SOURCE / "README.md").read_text()
        self.assertIn(self.text("help", "--readme"), readme)

    def complete_in_bash(self, *words):
        # As bash splits a line: "=" is a word of its own.
        split = [part for word in words for part in re.split(r"(=)", word) if part or not word]
        script = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); ' \
                 '_hustings_cli; printf "%s\\n" "${COMPREPLY[@]}"'
        done = subprocess.run(["bash", "-c", script, "bash", BASH, "hustings-cli", *split], cwd=self.folder, text=True,
                              capture_output=True, check=True)
        self.assertEqual(done.stderr, "")
        return {word for word in done.stdout.split("\n") if word}

    @unittest.skipUnless(shutil.which("bash"), "bash is not installed")
    def test_bash(self):
        self.write("a file.txt", "")
        self.assertEqual(self.complete_in_bash(""), {*self.commands(), "--help", "--version"})
        self.assertEqual(self.complete_in_bash("val"), {"validate"})
        self.assertEqual(self.complete_in_bash("validate", "a"), {"a file.txt"})
        self.assertEqual(self.complete_in_bash("export", "--format=cs"), {"csv"})
        self.assertEqual(self.complete_in_bash("export", "--format", "cs"), {"csv"})
        self.assertEqual(self.complete_in_bash("export", "-f", "cs"), {"csv"})
        self.assertLessEqual({"hustings", "csv"}, self.complete_in_bash("export", "--format="))
        self.assertEqual(self.complete_in_bash("export", "--table=mem"), {"memos"})
        self.assertEqual(self.complete_in_bash("export", "--output=a"), {"a file.txt"})
        self.assertEqual(self.complete_in_bash("validate", "--", "-"), set())
        for command in self.commands():
            wanted = {"--" + name + ("=" if argument else "") for name, argument in self.options(command).items()}
            self.assertEqual(self.complete_in_bash(command, "--"), wanted)

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh(self):
        subprocess.run(["zsh", "-n", ZSH], check=True)
        script = ZSH.read_text()
        for command in self.commands():
            self.assertIn("'%s:" % command, script)
            for option in self.options(command):
                self.assertIn("--" + option, script)

    @unittest.skipUnless(shutil.which("fish"), "fish is not installed")
    def test_fish(self):
        def complete(line):
            done = subprocess.run(["fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", FISH, line],
                                  capture_output=True, text=True, check=True, env=cli.environment(self.home))
            return {word.split("\t")[0] for word in done.stdout.splitlines()}
        self.assertEqual(complete("hustings-cli "), set(self.commands()))
        self.assertEqual(complete("hustings-cli export --format cs"), {"csv"})
        for command in self.commands():
            found = complete("hustings-cli %s --" % command)
            self.assertEqual({word.rstrip("=") for word in found}, {"--" + name for name in self.options(command)})


unittest.main(verbosity=1)
