/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The speaker register: the speakers that a project shares. */
#include "hu-register.h"

#include "hu-slug.h"

#include <string.h>

struct _HuRegister
{
  gatomicrefcount refs;
  gboolean is_file;
  HuValue *rest;
  GPtrArray *speakers; /* by id */
  GHashTable *by_id;   /* id → record */
  GHashTable *by_name; /* folded name or alias → GPtrArray of records */
};

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (hu_record_get_id (*(HuRecord **) a), hu_record_get_id (*(HuRecord **) b));
}

static void
add_name (HuRegister *self, const char *name, HuRecord *speaker)
{
  g_autofree char *folded = hu_name_fold (name);
  GPtrArray *records = g_hash_table_lookup (self->by_name, folded);

  if (!records)
    {
      records = g_ptr_array_new ();
      g_hash_table_insert (self->by_name, g_steal_pointer (&folded), records);
    }
  g_ptr_array_add (records, speaker);
}

HuRegister *
hu_register_new (GPtrArray *speakers, HuValue *rest)
{
  HuRegister *self = g_new0 (HuRegister, 1);

  g_atomic_ref_count_init (&self->refs);
  self->rest = rest ? hu_value_ref (rest) : NULL;
  self->speakers = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; speakers && i < speakers->len; i++)
    g_ptr_array_add (self->speakers, hu_record_ref (g_ptr_array_index (speakers, i)));
  g_ptr_array_sort (self->speakers, compare_ids);
  for (guint i = 0; i < self->speakers->len; i++)
    {
      HuRecord *speaker = g_ptr_array_index (self->speakers, i);

      g_hash_table_insert (self->by_id, (gpointer) hu_record_get_id (speaker), speaker);
      add_name (self, hu_speaker_get_name (speaker), speaker);
      for (gsize j = 0; j < hu_record_get_size (speaker, HU_MEMBER_ALIASES); j++)
        add_name (self, hu_record_get_nth (speaker, HU_MEMBER_ALIASES, j), speaker);
    }
  return self;
}

HuRegister *
hu_register_ref (HuRegister *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hu_register_unref (HuRegister *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->speakers);
  g_clear_pointer (&self->rest, hu_value_unref);
  g_free (self);
}

gboolean
hu_register_get_is_file (HuRegister *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->is_file;
}

void
hu_register_mark_file (HuRegister *self)
{
  g_return_if_fail (self != NULL);
  self->is_file = TRUE;
}

HuValue *
hu_register_get_rest (HuRegister *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->rest;
}

gsize
hu_register_get_size (HuRegister *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->speakers->len;
}

HuRecord *
hu_register_get_nth (HuRegister *self, gsize index)
{
  g_return_val_if_fail (self != NULL && index < self->speakers->len, NULL);
  return g_ptr_array_index (self->speakers, index);
}

HuRecord *
hu_register_find (HuRegister *self, const char *id)
{
  HuValue *merged;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  merged = hu_value_get_member (self->rest, "merged");
  /* A chain of merges has at most as many steps as entries: a circle in a hostile file ends. */
  for (gsize steps = 0; steps <= hu_value_get_size (merged); steps++)
    {
      HuRecord *found = g_hash_table_lookup (self->by_id, id);

      if (found)
        return found;
      id = hu_value_get_member_string (merged, id);
      if (!id)
        return NULL;
    }
  return NULL;
}

HuRecord *
hu_register_find_name (HuRegister *self, const char *name)
{
  g_autofree char *folded = NULL;
  GPtrArray *records;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);
  folded = hu_name_fold (name);
  records = g_hash_table_lookup (self->by_name, folded);
  return records ? g_ptr_array_index (records, 0) : NULL;
}

static HuRecord *
find_same_by_name (HuRegister *self, const char *name, const char *kind)
{
  g_autofree char *folded = hu_name_fold (name);
  GPtrArray *records = g_hash_table_lookup (self->by_name, folded);

  for (guint i = 0; records && i < records->len; i++)
    {
      HuRecord *record = g_ptr_array_index (records, i);

      if (hu_speaker_is_named (record) && strcmp (hu_speaker_get_kind (record), kind) == 0)
        return record;
    }
  return NULL;
}

