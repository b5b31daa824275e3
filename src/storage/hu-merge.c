/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging a record that was changed on two sides.
 *
 * The unit is the member. Where only one side changed it there is nothing to decide, and where both made the
 * same of it neither. For the rest the member's shape says what it is: a set (lists in any order, ranges of
 * the text, objects that are collections of fields) takes what either side added or removed; anything else is
 * one thing, of which two can't be had. Mine stays then, theirs goes under `conflict`, for a person to
 * choose. Some members exclude each other (a claim has speakers or a voice): where each side set another of
 * them that is a conflict too, though no single member is.
 */
#include "hu-merge.h"

#include "hu-json.h"
#include "hu-passage.h"

#include <string.h>

/* Longer lists are one thing: comparing each with each would take too long. */
#define MAX_SET 4096

/* Members of which a record has one or the other. */
static const struct
{
  HuKind kind;
  HuMember one;
  HuMember other;
} exclusive[] = {
  { HU_KIND_CLAIM, HU_MEMBER_SPEAKERS, HU_MEMBER_VOICE },
  { HU_KIND_STANCE, HU_MEMBER_SPEAKER, HU_MEMBER_VOICE },
  { HU_KIND_STANCE, HU_MEMBER_CLAIM, HU_MEMBER_PASSAGE },
  { HU_KIND_STANCE, HU_MEMBER_CLAIM, HU_MEMBER_BASIS },
};

typedef struct
{
  HuRecord *base; /* nullable, the others aren't */
  HuRecord *mine;
  HuRecord *theirs;
  HuText *text;
  HuRecordBuilder result;
  HuValue *conflict; /* what goes under that member */
  guint n_conflicts;
  gboolean quiet; /* nothing new goes there */
} Merge;

static HuValue *
ref_or_null (HuValue *value)
{
  return value ? hu_value_ref (value) : NULL;
}

/* Sets. */

static gboolean
has_item (HuValue *list, HuValue *item)
{
  for (gsize i = 0; i < hu_value_get_size (list); i++)
    if (hu_value_equal (hu_value_get_item (list, i), item))
      return TRUE;
  return FALSE;
}

static gboolean
is_small (HuValue *list)
{
  return hu_value_get_size (list) <= MAX_SET;
}

/* Mine in its order without what they removed, then what they added. (transfer full) (nullable) */
static HuValue *
merge_sets (HuValue *base, HuValue *mine, HuValue *theirs)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (gsize i = 0; i < hu_value_get_size (mine); i++)
    {
      HuValue *item = hu_value_get_item (mine, i);

      if (!has_item (base, item) || has_item (theirs, item))
        g_ptr_array_add (items, hu_value_ref (item));
    }
  for (gsize i = 0; i < hu_value_get_size (theirs); i++)
    {
      HuValue *item = hu_value_get_item (theirs, i);

      if (!has_item (base, item) && !has_item (mine, item))
        g_ptr_array_add (items, hu_value_ref (item));
    }
  return items->len ? hu_value_new_list_take ((HuValue **) items->pdata, items->len) : NULL;
}

/* Ranges of the text, as the set of the code points in them. */

static void
add_edges (GArray *edges, HuValue *ranges)
{
  for (gsize i = 0; i < hu_value_get_size (ranges); i++)
    for (gsize j = 0; j < 2; j++)
      {
        gint64 edge = hu_value_get_int (hu_value_get_item (hu_value_get_item (ranges, i), j));

        g_array_append_val (edges, edge);
      }
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* Whether @offset is in a range; @next: (inout): the first range that may hold it, as offsets only rise. */
static gboolean
holds (HuValue *ranges, gint64 offset, gsize *next)
{
  while (*next < hu_value_get_size (ranges) &&
         hu_value_get_int (hu_value_get_item (hu_value_get_item (ranges, *next), 1)) <= offset)
    (*next)++;
  return *next < hu_value_get_size (ranges) &&
         hu_value_get_int (hu_value_get_item (hu_value_get_item (ranges, *next), 0)) <= offset;
}

static void
end_range (GPtrArray *ranges, gint64 start, gint64 end)
{
  HuValue *ends[] = { hu_value_new_int (start), hu_value_new_int (end) };

  g_ptr_array_add (ranges, hu_value_new_list_take (ends, 2));
}

/* (transfer full) (nullable) */
static HuValue *
merge_ranges (HuValue *base, HuValue *mine, HuValue *theirs)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) ranges = g_ptr_array_new ();
  gsize next[3] = { 0 };
  gint64 start = -1;

  add_edges (edges, base);
  add_edges (edges, mine);
  add_edges (edges, theirs);
  g_array_sort (edges, compare_edges);
  for (guint i = 0; i < edges->len; i++)
    {
      gint64 edge = g_array_index (edges, gint64, i);
      gboolean in_base = holds (base, edge, &next[0]);
      gboolean in_mine = holds (mine, edge, &next[1]);
      gboolean in_theirs = holds (theirs, edge, &next[2]);
      gboolean in = in_mine == in_base ? in_theirs : in_mine;

      if (in && start < 0)
        start = edge;
      else if (!in && start >= 0)
        {
          end_range (ranges, start, edge);
          start = -1;
        }
    }
  return ranges->len ? hu_value_new_list_take ((HuValue **) ranges->pdata, ranges->len) : NULL;
}

