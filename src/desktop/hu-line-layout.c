/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the words of the article stand: rectangles of ranges, a visual run each, cached by paragraph.
 *
 * GTK 4 doesn't give out a text view's layouts, so places are asked for: the wrapped lines of a paragraph
 * once, and the edges of code points when a mark first needs them. In a line that runs from left to right the
 * two ends of a range are enough. In one that has text from right to left they are not: what is side by side
 * in the text may lie apart in the line, so every code point is looked at and those that touch are joined.
 */
#include "config.h"

#include "hu-line-layout.h"

#include <math.h>
#include <unicode/uchar.h>

static void
clear_line (gpointer data)
{
  HuVisualLine *line = data;

  g_free (line->lefts);
  g_free (line->rights);
}

void
hu_line_layout_free (HuLineLayout *self)
{
  if (!self)
    return;
  g_array_unref (self->lines);
  g_free (self);
}

static HuArticleBuffer *
get_buffer (GtkTextView *view)
{
  return HU_ARTICLE_BUFFER (gtk_text_view_get_buffer (view));
}

static gboolean
turns (gunichar c)
{
  switch (u_charDirection ((UChar32) c))
    {
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC:
    case U_ARABIC_NUMBER:
    case U_RIGHT_TO_LEFT_EMBEDDING:
    case U_RIGHT_TO_LEFT_OVERRIDE:
    case U_RIGHT_TO_LEFT_ISOLATE:
    case U_LEFT_TO_RIGHT_OVERRIDE:
    case U_FIRST_STRONG_ISOLATE:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2029;
}

/* Fills in where the words of the line end, and whether it is mixed: @end is where the next line starts. */
static void
read_line (HuText *text, HuVisualLine *line, guint end)
{
  gsize length;
  const char *utf8 = hu_text_get_utf8 (text, &length);
  const char *at = utf8 + hu_text_offset_to_byte (text, line->start);

  line->end = line->start;
  for (guint offset = line->start; offset < end && at < utf8 + length; offset++)
    {
      const gunichar c = *at ? g_utf8_get_char (at) : 0x2400;

      if (is_line_end (c))
        return;
      if (!g_unichar_isspace (c))
        line->end = offset + 1;
      line->mixed = line->mixed || turns (c);
      at += g_utf8_skip[(guchar) *at];
    }
}

HuLineLayout *
hu_line_layout_new (GtkTextView *view, const GtkTextIter *line_start)
{
  HuArticleBuffer *buffer;
  HuLineLayout *self;
  GtkTextIter iter, next, end;
  GdkRectangle place;
  int top, height;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view) && line_start != NULL, NULL);
  buffer = get_buffer (view);
  self = g_new0 (HuLineLayout, 1);
  self->lines = g_array_new (FALSE, FALSE, sizeof (HuVisualLine));
  g_array_set_clear_func (self->lines, clear_line);
  gtk_text_view_get_line_yrange (view, line_start, &top, &height);
  self->height = (float) height;
  iter = end = *line_start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  self->range.start = hu_article_buffer_get_offset (buffer, line_start);
  self->range.end = hu_article_buffer_get_offset (buffer, &end);
  do
    {
      HuVisualLine line = { .start = hu_article_buffer_get_offset (buffer, &iter) };
      gboolean more;

      gtk_text_view_get_iter_location (view, &iter, &place);
      line.y = (float) (place.y - top);
      line.height = (float) place.height;
      next = iter;
      more = gtk_text_view_forward_display_line (view, &next) && gtk_text_iter_compare (&next, &iter) > 0 &&
             gtk_text_iter_compare (&next, &end) < 0;
      read_line (hu_article_buffer_get_text (buffer), &line,
                 more ? hu_article_buffer_get_offset (buffer, &next) : self->range.end);
      g_array_append_val (self->lines, line);
      iter = next;
      if (!more)
        break;
    }
  while (TRUE);
  return self;
}

static GdkRectangle
locate (GtkTextView *view, guint offset)
{
  GtkTextIter iter;
  GdkRectangle place;

  hu_article_buffer_get_iter (get_buffer (view), offset, &iter);
  gtk_text_view_get_iter_location (view, &iter, &place);
  return place;
}

