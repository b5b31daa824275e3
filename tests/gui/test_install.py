#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed program: everything is in its place, and a desktop can start it by its entry and by "Open With"."""
import os
import subprocess
import tempfile
from pathlib import Path

from scenario import APP_ID, SOURCE, Session, load_json, shutil, skip, wait_until
from gtkharness import DBUS, TROUBLE, dbus_call

if not shutil.which("meson"):
    skip("meson is not on the path")

INSTALLED = """
bin/hustings
bin/hustings-cli
share/applications/{id}.desktop
share/bash-completion/completions/hustings-cli.bash
share/fish/vendor_completions.d/hustings-cli.fish
share/zsh/site-functions/_hustings-cli
share/man/man1/hustings-cli.1
share/dbus-1/services/{id}.service
share/glib-2.0/schemas/{id}.gschema.xml
share/glib-2.0/schemas/gschemas.compiled
share/icons/hicolor/scalable/apps/{id}.svg
share/icons/hicolor/symbolic/apps/{id}-symbolic.svg
share/metainfo/{id}.metainfo.xml
share/mime/packages/{id}.xml
share/hustings/schemas/annotations.schema.json
share/hustings/schemas/codebook.schema.json
share/hustings/schemas/export.schema.json
share/hustings/schemas/speakers.schema.json
"""


def install(folder):
    """A build of its own, because the prefix goes into the desktop entry and the service; quick, not optimised."""
    prefix, build = folder / "prefix", folder / "build"
    log = folder / "log"
    with open(log, "w") as out:
        for argv in (["setup", build, SOURCE, "--prefix", prefix, "--buildtype", "plain", "-Dtests=false"],
                     ["install", "-C", build]):
            if subprocess.run(["meson", *map(str, argv)], stdout=out, stderr=out, stdin=subprocess.DEVNULL).returncode:
                raise AssertionError(log.read_text()[-3000:])
    for name in INSTALLED.format(id=APP_ID).split():
        assert (prefix / name).exists(), "%s was not installed" % name
    for schema in (prefix / "share/hustings/schemas").iterdir():
        load_json(schema)
    return prefix


def launch(session, *argv, shows=None):
    """Start the program by `argv`, as a menu or a file manager would, see its window, and end it."""
    # Not with pipes: the program inherits them, and reading to their end would not end.
    subprocess.run(argv, env=session.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, timeout=20, check=True)
    app = session.attach(APP_ID)
    app.window()
    if shows:
        wait_until(lambda: shows in app.window().name, "the title to have %r" % shows)
    app.action("app.quit")
    wait_until(lambda: not dbus_call(session.bus, *DBUS, "NameHasOwner", "s", APP_ID)[0], "it to end")
    print("ok", *argv[:2])


with tempfile.TemporaryDirectory() as folder:
    prefix = install(Path(folder))
    share = str(prefix / "share")
    with Session(env={"XDG_DATA_DIRS": share + ":/usr/local/share:/usr/share", "G_DEBUG": "fatal-criticals"}) as s:
        article = Path(s.path("home")) / "Quay é.txt"
        article.write_text("Quay talks resume\n\nThe minister said the quay would open in May.\n")
        gtk_launch = shutil.which("gtk-launch") or shutil.which("gtk4-launch")

        launch(s, gtk_launch, APP_ID)
        launch(s, gtk_launch, APP_ID, article.as_uri(), shows="Quay")
        launch(s, "gio", "launch", os.path.join(share, "applications", APP_ID + ".desktop"), str(article), shows="Quay")
        s.run("gio", "mime", "text/plain", APP_ID + ".desktop", check=True)
        launch(s, "gio", "open", str(article), shows="Quay")
        s.run("gio", "mime", "application/x-hustings-annotations+json", check=True)
        sidecar = Path(str(article) + ".annotations.json")
        sidecar.write_text("{}")
        kind = s.run("gio", "info", "-a", "standard::content-type", str(sidecar))
        assert "application/x-hustings-annotations+json" in kind, kind
        sidecar.unlink()

        said = Path(s.path("dbus.err")).read_text(errors="replace")
        assert not TROUBLE.search(said), said[-3000:]
