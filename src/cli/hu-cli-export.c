/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "export": articles with what is tagged in them, in another format. */
#include "config.h"

#include "hu-cli-exchange.h"

#include <glib/gi18n-lib.h>

static int
run (HuCli *cli)
{
  const HuFormat *format = hu_formats_find (hu_cli_get (cli, "format"));
  g_autoptr (HuExportScope) scope = hu_export_scope_new ();

  for (const char *const *operand = hu_cli_get_operands (cli); *operand; operand++)
    {
      if (g_str_equal (*operand, "-"))
        return hu_cli_usage_error (cli,
                                   _ ("Only files can be exported: what is tagged is in a file beside them"));
      hu_export_scope_add_path (scope, *operand);
    }
  return hu_cli_export (cli, format, scope, NULL);
}

static const HuCliOption options[] = {
  { "format", 'f', N_ ("FORMAT"), HU_CLI_WORDS_EXPORT_FORMATS, N_ ("What to write"), HU_CLI_OPTION_REQUIRED },
  HU_CLI_EXPORT_OPTIONS HU_CLI_OPTION_JSON{ NULL },
};

static const HuCliExample examples[] = {
  { "hustings-cli export --format=csv articles/ --output=statements.csv",
    N_ ("Writes a table of who says what, and where they stand, in all articles of a folder.") },
  { "hustings-cli export --format=hustings --without-text --quote-length=30 articles/ --output=shared/",
    N_ ("Writes what is tagged, without the articles, as it may be passed on.") },
  { NULL },
};

static const HuCliExit exits[] = {
  { HU_CLI_OK, N_ ("All was exported, and read back equal.") },
  { HU_CLI_PROBLEMS, N_ ("Something couldn’t be exported; what was written is whole.") },
  { HU_CLI_USAGE, N_ ("The command line is wrong.") },
  { 0, NULL },
};

const HuCliCommand hu_cli_export_command = {
  .name = "export",
  .operands = N_ ("DOCUMENT|FOLDER…"),
  .min_operands = 1,
  .max_operands = G_MAXUINT,
  .words = HU_CLI_WORDS_FILES,
  .summary = N_ ("Write articles and what is tagged in another format"),
  .description = N_ ("Exports articles with all of their layers, or folders of them, and reads back what was "
                     "written before it "
                     "tells the files. A format that holds one article a file makes files in the folder that "
                     "--output names: "
                     "visit.txt becomes visit.ann, and visit.@ilse.ann for a coder’s layer. “hustings-cli "
                     "formats” tells what "
                     "a format can’t carry."),
  .options = options,
  .examples = examples,
  .exits = exits,
  .run = run,
};
