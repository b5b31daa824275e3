/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open documents: loading, saving by itself, and what a folder's documents share. */
#pragma once

#include <gio/gio.h>

#include "hu-anchor.h"
#include "hu-document.h"
#include "hu-project.h"

G_BEGIN_DECLS

#define HU_TYPE_STORE (hu_store_get_type ())

/**
 * HuStore:
 *
 * Hands out one #HuDocument for each resolved file, however many windows show it. It saves every edit by
 * itself (250 ms after it, or five times the last save's duration if that is longer), off the main thread; it
 * keeps the codebook and register of each folder, and brings new topics and speakers into them. Belongs to
 * the main thread.
 *
 * Signals:
 * "problem-changed" (HuDocument): hu_store_get_problem() of it says something else
 * "saved" (HuDocument): its layer file is on disk
 * "notice" (HuDocument): hu_store_take_notice() has something to tell of a document that is open
 * "durable-changed" (HuDocument): hu_store_get_durable_generation() of it says something else
 */
G_DECLARE_FINAL_TYPE (HuStore, hu_store, HU, STORE, GObject)

/* What a window should say about a document, above the article. */
typedef enum
{
  HU_PROBLEM_NONE,
  HU_PROBLEM_SAVE_FAILED,      /* it is tried again by itself */
  HU_PROBLEM_LAYER_UNREADABLE, /* edits go to a recovery file until hu_store_start_anew() */
  HU_PROBLEM_LAYER_DELETED,    /* by others: hu_store_write_again() */
  HU_PROBLEM_LAYER_JOINED,     /* Git's conflict markers: both versions are shown; likewise */
  HU_PROBLEM_LAYER_COPY,       /* a sync program left another version: hu_store_merge_copy() */
  HU_PROBLEM_DOCUMENT,         /* its own file is gone or can't be read any more: what was read stays */
  HU_PROBLEM_JOURNAL,          /* edits aren't written down at once, but saved all the same; said once */
  HU_PROBLEM_SHARED,           /* new topics, speakers or facts of the folder; it is tried again by itself */
  HU_PROBLEM_CODEBOOK,         /* the codebook or register can't be read: the built-in one serves */
} HuProblem;

HuStore *hu_store_new (void);

/* Who tags: new documents get it, and the open ones. @id: (nullable): `[a-z0-9-]{1,32}`. */
void hu_store_set_coder (HuStore *self, const char *id, const char *name);
/* For documents opened from now on: see HU_JOURNAL_LIMIT. */
void hu_store_set_journal_limit (HuStore *self, gsize bytes);

/* Opens the document at @path; the same object where it is open already (then @encoding is ignored).
 * @encoding: (nullable): a Python codec name; NULL: as its layer file says, else found out. Fails for what
 * isn't a readable text (HU_ERROR_BINARY, _TOO_LARGE, _FORMAT, or of G_IO_ERROR); a layer that can't be used
 * is no failure: see hu_store_get_problem() and "read-only-reason". */
void hu_store_open_async (HuStore *self,
                          const char *path,
                          const char *encoding,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* (transfer full): the caller's reference keeps it open. */
HuDocument *hu_store_open_finish (HuStore *self, GAsyncResult *result, GError **error);
/* The open document of a file, or NULL. (transfer none) */
HuDocument *hu_store_lookup (HuStore *self, const char *path);

/* The project of a folder, read at the first call; the same object while the store lives. @opened: a person
 * opened the folder: its named speakers join a register. (transfer none) */
HuProject *hu_store_get_project (HuStore *self, const char *folder, gboolean opened);
/* The project that a document belongs to: that of the opened folder it is in, else of its own. (transfer
 * none) */
HuProject *hu_store_get_project_of (HuStore *self, HuDocument *document);

/* @message: (out) (optional) (transfer full): what is wrong, for people, with file and place. */
HuProblem hu_store_get_problem (HuStore *self, HuDocument *document, char **message);
/* What is wrong in the layer file, in its order, as it was found at opening; NULL where nothing is. What is
 * left out of the document stays in the file; before the first change a copy of it is kept beside it.
 * @name: (out) (optional) (transfer full): what the file is called. (transfer none) (nullable) (element-type
 * HuFinding) */
GPtrArray *hu_store_get_findings (HuStore *self, HuDocument *document, char **name);
/* Looks whether the document's own file was changed, which is otherwise done as soon as it is. */
void hu_store_look_at_text (HuStore *self, HuDocument *document);
/* How the tags stand where the article was changed since they were made, as it was found at opening or while
 * it was open; FALSE where it wasn't. Nothing is written before the next edit. @reanchoring: (out). */
gboolean hu_store_get_reanchoring (HuStore *self, HuDocument *document, HuReanchoring *reanchoring);
/* The newest generation of the document (hu_document_get_generation()) that is on disk whatever happens: in
 * the journal or in the layer file. */
guint64 hu_store_get_durable_generation (HuStore *self, HuDocument *document);
/* The open documents with edits that are neither in their layer file nor in the journal: they would be lost.
 * (transfer full) (element-type HuDocument) */
GPtrArray *hu_store_list_unsafe (HuStore *self);
/* Writes the document's layer as it is now to another place. */
gboolean hu_store_save_copy (HuStore *self, HuDocument *document, const char *path, GError **error);
/* What a person should be told of the document ("Recovered 3 changes."), once; NULL when there is
 * nothing (any more). (transfer full) (nullable) */
char *hu_store_take_notice (HuStore *self, HuDocument *document);
/* The tags and speakers that were deleted, also in earlier sessions: see hu_journal_get_deleted().
 * (transfer container) (element-type HuDeleted) */
GPtrArray *hu_store_get_deleted (HuStore *self, HuDocument *document);
/* The layer file that others removed, or that Git could not merge, is written. */
void hu_store_write_again (HuStore *self, HuDocument *document);
/* Merges the other version that a sync program left; once all is saved it is put among the kept files. */
void hu_store_merge_copy (HuStore *self, HuDocument *document);
/* The layer file that can't be read is kept under another name, and a new one takes its place. */
gboolean hu_store_start_anew (HuStore *self, HuDocument *document, GError **error);
/* Reads the document's bytes as another encoding; its passages move along, as an edit. */
gboolean hu_store_set_encoding (HuStore *self, HuDocument *document, const char *encoding, GError **error);

/* Saves all that isn't saved, and returns when it is on disk or has failed: on close, lock and logout. */
gboolean hu_store_flush (HuStore *self);

G_END_DECLS
