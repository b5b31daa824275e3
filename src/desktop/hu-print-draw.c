/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing a printed page: its header and foot, its lines, and the marks around them. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hu-article-buffer.h"
#include "hu-marks-geometry.h"
#include "hu-print-private.h"

/* Ems of the body. */
#define HEADER_SCALE 0.78
#define RULE         1.6 /* below the page's top */
#define END_ROOM     5.2 /* for chips */
#define MAX_SHIFT    20  /* on paper nothing is folded that can stand somewhere */
/* Pixels to the em where the marks' measures hold. */
#define USUAL_EM 16.0

typedef struct
{
  HuPrintLayout *layout;
  cairo_t *cr;
  guint page;
  double scale; /* of the marks' measures */
} Page;

static void
set_color (Page *page, const GdkRGBA *color)
{
  gdk_cairo_set_source_rgba (page->cr, color);
}

static void
trace_rounded (cairo_t *cr, double x, double y, double w, double h, double radius)
{
  const double r = MIN (radius, MIN (w, h) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + w - r, y + h - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + h - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

/* The stretches of @range in a line of @block, in points from the page's left. (transfer full) (nullable) */
static int *
dup_stretches (const PrintBlock *block, guint index, HuRange range, int *n)
{
  const PrintLine *line = &g_array_index (block->lines, PrintLine, index);
  const char *text = pango_layout_get_text (block->layout);
  const guint start = MAX (range.start, line->start), end = MIN (range.end, line->end);
  int *stretches = NULL;

  *n = 0;
  if (start < end)
    pango_layout_line_get_x_ranges (pango_layout_get_line_readonly (block->layout, (int) index),
                                    (int) (g_utf8_offset_to_pointer (text, start - block->range.start) -
                                           text),
                                    (int) (g_utf8_offset_to_pointer (text, end - block->range.start) - text),
                                    &stretches, n);
  return stretches;
}

typedef void (*StretchFunc) (Page *page, double x, double y, double w, double h, gconstpointer mark);

/* Calls @draw for each stretch of @range that stands on the page. */
static void
draw_range (Page *page, const PrintBlock *block, HuRange range, StretchFunc draw, gconstpointer mark)
{
  const guint last = range.end > range.start ? print_block_get_line_at (range.end - 1, (gpointer) block) : 0;

  for (guint i = print_block_get_line_at (range.start, (gpointer) block); i <= last; i++)
    {
      const PrintLine *line = &g_array_index (block->lines, PrintLine, i);
      g_autofree int *stretches = NULL;
      int n;

      if (line->page != page->page)
        continue;
      stretches = dup_stretches (block, i, range, &n);
      for (int j = 0; j < n; j++)
        draw (page, page->layout->left + (double) stretches[2 * j] / PANGO_SCALE, line->top,
              (double) (stretches[2 * j + 1] - stretches[2 * j]) / PANGO_SCALE, line->height, mark);
    }
}

static void
draw_block_stretch (Page *page, double x, double y, double w, double h, gconstpointer mark)
{
  const HuMarkBlock *block = mark;
  const double grow = BLOCK_GROW * page->scale, inset = (BLOCK_INSET * block->level - 1) * page->scale;
  const double radius = MAX (2, BLOCK_RADIUS - (double) block->level) * page->scale;

  trace_rounded (page->cr, x - grow, y + inset, w + 2 * grow, h - 2 * inset, radius);
  set_color (page, &block->colors.fill);
  cairo_fill_preserve (page->cr);
  cairo_set_line_width (page->cr, page->scale);
  set_color (page, &block->colors.edge);
  if (block->overlaps)
    cairo_stroke (page->cr);
  cairo_new_path (page->cr);
}

static void
draw_line_stretch (Page *page, double x, double y, double w, double h, gconstpointer mark)
{
  const HuMarkLine *line = mark;
  const double width = LINE_WIDTH * page->scale;
  const double dash[] = { DASH * page->scale, DASH_GAP * page->scale };
  const double dot[] = { width, width };

  y += h + (line->lane * LINE_STEP - 1) * page->scale;
  set_color (page, &line->color);
  cairo_set_line_width (page->cr, width);
  if (line->style == HU_LINE_DASHED)
    cairo_set_dash (page->cr, dash, 2, 0);
  else if (line->style == HU_LINE_DOTTED)
    cairo_set_dash (page->cr, dot, 2, 0);
  cairo_move_to (page->cr, x, y);
  cairo_line_to (page->cr, x + w, y);
  cairo_stroke (page->cr);
  cairo_set_dash (page->cr, NULL, 0, 0);
}

/* A stance's bar, of what of its lines is on the page. */
static void
draw_bar (Page *page, const PrintBlock *block, const HuMarkBar *bar)
{
  const guint first = print_block_get_line_at (bar->range.start, (gpointer) block);
  const guint last = print_block_get_line_at (bar->range.end - 1, (gpointer) block);
  const double em = page->layout->em, inset = em * (BAR_INSET + BAR_STEP * bar->lane), width = em * BAR_WIDTH;
  const double x =
      page->layout->right_to_left ? page->layout->right + inset : page->layout->left - inset - width;
  double top = -1, bottom = -1;

  for (guint i = first; i <= last; i++)
    {
      const PrintLine *line = &g_array_index (block->lines, PrintLine, i);

      if (line->page != page->page)
        continue;
      top = top < 0 ? line->top : top;
      bottom = line->top + line->height;
    }
  if (top < 0)
    return;
  trace_rounded (page->cr, x, top, width, bottom - top, width / 2);
  set_color (page, &bar->color);
  cairo_fill (page->cr);
}

static void
draw_caption_bar (Page *page, const PrintLine *line)
{
  const GdkRGBA grey = hu_palette_get_grey (FALSE);
  const double width = 3 * page->scale, gap = page->layout->em * 0.5;
  const double x = page->layout->right_to_left ? page->layout->right + gap - width : page->layout->left - gap;

  set_color (page, &grey);
  cairo_rectangle (page->cr, x, line->top, width, line->height);
  cairo_fill (page->cr);
}

/* Text. */

static PangoLayout *
create_label (HuPrintLayout *self, const char *text, double scale, int weight)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (self->font);

  pango_font_description_set_size (font, (int) (self->em * scale * PANGO_SCALE));
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

double
print_measure_chip (HuPrintLayout *self, const char *text)
{
  g_autoptr (PangoLayout) label = create_label (self, text, CHIP_FONT, PANGO_WEIGHT_BOLD);
  int width;

  pango_layout_get_size (label, &width, NULL);
  return MAX ((double) width / PANGO_SCALE + 2 * self->em * CHIP_PADDING, self->em * CHIP_HEIGHT);
}

static void
draw_label (Page *page, PangoLayout *label, double x, double y, const GdkRGBA *color)
{
  set_color (page, color);
  cairo_move_to (page->cr, x, y);
  pango_cairo_show_layout (page->cr, label);
}

static void
draw_pill (Page *page, const char *text, double inset, double y, const GdkRGBA *color, gboolean outlined)
{
  HuPrintLayout *layout = page->layout;
  g_autoptr (PangoLayout) label = create_label (layout, text, CHIP_FONT, PANGO_WEIGHT_BOLD);
  const double width = print_measure_chip (layout, text), height = layout->em * CHIP_HEIGHT;
  const double x = layout->right_to_left ? inset : layout->width - inset - width;
  const GdkRGBA on = hu_palette_get_on (color);
  int w, h;

  pango_layout_get_size (label, &w, &h);
  trace_rounded (page->cr, x, y, width, height, height / 2);
  set_color (page, color);
  cairo_set_line_width (page->cr, 1.5 * page->scale);
  if (outlined)
    cairo_stroke (page->cr);
  else
    cairo_fill (page->cr);
  draw_label (page, label, x + (width - (double) w / PANGO_SCALE) / 2,
              y + (height - (double) h / PANGO_SCALE) / 2, outlined ? color : &on);
}

/* The chips of the blocks from @first to @end, as far as their words are on the page: the whole page is one
 * margin. */
static void
draw_chips (Page *page, guint first, guint end)
{
  HuPrintLayout *layout = page->layout;
  const HuChipSpace space = {
    .width = layout->em * END_ROOM,
    .height = layout->em * CHIP_HEIGHT,
    .gap = layout->em * CHIP_GAP,
    .fold_width = print_measure_chip (layout, "+00"),
    .max_shift = layout->em * MAX_SHIFT,
    .bottom = layout->bottom,
  };
  const GdkRGBA grey = hu_palette_get_grey (FALSE);
  g_autoptr (GArray) chips = g_array_new (FALSE, TRUE, sizeof (HuChip));
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GArray) folds = NULL;

  for (guint i = first; i < end; i++)
    {
      const PrintBlock *block = g_ptr_array_index (layout->blocks, i);

      for (guint j = 0; block->labels && j < block->labels->len; j++)
        {
          PrintChip *label = &g_array_index (block->labels, PrintChip, j);
          const PrintLine *line = &g_array_index (block->lines, PrintLine,
                                                  print_block_get_line_at (label->offset, (gpointer) block));
          const HuChip chip = { .wanted = line->top + (line->height - space.height) / 2,
                                .width = print_measure_chip (layout, label->text) };

          if (line->page != page->page)
            continue;
          g_array_append_val (chips, chip);
          g_ptr_array_add (labels, label);
        }
    }
  folds = hu_chips_place (&space, (HuChip *) (void *) chips->data, chips->len);
  for (guint i = 0; i < chips->len; i++)
    {
      const HuChip *chip = &g_array_index (chips, HuChip, i);
      const PrintChip *label = g_ptr_array_index (labels, i);

      if (chip->fold < 0)
        draw_pill (page, label->text, chip->inset, chip->top, &label->color, label->outlined);
    }
  for (guint i = 0; i < folds->len; i++)
    {
      const HuChipFold *fold = &g_array_index (folds, HuChipFold, i);
      g_autofree char *text = g_strdup_printf ("+%u", fold->count);

      if (fold->count > 0)
        draw_pill (page, text, fold->inset, fold->top, &grey, TRUE);
    }
}

static void
draw_below (Page *page, const PrintBlock *block)
{
  const HuMarks *marks = block->marks;

  for (guint i = 0; block->part == HU_PART_CAPTION && i < block->lines->len; i++)
    if (g_array_index (block->lines, PrintLine, i).page == page->page)
      draw_caption_bar (page, &g_array_index (block->lines, PrintLine, i));
  for (guint i = 0; marks && i < marks->blocks->len; i++)
    {
      const HuMarkBlock *mark = &g_array_index (marks->blocks, HuMarkBlock, i);

      draw_range (page, block, mark->range, draw_block_stretch, mark);
    }
  for (guint i = 0; marks && i < marks->lines->len; i++)
    {
      const HuMarkLine *mark = &g_array_index (marks->lines, HuMarkLine, i);

      draw_range (page, block, mark->range, draw_line_stretch, mark);
    }
  for (guint i = 0; marks && i < marks->bars->len; i++)
    draw_bar (page, block, &g_array_index (marks->bars, HuMarkBar, i));
}

static void
draw_text (Page *page, const PrintBlock *block)
{
  const GdkRGBA ink = hu_palette_get_text (FALSE), dim = { 0.369f, 0.361f, 0.392f, 1 };

  for (guint i = 0; i < block->lines->len; i++)
    {
      const PrintLine *line = &g_array_index (block->lines, PrintLine, i);

      if (line->page != page->page)
        continue;
      if (i == 0 && block->number)
        {
          g_autoptr (PangoLayout) label =
              create_label (page->layout, block->number, CHIP_FONT, PANGO_WEIGHT_BOLD);
          int width;

          pango_layout_get_size (label, &width, NULL);
          draw_label (page, label,
                      page->layout->right_to_left
                          ? page->layout->right + page->layout->em * 0.5
                          : page->layout->left - page->layout->em * 0.5 - (double) width / PANGO_SCALE,
                      line->top + page->layout->em * 0.1, &dim);
        }
      set_color (page, block->dim ? &dim : &ink);
      cairo_move_to (page->cr, page->layout->left + line->x, line->top + line->baseline);
      pango_cairo_show_layout_line (page->cr, pango_layout_get_line_readonly (block->layout, (int) i));
    }
}

/* Header and foot. */

static void
draw_header (Page *page)
{
  HuPrintLayout *layout = page->layout;
  const GdkRGBA dim = { 0.369f, 0.361f, 0.392f, 1 }, rule = hu_palette_get_grey (FALSE);
  g_autoptr (PangoLayout) title = create_label (layout, layout->title, HEADER_SCALE, PANGO_WEIGHT_BOLD);
  g_autoptr (PangoLayout) source = create_label (layout, layout->source, HEADER_SCALE, PANGO_WEIGHT_NORMAL);
  int source_width, title_width;
  double room;

  pango_layout_get_size (source, &source_width, NULL);
  room = MAX (layout->em * 4, layout->width - (double) source_width / PANGO_SCALE - 2 * layout->em);
  pango_layout_get_size (title, &title_width, NULL);
  if (title_width > room * PANGO_SCALE)
    {
      pango_layout_set_ellipsize (title, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (title, (int) (room * PANGO_SCALE));
      title_width = (int) (room * PANGO_SCALE);
    }
  draw_label (page, title, layout->right_to_left ? layout->width - (double) title_width / PANGO_SCALE : 0, 0,
              &dim);
  draw_label (page, source, layout->right_to_left ? 0 : layout->width - (double) source_width / PANGO_SCALE,
              0, &dim);
  set_color (page, &rule);
  cairo_set_line_width (page->cr, 0.5);
  cairo_move_to (page->cr, 0, layout->em * RULE);
  cairo_line_to (page->cr, layout->width, layout->em * RULE);
  cairo_stroke (page->cr);
}

static void
draw_foot (Page *page)
{
  HuPrintLayout *layout = page->layout;
  const GdkRGBA dim = { 0.369f, 0.361f, 0.392f, 1 };
  /* Translators: of a printed article. */
  g_autofree char *text = g_strdup_printf (_ ("Page %u of %u"), page->page + 1, layout->starts->len);
  g_autoptr (PangoLayout) label = create_label (layout, text, HEADER_SCALE, PANGO_WEIGHT_NORMAL);
  int width, height;

  pango_layout_get_size (label, &width, &height);
  draw_label (page, label, (layout->width - (double) width / PANGO_SCALE) / 2,
              layout->height - (double) height / PANGO_SCALE, &dim);
}

/* In this order, so that who copies the text of a page has it in one piece. */
void
hu_print_layout_draw (HuPrintLayout *self, guint number, cairo_t *cr)
{
  Page page = { self, cr, number, 0 };
  guint first, end;

  g_return_if_fail (self != NULL && cr != NULL && number < self->starts->len);
  page.scale = self->em / USUAL_EM;
  /* The block before may have begun on the page before and go on here. */
  first = g_array_index (self->starts, guint, number);
  end = number + 1 < self->starts->len ? g_array_index (self->starts, guint, number + 1) + 1
                                       : self->blocks->len;
  end = MIN (end, self->blocks->len);
  draw_header (&page);
  for (guint i = first; i < end; i++)
    draw_below (&page, g_ptr_array_index (self->blocks, i));
  for (guint i = first; i < end; i++)
    draw_text (&page, g_ptr_array_index (self->blocks, i));
  draw_chips (&page, first, end);
  draw_foot (&page);
}
