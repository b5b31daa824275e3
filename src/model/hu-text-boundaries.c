/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Graphemes and words, by ICU's break iterators.
 *
 * An iterator is set on a window of the text, never on the whole: the cell of 2,048 code points that holds
 * the offset, and its neighbours. ICU reads the UTF-8 in place. So a query costs what lies near its offset,
 * in whatever text, and only a cluster or word of more than 2,048 code points is seen in pieces. The
 * iterators belong to the text and are used under its lock; as long as queries stay in one window, ICU's own
 * cache serves them. */
#include "hu-text-private.h"

#include <unicode/utext.h>

#define CELL 2048

typedef struct
{
  UBreakIterator *iterator;
  gsize byte; /* of the window's start */
  HuRange window;
} View;

void
hu_text_breaks_init (HuTextBreaks *breaks)
{
  g_mutex_init (&breaks->lock);
  breaks->sentences = g_array_new (FALSE, FALSE, sizeof (HuRange));
}

void
hu_text_breaks_clear (HuTextBreaks *breaks)
{
  for (guint i = 0; i < HU_TEXT_N_UNITS; i++)
    g_clear_pointer (&breaks->iterators[i], ubrk_close);
  g_clear_pointer (&breaks->filtered, ubrk_close);
  g_array_unref (breaks->sentences);
  g_mutex_clear (&breaks->lock);
}

/* The iterator, on the window around @offset. Under the lock. */
static View
view_at (HuText *self, HuTextUnit unit, guint offset)
{
  HuTextBreaks *breaks = &self->breaks;
  guint cell = offset / CELL;
  View view = { NULL, 0, { cell > 0 ? (cell - 1) * CELL : 0, MIN (self->n_chars, (cell + 2) * CELL) } };
  HuRange *current = &breaks->windows[unit];
  UErrorCode error = U_ZERO_ERROR;

  if (breaks->iterators[unit] == NULL)
    breaks->iterators[unit] =
        ubrk_open (unit == HU_TEXT_GRAPHEME ? UBRK_CHARACTER : UBRK_WORD, "fi", NULL, 0, &error);
  view.iterator = breaks->iterators[unit];
  view.byte = hu_text_offset_to_byte (self, view.window.start);
  if (current->start != view.window.start || current->end != view.window.end)
    {
      gsize end = hu_text_offset_to_byte (self, view.window.end);
      UText text = UTEXT_INITIALIZER;

      utext_openUTF8 (&text, self->utf8 + view.byte, (int64_t) (end - view.byte), &error);
      ubrk_setUText (view.iterator, &text, &error);
      utext_close (&text);
      *current = view.window;
    }
  if (U_FAILURE (error))
    g_error ("ICU has no break iterator: %s", u_errorName (error));
  return view;
}

static int32_t
to_view (HuText *self, const View *view, guint offset)
{
  return (int32_t) (hu_text_offset_to_byte (self, offset) - view->byte);
}

static guint
from_view (HuText *self, const View *view, int32_t position)
{
  return hu_text_byte_to_offset (self, view->byte + (gsize) position);
}

/* The boundary after @offset, which is before the end. @word: (out): whether the segment that ends there
 * holds letters or digits. */
static guint
boundary_after (HuText *self, HuTextUnit unit, guint offset, gboolean *word)
{
  View view;
  int32_t position;
  guint boundary;

  g_mutex_lock (&self->breaks.lock);
  view = view_at (self, unit, offset);
  position = ubrk_following (view.iterator, to_view (self, &view, offset));
  if (word != NULL)
    *word = ubrk_getRuleStatus (view.iterator) >= UBRK_WORD_NONE_LIMIT;
  boundary = position == UBRK_DONE ? self->n_chars : from_view (self, &view, position);
  g_mutex_unlock (&self->breaks.lock);
  return boundary;
}

/* The boundary before @offset, which is not 0. */
static guint
boundary_before (HuText *self, HuTextUnit unit, guint offset)
{
  View view;
  int32_t position;
  guint boundary;

  g_mutex_lock (&self->breaks.lock);
  view = view_at (self, unit, offset - 1);
  position = ubrk_preceding (view.iterator, to_view (self, &view, offset));
  boundary = position == UBRK_DONE ? 0 : from_view (self, &view, position);
  g_mutex_unlock (&self->breaks.lock);
  return boundary;
}

