/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A place within a record: a member, an item of its list, a key of its object. */
#include "hu-path.h"

static HuValue *
get_item (const HuPath *path, HuRecord *record)
{
  HuValue *value = hu_record_get (record, path->member);

  if (path->index < 0)
    return value;
  return (gsize) path->index < hu_value_get_size (value) ? hu_value_get_item (value, (gsize) path->index)
                                                         : NULL;
}

HuValue *
hu_path_get (const HuPath *path, HuRecord *record)
{
  HuValue *item;

  g_return_val_if_fail (path != NULL, NULL);
  item = record ? get_item (path, record) : NULL;
  if (!path->key || !item)
    return item;
  return hu_value_get_type_of (item) == HU_VALUE_OBJECT ? hu_value_get_member (item, path->key) : NULL;
}

/* @item: (nullable) (transfer none): NULL leaves it out. */
static HuValue *
list_with (HuValue *list, gsize index, HuValue *item)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  gsize n = hu_value_get_size (list);

  for (gsize i = 0; i < n; i++)
    {
      HuValue *kept = i == index ? item : hu_value_get_item (list, i);

      if (kept)
        g_ptr_array_add (items, hu_value_ref (kept));
    }
  if (index >= n && item)
    g_ptr_array_add (items, hu_value_ref (item));
  return items->len ? hu_value_new_list_take ((HuValue **) items->pdata, items->len) : NULL;
}

static gboolean
is_empty (HuValue *value)
{
  HuValueType type = hu_value_get_type_of (value);

  if (type == HU_VALUE_STRING)
    return hu_value_get_string_length (value) == 0;
  return (type == HU_VALUE_LIST || type == HU_VALUE_OBJECT || type == HU_VALUE_PASSAGE) &&
         hu_value_get_size (value) == 0;
}

void
hu_op_set_path (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id, const HuPath *path, HuValue *value)
{
  HuRecord *record;
  HuValue *item;
  g_autoptr (HuValue) changed = NULL;
  g_autoptr (HuValue) list = NULL;

  g_return_if_fail (path != NULL);
  record = hu_op_lookup (edit, layer, kind, id);
  if (!record)
    return;
  if (value && is_empty (value))
    value = NULL;
  item = get_item (path, record);
  if (item && path->key && hu_value_get_type_of (item) != HU_VALUE_OBJECT)
    item = NULL;
  if (path->key)
    changed = item || value ? hu_value_object_with (item, path->key, value) : NULL;
  else
    changed = value ? hu_value_ref (value) : NULL;
  if (path->index < 0)
    {
      hu_op_set (edit, layer, kind, id, path->member, changed);
      return;
    }
  list = list_with (hu_record_get (record, path->member), (gsize) path->index, changed);
  hu_op_set (edit, layer, kind, id, path->member, list);
}
