/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the article view is set to be read: its typography and margins, numbers, and the line focus. */
#include "config.h"

#include <math.h>

#include "hu-article-view-private.h"
#include "hu-numbers.h"
#include "hu-typography.h"

/* Ems of the margins: bars and ticks at the start, chips and memo signs at the end. */
#define START_MARGIN  2.9
#define NUMBER_MARGIN 2.6 /* more, where there are numbers */
#define END_MARGIN    6.4
#define TOP_MARGIN    1.6
/* The margins take no more than this of the width, but for what can be read needs so many pixels to the em.
 */
#define MARGIN_SHARE       0.42
#define SMALLEST_MARGIN_EM 11
/* How much of what isn't looked at the line focus hides. In high contrast it stays easier to read. */
#define DIMMED          0.66
#define DIMMED_CONTRAST 0.5
/* Of numbers on the page. */
#define CONTRAST      4.5
#define HIGH_CONTRAST 7.0
/* In a longer block (code points) sentences are not counted: that takes time at each screen. */
#define LONGEST_COUNTED 20000

static double
get_start_margin (HuArticleView *self)
{
  return START_MARGIN + (self->numbers != HU_NUMBERS_NONE ? NUMBER_MARGIN : 0);
}

void
article_view_update_margins (HuArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  const double ems = get_start_margin (self) + END_MARGIN;
  const int width = gtk_widget_get_width (GTK_WIDGET (self)) > 0 ? self->layout_width : self->column;
  int start, end;

  self->margin_em = MAX (self->em, SMALLEST_MARGIN_EM);
  if (width > 0)
    self->margin_em = CLAMP ((int) (width * MARGIN_SHARE / ems), SMALLEST_MARGIN_EM, self->margin_em);
  start = (int) (self->margin_em * get_start_margin (self));
  end = (int) (self->margin_em * END_MARGIN);
  gtk_text_view_set_left_margin (view, self->right_to_left ? end : start);
  gtk_text_view_set_right_margin (view, self->right_to_left ? start : end);
}

void
article_view_update_typography (HuArticleView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  GtkTextView *view = GTK_TEXT_VIEW (self);
  g_autoptr (PangoFontDescription) font =
      hu_typography_create_font (self->font_name, self->interface_settings,
                                 gtk_widget_get_settings (GTK_WIDGET (self)), self->text_scale);
  const double ems = get_start_margin (self) + END_MARGIN;

  self->em = hu_typography_measure_em (context, font);
  hu_article_buffer_set_typography (self->buffer, &(HuTypography){ font, self->em, self->leading, self->dark,
                                                                   self->right_to_left });
  gtk_text_view_set_top_margin (view, (int) (self->em * TOP_MARGIN));
  gtk_text_view_set_bottom_margin (view, (int) (self->em * 4));
  article_view_forget_layouts (self);
  /* A line is seldom full: that it holds so many characters it must be a little wider. */
  article_view_set_column (self, hu_typography_measure_text (context, font, self->text_width + 6) +
                                     (int) (ems * MAX (self->em, SMALLEST_MARGIN_EM)));
  article_view_update_margins (self);
}

/* Numbers. */

static void
clear_number (gpointer data)
{
  g_free (((ArticleNumber *) data)->text);
}

static void
add_number (GArray *numbers, guint line, char *text)
{
  const ArticleNumber number = { line, text };

  g_array_append_val (numbers, number);
}

/* The sentences of the block whose first paragraph is @index, as far as they begin within @range: a number at
 * each line that has a beginning, of all that begin there. */
static void
number_sentences (HuText *text, ArticleParagraph *paragraph, guint index)
{
  const HuRange range = paragraph->layout->range;
  const HuRange block = hu_text_block_at (text, range.start);
  guint first = 0, last = 0, line = 0, count = 0;

  for (guint at = block.start; at < block.end && at < range.end; at = hu_text_sentence_start_after (text, at))
    {
      guint here;

      count++;
      if (at < range.start)
        continue;
      here = hu_line_layout_get_line_at (paragraph->layout, at);
      if (last > 0 && here != line)
        {
          add_number (paragraph->numbers, line, hu_numbers_format (index + 1, first, last));
          first = 0;
        }
      first = first ? first : count;
      last = count;
      line = here;
    }
  if (first > 0)
    add_number (paragraph->numbers, line, hu_numbers_format (index + 1, first, last));
}

static void
take_numbers (HuArticleView *self, ArticleParagraph *paragraph)
{
  HuText *text = hu_article_buffer_get_text (self->buffer);
  const HuRange range = paragraph->layout->range;
  const HuRange block = hu_text_block_at (text, range.start);
  const guint index = hu_text_paragraph_index_at (text, range.start);

  paragraph->numbers = g_array_new (FALSE, FALSE, sizeof (ArticleNumber));
  g_array_set_clear_func (paragraph->numbers, clear_number);
  if (self->numbers == HU_NUMBERS_SENTENCES && range.end - range.start < LONGEST_COUNTED &&
      block.end - block.start < LONGEST_COUNTED)
    number_sentences (text, paragraph, hu_text_paragraph_index_at (text, block.start));
  else if (hu_text_get_paragraph (text, index).start == range.start)
    add_number (paragraph->numbers, 0, hu_numbers_format (index + 1, 0, 0));
}

