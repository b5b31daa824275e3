/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that read foreign formats have in common: their options, and finding the files. */
#include "config.h"

#include "hu-cli-sources.h"

#include "hu-import.h"
#include "hu-sidecar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
get_options (HuCli *cli, HuImportOptions *options)
{
  const char *newline = hu_cli_get (cli, "newline");
  const char *end = hu_cli_get (cli, "end");

  *options = (HuImportOptions) HU_IMPORT_OPTIONS_INIT;
  options->encoding = hu_cli_get (cli, "encoding");
  options->coder = hu_cli_get (cli, "coder");
  if (newline)
    options->newline = g_str_equal (newline, "as-is") ? HU_NEWLINE_AS_IS
                       : g_str_equal (newline, "lf")  ? HU_NEWLINE_LF
                                                      : HU_NEWLINE_CRLF;
  if (end)
    options->end = g_str_equal (end, "exclusive") ? HU_END_EXCLUSIVE : HU_END_INCLUSIVE;
  if (!options->coder || hu_coder_id_is_valid (options->coder))
    return TRUE;
  hu_cli_usage_error (cli, _ ("--coder takes an id of a-z, 0-9 and “-”, not “%s”"), options->coder);
  return FALSE;
}

/* (transfer full) (nullable) */
static HuImportSource *
read_stream (HuCli *cli, const HuFormat *format, const HuImportOptions *options, HuImportReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hu_cli_load (cli, "-", HU_IMPORT_MAX_SIZE, &error);
  g_autofree char *name = g_strconcat ("input.", format ? format->extensions[0] : "txt", NULL);

  if (bytes)
    return hu_import_source_new_for_bytes (name, bytes, options);
  hu_import_report_set_file (report, _ ("standard input"));
  hu_import_report_add (report, HU_REMARK_ERROR, 0, "%s", error->message);
  return NULL;
}

GPtrArray *
hu_cli_find_sources (HuCli *self, const HuFormat *format, HuImportReport *report)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  HuImportSource *stream = NULL;
  HuImportOptions options;
  GPtrArray *sources;

  if (!get_options (self, &options))
    return NULL;
  for (const char *const *operand = hu_cli_get_operands (self); *operand; operand++)
    if (!g_str_equal (*operand, "-"))
      g_ptr_array_add (paths, (gpointer) *operand);
    else if (!stream)
      stream = read_stream (self, format, &options, report);
  sources = hu_import_find_sources (format, paths, &options, report);
  if (stream)
    g_ptr_array_add (sources, stream);
  return sources;
}
