/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding names by the letters that a person has typed so far. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HuMatcher:
 *
 * Items with one or more names each. Case, accents and width are folded once, when an item is added, so that
 * a search of thousands is done within a key press.
 */
typedef struct _HuMatcher HuMatcher;

HuMatcher *hu_matcher_new (void);
void hu_matcher_free (HuMatcher *self);

/**
 * HuMatch:
 * @index: the item's
 * @rank: how well it matches: less is better
 * @used: as it was added
 */
typedef struct
{
  guint index;
  int rank;
  guint used;
} HuMatch;

/* Adds an item with its names (the first is the one it is shown by), and how much it is used: the more, the
 * earlier. Its index is the number of items before it. */
void hu_matcher_add (HuMatcher *self, const char *const *names, gsize n, guint used);
guint hu_matcher_get_size (HuMatcher *self);
/* The items that match @text, the best first: those with a word that begins with @text, then
 * those that hold it anywhere; the most used of each first, then by name. Each word of a text of several is
 * looked for. Empty text matches all. @max: at most so many, 0: all. (transfer full) (element-type HuMatch)
 */
GArray *hu_matcher_find (HuMatcher *self, const char *text, guint max);
/* Whether an item has this name, all of it. */
gboolean hu_matcher_has_name (HuMatcher *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuMatcher, hu_matcher_free)

G_END_DECLS
