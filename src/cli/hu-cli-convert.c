/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "convert": from one format to another, past the project's files. */
#include "config.h"

#include "hu-cli-exchange.h"
#include "hu-cli-sources.h"

#include <glib/gi18n-lib.h>

/* The one codebook that was read; of several, each document's layer has its own copies. */
static void
set_codebook (HuExportScope *scope, GPtrArray *results)
{
  HuCodebook *only = NULL;

  for (guint i = 0; i < results->len; i++)
    {
      HuImportResult *result = g_ptr_array_index (results, i);

      if (only && result->codebook)
        return;
      if (result->codebook)
        only = result->codebook;
    }
  if (only)
    hu_export_scope_set_codebook (scope, only);
}

static int
run (HuCli *cli)
{
  const char *from = hu_cli_get (cli, "from");
  const HuFormat *to = hu_formats_find (hu_cli_get (cli, "to"));
  g_autoptr (HuExportScope) scope = hu_export_scope_new ();
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (GPtrArray) results = NULL;
  HuExportOptions options;
  gboolean usage;
  guint n = 0;

  /* Before anything is read. */
  if (!hu_cli_get_export_options (cli, to, &options))
    return HU_CLI_USAGE;
  results = hu_cli_read_sources (cli, from ? hu_formats_find (from) : NULL, report, &usage);
  if (!results)
    return usage ? HU_CLI_USAGE : HU_CLI_PROBLEMS;
  for (guint i = 0; i < results->len; i++)
    {
      GPtrArray *documents = ((HuImportResult *) g_ptr_array_index (results, i))->documents;

      for (guint j = 0; j < documents->len; j++, n++)
        hu_export_scope_add_imported (scope, g_ptr_array_index (documents, j));
    }
  set_codebook (scope, results);
  if (n > 0 || report->remarks->len == 0)
    return hu_cli_export (cli, to, scope, report);
  if (hu_cli_has (cli, "json"))
    hu_json_writer_begin_object (hu_cli_get_json (cli));
  hu_cli_tell_import (cli, report);
  if (hu_cli_has (cli, "json"))
    hu_json_writer_end_object (hu_cli_get_json (cli));
  return HU_CLI_PROBLEMS;
}

static const HuCliOption options[] = {
  { "from", 'f', N_ ("FORMAT"), HU_CLI_WORDS_IMPORT_FORMATS, N_ ("What to read; without it, each file tells"),
    HU_CLI_OPTION_NONE },
  { "to", 't', N_ ("FORMAT"), HU_CLI_WORDS_EXPORT_FORMATS, N_ ("What to write"), HU_CLI_OPTION_REQUIRED },
  HU_CLI_EXPORT_OPTIONS HU_CLI_IMPORT_OPTIONS HU_CLI_OPTION_JSON{ NULL },
};

static const HuCliExample examples[] = {
  { "hustings-cli convert --from=hustings --to=csv visit.json --output=visit.csv",
    N_ ("Makes a table of statements of an article that somebody exported.") },
  { NULL },
};

static const HuCliExit exits[] = {
  { HU_CLI_OK, N_ ("All was converted.") },
  { HU_CLI_PROBLEMS, N_ ("Something couldn’t be read or written; the rest was converted.") },
  { HU_CLI_USAGE, N_ ("The command line is wrong.") },
  { 0, NULL },
};

const HuCliCommand hu_cli_convert_command = {
  .name = "convert",
  .operands = N_ ("SOURCE…"),
  .min_operands = 1,
  .max_operands = G_MAXUINT,
  .words = HU_CLI_WORDS_FILES,
  .summary = N_ ("Turn one format into another"),
  .description = N_ ("Reads files, or those of folders, in one format and writes them in another; no project "
                     "is needed, and none "
                     "is changed. What is broken in part is told with its line, and the rest is converted."),
  .options = options,
  .examples = examples,
  .exits = exits,
  .run = run,
};
