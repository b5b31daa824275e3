/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do to tags of any kind: make, set, move, copy, remove. */
#include "hu-operations.h"
#include "hu-operations-private.h"

#include <string.h>

HuRecord *
hu_op_lookup (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id)
{
  g_return_val_if_fail (edit != NULL && layer != NULL && id != NULL, NULL);
  return hu_edit_get_newest (edit, kind, id, hu_layer_lookup (layer, kind, id));
}

void
op_replace (HuEdit *edit, HuRecord *current, HuRecord *after)
{
  hu_edit_add (edit, current, after);
  if (after)
    hu_record_unref (after);
}

void
hu_op_set (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id, HuMember member, HuValue *value)
{
  HuRecord *record = hu_op_lookup (edit, layer, kind, id);

  if (record && !hu_value_equal (hu_record_get (record, member), value))
    op_replace (edit, record, hu_record_with (record, member, value));
}

void
hu_op_set_string (
    HuEdit *edit, HuLayer *layer, HuKind kind, const char *id, HuMember member, const char *string)
{
  g_autoptr (HuValue) value = string ? hu_value_new_string (string) : NULL;

  hu_op_set (edit, layer, kind, id, member, value);
}

typedef struct
{
  HuKind kind;
  const char *id;
  gboolean found;
} Sought;

static void
match_reference (HuKind kind, const char *id, gpointer user_data)
{
  Sought *sought = user_data;

  sought->found = sought->found || (kind == sought->kind && strcmp (id, sought->id) == 0);
}

static gboolean
refers_to (HuRecord *record, HuKind kind, const char *id)
{
  Sought sought = { kind, id, FALSE };

  if (record)
    hu_record_foreach_reference (record, match_reference, &sought);
  return sought.found;
}

GPtrArray *
op_get_referrers (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id)
{
  GPtrArray *found = hu_layer_get_referrers (layer, kind, id);

  for (guint i = found->len; i-- > 0;)
    {
      HuRecord *record = g_ptr_array_index (found, i);
      HuRecord *newest =
          hu_edit_get_newest (edit, hu_record_get_kind (record), hu_record_get_id (record), record);

      if (newest == record || refers_to (newest, kind, id))
        found->pdata[i] = newest;
      else
        g_ptr_array_remove_index_fast (found, i);
    }
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      if (refers_to (change->after, kind, id) && !refers_to (change->before, kind, id))
        g_ptr_array_add (found, change->after);
    }
  return found;
}

/* Making tags. */

static char *
create (HuEdit *edit, HuRecordBuilder *builder)
{
  g_autoptr (HuRecord) record = hu_record_builder_end (builder);

  hu_edit_add (edit, NULL, record);
  hu_edit_set_focus (edit, hu_record_get_kind (record), hu_record_get_id (record));
  return g_strdup (hu_record_get_id (record));
}

static void
begin (HuRecordBuilder *builder, HuKind kind, HuValue *passage)
{
  g_autofree char *id = g_uuid_string_random ();

  hu_record_builder_init (builder, kind, id, NULL);
  if (passage)
    hu_record_builder_take (builder, HU_MEMBER_PASSAGE, hu_value_ref (passage));
}

/* "direct", "mixed", or NULL: an indirect claim is said to be so once it has a speaker. */
static const char *
find_quotation (HuText *text, HuValue *passage)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);

  for (gsize i = 0; i < n; i++)
    {
      HuRange range = { spans[i].start, spans[i].end };

      if (spans[i].lost)
        continue;
      switch (hu_text_find_quotation (text, range))
        {
        case HU_QUOTATION_DIRECT:
          return "direct";
        case HU_QUOTATION_MIXED:
          return "mixed";
        case HU_QUOTATION_INDIRECT:
          break;
        }
    }
  return NULL;
}

char *
hu_op_create_claim (HuEdit *edit, HuLayer *layer, HuText *text, HuValue *passage)
{
  HuRecordBuilder builder;

  g_return_val_if_fail (edit != NULL && layer != NULL && text != NULL && passage != NULL, NULL);
  begin (&builder, HU_KIND_CLAIM, passage);
  hu_record_builder_set_string (&builder, HU_MEMBER_QUOTATION, find_quotation (text, passage));
  return create (edit, &builder);
}

char *
hu_op_create_mention (HuEdit *edit, HuLayer *layer, HuValue *passage, const char *speaker, const char *form)
{
  HuRecordBuilder builder;

  g_return_val_if_fail (edit != NULL && layer != NULL && passage != NULL, NULL);
  begin (&builder, HU_KIND_MENTION, passage);
  if (speaker)
    hu_record_builder_take (&builder, HU_MEMBER_SPEAKERS, hu_value_new_strings (&speaker, 1));
  hu_record_builder_set_string (&builder, HU_MEMBER_FORM, form);
  return create (edit, &builder);
}

