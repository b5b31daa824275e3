/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growing, shrinking and trimming a selection by word, clause, quotation, sentence and paragraph.
 *
 * A step is the shortest of some candidates that hold the selection and are longer: so the ladder needs no
 * state, and a nested quotation finds its place in it by itself. Each candidate is cut so that it never holds
 * one mark of a pair without the other. */
#include "hu-text-private.h"

#include <string.h>
#include <unicode/uchar.h>

/* How far around a selection quotations are looked for, in code points. */
#define REACH 8192

typedef struct
{
  HuText *text;
  HuRange range;  /* what was selected, trimmed */
  guint length;   /* of what was selected */
  GArray *quotes; /* of HuQuote */
  HuRange best;
  gboolean found;
} Ladder;

static gboolean
contains (HuRange a, HuRange b)
{
  return a.start <= b.start && b.end <= a.end;
}

static void
consider (Ladder *ladder, HuRange candidate)
{
  guint length = candidate.end - candidate.start;

  if (!contains (candidate, ladder->range) || length <= ladder->length)
    return;
  if (ladder->found && length >= ladder->best.end - ladder->best.start)
    return;
  ladder->best = candidate;
  ladder->found = TRUE;
}

HuRange
hu_text_window_around (HuText *self, HuRange range)
{
  HuRange first = hu_text_block_at (self, range.start);
  HuRange last = hu_text_block_at (self, range.end > range.start ? range.end - 1 : range.end);
  HuRange window = { MIN (first.start, range.start), MAX (last.end, range.end) };

  if (range.start > window.start + REACH)
    window.start = range.start - REACH;
  if (window.end > range.end && window.end - range.end > REACH)
    window.end = range.end + REACH;
  return window;
}

static HuRange
trimmed (HuText *self, guint start, guint end)
{
  HuRange range;

  range.start = hu_text_skip_space (self, start, end);
  range.end = hu_text_skip_space_back (self, range.start, end);
  return range;
}

HuRange
hu_text_trim (HuText *self, HuRange range)
{
  HuRange none = { 0, 0 };

  g_return_val_if_fail (self != NULL, none);

  range.end = MIN (range.end, self->n_chars);
  range.start = MIN (range.start, range.end);
  if (range.start == range.end)
    return range;
  range = trimmed (self, range.start, range.end);
  if (range.start == range.end)
    return range;
  if (!hu_text_is_grapheme_boundary (self, range.start))
    range.start = hu_text_grapheme_before (self, range.start);
  if (!hu_text_is_grapheme_boundary (self, range.end))
    range.end = hu_text_grapheme_after (self, range.end);
  return range;
}

static gboolean
is_word (HuText *self, HuRange segment)
{
  for (guint i = segment.start; i < segment.end; i++)
    if (g_unichar_isalnum (hu_text_get_char (self, i)))
      return TRUE;
  return FALSE;
}

/* The words that the selection touches; for a caret in white space, the word before it or the one after. */
static void
consider_words (Ladder *ladder)
{
  HuText *self = ladder->text;
  HuRange words = ladder->range, segment;

  if (words.start == words.end)
    {
      segment = hu_text_word_at (self, words.start);
      if (!is_word (self, segment) && words.start > 0)
        segment = hu_text_word_at (self, words.start - 1);
      if (is_word (self, segment))
        consider (ladder, segment);
      return;
    }
  words.start = hu_text_word_at (self, words.start).start;
  words.end = hu_text_word_at (self, words.end - 1).end;
  consider (ladder, trimmed (self, words.start, words.end));
}

/* The sentences that the selection touches, widened until no quotation is cut, or narrowed to within the one
 * that holds the selection. */
static HuRange
sentences_around (Ladder *ladder)
{
  HuText *self = ladder->text;
  HuRange range = ladder->range, first, last;

  for (guint tries = 0; tries < 4; tries++)
    {
      HuRange before = range;

      first = hu_text_sentence_at (self, range.start);
      last = hu_text_sentence_at (self, range.end > range.start ? range.end - 1 : range.end);
      range.start = MIN (range.start, first.start);
      range.end = MAX (range.end, last.end);
      for (guint i = 0; i < ladder->quotes->len; i++)
        {
          HuQuote *quote = &g_array_index (ladder->quotes, HuQuote, i);
          gboolean open = quote->outer.start >= range.start && quote->outer.start < range.end;
          gboolean close = quote->outer.end > range.start && quote->outer.end <= range.end;

          if (contains (quote->inner, ladder->range) && (!open || !close))
            {
              range.start = MAX (range.start, quote->inner.start);
              range.end = MIN (range.end, quote->inner.end);
            }
          else if (open != close)
            {
              range.start = MIN (range.start, quote->outer.start);
              range.end = MAX (range.end, quote->outer.end);
            }
        }
      if (range.start == before.start && range.end == before.end)
        break;
    }
  return range;
}

/* , ; : – — and their like. */
static gboolean
ends_clause (HuText *self, guint offset)
{
  gunichar c = hu_text_get_char (self, offset);
  gunichar before = offset > 0 ? hu_text_get_char (self, offset - 1) : ' ',
           after = hu_text_get_char (self, offset + 1);

  switch (c)
    {
    case ',':
    case ':':
      return !(g_unichar_isdigit (before) && g_unichar_isdigit (after));
    case ';':
    case 0x2014: /* — */
    case 0x2015:
    case 0x060C: /* Arabic */
    case 0x061B:
    case 0x3001: /* East Asia */
    case 0xFF0C:
    case 0xFF1A:
    case 0xFF1B:
    case 0x0387: /* Greek */
    case 0x037E:
    case 0x055D: /* Armenian */
    case 0x1363: /* Ethiopic */
    case 0x1364:
    case 0x1365:
      return TRUE;
    case '-':
    case 0x2013: /* – */
      return hu_text_is_space (before) && hu_text_is_space (after);
    default:
      return FALSE;
    }
}

