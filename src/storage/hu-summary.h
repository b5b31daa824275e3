/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document at a glance: what the library shows of it, and what its layers can lend to others. */
#pragma once

#include <gio/gio.h>

#include "hu-record.h"

G_BEGIN_DECLS

/**
 * HuSummary:
 * @path: the document's file name, as GLib has file names
 * @name: the same without its folder, for display
 * @headline: as the layer has it, else as recognised in the text; so @outlet and @published. (nullable)
 * @published: EDTF
 * @status: the layer's, "new" where it has none
 * @has_layer: whether there is a layer file of this coder
 * @n_checked: code points within checked ranges, of @n_characters
 * @error: (nullable): why the document or its layer can't be read
 * @topics: (element-type HuRecord): of all the layers of the document
 * @speakers: (element-type HuRecord): the named ones of all its layers
 *
 * Immutable and atomically refcounted.
 */
typedef struct
{
  gatomicrefcount refs;
  char *path;
  char *name;
  char *headline;
  char *outlet;
  char *published;
  char *status;
  gboolean has_layer;
  guint n_characters;
  guint n_checked;
  guint n_claims;
  guint n_mentions;
  guint n_stances;
  guint n_memos;
  char *error;
  GPtrArray *topics;
  GPtrArray *speakers;
} HuSummary;

#define HU_TYPE_SUMMARY (hu_summary_get_type ())
GType hu_summary_get_type (void);

/* Reads the document at @path and its layer files: for workers. @sidecars: (element-type HuSidecar): those.
 * @coder: (nullable): whose layer is counted. Never fails: what can't be read is told in @error. (transfer
 * full) */
HuSummary *hu_summary_new (const char *path, GPtrArray *sidecars, const char *coder);
/* Nothing but the names. (transfer full) */
HuSummary *hu_summary_new_unread (const char *path);
HuSummary *hu_summary_ref (HuSummary *self);
void hu_summary_unref (HuSummary *self);

/* A number that changes when the document or one of its layer files does (their sizes, times and inodes). */
guint64 hu_summary_stamp (const char *path, GPtrArray *sidecars);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuSummary, hu_summary_unref)

G_END_DECLS
