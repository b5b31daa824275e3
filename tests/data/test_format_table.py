#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The README's table of formats is the one that the format table makes; --write puts it there."""
import re
import subprocess
import sys
from pathlib import Path

source, program = Path(sys.argv[1]), sys.argv[2]
made = subprocess.run([program], capture_output=True, text=True, encoding="utf-8", check=True).stdout
path = source / "README.md"
readme = path.read_text(encoding="utf-8")
there = re.search(r"(<!-- formats -->\n)(.*?)(<!-- end of formats -->\n)", readme, re.S)
if sys.argv[3:] == ["--write"]:
    path.write_text(readme[:there.start(2)] + made + readme[there.end(2):], encoding="utf-8")
elif there.group(2) != made:
    sys.exit("README.md has an old table of formats: run %s %s %s --write" % (sys.argv[0], source, program))
