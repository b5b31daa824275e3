/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passages put together and cut: pure functions on lists of spans. */
#include "hu-spans.h"

static gboolean
is_blank (HuText *text, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (!g_unichar_isspace (hu_text_get_char (text, i)))
      return FALSE;
  return TRUE;
}

static void
append (HuText *text, GArray *spans, const HuSpan *span)
{
  HuSpan *last = spans->len ? &g_array_index (spans, HuSpan, spans->len - 1) : NULL;

  if (last && !last->lost && (span->start <= last->end || (text && is_blank (text, last->end, span->start))))
    *last = (HuSpan){ last->start, MAX (last->end, span->end), FALSE, NULL };
  else
    g_array_append_val (spans, *span);
}

static void
append_lost (GArray *spans, HuValue *passage)
{
  gsize n;
  const HuSpan *all = hu_value_get_spans (passage, &n);

  for (gsize i = 0; i < n; i++)
    if (all[i].lost)
      g_array_append_val (spans, all[i]);
}

HuValue *
hu_spans_join (HuText *text, HuValue *a, HuValue *b, gboolean keep_lost)
{
  gsize n_a, n_b, i = 0, j = 0;
  const HuSpan *spans_a = hu_value_get_spans (a, &n_a);
  const HuSpan *spans_b = hu_value_get_spans (b, &n_b);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (HuSpan));

  /* Those without a place come first, as a file has them. */
  if (keep_lost)
    {
      append_lost (spans, a);
      append_lost (spans, b);
    }
  while (i < n_a || j < n_b)
    if (i < n_a && spans_a[i].lost)
      i++;
    else if (j < n_b && spans_b[j].lost)
      j++;
    else if (j == n_b || (i < n_a && spans_a[i].start <= spans_b[j].start))
      append (text, spans, &spans_a[i++]);
    else
      append (text, spans, &spans_b[j++]);
  return hu_value_new_passage ((const HuSpan *) spans->data, spans->len);
}

static gboolean
has_words (HuText *text, HuRange range)
{
  for (guint i = range.start; i < range.end; i++)
    if (g_unichar_isalnum (hu_text_get_char (text, i)))
      return TRUE;
  return FALSE;
}

/* A piece of @span; the whole of it stays what it was. */
static void
append_piece (HuText *text, GArray *spans, const HuSpan *span, guint start, guint end)
{
  HuRange piece;

  if (start >= end)
    return;
  if (start == span->start && end == span->end)
    {
      g_array_append_val (spans, *span);
      return;
    }
  piece = hu_text_trim (text, (HuRange){ start, end });
  if (has_words (text, piece))
    {
      const HuSpan cut = { piece.start, piece.end, FALSE, NULL };

      g_array_append_val (spans, cut);
    }
}

static HuValue *
end (GArray *spans, gsize n_lost)
{
  return spans->len > n_lost ? hu_value_new_passage ((const HuSpan *) spans->data, spans->len) : NULL;
}

HuValue *
hu_spans_without (HuText *text, HuValue *passage, HuRange range)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (HuSpan));
  gsize n, n_lost = 0;
  const HuSpan *all = hu_value_get_spans (passage, &n);

  g_return_val_if_fail (text != NULL, NULL);
  for (gsize i = 0; i < n; i++)
    {
      const HuSpan *span = &all[i];

      if (span->lost)
        {
          g_array_append_val (spans, *span);
          n_lost++;
          continue;
        }
      append_piece (text, spans, span, span->start, CLAMP (range.start, span->start, span->end));
      append_piece (text, spans, span, CLAMP (MAX (range.end, range.start), span->start, span->end),
                    span->end);
    }
  return end (spans, n_lost);
}

HuValue *
hu_spans_within (HuText *text, HuValue *passage, HuRange range)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (HuSpan));
  gsize n;
  const HuSpan *all = hu_value_get_spans (passage, &n);

  g_return_val_if_fail (text != NULL, NULL);
  for (gsize i = 0; i < n; i++)
    if (!all[i].lost)
      append_piece (text, spans, &all[i], MAX (all[i].start, range.start), MIN (all[i].end, range.end));
  return end (spans, 0);
}
