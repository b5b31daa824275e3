#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that is full, slow, locked or gone: it is said in plain words, the work goes on and is saved by itself once it can
be, nothing is half-written and nothing is left behind. Where it can be kept nowhere, closing asks."""
import errno
import json

from scenario import BUILD, Scenario, re, wait_until

TEXT = "A fee for the quays\n\nThe premier said so on Monday. Nobody has agreed to it yet.\n"
NAME = "fee.txt"


class Disk:
    """What the preloaded library (tests/faults) does to the program's calls, told by a file."""

    def __init__(self, t):
        self.t, self.path = t, t.dir.parent / "faults"
        self.held = self.path.with_name("faults.held")

    def fails(self, error, *folders):
        self.tell(":".join(map(str, folders or [self.t.dir])) + "\nerror %d\n" % error)

    def hangs(self):
        self.tell("%s\nhold\n" % self.t.dir)

    def tell(self, orders):
        new = self.path.with_name("faults.new")
        new.write_text(orders)
        new.rename(self.path)

    def is_well(self):
        self.path.unlink()


def alerts(t, pattern):
    return [n for n in t.app.node.search("alert", re.compile(pattern)) if min(n.size) > 0]


def said(t, pattern):
    wait_until(lambda: alerts(t, pattern), "a message: " + pattern)


def gone(t, pattern):
    wait_until(lambda: not alerts(t, pattern), "the message to go: " + pattern)


def saved(t, status):
    t.wait_saved(lambda layer: layer["status"] == status)
    gone(t, "could not be saved")
    t.find("label", re.compile("all changes saved"))
    strays = [p.name for p in t.dir.iterdir() if p.name.startswith(".")]
    assert not strays, strays


def statuses():
    while True:
        yield from ("in-progress", "done")


with Scenario(NAME, project=None, files={NAME: TEXT}, check_files=False,
              env={"LD_PRELOAD": str(BUILD / "tests" / "faults" / "libhufaults.so"), "HU_FAULTS": "faults"}) as t:
    # The name of the orders' file is known only now.
    t.quit()
    disk, status = Disk(t), statuses()
    t.app_env["HU_FAULTS"] = str(disk.path)
    t.start()
    t.find("text box", "Article")
    state = t.dir.parent.parent / "state" / "hustings"

    # Full, locked, broken: said, kept, and saved by itself.
    for error, words in ((errno.ENOSPC, "The disk is full"), (errno.EROFS, "can only be read"),
                         (errno.EDQUOT, "Your share of the disk"), (errno.EIO, "reported an error")):
        before = t.sidecar()
        disk.fails(error)
        now = next(status)
        t.action("win.status-" + now)
        said(t, "could not be saved.*" + words)
        t.find("label", re.compile("not saved"))
        assert t.sidecar() == before
        t.shot("faults-%d" % error)
        disk.is_well()
        if error != errno.ENOSPC:
            t.find("button", re.compile("Try Again")).press()
        saved(t, now)

    # Slow: while a save hangs the window takes keys and shows what they do; all of it is saved in the end.
    disk.hangs()
    t.action("win.status-" + next(status))
    wait_until(disk.held.exists, "a save that hangs")
    article = t.find("text box", "Article")
    article.call("Text", "SetCaretOffset", "i", TEXT.index("premier"))
    wait_until(lambda: article.caret == TEXT.index("premier"), "the caret")
    article.click()
    t.key("period", "period")
    t.keys("c 1 Escape")
    t.find("label", re.compile("unsaved|[Ss]aving|not saved"))
    assert not t.sidecar().get("claims")
    assert t.sidecar()["status"] == now
    disk.is_well()
    now = next(statuses())
    t.wait_saved(lambda layer: layer.get("claims") and layer["status"] == now)

    # The folder is elsewhere for a while.
    away = t.dir.with_name("away")
    status = statuses()
    next(status)
    t.dir.rename(away)
    now = next(status)
    t.action("win.status-" + now)
    said(t, "could not be saved.*The folder is not there")
    away.rename(t.dir)
    saved(t, now)

    # The layer file is a folder; a link to what isn't there, nor its folder; then its folder is.
    path = t.sidecar_path()
    kept = path.rename(path.with_name("kept"))
    path.mkdir()
    now = next(status)
    t.action("win.status-" + now)
    said(t, "could not be saved.*not a regular file")
    path.rmdir()
    elsewhere = t.dir.parent / "elsewhere"
    path.symlink_to(elsewhere / "tags.json")
    t.find("button", re.compile("Try Again")).press()
    said(t, "could not be saved.*The folder is not there")
    assert path.is_symlink()
    elsewhere.mkdir()
    saved(t, now)
    assert path.is_symlink() and (elsewhere / "tags.json").exists()
    path.unlink()
    kept.unlink()

    # The journal can't be written: said, and saved all the same.
    disk.fails(errno.ENOSPC, state)
    now = next(status)
    t.action("win.status-" + now)
    said(t, "Changes are saved.*The disk is full")
    saved(t, now)

    # Neither: closing asks, and does what was answered.
    disk.fails(errno.ENOSPC, state, t.dir)
    before = t.sidecar()
    now = next(status)
    t.action("win.status-" + now)
    said(t, "could not be saved")
    t.action("app.quit")
    t.find("button", re.compile("Keep Open")).press()
    wait_until(lambda: len(t.app.node.children) == 1, "the dialog to close")
    t.action("app.quit")
    copying = t.find("button", re.compile("Save a Copy"))
    t.shot("faults-close")
    copying.press()
    chooser = t.app.window("Save a Copy of the Tags")
    copy = t.dir.parent / "copy.json"
    chooser.find("text box").set_text(str(copy))
    wait_until(lambda: t.app.has_keyboard(), "the keyboard")
    chooser.find("button", re.compile("Save$")).press()
    assert t.app.wait(30) == 0
    layer = json.loads(copy.read_text())
    assert layer["status"] == now and layer["claims"], layer
    assert t.sidecar() == before
