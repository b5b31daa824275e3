/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making, merging and removing speakers; making topics. */
#include "hu-operations.h"
#include "hu-operations-private.h"

#include "hu-register.h"
#include "hu-slug.h"

#include <string.h>

char *
hu_op_new_slug (HuEdit *edit, HuLayer *layer, HuKind kind, const char *name)
{
  g_autofree char *slug = NULL;
  g_autofree char *candidate = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  slug = hu_slug (name);
  candidate = g_strdup (slug);
  while (hu_op_lookup (edit, layer, kind, candidate))
    {
      g_autofree char *random = g_uuid_string_random ();

      g_free (candidate);
      candidate = g_strdup_printf ("%s-%.4s", slug, random);
    }
  return g_steal_pointer (&candidate);
}

typedef gboolean (*RecordMatch) (HuRecord *record, gconstpointer data);

/* The first record of a kind that matches, of those that @edit makes and those of @layer. */
static HuRecord *
find_record (HuEdit *edit, HuLayer *layer, HuKind kind, RecordMatch match, gconstpointer data)
{
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      if (change->kind == kind && change->after && match (change->after, data))
        return change->after;
    }
  for (guint i = 0; i < hu_layer_get_size (layer, kind); i++)
    {
      HuRecord *record = hu_layer_get_nth (layer, kind, i);

      record = hu_edit_get_newest (edit, kind, hu_record_get_id (record), record);
      if (record && match (record, data))
        return record;
    }
  return NULL;
}

static gboolean
has_register_id (HuRecord *record, gconstpointer data)
{
  return g_strcmp0 (hu_record_get_string (record, HU_MEMBER_REGISTER), data) == 0;
}

typedef struct
{
  HuRecord *speaker;
  const char *register_id; /* (nullable): what it is in the project; NULL for somebody new */
} Identity;

/* The same name, and nothing that tells them apart. */
static gboolean
is_same_speaker (HuRecord *record, gconstpointer data)
{
  const Identity *other = data;
  const char *name = hu_record_get_string (other->speaker, HU_MEMBER_NAME);
  const char *register_id = hu_record_get_string (record, HU_MEMBER_REGISTER);

  return g_strcmp0 (hu_record_get_string (record, HU_MEMBER_NAME), name) == 0 &&
         hu_speaker_is_named (record) == hu_speaker_is_named (other->speaker) &&
         strcmp (hu_speaker_get_kind (record), hu_speaker_get_kind (other->speaker)) == 0 &&
         (!register_id || !other->register_id || strcmp (register_id, other->register_id) == 0);
}

static char *
ensure_speaker (HuEdit *edit, HuLayer *layer, const Identity *identity)
{
  HuRecord *speaker = identity->speaker;
  HuRecord *found = NULL;
  g_autofree char *id = NULL;

  if (identity->register_id)
    found = find_record (edit, layer, HU_KIND_SPEAKER, has_register_id, identity->register_id);
  if (!found)
    found = find_record (edit, layer, HU_KIND_SPEAKER, is_same_speaker, identity);
  if (found)
    return g_strdup (hu_record_get_id (found));
  id = hu_op_new_slug (edit, layer, HU_KIND_SPEAKER, hu_record_get_id (speaker));
  op_replace (edit, NULL, hu_record_with_id (speaker, id));
  return g_steal_pointer (&id);
}

char *
hu_op_ensure_speaker (HuEdit *edit, HuLayer *layer, HuRecord *speaker)
{
  Identity identity;

  g_return_val_if_fail (speaker != NULL && hu_record_get_kind (speaker) == HU_KIND_SPEAKER, NULL);
  if (hu_op_lookup (edit, layer, HU_KIND_SPEAKER, hu_record_get_id (speaker)) == speaker)
    return g_strdup (hu_record_get_id (speaker));
  identity.speaker = speaker;
  identity.register_id = hu_record_get_string (speaker, HU_MEMBER_REGISTER);
  if (!identity.register_id && hu_speaker_is_named (speaker))
    identity.register_id = hu_record_get_id (speaker);
  return ensure_speaker (edit, layer, &identity);
}

char *
hu_op_ensure_speaker_named (HuEdit *edit, HuLayer *layer, const char *name, const char *kind, gboolean named)
{
  HuRecordBuilder builder;
  g_autoptr (HuRecord) speaker = NULL;
  Identity identity;

  g_return_val_if_fail (name != NULL && *name, NULL);
  hu_record_builder_init (&builder, HU_KIND_SPEAKER, name, NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_NAME, name);
  hu_record_builder_set_string (&builder, HU_MEMBER_KIND, kind ? kind : "person");
  if (!named)
    hu_record_builder_take (&builder, HU_MEMBER_NAMED, hu_value_new_boolean (FALSE));
  speaker = hu_record_builder_end (&builder);
  identity = (Identity){ speaker, NULL };
  return ensure_speaker (edit, layer, &identity);
}

