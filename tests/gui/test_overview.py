#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The overview beside the article: says what there is, follows each change, a click and a drag go there; from right to
left it is on the other side; it can be turned off."""
import os
import subprocess
import tempfile

from scenario import Scenario, re, wait_until

NAME = "coastal-envoys.txt"


def pixels(t, area):
    """The colours that are in a rectangle of the screen."""
    path = os.path.join(t.s.path("home"), "look.png")
    t.s.screenshot(path)
    x, y, w, h = map(int, area)
    out = t.s.run("convert", path, "-crop", "%dx%d+%d+%d" % (w, h, x, y), "+repage", "-unique-colors", "txt:-")
    return set(re.findall(r"#[0-9A-F]{6}", out))


with Scenario(NAME) as t:
    text = (t.dir / NAME).read_text()
    article = t.find("text box", "Article")
    wait_until(lambda: "focused" in article.states)
    strip = t.find(None, "Overview of the article")
    said = lambda: strip.prop("Accessible", "Description")
    wait_until(lambda: re.match(r"7 claims, \d+ mentions, \d+ stances, \d+ of 17 paragraphs not checked$", said()), "what is said")
    x, y, w, h = strip.rect()
    assert x > sum(article.rect()[::2]) - 40, "at the end"
    wait_until(lambda: len(pixels(t, (x, y, w, h))) >= 5, "lanes of different colours")
    t.shot("overview")

    # A tag made, a paragraph checked: it follows.
    article.call("Text", "SetCaretOffset", "i", text.index("The delegations meet"))
    t.key("space")
    wait_until(lambda: re.search(r", 8 of 17 paragraphs not checked$", said()), "one less to be checked")
    t.key("period", "c")
    wait_until(lambda: re.match("8 claims", said()), "one claim more")
    t.key("Escape", "Escape", "Escape")

    # Matches.
    t.key("ctrl+f")
    t.s.type("harbour")
    n = len(re.findall("harbour", text, re.I))
    wait_until(lambda: said().endswith(", %d matches" % n), "the matches")
    t.shot("overview-matches")
    t.key("Escape")
    wait_until(lambda: "matches" not in said())

    # There and back.
    caret = article.caret
    ranges = [c for bar in article.top.search("scroll bar") if bar.size[1] > 400 for c in bar.children]
    place = lambda: ranges[0].value
    x, y, w, h = strip.rect()
    t.s.click(x + w // 2, y + h - 4)
    wait_until(lambda: place() > 100, "the end of the article")
    t.s.click(x + w // 2, y + 2)
    wait_until(lambda: place() == 0, "its beginning")
    t.s.drag(x + w // 2, y + 5, x + w // 2, y + h - 5)
    wait_until(lambda: place() > 100, "where it was dragged")
    assert article.caret == caret, "the caret stays"
    t.action("win.overview")
    wait_until(lambda: not t.app.widgets("HuOverview"), "no overview")

with tempfile.TemporaryDirectory() as catalogues:
    folder = os.path.join(catalogues, "ar", "LC_MESSAGES")
    os.makedirs(folder)
    subprocess.run(["msgfmt", "-o", os.path.join(folder, "hustings.mo"), "-"], check=True,
                   input=b'msgid ""\nmsgstr "Language: ar\\nContent-Type: text/plain; charset=UTF-8\\n"\n')
    with Scenario(NAME, env={"LANGUAGE": "ar", "HUSTINGS_LOCALEDIR": catalogues}) as t:
        strip = t.find(None, "Overview of the article")
        article = t.find("text box", "Article")
        wait_until(lambda: strip.rect()[0] < article.rect()[0], "at the other side")
        t.shot("overview-mirrored")
