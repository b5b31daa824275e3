/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The article view's caches: what is drawn of each paragraph, and where it stands in the margins. */
#include "config.h"

#include <math.h>

#include "hu-article-view-private.h"
#include "hu-marks-geometry.h"

/* So many paragraphs are remembered at most. */
#define MAX_PARAGRAPHS 1500

static void
forget_marks (ArticleParagraph *paragraph)
{
  g_clear_pointer (&paragraph->marks, hu_marks_free);
  g_clear_pointer (&paragraph->chips, g_free);
  g_clear_pointer (&paragraph->folds, g_array_unref);
}

static void
free_paragraph (gpointer data)
{
  ArticleParagraph *paragraph = data;

  forget_marks (paragraph);
  g_clear_pointer (&paragraph->numbers, g_array_unref);
  hu_line_layout_free (paragraph->layout);
  g_free (paragraph);
}

void
article_view_init_paragraphs (HuArticleView *self)
{
  self->paragraphs = g_hash_table_new_full (NULL, NULL, NULL, free_paragraph);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

void
article_view_clear_paragraphs (HuArticleView *self)
{
  g_clear_pointer (&self->paragraphs, g_hash_table_unref);
  g_clear_pointer (&self->labels, g_hash_table_unref);
}

void
article_view_forget_layouts (HuArticleView *self)
{
  g_hash_table_remove_all (self->paragraphs);
  g_hash_table_remove_all (self->labels);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
article_view_forget_marks (HuArticleView *self)
{
  GHashTableIter iter;
  gpointer paragraph;

  g_hash_table_iter_init (&iter, self->paragraphs);
  while (g_hash_table_iter_next (&iter, NULL, &paragraph))
    forget_marks (paragraph);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Marks. */

static double
ems (HuArticleView *self, double n)
{
  return round (self->margin_em * n);
}

PangoLayout *
article_view_get_label (HuArticleView *self, const char *text)
{
  PangoLayout *layout = g_hash_table_lookup (self->labels, text);
  PangoFontDescription *font;

  if (layout)
    return layout;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  font = pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (layout)));
  pango_font_description_set_absolute_size (font, self->margin_em * CHIP_FONT * PANGO_SCALE);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  g_hash_table_insert (self->labels, g_strdup (text), layout);
  return layout;
}

static double
get_label_width (HuArticleView *self, const char *text)
{
  int width;

  pango_layout_get_pixel_size (article_view_get_label (self, text), &width, NULL);
  return MAX (width + 2 * ems (self, CHIP_PADDING), ems (self, CHIP_HEIGHT));
}

char *
article_view_format_fold (guint count)
{
  return g_strdup_printf ("+%u", count);
}

static double
get_end_margin (HuArticleView *self)
{
  return self->right_to_left ? gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self))
                             : gtk_text_view_get_right_margin (GTK_TEXT_VIEW (self));
}

static const HuVisualLine *
get_line (const ArticleParagraph *paragraph, guint index)
{
  return &g_array_index (paragraph->layout->lines, HuVisualLine, index);
}

static void
place_chips (HuArticleView *self, ArticleParagraph *paragraph)
{
  const HuMarks *marks = paragraph->marks;
  const HuChipSpace space = {
    .width = get_end_margin (self) - ems (self, CHIP_INSET) - ems (self, SIGN_INSET + SIGN_SIZE + CHIP_GAP),
    .height = ems (self, CHIP_HEIGHT),
    .gap = ems (self, CHIP_GAP),
    .fold_width = get_label_width (self, "+00"),
    .max_shift = ems (self, CHIP_SHIFT),
    .bottom = paragraph->layout->height,
  };

  paragraph->chips = g_new0 (HuChip, marks->chips->len);
  for (guint i = 0; i < marks->chips->len; i++)
    {
      const HuMarkChip *mark = &g_array_index (marks->chips, HuMarkChip, i);
      const HuVisualLine *line =
          get_line (paragraph, hu_line_layout_get_line_at (paragraph->layout, mark->offset));

      paragraph->chips[i].wanted = line->y + (line->height - space.height) / 2;
      paragraph->chips[i].width = get_label_width (self, mark->text);
      paragraph->chips[i].keep = mark->hand;
    }
  paragraph->folds = hu_chips_place (&space, paragraph->chips, marks->chips->len);
}

static guint
get_line_at (guint offset, gpointer layout)
{
  return hu_line_layout_get_line_at (layout, offset);
}

