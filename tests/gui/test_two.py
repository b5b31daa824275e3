#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two programs on two session buses tag the same article at once, at random: nothing of either is lost, and both windows end
with the union of their edits. HU_TWO_SECONDS says for how long (20 where it isn't set)."""
import os
import random
import time
from scenario import Scenario, load_json, re, wait_until

SECONDS = float(os.environ.get("HU_TWO_SECONDS", "20"))
ARTICLE = "A fee for the quays\n\n" + "\n\n".join(
    "The premier said on day %d that a fee helps the mills. Critics of the fee say the opposite." % n for n in range(12)) + "\n"


class Coder:
    """One of the two: what it did is what its window then says."""

    def __init__(self, t, seed, voice):
        self.t, self.random, self.voice, self.made = t, random.Random(seed), voice, 0
        self.article = t.find("text box", "Article")

    def step(self):
        place = ARTICLE.index("day %d " % self.random.randrange(12)) + 2
        wait_until(lambda: "focused" in self.article.states, "the focus")
        self.article.call("Text", "SetCaretOffset", "i", place)
        wait_until(lambda: self.article.caret == place, "the caret")
        what = self.random.randrange(10)
        if what < 7:
            self.t.key(self.random.choice(["alt+Up", "alt+Down"]))
            wait_until(lambda: self.article.selection, "a selection")
            self.t.key("c")
            wait_until(lambda: "focused" not in self.article.states, "the card")
            self.t.keys("%s Escape" % self.voice)
            self.made += 1
        elif what < 9:
            self.t.key("Escape", "space")
        else:
            self.t.key("Escape", "ctrl+z", "ctrl+shift+z")


def claims(path, voice):
    return [c for c in load_json(path).get("claims", []) if c.get("voice") == voice] if path.exists() else []


def shown_count(t):
    """What the window counts."""
    for node in t.app.node.search("label", re.compile(r"^\d+$")):
        if min(node.size) > 0:
            return int(node.name)
    return 0


with Scenario("fee.txt", project=None, files={"fee.txt": ARTICLE}, check_files=False) as one:
    path = one.sidecar_path()
    with Scenario(str(one.dir / "fee.txt"), project=None, check_files=False) as other:
        coders = [Coder(one, 1, "1"), Coder(other, 2, "2")]
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            random.choice(coders).step()
        made = [c.made for c in coders]
        wait_until(lambda: [len(claims(path, v)) for v in ("author", "outlet")] == made, "the union of %s" % made, 20)
        for t in (one, other):
            wait_until(lambda: shown_count(t) == sum(made), "%d claims in the window" % sum(made), 20)
        one.shot("two-one")
        other.shot("two-other")
        assert not [r for kind in ("claims", "memos") for r in load_json(path).get(kind, []) if r.get("conflict")]
    assert [len(claims(path, v)) for v in ("author", "outlet")] == made, "after closing one of them"
assert sum(made) > SECONDS / 4, "hardly anything was done: %s" % made
