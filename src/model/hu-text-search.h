/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every match of a search in a text: words or a regular expression, in a worker. */
#pragma once

#include "hu-text.h"

G_BEGIN_DECLS

typedef enum
{
  HU_TEXT_SEARCH_DEFAULT = 0,
  HU_TEXT_SEARCH_CASE = 1 << 0,  /* capitals count */
  HU_TEXT_SEARCH_WORDS = 1 << 1, /* whole words only */
  HU_TEXT_SEARCH_REGEX = 1 << 2, /* the needle is a regular expression, as GRegex has them */
} HuTextSearchFlags;

/* No more matches than so many are looked for. */
#define HU_TEXT_SEARCH_MAX 1000000

/* Every match of @needle, from the start, not overlapping; none is empty. A regular expression is matched
 * against paragraphs (lines of a wrapped text joined; very long ones in parts), ^ and $ are the ends of
 * lines. Its steps and its time are limited: one that would take forever fails. Fails with HU_ERROR_FORMAT
 * and words for people. (transfer full) (element-type HuRange) */
GArray *hu_text_search (
    HuText *self, const char *needle, HuTextSearchFlags flags, GCancellable *cancellable, GError **error);

G_END_DECLS