void
hu_op_delete_speaker (HuEdit *edit, HuLayer *layer, const char *id)
{
  g_autofree char *copy = g_strdup (id);
  HuRecord *record;

  g_return_if_fail (id != NULL);
  op_clear_uses (edit, layer, HU_KIND_SPEAKER, copy);
  record = hu_op_lookup (edit, layer, HU_KIND_SPEAKER, copy);
  if (!record)
    return;
  hu_edit_add (edit, record, NULL);
  hu_edit_set_focus (edit, HU_KIND_SPEAKER, copy);
}

/* Merging. */

static HuValue *
objects_replace (HuValue *list, const char *key, const char *from, const char *into)
{
  HuValue *result = NULL;
  g_autoptr (HuValue) id = hu_value_new_string (into);

  for (gsize i = 0; i < hu_value_get_size (list); i++)
    {
      HuValue *item = hu_value_get_item (list, i);
      g_autoptr (HuValue) changed = NULL;
      HuValue *longer;

      if (g_strcmp0 (hu_value_get_member_string (item, key), from) == 0)
        item = changed = hu_value_object_with (item, key, id);
      longer = hu_value_list_with_item (result, item);
      g_clear_pointer (&result, hu_value_unref);
      result = longer;
    }
  return result;
}

HuRecord *
op_record_replace (HuRecord *record, HuKind kind, const char *from, const char *into)
{
  const char *key = kind == HU_KIND_SPEAKER ? "speaker" : "claim";
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (hu_record_get_kind (record), &n);
  HuRecordBuilder builder;
  HuValue *toward = hu_record_get (record, HU_MEMBER_TOWARD);

  hu_record_builder_init (&builder, hu_record_get_kind (record), hu_record_get_id (record), record);
  for (gsize i = 0; i < n; i++)
    {
      HuValue *value = hu_record_get (record, members[i].member);

      if (!value || members[i].refers_to != kind)
        continue;
      if (members[i].shape == HU_SHAPE_STRINGS)
        hu_record_builder_take (&builder, members[i].member,
                                hu_value_list_replace_string (value, from, into));
      else if (members[i].shape == HU_SHAPE_OBJECTS)
        hu_record_builder_take (&builder, members[i].member, objects_replace (value, key, from, into));
      else if (g_strcmp0 (hu_value_get_string (value), from) == 0)
        hu_record_builder_set_string (&builder, members[i].member, into);
    }
  if (g_strcmp0 (hu_value_get_member_string (toward, key), from) == 0)
    {
      g_autoptr (HuValue) id = hu_value_new_string (into);

      hu_record_builder_take (&builder, HU_MEMBER_TOWARD, hu_value_object_with (toward, key, id));
    }
  return hu_record_builder_end (&builder);
}

HuRecord *
hu_record_replace_speaker (HuRecord *record, const char *from, const char *into)
{
  return op_record_replace (record, HU_KIND_SPEAKER, from, into);
}

HuValue *
op_lists_join (HuValue *a, HuValue *b)
{
  HuValue *joined = a ? hu_value_ref (a) : NULL;

  for (gsize i = 0; i < hu_value_get_size (b); i++)
    {
      HuValue *item = hu_value_get_item (b, i);
      gboolean there = FALSE;
      HuValue *longer;

      for (gsize j = 0; j < hu_value_get_size (joined) && !there; j++)
        there = hu_value_equal (hu_value_get_item (joined, j), item);
      if (there)
        continue;
      longer = hu_value_list_with_item (joined, item);
      g_clear_pointer (&joined, hu_value_unref);
      joined = longer;
    }
  return joined;
}

static HuRecord *
speakers_join (HuRecord *into, HuRecord *from)
{
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (HU_KIND_SPEAKER, &n);
  const char *name = hu_record_get_string (from, HU_MEMBER_NAME);
  const char *own_name = hu_record_get_string (into, HU_MEMBER_NAME);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_SPEAKER, hu_record_get_id (into), into);
  for (gsize i = 0; i < n; i++)
    {
      HuValue *mine = hu_record_get (into, members[i].member);
      HuValue *theirs = hu_record_get (from, members[i].member);

      if (!theirs || members[i].member == HU_MEMBER_NAMED || members[i].member == HU_MEMBER_REGISTER)
        continue;
      if (!mine)
        hu_record_builder_take (&builder, members[i].member, hu_value_ref (theirs));
      else if (members[i].shape == HU_SHAPE_STRINGS || members[i].shape == HU_SHAPE_OBJECTS)
        hu_record_builder_take (&builder, members[i].member, op_lists_join (mine, theirs));
    }
  if (name && hu_speaker_is_named (from))
    hu_record_builder_take (&builder, HU_MEMBER_ALIASES,
                            hu_value_list_with_string (builder.members[HU_MEMBER_ALIASES], name));
  if (own_name)
    hu_record_builder_take (&builder, HU_MEMBER_ALIASES,
                            hu_value_list_without_string (builder.members[HU_MEMBER_ALIASES], own_name));
  return hu_record_builder_end (&builder);
}

