/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article with its marks and notes, set on pages.
 *
 * Each paragraph is a block with a Pango layout of its own. Blocks are set one after the other; a line that
 * doesn't fit begins the next page. What a mark looks like is decided by hu_marks_new(), as for the view;
 * only where its words stand is asked of Pango.
 */
#include "config.h"

#include "hu-print-layout.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hu-article-buffer.h"
#include "hu-description.h"
#include "hu-library-row.h"
#include "hu-marks-geometry.h"
#include "hu-print-private.h"

/* Ems of the body. */
#define START_GUTTER 2.2
#define END_GUTTER   5.6
#define HEADER       2.6
#define FOOTER       2.4
#define NOTE_SCALE   0.86
/* Microseconds of a step. */
#define STEP_TIME 4000

static void
clear_label (gpointer data)
{
  g_free (((PrintChip *) data)->text);
}

static void
free_block (gpointer data)
{
  PrintBlock *block = data;

  g_clear_object (&block->layout);
  g_free (block->number);
  g_clear_pointer (&block->lines, g_array_unref);
  g_clear_pointer (&block->marks, hu_marks_free);
  g_clear_pointer (&block->labels, g_array_unref);
  g_free (block);
}

/* Setting a block. */

/* The lines of @block, places counted from its top. @offset: of the article, or 0. */
static void
read_lines (PrintBlock *block, guint offset)
{
  const char *text = pango_layout_get_text (block->layout);
  PangoLayoutIter *iter = pango_layout_get_iter (block->layout);

  block->lines = g_array_new (FALSE, FALSE, sizeof (PrintLine));
  do
    {
      PangoLayoutLine *pango_line = pango_layout_iter_get_line_readonly (iter);
      const char *start = text + pango_line->start_index;
      PrintLine line = { 0 };
      PangoRectangle place;
      int y0, y1;

      pango_layout_iter_get_line_extents (iter, NULL, &place);
      line.x = (double) place.x / PANGO_SCALE;
      pango_layout_iter_get_line_yrange (iter, &y0, &y1);
      line.start = offset + (guint) g_utf8_pointer_to_offset (text, start);
      line.end = line.start + (guint) g_utf8_pointer_to_offset (start, start + pango_line->length);
      line.y = (double) y0 / PANGO_SCALE;
      line.height = (double) (y1 - y0) / PANGO_SCALE;
      line.baseline = (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE - line.y;
      g_array_append_val (block->lines, line);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

guint
print_block_get_line_at (guint offset, gpointer data)
{
  const PrintBlock *block = data;
  guint low = 0, high = block->lines->len;

  while (low + 1 < high)
    {
      const guint middle = (low + high) / 2;

      if (g_array_index (block->lines, PrintLine, middle).start <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static void
start_page (HuPrintLayout *self)
{
  const guint first = self->blocks->len;

  g_array_append_val (self->starts, first);
  self->y = self->top;
}

/* Puts the lines of @block onto pages, and the block into the list. @above, @below: ems. @keep: it isn't left
 * alone at the foot of a page. */
static void
place_block (HuPrintLayout *self, PrintBlock *block, double above, double below, gboolean keep)
{
  const double room = self->bottom - self->y, em = self->em;
  const PrintLine *last = &g_array_index (block->lines, PrintLine, block->lines->len - 1);
  const double height = last->y + last->height;

  if (self->y > self->top)
    self->y += above * em;
  if (keep && self->y > self->top && height + 4 * em > room)
    start_page (self);
  for (guint i = 0; i < block->lines->len; i++)
    {
      PrintLine *line = &g_array_index (block->lines, PrintLine, i);

      if (self->y + line->height > self->bottom && self->y > self->top)
        start_page (self);
      line->page = self->starts->len - 1;
      line->top = self->y;
      self->y += line->height;
    }
  self->y += below * em;
  g_ptr_array_add (self->blocks, block);
}

/* What is displayed of a range: one character for one. (transfer full) */
static char *
dup_displayed (HuText *text, HuRange range)
{
  const gsize length = hu_text_offset_to_byte (text, range.end) - hu_text_offset_to_byte (text, range.start);
  g_autofree char *bytes = hu_text_dup_range (text, range.start, range.end);
  GString *string = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (bytes[i] == '\0')
      g_string_append (string, "\342\220\200");
    else
      g_string_append_c (string, bytes[i]);
  return g_string_free (string, FALSE);
}

static PangoLayout *
create_layout (HuPrintLayout *self, const char *text, const HuPartStyle *style, double scale)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (self->font);

  pango_font_description_set_size (font, (int) (self->em * style->scale * scale * PANGO_SCALE));
  pango_font_description_set_weight (font, style->weight);
  pango_font_description_set_style (font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) ((self->right - self->left) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_spacing (layout, (int) (self->em * style->wrap * scale * PANGO_SCALE));
  pango_layout_set_single_paragraph_mode (layout, FALSE);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* Tags and their numbers. */

static guint
number_tag (HuPrintLayout *self, HuRecord *record)
{
  g_ptr_array_add (self->noted, hu_record_ref (record));
  return self->noted->len;
}

static void
add_label (
    PrintBlock *block, guint number, guint offset, const char *text, const GdkRGBA *color, gboolean outlined)
{
  const PrintChip label = { g_strdup_printf ("%u%s%s", number, *text ? "\342\200\202" : "", text), offset,
                            *color, outlined };

  g_array_append_val (block->labels, label);
}

static gboolean
has_chip (const HuMarks *marks, HuRecord *record)
{
  for (guint i = 0; i < marks->chips->len; i++)
    if (g_array_index (marks->chips, HuMarkChip, i).record == record)
      return TRUE;
  return FALSE;
}

/* The claims that start here and have no chip: they have a number all the same. */
static void
number_others (HuPrintLayout *self, PrintBlock *block)
{
  HuLayer *layer = hu_document_get_layer (self->document);
  const GdkRGBA grey = hu_palette_get_grey (FALSE);
  g_autoptr (GPtrArray) claims =
      hu_layer_find_touching (layer, HU_KINDS (HU_KIND_CLAIM), block->range.start, block->range.end);

  for (guint i = 0; i < claims->len; i++)
    {
      HuRecord *claim = g_ptr_array_index (claims, i);
      guint start, end;

      if (hu_record_get_extent (claim, &start, &end) && start >= block->range.start &&
          start < block->range.end && !has_chip (block->marks, claim))
        add_label (block, number_tag (self, claim), start, "", &grey, TRUE);
    }
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const PrintChip *x = a, *y = b;

  return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static void
number_tags (HuPrintLayout *self, PrintBlock *block)
{
  const GdkRGBA grey = hu_palette_get_grey (FALSE);

  for (guint i = 0; i < block->marks->chips->len; i++)
    {
      const HuMarkChip *chip = &g_array_index (block->marks->chips, HuMarkChip, i);

      add_label (block, number_tag (self, chip->record), chip->offset, chip->text, &chip->color,
                 chip->outlined);
    }
  number_others (self, block);
  for (guint i = 0; i < block->marks->signs->len; i++)
    {
      const HuMarkSign *sign = &g_array_index (block->marks->signs, HuMarkSign, i);

      add_label (block, number_tag (self, sign->record), sign->offset, "…", &grey, TRUE);
    }
  g_array_sort (block->labels, compare_labels);
}

static HuPartKind
find_part (HuRecord *facts, guint offset)
{
  HuValue *list = hu_record_get (facts, HU_MEMBER_PARTS);

  for (gsize i = 0; i < hu_value_get_size (list); i++)
    {
      HuValue *item = hu_value_get_nth (list, i);

      if (hu_value_get_int (hu_value_get_member (item, "start")) <= offset &&
          hu_value_get_int (hu_value_get_member (item, "end")) > offset)
        return hu_part_kind_from_name (hu_value_get_member_string (item, "kind"));
    }
  return HU_PART_BODY;
}

/* A paragraph; of a wrapped text, one of its lines, set close to the next. */
static void
set_paragraph (HuPrintLayout *self, guint index)
{
  HuLayer *layer = hu_document_get_layer (self->document);
  const HuMarksContext context = { .layer = layer, .codebook = hu_document_get_codebook (self->document) };
  PrintBlock *block = g_new0 (PrintBlock, 1);
  const HuPartStyle *style;
  g_autofree char *string = NULL;
  gboolean goes_on;

  block->range = hu_text_get_paragraph (self->text, index);
  block->part = find_part (hu_layer_get_document (layer), block->range.start);
  style = hu_part_style_get (block->part);
  block->dim = style->dim;
  string = dup_displayed (self->text, block->range);
  block->layout = create_layout (self, string, style, 1);
  read_lines (block, block->range.start);
  block->marks = hu_marks_new (&context, block->range);
  hu_marks_place_bars (block->marks, print_block_get_line_at, block);
  block->labels = g_array_new (FALSE, FALSE, sizeof (PrintChip));
  g_array_set_clear_func (block->labels, clear_label);
  number_tags (self, block);
  goes_on = hu_text_block_at (self->text, block->range.start).end > block->range.end;
  place_block (self, block, style->above, goes_on ? style->wrap : style->below,
               block->part == HU_PART_HEADLINE || block->part == HU_PART_HEADING);
}

/* Notes. */

static void
add_text (HuPrintLayout *self, const char *text, char *number, const HuPartStyle *style, double scale)
{
  PrintBlock *block = g_new0 (PrintBlock, 1);

  block->number = number;
  block->part = style->part;
  block->layout = create_layout (self, text, style, scale);
  read_lines (block, 0);
  place_block (self, block, style->above, style->below * scale, number == NULL);
}

/* Whether it begins with a quotation mark of its own. */
static gboolean
is_quoted (const char *words)
{
  const GUnicodeType type = g_unichar_type (g_utf8_get_char (words));

  return type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION || *words == '"' ||
         g_str_has_prefix (words, "\342\200\236");
}

static void
set_note (HuPrintLayout *self, guint index)
{
  HuRecord *record = g_ptr_array_index (self->noted, index);
  g_autofree char *description = hu_describe_tag (self->document, record);
  g_autofree char *words = NULL;
  g_autofree char *note = NULL;
  guint start, end;

  if (hu_record_get_extent (record, &start, &end))
    words = hu_text_dup_snippet (self->text, start, end, 120);
  /* Translators: the words of a passage, then what was noted of them. */
  note = words && !is_quoted (words)
             ? g_strdup_printf (_ ("“%s”\n%s"), words, description)
             : g_strjoin ("\n", words ? words : description, words ? description : NULL, NULL);
  add_text (self, note, g_strdup_printf ("%u", index + 1), hu_part_style_get (HU_PART_BODY), NOTE_SCALE);
}

gboolean
hu_print_layout_step (HuPrintLayout *self)
{
  const gint64 end = g_get_monotonic_time () + STEP_TIME;

  g_return_val_if_fail (self != NULL, TRUE);
  do
    {
      if (self->next < hu_text_get_n_paragraphs (self->text))
        {
          set_paragraph (self, self->next++);
        }
      else if (self->next_note < self->noted->len)
        {
          if (!self->notes_begun)
            add_text (self, _ ("Notes"), NULL, hu_part_style_get (HU_PART_HEADING), 1);
          self->notes_begun = TRUE;
          set_note (self, self->next_note++);
        }
      else
        {
          return TRUE;
        }
    }
  while (g_get_monotonic_time () < end);
  return FALSE;
}

/* The whole. */

static char *
dup_source (HuDocument *document)
{
  HuRecord *facts = hu_layer_get_document (hu_document_get_layer (document));
  const char *outlet = hu_record_get_string (facts, HU_MEMBER_OUTLET);
  const char *published = hu_record_get_string (facts, HU_MEMBER_PUBLISHED);
  g_autofree char *date = published ? hu_date_dup_display (published) : NULL;

  if (outlet && date)
    return g_strdup_printf ("%s · %s", outlet, date);
  return g_strdup (outlet ? outlet : date ? date : "");
}

HuPrintLayout *
hu_print_layout_new (HuDocument *document,
                     PangoContext *context,
                     const PangoFontDescription *font,
                     double width,
                     double height)
{
  HuPrintLayout *self;
  double start, end;

  g_return_val_if_fail (HU_IS_DOCUMENT (document) && PANGO_IS_CONTEXT (context) && font != NULL, NULL);
  self = g_new0 (HuPrintLayout, 1);
  self->document = g_object_ref (document);
  self->text = hu_text_ref (hu_document_get_text (document));
  self->context = g_object_ref (context);
  self->font = pango_font_description_copy (font);
  self->em = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  self->width = width;
  self->height = height;
  self->right_to_left =
      hu_text_is_right_to_left (self->text, (HuRange){ 0, hu_text_get_length (self->text) });
  start = START_GUTTER * self->em;
  end = END_GUTTER * self->em;
  self->left = self->right_to_left ? end : start;
  self->right = width - (self->right_to_left ? start : end);
  self->top = HEADER * self->em;
  self->bottom = height - FOOTER * self->em;
  self->title = g_strdup (hu_document_get_title (document));
  self->source = dup_source (document);
  self->blocks = g_ptr_array_new_with_free_func (free_block);
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->noted = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);
  start_page (self);
  return self;
}

void
hu_print_layout_free (HuPrintLayout *self)
{
  if (!self)
    return;
  g_object_unref (self->document);
  hu_text_unref (self->text);
  g_object_unref (self->context);
  pango_font_description_free (self->font);
  g_free (self->title);
  g_free (self->source);
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->starts);
  g_ptr_array_unref (self->noted);
  g_free (self);
}

guint
hu_print_layout_get_n_pages (HuPrintLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->starts->len;
}
