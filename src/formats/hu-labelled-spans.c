/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document's tags as labelled spans with relations between them: what trainers and labelling tools take. */
#include "config.h"

#include "hu-labelled-spans.h"

static const char *const role_labels[HU_N_ROLES] = {
  [HU_ROLE_SPEAKER] = "SPEAKER", [HU_ROLE_CUE] = "CUE",   [HU_ROLE_CLAIM] = "CLAIM",
  [HU_ROLE_STANCE] = "STANCE",   [HU_ROLE_MEMO] = "MEMO",
};

const char *
hu_role_get_label (HuRole role)
{
  g_return_val_if_fail (role < HU_N_ROLES, NULL);
  return role_labels[role];
}

gboolean
hu_role_from_label (const char *label, HuRole *role)
{
  g_return_val_if_fail (label != NULL && role != NULL, FALSE);
  for (guint i = 0; i < HU_N_ROLES; i++)
    if (g_ascii_strcasecmp (label, role_labels[i]) == 0)
      {
        *role = i;
        return TRUE;
      }
  return FALSE;
}

/* Collecting. */

static void
add_spans (HuLabelledSpans *self, HuRole role, HuRecord *record, HuValue *passage)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);
  guint n_placed = 0, fragment = 0;

  for (gsize i = 0; i < n; i++)
    n_placed += !spans[i].lost && spans[i].start < spans[i].end;
  for (gsize i = 0; i < n; i++)
    if (!spans[i].lost && spans[i].start < spans[i].end)
      {
        HuLabelledSpan span = { role, record, { spans[i].start, spans[i].end }, fragment++, n_placed };

        g_array_append_val (self->spans, span);
      }
}

static void
collect (HuLabelledSpans *self)
{
  static const struct
  {
    HuKind kind;
    HuMember member;
    HuRole role;
  } sources[] = {
    { HU_KIND_MENTION, HU_MEMBER_PASSAGE, HU_ROLE_SPEAKER },
    { HU_KIND_CLAIM, HU_MEMBER_CUE, HU_ROLE_CUE },
    { HU_KIND_CLAIM, HU_MEMBER_PASSAGE, HU_ROLE_CLAIM },
    { HU_KIND_STANCE, HU_MEMBER_PASSAGE, HU_ROLE_STANCE },
    { HU_KIND_MEMO, HU_MEMBER_PASSAGE, HU_ROLE_MEMO },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      GPtrArray *records = self->document->snapshot->records[sources[i].kind];

      for (guint j = 0; j < records->len; j++)
        {
          HuRecord *record = g_ptr_array_index (records, j);

          add_spans (self, sources[i].role, record, hu_record_get (record, sources[i].member));
        }
    }
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const HuLabelledSpan *x = a, *y = b;

  if (x->range.start != y->range.start)
    return x->range.start < y->range.start ? -1 : 1;
  if (x->range.end != y->range.end)
    return x->range.end < y->range.end ? -1 : 1;
  if (x->role != y->role)
    return (int) x->role - (int) y->role;
  return g_strcmp0 (hu_record_get_id (x->record), hu_record_get_id (y->record));
}

/* Relating. */

typedef struct
{
  HuLabelledSpans *self;
  GHashTable *first[HU_N_ROLES]; /* by the tag's id, the place of its first span, plus 1 */
} Relating;

static guint
find_first (Relating *relating, HuRole role, const char *id)
{
  return id ? GPOINTER_TO_UINT (g_hash_table_lookup (relating->first[role], id)) : 0;
}

static void
relate (Relating *relating, guint from, guint to, const char *label)
{
  HuSpanRelation relation = { from - 1, to - 1, label };

  if (from > 0 && to > 0)
    g_array_append_val (relating->self->relations, relation);
}

static void
relate_claim (Relating *relating, guint from, HuRecord *claim)
{
  HuValue *relations = hu_record_get (claim, HU_MEMBER_RELATIONS);

  for (gsize i = 0; i < hu_record_get_size (claim, HU_MEMBER_MENTIONS); i++)
    relate (relating, from,
            find_first (relating, HU_ROLE_SPEAKER, hu_record_get_nth (claim, HU_MEMBER_MENTIONS, i)),
            "speaker");
  relate (relating, from, find_first (relating, HU_ROLE_CUE, hu_record_get_id (claim)), "cue");
  relate (relating, from,
          find_first (relating, HU_ROLE_CLAIM, hu_record_get_string (claim, HU_MEMBER_WITHIN)), "within");
  for (gsize i = 0; i < hu_value_get_size (relations); i++)
    {
      HuValue *relation = hu_value_get_item (relations, i);
      const char *kind = hu_value_get_member_string (relation, "kind");

      if (kind)
        relate (relating, from,
                find_first (relating, HU_ROLE_CLAIM, hu_value_get_member_string (relation, "claim")), kind);
    }
}

