/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "stats": how much is tagged, by document, speaker, topic, type or stance. */
#include "config.h"

#include "hu-cli-command.h"
#include "hu-cli-counts.h"
#include "hu-cli-exchange.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Columns of a terminal that a text takes at most in the list. */
#define MAX_WIDTH 40

static void
write_json (HuJsonWriter *json, HuCliCounts *counts)
{
  hu_json_writer_key (json, "rows");
  hu_json_writer_begin_list (json);
  for (guint row = 0; row < hu_cli_counts_get_n_rows (counts); row++)
    {
      hu_json_writer_begin_inline_object (json);
      for (guint column = 0; column < hu_cli_counts_get_n_columns (counts); column++)
        {
          g_autofree char *cell = hu_cli_counts_dup_cell (counts, row, column);

          hu_json_writer_key (json, hu_cli_counts_get_column (counts, column));
          if (hu_cli_counts_is_number (counts, column))
            hu_json_writer_number (json, cell);
          else
            hu_json_writer_string (json, cell, -1);
        }
      hu_json_writer_end_object (json);
    }
  hu_json_writer_end_list (json);
}

/* As RFC 4180 has it; what a spreadsheet would take for a formula gets a ' before it. */
static void
append_cell (GString *line, const char *cell, gboolean last)
{
  gboolean formula = *cell && strchr ("=+-@\t\r", *cell);

  if (!formula && !strpbrk (cell, "\",\r\n"))
    g_string_append (line, cell);
  else
    {
      g_string_append (line, formula ? "\"'" : "\"");
      for (const char *p = cell; *p; p++)
        {
          if (*p == '"')
            g_string_append_c (line, '"');
          g_string_append_c (line, *p);
        }
      g_string_append_c (line, '"');
    }
  g_string_append (line, last ? "\r\n" : ",");
}

static void
write_csv (HuCli *cli, HuCliCounts *counts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = hu_cli_counts_get_n_columns (counts);

  for (guint column = 0; column < n; column++)
    append_cell (text, hu_cli_counts_get_column (counts, column), column + 1 == n);
  for (guint row = 0; row < hu_cli_counts_get_n_rows (counts); row++)
    for (guint column = 0; column < n; column++)
      {
        g_autofree char *cell = hu_cli_counts_dup_cell (counts, row, column);

        append_cell (text, cell, column + 1 == n);
      }
  hu_cli_write (cli, text->str, text->len);
}

/* For people: aligned. */

static guint
width_of (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

/* A cell in one line that isn't too long. (transfer full) */
static char *
shown_cell (HuCliCounts *counts, guint row, guint column)
{
  g_autofree char *cell = hu_cli_counts_dup_cell (counts, row, column);
  g_autofree char *name = hu_cli_show_name (cell);

  if (g_utf8_strlen (name, -1) <= MAX_WIDTH)
    return g_steal_pointer (&name);
  *g_utf8_offset_to_pointer (name, MAX_WIDTH - 1) = '\0';
  return g_strconcat (name, "…", NULL);
}

static void
append_aligned (GString *line, const char *text, guint width, gboolean right)
{
  guint gap = width - MIN (width, width_of (text));

  if (line->len > 0)
    g_string_append (line, "  ");
  g_string_append_printf (line, "%*s%s%*s", right ? (int) gap : 0, "", text, right ? 0 : (int) gap, "");
}

static void
print_row (HuCli *cli, HuCliCounts *counts, const guint *widths, int row)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint column = 0; column < hu_cli_counts_get_n_columns (counts); column++)
    {
      g_autofree char *cell =
          row < 0 ? g_strdup (hu_cli_counts_get_column (counts, column)) : shown_cell (counts, row, column);

      append_aligned (line, cell, widths[column], hu_cli_counts_is_number (counts, column));
    }
  hu_cli_print (cli, "%s\n", g_strchomp (line->str));
}

static void
print (HuCli *cli, HuCliCounts *counts)
{
  guint n = hu_cli_counts_get_n_columns (counts), n_rows = hu_cli_counts_get_n_rows (counts);
  g_autofree guint *widths = g_new0 (guint, n);

  for (guint column = 0; column < n; column++)
    {
      widths[column] = width_of (hu_cli_counts_get_column (counts, column));
      for (guint row = 0; row < n_rows; row++)
        {
          g_autofree char *cell = shown_cell (counts, row, column);

          widths[column] = MAX (widths[column], width_of (cell));
        }
    }
  for (int row = -1; row < (int) n_rows; row++)
    print_row (cli, counts, widths, row);
}

