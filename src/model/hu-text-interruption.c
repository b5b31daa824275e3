/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotations that are interrupted by who says it: “We will,” he said, “build it.”
 *
 * Two ways of setting it: the quotation closes and opens again, in whatever marks, or dashes stand around the
 * words that interrupt, as in Russian and Polish: — Мы построим, — сказал он, — мост. What interrupts is
 * short, of one sentence at most, and begins as the middle of a sentence does: after a comma, a dash, or in
 * lower case. A new sentence between two quotations is no interruption.
 */
#include "hu-text-private.h"

#include <unicode/uchar.h>

/* Words, at most, of what interrupts. */
#define MAX_WORDS 14
/* Code points between two dashes. */
#define MAX_GAP 160

static gboolean
is_dash (gunichar c)
{
  return c == 0x2013 || c == 0x2014 || c == 0x2015;
}

static gboolean
is_pause (gunichar c)
{
  return c == ',' || c == ';' || c == ':' || c == 0x2026 || c == 0x060C || c == 0x061B || c == 0x3001 ||
         c == 0xFF0C || is_dash (c);
}

static gboolean
is_call (gunichar c)
{
  return c == '!' || c == '?' || c == 0x061F || c == 0xFF01 || c == 0xFF1F;
}

/* The range without spaces, marks and punctuation around it. */
static HuRange
words_of (HuText *self, HuRange range)
{
  while (range.start < range.end && !g_unichar_isalnum (hu_text_get_char (self, range.start)))
    range.start++;
  while (range.end > range.start)
    {
      gunichar last = hu_text_get_char (self, range.end - 1);

      if (g_unichar_isalnum (last) || g_unichar_ismark (last))
        break;
      range.end--;
    }
  return range;
}

static guint
count_words (HuText *self, HuRange words)
{
  guint n = 0;

  for (guint at = words.start; at < words.end; at = hu_text_word_start_after (self, at))
    n++;
  return n;
}

