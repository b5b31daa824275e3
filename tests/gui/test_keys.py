#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys on the article, all of them, pressed as the hardware's keys under six layouts; what they did stands in the
sidecar. Undone to the start and redone to the end."""
from scenario import Scenario, wait_until

SENTENCES = ["Harbour talks resume",
             "Premier Anneke Voss said on Monday that the fee would fall.",
             "Nobody believed her, and the mills stayed shut.",
             "The ministry had no comment.",
             "It will meet again."]
TEXT = "%s\n\n%s %s\n\n%s %s\n" % tuple(SENTENCES)
S0, S1, S2, S3, S4 = [(TEXT.index(s), TEXT.index(s) + len(s)) for s in SENTENCES]

# Codes of keys by what stands on them in America.
CODES = {c: 24 + i for i, c in enumerate("qwertyuiop")}
CODES.update({c: 38 + i for i, c in enumerate("asdfghjkl;")})
CODES.update({c: 52 + i for i, c in enumerate("zxcvbnm,./")})
CODES.update({c: 10 + i for i, c in enumerate("1234567890-=")})
CODES.update({"[": 34, "]": 35})

# Where each layout has the letters that aren't where America has them, and how it makes the signs.
LAYOUTS = {
    "us": ({}, {".": ".", ",": ",", "+": "shift+=", "-": "-"}),
    "de": ({"y": "z", "z": "y"}, {".": ".", ",": ",", "+": "]", "-": "/"}),
    "fr": ({"q": "a", "a": "q", "z": "w", "w": "z", "m": ";"}, {".": "shift+,", ",": "m", "+": "shift+=", "-": "6"}),
    "cz": ({"y": "z", "z": "y"}, {".": ".", ",": ",", "+": "1", "-": "/"}),
    "ru": ({}, {".": "/", ",": "shift+/", "+": "shift+=", "-": "-"}),
    "ara": ({}, {".": "shift+.", ",": "shift+k", "+": "shift+=", "-": "-"}),
}


class Keyboard:
    def __init__(self, t, layout):
        self.t, (self.moved, self.signs) = t, LAYOUTS[layout]
        t.s.run("setxkbmap", layout, check=True)

    def chord(self, key):
        """A chord of a letter, sign or X key name ("ctrl+z", "alt+Down") as xdotool takes it, by the key's code."""
        *modifiers, key = key.rsplit("+", 1) if len(key) > 1 and key != "+" else [key]
        if key in self.signs:
            *signs, key = self.signs[key].rsplit("+", 1) if len(self.signs[key]) > 1 else [self.signs[key]]
            return "+".join(modifiers + signs + [str(CODES[key])])
        if len(key) == 1:
            key = str(CODES[self.moved.get(key, key)])
        return "+".join(modifiers + [key])

    def press(self, *keys):
        self.t.key(*map(self.chord, keys))


def tags(layer):
    return [tag for kind in ("mentions", "claims", "stances", "memos") for tag in (layer or {}).get(kind, [])]


def spans(tag):
    return [(s["start"], s["end"]) for s in tag["passage"]]


