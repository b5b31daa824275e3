/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "import": foreign files become articles and layer files in a folder. */
#include "config.h"

#include "hu-cli-exchange.h"
#include "hu-cli-sources.h"

#include "hu-import.h"

#include <glib/gi18n-lib.h>

static void
write_paths (HuJsonWriter *json, const char *key, GPtrArray *paths)
{
  hu_json_writer_key (json, key);
  hu_json_writer_begin_list (json);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *path = hu_cli_shorten (g_ptr_array_index (paths, i));
      g_autofree char *name = hu_cli_show_name (path);

      hu_json_writer_string (json, name, -1);
    }
  hu_json_writer_end_list (json);
}

static void
tell_json (HuCli *cli, HuImportOutcome *outcome, HuImportReport *report)
{
  HuJsonWriter *json = hu_cli_get_json (cli);

  hu_json_writer_begin_object (json);
  hu_json_writer_member_int (json, "n_documents", outcome->n_documents);
  hu_json_writer_member_int (json, "n_layers", outcome->n_layers);
  hu_json_writer_member_int (json, "n_failed", outcome->n_failed);
  write_paths (json, "files", outcome->files);
  write_paths (json, "documents", outcome->documents);
  hu_cli_tell_import (cli, report);
  hu_json_writer_end_object (json);
}

static void
tell (HuCli *cli, HuImportOutcome *outcome, HuImportReport *report)
{
  for (guint i = 0; i < outcome->files->len; i++)
    {
      g_autofree char *path = hu_cli_shorten (g_ptr_array_index (outcome->files, i));
      g_autofree char *name = hu_cli_show_name (path);

      hu_cli_print (cli, "%s\n", name);
    }
  hu_cli_tell_import (cli, report);
}

static int
run (HuCli *cli)
{
  const char *name = hu_cli_get (cli, "format");
  const HuFormat *format = name ? hu_formats_find (name) : NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (hu_cli_get (cli, "into"));
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (GPtrArray) sources = hu_cli_find_sources (cli, format, report);
  g_autoptr (HuImportOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  if (!sources)
    return HU_CLI_USAGE;
  if (sources->len == 0 && report->remarks->len == 0)
    hu_import_report_add (report, HU_REMARK_ERROR, 0, "%s", _ ("There is nothing to import"));
  outcome = hu_import (format, sources, folder, hu_cli_get_cancellable (cli), hu_cli_progress, cli, &error);
  if (!outcome)
    {
      hu_cli_warn_error (cli, hu_cli_get (cli, "into"), error);
      return HU_CLI_PROBLEMS;
    }
  hu_import_report_join (report, outcome->report);
  if (hu_cli_has (cli, "json"))
    tell_json (cli, outcome, report);
  else
    tell (cli, outcome, report);
  return outcome->cancelled || hu_import_report_count (report, HU_REMARK_WARNING) > 0 ? HU_CLI_PROBLEMS
                                                                                      : HU_CLI_OK;
}

static const HuCliOption options[] = {
  { "format", 'f', N_ ("FORMAT"), HU_CLI_WORDS_IMPORT_FORMATS,
    N_ ("What to read; without it, each file tells"), HU_CLI_OPTION_NONE },
  { "into", 0, N_ ("FOLDER"), HU_CLI_WORDS_FOLDERS, N_ ("Where articles and layer files go"),
    HU_CLI_OPTION_REQUIRED },
  HU_CLI_IMPORT_OPTIONS HU_CLI_OPTION_JSON{ NULL },
};

static const HuCliExample examples[] = {
  { "hustings-cli import --format=label-studio export.json --into=articles/",
    N_ ("Makes articles and layer files of what was labelled in Label Studio.") },
  { NULL },
};

static const HuCliExit exits[] = {
  { HU_CLI_OK, N_ ("All was imported.") },
  { HU_CLI_PROBLEMS, N_ ("Something is broken or couldn’t be written; the rest was imported.") },
  { HU_CLI_USAGE, N_ ("The command line is wrong.") },
  { 0, NULL },
};

const HuCliCommand hu_cli_import_command = {
  .name = "import",
  .operands = N_ ("SOURCE…"),
  .min_operands = 1,
  .max_operands = G_MAXUINT,
  .words = HU_CLI_WORDS_FILES,
  .summary = N_ ("Make articles and layer files of foreign files"),
  .description = N_ (
      "Reads files, or those of folders, and writes articles with their layer files into a folder; the "
      "project’s "
      "codebook and speaker register get what they lack. Nothing that is there is changed: an article of the "
      "same name gets a number, and a second layer becomes one of a coder that is called as the format is. "
      "What "
      "is broken in part is told with its line, and the rest is imported."),
  .options = options,
  .examples = examples,
  .exits = exits,
  .run = run,
};
