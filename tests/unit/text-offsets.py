# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks decoded texts against Python's own reading: one line of standard input a file, tab-separated:
path, encoding, length, hash of the text, then start:end:hash of slices."""

import hashlib
import sys


def digest(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def check(line):
    path, encoding, length, text_hash, *slices = line.rstrip("\n").split("\t")
    with open(path, encoding=encoding, errors="replace", newline="") as file:
        text = file.read()
    if len(text) != int(length):
        return f"length {length}, Python has {len(text)}"
    if digest(text.replace("\r\n", "\n").replace("\r", "\n")) != text_hash:
        return "hash of the text differs"
    for piece in slices:
        start, end, piece_hash = piece.split(":")
        if digest(text[int(start) : int(end)]) != piece_hash:
            return f"slice {start}:{end} differs"
    return None


def main():
    checked = failed = 0
    for line in sys.stdin:
        checked += 1
        message = check(line)
        if message:
            failed += 1
            print(f"{line.split(chr(9))[0]} ({line.split(chr(9))[1]}): {message}")
    print(f"{checked} checked, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
