/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotated JSON: one document, everything that is known of it, and its text. */
#include "config.h"

#include "hu-format-json.h"
#include "hu-formats.h"

#include <glib/gi18n-lib.h>

extern const HuFormat hu_format_hustings;

static GBytes *
write_document (GPtrArray *documents, HuExportFlags flags)
{
  g_autoptr (HuJsonWriter) writer = hu_json_writer_new (HU_JSON_WRITER_INDENTED);

  hu_export_write_json (writer, g_ptr_array_index (documents, 0));
  hu_json_writer_end_document (writer);
  return hu_json_writer_steal (writer);
}

static gboolean
verify_document (GPtrArray *documents, HuExportFlags flags, GBytes *bytes, GError **error)
{
  return hu_export_verify_json (g_ptr_array_index (documents, 0), bytes, error);
}

const HuFormat hu_format_hustings = {
  .name = "hustings",
  .label = N_ ("Annotated JSON"),
  .extension = "json",
  .omits = NULL,
  .holds_many = FALSE,
  .flags = HU_EXPORT_NONE,
  .write = write_document,
  .verify = verify_document,
};
