/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotated JSON: one document, everything that is known of it, and its text. */
#include "config.h"

#include "hu-format-json.h"
#include "hu-formats.h"

#include <glib/gi18n-lib.h>

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

const HuFormat hu_format_hustings = {
  .name = "hustings",
  .label = N_ ("Annotated JSON"),
  .extensions = { "json" },
  .omits = NULL,
  .holds_many = FALSE,
  .flags = HU_FORMAT_WITHOUT_TEXT,
  .write = write_document,
  .verify = verify_document,
};
