/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open document: its text, its layer, and the one door by which the layer changes. */
#pragma once

#include <gio/gio.h>

#include "hu-codebook.h"
#include "hu-edit.h"
#include "hu-layer.h"
#include "hu-register.h"
#include "hu-text.h"

G_BEGIN_DECLS

#define HU_TYPE_DOCUMENT (hu_document_get_type ())

/**
 * HuDocument:
 *
 * One document and the layer of it that can be written. Belongs to the main thread; workers get its #HuText
 * and snapshots of its layer. Handed out by HuStore, once for each file.
 *
 * Properties (all notify): "title" (headline or file name), "text", "codebook", "register",
 * "read-only-reason" (why it can't be edited, translated, or NULL), "can-undo", "can-redo", "unsaved" (edits
 * not on disk yet), "coder-id", "coder-name".
 *
 * Signals:
 * "changed" (HuDocument, HuEdit *edit): after an edit was done, undone or redone; @edit is exactly what
 * changed, before and after.
 * "moved" (HuDocument, HuEdit *edit, guint move): the same, just before "changed": in the order in which
 * edits are made, also where one that hears of an edit makes another; @move is a #HuMove.
 */
G_DECLARE_FINAL_TYPE (HuDocument, hu_document, HU, DOCUMENT, GObject)

/* What an edit does to the list of what can be undone. */
typedef enum
{
  HU_MOVE_DO,      /* a new step; what was undone is forgotten */
  HU_MOVE_JOIN,    /* goes into the last step */
  HU_MOVE_CANCEL,  /* takes back the last step, which is gone */
  HU_MOVE_UNDO,    /* back over the last step */
  HU_MOVE_REDO,    /* forth over a step that was undone */
  HU_MOVE_FOREIGN, /* somebody else's: no step; the steps were fitted to it */
} HuMove;

/* @path: the document's file name as GLib has file names; @snapshot: (nullable): the layer as read. (transfer
 * full) */
HuDocument *hu_document_new (const char *path, HuText *text, HuSnapshot *snapshot);

const char *hu_document_get_path (HuDocument *self);
/* The headline, or the file's name for display. (transfer none) */
const char *hu_document_get_title (HuDocument *self);
HuText *hu_document_get_text (HuDocument *self);
HuLayer *hu_document_get_layer (HuDocument *self);

/* What coders may choose from; never NULL. */
HuCodebook *hu_document_get_codebook (HuDocument *self);
void hu_document_set_codebook (HuDocument *self, HuCodebook *codebook);
/* The project's speakers, or those found in the folder's other layers; may be empty, never NULL. */
HuRegister *hu_document_get_register (HuDocument *self);
void hu_document_set_register (HuDocument *self, HuRegister *speakers);
/* Whether named speakers who are new join the project's register (a folder is open): they get a register id
 * at once. */
void hu_document_set_joins_register (HuDocument *self, gboolean joins);
/* Who tags. @id: `[a-z0-9-]{1,32}`; both nullable. */
void hu_document_set_coder (HuDocument *self, const char *id, const char *name);
const char *hu_document_get_coder_id (HuDocument *self);
const char *hu_document_get_coder_name (HuDocument *self);

/* NULL when it can be edited. */
const char *hu_document_get_read_only_reason (HuDocument *self);
void hu_document_set_read_only_reason (HuDocument *self, const char *reason);

/* Does @edit: adds what always goes along (stamps, copies of codebook entries and register speakers, the
 * first edit's facts), changes the layer, and remembers it for undo. An empty edit does nothing and returns
 * TRUE. Fails with HU_ERROR_READ_ONLY, HU_ERROR_INVALID; nothing is changed then. */
gboolean hu_document_apply (HuDocument *self, HuEdit *edit, GError **error);

gboolean hu_document_can_undo (HuDocument *self);
gboolean hu_document_can_redo (HuDocument *self);
/* What would be undone or redone, or NULL. (transfer none) */
HuEdit *hu_document_peek_undo (HuDocument *self);
HuEdit *hu_document_peek_redo (HuDocument *self);
/* Returns the edit as it was done just now, or NULL where there was nothing. (transfer full) */
HuEdit *hu_document_undo (HuDocument *self);
HuEdit *hu_document_redo (HuDocument *self);
/* Undoes @edit (one that was applied before) as a new step, if nothing that it touched has changed since: for
 * a toast's Undo. */
gboolean hu_document_revert (HuDocument *self, HuEdit *edit, GError **error);

/* What was done before the document was opened: @edits (element-type HuEdit) in order, the first @n_done are
 * done, the others were undone. They must fit the layer as it is. Only for a document without steps. */
void hu_document_restore_history (HuDocument *self, GPtrArray *edits, guint n_done);
/* A decoding of the document's bytes that an undo or a redo might go to. */
void hu_document_add_text (HuDocument *self, HuText *text);

/* The steps that can be undone and redone. @n_done: (out): how many of them are done. (transfer none)
 * (element-type HuEdit) */
GPtrArray *hu_document_get_history (HuDocument *self, guint *n_done);
/* Does somebody else's edit: exactly that, also where the document can't be edited, and as no step of its
 * own. @steps: (element-type HuEdit): the history, fitted to it. Fails with HU_ERROR_INVALID where the layer
 * isn't what @edit was made for; nothing is changed then. */
gboolean
hu_document_apply_foreign (HuDocument *self, HuEdit *edit, GPtrArray *steps, guint n_done, GError **error);

/* Ends the run of edits that coalesce: the next one is a step of its own (the focus left the field). */
void hu_document_end_coalescing (HuDocument *self);

/* How often the layer changed; what has been saved. The saver compares the two. */
guint64 hu_document_get_generation (HuDocument *self);
guint64 hu_document_get_saved_generation (HuDocument *self);
void hu_document_mark_saved (HuDocument *self, guint64 generation);
gboolean hu_document_get_unsaved (HuDocument *self);

/* Another encoding was chosen: @text is the same @bytes decoded otherwise. All passages move along by
 * arithmetic, as an edit that can be undone. */
gboolean hu_document_set_text (HuDocument *self, HuText *text, GBytes *bytes, GError **error);

/* The document's file holds another text now, and @edit moves the layer to it: no step, nothing to be saved
 * by itself, and possible where nothing can be edited. What can be undone and redone from there: @steps
 * (element-type HuEdit), of which the first @n_done are done. Tells "notify::text" and "changed". */
gboolean hu_document_follow_text (
    HuDocument *self, HuText *text, HuEdit *edit, GPtrArray *steps, guint n_done, GError **error);

G_END_DECLS
