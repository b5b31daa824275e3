/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the layers of a folder lend each other: the topics and speakers found in them. */
#include "config.h"

#include "hu-found.h"

#include "hu-slug.h"

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (hu_record_get_id (*(HuRecord **) a), hu_record_get_id (*(HuRecord **) b));
}

GPtrArray *
hu_found_topics (GPtrArray *summaries)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *topics;

  g_return_val_if_fail (summaries != NULL, NULL);
  topics = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);
  for (guint i = 0; i < summaries->len; i++)
    {
      HuSummary *summary = g_ptr_array_index (summaries, i);

      for (guint j = 0; j < summary->topics->len; j++)
        {
          HuRecord *topic = g_ptr_array_index (summary->topics, j);

          if (g_hash_table_add (seen, (gpointer) hu_record_get_id (topic)))
            g_ptr_array_add (topics, hu_record_ref (topic));
        }
    }
  g_ptr_array_sort (topics, compare_ids);
  return topics;
}

/* The speakers so far. */
typedef struct
{
  GPtrArray *speakers; /* of HuRecord */
  GHashTable
      *places; /* "kind\nfolded name or alias", or "\nid in the register" → place in @speakers plus one */
  GHashTable *ids;
} Found;

static char *
name_key (HuRecord *speaker, const char *name)
{
  g_autofree char *folded = hu_name_fold (name);

  return g_strconcat (hu_speaker_get_kind (speaker), "\n", folded, NULL);
}

/* What @speaker is known by: its name, its aliases, its id in the project's register. */
static GPtrArray *
make_keys (HuRecord *speaker)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  const char *registered = hu_record_get_string (speaker, HU_MEMBER_REGISTER);

  if (registered)
    g_ptr_array_add (keys, g_strconcat ("\n", registered, NULL));
  g_ptr_array_add (keys, name_key (speaker, hu_speaker_get_name (speaker)));
  for (gsize i = 0; i < hu_record_get_size (speaker, HU_MEMBER_ALIASES); i++)
    g_ptr_array_add (keys, name_key (speaker, hu_record_get_nth (speaker, HU_MEMBER_ALIASES, i)));
  return keys;
}

/* Ids of another file mean nothing here, and notes are about what one document says. */
static gboolean
is_lent (const HuMemberInfo *info)
{
  return info->refers_to != HU_KIND_SPEAKER && info->member != HU_MEMBER_NOTE &&
         info->member != HU_MEMBER_FIELDS && info->member != HU_MEMBER_MODIFIED &&
         info->member != HU_MEMBER_CONFLICT;
}

/* Both lists, without what stands twice. @a, @b: (nullable). (transfer full) (nullable) */
static HuValue *
join_lists (HuValue *a, HuValue *b)
{
  HuValue *joined = a ? hu_value_ref (a) : NULL;

  for (gsize i = 0; i < hu_value_get_size (b); i++)
    {
      HuValue *longer = hu_value_list_with_string (joined, hu_value_get_item_string (b, i));

      g_clear_pointer (&joined, hu_value_unref);
      joined = longer;
    }
  return joined;
}

/* What is known of one speaker in two places. @known: (nullable). (transfer full) */
static HuRecord *
join (HuRecord *known, HuRecord *more, const char *id)
{
  HuRecordBuilder builder;
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (HU_KIND_SPEAKER, &n);

  hu_record_builder_init (&builder, HU_KIND_SPEAKER, id, known);
  for (gsize i = 0; i < n; i++)
    {
      HuValue *old = known ? hu_record_get (known, members[i].member) : NULL;
      HuValue *new = hu_record_get (more, members[i].member);

      if (!new || !is_lent (&members[i]))
        continue;
      if (members[i].shape == HU_SHAPE_STRINGS)
        hu_record_builder_take (&builder, members[i].member, join_lists (old, new));
      else if (!old)
        hu_record_builder_take (&builder, members[i].member, hu_value_ref (new));
    }
  return hu_record_builder_end (&builder);
}

static char *
free_id (Found *self, const char *wanted)
{
  char *id = g_strdup (wanted);

  for (guint i = 2; g_hash_table_contains (self->ids, id); i++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", wanted, i);
    }
  return id;
}

static void
add_speaker (Found *self, HuRecord *speaker)
{
  g_autoptr (GPtrArray) keys = make_keys (speaker);
  guint place = 0;

  for (guint i = 0; i < keys->len && place == 0; i++)
    place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, g_ptr_array_index (keys, i)));
  if (place > 0)
    {
      HuRecord *known = g_ptr_array_index (self->speakers, place - 1);

      self->speakers->pdata[place - 1] = join (known, speaker, hu_record_get_id (known));
      hu_record_unref (known);
    }
  else
    {
      g_autofree char *id = free_id (self, hu_record_get_id (speaker));

      g_ptr_array_add (self->speakers, join (NULL, speaker, id));
      g_hash_table_add (self->ids, g_steal_pointer (&id));
      place = self->speakers->len;
    }
  for (guint i = 0; i < keys->len; i++)
    if (!g_hash_table_contains (self->places, g_ptr_array_index (keys, i)))
      g_hash_table_insert (self->places, g_strdup (g_ptr_array_index (keys, i)), GUINT_TO_POINTER (place));
}

HuRegister *
hu_found_speakers (GPtrArray *summaries)
{
  Found self;
  HuRegister *found;

  g_return_val_if_fail (summaries != NULL, NULL);
  self.speakers = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);
  self.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < summaries->len; i++)
    {
      HuSummary *summary = g_ptr_array_index (summaries, i);

      for (guint j = 0; j < summary->speakers->len; j++)
        add_speaker (&self, g_ptr_array_index (summary->speakers, j));
    }
  found = hu_register_new (self.speakers, NULL);
  g_ptr_array_unref (self.speakers);
  g_hash_table_unref (self.places);
  g_hash_table_unref (self.ids);
  return found;
}
