#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gtkharness - drive a GTK 4 program in a private, headless desktop session.

It speaks AT-SPI straight over D-Bus, not through libatspi: nothing is cached, so nothing is stale;
every call has a time-out; roles are GTK's own names ("button", "text box", "list item"...).

    with Session() as s:
        app = s.start(["./myapp", "file.txt"])
        app.find("button", "Save").press()
        app.find("text box", "Manuscript").drag_select(4, 9)
        s.screenshot("after.png")
        app.action("app.quit"); app.wait(); assert not app.problems()
"""
import ctypes, os, re, shutil, signal, subprocess, tempfile, time, uuid
from pathlib import Path
from gi.repository import Gio, GLib

A11Y, PROPS, ROOT = "org.a11y.atspi.", "org.freedesktop.DBus.Properties", "/org/a11y/atspi/accessible/root"
DBUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
PROBE = os.environ.get("GTKHARNESS_PROBE") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "gtkprobe.so")
STATES = dict(active=1, busy=3, checked=4, editable=7, enabled=8, expandable=9, expanded=10, focusable=11, focused=12,
              modal=16, multi_line=17, pressed=20, selectable=22, selected=23, sensitive=24, showing=25, visible=30)
TROUBLE = re.compile(r"(WARNING|CRITICAL|ERROR) \*\*|Bail out!|Sanitizer|runtime error:|ERROR SUMMARY: [1-9]")


class Timeout(AssertionError):
    """What a test was waiting for did not come."""


def wait_until(test, what="", timeout=10.0, interval=0.03):
    """Poll test() until it is true and return its value; D-Bus and look-up errors mean 'not yet'."""
    end, last = time.monotonic() + timeout, None
    while True:
        try:
            last = test()
            if last:
                return last
        except (GLib.Error, LookupError, ValueError, OSError) as e:
            last = e
        if time.monotonic() > end:
            raise Timeout("waited %.1fs for %s (last: %r)" % (timeout, what or test, last))
        time.sleep(interval)


def dbus_call(bus, name, path, iface, method, sig=None, *args, timeout=5000):
    v = GLib.Variant("(%s)" % sig, args) if sig else None
    return bus.call_sync(name, path, iface, method, v, None, 0, timeout, None).unpack()


def dbus_many(bus, calls):
    """Many calls in flight at once (five times as fast as one by one); None for those that failed."""
    out, left, loop = [None] * len(calls), [len(calls)], GLib.MainContext.default()

    def done(bus, result, i):
        left[0] -= 1
        try:
            out[i] = bus.call_finish(result).unpack()
        except GLib.Error:
            pass
    for i, (name, path, iface, method, args) in enumerate(calls):
        bus.call(name, path, iface, method, args, None, 0, 5000, None, done, i)
    while left[0]:
        loop.iteration(True)
    return out


connect = lambda address: Gio.DBusConnection.new_for_address_sync(address, Gio.DBusConnectionFlags(1 | 8), None, None)


def matches(pattern, value):
    """None takes anything, a compiled regex is searched for, a string must be equal."""
    return pattern is None or (bool(pattern.search(value)) if hasattr(pattern, "search") else pattern == value)


class Session:
    """Xvfb + private HOME and XDG folders + session bus + a11y bus + window manager. Use it with 'with'."""

    def __init__(self, size="1280x900", wm=("xfwm4", "--compositor=on", "--vblank=off"), env=None, settings="", dpi=96):
        self.id, self.children, self.dir = "gtkharness-" + uuid.uuid4().hex, [], tempfile.mkdtemp(prefix="gtkharness.")
        drop = ("XDG_", "GTK_", "GDK_", "DBUS_", "AT_SPI", "WAYLAND", "LC_")
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(drop)}
        self.env.update({"XDG_%s_HOME" % k: self.path(k.lower()) for k in ("CONFIG", "DATA", "CACHE", "STATE")})
        self.env.update(HOME=self.path("home"), XDG_RUNTIME_DIR=self.path("run"), GTKHARNESS_ID=self.id,
                        XDG_DATA_DIRS="/usr/local/share:/usr/share", XDG_CURRENT_DESKTOP="XFCE", LANG="C.UTF-8",
                        GSK_RENDERER="cairo",     # software GL starves GTK's idle work, a11y set-up included
                        GDK_BACKEND="x11", GSETTINGS_BACKEND="keyfile")
        self.env.update(env or {})
        for p in ("config/gtk-4.0", "data", "cache", "state", "home", "run"):
            os.makedirs(self.path(p), mode=0o700)
        Path(self.path("config/gtk-4.0/settings.ini")).write_text(
            "[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=0\ngtk-cursor-blink=0\n" + settings)
        try:
            x = ("Xvfb", "-displayfd", "FD", "-screen", "0", size + "x24", "-nolisten", "tcp", "-noreset")
            self.env["DISPLAY"] = ":" + self.first_line("xvfb", *x)
            self.run("xrdb", "-merge", input="Xft.dpi: %d\n" % dpi)          # large text: dpi=144
            self.env["DBUS_SESSION_BUS_ADDRESS"] = self.first_line("dbus", "dbus-daemon", "--session", "--nofork", "--print-address=FD")
            self.bus = connect(self.env["DBUS_SESSION_BUS_ADDRESS"])
            self.a11y = connect(dbus_call(self.bus, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")[0])
            self.desktop = Node(self, None, "org.a11y.atspi.Registry", ROOT)
            if wm:
                self.spawn(list(wm), "wm")
                role = "_NET_WM_CM_S0" if "--compositor=on" in wm else "WM_S0"
                ewmh = ("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
                wait_until(lambda: self.x_selection_owner(role) and "window id" in self.run(*ewmh), "a window manager")
        except BaseException:
            self.close()
            raise

    __enter__ = lambda self: self
    __exit__ = lambda self, *exc: self.close()
    path = lambda self, p: os.path.join(self.dir, p)

    def spawn(self, argv, log, env=None, **kw):
        """Start a program of the session, which ends with it; stdout and stderr go to files."""
        with open(self.path(log + ".out"), "ab") as o, open(self.path(log + ".err"), "ab") as e:
            self.children.append(subprocess.Popen(argv, stdout=o, stderr=e, stdin=subprocess.DEVNULL,
                                                  env=env or self.env, start_new_session=True, **kw))
        return self.children[-1]

    def first_line(self, log, *argv):
        """Start a daemon and read what it writes to the descriptor that stands for FD in its arguments."""
        r, w = os.pipe()
        self.spawn([a.replace("FD", str(w)) for a in argv], log, pass_fds=(w,))
        os.close(w)
        with os.fdopen(r) as f:
            return f.readline().strip()

    def run(self, *argv, check=False, timeout=60, input=None):
        """Run a helper program inside the session and return its stdout."""
        return subprocess.run(argv, env=self.env, capture_output=True, text=True, check=check, timeout=timeout, input=input).stdout

    def x_selection_owner(self, name):
        x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = x.XGetSelectionOwner.restype = x.XInternAtom.restype = ctypes.c_void_p
        d = ctypes.c_void_p(x.XOpenDisplay(self.env["DISPLAY"].encode()))
        owner = x.XGetSelectionOwner(d, ctypes.c_void_p(x.XInternAtom(d, name.encode(), 0)))
        x.XCloseDisplay(d)
        return owner

    def start(self, argv, env=None, probe=True, wait=True, timeout=20, **kw):
        """Start the program under test; wait for its window to be on the a11y bus and to have the keyboard."""
        e, n = dict(self.env, **(env or {})), "app%d" % len(self.children)
        if probe and os.path.exists(PROBE):
            e["LD_PRELOAD"] = ":".join(filter(None, (e.get("LD_PRELOAD"), PROBE)))
        app = App(self, self.spawn(argv, n, env=e, **kw), log=self.path(n))
        if wait:
            app.window(timeout=timeout)
            wait_until(app.has_keyboard, "keyboard focus")
        return app

    def attach(self, name, timeout=15):
        """An App that something else started (a menu, D-Bus activation), found by its bus name."""
        pid = lambda: dbus_call(self.bus, *DBUS, "GetConnectionUnixProcessID", "s", name)[0]
        return App(self, None, pid=wait_until(pid, name + " on the bus", timeout))

    x = lambda self, *args: self.run("xdotool", *map(str, args), check=True)
    key = lambda self, *keys: self.x("key", "--clearmodifiers", *keys)

    def type(self, text, delay=4):
        """Type text as key events. Characters the layout lacks get keys first: xdotool, remapping as it types, loses some."""
        new = sorted({c for c in text if ord(c) > 126})
        if new:
            keys = [l.split() for l in self.run("xmodmap", "-pke").splitlines()]
            self.spare = getattr(self, "spare", None) or [k[1] for k in keys if len(k) < 4]
            assert len(new) <= len(self.spare), "too many new characters for one call"
            self.run("xmodmap", "-", input="".join("keycode %s = U%04X U%04X\n" % (k, ord(c), ord(c)) for k, c in zip(self.spare, new)))
            time.sleep(0.3)                                   # clients read the new keymap
        self.x("type", "--delay", delay, "--", text)

    def click(self, x, y, button=1, count=1):
        self.x("mousemove", x, y, "sleep", 0.02, "click", "--repeat", count, "--delay", 40, button)

    def drag(self, x1, y1, x2, y2, steps=8):
        moves = [("mousemove", x1 + (x2 - x1) * i // steps, y1 + (y2 - y1) * i // steps, "sleep", 0.01) for i in range(1, steps + 1)]
        self.x("mousemove", x1, y1, "mousedown", 1, *sum(moves, ()), "mouseup", 1)

    screenshot = lambda self, path, window="root": self.run("import", "-silent", "-window", str(window), path, check=True)

    def close(self, keep=False):
        """End every program that carries our mark in its environment, those that the bus started too."""
        for p in reversed(self.children):
            p.terminate()
        time.sleep(0.2)
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                if self.id.encode() in Path("/proc", pid, "environ").read_bytes():
                    os.kill(int(pid), signal.SIGKILL)
            except OSError:
                pass
        [p.wait() for p in self.children]
        keep or shutil.rmtree(self.dir, ignore_errors=True)


class App:
    def __init__(self, session, process, log=None, pid=None):
        self.s, self.p, self.log, self.pid = session, process, log, pid or process.pid

    def unique_name(self, bus):
        """Our process's connection on that bus."""
        names = [n for n in dbus_call(bus, *DBUS, "ListNames")[0] if n[0] == ":"]
        pids = dbus_many(bus, [(*DBUS, "GetConnectionUnixProcessID", GLib.Variant("(s)", (n,))) for n in names])
        return [n for n, r in zip(names, pids) if r and r[0] == self.pid][0]

    node = property(lambda self: Node(self.s, self, self.unique_name(self.s.a11y), ROOT))

    def window(self, name=None, timeout=20):
        """The first window or dialog with that title."""
        def look():
            if self.p and self.p.poll() is not None:
                raise AssertionError("the program ended with %d: %s" % (self.p.returncode, self.stderr[-3000:]))
            return self.node.bus in {c.bus for c in self.s.desktop.children} and [w for w in self.node.children if matches(name, w.name)]
        return wait_until(look, "a window %s" % (name or ""), timeout)[0]

    has_keyboard = lambda self: int(self.s.run("xdotool", "getwindowfocus", "getwindowpid") or 0) == self.pid
    find = lambda self, *a, **kw: self.node.find(*a, **kw)
    wait = lambda self, timeout=15: self.p.wait(timeout)
    kill9 = lambda self: os.kill(self.pid, signal.SIGKILL) or (self.p and self.p.wait())

    def action(self, name, *params, window=1):
        """Activate a GAction by D-Bus: 'app.quit', 'win.save'; params are GLib.Variants, at most one."""
        bus, (group, act) = self.unique_name(self.s.bus), name.split(".", 1)
        ids = [n for n in dbus_call(self.s.bus, *DBUS, "ListNames")[0]
               if n[0] != ":" and dbus_call(self.s.bus, *DBUS, "GetNameOwner", "s", n)[0] == bus]
        path = "/" + ids[0].replace(".", "/").replace("-", "_") + ("/window/%d" % window if group == "win" else "")
        dbus_call(self.s.bus, bus, path, "org.gtk.Actions", "Activate", "sava{sv}", act, list(params), {})

    probe = lambda self, *q: dbus_call(self.s.bus, self.unique_name(self.s.bus), "/gtkharness/Probe", "gtkharness.Probe", *q)

    def widgets(self, type=None, label=None, text=None):
        """Mapped widgets as (type, label, text, sensitive, x, y, w, h) in screen pixels; needs gtkprobe.so."""
        return [w for w in self.probe("Widgets")[0] if matches(type, w[0]) and matches(label, w[1]) and matches(text, w[2])]

    def click_widget(self, type=None, label=None, text=None, **kw):
        """Click the middle of a widget by the probe's geometry: right inside popovers too, where AT-SPI's is not."""
        look = lambda: self.widgets(type, label, text)
        t = wait_until(lambda: look() and look() == (time.sleep(0.06) or look()) and look(), "%s %s %s" % (type, label, text))[-1]
        self.s.click(t[4] + t[6] // 2, t[5] + t[7] // 2, **kw)

    stdout = property(lambda self: Path(self.log + ".out").read_text(errors="replace"))
    stderr = property(lambda self: Path(self.log + ".err").read_text(errors="replace"))

    def problems(self, ignore=("GLib-GIO-WARNING.*Type of return value is incorrect: expected '.b.'",
                               "Gtk-WARNING.*Trying to snapshot (Gtk|Adw)Gizmo .* without a current allocation")):
        """GLib warnings and criticals, sanitizer and valgrind reports on stderr; but for 4.8's own: what select() draws from
        it; a text view that lays out lines while it draws, which moves the scroll bar's slider too late; and the empty
        title bar that libadwaita gives a window, when that is resized from outside."""
        return [l for l in self.stderr.splitlines() if TROUBLE.search(l) and not any(re.search(i, l) for i in ignore)]


class Node:
    """One accessible object. Every property is a fresh D-Bus call; only its window is remembered."""

    def __init__(self, session, app, bus, path, top=None):
        self.s, self.app, self.bus, self.path, self.top = session, app, bus, path, top or self

    __repr__ = lambda self: "<%s %r>" % (self.role, self.name)

    def call(self, iface, method, sig=None, *args, **kw):
        return dbus_call(self.s.a11y, self.bus, self.path, A11Y + iface, method, sig, *args, **kw)

    prop = lambda self, iface, name: dbus_call(self.s.a11y, self.bus, self.path, PROPS, "Get", "ss", A11Y + iface, name)[0]
    below = lambda self, r: [Node(self.s, self.app, *c, None if self.path == ROOT else self.top) for c in r[0]] if r else []
    role = property(lambda self: self.call("Accessible", "GetRoleName")[0])
    name = property(lambda self: self.prop("Accessible", "Name"))
    children = property(lambda self: self.below(self.call("Accessible", "GetChildren")))
    actions = property(lambda self: [a[0] for a in self.call("Action", "GetActions")[0]])
    size = property(lambda self: self.call("Component", "GetExtents", "u", 1)[0][2:])
    value = property(lambda self: self.prop("Value", "CurrentValue"))
    caret = property(lambda self: self.prop("Text", "CaretOffset"))
    text = property(lambda self: self.call("Text", "GetText", "ii", 0, self.prop("Text", "CharacterCount"))[0])
    selection = property(lambda self: self.call("Text", "GetSelection", "i", 0) if self.call("Text", "GetNSelections")[0] else None)

    @property
    def states(self):
        lo, _ = self.call("Accessible", "GetState")[0]
        return {n for n, bit in STATES.items() if lo >> bit & 1}

    def search(self, role=None, name=None):
        """Every match below this node, in tree order. Each level of the tree is asked for in one burst."""
        ask = lambda nodes, *q: zip(nodes, dbus_many(self.s.a11y, [(n.bus, n.path, *q) for n in nodes]))
        kids, level, order, stack = {}, [self], [], [self]
        while level:
            kids.update((n.path, n.below(r)) for n, r in ask(level, A11Y + "Accessible", "GetChildren", None))
            level = [c for n in level for c in kids[n.path]]
        while stack:
            order.append(stack.pop())
            stack += reversed(kids[order[-1].path])
        order = order[1:]
        if name is not None:
            q = GLib.Variant("(ss)", (A11Y + "Accessible", "Name"))
            order = [n for n, r in ask(order, PROPS, "Get", q) if r and matches(name, r[0])]
        if role is not None:
            order = [n for n, r in ask(order, A11Y + "Accessible", "GetRoleName", None) if r and matches(role, r[0])]
        return order

    def find(self, role=None, name=None, timeout=10, nth=0):
        """The nth match, waited for. What has no size is left out: 4.8 also lists the hidden pages of stacks."""
        return wait_until(lambda: [n for n in self.search(role, name) if min(n.size) > 0][nth], "%s %r" % (role, name), timeout)

    def press(self):
        """Do the object's own action (click, toggle, activate); with none, as for check buttons, click it."""
        own, menu = [i for i, a in enumerate(self.actions) if a in ("Click", "Toggle", "Activate")], self.role == "menu item"
        self.call("Action", "DoAction", "i", own[0]) if own else self.click()
        if menu:                  # without these GTK loses the next button press, thinking the pointer is in the menu
            wait_until(lambda: self.path not in [n.path for n in self.top.search("menu item")], "the menu to close")
            self.s.x("mousemove_relative", 3, 3, "sleep", 0.1, "mousemove_relative", "--", -3, -3, "sleep", 0.1)

    def rect(self):
        """Screen rectangle: AT-SPI's, which counts from the window, plus where X has that window. Not for popovers."""
        w = self.top
        xid = self.s.x("search", "--onlyvisible", "--pid", self.app.pid, "--name", "^%s$" % re.escape(w.name)).split()[-1]
        g = dict(l.split("=") for l in self.s.x("getwindowgeometry", "--shell", xid).split())
        m = re.search(r"= (\d+), (\d+), (\d+), (\d+)", self.s.run("xprop", "-id", xid, "_GTK_FRAME_EXTENTS"))
        left, right, top, bottom = map(int, m.groups()) if m else (0, 0, 0, 0)
        k = int(self.s.env.get("GDK_SCALE", 1))
        x, y, width, height = (k * v for v in self.call("Component", "GetExtents", "u", 1)[0])
        return (int(g["X"]) + left + (int(g["WIDTH"]) - left - right - k * w.size[0]) // 2 + x,
                int(g["Y"]) + top + (int(g["HEIGHT"]) - top - bottom - k * w.size[1]) // 2 + y, width, height)

    def click(self, **kw):
        x, y, w, h = self.rect()
        self.s.click(x + w // 2, y + h // 2, **kw)

    set_value = lambda self, v: dbus_call(self.s.a11y, self.bus, self.path, PROPS, "Set", "ssv", A11Y + "Value",
                                          "CurrentValue", GLib.Variant("d", v))
    set_text = lambda self, t: self.call("EditableText", "SetTextContents", "s", t)[0]
    tags = lambda self, offset: self.app.probe("TextTags", "si", self.name, offset)[0]
    select_child = lambda self, i: self.call("Selection", "SelectChild", "i", i)[0]    # a list's row; Return activates it

    def select(self, start, end):
        """Select text by AT-SPI. 4.8's text view does it but never answers AddSelection, so do not wait for that."""
        self.call("Text", "SetCaretOffset", "i", start)
        try:
            self.call("Text", "AddSelection", "ii", start, end, timeout=50)
        except GLib.Error:
            pass
        wait_until(lambda: self.selection == (start, end), "text selection %d-%d" % (start, end))

    def text_rect(self, offset):
        """Screen rectangle of a character of a text view, which scrolls to it; needs gtkprobe.so."""
        r, last = 0, None
        while r != last:
            r, last = self.app.probe("TextRect", "si", self.name, offset), r
            time.sleep(0.05)
        return r

    def drag_select(self, start, end):
        """Select with a real mouse drag, as a person would. Both ends must fit on screen at once."""
        self.call("Text", "SetCaretOffset", "i", start)       # a drag that starts in a selection would move that text
        x1, y1, _, h1 = self.text_rect(start)
        x2, y2, _, h2 = self.text_rect(end)
        self.s.drag(x1, y1 + h1 // 2, x2, y2 + h2 // 2)
        wait_until(lambda: self.selection == (start, end), "drag selection %d-%d" % (start, end))
