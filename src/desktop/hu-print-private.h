/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of HuPrintLayout share. */
#pragma once

#include "hu-chips.h"
#include "hu-marks.h"
#include "hu-parts.h"
#include "hu-print-layout.h"

G_BEGIN_DECLS

/* A line of a block, and the page it stands on. */
typedef struct
{
  guint start; /* code points of the block's text */
  guint end;
  double x; /* of its words, from the column's left: not 0 in a paragraph from right to left */
  double y; /* from the block's top */
  double height;
  double baseline;
  guint page;
  double top; /* on the page, below its header */
} PrintLine;

/* What stands in the end margin beside a block: a chip, with the tag's number. */
typedef struct
{
  char *text;
  guint offset; /* the words that it is level with */
  GdkRGBA color;
  gboolean outlined;
} PrintChip;

/* A paragraph of the article, or a note. */
typedef struct
{
  PangoLayout *layout;
  char *number;  /* of a note, in its start margin; else NULL */
  HuRange range; /* of the article; empty for notes */
  HuPartKind part;
  GArray *lines;  /* of PrintLine */
  HuMarks *marks; /* NULL for notes */
  GArray *labels; /* of PrintChip, in text order; NULL for notes */
  gboolean dim;
} PrintBlock;

struct _HuPrintLayout
{
  HuDocument *document;
  HuText *text;
  PangoContext *context;
  PangoFontDescription *font;
  double width;
  double height;
  double em;
  double left; /* of the text's column */
  double right;
  double top; /* of the text, below the header */
  double bottom;
  gboolean right_to_left;
  char *title;
  char *source; /* outlet and date */

  GPtrArray *blocks; /* of PrintBlock */
  GArray *starts;    /* of guint: the first block that has a line on each page */
  guint next;        /* paragraph to be set */
  double y;          /* where the next block begins on the last page */
  GPtrArray *noted;  /* of HuRecord: the tags with numbers, from 1 */
  guint next_note;
  gboolean notes_begun;
};

/* hu-print-draw.c */
/* The width that a chip's text takes, padding included. */
double print_measure_chip (HuPrintLayout *self, const char *text);

/* The index of the line that holds a code point of the article. */
guint print_block_get_line_at (guint offset, gpointer block);

G_END_DECLS
