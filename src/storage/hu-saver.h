/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves one document's layer by itself, off the main thread. */
#pragma once

#include <gio/gio.h>

#include "hu-journal.h"
#include "hu-layer-slot.h"

G_BEGIN_DECLS

#define HU_TYPE_SAVER (hu_saver_get_type ())

/**
 * HuSaver:
 *
 * Follows a document's edits and writes its layer 250 ms after the last save began or later: five times as
 * long as the last save took, if that is longer. Only the newest state is written. A save that failed is
 * tried again by itself. While something is unsaved the saver keeps the document alive. Belongs to the main
 * thread.
 *
 * Signals: "saved"; "error-changed".
 */
G_DECLARE_FINAL_TYPE (HuSaver, hu_saver, HU, SAVER, GObject)

/* @path: the layer file. Doesn't keep @document alive by itself. (transfer full) */
HuSaver *hu_saver_new (HuDocument *document, const char *path);
const char *hu_saver_get_path (HuSaver *self);
/* Somebody else wrote the layer file, or removed it (@found says what is there): nothing was saved. Who is
 * called brings it into the document, tells the slot, and calls hu_saver_save_again(); at once where @now is
 * TRUE. Main thread. */
typedef void (*HuSaverForeignFunc) (HuSaver *self, HuForeignFile *found, gboolean now, gpointer user_data);
/* From now on each save looks first. @sha256, @base: (nullable): see hu_layer_slot_set_known(). */
void hu_saver_set_foreign_func (
    HuSaver *self, HuSaverForeignFunc func, gpointer user_data, const char *sha256, HuSnapshot *base);
/* (transfer none): of the place where it saves now. */
HuLayerSlot *hu_saver_get_slot (HuSaver *self);
/* Saves, also where nothing was changed. */
void hu_saver_force (HuSaver *self);
/* What is unsaved is tried again soon. */
void hu_saver_save_again (HuSaver *self);
/* The file with this hash holds the document as it is now, though somebody else wrote it. */
void hu_saver_take_saved (HuSaver *self, const char *sha256);
/* From now on the layer is saved there. @save: also what was saved elsewhere, or read from elsewhere. */
void hu_saver_set_path (HuSaver *self, const char *path, gboolean save);
/* The layer file as it is now is copied beside it ("NAME.original") before it is written the first time;
 * where that can't be, it isn't written. */
void hu_saver_keep_original (HuSaver *self);
/* Edits are in @journal before they are in the layer file. */
void hu_saver_set_journal (HuSaver *self, HuJournal *journal);
/* Why the last save failed, or NULL. (transfer none) */
const GError *hu_saver_get_error (HuSaver *self);
/* SHA-256 of the layer file as the last save wrote it, and the generation that it holds; NULL before the
 * first one. @generation: (out). (transfer none) */
const char *hu_saver_get_saved (HuSaver *self, guint64 *generation);
/* Saves now, and returns when it is on disk or has failed. TRUE where nothing is left unsaved. */
gboolean hu_saver_flush (HuSaver *self);

G_END_DECLS
