/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completing what was read of a foreign file: what readers leave out is added, and everything is checked. */
#include "config.h"

#include "hu-imported.h"
#include "hu-references.h"

#include <glib/gi18n-lib.h>

/* The members that are passages. */
static const HuMember passages[] = { HU_MEMBER_PASSAGE, HU_MEMBER_CUE, HU_MEMBER_CONDITION };

typedef struct
{
  HuImportedLayer *layer;
  HuImportReport *report;
  GHashTable *ids[HU_N_KINDS]; /* of what stays */
} Checking;

static gboolean
lies_within (HuValue *passage, guint length)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);
  guint last = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (spans[i].lost)
        continue;
      if (spans[i].start >= spans[i].end || spans[i].end > length || spans[i].start < last)
        return FALSE;
      last = spans[i].start;
    }
  return n > 0;
}

/* @record without passages that can't be; NULL where it is nothing without one. (transfer full) (nullable) */
static HuRecord *
check_passages (Checking *self, HuRecord *record)
{
  HuRecord *result = hu_record_ref (record);
  guint length = hu_text_get_length (self->layer->document->text);

  for (guint i = 0; i < G_N_ELEMENTS (passages); i++)
    {
      HuValue *passage = hu_record_get (result, passages[i]);
      g_autoptr (HuRecord) before = NULL;

      if (!passage || lies_within (passage, length))
        continue;
      hu_import_report_add (self->report, HU_REMARK_WARNING, 0,
                            _ ("%s: its passage isn’t in the text; it is left out"),
                            hu_record_get_id (record));
      before = result;
      if (passages[i] == HU_MEMBER_PASSAGE)
        return NULL;
      result = hu_record_with (before, passages[i], NULL);
    }
  return result;
}

/* A tag stands in a passage, a stance in one of its own or in its claim's; a unit in its range. */
static gboolean
has_place (Checking *self, HuRecord *record)
{
  guint start, end;

  switch (hu_record_get_kind (record))
    {
    case HU_KIND_MENTION:
    case HU_KIND_CLAIM:
    case HU_KIND_MEMO:
      return hu_record_get (record, HU_MEMBER_PASSAGE) != NULL;
    case HU_KIND_STANCE:
      return hu_record_get (record, HU_MEMBER_PASSAGE) || hu_record_get (record, HU_MEMBER_CLAIM);
    case HU_KIND_UNIT:
      return hu_record_get_extent (record, &start, &end) && start < end &&
             end <= hu_text_get_length (self->layer->document->text);
    default:
      return TRUE;
    }
}

/* (transfer full) (nullable) */
static HuRecord *
check_place (Checking *self, HuRecord *record)
{
  g_autoptr (HuRecord) checked = check_passages (self, record);

  if (!checked || has_place (self, checked))
    return g_steal_pointer (&checked);
  hu_import_report_add (self->report, HU_REMARK_WARNING, 0,
                        _ ("%s: it has no place in the text; it is left out"), hu_record_get_id (record));
  return NULL;
}

static gboolean
is_there (HuKind kind, const char *id, gpointer data)
{
  return g_hash_table_contains (((Checking *) data)->ids[kind], id);
}

/* Keeps what @check makes of each tag. */
static void
check_all (Checking *self, HuRecord *(*check) (Checking *self, HuRecord *record))
{
  for (guint kind = HU_KIND_SPEAKER; kind < HU_N_KINDS; kind++)
    {
      GPtrArray *records = self->layer->snapshot->records[kind];
      guint n = 0;

      for (guint i = 0; i < records->len; i++)
        {
          HuRecord *record = g_ptr_array_index (records, i);
          HuRecord *checked = check (self, record);

          if (checked)
            {
              g_ptr_array_index (records, n++) = checked;
              g_hash_table_add (self->ids[kind], (gpointer) hu_record_get_id (checked));
            }
          else
            g_hash_table_remove (self->ids[kind], hu_record_get_id (record));
          hu_record_unref (record);
        }
      /* What is past the new end was moved or released already. */
      while (records->len > n)
        (void) g_ptr_array_steal_index (records, records->len - 1);
    }
}

