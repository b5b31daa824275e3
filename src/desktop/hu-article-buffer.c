/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The display copy of a document's text, and the only place that maps its offsets to iterators. */
#include "config.h"

#include "hu-article-buffer.h"

#include <string.h>

/* A paragraph gets a break for display at the first space after this many code points, or after HARD_BREAK
 * where it has none: GTK lays out whole paragraphs. */
#define SOFT_BREAK 10000
#define HARD_BREAK 12000
/* Microseconds of a slice; bytes put in at a time within it, and at first. */
#define SLICE_TIME  4000
#define BLOCK_BYTES 16384
#define FIRST_BYTES 32768
/* A line longer than this (code points) is a paragraph of its own, not one line of a hard-wrapped one. */
#define LONGEST_WRAPPED 100
#define SAMPLE_BYTES    65536

enum
{
  TAG_BASE,
  TAG_PARTS, /* one for each HuPartKind; body has none */
  TAG_TIGHT = TAG_PARTS + HU_N_PARTS,
  TAG_BLANK,
  N_TAGS
};

struct _HuArticleBuffer
{
  GtkTextBuffer parent_instance;

  HuText *text;
  GArray *parts;  /* of HuPart */
  GArray *breaks; /* of guint: the code points that an inserted break stands before */
  gsize loaded_bytes;
  guint loaded_chars;
  guint idle_id;
  gboolean has_blank_lines;
  gboolean is_wrapped; /* without blank lines, but every line is short */
  GtkTextTag *tags[N_TAGS];
};

G_DEFINE_FINAL_TYPE (HuArticleBuffer, hu_article_buffer, GTK_TYPE_TEXT_BUFFER)

enum
{
  PROP_0,
  PROP_LOADED,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* One line as it is displayed. */
typedef struct
{
  gsize start;  /* bytes */
  gsize end;    /* after its line end */
  guint chars;  /* code points, line end included */
  guint length; /* code points without the line end */
  gboolean blank;
  gboolean broken; /* a break is inserted at its end */
} Line;

static gsize
line_end_length (const char *utf8, gsize length, gsize pos)
{
  switch (utf8[pos])
    {
    case '\n':
      return 1;
    case '\r':
      return pos + 1 < length && utf8[pos + 1] == '\n' ? 2 : 1;
    case '\xe2':
      return pos + 2 < length && utf8[pos + 1] == '\x80' && utf8[pos + 2] == '\xa9' ? 3 : 0;
    default:
      return 0;
    }
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t';
}

/* The last place to cut a paragraph that has no spaces: never within a grapheme. */
static void
break_hard (HuText *text, Line *line, guint offset)
{
  guint cut = offset + line->length;

  if (!hu_text_is_grapheme_boundary (text, cut))
    cut = hu_text_grapheme_before (text, cut);
  line->end = hu_text_offset_to_byte (text, cut);
  line->length = cut - offset;
}

/* The line that starts at @pos, the byte of the code point @offset. */
static Line
read_line (HuText *text, gsize pos, guint offset)
{
  Line line = { .start = pos, .blank = TRUE };
  gsize length, at = pos, stop = 0;
  const char *utf8 = hu_text_get_utf8 (text, &length);

  while (at < length && !(stop = line_end_length (utf8, length, at)))
    {
      const char c = utf8[at];

      if (line.length >= SOFT_BREAK && (is_space (utf8[at - 1]) || line.length >= HARD_BREAK))
        {
          line.broken = TRUE;
          break;
        }
      line.blank = line.blank && is_space (c);
      line.length++;
      at += (gsize) (g_utf8_skip[(guchar) c]);
    }
  line.end = at + stop;
  if (line.broken && line.length >= HARD_BREAK)
    break_hard (text, &line, offset);
  line.chars = line.length + (stop ? (stop == 2 ? 2 : 1) : 0);
  return line;
}

static gboolean
is_blank_from (HuText *text, gsize pos)
{
  gsize length;
  const char *utf8 = hu_text_get_utf8 (text, &length);

  while (pos < length && is_space (utf8[pos]))
    pos++;
  return pos >= length || line_end_length (utf8, length, pos) > 0;
}

/* How the text sets paragraphs apart, by its beginning. */
static void
find_shape (HuArticleBuffer *self)
{
  guint offset = 0, longest = 0, n_lines = 0;
  gsize pos = 0, length;

  hu_text_get_utf8 (self->text, &length);
  self->has_blank_lines = FALSE;
  while (pos < MIN (length, SAMPLE_BYTES))
    {
      Line line = read_line (self->text, pos, offset);

      self->has_blank_lines |= line.blank && line.end < length;
      longest = MAX (longest, line.length);
      pos = line.end;
      offset += line.chars;
      n_lines++;
    }
  self->is_wrapped = n_lines > 8 && longest <= LONGEST_WRAPPED;
}

/* Parts. */

HuPartKind
hu_article_buffer_get_part (HuArticleBuffer *self, guint offset)
{
  guint low = 0, high;

  g_return_val_if_fail (HU_IS_ARTICLE_BUFFER (self), HU_PART_BODY);
  high = self->parts->len;
  while (low < high)
    {
      const guint middle = (low + high) / 2;
      const HuPart *part = &g_array_index (self->parts, HuPart, middle);

      if (offset < part->start)
        high = middle;
      else if (offset >= part->end)
        low = middle + 1;
      else
        return part->kind;
    }
  return HU_PART_BODY;
}

/* Whether the space of a paragraph follows the line. */
static gboolean
ends_paragraph (HuArticleBuffer *self, const Line *line, guint offset, HuPartKind part)
{
  if (line->broken)
    return FALSE;
  if (is_blank_from (self->text, line->end))
    return TRUE;
  if (hu_article_buffer_get_part (self, offset + line->chars) != part)
    return TRUE;
  return line->length > LONGEST_WRAPPED || (!self->has_blank_lines && !self->is_wrapped);
}

static void
apply (HuArticleBuffer *self, guint tag, const GtkTextIter *start, const GtkTextIter *end)
{
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), self->tags[tag], start, end);
}

