/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of one layer: every edit on disk at once, before its layer file is written. */
#pragma once

#include "hu-document.h"
#include "hu-recovery.h"

G_BEGIN_DECLS

/**
 * HuJournal:
 *
 * Takes edits as they are made, in the main thread, and writes them in a thread of its own, which syncs what
 * has gathered meanwhile at one go. An edit is on disk when hu_journal_get_durable() has reached its number.
 * Nothing is written before the first edit. A journal that can't be written says so and tries again by
 * itself; it never stops anybody. Refcounted (atomically); where
 * nothing else is said it belongs to the thread that made it.
 */
typedef struct _HuJournal HuJournal;

/* hu_journal_get_durable() or hu_journal_dup_error() say something else. Called in the main context of the
 * thread that made the journal. */
typedef void (*HuJournalFunc) (HuJournal *self, gpointer user_data);

/* A journal larger than that, in bytes, is made half as large when its edits are in the layer file. */
#define HU_JOURNAL_LIMIT (4 * 1024 * 1024)

/* @path, @coder (nullable): the document and whose layer. @layer_sha256: (nullable): of the layer file as it
 * was read. @recovery: (nullable): its files are taken over. (transfer full) */
HuJournal *hu_journal_new (
    const char *path, const char *coder, HuText *text, const char *layer_sha256, HuRecovery *recovery);
HuJournal *hu_journal_ref (HuJournal *self);
/* Any thread. */
void hu_journal_unref (HuJournal *self);
void hu_journal_set_func (HuJournal *self, HuJournalFunc func, gpointer user_data);
void hu_journal_set_limit (HuJournal *self, gsize bytes);

/* An edit was made: @text is the text since. Its number. Takes a moment, whatever the disk does. */
guint64 hu_journal_append (HuJournal *self, HuEdit *edit, HuMove move, HuText *text, const char *coder);
/* The document's file holds another text now, to which the layer was moved: edits from now on are of that
 * one. All earlier ones are in the layer file. */
void hu_journal_set_text (HuJournal *self, HuText *text);
/* The layer file with this hash is on disk, and holds all edits up to @seq. */
void hu_journal_checkpoint (HuJournal *self, guint64 seq, const char *layer_sha256);
/* The number of the last edit, of this session or before it; and of the last one on disk. */
guint64 hu_journal_get_last (HuJournal *self);
guint64 hu_journal_get_durable (HuJournal *self);
/* Why edits can't be written, or NULL. (transfer full) (nullable) */
GError *hu_journal_dup_error (HuJournal *self);
/* Waits until all that was handed over is on disk. FALSE where it can't be written, or not within
 * five seconds. Any thread. */
gboolean hu_journal_sync (HuJournal *self);
/* No more edits come, and nobody is called any more. What was handed over is still written; then the files
 * are given back. */
void hu_journal_close (HuJournal *self);
/* Whether that is done; waits until it is. Any thread. */
gboolean hu_journal_is_closed (HuJournal *self);
void hu_journal_wait_closed (HuJournal *self);

/* The tags and speakers that were deleted and are not in @layer, the last first, as far as the journal goes
 * back: those of the text as it is now. (transfer container) (element-type HuDeleted): they live as long as
 * @self */
GPtrArray *hu_journal_get_deleted (HuJournal *self, HuLayer *layer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuJournal, hu_journal_unref)

G_END_DECLS
