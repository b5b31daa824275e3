/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places in a text as other programs count them: in other units, with other line ends.
 *
 * The foreign place of every STRIDE-th character is kept; from there it is counted on, so that a long text
 * costs little memory and a lookup a bounded number of steps.
 */
#include "config.h"

#include "hu-offsets.h"

#define STRIDE 256

struct _HuOffsets
{
  HuText *text;
  HuUnit unit;
  HuNewline newline;
  guint64 *marks; /* the foreign place of character STRIDE * i */
  guint n_marks;
  guint64 length;
};

/* How much the character at @p counts. @before: the one before it, or 0. */
static guint
count (HuOffsets *self, const char *p, const char *end, gunichar before)
{
  gunichar c = g_utf8_get_char (p);

  if (c == '\r' && self->newline == HU_NEWLINE_LF && p + 1 < end && p[1] == '\n')
    return 0;
  if (c == '\n' && self->newline == HU_NEWLINE_CRLF && before != '\r')
    return 2;
  if (self->unit == HU_UNIT_UTF16)
    return c > 0xffff ? 2 : 1;
  if (self->unit == HU_UNIT_UTF8)
    return (guint) (g_utf8_next_char (p) - p);
  return 1;
}

HuOffsets *
hu_offsets_new (HuText *text, HuUnit unit, HuNewline newline)
{
  HuOffsets *self;
  gsize n_bytes;
  const char *p, *end;
  gunichar before = 0;

  g_return_val_if_fail (text != NULL, NULL);
  self = g_new0 (HuOffsets, 1);
  self->text = hu_text_ref (text);
  self->unit = unit;
  self->newline = newline;
  self->n_marks = hu_text_get_length (text) / STRIDE + 1;
  self->marks = g_new (guint64, self->n_marks);
  p = hu_text_get_utf8 (text, &n_bytes);
  end = p + n_bytes;
  for (guint i = 0; p < end; i++)
    {
      if (i % STRIDE == 0)
        self->marks[i / STRIDE] = self->length;
      self->length += count (self, p, end, before);
      before = g_utf8_get_char (p);
      p = g_utf8_next_char (p);
    }
  if (hu_text_get_length (text) % STRIDE == 0)
    self->marks[self->n_marks - 1] = self->length;
  return self;
}

void
hu_offsets_free (HuOffsets *self)
{
  g_return_if_fail (self != NULL);
  hu_text_unref (self->text);
  g_free (self->marks);
  g_free (self);
}

guint64
hu_offsets_get_length (HuOffsets *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->length;
}

/* Counts on from a mark, up to character @offset or foreign place @foreign, whichever comes first. @at:
 * (out): the character that was come to. The foreign place there. */
static guint64
walk (HuOffsets *self, guint mark, guint offset, guint64 foreign, guint *at)
{
  gsize n_bytes;
  const char *start = hu_text_get_utf8 (self->text, &n_bytes), *end = start + n_bytes;
  const char *p = start + hu_text_offset_to_byte (self->text, mark * STRIDE);
  guint64 place = self->marks[mark];
  gunichar before = p > start ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;

  for (*at = mark * STRIDE; *at < offset && place < foreign && p < end; (*at)++)
    {
      place += count (self, p, end, before);
      before = g_utf8_get_char (p);
      p = g_utf8_next_char (p);
    }
  return place;
}

guint64
hu_offsets_to_foreign (HuOffsets *self, guint offset)
{
  guint at;

  g_return_val_if_fail (self != NULL, 0);
  offset = MIN (offset, hu_text_get_length (self->text));
  return walk (self, offset / STRIDE, offset, G_MAXUINT64, &at);
}

gboolean
hu_offsets_from_foreign (HuOffsets *self, guint64 foreign, guint *offset)
{
  guint low = 0, high;

  g_return_val_if_fail (self != NULL && offset != NULL, FALSE);
  if (foreign > self->length)
    return FALSE;
  /* The last mark before the place, so that of several characters there the first is found. */
  for (high = self->n_marks; low + 1 < high;)
    {
      guint middle = low + (high - low) / 2;

      if (self->marks[middle] < foreign)
        low = middle;
      else
        high = middle;
    }
  return walk (self, low, G_MAXUINT, foreign, offset) == foreign;
}

gboolean
hu_offsets_range_from_foreign (HuOffsets *self, guint64 start, guint64 end, HuRange *range)
{
  g_return_val_if_fail (self != NULL && range != NULL, FALSE);
  return hu_offsets_from_foreign (self, start, &range->start) &&
         hu_offsets_from_foreign (self, end, &range->end) && range->start < range->end;
}
