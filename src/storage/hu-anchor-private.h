/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of hu-anchor share. */
#pragma once

#include "hu-anchor-text.h"
#include "hu-anchor.h"
#include "hu-passage.h"

G_BEGIN_DECLS

typedef enum
{
  HU_ANCHOR_EXACT,
  HU_ANCHOR_MOVED,
  HU_ANCHOR_LOST,
} HuAnchorState;

/* A quote with what stood around it; spans that have the same share one. */
typedef struct
{
  gunichar *chars; /* prefix, quote and suffix; line ends as LF */
  gunichar *folded;
  guint n;
  guint prefix; /* how many of each */
  guint quote;
  guint suffix;
  GArray *places; /* of guint: where the quote begins with all of its surroundings */
  gboolean all;   /* there is no other such place */
} HuAnchorPattern;

/* A span that is sought. */
typedef struct
{
  HuAnchorPattern *pattern; /* (nullable): without a quote */
  guint passage;            /* which passage it is of */
  gint64 start;             /* where it was, or -1 */
  gint64 end;
  HuAnchorState before; /* what it was already */
  gboolean certain;     /* its place is right, whatever the state says */
  HuAnchorState state;
  guint place; /* where it is, unless lost */
  guint place_end;
} HuAnchorItem;

/* What certainly stands somewhere else by just a shift. The first and the last are the ends of the text. */
typedef struct
{
  gint64 start;
  gint64 end; /* the furthest of this and all before */
  gint64 shift;
} HuAnchorStay;

typedef struct
{
  HuText *text;
  HuAnchorText *to;
  const char *old_sha256; /* (nullable): of the old text */
  gint64 old_length;      /* -1: not known */
  gboolean same_text;     /* but for line ends */
  gboolean two;           /* the old offsets count two for a line end */
  gboolean by_arithmetic; /* nothing but the line ends differs, and they are all alike */
  GPtrArray *items;       /* of HuAnchorItem, as they were met */
  GPtrArray *ordered;     /* those that had a place, by it; borrowed */
  GHashTable *patterns;
  GArray *stays; /* of HuAnchorStay, by start */
} HuAnchoring;

/* hu-anchor-exact.c: places what stands exactly, and finds out what is certain. */
void hu_anchoring_place_exact (HuAnchoring *self);
/* Those of the ends, and of every item that is certain. */
void hu_anchoring_make_stays (HuAnchoring *self);
/* The stays before and after an old place; NULL where there is none. */
void hu_anchoring_find_stays (HuAnchoring *self,
                              gint64 start,
                              const HuAnchorStay **before,
                              const HuAnchorStay **after);
/* Where something of the old place @start is, when shifted. */
guint hu_anchoring_shift (HuAnchoring *self, gint64 start, gint64 shift);
/* How much of the surroundings stands around @place; @whole: (out): all of it, and paragraphs end where they
 * ended. */
guint hu_anchoring_match_prefix (HuAnchoring *self, HuAnchorPattern *pattern, guint place, gboolean *whole);
guint hu_anchoring_match_suffix (HuAnchoring *self, HuAnchorPattern *pattern, guint place, gboolean *whole);

/* hu-anchor-approximate.c: places what was retyped or moved. */
void hu_anchoring_place_approximately (HuAnchoring *self);

/* hu-anchor-ranges.c: what has a place but no quote. */
HuRecord *hu_anchoring_map_parts (HuAnchoring *self, HuRecord *document);
HuRecord *hu_anchoring_map_checked (HuAnchoring *self, HuRecord *root);
/* Of the units in @old into @units (of HuRecord). */
void hu_anchoring_map_units (HuAnchoring *self, GPtrArray *old, GPtrArray *units);

G_END_DECLS
