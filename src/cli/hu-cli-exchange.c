/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that write foreign formats have in common. */
#include "config.h"

#include "hu-cli-exchange.h"

#include "hu-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

gboolean
hu_cli_get_export_options (HuCli *self, const HuFormat *format, HuExportOptions *options)
{
  const char *table = hu_cli_get (self, "table");
  const char *part = hu_cli_get (self, "without-part");
  g_autoptr (GError) error = NULL;
  guint length;

  *options = (HuExportOptions) HU_EXPORT_OPTIONS_INIT;
  if (table)
    hu_table_from_name (table, &options->table);
  options->bom = hu_cli_has (self, "bom");
  options->formula_safe = hu_cli_has (self, "formula-safe");
  options->without_text = hu_cli_has (self, "without-text");
  if (!hu_cli_get_number (self, "quote-length", 0, G_MAXINT, 0, &length))
    return FALSE;
  if (hu_cli_has (self, "quote-length"))
    options->quote_length = length;
  if (part)
    options->without_parts = HU_PARTS (hu_part_kind_from_name (part));
  if (hu_format_check_options (format, options, &error))
    return TRUE;
  hu_cli_usage_error (self, "%s", error->message);
  return FALSE;
}

/* What is said. */

static const char *
severity_name (HuSeverity severity)
{
  return severity == HU_REMARK_ERROR ? "error" : severity == HU_REMARK_WARNING ? "warning" : "note";
}

static void
write_remark (HuJsonWriter *json, const HuImportRemark *remark)
{
  hu_json_writer_begin_object (json);
  hu_json_writer_member_string (json, "severity", severity_name (remark->severity));
  if (*remark->file)
    hu_cli_json_file (json, remark->file);
  if (remark->line)
    hu_json_writer_member_int (json, "line", remark->line);
  hu_json_writer_member_string (json, "message", remark->message);
  hu_json_writer_end_object (json);
}

void
hu_cli_tell_import (HuCli *self, HuImportReport *report)
{
  HuJsonWriter *json = hu_cli_get_json (self);

  if (json)
    {
      hu_json_writer_key (json, "remarks");
      hu_json_writer_begin_list (json);
    }
  for (guint i = 0; i < report->remarks->len; i++)
    {
      const HuImportRemark *remark = g_ptr_array_index (report->remarks, i);
      g_autofree char *line = hu_import_remark_to_string (remark);

      if (json)
        write_remark (json, remark);
      else
        hu_cli_warn (self, NULL, "%s", line);
    }
  if (json)
    hu_json_writer_end_list (json);
  if (report->n_dropped > 0)
    hu_cli_warn (self, NULL, ngettext ("%u remark more", "%u remarks more", report->n_dropped),
                 report->n_dropped);
}

char *
hu_cli_shorten (const char *path)
{
  g_autofree char *here = g_get_current_dir ();
  gsize length = strlen (here);
  gboolean below = strncmp (path, here, length) == 0 && path[length] == G_DIR_SEPARATOR;

  return g_strdup (below ? path + length + 1 : path);
}

void
hu_cli_tell_problems (HuCli *self, GPtrArray *problems)
{
  HuJsonWriter *json = hu_cli_get_json (self);

  if (json)
    {
      hu_json_writer_key (json, "problems");
      hu_json_writer_begin_list (json);
    }
  for (guint i = 0; i < problems->len; i++)
    {
      HuExportProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *path = hu_cli_shorten (problem->path);

      if (!json)
        {
          hu_cli_warn_error (self, path, problem->error);
          continue;
        }
      hu_json_writer_begin_object (json);
      hu_cli_json_file (json, path);
      hu_json_writer_member_string (json, "message", problem->error->message);
      hu_json_writer_end_object (json);
    }
  if (json)
    hu_json_writer_end_list (json);
}

static void
tell_files (HuCli *self, const HuFormat *format, HuExportReport *report)
{
  HuJsonWriter *json = hu_cli_get_json (self);
  const char *omits = hu_format_get_omits (format);

  if (!json)
    {
      for (guint i = 0; i < report->files->len; i++)
        {
          g_autofree char *path = hu_cli_shorten (g_ptr_array_index (report->files, i));
          g_autofree char *name = hu_cli_show_name (path);

          hu_cli_print (self, "%s\n", name);
        }
      return;
    }
  hu_json_writer_member_string (json, "format", format->name);
  if (omits)
    hu_json_writer_member_string (json, "omits", omits);
  hu_json_writer_member_int (json, "n_layers", report->n_documents);
  hu_json_writer_key (json, "files");
  hu_json_writer_begin_list (json);
  for (guint i = 0; i < report->files->len; i++)
    {
      g_autofree char *path = hu_cli_shorten (g_ptr_array_index (report->files, i));
      g_autofree char *name = hu_cli_show_name (path);

      hu_json_writer_string (json, name, -1);
    }
  hu_json_writer_end_list (json);
}

