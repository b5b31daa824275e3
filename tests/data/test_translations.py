#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every language of po/LINGUAS is translated whole, against the strings that the sources have now.

Also: the catalogues pass msgfmt's checks (formats, plurals, mnemonics), and the built-in codebook's labels are all
listed for translators. What is missing is printed as entries that can be filled in and put into the catalogue.
"""
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

source = Path(sys.argv[1])
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3")


def run(*command):
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=source)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def output(*command):
    status, out, err = run(*command)
    assert status == 0, "%s: %s" % (command[0], err)
    return out


def entries(catalogue, *choice):
    """The entries of a catalogue that msgattrib's options choose, without its header."""
    text = output("msgattrib", "--no-obsolete", "--no-wrap", *choice, catalogue)
    return [e for e in text.strip().split("\n\n") if e and not re.search(r'^msgid ""\n(?!")', e, re.M)]


def check_language(language, pot, merged):
    catalogue = source / "po" / (language + ".po")
    status, _, err = run("msgfmt", "-c", "--check-accelerators=_", "-o", "/dev/null", catalogue)
    wrong = ["po/%s.po:\n%s" % (language, err)] if status else []
    output("msgmerge", "--quiet", "--no-fuzzy-matching", "-o", merged, catalogue, pot)
    for what, choice in (("untranslated", "--untranslated"), ("fuzzy", "--only-fuzzy")):
        found = entries(merged, choice)
        if found:
            wrong.append("po/%s.po lacks what follows (%d %s). Put it in, translated:\n\n%s"
                         % (language, len(found), what, "\n\n".join(found)))
    return wrong


def check_codebook(pot):
    """What src/model/hu-labels.c lists is what the built-in codebook says."""
    book = json.loads((source / "data" / "codebook" / "builtin.json").read_text(encoding="utf-8"))
    labels = {t["label"] for t in book["types"]} | {v["label"] for s in book["scales"] for v in s["values"]}
    listed = set(re.findall(r'^msgctxt "codebook"\nmsgid "(.*)"$', pot.read_text(encoding="utf-8"), re.M))
    return ["label of the built-in codebook, not for translators in src/model/hu-labels.c: " + label
            for label in sorted(labels - listed)] + \
        ["for translators in src/model/hu-labels.c, not in the built-in codebook: " + label
         for label in sorted(listed - labels)]


def main():
    with tempfile.TemporaryDirectory() as folder:
        pot, merged = Path(folder) / "all.pot", Path(folder) / "merged.po"
        output("xgettext", "--files-from=po/POTFILES", "--from-code=UTF-8", "--add-location=file",
               "--add-comments=Translators", *("--keyword=" + k for k in KEYWORDS), "-o", pot)
        listed = (source / "po" / "LINGUAS").read_text().split("\n")
        languages = [word for line in listed if not line.startswith("#") for word in line.split()]
        wrong = ["not in po/LINGUAS: " + f.name for f in (source / "po").glob("*.po") if f.stem not in languages]
        for language in languages:
            wrong += check_language(language, pot, merged)
        wrong += check_codebook(pot)
    print("\n".join(wrong) or "%d languages" % len(languages))
    return bool(wrong)


for tool in ("xgettext", "msgfmt", "msgmerge", "msgattrib"):
    if not shutil.which(tool):
        print("skipped: %s is not installed" % tool)
        sys.exit(77)
sys.exit(main())
