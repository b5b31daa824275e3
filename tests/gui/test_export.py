#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Export from the window: this article or the folder, in each format, to a chosen file; what is written is whole."""
import csv
import json

from scenario import Scenario, re, wait_until

FIRST = "Analysis: who gains from a cheaper quay?"


with Scenario(folder=True, size="1400x900") as t:
    wait_until(lambda: t.app.window().name == FIRST, "the first article")
    out = t.dir.parent / "out"
    out.mkdir()

    t.export(["This article", "Annotated JSON$"], out / "one.json")
    one = json.loads((out / "one.json").read_text())
    assert one["document"]["headline"] == FIRST and len(one["claims"]) == 7
    assert all(one["text"][s["start"]:s["end"]] == s["quote"] for c in one["claims"] for s in c["passage"])

    # What isn't saved yet is exported all the same.
    t.action("win.status-done")
    t.export(["All tagged", "JSON Lines"], out / "all.jsonl")
    lines = [json.loads(line) for line in (out / "all.jsonl").read_text().splitlines()]
    assert len(lines) >= 3
    assert [d["status"] for d in lines if d["document"]["file"] == "cheaper-quay.txt"] == ["done"]

    t.export(["All tagged", r"Table \(CSV\)"], out / "all.csv")
    with open(out / "all.csv", newline="", encoding="utf-8") as f:
        rows = list(csv.reader(f))
    assert len(rows) > 20 and len({len(row) for row in rows}) == 1

    # The article itself can't be written over; that is said in the dialog.
    t.action("win.export")
    dialog = t.app.window("Export")
    dialog.find("checkbox", re.compile("This article")).press()
    before = (t.dir / "cheaper-quay.txt").read_bytes()
    dialog.find("button", re.compile("Export…")).press()
    chooser = t.app.window("Export to a File")
    chooser.find("text box").set_text(str(t.dir / "cheaper-quay.txt"))
    chooser.find("button", re.compile("Export$")).press()
    wait_until(lambda: t.app.node.search("button", re.compile("Replace")) or
               t.app.node.search("alert", re.compile("cheaper-quay")), "a question or a refusal")
    for button in t.app.node.search("button", re.compile("Replace"))[:1]:
        button.press()
    dialog.find("alert", re.compile("cheaper-quay.txt"))
    assert (t.dir / "cheaper-quay.txt").read_bytes() == before
    t.shot("export-refused")
    dialog.find("button", re.compile("Cancel")).press()
