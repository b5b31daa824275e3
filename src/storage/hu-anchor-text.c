/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text prepared for finding many stretches of another one in it.
 *
 * Every place is listed under the hash of the four folded characters that stand there. A stretch is looked up
 * by its rarest four, so the cost doesn't depend on the length of the text but on how common they are.
 */
#include "hu-anchor-text.h"

#include <string.h>

#define MIN_GRAM_BITS 10
#define MAX_GRAM_BITS 20
/* Places of a gram that are looked at: a stretch without a rarer one is nothing to go by. */
#define MAX_PLACES 4096
/* Grams of a stretch that are compared to find the rarest. */
#define MAX_COMPARED 256

gunichar
hu_anchor_fold (gunichar c)
{
  if (c < 128)
    return g_ascii_isspace ((char) c) ? ' ' : (gunichar) g_ascii_tolower ((char) c);
  switch (c)
    {
    case 0x2018: /* single quotation marks */
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2039:
    case 0x203A:
      return '\'';
    case 0x201C: /* double ones */
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xAB:
    case 0xBB:
      return '"';
    case 0x2010: /* hyphens and dashes */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return '-';
    case 0x85:
    case 0x200B:
    case 0xFEFF:
      return ' ';
    default:
      return g_unichar_isspace (c) ? ' ' : g_unichar_tolower (c);
    }
}

gunichar *
hu_anchor_decode (const char *utf8, gsize n_bytes, guint *length)
{
  gunichar *chars = g_new (gunichar, n_bytes + 1);
  guint n = 0;

  for (const char *p = utf8, *end = utf8 + n_bytes; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' && p > utf8 && p[-1] == '\r')
        continue;
      chars[n++] = c == '\r' ? '\n' : c;
    }
  chars[n] = 0;
  *length = n;
  return chars;
}

static guint
hash_gram (HuAnchorText *self, const gunichar *folded)
{
  guint64 hash = 0;

  for (guint i = 0; i < HU_ANCHOR_GRAM; i++)
    hash = (hash + folded[i] + 1) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  return (guint) (hash >> (64 - self->gram_bits));
}

/* Places sorted by their grams' hashes, in order within each: counted, then put. */
static void
index_grams (HuAnchorText *self)
{
  guint n = self->n >= HU_ANCHOR_GRAM ? self->n - HU_ANCHOR_GRAM + 1 : 0;
  guint size;

  self->gram_bits = MIN_GRAM_BITS;
  while (self->gram_bits < MAX_GRAM_BITS && (1u << self->gram_bits) < n)
    self->gram_bits++;
  size = 1u << self->gram_bits;
  self->buckets = g_new0 (guint32, size + 2);
  self->grams = g_new (guint32, n + 1);
  for (guint i = 0; i < n; i++)
    self->buckets[hash_gram (self, self->folded + i) + 2]++;
  for (guint i = 2; i < size + 2; i++)
    self->buckets[i] += self->buckets[i - 1];
  for (guint i = 0; i < n; i++)
    self->grams[self->buckets[hash_gram (self, self->folded + i) + 1]++] = i;
}

static void
find_line_ends (HuAnchorText *self)
{
  guint length = hu_text_get_length (self->text);

  self->line_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->n; i++)
    if (self->chars[i] == '\n')
      g_array_append_val (self->line_ends, i);
  if (length == self->n)
    return;
  /* Some line ends are two characters. */
  self->offsets = g_new (guint, self->n + 1);
  {
    gsize n_bytes;
    const char *utf8 = hu_text_get_utf8 (self->text, &n_bytes);
    guint place = 0, offset = 0;

    for (const char *p = utf8, *end = utf8 + n_bytes; p < end; p = g_utf8_next_char (p), offset++)
      if (!(*p == '\n' && p > utf8 && p[-1] == '\r'))
        self->offsets[place++] = offset;
    self->offsets[place] = offset;
  }
}

