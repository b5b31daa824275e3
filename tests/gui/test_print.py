#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Printing what is read: a PDF from the menu, and through the print dialog. Its text is the article's, in order and to be
selected; a long speech has several pages, each with header and foot; the tags are numbered, and said in the notes."""
import os
import shutil
import subprocess

from scenario import Scenario, re, skip, wait_until

for tool in ("pdftotext", "pdftoppm", "pdfinfo"):
    if not shutil.which(tool):
        skip("%s is not installed (./run tests installs it)" % tool)

ARABIC = "\n\n".join(["عنوان عن رسوم الميناء"] + ["قالت رئيسة الوزراء إن رسوم الميناء ستخفض سعر الخبز خلال عام واحد."] * 3) + "\n"


def words(string):
    return re.findall(r"\w+", string)


def pages(pdf):
    return [subprocess.run(["pdftotext", "-raw", "-f", str(n), "-l", str(n), pdf, "-"], capture_output=True, text=True,
                           check=True).stdout for n in range(1, count(pdf) + 1)]


def count(pdf):
    return int(re.search(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", pdf], capture_output=True, text=True).stdout)[1])


def look(pdf, name):
    if os.environ.get("HU_SHOTS"):
        os.makedirs(os.environ["HU_SHOTS"], exist_ok=True)
        subprocess.run(["pdftoppm", "-png", "-r", "80", pdf, os.path.join(os.environ["HU_SHOTS"], name)], check=True)


def contains_in_order(all_words, wanted):
    """How many of the wanted words come, one after the other, among all words."""
    at, n = 0, 0
    for word in wanted:
        try:
            at = all_words.index(word, at) + 1
            n += 1
        except ValueError:
            pass
    return n


def export_pdf(t, target):
    t.action("win.export-pdf")
    chooser = t.app.window("Export as PDF")
    chooser.find("text box").set_text(str(target))
    wait_until(lambda: t.app.has_keyboard(), "the keyboard")
    chooser.find("button", re.compile("Export$")).press()
    t.find("label", re.compile("Article written to “%s”" % re.escape(target.name)), timeout=40)
    return str(target)


with Scenario("coastal-envoys.txt") as t:
    text = (t.dir / "coastal-envoys.txt").read_text()
    pdf = export_pdf(t, t.dir / "envoys.pdf")
    look(pdf, "print-envoys")
    all_pages = pages(pdf)
    n = len(all_pages)
    for i, page in enumerate(all_pages):
        assert "Page %d of %d" % (i + 1, n) in page, page
        assert "The Meridian · 4 Mar 2031" in page, page
        assert page.startswith("Coastal bloc sends envoys"), page
    printed = words(" ".join(all_pages))
    assert contains_in_order(printed, words(text)) == len(words(text)), "the article's words in their order"
    notes = " ".join(all_pages).split("Notes", 1)[1]
    for number in range(1, 9):
        assert re.search(r"^%d\b" % number, all_pages[0] + all_pages[1], re.M), "number %d stands in the margin" % number
    assert "a shared harbour fee would cut" in notes and "Anneke Voss" in notes and "Prediction" in notes, notes

    # Through the print dialog, by its key, into a file.
    t.key("ctrl+p")
    dialog = t.app.window(re.compile("^Print"))
    t.shot("print-dialog")
    t.app.click_widget("GtkLabel", text=re.compile("^Print to File"))
    button = dialog.find("button", re.compile("Print$"))
    wait_until(lambda: "sensitive" in button.states, "a printer to be chosen")
    button.press()
    printed = wait_until(lambda: list(t.dir.glob("coastal-envoys.pdf")), "what was printed")[0]
    wait_until(lambda: len(t.app.node.children) == 1, "the dialogs to close")
    assert count(str(printed)) == n
    assert contains_in_order(words(" ".join(pages(str(printed)))), words(text)) == len(words(text))

with Scenario("speech-in-the-assembly.txt") as t:
    pdf = export_pdf(t, t.dir / "speech.pdf")
    look(pdf, "print-speech")
    text = (t.dir / "speech-in-the-assembly.txt").read_text()
    assert count(pdf) > 1
    printed = words(" ".join(pages(pdf)))
    assert contains_in_order(printed, words(text)) == len(words(text))

with Scenario("arabic.txt", project=None, files={"arabic.txt": ARABIC}) as t:
    pdf = export_pdf(t, t.dir / "arabic.pdf")
    look(pdf, "print-arabic")
    layout = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True).stdout
    width = float(re.search(r'page width="([\d.]+)', layout)[1])
    edges = [float(x) for x in re.findall(r'xMax="([\d.]+)"', layout)]
    # The text starts at the right: its start margin, not its end margin, is there.
    assert len([x for x in edges if x > width - 18 / 25.4 * 72 - 40]) >= 4, edges
