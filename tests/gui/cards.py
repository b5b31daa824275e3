# SPDX-License-Identifier: GPL-3.0-or-later
"""The cards of the sidebar, filled in as a person does: fields are found by their names, scrolled to with the wheel,
clicked and typed into."""
import json
import time

from scenario import SOURCE, Node, re, wait_until

NAME = "ferry-fare.txt"
TEXT = """Ferry fare will fall, says the mayor

Mayor Rosa Lind said on Friday that the ferry fare would fall. If the council agrees, every ticket will cost less. She \
added that nobody would lose a route.

Her rival Otto Brandt called the plan a bribe. The islanders want the fare gone.

A report by the port office counted nine late ferries.
"""

KINDS = ["text", "choice", "multi-choice", "scale", "boolean", "number", "date", "url", "speaker", "topic", "passage"]


def codebook():
    """The samples' codebook with an own field of each kind, called "Own text" and so on, on every kind of record."""
    book = json.loads((SOURCE / "data" / "samples" / "codebook.json").read_text(encoding="utf-8"))
    options = [{"id": "near", "label": "Near shore"}, {"id": "far", "label": "Far shore"}]
    book["fields"] = []
    for kind in KINDS:
        field = {"id": "own-" + kind, "label": "Own " + kind, "kind": kind,
                 "applies_to": ["claim", "mention", "speaker", "stance", "memo"]}
        field.update({"choice": {"options": options}, "multi-choice": {"options": options, "max": 2},
                      "scale": {"scale": "position"}}.get(kind, {}))
        book["fields"].append(field)
    return json.dumps(book)


FILES = {NAME: TEXT, "codebook.json": codebook()}


def quotes(spans):
    return [span["quote"] for span in spans]


def tags(layer):
    return [tag for kind in ("mentions", "claims", "stances", "memos") for tag in (layer or {}).get(kind, [])]


