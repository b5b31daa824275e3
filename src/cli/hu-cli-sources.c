/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that read foreign formats have in common: finding the files, and reading them. */
#include "config.h"

#include "hu-cli-sources.h"

#include "hu-error.h"
#include "hu-parallel.h"
#include "hu-sidecar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Folders within each other that are searched: links can lead in a circle. */
#define MAX_FOLDERS 32

/* A file to be read, and what became of it. */
typedef struct
{
  HuImportSource *source;
  const HuFormat *format; /* (nullable): to be found out */
  char *below;            /* the folder that it is in, below the one given: "2031/"; "" */
  HuImportReport *report;
  HuImportResult *result;
} Entry;

typedef struct
{
  HuCli *cli;
  const HuFormat *format; /* (nullable) */
  HuImportOptions options;
  GPtrArray *entries; /* of Entry */
  HuImportReport *report;
} Reading;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  hu_import_source_free (self->source);
  hu_import_report_free (self->report);
  g_clear_pointer (&self->result, hu_import_result_free);
  g_free (self->below);
  g_free (self);
}

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

/* Finding. */

static void
add_source (Reading *self, HuImportSource *source, const HuFormat *format, const char *below)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->source = source;
  entry->format = format;
  entry->below = g_strdup (below);
  entry->report = hu_import_report_new ();
  hu_import_report_set_file (entry->report, hu_import_source_get_name (source));
  g_ptr_array_add (self->entries, entry);
}

/* Whether a file that was found in a folder is meant, which nobody named. */
static gboolean
is_meant (Reading *self, HuImportSource *source)
{
  if (!self->format)
    return hu_formats_guess (source) != NULL;
  return hu_format_has_extension_of (self->format, source) &&
         (!self->format->recognise || self->format->recognise (source) != HU_GUESS_NO);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

static void
add_folder (Reading *self, const char *path, const char *below, guint depth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (!dir)
    {
      hu_import_report_set_file (self->report, path);
      hu_import_report_add (self->report, HU_REMARK_ERROR, 0, "%s", error->message);
      return;
    }
  while ((name = g_dir_read_name (dir)))
    if (*name != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len && !g_cancellable_is_cancelled (hu_cli_get_cancellable (self->cli)); i++)
    {
      g_autofree char *file = g_build_filename (path, g_ptr_array_index (names, i), NULL);
      g_autofree char *shown = g_filename_display_name (g_ptr_array_index (names, i));

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        {
          g_autofree char *deeper = g_strconcat (below, shown, "/", NULL);

          if (depth < MAX_FOLDERS)
            add_folder (self, file, deeper, depth + 1);
        }
      else
        {
          g_autoptr (HuImportSource) source = hu_import_source_new (file, &self->options);

          if (is_meant (self, source))
            add_source (self, g_steal_pointer (&source), self->format, below);
        }
    }
}

static void
add_stream (Reading *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hu_cli_load (self->cli, "-", HU_IMPORT_MAX_SIZE, &error);
  g_autofree char *name = g_strconcat ("input.", self->format ? self->format->extensions[0] : "txt", NULL);

  if (bytes)
    add_source (self, hu_import_source_new_for_bytes (name, bytes, &self->options), self->format, "");
  else
    {
      hu_import_report_set_file (self->report, _ ("standard input"));
      hu_import_report_add (self->report, HU_REMARK_ERROR, 0, "%s", error->message);
    }
}

/* Reading. */

static void
read_entry (guint index, gpointer data)
{
  Reading *self = data;
  Entry *entry = g_ptr_array_index (self->entries, index);
  const HuFormat *format = entry->format ? entry->format : hu_formats_guess (entry->source);
  g_autoptr (GError) error = NULL;

  if (!format)
    {
      hu_import_report_add (entry->report, HU_REMARK_ERROR, 0, "%s",
                            _ ("no format that can be imported; name one with --from"));
      return;
    }
  entry->result = hu_format_read (format, entry->source, entry->report, &error);
  if (error)
    {
      const char *name = hu_import_source_get_name (entry->source);
      g_autofree char *prefix = g_strconcat (name, ": ", NULL);
      const char *message =
          g_str_has_prefix (error->message, prefix) ? error->message + strlen (prefix) : error->message;

      hu_import_report_set_file (entry->report, name);
      hu_import_report_add (entry->report, HU_REMARK_ERROR, 0, "%s", message);
    }
}

static void
on_read (guint n_done, gpointer data)
{
  Reading *self = data;

  hu_cli_progress (0.5 * n_done / self->entries->len, self->cli);
}

static void
place_below (HuImportResult *result, const char *below)
{
  for (guint i = 0; i < result->documents->len; i++)
    {
      HuImportedDocument *document = g_ptr_array_index (result->documents, i);
      char *name = g_strconcat (below, document->name, NULL);

      g_free (document->name);
      document->name = name;
    }
}

static GPtrArray *
take_results (Reading *self)
{
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_import_result_free);

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      hu_import_report_join (self->report, entry->report);
      if (!entry->result)
        continue;
      place_below (entry->result, entry->below);
      g_ptr_array_add (results, g_steal_pointer (&entry->result));
    }
  return results;
}

GPtrArray *
hu_cli_read_sources (HuCli *self, const HuFormat *format, HuImportReport *report, gboolean *usage)
{
  GCancellable *cancellable = hu_cli_get_cancellable (self);
  Reading reading = { .cli = self, .format = format, .report = report };
  GPtrArray *results = NULL;

  *usage = !get_options (self, &reading.options);
  if (*usage)
    return NULL;
  reading.entries = g_ptr_array_new_with_free_func (entry_free);
  for (const char *const *operand = hu_cli_get_operands (self); *operand; operand++)
    if (g_str_equal (*operand, "-"))
      add_stream (&reading);
    else if (g_file_test (*operand, G_FILE_TEST_IS_DIR))
      add_folder (&reading, *operand, "", 0);
    else
      add_source (&reading, hu_import_source_new (*operand, &reading.options), format, "");
  hu_parallel_run (reading.entries->len, read_entry, &reading, cancellable, on_read, &reading);
  if (!g_cancellable_is_cancelled (cancellable))
    results = take_results (&reading);
  g_ptr_array_unref (reading.entries);
  return results;
}
