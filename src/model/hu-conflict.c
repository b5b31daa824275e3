/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members that two sides changed differently: what is there, what the other side has, and choosing. */
#include "hu-conflict.h"

#include <string.h>

const char *
hu_record_get_conflict (HuRecord *record, HuValue **theirs)
{
  HuValue *conflict;

  g_return_val_if_fail (record != NULL, NULL);
  conflict = hu_record_get (record, HU_MEMBER_CONFLICT);
  if (hu_value_get_size (conflict) == 0)
    return NULL;
  if (theirs)
    *theirs = hu_value_get_nth (conflict, 0);
  return hu_value_get_key (conflict, 0);
}

/* A passage from the list of its spans; NULL where one of them has no place. (transfer full) (nullable) */
static HuValue *
read_passage (HuValue *list)
{
  gsize n = hu_value_get_size (list);
  g_autofree HuSpan *spans = g_new0 (HuSpan, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      HuValue *span = hu_value_get_item (list, i);
      gint64 start = hu_value_get_int (hu_value_get_member (span, "start"));
      gint64 end = hu_value_get_int (hu_value_get_member (span, "end"));

      if (start < 0 || end <= start || end > G_MAXINT32 || (i > 0 && start < (gint64) spans[i - 1].start))
        return NULL;
      spans[i].start = (guint) start;
      spans[i].end = (guint) end;
    }
  return n > 0 ? hu_value_new_passage (spans, n) : NULL;
}

/* Ids of what isn't there any more can't be taken. (transfer full) (nullable) */
static HuValue *
without_missing (HuEdit *edit, HuLayer *layer, const HuMemberInfo *info, HuValue *value)
{
  HuValue *left = hu_value_ref (value);

  if (info->refers_to < HU_KIND_SPEAKER)
    return left;
  if (info->shape == HU_SHAPE_STRING &&
      !hu_op_lookup (edit, layer, info->refers_to, hu_value_get_string (value)))
    g_clear_pointer (&left, hu_value_unref);
  for (gsize i = 0; info->shape == HU_SHAPE_STRINGS && i < hu_value_get_size (value); i++)
    {
      const char *id = hu_value_get_item_string (value, i);
      HuValue *shorter;

      if (hu_op_lookup (edit, layer, info->refers_to, id))
        continue;
      shorter = hu_value_list_without_string (left, id);
      g_clear_pointer (&left, hu_value_unref);
      left = shorter;
    }
  return left;
}

/* Field by field, what the other side has goes over what is there. (transfer full) */
static HuValue *
join_fields (HuValue *mine, HuValue *theirs)
{
  HuValue *joined = mine ? hu_value_ref (mine) : NULL;

  for (gsize i = 0; i < hu_value_get_size (theirs); i++)
    {
      HuValue *longer =
          hu_value_object_with (joined, hu_value_get_key (theirs, i), hu_value_get_nth (theirs, i));

      g_clear_pointer (&joined, hu_value_unref);
      joined = longer;
    }
  return joined;
}

static void
clear_excluded (HuRecordBuilder *builder, HuMember taken)
{
  HuMember other = HU_MEMBER_NONE;

  if (taken == HU_MEMBER_VOICE)
    other = builder->kind == HU_KIND_STANCE ? HU_MEMBER_SPEAKER : HU_MEMBER_SPEAKERS;
  else if (taken == HU_MEMBER_SPEAKER || taken == HU_MEMBER_SPEAKERS)
    other = HU_MEMBER_VOICE;
  else if (builder->kind == HU_KIND_STANCE && taken == HU_MEMBER_CLAIM)
    other = HU_MEMBER_PASSAGE;
  else if (builder->kind == HU_KIND_STANCE && taken == HU_MEMBER_PASSAGE)
    other = HU_MEMBER_CLAIM;
  if (other != HU_MEMBER_NONE && hu_kind_find_member (builder->kind, other))
    hu_record_builder_take (builder, other, NULL);
}

static void
take_theirs (HuEdit *edit,
             HuLayer *layer,
             HuRecordBuilder *builder,
             HuRecord *record,
             const char *key,
             HuValue *theirs)
{
  HuMember member = hu_member_from_name (key, -1);
  const HuMemberInfo *info = member ? hu_kind_find_member (builder->kind, member) : NULL;
  g_autoptr (HuValue) value = NULL;

  if (!info)
    {
      hu_record_builder_take_unknown (builder,
                                      hu_value_object_with (hu_record_get_unknown (record), key, theirs));
      return;
    }
  if (member == HU_MEMBER_FIELDS)
    value = join_fields (hu_record_get (record, member), theirs);
  else if (info->shape == HU_SHAPE_PASSAGE)
    value = read_passage (theirs);
  else
    value = without_missing (edit, layer, info, theirs);
  if (!value || !hu_shape_accepts (info->shape, value))
    return;
  hu_record_builder_take (builder, member, g_steal_pointer (&value));
  clear_excluded (builder, member);
}

void
hu_op_resolve_conflict (
    HuEdit *edit, HuLayer *layer, HuKind kind, const char *id, const char *key, gboolean take)
{
  HuRecord *record;
  HuValue *conflict, *theirs;
  HuRecordBuilder builder;
  g_autoptr (HuRecord) changed = NULL;

  g_return_if_fail (edit != NULL && layer != NULL && id != NULL && key != NULL);
  record = hu_op_lookup (edit, layer, kind, id);
  conflict = record ? hu_record_get (record, HU_MEMBER_CONFLICT) : NULL;
  theirs = hu_value_get_member (conflict, key);
  if (!theirs)
    return;
  hu_record_builder_init (&builder, kind, id, record);
  if (take)
    take_theirs (edit, layer, &builder, record, key, theirs);
  hu_record_builder_take (&builder, HU_MEMBER_CONFLICT, hu_value_object_with (conflict, key, NULL));
  changed = hu_record_builder_end (&builder);
  hu_edit_add (edit, record, changed);
  hu_edit_set_focus (edit, kind, id);
}