/* The next span of each passage, and what claims refer to. */
static void
relate_all (HuLabelledSpans *self)
{
  Relating relating = { self, { NULL } };
  g_autoptr (GHashTable) last = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < HU_N_ROLES; i++)
    relating.first[i] = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->spans->len; i++)
    {
      const HuLabelledSpan *span = &g_array_index (self->spans, HuLabelledSpan, i);
      gpointer key = (gpointer) hu_record_get_id (span->record);

      if (span->fragment == 0)
        g_hash_table_insert (relating.first[span->role], key, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < self->spans->len; i++)
    {
      const HuLabelledSpan *span = &g_array_index (self->spans, HuLabelledSpan, i);
      /* A claim's cue and its passage are two. */
      gpointer key = (char *) span->record + (span->role == HU_ROLE_CUE);

      if (span->fragment > 0)
        relate (&relating, GPOINTER_TO_UINT (g_hash_table_lookup (last, key)), i + 1, "next");
      g_hash_table_insert (last, key, GUINT_TO_POINTER (i + 1));
      if (span->fragment == 0 && span->role == HU_ROLE_CLAIM)
        relate_claim (&relating, i + 1, span->record);
    }
  for (guint i = 0; i < HU_N_ROLES; i++)
    g_hash_table_unref (relating.first[i]);
}

static void
collect_stances (HuLabelledSpans *self)
{
  GPtrArray *stances = self->document->snapshot->records[HU_KIND_STANCE];

  for (guint i = 0; i < stances->len; i++)
    {
      HuRecord *stance = g_ptr_array_index (stances, i);
      const char *claim = hu_record_get_string (stance, HU_MEMBER_CLAIM);
      GPtrArray *shown = claim ? g_hash_table_lookup (self->stances, claim) : NULL;

      if (claim && !shown)
        {
          shown = g_ptr_array_new ();
          g_hash_table_insert (self->stances, (gpointer) claim, shown);
        }
      if (claim)
        g_ptr_array_add (shown, stance);
    }
}

HuLabelledSpans *
hu_labelled_spans_new (HuExportDocument *document)
{
  HuLabelledSpans *self;

  g_return_val_if_fail (document != NULL, NULL);
  self = g_new0 (HuLabelledSpans, 1);
  self->document = document;
  self->spans = g_array_new (FALSE, FALSE, sizeof (HuLabelledSpan));
  self->relations = g_array_new (FALSE, FALSE, sizeof (HuSpanRelation));
  self->stances = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  collect (self);
  g_array_sort (self->spans, compare_spans);
  relate_all (self);
  collect_stances (self);
  return self;
}

void
hu_labelled_spans_free (HuLabelledSpans *self)
{
  g_return_if_fail (self != NULL);
  g_array_unref (self->spans);
  g_array_unref (self->relations);
  g_hash_table_unref (self->stances);
  g_free (self);
}

GPtrArray *
hu_labelled_spans_get_stances (HuLabelledSpans *self, const char *claim)
{
  g_return_val_if_fail (self != NULL && claim != NULL, NULL);
  return g_hash_table_lookup (self->stances, claim);
}

/* Writing. */

/* @string: (nullable): NUL ends strings in json-glib. */
static void
build_string (JsonBuilder *builder, const char *name, const char *string)
{
  if (!string || !*string)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, string);
}

static void
build_value (JsonBuilder *builder, const char *name, HuRecord *record, HuMember member)
{
  HuValue *value = hu_record_get (record, member);
  g_autoptr (GString) shown = NULL;

  if (!value || hu_value_get_type_of (value) != HU_VALUE_STRING)
    return;
  shown = g_string_new_len (hu_value_get_string (value), (gssize) hu_value_get_string_length (value));
  hu_export_show_nul (shown);
  build_string (builder, name, shown->str);
}

static void
build_label (HuLabelledSpans *self, JsonBuilder *builder, const char *name, HuKind kind, const char *id)
{
  g_autofree char *label = id ? hu_export_document_dup_label (self->document, kind, id) : NULL;

  build_string (builder, name, label);
}

static void
build_labels (HuLabelledSpans *self,
              JsonBuilder *builder,
              const char *name,
              HuKind kind,
              HuRecord *record,
              HuMember member)
{
  gsize n = hu_record_get_size (record, member);

  if (n == 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *label =
          hu_export_document_dup_label (self->document, kind, hu_record_get_nth (record, member, i));

      json_builder_add_string_value (builder, label);
    }
  json_builder_end_array (builder);
}

