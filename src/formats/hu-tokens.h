/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as tokens: words, numbers and marks, cut wherever a tag begins or ends. */
#pragma once

#include "hu-labelled-spans.h"

G_BEGIN_DECLS

/**
 * HuToken:
 * @range: code points; without white space
 * @begins_sentence: whether a sentence, heading or paragraph begins with it
 */
typedef struct
{
  HuRange range;
  gboolean begins_sentence;
} HuToken;

/* The tokens of the text that @spans are of: words by UAX #29, every other character but white space a token
 * of its own. No token reaches over an end of one of @spans. O(n). (transfer full) (element-type HuToken) */
GArray *hu_tokens_new (HuLabelledSpans *spans);
/* The first token that ends after @offset; @tokens->len where there is none. O(log n). */
guint hu_tokens_find (GArray *tokens, guint offset);

G_END_DECLS
