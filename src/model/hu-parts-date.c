/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as articles write them, in English, German and French. */
#include "hu-parts-private.h"

#include <string.h>

/* In each language the twelve months, the longer names before their abbreviations. */
static const char *const months[12] = {
  "january|jan|januar|jänner|janvier",
  "february|feb|februar|février",
  "march|mar|märz|mars",
  "april|apr|avril",
  "may|mai",
  "june|jun|juni|juin",
  "july|jul|juli|juillet",
  "august|aug|août",
  "september|sept|sep|septembre",
  "october|oct|oktober|okt|octobre",
  "november|nov|novembre",
  "december|dec|dezember|dez|décembre",
};

#define WEEKDAYS                                                                                             \
  "(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|"   \
  "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"

static char *
all_months (void)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < 12; i++)
    g_string_append_printf (names, "%s%s", i ? "|" : "", months[i]);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static guint
month_number (const char *name)
{
  g_autofree char *folded = g_utf8_strdown (name, -1);

  for (guint i = 0; i < 12; i++)
    {
      g_auto (GStrv) names = g_strsplit (months[i], "|", -1);

      if (g_strv_contains ((const char *const *) names, folded))
        return i + 1;
    }
  return 0;
}

static GMatchInfo *
match (const char *pattern, const char *line)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  GMatchInfo *info = NULL;

  g_return_val_if_fail (regex != NULL, NULL);
  if (!g_regex_match (regex, line, 0, &info))
    g_clear_pointer (&info, g_match_info_unref);
  return info;
}

static guint
fetch_number (GMatchInfo *info, const char *name)
{
  g_autofree char *letters = g_match_info_fetch_named (info, name);

  return letters ? (guint) g_ascii_strtoull (letters, NULL, 10) : 0;
}

/* Whether nothing but the words that go with a date stands around it. */
static gboolean
says_little_else (const char *line, int start, int end)
{
  g_autoptr (GRegex) filler = g_regex_new (
      "(?:" WEEKDAYS
      "|published|updated|posted|first|last|on|at|am|pm|the|den|vom|le|du|um|uhr|stand|date|datum|gmt|cet|"
      "utc|[0-9]{1,2}[:.h][0-9]{2}|[\\s,.:;|·•–—()-])",
      G_REGEX_CASELESS, 0, NULL);
  g_autofree char *before = g_strndup (line, (gsize) start);
  g_autofree char *rest = g_strconcat (before, " ", line + end, NULL);
  g_autofree char *bare = g_regex_replace_literal (filler, rest, -1, 0, "", 0, NULL);

  return bare && *bare == '\0';
}

char *
hu_date_find (const char *line, gboolean *whole)
{
  g_autofree char *names = all_months ();
  char *patterns[] = {
    g_strdup ("\\b(?<y>[12][0-9]{3})-(?<m>[01][0-9])-(?<d>[0-3][0-9])\\b"),
    g_strdup_printf ("\\b(?<d>[0-3]?[0-9])(?:st|nd|rd|th|er)?\\.?\\s+(?<n>%s)\\.?,?\\s+(?<y>[12][0-9]{3})\\b",
                     names),
    g_strdup_printf ("\\b(?<n>%s)\\.?\\s+(?<d>[0-3]?[0-9])(?:st|nd|rd|th)?,\\s*(?<y>[12][0-9]{3})\\b", names),
    g_strdup ("\\b(?<d>[0-3]?[0-9])\\.\\s?(?<m>[01]?[0-9])\\.\\s?(?<y>[12][0-9]{3})\\b"),
    g_strdup_printf ("\\b(?<n>%s)\\s+(?<y>[12][0-9]{3})\\b", names),
  };
  char *date = NULL;

  if (whole)
    *whole = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GMatchInfo) info = date ? NULL : match (patterns[i], line);
      g_autofree char *name = info ? g_match_info_fetch_named (info, "n") : NULL;
      guint year, month, day;
      int start, end;

      if (!info)
        continue;
      year = fetch_number (info, "y");
      month = name ? month_number (name) : fetch_number (info, "m");
      day = fetch_number (info, "d");
      if (month < 1 || month > 12 || day > 31)
        continue;
      date = day ? g_strdup_printf ("%04u-%02u-%02u", year, month, day)
                 : g_strdup_printf ("%04u-%02u", year, month);
      if (whole && g_match_info_fetch_pos (info, 0, &start, &end))
        *whole = says_little_else (line, start, end);
    }
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    g_free (patterns[i]);
  return date;
}

gboolean
hu_line_tells_occasion (const char *line)
{
  g_autoptr (GMatchInfo) info =
      match ("\\b(?:" WEEKDAYS ")|\\((?:left|right|centre|center|links|rechts|à gauche|à droite)\\)"
             "|\\b(?:pictured|seen here|file photo|archivbild|symbolbild)\\b",
             line);
  g_autofree char *date = hu_date_find (line, NULL);

  return info || date;
}
