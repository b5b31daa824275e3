/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who says a claim, about what, and where they stand. */
#include "hu-operations.h"
#include "hu-operations-private.h"

#include <string.h>

/* How far after a claim its speaker's mention is looked for, in code points: 'it will rain," said Voss'. */
#define MENTION_REACH 400

typedef struct
{
  HuEdit *edit;
  const char *speaker;
  HuRecord *found;
} MentionSearch;

static gboolean
match_mention (HuRecord *mention, const HuSpan *span, gpointer user_data)
{
  MentionSearch *search = user_data;
  HuRecord *newest = hu_edit_get_newest (search->edit, HU_KIND_MENTION, hu_record_get_id (mention), mention);

  if (newest && hu_record_has_string (newest, HU_MEMBER_SPEAKERS, search->speaker))
    search->found = newest;
  return TRUE;
}

static gboolean
match_first_mention (HuRecord *mention, const HuSpan *span, gpointer user_data)
{
  match_mention (mention, span, user_data);
  return ((MentionSearch *) user_data)->found == NULL;
}

/* The mention that a reader would connect with the claim: the last before it, from the start of its
 * paragraph, else the first after it in the paragraph, else the last before at all within reach. Those that
 * @edit makes aren't found. */
static HuRecord *
find_mention (HuEdit *edit, HuLayer *layer, HuText *text, HuRecord *claim, const char *speaker)
{
  MentionSearch search = { edit, speaker, NULL };
  guint start, end;
  HuRange paragraph;

  if (!hu_record_get_extent (claim, &start, &end))
    return NULL;
  paragraph = hu_text_paragraph_at (text, start);
  if (paragraph.start < start)
    hu_layer_query (layer, HU_KINDS (HU_KIND_MENTION), paragraph.start, start, match_mention, &search);
  if (!search.found && end < MAX (paragraph.end, end))
    hu_layer_query (layer, HU_KINDS (HU_KIND_MENTION), end, MIN (paragraph.end, end + MENTION_REACH),
                    match_first_mention, &search);
  if (!search.found && paragraph.start > 0)
    hu_layer_query (layer, HU_KINDS (HU_KIND_MENTION),
                    paragraph.start > MENTION_REACH ? paragraph.start - MENTION_REACH : 0, paragraph.start,
                    match_mention, &search);
  return search.found;
}

void
hu_op_add_claim_speaker (HuEdit *edit, HuLayer *layer, HuText *text, const char *claim, const char *speaker)
{
  HuRecord *record = hu_op_lookup (edit, layer, HU_KIND_CLAIM, claim);
  HuRecord *mention;
  HuRecordBuilder builder;

  g_return_if_fail (speaker != NULL && text != NULL);
  if (!record || hu_record_has_string (record, HU_MEMBER_SPEAKERS, speaker))
    return;
  if (hu_record_get (record, HU_MEMBER_VOICE))
    hu_op_set_claim_voice (edit, layer, claim, NULL);
  record = hu_op_lookup (edit, layer, HU_KIND_CLAIM, claim);
  hu_record_builder_init (&builder, HU_KIND_CLAIM, claim, record);
  hu_record_builder_take (&builder, HU_MEMBER_SPEAKERS,
                          hu_value_list_with_string (hu_record_get (record, HU_MEMBER_SPEAKERS), speaker));
  mention = find_mention (edit, layer, text, record, speaker);
  if (mention)
    hu_record_builder_take (&builder, HU_MEMBER_MENTIONS,
                            hu_value_list_with_string (hu_record_get (record, HU_MEMBER_MENTIONS),
                                                       hu_record_get_id (mention)));
  if (!hu_record_get (record, HU_MEMBER_QUOTATION))
    hu_record_builder_set_string (&builder, HU_MEMBER_QUOTATION, "indirect");
  op_replace (edit, record, hu_record_builder_end (&builder));
}