/* Memos of one line share a sign, which counts them. */
static void
place_signs (ArticleParagraph *paragraph)
{
  GArray *signs = paragraph->marks->signs;

  for (guint i = 0; i < signs->len; i++)
    {
      HuMarkSign *sign = &g_array_index (signs, HuMarkSign, i);
      const guint line = hu_line_layout_get_line_at (paragraph->layout, sign->offset);

      for (guint j = 0; j < i; j++)
        {
          HuMarkSign *first = &g_array_index (signs, HuMarkSign, j);

          if (first->count == 0 || hu_line_layout_get_line_at (paragraph->layout, first->offset) != line)
            continue;
          first->count += sign->count;
          first->hand = first->hand || sign->hand;
          first->faint = first->faint && sign->faint;
          sign->count = 0;
          break;
        }
    }
}

static void
take_marks (HuArticleView *self, ArticleParagraph *paragraph, HuLayer *layer)
{
  const HuEmphasis emphasis = hu_editor_get_emphasis (self->editor);
  const HuMarksContext context = {
    .layer = layer,
    .emphasis = &emphasis,
    .codebook = hu_document_get_codebook (hu_editor_get_document (self->editor)),
    .hand = hu_editor_get_hand_record (self->editor),
    .dark = self->dark,
  };
  const HuRange range = paragraph->layout->range;

  paragraph->marks = hu_marks_new (&context, range);
  paragraph->checked =
      range.start < range.end && hu_record_is_checked (hu_layer_get_root (layer), range.start, range.end);
  paragraph->part = hu_article_buffer_get_part (self->buffer, range.start);
  hu_marks_place_bars (paragraph->marks, get_line_at, paragraph->layout);
  place_signs (paragraph);
  place_chips (self, paragraph);
}

ArticleParagraph *
article_view_get_paragraph (HuArticleView *self, const GtkTextIter *line_start)
{
  const int number = gtk_text_iter_get_line (line_start);
  ArticleParagraph *paragraph = g_hash_table_lookup (self->paragraphs, GINT_TO_POINTER (number));
  HuLayer *layer = article_view_get_layer (self);

  if (!paragraph)
    {
      paragraph = g_new0 (ArticleParagraph, 1);
      paragraph->layout = hu_line_layout_new (GTK_TEXT_VIEW (self), line_start);
      g_hash_table_insert (self->paragraphs, GINT_TO_POINTER (number), paragraph);
    }
  if (!paragraph->marks && layer)
    take_marks (self, paragraph, layer);
  return paragraph;
}

/* What is in view. */

static void
find_visible_lines (ArticleVisible *visible, double top, double bottom)
{
  const GArray *lines = visible->paragraph->layout->lines;

  visible->first = 0;
  visible->last = lines->len - 1;
  while (visible->first < visible->last)
    {
      const HuVisualLine *next = &g_array_index (lines, HuVisualLine, visible->first + 1);

      if (visible->top + next->y > top)
        break;
      visible->first++;
    }
  while (visible->last > visible->first &&
         visible->top + g_array_index (lines, HuVisualLine, visible->last).y > bottom)
    visible->last--;
}

GArray *
article_view_list_visible (HuArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (ArticleVisible));
  GdkRectangle area;
  GtkTextIter iter;

  if (!hu_article_buffer_get_text (self->buffer))
    return list;
  if (g_hash_table_size (self->paragraphs) > MAX_PARAGRAPHS)
    g_hash_table_remove_all (self->paragraphs);
  gtk_text_view_get_visible_rect (view, &area);
  gtk_text_view_get_line_at_y (view, &iter, area.y, NULL);
  do
    {
      ArticleVisible visible;
      int top, height;

      gtk_text_view_get_line_yrange (view, &iter, &top, &height);
      /* Without a height: not laid out yet, and so is all that follows. GTK does it before it draws. */
      if (top > area.y + area.height || height <= 0)
        break;
      visible.top = top;
      visible.paragraph = article_view_get_paragraph (self, &iter);
      find_visible_lines (&visible, area.y, area.y + area.height);
      if (visible.paragraph->layout->range.start < visible.paragraph->layout->range.end)
        g_array_append_val (list, visible);
    }
  while (gtk_text_iter_forward_line (&iter));
  return list;
}

/* Places in the margins. */

double
article_view_get_text_left (HuArticleView *self)
{
  return gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self));
}

double
article_view_get_text_right (HuArticleView *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) - gtk_text_view_get_right_margin (GTK_TEXT_VIEW (self));
}

/* A thing of the end margin: @inset from the column's edge. */
static graphene_rect_t
place_at_edge (HuArticleView *self, double inset, double y, double width, double height)
{
  const double edge = gtk_widget_get_width (GTK_WIDGET (self));
  const double x = self->right_to_left ? inset : edge - inset - width;

  return GRAPHENE_RECT_INIT ((float) round (x), (float) round (y), (float) width, (float) height);
}

