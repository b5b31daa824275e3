/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling processes apart, also those of an earlier start of the machine: for the names of their files. */
#include "hu-process.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#define BOOT_ID_FILE "/proc/sys/kernel/random/boot_id"

char *
hu_process_get_boot_id (void)
{
  char *id = NULL;

  if (g_file_get_contents (BOOT_ID_FILE, &id, NULL, NULL) && strlen (g_strstrip (id)) == HU_BOOT_ID_LENGTH)
    return id;
  g_free (id);
  return g_strnfill (HU_BOOT_ID_LENGTH, '0');
}

gboolean
hu_process_is_gone (pid_t pid)
{
  return kill (pid, 0) != 0 && errno == ESRCH;
}
