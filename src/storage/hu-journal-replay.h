/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What journals say about a layer: edits that it lacks, the steps that can be undone, tags that were deleted.
 */
#pragma once

#include "hu-edit.h"
#include "hu-journal-file.h"
#include "hu-layer.h"
#include "hu-text.h"

G_BEGIN_DECLS

/* A tag or speaker that was deleted. */
typedef struct
{
  HuRecord *record; /* as it was */
  HuEdit *edit;     /* that deleted it */
  HuText *text;     /* that its passage is of */
} HuDeleted;

/* Adds what @edit, made on @text, deletes. @list: (element-type HuDeleted) */
void hu_deleted_gather (GPtrArray *list, HuEdit *edit, HuText *text);
void hu_deleted_free (HuDeleted *self);
/* The edit that deleted a record: a HuFindDeletion. @list: (element-type HuDeleted): the last first.
 * (transfer none) (nullable) */
HuEdit *hu_deleted_find (HuKind kind, const char *id, gpointer list);

/* The document as it was read; what the journals are replayed on. */
typedef struct
{
  HuSnapshot *snapshot;
  HuText *text;
  GBytes *bytes;    /* the document's, for its text in other encodings */
  const char *file; /* (nullable): what the document is called */
} HuReplayBase;

/**
 * HuReplay:
 * @snapshot: (nullable): the layer with what it lacked; NULL where it lacked nothing
 * @text: the text that it is of then: another decoding where the lacking edits chose one
 * @texts: (element-type HuText): all decodings that edits were made on
 * @edits: (element-type HuEdit): the steps that fit the layer, for hu_document_restore_history()
 * @n_done: of them
 * @deleted: (element-type HuDeleted): in the order in which they were deleted
 * @n_recovered: edits that the layer lacked
 * @n_conflicts: members that were changed otherwise meanwhile: mine is in the layer, theirs under `conflict`
 * @n_unplaced: edits that the layer lacks and that can't be done, for they are of another text: the journals
 *   must stay as they are
 */
typedef struct
{
  HuSnapshot *snapshot;
  HuText *text;
  GPtrArray *texts;
  GPtrArray *edits;
  guint n_done;
  GPtrArray *deleted;
  guint n_recovered;
  guint n_conflicts;
  guint n_unplaced;
} HuReplay;

/* @files: (element-type HuJournalFile): the one whose steps can be undone first. A line that holds what it
 * may not ends a file as a damaged line does. Any thread. (transfer full) */
HuReplay *hu_journal_replay (GPtrArray *files, const HuReplayBase *base);
void hu_replay_free (HuReplay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuReplay, hu_replay_free)

G_END_DECLS
