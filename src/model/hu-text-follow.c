/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a place in a text is after somebody changed the text. */
#include "hu-text.h"

#include <string.h>

/* Bytes that @a and @b begin with. */
static gsize
count_start (const char *a, gsize a_length, const char *b, gsize b_length)
{
  gsize n = 0;

  while (n < a_length && n < b_length && a[n] == b[n])
    n++;
  return n;
}

/* And end with. */
static gsize
count_end (const char *a, gsize a_length, const char *b, gsize b_length)
{
  gsize n = 0;

  while (n < a_length && n < b_length && a[a_length - n - 1] == b[b_length - n - 1])
    n++;
  return n;
}

/* Where @words stand in @text, the nearest to @near; -1 where they don't. */
static gssize
find_nearest (const char *text, gsize length, const char *words, gsize n_words, gsize near)
{
  gssize best = -1;
  const char *p = text;

  while (n_words > 0 && (p = memmem (p, length - (gsize) (p - text), words, n_words)))
    {
      gssize at = p - text;

      if (best < 0 || ABS (at - (gssize) near) < ABS (best - (gssize) near))
        best = at;
      p++;
    }
  return best;
}

/* Where the byte @at of @a is in @b by the words around it: on both sides, else before, else after it; -1
 * where none of them are found. */
static gssize
find_by_words (const char *a, gsize a_length, const char *b, gsize b_length, gsize at)
{
  const gsize near = (gsize) ((double) at * b_length / a_length);

  for (gsize width = 64; width >= 16; width /= 2)
    for (guint side = 0; side < 3; side++)
      {
        const gsize before = side == 2 ? 0 : MIN (width, at);
        const gsize after = side == 1 ? 0 : MIN (width, a_length - at);
        gssize found;

        if (before + after < width)
          continue;
        found = find_nearest (b, b_length, a + at - before, before + after, near - MIN (near, before));
        if (found >= 0)
          return found + (gssize) before;
      }
  return -1;
}

guint
hu_text_follow_offset (HuText *from, HuText *to, guint offset)
{
  gsize a_length, b_length, at, start, end;
  const char *a, *b;
  HuRange paragraph;
  gssize found;

  g_return_val_if_fail (from != NULL && to != NULL && offset <= (guint) hu_text_get_length (from), 0);
  a = hu_text_get_utf8 (from, &a_length);
  b = hu_text_get_utf8 (to, &b_length);
  at = hu_text_offset_to_byte (from, offset);
  start = count_start (a, a_length, b, b_length);
  if (at < start || a_length == 0)
    return hu_text_byte_to_offset (to, MIN (at, b_length));
  end = count_end (a + start, a_length - start, b + start, b_length - start);
  if (at >= a_length - end)
    return hu_text_byte_to_offset (to, b_length - (a_length - at));
  paragraph = hu_text_paragraph_at (from, offset);
  if (offset >= paragraph.start && offset <= paragraph.end)
    {
      gsize first = hu_text_offset_to_byte (from, paragraph.start);

      found = find_nearest (b, b_length, a + first, hu_text_offset_to_byte (from, paragraph.end) - first,
                            (gsize) ((double) first * b_length / a_length));
      if (found >= 0)
        return hu_text_byte_to_offset (to, (gsize) found + at - first);
    }
  found = find_by_words (a, a_length, b, b_length, at);
  if (found >= 0)
    return hu_text_byte_to_offset (to, (gsize) found);
  /* Never within a character. */
  at = MIN (at, b_length - end);
  while (at > 0 && at < b_length && ((guchar) b[at] & 0xC0) == 0x80)
    at--;
  return hu_text_byte_to_offset (to, at);
}
