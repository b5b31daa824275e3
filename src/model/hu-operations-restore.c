/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting back what was deleted, long after it.
 *
 * A deletion is an edit: it says what the record was, what went with it (the stances of a claim), and what
 * named it and lost its name (another claim's relations). So the record is put back as it was; what went with
 * it, too; and what named it names it again, but where that was changed since, only as far as it fits. What
 * the record itself names may be gone by now: then it is put back as well, where its own deletion is known,
 * else the record comes without it.
 */
#include "hu-operations.h"
#include "hu-operations-private.h"

#include <string.h>

typedef struct
{
  HuEdit *edit;
  HuLayer *layer;
  HuFindDeletion find;
  gpointer user_data;
} Restorer;

static gboolean restore (Restorer *self, HuKind kind, const char *id);

static gboolean
is_gone (Restorer *self, HuKind kind, const char *id)
{
  /* Types, values and topics are the codebook's. */
  return (kind == HU_KIND_SPEAKER || kind == HU_KIND_MENTION || kind == HU_KIND_CLAIM) &&
         !hu_op_lookup (self->edit, self->layer, kind, id);
}

/* What a record names. */

static void
bring_reference (HuKind kind, const char *id, gpointer user_data)
{
  Restorer *self = user_data;

  if (is_gone (self, kind, id))
    restore (self, kind, id);
}

typedef struct
{
  Restorer *restorer;
  HuRecord *record; /* without what is gone, so far */
} Strip;

static void
strip_reference (HuKind kind, const char *id, gpointer user_data)
{
  Strip *strip = user_data;
  HuRecord *without;

  if (!is_gone (strip->restorer, kind, id))
    return;
  without = op_record_without (strip->record, kind, id);
  hu_record_unref (strip->record);
  strip->record = without;
}

/* (transfer full) */
static HuRecord *
without_gone (Restorer *self, HuRecord *record)
{
  Strip strip = { self, hu_record_ref (record) };

  hu_record_foreach_reference (record, strip_reference, &strip);
  return strip.record;
}

/* What names the record. */

/* (transfer full) (nullable) */
static HuValue *
add_named (HuValue *current, HuValue *before, const HuMemberInfo *info, const char *id)
{
  const char *key = info->refers_to == HU_KIND_SPEAKER ? "speaker" : "claim";
  HuValue *value = current ? hu_value_ref (current) : NULL;

  if (info->shape == HU_SHAPE_STRING && !value)
    return hu_value_ref (before);
  for (gsize i = 0; i < hu_value_get_size (before); i++)
    {
      g_autoptr (HuValue) shorter = value;
      HuValue *item = hu_value_get_item (before, i);

      if (info->shape == HU_SHAPE_STRINGS && g_strcmp0 (hu_value_get_item_string (before, i), id) == 0)
        value = hu_value_list_with_string (shorter, id);
      else if (info->shape == HU_SHAPE_OBJECTS && g_strcmp0 (hu_value_get_member_string (item, key), id) == 0)
        value = hu_value_list_with_item (shorter, item);
      else
        g_steal_pointer (&shorter);
    }
  return value;
}

/* @change took the record's name out of another one, which gets it back. */
static void
give_name_back (Restorer *self, const HuChange *change, HuKind kind, const char *id)
{
  HuRecord *current = hu_op_lookup (self->edit, self->layer, change->kind, change->id);
  g_autoptr (HuRecord) result = NULL;
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (change->kind, &n);
  HuRecordBuilder builder;

  if (!current)
    return;
  hu_record_builder_init (&builder, change->kind, change->id, current);
  for (gsize i = 0; i < n; i++)
    {
      HuValue *before = hu_record_get (change->before, members[i].member);
      HuValue *after = hu_record_get (change->after, members[i].member);
      HuValue *now = hu_record_get (current, members[i].member);

      if (members[i].refers_to != kind || !before || hu_value_equal (before, after))
        continue;
      /* Who says it has been found out otherwise. */
      if (members[i].member == HU_MEMBER_SPEAKERS && hu_record_get (current, HU_MEMBER_VOICE))
        continue;
      hu_record_builder_take (&builder, members[i].member,
                              hu_value_equal (now, after) ? hu_value_ref (before)
                                                          : add_named (now, before, &members[i], id));
    }
  result = hu_record_builder_end (&builder);
  op_replace (self->edit, current, without_gone (self, result));
}

static void
restore_followers (Restorer *self, HuEdit *deletion, HuKind kind, const char *id)
{
  for (guint i = 0; i < hu_edit_get_n_changes (deletion); i++)
    {
      const HuChange *change = hu_edit_get_change (deletion, i);

      if (!change->before || (change->kind == kind && strcmp (change->id, id) == 0))
        continue;
      if (change->after)
        give_name_back (self, change, kind, id);
      else if (change->kind == HU_KIND_STANCE && op_stance_hangs_on (change->before, kind, id) &&
               self->find (HU_KIND_STANCE, change->id, self->user_data) == deletion)
        restore (self, HU_KIND_STANCE, change->id);
    }
}

/* The record. */

/* Whether the stance has all that it can't be without, and no other has taken its place. */
static gboolean
stance_fits (Restorer *self, HuRecord *stance)
{
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);
  const char *claim = hu_record_get_string (stance, HU_MEMBER_CLAIM);
  const char *speaker = hu_record_get_string (stance, HU_MEMBER_SPEAKER);
  const char *to_claim = hu_value_get_member_string (toward, "claim");
  const char *to_speaker = hu_value_get_member_string (toward, "speaker");

  return !(claim && is_gone (self, HU_KIND_CLAIM, claim)) &&
         !(speaker && is_gone (self, HU_KIND_SPEAKER, speaker)) &&
         !(to_claim && is_gone (self, HU_KIND_CLAIM, to_claim)) &&
         !(to_speaker && is_gone (self, HU_KIND_SPEAKER, to_speaker)) &&
         !(claim && toward &&
           hu_op_find_stance (self->edit, self->layer, claim, speaker,
                              hu_record_get_string (stance, HU_MEMBER_VOICE), toward));
}

static gboolean
restore (Restorer *self, HuKind kind, const char *id)
{
  HuEdit *deletion = self->find (kind, id, self->user_data);
  const HuChange *change = deletion ? hu_edit_find_change (deletion, kind, id) : NULL;
  HuRecord *record;

  if (!change || !change->before)
    return FALSE;
  if (kind == HU_KIND_STANCE)
    {
      hu_record_foreach_reference (change->before, bring_reference, self);
      /* With the claim that it hangs on it may have come already. */
      if (hu_op_lookup (self->edit, self->layer, kind, id))
        return TRUE;
      if (!stance_fits (self, change->before))
        return FALSE;
    }
  /* First the record, for what it names may name it. */
  hu_edit_add (self->edit, NULL, change->before);
  hu_record_foreach_reference (change->before, bring_reference, self);
  record = hu_op_lookup (self->edit, self->layer, kind, id);
  op_replace (self->edit, record, without_gone (self, record));
  restore_followers (self, deletion, kind, id);
  return TRUE;
}

gboolean
hu_op_restore (
    HuEdit *edit, HuLayer *layer, HuKind kind, const char *id, HuFindDeletion find, gpointer user_data)
{
  Restorer self = { edit, layer, find, user_data };
  g_autofree char *copy = g_strdup (id);

  g_return_val_if_fail (edit != NULL && layer != NULL && id != NULL && find != NULL, FALSE);
  if (hu_op_lookup (edit, layer, kind, copy) || !restore (&self, kind, copy))
    return FALSE;
  hu_edit_set_focus (edit, kind, copy);
  return TRUE;
}