/* A thing of the start margin: @inset from the text to its nearer side. */
static graphene_rect_t
place_at_start (HuArticleView *self, double inset, double y, double width, double height)
{
  const double x = self->right_to_left ? article_view_get_text_right (self) + inset
                                       : article_view_get_text_left (self) - inset - width;

  return GRAPHENE_RECT_INIT ((float) round (x), (float) round (y), (float) width, (float) height);
}

graphene_rect_t
article_view_get_chip_area (HuArticleView *self, const ArticleVisible *visible, guint index)
{
  const HuChip *chip = &visible->paragraph->chips[index];

  return place_at_edge (self, ems (self, CHIP_INSET) + chip->inset, visible->top + chip->top, chip->width,
                        ems (self, CHIP_HEIGHT));
}

graphene_rect_t
article_view_get_fold_area (HuArticleView *self, const ArticleVisible *visible, guint index)
{
  const HuChipFold *fold = &g_array_index (visible->paragraph->folds, HuChipFold, index);
  g_autofree char *text = article_view_format_fold (fold->count);

  return place_at_edge (self, ems (self, CHIP_INSET) + fold->inset, visible->top + fold->top,
                        get_label_width (self, text), ems (self, CHIP_HEIGHT));
}

graphene_rect_t
article_view_get_sign_area (HuArticleView *self, const ArticleVisible *visible, guint index)
{
  const HuMarkSign *sign = &g_array_index (visible->paragraph->marks->signs, HuMarkSign, index);
  const HuVisualLine *line =
      get_line (visible->paragraph, hu_line_layout_get_line_at (visible->paragraph->layout, sign->offset));
  const double size = ems (self, SIGN_SIZE);
  const double x = self->right_to_left ? article_view_get_text_left (self) - ems (self, SIGN_INSET) - size
                                       : article_view_get_text_right (self) + ems (self, SIGN_INSET);

  return GRAPHENE_RECT_INIT ((float) round (x),
                             (float) round (visible->top + line->y + (line->height - size) / 2), (float) size,
                             (float) size);
}

graphene_rect_t
article_view_get_bar_area (HuArticleView *self, const ArticleVisible *visible, guint index)
{
  const HuMarkBar *bar = &g_array_index (visible->paragraph->marks->bars, HuMarkBar, index);
  HuLineLayout *layout = visible->paragraph->layout;
  const HuVisualLine *first =
      get_line (visible->paragraph, hu_line_layout_get_line_at (layout, bar->range.start));
  const HuVisualLine *last =
      get_line (visible->paragraph, hu_line_layout_get_line_at (layout, bar->range.end - 1));

  return place_at_start (self, ems (self, BAR_INSET + BAR_STEP * bar->lane), visible->top + first->y - 1,
                         ems (self, BAR_WIDTH), round (last->y + last->height - first->y) + 2);
}

graphene_rect_t
article_view_get_tick_area (HuArticleView *self, const ArticleVisible *visible)
{
  const HuVisualLine *line = get_line (visible->paragraph, 0);
  const double size = ems (self, TICK_SIZE);

  return place_at_start (self, ems (self, TICK_INSET), visible->top + line->y + (line->height - size) / 2,
                         size, size);
}

graphene_rect_t
article_view_get_number_area (HuArticleView *self, const ArticleVisible *visible, const ArticleNumber *number)
{
  const HuVisualLine *line = get_line (visible->paragraph, number->line);
  PangoLayout *label = article_view_get_label (self, number->text);
  int width, height;

  pango_layout_get_pixel_size (label, &width, &height);
  return place_at_start (self, ems (self, NUMBER_INSET), visible->top + line->y + (line->height - height) / 2,
                         width, height);
}

/* Ranges. */

/* The rectangle round what of @range is in one visual line: that of its start, or of its end. Buffer
 * coordinates. */
static graphene_rect_t
get_line_area (HuArticleView *self, HuRange range, gboolean end)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (HuRun));
  const guint offset = end && range.end > range.start ? range.end - 1 : range.start;
  HuLineLayout *layout;
  GtkTextIter iter;
  GdkRectangle place;
  graphene_rect_t area;
  int top, height;
  guint line;

  hu_article_buffer_get_iter (self->buffer, offset, &iter);
  gtk_text_view_get_iter_location (view, &iter, &place);
  area = GRAPHENE_RECT_INIT ((float) place.x, (float) place.y, (float) place.width, (float) place.height);
  graphene_rect_normalize (&area);
  gtk_text_iter_set_line_offset (&iter, 0);
  gtk_text_view_get_line_yrange (view, &iter, &top, &height);
  layout = article_view_get_paragraph (self, &iter)->layout;
  line = hu_line_layout_get_line_at (layout, offset);
  hu_line_layout_get_runs (layout, view, range, line, line, runs);
  for (guint i = 0; i < runs->len; i++)
    {
      const HuRun *run = &g_array_index (runs, HuRun, i);
      const graphene_rect_t one = GRAPHENE_RECT_INIT (run->x, (float) top + run->y, run->width, run->height);

      if (i == 0)
        area = one;
      else
        graphene_rect_union (&area, &one, &area);
    }
  return area;
}

