/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What fields offer: speakers, topics, codes and claims as options, and finding among them. */
#include "config.h"

#include "hu-options.h"
#include "hu-options-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hu-labels.h"
#include "hu-palette.h"
#include "hu-slug.h"

/* More rows than a person reads. */
#define MAX_ROWS 60
/* More tags than a list is made of at a key press. */
#define MAX_TAGS 5000

HuOptions *
hu_options_new (void)
{
  HuOptions *self = g_new0 (HuOptions, 1);

  g_atomic_ref_count_init (&self->refs);
  self->options = g_ptr_array_new_with_free_func (g_object_unref);
  self->matcher = hu_matcher_new ();
  return self;
}

HuOptions *
hu_options_ref (HuOptions *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hu_options_unref (HuOptions *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->base, hu_options_unref);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_ptr_array_unref (self->options);
  hu_matcher_free (self->matcher);
  g_free (self);
}

void
hu_options_take (HuOptions *self, HuOption *option, const char *const *names, gsize n, guint used)
{
  g_autofree const char **all = NULL;

  g_return_if_fail (self != NULL && HU_IS_OPTION (option));
  all = g_new (const char *, n + 1);
  all[0] = option->label;
  for (gsize i = 0; i < n; i++)
    all[i + 1] = names[i];
  hu_matcher_add (self->matcher, all, n + 1, used);
  g_ptr_array_add (self->options, option);
}

/* What a base option is hidden by: its id, or its name where it is only a name. (transfer full) */
static char *
make_hidden_key (HuOption *option)
{
  return option->kind == HU_OPTION_NAME ? options_name_key (option->label) : g_strdup (option->id);
}

char *
options_name_key (const char *name)
{
  g_autofree char *folded = hu_name_fold (name);

  return g_strconcat ("=", folded, NULL);
}

static gboolean
is_hidden (HuOptions *self, HuOption *option)
{
  g_autofree char *key = self->hidden ? make_hidden_key (option) : NULL;

  return key && g_hash_table_contains (self->hidden, key);
}

/* Better, or more used. */
static gboolean
comes_before (const HuMatch *a, const HuMatch *b)
{
  return a->rank != b->rank ? a->rank < b->rank : a->used >= b->used;
}

/* Both lists are sorted; what is hidden in the base is left out. */
static void
merge_matches (HuOptions *self, GArray *own, GArray *base, GPtrArray *found)
{
  guint i = 0, j = 0;

  while (found->len < MAX_ROWS && (i < own->len || (base && j < base->len)))
    {
      const HuMatch *mine = i < own->len ? &g_array_index (own, HuMatch, i) : NULL;
      const HuMatch *theirs = base && j < base->len ? &g_array_index (base, HuMatch, j) : NULL;

      if (mine && (!theirs || comes_before (mine, theirs)))
        {
          g_ptr_array_add (found, g_object_ref (g_ptr_array_index (self->options, mine->index)));
          i++;
        }
      else
        {
          HuOption *option = g_ptr_array_index (self->base->options, theirs->index);

          if (!is_hidden (self, option))
            g_ptr_array_add (found, g_object_ref (option));
          j++;
        }
    }
}

GPtrArray *
hu_options_find (HuOptions *self, const char *text, const char *new_label)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) own = NULL;
  g_autoptr (GArray) base = NULL;
  g_autofree char *name = g_strstrip (g_strdup (text));

  g_return_val_if_fail (self != NULL, found);
  own = hu_matcher_find (self->matcher, name, MAX_ROWS);
  base = self->base ? hu_matcher_find (self->base->matcher, name, 0) : NULL;
  merge_matches (self, own, base, found);
  if (new_label && *name && !hu_matcher_has_name (self->matcher, name) &&
      !(self->base && hu_matcher_has_name (self->base->matcher, name)))
    {
      g_autoptr (GString) label = g_string_new (new_label);
      HuOption *option;

      g_string_replace (label, "%s", name, 1);
      option = hu_option_new (HU_OPTION_NEW, name, label->str);
      g_ptr_array_add (found, option);
    }
  return found;
}

HuOption *
hu_options_lookup (HuOptions *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  for (guint i = 0; i < self->options->len; i++)
    {
      HuOption *option = g_ptr_array_index (self->options, i);

      if (g_strcmp0 (option->id, id) == 0)
        return option;
    }
  return NULL;
}

/* Speakers: hu-options-speakers.c has the rest. */

