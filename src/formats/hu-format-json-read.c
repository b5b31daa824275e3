/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading annotated JSON: a layer file's object with the text of its document. */
#include "config.h"

#include "hu-format-json.h"

#include "hu-error.h"
#include "hu-json.h"
#include "hu-layer-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The document's file name, without a folder. (transfer full) */
static char *
dup_document_name (HuValue *root, HuImportSource *source)
{
  const char *file = hu_value_get_member_string (hu_value_get_member (root, "document"), "file");
  g_autofree char *stem = hu_import_source_dup_stem (source);

  return file && *file ? g_path_get_basename (file) : g_strconcat (stem, ".txt", NULL);
}

/* An export without the text is about a file that stands beside it. (transfer full) */
static HuImportedDocument *
make_document (HuValue *root, HuImportSource *source, GError **error)
{
  HuValue *text = hu_value_get_member (root, "text");
  g_autofree char *name = dup_document_name (root, source);
  const char *encoding = hu_value_get_member_string (hu_value_get_member (root, "document"), "encoding");

  if (text && hu_value_get_type_of (text) == HU_VALUE_STRING)
    return hu_imported_document_new_utf8 (name, hu_value_get_string (text),
                                          (gssize) hu_value_get_string_length (text), error);
  return hu_imported_document_new_beside (source, name, encoding, error);
}

/* Whose layer: the first of a document has no coder in its name, unless the file's name has. (transfer full)
 * (nullable) */
static char *
dup_coder (HuSnapshot *snapshot, HuImportSource *source, gboolean first)
{
  g_autofree char *stem = hu_import_source_dup_stem (source);
  const char *suffix = strstr (stem, ".@");
  HuValue *layer = hu_record_get (hu_snapshot_get_only (snapshot, HU_KIND_LAYER), HU_MEMBER_LAYER);

  if (suffix)
    return g_strdup (suffix + 2);
  return first ? NULL : g_strdup (hu_value_get_member_string (hu_value_get_member (layer, "coder"), "id"));
}

static gboolean
is_first (HuImportResult *result, const char *name)
{
  for (guint i = 0; i < result->documents->len; i++)
    if (g_str_equal (((HuImportedDocument *) g_ptr_array_index (result->documents, i))->name, name))
      return FALSE;
  return TRUE;
}

static void
take_records (HuImportedLayer *layer, HuSnapshot *snapshot)
{
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      {
        HuRecord *record = g_ptr_array_index (snapshot->records[kind], i);
        HuRecordBuilder builder;

        hu_record_builder_init (&builder, kind, hu_record_get_id (record), record);
        hu_imported_layer_take (layer, &builder);
      }
}

gboolean
hu_import_read_json (GBytes *bytes, HuImportSource *source, HuImportResult *result, GError **error)
{
  const char *name = hu_import_source_get_name (source);
  g_autoptr (HuValue) root = hu_json_parse (bytes, name, error);
  g_autoptr (HuImportedDocument) document = root ? make_document (root, source, error) : NULL;
  g_autoptr (HuSnapshot) snapshot = NULL;
  g_autoptr (HuExportDocument) own = NULL;
  g_autofree char *coder = NULL;
  gboolean matches;

  snapshot = document ? hu_layer_file_parse (bytes, name, document->text, &matches, error) : NULL;
  if (!snapshot)
    return FALSE;
  if (!matches)
    {
      g_set_error (error, HU_ERROR, HU_ERROR_TEXT_CHANGED, _ ("%s: the text was changed since it was tagged"),
                   document->name);
      return FALSE;
    }
  coder = dup_coder (snapshot, source, is_first (result, document->name));
  /* Without the names that the export added. */
  own = hu_export_document_new (document->name, NULL, document->text, snapshot);
  take_records (hu_imported_document_add_layer (document, coder, NULL), own->snapshot);
  hu_import_result_take_document (result, g_steal_pointer (&document));
  return TRUE;
}