static GdkRectangle
to_widget (HuArticleView *self, const graphene_rect_t *area)
{
  GdkRectangle rectangle = { 0, 0, (int) ceilf (area->size.width), (int) ceilf (area->size.height) };

  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) area->origin.x,
                                         (int) area->origin.y, &rectangle.x, &rectangle.y);
  return rectangle;
}

gboolean
hu_article_view_get_range_rects (
    HuArticleView *self, guint start, guint end, GdkRectangle *first, GdkRectangle *last)
{
  const HuRange range = { start, end };
  graphene_rect_t first_area, last_area;
  GdkRectangle visible;

  g_return_val_if_fail (HU_IS_ARTICLE_VIEW (self) && first != NULL && last != NULL, FALSE);
  if (!hu_article_buffer_get_text (self->buffer))
    return FALSE;
  first_area = get_line_area (self, range, FALSE);
  last_area = get_line_area (self, range, TRUE);
  *first = to_widget (self, &first_area);
  *last = to_widget (self, &last_area);
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  return last_area.origin.y + last_area.size.height > (float) visible.y &&
         first_area.origin.y < (float) (visible.y + visible.height);
}

/* Spots. */

void
article_spot_clear (ArticleSpot *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
}

static gboolean
contains (const graphene_rect_t *area, double x, double y, double slack)
{
  graphene_rect_t wide = *area;

  graphene_rect_inset (&wide, (float) -slack, (float) -slack);
  return graphene_rect_contains_point (&wide, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

static void
set_spot (ArticleSpot *spot, ArticleSpotKind kind, const graphene_rect_t *area, HuRecord *record)
{
  spot->kind = kind;
  spot->area = *area;
  if (!spot->records)
    spot->records = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);
  /* A claim of two speakers has two chips. */
  if (!g_ptr_array_find (spot->records, record, NULL))
    g_ptr_array_add (spot->records, hu_record_ref (record));
}

static gboolean
find_chip (HuArticleView *self, const ArticleVisible *visible, double x, double y, ArticleSpot *spot)
{
  const HuMarks *marks = visible->paragraph->marks;
  graphene_rect_t area;

  for (guint i = 0; i < marks->chips->len; i++)
    {
      const int fold = visible->paragraph->chips[i].fold;
      const ArticleSpotKind kind = fold < 0 ? ARTICLE_SPOT_CHIP : ARTICLE_SPOT_FOLD;

      area = fold < 0 ? article_view_get_chip_area (self, visible, i)
                      : article_view_get_fold_area (self, visible, (guint) fold);
      if (contains (&area, x, y, 1))
        set_spot (spot, kind, &area, g_array_index (marks->chips, HuMarkChip, i).record);
    }
  return spot->kind != ARTICLE_SPOT_NONE;
}

static gboolean
find_in_paragraph (HuArticleView *self, const ArticleVisible *visible, double x, double y, ArticleSpot *spot)
{
  const HuMarks *marks = visible->paragraph->marks;
  graphene_rect_t area;

  if (find_chip (self, visible, x, y, spot))
    return TRUE;
  for (guint i = 0; i < marks->signs->len; i++)
    {
      area = article_view_get_sign_area (self, visible, i);
      if (contains (&area, x, y, 2))
        set_spot (spot, ARTICLE_SPOT_SIGN, &area, g_array_index (marks->signs, HuMarkSign, i).record);
    }
  if (spot->kind != ARTICLE_SPOT_NONE)
    return TRUE;
  /* Those for which there is no lane lie on each other. */
  for (guint i = 0; i < marks->bars->len; i++)
    {
      area = article_view_get_bar_area (self, visible, i);
      if (contains (&area, x, y, 1))
        set_spot (spot, ARTICLE_SPOT_BAR, &area, g_array_index (marks->bars, HuMarkBar, i).record);
    }
  return spot->kind != ARTICLE_SPOT_NONE;
}

gboolean
article_view_find_spot (HuArticleView *self, double x, double y, ArticleSpot *spot)
{
  g_autoptr (GArray) list = article_view_list_visible (self);
  int buffer_x, buffer_y;

  *spot = (ArticleSpot){ 0 };
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &buffer_x, &buffer_y);
  for (guint i = 0; i < list->len; i++)
    {
      const ArticleVisible *visible = &g_array_index (list, ArticleVisible, i);

      if (visible->paragraph->marks && find_in_paragraph (self, visible, buffer_x, buffer_y, spot))
        return TRUE;
    }
  return FALSE;
}
