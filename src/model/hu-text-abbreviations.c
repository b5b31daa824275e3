/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which full stops end a sentence, and which an abbreviation. */
#include "hu-text-private.h"

#include <string.h>

/* They stand before a name or the word they belong to: never the end of a sentence. */
static const char *const titles[] = {
  "Mr",
  "Mrs",
  "Ms",
  "Mx",
  "Messrs",
  "Dr",
  "Drs",
  "Prof",
  "Sen",
  "Sens",
  "Rep",
  "Reps",
  "Gov",
  "Govs",
  "Gen",
  "Gens",
  "Lt",
  "Col",
  "Cols",
  "Maj",
  "Capt",
  "Cmdr",
  "Cpl",
  "Sgt",
  "Adm",
  "Brig",
  "Pvt",
  "Rev",
  "Hon",
  "Pres",
  "Supt",
  "Insp",
  "Amb",
  "Atty",
  "Secy",
  "Del",
  "Asst",
  "Assoc",
  "St",
  "Ste",
  "Mt",
  "Ft",
  "Fr",
  /* German */
  "Hr",
  "Frl",
  "Abg",
  "Dipl",
  "Ing",
  "Mag",
  "Hl",
  "Ges",
  "Präs",
  "Vors",
  "Stv",
  "Bgm",
  "Min",
  /* French */
  "MM",
  "Mme",
  "Mmes",
  "Mlle",
  "Mlles",
  "Mgr",
  /* Spanish, Italian, Dutch, Czech, Polish, Russian */
  "Sra",
  "Sras",
  "Srta",
  "Dra",
  "Dña",
  "Lic",
  "Gral",
  "Sig",
  "Dott",
  "Avv",
  "Arch",
  "On",
  "dhr",
  "mevr",
  "drs",
  "mr",
  "MUDr",
  "JUDr",
  "PhDr",
  "RNDr",
  "Mgr",
  "doc",
  "prof",
  "dr",
  "ks",
  "им",
  "проф",
  "акад",
  "ген",
  "тов",
  "гр",
  "ул",
  NULL,
};

/* In the middle of a sentence. */
static const char *const inner[] = {
  "e.g",
  "i.e",
  "eg",
  "ie",
  "vs",
  "v",
  "cf",
  "viz",
  "ca",
  "approx",
  "esp",
  "incl",
  "excl",
  "resp",
  "aka",
  "a.k.a",
  "c",
  /* German */
  "bzw",
  "ggf",
  "evtl",
  "vgl",
  "sog",
  "inkl",
  "exkl",
  "zzgl",
  "bspw",
  "insb",
  "insbes",
  "einschl",
  "ehem",
  "geb",
  "gest",
  "gem",
  "lt",
  "mind",
  "z.B",
  "d.h",
  "u.a",
  "i.d.R",
  "z.T",
  "o.ä",
  "v.a",
  "u.U",
  "i.e",
  "bes",
  "allg",
  "dt",
  "engl",
  "frz",
  "österr",
  "schweiz",
  "Hrsg",
  "hrsg",
  "Tel",
  /* others */
  "p.ex",
  "c.-à-d",
  "cad",
  "p.ej",
  "tj",
  "např",
  "tzv",
  "mj",
  "tzn",
  "bijv",
  "d.w.z",
  "m.b.t",
  "o.a",
  "n.a.v",
  "т.е",
  "напр",
  "см",
  NULL,
};

/* Before a number only. */
static const char *const numbered[] = {
  "No",   "Nos",  "no",  "nos",  "Nr",  "Nrn", "nr",   "Art",  "Arts", "art",  "arts", "Abs", "Sec",
  "Sect", "sec",  "Fig", "Figs", "fig", "Vol", "Vols", "vol",  "p",    "pp",   "S",    "Ch",  "ch",
  "chap", "Ziff", "Bd",  "Kap",  "Rn",  "Rz",  "núm",  "Núm",  "par",  "para", "ver",  "č",   "Č",
  "str",  "ст",   "стр", "cap",  "lit", "Jan", "Feb",  "Mar",  "Apr",  "Jun",  "Jul",  "Aug", "Sep",
  "Sept", "Oct",  "Nov", "Dec",  "Okt", "Dez", "Mär",  "janv", "févr", "avr",  "juil", "déc", NULL,
};

