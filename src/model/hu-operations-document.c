/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people say of the document itself: its parts, and what has been checked. */
#include "hu-operations.h"
#include "hu-operations-private.h"

#include <string.h>

static guint
member_offset (HuValue *object, const char *key)
{
  return (guint) CLAMP (hu_value_get_int (hu_value_get_member (object, key)), 0, G_MAXINT);
}

static HuValue *
part_new (guint start, guint end, const char *kind_name, const char *by)
{
  const char *keys[4] = { "kind", "start", "end", "by" };
  HuValue *values[4] = { hu_value_new_string (kind_name), hu_value_new_int (start), hu_value_new_int (end),
                         NULL };

  if (by)
    values[3] = hu_value_new_string (by);
  return hu_value_new_object_take (keys, values, by ? 4 : 3);
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  guint x = member_offset (*(HuValue **) a, "start");
  guint y = member_offset (*(HuValue **) b, "start");

  return x < y ? -1 : x > y;
}

void
hu_op_set_part (HuEdit *edit, HuLayer *layer, guint start, guint end, const char *kind_name, const char *by)
{
  HuRecord *document = hu_op_lookup (edit, layer, HU_KIND_DOCUMENT, "");
  HuValue *parts = hu_record_get (document, HU_MEMBER_PARTS);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (HuValue) list = NULL;

  g_return_if_fail (start < end);
  for (gsize i = 0; i < hu_value_get_size (parts); i++)
    {
      HuValue *part = hu_value_get_item (parts, i);

      if (member_offset (part, "end") <= start || member_offset (part, "start") >= end)
        g_ptr_array_add (kept, hu_value_ref (part));
    }
  /* Body, too, is written when a person says so: else the guess would come back. */
  g_ptr_array_add (kept, part_new (start, end, kind_name ? kind_name : "body", by));
  g_ptr_array_sort (kept, compare_parts);
  list = hu_value_new_list_take ((HuValue **) kept->pdata, kept->len);
  hu_op_set (edit, layer, HU_KIND_DOCUMENT, "", HU_MEMBER_PARTS, list);
}

/* Ranges as a sorted array without overlaps. */

static GArray *
get_ranges (HuValue *checked)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (HuRange));

  for (gsize i = 0; i < hu_value_get_size (checked); i++)
    {
      HuValue *item = hu_value_get_item (checked, i);
      HuRange range = { (guint) hu_value_get_int (hu_value_get_item (item, 0)),
                        (guint) hu_value_get_int (hu_value_get_item (item, 1)) };

      if (range.start < range.end)
        g_array_append_val (ranges, range);
    }
  return ranges;
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const HuRange *x = a, *y = b;

  return x->start < y->start ? -1 : x->start > y->start;
}

static GArray *
ranges_with (GArray *ranges, HuRange added)
{
  GArray *result = g_array_new (FALSE, FALSE, sizeof (HuRange));

  g_array_append_val (ranges, added);
  g_array_sort (ranges, compare_ranges);
  for (guint i = 0; i < ranges->len; i++)
    {
      HuRange range = g_array_index (ranges, HuRange, i);
      HuRange *last = result->len ? &g_array_index (result, HuRange, result->len - 1) : NULL;

      if (last && range.start <= last->end)
        last->end = MAX (last->end, range.end);
      else
        g_array_append_val (result, range);
    }
  return result;
}

static GArray *
ranges_without (GArray *ranges, HuRange removed)
{
  GArray *result = g_array_new (FALSE, FALSE, sizeof (HuRange));

  for (guint i = 0; i < ranges->len; i++)
    {
      HuRange range = g_array_index (ranges, HuRange, i);
      HuRange before = { range.start, MIN (range.end, removed.start) };
      HuRange after = { MAX (range.start, removed.end), range.end };

      if (before.start < before.end)
        g_array_append_val (result, before);
      if (after.start < after.end)
        g_array_append_val (result, after);
    }
  return result;
}

