/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bylines: who wrote an article, for which outlet, when. */
#include "hu-parts-private.h"

#include <string.h>

#define MOST_WORDS 20

void
hu_byline_clear (HuByline *byline)
{
  g_clear_pointer (&byline->authors, g_strfreev);
  g_clear_pointer (&byline->outlet, g_free);
  g_clear_pointer (&byline->published, g_free);
}

static guint
count_words (const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t", -1);
  guint n = 0;

  for (guint i = 0; words[i]; i++)
    n += *words[i] != '\0';
  return n;
}

/* What follows "By ", "Author: " and their like; NULL for another line. (transfer none) */
static const char *
skip_opening (const char *line)
{
  g_autoptr (GRegex) regex = g_regex_new ("^(?:(?:by|words by|written by|reported by|von|par|por|door)\\s+|"
                                          "(?:author|authors|by|interview|text|reporting|analysis|autor|"
                                          "autorin|auteur|autora?|reporter)\\s*:\\s*)",
                                          G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;
  int start, end;

  if (!g_regex_match (regex, line, 0, &info))
    return NULL;
  g_match_info_fetch_pos (info, 0, &start, &end);
  return line + end;
}

static gboolean
starts_with_capital (const char *string)
{
  gunichar c = g_utf8_get_char (string);

  return g_unichar_isupper (c) || g_unichar_istitle (c) || (g_unichar_isalpha (c) && !g_unichar_islower (c));
}

/* Two to five words that begin with capitals, but for particles. */
static gboolean
is_name (const char *string)
{
  static const char *const particles[] = { "von", "van", "de", "der", "den", "di", "da", "du", "la",
                                           "le",  "al",  "el", "bin", "ibn", "of", "zu", NULL };
  g_auto (GStrv) words = g_strsplit_set (string, " \t", -1);
  guint n = g_strv_length (words);

  if (n < 1 || n > 6)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!starts_with_capital (words[i]) && !g_strv_contains (particles, words[i]))
      return FALSE;
  return starts_with_capital (words[0]);
}

static char **
split_names (const char *segment)
{
  g_autoptr (GRegex) joiner = g_regex_new ("\\s+(?:and|und|et|y|e|en)\\s+|\\s*(?:&|,)\\s*", 0, 0, NULL);
  /* "Ilse Marrow in Port Vard": where somebody writes from isn't part of the name. */
  g_autoptr (GRegex) place = g_regex_new ("\\s+(?:in|aus|à|at)\\s+.*$", 0, 0, NULL);
  g_autofree char *bare = g_regex_replace_literal (place, segment, -1, 0, "", 0, NULL);
  g_auto (GStrv) pieces = g_regex_split (joiner, bare, 0);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; pieces[i]; i++)
    {
      g_strstrip (pieces[i]);
      if (*pieces[i] && is_name (pieces[i]))
        {
          g_strv_builder_add (names, pieces[i]);
          n++;
        }
    }
  return n ? g_strv_builder_end (names) : NULL;
}

static char **
split_segments (const char *line)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\s*(?:[·•|]|\\s[–—-]\\s)\\s*", 0, 0, NULL);

  return g_regex_split (regex, line, 0);
}

/* A segment that is no date, no address, no role in lower case. */
static gboolean
is_outlet (const char *segment)
{
  g_autofree char *date = hu_date_find (segment, NULL);

  return *segment && !date && !strchr (segment, '@') && starts_with_capital (segment) &&
         count_words (segment) <= 6;
}

char *
hu_byline_find_outlet (const char *line)
{
  g_autoptr (GRegex) comma = g_regex_new (",\\s+", 0, 0, NULL);
  g_auto (GStrv) segments = split_segments (line);
  g_autofree char *date = hu_date_find (line, NULL);

  if (!date)
    return NULL;
  for (guint i = 0; segments[i]; i++)
    {
      g_auto (GStrv) pieces = g_regex_split (comma, segments[i], 0);

      if (is_outlet (g_strstrip (pieces[0])))
        return g_strdup (pieces[0]);
    }
  return NULL;
}

/* "Ilse Marrow, The Meridian, 1 March 2031": with commas only, the date tells that this is a line of three.
 */
static void
parse_commas (const char *line, HuByline *byline)
{
  g_auto (GStrv) pieces = g_strsplit (line, ", ", -1);

  byline->published = hu_date_find (line, NULL);
  if (!byline->published || g_strv_length (pieces) < 3)
    {
      byline->authors = split_names (line);
      return;
    }
  byline->authors = split_names (pieces[0]);
  if (is_outlet (g_strstrip (pieces[1])))
    byline->outlet = g_strdup (pieces[1]);
}

gboolean
hu_byline_parse (const char *line, HuByline *byline)
{
  const char *rest = count_words (line) <= MOST_WORDS ? skip_opening (line) : NULL;
  g_auto (GStrv) segments = NULL;

  *byline = (HuByline){ NULL, NULL, NULL };
  if (!rest || !*rest || g_str_has_suffix (rest, ".") || g_str_has_suffix (rest, "?"))
    return FALSE;
  segments = split_segments (rest);
  if (g_strv_length (segments) == 1)
    parse_commas (rest, byline);
  else
    {
      byline->authors = split_names (segments[0]);
      byline->published = hu_date_find (rest, NULL);
      for (guint i = 1; segments[i] && !byline->outlet; i++)
        if (is_outlet (segments[i]))
          byline->outlet = g_strdup (segments[i]);
    }
  if (byline->authors)
    return TRUE;
  hu_byline_clear (byline);
  return FALSE;
}
