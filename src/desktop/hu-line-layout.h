/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the words of the article stand: rectangles of ranges, a visual run each, cached by paragraph. */
#pragma once

#include "hu-article-buffer.h"

G_BEGIN_DECLS

/* A stretch of text that lies side by side in one line; its place is counted from the paragraph's top and the
 * view's start in buffer coordinates, without scrolling. */
typedef struct
{
  guint line; /* the index of its visual line */
  float x;
  float y;
  float width;
  float height;
} HuRun;

/* A line as it is wrapped. */
typedef struct
{
  guint start;
  guint end; /* of its words: without the spaces and the line end after them */
  float y;
  float height;
  gboolean mixed; /* its text doesn't simply run from left to right */
  float *lefts;   /* of each code point, as far as known (else NaN); and the end of the last */
  float *rights;  /* where mixed */
} HuVisualLine;

/* A line of the buffer: a paragraph. */
typedef struct
{
  HuRange range; /* code points, without line end */
  float height;
  GArray *lines; /* of HuVisualLine */
} HuLineLayout;

/* @line_start: the start of a line of the buffer that @view shows. (transfer full) */
HuLineLayout *hu_line_layout_new (GtkTextView *view, const GtkTextIter *line_start);
void hu_line_layout_free (HuLineLayout *self);
/* Appends the runs of @range, in lines from @first to @last (indexes), to @runs (of HuRun). */
void hu_line_layout_get_runs (
    HuLineLayout *self, GtkTextView *view, HuRange range, guint first, guint last, GArray *runs);
/* The index of the visual line that holds @offset. */
guint hu_line_layout_get_line_at (HuLineLayout *self, guint offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuLineLayout, hu_line_layout_free)

G_END_DECLS
