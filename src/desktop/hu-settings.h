/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The person's settings, and what follows from those that are empty. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full) */
GSettings *hu_settings_new (void);

/* The coder's name: as set, else the real name of the user's account. (transfer full) */
char *hu_settings_dup_coder_name (GSettings *self);
/* The coder's id in files, `[a-z0-9-]{1,32}`: as set where that is valid, else made from the name.
 * (transfer full) */
char *hu_settings_dup_coder_id (GSettings *self);
/* An id made from a name: its letters and digits in ASCII, "coder" where nothing is left. (transfer full) */
char *hu_coder_id_from_name (const char *name);

G_END_DECLS
