/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking records out of a layer: what refers to them goes along. */
#include "config.h"

#include "hu-references.h"

typedef struct
{
  HuKeepFunc keep;
  gpointer data;
  guint n;
} Filter;

static gboolean
is_kept (Filter *self, HuKind kind, const char *id)
{
  gboolean kept = !id || self->keep (kind, id, self->data);

  self->n += !kept;
  return kept;
}

/* (transfer full) (nullable) */
static HuValue *
filter_list (Filter *self, HuKind kind, HuValue *list)
{
  HuValue *result = hu_value_ref (list);

  for (gsize i = 0; i < hu_value_get_size (list); i++)
    if (!is_kept (self, kind, hu_value_get_item_string (list, i)))
      {
        g_autoptr (HuValue) before = result;

        result = hu_value_list_without_string (before, hu_value_get_item_string (list, i));
      }
  return result;
}

/* Relations name a claim, affiliations a speaker. (transfer full) (nullable) */
static HuValue *
filter_objects (Filter *self, HuKind kind, HuValue *list)
{
  const char *key = kind == HU_KIND_SPEAKER ? "speaker" : "claim";
  HuValue *result = hu_value_ref (list);

  for (gsize i = hu_value_get_size (list); i-- > 0;)
    if (!is_kept (self, kind, hu_value_get_member_string (hu_value_get_item (list, i), key)))
      {
        g_autoptr (HuValue) before = result;

        result = hu_value_list_without_index (before, i);
      }
  return result;
}

/* (transfer full) (nullable) */
static HuValue *
filter_target (Filter *self, HuValue *toward)
{
  static const HuKind kinds[] = { HU_KIND_TOPIC, HU_KIND_CLAIM, HU_KIND_SPEAKER };
  static const char *const keys[] = { "topic", "claim", "speaker" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!is_kept (self, kinds[i], hu_value_get_member_string (toward, keys[i])))
      return NULL;
  return hu_value_ref (toward);
}

/* (transfer full) (nullable) */
static HuValue *
filter_value (Filter *self, const HuMemberInfo *info, HuValue *value)
{
  switch (info->shape)
    {
    case HU_SHAPE_STRING:
      return is_kept (self, info->refers_to, hu_value_get_string (value)) ? hu_value_ref (value) : NULL;
    case HU_SHAPE_STRINGS:
      return filter_list (self, info->refers_to, value);
    case HU_SHAPE_OBJECTS:
      return filter_objects (self, info->refers_to, value);
    case HU_SHAPE_TARGET:
      return filter_target (self, value);
    default:
      return hu_value_ref (value);
    }
}

HuRecord *
hu_record_keep_references (HuRecord *record, HuKeepFunc keep, gpointer user_data, guint *n)
{
  Filter self = { keep, user_data, 0 };
  g_autoptr (HuRecord) result = NULL;
  gsize n_members;
  const HuMemberInfo *members;

  g_return_val_if_fail (record != NULL && keep != NULL, NULL);
  result = hu_record_ref (record);
  members = hu_kind_get_members (hu_record_get_kind (record), &n_members);
  for (gsize i = 0; i < n_members; i++)
    {
      HuValue *value = hu_record_get (record, members[i].member);
      g_autoptr (HuValue) kept = NULL;
      g_autoptr (HuRecord) before = NULL;

      if (!value || members[i].refers_to == HU_KIND_LAYER)
        continue;
      kept = filter_value (&self, &members[i], value);
      if (kept == value)
        continue;
      before = g_steal_pointer (&result);
      result = hu_record_with (before, members[i].member, kept);
    }
  if (n)
    *n += self.n;
  if (hu_record_get_kind (record) == HU_KIND_STANCE && hu_record_get (record, HU_MEMBER_CLAIM) &&
      !hu_record_get (result, HU_MEMBER_CLAIM) && !hu_record_get (result, HU_MEMBER_PASSAGE))
    return NULL;
  return g_steal_pointer (&result);
}
