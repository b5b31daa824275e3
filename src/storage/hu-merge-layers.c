/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging a whole layer that was changed on two sides.
 *
 * Records have ids that two sides don't make alike by chance, so most of it is hu_merge_record() for each id.
 * The rest follows from what records are to each other. Speakers have ids made of names: the same id may be
 * two people, and one person may have got two ids; that is put right first, in a copy of mine, for theirs may
 * be out in the world. A passage shows one stance of a holder toward a target: made on both sides it is one
 * record, like a member that both set. And where one side removed what the other one's records refer to, what
 * is referred to stays: changed beats deleted.
 */
#include "config.h"

#include "hu-merge-layers.h"

#include "hu-merge.h"
#include "hu-operations.h"
#include "hu-register.h"
#include "hu-slug.h"

#include <string.h>

typedef enum
{
  BASE,
  MINE,
  THEIRS,
  MERGED,
  N_SIDES
} Side;

typedef struct
{
  GHashTable *sides[N_SIDES][HU_N_KINDS]; /* id, which the record owns → record */
  HuText *text;
  guint n_conflicts;
} Merge;

void
hu_layer_merge_free (HuLayerMerge *self)
{
  hu_snapshot_unref (self->snapshot);
  hu_edit_unref (self->edit);
  g_free (self->by);
  g_free (self);
}

/* Tables. */

static HuRecord *
get (Merge *self, Side side, HuKind kind, const char *id)
{
  return g_hash_table_lookup (self->sides[side][kind], id);
}

static void
put (Merge *self, Side side, HuRecord *record)
{
  g_hash_table_replace (self->sides[side][hu_record_get_kind (record)], (gpointer) hu_record_get_id (record),
                        hu_record_ref (record));
}

static void
fill (Merge *self, Side side, HuSnapshot *snapshot)
{
  for (HuKind kind = HU_KIND_DOCUMENT; kind < HU_N_KINDS; kind++)
    {
      self->sides[side][kind] =
          g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) hu_record_unref);
      for (guint i = 0; snapshot && i < snapshot->records[kind]->len; i++)
        put (self, side, g_ptr_array_index (snapshot->records[kind], i));
    }
  /* A layer always has these, though empty ones aren't written. */
  for (HuKind kind = HU_KIND_DOCUMENT; snapshot && kind <= HU_KIND_LAYER; kind++)
    if (!get (self, side, kind, ""))
      {
        g_autoptr (HuRecord) record = hu_record_new (kind, "");

        put (self, side, record);
      }
}

static void
clear (Merge *self)
{
  for (guint side = 0; side < N_SIDES; side++)
    for (guint kind = 0; kind < HU_N_KINDS; kind++)
      g_hash_table_unref (self->sides[side][kind]);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The records of one side in the order of their ids, so that the outcome doesn't depend on a hash. (transfer
 * full) */
static GPtrArray *
list (Merge *self, Side side, HuKind kind)
{
  guint n;
  g_autofree gpointer *ids = g_hash_table_get_keys_as_array (self->sides[side][kind], &n);
  GPtrArray *records = g_ptr_array_new_full (n, (GDestroyNotify) hu_record_unref);

  qsort (ids, n, sizeof *ids, compare_ids);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (records, hu_record_ref (get (self, side, kind, ids[i])));
  return records;
}

/* Speakers. */

static gboolean
is_same_person (HuRecord *a, HuRecord *b)
{
  const char *x = hu_record_get_string (a, HU_MEMBER_REGISTER);
  const char *y = hu_record_get_string (b, HU_MEMBER_REGISTER);
  g_autofree char *name = hu_name_fold (hu_speaker_get_name (a));
  g_autofree char *other = hu_name_fold (hu_speaker_get_name (b));
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (HuRegister) among = NULL;

  if (x && y)
    return strcmp (x, y) == 0;
  if (strcmp (name, other) == 0)
    return TRUE;
  one = g_ptr_array_new ();
  g_ptr_array_add (one, b);
  among = hu_register_new (one, NULL);
  return hu_register_find_same (among, a) != NULL;
}

/* An id that nobody has, the same at each try for the same speaker. (transfer full) */
static char *
make_other_id (Merge *self, HuRecord *speaker)
{
  const char *id = hu_record_get_id (speaker),
             *registered = hu_record_get_string (speaker, HU_MEMBER_REGISTER);
  g_autofree char *seed = g_strdup_printf ("%s\n%s\n%s", hu_speaker_get_name (speaker),
                                           hu_speaker_get_kind (speaker), registered ? registered : "");
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, seed, -1);

  for (int length = 6; length < 64; length++)
    {
      g_autofree char *other = g_strdup_printf ("%s-%.*s", id, length, hash);

      if (!get (self, BASE, HU_KIND_SPEAKER, other) && !get (self, MINE, HU_KIND_SPEAKER, other) &&
          !get (self, THEIRS, HU_KIND_SPEAKER, other))
        return g_steal_pointer (&other);
    }
  return g_uuid_string_random ();
}