static void
style_line (
    HuArticleBuffer *self, const Line *line, guint offset, const GtkTextIter *start, const GtkTextIter *end)
{
  const HuPartKind part = hu_article_buffer_get_part (self, offset);

  if (line->blank)
    {
      apply (self, TAG_BLANK, start, end);
      return;
    }
  if (part != HU_PART_BODY)
    apply (self, TAG_PARTS + part, start, end);
  if (!ends_paragraph (self, line, offset, part))
    apply (self, TAG_TIGHT, start, end);
}

/* Sets the lines from the one that starts at @pos until @until (bytes). */
static void
style_lines (HuArticleBuffer *self, gsize pos, guint offset, gsize until, gboolean anew)
{
  GtkTextIter start, end;

  hu_article_buffer_get_iter (self, offset, &start);
  while (pos < until)
    {
      const Line line = read_line (self->text, pos, offset);

      end = start;
      gtk_text_iter_forward_line (&end);
      for (guint tag = TAG_PARTS; anew && tag < N_TAGS; tag++)
        gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self), self->tags[tag], &start, &end);
      style_line (self, &line, offset, &start, &end);
      start = end;
      pos = line.end;
      offset += line.chars;
    }
}

/* Sets the lines anew that the range touches, and the one before, whose space depends on what follows. */
static void
restyle (HuArticleBuffer *self, guint start, guint end)
{
  GtkTextIter iter;
  guint offset;

  if (start >= self->loaded_chars)
    return;
  hu_article_buffer_get_iter (self, start, &iter);
  gtk_text_iter_set_line_offset (&iter, 0);
  do
    if (!gtk_text_iter_backward_line (&iter))
      break;
  while (hu_article_buffer_is_blank (self, &iter));
  offset = hu_article_buffer_get_offset (self, &iter);
  style_lines (self, hu_text_offset_to_byte (self->text, offset), offset,
               MIN (hu_text_offset_to_byte (self->text, end), self->loaded_bytes), TRUE);
}

static gboolean
has_part (GArray *parts, const HuPart *wanted)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const HuPart *part = &g_array_index (parts, HuPart, i);

      if (part->kind == wanted->kind && part->start == wanted->start && part->end == wanted->end)
        return TRUE;
    }
  return FALSE;
}

void
hu_article_buffer_set_parts (HuArticleBuffer *self, const HuPart *parts, gsize n_parts)
{
  g_autoptr (GArray) before = NULL;

  g_return_if_fail (HU_IS_ARTICLE_BUFFER (self));
  before = self->parts;
  self->parts = g_array_sized_new (FALSE, FALSE, sizeof (HuPart), (guint) n_parts);
  if (n_parts)
    g_array_append_vals (self->parts, parts, (guint) n_parts);
  if (!self->text)
    return;
  for (guint i = 0; i < before->len; i++)
    {
      const HuPart *part = &g_array_index (before, HuPart, i);

      if (!has_part (self->parts, part))
        restyle (self, part->start, part->end);
    }
  for (guint i = 0; i < self->parts->len; i++)
    {
      const HuPart *part = &g_array_index (self->parts, HuPart, i);

      if (!has_part (before, part))
        restyle (self, part->start, part->end);
    }
}

