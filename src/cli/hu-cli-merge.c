/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "merge": two layer files, and what they come from, become one. */
#include "config.h"

#include "hu-cli-merge.h"

#include "hu-anchor.h"
#include "hu-error.h"
#include "hu-layer-file.h"
#include "hu-save.h"
#include "hu-sidecar.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

/* A file without anything in it is what Git has for a side that isn't there. (transfer full) (nullable) */
static HuSnapshot *
load_base (const char *path, GError **error)
{
  struct stat info;

  if (stat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size == 0)
    return NULL;
  return hu_layer_file_load (path, NULL, NULL, error);
}

static HuSnapshot *
anchor (HuSnapshot *snapshot, HuText *text)
{
  HuReanchoring counts;
  HuSnapshot *placed = hu_anchor (snapshot, text, &counts);

  hu_snapshot_unref (snapshot);
  return placed;
}

HuLayerMerge *
hu_cli_merge_files (
    const char *base, const char *mine, const char *theirs, HuText *text, gboolean *anchored, GError **error)
{
  g_autoptr (HuSnapshot) from = NULL;
  g_autoptr (HuSnapshot) left = NULL;
  g_autoptr (HuSnapshot) right = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (mine != NULL && theirs != NULL && anchored != NULL, NULL);
  *anchored = FALSE;
  from = base ? load_base (base, &problem) : NULL;
  left = problem ? NULL : hu_layer_file_load (mine, NULL, NULL, &problem);
  right = problem ? NULL : hu_layer_file_load (theirs, NULL, NULL, &problem);
  if (problem)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (!hu_layers_are_of_one_text (left, right) || (from && !hu_layers_are_of_one_text (from, left)))
    {
      if (!text)
        {
          g_set_error_literal (error, HU_ERROR, HU_ERROR_TEXT_CHANGED,
                               _ ("the layers are of different versions of the article"));
          return NULL;
        }
      from = from ? anchor (g_steal_pointer (&from), text) : NULL;
      left = anchor (g_steal_pointer (&left), text);
      right = anchor (g_steal_pointer (&right), text);
      *anchored = TRUE;
      return hu_merge_layers (from, left, right, text, "");
    }
  return hu_merge_layers (from, left, right, NULL, "");
}

/* The document that --document names, else the one that the layer file @mine belongs to. (transfer full)
 * (nullable) */
static HuText *
load_text (HuCli *cli, const char *mine, gboolean *failed)
{
  const char *given = hu_cli_get (cli, "document");
  g_autofree char *folder = g_path_get_dirname (mine);
  g_autofree char *name = g_path_get_basename (mine);
  g_autofree char *document = hu_sidecar_get_document_name (name, NULL);
  g_autofree char *path = given      ? g_strdup (given)
                          : document ? g_build_filename (folder, document, NULL)
                                     : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = path ? hu_cli_load (cli, path, HU_TEXT_MAX_BYTES, &error) : NULL;
  HuText *text = bytes ? hu_text_new (bytes, NULL, &error) : NULL;

  *failed = given && !text;
  if (*failed)
    hu_cli_warn_error (cli, path, error);
  return text;
}

static void
write_counts (HuJsonWriter *json, const char *key, const guint *counts)
{
  hu_json_writer_key (json, key);
  hu_json_writer_begin_inline_object (json);
  for (int kind = HU_KIND_TYPE; kind < HU_N_KINDS; kind++)
    if (counts[kind] > 0)
      hu_json_writer_member_int (json, hu_kind_get_list_name (kind), counts[kind]);
  hu_json_writer_end_object (json);
}

static guint
sum (const guint *counts)
{
  guint n = 0;

  for (int kind = 0; kind < HU_N_KINDS; kind++)
    n += counts[kind];
  return n;
}