static gboolean
is_boundary (HuText *self, HuTextUnit unit, guint offset)
{
  gboolean result;
  View view;

  if (offset == 0 || offset >= self->n_chars)
    return TRUE;
  g_mutex_lock (&self->breaks.lock);
  view = view_at (self, unit, offset);
  result = ubrk_isBoundary (view.iterator, to_view (self, &view, offset));
  g_mutex_unlock (&self->breaks.lock);
  return result;
}

/* Between two printable ASCII characters there is always a grapheme boundary. */
static gboolean
is_plain_ascii (HuText *self, guint offset)
{
  const char *p;

  if (offset == 0 || offset >= self->n_chars)
    return FALSE;
  p = self->utf8 + hu_text_offset_to_byte (self, offset);
  return p[-1] >= ' ' && p[-1] < 0x7F && p[0] >= ' ' && p[0] < 0x7F;
}

gboolean
hu_text_is_grapheme_boundary (HuText *self, guint offset)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return is_plain_ascii (self, offset) || is_boundary (self, HU_TEXT_GRAPHEME, offset);
}

guint
hu_text_grapheme_before (HuText *self, guint offset)
{
  g_return_val_if_fail (self != NULL, 0);
  offset = MIN (offset, self->n_chars);
  if (offset == 0)
    return 0;
  if (is_plain_ascii (self, offset - 1))
    return offset - 1;
  return boundary_before (self, HU_TEXT_GRAPHEME, offset);
}

guint
hu_text_grapheme_after (HuText *self, guint offset)
{
  g_return_val_if_fail (self != NULL, 0);
  if (offset >= self->n_chars)
    return self->n_chars;
  if (is_plain_ascii (self, offset + 1))
    return offset + 1;
  return boundary_after (self, HU_TEXT_GRAPHEME, offset, NULL);
}

gboolean
hu_text_is_word_boundary (HuText *self, guint offset)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return is_boundary (self, HU_TEXT_WORD, offset);
}

HuRange
hu_text_word_at (HuText *self, guint offset)
{
  HuRange segment = { 0, 0 };

  g_return_val_if_fail (self != NULL, segment);

  if (self->n_chars == 0)
    return segment;
  offset = MIN (offset, self->n_chars - 1);
  segment.start =
      is_boundary (self, HU_TEXT_WORD, offset) ? offset : boundary_before (self, HU_TEXT_WORD, offset);
  segment.end = boundary_after (self, HU_TEXT_WORD, offset, NULL);
  return segment;
}

guint
hu_text_word_start_before (HuText *self, guint offset)
{
  g_return_val_if_fail (self != NULL, 0);

  offset = MIN (offset, self->n_chars);
  while (offset > 0)
    {
      gboolean word;

      offset = boundary_before (self, HU_TEXT_WORD, offset);
      boundary_after (self, HU_TEXT_WORD, offset, &word);
      if (word)
        break;
    }
  return offset;
}

guint
hu_text_word_end_before (HuText *self, guint offset)
{
  g_return_val_if_fail (self != NULL, 0);

  offset = MIN (offset, self->n_chars);
  while (offset > 0)
    {
      guint end = boundary_before (self, HU_TEXT_WORD, offset);
      gboolean word;

      if (end == 0)
        return 0;
      boundary_after (self, HU_TEXT_WORD, end - 1, &word);
      if (word)
        return end;
      offset = end;
    }
  return 0;
}

guint
hu_text_word_end_after (HuText *self, guint offset)
{
  gboolean word = FALSE;

  g_return_val_if_fail (self != NULL, 0);

  while (offset < self->n_chars && !word)
    offset = boundary_after (self, HU_TEXT_WORD, offset, &word);
  return MIN (offset, self->n_chars);
}

guint
hu_text_word_start_after (HuText *self, guint offset)
{
  g_return_val_if_fail (self != NULL, 0);

  while (offset < self->n_chars)
    {
      gboolean word = FALSE;

      offset = boundary_after (self, HU_TEXT_WORD, offset, NULL);
      if (offset < self->n_chars)
        boundary_after (self, HU_TEXT_WORD, offset, &word);
      if (word)
        break;
    }
  return MIN (offset, self->n_chars);
}
