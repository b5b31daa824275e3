#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile files and names in the real window: what is wrong is said above the article, what is sound is there, no file
is written that nobody edits, documents never are, and what stands in files never reaches the screen as markup."""
import hashlib
import json
import os
from urllib.parse import quote

from scenario import GLib, PROGRAM, Scenario, re, wait_until

ARTICLE = "Ferry to run again\n\nThe mayor said that the ferry would pay for itself. Nobody else agreed with her.\n"
MARKUP = "<b>Ferry</b> & <span foreground='red'>red</span> <a href='x'>ends</a>"


def layer(**members):
    text = ARTICLE
    facts = {"sha256": hashlib.sha256(text.encode()).hexdigest(), "encoding": "utf-8", "characters": len(text),
             "text_sha256": hashlib.sha256(text.encode()).hexdigest()}
    facts.update(members.pop("document", {}))
    return json.dumps({"format": "hustings-annotations", "version": 1, "document": facts, **members})


def span(start, end):
    return [{"start": start, "end": end, "quote": ARTICLE[start:end]}]


def open_file(t, uri):
    t.action("win.open-recent", GLib.Variant("s", uri))


def uri_of(path):
    """Also of a name that is not UTF-8."""
    return "file://" + quote(os.fsencode(path))


def say(t, pattern):
    return t.find("label", re.compile(pattern)).name


def tag(t, offset=30):
    article = t.find("text box", "Article")
    wait_until(lambda: article.prop("Text", "CharacterCount") > 20, "the text")
    article.call("Text", "SetCaretOffset", "i", offset)
    wait_until(lambda: article.caret == offset, "the caret")
    t.key("period", "period")
    wait_until(lambda: article.selection, "a selection")
    t.keys("c 1 3")
    t.key("Escape")


def stamp(path):
    info = os.stat(path)
    return open(path, "rb").read(), info.st_mtime_ns, info.st_ino, info.st_mode


# What each holds, and what is said of it.
SIDECARS = {
    "deep": ('{"format": "hustings-annotations", "version": 1,\n"claims": ' + "[" * 100000,
             "can't be read: deep.txt.annotations.json: line 2, column 74: .*nested"),
    "empty": ("", "can't be read: .*: the file is empty"),
    "latin": (b'{"format": "\xff"}', "can't be read: .*line 1, column 13: the file is not valid UTF-8"),
    "twice": ('{"format": 1,\n"format": 2}', "can't be read: .*line 2, column 1: .*twice"),
    "future": ('{"format": "hustings-annotations", "version": 7}', "newer version.*line 1"),
    "past": (layer(claims=[{"id": "a", "passage": span(20, 40)}, {"id": "b", "passage": [{"start": 5, "end": 9999}]}]),
             r"“past.txt.annotations.json”.*left out.*\nline 1: claims\[1\].passage\[0\].end: past the end of the text"),
    "types": (layer(status=[1], speakers={"id": "x"}, stances=[3], claims=[{"id": "a", "passage": span(20, 40)}]),
              r"line 1: status: a string is expected\nline 1: speakers: a list of objects .*\nline 1: stances\[0\]: "),
    "overlap": (layer(claims=[{"id": "a", "passage": span(20, 40) + span(30, 50), "speakers": ["who"]}]),
                r"can’t be meant.*\n.*overlaps.*\n.*no such speaker"),
}

files = {}
for name, (content, _) in SIDECARS.items():
    files[name + ".txt"] = ARTICLE
    files[name + ".txt.annotations.json"] = content
files["huge.txt"] = ARTICLE

with Scenario(project=None, files=files, check_files=False) as t:
    huge = t.dir / "huge.txt.annotations.json"
    huge.touch()
    os.truncate(huge, 1 << 30)
    before = {p: stamp(p) for p in t.dir.iterdir() if p != huge}
    for name, (_, message) in SIDECARS.items():
        open_file(t, uri_of(t.dir / (name + ".txt")))
        print(name, "->", say(t, "(?s)" + message))
        t.shot("hostile-" + name)
    open_file(t, uri_of(t.dir / "huge.txt"))
    say(t, "can't be read: .*huge.txt.annotations.json.*256 MB")
    assert {p: stamp(p) for p in before} == before, "opening wrote something"
    assert sorted(t.dir.iterdir()) == sorted([*before, huge])

    # What is sound is there; the first change keeps a copy of the file as it was.
    open_file(t, uri_of(t.dir / "past.txt"))
    say(t, r"claims\[1\]")
    tag(t)
    saved = t.wait_saved(lambda l: "unsound" in l and len(l["claims"]) == 2, name="past.txt")
    assert saved["unsound"]["claims"][0]["id"] == "b", saved
    copy = t.dir / "past.txt.annotations.json.original"
    assert copy.read_bytes() == before[t.dir / "past.txt.annotations.json"][0]

    # One that can't be read at all stays as it is, also when somebody tags.
    open_file(t, uri_of(t.dir / "deep.txt"))
    say(t, "nested")
    tag(t)
    t.quit()
    assert stamp(t.dir / "deep.txt.annotations.json") == before[t.dir / "deep.txt.annotations.json"]

# Documents are never written: a folder of all kinds of text, each tagged.
LINES = ["Ferry to run again", "", "The mayor said that the ferry would pay for itself. Nobody else agreed."]
MIXED = {
    "crlf.txt": "\r\n".join(LINES + [""]).encode(),
    "cr.txt": "\r".join(LINES + [""]).encode(),
    "bom.txt": b"\xef\xbb\xbf" + "\n".join(LINES + [""]).encode(),
    "utf16.txt": "\n".join(LINES + [""]).encode("utf-16"),
    "cp1252.txt": "\n".join(LINES + ["“Fähre” – für 3 €", ""]).encode("cp1252"),
    "nul.txt": "\n".join(LINES + ["a\0b", ""]).encode(),
    "no-end.txt": "\n".join(LINES).encode(),
    "mixed.txt": ("\r\n".join(LINES) + "\n" + "\r".join(LINES)).encode(),
    "broken.txt": "\n".join(LINES).encode() + b"\n\xff\xfe\xc3(\n",
}
with Scenario(project=None, files=MIXED) as t:
    for name in MIXED:
        os.utime(t.dir / name, ns=(10**18, 10**18))
    before = {name: stamp(t.dir / name) for name in MIXED}
    for name in MIXED:
        open_file(t, uri_of(t.dir / name))
        wait_until(lambda: t.app.node.children[0].name, "the window")
        t.find("text box", "Article")
        tag(t, 25)
        t.wait_saved(lambda l: l["claims"], name=name)
    t.key("ctrl+z")
    t.quit()
    assert {name: stamp(t.dir / name) for name in MIXED} == before, "a document was written"

# Names.
LONG = "l" * 251 + ".txt"
NAMES = [b"-rf", b"a\nb.txt", b"not-utf8-\xff\xe9.txt", b"<i>it.txt", b"a_b%20c#d.txt", b"last.@word.txt"]
FOLDERS = [b"with %20 and #", b".hidden"]
with Scenario(project=None, check_files=False) as t:
    root = os.fsencode(t.dir)
    paths = [os.path.join(root, name) for name in NAMES]
    for folder in FOLDERS:
        os.mkdir(os.path.join(root, folder))
        paths.append(os.path.join(root, folder, b"visit.txt"))
    for path in paths:
        with open(path, "wb") as f:
            f.write(ARTICLE.encode())
    for path in paths:
        open_file(t, uri_of(path))
        shown = os.path.basename(path).decode(errors="replace")
        wait_until(lambda: shown in t.app.node.children[0].name, shown)
        tag(t)
        sidecar = path + b".annotations.json"
        wait_until(lambda: os.path.exists(sidecar) and b'"claims"' in open(sidecar, "rb").read(), repr(sidecar))
    # There is no room for a layer file: it opens for reading, and says why.
    for name, why in ((LONG, "the name is too long"), ("last.@word", "a name that ends in “.@”")):
        path = os.path.join(root, os.fsencode(name))
        with open(path, "w") as f:
            f.write(ARTICLE)
        open_file(t, uri_of(path))
        say(t, why)
        assert t.find("text box", "Article").prop("Text", "CharacterCount") == len(ARTICLE)
    # Again from the folder, and on the command line.
    t.quit()
    t.start(t.dir)
    wait_until(lambda: len(t.find("list", "Articles").children) >= 5, "the articles")
    rows = " ".join(row.name for row in t.find("list", "Articles").children)
    assert "<i>it.txt" in rows or "Ferry" in rows, rows
    t.shot("hostile-names")
    t.quit()
    t.app = t.s.start(["sh", "-c", 'cd "$1" && exec "$2" -- -rf', "sh", str(t.dir), str(PROGRAM)], env=t.environment())
    t.app.window("-rf")
    assert wait_until(lambda: [n for n in t.app.node.search("list item")], "the claim in the list")

# Markup from files is text wherever it is shown.
RECORDS = layer(
    document={"headline": MARKUP, "authors": [MARKUP], "outlet": MARKUP, "section": MARKUP, "fields": {"x": MARKUP}},
    layer={"kind": "coder", "coder": {"id": "ilse", "name": MARKUP}},
    types=[{"id": "t", "label": MARKUP}], topics=[{"id": "o", "label": MARKUP, "scale": "position"}],
    values=[{"id": "v", "label": MARKUP, "scale": "position"}], status="excluded", status_reason=MARKUP, note=MARKUP,
    speakers=[{"id": "s", "name": MARKUP, "aliases": [MARKUP], "country": MARKUP, "note": MARKUP,
               "affiliations": [{"role": MARKUP}]}],
    mentions=[{"id": "m", "passage": span(20, 29), "speakers": ["s"], "note": MARKUP}],
    claims=[{"id": "c", "passage": span(40, 66), "speakers": ["s"], "type": "t", "topics": ["o"], "gist": MARKUP,
             "note": MARKUP, "fields": {"x": MARKUP}, "by": "ilse"}],
    stances=[{"id": "st", "speaker": "s", "toward": {"topic": "o"}, "value": "v", "claim": "c", "note": MARKUP}],
    memos=[{"id": "e", "passage": span(69, 75), "text": MARKUP}])
with Scenario("visit.txt", project=None, files={"visit.txt": ARTICLE, "visit.txt.annotations.json": RECORDS},
              folder=True, check_files=False) as t:
    wait_until(lambda: any(MARKUP in w.name for w in t.app.node.children), "the headline, letter for letter")
    article = t.find("text box", "Article")
    for offset, page in ((45, "Claims"), (22, "Speakers"), (45, "Stances"), (70, "Claims")):
        article.call("Text", "SetCaretOffset", "i", offset)
        t.find(re.compile("radio button|toggle button|tab|button"), re.compile("^" + page)).press()
        wait_until(lambda: any("<b>" in n.name for n in t.app.node.search(re.compile("label|list item"))), page)
    t.shot("hostile-markup")
    t.action("win.export")
    t.app.window("Export").find("button", re.compile("Export…"))
    t.key("Escape")
