/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is sound by itself in a layer, but doesn't fit together. */
#include "config.h"

#include "hu-consistency.h"

#include "hu-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  HuSnapshot *snapshot;
  HuText *text;         /* (nullable) */
  HuCodebook *codebook; /* (nullable) */
  HuRegister *speakers; /* (nullable) */
  GPtrArray *findings;
  GHashTable *ids[HU_N_KINDS]; /* id → record */
  GHashTable *stances;         /* the passage, holder and target of each stance so far */
  gboolean done;
  HuRecord *record; /* at hand, the… */
  guint index;      /* …so-manieth of its kind */
} Consistency;

/* @below: (nullable): the place within the record. */
static void
warn (Consistency *self, const char *below, const char *what)
{
  HuKind kind = hu_record_get_kind (self->record);
  const char *list = hu_kind_get_list_name (kind);
  g_autoptr (GString) path = g_string_new (NULL);

  if (list)
    g_string_append (path, list);
  if (list && kind != HU_KIND_DOCUMENT)
    g_string_append_printf (path, "[%u]", self->index);
  if (below)
    g_string_append_printf (path, "%s%s", path->len ? "." : "", below);
  hu_findings_take (self->findings, HU_FINDING_WARNING, g_strdup (path->str), 0, what);
}

static void
warn_member (Consistency *self, HuMember member, const char *what)
{
  warn (self, hu_member_get_name (member), what);
}

static void
warn_item (Consistency *self, HuMember member, gsize index, const char *what)
{
  g_autofree char *below = g_strdup_printf ("%s[%u]", hu_member_get_name (member), (guint) index);

  warn (self, below, what);
}

static HuRecord *
lookup (Consistency *self, HuKind kind, const char *id)
{
  return id ? g_hash_table_lookup (self->ids[kind], id) : NULL;
}

/* Passages. */

/* A quote that was read from the file is kept only where the text has something else there. */
static void
check_spans (Consistency *self, HuMember member)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (hu_record_get (self->record, member), &n);

  for (gsize i = 0; self->text && i < n; i++)
    {
      HuValue *quote = spans[i].rest ? hu_value_get_member (spans[i].rest, "quote") : NULL;

      if (spans[i].lost || !quote || hu_value_get_member (spans[i].rest, "anchor"))
        continue;
      if (!hu_text_range_equals (self->text, spans[i].start, spans[i].end, hu_value_get_string (quote),
                                 hu_value_get_string_length (quote)))
        warn_item (self, member, i, _ ("the quote isn’t what stands there in the article"));
    }
}

static void
check_passages (Consistency *self)
{
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (hu_record_get_kind (self->record), &n);

  for (gsize i = 0; i < n; i++)
    if (members[i].shape == HU_SHAPE_PASSAGE)
      check_spans (self, members[i].member);
}

/* Passages that wait for a person always count; what is left to judge only once somebody said it is done. */
static void
check_left (Consistency *self)
{
  HuCheckReasons reasons = hu_record_get_check (self->record);
  HuCheckReasons always = HU_CHECK_MOVED | HU_CHECK_LOST | HU_CHECK_CONFLICT;

  if (!self->done)
    reasons &= always;
  for (guint bit = 1; bit && bit <= reasons; bit <<= 1)
    if (reasons & bit)
      warn (self, NULL, hu_check_reasons_explain (bit));
}

/* Claims. */

static gboolean
names_a_speaker (HuRecord *mention, HuRecord *claim)
{
  for (gsize i = 0; i < hu_record_get_size (mention, HU_MEMBER_SPEAKERS); i++)
    if (hu_record_has_string (claim, HU_MEMBER_SPEAKERS, hu_record_get_nth (mention, HU_MEMBER_SPEAKERS, i)))
      return TRUE;
  return hu_record_get_size (mention, HU_MEMBER_SPEAKERS) == 0;
}