char *
hu_option_ensure_speaker (HuOption *self, HuEdit *edit, HuLayer *layer)
{
  g_return_val_if_fail (HU_IS_OPTION (self), NULL);
  switch (self->kind)
    {
    case HU_OPTION_SPEAKER:
      return self->of_register ? hu_op_ensure_speaker (edit, layer, self->record) : g_strdup (self->id);
    case HU_OPTION_NAME:
    case HU_OPTION_NEW:
      return hu_op_ensure_speaker_named (edit, layer, self->id, NULL, TRUE);
    default:
      return NULL;
    }
}

/* Codes. */

static HuOption *
code_option (HuEditor *editor, HuOptionKind option_kind, HuKind kind, const char *id)
{
  HuCodebook *codebook = hu_document_get_codebook (hu_editor_get_document (editor));
  HuRecord *copy = hu_layer_lookup (hu_editor_get_layer (editor), kind, id);
  HuCodes codes = kind == HU_KIND_TOPIC ? HU_CODES_TOPICS : HU_CODES_VALUES;
  const HuCode *code = hu_codebook_find (codebook, codes, id);
  HuOption *option = hu_option_new (option_kind, id, hu_label_get (codebook, kind, id, copy));

  if (code)
    option->key = g_strdup (code->key);
  if (kind == HU_KIND_VALUE)
    option->symbol = g_strdup (hu_palette_get_symbol (codebook, id));
  return option;
}

HuOption *
hu_option_for_topic (HuEditor *editor, const char *id)
{
  return code_option (editor, HU_OPTION_TOPIC, HU_KIND_TOPIC, id);
}

HuOption *
hu_option_for_value (HuEditor *editor, const char *id)
{
  return code_option (editor, HU_OPTION_CODE, HU_KIND_VALUE, id);
}

static void
take_topic (HuOptions *self, HuEditor *editor, const char *id)
{
  HuOption *option = hu_option_for_topic (editor, id);

  option->count = hu_layer_count_referrers (hu_editor_get_layer (editor), HU_KIND_TOPIC, id);
  hu_options_take (self, option, NULL, 0, option->count);
}

/* The codebook's topics, and those that only the layer has. */
static void
take_topics (HuOptions *self, HuEditor *editor)
{
  HuLayer *layer = hu_editor_get_layer (editor);
  HuCodebook *codebook = hu_document_get_codebook (hu_editor_get_document (editor));
  gsize n;
  const HuCode *topics = hu_codebook_get_codes (codebook, HU_CODES_TOPICS, &n);

  for (gsize i = 0; i < n; i++)
    take_topic (self, editor, topics[i].id);
  for (guint i = 0; i < hu_layer_get_size (layer, HU_KIND_TOPIC); i++)
    {
      const char *id = hu_record_get_id (hu_layer_get_nth (layer, HU_KIND_TOPIC, i));

      if (!hu_codebook_find (codebook, HU_CODES_TOPICS, id))
        take_topic (self, editor, id);
    }
}

HuOptions *
hu_options_new_topics (HuEditor *editor)
{
  HuOptions *self = hu_options_new ();

  g_return_val_if_fail (HU_IS_EDITOR (editor), self);
  if (hu_editor_get_document (editor))
    take_topics (self, editor);
  return self;
}

HuOptions *
hu_options_new_values (HuEditor *editor)
{
  HuOptions *self = hu_options_new ();
  gsize n;
  const HuCode *values;

  g_return_val_if_fail (HU_IS_EDITOR (editor), self);
  if (!hu_editor_get_document (editor))
    return self;
  values =
      hu_codebook_get_codes (hu_document_get_codebook (hu_editor_get_document (editor)), HU_CODES_VALUES, &n);
  for (gsize i = 0; i < n; i++)
    hu_options_take (self, hu_option_for_value (editor, values[i].id), NULL, 0, (guint) (n - i));
  return self;
}

char *
hu_option_ensure_topic (HuOption *self, HuEdit *edit, HuLayer *layer)
{
  g_return_val_if_fail (HU_IS_OPTION (self), NULL);
  if (self->kind == HU_OPTION_TOPIC)
    return g_strdup (self->id);
  return self->kind == HU_OPTION_NEW ? hu_op_ensure_topic (edit, layer, self->id, NULL) : NULL;
}

/* Tags. */

static gboolean
is_quotation_mark (gunichar c)
{
  GUnicodeType type = c ? g_unichar_type (c) : G_UNICODE_UNASSIGNED;

  return c == '"' || c == 0x201e || type == G_UNICODE_INITIAL_PUNCTUATION;
}

