/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tag says, in a few lines for people: tooltips, menus, screen readers. */
#include "config.h"

#include "hu-description.h"

#include <glib/gi18n.h>

#include "hu-labels.h"

#define LONGEST_SNIPPET 40

/* The names of the speakers that a member lists, or NULL. (transfer full) */
static char *
join_speakers (HuLayer *layer, HuRecord *record, HuMember member)
{
  g_autoptr (GString) string = g_string_new (NULL);
  const gsize n = hu_record_get_size (record, member);

  for (gsize i = 0; i < n; i++)
    {
      const char *id = hu_record_get_nth (record, member, i);
      HuRecord *speaker = id ? hu_layer_lookup (layer, HU_KIND_SPEAKER, id) : NULL;

      if (string->len)
        g_string_append (string, C_ ("between names", ", "));
      g_string_append (string, speaker ? hu_speaker_get_name (speaker) : id);
    }
  return string->len ? g_string_free (g_steal_pointer (&string), FALSE) : NULL;
}

static char *
describe_holder (HuLayer *layer, HuRecord *stance)
{
  const char *id = hu_record_get_string (stance, HU_MEMBER_SPEAKER);
  const char *voice = hu_record_get_string (stance, HU_MEMBER_VOICE);
  HuRecord *speaker = id ? hu_layer_lookup (layer, HU_KIND_SPEAKER, id) : NULL;

  if (speaker)
    return g_strdup (hu_speaker_get_name (speaker));
  return g_strdup (voice ? hu_label_for_voice (voice) : id ? id : _ ("no holder yet"));
}

static char *
describe_head (HuLayer *layer, HuRecord *record)
{
  g_autofree char *who = NULL;

  switch (hu_record_get_kind (record))
    {
    case HU_KIND_CLAIM:
      who = join_speakers (layer, record, HU_MEMBER_SPEAKERS);
      if (!who && hu_record_get_string (record, HU_MEMBER_VOICE))
        who = g_strdup (hu_label_for_voice (hu_record_get_string (record, HU_MEMBER_VOICE)));
      return g_strdup_printf (C_ ("tag", "Claim: %s"), who ? who : _ ("no speaker yet"));
    case HU_KIND_MENTION:
      who = join_speakers (layer, record, HU_MEMBER_SPEAKERS);
      return g_strdup_printf (C_ ("tag", "Speaker: %s"), who ? who : _ ("not resolved yet"));
    case HU_KIND_STANCE:
      who = describe_holder (layer, record);
      return g_strdup_printf (C_ ("tag", "Stance: %s"), who);
    case HU_KIND_MEMO:
      return g_strdup (_ ("Memo"));
    default:
      return g_strdup (hu_record_get_id (record));
    }
}

static const char *
get_label (HuDocument *document, HuKind kind, const char *id)
{
  HuRecord *copy = hu_layer_lookup (hu_document_get_layer (document), kind, id);

  return hu_label_get (hu_document_get_codebook (document), kind, id, copy);
}

/* What a stance is toward. (transfer full) (nullable) */
static char *
describe_target (HuDocument *document, HuRecord *stance)
{
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);
  HuLayer *layer = hu_document_get_layer (document);
  const char *topic = hu_value_get_member_string (toward, "topic");
  const char *speaker = hu_value_get_member_string (toward, "speaker");
  const char *claim = hu_value_get_member_string (toward, "claim");
  HuRecord *record;
  guint start, end;

  if (topic)
    return g_strdup (get_label (document, HU_KIND_TOPIC, topic));
  if (speaker)
    {
      record = hu_layer_lookup (layer, HU_KIND_SPEAKER, speaker);
      return g_strdup (record ? hu_speaker_get_name (record) : speaker);
    }
  record = claim ? hu_layer_lookup (layer, HU_KIND_CLAIM, claim) : NULL;
  if (!record || !hu_record_get_extent (record, &start, &end))
    return NULL;
  return hu_text_dup_snippet (hu_document_get_text (document), start, end, LONGEST_SNIPPET);
}

/* "Harbour fee: Supports", as far as set. (transfer full) (nullable) */
static char *
describe_value (HuDocument *document, HuRecord *stance)
{
  g_autofree char *target = describe_target (document, stance);
  const char *value = hu_record_get_string (stance, HU_MEMBER_VALUE);

  if (!value)
    return g_steal_pointer (&target);
  if (!target)
    return g_strdup (get_label (document, HU_KIND_VALUE, value));
  return g_strdup_printf (C_ ("topic: stance", "%s: %s"), target, get_label (document, HU_KIND_VALUE, value));
}

static void
append_line (GString *string, const char *line)
{
  if (line && *line)
    g_string_append_printf (string, "\n%s", line);
}

static void
append_claim (GString *string, HuDocument *document, HuRecord *claim)
{
  HuLayer *layer = hu_document_get_layer (document);
  g_autoptr (GPtrArray) stances = hu_layer_get_stances_of_claim (layer, hu_record_get_id (claim));
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *type = hu_record_get_string (claim, HU_MEMBER_TYPE);
  g_autofree char *line = NULL;

  if (type)
    g_ptr_array_add (parts, g_strdup (get_label (document, HU_KIND_TYPE, type)));
  for (gsize i = 0; i < hu_record_get_size (claim, HU_MEMBER_TOPICS); i++)
    g_ptr_array_add (parts, g_strdup (get_label (document, HU_KIND_TOPIC,
                                                 hu_record_get_nth (claim, HU_MEMBER_TOPICS, i))));
  g_ptr_array_add (parts, NULL);
  line = g_strjoinv (" · ", (char **) parts->pdata);
  append_line (string, line);
  for (guint i = 0; i < stances->len; i++)
    {
      HuRecord *stance = g_ptr_array_index (stances, i);
      g_autofree char *holder = describe_holder (layer, stance);
      g_autofree char *value = describe_value (document, stance);

      g_string_append_printf (string, "\n%s — %s", holder, value ? value : _ ("no value yet"));
    }
  append_line (string, hu_record_get_string (claim, HU_MEMBER_GIST));
}

char *
hu_describe_tag (HuDocument *document, HuRecord *record)
{
  g_autofree char *head = NULL;
  g_autofree char *value = NULL;
  GString *string;

  g_return_val_if_fail (HU_IS_DOCUMENT (document) && record != NULL, NULL);
  head = describe_head (hu_document_get_layer (document), record);
  string = g_string_new (head);
  switch (hu_record_get_kind (record))
    {
    case HU_KIND_CLAIM:
      append_claim (string, document, record);
      break;
    case HU_KIND_STANCE:
      value = describe_value (document, record);
      append_line (string, value);
      break;
    case HU_KIND_MEMO:
      append_line (string, hu_record_get_string (record, HU_MEMBER_TEXT));
      break;
    default:
      break;
    }
  append_line (string, hu_record_get_string (record, HU_MEMBER_NOTE));
  return g_string_free (string, FALSE);
}

char *
hu_describe_tag_shortly (HuDocument *document, HuRecord *record)
{
  g_autofree char *head = NULL;
  g_autofree char *snippet = NULL;
  guint start, end;

  g_return_val_if_fail (HU_IS_DOCUMENT (document) && record != NULL, NULL);
  head = describe_head (hu_document_get_layer (document), record);
  if (!hu_layer_get_place (hu_document_get_layer (document), record, &start, &end))
    return g_steal_pointer (&head);
  snippet = hu_text_dup_snippet (hu_document_get_text (document), start, end, LONGEST_SNIPPET);
  return g_strdup_printf (_ ("%s “%s”"), head, snippet);
}
