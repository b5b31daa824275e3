/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the options leave of documents, for all formats alike: parts left out, quotes cut, the text kept back.
 */
#include "config.h"

#include "hu-formats.h"
#include "hu-references.h"

#include <string.h>

/* Parts. */

typedef struct
{
  GArray *ranges; /* of HuRange: what is left out */
  GHashTable *dropped[HU_N_KINDS];
} Parts;

static GArray *
list_ranges (HuExportDocument *document, guint without)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (HuRange));
  HuRecord *facts = hu_snapshot_get_only (document->snapshot, HU_KIND_DOCUMENT);
  HuValue *parts = hu_record_get (facts, HU_MEMBER_PARTS);
  guint body = 0;

  for (gsize i = 0; i < hu_value_get_size (parts); i++)
    {
      HuValue *part = hu_value_get_item (parts, i);
      HuPartKind kind = hu_part_kind_from_name (hu_value_get_member_string (part, "kind"));
      HuRange range = { (guint) hu_value_get_int (hu_value_get_member (part, "start")),
                        (guint) hu_value_get_int (hu_value_get_member (part, "end")) };
      HuRange before = { body, range.start };

      if (kind != HU_PART_BODY && (without & HU_PARTS (kind)))
        g_array_append_val (ranges, range);
      if ((without & HU_PARTS (HU_PART_BODY)) && before.start < before.end)
        g_array_append_val (ranges, before);
      body = MAX (body, range.end);
    }
  if (without & HU_PARTS (HU_PART_BODY))
    g_array_append_vals (ranges, &(HuRange){ body, G_MAXUINT }, 1);
  return ranges;
}

static gboolean
is_left_out (Parts *self, HuRecord *record)
{
  guint start, end;

  if (hu_record_get_kind (record) < HU_KIND_MENTION || !hu_record_get_extent (record, &start, &end))
    return FALSE;
  for (guint i = 0; i < self->ranges->len; i++)
    {
      HuRange range = g_array_index (self->ranges, HuRange, i);

      if (range.start <= start && start < range.end)
        return TRUE;
    }
  return FALSE;
}

static gboolean
stays (HuKind kind, const char *id, gpointer data)
{
  return !g_hash_table_contains (((Parts *) data)->dropped[kind], id);
}

/* (transfer full) */
static HuSnapshot *
leave_out_parts (HuExportDocument *document, guint without)
{
  HuSnapshot *result = hu_snapshot_new ();
  Parts self = { list_ranges (document, without), { NULL } };

  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      GPtrArray *records = document->snapshot->records[kind];

      self.dropped[kind] = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < records->len; i++)
        if (is_left_out (&self, g_ptr_array_index (records, i)))
          g_hash_table_add (self.dropped[kind], (gpointer) hu_record_get_id (g_ptr_array_index (records, i)));
    }
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < document->snapshot->records[kind]->len; i++)
      {
        HuRecord *record = g_ptr_array_index (document->snapshot->records[kind], i);
        HuRecord *kept = stays (kind, hu_record_get_id (record), &self)
                             ? hu_record_keep_references (record, stays, &self, NULL)
                             : NULL;

        if (kept)
          g_ptr_array_add (result->records[kind], kept);
      }
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    g_hash_table_unref (self.dropped[kind]);
  g_array_unref (self.ranges);
  return result;
}

/* Quotes. A span whose quote is cut says so: "cut": true, or has no quote at all. */

typedef struct
{
  HuText *text;
  guint length; /* code points that a quote may have */
} Cutting;

static HuValue *cut_value (Cutting *self, HuValue *value);

/* @quote as far as it may go. @cut: (out). (transfer full) (nullable) */
static HuValue *
cut_quote (Cutting *self, const char *quote, gsize n_bytes, gboolean *cut)
{
  const char *p = quote;
  guint n = 0;

  while (p < quote + n_bytes && n < self->length)
    {
      p = g_utf8_next_char (p);
      n++;
    }
  *cut = p < quote + n_bytes;
  return p > quote ? hu_value_new_string_len (quote, (gsize) (p - quote)) : NULL;
}

