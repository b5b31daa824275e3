/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as newspapers write them, to EDTF. */
#include "hu-parts-private.h"

#include <string.h>

/* By month, in English, German, French, Spanish, Italian, Dutch, Czech (genitive too), Polish, Russian. */
static const char *const months[12] = {
  "january jan januar jänner jän janvier janv enero gennaio januari leden ledna stycznia января",
  "february feb februar feber février févr febrero febbraio februari únor února lutego февраля",
  "march mar märz mrz mär mars marzo maart březen března marca марта",
  "april apr avril avr abril aprile duben dubna kwietnia апреля",
  "may mai mayo maggio mei květen května maja мая",
  "june jun juni juin junio giugno červen června czerwca июня",
  "july jul juli juillet juil julio luglio červenec července lipca июля",
  "august aug août agosto augustus srpen srpna sierpnia августа",
  "september sept sep septembre septiembre settembre září września сентября",
  "october oct oktober okt octobre octubre ottobre říjen října października октября",
  "november nov novembre noviembre listopad listopadu listopada ноября",
  "december dec dezember dez décembre déc diciembre dicembre prosinec prosince grudnia декабря",
};

/* What stands around a date in a line of its own. */
static const char *const around[] = {
  "published",  "updated",      "posted",     "last",      "modified",
  "on",         "at",           "date",       "first",     "print",
  "issue",      "of",           "the",        "and",       "monday",
  "tuesday",    "wednesday",    "thursday",   "friday",    "saturday",
  "sunday",     "mon",          "tue",        "tues",      "wed",
  "thu",        "thur",         "thurs",      "fri",       "sat",
  "sun",        "am",           "pm",         "a",         "p",
  "m",          "est",          "edt",        "et",        "gmt",
  "utc",        "bst",          "cet",        "cest",      "pt",
  "pst",        "pdt",          "t",          "z",         "veröffentlicht",
  "erschienen", "aktualisiert", "stand",      "datum",     "vom",
  "den",        "uhr",          "um",         "ausgabe",   "montag",
  "dienstag",   "mittwoch",     "donnerstag", "freitag",   "samstag",
  "sonnabend",  "sonntag",      "mo",         "di",        "mi",
  "do",         "fr",           "sa",         "so",        "publié",
  "publiée",    "le",           "mis",        "à",         "jour",
  "lundi",      "mardi",        "mercredi",   "jeudi",     "vendredi",
  "samedi",     "dimanche",     "h",          "publicado", "el",
  "lunes",      "martes",       "miércoles",  "jueves",    "viernes",
  "sábado",     "domingo",      "pubblicato", "il",        "gepubliceerd",
  "op",         "publikováno",  "года",       "г",         NULL,
};

static guint
month_of (const char *word, gsize length)
{
  g_autofree char *lower = g_utf8_strdown (word, (gssize) length);

  for (guint i = 0; i < 12; i++)
    for (const char *p = months[i]; p != NULL && *p != '\0';)
      {
        const char *end = strchrnul (p, ' ');

        if ((gsize) (end - p) == strlen (lower) && memcmp (p, lower, strlen (lower)) == 0)
          return i + 1;
        p = *end == ' ' ? end + 1 : end;
      }
  return 0;
}

static gboolean
read_number (const char **p, guint *number, guint *digits)
{
  const char *start = *p;

  *number = 0;
  for (; g_ascii_isdigit (**p) && *p - start < 5; (*p)++)
    *number = *number * 10 + (guint) (**p - '0');
  *digits = (guint) (*p - start);
  return *digits > 0 && !g_ascii_isdigit (**p);
}

static gboolean
read_year (const char **p, guint *year)
{
  guint digits;

  return read_number (p, year, &digits) && digits == 4 && *year >= 1400;
}

static gboolean
read_month (const char **p, guint *month)
{
  const char *end = *p;

  while (g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  *month = end > *p ? month_of (*p, (gsize) (end - *p)) : 0;
  if (*month == 0)
    return FALSE;
  *p = *end == '.' ? end + 1 : end;
  return TRUE;
}

static void
skip (const char **p, const char *what)
{
  const char *const words[] = { "of ", "de ", "del ", NULL };

  while (**p != '\0' && strchr (what, **p) != NULL)
    (*p)++;
  while (g_str_has_prefix (*p, "\xC2\xA0"))
    *p += 2;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (*p, words[i]))
      *p += strlen (words[i]);
}

static char *
format_date (guint year, guint month, guint day)
{
  if (month < 1 || month > 12)
    return NULL;
  if (day == 0)
    return g_strdup_printf ("%04u-%02u", year, month);
  if (!g_date_valid_dmy ((GDateDay) MIN (day, 99), (GDateMonth) month, (GDateYear) year))
    return NULL;
  return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
}

