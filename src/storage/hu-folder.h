/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents of a folder and the layer files beside them. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HuFolderEntry:
 * @path: the document's file name
 * @sidecars: (element-type HuSidecar): its layer files, as of hu_sidecar_find()
 */
typedef struct
{
  char *path;
  GPtrArray *sidecars;
} HuFolderEntry;

void hu_folder_entry_free (HuFolderEntry *self);

/* Whether a file of this name is taken for a document: .txt, .text, .md, .markdown, and not hidden. */
gboolean hu_folder_is_document_name (const char *name);

/* The documents in @folder (not in folders below), as people sort names ("2" before "10"). Blocks: for
 * workers. Fails with a GIOError or GFileError. (transfer full) (element-type HuFolderEntry) */
GPtrArray *hu_folder_list (const char *folder, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuFolderEntry, hu_folder_entry_free)

G_END_DECLS
