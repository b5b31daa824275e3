/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as people know them: the part of EDTF that claims and offices are dated with. */
#include "hu-edtf.h"

#include <string.h>

/* Two digits or X at @s as a number; -1 where a digit is unspecified, -2 where they are none. */
static int
read_two (const char *s)
{
  gboolean unspecified = FALSE;

  for (int i = 0; i < 2; i++)
    {
      if (s[i] == 'X')
        unspecified = TRUE;
      else if (!g_ascii_isdigit (s[i]))
        return -2;
    }
  return unspecified ? -1 : (s[0] - '0') * 10 + (s[1] - '0');
}

static gboolean
is_year (const char *s)
{
  for (int i = 0; i < 4; i++)
    if (!g_ascii_isdigit (s[i]) && !(s[i] == 'X' && i > 0))
      return FALSE;
  return TRUE;
}

static gboolean
is_day_of (const char *year, int month, int day)
{
  int number;

  if (day == -1)
    return TRUE;
  if (day < 1 || day > 31)
    return FALSE;
  if (month == -1)
    return TRUE;
  if (memchr (year, 'X', 4))
    return day <= (month == 2 ? 29 : (int) g_date_get_days_in_month (month, 2000));
  number = (int) g_ascii_strtoll (year, NULL, 10);
  if (number == 0)
    return day <= g_date_get_days_in_month (month, 2000);
  return g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) number);
}

static gboolean
is_time (const char *s)
{
  static const char *const pattern =
      "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)?$";

  return g_regex_match_simple (pattern, s, 0, 0);
}

static gboolean
is_date (const char *date, gsize length)
{
  g_autofree char *copy = g_strndup (date, length);
  char *time = strchr (copy, 'T');
  int month, day;

  if (length > 0 && !time && strchr ("?~%", copy[length - 1]))
    copy[--length] = '\0';
  if (time)
    {
      *time = '\0';
      if (!is_time (time + 1))
        return FALSE;
    }
  length = strlen (copy);
  if (length < 4 || !is_year (copy))
    return FALSE;
  if (length == 4)
    return !time;
  if (length < 7 || copy[4] != '-')
    return FALSE;
  month = read_two (copy + 5);
  if (length == 7)
    return !time && (month == -1 || (month >= 1 && month <= 12) || (month >= 21 && month <= 24));
  if (length != 10 || copy[7] != '-' || month == -2 || month == 0 || month > 12)
    return FALSE;
  day = read_two (copy + 8);
  return is_day_of (copy, month, day);
}

gboolean
hu_edtf_is_valid (const char *date)
{
  const char *slash;
  gsize length;

  g_return_val_if_fail (date != NULL, FALSE);
  length = strlen (date);
  slash = strchr (date, '/');
  if (slash)
    {
      gboolean open_start = slash == date || g_str_has_prefix (date, "../");
      gboolean open_end = slash[1] == '\0' || strcmp (slash + 1, "..") == 0;

      if (open_start && open_end)
        return FALSE;
      return (open_start || is_date (date, (gsize) (slash - date))) &&
             (open_end || is_date (slash + 1, strlen (slash + 1)));
    }
  if (g_str_has_prefix (date, ".."))
    return is_date (date + 2, length - 2);
  if (g_str_has_suffix (date, ".."))
    return is_date (date, length - 2);
  return is_date (date, length);
}

/* Days that bound a date, as letters that sort: "2031-03-01". */

#define EARLIEST "0000-00-00"
#define LATEST   "9999-99-99"

/* The first or the last day of one date. */
static void
get_bound (const char *date, gsize length, gboolean last, char bound[11])
{
  const char digit = last ? '9' : '0';
  int month;

  memcpy (bound, last ? LATEST : EARLIEST, 11);
  if (!is_date (date, length))
    return;
  for (gsize i = 0; i < 4; i++)
    bound[i] = date[i] == 'X' ? digit : date[i];
  memcpy (bound + 4, last ? "-12-31" : "-01-01", 7);
  if (length < 7 || date[4] != '-')
    return;
  month = read_two (date + 5);
  /* Seasons are as wide as the year. */
  if (month < 1 || month > 12)
    return;
  memcpy (bound + 5, date + 5, 2);
  if (length >= 10 && date[7] == '-' && read_two (date + 8) > 0)
    memcpy (bound + 8, date + 8, 2);
}

/* Of an interval: its own first or last. */
static void
get_bound_of (const char *date, gboolean last, char bound[11])
{
  const char *slash = date ? strchr (date, '/') : NULL;
  const char *part = slash && last ? slash + 1 : date;
  gsize length = part ? (slash && !last ? (gsize) (slash - date) : strlen (part)) : 0;

  if (length >= 2 && !slash && strncmp (part, "..", 2) == 0)
    {
      part += 2;
      length = last ? length - 2 : 0;
    }
  else if (length >= 2 && !slash && strcmp (part + length - 2, "..") == 0)
    {
      length = last ? 0 : length - 2;
    }
  get_bound (part ? part : "", length, last, bound);
}

gboolean
hu_edtf_may_hold (const char *from, const char *to, const char *at)
{
  char begin[11], end[11], first[11], last[11];

  g_return_val_if_fail (at != NULL, FALSE);
  get_bound_of (from, FALSE, begin);
  get_bound_of (to, TRUE, end);
  get_bound_of (at, FALSE, first);
  get_bound_of (at, TRUE, last);
  return strcmp (begin, last) <= 0 && strcmp (end, first) >= 0;
}