/* An object that may be a span with all its members, or anything that holds some. (transfer full) */
static HuValue *
cut_object (Cutting *self, HuValue *object)
{
  gsize n = hu_value_get_size (object), kept = 0;
  g_autofree const char **keys = g_new (const char *, n + 1);
  g_autofree HuValue **values = g_new (HuValue *, n + 1);
  gboolean cut = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      HuValue *value = hu_value_get_nth (object, i);
      const char *key = hu_value_get_key (object, i);
      gboolean is_string = hu_value_get_type_of (value) == HU_VALUE_STRING;

      if (is_string && (g_str_equal (key, "prefix") || g_str_equal (key, "suffix")))
        continue;
      if (g_str_equal (key, "cut"))
        continue;
      if (is_string && g_str_equal (key, "quote"))
        value = cut_quote (self, hu_value_get_string (value), hu_value_get_string_length (value), &cut);
      else
        value = cut_value (self, value);
      keys[kept] = key;
      values[kept] = value;
      kept += value != NULL;
    }
  if (cut)
    {
      keys[kept] = "cut";
      values[kept++] = hu_value_new_boolean (TRUE);
    }
  return hu_value_new_object_take (keys, values, kept);
}

static HuValue *
make_rest (Cutting *self, const HuSpan *span)
{
  gsize start = hu_text_offset_to_byte (self->text, span->start);
  gsize end = hu_text_offset_to_byte (self->text, span->end);
  const char *keys[] = { "quote" };
  g_autoptr (HuValue) whole = NULL;
  HuValue *quote;

  if (span->rest)
    return cut_object (self, span->rest);
  quote = hu_value_new_string_len (hu_text_get_utf8 (self->text, NULL) + start, end - start);
  whole = hu_value_new_object_take (keys, &quote, 1);
  return cut_object (self, whole);
}

static HuValue *
cut_passage (Cutting *self, HuValue *passage)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);
  g_autofree HuSpan *cut = g_memdup2 (spans, n * sizeof *spans);
  HuValue *result;

  for (gsize i = 0; i < n; i++)
    cut[i].rest = make_rest (self, &spans[i]);
  result = hu_value_new_passage (cut, n);
  for (gsize i = 0; i < n; i++)
    hu_value_unref (cut[i].rest);
  return result;
}

static HuValue *
cut_value (Cutting *self, HuValue *value)
{
  if (hu_value_get_type_of (value) == HU_VALUE_PASSAGE)
    return cut_passage (self, value);
  if (hu_value_get_type_of (value) == HU_VALUE_OBJECT)
    return cut_object (self, value);
  if (hu_value_get_type_of (value) == HU_VALUE_LIST)
    {
      gsize n = hu_value_get_size (value);
      g_autofree HuValue **items = g_new (HuValue *, n + 1);

      for (gsize i = 0; i < n; i++)
        items[i] = cut_value (self, hu_value_get_item (value, i));
      return hu_value_new_list_take (items, n);
    }
  return hu_value_ref (value);
}

/* (transfer full) */
static HuRecord *
cut_record (Cutting *self, HuRecord *record)
{
  HuRecordBuilder builder;
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (hu_record_get_kind (record), &n);

  hu_record_builder_init (&builder, hu_record_get_kind (record), hu_record_get_id (record), record);
  for (gsize i = 0; i < n; i++)
    if (hu_record_get (record, members[i].member))
      hu_record_builder_take (&builder, members[i].member,
                              cut_value (self, hu_record_get (record, members[i].member)));
  if (hu_record_get_unknown (record))
    hu_record_builder_take_unknown (&builder, cut_value (self, hu_record_get_unknown (record)));
  return hu_record_builder_end (&builder);
}

static HuSnapshot *
cut_quotes (HuSnapshot *snapshot, HuText *text, guint length)
{
  HuSnapshot *result = hu_snapshot_new ();
  Cutting self = { text, length };

  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      g_ptr_array_add (result->records[kind],
                       cut_record (&self, g_ptr_array_index (snapshot->records[kind], i)));
  return result;
}

static HuExportDocument *
prepare (HuExportDocument *document, const HuExportOptions *options)
{
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_ref (document->snapshot);
  HuExportDocument *result;

  if (options->without_parts)
    {
      hu_snapshot_unref (snapshot);
      snapshot = leave_out_parts (document, options->without_parts);
    }
  if (options->quote_length >= 0)
    {
      g_autoptr (HuSnapshot) whole = g_steal_pointer (&snapshot);

      snapshot = cut_quotes (whole, document->text, (guint) options->quote_length);
    }
  result = hu_export_document_new (document->name, document->coder, document->text, snapshot);
  hu_export_document_set_codebook (result, document->codebook);
  result->without_text = options->without_text;
  result->quotes_cut = options->quote_length >= 0;
  return result;
}

GPtrArray *
hu_format_prepare (GPtrArray *documents, const HuExportOptions *options)
{
  GPtrArray *result;

  g_return_val_if_fail (documents != NULL && options != NULL, NULL);
  result = g_ptr_array_new_full (documents->len, (GDestroyNotify) hu_export_document_free);
  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (result, prepare (g_ptr_array_index (documents, i), options));
  return result;
}
