#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES lists every file that has strings to translate, each once, and nothing else."""
import re
import sys
from pathlib import Path

source = Path(sys.argv[1])
C_CALL = re.compile(r"\b(N?C?_|ngettext|g_dngettext|g_dgettext|g_dpgettext2?|gettext|NC_)\s*\(\s*\"")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)


def has_strings(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".c", ".h"):
        return bool(C_CALL.search(COMMENT.sub("", text)))
    if path.suffix == ".ui":
        return 'translatable="yes"' in text
    return path.name.endswith((".desktop.in", ".metainfo.xml.in", ".mime.xml.in", ".gschema.xml"))


listed = [line for line in (source / "po" / "POTFILES").read_text().splitlines() if line and not line.startswith("#")]
wanted = {str(f.relative_to(source)) for folder in ("src", "ui", "data") for f in (source / folder).rglob("*")
          if f.is_file() and f.suffix in (".c", ".h", ".ui", ".in", ".xml") and has_strings(f)}
wrong = ["missing: " + f for f in sorted(wanted - set(listed))]
wrong += ["has nothing to translate, or isn't there: " + f for f in sorted(set(listed) - wanted)]
wrong += ["listed twice: " + f for f in sorted(set(listed)) if listed.count(f) > 1]
print("\n".join(wrong) or "%d files" % len(listed))
sys.exit(bool(wrong))