static HuValue *
ranges_to_value (GArray *ranges)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < ranges->len; i++)
    {
      HuRange range = g_array_index (ranges, HuRange, i);
      HuValue *ends[2] = { hu_value_new_int (range.start), hu_value_new_int (range.end) };

      g_ptr_array_add (items, hu_value_new_list_take (ends, 2));
    }
  return items->len ? hu_value_new_list_take ((HuValue **) items->pdata, items->len) : NULL;
}

void
hu_op_set_checked (HuEdit *edit, HuLayer *layer, guint start, guint end, gboolean checked)
{
  HuRecord *root = hu_op_lookup (edit, layer, HU_KIND_LAYER, "");
  g_autoptr (GArray) old = get_ranges (hu_record_get (root, HU_MEMBER_CHECKED));
  g_autoptr (GArray) ranges = NULL;
  g_autoptr (HuValue) value = NULL;
  HuRange range = { start, end };

  g_return_if_fail (start < end);
  ranges = checked ? ranges_with (old, range) : ranges_without (old, range);
  value = ranges_to_value (ranges);
  hu_op_set (edit, layer, HU_KIND_LAYER, "", HU_MEMBER_CHECKED, value);
}

gboolean
hu_record_is_checked (HuRecord *root, guint start, guint end)
{
  HuValue *checked;

  g_return_val_if_fail (root != NULL, FALSE);
  checked = hu_record_get (root, HU_MEMBER_CHECKED);
  for (gsize i = 0; i < hu_value_get_size (checked); i++)
    {
      HuValue *range = hu_value_get_item (checked, i);

      if (hu_value_get_int (hu_value_get_item (range, 0)) <= start &&
          hu_value_get_int (hu_value_get_item (range, 1)) >= end)
        return TRUE;
    }
  return FALSE;
}

/* Another decoding of the same bytes. */

typedef struct
{
  HuText *from;
  HuText *to;
  GBytes *bytes;
} Mapping;

static guint
map_offset (const Mapping *mapping, guint offset)
{
  return hu_text_map_offset (mapping->from, mapping->to, mapping->bytes, offset);
}

static HuValue *map_value (const Mapping *mapping, HuValue *value);

static HuValue *
map_passage (const Mapping *mapping, HuValue *passage)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);
  g_autofree HuSpan *moved = g_memdup2 (spans, n * sizeof (HuSpan));

  for (gsize i = 0; i < n; i++)
    if (!moved[i].lost)
      {
        moved[i].start = map_offset (mapping, spans[i].start);
        moved[i].end = map_offset (mapping, spans[i].end);
        /* What was exact stays exact: the quote is derived from the new text. */
      }
  return hu_value_new_passage (moved, n);
}

/* A span within a list of objects (evidence, a field of kind passage) or a part of the article. */
static HuValue *
map_object (const Mapping *mapping, HuValue *object)
{
  HuValue *start = hu_value_get_member (object, "start");
  HuValue *end = hu_value_get_member (object, "end");
  HuValue *result = hu_value_ref (object);
  gboolean is_span = start && end && hu_value_get_type_of (start) == HU_VALUE_NUMBER;
  guint from = is_span ? map_offset (mapping, member_offset (object, "start")) : 0;
  guint to = is_span ? map_offset (mapping, member_offset (object, "end")) : 0;

  for (gsize i = 0; i < hu_value_get_size (object); i++)
    {
      const char *key = hu_value_get_key (object, i);
      g_autoptr (HuValue) before = result;
      g_autoptr (HuValue) member = NULL;

      if (is_span && strcmp (key, "start") == 0)
        member = hu_value_new_int (from);
      else if (is_span && strcmp (key, "end") == 0)
        member = hu_value_new_int (to);
      else if (is_span && strcmp (key, "quote") == 0)
        {
          g_autofree char *quote = hu_text_dup_range (mapping->to, from, to);

          member = hu_value_new_string (quote);
        }
      else
        member = map_value (mapping, hu_value_get_member (object, key));
      result = hu_value_object_with (before, key, member);
    }
  return result;
}

