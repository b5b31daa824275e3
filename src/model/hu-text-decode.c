/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decoding of UTF-8, UTF-16 and single-byte code pages, with U+FFFD where Python puts it. */
#include "hu-text-private.h"

#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"

/* Python (as Unicode recommends) replaces each maximal subpart of an ill-formed sequence: the longest start
 * of some well-formed one, or a single byte. */
guint
hu_utf8_sequence (const guint8 *bytes, gsize length, guint *bad)
{
  guint8 lead = bytes[0], low = 0x80, high = 0xBF;
  guint n;

  *bad = 1;
  if (lead < 0x80)
    return 1;
  if (lead < 0xC2 || lead > 0xF4)
    return 0;
  n = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (guint i = 1; i < n; i++, low = 0x80, high = 0xBF)
    if (i >= length || bytes[i] < low || bytes[i] > high)
      {
        *bad = i;
        return 0;
      }
  return n;
}

void
hu_decode_utf8 (const guint8 *bytes, gsize length, GString *out)
{
  gsize done = 0, i = 0;

  while (i < length)
    {
      guint bad, n = hu_utf8_sequence (bytes + i, length - i, &bad);

      if (n > 0)
        {
          i += n;
          continue;
        }
      g_string_append_len (out, (const char *) bytes + done, (gssize) (i - done));
      g_string_append (out, REPLACEMENT);
      i += bad;
      done = i;
    }
  g_string_append_len (out, (const char *) bytes + done, (gssize) (length - done));
}

static guint16
read_unit (const guint8 *bytes, gboolean big_endian)
{
  return big_endian ? (guint16) (bytes[0] << 8 | bytes[1]) : (guint16) (bytes[1] << 8 | bytes[0]);
}

void
hu_decode_utf16 (const guint8 *bytes, gsize length, gboolean big_endian, GString *out)
{
  gsize i = 0;

  while (i < length)
    {
      guint16 unit, next;

      if (length - i < 2) /* half a unit */
        {
          g_string_append (out, REPLACEMENT);
          return;
        }
      unit = read_unit (bytes + i, big_endian);
      i += 2;
      if (unit < 0xD800 || unit > 0xDFFF)
        {
          g_string_append_unichar (out, unit);
          continue;
        }
      if (unit > 0xDBFF) /* a low surrogate first */
        {
          g_string_append (out, REPLACEMENT);
          continue;
        }
      if (length - i < 2) /* the text ends within the pair: all that is left is one character */
        {
          g_string_append (out, REPLACEMENT);
          return;
        }
      next = read_unit (bytes + i, big_endian);
      if (next < 0xDC00 || next > 0xDFFF)
        {
          g_string_append (out, REPLACEMENT);
          continue;
        }
      g_string_append_unichar (out, 0x10000 + ((unit & 0x3FFu) << 10) + (next & 0x3FFu));
      i += 2;
    }
}

void
hu_decode_single (const guint8 *bytes, gsize length, const gunichar table[128], GString *out)
{
  gsize done = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] < 0x80)
        continue;
      g_string_append_len (out, (const char *) bytes + done, (gssize) (i - done));
      g_string_append_unichar (out, table[bytes[i] - 0x80]);
      done = i + 1;
    }
  g_string_append_len (out, (const char *) bytes + done, (gssize) (length - done));
}