/* They may end one: only the word after tells. */
static const char *const closing[] = {
  "Jr",  "Sr",   "Inc",  "Ltd",  "Co",  "Corp", "Bros", "al",    "usw",  "usf",  "Ave", "Blvd",
  "Rd",  "Dept", "Univ", "Assn", "Ala", "Ariz", "Ark",  "Calif", "Colo", "Conn", "Fla", "Ga",
  "Ill", "Ind",  "Kan",  "Ky",   "La",  "Md",   "Mass", "Mich",  "Minn", "Miss", "Mo",  "Mont",
  "Neb", "Nev",  "Okla", "Ore",  "Pa",  "Tenn", "Tex",  "Vt",    "Va",   "Wash", "Wis", "Wyo",
  "Chr", "atd",  "aj",   "apod", "ecc", "enz",  "г",    "гг",    "др",   "тыс",  "млн", "руб",
  "Est", "est",  "min",  "max",  "Mio", "Mrd",  "Std",  "St",    NULL,
};

/* With a capital they open a sentence and are hardly part of a name. */
static const char *const starters[] = {
  "The",     "He",        "She",     "It",     "They",    "We",    "You",    "I",       "In",       "But",
  "And",     "A",         "An",      "This",   "That",    "These", "Those",  "There",   "On",       "At",
  "For",     "When",      "While",   "If",     "As",      "His",   "Her",    "Its",     "Their",    "Our",
  "My",      "Your",      "By",      "From",   "With",    "After", "Before", "However", "Yet",      "So",
  "Or",      "Nor",       "Now",     "Then",   "Some",    "Many",  "Most",   "All",     "Not",      "Both",
  "Since",   "Such",      "To",      "What",   "Who",     "Why",   "How",    "Where",   "Although", "Though",
  "Because", "Until",     "Only",    "Even",   "Still",   "Also",  "Asked",  "Here",    "Once",     "Under",
  "Over",    "Meanwhile", "Instead", "Nobody", "Nothing", "Der",   "Die",    "Das",     "Den",      "Dem",
  "Des",     "Ein",       "Eine",    "Einen",  "Er",      "Sie",   "Es",     "Wir",     "Ihr",      "Ich",
  "Im",      "Am",        "Auf",     "Bei",    "Aus",     "Mit",   "Nach",   "Vor",     "Für",      "Aber",
  "Und",     "Doch",      "Dabei",   "Damit",  "Dann",    "Dies",  "Diese",  "Dieser",  "Dieses",   "Wenn",
  "Weil",    "Als",       "Auch",    "Nicht",  "Noch",    "Nun",   "So",     "Seine",   "Ihre",     "Zudem",
  "Jedoch",  "Le",        "Les",     "Un",     "Une",     "Il",    "Elle",   "Ils",     "Elles",    "Nous",
  "Vous",    "Ce",        "Cette",   "Ces",    "Mais",    "Et",    "Dans",   "Pour",    "En",       "El",
  "Los",     "Las",       "Pero",    "Y",      "Het",     "De",    "Maar",   "Он",      "Она",      "Они",
  "Это",     "В",         "На",      "Но",     "И",       NULL,
};

/* After "p.m.", a capital isn't the start of a sentence here. */
static const char *const days[] = {
  "Monday",   "Tuesday",  "Wednesday", "Thursday", "Friday",   "Saturday",  "Sunday", "January",
  "February", "March",    "April",     "May",      "June",     "July",      "August", "September",
  "October",  "November", "December",  "EST",      "EDT",      "ET",        "CST",    "CDT",
  "CT",       "PST",      "PDT",       "PT",       "GMT",      "UTC",       "BST",    "CET",
  "CEST",     "Eastern",  "Central",   "Pacific",  "Mountain", "Greenwich", NULL,
};

static const char *const german_months[] = {
  "Januar", "Jänner", "Februar",   "März",    "April",    "Mai",      "Juni",
  "Juli",   "August", "September", "Oktober", "November", "Dezember", NULL,
};
/* What a German ordinal follows: "am 3. Oktober", "der 2. Weltkrieg". */
static const char *const german_articles[] = {
  "am",   "Am",    "der",   "Der",   "die",   "Die",  "das",    "Das",   "dem",   "den",     "des",  "im",
  "Im",   "vom",   "Vom",   "zum",   "Zum",   "zur",  "ins",    "bis",   "seit",  "ab",      "beim", "ein",
  "eine", "einen", "einem", "einer", "jeder", "jede", "seinem", "ihrem", "ihren", "Artikel", NULL,
};

