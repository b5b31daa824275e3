/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding passages again in a text that was changed since it was tagged. */
#pragma once

#include "hu-layer.h"
#include "hu-text.h"

G_BEGIN_DECLS

/* How the tags of a layer stand in the changed text. A tag counts by the worst of its passages; what shows in
 * another tag's passage isn't counted. */
typedef struct
{
  gboolean changed; /* more than line ends, byte order mark or encoding */
  guint exact;
  guint moved;
  guint lost;
} HuReanchoring;

/* Finds everything of @old that has a place again in @text: passages, cues, conditions, passages in evidence
 * and fields; parts that a person set; checked ranges; units. @old: of another text (or of other line ends),
 * read with every quote kept; it stays as it is. @counts: (out) (optional).
 *
 * In the result, whose hashes are those of @text, a span that stands exactly is as one of that text; one that
 * was placed has `anchor: moved` and, in `was`, what it was: start, end, the hash of that text, quote, prefix
 * and suffix; one that has no place has `anchor: lost`, its old quote, and `was` with start, end and hash.
 * Parts that the program guessed are left out unless the text is the same. Pure: the same from the same.
 * (transfer full) */
HuSnapshot *hu_anchor (HuSnapshot *old, HuText *text, HuReanchoring *counts);

G_END_DECLS
