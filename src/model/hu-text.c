/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document's text: decoded once, its offsets and paragraphs.
 *
 * The text is kept as UTF-8. Where it isn't all ASCII, a table holds the byte of every 256th code point, so
 * that a conversion is a look-up and a walk of at most 255 characters. */
#include "config.h"

#include "hu-text.h"
#include "hu-error.h"
#include "hu-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/uchar.h>

gboolean
hu_text_is_space (gunichar c)
{
  if (c < 0x80)
    return c == ' ' || (c >= '\t' && c <= '\r');
  return u_isUWhiteSpace ((UChar32) c) || c == 0xFEFF;
}

/* One walk over the text: its length, and the checkpoints. */
static void
count_chars (HuText *self)
{
  g_autoptr (GArray) checkpoints = g_array_new (FALSE, FALSE, sizeof (guint32));
  const char *text = self->utf8;
  guint n = 0;

  for (gsize byte = 0; byte < self->n_bytes; byte++)
    {
      guint32 at = (guint32) byte;

      if ((text[byte] & 0xC0) == 0x80)
        continue;
      if (n % HU_TEXT_STEP == 0)
        g_array_append_val (checkpoints, at);
      n++;
    }
  self->n_chars = n;
  self->ascii = n == self->n_bytes;
  if (!self->ascii)
    self->checkpoints = (guint32 *) (gpointer) g_array_steal (checkpoints, NULL);
}

/* The length of the line end at @byte, or 0. */
static guint
line_end_bytes (const char *text, gsize byte)
{
  switch (text[byte])
    {
    case '\n':
      return 1;
    case '\r':
      return text[byte + 1] == '\n' ? 2 : 1;
    case '\xE2':
      return text[byte + 1] == '\x80' && text[byte + 2] == '\xA9' ? 3 : 0;
    default:
      return 0;
    }
}

static void
find_paragraphs (HuText *self)
{
  HuRange line = { 0, 0 };
  gboolean blank = TRUE;
  gsize byte = 0;
  guint offset = 0;

  self->paragraphs = g_array_new (FALSE, FALSE, sizeof (HuRange));
  while (byte < self->n_bytes)
    {
      const char *p = self->utf8 + byte;
      guint n = line_end_bytes (self->utf8, byte);

      if (n == 0)
        {
          blank = blank && hu_text_is_space (g_utf8_get_char (p));
          byte += (gsize) (g_utf8_next_char (p) - p);
          offset++;
          continue;
        }
      line.end = offset;
      if (!blank)
        g_array_append_val (self->paragraphs, line);
      byte += n;
      offset += n == 2 ? 2 : 1;
      line.start = offset;
      blank = TRUE;
    }
  line.end = offset;
  if (!blank)
    g_array_append_val (self->paragraphs, line);
}

/* The hash of the text with its line ends as LF: that of the bytes where they are just that. */
static void
hash (HuText *self, const guint8 *bytes, gsize length)
{
  g_autoptr (GChecksum) checksum = NULL;
  const char *from = self->utf8, *end = self->utf8 + self->n_bytes;
  const char *cr = memchr (from, '\r', self->n_bytes);

  self->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, length);
  if (cr == NULL && length == self->n_bytes && memcmp (bytes, self->utf8, length) == 0)
    {
      self->text_sha256 = g_strdup (self->sha256);
      return;
    }
  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  for (; cr != NULL; cr = memchr (from, '\r', (gsize) (end - from)))
    {
      g_checksum_update (checksum, (const guchar *) from, cr - from);
      g_checksum_update (checksum, (const guchar *) "\n", 1);
      from = cr + (cr[1] == '\n' ? 2 : 1);
    }
  g_checksum_update (checksum, (const guchar *) from, end - from);
  self->text_sha256 = g_strdup (g_checksum_get_string (checksum));
}

static HuText *
new_decoded (const guint8 *bytes, gsize length, const HuEncoding *encoding, gboolean guessed)
{
  HuText *self = g_new0 (HuText, 1);
  GString *decoded = hu_encoding_decode (&encoding, bytes, length);

  g_atomic_ref_count_init (&self->refs);
  self->n_bytes = decoded->len;
  self->utf8 = g_realloc (g_string_free (decoded, FALSE), self->n_bytes + 1);
  self->encoding = hu_encoding_get_name (encoding);
  self->guessed = guessed;
  hu_text_breaks_init (&self->breaks);
  count_chars (self);
  find_paragraphs (self);
  hu_text_find_wrapping (self);
  hash (self, bytes, length);
  return self;
}

