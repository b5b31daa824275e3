#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in every look that a desktop may ask for: dark, in high contrast, narrow, with large text, from right to
left. Each page and card is shown in each; nothing may be said on stderr, and the pictures are there to be looked at."""
import os
import subprocess
import tempfile

from scenario import Scenario, re, wait_until

HEADER = 'msgid ""\nmsgstr "Language: ar\\nContent-Type: text/plain; charset=UTF-8\\n"\n'


def tour(t, name):
    article = t.find("text box", "Article")
    wait_until(lambda: article.prop("Text", "CharacterCount") > 1000, "the text")
    t.key("n")                                    # a mention and its speaker
    t.shot("look-%s-speaker" % name)
    t.key("n")                                    # a claim
    t.shot("look-%s-claim" % name)
    if name in ("dark", "contrast", "mirrored"):      # where it is in view
        t.find(None, re.compile("^More")).click()  # all that a claim can say
        t.shot("look-%s-more" % name)
    for page in ("claims", "speakers", "stances"):
        t.action("win.show-" + page)
    t.shot("look-%s-stances" % name)
    t.key("Escape")


with tempfile.TemporaryDirectory() as catalogues:
    # GTK mirrors its windows only in languages that the program is translated into: an empty catalogue will do.
    folder = os.path.join(catalogues, "ar", "LC_MESSAGES")
    os.makedirs(folder)
    subprocess.run(["msgfmt", "-o", os.path.join(folder, "hustings.mo"), "-"], input=HEADER.encode(), check=True)
    looks = {
        "dark": dict(env={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
        "contrast": dict(env={"ADW_DEBUG_HIGH_CONTRAST": "1"}),
        "narrow": dict(size="700x900"),
        "small": dict(size="360x720"),
        "large": dict(size="1600x1000", dpi=168),
        "mirrored": dict(env={"LANGUAGE": "ar", "HUSTINGS_LOCALEDIR": catalogues}),
    }
    for look, settings in looks.items():
        with Scenario("coastal-envoys.txt", **{"size": "1400x900", **settings}) as t:
            tour(t, look)
