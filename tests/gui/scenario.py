# SPDX-License-Identifier: GPL-3.0-or-later
"""What every scenario needs: the built program in a session of its own, on a temporary copy of a project.

    from scenario import Scenario

    with Scenario("coastal-envoys.txt") as t:
        t.keys("C a n Return 3 h 1")
        layer = t.wait_saved(lambda layer: layer["stances"])
        t.shot("tagged")

On leaving the block the program is asked to quit, must end with 0, must have printed no warning, and every sidecar
in the project must hold offsets and quotes that fit its document and be valid by the schema. A scenario that fails
leaves a picture in $HU_SHOTS.
Run one by hand: /usr/bin/python3 tests/gui/test_start.py (after ninja -C build).
"""
import json
import os
import shutil
import sys
from pathlib import Path

SOURCE = Path(os.environ.get("HU_SOURCE_DIR") or Path(__file__).resolve().parents[2])
BUILD = Path(os.environ.get("HU_BUILD_DIR") or SOURCE / "build")
SHARED_DATA = SOURCE.parent / "shared" / "data"
APP_ID = "org.hustings.Hustings"
PROGRAM = BUILD / "src" / "desktop" / "hustings"
SKIPPED = 77


def skip(reason):
    """End the test as skipped; meson knows this exit status."""
    print("skipped:", reason)
    sys.exit(SKIPPED)


for tool in ("Xvfb", "dbus-daemon", "xdotool", "xfwm4", "xprop", "import", "xrdb"):
    if not shutil.which(tool):
        skip("%s is not installed (./run tests installs it)" % tool)

os.environ.setdefault("GTKHARNESS_PROBE", str(BUILD / "tests" / "gui" / "gtkprobe.so"))
from gtkharness import App, GLib, Gio, Node, Session, Timeout, re, wait_until  # noqa: E402,F401


