/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims cut in two, and two joined: nothing that was recorded of them is lost. */
#include "hu-operations.h"
#include "hu-operations-private.h"

#include <string.h>

#include "hu-spans.h"

/* Splitting. */

/* What is said of all the words of the claim, so of each part of them; judgments that have words of their own
 * stay with the first. */
static gboolean
goes_with_part (HuMember member)
{
  switch ((int) member)
    {
    case HU_MEMBER_GIST:
    case HU_MEMBER_NOTE:
    case HU_MEMBER_EVIDENCE:
    case HU_MEMBER_VERDICT:
    case HU_MEMBER_CREATED:
    case HU_MEMBER_MODIFIED:
    case HU_MEMBER_BY:
    case HU_MEMBER_REVISION:
    case HU_MEMBER_FROM:
    case HU_MEMBER_DECIDED:
    case HU_MEMBER_CONFLICT:
      return FALSE;
    default:
      return TRUE;
    }
}

/* (transfer full): the new claim's id. */
static char *
copy_claim (HuEdit *edit, HuRecord *claim)
{
  g_autofree char *id = g_uuid_string_random ();
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (HU_KIND_CLAIM, &n);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_CLAIM, id, NULL);
  for (gsize i = 0; i < n; i++)
    {
      HuValue *value = hu_record_get (claim, members[i].member);

      if (value && goes_with_part (members[i].member))
        hu_record_builder_take (&builder, members[i].member, hu_value_ref (value));
    }
  op_replace (edit, NULL, hu_record_builder_end (&builder));
  return g_steal_pointer (&id);
}

static gboolean
lies_within (HuRecord *record, HuValue *passage)
{
  guint start, end;
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);

  if (!hu_record_get_extent (record, &start, &end))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (spans[i].start <= start && end <= spans[i].end)
      return TRUE;
  return FALSE;
}

/* The claims that are parts of @claim and stand in what was split off are parts of that. */
static void
move_parts (HuEdit *edit, HuLayer *layer, const char *claim, const char *part, HuValue *passage)
{
  g_autoptr (GPtrArray) users = op_get_referrers (edit, layer, HU_KIND_CLAIM, claim);

  for (guint i = 0; i < users->len; i++)
    {
      HuRecord *user = g_ptr_array_index (users, i);

      if (hu_record_get_kind (user) == HU_KIND_CLAIM &&
          g_strcmp0 (hu_record_get_string (user, HU_MEMBER_WITHIN), claim) == 0 &&
          lies_within (user, passage))
        op_replace (edit, user, hu_record_with_string (user, HU_MEMBER_WITHIN, part));
    }
}

char *
hu_op_split_claim (HuEdit *edit, HuLayer *layer, HuText *text, const char *claim, HuRange part)
{
  HuRecord *record = hu_op_lookup (edit, layer, HU_KIND_CLAIM, claim);
  g_autofree char *kept = g_strdup (claim);
  g_autofree char *id = NULL;
  g_autoptr (HuValue) first = NULL;
  g_autoptr (HuValue) second = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  if (!record)
    return NULL;
  first = hu_spans_without (text, hu_record_get (record, HU_MEMBER_PASSAGE), part);
  second = hu_spans_within (text, hu_record_get (record, HU_MEMBER_PASSAGE), part);
  if (!first || !second)
    return NULL;
  id = copy_claim (edit, record);
  op_copy_stances (edit, layer, kept, id);
  move_parts (edit, layer, kept, id, second);
  hu_op_set_passage (edit, layer, text, HU_KIND_CLAIM, kept, first);
  hu_op_set_passage (edit, layer, text, HU_KIND_CLAIM, id, second);
  hu_edit_set_focus (edit, HU_KIND_CLAIM, id);
  return g_steal_pointer (&id);
}

/* Joining. */

typedef struct
{
  HuEdit *edit;
  HuLayer *layer;
  HuText *text;
  const char *into;
  const char *from;
  GArray *differing; /* of HuMember */
} Join;

static void
add_differing (Join *join, HuMember member)
{
  for (guint i = 0; i < join->differing->len; i++)
    if (g_array_index (join->differing, HuMember, i) == member)
      return;
  g_array_append_val (join->differing, member);
}

static HuValue *
join_words (HuValue *a, HuValue *b, const char *between)
{
  g_autofree char *words = NULL;

  if (hu_value_equal (a, b))
    return hu_value_ref (a);
  words = g_strconcat (hu_value_get_string (a), between, hu_value_get_string (b), NULL);
  return hu_value_new_string (words);
}