/* Loading. */

static void
append_displayed (GString *string, const char *bytes, gsize length)
{
  while (length > 0)
    {
      const char *nul = memchr (bytes, '\0', length);
      const gsize run = nul ? (gsize) (nul - bytes) : length;

      g_string_append_len (string, bytes, (gssize) run);
      if (!nul)
        return;
      g_string_append (string, "\342\220\200");
      bytes += run + 1;
      length -= run + 1;
    }
}

/* Puts in lines, at least @wanted bytes of them. */
static void
load_block (HuArticleBuffer *self, gsize wanted)
{
  g_autoptr (GString) block = g_string_sized_new (wanted + 64);
  const gsize first = self->loaded_bytes;
  const guint first_char = self->loaded_chars;
  gsize length;
  const char *utf8 = hu_text_get_utf8 (self->text, &length);
  GtkTextIter start, end;

  while (self->loaded_bytes < length && self->loaded_bytes - first < wanted)
    {
      const Line line = read_line (self->text, self->loaded_bytes, self->loaded_chars);

      append_displayed (block, utf8 + line.start, line.end - line.start);
      self->loaded_bytes = line.end;
      self->loaded_chars += line.chars;
      if (line.broken)
        {
          g_string_append_c (block, '\n');
          g_array_append_val (self->breaks, self->loaded_chars);
        }
    }
  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self), &end);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self), &end, block->str, (int) block->len);
  hu_article_buffer_get_iter (self, first_char, &start);
  apply (self, TAG_BASE, &start, &end);
  style_lines (self, first, first_char, self->loaded_bytes, FALSE);
}

/* A mark at the end would go along with what is put in there. */
static void
load_keeping_selection (HuArticleBuffer *self, gsize wanted)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter caret, anchor;
  int caret_offset, anchor_offset;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_iter_at_mark (buffer, &anchor, gtk_text_buffer_get_selection_bound (buffer));
  caret_offset = gtk_text_iter_get_offset (&caret);
  anchor_offset = gtk_text_iter_get_offset (&anchor);
  load_block (self, wanted);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_iter_at_mark (buffer, &anchor, gtk_text_buffer_get_selection_bound (buffer));
  if (gtk_text_iter_get_offset (&caret) == caret_offset &&
      gtk_text_iter_get_offset (&anchor) == anchor_offset)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &caret, caret_offset);
  gtk_text_buffer_get_iter_at_offset (buffer, &anchor, anchor_offset);
  gtk_text_buffer_select_range (buffer, &caret, &anchor);
}

static gboolean
is_loaded (HuArticleBuffer *self)
{
  gsize length = 0;

  if (self->text)
    hu_text_get_utf8 (self->text, &length);
  return self->loaded_bytes >= length;
}

static gboolean
load_slice (gpointer user_data)
{
  HuArticleBuffer *self = HU_ARTICLE_BUFFER (user_data);
  const gint64 end = g_get_monotonic_time () + SLICE_TIME;

  do
    load_keeping_selection (self, BLOCK_BYTES / 4);
  while (!is_loaded (self) && g_get_monotonic_time () < end);
  if (!is_loaded (self))
    return G_SOURCE_CONTINUE;
  self->idle_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  return G_SOURCE_REMOVE;
}

void
hu_article_buffer_load_all (HuArticleBuffer *self)
{
  g_return_if_fail (HU_IS_ARTICLE_BUFFER (self));
  if (is_loaded (self))
    return;
  while (!is_loaded (self))
    load_keeping_selection (self, BLOCK_BYTES);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

static void
clear (HuArticleBuffer *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->text, hu_text_unref);
  g_array_set_size (self->breaks, 0);
  g_array_set_size (self->parts, 0);
  self->loaded_bytes = 0;
  self->loaded_chars = 0;
}

void
hu_article_buffer_set_text (HuArticleBuffer *self, HuText *text, const HuPart *parts, gsize n_parts)
{
  g_return_if_fail (HU_IS_ARTICLE_BUFFER (self));
  if (text)
    hu_text_ref (text);
  clear (self);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self), "", 0);
  self->text = text;
  if (text)
    {
      if (n_parts)
        g_array_append_vals (self->parts, parts, (guint) n_parts);
      find_shape (self);
      load_keeping_selection (self, FIRST_BYTES);
      /* Before the view lays out what is in (GTK_TEXT_VIEW_PRIORITY_VALIDATE), which takes longer. */
      if (!is_loaded (self))
        self->idle_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, load_slice, self, NULL);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

