/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed into a list's filter, and which records it lets through. */
#pragma once

#include "hu-codebook.h"
#include "hu-layer.h"
#include "hu-text.h"

G_BEGIN_DECLS

/**
 * HuTagFilter:
 *
 * A filter's words, case folded: all of them must be found in a record. A word is looked for in the names of
 * the speakers (aliases too), the labels of voice, type, topics and stances, the quotes, gist, note and text.
 * In quotation marks, several words are one. A word with a prefix looks in one place only: `speaker:`,
 * `topic:`, `type:`, `stance:`, `note:`, `quote:`; `to:check` lets through what is to be checked.
 * These are also understood as the language of the program has them.
 *
 * Immutable and atomically refcounted.
 */
typedef struct _HuTagFilter HuTagFilter;

/**
 * HuTagSource:
 * @lookup: (nullable result): the record of an id
 * @foreach_stance: calls back for each stance that a claim shows
 *
 * Where a record's words are found: a layer in the main thread, a snapshot in a worker.
 */
typedef struct
{
  HuText *text;
  HuCodebook *codebook;
  HuRecord *(*lookup) (gpointer user_data, HuKind kind, const char *id);
  void (*foreach_stance) (gpointer user_data, const char *claim, HuRecordFunc func, gpointer func_data);
  gpointer user_data;
} HuTagSource;

/* NULL where @query has no words. (transfer full) (nullable) */
HuTagFilter *hu_tag_filter_new (const char *query);
HuTagFilter *hu_tag_filter_ref (HuTagFilter *self);
void hu_tag_filter_unref (HuTagFilter *self);
/* @record: a tag or a speaker. */
gboolean hu_tag_filter_matches (HuTagFilter *self, const HuTagSource *source, HuRecord *record);

/* A source of @layer; valid as long as it. */
void hu_tag_source_init_layer (HuTagSource *source, HuText *text, HuCodebook *codebook, HuLayer *layer);

/* A source of a snapshot, with an index that is made once: for any thread. */
typedef struct _HuSnapshotIndex HuSnapshotIndex;
HuSnapshotIndex *hu_snapshot_index_new (HuSnapshot *snapshot);
void hu_snapshot_index_free (HuSnapshotIndex *self);
void
hu_tag_source_init_snapshot (HuTagSource *source, HuText *text, HuCodebook *codebook, HuSnapshotIndex *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuTagFilter, hu_tag_filter_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuSnapshotIndex, hu_snapshot_index_free)

G_END_DECLS
