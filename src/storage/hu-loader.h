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
void hu_loaded_free (HuLoaded *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuLoaded, hu_loaded_free)

G_END_DECLS