/* In mine, speaker @from is called @to from now on. */
static void
rename_speaker (Merge *self, const char *from, const char *to)
{
  HuRecord *speaker = get (self, MINE, HU_KIND_SPEAKER, from);
  g_autoptr (HuRecord) renamed = hu_record_with_id (speaker, to);
  g_autofree char *old = g_strdup (from);

  g_hash_table_remove (self->sides[MINE][HU_KIND_SPEAKER], old);
  put (self, MINE, renamed);
  for (HuKind kind = HU_KIND_SPEAKER; kind < HU_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) records = list (self, MINE, kind);

      for (guint i = 0; i < records->len; i++)
        {
          HuRecord *record = g_ptr_array_index (records, i);
          g_autoptr (HuRecord) changed = hu_record_replace_speaker (record, old, to);

          if (!hu_record_equal (record, changed))
            put (self, MINE, changed);
        }
    }
}

/* Those that @side made, which the other one doesn't know. (transfer full) */
static GPtrArray *
list_new (Merge *self, Side side, HuKind kind)
{
  Side other = side == MINE ? THEIRS : MINE;
  GPtrArray *records = list (self, side, kind);

  for (guint i = records->len; i-- > 0;)
    {
      const char *id = hu_record_get_id (g_ptr_array_index (records, i));

      if (get (self, BASE, kind, id) || get (self, other, kind, id))
        g_ptr_array_remove_index (records, i);
    }
  return records;
}

/* One person who was made on both sides under two ids has theirs. */
static void
join_speakers (Merge *self)
{
  g_autoptr (GPtrArray) mine = list_new (self, MINE, HU_KIND_SPEAKER);
  g_autoptr (GPtrArray) theirs = list_new (self, THEIRS, HU_KIND_SPEAKER);
  g_autoptr (HuRegister) among = NULL;
  g_autoptr (GHashTable) joined = g_hash_table_new (g_str_hash, g_str_equal);

  if (mine->len == 0 || theirs->len == 0)
    return;
  among = hu_register_new (theirs, NULL);
  for (guint i = 0; i < mine->len; i++)
    {
      HuRecord *my = g_ptr_array_index (mine, i);
      HuRecord *their = hu_register_find_same (among, my);

      if (their && is_same_person (my, their) &&
          g_hash_table_add (joined, (gpointer) hu_record_get_id (their)))
        rename_speaker (self, hu_record_get_id (my), hu_record_get_id (their));
    }
}

static void
tell_speakers_apart (Merge *self)
{
  g_autoptr (GPtrArray) mine = list (self, MINE, HU_KIND_SPEAKER);

  for (guint i = 0; i < mine->len; i++)
    {
      HuRecord *my = g_ptr_array_index (mine, i);
      const char *id = hu_record_get_id (my);
      HuRecord *their = get (self, THEIRS, HU_KIND_SPEAKER, id);
      g_autofree char *other = NULL;

      if (!their || get (self, BASE, HU_KIND_SPEAKER, id) || is_same_person (my, their))
        continue;
      other = make_other_id (self, my);
      rename_speaker (self, id, other);
    }
}

/* Stances. */

static void
join_stances (Merge *self)
{
  g_autoptr (GPtrArray) mine = list_new (self, MINE, HU_KIND_STANCE);
  g_autoptr (GPtrArray) theirs = list_new (self, THEIRS, HU_KIND_STANCE);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < mine->len; i++)
    {
      HuRecord *stance = g_ptr_array_index (mine, i);

      if (hu_record_get (stance, HU_MEMBER_TOWARD))
        g_hash_table_replace (by_key, hu_stance_dup_key (stance), stance);
    }
  for (guint i = 0; i < theirs->len; i++)
    {
      HuRecord *their = g_ptr_array_index (theirs, i);
      g_autofree char *key = hu_stance_dup_key (their);
      HuRecord *my = g_hash_table_lookup (by_key, key);
      g_autoptr (HuRecord) renamed = NULL;

      if (!my)
        continue;
      g_hash_table_remove (by_key, key);
      renamed = hu_record_with_id (my, hu_record_get_id (their));
      g_hash_table_remove (self->sides[MINE][HU_KIND_STANCE], hu_record_get_id (my));
      put (self, MINE, renamed);
    }
}

/* The text's own facts. */

