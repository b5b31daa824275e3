#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bar at the selection: it stands beside the selection wherever that is, follows, hides, and its buttons work by
the mouse without taking the focus."""
from scenario import Scenario, re, wait_until

PARAGRAPH = "Premier Anneke Voss said on Monday that the fee would fall. Nobody believed her, and the mills stayed shut."
TEXT = "Harbour talks resume\n\n" + "\n\n".join("%d. %s" % (n, PARAGRAPH) for n in range(1, 31)) + "\n"


def bar(t):
    """The widget's rectangle (x, y, w, h) on the screen, None where it isn't shown."""
    found = t.app.widgets("HuSelectionBar")
    return found[0][4:8] if found else None


def steady_bar(t):
    wait_until(lambda: bar(t), "the bar")
    return wait_until(lambda: bar(t) if bar(t) == bar(t) else None, "the bar to rest")


def labels(t):
    return [w[2] for w in t.app.widgets("GtkLabel")]


with Scenario("plain.txt", files={"plain.txt": TEXT}) as t:
    article = t.find("text box", "Article")
    wait_until(lambda: "focused" in article.states)
    t.key("ctrl+Home")
    assert not bar(t)

    # Below the selection, with the keys; the name in it is recognised.
    t.key("alt+Down", "alt+Down")
    wait_until(lambda: article.selection and article.selection[0] > 20, "a selection")
    x, y, w, h = steady_bar(t)
    start, end = article.selection
    sx, sy, _, sh = article.text_rect(end - 1)
    assert sy + sh <= y <= sy + sh + 12, (y, sy, sh)
    for label in ("Claim", "C", "Speaker", "S", "Stance", "T", "Memo", "M", "Anneke Voss?", "↵"):
        assert label in labels(t), (label, labels(t))
    for name in ("Claim", "Speaker", "Stance", "Memo", "Tag the speaker Anneke Voss"):
        t.find("button", name)
    t.shot("selection-bar")

    # At the end of the text there is no room below.
    t.key("ctrl+End", "alt+Up")
    wait_until(lambda: article.selection and article.selection[1] > len(TEXT) - 10, "the last sentence")
    _, y, _, h = steady_bar(t)
    sy, sh = article.text_rect(article.selection[0])[1::2]
    assert y + h <= sy or y >= sy + sh, (y, h, sy, sh)

    # Not without a selection, not while the focus is elsewhere, not while the mouse makes a selection.
    t.key("Escape")
    wait_until(lambda: not bar(t), "the bar to hide")
    t.key("ctrl+Home", "shift+Right")
    steady_bar(t)
    t.key("ctrl+f")
    wait_until(lambda: not bar(t), "the bar to hide")
    t.key("Escape")
    steady_bar(t)
    t.key("Right")
    wait_until(lambda: not bar(t), "the bar to hide")
    a, b = TEXT.index("Premier"), TEXT.index("fall.")
    x1, y1, _, h1 = article.text_rect(a)
    x2, y2, _, h2 = article.text_rect(b)
    t.s.x("mousemove", x1, y1 + h1 // 2, "mousedown", 1, "mousemove", (x1 + x2) // 2, y2 + h2 // 2, "sleep", 0.05,
          "mousemove", x2, y2 + h2 // 2)
    wait_until(lambda: article.selection == (a, b), "the drag")
    assert not bar(t), "the bar waits for the end of the drag"
    t.s.x("mouseup", 1)
    steady_bar(t)

    # Its buttons by the mouse; the article keeps the focus.
    t.app.click_widget("GtkLabel", text="Anneke Voss?")
    layer = t.wait_saved(lambda layer: layer.get("mentions"))
    assert layer["mentions"][0]["speakers"] == ["anneke-voss"], layer
    assert "focused" in article.states
    t.key("alt+Down")
    steady_bar(t)
    t.app.click_widget("GtkLabel", text="Claim")
    t.wait_saved(lambda layer: layer.get("claims"))
    wait_until(lambda: not bar(t), "the bar to hide")

    # It scrolls with the text, and goes with it out of the view and back.
    t.key("Escape", "Escape", "ctrl+Home", "alt+Down", "alt+Down")
    place = steady_bar(t)
    t.s.x("mousemove", *article.text_rect(0)[:2], "click", "--repeat", 2, "--delay", 60, 5)
    wait_until(lambda: bar(t) != place, "the bar to follow")
    t.s.x("click", "--repeat", 12, "--delay", 40, 5)
    wait_until(lambda: bar(t) is None, "the bar to go out of view")
    t.s.x("click", "--repeat", 30, "--delay", 40, 4)
    wait_until(lambda: bar(t) == place, "the bar to come back")

# In a text from right to left, Alt with the arrow to the left lengthens.
ARABIC = "عنوان قصير\n\nقالت الوزيرة إن الرسوم سترتفع. لم يصدقها أحد.\n"
with Scenario("rtl.txt", files={"rtl.txt": ARABIC}) as t:
    article = t.find("text box", "Article")
    wait_until(lambda: "focused" in article.states)
    t.key("ctrl+Home", "period")
    wait_until(lambda: article.selection == (0, 5), "the first word")
    t.key("alt+Left")
    wait_until(lambda: article.selection == (0, 10), "two words")
    t.key("alt+Right")
    wait_until(lambda: article.selection == (0, 5), "one word")
    t.key("alt+Down")
    wait_until(lambda: article.selection and article.selection[0] == ARABIC.index("قالت"), "a sentence")
    steady_bar(t)
    t.shot("selection-bar-rtl")
    t.key("Escape")
