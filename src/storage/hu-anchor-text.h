/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text prepared for finding many stretches of another one in it. */
#pragma once

#include "hu-text.h"

G_BEGIN_DECLS

/**
 * HuAnchorText:
 * @chars: the code points, every line end as one LF
 * @folded: the same without what retyping changes: case, kinds of quotation marks, dashes and spaces; each
 *   stands at the same place
 * @n: how many
 *
 * Places in it are indices of @chars. Old offsets may count line ends as one or as two, so there are *styled*
 * places too: what an offset would be if every line end were CR LF (or were not).
 */
typedef struct
{
  HuText *text; /* borrowed */
  gunichar *chars;
  gunichar *folded;
  guint n;
  GArray *line_ends; /* of guint: where the LFs are */
  guint *offsets;    /* of each place in the text; NULL where they are the same */
  guint32 *buckets;  /* for each hash of a gram, where its places begin in @grams */
  guint32 *grams;
  guint gram_bits;
} HuAnchorText;

/* Code points of a gram: what is shorter can't be looked up. */
#define HU_ANCHOR_GRAM 4

/* @text stays borrowed. O(n). (transfer full) */
HuAnchorText *hu_anchor_text_new (HuText *text);
void hu_anchor_text_free (HuAnchorText *self);

guint hu_anchor_text_to_offset (HuAnchorText *self, guint place);
guint hu_anchor_text_from_offset (HuAnchorText *self, guint offset);
/* @two: each line end counts two. */
gint64 hu_anchor_text_to_styled (HuAnchorText *self, guint place, gboolean two);
guint hu_anchor_text_from_styled (HuAnchorText *self, gint64 styled, gboolean two);

/* Whether a paragraph ends before / begins after @place, or the text does. */
gboolean hu_anchor_text_is_paragraph_start (HuAnchorText *self, guint place);
gboolean hu_anchor_text_is_paragraph_end (HuAnchorText *self, guint place);

/* The places where the gram at @folded stands, in order; @n: (out). (transfer none) */
const guint32 *hu_anchor_text_find_gram (HuAnchorText *self, const gunichar *folded, guint *n);

/* Where @length code points stand exactly (@folded: but for what is folded), in order, into @places (of
 * guint). Of many the ones nearest to @near. FALSE where there may be others: more than @max, or more than
 * were looked at. */
gboolean hu_anchor_text_find (HuAnchorText *self,
                              const gunichar *pattern,
                              guint length,
                              gboolean folded,
                              guint near,
                              guint max,
                              GArray *places);

gunichar hu_anchor_fold (gunichar c);

/* UTF-8 as code points, line ends as LF. @length: (out). (transfer full) */
gunichar *hu_anchor_decode (const char *utf8, gsize n_bytes, guint *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuAnchorText, hu_anchor_text_free)

G_END_DECLS
