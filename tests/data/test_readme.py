#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The README's Python example runs as it stands, on the sample project."""
import re
import subprocess
import sys
from pathlib import Path

source = Path(sys.argv[1])
example = re.search(r"```python\n(.*?)```", (source / "README.md").read_text(encoding="utf-8"), re.S).group(1)
said = subprocess.run([sys.executable, "-"], input=example, cwd=source / "data" / "samples", capture_output=True,
                      text=True, encoding="utf-8", check=True).stdout
wanted = "Anneke Voss | a shared harbour fee would cut the price of bread within a year\n"
assert wanted in said, said
assert len(said.splitlines()) > 20, said
