/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the article view draws marks: blocks and selection below the text, lines and margins above it. */
#include "config.h"

#include <math.h>

#include "hu-article-view-private.h"
#include "hu-marks-geometry.h"

#define FAINT         0.25 /* the share of tags that aren't asked for */
#define HANDLE_WIDTH  2
#define HANDLE_KNOB   7
#define SELECTION     0.4 /* the accent colour's share */
#define LINK_MAX_AWAY 1.5 /* screens beyond which no link is drawn */

typedef struct
{
  HuArticleView *self;
  GtkSnapshot *snapshot;
  const ArticleVisible *visible;
  GArray *runs; /* of HuRun, used over and over */
} Painter;

static GdkRGBA
with_alpha (GdkRGBA color, double alpha)
{
  color.alpha = (float) alpha;
  return color;
}

static void
take_runs (Painter *painter, HuRange range)
{
  g_array_set_size (painter->runs, 0);
  hu_line_layout_get_runs (painter->visible->paragraph->layout, GTK_TEXT_VIEW (painter->self), range,
                           painter->visible->first, painter->visible->last, painter->runs);
}

/* The rectangle behind a run, @inset from the whole height of its line. */
static graphene_rect_t
get_block (const Painter *painter, const HuRun *run, double inset, double grow)
{
  const double y = round (painter->visible->top + run->y + inset - 1);

  return GRAPHENE_RECT_INIT ((float) (run->x - grow), (float) y, (float) (run->width + 2 * grow),
                             (float) round (run->height - 2 * inset + 2));
}

static void
fill_rounded (GtkSnapshot *snapshot, const graphene_rect_t *area, double radius, const GdkRGBA *color)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, area, (float) radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, area);
  gtk_snapshot_pop (snapshot);
}

static void
stroke_rounded (
    GtkSnapshot *snapshot, const graphene_rect_t *area, double radius, double width, const GdkRGBA *color)
{
  const float widths[4] = { (float) width, (float) width, (float) width, (float) width };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, area, (float) radius);
  gtk_snapshot_append_border (snapshot, &rounded, widths, colors);
}

/* Below the text. */

static void
paint_block (Painter *painter, const HuMarkBlock *block)
{
  const double radius = MAX (2, BLOCK_RADIUS - (double) block->level);

  take_runs (painter, block->range);
  for (guint i = 0; i < painter->runs->len; i++)
    {
      const graphene_rect_t area = get_block (painter, &g_array_index (painter->runs, HuRun, i),
                                              BLOCK_INSET * block->level, BLOCK_GROW);

      if (block->faint)
        {
          const GdkRGBA fill = with_alpha (block->colors.fill, 2 * FAINT);

          fill_rounded (painter->snapshot, &area, radius, &fill);
          continue;
        }
      fill_rounded (painter->snapshot, &area, radius,
                    block->hand ? &block->colors.strong : &block->colors.fill);
      if ((block->overlaps || painter->self->high_contrast) && !block->hand)
        {
          const GdkRGBA edge = with_alpha (block->colors.edge, 0.7);

          stroke_rounded (painter->snapshot, &area, radius, 1, &edge);
        }
    }
}

/* The words of a mention, stance or memo in hand, and a cue: a breath of their colour. */
static void
paint_tint (Painter *painter, const HuMarkOutline *outline)
{
  const GdkRGBA color = with_alpha (outline->color, outline->cue ? 0.1 : 0.12);

  take_runs (painter, outline->range);
  for (guint i = 0; i < painter->runs->len; i++)
    {
      const graphene_rect_t area =
          get_block (painter, &g_array_index (painter->runs, HuRun, i), 0, BLOCK_GROW);

      fill_rounded (painter->snapshot, &area, BLOCK_RADIUS, &color);
    }
}

static gboolean
hand_is_claim (HuArticleView *self)
{
  HuKind kind;

  return hu_editor_get_hand (self->editor, &kind, NULL) && kind == HU_KIND_CLAIM;
}

static GdkRGBA
get_selection_color (HuArticleView *self)
{
  GdkRGBA color = { 0.21f, 0.52f, 0.89f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "accent_bg_color",
                                  &color);
  return with_alpha (color, self->dark ? 0.55 : SELECTION);
}

