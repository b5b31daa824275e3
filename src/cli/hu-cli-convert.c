/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "convert": from one format to another, past the project's files. */
#include "config.h"

#include "hu-cli-exchange.h"
#include "hu-cli-sources.h"

#include "hu-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  HuCli *cli;
  HuExportScope *scope;
  HuCodebook *codebook; /* (nullable): the one that was read */
  guint n_codebooks;
  guint n_documents;
} Conversion;

/* The folders between the one that was given and the file: "2031/". (transfer full) */
static char *
folders_below (HuCli *cli, HuImportSource *source)
{
  const char *path = hu_import_source_get_path (source);

  for (const char *const *operand = hu_cli_get_operands (cli); path && *operand; operand++)
    {
      g_autofree char *folder = g_canonicalize_filename (*operand, NULL);
      gsize length = strlen (folder);
      g_autofree char *below = NULL;

      if (strncmp (path, folder, length) != 0 || path[length] != G_DIR_SEPARATOR)
        continue;
      below = g_filename_display_name (path + length + 1);
      return g_strndup (below,
                        strrchr (below, G_DIR_SEPARATOR) ? strrchr (below, G_DIR_SEPARATOR) + 1 - below : 0);
    }
  return g_strdup ("");
}

static void
take_result (HuImportSource *source, const HuFormat *format, HuImportResult *result, gpointer data)
{
  Conversion *self = data;
  g_autofree char *below = folders_below (self->cli, source);

  for (guint i = 0; i < result->documents->len; i++)
    {
      HuImportedDocument *document = g_ptr_array_index (result->documents, i);
      char *name = g_strconcat (below, document->name, NULL);

      g_free (document->name);
      document->name = name;
      hu_export_scope_add_imported (self->scope, document);
      self->n_documents++;
    }
  if (result->codebook && self->n_codebooks++ == 0)
    self->codebook = hu_codebook_ref (result->codebook);
  hu_import_result_free (result);
}

/* Says why nothing was read. */
static int
fail (HuCli *cli, HuImportReport *report)
{
  HuJsonWriter *json = hu_cli_get_json (cli);

  if (report->remarks->len == 0)
    hu_import_report_add (report, HU_REMARK_ERROR, 0, "%s", _ ("There is nothing to convert"));
  if (json)
    hu_json_writer_begin_object (json);
  hu_cli_tell_import (cli, report);
  if (json)
    hu_json_writer_end_object (json);
  return HU_CLI_PROBLEMS;
}

static int
convert (HuCli *cli, const HuFormat *from, const HuFormat *to, GPtrArray *sources, HuImportReport *report)
{
  g_autoptr (HuExportScope) scope = hu_export_scope_new ();
  Conversion self = { cli, scope, NULL, 0, 0 };
  GCancellable *cancellable = hu_cli_get_cancellable (cli);

  hu_import_read (from, sources, report, cancellable, take_result, &self);
  /* Of several, each document's layer has its own copies. */
  if (self.n_codebooks == 1)
    hu_export_scope_set_codebook (scope, self.codebook);
  g_clear_pointer (&self.codebook, hu_codebook_unref);
  if (g_cancellable_is_cancelled (cancellable))
    return HU_CLI_PROBLEMS;
  return self.n_documents > 0 ? hu_cli_export (cli, to, scope, report) : fail (cli, report);
}

static int
run (HuCli *cli)
{
  const char *name = hu_cli_get (cli, "from");
  const HuFormat *from = name ? hu_formats_find (name) : NULL;
  const HuFormat *to = hu_formats_find (hu_cli_get (cli, "to"));
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (GPtrArray) sources = NULL;
  HuExportOptions export_options;

  /* Before anything is read. */
  if (!hu_cli_get_export_options (cli, to, &export_options))
    return HU_CLI_USAGE;
  sources = hu_cli_find_sources (cli, from, report);
  return sources ? convert (cli, from, to, sources, report) : HU_CLI_USAGE;
}

static const HuCliOption options[] = {
  { "from", 'f', N_ ("FORMAT"), HU_CLI_WORDS_IMPORT_FORMATS, N_ ("What to read; without it, each file tells"),
    HU_CLI_OPTION_NONE },
  { "to", 't', N_ ("FORMAT"), HU_CLI_WORDS_EXPORT_FORMATS, N_ ("What to write"), HU_CLI_OPTION_REQUIRED },
  HU_CLI_EXPORT_OPTIONS HU_CLI_IMPORT_OPTIONS HU_CLI_OPTION_JSON{ NULL },
};

static const HuCliExample examples[] = {
  { "hustings-cli convert --from=spacy --to=csv labels.jsonl --output=labels.csv",
    N_ ("Makes a table of statements of what was labelled in Prodigy.") },
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
