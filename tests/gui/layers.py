# SPDX-License-Identifier: GPL-3.0-or-later
"""Layer files for scenarios that begin with tags: written from a few words each."""
import hashlib
import json
import uuid


class Layer:
    """Tags of `text`, which is the document `name`."""

    def __init__(self, name, text, **facts):
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.name, self.text, self.n = name, text, 0
        self.json = {"format": "hustings-annotations", "version": 1,
                     "document": {"file": name, "sha256": digest, "text_sha256": digest, "encoding": "utf-8",
                                  "characters": len(text), **facts},
                     "layer": {"kind": "coder", "coder": {"id": "ilse", "name": "Ilse Marrow"}},
                     "speakers": [], "mentions": [], "claims": [], "stances": [], "memos": []}

    def span(self, quote, nth=0):
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(quote, start + 1)
        return {"start": start, "end": start + len(quote), "quote": quote}

    def add(self, kind, quote=None, nth=0, **members):
        """A tag on `quote` (or on a list of them); returns its id."""
        self.n += 1
        record = {"id": str(uuid.UUID(int=self.n))}
        if quote is not None:
            record["passage"] = [self.span(q, nth) for q in ([quote] if isinstance(quote, str) else quote)]
        self.json[kind].append({**record, **members, "created": "2031-03-05T10:12:09Z", "by": "ilse"})
        return record["id"]

    def speaker(self, speaker, name, **members):
        self.json["speakers"].append({"id": speaker, "name": name, **members})
        return speaker

    def files(self):
        """The document and its layer file, for a Scenario."""
        layer = {key: value for key, value in self.json.items() if value != []}
        for kind in ("mentions", "claims", "memos"):
            if kind in layer:
                layer[kind].sort(key=lambda r: (r["passage"][0]["start"], r["passage"][-1]["end"], r["id"]))
        values = {"supports": 1, "opposes": -1}
        if "stances" in layer:
            layer["values"] = [{"id": v, "label": v.capitalize(), "scale": "position", "score": values[v]}
                               for v in sorted({s["value"] for s in layer["stances"]})]
        if "speakers" in layer:
            layer["speakers"].sort(key=lambda r: r["id"])
        return {self.name: self.text, self.name + ".annotations.json": json.dumps(layer, ensure_ascii=False, indent=2) + "\n"}
