/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place of a layer file on disk: what is known of it, so that nothing of others is ever overwritten. */
#pragma once

#include "hu-layer.h"
#include "hu-text.h"

G_BEGIN_DECLS

/**
 * HuLayerSlot:
 *
 * Knows what a layer file held when this program last read or wrote it. Writing looks first, with the folder
 * locked against other programs of this kind. Refcounted (atomically); any thread.
 */
typedef struct _HuLayerSlot HuLayerSlot;

/* @checks: whether others may write there; a recovery file is nobody else's. (transfer full) */
HuLayerSlot *hu_layer_slot_new (const char *path, gboolean checks);
HuLayerSlot *hu_layer_slot_ref (HuLayerSlot *self);
void hu_layer_slot_unref (HuLayerSlot *self);
const char *hu_layer_slot_get_path (HuLayerSlot *self);

/* What the file holds, as far as is known. @sha256: (nullable): of its bytes; NULL: there is no file. @base:
 * (nullable): the same as records, of the document's text. @generation: the first that knows of it: older
 * ones aren't written any more. */
void hu_layer_slot_set_known (HuLayerSlot *self, const char *sha256, HuSnapshot *base, guint64 generation);
/* The document's text is another one now: the same as records, of that. */
void hu_layer_slot_set_base (HuLayerSlot *self, HuSnapshot *base);
/* Others may write there from now on. */
void hu_layer_slot_begin_checks (HuLayerSlot *self);
/* The next write first makes a copy of what is there, beside it. */
void hu_layer_slot_keep_original (HuLayerSlot *self);

/* What was found in place of what was known. */
typedef struct
{
  GBytes *bytes;    /* NULL: the file is gone */
  char *sha256;     /* of them */
  HuSnapshot *base; /* (nullable): what was known */
} HuForeignFile;

void hu_foreign_file_free (HuForeignFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuForeignFile, hu_foreign_file_free)

/* Looks at the file. @found: (out): NULL where it is as it was known. Fails where it can't be read. */
gboolean hu_layer_slot_look (HuLayerSlot *self, HuForeignFile **found, GError **error);

/* Writes @snapshot, unless a newer @generation was written. @sha256: (out): of what was written; NULL where
 * nothing was. @found: (out): what is there instead of what was known: then nothing was written. */
gboolean hu_layer_slot_write (HuLayerSlot *self,
                              HuSnapshot *snapshot,
                              HuText *text,
                              guint64 generation,
                              char **sha256,
                              HuForeignFile **found,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuLayerSlot, hu_layer_slot_unref)

G_END_DECLS
