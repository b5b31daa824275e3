/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Lines: many documents, each as annotated JSON on a line of its own. */
#include "config.h"

#include "hu-error.h"
#include "hu-format-json.h"
#include "hu-formats.h"

#include <glib/gi18n-lib.h>
#include <string.h>

extern const HuFormat hu_format_jsonl;

static gboolean
write_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  g_autoptr (HuJsonWriter) writer = hu_json_writer_new (HU_JSON_WRITER_ONE_LINE);

  for (guint i = 0; i < documents->len; i++)
    {
      hu_export_write_json (writer, g_ptr_array_index (documents, i));
      hu_json_writer_end_document (writer);
    }
  hu_file_set_take (files, ".jsonl", HU_FILE_OF_LAYER, hu_json_writer_steal (writer));
  return TRUE;
}

static gboolean
verify_line (HuExportDocument *document, GBytes *bytes, guint number, GError **error)
{
  if (hu_export_verify_json (document, bytes, error))
    return TRUE;
  g_prefix_error (error, _ ("line %u: "), number);
  return FALSE;
}

static gboolean
verify_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  GBytes *bytes = hu_file_set_get_bytes (files, 0);
  gsize length;
  const char *lines = g_bytes_get_data (bytes, &length);
  gsize from = 0;

  for (guint i = 0; i < documents->len; i++)
    {
      const char *end = from < length ? memchr (lines + from, '\n', length - from) : NULL;
      g_autoptr (GBytes) line = NULL;

      if (!end)
        {
          g_set_error (error, HU_ERROR, HU_ERROR_VERIFY, _ ("line %u: is missing or not ended"), i + 1);
          return FALSE;
        }
      line = g_bytes_new_from_bytes (bytes, from, (gsize) (end - lines) - from);
      if (!verify_line (g_ptr_array_index (documents, i), line, i + 1, error))
        return FALSE;
      from = (gsize) (end - lines) + 1;
    }
  if (from == length)
    return TRUE;
  g_set_error (error, HU_ERROR, HU_ERROR_VERIFY, _ ("line %u: there is more than was written"),
               documents->len + 1);
  return FALSE;
}

/* A line that is broken is told; the others are read. */
static gboolean
read_documents (HuImportSource *source, HuImportResult *result, GError **error)
{
  GBytes *bytes = hu_import_source_get_bytes (source, error);
  gsize length;
  const char *lines = bytes ? g_bytes_get_data (bytes, &length) : NULL;

  if (!bytes)
    return FALSE;
  for (gsize from = 0, number = 1; from < length; number++)
    {
      const char *end = memchr (lines + from, '\n', length - from);
      gsize stop = end ? (gsize) (end - lines) : length;
      g_autoptr (GBytes) line = g_bytes_new_from_bytes (bytes, from, stop - from);
      g_autoptr (GError) problem = NULL;

      if (stop > from && lines[from] != '\r' && !hu_import_read_json (line, source, result, &problem))
        hu_import_warn (result, (guint) number, "%s", problem->message);
      from = stop + 1;
    }
  return TRUE;
}

static HuGuess
recognise (HuImportSource *source)
{
  GBytes *bytes = hu_import_source_get_bytes (source, NULL);
  gsize length;
  const char *json = bytes ? g_bytes_get_data (bytes, &length) : NULL;
  static const char name[] = "\"hustings-annotations\"";

  return json && memmem (json, MIN (length, 1000), name, strlen (name)) ? HU_GUESS_YES : HU_GUESS_NO;
}

const HuFormat hu_format_jsonl = {
  .name = "jsonl",
  .label = N_ ("Annotated JSON Lines, one document a line"),
  .extensions = { "jsonl" },
  .omits = NULL,
  .holds_many = TRUE,
  .flags = HU_FORMAT_WITHOUT_TEXT,
  .write = write_documents,
  .verify = verify_documents,
  .recognise = recognise,
  .read = read_documents,
};
