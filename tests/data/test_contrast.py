#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contrast of what the style sheet sets, in light, dark and high contrast: text at least 4.5:1 on whatever it can stand on,
shapes 3:1. The grounds and names are libadwaita 1.2's; the colours of marks are tested with the palette that makes them."""
import re
import sys
from pathlib import Path

BLACK, WHITE = (0, 0, 0, 1), (255, 255, 255, 1)
INK = (0, 0, 0, 0.8)
LIGHT = {"window_bg_color": (250, 250, 250, 1), "window_fg_color": INK, "view_bg_color": WHITE, "view_fg_color": BLACK,
         "headerbar_bg_color": (235, 235, 235, 1), "headerbar_fg_color": INK, "card_bg_color": WHITE, "card_fg_color": INK,
         "popover_bg_color": WHITE, "popover_fg_color": INK, "accent_bg_color": (53, 132, 228, 1), "accent_fg_color": WHITE,
         "accent_color": (28, 113, 216, 1), "error_bg_color": (224, 27, 36, 1), "error_color": (192, 28, 40, 1),
         "warning_bg_color": (229, 165, 10, 1), "warning_color": (156, 110, 3, 1), "success_color": (27, 133, 83, 1),
         "borders": (0, 0, 0, 0.12)}
DARK = {"window_bg_color": (36, 36, 36, 1), "window_fg_color": WHITE, "view_bg_color": (30, 30, 30, 1), "view_fg_color": WHITE,
        "headerbar_bg_color": (48, 48, 48, 1), "headerbar_fg_color": WHITE, "card_bg_color": (255, 255, 255, 0.08),
        "card_fg_color": WHITE, "popover_bg_color": (56, 56, 56, 1), "popover_fg_color": WHITE,
        "accent_bg_color": (53, 132, 228, 1), "accent_fg_color": WHITE, "accent_color": (120, 174, 237, 1),
        "error_bg_color": (192, 28, 40, 1), "error_color": (255, 123, 99, 1), "warning_bg_color": (205, 147, 9, 1),
        "warning_color": (248, 228, 92, 1), "success_color": (143, 240, 164, 1), "borders": (255, 255, 255, 0.12)}
# High contrast draws stronger borders; text and grounds are the same.
THEMES = {"light": LIGHT, "dark": DARK, "high contrast": {**LIGHT, "borders": (0, 0, 0, 0.5)},
          "dark, high contrast": {**DARK, "borders": (255, 255, 255, 0.5)}}
GROUNDS = ("window_bg_color", "view_bg_color", "headerbar_bg_color", "card_bg_color")
# What draws no text: icons and outlines.
SHAPES = re.compile(r"chip-remove|image|status-icon")


def over(top, ground):
    return tuple(top[i] * top[3] + ground[i] * (1 - top[3]) for i in range(3)) + (1,)


def luminance(color):
    channels = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in color[:3]]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(a, b):
    first, second = sorted((luminance(a), luminance(b)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def split(arguments):
    depth, parts = 0, [""]
    for c in arguments:
        depth += (c == "(") - (c == ")")
        if c == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += c
    return [p.strip() for p in parts]


def resolve(text, names, current):
    """A colour expression of the style sheet; None where it paints nothing."""
    text = text.strip()
    if text in ("none", "transparent"):
        return None
    if text in ("inherit", "currentColor", "currentcolor"):
        return current
    if text.startswith("@"):
        value = names[text[1:]]
        return resolve(value, names, current) if isinstance(value, str) else value
    if text.startswith("#"):
        digits = text[1:] if len(text) == 7 else "".join(c * 2 for c in text[1:])
        return tuple(int(digits[i:i + 2], 16) for i in (0, 2, 4)) + (1,)
    if text in ("black", "white"):
        return BLACK if text == "black" else WHITE
    function, arguments = re.match(r"(\w+)\((.*)\)$", text).groups()
    parts = split(arguments)
    if function == "alpha":
        base = resolve(parts[0], names, current)
        return base[:3] + (base[3] * float(parts[1]),)
    if function == "mix":
        a, b, share = resolve(parts[0], names, current), resolve(parts[1], names, current), float(parts[2])
        return tuple(x * (1 - share) + y * share for x, y in zip(a, b))
    if function == "image":
        return resolve(parts[0], names, current)
    raise ValueError("what is %r?" % text)


def rules(css):
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        selector = re.sub(r"@define-color[^;]*;", "", selector)
        yield " ".join(selector.split()), dict(re.findall(r"([\w-]+)\s*:\s*([^;]+);", body))


def check_rule(selector, properties, names):
    opacity = float(properties.get("opacity", 1))
    if opacity == 0 or not ({"opacity", "color"} & set(properties)):
        return
    needed = 3 if SHAPES.search(selector) else 4.5
    for name in GROUNDS:
        base = over(names[name], names["window_bg_color"])
        color = resolve(properties.get("color", "@" + name.replace("_bg_", "_fg_")), names, names[name.replace("_bg_", "_fg_")])
        if color is None:
            continue
        fill = resolve(properties.get("background-color", "none"), names, color)
        ground = over(fill, base) if fill else base
        found = contrast(over(color[:3] + (color[3] * opacity,), ground), ground)
        if found < needed:
            yield "%s on %s: %.2f, not %s" % (selector, name, found, needed)


def main():
    css = (Path(sys.argv[1]) / "ui" / "style.css").read_text(encoding="utf-8")
    own = dict(re.findall(r"@define-color\s+(\w+)\s+([^;]+);", css))
    failures, checked = [], 0
    for theme, base in THEMES.items():
        names = {**base, **own}
        for selector, properties in rules(css):
            checked += bool({"opacity", "color"} & set(properties))
            failures += ["%s: %s" % (theme, f) for f in check_rule(selector, properties, names)]
        for name in own:
            if name.endswith("check_color"):
                continue
            for ground in ("window_bg_color", "headerbar_bg_color"):
                found = contrast(over(resolve("@" + name, names, None), names[ground]), names[ground])
                if found < 3:
                    failures.append("%s: the shape %s on %s: %.2f, not 3" % (theme, name, ground, found))
    assert checked > 40, "only %d rules were read" % checked
    print("%d rules of text" % checked)
    if failures:
        sys.exit("\n".join(failures))


main()
