/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compact, sorted array of rows behind a HuTagList. */
#pragma once

#include "hu-record.h"

G_BEGIN_DECLS

/* A row: a record and where it stands (code points; %G_MAXUINT: nowhere). In an array it holds a reference.
 */
typedef struct
{
  guint start;
  guint end;
  HuRecord *record;
} HuTagEntry;

/* (transfer full) (element-type HuTagEntry) */
GArray *hu_tag_rows_new (guint reserved);
/* Each record with a reference of its own, for another thread. (transfer full) */
GArray *hu_tag_rows_copy (GArray *rows);
/* Mentions come last; else by start, end, kind, id. */
int hu_tag_entry_compare (gconstpointer a, gconstpointer b);
/* At the end, unsorted. */
void hu_tag_rows_append (GArray *rows, const HuTagEntry *entry);
/* Whether the row of @key (place, kind and id) is there; @position: (out): where it is or would be. */
gboolean hu_tag_rows_find (GArray *rows, const HuTagEntry *key, guint *position);
void hu_tag_rows_insert (GArray *rows, guint position, const HuTagEntry *entry);
/* How many rows are the same records at the start, and at the end after those. */
void hu_tag_rows_compare (GArray *before, GArray *after, guint *prefix, guint *suffix);

#define hu_tag_rows_get(rows, position) (&g_array_index ((rows), HuTagEntry, (position)))

G_END_DECLS
