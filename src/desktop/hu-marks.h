/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is marked in a stretch of text, and how: the tags of a layer as blocks, lines, bars, chips and signs.
 */
#pragma once

#include <gdk/gdk.h>

#include "hu-codebook.h"
#include "hu-emphasis.h"
#include "hu-layer.h"
#include "hu-palette.h"
#include "hu-text.h"

G_BEGIN_DECLS

/* The deepest nesting of blocks, the lowest lane of lines, the outermost lane of bars that are told apart. */
#define HU_MARKS_MAX_LEVEL    5
#define HU_MARKS_MAX_LANE     3
#define HU_MARKS_MAX_BAR_LANE 2

/* A claim's words: a tinted block. */
typedef struct
{
  HuRange range;
  guint level; /* 0: outermost; each further one is drawn smaller, within */
  gboolean overlaps;
  gboolean hand;
  gboolean faint; /* not asked for */
  HuClaimColors colors;
} HuMarkBlock;

typedef enum
{
  HU_LINE_SOLID,  /* a mention */
  HU_LINE_DOTTED, /* a mention that isn't resolved */
  HU_LINE_DASHED, /* a stance */
} HuLineStyle;

/* An underline. */
typedef struct
{
  HuRange range;
  guint lane; /* 0: nearest to the words */
  HuLineStyle style;
  gboolean hand;
  gboolean faint;
  GdkRGBA color;
} HuMarkLine;

/* A stance's bar in the start margin. */
typedef struct
{
  HuRange range;
  guint lane; /* 0: nearest to the text; set when the lines of text are known, hu_marks_place_bars() */
  gboolean faint;
  GdkRGBA color;
  HuRecord *record;
} HuMarkBar;

/* Who makes a claim or holds a stance: in the end margin. */
typedef struct
{
  guint offset; /* the words that it is level with */
  char *text;   /* initials and symbols */
  GdkRGBA color;
  gboolean outlined; /* the holder of a stance that somebody else ascribes; else filled */
  gboolean hand;
  gboolean faint;
  HuRecord *record;
} HuMarkChip;

/* A memo: in the end margin. */
typedef struct
{
  guint offset;
  gboolean hand;
  gboolean faint;
  guint count; /* memos that it stands for, those of its line; 0: another sign stands for it */
  HuRecord *record;
} HuMarkSign;

/* Words that the tag in hand has a special outline on. */
typedef struct
{
  HuRange range;
  gboolean cue; /* of the claim in hand; else the words of the tag itself */
  GdkRGBA color;
} HuMarkOutline;

typedef struct
{
  GArray *blocks; /* of HuMarkBlock, outer ones first */
  GArray *lines;
  GArray *bars;
  GArray *chips; /* in text order */
  GArray *signs;
  GArray *outlines;
} HuMarks;

/**
 * HuMarksContext:
 * @emphasis: (nullable): which tags are asked for; all
 * @hand: (nullable): the tag in hand, or a speaker whose mentions stand out
 */
typedef struct
{
  HuLayer *layer;
  HuCodebook *codebook;
  const HuEmphasis *emphasis;
  HuRecord *hand;
  gboolean dark;
} HuMarksContext;

/* The marks of @range; what reaches beyond is cut off, and a tag has its chip and sign where it starts.
 * (transfer full) */
HuMarks *hu_marks_new (const HuMarksContext *context, HuRange range);
void hu_marks_free (HuMarks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuMarks, hu_marks_free)

/* The index of the line that holds a code point. */
typedef guint (*HuMarksLineFunc) (guint offset, gpointer user_data);
/* Sets the bars side by side where they overlap, and none twice. */
void hu_marks_place_bars (HuMarks *self, HuMarksLineFunc get_line_at, gpointer user_data);

/* The smallest number up to @max that isn't set in @used; @max where all are. */
guint hu_marks_first_free (guint used, guint max);

G_END_DECLS
