/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "merge-driver": how Git merges layer files. */
#include "config.h"

#include "hu-cli-merge.h"

#include "hu-layer-file.h"
#include "hu-save.h"

#include <glib/gi18n-lib.h>

static int
run (HuCli *cli)
{
  const char *const *sides = hu_cli_get_operands (cli);
  g_autoptr (GError) error = NULL;
  gboolean anchored;
  g_autoptr (HuLayerMerge) merge = hu_cli_merge_files (sides[0], sides[1], sides[2], NULL, &anchored, &error);
  g_autoptr (GBytes) bytes = NULL;

  if (!merge)
    {
      /* Names of Git's temporary files say nothing; Git itself names the file. */
      hu_cli_warn (cli, NULL, _ ("Not merged: %s"), error->message);
      return HU_CLI_PROBLEMS;
    }
  bytes = hu_layer_file_write (merge->snapshot, NULL);
  if (!hu_save_bytes (sides[1], bytes, &error))
    {
      hu_cli_warn_error (cli, sides[1], error);
      return HU_CLI_PROBLEMS;
    }
  if (merge->n_conflicts == 0)
    return HU_CLI_OK;
  hu_cli_warn (
      cli, NULL,
      ngettext ("%u conflict: yours stays, the other is kept beside it; choose in Hustings, then git add",
                "%u conflicts: yours stays, the other is kept beside it; choose in Hustings, then git add",
                merge->n_conflicts),
      merge->n_conflicts);
  return HU_CLI_PROBLEMS;
}

static const HuCliOption options[] = {
  { NULL },
};

static const HuCliExample examples[] = {
  { "hustings-cli merge-driver %O %A %B",
    N_ ("What merge.hustings.driver is in Git’s configuration; git-setup puts it there.") },
  { NULL },
};

static const HuCliExit exits[] = {
  { HU_CLI_OK, N_ ("Merged without a conflict.") },
  { HU_CLI_PROBLEMS, N_ ("Merged with conflicts, or a side can’t be read; then OURS stays as it is.") },
  { HU_CLI_USAGE, N_ ("The command line is wrong.") },
  { 0, NULL },
};

const HuCliCommand hu_cli_merge_driver_command = {
  .name = "merge-driver",
  .operands = N_ ("BASE OURS THEIRS"),
  .min_operands = 3,
  .max_operands = 3,
  .words = HU_CLI_WORDS_FILES,
  .summary = N_ ("Merge layer files for Git"),
  .description = N_ (
      "Git calls it with its %O, %A and %B, and takes what is in OURS afterwards. It merges as the command "
      "merge does; Git marks a file with conflicts as unmerged."),
  .options = options,
  .examples = examples,
  .exits = exits,
  .run = run,
};