char *
hu_stance_dup_key (HuRecord *stance)
{
  g_autoptr (GString) key = g_string_new (hu_record_get_string (stance, HU_MEMBER_CLAIM));
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);
  const char *speaker = hu_record_get_string (stance, HU_MEMBER_SPEAKER);
  gsize n;
  const HuSpan *spans = hu_record_get_spans (stance, &n);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (key, "%u-%u,", spans[i].start, spans[i].end);
  g_string_append_printf (key, "\n%s\n", speaker ? speaker : "");
  for (gsize i = 0; i < hu_value_get_size (toward); i++)
    g_string_append_printf (key, "%s\n%s\n", hu_value_get_key (toward, i),
                            hu_value_get_string (hu_value_get_nth (toward, i)));
  return g_string_free (g_steal_pointer (&key), FALSE);
}

static void
add_stance_keys (GHashTable *keys, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (hu_record_get_kind (g_ptr_array_index (records, i)) == HU_KIND_STANCE)
      g_hash_table_add (keys, hu_stance_dup_key (g_ptr_array_index (records, i)));
}

/* All that names @from names @into. One passage gives at most one stance of a holder toward a target: where
 * two become the same, the one that was @into's already stays. */
static void
replace_uses (HuEdit *edit, HuLayer *layer, const char *from, const char *into)
{
  g_autoptr (GPtrArray) users = op_get_referrers (edit, layer, HU_KIND_SPEAKER, from);
  g_autoptr (GPtrArray) others = op_get_referrers (edit, layer, HU_KIND_SPEAKER, into);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_stance_keys (keys, others);
  for (guint i = 0; i < users->len; i++)
    {
      HuRecord *user = g_ptr_array_index (users, i);
      HuKind kind = hu_record_get_kind (user);
      g_autoptr (HuRecord) changed = NULL;

      if (kind == HU_KIND_SPEAKER &&
          (strcmp (hu_record_get_id (user), from) == 0 || strcmp (hu_record_get_id (user), into) == 0))
        continue;
      changed = op_record_replace (user, HU_KIND_SPEAKER, from, into);
      if (kind == HU_KIND_STANCE && !g_hash_table_add (keys, hu_stance_dup_key (changed)))
        hu_edit_add (edit, user, NULL);
      else
        hu_edit_add (edit, user, changed);
    }
}

void
hu_op_merge_speakers (HuEdit *edit, HuLayer *layer, const char *from, const char *into)
{
  HuRecord *old = hu_op_lookup (edit, layer, HU_KIND_SPEAKER, from);
  HuRecord *kept = hu_op_lookup (edit, layer, HU_KIND_SPEAKER, into);
  g_autoptr (HuRecord) joined = NULL;
  g_autoptr (HuRecord) renamed = NULL;

  if (!old || !kept || old == kept)
    return;
  replace_uses (edit, layer, from, into);
  joined = speakers_join (kept, old);
  renamed = op_record_replace (joined, HU_KIND_SPEAKER, from, into);
  /* Nobody belongs to themselves. */
  op_replace (edit, kept, op_record_without (renamed, HU_KIND_SPEAKER, into));
  hu_edit_add (edit, hu_op_lookup (edit, layer, HU_KIND_SPEAKER, from), NULL);
  hu_edit_set_focus (edit, HU_KIND_SPEAKER, into);
}

/* Topics. */

static gboolean
has_label (HuRecord *record, gconstpointer data)
{
  const char *label = hu_record_get_string (record, HU_MEMBER_LABEL);
  g_autofree char *a = label ? g_utf8_casefold (label, -1) : NULL;
  g_autofree char *b = g_utf8_casefold (data, -1);

  return g_strcmp0 (a, b) == 0;
}

char *
hu_op_ensure_topic (HuEdit *edit, HuLayer *layer, const char *label, const char *scale)
{
  HuRecord *found;
  HuRecordBuilder builder;
  g_autofree char *id = NULL;

  g_return_val_if_fail (label != NULL && *label, NULL);
  found = find_record (edit, layer, HU_KIND_TOPIC, has_label, label);
  if (found)
    return g_strdup (hu_record_get_id (found));
  id = hu_op_new_slug (edit, layer, HU_KIND_TOPIC, label);
  hu_record_builder_init (&builder, HU_KIND_TOPIC, id, NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_LABEL, label);
  hu_record_builder_set_string (&builder, HU_MEMBER_SCALE, scale);
  op_replace (edit, NULL, hu_record_builder_end (&builder));
  return g_steal_pointer (&id);
}
