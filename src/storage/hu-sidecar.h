/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What layer files are called, and where they are: beside their document. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A layer file that is there. */
typedef struct
{
  char *path;
  char *coder; /* (nullable): NULL for the agreed layer or that of a lone coder */
} HuSidecar;

void hu_sidecar_free (HuSidecar *self);
/* For arrays of pointers to them: the one without a coder first, then by coder. */
int hu_sidecar_compare (gconstpointer a, gconstpointer b);

/* Whether @id is `[a-z0-9-]{1,32}`. */
gboolean hu_coder_id_is_valid (const char *id);

/* The layer file of the document at @path, whether it is there or not. @coder: (nullable). Fails with
 * HU_ERROR_NAME where the document's name leaves no room for it or would be taken for that of a coder's
 * layer. File names are as GLib has them. (transfer full) */
char *hu_sidecar_path_for (const char *path, const char *coder, GError **error);

/* The name of the document that a layer file's @name belongs to; NULL for the name of any other file. @coder:
 * (out) (transfer full) (nullable). (transfer full) (nullable) */
char *hu_sidecar_get_document_name (const char *name, char **coder);

/* The layer files of the document at @path: the one without a coder first, then by coder.
 * (transfer full) (element-type HuSidecar) */
GPtrArray *hu_sidecar_find (const char *path, GError **error);

/* Where edits go while the layer file can't be read or written: in the state folder, by the document's place.
 * The folder may not be there yet. (transfer full) */
char *hu_recovery_path_for (const char *path, const char *coder);

/* A name beside the file @path for a copy of it, "@path.@ending", that isn't taken. (transfer full) */
char *hu_sidecar_name_copy (const char *path, const char *ending);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuSidecar, hu_sidecar_free)

G_END_DECLS
