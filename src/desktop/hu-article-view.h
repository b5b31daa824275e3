/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The article, set to be read, with its marks: where passages are selected and tags picked. */
#pragma once

#include <gtk/gtk.h>

#include "hu-editor.h"

G_BEGIN_DECLS

#define HU_TYPE_ARTICLE_VIEW (hu_article_view_get_type ())

/**
 * HuArticleView:
 *
 * Goes into an AdwClampScrollable within a GtkScrolledWindow; the clamp's maximum-size and
 * tightening-threshold are bound to "column-width".
 *
 * Properties: "editor" (HuEditor, nullable), "text-scale" (double: 1.0), "text-width" (guint: characters of
 * the measure), "font-name" (a Pango font description; NULL or "": the desktop's document font),
 * "column-width" (int, read only: pixels of measure and margins), "matches" (GArray, read only).
 *
 * Actions, of this class: "article.claim", "article.speaker", … (hu-article-view-actions.c has the table).
 */
G_DECLARE_FINAL_TYPE (HuArticleView, hu_article_view, HU, ARTICLE_VIEW, GtkTextView)

/* What is numbered in the start margin. The numbers are those of the settings' key "numbers". */
typedef enum
{
  HU_NUMBERS_NONE,
  HU_NUMBERS_PARAGRAPHS,
  HU_NUMBERS_SENTENCES, /* "12" is the first of paragraph 12, "12.2" its second */
} HuNumbers;

HuArticleView *hu_article_view_new (void);

HuEditor *hu_article_view_get_editor (HuArticleView *self);
void hu_article_view_set_editor (HuArticleView *self, HuEditor *editor);
double hu_article_view_get_text_scale (HuArticleView *self);
void hu_article_view_set_text_scale (HuArticleView *self, double scale);
guint hu_article_view_get_text_width (HuArticleView *self);
void hu_article_view_set_text_width (HuArticleView *self, guint characters);
const char *hu_article_view_get_font_name (HuArticleView *self);
void hu_article_view_set_font_name (HuArticleView *self, const char *font_name);
int hu_article_view_get_column_width (HuArticleView *self);
/* The space between lines, as a factor of the usual. */
void hu_article_view_set_leading (HuArticleView *self, double leading);
/* Whether all is dimmed but the paragraph of the caret. */
void hu_article_view_set_line_focus (HuArticleView *self, gboolean line_focus);
void hu_article_view_set_numbers (HuArticleView *self, HuNumbers numbers);

/* The code points from the first line in view to the last. FALSE where nothing is. */
gboolean hu_article_view_get_visible_range (HuArticleView *self, HuRange *range);
/* Scrolls so that a place is in the middle; the caret stays where it is. */
void hu_article_view_scroll_to (HuArticleView *self, guint offset);

/* Where a range stands, in the widget's coordinates: the rectangle round its first line, and round its last.
 * FALSE where it is not in view. For what is shown beside a selection. */
gboolean hu_article_view_get_range_rects (
    HuArticleView *self, guint start, guint end, GdkRectangle *first, GdkRectangle *last);
/* Makes room for what is shown beside the text at its foot, and scrolls the range into view if it isn't. */
void hu_article_view_reveal (HuArticleView *self, guint start, guint end);

/* What was found: marked wherever it is in view. @matches: (nullable): of HuRange, in text order, not
 * overlapping; none. */
void hu_article_view_set_matches (HuArticleView *self, GArray *matches);

G_END_DECLS
