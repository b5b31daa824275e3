/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as exports see it: its text, its records in order and by id, and the names behind the ids. */
#include "config.h"

#include "hu-export-document.h"

#include "hu-codebook-file.h"
#include "hu-register.h"

#include <string.h>

/* What an export writes beside the ids. A record that has such a member already (it was read from an export)
 * loses it: the file would have it twice. */
static const struct
{
  HuKind kind;
  HuMember member;
  const char *name;
  HuKind names_of;
} name_members[] = {
  { HU_KIND_MENTION, HU_MEMBER_SPEAKERS, "speaker_names", HU_KIND_SPEAKER },
  { HU_KIND_CLAIM, HU_MEMBER_SPEAKERS, "speaker_names", HU_KIND_SPEAKER },
  { HU_KIND_CLAIM, HU_MEMBER_VIA, "via_names", HU_KIND_SPEAKER },
  { HU_KIND_CLAIM, HU_MEMBER_ON_BEHALF_OF, "on_behalf_of_names", HU_KIND_SPEAKER },
  { HU_KIND_CLAIM, HU_MEMBER_ADDRESSEES, "addressee_names", HU_KIND_SPEAKER },
  { HU_KIND_CLAIM, HU_MEMBER_TYPE, "type_label", HU_KIND_TYPE },
  { HU_KIND_CLAIM, HU_MEMBER_TOPICS, "topic_labels", HU_KIND_TOPIC },
  { HU_KIND_STANCE, HU_MEMBER_SPEAKER, "speaker_name", HU_KIND_SPEAKER },
  { HU_KIND_STANCE, HU_MEMBER_TOWARD, "toward_label", HU_KIND_TOPIC },
  { HU_KIND_STANCE, HU_MEMBER_VALUE, "value_label", HU_KIND_VALUE },
  { HU_KIND_UNIT, HU_MEMBER_TOPICS, "topic_labels", HU_KIND_TOPIC },
  { HU_KIND_LAYER, HU_MEMBER_NONE, "text", HU_KIND_LAYER },
};

/* (transfer full) */
static HuRecord *
without_own_members (HuRecord *record)
{
  HuRecord *result = hu_record_ref (record);

  for (guint i = 0; i < G_N_ELEMENTS (name_members); i++)
    {
      HuValue *unknown = hu_record_get_unknown (result);
      g_autoptr (HuRecord) before = NULL;
      g_autoptr (HuValue) kept = NULL;

      if (name_members[i].kind != hu_record_get_kind (record) || !unknown ||
          !hu_value_get_member (unknown, name_members[i].name))
        continue;
      kept = hu_value_object_with (unknown, name_members[i].name, NULL);
      before = result;
      result = hu_record_with_unknown (before, kept);
    }
  return result;
}

static HuSnapshot *
copy_snapshot (HuSnapshot *snapshot)
{
  HuSnapshot *copy = hu_snapshot_new ();

  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      g_ptr_array_add (copy->records[kind],
                       without_own_members (g_ptr_array_index (snapshot->records[kind], i)));
  for (guint kind = HU_KIND_DOCUMENT; kind <= HU_KIND_LAYER; kind++)
    if (copy->records[kind]->len == 0)
      g_ptr_array_add (copy->records[kind], hu_record_new (kind, ""));
  hu_snapshot_sort (copy);
  return copy;
}

HuExportDocument *
hu_export_document_new (const char *name, const char *coder, HuText *text, HuSnapshot *snapshot)
{
  HuExportDocument *self;

  g_return_val_if_fail (name != NULL && text != NULL && snapshot != NULL, NULL);
  self = g_new0 (HuExportDocument, 1);
  self->name = g_strdup (name);
  self->coder = g_strdup (coder);
  self->text = hu_text_ref (text);
  self->snapshot = copy_snapshot (snapshot);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      self->by_id[kind] = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < self->snapshot->records[kind]->len; i++)
        {
          HuRecord *record = g_ptr_array_index (self->snapshot->records[kind], i);

          g_hash_table_insert (self->by_id[kind], (gpointer) hu_record_get_id (record), record);
        }
    }
  return self;
}

void
hu_export_document_free (HuExportDocument *self)
{
  g_return_if_fail (self != NULL);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    g_hash_table_unref (self->by_id[kind]);
  g_free (self->name);
  g_free (self->coder);
  hu_text_unref (self->text);
  hu_snapshot_unref (self->snapshot);
  g_clear_pointer (&self->codebook, hu_codebook_unref);
  g_free (self);
}

HuCodebook *
hu_export_document_get_codebook (HuExportDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (!self->codebook)
    {
      g_autoptr (HuCodebook) builtin = hu_codebook_load_builtin ();

      self->codebook = hu_codebook_with_topics (builtin, self->snapshot->records[HU_KIND_TOPIC]);
    }
  return self->codebook;
}

void
hu_export_document_set_codebook (HuExportDocument *self, HuCodebook *codebook)
{
  g_return_if_fail (self != NULL);
  if (codebook)
    hu_codebook_ref (codebook);
  g_clear_pointer (&self->codebook, hu_codebook_unref);
  self->codebook = codebook;
}

