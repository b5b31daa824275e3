/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical JSON form of RFC 8785, over which hashes are made. */
#include "hu-codebook.h"

#include <math.h>
#include <string.h>

/* What was written so far is either kept whole or goes into a checksum piece by piece. */
typedef struct
{
  GString *out;
  GChecksum *checksum; /* (nullable) */
} Canonical;

#define PIECE 65536

static void append (Canonical *self, HuValue *value);

static void
flush (Canonical *self, gsize limit)
{
  if (!self->checksum || self->out->len <= limit)
    return;
  g_checksum_update (self->checksum, (const guchar *) self->out->str, self->out->len);
  g_string_truncate (self->out, 0);
}

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
  /* The fewest digits that read back as the same number. Up to 15 of a normal one always do, but for the
   * zeros. */
  for (int precision = isnormal (number) ? 15 : 1; precision <= 17; precision++)
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
  while (mantissa->len > 1 && mantissa->str[mantissa->len - 1] == '0')
    g_string_truncate (mantissa, mantissa->len - 1);
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

typedef struct
{
  const char *key;
  HuValue *value;
} Member;

/* RFC 8785 §3.2.3: members by the UTF-16 units of their names, where surrogates come before U+E000. */
static gunichar
get_rank (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return c >= 0xe000 && c < 0x10000 ? c + 0x110000 : c;
}

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const char *x = ((const Member *) a)->key, *y = ((const Member *) b)->key;
  gunichar left, right;

  while (*x && *x == *y)
    x++, y++;
  while ((*x & 0xc0) == 0x80 || (*y & 0xc0) == 0x80)
    x--, y--;
  left = get_rank (x);
  right = get_rank (y);
  return left < right ? -1 : left > right;
}

static void
append_object (Canonical *self, HuValue *value)
{
  gsize n = hu_value_get_size (value);
  g_autofree Member *members = g_new (Member, n);

  for (gsize i = 0; i < n; i++)
    members[i] = (Member){ hu_value_get_key (value, i), hu_value_get_nth (value, i) };
  if (n > 0)
    qsort (members, n, sizeof (Member), compare_members);
  g_string_append_c (self->out, '{');
  for (gsize i = 0; i < n; i++)
    {
      if (i)
        g_string_append_c (self->out, ',');
      append_string (self->out, members[i].key, strlen (members[i].key));
      g_string_append_c (self->out, ':');
      append (self, members[i].value);
    }
  g_string_append_c (self->out, '}');
}

static void
append (Canonical *self, HuValue *value)
{
  switch (hu_value_get_type_of (value))
    {
    case HU_VALUE_BOOLEAN:
      g_string_append (self->out, hu_value_get_boolean (value) ? "true" : "false");
      break;
    case HU_VALUE_NUMBER:
      append_number (self->out, hu_value_get_double (value));
      break;
    case HU_VALUE_STRING:
      append_string (self->out, hu_value_get_string (value), hu_value_get_string_length (value));
      break;
    case HU_VALUE_LIST:
      g_string_append_c (self->out, '[');
      for (gsize i = 0; i < hu_value_get_size (value); i++)
        {
          if (i)
            g_string_append_c (self->out, ',');
          append (self, hu_value_get_item (value, i));
        }
      g_string_append_c (self->out, ']');
      break;
    case HU_VALUE_OBJECT:
      append_object (self, value);
      break;
    case HU_VALUE_NULL:
    case HU_VALUE_PASSAGE:
      g_string_append (self->out, "null");
      break;
    }
  flush (self, PIECE);
}

char *
hu_value_to_canonical_json (HuValue *value)
{
  Canonical self = { NULL, NULL };

  g_return_val_if_fail (value != NULL, NULL);
  self.out = g_string_new (NULL);
  append (&self, value);
  return g_string_free (self.out, FALSE);
}

char *
hu_value_compute_canonical_sha256 (HuValue *value)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  Canonical self = { NULL, checksum };

  g_return_val_if_fail (value != NULL, NULL);
  self.out = g_string_new (NULL);
  append (&self, value);
  flush (&self, 0);
  g_string_free (self.out, TRUE);
  return g_strdup (g_checksum_get_string (checksum));
}
