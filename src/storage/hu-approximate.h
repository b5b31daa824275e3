/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding a stretch of text that was changed: the most similar stretch of another text. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Code points of the longest pattern. */
#define HU_APPROXIMATE_MAX 1024

/* Where a pattern was found. */
typedef struct
{
  guint start;
  guint end;
  guint distance; /* insertions, deletions and replacements of a code point */
} HuApproximateMatch;

/* The stretch of @text between @from and @to that @pattern (at most HU_APPROXIMATE_MAX code points) is most
 * similar to; of equals, the one that ends nearest to @near. FALSE where every stretch is further away than
 * @max. O(n · m / 64). */
gboolean hu_approximate_find (const gunichar *pattern,
                              guint length,
                              const gunichar *text,
                              guint from,
                              guint to,
                              guint near,
                              guint max,
                              HuApproximateMatch *match);

G_END_DECLS