static HuValue *
map_value (const Mapping *mapping, HuValue *value)
{
  g_autoptr (GPtrArray) items = NULL;

  switch (hu_value_get_type_of (value))
    {
    case HU_VALUE_PASSAGE:
      return map_passage (mapping, value);
    case HU_VALUE_OBJECT:
      return map_object (mapping, value);
    case HU_VALUE_LIST:
      items = g_ptr_array_new ();
      for (gsize i = 0; i < hu_value_get_size (value); i++)
        g_ptr_array_add (items, map_value (mapping, hu_value_get_item (value, i)));
      return hu_value_new_list_take ((HuValue **) items->pdata, items->len);
    case HU_VALUE_NULL:
    case HU_VALUE_BOOLEAN:
    case HU_VALUE_NUMBER:
    case HU_VALUE_STRING:
      break;
    }
  return hu_value_ref (value);
}

static HuRecord *
map_record (const Mapping *mapping, HuRecord *record)
{
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (hu_record_get_kind (record), &n);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, hu_record_get_kind (record), hu_record_get_id (record), record);
  for (gsize i = 0; i < n; i++)
    {
      HuValue *value = hu_record_get (record, members[i].member);

      if (value && members[i].shape != HU_SHAPE_STRINGS && members[i].shape != HU_SHAPE_RANGES)
        hu_record_builder_take (&builder, members[i].member, map_value (mapping, value));
    }
  return hu_record_builder_end (&builder);
}

static void
map_checked (const Mapping *mapping, HuEdit *edit, HuLayer *layer)
{
  HuRecord *root = hu_op_lookup (edit, layer, HU_KIND_LAYER, "");
  g_autoptr (GArray) ranges = get_ranges (hu_record_get (root, HU_MEMBER_CHECKED));
  g_autoptr (HuValue) value = NULL;

  for (guint i = 0; i < ranges->len; i++)
    {
      HuRange *range = &g_array_index (ranges, HuRange, i);

      range->start = map_offset (mapping, range->start);
      range->end = map_offset (mapping, range->end);
    }
  value = ranges_to_value (ranges);
  hu_op_set (edit, layer, HU_KIND_LAYER, "", HU_MEMBER_CHECKED, value);
}

void
hu_op_change_text (HuEdit *edit, HuLayer *layer, HuText *from, HuText *to, GBytes *bytes)
{
  Mapping mapping = { from, to, bytes };
  g_autoptr (HuValue) length = NULL;

  g_return_if_fail (from != NULL && to != NULL && bytes != NULL);
  length = hu_value_new_int (hu_text_get_length (to));
  for (HuKind kind = HU_KIND_DOCUMENT; kind < HU_N_KINDS; kind++)
    for (guint i = 0; kind != HU_KIND_LAYER && i < hu_layer_get_size (layer, kind); i++)
      {
        HuRecord *record =
            hu_op_lookup (edit, layer, kind, hu_record_get_id (hu_layer_get_nth (layer, kind, i)));

        if (record && (HU_KIND_IS_TAG (kind) || kind == HU_KIND_DOCUMENT))
          op_replace (edit, record, map_record (&mapping, record));
      }
  map_checked (&mapping, edit, layer);
  hu_op_set_string (edit, layer, HU_KIND_DOCUMENT, "", HU_MEMBER_ENCODING, hu_text_get_encoding (to));
  hu_op_set_string (edit, layer, HU_KIND_DOCUMENT, "", HU_MEMBER_SHA256, hu_text_get_sha256 (to));
  hu_op_set_string (edit, layer, HU_KIND_DOCUMENT, "", HU_MEMBER_TEXT_SHA256, hu_text_get_text_sha256 (to));
  hu_op_set (edit, layer, HU_KIND_DOCUMENT, "", HU_MEMBER_CHARACTERS, length);
}