/* The innermost pair other than @container that holds @offset, its marks included, and not the selection:
 * what is within it is of no concern to the clause. */
static const HuQuote *
foreign_pair_at (Ladder *ladder, guint offset)
{
  for (guint i = 0; i < ladder->quotes->len; i++)
    {
      HuQuote *quote = &g_array_index (ladder->quotes, HuQuote, i);

      if (quote->outer.start <= offset && offset < quote->outer.end &&
          !contains (quote->inner, ladder->range))
        return quote;
    }
  return NULL;
}

/* Full stops and closing marks at the end of a sentence aren't the clause's. */
static guint
without_full_stop (HuText *self, HuRange clause)
{
  guint end = clause.end;

  while (end > clause.start)
    {
      gunichar c = hu_text_get_char (self, end - 1);

      if (c != '.' && c != 0x3002 && c != 0x0964 && c != 0x06D4)
        break;
      end--;
    }
  if (end < clause.end && end > clause.start)
    {
      HuRange word = hu_text_word_at (self, end - 1);
      g_autofree char *token = hu_text_dup_range (self, word.start, end);

      if (word.end > end || hu_abbreviation_is_known (token))
        return clause.end;
    }
  return end > clause.start ? end : clause.end;
}

static void
consider_clause (Ladder *ladder, HuRange sentence)
{
  HuText *self = ladder->text;
  HuRange container = sentence, clause = ladder->range;

  for (guint i = 0; i < ladder->quotes->len; i++)
    {
      HuQuote *quote = &g_array_index (ladder->quotes, HuQuote, i);

      if (contains (quote->inner, ladder->range) && contains (container, quote->inner))
        container = quote->inner;
    }
  while (clause.start > container.start)
    {
      const HuQuote *pair = foreign_pair_at (ladder, clause.start - 1);

      if (pair == NULL && ends_clause (self, clause.start - 1))
        break;
      clause.start = pair != NULL ? MAX (pair->outer.start, container.start) : clause.start - 1;
    }
  while (clause.end < container.end)
    {
      const HuQuote *pair = foreign_pair_at (ladder, clause.end);

      if (pair == NULL && ends_clause (self, clause.end))
        break;
      clause.end = pair != NULL ? MIN (MAX (pair->outer.end, clause.end + 1), container.end) : clause.end + 1;
    }
  clause = trimmed (self, clause.start, clause.end);
  clause.end = MAX (without_full_stop (self, clause), ladder->range.end);
  consider (ladder, clause);
}

static void
consider_quotes (Ladder *ladder)
{
  for (guint i = 0; i < ladder->quotes->len; i++)
    {
      HuQuote *quote = &g_array_index (ladder->quotes, HuQuote, i);

      consider (ladder, quote->inner);
      if (!quote->bracket)
        consider (ladder, quote->outer);
    }
}

static void
consider_paragraphs (Ladder *ladder)
{
  HuText *self = ladder->text;
  HuRange all = { 0, self->n_chars };
  HuRange first = hu_text_block_at (self, ladder->range.start);
  HuRange last = hu_text_block_at (self, ladder->range.end > ladder->range.start ? ladder->range.end - 1
                                                                                 : ladder->range.end);

  consider (ladder, trimmed (self, MIN (first.start, last.start), MAX (first.end, last.end)));
  consider (ladder, all);
}

/* A caret in white space goes to the text before it in its paragraph, or else to the one after. */
static HuRange
snap_caret (HuText *self, HuRange range)
{
  HuRange block = hu_text_block_at (self, range.start);
  guint before = hu_text_skip_space_back (self, block.start, CLAMP (range.start, block.start, block.end));

  if (range.start != range.end ||
      (range.start < self->n_chars && !hu_text_is_space (hu_text_get_char (self, range.start))))
    return range;
  if (before == block.start)
    before = hu_text_skip_space (self, block.start, block.end);
  range.start = range.end = before;
  return range;
}

HuRange
hu_text_widen (HuText *self, HuRange range)
{
  Ladder ladder = { self, range, 0, NULL, range, FALSE };
  HuRange sentence;

  g_return_val_if_fail (self != NULL, range);

  range.end = MIN (range.end, self->n_chars);
  range.start = MIN (range.start, range.end);
  ladder.best = range;
  ladder.length = range.end - range.start;
  ladder.range = hu_text_trim (self, range);
  if (self->paragraphs->len == 0)
    {
      consider_paragraphs (&ladder);
      return ladder.best;
    }
  ladder.range = snap_caret (self, ladder.range);
  ladder.quotes = hu_text_find_quotes (self, hu_text_window_around (self, ladder.range));
  consider_words (&ladder);
  sentence = sentences_around (&ladder);
  consider_clause (&ladder, sentence);
  consider_quotes (&ladder);
  consider (&ladder, sentence);
  consider_paragraphs (&ladder);
  g_array_unref (ladder.quotes);
  return ladder.best;
}

HuRange
hu_text_narrow (HuText *self, HuRange range, guint anchor)
{
  HuRange step = { anchor, anchor };

  g_return_val_if_fail (self != NULL, range);

  step.start = step.end = CLAMP (anchor, range.start, MAX (range.start, range.end));
  for (;;)
    {
      HuRange next = hu_text_widen (self, step);

      if (!contains (range, next) || next.end - next.start >= range.end - range.start ||
          next.end - next.start <= step.end - step.start)
        return step;
      step = next;
    }
}