class Card:
    """One of the cards: "Claim", "Speaker" (of a mention, too), "Stance", "Memo"."""

    def __init__(self, t, kind):
        self.t, self.app, self.kind = t, t.app, kind
        self.page, self.article = t.find("widget", "Hu%sCard" % kind), t.find("text box", "Article")
        place = self.page.rect()
        inside = self.page.call("Component", "GetExtents", "u", 1)[0]
        self.left, self.top = place[0] - inside[0], place[1] - inside[1]

    def rect(self, node):
        x, y, w, h = node.call("Component", "GetExtents", "u", 1)[0]
        return x + self.left, y + self.top, w, h

    def all(self, role, name):
        return [n for n in self.page.search(role, name) if n.size[1] > 0]

    def node(self, role, name, nth=0):
        return wait_until(lambda: self.all(role, name)[nth], "%s %r in the card" % (role, name))

    def view(self):
        """The part of the card that is seen, on the screen."""
        found = self.app.widgets()
        at = [w[0] for w in found].index("HuCard")
        return [w for w in found[:at] if w[0] == "GtkScrolledWindow"][-1][4:8]

    def show(self, node):
        """Scroll the card until the node is seen."""
        x, y, w, h = self.view()
        for _ in range(60):
            _, top, _, height = self.rect(node)
            if y <= top and top + height <= y + h:
                return node
            last = top
            self.t.s.click(x + 10, y + h // 2, button=5 if top + height > y + h else 4)
            wait_until(lambda: self.rect(node)[1] != last, "the card to scroll to %r" % node)
        raise AssertionError("%r cannot be scrolled to" % node)

    def click(self, node, start=False, end=False):
        self.show(node)
        x, y, w, h = wait_until(lambda: self.rect(node) == (time.sleep(0.06) or self.rect(node)) and self.rect(node))
        x, y = x + (3 if start else w - 2 if end else w // 2), y + h // 2
        self.t.s.x("mousemove", x - 3, y - 2, "sleep", 0.1)    # or GTK takes the pointer to be in a list that closed
        self.t.s.click(x, y)

    def press(self, name, nth=0):
        """Press a button or open an expander by its own action."""
        self.node("button", name, nth).press()

    def open_more(self):
        for more in self.all("button", "More"):
            if "expanded" not in more.states:
                more.press()

    def leave(self):
        """The focus to the article, so that no list lies over the card."""
        if "focused" not in self.article.states:
            self.t.key("Escape")
            wait_until(lambda: "focused" in self.article.states, "the article's focus")

    def choose(self, label, option):
        """An option of a button with a list."""
        self.leave()
        button = self.node("button", re.compile("^%s: " % label), -1)
        self.click_for_focus(button, button)
        items = wait_until(lambda: self.rows(button), "the list of " + label)
        self.t.key(*["Down"] * (items.index(option) + 1), "space")
        wait_until(lambda: option in button.name, "%s to be %s" % (label, option))

    def click_for_focus(self, node, target, start=False):
        """GTK loses a press while it takes the pointer to be in a list that has closed: press again, as people do."""
        for attempt in range(3):
            self.click(target, start=start, end=not start and target.role == "text box")
            try:
                return wait_until(lambda: "focused" in node.states, "the focus in %r" % node, 2 + 4 * attempt)
            except AssertionError:
                if attempt == 2:
                    raise

    def parent(self, node):
        return Node(self.t.s, self.app, *node.prop("Accessible", "Parent"), node.top)

    def rows(self, button):
        """The names of the rows of the button's open list."""
        lists = [n for n in self.parent(button).search("list", "Choices") if min(n.size) > 0]
        return lists and [row.name.split(",")[0] for row in lists[0].children]

    def focus(self, name, nth=-1):
        """The focus into a field with text."""
        self.leave()
        node = self.node("text box", name, nth)
        wide = self.rect(node)[2] > 4     # beside its chips it takes room only with the focus
        self.click_for_focus(node, *((node, False) if wide else (self.parent(node), True)))
        return node

    def take(self, name, text, new=False, nth=-1):
        """What an entry of chips finds for `text`, or the new one that it offers."""
        self.focus(name, nth)
        self.t.s.type(text)
        self.t.key(*(["Up"] if new else []), "Return")

    def write(self, name, text, nth=-1):
        self.focus(name, nth)
        self.t.key("ctrl+a")
        self.t.s.type(text)


class Ferry:
    """The article, open in a scenario."""

    def __init__(self, t):
        self.t, self.article = t, t.find("text box", "Article")
        wait_until(lambda: "focused" in self.article.states)

    def back(self):
        """From the card to the article."""
        if "focused" not in self.article.states:
            self.t.key("Escape")
            wait_until(lambda: "focused" in self.article.states, "the article's focus")

    def select(self, quote):
        self.back()
        start = TEXT.index(quote)
        self.article.select(start, start + len(quote))

    def tag(self, quote, key):
        """Select and press a key; returns the id of the tag that this made."""
        before = {tag["id"] for tag in tags(self.t.sidecar())}
        self.select(quote)
        self.t.key(key)
        layer = self.t.wait_saved(lambda layer: len(tags(layer)) == len(before) + 1)
        return [tag["id"] for tag in tags(layer) if tag["id"] not in before][0]

    def record(self, id):
        layer = self.t.sidecar() or {}
        return ([r for r in tags(layer) + layer.get("speakers", []) if r["id"] == id] or [{}])[0]

    def expect(self, id, **members):
        """Wait until the record has these members in the file (None: doesn't have it; a function: is true of it)."""
        def fits(record):
            return all(want(record.get(m)) if callable(want) else record.get(m) == want for m, want in members.items())
        try:
            wait_until(lambda: fits(self.record(id)), "%s" % list(members))
        except AssertionError:
            raise AssertionError("%s, not %s" % (members, self.record(id))) from None
        return self.record(id)

    def undo_and_redo_all(self):
        """Everything undone: nothing is there. Everything redone: the file is what it was."""
        self.back()
        self.t.s.x("sleep", 0.5)
        after = self.t.sidecar()
        self.t.key(*["ctrl+z"] * 200)
        self.t.wait_saved(lambda layer: not tags(layer) and not layer.get("speakers"), timeout=30)
        self.t.key(*["ctrl+shift+z"] * 200)
        self.t.wait_saved(lambda layer: layer == after, timeout=30)


def fill_own_fields(ferry, card, id, kinds=KINDS):
    """The own fields of the codebook, of each kind."""
    values = {}
    for kind in kinds:
        name = "Own " + kind
        if kind in ("text", "number", "date", "url"):
            text = {"text": "tidal", "number": "3.5", "date": "2031-03", "url": "https://ferry.example/fare"}[kind]
            card.write(name, text)
            values["own-" + kind] = 3.5 if kind == "number" else text
        elif kind in ("choice", "scale"):
            card.choose(name, "Far shore" if kind == "choice" else "Opposes")
            values["own-" + kind] = "far" if kind == "choice" else "opposes"
        elif kind == "multi-choice":
            card.take(name, "near")
            card.take(name, "far")
            values["own-multi-choice"] = ["near", "far"]
        elif kind == "boolean":
            card.press("yes", -1)
            values["own-boolean"] = True
        elif kind == "speaker":
            card.take(name, "tomas")
            values["own-speaker"] = "tomas-reik"
        elif kind == "topic":
            card.take(name, "wage")
            values["own-topic"] = "wage-floor"
        else:
            ferry.select("nine late ferries")
            card.press(name + ": take the selection", -1)
        ferry.expect(id, fields=lambda fields: all((fields or {}).get(k) == v for k, v in values.items()))
    if "passage" in kinds:
        ferry.expect(id, fields=lambda fields: quotes(fields.get("own-passage", [])) == ["nine late ferries"])