static GPtrArray *
read_documents (HuCli *cli, HuExportReport *report, GError **error)
{
  g_autoptr (HuExportScope) scope = hu_export_scope_new ();
  const char *coder = hu_cli_get (cli, "coder");
  const char *part = hu_cli_get (cli, "without-part");
  HuExportOptions export_options = HU_EXPORT_OPTIONS_INIT;
  g_autoptr (GPtrArray) documents = NULL;

  for (const char *const *operand = hu_cli_get_operands (cli); *operand; operand++)
    hu_export_scope_add_path (scope, *operand);
  documents = hu_export_scope_read (scope, report, hu_cli_get_cancellable (cli), hu_cli_progress, cli, error);
  for (guint i = 0; documents && coder && i < documents->len;)
    if (g_strcmp0 (((HuExportDocument *) g_ptr_array_index (documents, i))->coder, coder) == 0)
      i++;
    else
      g_ptr_array_remove_index (documents, i);
  if (!documents || !part)
    return g_steal_pointer (&documents);
  export_options.without_parts = HU_PARTS (hu_part_kind_from_name (part));
  return hu_format_prepare (documents, &export_options);
}

static int
run (HuCli *cli)
{
  const char *by_name = hu_cli_get (cli, "by");
  HuJsonWriter *json = hu_cli_get_json (cli);
  g_autoptr (HuExportReport) report = hu_export_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (HuCliCounts) counts = NULL;
  HuCliCountsBy by = HU_CLI_COUNTS_DOCUMENT;

  if (json && hu_cli_has (cli, "csv"))
    return hu_cli_usage_error (cli, _ ("Either --csv or --json"));
  while (by_name && !g_str_equal (hu_cli_counts_get_by_name (by), by_name))
    by++;
  documents = read_documents (cli, report, &error);
  if (documents)
    counts = hu_cli_counts_new (by, documents);
  if (json)
    {
      hu_json_writer_begin_object (json);
      hu_json_writer_member_string (json, "by", hu_cli_counts_get_by_name (by));
      if (counts)
        write_json (json, counts);
    }
  else if (counts && hu_cli_has (cli, "csv"))
    write_csv (cli, counts);
  else if (counts)
    print (cli, counts);
  if (!documents && report->problems->len == 0 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hu_cli_warn_error (cli, NULL, error);
  hu_cli_tell_problems (cli, report->problems);
  if (json)
    hu_json_writer_end_object (json);
  return documents && report->problems->len == 0 ? HU_CLI_OK : HU_CLI_PROBLEMS;
}

static const HuCliOption options[] = {
  { "by", 'b', N_ ("WHAT"), HU_CLI_WORDS_COUNTS, N_ ("What a row is"), HU_CLI_OPTION_NONE },
  { "coder", 0, N_ ("ID"), HU_CLI_WORDS_ANY, N_ ("Only this coder’s layers"), HU_CLI_OPTION_NONE },
  { "without-part", 0, N_ ("PART"), HU_CLI_WORDS_PARTS,
    N_ ("Leave out what is tagged in such parts of an article"), HU_CLI_OPTION_NONE },
  { "csv", 0, NULL, HU_CLI_WORDS_ANY, N_ ("Answer with a table in CSV"), HU_CLI_OPTION_NONE },
  HU_CLI_OPTION_JSON{ NULL },
};

static const HuCliExample examples[] = {
  { "hustings-cli stats --by=speaker articles/", N_ ("Tells how often each speaker is cited in a folder.") },
  { "hustings-cli stats --by=stance --csv articles/", N_ ("Makes a table of who stands where how often.") },
  { NULL },
};

static const HuCliExit exits[] = {
  { HU_CLI_OK, N_ ("All was counted.") },
  { HU_CLI_PROBLEMS, N_ ("An article or layer file can’t be read; the rest was counted.") },
  { HU_CLI_USAGE, N_ ("The command line is wrong.") },
  { 0, NULL },
};

const HuCliCommand hu_cli_stats_command = {
  .name = "stats",
  .operands = N_ ("DOCUMENT|FOLDER…"),
  .min_operands = 1,
  .max_operands = G_MAXUINT,
  .words = HU_CLI_WORDS_FILES,
  .summary = N_ ("Count what is tagged"),
  .description = N_ ("Counts claims, mentions and stances by document (of each layer, also what is checked "
                     "and left to check), "
                     "speaker, topic, type, or stance (by target and value). Speakers of several articles "
                     "are one by their id in "
                     "the speaker register, else by name and kind. Where several coders tagged an article, "
                     "all layers count."),
  .options = options,
  .examples = examples,
  .exits = exits,
  .run = run,
};