static void
take_facts (Merge *self, Side side)
{
  static const HuMember facts[] = { HU_MEMBER_FILE, HU_MEMBER_SHA256, HU_MEMBER_TEXT_SHA256,
                                    HU_MEMBER_ENCODING, HU_MEMBER_CHARACTERS };
  HuRecord *mine = get (self, MINE, HU_KIND_DOCUMENT, ""), *record = get (self, side, HU_KIND_DOCUMENT, "");
  HuRecordBuilder builder;
  g_autoptr (HuRecord) changed = NULL;

  if (!record)
    return;
  hu_record_builder_init (&builder, HU_KIND_DOCUMENT, "", record);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      HuValue *value = hu_record_get (mine, facts[i]);

      hu_record_builder_take (&builder, facts[i], value ? hu_value_ref (value) : NULL);
    }
  changed = hu_record_builder_end (&builder);
  put (self, side, changed);
}

/* Records. */

static void
merge_id (Merge *self, HuKind kind, const char *id)
{
  g_autoptr (HuRecord) merged =
      hu_merge_record (get (self, BASE, kind, id), get (self, MINE, kind, id), get (self, THEIRS, kind, id),
                       self->text, &self->n_conflicts);

  if (merged)
    put (self, MERGED, merged);
}

static void
merge_records (Merge *self)
{
  for (HuKind kind = HU_KIND_DOCUMENT; kind < HU_N_KINDS; kind++)
    {
      GHashTableIter iter;
      const char *id;

      g_hash_table_iter_init (&iter, self->sides[MINE][kind]);
      while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
        merge_id (self, kind, id);
      g_hash_table_iter_init (&iter, self->sides[THEIRS][kind]);
      while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
        if (!get (self, MINE, kind, id))
          merge_id (self, kind, id);
    }
}

/* What records are to each other. */

typedef struct
{
  Merge *merge;
  GPtrArray *waiting; /* records whose references weren't looked at */
} Closing;

static void
keep (Closing *closing, HuRecord *record)
{
  put (closing->merge, MERGED, record);
  g_ptr_array_add (closing->waiting, hu_record_ref (record));
}

static void
keep_referred (HuKind kind, const char *id, gpointer user_data)
{
  Closing *closing = user_data;
  static const Side sides[] = { MINE, THEIRS, BASE };

  if (get (closing->merge, MERGED, kind, id))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      HuRecord *record = get (closing->merge, sides[i], kind, id);

      if (record)
        {
          keep (closing, record);
          return;
        }
    }
}

/* A side that removed a claim, which stays, removed its stances only with it. */
static void
keep_stances (Closing *closing)
{
  Merge *self = closing->merge;
  g_autoptr (GPtrArray) stances = list (self, BASE, HU_KIND_STANCE);

  for (guint i = 0; i < stances->len; i++)
    {
      const char *id = hu_record_get_id (g_ptr_array_index (stances, i));
      HuRecord *mine = get (self, MINE, HU_KIND_STANCE, id), *theirs = get (self, THEIRS, HU_KIND_STANCE, id);
      HuRecord *left = mine ? mine : theirs;
      const char *claim = left ? hu_record_get_string (left, HU_MEMBER_CLAIM) : NULL;

      if (claim && !mine != !theirs && !get (self, MERGED, HU_KIND_STANCE, id) &&
          get (self, MERGED, HU_KIND_CLAIM, claim) && !get (self, mine ? THEIRS : MINE, HU_KIND_CLAIM, claim))
        keep (closing, left);
    }
}

static void
close_references (Merge *self)
{
  Closing closing = { self, g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref) };

  for (HuKind kind = HU_KIND_DOCUMENT; kind < HU_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) records = list (self, MERGED, kind);

      for (guint i = 0; i < records->len; i++)
        g_ptr_array_add (closing.waiting, hu_record_ref (g_ptr_array_index (records, i)));
    }
  do
    {
      while (closing.waiting->len > 0)
        {
          g_autoptr (HuRecord) record =
              g_ptr_array_steal_index_fast (closing.waiting, closing.waiting->len - 1);

          hu_record_foreach_reference (record, keep_referred, &closing);
        }
      keep_stances (&closing);
    }
  while (closing.waiting->len > 0);
  g_ptr_array_unref (closing.waiting);
}

/* What came of it. */

static HuSnapshot *
make_snapshot (Merge *self)
{
  HuSnapshot *snapshot = hu_snapshot_new ();

  for (HuKind kind = HU_KIND_DOCUMENT; kind < HU_N_KINDS; kind++)
    {
      GHashTableIter iter;
      HuRecord *record;

      g_hash_table_iter_init (&iter, self->sides[MERGED][kind]);
      while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &record))
        g_ptr_array_add (snapshot->records[kind], hu_record_ref (record));
    }
  hu_snapshot_sort (snapshot);
  return snapshot;
}

static void
note_by (HuLayerMerge *result, HuRecord *record, gboolean *several)
{
  const char *by =
      HU_KIND_IS_TAG (hu_record_get_kind (record)) ? hu_record_get_string (record, HU_MEMBER_BY) : NULL;

  if (!HU_KIND_IS_TAG (hu_record_get_kind (record)) || *several)
    return;
  if (!by || (result->by && strcmp (by, result->by) != 0))
    {
      g_clear_pointer (&result->by, g_free);
      *several = TRUE;
    }
  else if (!result->by)
    result->by = g_strdup (by);
}

