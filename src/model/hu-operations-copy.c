/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one tag takes over from another: fields that a person chooses. */
#include "hu-operations.h"
#include "hu-operations-private.h"

#include <string.h>

/* The members that go over as they are. Those with rules of their own are below. */
static const struct
{
  HuCopy copy;
  HuMember member;
} plain[] = {
  { HU_COPY_SOURCE, HU_MEMBER_FORM },
  { HU_COPY_ROUTE, HU_MEMBER_VIA },
  { HU_COPY_ROUTE, HU_MEMBER_ON_BEHALF_OF },
  { HU_COPY_ROUTE, HU_MEMBER_ADDRESSEES },
  { HU_COPY_ROUTE, HU_MEMBER_NEGATED },
  { HU_COPY_TYPE, HU_MEMBER_TYPE },
  { HU_COPY_STANCES, HU_MEMBER_VALUE },
  { HU_COPY_MODALITY, HU_MEMBER_MODALITY },
  { HU_COPY_QUOTATION, HU_MEMBER_QUOTATION },
  { HU_COPY_DATE, HU_MEMBER_DATE },
  { HU_COPY_CONFIDENCE, HU_MEMBER_CONFIDENCE },
  { HU_COPY_FIELDS, HU_MEMBER_FIELDS },
  { HU_COPY_RELATIONS, HU_MEMBER_RELATIONS },
  { HU_COPY_RELATIONS, HU_MEMBER_WITHIN },
  { HU_COPY_GIST, HU_MEMBER_GIST },
  { HU_COPY_NOTE, HU_MEMBER_NOTE },
  { HU_COPY_NOTE, HU_MEMBER_TEXT },
  { HU_COPY_EVIDENCE, HU_MEMBER_EVIDENCE },
  { HU_COPY_EVIDENCE, HU_MEMBER_VERDICT },
};

/* Who: of a claim or mention the speakers, of a stance the holder. */

static gsize
count_speakers (HuRecord *record)
{
  if (hu_record_get_kind (record) == HU_KIND_STANCE)
    return hu_record_get (record, HU_MEMBER_SPEAKER) ? 1 : 0;
  return hu_record_get_size (record, HU_MEMBER_SPEAKERS);
}

static const char *
get_speaker (HuRecord *record, gsize n)
{
  if (hu_record_get_kind (record) == HU_KIND_STANCE)
    return n == 0 ? hu_record_get_string (record, HU_MEMBER_SPEAKER) : NULL;
  return hu_record_get_nth (record, HU_MEMBER_SPEAKERS, n);
}

/* About what. */
static const char *
get_topic (HuRecord *record, gsize n)
{
  if (hu_record_get_kind (record) == HU_KIND_STANCE)
    return n == 0 ? hu_value_get_member_string (hu_record_get (record, HU_MEMBER_TOWARD), "topic") : NULL;
  return hu_record_get_nth (record, HU_MEMBER_TOPICS, n);
}

guint
hu_copies_find (HuRecord *from, GPtrArray *stances, HuKind to)
{
  const HuKind kind = from ? hu_record_get_kind (from) : HU_KIND_LAYER;
  guint found = 0;

  g_return_val_if_fail (from != NULL && HU_KIND_IS_TAG (to), 0);
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (hu_record_get (from, plain[i].member) && hu_kind_find_member (to, plain[i].member))
      found |= HU_COPIES (plain[i].copy);
  if (to != HU_KIND_MEMO &&
      (count_speakers (from) || (hu_record_get (from, HU_MEMBER_VOICE) && to != HU_KIND_MENTION)))
    found |= HU_COPIES (HU_COPY_SOURCE);
  if ((to == HU_KIND_CLAIM || to == HU_KIND_STANCE) &&
      (get_topic (from, 0) || (kind == to && hu_record_get (from, HU_MEMBER_TOWARD))))
    found |= HU_COPIES (HU_COPY_TOPICS);
  if (kind == HU_KIND_CLAIM && to == HU_KIND_CLAIM && stances && stances->len)
    found |= HU_COPIES (HU_COPY_STANCES);
  return found;
}

static gboolean
has_speaker (HuRecord *record, const char *id)
{
  for (gsize i = 0; i < count_speakers (record); i++)
    if (strcmp (get_speaker (record, i), id) == 0)
      return TRUE;
  return FALSE;
}

/* The claim's own rules: stances of a speaker who goes go too, and mentions are linked anew. */
static void
copy_source_to_claim (HuEdit *edit, HuLayer *layer, HuText *text, HuRecord *from, const char *id)
{
  HuRecord *claim = hu_op_lookup (edit, layer, HU_KIND_CLAIM, id);
  g_autoptr (HuRecord) held = hu_record_ref (claim);

  for (gsize i = 0; i < hu_record_get_size (held, HU_MEMBER_SPEAKERS); i++)
    if (!has_speaker (from, hu_record_get_nth (held, HU_MEMBER_SPEAKERS, i)))
      hu_op_remove_claim_speaker (edit, layer, id, hu_record_get_nth (held, HU_MEMBER_SPEAKERS, i));
  hu_op_set_claim_voice (edit, layer, id, hu_record_get_string (from, HU_MEMBER_VOICE));
  for (gsize i = 0; i < count_speakers (from); i++)
    hu_op_add_claim_speaker (edit, layer, text, id, get_speaker (from, i));
}