/* To standard output. */

/* Whether @files are one file, of however many layers. */
static gboolean
check_stream (const HuFormat *format, GPtrArray *documents, GError **error)
{
  if (format->holds_many || documents->len == 1)
    return TRUE;
  g_set_error_literal (error, HU_ERROR, HU_ERROR_INVALID,
                       _ ("This format holds one document a file: name a folder with --output"));
  return FALSE;
}

static gboolean
write_documents (
    HuCli *self, const HuFormat *format, GPtrArray *documents, const HuExportOptions *options, GError **error)
{
  g_autoptr (HuFileSet) files = NULL;
  gconstpointer data;
  gsize length;

  if (!check_stream (format, documents, error))
    return FALSE;
  files = hu_format_write (format, documents, options, error);
  if (!files || !hu_format_verify (format, documents, options, files, error))
    return FALSE;
  if (hu_file_set_get_size (files) > 1)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_INVALID,
                           _ ("This format makes several files: name a folder with --output"));
      return FALSE;
    }
  data = g_bytes_get_data (hu_file_set_get_bytes (files, 0), &length);
  hu_cli_write (self, data, length);
  return TRUE;
}

static HuExportReport *
export_to_stream (
    HuCli *self, const HuFormat *format, HuExportScope *scope, const HuExportOptions *options, GError **error)
{
  g_autoptr (HuExportReport) report = hu_export_report_new ();
  g_autoptr (GPtrArray) whole = NULL;
  g_autoptr (GPtrArray) documents = NULL;

  whole = hu_export_scope_read (scope, report, hu_cli_get_cancellable (self), hu_cli_progress, self, error);
  if (!whole)
    return NULL;
  documents = hu_format_prepare (whole, options);
  if (!write_documents (self, format, documents, options, error))
    return NULL;
  report->n_documents = documents->len;
  return g_steal_pointer (&report);
}

/* Where nothing could be exported, each document's reason is looked for once more. (transfer full) (nullable)
 */
static HuExportReport *
find_reasons (HuCli *self, HuExportScope *scope)
{
  g_autoptr (HuExportReport) report = hu_export_report_new ();
  g_autoptr (GPtrArray) documents = NULL;

  if (g_cancellable_is_cancelled (hu_cli_get_cancellable (self)))
    return NULL;
  documents = hu_export_scope_read (scope, report, NULL, NULL, NULL, NULL);
  return !documents && report->problems->len > 0 ? g_steal_pointer (&report) : NULL;
}

/* A name that ends with a slash is a folder's. */
static gboolean
make_folder (HuCli *self, const char *output)
{
  if (!g_str_has_suffix (output, G_DIR_SEPARATOR_S) || g_mkdir_with_parents (output, 0777) == 0)
    return TRUE;
  hu_cli_warn (self, output, "%s", g_strerror (errno));
  return FALSE;
}

static void
tell_failure (HuCli *self, HuExportScope *scope, GError *error)
{
  g_autoptr (HuExportReport) reasons = find_reasons (self, scope);
  HuJsonWriter *json = hu_cli_get_json (self);

  if (json)
    hu_json_writer_member_string (json, "error", error->message);
  if (reasons)
    hu_cli_tell_problems (self, reasons->problems);
  else if (!json && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hu_cli_warn_error (self, NULL, error);
}

int
hu_cli_export (HuCli *self, const HuFormat *format, HuExportScope *scope, HuImportReport *imported)
{
  const char *output = hu_cli_get (self, "output");
  gboolean stream = !output || g_str_equal (output, "-");
  gboolean json = hu_cli_has (self, "json");
  g_autoptr (GFile) target = NULL;
  g_autoptr (HuExportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  HuExportOptions options;
  gboolean good;

  if (!hu_cli_get_export_options (self, format, &options))
    return HU_CLI_USAGE;
  if (stream && json)
    return hu_cli_usage_error (self,
                               _ ("--json answers on standard output: name a file or folder with --output"));
  if (!stream && !make_folder (self, output))
    return HU_CLI_PROBLEMS;
  target = stream ? NULL : g_file_new_for_path (output);
  report = stream ? export_to_stream (self, format, scope, &options, &error)
                  : hu_export (format, scope, target, &options, hu_cli_get_cancellable (self),
                               hu_cli_progress, self, &error);
  if (json)
    hu_json_writer_begin_object (hu_cli_get_json (self));
  good = report && report->problems->len == 0;
  if (report && !stream)
    tell_files (self, format, report);
  if (imported)
    {
      hu_cli_tell_import (self, imported);
      good = good && hu_import_report_count (imported, HU_REMARK_WARNING) == 0;
    }
  if (report)
    hu_cli_tell_problems (self, report->problems);
  else
    tell_failure (self, scope, error);
  if (json)
    hu_json_writer_end_object (hu_cli_get_json (self));
  return good ? HU_CLI_OK : HU_CLI_PROBLEMS;
}