/* What was coded is in `speakers`; the mentions only show where the text names them. */
static void
check_mentions (Consistency *self)
{
  for (gsize i = 0; i < hu_record_get_size (self->record, HU_MEMBER_MENTIONS); i++)
    {
      HuRecord *mention =
          lookup (self, HU_KIND_MENTION, hu_record_get_nth (self->record, HU_MEMBER_MENTIONS, i));

      if (mention && !names_a_speaker (mention, self->record))
        warn_item (self, HU_MEMBER_MENTIONS, i, _ ("it names somebody who isn’t a speaker of the claim"));
    }
}

static void
check_within (Consistency *self)
{
  HuRecord *outer = self->record;

  /* As many steps as there are claims: more go round. */
  for (guint i = 0; outer && i <= self->snapshot->records[HU_KIND_CLAIM]->len; i++)
    {
      outer = lookup (self, HU_KIND_CLAIM, hu_record_get_string (outer, HU_MEMBER_WITHIN));
      if (outer != self->record)
        continue;
      warn_member (self, HU_MEMBER_WITHIN, _ ("the claim is a part of itself"));
      return;
    }
}

static void
check_relations (Consistency *self)
{
  HuValue *relations = hu_record_get (self->record, HU_MEMBER_RELATIONS);

  for (gsize i = 0; i < hu_value_get_size (relations); i++)
    if (g_strcmp0 (hu_value_get_member_string (hu_value_get_item (relations, i), "claim"),
                   hu_record_get_id (self->record)) == 0)
      warn_item (self, HU_MEMBER_RELATIONS, i, _ ("the claim is related to itself"));
}

/* Codes, where the project has a codebook that lists them. */

static gboolean
is_in_codebook (Consistency *self, HuCodes codes, const char *id)
{
  gsize n;

  hu_codebook_get_codes (self->codebook, codes, &n);
  return !id || n == 0 || hu_codebook_find (self->codebook, codes, id);
}

static void
check_codes (Consistency *self)
{
  gboolean closed = !hu_codebook_get_topics_open (self->codebook);

  if (!is_in_codebook (self, HU_CODES_TYPES, hu_record_get_string (self->record, HU_MEMBER_TYPE)))
    warn_member (self, HU_MEMBER_TYPE, _ ("the codebook has no such type"));
  if (hu_record_get_kind (self->record) == HU_KIND_STANCE &&
      !is_in_codebook (self, HU_CODES_VALUES, hu_record_get_string (self->record, HU_MEMBER_VALUE)))
    warn_member (self, HU_MEMBER_VALUE, _ ("the codebook has no such value"));
  for (gsize i = 0; closed && i < hu_record_get_size (self->record, HU_MEMBER_TOPICS); i++)
    if (!is_in_codebook (self, HU_CODES_TOPICS, hu_record_get_nth (self->record, HU_MEMBER_TOPICS, i)))
      warn_item (self, HU_MEMBER_TOPICS, i, _ ("the codebook has no such topic"));
}

static const char *
kind_name (HuKind kind)
{
  switch ((int) kind)
    {
    case HU_KIND_DOCUMENT:
      return "document";
    case HU_KIND_SPEAKER:
      return "speaker";
    case HU_KIND_MENTION:
      return "mention";
    case HU_KIND_CLAIM:
      return "claim";
    case HU_KIND_STANCE:
      return "stance";
    case HU_KIND_MEMO:
      return "memo";
    default:
      return NULL;
    }
}

/* Fields that must be filled in, where the coder says that it is done. */
static void
check_fields (Consistency *self)
{
  const char *kind = kind_name (hu_record_get_kind (self->record));
  HuValue *fields = hu_record_get (self->record, HU_MEMBER_FIELDS);
  gsize n;
  const HuCode *codes = hu_codebook_get_codes (self->codebook, HU_CODES_FIELDS, &n);

  for (gsize i = 0; self->done && kind && i < n; i++)
    {
      g_autofree char *below = NULL;

      if (!hu_code_applies_to (&codes[i], kind) ||
          hu_value_get_int (hu_value_get_member (codes[i].value, "min")) < 1 ||
          hu_value_get_member (fields, codes[i].id))
        continue;
      below = g_strdup_printf ("fields.%s", codes[i].id);
      warn (self, below, _ ("the codebook wants this field filled in"));
    }
}

