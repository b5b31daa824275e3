/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling processes apart, also those of an earlier start of the machine: for the names of their files. */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* Letters of a boot id: a UUID. */
#define HU_BOOT_ID_LENGTH 36

/* The id of this start of the machine; zeros where it isn't known, which no machine has. (transfer full) */
char *hu_process_get_boot_id (void);
/* Whether no process of this start of the machine has that id. */
gboolean hu_process_is_gone (pid_t pid);

G_END_DECLS
