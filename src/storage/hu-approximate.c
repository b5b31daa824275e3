/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding a stretch of text that was changed: the most similar stretch of another text.
 *
 * A column of the table of edit distances is kept as the differences between its neighbours, a bit each, and
 * the next column is made 64 rows at a time (Myers 1999, in Hyyrö's form for long patterns). The search gives
 * the end of the best stretch; the same search backwards from there, which may not skip anything, gives its
 * start.
 */
#include "hu-approximate.h"

#include <stdlib.h>
#include <string.h>

#define WORD      64
#define MAX_WORDS (HU_APPROXIMATE_MAX / WORD)

/* Where each character stands in the pattern, as bits. */
typedef struct
{
  guint length;
  guint n_words;
  guint n_chars;
  gunichar chars[HU_APPROXIMATE_MAX]; /* sorted, each once */
  guint64 *bits;                      /* n_words for each character */
  gint16 ascii[128];                  /* its place in @chars, or -1 */
} Pattern;

typedef struct
{
  guint64 plus[MAX_WORDS];
  guint64 minus[MAX_WORDS];
} Column;

static int
compare_chars (const void *a, const void *b)
{
  gunichar x = *(const gunichar *) a, y = *(const gunichar *) b;

  return x < y ? -1 : x > y;
}

static int
find_char (const Pattern *self, gunichar c)
{
  const gunichar *found;

  if (c < 128)
    return self->ascii[c];
  found = bsearch (&c, self->chars, self->n_chars, sizeof (gunichar), compare_chars);
  return found ? (int) (found - self->chars) : -1;
}

static void
pattern_init (Pattern *self, const gunichar *pattern, guint length, gboolean backward)
{
  guint n = 0;

  self->length = length;
  self->n_words = (length + WORD - 1) / WORD;
  memcpy (self->chars, pattern, length * sizeof (gunichar));
  qsort (self->chars, length, sizeof (gunichar), compare_chars);
  for (guint i = 0; i < length; i++)
    if (i == 0 || self->chars[i] != self->chars[n - 1])
      self->chars[n++] = self->chars[i];
  self->n_chars = n;
  memset (self->ascii, -1, sizeof self->ascii);
  for (guint i = 0; i < n && self->chars[i] < 128; i++)
    self->ascii[self->chars[i]] = (gint16) i;
  self->bits = g_new0 (guint64, (gsize) n * self->n_words);
  for (guint i = 0; i < length; i++)
    {
      int c = find_char (self, pattern[backward ? length - 1 - i : i]);

      self->bits[(gsize) c * self->n_words + i / WORD] |= G_GUINT64_CONSTANT (1) << (i % WORD);
    }
}

/* One block of the next column. @in, the result: how the row above it and its last row change, -1, 0 or 1. */
static int
advance (guint64 *plus, guint64 *minus, guint64 equal, int in, guint64 last)
{
  guint64 vertical = equal | *minus, horizontal, up, down;
  int out;

  if (in < 0)
    equal |= 1;
  horizontal = (((equal & *plus) + *plus) ^ *plus) | equal;
  up = *minus | ~(horizontal | *plus);
  down = *plus & horizontal;
  out = (up & last) ? 1 : (down & last) ? -1 : 0;
  up = up << 1 | (in > 0);
  down = down << 1 | (in < 0);
  *plus = down | ~(vertical | up);
  *minus = up & vertical;
  return out;
}

/* The distance after the next character, from that before it. @anchored: what stands before the stretch in
 * the text counts. */
static int
step (const Pattern *self, Column *column, gunichar c, gboolean anchored)
{
  int index = find_char (self, c), carry = anchored ? 1 : 0;
  guint64 last = G_GUINT64_CONSTANT (1) << (WORD - 1);

  for (guint i = 0; i < self->n_words; i++)
    {
      if (i + 1 == self->n_words)
        last = G_GUINT64_CONSTANT (1) << ((self->length - 1) % WORD);
      carry = advance (&column->plus[i], &column->minus[i],
                       index < 0 ? 0 : self->bits[(gsize) index * self->n_words + i], carry, last);
    }
  return carry;
}

static guint
apart (guint a, guint b)
{
  return a > b ? a - b : b - a;
}

/* Where the best stretch ends. */
static guint
find_end (const Pattern *self, const gunichar *text, guint from, guint to, guint near, guint *distance)
{
  Column column;
  guint score = self->length, end = from;

  memset (column.plus, 0xFF, sizeof column.plus);
  memset (column.minus, 0, sizeof column.minus);
  *distance = score;
  for (guint i = from; i < to; i++)
    {
      score += step (self, &column, text[i], FALSE);
      if (score < *distance || (score == *distance && apart (i + 1, near) < apart (end, near)))
        {
          *distance = score;
          end = i + 1;
        }
    }
  return end;
}

/* Where the best stretch that ends at @end starts. */
static guint
find_start (const Pattern *self, const gunichar *text, guint from, guint end)
{
  Column column;
  guint score = self->length, best = score, start = end;

  memset (column.plus, 0xFF, sizeof column.plus);
  memset (column.minus, 0, sizeof column.minus);
  for (guint i = end; i-- > from;)
    {
      score += step (self, &column, text[i], TRUE);
      /* Of equals the one that is as long as the pattern. */
      if (score < best ||
          (score == best && apart (end - i, self->length) < apart (end - start, self->length)))
        {
          best = score;
          start = i;
        }
    }
  return start;
}

gboolean
hu_approximate_find (const gunichar *pattern,
                     guint length,
                     const gunichar *text,
                     guint from,
                     guint to,
                     guint near,
                     guint max,
                     HuApproximateMatch *match)
{
  Pattern self;
  guint end, distance, lowest;

  g_return_val_if_fail (pattern != NULL && length > 0 && length <= HU_APPROXIMATE_MAX, FALSE);
  g_return_val_if_fail (text != NULL && from <= to && match != NULL, FALSE);
  pattern_init (&self, pattern, length, FALSE);
  end = find_end (&self, text, from, to, near, &distance);
  g_free (self.bits);
  if (distance > max || end == from)
    return FALSE;
  pattern_init (&self, pattern, length, TRUE);
  /* No stretch of that distance is longer. */
  lowest = end - from > length + distance ? end - length - distance : from;
  *match = (HuApproximateMatch){ find_start (&self, text, lowest, end), end, distance };
  g_free (self.bits);
  return match->start < match->end;
}