static void
build_stance (HuLabelledSpans *self, JsonBuilder *builder, HuRecord *stance)
{
  static const struct
  {
    const char *key;
    HuKind kind;
  } targets[] = {
    { "topic", HU_KIND_TOPIC },
    { "claim", HU_KIND_CLAIM },
    { "speaker", HU_KIND_SPEAKER },
  };
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);

  build_label (self, builder, "holder", HU_KIND_SPEAKER, hu_record_get_string (stance, HU_MEMBER_SPEAKER));
  build_value (builder, "voice", stance, HU_MEMBER_VOICE);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    build_label (self, builder, targets[i].key, targets[i].kind,
                 hu_value_get_member_string (toward, targets[i].key));
  build_label (self, builder, "value", HU_KIND_VALUE, hu_record_get_string (stance, HU_MEMBER_VALUE));
}

static void
build_claim (HuLabelledSpans *self, JsonBuilder *builder, HuRecord *claim)
{
  GPtrArray *stances = hu_labelled_spans_get_stances (self, hu_record_get_id (claim));

  build_labels (self, builder, "speakers", HU_KIND_SPEAKER, claim, HU_MEMBER_SPEAKERS);
  build_value (builder, "voice", claim, HU_MEMBER_VOICE);
  build_label (self, builder, "type", HU_KIND_TYPE, hu_record_get_string (claim, HU_MEMBER_TYPE));
  build_labels (self, builder, "topics", HU_KIND_TOPIC, claim, HU_MEMBER_TOPICS);
  build_value (builder, "gist", claim, HU_MEMBER_GIST);
  build_value (builder, "quotation", claim, HU_MEMBER_QUOTATION);
  build_value (builder, "modality", claim, HU_MEMBER_MODALITY);
  build_value (builder, "confidence", claim, HU_MEMBER_CONFIDENCE);
  if (!stances)
    return;
  json_builder_set_member_name (builder, "stances");
  json_builder_begin_array (builder);
  for (guint i = 0; i < stances->len; i++)
    {
      json_builder_begin_object (builder);
      build_stance (self, builder, g_ptr_array_index (stances, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
hu_labelled_spans_build (HuLabelledSpans *self, const HuLabelledSpan *span, JsonBuilder *builder)
{
  g_return_if_fail (self != NULL && span != NULL && JSON_IS_BUILDER (builder));
  switch (span->role)
    {
    case HU_ROLE_SPEAKER:
      build_labels (self, builder, "speakers", HU_KIND_SPEAKER, span->record, HU_MEMBER_SPEAKERS);
      build_value (builder, "form", span->record, HU_MEMBER_FORM);
      break;
    case HU_ROLE_CLAIM:
      build_claim (self, builder, span->record);
      break;
    case HU_ROLE_STANCE:
      build_stance (self, builder, span->record);
      break;
    case HU_ROLE_MEMO:
      build_value (builder, "text", span->record, HU_MEMBER_TEXT);
      break;
    case HU_ROLE_CUE: /* the claim says it all */
    case HU_N_ROLES:
      return;
    }
  build_value (builder, "note", span->record, HU_MEMBER_NOTE);
}

void
hu_labelled_spans_build_facts (HuLabelledSpans *self, JsonBuilder *builder)
{
  static const HuMember facts[] = { HU_MEMBER_HEADLINE, HU_MEMBER_OUTLET, HU_MEMBER_PUBLISHED, HU_MEMBER_URL,
                                    HU_MEMBER_LANGUAGE };
  HuRecord *document;

  g_return_if_fail (self != NULL && JSON_IS_BUILDER (builder));
  document = hu_snapshot_get_only (self->document->snapshot, HU_KIND_DOCUMENT);
  build_string (builder, "file", self->document->name);
  build_string (builder, "coder", self->document->coder);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    build_value (builder, hu_member_get_name (facts[i]), document, facts[i]);
}

char *
hu_labelled_spans_dup_text (HuLabelledSpans *self, const HuRange *range)
{
  gsize start, end;
  g_autoptr (GString) shown = NULL;
  const char *utf8;

  g_return_val_if_fail (self != NULL, NULL);
  utf8 = hu_text_get_utf8 (self->document->text, &end);
  start = range ? hu_text_offset_to_byte (self->document->text, range->start) : 0;
  if (range)
    end = hu_text_offset_to_byte (self->document->text, range->end);
  shown = g_string_new_len (utf8 + start, (gssize) (end - start));
  hu_export_show_nul (shown);
  return g_string_free (g_steal_pointer (&shown), FALSE);
}