char *
hu_op_create_stance (HuEdit *edit, HuLayer *layer, HuValue *passage)
{
  HuRecordBuilder builder;

  g_return_val_if_fail (edit != NULL && layer != NULL && passage != NULL, NULL);
  begin (&builder, HU_KIND_STANCE, passage);
  return create (edit, &builder);
}

char *
hu_op_create_memo (HuEdit *edit, HuLayer *layer, HuValue *passage)
{
  HuRecordBuilder builder;

  g_return_val_if_fail (edit != NULL && layer != NULL && passage != NULL, NULL);
  begin (&builder, HU_KIND_MEMO, passage);
  return create (edit, &builder);
}

/* What is the passage's own, or the other record's alone, isn't copied. */
static gboolean
is_copied (HuKind kind, HuMember member, gboolean repeat)
{
  switch ((int) member)
    {
    case HU_MEMBER_PASSAGE:
    case HU_MEMBER_CUE:
    case HU_MEMBER_CONDITION:
    case HU_MEMBER_QUOTATION:
    case HU_MEMBER_CLAIM:
    case HU_MEMBER_GIST:
    case HU_MEMBER_NOTE:
    case HU_MEMBER_TEXT:
    case HU_MEMBER_EVIDENCE:
    case HU_MEMBER_VERDICT:
    case HU_MEMBER_RELATIONS:
    case HU_MEMBER_WITHIN:
    case HU_MEMBER_CREATED:
    case HU_MEMBER_MODIFIED:
    case HU_MEMBER_BY:
    case HU_MEMBER_REVISION:
    case HU_MEMBER_FROM:
    case HU_MEMBER_DECIDED:
    case HU_MEMBER_CONFLICT:
      return FALSE;
    case HU_MEMBER_SPEAKERS:
    case HU_MEMBER_VOICE:
    case HU_MEMBER_VIA:
    case HU_MEMBER_ON_BEHALF_OF:
    case HU_MEMBER_MENTIONS:
    case HU_MEMBER_TOPICS:
    case HU_MEMBER_DATE:
      return TRUE;
    default:
      return repeat || kind != HU_KIND_CLAIM;
    }
}

static void
copy_members (HuRecordBuilder *builder, HuRecord *model, gboolean repeat)
{
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (builder->kind, &n);

  for (gsize i = 0; i < n; i++)
    {
      HuValue *value = hu_record_get (model, members[i].member);

      if (value && is_copied (builder->kind, members[i].member, repeat))
        hu_record_builder_take (builder, members[i].member, hu_value_ref (value));
    }
}

void
op_copy_stances (HuEdit *edit, HuLayer *layer, const char *from, const char *to)
{
  g_autoptr (GPtrArray) users = op_get_referrers (edit, layer, HU_KIND_CLAIM, from);

  for (guint i = 0; i < users->len; i++)
    {
      HuRecord *stance = g_ptr_array_index (users, i);
      HuRecordBuilder builder;

      if (hu_record_get_kind (stance) != HU_KIND_STANCE ||
          g_strcmp0 (hu_record_get_string (stance, HU_MEMBER_CLAIM), from) != 0)
        continue;
      begin (&builder, HU_KIND_STANCE, NULL);
      copy_members (&builder, stance, TRUE);
      hu_record_builder_set_string (&builder, HU_MEMBER_CLAIM, to);
      op_replace (edit, NULL, hu_record_builder_end (&builder));
    }
}

char *
hu_op_create_claim_like (
    HuEdit *edit, HuLayer *layer, HuText *text, HuValue *passage, const char *model, gboolean repeat)
{
  HuRecord *record;
  HuRecordBuilder builder;
  const char *quotation;
  char *id;

  g_return_val_if_fail (edit != NULL && layer != NULL && text != NULL && passage != NULL, NULL);
  record = hu_op_lookup (edit, layer, HU_KIND_CLAIM, model);
  if (!record)
    return hu_op_create_claim (edit, layer, text, passage);
  begin (&builder, HU_KIND_CLAIM, passage);
  copy_members (&builder, record, repeat);
  quotation = find_quotation (text, passage);
  if (!quotation && hu_record_get_size (record, HU_MEMBER_SPEAKERS))
    quotation = "indirect";
  hu_record_builder_set_string (&builder, HU_MEMBER_QUOTATION, quotation);
  id = create (edit, &builder);
  if (repeat)
    op_copy_stances (edit, layer, model, id);
  return id;
}

char *
hu_op_create_like (
    HuEdit *edit, HuLayer *layer, HuText *text, HuValue *passage, HuKind kind, const char *model)
{
  HuRecord *record;
  HuRecordBuilder builder;

  g_return_val_if_fail (HU_KIND_IS_TAG (kind) && passage != NULL, NULL);
  if (kind == HU_KIND_CLAIM)
    return hu_op_create_claim_like (edit, layer, text, passage, model, TRUE);
  begin (&builder, kind, passage);
  record = hu_op_lookup (edit, layer, kind, model);
  if (record)
    copy_members (&builder, record, TRUE);
  return create (edit, &builder);
}