HuText *
hu_text_new (GBytes *bytes, const char *encoding, GError **error)
{
  const HuEncoding *codec;
  const guint8 *data;
  gboolean guessed = FALSE;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (length > HU_TEXT_MAX_BYTES)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_TOO_LARGE, _ ("This file is larger than 100 MB."));
      return NULL;
    }
  if (data == NULL)
    data = (const guint8 *) "";
  if (encoding == NULL)
    codec = hu_encoding_detect (data, length, &guessed, error);
  else
    codec = hu_encoding_find (encoding);
  if (codec == NULL && encoding != NULL)
    g_set_error (error, HU_ERROR, HU_ERROR_FORMAT, _ ("The encoding “%s” is not known."), encoding);
  return codec != NULL ? new_decoded (data, length, codec, guessed) : NULL;
}

HuText *
hu_text_new_from_utf8 (const char *utf8, gssize length)
{
  g_return_val_if_fail (utf8 != NULL, NULL);

  return new_decoded ((const guint8 *) utf8, length < 0 ? strlen (utf8) : (gsize) length,
                      hu_encoding_find ("utf-8"), FALSE);
}

HuText *
hu_text_ref (HuText *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hu_text_unref (HuText *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  hu_text_breaks_clear (&self->breaks);
  g_array_unref (self->paragraphs);
  g_byte_array_unref (self->joined);
  g_free (self->checkpoints);
  g_free (self->sha256);
  g_free (self->text_sha256);
  g_free (self->utf8);
  g_free (self);
}

const char *
hu_text_get_encoding (HuText *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->encoding;
}

gboolean
hu_text_get_encoding_guessed (HuText *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->guessed;
}

const char *
hu_text_get_sha256 (HuText *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->sha256;
}

const char *
hu_text_get_text_sha256 (HuText *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->text_sha256;
}

const char *
hu_text_get_utf8 (HuText *self, gsize *length)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (length != NULL)
    *length = self->n_bytes;
  return self->utf8;
}

guint
hu_text_get_length (HuText *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_chars;
}

gsize
hu_text_offset_to_byte (HuText *self, guint offset)
{
  const char *p;

  g_return_val_if_fail (self != NULL, 0);

  if (offset >= self->n_chars)
    return self->n_bytes;
  if (self->ascii)
    return offset;
  p = self->utf8 + self->checkpoints[offset / HU_TEXT_STEP];
  for (guint i = offset % HU_TEXT_STEP; i > 0; i--)
    p = g_utf8_next_char (p);
  return (gsize) (p - self->utf8);
}

guint
hu_text_byte_to_offset (HuText *self, gsize byte)
{
  guint low = 0, high, offset;
  const char *p, *target;

  g_return_val_if_fail (self != NULL, 0);

  if (byte >= self->n_bytes)
    return self->n_chars;
  if (self->ascii)
    return (guint) byte;
  high = (self->n_chars - 1) / HU_TEXT_STEP;
  while (low < high) /* the last checkpoint at or before the byte */
    {
      guint middle = high - (high - low) / 2;

      if (self->checkpoints[middle] <= byte)
        low = middle;
      else
        high = middle - 1;
    }
  target = self->utf8 + byte;
  while ((*target & 0xC0) == 0x80) /* within a character: its own offset */
    target--;
  offset = low * HU_TEXT_STEP;
  for (p = self->utf8 + self->checkpoints[low]; p < target; p = g_utf8_next_char (p))
    offset++;
  return offset;
}

gunichar
hu_text_get_char (HuText *self, guint offset)
{
  g_return_val_if_fail (self != NULL, 0);
  if (offset >= self->n_chars)
    return 0;
  return g_utf8_get_char (self->utf8 + hu_text_offset_to_byte (self, offset));
}

char *
hu_text_dup_range (HuText *self, guint start, guint end)
{
  gsize from, to;
  char *copy;

  g_return_val_if_fail (self != NULL, NULL);

  from = hu_text_offset_to_byte (self, start);
  to = MAX (from, hu_text_offset_to_byte (self, end));
  copy = g_malloc (to - from + 1);
  memcpy (copy, self->utf8 + from, to - from);
  copy[to - from] = '\0';
  return copy;
}

