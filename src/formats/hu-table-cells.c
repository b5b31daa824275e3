/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in the cells of tables: values, labels, places. */
#include "config.h"

#include "hu-table-cells.h"

#include "hu-json-writer.h"

void
hu_cell_append_value (GString *cell, HuValue *value)
{
  g_return_if_fail (cell != NULL);
  if (!value)
    return;
  switch (hu_value_get_type_of (value))
    {
    case HU_VALUE_STRING:
    case HU_VALUE_NUMBER:
      g_string_append_len (cell, hu_value_get_string (value), (gssize) hu_value_get_string_length (value));
      break;
    case HU_VALUE_BOOLEAN:
      g_string_append (cell, hu_value_get_boolean (value) ? "true" : "false");
      break;
    case HU_VALUE_LIST:
      for (gsize i = 0; i < hu_value_get_size (value); i++)
        {
          if (i > 0)
            g_string_append (cell, HU_CELL_JOINER);
          hu_cell_append_value (cell, hu_value_get_item (value, i));
        }
      break;
    case HU_VALUE_OBJECT:
      {
        g_autoptr (HuJsonWriter) writer = hu_json_writer_new (HU_JSON_WRITER_COMPACT);
        g_autoptr (GBytes) json = NULL;

        hu_json_writer_value (writer, value);
        json = hu_json_writer_steal (writer);
        g_string_append_len (cell, g_bytes_get_data (json, NULL), (gssize) g_bytes_get_size (json));
        break;
      }
    case HU_VALUE_NULL:
    case HU_VALUE_PASSAGE:
      break;
    }
}

void
hu_cell_append_labels (GString *cell, HuExportDocument *document, HuKind kind, HuValue *ids)
{
  gboolean list = ids && hu_value_get_type_of (ids) == HU_VALUE_LIST;
  gsize n = list ? hu_value_get_size (ids) : ids != NULL;

  for (gsize i = 0; i < n; i++)
    {
      const char *id = list ? hu_value_get_item_string (ids, i) : hu_value_get_string (ids);
      g_autofree char *label = hu_export_document_dup_label (document, kind, id);

      if (i > 0)
        g_string_append (cell, HU_CELL_JOINER);
      g_string_append (cell, label);
    }
}

void
hu_cell_append_quote (GString *cell, HuExportDocument *document, HuValue *passage)
{
  g_autofree char *quote = passage ? hu_export_document_dup_quote (document, passage) : NULL;

  g_return_if_fail (cell != NULL);
  if (quote)
    g_string_append (cell, quote);
}

void
hu_cell_append_spans (GString *cell, HuValue *passage)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);

  for (gsize i = 0; i < n; i++)
    if (!spans[i].lost)
      g_string_append_printf (cell, "%s%u..%u", cell->len ? HU_CELL_JOINER : "", spans[i].start,
                              spans[i].end);
}

void
hu_cell_append_part (GString *cell, HuExportDocument *document, HuRecord *record)
{
  HuValue *parts =
      hu_record_get (hu_snapshot_get_only (document->snapshot, HU_KIND_DOCUMENT), HU_MEMBER_PARTS);
  guint start, end;

  if (!hu_record_get_extent (record, &start, &end))
    return;
  for (gsize i = 0; i < hu_value_get_size (parts); i++)
    {
      HuValue *part = hu_value_get_item (parts, i);

      if (hu_value_get_int (hu_value_get_member (part, "start")) <= start &&
          hu_value_get_int (hu_value_get_member (part, "end")) > start)
        {
          g_string_append (cell, hu_value_get_member_string (part, "kind"));
          return;
        }
    }
  g_string_append (cell, "body");
}

void
hu_cell_append_coder (GString *cell, HuExportDocument *document)
{
  HuRecord *root;
  const char *id;

  g_return_if_fail (cell != NULL && document != NULL);
  root = hu_snapshot_get_only (document->snapshot, HU_KIND_LAYER);
  id =
      hu_value_get_member_string (hu_value_get_member (hu_record_get (root, HU_MEMBER_LAYER), "coder"), "id");
  g_string_append (cell, id ? id : document->coder ? document->coder : "");
}

gboolean
hu_cell_get_target (HuValue *toward, HuKind *kind, const char **key, const char **id)
{
  static const HuKind kinds[] = { HU_KIND_TOPIC, HU_KIND_CLAIM, HU_KIND_SPEAKER };
  static const char *const keys[] = { "topic", "claim", "speaker" };

  for (guint i = 0; toward && i < G_N_ELEMENTS (keys); i++)
    if ((*id = hu_value_get_member_string (toward, keys[i])))
      {
        *kind = kinds[i];
        *key = keys[i];
        return TRUE;
      }
  return FALSE;
}
