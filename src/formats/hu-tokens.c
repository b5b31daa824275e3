/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as tokens: words, numbers and marks, cut wherever a tag begins or ends. */
#include "config.h"

#include "hu-tokens.h"

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* Where spans begin and end, in order. */
static GArray *
find_cuts (HuLabelledSpans *spans)
{
  GArray *cuts = g_array_sized_new (FALSE, FALSE, sizeof (guint), spans->spans->len * 2);

  for (guint i = 0; i < spans->spans->len; i++)
    {
      const HuLabelledSpan *span = &g_array_index (spans->spans, HuLabelledSpan, i);

      g_array_append_val (cuts, span->range.start);
      g_array_append_val (cuts, span->range.end);
    }
  g_array_sort (cuts, compare_offsets);
  return cuts;
}

typedef struct
{
  HuText *text;
  GArray *cuts;
  guint cut; /* the first that is not behind */
  guint sentence_end;
  guint paragraph;
  GArray *tokens;
} Cutting;

static void
add_token (Cutting *self, guint start, guint end)
{
  guint paragraph = hu_text_paragraph_index_at (self->text, start);
  gboolean begins = self->tokens->len == 0 || start >= self->sentence_end || paragraph != self->paragraph;
  HuToken token = { { start, end }, begins };

  if (begins)
    {
      self->sentence_end = MAX (hu_text_sentence_at (self->text, start).end, end);
      self->paragraph = paragraph;
    }
  g_array_append_val (self->tokens, token);
}

/* A segment of UAX #29: tokens without white space, cut at the cuts. */
static void
cut_segment (Cutting *self, HuRange segment)
{
  guint start = segment.start;

  for (guint at = segment.start; at <= segment.end; at++)
    {
      gboolean space = at < segment.end && g_unichar_isspace (hu_text_get_char (self->text, at));

      while (self->cut < self->cuts->len && g_array_index (self->cuts, guint, self->cut) < at)
        self->cut++;
      if (at < segment.end && !space &&
          !(self->cut < self->cuts->len && g_array_index (self->cuts, guint, self->cut) == at))
        continue;
      if (at > start)
        add_token (self, start, at);
      start = space ? at + 1 : at;
    }
}

GArray *
hu_tokens_new (HuLabelledSpans *spans)
{
  HuText *text;
  Cutting self = { 0 };

  g_return_val_if_fail (spans != NULL, NULL);
  text = spans->document->text;
  self.text = text;
  self.cuts = find_cuts (spans);
  self.tokens = g_array_new (FALSE, FALSE, sizeof (HuToken));
  for (guint at = 0; at < hu_text_get_length (text);)
    {
      HuRange segment = hu_text_word_at (text, at);

      cut_segment (&self, segment);
      at = segment.end;
    }
  g_array_unref (self.cuts);
  return self.tokens;
}

guint
hu_tokens_find (GArray *tokens, guint offset)
{
  guint low = 0, high;

  g_return_val_if_fail (tokens != NULL, 0);
  high = tokens->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (tokens, HuToken, middle).range.end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
