/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims that become stances, stances that become claims, and what one tag takes over from another. */
#include "hu-operations.h"
#include "hu-operations-private.h"

#include <string.h>

/* From claim to stance. */

typedef struct
{
  HuEdit *edit;
  HuLayer *layer;
  HuRecord *claim;
  char *first; /* the first stance that was made of it */
} Conversion;

static HuValue *
toward_topic (const char *topic)
{
  g_autoptr (HuValue) id = topic ? hu_value_new_string (topic) : NULL;

  return id ? hu_value_object_with (NULL, "topic", id) : NULL;
}

static gboolean
is_declared (HuRecord *claim, HuRecord *stance)
{
  const char *speaker = hu_record_get_string (stance, HU_MEMBER_SPEAKER);
  const char *voice = hu_record_get_string (stance, HU_MEMBER_VOICE);

  if (speaker)
    return hu_record_has_string (claim, HU_MEMBER_SPEAKERS, speaker);
  return voice && g_strcmp0 (voice, hu_record_get_string (claim, HU_MEMBER_VOICE)) == 0;
}

/* Gist and note of the claim, and what the stance had, line by line. (transfer full) (nullable) */
static char *
join_notes (HuRecord *claim, const char *own)
{
  const char *const texts[] = { own, hu_record_get_string (claim, HU_MEMBER_GIST),
                                hu_record_get_string (claim, HU_MEMBER_NOTE) };
  g_autoptr (GString) joined = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i])
      g_string_append_printf (joined, "%s%s", joined->len ? "\n" : "", texts[i]);
  return joined->len ? g_string_free (g_steal_pointer (&joined), FALSE) : NULL;
}

/* The stance stands on its own: in the words of the claim that it was shown by. @stance: (nullable): a new
 * one of @speaker or @voice toward @topic. */
static void
set_free (Conversion *self, HuRecord *stance, const char *speaker, const char *voice, const char *topic)
{
  g_autofree char *id = stance ? g_strdup (hu_record_get_id (stance)) : g_uuid_string_random ();
  HuValue *passage = hu_record_get (self->claim, HU_MEMBER_PASSAGE);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_STANCE, id, stance);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, passage ? hu_value_ref (passage) : NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_CLAIM, NULL);
  if (!stance)
    {
      hu_record_builder_set_string (&builder, HU_MEMBER_SPEAKER, speaker);
      hu_record_builder_set_string (&builder, HU_MEMBER_VOICE, voice);
      hu_record_builder_take (&builder, HU_MEMBER_TOWARD, toward_topic (topic));
    }
  if (!stance || is_declared (self->claim, stance))
    hu_record_builder_set_string (&builder, HU_MEMBER_BASIS, speaker || voice || stance ? "declared" : NULL);
  else
    hu_record_builder_set_string (&builder, HU_MEMBER_BASIS, "ascribed");
  if (!hu_record_get (stance ? stance : self->claim, HU_MEMBER_CONFIDENCE))
    hu_record_builder_set_string (&builder, HU_MEMBER_CONFIDENCE,
                                  hu_record_get_string (self->claim, HU_MEMBER_CONFIDENCE));
  if (!self->first)
    {
      g_autofree char *note =
          join_notes (self->claim, stance ? hu_record_get_string (stance, HU_MEMBER_NOTE) : NULL);

      hu_record_builder_set_string (&builder, HU_MEMBER_NOTE, note);
      self->first = g_strdup (id);
    }
  op_replace (self->edit, stance, hu_record_builder_end (&builder));
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (hu_record_get_id (*(HuRecord **) a), hu_record_get_id (*(HuRecord **) b));
}

/* (element-type HuRecord): held, in the order of their ids. */
static GPtrArray *
get_shown (HuEdit *edit, HuLayer *layer, const char *claim)
{
  g_autoptr (GPtrArray) users = op_get_referrers (edit, layer, HU_KIND_CLAIM, claim);
  GPtrArray *shown = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);

  for (guint i = 0; i < users->len; i++)
    {
      HuRecord *user = g_ptr_array_index (users, i);

      if (hu_record_get_kind (user) == HU_KIND_STANCE &&
          g_strcmp0 (hu_record_get_string (user, HU_MEMBER_CLAIM), claim) == 0)
        g_ptr_array_add (shown, hu_record_ref (user));
    }
  g_ptr_array_sort (shown, compare_ids);
  return shown;
}