/* 2031-03-04, 2031/03/04, 2031年3月4日 */
static char *
parse_year_first (const char **p)
{
  guint year, month, day, digits;
  const char *separator;

  if (!read_year (p, &year))
    return NULL;
  separator = *p;
  if (g_str_has_prefix (*p, "年"))
    *p += strlen ("年");
  else if (**p == '-' || **p == '/' || **p == '.')
    (*p)++;
  else
    return NULL;
  skip (p, " ");
  if (!read_number (p, &month, &digits) || digits > 2)
    return NULL;
  if (*separator == '-' && **p != '-')
    return format_date (year, month, 0);
  if (g_str_has_prefix (*p, "月"))
    *p += strlen ("月");
  else if (**p == *separator)
    (*p)++;
  else
    return NULL;
  skip (p, " ");
  if (!read_number (p, &day, &digits) || digits > 2)
    return NULL;
  if (g_str_has_prefix (*p, "日"))
    *p += strlen ("日");
  return format_date (year, month, day);
}

/* 4 March 2031, 4. März 2031, 1er mars 2031, 4.3.2031, 23/3/2031 */
static char *
parse_day_first (const char **p)
{
  static const char *const ordinals[] = { "st", "nd", "rd", "th", "er", "º", "ª", NULL };
  guint year, month, day, digits;
  char separator;

  if (!read_number (p, &day, &digits) || digits > 2)
    return NULL;
  for (guint i = 0; ordinals[i] != NULL; i++)
    if (g_str_has_prefix (*p, ordinals[i]))
      *p += strlen (ordinals[i]);
  separator = **p;
  skip (p, "./ ");
  if (read_month (p, &month))
    {
      skip (p, " ,");
      return read_year (p, &year) ? format_date (year, month, day) : NULL;
    }
  if ((separator != '.' && separator != '/') || !read_number (p, &month, &digits) || digits > 2 ||
      **p != separator)
    return NULL;
  if (separator == '/' && day <= 12) /* which is the month? */
    return NULL;
  skip (p, "./ ");
  return read_year (p, &year) ? format_date (year, month, day) : NULL;
}

/* March 4, 2031; March 2031 */
static char *
parse_month_first (const char **p)
{
  guint year, month, day, digits;
  const char *after_month;

  if (!read_month (p, &month))
    return NULL;
  skip (p, " ,");
  after_month = *p;
  if (read_number (p, &day, &digits) && digits <= 2)
    {
      while (g_ascii_isalpha (**p))
        (*p)++;
      skip (p, " ,");
      return read_year (p, &year) ? format_date (year, month, day) : NULL;
    }
  *p = after_month;
  return read_year (p, &year) ? format_date (year, month, 0) : NULL;
}

char *
hu_parts_find_date (const char *text, gsize *start, gsize *end)
{
  static char *(*const parsers[]) (const char **p) = { parse_year_first, parse_day_first, parse_month_first };
  gboolean within = FALSE;
  const char *digits = NULL;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c)) /* "31 February 2031" is no "February 2031" */
        digits = p;
      for (guint i = 0; i < G_N_ELEMENTS (parsers) && !within && g_unichar_isalnum (c); i++)
        {
          const char *q = p;
          g_autofree char *date = parsers[i](&q);

          if (date == NULL || g_unichar_isdigit (g_utf8_get_char (q)))
            continue;
          if (i == 2 && strlen (date) == 7 && digits != NULL && p - digits <= 4)
            continue;
          *start = (gsize) (p - text);
          *end = (gsize) (q - text);
          return g_steal_pointer (&date);
        }
      within = g_unichar_isalnum (c);
    }
  return NULL;
}

char *
hu_parts_parse_date_line (const char *text)
{
  g_autofree char *plain = NULL, *date = NULL;
  gsize start, end;
  const char *p;

  date = hu_parts_find_date (text, &start, &end);
  if (date == NULL)
    return NULL;
  plain = g_strdup_printf ("%.*s %s", (int) start, text, text + end);
  for (p = plain; *p != '\0';)
    {
      const char *word = p;
      g_autofree char *lower = NULL;

      while (g_unichar_isalpha (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p == word)
        {
          if (!g_ascii_isdigit (*p) && strchr (" :.,;/()|-+", *p) == NULL &&
              !g_unichar_ispunct (g_utf8_get_char (p)))
            return NULL;
          p = g_utf8_next_char (p);
          continue;
        }
      lower = g_utf8_strdown (word, p - word);
      if (g_strv_contains (around, lower) || month_of (lower, strlen (lower)) > 0)
        continue;
      return NULL;
    }
  return g_steal_pointer (&date);
}
