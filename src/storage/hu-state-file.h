/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the state folder keeps of layer files: the base of each, and copies of what was put out of the way. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The layer file at @layer_path as it was last read or written, compressed; what a merge starts from. It can
 * be lost without harm. Any thread. */
gboolean hu_base_store (const char *layer_path, GBytes *bytes, GError **error);
/* (transfer full) (nullable) */
GBytes *hu_base_load (const char *layer_path);

/* A copy of what the file at @path held, under its name and the time, in the folder of kept files. @kept:
 * (out) (optional) (transfer full): where. */
gboolean hu_kept_store (const char *path, GBytes *bytes, char **kept, GError **error);

G_END_DECLS