static gboolean
is_stance_of (HuRecord *record, const char *claim, const char *speaker, const char *voice, HuValue *toward)
{
  return hu_record_get_kind (record) == HU_KIND_STANCE &&
         g_strcmp0 (hu_record_get_string (record, HU_MEMBER_CLAIM), claim) == 0 &&
         g_strcmp0 (hu_record_get_string (record, HU_MEMBER_SPEAKER), speaker) == 0 &&
         g_strcmp0 (hu_record_get_string (record, HU_MEMBER_VOICE), voice) == 0 &&
         (!toward || hu_value_equal (hu_record_get (record, HU_MEMBER_TOWARD), toward));
}

/* Removes the stances that the claim shows of a holder; toward @toward only, where it is given. */
static void
remove_stances (
    HuEdit *edit, HuLayer *layer, const char *claim, const char *speaker, const char *voice, HuValue *toward)
{
  g_autoptr (GPtrArray) records = op_get_referrers (edit, layer, HU_KIND_CLAIM, claim);

  for (guint i = 0; i < records->len; i++)
    {
      HuRecord *record = g_ptr_array_index (records, i);

      if (is_stance_of (record, claim, speaker, voice, toward))
        hu_edit_add (edit, record, NULL);
    }
}

/* Whether the mention names one of @speakers. */
static gboolean
names_any (HuRecord *mention, HuValue *speakers)
{
  for (gsize i = 0; i < hu_value_get_size (speakers); i++)
    if (hu_record_has_string (mention, HU_MEMBER_SPEAKERS, hu_value_get_item_string (speakers, i)))
      return TRUE;
  return FALSE;
}

/* The claim's mentions but those that name @speaker and none of the @others. (transfer full) (nullable) */
static HuValue *
mentions_without (HuEdit *edit, HuLayer *layer, HuValue *mentions, const char *speaker, HuValue *others)
{
  HuValue *kept = NULL;

  for (gsize i = 0; i < hu_value_get_size (mentions); i++)
    {
      const char *id = hu_value_get_item_string (mentions, i);
      HuRecord *mention = hu_op_lookup (edit, layer, HU_KIND_MENTION, id);
      HuValue *longer;

      if (mention && hu_record_has_string (mention, HU_MEMBER_SPEAKERS, speaker) &&
          !names_any (mention, others))
        continue;
      longer = hu_value_list_with_string (kept, id);
      g_clear_pointer (&kept, hu_value_unref);
      kept = longer;
    }
  return kept;
}

void
hu_op_remove_claim_speaker (HuEdit *edit, HuLayer *layer, const char *claim, const char *speaker)
{
  HuRecord *record = hu_op_lookup (edit, layer, HU_KIND_CLAIM, claim);
  g_autofree char *copy = g_strdup (speaker); /* it may be the record's own, which goes */
  g_autoptr (HuValue) others = NULL;
  HuRecordBuilder builder;

  g_return_if_fail (speaker != NULL);
  if (!record || !hu_record_has_string (record, HU_MEMBER_SPEAKERS, speaker))
    return;
  others = hu_value_list_without_string (hu_record_get (record, HU_MEMBER_SPEAKERS), speaker);
  hu_record_builder_init (&builder, HU_KIND_CLAIM, claim, record);
  hu_record_builder_take (&builder, HU_MEMBER_MENTIONS,
                          mentions_without (edit, layer, hu_record_get (record, HU_MEMBER_MENTIONS), speaker,
                                            others));
  hu_record_builder_take (&builder, HU_MEMBER_SPEAKERS, others ? hu_value_ref (others) : NULL);
  op_replace (edit, record, hu_record_builder_end (&builder));
  remove_stances (edit, layer, claim, copy, NULL, NULL);
}

