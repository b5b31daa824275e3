#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Import into the open folder: files are chosen, the format is found out, what is broken is told line by line, and
what is imported is in the library. Nothing that is there is written over."""
from scenario import Scenario, load_json, re, wait_until

TEXT = "Quay fee dropped\n\nPremier Anneke Voss said that the fee is gone.\n"
ANN = ("T1\tPerson 18 37\tPremier Anneke Voss\n"
       "T2\tCue 38 47\tsaid that\n"
       "T3\tContent 48 63\tthe fee is gone\n"
       "E1\tCue:T2 Source:T1 Content:T3\n")


def choose(t, dialog, button, title, path):
    dialog.find("button", re.compile(button)).press()
    chooser = t.app.window(title)
    wait_until(lambda: t.app.has_keyboard(), "the keyboard")
    t.key("ctrl+l")
    box = chooser.find("text box")
    t.s.type(str(path))
    wait_until(lambda: box.text == str(path), "the path")
    t.key("Return")
    wait_until(lambda: not [w for w in t.app.node.children if w.name == title], "the chooser to close")


with Scenario(folder=True, size="1400x900") as t:
    foreign = t.dir.parent / "foreign"
    foreign.mkdir()
    (foreign / "quay.txt").write_text(TEXT)
    (foreign / "quay.ann").write_text(ANN)
    (foreign / "worse.txt").write_text(TEXT)
    (foreign / "worse.ann").write_text(ANN + "T4\tPerson -1 4\tQuay\n")

    t.action("win.import")
    dialog = t.app.window("Import")
    assert "sensitive" not in dialog.find("button", re.compile("Import$")).states
    choose(t, dialog, "Files…", "Choose Files to Import", foreign / "quay.ann")
    t.shot("import-choices")
    dialog.find("button", re.compile("Import$")).press()
    t.find("label", re.compile("1 article imported into"))
    wait_until(lambda: len(t.app.node.children) == 1, "the dialog to close")
    assert (t.dir / "quay.txt").read_text() == TEXT
    layer = load_json(t.dir / "quay.txt.annotations.json")
    assert [c["passage"][0]["quote"] for c in layer["claims"]] == ["the fee is gone"]
    assert layer["speakers"][0]["name"] == "Premier Anneke Voss"
    wait_until(lambda: [r for r in t.find("list", "Articles").search("list item") if "1 claim" in r.name and
                        ("Quay fee" in r.name or "quay" in r.name)], "the article in the library")

    # A folder, of a chosen format: the line that is broken is told, the rest is there.
    t.action("win.import")
    dialog = t.app.window("Import")
    choose(t, dialog, "Folder…", "Choose a Folder to Import", foreign)
    t.pick(dialog, "brat standoff")
    dialog.find("combo box", re.compile("Line Ends"))
    dialog.find("button", re.compile("Import$")).press()
    report = dialog.find("text box", "Remarks")
    wait_until(lambda: "worse.ann:5: " in report.text, "the remark")
    dialog.find("label", re.compile("^2 articles were imported"))
    t.shot("import-report")
    assert load_json(t.dir / "quay.txt.annotations.json") == layer
    assert len(load_json(t.dir / "worse.txt.annotations.json")["claims"]) == 1
    dialog.find("button", re.compile("Close$")).press()
    wait_until(lambda: len(t.app.node.children) == 1, "the dialog to close")