/* The accent colour, as a shape on the page. */
static GdkRGBA
get_handle_color (HuArticleView *self)
{
  GdkRGBA color = { 0.21f, 0.52f, 0.89f, 1 };
  const GdkRGBA page = hu_palette_get_page (self->dark);

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "accent_color", &color);
  return hu_palette_ensure_contrast (&color, &page, 3);
}

static void
paint_selected (Painter *painter, HuRange range)
{
  const HuRange *whole = &painter->visible->paragraph->layout->range;
  const GdkRGBA color = get_selection_color (painter->self);

  if (range.start >= range.end || range.end <= whole->start || range.start >= whole->end)
    return;
  take_runs (painter, range);
  for (guint i = 0; i < painter->runs->len; i++)
    {
      const graphene_rect_t area = get_block (painter, &g_array_index (painter->runs, HuRun, i), 0, 0);

      gtk_snapshot_append_color (painter->snapshot, &color, &area);
    }
}

static HuRange
get_shown_selection (HuArticleView *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  return (HuRange){ hu_article_buffer_get_offset (self->buffer, &start),
                    hu_article_buffer_get_offset (self->buffer, &end) };
}

/* The first match that ends after @offset. */
static guint
find_match (GArray *matches, guint offset)
{
  guint low = 0, high = matches->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (matches, HuRange, middle).end > offset)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static void
paint_matches (Painter *painter)
{
  GArray *matches = painter->self->matches;
  const HuRange whole = painter->visible->paragraph->layout->range;
  const GdkRGBA color = hu_palette_get_match (painter->self->dark);
  const GdkRGBA fill = with_alpha (color, 0.18), edge = with_alpha (color, 0.75);

  for (guint i = matches ? find_match (matches, whole.start) : 0; matches && i < matches->len; i++)
    {
      const HuRange match = g_array_index (matches, HuRange, i);

      if (match.start >= whole.end)
        return;
      take_runs (painter, match);
      for (guint j = 0; j < painter->runs->len; j++)
        {
          const graphene_rect_t area =
              get_block (painter, &g_array_index (painter->runs, HuRun, j), 1, BLOCK_GROW - 1);

          fill_rounded (painter->snapshot, &area, BLOCK_RADIUS, &fill);
          stroke_rounded (painter->snapshot, &area, BLOCK_RADIUS, 1, &edge);
        }
    }
}

static void
paint_caption_bar (Painter *painter)
{
  HuArticleView *self = painter->self;
  const GArray *lines = painter->visible->paragraph->layout->lines;
  const HuVisualLine *first = &g_array_index (lines, HuVisualLine, 0);
  const HuVisualLine *last = &g_array_index (lines, HuVisualLine, lines->len - 1);
  const GdkRGBA color = with_alpha (hu_palette_get_grey (self->dark), 0.35);
  const double x =
      self->right_to_left ? article_view_get_text_right (self) - 3 : article_view_get_text_left (self);

  gtk_snapshot_append_color (painter->snapshot, &color,
                             &GRAPHENE_RECT_INIT ((float) x,
                                                  (float) round (painter->visible->top + first->y - 2), 3,
                                                  (float) round (last->y + last->height - first->y + 4)));
}

static void
paint_below (Painter *painter)
{
  HuArticleView *self = painter->self;
  const ArticleParagraph *paragraph = painter->visible->paragraph;
  const HuMarks *marks = paragraph->marks;
  const HuRange *pins;
  gsize n_pins;

  if (paragraph->part == HU_PART_CAPTION)
    paint_caption_bar (painter);
  if (!marks)
    return;
  for (guint i = 0; i < marks->blocks->len; i++)
    paint_block (painter, &g_array_index (marks->blocks, HuMarkBlock, i));
  for (guint i = 0; i < marks->outlines->len; i++)
    {
      const HuMarkOutline *outline = &g_array_index (marks->outlines, HuMarkOutline, i);

      if (outline->cue || !hand_is_claim (self))
        paint_tint (painter, outline);
    }
  paint_matches (painter);
  pins = hu_editor_get_pins (self->editor, &n_pins);
  for (gsize i = 0; i < n_pins; i++)
    paint_selected (painter, pins[i]);
  paint_selected (painter, get_shown_selection (self));
}

/* Above the text. */

