/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong in a layer file and is kept all the same: the unknown member "unsound" of a record. */
#include "config.h"

#include "hu-layer-file-private.h"

#include <string.h>

/* The members of an object while it grows. Keys are owned, values are until it ends. */
typedef struct
{
  GPtrArray *keys;
  GPtrArray *values;
} Members;

static int
find_key (GPtrArray *keys, const char *key)
{
  for (guint i = 0; i < keys->len; i++)
    if (strcmp (g_ptr_array_index (keys, i), key) == 0)
      return (int) i;
  return -1;
}

static HuValue *
join_lists (HuValue *a, HuValue *b)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (gsize i = 0; i < hu_value_get_size (a); i++)
    g_ptr_array_add (items, hu_value_ref (hu_value_get_item (a, i)));
  for (gsize i = 0; i < hu_value_get_size (b); i++)
    g_ptr_array_add (items, hu_value_ref (hu_value_get_item (b, i)));
  return hu_value_new_list_take ((HuValue **) items->pdata, items->len);
}

/* What was kept before stays: entries are added to its list, and another member gets another name. @value:
 * (transfer full). */
static void
add_member (Members *self, const char *key, HuValue *value)
{
  g_autofree char *name = g_strdup (key);
  int index = find_key (self->keys, name);
  HuValue **old = index < 0 ? NULL : (HuValue **) &g_ptr_array_index (self->values, index);

  if (old && hu_value_get_type_of (*old) == HU_VALUE_LIST && hu_value_get_type_of (value) == HU_VALUE_LIST)
    {
      HuValue *joined = join_lists (*old, value);

      hu_value_unref (*old);
      hu_value_unref (value);
      *old = joined;
      return;
    }
  for (guint n = 2; find_key (self->keys, name) >= 0; n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", key, n);
    }
  g_ptr_array_add (self->keys, g_steal_pointer (&name));
  g_ptr_array_add (self->values, value);
}

void
hu_layer_file_keep_unsound (GPtrArray *unknown_keys,
                            GPtrArray *unknown_values,
                            GPtrArray *keys,
                            GPtrArray *values)
{
  g_autoptr (GPtrArray) all_keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all_values = g_ptr_array_new ();
  Members members = { all_keys, all_values };
  int index = find_key (unknown_keys, HU_LAYER_FILE_UNSOUND);
  HuValue *old = index < 0 ? NULL : g_ptr_array_index (unknown_values, index);
  HuValue *object;

  if (old && hu_value_get_type_of (old) != HU_VALUE_OBJECT)
    add_member (&members, HU_LAYER_FILE_UNSOUND, hu_value_ref (old));
  else
    for (gsize i = 0; old && i < hu_value_get_size (old); i++)
      {
        g_ptr_array_add (all_keys, g_strdup (hu_value_get_key (old, i)));
        g_ptr_array_add (all_values, hu_value_ref (hu_value_get_nth (old, i)));
      }
  for (guint i = 0; i < keys->len; i++)
    add_member (&members, g_ptr_array_index (keys, i), g_ptr_array_index (values, i));
  g_ptr_array_set_size (keys, 0);
  g_ptr_array_set_size (values, 0);

  object = hu_value_new_object_take ((const char *const *) all_keys->pdata, (HuValue **) all_values->pdata,
                                     all_keys->len);
  if (old)
    {
      hu_value_unref (old);
      unknown_values->pdata[index] = object;
      return;
    }
  g_ptr_array_add (unknown_keys, g_strdup (HU_LAYER_FILE_UNSOUND));
  g_ptr_array_add (unknown_values, object);
}