/* The members of both; those of @a where both have one. */
static HuValue *
join_objects (Join *join, HuMember member, HuValue *a, HuValue *b)
{
  HuValue *joined = hu_value_ref (a);

  for (gsize i = 0; i < hu_value_get_size (b); i++)
    {
      HuValue *mine = hu_value_get_member (joined, hu_value_get_key (b, i));
      HuValue *longer;

      if (mine)
        {
          if (!hu_value_equal (mine, hu_value_get_nth (b, i)))
            add_differing (join, member);
          continue;
        }
      longer = hu_value_object_with (joined, hu_value_get_key (b, i), hu_value_get_nth (b, i));
      hu_value_unref (joined);
      joined = longer;
    }
  return joined;
}

/* Who and when made and judged the record. */
static gboolean
is_history (HuMember member)
{
  return member == HU_MEMBER_CREATED || member == HU_MEMBER_MODIFIED || member == HU_MEMBER_BY ||
         member == HU_MEMBER_REVISION || member == HU_MEMBER_DECIDED || member == HU_MEMBER_CONFLICT;
}

/* What the joined claim has for one member. (transfer full) (nullable) */
static HuValue *
join_member (Join *join, const HuMemberInfo *info, HuValue *a, HuValue *b)
{
  if (!a || !b)
    return a || b ? hu_value_ref (a ? a : b) : NULL;
  if (info->shape == HU_SHAPE_PASSAGE)
    return hu_spans_join (join->text, a, b, TRUE);
  if (info->shape == HU_SHAPE_STRINGS || info->shape == HU_SHAPE_OBJECTS)
    return op_lists_join (a, b);
  if (info->member == HU_MEMBER_FIELDS)
    return join_objects (join, info->member, a, b);
  if (info->member == HU_MEMBER_GIST)
    return join_words (a, b, " ");
  if (info->member == HU_MEMBER_NOTE)
    return join_words (a, b, "\n");
  if (info->member == HU_MEMBER_QUOTATION && !hu_value_equal (a, b))
    return hu_value_new_string ("mixed");
  if (!hu_value_equal (a, b))
    add_differing (join, info->member);
  return hu_value_ref (a);
}

/* A claim has speakers or a voice, and never both. */
static void
join_sources (Join *join, HuRecord *a, HuRecord *b, HuRecordBuilder *builder)
{
  const char *voice = hu_record_get_string (a, HU_MEMBER_VOICE);
  const gboolean has_source = voice || hu_record_get (a, HU_MEMBER_SPEAKERS);
  const gboolean brings_source = hu_record_get (b, HU_MEMBER_VOICE) || hu_record_get (b, HU_MEMBER_SPEAKERS);

  if (!has_source || !brings_source || !voice == !hu_record_get (b, HU_MEMBER_VOICE))
    return;
  add_differing (join, HU_MEMBER_SPEAKERS);
  hu_record_builder_set_string (builder, HU_MEMBER_VOICE, voice);
  if (voice)
    hu_record_builder_take (builder, HU_MEMBER_SPEAKERS, NULL);
}

/* Whether @id is a part of @whole, or of a part of it. */
static gboolean
is_part_of (Join *join, const char *id, const char *whole)
{
  for (int depth = 0; id && depth < 64; depth++)
    {
      HuRecord *claim = hu_op_lookup (join->edit, join->layer, HU_KIND_CLAIM, id);

      if (strcmp (id, whole) == 0)
        return TRUE;
      id = claim ? hu_record_get_string (claim, HU_MEMBER_WITHIN) : NULL;
    }
  return id != NULL;
}

/* The claim around both; none that would be within itself. */
static void
join_within (Join *join, HuRecord *a, HuRecord *b, HuRecordBuilder *builder)
{
  const char *mine = hu_record_get_string (a, HU_MEMBER_WITHIN);
  const char *theirs = hu_record_get_string (b, HU_MEMBER_WITHIN);

  if (mine && is_part_of (join, mine, join->from))
    mine = NULL;
  if (theirs && is_part_of (join, theirs, join->into))
    theirs = NULL;
  hu_record_builder_set_string (builder, HU_MEMBER_WITHIN, mine ? mine : theirs);
}