/* Whether a sentence ends before the last of the words. */
static gboolean
holds_sentence_end (HuText *self, HuRange words)
{
  for (guint i = words.start; i + 1 < words.end; i++)
    {
      gunichar c = hu_text_get_char (self, i);

      if ((c == '.' || is_call (c)) && hu_text_sentence_start_after (self, words.start) < words.end)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_short (HuText *self, HuRange words)
{
  return words.start < words.end && count_words (self, words) <= MAX_WORDS &&
         !holds_sentence_end (self, words);
}

/* The last sign before @offset, and the first at or after it, that is no space. */
static gunichar
sign_before (HuText *self, guint low, guint offset)
{
  while (offset > low && hu_text_is_space (hu_text_get_char (self, offset - 1)))
    offset--;
  return offset > low ? hu_text_get_char (self, offset - 1) : 0;
}

static gunichar
sign_after (HuText *self, guint offset, guint high)
{
  offset = hu_text_skip_space (self, offset, high);
  return offset < high ? hu_text_get_char (self, offset) : 0;
}

/* Whether what stands between two quotations goes on with the first one's sentence. */
static gboolean
interrupts (HuText *self, const HuQuote *before, const HuQuote *after, HuRange words)
{
  const gunichar last = sign_before (self, before->inner.start, before->inner.end);
  const gunichar first = sign_after (self, before->outer.end, after->outer.start);

  if (is_pause (last) || is_pause (first))
    return TRUE;
  /* Of letters without case nothing can be told: after a call alone. */
  if (is_call (last))
    return !g_unichar_isupper (hu_text_get_char (self, words.start));
  return g_unichar_isalnum (last) && g_unichar_islower (hu_text_get_char (self, words.start));
}

static gboolean
same_marks (HuText *self, const HuQuote *a, const HuQuote *b)
{
  return hu_text_get_char (self, a->outer.start) == hu_text_get_char (self, b->outer.start);
}

static gboolean
is_within (const HuQuote *quote, const HuQuote *other)
{
  return other->outer.start <= quote->outer.start && quote->outer.end <= other->outer.end && quote != other;
}

static HuRange
cut_pauses (HuText *self, HuRange range)
{
  while (range.end > range.start)
    {
      gunichar c = hu_text_get_char (self, range.end - 1);

      if (!hu_text_is_space (c) && !(is_pause (c) && c != 0x2026))
        break;
      range.end--;
    }
  return range;
}

/* The gap between two quotations that @range reaches from the one into the other. */
static gboolean
find_quoted_gap (
    HuText *self, HuRange range, const HuQuote *before, const HuQuote *after, HuInterruption *found)
{
  const gboolean opened = range.start <= before->outer.start;
  const gboolean closed = range.end >= after->outer.end;
  HuRange kept;

  if (before->inner.end <= range.start || after->inner.start >= range.end ||
      !same_marks (self, before, after))
    return FALSE;
  found->words = words_of (self, (HuRange){ before->outer.end, after->outer.start });
  if (!is_short (self, found->words) || !interrupts (self, before, after, found->words))
    return FALSE;
  /* Marks stay where the passage has both of a pair. */
  kept = cut_pauses (self, (HuRange){ MAX (before->inner.start, range.start), before->inner.end });
  found->gap.start = opened ? before->outer.end : kept.end;
  found->gap.end = closed ? after->outer.start : after->inner.start;
  return TRUE;
}

static void
find_between_quotes (HuText *self, HuRange range, GArray *found)
{
  g_autoptr (GArray) quotes = hu_text_find_quotes (self, hu_text_window_around (self, range));
  const HuQuote *before = NULL;

  for (guint i = 0; i < quotes->len; i++)
    {
      const HuQuote *quote = &g_array_index (quotes, HuQuote, i);
      HuInterruption one;

      if (quote->bracket || quote->outer.end <= range.start || quote->outer.start >= range.end ||
          (before && is_within (quote, before)))
        continue;
      /* What is selected begins in a quotation: else it is the article's own sentence. */
      if (!before && range.start < quote->outer.start)
        return;
      if (before && find_quoted_gap (self, range, before, quote, &one))
        g_array_append_val (found, one);
      before = quote;
    }
}

/* The dash after @from that stands alone or after a space, before @end. */
static gboolean
find_dash (HuText *self, guint from, guint end, guint *at)
{
  for (*at = from; *at < end; (*at)++)
    if (is_dash (hu_text_get_char (self, *at)))
      return TRUE;
  return FALSE;
}

/* A speech that a dash opens, or one of which the first part ends with a comma. */
static gboolean
is_spoken (HuText *self, HuRange range, guint dash)
{
  const HuRange block = hu_text_block_at (self, range.start);
  const gunichar before = sign_before (self, range.start, dash);

  return before == ',' || is_call (before) || before == 0x2026 ||
         is_dash (sign_after (self, block.start, block.end));
}

static void
find_between_dashes (HuText *self, HuRange range, GArray *found)
{
  guint from = hu_text_skip_space (self, range.start, range.end), first, second;

  /* A dash that opens the speech is no interruption. */
  while (from < range.end && is_dash (hu_text_get_char (self, from)))
    from++;
  while (find_dash (self, from, range.end, &first) && find_dash (self, first + 1, range.end, &second))
    {
      HuInterruption one;

      from = second + 1;
      one.words = words_of (self, (HuRange){ first + 1, second });
      if (second - first > MAX_GAP || first == range.start || !is_short (self, one.words) ||
          !is_spoken (self, range, first) || g_unichar_isupper (hu_text_get_char (self, one.words.start)))
        {
          from = second;
          continue;
        }
      one.gap.start = cut_pauses (self, (HuRange){ range.start, first }).end;
      one.gap.end = hu_text_skip_space (self, second + 1, range.end);
      if (one.gap.start > range.start && one.gap.end < range.end)
        g_array_append_val (found, one);
    }
}

GArray *
hu_text_find_interruptions (HuText *self, HuRange range)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (HuInterruption));

  g_return_val_if_fail (self != NULL, found);
  range = hu_text_trim (self, range);
  if (range.start >= range.end)
    return found;
  find_between_quotes (self, range, found);
  if (found->len == 0)
    find_between_dashes (self, range, found);
  return found;
}
