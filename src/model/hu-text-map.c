/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an offset in one decoding of a document's bytes to the same place in another. */
#include "hu-text.h"
#include "hu-text-private.h"

/* Code points that the first @n bytes decode to; a character cut in two counts as one. */
static guint
decoded_length (const HuEncoding *codec, const guint8 *data, gsize n)
{
  const HuEncoding *actual = codec;
  GString *decoded = hu_encoding_decode (&actual, data, n);
  guint length = 0;

  for (gsize i = 0; i < decoded->len; i++)
    length += (decoded->str[i] & 0xC0) != 0x80;
  g_string_free (decoded, TRUE);
  return length;
}

guint
hu_text_map_offset (HuText *from, HuText *to, GBytes *bytes, guint offset)
{
  const HuEncoding *codec;
  const guint8 *data;
  gsize n, low = 0, high;

  g_return_val_if_fail (from != NULL && to != NULL && bytes != NULL, 0);
  data = g_bytes_get_data (bytes, &n);
  codec = hu_encoding_find (from->encoding);
  /* A byte a character on either side, as legacy encodings mostly have it: nothing is decoded. */
  if (from->n_chars == n && to->n_chars == n)
    return MIN (offset, to->n_chars);
  if (from->n_chars == n)
    return MIN (decoded_length (hu_encoding_find (to->encoding), data, MIN (offset, n)), to->n_chars);
  /* The most bytes that decode to no more than @offset: one more would begin the next character. */
  for (high = n; low < high;)
    {
      gsize middle = low + (high - low + 1) / 2;

      if (decoded_length (codec, data, middle) <= offset)
        low = middle;
      else
        high = middle - 1;
    }
  return MIN (decoded_length (hu_encoding_find (to->encoding), data, low), to->n_chars);
}