def load_json(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def read_document(path, encoding):
    """The document as format.md says that anybody can read it."""
    with open(path, encoding=encoding, errors="replace", newline="") as f:
        return f.read()


def lists_of_spans(value):
    """Every span list within a value: of evidence, of the codebook's own fields."""
    if isinstance(value, list) and value and isinstance(value[0], dict) and "quote" in value[0]:
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value if isinstance(value, list) else value.values():
            yield from lists_of_spans(inner)


def passages(layer):
    """Every span list of a layer, with the record it stands in."""
    for kind in ("speakers", "mentions", "claims", "stances", "memos"):
        for record in layer.get(kind, []):
            for spans in lists_of_spans(record):
                yield record, spans


def check_schema(sidecar):
    """Assert that the file is what the published schema says, where Python can check that."""
    try:
        from jsonschema import Draft202012Validator, RefResolver
    except ImportError:
        return
    folder = SOURCE / "data" / "schemas"
    schema = load_json(folder / "annotations.schema.json")
    store = {path.as_uri(): load_json(path) for path in folder.glob("*.schema.json")}
    resolver = RefResolver((folder / "annotations.schema.json").as_uri(), schema, store)
    errors = ["%s: %s" % (list(e.absolute_path), e.message)
              for e in Draft202012Validator(schema, resolver=resolver).iter_errors(load_json(sidecar))]
    assert not errors, "%s: %s" % (sidecar, errors)


def check_quotes(sidecar):
    """Assert that every span's quote is what the document has at its offsets; returns how many were checked."""
    layer, checked = load_json(sidecar), 0
    document = Path(str(sidecar)[: -len(".annotations.json")])
    text = read_document(document, layer["document"]["encoding"])
    assert layer["document"]["characters"] == len(text), "characters of %s" % sidecar
    for record, spans in passages(layer):
        assert spans == sorted(spans, key=lambda s: s.get("start", 0)), "spans out of order in %s" % record["id"]
        for span in spans:
            if span.get("anchor") == "lost":
                continue
            start, end = span["start"], span["end"]
            assert 0 <= start < end <= len(text), "%s: %d-%d" % (record["id"], start, end)
            assert text[start:end] == span["quote"], "%s: %r != %r" % (record["id"], text[start:end], span["quote"])
            assert text[:start].endswith(span.get("prefix", "")), "prefix in %s" % record["id"]
            assert text[end:].startswith(span.get("suffix", "")), "suffix in %s" % record["id"]
            checked += 1
    return checked


class Scenario:
    """The program under test on a temporary copy of `project` (a folder; the samples where none is named).

    `document`: the file of the project that is opened, None for none, or several in a list; `folder=True` opens the
    project's folder instead. `files` are written into the copy (name: text or bytes). Other arguments: of Session.
    """

    def __init__(self, document=None, project=SOURCE / "data" / "samples", folder=False, files=None, env=None,
                 check_files=True, **session):
        self.argv_names = [] if document is None else [document] if isinstance(document, str) else list(document)
        self.document = self.argv_names[0] if self.argv_names else None
        self.folder, self.check_files, self.app_env = folder, check_files, dict(env or {})
        self.session_args, self.project, self.files, self.app = session, project, files or {}, None

    def __enter__(self):
        self.s = Session(**self.session_args)
        try:
            self.dir = Path(self.s.path("home")) / "project"
            if self.project:
                shutil.copytree(self.project, self.dir)
            else:
                self.dir.mkdir()
            for name, content in self.files.items():
                (self.dir / name).write_bytes(content if isinstance(content, bytes) else content.encode())
            self.start()
        except BaseException:
            self.s.close()
            raise
        return self

    def __exit__(self, kind, error, trace):
        try:
            if kind:
                self.on_failure()
            else:
                self.quit()
                if self.check_files:
                    for sidecar in self.dir.glob("*.annotations.json"):
                        check_quotes(sidecar)
                        check_schema(sidecar)
        finally:
            self.s.close()

    def on_failure(self):
        self.shot("FAILED-" + Path(sys.argv[0]).stem)
        if self.app and self.app.log:
            print("stderr of the program:", self.app.stderr[-4000:], sep="\n", file=sys.stderr)

    # The program

    def environment(self):
        leaks = os.environ.get("HU_LEAKS") == "1"
        asan = "detect_leaks=1:exitcode=99:fast_unwind_on_malloc=0:malloc_context_size=20" if leaks else \
            "detect_leaks=0:halt_on_error=1"
        return {
            "G_DEBUG": "fatal-criticals",
            "GSETTINGS_SCHEMA_DIR": str(BUILD / "data"),
            "HUSTINGS_LOCALEDIR": str(BUILD / "po"),
            "ASAN_OPTIONS": asan,
            "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
            "LSAN_OPTIONS": "print_suppressions=0:suppressions=%s" % (SOURCE / "tests" / "gui" / "lsan.supp"),
            **self.app_env,
        }

    def start(self, *paths):
        """Start the program, on `paths` or on what the scenario was made for."""
        paths = paths or ([self.dir] if self.folder else [self.dir / n for n in self.argv_names])
        self.seen = {p: p.read_bytes() for p in self.dir.glob("*.annotations.json")}
        self.app = self.s.start([str(PROGRAM), *map(str, paths)], env=self.environment())
        return self.app

    def quit(self):
        """Ask the program to quit, where it has not ended yet, and check how it ended and what it printed."""
        if self.app.p.poll() is None:
            self.app.action("app.quit")
        status = self.app.wait(30)
        assert status == 0, "ended with %d: %s" % (status, self.app.stderr[-3000:])
        assert not self.app.problems(), self.app.problems()

    def restart(self, *paths):
        self.quit()
        return self.start(*paths)

    # Input

    def key(self, *keys):
        """Press keys (X key names, with ctrl+, shift+, alt+), one after the other."""
        self.s.key(*keys)

    def keys(self, sequence):
        """The same from one string: "C a n Return 3 h 1". A capital letter is pressed with Shift only if written so."""
        self.s.key(*[k.lower() if len(k) == 1 else k for k in sequence.split()])

    def action(self, name, *params, **kw):
        self.app.action(name, *params, **kw)

    def find(self, *args, **kw):
        return self.app.find(*args, **kw)

    def pick(self, dialog, choice):
        """Press the check box of a dialog, after it was scrolled into sight."""
        box = dialog.find("checkbox", re.compile(choice))

        def in_sight():
            (x, y, w, h), (left, top, width, height) = box.rect(), dialog.rect()
            if top + 100 < y and y + h < top + height - 24:
                return True
            self.s.x("mousemove", left + width // 2, top + height // 2, "click", 4 if y < top + 100 else 5)
        wait_until(in_sight, "%s to be in sight" % choice)
        box.press()

    def export(self, choices, target):
        """Export through the dialog: `choices` are regexes of its check boxes, `target` the file to write."""
        self.action("win.export")
        dialog = self.app.window("Export")
        for choice in choices:
            self.pick(dialog, choice)
        self.shot("export-%s" % target.suffix[1:])
        dialog.find("button", re.compile("Export…")).press()
        chooser = self.app.window("Export to a File")
        chooser.find("text box").set_text(str(target))
        wait_until(lambda: self.app.has_keyboard(), "the keyboard")
        chooser.find("button", re.compile("Export$")).press()
        wait_until(lambda: len(self.app.node.children) == 1, "the dialogs to close")
        self.find("label", re.compile("exported to “%s”" % re.escape(target.name)))

    # Results

    def sidecar_path(self, name=None):
        return self.dir / ((name or self.document) + ".annotations.json")

    def sidecar(self, name=None):
        """The layer file of a document as it is on disk now, or None."""
        path = self.sidecar_path(name)
        return load_json(path) if path.exists() else None

    def wait_saved(self, check=None, name=None, timeout=10):
        """Wait until the sidecar was written since the last look and `check(layer)` is true; returns the layer."""
        path, last = self.sidecar_path(name), None

        def look():
            nonlocal last
            if not path.exists() or (check is None and path.read_bytes() == self.seen.get(path)):
                return None
            last = load_json(path)
            return last if check is None or check(last) else None
        try:
            layer = wait_until(look, "the sidecar", timeout)
        except Timeout as e:
            raise Timeout("%s; on disk: %s" % (e, json.dumps(last, ensure_ascii=False)[:3000])) from None
        self.seen[path] = path.read_bytes()
        return layer

    def shot(self, name):
        """A picture into the folder $HU_SHOTS, where that is set."""
        folder = os.environ.get("HU_SHOTS")
        if folder:
            os.makedirs(folder, exist_ok=True)
            self.s.screenshot(os.path.join(folder, name + ".png"))