HuText *
hu_article_buffer_get_text (HuArticleBuffer *self)
{
  g_return_val_if_fail (HU_IS_ARTICLE_BUFFER (self), NULL);
  return self->text;
}

gboolean
hu_article_buffer_get_loaded (HuArticleBuffer *self)
{
  g_return_val_if_fail (HU_IS_ARTICLE_BUFFER (self), FALSE);
  return is_loaded (self);
}

/* The map. The i-th break stands at the display offset breaks[i] + i. */

/* How many breaks stand before @offset, or at it too where @inclusive. */
static guint
count_breaks (HuArticleBuffer *self, guint offset, gboolean inclusive)
{
  guint low = 0, high = self->breaks->len;

  while (low < high)
    {
      const guint middle = (low + high) / 2;
      const guint at = g_array_index (self->breaks, guint, middle);

      if (at < offset || (inclusive && at == offset))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
get_iter (HuArticleBuffer *self, guint offset, gboolean inclusive, GtkTextIter *iter)
{
  GtkTextIter before;

  offset = MIN (offset, self->loaded_chars);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), iter,
                                      (int) (offset + count_breaks (self, offset, inclusive)));
  before = *iter;
  if (gtk_text_iter_get_char (iter) == '\n' && gtk_text_iter_backward_char (&before) &&
      gtk_text_iter_get_char (&before) == '\r')
    *iter = before;
}

void
hu_article_buffer_get_iter (HuArticleBuffer *self, guint offset, GtkTextIter *iter)
{
  g_return_if_fail (HU_IS_ARTICLE_BUFFER (self) && iter != NULL);
  get_iter (self, offset, TRUE, iter);
}

void
hu_article_buffer_get_end_iter (HuArticleBuffer *self, guint offset, GtkTextIter *iter)
{
  g_return_if_fail (HU_IS_ARTICLE_BUFFER (self) && iter != NULL);
  get_iter (self, offset, FALSE, iter);
}

guint
hu_article_buffer_get_offset (HuArticleBuffer *self, const GtkTextIter *iter)
{
  guint displayed, offset, low = 0, high;

  g_return_val_if_fail (HU_IS_ARTICLE_BUFFER (self) && iter != NULL, 0);
  displayed = (guint) gtk_text_iter_get_offset (iter);
  high = self->breaks->len;
  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (g_array_index (self->breaks, guint, middle) + middle < displayed)
        low = middle + 1;
      else
        high = middle;
    }
  offset = displayed - low;
  if (self->text && offset > 0 && offset < self->loaded_chars && gtk_text_iter_get_char (iter) == '\n' &&
      hu_text_get_char (self->text, offset) == '\n' && hu_text_get_char (self->text, offset - 1) == '\r')
    offset--;
  return offset;
}

gboolean
hu_article_buffer_is_blank (HuArticleBuffer *self, const GtkTextIter *iter)
{
  GtkTextIter start;

  g_return_val_if_fail (HU_IS_ARTICLE_BUFFER (self) && iter != NULL, FALSE);
  start = *iter;
  gtk_text_iter_set_line_offset (&start, 0);
  return gtk_text_iter_has_tag (&start, self->tags[TAG_BLANK]);
}

/* Typography. */

#define BODY_WRAP 0.36
/* About what a line is high without the space between. */
#define LINE_HEIGHT 1.36
#define BODY_BELOW  0.9

static const HuPartStyle part_styles[] = {
  { HU_PART_HEADLINE, 1.62, PANGO_WEIGHT_BOLD, FALSE, FALSE, 0, 0.12, 0.35 },
  { HU_PART_DEK, 1.1, PANGO_WEIGHT_NORMAL, FALSE, TRUE, 0, 0.25, 0.7 },
  { HU_PART_BYLINE, 0.8, PANGO_WEIGHT_NORMAL, FALSE, TRUE, 0, 0.2, 1.1 },
  { HU_PART_DATE, 0.8, PANGO_WEIGHT_NORMAL, FALSE, TRUE, 0, 0.2, 1.1 },
  { HU_PART_CAPTION, 0.86, PANGO_WEIGHT_NORMAL, TRUE, TRUE, 0.15, 0.25, 1.0 },
  { HU_PART_HEADING, 1.14, PANGO_WEIGHT_BOLD, FALSE, FALSE, 0.45, 0.15, 0.35 },
  { HU_PART_BIO, 0.9, PANGO_WEIGHT_NORMAL, TRUE, TRUE, 0.3, 0.25, 0.8 },
  { HU_PART_BOILERPLATE, 0.82, PANGO_WEIGHT_NORMAL, FALSE, TRUE, 0, 0.25, 0.7 },
};

