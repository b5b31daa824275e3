/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text wrapped at a fixed width: which lines go on in the next.
 *
 * A line is full when the first word of the line right below it would not have fitted. Where nearly all lines
 * with another right below are full, and none is longer than a terminal is wide, the text was wrapped, and
 * its full lines are joined. In verse, lists and one-line paragraphs hardly any line is full. */
#include "hu-text-private.h"

#include <string.h>

#define NARROWEST 40
#define WIDEST    110
#define SLACK     1

typedef struct
{
  guint length;     /* code points without white space at the end */
  guint first_word; /* code points to the end of the first word, with what it is indented */
  gboolean follows; /* the line right above is a paragraph too */
} Line;

static Line
measure (HuText *self, guint index)
{
  HuRange range = hu_text_get_paragraph (self, index);
  guint start = hu_text_skip_space (self, range.start, range.end);
  Line line = { hu_text_skip_space_back (self, range.start, range.end) - range.start, start - range.start,
                FALSE };
  const char *p = self->utf8 + hu_text_offset_to_byte (self, start);

  for (guint i = start; i < range.end && !hu_text_is_space (g_utf8_get_char (p)) && line.first_word <= WIDEST;
       i++)
    {
      line.first_word++;
      p = g_utf8_next_char (p);
    }
  if (index > 0)
    {
      guint end = hu_text_get_paragraph (self, index - 1).end;

      line.follows =
          range.start - end == 1 || (range.start - end == 2 && hu_text_get_char (self, end) == '\r' &&
                                     hu_text_get_char (self, end + 1) == '\n');
    }
  return line;
}

/* The width that @lines were wrapped at, or 0. */
static guint
find_width (GArray *lines)
{
  guint width = 0, pairs = 0, full = 0;

  for (guint i = 1; i < lines->len; i++)
    {
      Line *line = &g_array_index (lines, Line, i);

      if (!line->follows)
        continue;
      width = MAX (width, MAX (line->length, line[-1].length));
      pairs++;
    }
  if (pairs < 3 || width < NARROWEST || width > WIDEST)
    return 0;
  for (guint i = 1; i < lines->len; i++)
    {
      Line *line = &g_array_index (lines, Line, i);

      full += line->follows && line[-1].length + 1 + line->first_word + SLACK > width;
    }
  return full * 10 >= pairs * 6 ? width : 0;
}

void
hu_text_find_wrapping (HuText *self)
{
  guint n = self->paragraphs->len;
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  guint width;

  self->joined = g_byte_array_sized_new (n);
  g_byte_array_set_size (self->joined, n);
  if (n > 0)
    memset (self->joined->data, 0, n);
  for (guint i = 0; i < n; i++)
    {
      HuRange range = hu_text_get_paragraph (self, i);
      Line line = { range.end - range.start, 0, FALSE };

      if (line.length <= 4 * WIDEST)
        line = measure (self, i);
      else if (i > 0)
        line.follows = range.start - hu_text_get_paragraph (self, i - 1).end <= 2;
      g_array_append_val (lines, line);
    }
  width = find_width (lines);
  for (guint i = 1; i < n && width > 0; i++)
    {
      Line *line = &g_array_index (lines, Line, i);

      self->joined->data[i] = line->follows && line[-1].length + 1 + line->first_word + SLACK > width;
    }
}

HuRange
hu_text_block_at (HuText *self, guint offset)
{
  HuRange block = { 0, 0 };
  guint first, last;

  g_return_val_if_fail (self != NULL, block);

  if (self->paragraphs->len == 0)
    return block;
  first = last = hu_text_paragraph_index_at (self, offset);
  while (first > 0 && self->joined->data[first])
    first--;
  while (last + 1 < self->joined->len && self->joined->data[last + 1])
    last++;
  block.start = hu_text_get_paragraph (self, first).start;
  block.end = hu_text_get_paragraph (self, last).end;
  return block;
}