/* A pattern of marks of @on pixels with @off between. */
static void
paint_broken_line (
    GtkSnapshot *snapshot, const graphene_rect_t *area, float on, float off, const GdkRGBA *color)
{
  const graphene_rect_t tile =
      GRAPHENE_RECT_INIT (area->origin.x, area->origin.y, on + off, area->size.height);
  const graphene_rect_t mark = GRAPHENE_RECT_INIT (area->origin.x, area->origin.y, on, area->size.height);

  gtk_snapshot_push_repeat (snapshot, area, &tile);
  gtk_snapshot_append_color (snapshot, color, &mark);
  gtk_snapshot_pop (snapshot);
}

static void
paint_line (Painter *painter, const HuMarkLine *line)
{
  const float width = LINE_WIDTH + (line->hand ? 1 : 0);
  const GdkRGBA color = with_alpha (line->color, line->faint ? FAINT : 1);

  take_runs (painter, line->range);
  for (guint i = 0; i < painter->runs->len; i++)
    {
      const HuRun *run = &g_array_index (painter->runs, HuRun, i);
      const double y =
          round (painter->visible->top + run->y + run->height - 2) + (double) line->lane * LINE_STEP;
      const graphene_rect_t area =
          GRAPHENE_RECT_INIT (roundf (run->x), (float) y, roundf (run->width), width);

      if (line->style == HU_LINE_SOLID)
        gtk_snapshot_append_color (painter->snapshot, &color, &area);
      else if (line->style == HU_LINE_DASHED)
        paint_broken_line (painter->snapshot, &area, DASH, DASH_GAP, &color);
      else
        paint_broken_line (painter->snapshot, &area, LINE_WIDTH, LINE_WIDTH, &color);
    }
}

static void
paint_outline (Painter *painter, const HuMarkOutline *outline)
{
  const GdkRGBA color = outline->cue ? with_alpha (outline->color, 0.6) : outline->color;

  take_runs (painter, outline->range);
  for (guint i = 0; i < painter->runs->len; i++)
    {
      const graphene_rect_t area =
          get_block (painter, &g_array_index (painter->runs, HuRun, i), 0, BLOCK_GROW);

      stroke_rounded (painter->snapshot, &area, BLOCK_RADIUS, outline->cue ? 1 : 1.5, &color);
    }
}

/* A handle at an edge of the tag in hand, which can be dragged: a bar as high as the line, and a knob at its
 * upper end where the passage begins, at its lower where it ends. */
static void
paint_handle (Painter *painter, guint offset, gboolean start, const GdkRGBA *color)
{
  const HuRange whole = painter->visible->paragraph->layout->range;
  graphene_rect_t bar, knob;
  GdkRectangle place;
  GtkTextIter iter;
  float x;

  if (offset < whole.start || offset >= whole.end)
    return;
  /* From right to left its width is negative. */
  hu_article_buffer_get_iter (painter->self->buffer, offset, &iter);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (painter->self), &iter, &place);
  x = (float) (start ? place.x : place.x + place.width);
  bar =
      GRAPHENE_RECT_INIT (x - HANDLE_WIDTH / 2, (float) place.y - 1, HANDLE_WIDTH, (float) place.height + 2);
  knob = GRAPHENE_RECT_INIT (bar.origin.x + HANDLE_WIDTH / 2 - HANDLE_KNOB / 2,
                             start ? bar.origin.y - HANDLE_KNOB / 2
                                   : bar.origin.y + bar.size.height - HANDLE_KNOB / 2,
                             HANDLE_KNOB, HANDLE_KNOB);
  gtk_snapshot_append_color (painter->snapshot, color, &bar);
  fill_rounded (painter->snapshot, &knob, HANDLE_KNOB / 2, color);
}

static void
paint_handles (Painter *painter)
{
  HuArticleView *self = painter->self;
  HuRecord *hand = hu_editor_get_hand_record (self->editor);
  const GdkRGBA color = get_handle_color (self);
  const HuSpan *spans;
  gsize n;

  if (!hand || !HU_KIND_IS_TAG (hu_record_get_kind (hand)) ||
      hu_document_get_read_only_reason (hu_editor_get_document (self->editor)))
    return;
  spans = hu_record_get_spans (hand, &n);
  for (gsize i = 0; i < n; i++)
    if (!spans[i].lost && spans[i].start < spans[i].end)
      {
        paint_handle (painter, spans[i].start, TRUE, &color);
        paint_handle (painter, spans[i].end - 1, FALSE, &color);
      }
}

