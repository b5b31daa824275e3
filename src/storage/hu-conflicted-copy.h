/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies that sync programs put beside a file when two people wrote it at once. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @name is what Syncthing, Dropbox, Nextcloud, Google Drive or OneDrive call such a copy of the file
 * @original in the same folder. */
gboolean hu_is_conflicted_copy (const char *name, const char *original);
/* The copies of the file at @path, by name. (transfer full) (element-type filename) */
GPtrArray *hu_find_conflicted_copies (const char *path);

G_END_DECLS