void
hu_op_set_claim_voice (HuEdit *edit, HuLayer *layer, const char *claim, const char *voice)
{
  HuRecord *record = hu_op_lookup (edit, layer, HU_KIND_CLAIM, claim);
  const char *old;
  HuRecordBuilder builder;

  if (!record)
    return;
  old = hu_record_get_string (record, HU_MEMBER_VOICE);
  if (g_strcmp0 (old, voice) == 0)
    return;
  if (old)
    remove_stances (edit, layer, claim, NULL, old, NULL);
  if (voice)
    {
      g_autoptr (HuValue) speakers = hu_record_get (record, HU_MEMBER_SPEAKERS)
                                         ? hu_value_ref (hu_record_get (record, HU_MEMBER_SPEAKERS))
                                         : NULL;

      for (gsize i = 0; i < hu_value_get_size (speakers); i++)
        hu_op_remove_claim_speaker (edit, layer, claim, hu_value_get_item_string (speakers, i));
    }
  record = hu_op_lookup (edit, layer, HU_KIND_CLAIM, claim);
  hu_record_builder_init (&builder, HU_KIND_CLAIM, claim, record);
  hu_record_builder_set_string (&builder, HU_MEMBER_VOICE, voice);
  if (voice && g_strcmp0 (hu_record_get_string (record, HU_MEMBER_QUOTATION), "indirect") == 0)
    hu_record_builder_take (&builder, HU_MEMBER_QUOTATION, NULL);
  op_replace (edit, record, hu_record_builder_end (&builder));
}

void
hu_op_add_claim_topic (HuEdit *edit, HuLayer *layer, const char *claim, const char *topic)
{
  HuRecord *record = hu_op_lookup (edit, layer, HU_KIND_CLAIM, claim);
  g_autoptr (HuValue) topics = NULL;

  g_return_if_fail (topic != NULL);
  if (!record)
    return;
  topics = hu_value_list_with_string (hu_record_get (record, HU_MEMBER_TOPICS), topic);
  hu_op_set (edit, layer, HU_KIND_CLAIM, claim, HU_MEMBER_TOPICS, topics);
}

static HuValue *
toward_topic (const char *topic)
{
  g_autoptr (HuValue) id = hu_value_new_string (topic);

  return hu_value_object_with (NULL, "topic", id);
}

void
hu_op_remove_claim_topic (HuEdit *edit, HuLayer *layer, const char *claim, const char *topic)
{
  HuRecord *record = hu_op_lookup (edit, layer, HU_KIND_CLAIM, claim);
  g_autoptr (HuValue) topics = NULL;
  g_autoptr (HuValue) toward = NULL;
  g_autoptr (GPtrArray) records = NULL;

  g_return_if_fail (topic != NULL);
  if (!record)
    return;
  toward = toward_topic (topic); /* the id may be the record's own, which goes */
  topics = hu_value_list_without_string (hu_record_get (record, HU_MEMBER_TOPICS), topic);
  hu_op_set (edit, layer, HU_KIND_CLAIM, claim, HU_MEMBER_TOPICS, topics);
  records = op_get_referrers (edit, layer, HU_KIND_CLAIM, claim);
  for (guint i = 0; i < records->len; i++)
    {
      HuRecord *stance = g_ptr_array_index (records, i);

      if (hu_record_get_kind (stance) == HU_KIND_STANCE &&
          g_strcmp0 (hu_record_get_string (stance, HU_MEMBER_CLAIM), claim) == 0 &&
          hu_value_equal (hu_record_get (stance, HU_MEMBER_TOWARD), toward))
        hu_edit_add (edit, stance, NULL);
    }
}

HuRecord *
hu_op_find_stance (
    HuEdit *edit, HuLayer *layer, const char *claim, const char *speaker, const char *voice, HuValue *toward)
{
  g_autoptr (GPtrArray) records = op_get_referrers (edit, layer, HU_KIND_CLAIM, claim);

  for (guint i = 0; i < records->len; i++)
    if (is_stance_of (g_ptr_array_index (records, i), claim, speaker, voice, toward))
      return g_ptr_array_index (records, i);
  return NULL;
}

