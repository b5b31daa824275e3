#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program is killed at random moments while it is worked with: what its window showed as saved is there again.

An oracle follows the edits. Once the window says that all changes are saved, it notes every tag in the layer file;
what is done after that may be lost or not, but only from the end, and whole. At the next start the window must show
one of these states, and save it, with every noted tag as it was.

    test_kill.py [ROUNDS [SEED]]
"""
import os
import random
import re
import signal
import sys
import threading
import time
from scenario import APP_ID, GLib, PROGRAM, Scenario, Timeout, wait_until
from gtkharness import dbus_call

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 31)
NAME = "cross-the-bridge.txt"
WINDOW = "/" + APP_ID.replace(".", "/") + "/window/1"
MOST_EDITS, LONGEST = 6, 0.4  # before the clock is set, and then, in seconds, to the end: so saving begins and ends, too
KINDS = ("claims", "stances")
# GDK 4.8 may ask for the place of a monitor that it doesn't know yet.
MONITOR = re.compile("gdk_monitor_get_geometry: assertion 'GDK_IS_MONITOR")


class Gone(Exception):
    """The program was killed, at last."""


class Oracle:
    """What must be there: the tags in the order in which they were made, [kind, record, whether it is surely this one];
    no record: not noted yet."""

    def __init__(self):
        self.tags, self.undone = [], []
        self.states = [[]]  # that the program may be found in: the first is what was shown as saved
        self.n_saved = self.n_edits = 0

    def done(self):
        self.states.append(list(self.tags))
        self.n_edits += 1

    def made(self, kind):
        self.tags.append([kind, None, False])
        self.undone = []
        self.done()

    def can_undo(self):
        return self.tags and (not self.tags[-1][1] or self.tags[-1][2])

    def undo(self):
        self.undone.append(self.tags.pop())
        self.done()

    def redo(self):
        self.tags.append(self.undone.pop())
        self.done()

    def saved(self, layer):
        """All that was done is shown as saved, and `layer` is what was saved."""
        self.check(layer, self.tags)
        self.states = [list(self.tags)]
        self.n_saved += 1

    def check(self, layer, tags):
        """Notes the tags that are new in `layer`; fails unless it has just `tags`, those noted before as they were."""
        for kind in KINDS:
            found = {r["id"]: r for r in layer.get(kind, [])}
            for entry in (t for t in tags if t[0] == kind and t[1]):
                assert found.pop(entry[1]["id"], None) == entry[1], "lost or changed: %s" % entry
            new = [t for t in tags if t[0] == kind and not t[1]]
            left = sorted(found.values(), key=lambda r: r["passage"][0]["start"])
            assert len(new) == len(left), "%s: %d too many in %s" % (kind, len(left) - len(new), left)
            for entry, record in zip(new, left):
                entry[1:] = record, len(new) == 1

    def found(self, counts, read):
        """The program was started again, and shows so many tags: which state is that? `read()` gives the file."""
        fitting = [s for s in self.states if count(s) == counts]
        assert fitting, "the window shows %s; after what was shown as saved: %s" % (counts, list(map(count, self.states)))
        self.tags, self.undone = fitting[-1], []
        wait_until(lambda: count_layer(read()) == counts, "the file as the window")
        self.check(read(), self.tags)
        self.states = [list(self.tags)]


def count(tags):
    return tuple(sum(t[0] == kind for t in tags) for kind in KINDS)


def count_layer(layer):
    return tuple(len(layer.get(kind, [])) for kind in KINDS)


class Killed:
    """The program, from its start to its end by SIGKILL."""

    def __init__(self, t, rng):
        self.t, self.rng = t, rng
        # Nothing but the window counts: no waiting for the accessibility bus.
        t.app = t.s.start([str(PROGRAM), str(t.dir / NAME)], env=t.environment(), wait=False)

    def call(self, path, interface, method, *args):
        try:
            return dbus_call(self.t.s.bus, APP_ID, path, interface, method, *args)
        except GLib.Error:
            if self.t.app.p.poll() is not None:
                raise Gone from None
            return None

    def act(self, name):
        if self.call(WINDOW, "org.gtk.Actions", "Activate", "sava{sv}", name, [], {}) is None:
            raise Gone

    def look(self):
        """What the window shows, at one moment: (numbers of claims and stances, whether all is saved), or None."""
        reply = self.call("/gtkharness/Probe", "gtkharness.Probe", "Widgets")
        widgets = reply[0] if reply else []
        counts = [int(w[1].rsplit(" ", 1)[1]) for kind in KINDS for w in widgets
                  if w[0] == "GtkToggleButton" and w[1].lower().startswith(kind + ", ")]
        state = [w[2] for w in widgets if w[0] == "GtkLabel" and w[2].startswith(NAME + " · ")]
        return (tuple(counts), state[0].endswith("all changes saved")) if len(counts) == 2 and state else None

    def wait_shown(self):
        return wait_until(self.look, "the article", 20, 0.01)[0]

    def read(self):
        return self.t.sidecar() or {}

    def wait_saved(self, oracle):
        """Until the window shows all that was done, and as saved."""
        wanted = count(oracle.tags)
        wait_until(lambda: self.look() == (wanted, True), "what was done, saved", 10, 0.01)
        oracle.saved(self.read())

    def set_clock(self):
        """The end comes some time after so many edits: as many on a slow machine."""
        self.edits_left -= 1
        if self.edits_left == 0:
            delay = self.rng.uniform(0, LONGEST)
            threading.Timer(delay, os.kill, (self.t.app.pid, signal.SIGKILL)).start()

    def edit(self, oracle):
        self.set_clock()
        choice = self.rng.random()
        if choice < 0.15 and oracle.can_undo() and self.undoable:
            oracle.undo()
            self.undoable -= 1
            self.act("undo")
        elif choice < 0.25 and oracle.undone:
            oracle.redo()
            self.undoable += 1
            self.act("redo")
        else:
            kind = self.rng.choice(KINDS)
            self.act("widen-selection")
            oracle.made(kind)
            self.undoable += 1
            self.act("tag-claim" if kind == "claims" else "tag-stance")

    def press(self, oracle):
        """By keys: a claim some lines below."""
        keys = ["Escape", "Escape"] + ["Down"] * self.rng.randrange(1, 4) + ["period", "period"]
        self.set_clock()
        oracle.made("claims")
        self.undoable += 1
        self.t.key(*keys, "c", "Escape")
        self.wait_saved(oracle)

    def work(self, oracle):
        """Edits until it is killed."""
        self.undoable = 0
        by_keys = self.rng.random() < 0.1
        if by_keys:
            wait_until(self.t.app.has_keyboard, "the keyboard", interval=0.01)
        self.edits_left = self.rng.randrange(1, MOST_EDITS + 1)
        try:
            while True:
                if by_keys:
                    self.press(oracle)
                for _ in range(self.rng.randrange(1, 5)):
                    self.edit(oracle)
                if self.rng.random() < 0.6:
                    self.wait_saved(oracle)
        except Gone:
            pass
        ended = self.t.app.wait()
        problems = [p for p in self.t.app.problems() if not MONITOR.search(str(p))]
        # Stopped by that, it has ended as suddenly as if it had been killed.
        assert ended == -signal.SIGKILL or not problems, self.t.app.stderr[-3000:]
        assert not problems, problems


print("seed", SEED, flush=True)
rng, oracle, begin = random.Random(SEED), Oracle(), time.monotonic()
with Scenario(NAME) as t:
    # Once the slow way: what the window says of saving is there for a screen reader, too.
    t.find("label", NAME + " · all changes saved")
    t.app.kill9()
    for n in range(ROUNDS):
        program = Killed(t, rng)
        try:
            oracle.found(program.wait_shown(), program.read)
            program.work(oracle)
        except (AssertionError, Timeout) as e:
            raise AssertionError("round %d, seed %d: %s" % (n, SEED, e)) from e
    program = Killed(t, rng)
    oracle.found(program.wait_shown(), program.read)
    print("%d kills, %d edits, %d times shown as saved, in %.0f s: 0 lost"
          % (ROUNDS, oracle.n_edits, oracle.n_saved, time.monotonic() - begin))
    assert oracle.n_saved >= ROUNDS // 4, "too little was tried"