static gboolean
any_has (GPtrArray *stances, const char *speaker, const char *topic)
{
  for (guint i = 0; i < stances->len; i++)
    {
      HuRecord *stance = g_ptr_array_index (stances, i);

      if (speaker ? g_strcmp0 (hu_record_get_string (stance, HU_MEMBER_SPEAKER), speaker) == 0
                  : g_strcmp0 (hu_value_get_member_string (hu_record_get (stance, HU_MEMBER_TOWARD), "topic"),
                               topic) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A stance that nobody has judged for each speaker, and each topic, that has none. */
static void
add_missing (Conversion *self, GPtrArray *shown)
{
  const char *voice = hu_record_get_string (self->claim, HU_MEMBER_VOICE);
  const char *topic = hu_record_get_nth (self->claim, HU_MEMBER_TOPICS, 0);
  const char *speaker = hu_record_get_nth (self->claim, HU_MEMBER_SPEAKERS, 0);
  const gsize n_speakers = hu_record_get_size (self->claim, HU_MEMBER_SPEAKERS);
  const gsize n_topics = hu_record_get_size (self->claim, HU_MEMBER_TOPICS);
  gboolean first_topic = any_has (shown, NULL, topic);

  if (g_strcmp0 (voice, "none") == 0)
    voice = NULL;
  for (gsize i = 0; i < n_speakers; i++)
    {
      const char *one = hu_record_get_nth (self->claim, HU_MEMBER_SPEAKERS, i);

      if (any_has (shown, one, NULL))
        continue;
      set_free (self, NULL, one, NULL, topic);
      first_topic = TRUE;
    }
  for (gsize i = first_topic ? 1 : 0; i < n_topics; i++)
    {
      const char *one = hu_record_get_nth (self->claim, HU_MEMBER_TOPICS, i);

      if (!any_has (shown, NULL, one))
        set_free (self, NULL, speaker, speaker ? NULL : voice, one);
    }
  if (!self->first)
    set_free (self, NULL, speaker, speaker ? NULL : voice, topic);
}

/* The stance is toward @topic now, unless its holder has another toward it in the same claim: that one stays.
 */
static void
redirect_stance (Conversion *self, HuRecord *stance, const char *topic)
{
  const char *claim = hu_record_get_string (stance, HU_MEMBER_CLAIM);
  g_autoptr (HuValue) toward = toward_topic (topic);

  if (claim &&
      hu_op_find_stance (self->edit, self->layer, claim, hu_record_get_string (stance, HU_MEMBER_SPEAKER),
                         hu_record_get_string (stance, HU_MEMBER_VOICE), toward))
    hu_edit_add (self->edit, stance, NULL);
  else
    op_replace (self->edit, stance, hu_record_with (stance, HU_MEMBER_TOWARD, toward));
}

/* What was toward the claim is toward its topic; parts of it are parts of what it was within. */
static void
redirect_uses (Conversion *self)
{
  const char *id = hu_record_get_id (self->claim);
  const char *topic = hu_record_get_nth (self->claim, HU_MEMBER_TOPICS, 0);
  const char *within = hu_record_get_string (self->claim, HU_MEMBER_WITHIN);
  g_autoptr (GPtrArray) users = op_get_referrers (self->edit, self->layer, HU_KIND_CLAIM, id);

  for (guint i = 0; i < users->len; i++)
    {
      HuRecord *user = g_ptr_array_index (users, i);
      const HuKind kind = hu_record_get_kind (user);

      if (kind == HU_KIND_STANCE && topic &&
          g_strcmp0 (hu_value_get_member_string (hu_record_get (user, HU_MEMBER_TOWARD), "claim"), id) == 0)
        redirect_stance (self, user, topic);
      else if (kind == HU_KIND_CLAIM && within && strcmp (within, hu_record_get_id (user)) != 0 &&
               g_strcmp0 (hu_record_get_string (user, HU_MEMBER_WITHIN), id) == 0)
        op_replace (self->edit, user, hu_record_with_string (user, HU_MEMBER_WITHIN, within));
    }
}

char *
hu_op_convert_claim (HuEdit *edit, HuLayer *layer, const char *claim)
{
  Conversion self = { edit, layer, hu_op_lookup (edit, layer, HU_KIND_CLAIM, claim), NULL };
  g_autoptr (HuRecord) held = self.claim ? hu_record_ref (self.claim) : NULL;
  g_autoptr (GPtrArray) shown = NULL;

  if (!held)
    return NULL;
  shown = get_shown (edit, layer, hu_record_get_id (held));
  for (guint i = 0; i < shown->len; i++)
    set_free (&self, g_ptr_array_index (shown, i), NULL, NULL, NULL);
  add_missing (&self, shown);
  redirect_uses (&self);
  hu_op_delete_tag (edit, layer, HU_KIND_CLAIM, hu_record_get_id (held));
  hu_edit_set_focus (edit, HU_KIND_STANCE, self.first);
  return self.first;
}

/* From stance to claim. */

char *
hu_op_convert_stance (HuEdit *edit, HuLayer *layer, HuText *text, const char *stance)
{
  HuRecord *record = hu_op_lookup (edit, layer, HU_KIND_STANCE, stance);
  g_autoptr (HuRecord) held = record ? hu_record_ref (record) : NULL;
  g_autofree char *id = NULL;
  const char *topic;
  HuRecordBuilder builder;

  g_return_val_if_fail (text != NULL, NULL);
  if (!held || hu_record_get (held, HU_MEMBER_CLAIM) || !hu_record_get (held, HU_MEMBER_PASSAGE))
    return NULL;
  id = hu_op_create_claim (edit, layer, text, hu_record_get (held, HU_MEMBER_PASSAGE));
  /* Somebody else says where the holder of an ascribed stance stands: nobody knows yet who. */
  if (g_strcmp0 (hu_record_get_string (held, HU_MEMBER_BASIS), "ascribed") != 0)
    {
      if (hu_record_get_string (held, HU_MEMBER_SPEAKER))
        hu_op_add_claim_speaker (edit, layer, text, id, hu_record_get_string (held, HU_MEMBER_SPEAKER));
      else if (hu_record_get_string (held, HU_MEMBER_VOICE))
        hu_op_set_claim_voice (edit, layer, id, hu_record_get_string (held, HU_MEMBER_VOICE));
    }
  topic = hu_value_get_member_string (hu_record_get (held, HU_MEMBER_TOWARD), "topic");
  if (topic)
    hu_op_add_claim_topic (edit, layer, id, topic);
  hu_op_set_string (edit, layer, HU_KIND_CLAIM, id, HU_MEMBER_CONFIDENCE,
                    hu_record_get_string (held, HU_MEMBER_CONFIDENCE));
  hu_record_builder_init (&builder, HU_KIND_STANCE, hu_record_get_id (held), held);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_BASIS, NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_CLAIM, id);
  op_replace (edit, held, hu_record_builder_end (&builder));
  hu_edit_set_focus (edit, HU_KIND_CLAIM, id);
  return g_steal_pointer (&id);
}
