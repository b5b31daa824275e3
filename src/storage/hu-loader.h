/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a document with its layer, in a worker. */
#pragma once

#include "hu-anchor.h"
#include "hu-layer.h"
#include "hu-text.h"

G_BEGIN_DECLS

/* See hu-recovery.h. */
typedef struct _HuRecovery HuRecovery;

/* What was read. */
typedef struct
{
  char *path;       /* the document, resolved */
  char *layer_path; /* where its layer is saved; NULL where its name leaves no room for one */
  char *coder;      /* whose layer; NULL: of a lone coder */
  GBytes *bytes;    /* of the document */
  HuText *text;
  HuSnapshot *snapshot;
  char *layer_sha256;        /* (nullable): of the layer file, or recovery file, that was read as it stands */
  GBytes *file_bytes;        /* (nullable): the layer file as it is */
  char *file_sha256;         /* (nullable): of the layer file, whatever it holds */
  HuSnapshot *file_snapshot; /* (nullable): what the layer file holds, of @text */
  gboolean joined;           /* the layer file holds Git's conflict markers: both versions are in @snapshot */
  guint n_conflicts;         /* members that they disagree about */
  char *read_only_reason;    /* (nullable): for people */
  GPtrArray *findings;       /* (nullable) (element-type HuFinding): what is wrong in the layer file */
  char *unreadable;          /* (nullable): why the layer file can't be read, with the place */
  HuReanchoring reanchoring; /* how the tags stand, where the text was changed since they were made */
  HuRecovery *recovery;      /* (nullable): set by who asks for it */
} HuLoaded;

/* Reads everything of the document at @path. @encoding: (nullable). @coder: (nullable): whose layer. What
 * can't be used of the layer is said in the result; only an unreadable document fails. Any thread. (transfer
 * full) */
HuLoaded *hu_load (const char *path, const char *encoding, const char *coder, GError **error);
/* The facts about a new document: what @record (nullable) says of them, and what is recognised in @text where
 * it says nothing. O(n). Any thread. (transfer full) */
HuRecord *hu_facts_complete (HuRecord *record, const char *path, HuText *text);
/* Reads the document at @path anew, for a layer that is open: @snapshot was made on the text whose bytes have
 * the hash @sha256. Everything is found again in the text that is there now. Any thread. (transfer full)
 * (nullable): NULL without an error where the file holds the same bytes. */
HuLoaded *hu_load_changed (const char *path, HuSnapshot *snapshot, const char *sha256, GError **error);
void hu_loaded_free (HuLoaded *self);

/* Reads the layer in @bytes for the document at @path that is open with @text: what was made on another text
 * is fitted to it. @name: of the file, for messages. Where it holds the conflict markers of Git both versions
 * are merged, @joined (out) is TRUE and @n_conflicts (out) counts where they disagree. Fails as
 * hu_layer_file_parse(). Any thread. (transfer full) */
HuSnapshot *hu_load_layer (const char *path,
                           const char *layer_path,
                           HuText *text,
                           GBytes *bytes,
                           gboolean *joined,
                           guint *n_conflicts,
                           GError **error);

/* What both sides come from, as far as the state folder knows it, for a merge that loses nothing. (transfer
 * full) (nullable) */
HuSnapshot *
hu_load_base (const char *path, const char *layer_path, HuText *text, HuSnapshot *mine, HuSnapshot *theirs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuLoaded, hu_loaded_free)

G_END_DECLS
