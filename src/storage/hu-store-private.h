/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of HuStore share. */
#pragma once

#include "hu-journal.h"
#include "hu-loader.h"
#include "hu-saver.h"
#include "hu-store.h"

G_BEGIN_DECLS

/* What edits add to the files that documents share, until it is written. */
typedef struct _HuStoreAdditions HuStoreAdditions;
/* What is watched of a document's layer file. */
typedef struct _HuForeign HuForeign;

/* An open document. */
typedef struct
{
  HuStore *store;
  HuDocument *document; /* weak */
  HuSaver *saver;       /* NULL: it can't be saved */
  HuJournal *journal;   /* NULL: likewise */
  guint64 journal_base; /* the number in the journal of the document's generation 0 */
  gboolean journal_fails;
  gboolean replayed;  /* what the journals knew better isn't saved yet: then a recovery file has served */
  HuProject *project; /* borrowed */
  char *path;
  char *layer_path;
  char *coder;
  char *unreadable;
  GPtrArray *findings; /* (nullable) (element-type HuFinding) */
  char *notice;        /* (nullable): not told yet */
  HuReanchoring reanchoring;
  HuForeign *foreign;     /* NULL: it can't be saved */
  gboolean takes_foreign; /* the edit that is being made is somebody else's */

  /* Following the document's own file: hu-store-text.c. */
  GFileMonitor *monitor;
  guint look; /* source */
  gboolean looking;
  gboolean look_again;
  gboolean look_when_saved;
  gboolean following;
  char *text_problem; /* (nullable): why it can't be read any more, for people */
} HuStoreEntry;

/* (nullable): NULL for a document that isn't of this store. */
HuStoreEntry *hu_store_find_entry (HuStore *self, HuDocument *document);

gsize hu_store_get_journal_limit (HuStore *self);
/* Journals that still write what was handed over, by document. */
GHashTable *hu_store_get_closing (HuStore *self);
/* Resolved path → HuStoreEntry. */
GHashTable *hu_store_get_entries (HuStore *self);
HuStoreAdditions *hu_store_get_additions (HuStore *self);
/* What is in the files of a project now: each nullable. */
void hu_store_take_written (HuStore *self,
                            const char *codebook_path,
                            HuCodebook *codebook,
                            HuRegister *registered);
/* Of all documents. */
void hu_store_problem_changed (HuStore *self);
/* Whether a person opened the folder that the document is in. */
gboolean hu_store_entry_is_opened (HuStoreEntry *entry);
/* Whether of all entries this one's journal may say that it fails: it is said once. */
gboolean hu_store_tells_journal_problem (HuStore *self, HuStoreEntry *entry);

HuStoreAdditions *hu_store_additions_new (HuStore *store);
void hu_store_additions_free (HuStoreAdditions *self);
/* A document was changed: what that adds is written by itself. */
void hu_store_additions_gather (HuDocument *document, HuEdit *edit, HuStoreEntry *entry);
/* Tries to write all there is, and returns when that is done. */
void hu_store_additions_flush (HuStoreAdditions *self);
/* Why what was added to the files of a project can't be saved, or NULL. */
const char *hu_store_additions_get_problem (HuStoreAdditions *self, HuProject *project);

/* The document gets its steps, its lacking edits are saved, and its edits are written down from now on. */
void hu_store_entry_start_journal (HuStoreEntry *entry, HuLoaded *loaded);
void hu_store_entry_stop_journal (HuStoreEntry *entry);
/* The saver has saved. */
void hu_store_entry_check_off (HuStoreEntry *entry);
/* The journal of a document that was closed just now, which may still be written: wait for it in a worker.
 * (transfer full) (nullable) */
HuJournal *hu_store_take_closing (HuStore *self, const char *path);
/* Waits until all journals of closed documents are written. */
void hu_store_wait_closed (HuStore *self);
/* From now on what others do to the layer file is noticed. */
void hu_store_entry_watch (HuStoreEntry *entry, HuLoaded *loaded);
void hu_store_entry_unwatch (HuStoreEntry *entry);
void hu_store_entry_foreign_saved (HuStoreEntry *entry);
/* @message: (out) (transfer full): for people; not set for HU_PROBLEM_NONE. */
HuProblem hu_store_entry_get_foreign_problem (HuStoreEntry *entry, char **message);
/* Follows the document's own file, which somebody may change. */
void hu_store_entry_watch_text (HuStoreEntry *entry);
void hu_store_entry_stop_watching (HuStoreEntry *entry);
/* What is wrong with the journal, for people, or NULL. (transfer full) */
char *hu_store_entry_dup_journal_problem (HuStoreEntry *entry);

G_END_DECLS
