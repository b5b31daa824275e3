/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding out whether a file is text, and in which encoding. */
#include "config.h"

#include "hu-error.h"
#include "hu-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ucsdet.h>

/* How much of a text is shown to ICU's detector, from shortly before the first byte that isn't ASCII. */
#define SAMPLE (64 * 1024)

static const struct
{
  const char *bytes;
  gsize n;
} magics[] = {
  { "%PDF-", 5 },
  { "PK\x03\x04", 4 },
  { "PK\x05\x06", 4 },
  { "\x89PNG\r\n\x1A\n", 8 },
  { "\x7F"
    "ELF",
    4 },
  { "\xFF\xD8\xFF", 3 },
  { "GIF87a", 6 },
  { "GIF89a", 6 },
  { "\x1F\x8B\x08", 3 },
  { "BZh91AY&SY", 10 },
  { "\xFD"
    "7zXZ\0",
    6 },
  { "7z\xBC\xAF\x27\x1C", 6 },
  { "\x28\xB5\x2F\xFD", 4 },
  { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8 },
  { "SQLite format 3\0", 16 },
  { "OggS\0", 5 },
  { "\xCA\xFE\xBA\xBE", 4 },
};

/* Control characters that text has no use for. */
static gboolean
is_odd_control (guint8 byte)
{
  return (byte < 0x20 && strchr ("\t\n\v\f\r\x1A\x1B", byte) == NULL) || byte == 0 || byte == 0x7F;
}

static gboolean
is_binary (const guint8 *bytes, gsize length)
{
  gsize odd = 0, seen = MIN (length, 1024 * 1024);

  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (length >= magics[i].n && memcmp (bytes, magics[i].bytes, magics[i].n) == 0)
      return TRUE;
  for (gsize i = 0; i < seen; i++)
    odd += is_odd_control (bytes[i]);
  return odd > 4 + seen / 20;
}

/* Whether UTF-16 with a BOM is that and not some other file that begins with its two bytes. */
static gboolean
is_utf16 (const guint8 *bytes, gsize length)
{
  gsize units = 0, odd = 0;
  guint low;

  if (length < 2 || !((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
    return FALSE;
  low = bytes[0] == 0xFF ? 0 : 1;
  for (gsize i = 2; i + 1 < MIN (length, 1024 * 1024); i += 2, units++)
    odd += bytes[i + 1 - low] == 0 && is_odd_control (bytes[i + low]);
  return odd <= 4 + units / 20;
}

typedef struct
{
  gsize good; /* weight of the well-formed sequences of two bytes and more */
  gsize bad;
  gsize first; /* byte that isn't ASCII */
} Utf8Count;

static Utf8Count
count_utf8 (const guint8 *bytes, gsize length)
{
  Utf8Count count = { 0, 0, length };
  gsize i = 0;

  while (i < length)
    {
      guint bad, n = hu_utf8_sequence (bytes + i, length - i, &bad);

      if (n != 1)
        count.first = MIN (count.first, i);
      if (n > 1)
        count.good += n == 2 ? 1 : n; /* long sequences hardly ever come about by chance */
      else if (n == 0)
        count.bad++;
      i += n > 0 ? n : bad;
    }
  return count;
}

static guint
count_replacements (const char *utf8)
{
  guint n = 0;

  while ((utf8 = strstr (utf8, "\xEF\xBF\xBD")) != NULL)
    n++, utf8 += 3;
  return n;
}

/* ICU's name for what it found, as our encoding that holds it. */
static const HuEncoding *
from_icu_name (const char *name)
{
  static const char *const wider[][2] = {
    { "ISO-8859-1", "cp1252" }, { "Shift_JIS", "cp932" },         { "EUC-KR", "cp949" },
    { "Big5", "cp950" },        { "ISO-8859-8-I", "iso-8859-8" },
  };

  if (g_str_has_prefix (name, "UTF-") || g_str_has_prefix (name, "ISO-2022") ||
      g_str_has_prefix (name, "IBM"))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (wider); i++)
    if (g_str_equal (name, wider[i][0]))
      return hu_encoding_find (wider[i][1]);
  return hu_encoding_find (name);
}

/* ICU's best match, less what the sample can't be decoded with. */
static const HuEncoding *
detect_legacy (const guint8 *sample, gsize length)
{
  UErrorCode error = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open (&error);
  const UCharsetMatch **matches;
  const HuEncoding *best = NULL;
  double best_score = 0;
  int32_t n = 0;

  ucsdet_setText (detector, (const char *) sample, (int32_t) length, &error);
  matches = ucsdet_detectAll (detector, &n, &error);
  for (int32_t i = 0; i < n && U_SUCCESS (error); i++)
    {
      const HuEncoding *encoding = from_icu_name (ucsdet_getName (matches[i], &error));
      double score = ucsdet_getConfidence (matches[i], &error);
      g_autoptr (GString) decoded = NULL;

      if (encoding == NULL)
        continue;
      decoded = hu_encoding_decode (&encoding, sample, length);
      score -= 10.0 * count_replacements (decoded->str);
      if (score > best_score)
        {
          best = encoding;
          best_score = score;
        }
    }
  ucsdet_close (detector);
  return best != NULL && best_score > 10 ? best : hu_encoding_find ("cp1252");
}

const HuEncoding *
hu_encoding_detect (const guint8 *bytes, gsize length, gboolean *guessed, GError **error)
{
  Utf8Count count;
  gsize first;

  *guessed = FALSE;
  if (is_utf16 (bytes, length))
    return hu_encoding_find ("utf-16");
  if (is_binary (bytes, length))
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_BINARY, _ ("This file is not text."));
      return NULL;
    }
  if (length >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0)
    return hu_encoding_find ("utf-8-sig");
  count = count_utf8 (bytes, length);
  if (count.bad == 0)
    return hu_encoding_find ("utf-8");
  *guessed = TRUE;
  if (count.good >= 4 * count.bad)
    return hu_encoding_find ("utf-8");
  first = count.first - MIN (count.first, 1024);
  return detect_legacy (bytes + first, MIN (length - first, SAMPLE));
}
