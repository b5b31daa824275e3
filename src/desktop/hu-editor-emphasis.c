/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tags the article shows plainly; the others are drawn faint. */
#include "config.h"
#include "hu-editor.h"
#include "hu-editor-private.h"

#include <glib/gi18n-lib.h>

static gboolean
hand_dims (HuEditor *self)
{
  return self->dims_for_speaker && self->hand_id && self->hand_kind == HU_KIND_SPEAKER;
}

HuEmphasis
hu_editor_get_emphasis (HuEditor *self)
{
  HuEmphasis emphasis = { 0, NULL, NULL };

  g_return_val_if_fail (HU_IS_EDITOR (self), emphasis);
  emphasis.faint_kinds = self->faint_kinds;
  emphasis.speaker = hand_dims (self) ? self->hand_id : self->only_speaker;
  emphasis.topic = self->only_topic;
  return emphasis;
}

static void
emphasis_changed (HuEditor *self)
{
  g_signal_emit_by_name (self, "emphasis-changed");
}

void
hu_editor_toggle_kind (HuEditor *self, HuKind kind)
{
  g_return_if_fail (HU_IS_EDITOR (self) && HU_KIND_IS_TAG (kind));
  if (!self->document)
    return;
  self->faint_kinds ^= HU_KINDS (kind);
  emphasis_changed (self);
}

void
hu_editor_set_only_speaker (HuEditor *self, const char *speaker)
{
  g_autofree char *copy = g_strdup (speaker);

  g_return_if_fail (HU_IS_EDITOR (self));
  if (g_strcmp0 (copy, self->only_speaker) == 0)
    return;
  g_free (self->only_speaker);
  self->only_speaker = g_steal_pointer (&copy);
  emphasis_changed (self);
}

void
hu_editor_set_only_topic (HuEditor *self, const char *topic)
{
  g_autofree char *copy = g_strdup (topic);

  g_return_if_fail (HU_IS_EDITOR (self));
  if (g_strcmp0 (copy, self->only_topic) == 0)
    return;
  g_free (self->only_topic);
  self->only_topic = g_steal_pointer (&copy);
  emphasis_changed (self);
}

/* The speaker, or the topic, of the tag in hand; a stance that a claim shows has its own. */
static const char *
find_speaker (HuEditor *self)
{
  HuRecord *hand = hu_editor_get_hand_record (self);

  if (!hand)
    return NULL;
  if (self->hand_kind == HU_KIND_SPEAKER)
    return self->hand_id;
  if (self->hand_kind == HU_KIND_STANCE)
    return hu_record_get_string (hand, HU_MEMBER_SPEAKER);
  return hu_record_get_nth (hand, HU_MEMBER_SPEAKERS, 0);
}

static const char *
find_topic (HuEditor *self)
{
  HuRecord *hand = hu_editor_get_hand_record (self);

  if (hand && self->hand_kind == HU_KIND_STANCE)
    return hu_value_get_member_string (hu_record_get (hand, HU_MEMBER_TOWARD), "topic");
  return hand ? hu_record_get_nth (hand, HU_MEMBER_TOPICS, 0) : NULL;
}

void
hu_editor_only_this_speaker (HuEditor *self)
{
  const char *speaker;

  g_return_if_fail (HU_IS_EDITOR (self));
  speaker = find_speaker (self);
  if (speaker || self->only_speaker)
    hu_editor_set_only_speaker (self, g_strcmp0 (speaker, self->only_speaker) ? speaker : NULL);
  else
    editor_announce (self, _ ("The tag in hand has no speaker"));
}

void
hu_editor_only_this_topic (HuEditor *self)
{
  const char *topic;

  g_return_if_fail (HU_IS_EDITOR (self));
  topic = find_topic (self);
  if (topic || self->only_topic)
    hu_editor_set_only_topic (self, g_strcmp0 (topic, self->only_topic) ? topic : NULL);
  else
    editor_announce (self, _ ("The tag in hand has no topic"));
}

void
editor_forget_emphasis (HuEditor *self)
{
  self->faint_kinds = 0;
  g_clear_pointer (&self->only_speaker, g_free);
  g_clear_pointer (&self->only_topic, g_free);
}

void
hu_editor_show_all (HuEditor *self)
{
  HuEmphasis emphasis;

  g_return_if_fail (HU_IS_EDITOR (self));
  emphasis = hu_editor_get_emphasis (self);
  if (!hu_emphasis_is_set (&emphasis))
    return;
  editor_forget_emphasis (self);
  if (hand_dims (self))
    editor_set_hand (self, HU_KIND_LAYER, NULL);
  emphasis_changed (self);
  editor_announce (self, _ ("All tags are shown"));
}

gboolean
hu_editor_get_dims_for_speaker (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), FALSE);
  return self->dims_for_speaker;
}

void
hu_editor_set_dims_for_speaker (HuEditor *self, gboolean dims)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  if (self->dims_for_speaker == dims)
    return;
  self->dims_for_speaker = dims;
  emphasis_changed (self);
}
