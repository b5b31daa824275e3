#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program starts, shows its window, says what it is, and quits without a word on stderr."""
from scenario import APP_ID, Scenario, re, wait_until

with Scenario(project=None) as t:
    window = t.app.window()
    focus = t.s.run("xdotool", "getwindowfocus").strip()
    wm_class = t.s.run("xprop", "-id", focus, "WM_CLASS")
    assert wm_class.count('"%s"' % APP_ID) == 2, wm_class
    assert "not found" not in t.s.run("xprop", "-id", focus, "_NET_WM_ICON")
    t.shot("start")

    t.action("app.about")
    wait_until(lambda: len(t.app.node.children) == 2, "the about window")
    t.find("label", re.compile("^Hustings$"))
    t.key("Escape")
    wait_until(lambda: len(t.app.node.children) == 1, "the about window to close")

with Scenario(project=None, files={"note é.txt": "A note\n\nIt says something.\n"}, document="note é.txt") as t:
    wait_until(lambda: t.app.window().name, "a title")
    t.key("ctrl+q")
    t.app.wait()


def files(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# Opening never writes anything.
for opened in ({"document": "coastal-envoys.txt"}, {"folder": True}):
    with Scenario(**opened) as t:
        before = files(t.dir)
        wait_until(lambda: t.app.window().name, "a title")
        t.quit()
        assert files(t.dir) == before, set(files(t.dir)) ^ set(before)
