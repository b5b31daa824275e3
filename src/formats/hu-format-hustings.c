/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotated JSON: one document, everything that is known of it, and its text. */
#include "config.h"

#include "hu-format-json.h"
#include "hu-formats.h"

#include <glib/gi18n-lib.h>
#include <string.h>

extern const HuFormat hu_format_hustings;

static gboolean
write_document (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  g_autoptr (HuJsonWriter) writer = hu_json_writer_new (HU_JSON_WRITER_INDENTED);

  hu_export_write_json (writer, g_ptr_array_index (documents, 0));
  hu_json_writer_end_document (writer);
  hu_file_set_take (files, ".json", HU_FILE_OF_LAYER, hu_json_writer_steal (writer));
  return TRUE;
}

static gboolean
verify_document (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  return hu_export_verify_json (g_ptr_array_index (documents, 0), hu_file_set_get_bytes (files, 0), error);
}

static gboolean
read_document (HuImportSource *source, HuImportResult *result, GError **error)
{
  GBytes *bytes = hu_import_source_get_bytes (source, error);

  return bytes && hu_import_read_json (bytes, source, result, error);
}

/* The format's name stands at the beginning of what the project writes. */
static HuGuess
recognise (HuImportSource *source)
{
  GBytes *bytes = hu_import_source_get_bytes (source, NULL);
  gsize length;
  const char *json = bytes ? g_bytes_get_data (bytes, &length) : NULL;
  static const char name[] = "\"hustings-annotations\"";

  return json && memmem (json, MIN (length, 1000), name, strlen (name)) ? HU_GUESS_YES : HU_GUESS_NO;
}

const HuFormat hu_format_hustings = {
  .name = "hustings",
  .label = N_ ("Annotated JSON"),
  .extensions = { "json" },
  .omits = NULL,
  .holds_many = FALSE,
  .flags = HU_FORMAT_WITHOUT_TEXT,
  .write = write_document,
  .verify = verify_document,
  .recognise = recognise,
  .read = read_document,
};
