#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading: the text's size by keys, by Ctrl and the wheel and from the menu; the line focus; numbers in the margin;
going to a paragraph, a sentence, a heading. What was set is there again after a restart."""
import os

from scenario import Scenario, re, wait_until

NAME = "coastal-envoys.txt"


def brightness(t, area):
    """The mean brightness of a rectangle of the screen, 0 to 1."""
    path = os.path.join(t.s.path("shots"), "look.png")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    t.s.screenshot(path)
    x, y, w, h = map(int, area)
    return float(t.s.run("convert", path, "-crop", "%dx%d+%d+%d" % (w, h, x, y), "-colorspace", "Gray", "-format",
                         "%[fx:mean]", "info:"))


def choose(t, *labels):
    """Go through the main menu with the mouse."""
    t.find(None, "Main menu").click()
    for label in labels:
        t.app.click_widget("GtkLabel", text=re.compile("^_?%s…?$" % label))
    wait_until(lambda: not t.app.widgets("GtkModelButton"), "the menu to close")
    wait_until(t.app.has_keyboard, "the keyboard")


with Scenario(NAME, size="1400x1000", env={"GSETTINGS_BACKEND": "keyfile"}) as t:
    text = (t.dir / NAME).read_text()
    starts = [m.start() for m in re.finditer(r"^.+$", text, re.M)]
    article = t.find("text box", "Article")
    wait_until(lambda: "focused" in article.states, "the focus")
    body = text.index("Premier")

    def width():
        a, b = article.text_rect(body), article.text_rect(body + 7)
        return b[0] - a[0]

    # The size: by key, by the wheel, and back.
    usual = width()
    t.key("ctrl+plus", "ctrl+plus", "ctrl+plus")
    wait_until(lambda: width() > 1.3 * usual, "larger text")
    t.shot("reading-larger")
    t.key("ctrl+minus", "ctrl+minus", "ctrl+minus", "ctrl+minus")
    wait_until(lambda: width() < usual, "smaller text")
    t.key("ctrl+0")
    wait_until(lambda: width() == usual, "the usual size")
    x, y, w, h = article.rect()
    t.s.x("mousemove", x + w // 2, y + 200, "keydown", "Control_L", "click", 4, "click", 4, "keyup", "Control_L")
    wait_until(lambda: width() > 1.15 * usual, "the wheel up")
    t.s.x("keydown", "Control_L", "click", 5, "click", 5, "click", 5, "keyup", "Control_L")
    wait_until(lambda: width() < usual, "the wheel down")
    choose(t, "View", "Usual Size")
    wait_until(lambda: width() == usual, "the usual size, from the menu")
    for _ in range(12):
        t.key("ctrl+plus")
    wait_until(lambda: width() > 2.8 * usual, "three times the size")
    t.key("ctrl+0")
    wait_until(lambda: width() == usual)

    # The line focus dims what isn't read.
    first, second = text.index("Neither side"), text.index("That may leave")
    article.call("Text", "SetCaretOffset", "i", first)
    wait_until(lambda: article.caret == first)
    area = lambda offset: (lambda r: (r[0], r[1], 300, r[3]))(article.text_rect(offset))
    of_first, of_second = area(first), area(second)
    plain = brightness(t, of_second)
    t.key("ctrl+l")
    wait_until(lambda: brightness(t, of_second) > plain + 0.02, "the other paragraph to be dimmed")
    lit = brightness(t, of_first)
    t.shot("reading-focus")
    article.call("Text", "SetCaretOffset", "i", second)
    wait_until(lambda: abs(brightness(t, of_second) - plain) < 0.004, "the caret's paragraph to be lit")
    wait_until(lambda: brightness(t, of_first) > lit + 0.02, "the one before to be dimmed")
    choose(t, "View", "Line Focus")
    wait_until(lambda: abs(brightness(t, of_first) - lit) < 0.004, "no line focus")

    # Numbers: in the margin, where nothing stood.
    left = article.text_rect(second)[0]
    t.key("ctrl+shift+l")
    wait_until(lambda: article.text_rect(second)[0] != left, "the wider margin")
    edge = article.text_rect(first)[0]
    margin = lambda offset: (lambda r: (edge - 76, r[1], 24, r[3]))(article.text_rect(offset))
    wait_until(lambda: brightness(t, margin(first)) < 0.99, "a number")
    t.shot("reading-paragraph-numbers")
    second_line = text.index("Its chair")
    assert brightness(t, margin(second_line)) > 0.999, "only at the paragraph's start"
    choose(t, "View", "Numbers of Sentences")
    wait_until(lambda: brightness(t, margin(second_line)) < 0.99, "a sentence's number")
    t.shot("reading-sentence-numbers")

    # Going there.
    t.key("ctrl+i")
    entry = t.find("text box", "Go to a paragraph, sentence or heading")
    wait_until(lambda: "focused" in entry.states)
    t.find("status", "1–%d, 3.2 for a sentence, or words of a heading" % len(starts))
    t.s.type("8")
    t.find("status", re.compile("^Neither side has published"))
    t.shot("reading-go-to")
    t.key("Return")
    wait_until(lambda: article.caret == starts[7] and "focused" in article.states, "paragraph 8")
    t.key("ctrl+i")
    wait_until(lambda: "focused" in entry.states)
    t.s.type("7.2")
    t.find("status", re.compile("^Its chair, Mirela Oduya"))
    t.find("button", re.compile("Go$")).click()
    wait_until(lambda: article.caret == text.index("Its chair"), "sentence 2 of paragraph 7")
    choose(t, "Go to Paragraph")
    wait_until(lambda: "focused" in entry.states)
    t.s.type("harb dea")
    t.find("status", re.compile("^Coastal bloc"))
    t.key("Return")
    wait_until(lambda: article.caret == 0, "the headline")
    t.key("ctrl+i")
    wait_until(lambda: "focused" in entry.states)
    t.s.type("99")
    t.find("status", "No such place")
    t.key("Return", "Escape")
    wait_until(lambda: "focused" in article.states and article.caret == 0, "nowhere")

    # All of it is remembered.
    t.key("ctrl+plus", "ctrl+l")
    wait_until(lambda: width() > usual)
    larger = width()
    t.restart()
    article = t.find("text box", "Article")
    wait_until(lambda: article.prop("Text", "CharacterCount") > 1000 and width() == larger, "the size kept")
    article.call("Text", "SetCaretOffset", "i", first)
    wait_until(lambda: brightness(t, area(second)) > plain + 0.015, "the line focus kept")
    assert brightness(t, margin(first)) < 0.99, "the numbers kept"

    # The preferences show at once what they do, in a sample and in the article.
    t.key("ctrl+0", "ctrl+l", "ctrl+comma")
    dialog = t.app.window("Preferences")
    sample = dialog.find("text box", "Preview")
    sample_height = lambda: sample.text_rect(40)[3]
    was, line = sample_height(), article.text_rect(second_line)[1] - article.text_rect(second)[1]
    dialog.find("spin button", re.compile("^Size of the text, in percent")).set_value(200)
    wait_until(lambda: sample_height() > 1.7 * was and width() > 1.8 * usual, "the size in sample and article")
    dialog.find("spin button", re.compile("^Size of the text, in percent")).set_value(100)
    wait_until(lambda: width() == usual)
    dialog.find("spin button", re.compile("^Line spacing, in percent")).set_value(180)
    wait_until(lambda: article.text_rect(second_line)[1] - article.text_rect(second)[1] > 1.3 * line, "the spacing")
    t.shot("reading-preferences")
    t.key("Escape")
    t.shot("reading-spaced")