void
article_view_snapshot_numbers (HuArticleView *self, GtkSnapshot *snapshot, const GArray *visible)
{
  const GdkRGBA grey = hu_palette_get_grey (self->dark), page = hu_palette_get_page (self->dark);
  const GdkRGBA color =
      hu_palette_ensure_contrast (&grey, &page, self->high_contrast ? HIGH_CONTRAST : CONTRAST);

  if (self->numbers == HU_NUMBERS_NONE)
    return;
  for (guint i = 0; i < visible->len; i++)
    {
      const ArticleVisible *at = &g_array_index (visible, ArticleVisible, i);

      if (!at->paragraph->numbers)
        take_numbers (self, at->paragraph);
      for (guint j = 0; j < at->paragraph->numbers->len; j++)
        {
          const ArticleNumber *number = &g_array_index (at->paragraph->numbers, ArticleNumber, j);
          const graphene_rect_t area = article_view_get_number_area (self, at, number);

          gtk_snapshot_save (snapshot);
          gtk_snapshot_translate (snapshot, &area.origin);
          gtk_snapshot_append_layout (snapshot, article_view_get_label (self, number->text), &color);
          gtk_snapshot_restore (snapshot);
        }
    }
}

/* The line focus. */

/* What is looked at: the paragraphs of the selection, or of the caret. */
static HuRange
get_focused_range (HuArticleView *self)
{
  HuText *text = hu_article_buffer_get_text (self->buffer);
  const HuRange selection = hu_editor_get_selection (self->editor);
  const guint last = selection.end > selection.start ? selection.end - 1 : selection.end;

  return (HuRange){ hu_text_block_at (text, selection.start).start, hu_text_block_at (text, last).end };
}

static void
get_focused_extent (HuArticleView *self, int *top, int *bottom)
{
  const HuRange range = get_focused_range (self);
  GtkTextIter iter;
  int height;

  hu_article_buffer_get_iter (self->buffer, range.start, &iter);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &iter, top, &height);
  hu_article_buffer_get_end_iter (self->buffer, range.end, &iter);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &iter, bottom, &height);
  *bottom += height;
}

static void
dim (GtkSnapshot *snapshot, const GdkRGBA *color, const GdkRectangle *visible, int top, int bottom)
{
  top = MAX (top, visible->y);
  bottom = MIN (bottom, visible->y + visible->height);
  if (top < bottom)
    gtk_snapshot_append_color (snapshot, color,
                               &GRAPHENE_RECT_INIT ((float) visible->x, (float) top, (float) visible->width,
                                                    (float) (bottom - top)));
}

void
article_view_snapshot_focus (HuArticleView *self, GtkSnapshot *snapshot)
{
  GdkRectangle visible;
  GdkRGBA color = hu_palette_get_page (self->dark);
  int top, bottom;

  if (!self->line_focus || !hu_article_buffer_get_text (self->buffer))
    return;
  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "view_bg_color", &color);
  color.alpha = (float) (self->high_contrast ? DIMMED_CONTRAST : DIMMED);
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  get_focused_extent (self, &top, &bottom);
  /* The margins above and below the text are in view, too. */
  dim (snapshot, &color, &visible, visible.y, top);
  dim (snapshot, &color, &visible, bottom, visible.y + visible.height);
}

/* Scrolling. */

gboolean
hu_article_view_get_visible_range (HuArticleView *self, HuRange *range)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GdkRectangle visible;
  GtkTextIter iter;

  g_return_val_if_fail (HU_IS_ARTICLE_VIEW (self) && range != NULL, FALSE);
  gtk_text_view_get_visible_rect (view, &visible);
  if (!hu_article_buffer_get_text (self->buffer) || visible.height <= 0)
    return FALSE;
  gtk_text_view_get_iter_at_location (view, &iter, 0, visible.y);
  range->start = hu_article_buffer_get_offset (self->buffer, &iter);
  gtk_text_view_get_iter_at_location (view, &iter, visible.x + visible.width, visible.y + visible.height);
  range->end = MAX (range->start, hu_article_buffer_get_offset (self->buffer, &iter));
  return TRUE;
}

void
hu_article_view_scroll_to (HuArticleView *self, guint offset)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter iter;

  g_return_if_fail (HU_IS_ARTICLE_VIEW (self));
  hu_article_buffer_get_iter (self->buffer, offset, &iter);
  gtk_text_buffer_move_mark_by_name (buffer, "hu-reveal", &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_mark (buffer, "hu-reveal"), 0, TRUE,
                                0, 0.5);
}

/* Settings. */

void
hu_article_view_set_leading (HuArticleView *self, double leading)
{
  g_return_if_fail (HU_IS_ARTICLE_VIEW (self) && leading > 0);
  if (leading == self->leading)
    return;
  self->leading = leading;
  article_view_update_typography (self);
}

void
hu_article_view_set_line_focus (HuArticleView *self, gboolean line_focus)
{
  g_return_if_fail (HU_IS_ARTICLE_VIEW (self));
  self->line_focus = line_focus;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
hu_article_view_set_numbers (HuArticleView *self, HuNumbers numbers)
{
  g_return_if_fail (HU_IS_ARTICLE_VIEW (self));
  if (numbers == self->numbers)
    return;
  self->numbers = numbers;
  article_view_update_typography (self);
}