static const HuPartStyle body_style = {
  HU_PART_BODY, 1, PANGO_WEIGHT_NORMAL, FALSE, FALSE, 0, BODY_WRAP, BODY_BELOW,
};

const HuPartStyle *
hu_part_style_get (HuPartKind part)
{
  for (gsize i = 0; i < G_N_ELEMENTS (part_styles); i++)
    if (part_styles[i].part == part)
      return &part_styles[i];
  return &body_style;
}

#define INDENT 0.85

static int
pixels (const HuTypography *typography, double ems)
{
  return (int) (typography->em * ems + 0.5);
}

/* Leading stretches the lines themselves, too; they can't be set tighter than without space. */
static int
wrap_pixels (const HuTypography *typography, double wrap)
{
  return pixels (typography, MAX (0, wrap + (typography->leading - 1) * (LINE_HEIGHT + wrap)));
}

static void
set_part_style (HuArticleBuffer *self, const HuPartStyle *style, const HuTypography *typography)
{
  const GdkRGBA dim =
      typography->dark ? (GdkRGBA){ 0.72f, 0.71f, 0.73f, 1 } : (GdkRGBA){ 0.369f, 0.361f, 0.392f, 1 };

  g_object_set (self->tags[TAG_PARTS + style->part], "scale", style->scale, "weight", style->weight, "style",
                style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL, "pixels-above-lines",
                pixels (typography, style->above), "pixels-inside-wrap",
                wrap_pixels (typography, style->wrap), "pixels-below-lines",
                pixels (typography, style->below), "foreground-rgba", style->dim ? &dim : NULL, NULL);
}

void
hu_article_buffer_set_typography (HuArticleBuffer *self, const HuTypography *typography)
{
  int indent;

  g_return_if_fail (HU_IS_ARTICLE_BUFFER (self) && typography != NULL);
  indent = pixels (typography, INDENT);
  g_object_set (self->tags[TAG_BASE], "font-desc", typography->font, "pixels-inside-wrap",
                wrap_pixels (typography, BODY_WRAP), "pixels-below-lines", pixels (typography, BODY_BELOW),
                NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (part_styles); i++)
    set_part_style (self, &part_styles[i], typography);
  g_object_set (self->tags[TAG_PARTS + HU_PART_CAPTION], "accumulative-margin", TRUE, "left-margin",
                typography->right_to_left ? 0 : indent, "right-margin",
                typography->right_to_left ? indent : 0, NULL);
  g_object_set (self->tags[TAG_TIGHT], "pixels-below-lines", wrap_pixels (typography, BODY_WRAP), NULL);
  g_object_set (self->tags[TAG_BLANK], "scale", 0.1, "pixels-above-lines", 0, "pixels-inside-wrap", 0,
                "pixels-below-lines", 0, NULL);
}

static void
create_tags (HuArticleBuffer *self)
{
  /* The later ones win. */
  for (guint tag = 0; tag < N_TAGS; tag++)
    self->tags[tag] = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self), NULL, NULL);
}

static void
hu_article_buffer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADED)
    g_value_set_boolean (value, is_loaded (HU_ARTICLE_BUFFER (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hu_article_buffer_constructed (GObject *object)
{
  G_OBJECT_CLASS (hu_article_buffer_parent_class)->constructed (object);
  create_tags (HU_ARTICLE_BUFFER (object));
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (object), FALSE);
}

static void
hu_article_buffer_dispose (GObject *object)
{
  clear (HU_ARTICLE_BUFFER (object));
  G_OBJECT_CLASS (hu_article_buffer_parent_class)->dispose (object);
}

static void
hu_article_buffer_finalize (GObject *object)
{
  HuArticleBuffer *self = HU_ARTICLE_BUFFER (object);

  g_array_unref (self->parts);
  g_array_unref (self->breaks);
  G_OBJECT_CLASS (hu_article_buffer_parent_class)->finalize (object);
}

static void
hu_article_buffer_class_init (HuArticleBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hu_article_buffer_get_property;
  object_class->constructed = hu_article_buffer_constructed;
  object_class->dispose = hu_article_buffer_dispose;
  object_class->finalize = hu_article_buffer_finalize;

  properties[PROP_LOADED] =
      g_param_spec_boolean ("loaded", NULL, NULL, TRUE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hu_article_buffer_init (HuArticleBuffer *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (HuPart));
  self->breaks = g_array_new (FALSE, FALSE, sizeof (guint));
}

HuArticleBuffer *
hu_article_buffer_new (void)
{
  return g_object_new (HU_TYPE_ARTICLE_BUFFER, NULL);
}