/* Words that ICU's list takes for abbreviations because they can be some: most often they are the words. */
static const char *const words[] = {
  "To",  "On",  "In",  "Do",  "Is",   "Go",   "Up", "Job",  "Joe", "All", "By",
  "As",  "Act", "Hat", "Jam", "Link", "Long", "Or", "Mart", "Am",  "An",  "Card",
  "Lib", "Cap", "Ok",  "Pro", "Lev",  "Id",   "Ex", "Min",  NULL,
};

static gboolean
is_initial (const char *token)
{
  return g_unichar_isupper (g_utf8_get_char (token)) && *g_utf8_next_char (token) == '\0';
}

static gboolean
is_single_lower (const char *token)
{
  return g_unichar_islower (g_utf8_get_char (token)) && *g_utf8_next_char (token) == '\0';
}

static gboolean
is_number (const char *token)
{
  return strlen (token) <= 2 && strspn (token, "0123456789") == strlen (token);
}

static gboolean
is_roman (const char *word)
{
  return strspn (word, "IVXLC") == strlen (word);
}

/* "U.S", "Ph.D": a dot within. */
static gboolean
is_dotted (const char *token)
{
  return strchr (token, '.') != NULL;
}

static gboolean
is_capital (const char *word)
{
  gunichar c = g_utf8_get_char (word);

  return g_unichar_isupper (c) || g_unichar_istitle (c);
}

static gboolean
is_clock (const char *token)
{
  return g_ascii_strcasecmp (token, "a.m") == 0 || g_ascii_strcasecmp (token, "p.m") == 0 ||
         g_str_equal (token, "etc");
}

/* ICU's list is looked up by the ends of words ("NATO." for "O."): it is believed for what looks like an
 * abbreviation. */
static gboolean
icu_may_be_right (const char *token)
{
  glong n = g_utf8_strlen (token, -1);

  if (g_strv_contains (words, token) || n > 5)
    return FALSE;
  return is_dotted (token) ||
         (is_capital (token) && n >= 2 && g_unichar_islower (g_utf8_get_char (g_utf8_next_char (token))));
}

/* "D-Mich" is looked up as "Mich". */
static const char *
after_hyphen (const char *token)
{
  const char *hyphen = strrchr (token, '-');

  return hyphen != NULL && hyphen[1] != '\0' && !g_strv_contains (inner, token) ? hyphen + 1 : token;
}

gboolean
hu_abbreviation_ends_sentence (
    const char *token, const char *before, const char *next, gboolean quoted, gboolean suppressed)
{
  gboolean certain = g_strv_contains (starters, next) || quoted;
  gboolean first = *before == '\0';

  token = after_hyphen (token);
  if (g_strv_contains (titles, token) || g_strv_contains (inner, token))
    return FALSE;
  if (g_strv_contains (numbered, token) &&
      (g_ascii_isdigit (next[0]) || (is_roman (next) && !g_str_equal (next, "I"))))
    return FALSE;
  if (is_number (token))
    return !first && !g_strv_contains (german_months, next) && !g_strv_contains (german_articles, before);
  if (g_ascii_isdigit (token[0]))
    return TRUE;
  if (is_clock (token))
    return quoted || (is_capital (next) && !g_strv_contains (days, next));
  if (is_initial (token))
    return !first && certain && !g_str_equal (next, "A") && !g_str_equal (next, "I") &&
           !g_str_equal (next, "Y");
  if (is_dotted (token) || is_single_lower (token) || g_strv_contains (closing, token))
    return certain;
  return certain || !suppressed || !icu_may_be_right (token);
}

gboolean
hu_abbreviation_is_known (const char *token)
{
  return g_strv_contains (titles, token) || g_strv_contains (inner, token) || is_dotted (token) ||
         is_initial (token) || is_single_lower (token) || is_clock (token) ||
         g_strv_contains (closing, token);
}