/* Collections of fields. */

static void
replace_member (HuValue **object, const char *key, HuValue *value)
{
  HuValue *changed = hu_value_object_with (*object, key, value);

  g_clear_pointer (object, hu_value_unref);
  *object = changed;
}

/* Field by field. @left: (inout): their value of each field where mine was kept. (transfer full) (nullable)
 */
static HuValue *
merge_fields (HuValue *base, HuValue *mine, HuValue *theirs, HuValue **left)
{
  HuValue *result = ref_or_null (mine);

  for (gsize i = 0; i < hu_value_get_size (theirs); i++)
    {
      const char *key = hu_value_get_key (theirs, i);
      HuValue *their = hu_value_get_nth (theirs, i);
      HuValue *my = hu_value_get_member (mine, key), *old = hu_value_get_member (base, key);

      if (hu_value_equal (their, old) || hu_value_equal (their, my))
        continue;
      if (!my || hu_value_equal (my, old))
        replace_member (&result, key, their);
      else
        replace_member (left, key, their);
    }
  for (gsize i = 0; i < hu_value_get_size (base); i++)
    {
      const char *key = hu_value_get_key (base, i);

      if (!hu_value_get_member (theirs, key) &&
          hu_value_equal (hu_value_get_nth (base, i), hu_value_get_member (mine, key)))
        replace_member (&result, key, NULL);
    }
  return result;
}

/* Members. */

static HuValue *
get (HuRecord *record, HuMember member)
{
  return record ? hu_record_get (record, member) : NULL;
}

/* What a `conflict` can hold: a passage as the list of its spans. (transfer full) */
static HuValue *
as_json (Merge *self, HuValue *value)
{
  g_autoptr (HuJsonWriter) writer = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (hu_value_get_type_of (value) != HU_VALUE_PASSAGE)
    return hu_value_ref (value);
  writer = hu_json_writer_new (HU_JSON_WRITER_COMPACT);
  hu_passage_write (writer, value, self->text);
  hu_json_writer_end_document (writer);
  bytes = hu_json_writer_steal (writer);
  return hu_json_parse (bytes, "", NULL);
}

/* A speaker that both sides have from the project's register. */
static gboolean
is_copy (Merge *self)
{
  const char *mine = hu_record_get_string (self->mine, HU_MEMBER_REGISTER);

  return hu_record_get_kind (self->mine) == HU_KIND_SPEAKER && mine &&
         g_strcmp0 (mine, hu_record_get_string (self->theirs, HU_MEMBER_REGISTER)) == 0;
}

static gboolean
theirs_is_later (Merge *self)
{
  return g_strcmp0 (hu_record_get_string (self->mine, HU_MEMBER_MODIFIED),
                    hu_record_get_string (self->theirs, HU_MEMBER_MODIFIED)) < 0;
}

static void
note_conflict (Merge *self, const char *key, HuValue *theirs)
{
  HuKind kind = hu_record_get_kind (self->mine);
  g_autoptr (HuValue) value = NULL;

  /* Copies of the codebook's and the register's entries never conflict. */
  if (!theirs || !hu_kind_find_member (kind, HU_MEMBER_CONFLICT) || is_copy (self) || self->quiet)
    return;
  value = as_json (self, theirs);
  replace_member (&self->conflict, key, value);
  self->n_conflicts++;
}