def drive(t, layout):
    keyboard = Keyboard(t, layout)
    press = keyboard.press
    article = t.find("text box", "Article")

    def selected(start_end, *keys):
        press(*keys)
        wait_until(lambda: article.selection == start_end, "%s: %s to select %s, not %s" % (
            layout, keys, start_end, article.selection))

    def back():
        """From the card, if it took the focus, to the article."""
        if "focused" not in article.states:
            press("Escape")
            wait_until(lambda: "focused" in article.states, "the article's focus")

    def saved(check):
        layer = t.wait_saved(check)
        back()
        return layer

    wait_until(lambda: "focused" in article.states, "the article's focus")
    press("ctrl+Home")
    wait_until(lambda: article.caret == 0)

    # Wider and narrower; keys that mean nothing do nothing.
    selected((0, 7), "j", "6", ".")
    selected(S0, ".")
    selected((0, 7), ",")
    # The next sentence; Enter tags the name in it.
    selected(S1, "alt+Down")
    press("Return")
    layer = saved(lambda layer: layer.get("mentions"))
    assert layer["mentions"][0]["passage"][0]["quote"] == "Anneke Voss", layer["mentions"]
    assert layer["mentions"][0]["speakers"] == ["anneke-voss"], layer["mentions"]

    # A claim; its end and its start moved by a word.
    selected(S1, "alt+Down")
    press("c")
    saved(lambda layer: layer.get("claims"))
    press("alt+Left", "alt+shift+Right", "alt+shift+Right", "alt+shift+Left")
    saved(lambda layer: layer["claims"][0]["passage"][0]["quote"] ==
          "Anneke Voss said on Monday that the fee would fall")
    press("alt+Right")
    saved(lambda layer: spans(layer["claims"][0])[0][1] in (S1[1], S2[0] + len("Nobody")))
    press("alt+Left")
    # The edges of a selection; the claim is left alone. The selection is its cue.
    selected(S1, "alt+Down")
    selected(S2, "alt+Down")
    selected((S2[0], S2[1] - 1), "alt+Left")
    selected((TEXT.index("believed"), S2[1] - 1), "alt+shift+Right")
    press("q")
    layer = saved(lambda layer: layer["claims"][0].get("cue"))
    assert layer["claims"][0]["cue"][0]["quote"] == "believed her, and the mills stayed shut", layer["claims"]
    assert layer["claims"][0]["passage"][0]["quote"].endswith("would fall"), layer["claims"]

    # A memo on two spans.
    selected(S2, "alt+Up")
    press("+")
    wait_until(lambda: article.selection is None, "the selection to be pinned")
    selected(S2, "alt+Down")
    selected(S3, "alt+Down")
    press("m")
    layer = saved(lambda layer: layer.get("memos"))
    assert spans(layer["memos"][0]) == [S2, S3], layer["memos"]

    # The span at the caret taken out again, and undone.
    press("-")
    saved(lambda layer: spans(layer["memos"][0]) == [S2])
    press("ctrl+z")
    saved(lambda layer: spans(layer["memos"][0]) == [S2, S3])
    selected(S2, "alt+Down")

    # A claim like the last one, the same again by R, a mention, a stance.
    selected(S3, "alt+Down")
    press("shift+c")
    saved(lambda layer: len(layer["claims"]) == 2)
    selected(S3, "alt+Down")
    selected(S4, "alt+Down")
    press("r")
    saved(lambda layer: len(layer["claims"]) == 3)
    selected(S4, "alt+Up")
    press("s")
    saved(lambda layer: len(layer["mentions"]) == 2)
    selected(S4, "alt+Up")
    press("t")
    layer = saved(lambda layer: len(layer.get("stances", [])) == 1)
    assert spans(layer["stances"][0]) == [S4], layer["stances"]

    # It becomes a claim and a stance again; mentions are dimmed and shown.
    press("v")
    saved(lambda layer: len(layer["claims"]) == 4 and layer["stances"][0].get("claim"))
    press("v")
    saved(lambda layer: len(layer["claims"]) == 3 and spans(layer["stances"][0]) == [S4])
    press("2")
    t.find("status", "Mentions dimmed")
    press("0")
    wait_until(lambda: not [n for n in t.app.node.search("status", "Mentions dimmed") if n.size[1] > 0], "all to be shown")
    # A claim split by the selection and joined again.
    selected(S4, "alt+Up")
    press("c")
    saved(lambda layer: len(layer["claims"]) == 4)
    selected(S4, "alt+Up")
    press("alt+Left", "alt+Left", "b")
    saved(lambda layer: len(layer["claims"]) == 5)
    press("j")
    saved(lambda layer: len(layer["claims"]) == 4)
    press("ctrl+z", "ctrl+z", "ctrl+z")
    saved(lambda layer: len(layer["claims"]) == 3)

    # The paragraph's part; paragraphs checked.
    press("k")
    layer = saved(lambda layer: any(part.get("by") for part in layer["document"].get("parts", [])))
    press("ctrl+Home", "space", "space")
    layer = saved(lambda layer: layer.get("checked") and layer["checked"][-1][1] >= S2[1])
    wait_until(lambda: article.caret == S3[0], "the caret in the paragraph that isn't checked")

    # From tag to tag, and to what is left to check.
    press("Escape", "Escape", "ctrl+Home", "n")
    wait_until(lambda: article.caret == TEXT.index("Anneke"), "the first tag")
    press("n", "n", "p", "p")
    wait_until(lambda: article.caret == TEXT.index("Anneke"), "the first tag again")
    press("x")
    before = layer
    press("Delete")
    layer = saved(lambda layer: len(tags(layer)) == len(tags(before)) - 1)

    # All of it undone and redone.
    for _ in range(30):
        press("ctrl+z")
    saved(lambda layer: not tags(layer) and not layer.get("checked") and
          not any(part.get("by") for part in layer["document"].get("parts", [])))
    for _ in range(15):
        press("ctrl+shift+z", "ctrl+y")
    saved(lambda again: (tags(again), again.get("checked"), again["document"]) ==
          (tags(layer), layer.get("checked"), layer["document"]))
    t.shot("keys-" + layout)


for name in LAYOUTS:
    with Scenario("plain.txt", files={"plain.txt": TEXT}) as scenario:
        drive(scenario, name)
        print("ok", name, flush=True)