HuAnchorText *
hu_anchor_text_new (HuText *text)
{
  HuAnchorText *self;
  gsize n_bytes;
  const char *utf8;

  g_return_val_if_fail (text != NULL, NULL);
  self = g_new0 (HuAnchorText, 1);
  self->text = text;
  utf8 = hu_text_get_utf8 (text, &n_bytes);
  self->chars = hu_anchor_decode (utf8, n_bytes, &self->n);
  self->folded = g_new (gunichar, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    self->folded[i] = hu_anchor_fold (self->chars[i]);
  find_line_ends (self);
  index_grams (self);
  return self;
}

void
hu_anchor_text_free (HuAnchorText *self)
{
  g_free (self->chars);
  g_free (self->folded);
  g_array_unref (self->line_ends);
  g_free (self->offsets);
  g_free (self->buckets);
  g_free (self->grams);
  g_free (self);
}

guint
hu_anchor_text_to_offset (HuAnchorText *self, guint place)
{
  place = MIN (place, self->n);
  return self->offsets ? self->offsets[place] : place;
}

guint
hu_anchor_text_from_offset (HuAnchorText *self, guint offset)
{
  guint low = 0, high = self->n;

  if (!self->offsets)
    return MIN (offset, self->n);
  while (low < high)
    {
      guint middle = low + (high - low + 1) / 2;

      if (self->offsets[middle] <= offset)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

/* How many line ends stand before @place. */
static guint
count_line_ends (HuAnchorText *self, guint place)
{
  guint low = 0, high = self->line_ends->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->line_ends, guint, middle) < place)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gint64
hu_anchor_text_to_styled (HuAnchorText *self, guint place, gboolean two)
{
  return (gint64) place + (two ? count_line_ends (self, place) : 0);
}

guint
hu_anchor_text_from_styled (HuAnchorText *self, gint64 styled, gboolean two)
{
  guint low = 0, high = self->n;

  if (styled <= 0)
    return 0;
  if (!two)
    return (guint) MIN (styled, self->n);
  while (low < high)
    {
      guint middle = low + (high - low + 1) / 2;

      if (hu_anchor_text_to_styled (self, middle, TRUE) <= styled)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

gboolean
hu_anchor_text_is_paragraph_start (HuAnchorText *self, guint place)
{
  return place == 0 || self->chars[place - 1] == '\n' || self->chars[place - 1] == 0x2029;
}

gboolean
hu_anchor_text_is_paragraph_end (HuAnchorText *self, guint place)
{
  return place >= self->n || self->chars[place] == '\n' || self->chars[place] == 0x2029;
}

const guint32 *
hu_anchor_text_find_gram (HuAnchorText *self, const gunichar *folded, guint *n)
{
  guint hash = hash_gram (self, folded);

  *n = self->buckets[hash + 1] - self->buckets[hash];
  return self->grams + self->buckets[hash];
}

static gboolean
stands_at (HuAnchorText *self, const gunichar *pattern, guint length, gboolean folded, guint place)
{
  const gunichar *chars = folded ? self->folded : self->chars;

  return place <= self->n && length <= self->n - place &&
         memcmp (chars + place, pattern, length * sizeof (gunichar)) == 0;
}

/* Too short for a gram. */
static gboolean
scan (HuAnchorText *self,
      const gunichar *pattern,
      guint length,
      gboolean folded,
      guint near,
      guint max,
      GArray *places)
{
  guint from = near > MAX_PLACES * 16 ? near - MAX_PLACES * 16 : 0;
  guint to = MIN (self->n, near + MAX_PLACES * 16);

  for (guint i = from; i < to; i++)
    if (stands_at (self, pattern, length, folded, i))
      {
        if (places->len == max)
          return FALSE;
        g_array_append_val (places, i);
      }
  return from == 0 && to == self->n;
}

/* Where the rarest gram of a pattern begins. */
static guint
find_rarest (HuAnchorText *self, const gunichar *folded, guint length)
{
  guint rarest = 0, fewest = G_MAXUINT, n;
  guint last = length - HU_ANCHOR_GRAM;
  guint stride = MAX (1, last / MAX_COMPARED);

  for (guint i = 0; i <= last && fewest > 1; i += stride)
    {
      hu_anchor_text_find_gram (self, folded + i, &n);
      if (n < fewest)
        {
          fewest = n;
          rarest = i;
        }
    }
  return rarest;
}

/* The first of sorted places that is at or after @place. */
static guint
bisect (const guint32 *places, guint n, guint place)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (places[middle] < place)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
hu_anchor_text_find (HuAnchorText *self,
                     const gunichar *pattern,
                     guint length,
                     gboolean folded,
                     guint near,
                     guint max,
                     GArray *places)
{
  g_autofree gunichar *keys = NULL;
  const guint32 *found;
  guint rarest, n, from = 0;
  gboolean all = TRUE;

  g_array_set_size (places, 0);
  if (length == 0)
    return FALSE;
  if (length < HU_ANCHOR_GRAM)
    return scan (self, pattern, length, folded, near, max, places);
  keys = g_new (gunichar, length);
  for (guint i = 0; i < length; i++)
    keys[i] = hu_anchor_fold (pattern[i]);
  rarest = find_rarest (self, keys, length);
  found = hu_anchor_text_find_gram (self, keys + rarest, &n);
  if (n > MAX_PLACES)
    {
      guint middle = bisect (found, n, near + rarest);

      from = middle > MAX_PLACES / 2 ? MIN (middle - MAX_PLACES / 2, n - MAX_PLACES) : 0;
      n = from + MAX_PLACES;
      all = FALSE;
    }
  for (guint i = from; i < n; i++)
    {
      guint place = found[i] - rarest;

      if (found[i] < rarest || !stands_at (self, pattern, length, folded, place))
        continue;
      if (places->len == max)
        {
          /* The nearest are kept: those before it that are further away make room. */
          if (place > near && place - near >= ABS ((gint64) near - g_array_index (places, guint, 0)))
            return FALSE;
          g_array_remove_index (places, 0);
          all = FALSE;
        }
      g_array_append_val (places, place);
    }
  return all;
}
