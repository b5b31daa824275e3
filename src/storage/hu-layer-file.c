/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a layer file. */
#include "config.h"

#include "hu-layer-file.h"

#include "hu-passage.h"

/* A file being written. */
typedef struct
{
  HuJsonWriter *writer;
  HuText *text;
  HuLayerFileFunc extra;
  gpointer user_data;
} Output;

static void
write_members (Output *self, HuRecord *record)
{
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (hu_record_get_kind (record), &n);

  for (gsize i = 0; i < n; i++)
    {
      HuValue *value = hu_record_get (record, members[i].member);

      if (!value)
        continue;
      hu_json_writer_key (self->writer, hu_member_get_name (members[i].member));
      if (members[i].shape == HU_SHAPE_PASSAGE)
        hu_passage_write (self->writer, value, self->text);
      else
        hu_json_writer_value (self->writer, value);
    }
}

static void
write_rest (Output *self, HuRecord *record)
{
  HuValue *unknown = hu_record_get_unknown (record);

  for (gsize i = 0; i < hu_value_get_size (unknown); i++)
    hu_json_writer_member (self->writer, hu_value_get_key (unknown, i), hu_value_get_nth (unknown, i));
  if (self->extra)
    self->extra (self->writer, record, self->user_data);
}

static void
write_record (Output *self, HuRecord *record)
{
  HuKind kind = hu_record_get_kind (record);

  if (kind == HU_KIND_TYPE || kind == HU_KIND_VALUE || kind == HU_KIND_TOPIC)
    hu_json_writer_begin_inline_object (self->writer);
  else
    hu_json_writer_begin_object (self->writer);
  if (kind > HU_KIND_LAYER)
    hu_json_writer_member_string (self->writer, "id", hu_record_get_id (record));
  write_members (self, record);
  write_rest (self, record);
  hu_json_writer_end_object (self->writer);
}

static void
write_list (Output *self, GPtrArray *records, HuKind kind)
{
  if (records->len == 0)
    return;
  hu_json_writer_key (self->writer, hu_kind_get_list_name (kind));
  hu_json_writer_begin_list (self->writer);
  for (guint i = 0; i < records->len; i++)
    write_record (self, g_ptr_array_index (records, i));
  hu_json_writer_end_list (self->writer);
}

/* A copy in the order of files: a snapshot may be in use elsewhere. */
static HuSnapshot *
sorted_copy (HuSnapshot *snapshot)
{
  HuSnapshot *copy = hu_snapshot_new ();

  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      g_ptr_array_add (copy->records[kind], hu_record_ref (g_ptr_array_index (snapshot->records[kind], i)));
  hu_snapshot_sort (copy);
  return copy;
}

void
hu_layer_file_write_object (
    HuJsonWriter *writer, HuSnapshot *snapshot, HuText *text, HuLayerFileFunc extra, gpointer user_data)
{
  Output self = { writer, text, extra, user_data };
  g_autoptr (HuSnapshot) sorted = NULL;
  HuRecord *document, *layer;

  g_return_if_fail (writer != NULL && snapshot != NULL);
  sorted = sorted_copy (snapshot);
  document = hu_snapshot_get_only (sorted, HU_KIND_DOCUMENT);
  layer = hu_snapshot_get_only (sorted, HU_KIND_LAYER);
  hu_json_writer_begin_object (writer);
  hu_json_writer_member_string (writer, "format", "hustings-annotations");
  hu_json_writer_member_int (writer, "version", 1);
  if (document)
    {
      hu_json_writer_key (writer, hu_kind_get_list_name (HU_KIND_DOCUMENT));
      write_record (&self, document);
    }
  if (layer)
    write_members (&self, layer);
  for (guint kind = HU_KIND_LAYER + 1; kind < HU_N_KINDS; kind++)
    write_list (&self, sorted->records[kind], kind);
  if (layer)
    write_rest (&self, layer);
  hu_json_writer_end_object (writer);
}

void
hu_layer_file_write_record (HuJsonWriter *writer, HuRecord *record, HuText *text)
{
  Output self = { writer, text, NULL, NULL };

  g_return_if_fail (writer != NULL && record != NULL);
  write_record (&self, record);
}

GBytes *
hu_layer_file_write (HuSnapshot *snapshot, HuText *text)
{
  g_autoptr (HuJsonWriter) writer = hu_json_writer_new (HU_JSON_WRITER_INDENTED);

  g_return_val_if_fail (snapshot != NULL, NULL);
  hu_layer_file_write_object (writer, snapshot, text, NULL, NULL);
  hu_json_writer_end_document (writer);
  return hu_json_writer_steal (writer);
}