char *
hu_text_dup_snippet (HuText *self, guint start, guint end, guint max)
{
  GString *snippet = g_string_new (NULL);
  gboolean space = FALSE;
  const char *p;
  guint n = 0;

  g_return_val_if_fail (self != NULL, g_string_free (snippet, FALSE));

  p = self->utf8 + hu_text_offset_to_byte (self, start);
  for (guint i = start; i < MIN (end, self->n_chars); i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (hu_text_is_space (c))
        {
          space = snippet->len > 0;
          continue;
        }
      if (max > 0 && n + space >= max)
        {
          while (snippet->len > 0 && !hu_text_is_grapheme_boundary (self, i)) /* half a cluster */
            {
              g_string_truncate (snippet,
                                 (gsize) (g_utf8_prev_char (snippet->str + snippet->len) - snippet->str));
              i--;
            }
          g_string_append (snippet, "…");
          break;
        }
      if (space)
        g_string_append_c (snippet, ' ');
      n += 1 + (guint) space;
      space = FALSE;
      g_string_append_unichar (snippet, c == 0 ? 0x2400 : c);
    }
  return g_string_free (snippet, FALSE);
}

/* The next byte with CR LF and CR as LF; advances. */
static char
next_byte_folded (const char **p, const char *end)
{
  char c = *(*p)++;

  if (c != '\r')
    return c;
  if (*p < end && **p == '\n')
    (*p)++;
  return '\n';
}

gboolean
hu_text_range_equals (HuText *self, guint start, guint end, const char *string, gssize length)
{
  const char *a, *a_end, *b, *b_end;

  g_return_val_if_fail (self != NULL && string != NULL, FALSE);

  a = self->utf8 + hu_text_offset_to_byte (self, start);
  a_end = self->utf8 + hu_text_offset_to_byte (self, MAX (start, end));
  b = string;
  b_end = string + (length < 0 ? strlen (string) : (gsize) length);
  if (a_end - a == b_end - b && memcmp (a, b, (gsize) (a_end - a)) == 0)
    return TRUE;
  while (a < a_end && b < b_end)
    if (next_byte_folded (&a, a_end) != next_byte_folded (&b, b_end))
      return FALSE;
  return a == a_end && b == b_end;
}

guint
hu_text_get_n_paragraphs (HuText *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->paragraphs->len;
}

HuRange
hu_text_get_paragraph (HuText *self, guint index)
{
  HuRange none = { 0, 0 };

  g_return_val_if_fail (self != NULL, none);
  return index < self->paragraphs->len ? g_array_index (self->paragraphs, HuRange, index) : none;
}

guint
hu_text_paragraph_index_at (HuText *self, guint offset)
{
  guint low = 0, high;

  g_return_val_if_fail (self != NULL, 0);

  high = self->paragraphs->len; /* the first that starts after the offset */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->paragraphs, HuRange, middle).start <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? low - 1 : 0;
}

HuRange
hu_text_paragraph_at (HuText *self, guint offset)
{
  return hu_text_get_paragraph (self, hu_text_paragraph_index_at (self, offset));
}

guint
hu_text_skip_space (HuText *self, guint start, guint end)
{
  const char *p = self->utf8 + hu_text_offset_to_byte (self, start);

  for (; start < end && hu_text_is_space (g_utf8_get_char (p)); start++)
    p = g_utf8_next_char (p);
  return start;
}

guint
hu_text_skip_space_back (HuText *self, guint start, guint end)
{
  const char *p = self->utf8 + hu_text_offset_to_byte (self, end);

  for (; end > start; end--)
    {
      p = g_utf8_prev_char (p);
      if (!hu_text_is_space (g_utf8_get_char (p)))
        break;
    }
  return end;
}

/* Direction. */

#define DIRECTION_SAMPLE 1000

gboolean
hu_text_is_right_to_left (HuText *self, HuRange range)
{
  g_return_val_if_fail (self != NULL, FALSE);

  range.end = MIN (range.end, self->n_chars);
  for (guint i = range.start; i < range.end && i - range.start < DIRECTION_SAMPLE; i++)
    switch (u_charDirection ((UChar32) hu_text_get_char (self, i)))
      {
      case U_LEFT_TO_RIGHT:
        return FALSE;
      case U_RIGHT_TO_LEFT:
      case U_RIGHT_TO_LEFT_ARABIC:
        return TRUE;
      default:
        break;
      }
  return FALSE;
}
