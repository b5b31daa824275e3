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