/* From mine, as it was given, to the merged layer. */
static void
make_edit (Merge *self, HuSnapshot *mine, HuLayerMerge *result)
{
  gboolean several = FALSE;

  for (HuKind kind = HU_KIND_DOCUMENT; kind < HU_N_KINDS; kind++)
    {
      g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GPtrArray) merged = list (self, MERGED, kind);

      for (guint i = 0; i < mine->records[kind]->len; i++)
        {
          HuRecord *before = g_ptr_array_index (mine->records[kind], i);
          HuRecord *after = get (self, MERGED, kind, hu_record_get_id (before));

          g_hash_table_add (known, (gpointer) hu_record_get_id (before));
          if (hu_record_equal (before, after))
            continue;
          hu_edit_add (result->edit, before, after);
          (after ? result->changed : result->removed)[kind]++;
          if (after)
            note_by (result, after, &several);
        }
      for (guint i = 0; i < merged->len; i++)
        {
          HuRecord *after = g_ptr_array_index (merged, i);
          g_autoptr (HuRecord) empty = NULL;

          if (g_hash_table_contains (known, hu_record_get_id (after)))
            continue;
          /* The document opened without these two has empty ones. */
          empty = kind <= HU_KIND_LAYER ? hu_record_new (kind, "") : NULL;
          if (hu_record_equal (empty, after))
            continue;
          hu_edit_add (result->edit, empty, after);
          (empty ? result->changed : result->added)[kind]++;
          note_by (result, after, &several);
        }
    }
}

HuLayerMerge *
hu_merge_layers (HuSnapshot *base, HuSnapshot *mine, HuSnapshot *theirs, HuText *text, const char *label)
{
  Merge self = { .text = text };
  HuLayerMerge *result;

  g_return_val_if_fail (mine != NULL && theirs != NULL, NULL);
  fill (&self, BASE, base);
  fill (&self, MINE, mine);
  fill (&self, THEIRS, theirs);
  fill (&self, MERGED, NULL);
  take_facts (&self, BASE);
  take_facts (&self, THEIRS);
  join_speakers (&self);
  tell_speakers_apart (&self);
  join_stances (&self);
  merge_records (&self);
  close_references (&self);

  result = g_new0 (HuLayerMerge, 1);
  result->snapshot = make_snapshot (&self);
  result->edit = hu_edit_new (label);
  result->n_conflicts = self.n_conflicts;
  make_edit (&self, mine, result);
  clear (&self);
  return result;
}

gboolean
hu_layers_are_of_one_text (HuSnapshot *a, HuSnapshot *b)
{
  static const HuMember facts[] = { HU_MEMBER_TEXT_SHA256, HU_MEMBER_CHARACTERS };
  HuRecord *x, *y;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  x = hu_snapshot_get_only (a, HU_KIND_DOCUMENT);
  y = hu_snapshot_get_only (b, HU_KIND_DOCUMENT);
  for (guint i = 0; x && y && i < G_N_ELEMENTS (facts); i++)
    {
      HuValue *one = hu_record_get (x, facts[i]), *other = hu_record_get (y, facts[i]);

      if (one && other && !hu_value_equal (one, other))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_older (HuRecord *record, HuRecord *than)
{
  HuMember stamp = HU_MEMBER_MODIFIED;

  if (!hu_kind_find_member (hu_record_get_kind (than), stamp))
    return FALSE;
  return g_strcmp0 (hu_record_get_string (record, stamp), hu_record_get_string (than, stamp)) < 0;
}

HuSnapshot *
hu_merge_trim_base (HuSnapshot *base, HuSnapshot *mine, HuSnapshot *theirs)
{
  Merge self = { 0 };
  HuSnapshot *trimmed;

  g_return_val_if_fail (base != NULL && mine != NULL && theirs != NULL, NULL);
  trimmed = hu_snapshot_new ();
  fill (&self, BASE, NULL);
  fill (&self, MINE, mine);
  fill (&self, THEIRS, theirs);
  fill (&self, MERGED, NULL);
  for (HuKind kind = HU_KIND_DOCUMENT; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < base->records[kind]->len; i++)
      {
        HuRecord *record = g_ptr_array_index (base->records[kind], i);
        HuRecord *my = get (&self, MINE, kind, hu_record_get_id (record));
        HuRecord *their = get (&self, THEIRS, kind, hu_record_get_id (record));

        if (my && their && !is_older (my, record) && !is_older (their, record))
          g_ptr_array_add (trimmed->records[kind], hu_record_ref (record));
      }
  clear (&self);
  return trimmed;
}