static float *
create_edges (guint n)
{
  float *edges = g_new (float, n);

  for (guint i = 0; i < n; i++)
    edges[i] = NAN;
  return edges;
}

/* The left edge of a code point of a line from left to right; at its end, the right edge of the last. */
static float
get_edge (HuVisualLine *line, GtkTextView *view, guint offset)
{
  const guint n = line->end - line->start, index = offset - line->start;

  if (!line->lefts)
    line->lefts = create_edges (n + 1);
  if (isnan (line->lefts[index]))
    {
      const GdkRectangle place = locate (view, index < n ? offset : offset - 1);

      line->lefts[index] = (float) (index < n ? place.x : place.x + place.width);
    }
  return line->lefts[index];
}

/* Both edges of a code point, in whichever direction it runs. */
static void
get_edges (HuVisualLine *line, GtkTextView *view, guint offset, float *left, float *right)
{
  const guint n = line->end - line->start, index = offset - line->start;

  if (!line->lefts)
    {
      line->lefts = create_edges (n + 1);
      line->rights = create_edges (n + 1);
    }
  if (isnan (line->lefts[index]))
    {
      const GdkRectangle place = locate (view, offset);

      line->lefts[index] = (float) MIN (place.x, place.x + place.width);
      line->rights[index] = (float) MAX (place.x, place.x + place.width);
    }
  *left = line->lefts[index];
  *right = line->rights[index];
}

static void
append (GArray *runs, const HuVisualLine *line, guint index, float left, float right)
{
  const HuRun run = { index, left, line->y, right - left, line->height };

  if (right > left)
    g_array_append_val (runs, run);
}

/* Joins what touches: first with the stretch before, then, once all are there, those that meet. */
static void
join_runs (GArray *runs, guint first)
{
  for (guint i = first; i < runs->len; i++)
    for (guint j = i + 1; j < runs->len;)
      {
        HuRun *a = &g_array_index (runs, HuRun, i);
        const HuRun b = g_array_index (runs, HuRun, j);

        if (b.x > a->x + a->width + 1 || a->x > b.x + b.width + 1)
          {
            j++;
            continue;
          }
        a->width = MAX (a->x + a->width, b.x + b.width) - MIN (a->x, b.x);
        a->x = MIN (a->x, b.x);
        g_array_remove_index (runs, j);
        j = i + 1;
      }
}

static void
get_mixed_runs (HuVisualLine *line, GtkTextView *view, guint index, guint start, guint end, GArray *runs)
{
  const guint first = runs->len;
  float left = 0, right = -1;

  for (guint offset = start; offset < end; offset++)
    {
      float l, r;

      get_edges (line, view, offset, &l, &r);
      if (right < left)
        {
          left = l;
          right = r;
        }
      else if (l <= right + 1 && r >= left - 1)
        {
          left = MIN (left, l);
          right = MAX (right, r);
        }
      else
        {
          append (runs, line, index, left, right);
          left = l;
          right = r;
        }
    }
  append (runs, line, index, left, right);
  join_runs (runs, first);
}

void
hu_line_layout_get_runs (
    HuLineLayout *self, GtkTextView *view, HuRange range, guint first, guint last, GArray *runs)
{
  g_return_if_fail (self != NULL && runs != NULL);
  for (guint i = first; i <= last && i < self->lines->len; i++)
    {
      HuVisualLine *line = &g_array_index (self->lines, HuVisualLine, i);
      const guint start = MAX (range.start, line->start), end = MIN (range.end, line->end);

      if (line->start >= range.end)
        return;
      if (start >= end)
        continue;
      if (line->mixed)
        get_mixed_runs (line, view, i, start, end, runs);
      else
        append (runs, line, i, get_edge (line, view, start), get_edge (line, view, end));
    }
}

guint
hu_line_layout_get_line_at (HuLineLayout *self, guint offset)
{
  guint low = 0, high;

  g_return_val_if_fail (self != NULL, 0);
  high = self->lines->len;
  while (low + 1 < high)
    {
      const guint middle = (low + high) / 2;

      if (g_array_index (self->lines, HuVisualLine, middle).start <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}