static void
paint_label (Painter *painter, const char *text, const graphene_rect_t *area, const GdkRGBA *color)
{
  PangoLayout *layout = article_view_get_label (painter->self, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (painter->snapshot);
  gtk_snapshot_translate (
      painter->snapshot,
      &GRAPHENE_POINT_INIT (roundf (area->origin.x + (area->size.width - (float) width) / 2),
                            roundf (area->origin.y + (area->size.height - (float) height) / 2)));
  gtk_snapshot_append_layout (painter->snapshot, layout, color);
  gtk_snapshot_restore (painter->snapshot);
}

static void
paint_pill (
    Painter *painter, const char *text, const graphene_rect_t *area, const GdkRGBA *color, gboolean outlined)
{
  const double radius = area->size.height / 2;
  const GdkRGBA on = hu_palette_get_on (color);

  if (outlined)
    stroke_rounded (painter->snapshot, area, radius, 1.5, color);
  else
    fill_rounded (painter->snapshot, area, radius, color);
  paint_label (painter, text, area, outlined ? color : &on);
}

static void
paint_chip (Painter *painter, guint index)
{
  const HuMarkChip *mark = &g_array_index (painter->visible->paragraph->marks->chips, HuMarkChip, index);
  graphene_rect_t area;

  if (painter->visible->paragraph->chips[index].fold >= 0)
    return;
  area = article_view_get_chip_area (painter->self, painter->visible, index);
  if (mark->faint)
    gtk_snapshot_push_opacity (painter->snapshot, FAINT);
  paint_pill (painter, mark->text, &area, &mark->color, mark->outlined);
  if (mark->faint)
    gtk_snapshot_pop (painter->snapshot);
  if (mark->hand)
    {
      const GdkRGBA ring = with_alpha (mark->color, 0.5);

      graphene_rect_inset (&area, -3, -3);
      stroke_rounded (painter->snapshot, &area, area.size.height / 2, 1.5, &ring);
    }
}

static void
paint_fold (Painter *painter, guint index)
{
  const HuChipFold *fold = &g_array_index (painter->visible->paragraph->folds, HuChipFold, index);
  const graphene_rect_t area = article_view_get_fold_area (painter->self, painter->visible, index);
  const GdkRGBA grey = hu_palette_get_grey (painter->self->dark);
  g_autofree char *text = article_view_format_fold (fold->count);

  if (fold->count > 0)
    paint_pill (painter, text, &area, &grey, TRUE);
}

/* A sheet with a folded corner and two lines of writing. */
static void
paint_sign (Painter *painter, guint index)
{
  const HuMarkSign *sign = &g_array_index (painter->visible->paragraph->marks->signs, HuMarkSign, index);
  const graphene_rect_t area = article_view_get_sign_area (painter->self, painter->visible, index);
  GdkRGBA grey = hu_palette_get_grey (painter->self->dark);
  const double x = area.origin.x + 1.5, y = area.origin.y + 1.5;
  const double w = area.size.width - 3, h = area.size.height - 3, corner = w * 0.35;
  cairo_t *cr;

  if (sign->count == 0)
    return;
  cr = gtk_snapshot_append_cairo (painter->snapshot, &area);
  grey.alpha = sign->faint ? FAINT : 1;
  gdk_cairo_set_source_rgba (cr, &grey);
  cairo_set_line_width (cr, sign->hand ? 2 : 1.3);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + w - corner, y);
  cairo_line_to (cr, x + w, y + corner);
  cairo_line_to (cr, x + w, y + h);
  cairo_line_to (cr, x, y + h);
  cairo_close_path (cr);
  if (sign->count > 1)
    {
      g_autofree char *count = g_strdup_printf ("%u", sign->count);

      cairo_stroke (cr);
      cairo_destroy (cr);
      paint_label (painter, count, &area, &grey);
      return;
    }
  cairo_move_to (cr, x + w * 0.25, y + h * 0.5);
  cairo_line_to (cr, x + w * 0.75, y + h * 0.5);
  cairo_move_to (cr, x + w * 0.25, y + h * 0.75);
  cairo_line_to (cr, x + w * 0.6, y + h * 0.75);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
paint_tick (Painter *painter)
{
  const graphene_rect_t area = article_view_get_tick_area (painter->self, painter->visible);
  const GdkRGBA color = with_alpha (hu_palette_get_grey (painter->self->dark), 0.75);
  const double x = area.origin.x, y = area.origin.y, size = area.size.width;
  cairo_t *cr = gtk_snapshot_append_cairo (painter->snapshot, &area);

  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1.6);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, x + size * 0.12, y + size * 0.55);
  cairo_line_to (cr, x + size * 0.4, y + size * 0.82);
  cairo_line_to (cr, x + size * 0.88, y + size * 0.2);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