char *
hu_op_set_stance (HuEdit *edit,
                  HuLayer *layer,
                  const char *claim,
                  const char *speaker,
                  const char *voice,
                  HuValue *toward,
                  const char *value)
{
  HuRecord *stance;
  HuRecordBuilder builder;
  g_autofree char *id = NULL;

  g_return_val_if_fail (claim != NULL && toward != NULL && !!speaker != !!voice, NULL);
  stance = hu_op_find_stance (edit, layer, claim, speaker, voice, toward);
  if (!value)
    {
      if (stance)
        hu_edit_add (edit, stance, NULL);
      return NULL;
    }
  id = stance ? g_strdup (hu_record_get_id (stance)) : g_uuid_string_random ();
  hu_record_builder_init (&builder, HU_KIND_STANCE, id, stance);
  hu_record_builder_set_string (&builder, HU_MEMBER_SPEAKER, speaker);
  hu_record_builder_set_string (&builder, HU_MEMBER_VOICE, voice);
  hu_record_builder_take (&builder, HU_MEMBER_TOWARD, hu_value_ref (toward));
  hu_record_builder_set_string (&builder, HU_MEMBER_VALUE, value);
  hu_record_builder_set_string (&builder, HU_MEMBER_CLAIM, claim);
  op_replace (edit, stance, hu_record_builder_end (&builder));
  return g_steal_pointer (&id);
}

gboolean
hu_op_set_claim_stance (HuEdit *edit, HuLayer *layer, const char *claim, const char *value)
{
  HuRecord *record = hu_op_lookup (edit, layer, HU_KIND_CLAIM, claim);
  g_autoptr (HuRecord) keep = NULL;
  const char *topic, *voice;
  g_autoptr (HuValue) toward = NULL;
  gsize n;

  if (!record || !(topic = hu_record_get_nth (record, HU_MEMBER_TOPICS, 0)))
    return FALSE;
  keep = hu_record_ref (record);
  voice = hu_record_get_string (record, HU_MEMBER_VOICE);
  n = hu_record_get_size (record, HU_MEMBER_SPEAKERS);
  if (n == 0 && (!voice || strcmp (voice, "none") == 0))
    return FALSE;
  toward = toward_topic (topic);
  for (gsize i = 0; i < n; i++)
    g_free (hu_op_set_stance (edit, layer, claim, hu_record_get_nth (record, HU_MEMBER_SPEAKERS, i), NULL,
                              toward, value));
  if (n == 0)
    g_free (hu_op_set_stance (edit, layer, claim, NULL, voice, toward, value));
  return TRUE;
}

const char *
hu_layer_get_claim_stance (HuLayer *layer, HuRecord *claim)
{
  const char *topic, *voice, *common = NULL;
  g_autoptr (HuValue) toward = NULL;
  g_autoptr (GPtrArray) stances = NULL;
  gsize n;

  g_return_val_if_fail (layer != NULL && claim != NULL, NULL);
  topic = hu_record_get_nth (claim, HU_MEMBER_TOPICS, 0);
  if (!topic)
    return NULL;
  toward = toward_topic (topic);
  voice = hu_record_get_string (claim, HU_MEMBER_VOICE);
  n = hu_record_get_size (claim, HU_MEMBER_SPEAKERS);
  stances = hu_layer_get_stances_of_claim (layer, hu_record_get_id (claim));
  for (gsize holder = 0; holder < MAX (n, 1); holder++)
    {
      const char *value = NULL;

      for (guint i = 0; i < stances->len && !value; i++)
        if (is_stance_of (g_ptr_array_index (stances, i), hu_record_get_id (claim),
                          hu_record_get_nth (claim, HU_MEMBER_SPEAKERS, holder), n ? NULL : voice, toward))
          value = hu_record_get_string (g_ptr_array_index (stances, i), HU_MEMBER_VALUE);
      if (!value || (common && strcmp (common, value) != 0))
        return NULL;
      common = value;
    }
  return common;
}