/* Stamps are no opinions: of two, one is right. NULL where @member is none. */
static HuValue *
choose_stamp (HuMember member, HuValue *mine, HuValue *theirs)
{
  int order;

  switch (member)
    {
    case HU_MEMBER_MODIFIED:
      order = g_strcmp0 (hu_value_get_string (mine), hu_value_get_string (theirs));
      break;
    case HU_MEMBER_CREATED:
      order = -g_strcmp0 (hu_value_get_string (mine), hu_value_get_string (theirs));
      break;
    case HU_MEMBER_REVISION:
      order = hu_value_get_int (mine) < hu_value_get_int (theirs) ? -1 : 1;
      break;
    case HU_MEMBER_CODEBOOK:
      order = hu_value_get_int (hu_value_get_member (mine, "revision")) <
                      hu_value_get_int (hu_value_get_member (theirs, "revision"))
                  ? -1
                  : 1;
      break;
    case HU_MEMBER_LAYER:
      order = 0; /* whose layer it is was written by whoever came first */
      break;
    default:
      return NULL;
    }
  return order < 0 ? theirs : mine;
}

/* Parts are ranges of the text that don't overlap: two lists of them don't mix. */
static gboolean
is_set (const HuMemberInfo *info)
{
  return info->shape == HU_SHAPE_STRINGS || info->shape == HU_SHAPE_RANGES ||
         (info->shape == HU_SHAPE_OBJECTS && info->member != HU_MEMBER_PARTS);
}

/* Both changed it, differently. (transfer full) (nullable) */
static HuValue *
merge_changed (Merge *self, const HuMemberInfo *info, HuValue *base, HuValue *mine, HuValue *theirs)
{
  HuValue *stamp = choose_stamp (info->member, mine, theirs);
  g_autoptr (HuValue) left = NULL;
  HuValue *merged;

  if (stamp)
    return hu_value_ref (stamp);
  if (info->shape == HU_SHAPE_RANGES)
    return merge_ranges (base, mine, theirs);
  if (is_set (info) && is_small (base) && is_small (mine) && is_small (theirs))
    return merge_sets (base, mine, theirs);
  if (info->member == HU_MEMBER_FIELDS)
    {
      merged = merge_fields (base, mine, theirs, &left);
      note_conflict (self, hu_member_get_name (info->member), left);
      return merged;
    }
  if (is_copy (self))
    return hu_value_ref (theirs_is_later (self) ? theirs : mine);
  if (!mine || !theirs)
    return ref_or_null (mine ? mine : theirs);
  note_conflict (self, hu_member_get_name (info->member), theirs);
  return hu_value_ref (mine);
}

static void
merge_member (Merge *self, const HuMemberInfo *info)
{
  HuValue *base = get (self->base, info->member);
  HuValue *mine = get (self->mine, info->member), *theirs = get (self->theirs, info->member);
  HuValue *merged;

  if (hu_value_equal (mine, theirs) || hu_value_equal (base, theirs))
    merged = ref_or_null (mine);
  else if (hu_value_equal (base, mine) || (!mine && !is_set (info)))
    merged = ref_or_null (theirs);
  else if (!theirs && !is_set (info))
    merged = ref_or_null (mine);
  else
    merged = merge_changed (self, info, base, mine, theirs);
  hu_record_builder_take (&self->result, info->member, merged);
}

static void
keep_mine (Merge *self, HuMember member)
{
  HuValue *mine = get (self->mine, member), *theirs = get (self->theirs, member);

  if (!hu_value_equal (mine, theirs) && !hu_value_get_member (self->conflict, hu_member_get_name (member)))
    note_conflict (self, hu_member_get_name (member), theirs);
  hu_record_builder_take (&self->result, member, ref_or_null (mine));
}

static gboolean
pair_is_of (Merge *self, HuRecord *side, HuMember one, HuMember other)
{
  return hu_value_equal (self->result.members[one], get (side, one)) &&
         hu_value_equal (self->result.members[other], get (side, other));
}

