#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Any size: from 360 pixels to 3840, with text of half the size to three times, in German, with the desktop's large text,
at a scale of two. No control reaches out of the window sideways, and the text stands within its column."""
from scenario import GLib, Scenario, re, wait_until  # first: it finds the harness its probe
from gtkharness import dbus_many

CONTROLS = re.compile("^(button|toggle button|text box|search box|combo box|label|spin button)$")


def check(t, what):
    """Every mapped control lies within the window, but for what is scrolled out of a list or behind a closed pane."""
    def look():
        window = t.app.window()
        width, height = window.size
        nodes = window.search(CONTROLS)
        call = ("org.a11y.atspi.Component", "GetExtents", GLib.Variant("(u)", (1,)))
        assert len(nodes) > 8, nodes
        wrong = []
        for node, answer in zip(nodes, dbus_many(t.s.a11y, [(n.bus, n.path, *call) for n in nodes])):
            if not answer:
                continue
            x, y, w, h = answer[0]
            if w <= 0 or h <= 0 or x >= width or x + w <= 0 or y >= height or y + h <= 0:
                continue
            if x < -1 or x + w > width + 1:
                wrong.append((node.role, node.name, (x, y, w, h), (width, height)))
        return wrong
    last = []

    def fine():
        last[:] = look()
        return not last
    try:
        wait_until(fine, what, timeout=5)
    except AssertionError:
        raise AssertionError("%s: %s" % (what, last)) from None


def steps(t, name):
    article = t.find("text box", "Article")
    wait_until(lambda: article.prop("Text", "CharacterCount") > 1000, "the text")
    check(t, name)
    t.shot("size-%s" % name)
    t.key("n", "n")
    check(t, name + ", a claim in hand")
    t.key("ctrl+f")
    t.s.type("the")
    check(t, name + ", finding")
    t.shot("size-%s-find" % name)
    t.key("Escape")


def sizes(t, name, keys):
    """The text's size, by as many keys; the article stays within its column."""
    article = t.find("text box", "Article")
    t.key("ctrl+0", *keys)
    wait_until(lambda: article.rect()[2] > 0)
    check(t, name)
    first = article.text_rect(0)
    x, y, w, h = article.rect()
    assert x <= first[0] and first[0] + first[2] <= x + w, (name, first, (x, y, w, h))
    t.shot("size-%s" % name)


for size, name in (("360x720", "360"), ("480x800", "480"), ("700x900", "700"), ("1200x900", "1200"), ("3840x2160", "3840")):
    with Scenario("coastal-envoys.txt", size=size) as t:
        steps(t, name)
        if name in ("360", "1200"):
            sizes(t, name + "-50", ["ctrl+minus"] * 5)
            sizes(t, name + "-200", ["ctrl+plus"] * 5)
            sizes(t, name + "-300", ["ctrl+plus"] * 8)

# German is longer; large text of the desktop; two pixels for one.
for look, name in ((dict(size="360x720", env={"LANGUAGE": "de", "LANG": "C.UTF-8"}), "360-german"),
                   (dict(size="800x900", dpi=168), "large-text"),
                   (dict(size="1440x1400", env={"GDK_SCALE": "2"}), "scale-2")):
    with Scenario("hafengebuehr.txt" if "german" in name else "coastal-envoys.txt", **look) as t:
        article = t.find("text box", re.compile("^Arti"))
        wait_until(lambda: article.prop("Text", "CharacterCount") > 500, "the text")
        check(t, name)
        t.shot("size-%s" % name)
        t.key("ctrl+f")
        check(t, name + ", finding")
        t.shot("size-%s-find" % name)
        t.key("Escape", "ctrl+i")
        check(t, name + ", going to a paragraph")
        t.shot("size-%s-go" % name)
        t.key("Escape")
