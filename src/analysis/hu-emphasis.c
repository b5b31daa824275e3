/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tags are asked for: the others are drawn faint. */
#include "config.h"
#include "hu-emphasis.h"

gboolean
hu_emphasis_is_set (const HuEmphasis *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->faint_kinds || self->speaker || self->topic;
}

static gboolean
stance_is_of (HuRecord *stance, const char *speaker)
{
  return g_strcmp0 (hu_record_get_string (stance, HU_MEMBER_SPEAKER), speaker) == 0 ||
         g_strcmp0 (hu_value_get_member_string (hu_record_get (stance, HU_MEMBER_TOWARD), "speaker"),
                    speaker) == 0;
}

static gboolean
stance_is_about (HuRecord *stance, const char *topic)
{
  return g_strcmp0 (hu_value_get_member_string (hu_record_get (stance, HU_MEMBER_TOWARD), "topic"), topic) ==
         0;
}

typedef gboolean (*StanceFunc) (HuRecord *stance, const char *id);

static gboolean
claim_fits (HuLayer *layer, HuRecord *claim, HuMember member, const char *id, StanceFunc fits)
{
  g_autoptr (GPtrArray) stances = NULL;

  if (hu_record_has_string (claim, member, id))
    return TRUE;
  stances = hu_layer_get_stances_of_claim (layer, hu_record_get_id (claim));
  for (guint i = 0; i < stances->len; i++)
    if (fits (g_ptr_array_index (stances, i), id))
      return TRUE;
  return FALSE;
}

static HuRecord *
get_claim (HuLayer *layer, HuRecord *stance)
{
  const char *id = hu_record_get_string (stance, HU_MEMBER_CLAIM);

  return id ? hu_layer_lookup (layer, HU_KIND_CLAIM, id) : NULL;
}

static gboolean
is_of_speaker (HuLayer *layer, HuRecord *tag, const char *speaker)
{
  HuRecord *claim;

  switch ((int) hu_record_get_kind (tag))
    {
    case HU_KIND_MENTION:
      return hu_record_has_string (tag, HU_MEMBER_SPEAKERS, speaker);
    case HU_KIND_CLAIM:
      return claim_fits (layer, tag, HU_MEMBER_SPEAKERS, speaker, stance_is_of);
    case HU_KIND_STANCE:
      claim = get_claim (layer, tag);
      return stance_is_of (tag, speaker) ||
             (claim && hu_record_has_string (claim, HU_MEMBER_SPEAKERS, speaker));
    default:
      return FALSE;
    }
}

static gboolean
mention_is_about (HuLayer *layer, HuRecord *mention, const char *topic)
{
  g_autoptr (GPtrArray) users = hu_layer_get_referrers (layer, HU_KIND_MENTION, hu_record_get_id (mention));

  for (guint i = 0; i < users->len; i++)
    {
      HuRecord *user = g_ptr_array_index (users, i);

      if (hu_record_get_kind (user) == HU_KIND_CLAIM &&
          claim_fits (layer, user, HU_MEMBER_TOPICS, topic, stance_is_about))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_about (HuLayer *layer, HuRecord *tag, const char *topic)
{
  HuRecord *claim;

  switch ((int) hu_record_get_kind (tag))
    {
    case HU_KIND_MENTION:
      return mention_is_about (layer, tag, topic);
    case HU_KIND_CLAIM:
      return claim_fits (layer, tag, HU_MEMBER_TOPICS, topic, stance_is_about);
    case HU_KIND_STANCE:
      claim = get_claim (layer, tag);
      return stance_is_about (tag, topic) || (claim && hu_record_has_string (claim, HU_MEMBER_TOPICS, topic));
    default:
      return FALSE;
    }
}

gboolean
hu_emphasis_is_faint (const HuEmphasis *self, HuLayer *layer, HuRecord *tag)
{
  g_return_val_if_fail (self != NULL && layer != NULL && tag != NULL, FALSE);
  return (self->faint_kinds & HU_KINDS (hu_record_get_kind (tag))) ||
         (self->speaker && !is_of_speaker (layer, tag, self->speaker)) ||
         (self->topic && !is_about (layer, tag, self->topic));
}
