# SPDX-License-Identifier: GPL-3.0-or-later
"""Running hustings-cli in tests: in a folder of its own, in plain English and UTF-8."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

CLI = os.environ["HU_CLI"]
SOURCE = Path(os.environ["HU_SOURCE_DIR"])
BUILD = Path(os.environ["HU_BUILD_DIR"])
SAMPLES = SOURCE / "data" / "samples"


def environment(folder, **more):
    env = {name: value for name, value in os.environ.items()
           if not name.startswith(("LC_", "XDG_", "LANG", "GIT_")) and name != "TERM"}
    env.update(LC_ALL="C.UTF-8", HOME=str(folder), XDG_STATE_HOME=str(folder / "state"),
               G_DEBUG="fatal-warnings", HUSTINGS_LOCALEDIR=str(BUILD / "po"))
    env.update(more)
    return env


class TestCase(unittest.TestCase):
    """Each test has a folder, `self.folder`, which is where the program runs, and a home of its own."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.home = Path(temporary.name) / "home"
        self.folder = Path(temporary.name) / "work"
        self.home.mkdir()
        self.folder.mkdir()

    def run_cli(self, *arguments, status=0, errors=False, input=b"", **env):
        """What the program writes to standard output, as bytes. `errors`: whether it says something on standard error,
        which is then in self.errors; or a string that must be in it; None: that may be. `status` None: 0 or 1."""
        done = subprocess.run([CLI, *arguments], cwd=self.folder, env=environment(self.home, **env), input=input,
                              capture_output=True, timeout=60)
        self.errors = done.stderr.decode("utf-8", "backslashreplace")
        if status is None:
            self.assertIn(done.returncode, (0, 1), self.errors)
        else:
            self.assertEqual(done.returncode, status, self.errors or done.stdout)
        if errors is None:
            pass
        elif isinstance(errors, str):
            self.assertIn(errors, self.errors)
        else:
            self.assertEqual(bool(self.errors), errors, self.errors)
        return done.stdout

    def text(self, *arguments, **options):
        return self.run_cli(*arguments, **options).decode()

    def json(self, *arguments, **options):
        return json.loads(self.run_cli(*arguments, "--json", **options))

    def write(self, name, content):
        """Puts a file into the folder. `content`: bytes, text, or what becomes JSON."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, (bytes, str)):
            content = json.dumps(content, ensure_ascii=False, indent=2)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def load(self, name):
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    def files(self, below="."):
        """All files of the folder, by name, with their bytes."""
        folder = self.folder / below
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def copy_samples(self, name="articles"):
        shutil.copytree(SAMPLES, self.folder / name)
        return self.folder / name
