/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical JSON form of RFC 8785, over which hashes are made. */
#include "hu-codebook.h"

#include <math.h>
#include <string.h>

static void append (GString *out, HuValue *value);

/* RFC 8785 §3.2.2.2: only what must be escaped is. */
static void
append_string (GString *out, const char *string, gsize length)
{
  static const char controls[] = "\b\t\n\f\r";

  g_string_append_c (out, '"');
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) string[i];
      const char *place = c ? strchr (controls, c) : NULL;

      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (place)
        g_string_append_printf (out, "\\%c", "btnfr"[place - controls]);
      else if (c < 0x20)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_c (out, (char) c);
    }
  g_string_append_c (out, '"');
}

/* RFC 8785 §3.2.2.3: as ECMAScript writes a double. */
static void
append_number (GString *out, double number)
{
  char digits[32], *exponent_at, *point;
  int exponent, n;
  g_autoptr (GString) mantissa = g_string_new (NULL);

  if (number == 0 || !isfinite (number))
    {
      g_string_append_c (out, '0');
      return;
    }
  for (int precision = 1; precision <= 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%de", precision - 1);
      g_ascii_formatd (digits, sizeof digits, format, fabs (number));
      if (g_ascii_strtod (digits, NULL) == fabs (number))
        break;
    }
  exponent_at = strchr (digits, 'e');
  exponent = (int) g_ascii_strtoll (exponent_at + 1, NULL, 10);
  *exponent_at = '\0';
  g_string_append (mantissa, digits);
  point = strchr (mantissa->str, '.');
  if (point)
    g_string_erase (mantissa, point - mantissa->str, 1);
  n = (int) mantissa->len;

  if (number < 0)
    g_string_append_c (out, '-');
  if (exponent >= 21 || exponent < -6)
    {
      g_string_append_c (out, mantissa->str[0]);
      if (n > 1)
        g_string_append_printf (out, ".%s", mantissa->str + 1);
      g_string_append_printf (out, "e%c%d", exponent < 0 ? '-' : '+', ABS (exponent));
    }
  else if (exponent < 0)
    {
      g_string_append (out, "0.");
      for (int i = -1; i > exponent; i--)
        g_string_append_c (out, '0');
      g_string_append (out, mantissa->str);
    }
  else
    {
      for (int i = 0; i <= exponent || i < n; i++)
        {
          if (i == exponent + 1)
            g_string_append_c (out, '.');
          g_string_append_c (out, i < n ? mantissa->str[i] : '0');
        }
    }
}

/* RFC 8785 §3.2.3: members by the UTF-16 units of their names. */
static int
compare_keys (gconstpointer a, gconstpointer b)
{
  g_autofree gunichar2 *x = g_utf8_to_utf16 (*(const char *const *) a, -1, NULL, NULL, NULL);
  g_autofree gunichar2 *y = g_utf8_to_utf16 (*(const char *const *) b, -1, NULL, NULL, NULL);
  gsize i = 0;

  while (x[i] && x[i] == y[i])
    i++;
  return (int) x[i] - (int) y[i];
}

static void
append_object (GString *out, HuValue *value)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (gsize i = 0; i < hu_value_get_size (value); i++)
    g_ptr_array_add (keys, (gpointer) hu_value_get_key (value, i));
  g_ptr_array_sort (keys, compare_keys);
  g_string_append_c (out, '{');
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);

      if (i)
        g_string_append_c (out, ',');
      append_string (out, key, strlen (key));
      g_string_append_c (out, ':');
      append (out, hu_value_get_member (value, key));
    }
  g_string_append_c (out, '}');
}

static void
append (GString *out, HuValue *value)
{
  switch (hu_value_get_type_of (value))
    {
    case HU_VALUE_BOOLEAN:
      g_string_append (out, hu_value_get_boolean (value) ? "true" : "false");
      break;
    case HU_VALUE_NUMBER:
      append_number (out, hu_value_get_double (value));
      break;
    case HU_VALUE_STRING:
      append_string (out, hu_value_get_string (value), hu_value_get_string_length (value));
      break;
    case HU_VALUE_LIST:
      g_string_append_c (out, '[');
      for (gsize i = 0; i < hu_value_get_size (value); i++)
        {
          if (i)
            g_string_append_c (out, ',');
          append (out, hu_value_get_item (value, i));
        }
      g_string_append_c (out, ']');
      break;
    case HU_VALUE_OBJECT:
      append_object (out, value);
      break;
    case HU_VALUE_NULL:
    case HU_VALUE_PASSAGE:
      g_string_append (out, "null");
      break;
    }
}

char *
hu_value_to_canonical_json (HuValue *value)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (value != NULL, NULL);
  append (out, value);
  return g_string_free (out, FALSE);
}