static void
copy_source (HuEdit *edit, HuLayer *layer, HuText *text, HuRecord *from, HuKind kind, const char *id)
{
  if (kind == HU_KIND_CLAIM)
    {
      copy_source_to_claim (edit, layer, text, from, id);
    }
  else if (kind == HU_KIND_STANCE)
    {
      const char *voice = hu_record_get_string (from, HU_MEMBER_VOICE);

      hu_op_set_string (edit, layer, kind, id, HU_MEMBER_SPEAKER, get_speaker (from, 0));
      hu_op_set_string (edit, layer, kind, id, HU_MEMBER_VOICE,
                        g_strcmp0 (voice, "none") == 0 ? NULL : voice);
    }
  else if (kind == HU_KIND_MENTION)
    {
      g_autoptr (HuValue) speakers = NULL;

      for (gsize i = 0; i < count_speakers (from); i++)
        {
          HuValue *longer = hu_value_list_with_string (speakers, get_speaker (from, i));

          g_clear_pointer (&speakers, hu_value_unref);
          speakers = longer;
        }
      hu_op_set (edit, layer, kind, id, HU_MEMBER_SPEAKERS, speakers);
    }
}

static void
copy_topics (HuEdit *edit, HuLayer *layer, HuRecord *from, HuKind kind, const char *id)
{
  if (kind == HU_KIND_STANCE)
    {
      g_autoptr (HuValue) topic = get_topic (from, 0) ? hu_value_new_string (get_topic (from, 0)) : NULL;
      g_autoptr (HuValue) toward = topic ? hu_value_object_with (NULL, "topic", topic) : NULL;

      hu_op_set (edit, layer, kind, id, HU_MEMBER_TOWARD,
                 hu_record_get_kind (from) == kind ? hu_record_get (from, HU_MEMBER_TOWARD) : toward);
    }
  else if (kind == HU_KIND_CLAIM)
    {
      g_autoptr (HuRecord) held = hu_record_ref (hu_op_lookup (edit, layer, kind, id));
      const gsize n =
          hu_record_get_kind (from) == HU_KIND_STANCE ? 1 : hu_record_get_size (from, HU_MEMBER_TOPICS);

      for (gsize i = 0; i < hu_record_get_size (held, HU_MEMBER_TOPICS); i++)
        {
          const char *topic = hu_record_get_nth (held, HU_MEMBER_TOPICS, i);
          gboolean stays = FALSE;

          for (gsize j = 0; j < n && !stays; j++)
            stays = g_strcmp0 (get_topic (from, j), topic) == 0;
          if (!stays)
            hu_op_remove_claim_topic (edit, layer, id, topic);
        }
      for (gsize i = 0; i < n; i++)
        if (get_topic (from, i))
          hu_op_add_claim_topic (edit, layer, id, get_topic (from, i));
    }
}

/* Stances of the claim's own kind: those shown become the same; others that it showed stay. */
static void
copy_stances (HuEdit *edit, HuLayer *layer, GPtrArray *stances, const char *id)
{
  for (guint i = 0; i < stances->len; i++)
    {
      HuRecord *stance = g_ptr_array_index (stances, i);
      const char *speaker = hu_record_get_string (stance, HU_MEMBER_SPEAKER);
      const char *voice = hu_record_get_string (stance, HU_MEMBER_VOICE);
      HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);
      const char *value = hu_record_get_string (stance, HU_MEMBER_VALUE);

      if (!!speaker != !!voice && toward && value &&
          g_strcmp0 (hu_value_get_member_string (toward, "claim"), id) != 0)
        g_free (hu_op_set_stance (edit, layer, id, speaker, voice, toward, value));
    }
}

/* A claim is no part of itself, and has no relation to itself. */
static void
clear_self (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id)
{
  HuRecord *record = hu_op_lookup (edit, layer, kind, id);

  if (record && kind == HU_KIND_CLAIM)
    op_replace (edit, record, op_record_without (record, HU_KIND_CLAIM, id));
}

void
hu_op_copy (HuEdit *edit,
            HuLayer *layer,
            HuText *text,
            HuRecord *from,
            GPtrArray *stances,
            guint copies,
            HuKind kind,
            const char *id)
{
  g_autofree char *copy = g_strdup (id);

  g_return_if_fail (from != NULL && HU_KIND_IS_TAG (kind) && text != NULL);
  if (!hu_op_lookup (edit, layer, kind, copy))
    return;
  copies &= hu_copies_find (from, stances, kind);
  if (copies & HU_COPIES (HU_COPY_SOURCE))
    copy_source (edit, layer, text, from, kind, copy);
  if (copies & HU_COPIES (HU_COPY_TOPICS))
    copy_topics (edit, layer, from, kind, copy);
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if ((copies & HU_COPIES (plain[i].copy)) && hu_kind_find_member (kind, plain[i].member) &&
        hu_kind_find_member (hu_record_get_kind (from), plain[i].member))
      hu_op_set (edit, layer, kind, copy, plain[i].member, hu_record_get (from, plain[i].member));
  /* With a claim the basis follows from it. */
  if (kind == HU_KIND_STANCE && copies & HU_COPIES (HU_COPY_STANCES) &&
      !hu_record_get (hu_op_lookup (edit, layer, kind, copy), HU_MEMBER_CLAIM))
    hu_op_set (edit, layer, kind, copy, HU_MEMBER_BASIS, hu_record_get (from, HU_MEMBER_BASIS));
  if (kind == HU_KIND_CLAIM && copies & HU_COPIES (HU_COPY_STANCES))
    copy_stances (edit, layer, stances, copy);
  if (copies & HU_COPIES (HU_COPY_RELATIONS))
    clear_self (edit, layer, kind, copy);
  hu_edit_set_focus (edit, kind, copy);
}
