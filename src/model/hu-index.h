/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An ordered index of ranges: by place, by rank, and by what touches a range. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HuIndex:
 *
 * Items with a range of code points, in the order start, end, id. A balanced tree whose nodes know the size
 * of their subtree and the furthest end in it.
 *
 * Every operation is O(log n); a query is O(log n + hits).
 */
typedef struct _HuIndex HuIndex;

/* One item. Owned by the index; @item is the caller's, and must outlive the entry. */
typedef struct _HuEntry HuEntry;

HuIndex *hu_index_new (void);
void hu_index_free (HuIndex *self);

/* @id: must live as long as the entry; distinct among items of the same range, or their order is arbitrary.
 */
HuEntry *hu_index_insert (HuIndex *self, guint start, guint end, const char *id, gpointer item);
void hu_index_remove (HuIndex *self, HuEntry *entry);

guint hu_index_get_size (HuIndex *self);
/* NULL past the end. */
HuEntry *hu_index_get_nth (HuIndex *self, guint n);
guint hu_index_get_rank (HuIndex *self, HuEntry *entry);
/* How many entries start before @start. */
guint hu_index_count_before (HuIndex *self, guint start);

gpointer hu_entry_get_item (HuEntry *entry);
guint hu_entry_get_start (HuEntry *entry);
guint hu_entry_get_end (HuEntry *entry);
/* In order; NULL at the ends. */
HuEntry *hu_entry_next (HuEntry *entry);
HuEntry *hu_entry_previous (HuEntry *entry);

/* FALSE stops. */
typedef gboolean (*HuIndexFunc) (HuEntry *entry, gpointer user_data);

/* Calls @func in order for every entry that touches [start, end): entry.start < end and entry.end > start; an
 * empty range [x, x) asks for what holds x: entry.start <= x < entry.end. */
void hu_index_query (HuIndex *self, guint start, guint end, HuIndexFunc func, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuIndex, hu_index_free)

G_END_DECLS
