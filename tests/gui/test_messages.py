#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with a file is said above the article, with what can be done; nothing stops and nothing is lost."""
import os
import shutil

from scenario import Scenario, re, wait_until

TEXT = "Der Hafen für alle\n\nDie Gebühr würde das Brot verbilligen, sagte die Präsidentin.\n"
BROKEN = '{\n  "format": "hustings-annotations",\n  "version": 1,,\n'


def alert(t, pattern):
    return t.find("alert", re.compile(pattern))


def gone(t, pattern):
    wait_until(lambda: not [n for n in t.app.node.search("alert", re.compile(pattern)) if min(n.size) > 0], "it to go")


# An encoding that had to be guessed.
with Scenario("legacy.txt", project=None, files={"legacy.txt": TEXT.encode("cp1252")}) as t:
    note = alert(t, "not UTF-8.*Windows-1252")
    t.shot("message-encoding")
    note.find("button", "Dismiss").press()
    gone(t, "not UTF-8")
    t.action("win.choose-encoding")
    alert(t, "was read as .*Windows-1252")
    t.app.click_widget("GtkLabel", text=re.compile(r"ISO-8859-15"))
    gone(t, "was read as")
    t.action("win.status-in-progress")
    layer = t.wait_saved(lambda layer: layer["status"] == "in-progress")
    assert layer["document"]["encoding"] == "iso-8859-15", layer["document"]

# A layer file that can't be read: tags go to a recovery file; starting anew keeps a copy.
with Scenario("bad.txt", project=None, check_files=False,
              files={"bad.txt": TEXT, "bad.txt.annotations.json": BROKEN}) as t:
    alert(t, r"line 3.*\n.*recovery file")
    t.shot("message-sidecar")
    t.action("win.status-done")
    wait_until(lambda: list((t.dir.parent.parent / "state").rglob("*bad*")), "the recovery file")
    assert (t.dir / "bad.txt.annotations.json").read_text() == BROKEN
    t.find("button", re.compile("Start Anew")).press()
    gone(t, "recovery")
    t.wait_saved(lambda layer: layer["status"] == "done")
    kept = [p for p in t.dir.iterdir() if p.name not in ("bad.txt", "bad.txt.annotations.json")]
    assert [p.read_text() for p in kept] == [BROKEN], kept

# Tags that a newer version wrote can be read only.
with Scenario("coastal-envoys.txt", check_files=False) as t:
    path = t.sidecar_path()
    t.quit()
    path.write_text(path.read_text().replace('"version": 1,', '"version": 2,'))
    before = path.read_bytes()
    t.start()
    alert(t, "newer version")
    t.find("label", re.compile("read only"))
    t.shot("message-read-only")
    t.action("win.status-done")
    assert t.sidecar_path().read_bytes() == before

# A folder that can't be written to: said, tried again, and saved when it can be.
if os.geteuid() != 0 or shutil.which("chattr"):
    with Scenario("note.txt", project=None, files={"note.txt": TEXT}) as t:
        def lock(on):
            if os.geteuid() == 0:
                return os.system("chattr %si %s 2>/dev/null" % ("+" if on else "-", t.dir)) == 0
            t.dir.chmod(0o500 if on else 0o700)
            return True
        if lock(True):
            try:
                t.action("win.status-done")
                alert(t, "could not be saved")
                t.find("label", re.compile("not saved"))
                t.shot("message-save")
            finally:
                lock(False)
            t.find("button", re.compile("Try Again")).press()
            t.wait_saved(lambda layer: layer["status"] == "done")
            gone(t, "could not be saved")