void
hu_op_set_passage (HuEdit *edit, HuLayer *layer, HuText *text, HuKind kind, const char *id, HuValue *passage)
{
  HuRecord *record = hu_op_lookup (edit, layer, kind, id);
  HuRecordBuilder builder;

  g_return_if_fail (HU_KIND_IS_TAG (kind) && passage != NULL && text != NULL);
  if (!record || hu_value_equal (hu_record_get (record, HU_MEMBER_PASSAGE), passage))
    return;
  hu_record_builder_init (&builder, kind, id, record);
  if (kind == HU_KIND_CLAIM)
    {
      const char *set = hu_record_get_string (record, HU_MEMBER_QUOTATION);
      const char *before = find_quotation (text, hu_record_get (record, HU_MEMBER_PASSAGE));
      const char *fallback = hu_record_get_size (record, HU_MEMBER_SPEAKERS) ? "indirect" : NULL;
      const char *after = find_quotation (text, passage);

      /* Only what the marks had said: a person's word stays. */
      if (g_strcmp0 (set, before ? before : fallback) == 0)
        hu_record_builder_set_string (&builder, HU_MEMBER_QUOTATION, after ? after : fallback);
    }
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_ref (passage));
  op_replace (edit, record, hu_record_builder_end (&builder));
  hu_edit_set_focus (edit, kind, id);
}

/* Removing. */

static HuValue *
objects_without (HuValue *list, const char *key, const char *id)
{
  HuValue *kept = NULL;

  for (gsize i = 0; i < hu_value_get_size (list); i++)
    {
      HuValue *item = hu_value_get_item (list, i);
      HuValue *longer;

      if (g_strcmp0 (hu_value_get_member_string (item, key), id) == 0)
        continue;
      longer = hu_value_list_with_item (kept, item);
      g_clear_pointer (&kept, hu_value_unref);
      kept = longer;
    }
  return kept;
}

HuRecord *
op_record_without (HuRecord *record, HuKind kind, const char *id)
{
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (hu_record_get_kind (record), &n);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, hu_record_get_kind (record), hu_record_get_id (record), record);
  for (gsize i = 0; i < n; i++)
    {
      HuValue *value = hu_record_get (record, members[i].member);

      if (!value || members[i].refers_to != kind)
        continue;
      if (members[i].shape == HU_SHAPE_STRINGS)
        hu_record_builder_take (&builder, members[i].member, hu_value_list_without_string (value, id));
      else if (members[i].shape == HU_SHAPE_OBJECTS)
        hu_record_builder_take (&builder, members[i].member,
                                objects_without (value, kind == HU_KIND_SPEAKER ? "speaker" : "claim", id));
      else if (members[i].shape == HU_SHAPE_STRING && g_strcmp0 (hu_value_get_string (value), id) == 0)
        hu_record_builder_take (&builder, members[i].member, NULL);
    }
  return hu_record_builder_end (&builder);
}

gboolean
op_stance_hangs_on (HuRecord *stance, HuKind kind, const char *id)
{
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);

  if (kind == HU_KIND_SPEAKER)
    return g_strcmp0 (hu_record_get_string (stance, HU_MEMBER_SPEAKER), id) == 0 ||
           g_strcmp0 (hu_value_get_member_string (toward, "speaker"), id) == 0;
  if (kind == HU_KIND_CLAIM)
    return g_strcmp0 (hu_record_get_string (stance, HU_MEMBER_CLAIM), id) == 0 ||
           g_strcmp0 (hu_value_get_member_string (toward, "claim"), id) == 0;
  return FALSE;
}

void
op_clear_uses (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id)
{
  g_autoptr (GPtrArray) users = op_get_referrers (edit, layer, kind, id);

  for (guint i = 0; i < users->len; i++)
    {
      HuRecord *user = g_ptr_array_index (users, i);
      HuKind user_kind = hu_record_get_kind (user);
      g_autoptr (HuRecord) keep = hu_record_ref (user);

      if (user_kind == kind && g_strcmp0 (hu_record_get_id (user), id) == 0)
        continue;
      if (user_kind == HU_KIND_STANCE && op_stance_hangs_on (user, kind, id))
        hu_edit_add (edit, user, NULL);
      else
        op_replace (edit, user, op_record_without (user, kind, id));
    }
}

void
hu_op_delete_tag (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id)
{
  HuRecord *record;
  g_autofree char *copy = g_strdup (id);

  g_return_if_fail (HU_KIND_IS_TAG (kind) && id != NULL);
  op_clear_uses (edit, layer, kind, copy);
  record = hu_op_lookup (edit, layer, kind, copy);
  if (!record)
    return;
  hu_edit_add (edit, record, NULL);
  hu_edit_set_focus (edit, kind, copy);
}
