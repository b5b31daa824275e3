/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before the first input: warnings of ours are findings too, and nothing is left where people keep their
 * files. */
#include "fuzz.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>

static char *folder;

static void
remove_folder (void)
{
  g_autofree char *state = g_build_filename (folder, "hustings", NULL);

  g_rmdir (state);
  g_rmdir (folder);
  g_free (folder);
}

/* The fuzzer keeps the input of what aborts, but not of GLib's traps. */
static void
on_trap (int number)
{
  abort ();
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  signal (SIGTRAP, on_trap);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
  folder = g_dir_make_tmp ("hustings-fuzz-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  atexit (remove_folder);
  return 0;
}