/* (transfer full) (nullable) */
static HuRecord *
check_references (Checking *self, HuRecord *record)
{
  guint n = 0;
  HuRecord *kept = hu_record_keep_references (record, is_there, self, &n);

  if (n > 0)
    hu_import_report_add (self->report, HU_REMARK_WARNING, 0,
                          kept ? _ ("%s: it refers to what isn’t there; that is left out")
                               : _ ("%s: it refers to what isn’t there; it is left out"),
                          hu_record_get_id (record));
  return kept;
}

static void
fill_document (HuImportedLayer *self)
{
  HuText *text = self->document->text;
  HuRecordBuilder builder;
  g_autofree char *file = g_path_get_basename (self->document->name);

  hu_record_builder_init (&builder, HU_KIND_DOCUMENT, "",
                          hu_imported_layer_find (self, HU_KIND_DOCUMENT, ""));
  hu_record_builder_set_string (&builder, HU_MEMBER_FILE, file);
  hu_record_builder_set_string (&builder, HU_MEMBER_SHA256, hu_text_get_sha256 (text));
  hu_record_builder_set_string (&builder, HU_MEMBER_TEXT_SHA256, hu_text_get_text_sha256 (text));
  hu_record_builder_set_string (&builder, HU_MEMBER_ENCODING, hu_text_get_encoding (text));
  hu_record_builder_take (&builder, HU_MEMBER_CHARACTERS, hu_value_new_int (hu_text_get_length (text)));
  hu_imported_layer_take (self, &builder);
}

/* {"kind": "coder", "coder": {"id", "name"}}, or {"kind": "imported", "format"}. (transfer full) */
static HuValue *
make_layer_member (HuImportedLayer *self, const char *format)
{
  const char *keys[] = { "kind", self->coder ? "coder" : "format" };
  const char *coder_keys[] = { "id", "name" };
  HuValue *coder[] = { NULL, NULL };
  HuValue *values[] = { hu_value_new_string (self->coder ? "coder" : "imported"), NULL };

  if (!self->coder)
    {
      values[1] = hu_value_new_string (format);
      return hu_value_new_object_take (keys, values, 2);
    }
  coder[0] = hu_value_new_string (self->coder);
  if (self->coder_name)
    coder[1] = hu_value_new_string (self->coder_name);
  values[1] = hu_value_new_object_take (coder_keys, coder, self->coder_name ? 2 : 1);
  return hu_value_new_object_take (keys, values, 2);
}

static void
fill_layer (HuImportedLayer *self, const char *format)
{
  HuRecord *root = hu_imported_layer_find (self, HU_KIND_LAYER, "");
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_LAYER, "", root);
  if (!root || !hu_record_get (root, HU_MEMBER_LAYER))
    hu_record_builder_take (&builder, HU_MEMBER_LAYER, make_layer_member (self, format));
  hu_imported_layer_take (self, &builder);
}

static void
complete_layer (HuImportedLayer *self, HuImportReport *report, const char *format)
{
  Checking checking = { self, report, { NULL } };

  fill_document (self);
  fill_layer (self, format);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      GPtrArray *records = self->snapshot->records[kind];

      checking.ids[kind] = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < records->len; i++)
        g_hash_table_add (checking.ids[kind], (gpointer) hu_record_get_id (g_ptr_array_index (records, i)));
    }
  check_all (&checking, check_place);
  check_all (&checking, check_references);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      g_hash_table_unref (checking.ids[kind]);
      g_hash_table_remove_all (self->ids[kind]);
    }
  hu_snapshot_sort (self->snapshot);
}

void
hu_import_result_complete (HuImportResult *self, const char *format)
{
  g_return_if_fail (self != NULL && format != NULL);
  for (guint i = 0; i < self->documents->len; i++)
    {
      HuImportedDocument *document = g_ptr_array_index (self->documents, i);

      for (guint j = 0; j < document->layers->len; j++)
        complete_layer (g_ptr_array_index (document->layers, j), self->report, format);
    }
}
