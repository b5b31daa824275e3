/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that name an article's authors, its outlet and its date. */
#include "hu-parts-private.h"

#include <string.h>

/* In lower case; a name follows. */
static const char *const prefixes[] = {
  "by",
  "written by",
  "story by",
  "text by",
  "words by",
  "reporting by",
  "analysis by",
  "opinion by",
  "report by",
  "by:",
  "author:",
  "authors:",
  "author",
  "byline:",
  "written by:",
  "interview:",
  "interview by",
  "text:",
  "report:",
  "reporter:",
  "von",
  "autor:",
  "autorin:",
  "autoren:",
  "verfasst von",
  "ein kommentar von",
  "ein gastbeitrag von",
  "eine analyse von",
  "aufgezeichnet von",
  "par",
  "auteur:",
  "auteur :",
  "autrice:",
  "propos recueillis par",
  "por",
  "autor/a:",
  "di",
  "door",
  "od",
  "autore:",
  "автор:",
  NULL,
};

static const char *const particles[] = {
  "de",  "da", "do",  "dos", "das", "di", "del", "della", "der", "den", "van", "von",
  "vom", "zu", "zum", "la",  "le",  "du", "el",  "al",    "bin", "ibn", "ben", "bint",
  "y",   "e",  "ter", "ten", "af",  "av", "dem", "abu",   "san", "st",  NULL,
};

/* With a capital, but no part of a name. */
static const char *const no_names[] = {
  "the",      "a",        "an",       "in",     "on",      "at",       "what",   "how",     "why",
  "who",      "when",     "where",    "this",   "that",    "these",    "those",  "it",      "he",
  "she",      "they",     "we",       "you",    "all",     "no",       "not",    "now",     "then",
  "after",    "before",   "since",    "until",  "most",    "some",     "many",   "our",     "my",
  "his",      "her",      "their",    "its",    "next",    "last",     "monday", "tuesday", "wednesday",
  "thursday", "friday",   "saturday", "sunday", "january", "february", "march",  "july",    "september",
  "october",  "november", "december", "der",    "die",     "das",      "ein",    "eine",    "heute",
  "morgen",   "les",      "une",      "un",     "ce",      "cette",    "law",    "chance",  "definition",
  "contrast", NULL,
};

static const char *const roles[] = {
  "correspondent",   "editor",         "reporter",    "writer",    "columnist",
  "staff",           "chief",          "contributor", "desk",      "bureau",
  "special",         "political",      "foreign",     "senior",    "korrespondent",
  "korrespondentin", "redakteur",      "redakteurin", "redaktion", "reporterin",
  "correspondant",   "correspondante", "rédaction",   "analyst",   NULL,
};

/* Words that newspapers are called by. */
static const char *const outlet_words[] = {
  "times",    "post",        "news",     "herald",    "tribune",    "gazette",   "ledger", "observer",
  "journal",  "chronicle",   "guardian", "mail",      "press",      "wire",      "agency", "review",
  "standard", "independent", "magazine", "daily",     "weekly",     "meridian",  "today",  "zeitung",
  "anzeiger", "rundschau",   "tagblatt", "tageblatt", "kurier",     "bote",      "welt",   "sonntag",
  "presse",   "nachrichten", "monde",    "figaro",    "libération", "quotidien", "diario", "país",
  "radio",    "tv",          "online",   NULL,
};

static const char *const separators[] = { " · ",  " • ", " | ",  "|",   " — ", " – ",
                                          " // ", " / ", " -- ", " - ", NULL };

void
hu_byline_clear (HuByline *byline)
{
  g_clear_pointer (&byline->authors, g_ptr_array_unref);
  g_clear_pointer (&byline->outlet, g_free);
  g_clear_pointer (&byline->published, g_free);
}

/* A word with a capital in it ("Voss", "O’Neil", "al-Rashid"), without digits and marks. */
static gboolean
is_name_word (const char *word)
{
  gboolean capital = FALSE;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      capital = capital || g_unichar_isupper (c) || g_unichar_istitle (c);
      if (!g_unichar_isalpha (c) && !g_unichar_ismark (c) && c != '-' && c != '\'' && c != 0x2019 &&
          c != 0x2010 && c != '.')
        return FALSE;
      if (c == '.' && p[1] == '\0' && p - word > 2) /* "Jr.", "J.", "Dr.", but no full stop */
        return FALSE;
    }
  return capital;
}

gboolean
hu_parts_is_name (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = g_strv_length (words), capitals = 0;

  if (n < 2 || n > 6 || strlen (text) > 80)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *lower = g_utf8_strdown (words[i], -1);

      if (g_strv_contains (particles, i > 0 ? lower : words[i]) && i + 1 < n)
        continue;
      if (!is_name_word (words[i]) || g_strv_contains (no_names, lower))
        return FALSE;
      capitals++;
    }
  return capitals >= 2;
}

/* Whether it could be what a newspaper is called: words with capitals, and small ones between them. */
static gboolean
is_outlet (const char *text)
{
  static const char *const small[] = { "of",    "the", "and", "for", "am",  "an",  "im",  "in",  "on",
                                       "&",     "der", "die", "das", "des", "für", "und", "de",  "du",
                                       "la",    "le",  "les", "des", "et",  "y",   "e",   "del", "di",
                                       "della", "van", "het", "en",  "a",   NULL };
  g_autofree char *plain = g_utf8_strdown (text, -1);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gunichar first = g_utf8_get_char (text);

  if (strlen (text) > 60 || g_strv_length (words) > 7 || !g_unichar_isalpha (first) ||
      hu_parts_has_word (plain, roles))
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] == '\0' ||
        (g_unichar_islower (g_utf8_get_char (words[i])) && (i == 0 || !g_strv_contains (small, words[i])) &&
         strchr (words[i], '.') == NULL))
      return FALSE;
  return TRUE;
}