HuRecord *
hu_register_find_same (HuRegister *self, HuRecord *speaker)
{
  const char *name, *kind;
  HuRecord *found;

  g_return_val_if_fail (self != NULL && speaker != NULL, NULL);
  name = hu_record_get_string (speaker, HU_MEMBER_NAME);
  if (!name || !hu_speaker_is_named (speaker))
    return NULL;
  kind = hu_speaker_get_kind (speaker);
  found = find_same_by_name (self, name, kind);
  for (gsize i = 0; !found && i < hu_record_get_size (speaker, HU_MEMBER_ALIASES); i++)
    found = find_same_by_name (self, hu_record_get_nth (speaker, HU_MEMBER_ALIASES, i), kind);
  return found;
}

HuRegister *
hu_register_with_speaker (HuRegister *self, HuRecord *speaker)
{
  g_autoptr (GPtrArray) speakers = g_ptr_array_new ();
  HuRegister *changed;

  g_return_val_if_fail (self != NULL && speaker != NULL, NULL);
  for (guint i = 0; i < self->speakers->len; i++)
    {
      HuRecord *old = g_ptr_array_index (self->speakers, i);

      if (strcmp (hu_record_get_id (old), hu_record_get_id (speaker)) != 0)
        g_ptr_array_add (speakers, old);
    }
  g_ptr_array_add (speakers, speaker);
  changed = hu_register_new (speakers, self->rest);
  changed->is_file = self->is_file;
  return changed;
}

gboolean
hu_speaker_is_named (HuRecord *speaker)
{
  HuValue *named;

  g_return_val_if_fail (speaker != NULL, FALSE);
  named = hu_record_get (speaker, HU_MEMBER_NAMED);
  return !named || hu_value_get_boolean (named);
}

const char *
hu_speaker_get_kind (HuRecord *speaker)
{
  const char *kind;

  g_return_val_if_fail (speaker != NULL, NULL);
  kind = hu_record_get_string (speaker, HU_MEMBER_KIND);
  return kind ? kind : "person";
}

const char *
hu_speaker_get_name (HuRecord *speaker)
{
  const char *name;

  g_return_val_if_fail (speaker != NULL, NULL);
  name = hu_record_get_string (speaker, HU_MEMBER_NAME);
  return name ? name : hu_record_get_id (speaker);
}

/* The first letter of a word, with the marks that belong to it. */
static void
append_initial (GString *out, const char *word)
{
  while (*word && !g_unichar_isalnum (g_utf8_get_char (word)))
    word = g_utf8_next_char (word);
  if (!*word)
    return;
  g_string_append_unichar (out, g_utf8_get_char (word));
  for (word = g_utf8_next_char (word); g_unichar_ismark (g_utf8_get_char (word));
       word = g_utf8_next_char (word))
    g_string_append_unichar (out, g_utf8_get_char (word));
}

char *
hu_speaker_get_initials (HuRecord *speaker)
{
  g_autofree char *name = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) initials = g_string_new (NULL);
  const char *first, *last;

  g_return_val_if_fail (speaker != NULL, NULL);
  name = g_strstrip (g_strdup (hu_speaker_get_name (speaker)));
  words = g_strsplit_set (name, " \t\n-", -1);
  first = words[0] ? words[0] : name;
  last = words[0] ? words[g_strv_length (words) - 1] : name;
  append_initial (initials, first);
  if (last != first)
    append_initial (initials, last);
  else if (*first && g_utf8_strlen (first, -1) > 1 && !g_unichar_isupper (g_utf8_get_char (first)))
    append_initial (initials, g_utf8_next_char (first));
  if (initials->len == 0)
    g_string_append_c (initials, '?');
  return g_string_free (g_steal_pointer (&initials), FALSE);
}

guint
hu_speaker_get_color_index (HuRecord *speaker, guint n)
{
  const char *id;
  g_autofree char *slug = NULL;
  guint32 hash = 2166136261u;

  g_return_val_if_fail (speaker != NULL && n > 0, 0);
  id = hu_record_get_string (speaker, HU_MEMBER_REGISTER);
  if (!id)
    id = slug = hu_slug (hu_speaker_get_name (speaker));
  /* FNV-1a: the same letters give the same colour on every machine. */
  for (const char *p = id; *p; p++)
    hash = (hash ^ (guchar) *p) * 16777619u;
  return (hash ^ (hash >> 16)) % n;
}
