/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving a file so that a crash, a full disk or a pulled plug leaves either the old or the new one, whole. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is wrong with a disk or folder, in plain words: of an errno that reading or writing gave. (transfer
 * none) */
const char *hu_save_explain (int number);

/* Puts @bytes into the file @path, over the one that is there: its mode, group, access list, extended
 * attributes and, where allowed, owner are kept, and a symbolic link stays one (the file it leads to is
 * replaced). On disk when it returns. A file that can't be written to is not replaced. Fails with a GIOError;
 * the old file is as it was then, and nothing else is left behind (only where the folder couldn't be synced
 * is the new file there already). */
gboolean hu_save_bytes (const char *path, GBytes *bytes, GError **error);
/* The same in a worker thread. Once begun it isn't cancelled. */
void hu_save_bytes_async (const char *path,
                          GBytes *bytes,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean hu_save_bytes_finish (GAsyncResult *result, GError **error);

/* Removes the temporary files that savings cut short left in @folder: of processes of this machine, since its
 * start, that are gone; of others when older than a day. How many. */
guint hu_save_sweep (const char *folder);

G_END_DECLS