static void
check_claim (Consistency *self)
{
  if (hu_record_get (self->record, HU_MEMBER_SPEAKERS) && hu_record_get (self->record, HU_MEMBER_VOICE))
    warn_member (self, HU_MEMBER_VOICE, _ ("a claim has speakers or a voice, not both"));
  check_mentions (self);
  check_within (self);
  check_relations (self);
}

/* Stances. */

/* Where a stance shows, of whom and toward what. (transfer full) */
static char *
stance_key (HuRecord *stance)
{
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);
  const char *speaker = hu_record_get_string (stance, HU_MEMBER_SPEAKER);
  const char *voice = hu_record_get_string (stance, HU_MEMBER_VOICE);
  const char *claim = hu_record_get_string (stance, HU_MEMBER_CLAIM);
  GString *key = g_string_new (claim ? claim : "");
  gsize n;
  const HuSpan *spans = hu_record_get_spans (stance, &n);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (key, " %u-%u", spans[i].start, spans[i].end);
  g_string_append_printf (key, "\n%s\n%s\n%s", speaker ? speaker : "", voice ? voice : "",
                          hu_value_get_size (toward) ? hu_value_get_key (toward, 0) : "");
  if (hu_value_get_size (toward))
    g_string_append_printf (key, "\n%s", hu_value_get_string (hu_value_get_nth (toward, 0)));
  return g_string_free (key, FALSE);
}

static void
check_scale (Consistency *self)
{
  const char *topic_id = hu_value_get_member_string (hu_record_get (self->record, HU_MEMBER_TOWARD), "topic");
  HuRecord *topic = lookup (self, HU_KIND_TOPIC, topic_id);
  HuRecord *value = lookup (self, HU_KIND_VALUE, hu_record_get_string (self->record, HU_MEMBER_VALUE));
  const char *wanted = topic ? hu_record_get_string (topic, HU_MEMBER_SCALE) : NULL;
  const char *scale = value ? hu_record_get_string (value, HU_MEMBER_SCALE) : NULL;

  if (wanted && scale && strcmp (wanted, scale) != 0)
    warn_member (self, HU_MEMBER_VALUE, _ ("it is none of the scale that the topic has"));
}

static void
check_stance (Consistency *self)
{
  gboolean claim = hu_record_get (self->record, HU_MEMBER_CLAIM) != NULL;
  gboolean passage = hu_record_get (self->record, HU_MEMBER_PASSAGE) != NULL;

  if (hu_record_get (self->record, HU_MEMBER_SPEAKER) && hu_record_get (self->record, HU_MEMBER_VOICE))
    warn_member (self, HU_MEMBER_VOICE, _ ("a stance has a speaker or a voice, not both"));
  if (claim == passage)
    warn (self, NULL,
          claim ? _ ("a stance shows in a claim or in a passage of its own, not both")
                : _ ("a stance shows in a claim or in a passage of its own"));
  if (claim && hu_record_get (self->record, HU_MEMBER_BASIS))
    warn_member (self, HU_MEMBER_BASIS, _ ("with a claim, it follows from the claim"));
  if (!g_hash_table_add (self->stances, stance_key (self->record)))
    warn (self, NULL, _ ("the same holder has a stance toward the same, in the same passage, already"));
  check_scale (self);
}

/* What there is one of. */

static void
check_parts (Consistency *self)
{
  HuValue *parts = hu_record_get (self->record, HU_MEMBER_PARTS);
  gint64 end = 0;

  for (gsize i = 0; i < hu_value_get_size (parts); i++)
    {
      HuValue *part = hu_value_get_item (parts, i);

      if (hu_value_get_int (hu_value_get_member (part, "start")) < end)
        warn_item (self, HU_MEMBER_PARTS, i, _ ("it overlaps the part before it"));
      end = hu_value_get_int (hu_value_get_member (part, "end"));
    }
}