static void
tell (HuCli *cli, HuLayerMerge *merge)
{
  HuJsonWriter *json = hu_cli_get_json (cli);

  if (json)
    {
      hu_json_writer_begin_object (json);
      write_counts (json, "added", merge->added);
      write_counts (json, "changed", merge->changed);
      write_counts (json, "removed", merge->removed);
      hu_json_writer_member_int (json, "n_conflicts", merge->n_conflicts);
      hu_json_writer_end_object (json);
      return;
    }
  hu_cli_print (cli, _ ("Added: %u, changed: %u, removed: %u\n"), sum (merge->added), sum (merge->changed),
                sum (merge->removed));
  if (merge->n_conflicts > 0)
    hu_cli_print (cli,
                  ngettext ("%u conflict: yours stays, the other is kept beside it\n",
                            "%u conflicts: yours stays, the other is kept beside it\n", merge->n_conflicts),
                  merge->n_conflicts);
}

static int
write_merge (HuCli *cli, HuLayerMerge *merge, HuText *text)
{
  const char *output = hu_cli_get (cli, "output");
  g_autoptr (GBytes) bytes = hu_layer_file_write (merge->snapshot, text);
  g_autoptr (GError) error = NULL;
  gconstpointer data;
  gsize length;

  if (!output || g_str_equal (output, "-"))
    {
      data = g_bytes_get_data (bytes, &length);
      hu_cli_write (cli, data, length);
    }
  else if (!hu_save_bytes (output, bytes, &error))
    {
      hu_cli_warn_error (cli, output, error);
      return HU_CLI_PROBLEMS;
    }
  else
    tell (cli, merge);
  return merge->n_conflicts > 0 ? HU_CLI_PROBLEMS : HU_CLI_OK;
}

static int
run (HuCli *cli)
{
  const char *const *operands = hu_cli_get_operands (cli);
  const char *output = hu_cli_get (cli, "output");
  g_autoptr (GError) error = NULL;
  g_autoptr (HuText) text = NULL;
  g_autoptr (HuLayerMerge) merge = NULL;
  gboolean failed, anchored;

  if ((!output || g_str_equal (output, "-")) && hu_cli_has (cli, "json"))
    return hu_cli_usage_error (cli, _ ("--json answers on standard output: name a file with --output"));
  text = load_text (cli, operands[0], &failed);
  if (failed)
    return HU_CLI_PROBLEMS;
  merge = hu_cli_merge_files (hu_cli_get (cli, "base"), operands[0], operands[1], text, &anchored, &error);
  if (merge)
    return write_merge (cli, merge, anchored ? text : NULL);
  hu_cli_warn (cli, NULL, "%s", error->message);
  return HU_CLI_PROBLEMS;
}

static const HuCliOption options[] = {
  { "base", 'b', N_ ("FILE"), HU_CLI_WORDS_FILES, N_ ("The layer file that both come from"),
    HU_CLI_OPTION_NONE },
  { "output", 'o', N_ ("FILE"), HU_CLI_WORDS_FILES, N_ ("Where to; “-”, or without it: standard output"),
    HU_CLI_OPTION_NONE },
  { "document", 0, N_ ("FILE"), HU_CLI_WORDS_FILES,
    N_ ("The article, where it was changed on one side and isn’t beside the first file"),
    HU_CLI_OPTION_NONE },
  HU_CLI_OPTION_JSON{ NULL },
};

static const HuCliExample examples[] = {
  { "hustings-cli merge --base=old.annotations.json mine.annotations.json theirs.annotations.json "
    "--output=visit.txt.annotations.json",
    N_ ("Merges what two people did from the same layer file on.") },
  { NULL },
};

static const HuCliExit exits[] = {
  { HU_CLI_OK, N_ ("Merged without a conflict.") },
  { HU_CLI_PROBLEMS, N_ ("Merged with conflicts, or a file can’t be read; then nothing is written.") },
  { HU_CLI_USAGE, N_ ("The command line is wrong.") },
  { 0, NULL },
};

const HuCliCommand hu_cli_merge_command = {
  .name = "merge",
  .operands = N_ ("MINE THEIRS"),
  .min_operands = 2,
  .max_operands = 2,
  .words = HU_CLI_WORDS_FILES,
  .summary = N_ ("Merge two layer files of an article"),
  .description = N_ (
      "Merges tag by tag and member by member. What one side alone changed is taken; where both changed the "
      "same "
      "in different ways, the first file’s stays and the other’s is kept under “conflict”, for a person to "
      "choose in the program. Without --base nothing of either side is left out."),
  .options = options,
  .examples = examples,
  .exits = exits,
  .run = run,
};