char *
hu_editor_quote (HuEditor *editor, HuValue *passage, guint max)
{
  HuText *text = hu_editor_get_text (editor);
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);
  g_autoptr (GString) quote = g_string_new (NULL);

  for (gsize i = 0; i < n && text; i++)
    {
      g_autofree char *part = NULL;

      if (spans[i].lost)
        part = g_strdup (hu_value_get_member_string (spans[i].rest, "quote"));
      else
        part = hu_text_dup_snippet (text, spans[i].start, spans[i].end, max);
      g_string_append_printf (quote, "%s%s", quote->len ? " … " : "", part ? part : "");
    }
  /* Words that bring their own marks get no more. */
  if (is_quotation_mark (g_utf8_get_char (quote->str)))
    return g_strdup (quote->str);
  /* Translators: the quotation marks around an article's words */
  return g_strdup_printf (_ ("“%s”"), quote->str);
}

static HuOption *
tag_option (HuEditor *editor, HuOptionKind option_kind, HuKind kind, const char *id)
{
  HuRecord *record = hu_layer_lookup (hu_editor_get_layer (editor), kind, id);
  g_autofree char *quote =
      record ? hu_editor_quote (editor, hu_record_get (record, HU_MEMBER_PASSAGE), 60) : g_strdup (id);
  HuOption *option = hu_option_new (option_kind, id, quote);
  const char *speaker = record ? hu_record_get_nth (record, HU_MEMBER_SPEAKERS, 0) : NULL;

  if (speaker)
    option->detail = g_strdup (options_speaker_name (editor, speaker));
  return option;
}

HuOption *
hu_option_for_claim (HuEditor *editor, const char *id)
{
  return tag_option (editor, HU_OPTION_CLAIM, HU_KIND_CLAIM, id);
}

HuOption *
hu_option_for_mention (HuEditor *editor, const char *id)
{
  return tag_option (editor, HU_OPTION_MENTION, HU_KIND_MENTION, id);
}

/* In reading order: what was used counts for nothing here. */
static void
take_tags (HuOptions *self, HuEditor *editor, HuOptionKind option_kind, HuKind kind, const char *except)
{
  HuLayer *layer = hu_editor_get_layer (editor);
  guint n = MIN (hu_layer_get_size (layer, kind), MAX_TAGS);

  for (guint i = 0; i < n; i++)
    {
      const char *id = hu_record_get_id (hu_layer_get_nth (layer, kind, i));
      HuOption *option;

      if (g_strcmp0 (id, except) == 0)
        continue;
      option = tag_option (editor, option_kind, kind, id);
      hu_options_take (self, option, (const char *const *) &option->detail, option->detail ? 1 : 0, n - i);
    }
}

HuOptions *
hu_options_new_claims (HuEditor *editor, const char *except)
{
  HuOptions *self = hu_options_new ();

  g_return_val_if_fail (HU_IS_EDITOR (editor), self);
  if (hu_editor_get_document (editor))
    take_tags (self, editor, HU_OPTION_CLAIM, HU_KIND_CLAIM, except);
  return self;
}

HuOptions *
hu_options_new_mentions (HuEditor *editor)
{
  HuOptions *self = hu_options_new ();

  g_return_val_if_fail (HU_IS_EDITOR (editor), self);
  if (hu_editor_get_document (editor))
    take_tags (self, editor, HU_OPTION_MENTION, HU_KIND_MENTION, NULL);
  return self;
}

HuOptions *
hu_options_new_targets (HuEditor *editor)
{
  HuOptions *self = hu_options_new ();
  HuLayer *layer;

  g_return_val_if_fail (HU_IS_EDITOR (editor), self);
  layer = hu_editor_get_layer (editor);
  if (!layer)
    return self;
  take_topics (self, editor);
  for (guint i = 0; i < hu_layer_get_size (layer, HU_KIND_SPEAKER); i++)
    hu_options_take (self, options_speaker (editor, hu_layer_get_nth (layer, HU_KIND_SPEAKER, i)), NULL, 0,
                     0);
  for (guint i = 0; i < MIN (hu_layer_get_size (layer, HU_KIND_CLAIM), MAX_TAGS); i++)
    hu_options_take (self,
                     hu_option_for_claim (editor,
                                          hu_record_get_id (hu_layer_get_nth (layer, HU_KIND_CLAIM, i))),
                     NULL, 0, 0);
  return self;
}

/* Voices. */

HuOption *
hu_option_for_voice (const char *voice, gboolean with_key)
{
  HuOption *option = hu_option_new (HU_OPTION_VOICE, voice, hu_label_for_voice (voice));

  if (with_key)
    option->key = g_strdup (strcmp (voice, "author") == 0   ? "1"
                            : strcmp (voice, "outlet") == 0 ? "2"
                            : strcmp (voice, "none") == 0   ? "0"
                                                            : NULL);
  return option;
}