static gboolean
is_surely_outlet (const char *text)
{
  g_autofree char *plain = g_utf8_strdown (text, -1);

  return is_outlet (text) && (g_str_has_prefix (text, "The ") || hu_parts_has_word (plain, outlet_words));
}

static void
add_author (HuByline *byline, const char *name)
{
  for (guint i = 0; i < byline->authors->len; i++)
    if (g_str_equal (byline->authors->pdata[i], name))
      return;
  g_ptr_array_add (byline->authors, g_strdup (name));
}

static void
take_outlet (HuByline *byline, const char *text)
{
  if (byline->outlet == NULL && is_outlet (text))
    byline->outlet = g_strdup (text);
}

/* One name, or what else stands between commas: an outlet, a role, a place after "in". TRUE for a name. */
static gboolean
parse_item (const char *item, gboolean first, HuByline *byline)
{
  static const char *const cuts[] = { " in ", " for ", " at ", " für ", " aus ", " à ", " pour ", NULL };
  g_autofree char *name = g_strstrip (g_strdup (item));

  if (*name == '\0')
    return FALSE;
  if (!first && is_surely_outlet (name))
    {
      take_outlet (byline, name);
      return FALSE;
    }
  for (guint i = 0; cuts[i] != NULL; i++)
    {
      char *cut = strstr (name, cuts[i]);

      if (cut == NULL)
        continue;
      *cut = '\0';
      if (i == 1 || i == 3 || is_surely_outlet (cut + strlen (cuts[i])))
        take_outlet (byline, cut + strlen (cuts[i]));
    }
  g_strchomp (name);
  if (!hu_parts_is_name (name))
    return FALSE;
  add_author (byline, name);
  return TRUE;
}

void
hu_parts_parse_authors (const char *text, HuByline *byline)
{
  static const char *const joints[] = { " and ", " und ", " et ", " & ", " y ", " en ", " a ", ";", NULL };
  g_autoptr (GString) list = g_string_new (text);
  g_auto (GStrv) items = NULL;
  gboolean first = TRUE;

  if (byline->authors == NULL)
    byline->authors = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; joints[i] != NULL; i++)
    g_string_replace (list, joints[i], ",", 0);
  items = g_strsplit (list->str, ",", -1);
  for (guint i = 0; items[i] != NULL; i++)
    first = !parse_item (items[i], first, byline) && first;
}

/* Takes the date out of the line. */
static char *
without_date (const char *text, HuByline *byline)
{
  GString *rest = g_string_new (text);
  gsize start, end;
  g_autofree char *date = hu_parts_find_date (text, &start, &end);

  if (date == NULL)
    return g_string_free (rest, FALSE);
  byline->published = g_steal_pointer (&date);
  g_string_erase (rest, (gssize) start, (gssize) (end - start));
  while (rest->len > 0)
    {
      const char *last = g_utf8_prev_char (rest->str + rest->len);

      if (g_utf8_strchr (" ,·•|–—-/", -1, g_utf8_get_char (last)) == NULL)
        break;
      g_string_truncate (rest, (gsize) (last - rest->str));
    }
  return g_string_free (rest, FALSE);
}

static char **
split (const char *text)
{
  g_autoptr (GString) line = g_string_new (text);
  char **segments;

  for (guint i = 0; separators[i] != NULL; i++)
    g_string_replace (line, separators[i], "\n", 0);
  segments = g_strsplit (line->str, "\n", -1);
  for (guint i = 0; segments[i] != NULL; i++)
    g_strstrip (segments[i]);
  return segments;
}

/* "Reuters", "STAFF": a single word after "By". */
static gboolean
is_single_author (const char *segment)
{
  g_autofree char *lower = g_utf8_strdown (segment, -1);

  return strchr (segment, ' ') == NULL && *segment != '\0' && is_name_word (segment) &&
         !g_strv_contains (no_names, lower);
}

gboolean
hu_parts_parse_byline (const char *text, gboolean alone, HuByline *byline)
{
  g_autofree char *lower = g_utf8_strdown (text, -1), *rest = NULL;
  g_auto (GStrv) segments = NULL;
  gsize prefix = 0;
  guint n;

  if (strlen (text) > 240)
    return FALSE;
  if (strlen (lower) == strlen (text))
    prefix = hu_parts_prefix (lower, prefixes);
  if (prefix > 0 && text[prefix] != ' ' && text[prefix] != ':')
    prefix = 0;
  byline->authors = g_ptr_array_new_with_free_func (g_free);
  rest = without_date (text + prefix + (prefix > 0 && text[prefix] == ':' ? 1 : 0), byline);
  segments = split (g_strstrip (rest));
  n = g_strv_length (segments);
  if (n == 0)
    return FALSE;

  if (prefix > 0 || !is_surely_outlet (segments[0]))
    hu_parts_parse_authors (segments[0], byline);
  if (prefix > 0 && byline->authors->len == 0 && is_single_author (segments[0]))
    add_author (byline, segments[0]);
  if (prefix == 0 && byline->authors->len == 0)
    take_outlet (byline, segments[0]);
  for (guint i = 1; i < n; i++)
    if (*segments[i] != '\0')
      take_outlet (byline, segments[i]);
  if (prefix > 0)
    return byline->authors->len > 0;
  return alone && (byline->authors->len > 0 ||
                   (byline->outlet != NULL && byline->published != NULL && strlen (byline->outlet) < 50));
}