paint_above (Painter *painter)
{
  const ArticleParagraph *paragraph = painter->visible->paragraph;
  const HuMarks *marks = paragraph->marks;

  if (!marks)
    return;
  for (guint i = 0; i < marks->lines->len; i++)
    paint_line (painter, &g_array_index (marks->lines, HuMarkLine, i));
  for (guint i = 0; i < marks->outlines->len; i++)
    paint_outline (painter, &g_array_index (marks->outlines, HuMarkOutline, i));
  paint_handles (painter);
  for (guint i = 0; i < marks->bars->len; i++)
    {
      const graphene_rect_t area = article_view_get_bar_area (painter->self, painter->visible, i);

      const HuMarkBar *bar = &g_array_index (marks->bars, HuMarkBar, i);
      const GdkRGBA color = with_alpha (bar->color, bar->faint ? FAINT : 1);

      fill_rounded (painter->snapshot, &area, area.size.width / 2, &color);
    }
  for (guint i = 0; i < marks->chips->len; i++)
    paint_chip (painter, i);
  for (guint i = 0; i < paragraph->folds->len; i++)
    paint_fold (painter, i);
  for (guint i = 0; i < marks->signs->len; i++)
    paint_sign (painter, i);
  if (paragraph->checked)
    paint_tick (painter);
}

/* The link of the tag in hand. */

/* The first run of a tag, in buffer coordinates. FALSE where it is far from what is in view. */
static gboolean
find_first_run (Painter *painter, HuRecord *record, graphene_rect_t *area)
{
  HuArticleView *self = painter->self;
  GtkTextView *view = GTK_TEXT_VIEW (self);
  ArticleVisible at = { .first = 0, .last = G_MAXUINT };
  GdkRectangle visible;
  GtkTextIter iter;
  guint start, end;
  int top, height;

  if (!hu_record_get_extent (record, &start, &end))
    return FALSE;
  hu_article_buffer_get_iter (self->buffer, start, &iter);
  gtk_text_iter_set_line_offset (&iter, 0);
  gtk_text_view_get_line_yrange (view, &iter, &top, &height);
  gtk_text_view_get_visible_rect (view, &visible);
  if (top + height < visible.y - visible.height * LINK_MAX_AWAY ||
      top > visible.y + visible.height * (1 + LINK_MAX_AWAY))
    return FALSE;
  at.paragraph = article_view_get_paragraph (self, &iter);
  at.top = top;
  painter->visible = &at;
  take_runs (painter, (HuRange){ start, hu_record_get_spans (record, &(gsize){ 0 })[0].end });
  if (painter->runs->len > 0)
    *area = get_block (painter, &g_array_index (painter->runs, HuRun, 0), 0, 0);
  painter->visible = NULL;
  return painter->runs->len > 0;
}

static void
trace_link (cairo_t *cr, const graphene_rect_t *from, const graphene_rect_t *to, double em)
{
  const double x1 = from->origin.x + from->size.width / 2, x2 = to->origin.x + to->size.width / 2;
  const double from_bottom = from->origin.y + from->size.height, to_bottom = to->origin.y + to->size.height;
  const double head = em * 0.26;
  double y1 = from->origin.y, y2 = to->origin.y - 1, c1, c2, down = 1;

  if (fabs (from->origin.y - to->origin.y) < from->size.height / 2)
    {
      const double rise = CLAMP (fabs (x2 - x1) * 0.12, em * 0.7, em * 1.2);

      c1 = y1 - rise;
      c2 = y2 - rise;
    }
  else if (from->origin.y < to->origin.y)
    {
      y1 = from_bottom + 2;
      c1 = y1 + (y2 - y1) * 0.6;
      c2 = y2 - (y2 - y1) * 0.6;
    }
  else
    {
      y2 = to_bottom + 1;
      down = -1;
      c1 = y1 + (y2 - y1) * 0.6;
      c2 = y2 - (y2 - y1) * 0.6;
    }
  cairo_move_to (cr, x1, y1);
  cairo_curve_to (cr, x1 + (x2 - x1) * 0.04, c1, x2 - (x2 - x1) * 0.04, c2, x2, y2);
  cairo_move_to (cr, x2 - head, y2 - down * head);
  cairo_line_to (cr, x2, y2);
  cairo_line_to (cr, x2 + head, y2 - down * head);
}

