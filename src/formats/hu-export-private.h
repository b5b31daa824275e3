/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of hu-export share. */
#pragma once

#include "hu-export.h"

G_BEGIN_DECLS

/* Something to be read: a layer of a document. */
typedef struct
{
  char *path;    /* of the document */
  char *name;    /* for people, below the folder exported */
  char *sidecar; /* (nullable): NULL where text and snapshot are there */
  char *coder;   /* (nullable) */
  HuText *text;
  HuSnapshot *snapshot;
  HuCodebook *codebook; /* (nullable) */
} HuExportSource;

/* What the scope comes to, each layer once, in the order of the names. What can't be listed goes into
 * @problems. (transfer full) (element-type HuExportSource) */
GPtrArray *hu_export_scope_resolve (HuExportScope *self, GPtrArray *problems);
/* Reads a source. (transfer full) */
HuExportDocument *hu_export_source_read (HuExportSource *self, GError **error);
/* What is exported, for the name of a file: that of the first folder. UTF-8. (transfer full) */
char *hu_export_scope_dup_name (HuExportScope *self);
/* Takes @error over. */
void hu_export_problems_add (GPtrArray *problems, const char *path, GError *error);

G_END_DECLS