/* Members that only together mean something. */
static void
merge_pairs (Merge *self)
{
  HuKind kind = hu_record_get_kind (self->mine);

  for (guint i = 0; i < G_N_ELEMENTS (exclusive); i++)
    {
      HuMember one = exclusive[i].one, other = exclusive[i].other;

      if (exclusive[i].kind != kind || !self->result.members[one] || !self->result.members[other] ||
          pair_is_of (self, self->mine, one, other) || pair_is_of (self, self->theirs, one, other))
        continue;
      keep_mine (self, one);
      keep_mine (self, other);
    }
  if (kind == HU_KIND_UNIT && !pair_is_of (self, self->mine, HU_MEMBER_START, HU_MEMBER_END) &&
      !pair_is_of (self, self->theirs, HU_MEMBER_START, HU_MEMBER_END))
    {
      keep_mine (self, HU_MEMBER_START);
      keep_mine (self, HU_MEMBER_END);
    }
}

/* Conflicts that were there before, with those that somebody solved meanwhile left out. */
static void
begin_conflict (Merge *self)
{
  g_autoptr (HuValue) left = NULL;

  self->conflict = merge_fields (get (self->base, HU_MEMBER_CONFLICT), get (self->mine, HU_MEMBER_CONFLICT),
                                 get (self->theirs, HU_MEMBER_CONFLICT), &left);
}

static void
merge_unknown (Merge *self)
{
  g_autoptr (HuValue) left = NULL;
  HuValue *base = self->base ? hu_record_get_unknown (self->base) : NULL;

  hu_record_builder_take_unknown (&self->result, merge_fields (base, hu_record_get_unknown (self->mine),
                                                               hu_record_get_unknown (self->theirs), &left));
  for (gsize i = 0; i < hu_value_get_size (left); i++)
    note_conflict (self, hu_value_get_key (left, i), hu_value_get_nth (left, i));
}

static HuRecord *
merge (Merge *self)
{
  gsize n;
  HuKind kind = hu_record_get_kind (self->mine);
  const HuMemberInfo *members = hu_kind_get_members (kind, &n);

  hu_record_builder_init (&self->result, kind, hu_record_get_id (self->mine), NULL);
  if (hu_kind_find_member (kind, HU_MEMBER_CONFLICT))
    begin_conflict (self);
  for (gsize i = 0; i < n; i++)
    if (members[i].member != HU_MEMBER_CONFLICT)
      merge_member (self, &members[i]);
  merge_pairs (self);
  merge_unknown (self);
  if (self->conflict)
    hu_record_builder_take (&self->result, HU_MEMBER_CONFLICT, g_steal_pointer (&self->conflict));
  return hu_record_builder_end (&self->result);
}

/* Where one side alone says what comes. FALSE where both do. @merged: (out). */
static gboolean
merge_whole (HuRecord *base, HuRecord *mine, HuRecord *theirs, HuRecord **merged)
{
  HuRecord *result;

  if (hu_record_equal (base, theirs))
    result = mine;
  else if (hu_record_equal (base, mine) || hu_record_equal (mine, theirs))
    result = theirs;
  else if (mine && theirs)
    return FALSE;
  else
    result = mine ? mine : theirs;
  *merged = result ? hu_record_ref (result) : NULL;
  return TRUE;
}

HuRecord *
hu_merge_record (HuRecord *base, HuRecord *mine, HuRecord *theirs, HuText *text, guint *conflicts)
{
  Merge self = { base, mine, theirs, text };
  HuRecord *merged;

  g_return_val_if_fail (!mine || !theirs || hu_record_get_kind (mine) == hu_record_get_kind (theirs), NULL);
  if (merge_whole (base, mine, theirs, &merged))
    return merged;
  merged = merge (&self);
  if (conflicts)
    *conflicts += self.n_conflicts;
  return merged;
}

HuRecord *
hu_merge_record_quietly (HuRecord *base, HuRecord *mine, HuRecord *theirs)
{
  Merge self = { .base = base, .mine = mine, .theirs = theirs, .quiet = TRUE };
  HuRecord *merged;

  g_return_val_if_fail (!mine || !theirs || hu_record_get_kind (mine) == hu_record_get_kind (theirs), NULL);
  return merge_whole (base, mine, theirs, &merged) ? merged : merge (&self);
}