static void
paint_link (Painter *painter, HuRecord *mention, HuRecord *claim)
{
  HuArticleView *self = painter->self;
  HuLayer *layer = article_view_get_layer (self);
  const char *speaker_id = hu_record_get_nth (mention, HU_MEMBER_SPEAKERS, 0);
  HuRecord *speaker = speaker_id ? hu_layer_lookup (layer, HU_KIND_SPEAKER, speaker_id) : NULL;
  const GdkRGBA color = hu_palette_get_speaker (speaker, self->dark);
  graphene_rect_t from, to, bounds;
  cairo_t *cr;

  if (!find_first_run (painter, mention, &from) || !find_first_run (painter, claim, &to))
    return;
  graphene_rect_union (&from, &to, &bounds);
  graphene_rect_inset (&bounds, (float) -self->em, (float) -2 * (float) self->em);
  cr = gtk_snapshot_append_cairo (painter->snapshot, &bounds);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1.5);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  trace_link (cr, &from, &to, self->em);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
paint_links_of_claim (Painter *painter, HuRecord *claim)
{
  HuLayer *layer = article_view_get_layer (painter->self);
  const gsize n = hu_record_get_size (claim, HU_MEMBER_MENTIONS);

  for (gsize i = 0; i < n; i++)
    {
      HuRecord *mention =
          hu_layer_lookup (layer, HU_KIND_MENTION, hu_record_get_nth (claim, HU_MEMBER_MENTIONS, i));

      if (mention)
        paint_link (painter, mention, claim);
    }
}

static void
paint_links (Painter *painter)
{
  HuLayer *layer = article_view_get_layer (painter->self);
  HuRecord *hand = layer ? hu_editor_get_hand_record (painter->self->editor) : NULL;

  if (!hand)
    return;
  if (hu_record_get_kind (hand) == HU_KIND_CLAIM)
    {
      paint_links_of_claim (painter, hand);
    }
  else if (hu_record_get_kind (hand) == HU_KIND_STANCE)
    {
      const char *id = hu_record_get_string (hand, HU_MEMBER_CLAIM);
      HuRecord *claim = id ? hu_layer_lookup (layer, HU_KIND_CLAIM, id) : NULL;

      if (claim)
        paint_links_of_claim (painter, claim);
    }
  else if (hu_record_get_kind (hand) == HU_KIND_MENTION)
    {
      g_autoptr (GPtrArray) referrers =
          hu_layer_get_referrers (layer, HU_KIND_MENTION, hu_record_get_id (hand));

      for (guint i = 0; i < referrers->len; i++)
        if (hu_record_get_kind (g_ptr_array_index (referrers, i)) == HU_KIND_CLAIM)
          paint_link (painter, hand, g_ptr_array_index (referrers, i));
    }
}

void
article_view_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  HuArticleView *self = HU_ARTICLE_VIEW (view);
  g_autoptr (GArray) list = NULL;
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (HuRun));
  Painter painter = { self, snapshot, NULL, runs };

  if (!self->editor)
    return;
  list = article_view_list_visible (self);
  for (guint i = 0; i < list->len; i++)
    {
      painter.visible = &g_array_index (list, ArticleVisible, i);
      if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
        paint_below (&painter);
      else
        paint_above (&painter);
    }
  painter.visible = NULL;
  if (layer != GTK_TEXT_VIEW_LAYER_ABOVE_TEXT)
    return;
  article_view_snapshot_numbers (self, snapshot, list);
  paint_links (&painter);
  article_view_snapshot_focus (self, snapshot);
}
