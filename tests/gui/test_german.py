#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program in German: what it shows is German, plural forms and dates too; what it writes is the same as ever.

The same keys are pressed in English, in German, and in a German locale with a decimal comma; the files must be equal.
"""
import subprocess
import tempfile
import uuid
from scenario import Path, Scenario, re, shutil, wait_until

GERMAN = {"LANGUAGE": "de", "LANG": "C.UTF-8"}

ARTICLE = """Harbour fee splits the coast

By Ilse Marrow

Premier Anneke Voss said a shared fee would cut the price of bread.

Critics called it a wish, not a plan.
"""
# A codebook of its own would be shown in its own words; only what the built-in one says is translated.
CODEBOOK = """{ "format": "hustings-codebook", "version": 1, "title": "Fees", "revision": 1,
  "types": [ { "id": "hope", "label": "Hope", "key": "1" }, { "id": "prediction", "label": "Forecast", "key": "3" } ],
  "scales": [ { "id": "leaning", "label": "Leaning", "values": [
    { "id": "leans-for", "label": "Leans for", "score": 0.5, "key": "1" },
    { "id": "leans-against", "label": "Leans against", "score": -0.25, "key": "2" } ] } ],
  "topics": [ { "id": "fee", "label": "Fee", "key": "f", "scale": "leaning" } ] }
"""


def shown(t, role, pattern):
    return t.find(role, re.compile(pattern))


def make_locale(folder):
    """de_DE.UTF-8 in a folder for LOCPATH, as glibc has it; None where its sources are not installed."""
    if not shutil.which("localedef") or not Path("/usr/share/i18n/locales/de_DE").exists():
        return None
    subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", folder + "/de_DE.UTF-8"], check=True,
                   stdout=subprocess.DEVNULL)
    return {"LOCPATH": folder, "LANG": "de_DE.UTF-8", "LANGUAGE": ""}


def without_chance(value, ids):
    """A layer with its ids numbered and its times left out."""
    if isinstance(value, dict):
        return {k: without_chance(v, ids) for k, v in value.items() if k not in ("created", "modified")}
    if isinstance(value, list):
        return [without_chance(v, ids) for v in value]
    try:
        return ids.setdefault(str(uuid.UUID(value)), len(ids)) if isinstance(value, str) else value
    except ValueError:
        return value


def tag(env, files, article_label, row):
    """Tag one claim and check one paragraph by key; returns the sidecar's text, and its layer without chance."""
    with Scenario("fee.txt", project=None, files={"fee.txt": ARTICLE, **files}, env=env) as t:
        start, end = ARTICLE.index("a shared"), ARTICLE.index(" bread.") + len(" bread")
        article = t.find("text box", article_label)
        wait_until(lambda: "focused" in article.states, "the article's focus")
        article.drag_select(start, end)
        wait_until(lambda: article.selection == (start, end), "the selection")
        t.keys("C a n Return 3")
        t.wait_saved(lambda layer: layer["claims"][0].get("type"))
        t.keys("f" if files else "slash f e e Down Return")
        t.wait_saved(lambda layer: layer["claims"][0].get("topics"))
        t.keys("1 Escape space")
        layer = t.wait_saved(lambda layer: layer.get("stances") and layer.get("checked"))
        shown(t, "list item", row)
        t.shot("german-" + env.get("LANG", "C"))
        t.quit()
        text = t.sidecar_path().read_text(encoding="utf-8")
        assert layer["claims"][0]["passage"][0]["start"] == start
        return text, without_chance(layer, {})


# What is shown, in a project of several articles.
with Scenario(folder=True, env=GERMAN) as t:
    wait_until(lambda: t.app.window().name.startswith("Analysis"), "the folder's first article")
    for button in ("Rückgängig", "Wiederholen", "Im Artikel suchen", "Hauptmenü", "Bibliothek"):
        t.find("button", button)
    shown(t, "label", "^Öffnen$")
    shown(t, "label", "· gespeichert$")
    shown(t, "label", "^8 Artikel · 1 fertig$")
    for page in ("Aussagen, 7", "Sprecher, 3", "Positionen, 6"):
        t.find("button", page)
    t.find("text box", "Artikel")

    # Every page's name is shown whole: cut short they would be equally wide.
    width = {name: t.find("label", name).size[0] for name in ("Aussagen", "Sprecher", "Positionen")}
    assert width["Positionen"] >= 1.08 * width["Aussagen"] > width["Sprecher"], width

    # Plural forms, of one and of many, also in the foot line.
    shown(t, "label", "^11 von 15 Absätzen geprüft$")
    shown(t, "button", "^1 zu prüfen$")
    shown(t, "list item", r"^Coastal bloc.*4\.\sMar\s2031.*7\sAussagen")
    t.key("alt+2")
    shown(t, "list item", r"^Shipping lines, .*, 1\sAussage, 1 Nennung, 1 Position, [^,]+: 1$")

    # The filter takes its prefixes in German and in English.
    t.key("alt+1")
    rows = lambda: len([r for r in t.find("list", "Aussagen").search("list item") if min(r.size) > 0])
    everything = wait_until(rows, "the claims")
    for prefix in ("sprecher:", "speaker:"):
        t.find("search box", "Filter").set_text(prefix + "shipping")
        wait_until(lambda: rows() == 1, "the claims of one speaker by " + prefix)
        t.find("search box", "Filter").set_text("")
        wait_until(lambda: rows() == everything, "all claims")
    t.shot("german")

# With a single paragraph the other plural form.
with Scenario("one.txt", project=None, files={"one.txt": "Ein Satz.\n"}, env=GERMAN) as t:
    shown(t, "label", "^0 von 1 Absatz geprüft$")
    t.find("label", "Noch keine Aussagen")

# What is written.
with tempfile.TemporaryDirectory() as folder:
    locale = make_locale(folder)
    for files in ({}, {"codebook.json": CODEBOOK}):
        quote = "^%sa shared fee would cut the price of bread%s, Anneke Voss, "
        built_in, german = not files, quote % ("„", "“")
        english = tag({"LANGUAGE": "en", "LANG": "C.UTF-8"}, files, "Article",
                      quote % ("“", "”") + ("Prediction, Supports: " if built_in else "Forecast, Leans for: "))
        row = german + ("Prognose, Zustimmung: " if built_in else "Forecast, Leans for: ")
        for env in (GERMAN, locale):
            if not env:
                print("without a German locale: localedef or its sources are not installed")
                continue
            text, layer = tag(env, files, "Artikel", row)
            assert layer == english[1], (env, layer, english[1])
            labels = [layer["types"][0]["label"], layer["values"][0]["label"]]
            assert labels == (["Prediction", "Supports"] if built_in else ["Forecast", "Leans for"]), labels
            assert ('"score": 1' if built_in else '"score": 0.5') in text, text

    # Dates are the locale's.
    if locale:
        with Scenario(folder=True, env=locale) as t:
            shown(t, "list item", r"^Coastal bloc.*4\.\sMär\s2031.*7\sAussagen")
            shown(t, "label", "^11 von 15 Absätzen geprüft$")