static void
check_coder (Consistency *self)
{
  HuValue *coder = hu_value_get_member (hu_record_get (self->record, HU_MEMBER_LAYER), "coder");

  if (!is_in_codebook (self, HU_CODES_CODERS, hu_value_get_member_string (coder, "id")))
    warn (self, "layer.coder.id", _ ("the codebook has no such coder"));
}

static void
check_speaker (Consistency *self)
{
  const char *id = hu_record_get_string (self->record, HU_MEMBER_REGISTER);

  if (id && self->speakers && !hu_register_find (self->speakers, id))
    warn_member (self, HU_MEMBER_REGISTER, _ ("the speaker register has no such speaker"));
}

/* Units leave no gaps where the codebook wants them, and have one topic each. */
static void
check_unit (Consistency *self)
{
  GPtrArray *units = self->snapshot->records[HU_KIND_UNIT];
  HuRecord *before = self->index > 0 ? g_ptr_array_index (units, self->index - 1) : NULL;
  guint start, end, last_start, last_end;

  if (!self->codebook || !hu_codebook_get_unitizing (self->codebook))
    return;
  if (hu_record_get_size (self->record, HU_MEMBER_TOPICS) != 1)
    warn_member (self, HU_MEMBER_TOPICS, _ ("a unit has just one topic"));
  if (before && hu_record_get_extent (self->record, &start, &end) &&
      hu_record_get_extent (before, &last_start, &last_end) && start != last_end)
    warn_member (self, HU_MEMBER_START, _ ("it doesn’t begin where the unit before it ends"));
}

static void
check_record (Consistency *self)
{
  HuKind kind = hu_record_get_kind (self->record);

  check_passages (self);
  check_left (self);
  if (self->codebook)
    {
      check_codes (self);
      check_fields (self);
    }
  if (kind == HU_KIND_DOCUMENT)
    check_parts (self);
  else if (kind == HU_KIND_LAYER && self->codebook)
    check_coder (self);
  else if (kind == HU_KIND_SPEAKER)
    check_speaker (self);
  else if (kind == HU_KIND_CLAIM)
    check_claim (self);
  else if (kind == HU_KIND_STANCE)
    check_stance (self);
  else if (kind == HU_KIND_UNIT)
    check_unit (self);
}

static void
index_records (Consistency *self)
{
  for (int kind = 0; kind < HU_N_KINDS; kind++)
    {
      self->ids[kind] = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < self->snapshot->records[kind]->len; i++)
        {
          HuRecord *record = g_ptr_array_index (self->snapshot->records[kind], i);

          g_hash_table_insert (self->ids[kind], (gpointer) hu_record_get_id (record), record);
        }
    }
}

void
hu_consistency_check (
    HuSnapshot *snapshot, HuText *text, HuCodebook *codebook, HuRegister *speakers, GPtrArray *findings)
{
  Consistency self = { snapshot, text, codebook, speakers, findings };
  HuRecord *root;

  g_return_if_fail (snapshot != NULL && findings != NULL);
  root = hu_snapshot_get_only (snapshot, HU_KIND_LAYER);
  self.done = root && g_strcmp0 (hu_record_get_string (root, HU_MEMBER_STATUS), "done") == 0;
  self.stances = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  index_records (&self);
  for (int kind = 0; kind < HU_N_KINDS; kind++)
    for (self.index = 0; self.index < snapshot->records[kind]->len; self.index++)
      {
        self.record = g_ptr_array_index (snapshot->records[kind], self.index);
        check_record (&self);
      }
  for (int kind = 0; kind < HU_N_KINDS; kind++)
    g_hash_table_unref (self.ids[kind]);
  g_hash_table_unref (self.stances);
}