char *
hu_export_document_dup_stem (HuExportDocument *self)
{
  const char *slash, *base, *dot;

  g_return_val_if_fail (self != NULL, NULL);
  slash = strrchr (self->name, '/');
  base = slash ? slash + 1 : self->name;
  dot = strrchr (base, '.');
  return dot && dot > base ? g_strndup (self->name, (gsize) (dot - self->name)) : g_strdup (self->name);
}

HuRecord *
hu_export_document_lookup (HuExportDocument *self, HuKind kind, const char *id)
{
  g_return_val_if_fail (self != NULL && kind < HU_N_KINDS, NULL);
  return id ? g_hash_table_lookup (self->by_id[kind], id) : NULL;
}

char *
hu_export_document_dup_label (HuExportDocument *self, HuKind kind, const char *id)
{
  HuRecord *record = hu_export_document_lookup (self, kind, id);
  const char *label = NULL;

  g_return_val_if_fail (id != NULL, NULL);
  if (!record)
    return g_strdup (id);
  if (kind == HU_KIND_SPEAKER)
    return g_strdup (hu_speaker_get_name (record));
  if (kind == HU_KIND_TYPE || kind == HU_KIND_VALUE || kind == HU_KIND_TOPIC)
    label = hu_record_get_string (record, HU_MEMBER_LABEL);
  if (HU_KIND_IS_TAG (kind))
    {
      g_autofree char *quote = NULL;

      label = hu_record_get_string (record, HU_MEMBER_GIST);
      if (label)
        return g_strdup (label);
      quote = hu_export_document_dup_quote (self, hu_record_get (record, HU_MEMBER_PASSAGE));
      return *quote ? g_steal_pointer (&quote) : g_strdup (id);
    }
  return g_strdup (label ? label : id);
}

void
hu_export_show_nul (GString *string)
{
  g_autoptr (GString) shown = NULL;

  g_return_if_fail (string != NULL);
  if (!memchr (string->str, '\0', string->len))
    return;
  shown = g_string_sized_new (string->len);
  for (gsize i = 0; i < string->len; i++)
    if (string->str[i] == '\0')
      g_string_append (shown, "␀");
    else
      g_string_append_c (shown, string->str[i]);
  g_string_truncate (string, 0);
  g_string_append_len (string, shown->str, (gssize) shown->len);
}

char *
hu_export_document_dup_quote (HuExportDocument *self, HuValue *passage)
{
  g_autoptr (GString) quote = g_string_new (NULL);
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);
  const char *utf8 = hu_text_get_utf8 (self->text, NULL);

  for (gsize i = 0; i < n; i++)
    {
      HuValue *own = spans[i].rest ? hu_value_get_member (spans[i].rest, "quote") : NULL;

      if (i > 0)
        g_string_append (quote, " […] ");
      if (own)
        g_string_append_len (quote, hu_value_get_string (own), (gssize) hu_value_get_string_length (own));
      else if (!spans[i].lost && !self->quotes_cut)
        {
          gsize start = hu_text_offset_to_byte (self->text, spans[i].start);
          gsize end = hu_text_offset_to_byte (self->text, spans[i].end);

          g_string_append_len (quote, utf8 + start, (gssize) (end - start));
        }
    }
  hu_export_show_nul (quote);
  return g_string_free (g_steal_pointer (&quote), FALSE);
}

/* (transfer full) */
static HuValue *
label_of (HuExportDocument *self, HuKind kind, const char *id)
{
  g_autofree char *label = hu_export_document_dup_label (self, kind, id);

  return hu_value_new_string (label);
}

/* (transfer full) (nullable) */
static HuValue *
labels_of_list (HuExportDocument *self, HuKind kind, HuValue *ids)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (gsize i = 0; i < hu_value_get_size (ids); i++)
    g_ptr_array_add (labels, label_of (self, kind, hu_value_get_item_string (ids, i)));
  return labels->len ? hu_value_new_list_take ((HuValue **) labels->pdata, labels->len) : NULL;
}

/* (transfer full) (nullable) */
static HuValue *
label_of_target (HuExportDocument *self, HuValue *toward)
{
  static const HuKind kinds[] = { HU_KIND_TOPIC, HU_KIND_CLAIM, HU_KIND_SPEAKER };
  static const char *const keys[] = { "topic", "claim", "speaker" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *id = hu_value_get_member_string (toward, keys[i]);

      if (id)
        return label_of (self, kinds[i], id);
    }
  return NULL;
}

HuValue *
hu_export_document_get_names (HuExportDocument *self, HuRecord *record)
{
  HuValue *names = NULL;

  g_return_val_if_fail (self != NULL && record != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (name_members); i++)
    {
      HuValue *value;
      g_autoptr (HuValue) label = NULL;
      g_autoptr (HuValue) before = NULL;

      if (name_members[i].kind != hu_record_get_kind (record) || name_members[i].member == HU_MEMBER_NONE)
        continue;
      value = hu_record_get (record, name_members[i].member);
      if (!value)
        continue;
      if (hu_value_get_type_of (value) == HU_VALUE_LIST)
        label = labels_of_list (self, name_members[i].names_of, value);
      else if (name_members[i].member == HU_MEMBER_TOWARD)
        label = label_of_target (self, value);
      else
        label = label_of (self, name_members[i].names_of, hu_value_get_string (value));
      if (!label)
        continue;
      before = names;
      names = hu_value_object_with (before, name_members[i].name, label);
    }
  return names;
}
