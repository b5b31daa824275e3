#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every C file is as .clang-format has it. Skipped without clang-format 14: other versions lay out differently."""
import re
import shutil
import subprocess
import sys
from pathlib import Path

source = Path(sys.argv[1])
tool = shutil.which("clang-format-14") or shutil.which("clang-format")
version = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout if tool else ""
if not re.search(r"version 14\.", version):
    print("skipped: clang-format 14 is not installed", version)
    sys.exit(77)
files = sorted(str(f) for folder in ("src", "tests") for f in (source / folder).rglob("*.[ch]"))
assert files
sys.exit(subprocess.run([tool, "--dry-run", "-Werror", "--style=file", *files]).returncode)
