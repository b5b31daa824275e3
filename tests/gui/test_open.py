#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents come in by command line, D-Bus, layer file and clipboard; each is shown in one window only."""
import os
import subprocess

from scenario import GLib, PROGRAM, Scenario, re, wait_until

ARTICLE = "Ferry to run again\n\nThe mayor said the ferry would pay for itself.\n"


def run_again(t, *paths):
    """What a second start of the program does: it hands its files to the first, and ends."""
    env = dict(t.s.env, **t.environment())
    subprocess.run([str(PROGRAM), *map(str, paths)], env=env, timeout=20, check=True)


def windows(t):
    return [w.name for w in t.app.node.children]


with Scenario("coastal-envoys.txt", files={"binary.txt": b"\x7fELF\0\0\0\1\0\0" + bytes(range(256)) * 40}) as t:
    title = "Coastal bloc sends envoys to the capital, hoping for a harbour deal"
    wait_until(lambda: windows(t) == [title], "the article's headline as the title")
    # Every control in the window says what it is.
    unnamed = re.compile("^(Gtk|Adw|Hu|$)")
    for control in t.app.node.search(re.compile("button|text box|search box|checkbox|^list$")):
        assert min(control.size) == 0 or not unnamed.match(control.name), (control.role, control.name)

    # The same document, by its own name, by a link and by its layer file: the same window.
    link = t.dir / "linked.txt"
    run_again(t, t.dir / "coastal-envoys.txt")
    os.symlink(t.dir / "coastal-envoys.txt", link)
    run_again(t, link)
    link.unlink()
    run_again(t, t.dir / "coastal-envoys.txt.annotations.json")
    assert windows(t) == [title], windows(t)

    # Another document, while this one is being read: another window.
    run_again(t, t.dir / "cheaper-quay.txt")
    wait_until(lambda: len(windows(t)) == 2 and "Analysis: who gains from a cheaper quay?" in windows(t), "two windows")
    t.action("win.close", window=2)
    wait_until(lambda: windows(t) == [title], "one window")

    # What is no text is refused in words, and what was shown stays.
    t.action("win.open-recent", GLib.Variant("s", (t.dir / "binary.txt").as_uri()))
    t.find("label", re.compile("binary.txt"))
    assert windows(t) == [title]
    t.shot("open-refused")

    # What was opened is in the menu of recent articles, newest first.
    t.find("button", "Recent articles and folders", nth=-1).press()
    wait_until(lambda: [i.name for i in t.app.node.search("menu item")][-2:] == ["cheaper-quay.txt", "coastal-envoys.txt"],
               "the recent articles")
    t.key("Escape")

with Scenario(project=None) as t:
    t.find("button", re.compile("Open an Article"))
    t.action("win.new-from-clipboard")
    t.find("label", re.compile("There is no text on the clipboard"))

    t.s.spawn(["sh", "-c", "printf '%s' \"$1\" | xclip -selection clipboard -quiet", "sh", ARTICLE], "xclip")
    wait_until(lambda: t.s.run("xclip", "-selection", "clipboard", "-o", timeout=5) == ARTICLE, "the clipboard")
    t.action("win.new-from-clipboard")
    dialog = t.app.window("New Article from the Clipboard")
    name = dialog.find("text box")
    assert name.text == "Ferry to run again.txt", name.text
    name.set_text(str(t.dir / "ferry.txt"))
    dialog.find("button", re.compile("Save")).press()
    wait_until(lambda: (t.dir / "ferry.txt").exists(), "the new file")
    assert (t.dir / "ferry.txt").read_text() == ARTICLE
    wait_until(lambda: windows(t)[0] in ("Ferry to run again", "ferry.txt"), "the new article")
