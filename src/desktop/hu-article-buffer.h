/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The display copy of a document's text, and the only place that maps its offsets to iterators. */
#pragma once

#include <gtk/gtk.h>

#include "hu-parts.h"
#include "hu-text.h"

G_BEGIN_DECLS

#define HU_TYPE_ARTICLE_BUFFER (hu_article_buffer_get_type ())

/**
 * HuArticleBuffer:
 *
 * Shows a #HuText one character for one: NUL becomes U+2400, and in very long paragraphs breaks are inserted
 * for display, which the map counts out. A line of the buffer is a paragraph, a part of a very long one, or a
 * blank line. Long texts come in slices from an idle; offsets that aren't in yet map to the end.
 *
 * Property "loaded": whether all of the text is in.
 */
G_DECLARE_FINAL_TYPE (HuArticleBuffer, hu_article_buffer, HU, ARTICLE_BUFFER, GtkTextBuffer)

/* How text is set. */
typedef struct
{
  const PangoFontDescription *font; /* of the body, with its size */
  int em;                           /* its size in pixels */
  double leading;                   /* of lines, against the usual */
  gboolean dark;
  gboolean right_to_left; /* the side that captions are indented from */
} HuTypography;

/* How a part differs from the body. */
typedef struct
{
  HuPartKind part;
  double scale;
  int weight;
  gboolean italic;
  gboolean dim;
  double above; /* ems of the body */
  double wrap;
  double below;
} HuPartStyle;

const HuPartStyle *hu_part_style_get (HuPartKind part);

HuArticleBuffer *hu_article_buffer_new (void);

/* @text: (nullable): none. @parts: in text order; copied. The first screens are in when this returns. */
void hu_article_buffer_set_text (HuArticleBuffer *self, HuText *text, const HuPart *parts, gsize n_parts);
HuText *hu_article_buffer_get_text (HuArticleBuffer *self);
gboolean hu_article_buffer_get_loaded (HuArticleBuffer *self);
/* Puts in the rest now, however long that takes. */
void hu_article_buffer_load_all (HuArticleBuffer *self);

/* Sets only what differs anew. */
void hu_article_buffer_set_parts (HuArticleBuffer *self, const HuPart *parts, gsize n_parts);
HuPartKind hu_article_buffer_get_part (HuArticleBuffer *self, guint offset);
void hu_article_buffer_set_typography (HuArticleBuffer *self, const HuTypography *typography);

/* The place of a code point; never inside CR LF. At an inserted break, the start of the next line. */
void hu_article_buffer_get_iter (HuArticleBuffer *self, guint offset, GtkTextIter *iter);
/* The same for the end of a range: at an inserted break, the end of the line before. */
void hu_article_buffer_get_end_iter (HuArticleBuffer *self, guint offset, GtkTextIter *iter);
/* The code point that @iter stands before. */
guint hu_article_buffer_get_offset (HuArticleBuffer *self, const GtkTextIter *iter);
/* Whether @iter is in a line without text, which a caret needn't stop at. */
gboolean hu_article_buffer_is_blank (HuArticleBuffer *self, const GtkTextIter *iter);

G_END_DECLS