static void
join_records (Join *join, HuRecord *a, HuRecord *b)
{
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (HU_KIND_CLAIM, &n);
  HuRecordBuilder builder;
  g_autoptr (HuRecord) joined = NULL;
  g_autoptr (HuRecord) renamed = NULL;

  hu_record_builder_init (&builder, HU_KIND_CLAIM, join->into, a);
  for (gsize i = 0; i < n; i++)
    {
      const HuMember member = members[i].member;

      if (!is_history (member) && member != HU_MEMBER_WITHIN)
        hu_record_builder_take (&builder, member,
                                join_member (join, &members[i], hu_record_get (a, member),
                                             hu_record_get (b, member)));
    }
  join_sources (join, a, b, &builder);
  join_within (join, a, b, &builder);
  if (hu_record_get_unknown (b))
    hu_record_builder_take_unknown (&builder,
                                    hu_record_get_unknown (a)
                                        ? join_objects (join, HU_MEMBER_NONE, hu_record_get_unknown (a),
                                                        hu_record_get_unknown (b))
                                        : hu_value_ref (hu_record_get_unknown (b)));
  joined = hu_record_builder_end (&builder);
  /* A claim has no relation to itself. */
  renamed = op_record_replace (joined, HU_KIND_CLAIM, join->from, join->into);
  op_replace (join->edit, a, op_record_without (renamed, HU_KIND_CLAIM, join->into));
}

/* A stance that @from showed, or that is toward it. */
static void
move_stance (Join *join, HuRecord *stance, GHashTable *keys)
{
  g_autoptr (HuRecord) moved = op_record_replace (stance, HU_KIND_CLAIM, join->from, join->into);
  g_autofree char *key = hu_stance_dup_key (moved);
  HuRecord *same = g_hash_table_lookup (keys, key);
  const gboolean toward_itself =
      g_strcmp0 (hu_record_get_string (moved, HU_MEMBER_CLAIM), join->into) == 0 &&
      g_strcmp0 (hu_value_get_member_string (hu_record_get (moved, HU_MEMBER_TOWARD), "claim"), join->into) ==
          0;

  if (same && g_strcmp0 (hu_record_get_string (same, HU_MEMBER_VALUE),
                         hu_record_get_string (moved, HU_MEMBER_VALUE)) != 0)
    add_differing (join, HU_MEMBER_VALUE);
  if (same || toward_itself)
    hu_edit_add (join->edit, stance, NULL);
  else
    {
      hu_edit_add (join->edit, stance, moved);
      g_hash_table_insert (keys, g_steal_pointer (&key), hu_record_ref (moved));
    }
}

/* All that names @from names @into. */
static void
move_uses (Join *join)
{
  g_autoptr (GPtrArray) users = op_get_referrers (join->edit, join->layer, HU_KIND_CLAIM, join->from);
  g_autoptr (GPtrArray) others = op_get_referrers (join->edit, join->layer, HU_KIND_CLAIM, join->into);
  g_autoptr (GHashTable) keys =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hu_record_unref);

  g_ptr_array_set_free_func (users, (GDestroyNotify) hu_record_unref);
  for (guint i = 0; i < users->len; i++)
    hu_record_ref (g_ptr_array_index (users, i));
  for (guint i = 0; i < others->len; i++)
    if (hu_record_get_kind (g_ptr_array_index (others, i)) == HU_KIND_STANCE)
      {
        HuRecord *stance = g_ptr_array_index (others, i);

        g_hash_table_insert (keys, hu_stance_dup_key (stance), hu_record_ref (stance));
      }
  for (guint i = 0; i < users->len; i++)
    {
      HuRecord *user = g_ptr_array_index (users, i);
      const char *id = hu_record_get_id (user);

      if (hu_record_get_kind (user) == HU_KIND_STANCE)
        move_stance (join, user, keys);
      else if (strcmp (id, join->into) != 0 && strcmp (id, join->from) != 0)
        op_replace (join->edit, user, op_record_replace (user, HU_KIND_CLAIM, join->from, join->into));
    }
}

GArray *
hu_op_join_claims (HuEdit *edit, HuLayer *layer, HuText *text, const char *into, const char *from)
{
  HuRecord *a = hu_op_lookup (edit, layer, HU_KIND_CLAIM, into);
  HuRecord *b = hu_op_lookup (edit, layer, HU_KIND_CLAIM, from);
  g_autofree char *kept = g_strdup (into);
  g_autofree char *gone = g_strdup (from);
  Join join = { edit, layer, text, kept, gone, g_array_new (FALSE, FALSE, sizeof (HuMember)) };

  if (!a || !b || a == b)
    return join.differing;
  a = hu_record_ref (a);
  b = hu_record_ref (b);
  move_uses (&join);
  join_records (&join, a, b);
  hu_edit_add (edit, hu_op_lookup (edit, layer, HU_KIND_CLAIM, gone), NULL);
  hu_edit_set_focus (edit, HU_KIND_CLAIM, kept);
  hu_record_unref (a);
  hu_record_unref (b);
  return join.differing;
}
