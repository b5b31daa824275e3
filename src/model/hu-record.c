/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: the immutable values that a layer is made of, and the table of their members.
 *
 * A record is a kind, an id and a short array of (member, value), sorted as the file has them: only what is
 * set takes room. Everything that handles records - reading, writing, editing, undo, merging, tables - goes
 * over the table below instead of naming members one by one, so a new member is one line here.
 */
#include "hu-record.h"

#include <string.h>

typedef struct
{
  guint16 member;
  HuValue *value;
} Member;

struct _HuRecord
{
  gatomicrefcount refs;
  guint8 kind;
  guint8 n;
  GRefString *id;
  HuValue *unknown;
  Member members[];
};

#define TAG_TAIL                                                                                             \
  { HU_MEMBER_FIELDS, HU_SHAPE_OBJECT, HU_KIND_LAYER }, { HU_MEMBER_NOTE, HU_SHAPE_STRING, HU_KIND_LAYER },  \
      { HU_MEMBER_CREATED, HU_SHAPE_STRING, HU_KIND_LAYER },                                                 \
      { HU_MEMBER_MODIFIED, HU_SHAPE_STRING, HU_KIND_LAYER },                                                \
      { HU_MEMBER_BY, HU_SHAPE_STRING, HU_KIND_LAYER },                                                      \
      { HU_MEMBER_REVISION, HU_SHAPE_NUMBER, HU_KIND_LAYER },                                                \
      { HU_MEMBER_FROM, HU_SHAPE_OBJECTS, HU_KIND_LAYER },                                                   \
      { HU_MEMBER_DECIDED, HU_SHAPE_OBJECT, HU_KIND_LAYER },                                                 \
  {                                                                                                          \
    HU_MEMBER_CONFLICT, HU_SHAPE_OBJECT, HU_KIND_LAYER                                                       \
  }

static const HuMemberInfo document_members[] = {
  { HU_MEMBER_FILE, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_SHA256, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_TEXT_SHA256, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_ENCODING, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_CHARACTERS, HU_SHAPE_NUMBER, HU_KIND_LAYER },
  { HU_MEMBER_HEADLINE, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_DEK, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_AUTHORS, HU_SHAPE_STRINGS, HU_KIND_LAYER },
  { HU_MEMBER_OUTLET, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_SECTION, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_PUBLISHED, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_URL, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_LANGUAGE, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_PARTS, HU_SHAPE_OBJECTS, HU_KIND_LAYER },
  { HU_MEMBER_ORIGIN, HU_SHAPE_OBJECT, HU_KIND_LAYER },
  { HU_MEMBER_FIELDS, HU_SHAPE_OBJECT, HU_KIND_LAYER },
  { HU_MEMBER_CONFLICT, HU_SHAPE_OBJECT, HU_KIND_LAYER },
};

static const HuMemberInfo layer_members[] = {
  { HU_MEMBER_LAYER, HU_SHAPE_OBJECT, HU_KIND_LAYER },
  { HU_MEMBER_STATUS, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_STATUS_REASON, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_CHECKED, HU_SHAPE_RANGES, HU_KIND_LAYER },
  { HU_MEMBER_NOTE, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_CODEBOOK, HU_SHAPE_OBJECT, HU_KIND_LAYER },
  { HU_MEMBER_CONFLICT, HU_SHAPE_OBJECT, HU_KIND_LAYER },
};

static const HuMemberInfo type_members[] = {
  { HU_MEMBER_LABEL, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_COLOR, HU_SHAPE_STRING, HU_KIND_LAYER },
};

static const HuMemberInfo value_members[] = {
  { HU_MEMBER_LABEL, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_SCALE, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_SCORE, HU_SHAPE_NUMBER, HU_KIND_LAYER },
};

static const HuMemberInfo topic_members[] = {
  { HU_MEMBER_LABEL, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_KIND, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_SCALE, HU_SHAPE_STRING, HU_KIND_LAYER },
};

static const HuMemberInfo speaker_members[] = {
  { HU_MEMBER_REGISTER, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_NAME, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_KIND, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_NAMED, HU_SHAPE_BOOLEAN, HU_KIND_LAYER },
  { HU_MEMBER_ALIASES, HU_SHAPE_STRINGS, HU_KIND_LAYER },
  { HU_MEMBER_AFFILIATIONS, HU_SHAPE_OBJECTS, HU_KIND_SPEAKER },
  { HU_MEMBER_COUNTRY, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_COLOR, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_SAME_AS, HU_SHAPE_STRINGS, HU_KIND_LAYER },
  { HU_MEMBER_FIELDS, HU_SHAPE_OBJECT, HU_KIND_LAYER },
  { HU_MEMBER_NOTE, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_MODIFIED, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_CONFLICT, HU_SHAPE_OBJECT, HU_KIND_LAYER },
};

static const HuMemberInfo mention_members[] = {
  { HU_MEMBER_PASSAGE, HU_SHAPE_PASSAGE, HU_KIND_LAYER },
  { HU_MEMBER_SPEAKERS, HU_SHAPE_STRINGS, HU_KIND_SPEAKER },
  { HU_MEMBER_FORM, HU_SHAPE_STRING, HU_KIND_LAYER },
  TAG_TAIL,
};

static const HuMemberInfo claim_members[] = {
  { HU_MEMBER_PASSAGE, HU_SHAPE_PASSAGE, HU_KIND_LAYER },
  { HU_MEMBER_SPEAKERS, HU_SHAPE_STRINGS, HU_KIND_SPEAKER },
  { HU_MEMBER_VOICE, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_VIA, HU_SHAPE_STRINGS, HU_KIND_SPEAKER },
  { HU_MEMBER_WITHIN, HU_SHAPE_STRING, HU_KIND_CLAIM },
  { HU_MEMBER_ON_BEHALF_OF, HU_SHAPE_STRINGS, HU_KIND_SPEAKER },
  { HU_MEMBER_ADDRESSEES, HU_SHAPE_STRINGS, HU_KIND_SPEAKER },
  { HU_MEMBER_NEGATED, HU_SHAPE_BOOLEAN, HU_KIND_LAYER },
  { HU_MEMBER_MENTIONS, HU_SHAPE_STRINGS, HU_KIND_MENTION },
  { HU_MEMBER_CUE, HU_SHAPE_PASSAGE, HU_KIND_LAYER },
  { HU_MEMBER_QUOTATION, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_DATE, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_TYPE, HU_SHAPE_STRING, HU_KIND_TYPE },
  { HU_MEMBER_TOPICS, HU_SHAPE_STRINGS, HU_KIND_TOPIC },
  { HU_MEMBER_GIST, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_MODALITY, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_CONFIDENCE, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_EVIDENCE, HU_SHAPE_OBJECTS, HU_KIND_LAYER },
  { HU_MEMBER_VERDICT, HU_SHAPE_OBJECT, HU_KIND_LAYER },
  { HU_MEMBER_RELATIONS, HU_SHAPE_OBJECTS, HU_KIND_CLAIM },
  TAG_TAIL,
};

static const HuMemberInfo stance_members[] = {
  { HU_MEMBER_SPEAKER, HU_SHAPE_STRING, HU_KIND_SPEAKER },
  { HU_MEMBER_VOICE, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_TOWARD, HU_SHAPE_TARGET, HU_KIND_TOPIC },
  { HU_MEMBER_VALUE, HU_SHAPE_STRING, HU_KIND_VALUE },
  { HU_MEMBER_CLAIM, HU_SHAPE_STRING, HU_KIND_CLAIM },
  { HU_MEMBER_BASIS, HU_SHAPE_STRING, HU_KIND_LAYER },
  { HU_MEMBER_PASSAGE, HU_SHAPE_PASSAGE, HU_KIND_LAYER },
  { HU_MEMBER_CONDITION, HU_SHAPE_PASSAGE, HU_KIND_LAYER },
  { HU_MEMBER_CONFIDENCE, HU_SHAPE_STRING, HU_KIND_LAYER },
  TAG_TAIL,
};

static const HuMemberInfo memo_members[] = {
  { HU_MEMBER_PASSAGE, HU_SHAPE_PASSAGE, HU_KIND_LAYER },
  { HU_MEMBER_TEXT, HU_SHAPE_STRING, HU_KIND_LAYER },
  TAG_TAIL,
};

static const HuMemberInfo unit_members[] = {
  { HU_MEMBER_START, HU_SHAPE_NUMBER, HU_KIND_LAYER },
  { HU_MEMBER_END, HU_SHAPE_NUMBER, HU_KIND_LAYER },
  { HU_MEMBER_TOPICS, HU_SHAPE_STRINGS, HU_KIND_TOPIC },
  TAG_TAIL,
};

static const struct
{
  const char *list;
  const HuMemberInfo *members;
  gsize n;
} kinds[HU_N_KINDS] = {
  [HU_KIND_DOCUMENT] = { "document", document_members, G_N_ELEMENTS (document_members) },
  [HU_KIND_LAYER] = { NULL, layer_members, G_N_ELEMENTS (layer_members) },
  [HU_KIND_TYPE] = { "types", type_members, G_N_ELEMENTS (type_members) },
  [HU_KIND_VALUE] = { "values", value_members, G_N_ELEMENTS (value_members) },
  [HU_KIND_TOPIC] = { "topics", topic_members, G_N_ELEMENTS (topic_members) },
  [HU_KIND_SPEAKER] = { "speakers", speaker_members, G_N_ELEMENTS (speaker_members) },
  [HU_KIND_MENTION] = { "mentions", mention_members, G_N_ELEMENTS (mention_members) },
  [HU_KIND_CLAIM] = { "claims", claim_members, G_N_ELEMENTS (claim_members) },
  [HU_KIND_STANCE] = { "stances", stance_members, G_N_ELEMENTS (stance_members) },
  [HU_KIND_MEMO] = { "memos", memo_members, G_N_ELEMENTS (memo_members) },
  [HU_KIND_UNIT] = { "units", unit_members, G_N_ELEMENTS (unit_members) },
};

/* In the order of HuMember, which is alphabetical: names are found by bisection. */
static const char *const member_names[HU_N_MEMBERS] = {
  "",           "addressees", "affiliations", "aliases",  "authors",       "basis",     "by",
  "characters", "checked",    "claim",        "codebook", "color",         "condition", "confidence",
  "conflict",   "country",    "created",      "cue",      "date",          "decided",   "dek",
  "encoding",   "end",        "evidence",     "fields",   "file",          "form",      "from",
  "gist",       "headline",   "kind",         "label",    "language",      "layer",     "mentions",
  "modality",   "modified",   "name",         "named",    "negated",       "note",      "on_behalf_of",
  "origin",     "outlet",     "parts",        "passage",  "published",     "quotation", "register",
  "relations",  "revision",   "same_as",      "scale",    "score",         "section",   "sha256",
  "speaker",    "speakers",   "start",        "status",   "status_reason", "text",      "text_sha256",
  "topics",     "toward",     "type",         "url",      "value",         "verdict",   "via",
  "voice",      "within",
};

const HuMemberInfo *
hu_kind_get_members (HuKind kind, gsize *n)
{
  g_return_val_if_fail (kind < HU_N_KINDS, NULL);
  *n = kinds[kind].n;
  return kinds[kind].members;
}

/* The place of a member in its kind's order, or -1. */
static int
member_rank (HuKind kind, HuMember member)
{
  for (gsize i = 0; i < kinds[kind].n; i++)
    if (kinds[kind].members[i].member == member)
      return (int) i;
  return -1;
}

const HuMemberInfo *
hu_kind_find_member (HuKind kind, HuMember member)
{
  int rank;

  g_return_val_if_fail (kind < HU_N_KINDS, NULL);
  rank = member_rank (kind, member);
  return rank < 0 ? NULL : &kinds[kind].members[rank];
}

const char *
hu_kind_get_list_name (HuKind kind)
{
  g_return_val_if_fail (kind < HU_N_KINDS, NULL);
  return kinds[kind].list;
}

const char *
hu_member_get_name (HuMember member)
{
  g_return_val_if_fail (member < HU_N_MEMBERS, NULL);
  return member_names[member];
}

HuMember
hu_member_from_name (const char *name, gssize length)
{
  gsize n = length < 0 ? strlen (name) : (gsize) length;
  guint low = 1, high = HU_N_MEMBERS;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = strncmp (member_names[middle], name, n);

      if (order == 0 && member_names[middle][n] != '\0')
        order = 1;
      if (order == 0)
        return middle;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return HU_MEMBER_NONE;
}

static gboolean
list_is_of (HuValue *value, HuValueType type)
{
  if (hu_value_get_type_of (value) != HU_VALUE_LIST)
    return FALSE;
  for (gsize i = 0; i < hu_value_get_size (value); i++)
    if (hu_value_get_type_of (hu_value_get_item (value, i)) != type)
      return FALSE;
  return TRUE;
}

static gboolean
is_offset (HuValue *value)
{
  double number = hu_value_get_double (value);

  return value && hu_value_get_type_of (value) == HU_VALUE_NUMBER && number >= 0 && number <= G_MAXINT32 &&
         number == (double) hu_value_get_int (value);
}

static gboolean
are_ranges (HuValue *value)
{
  if (!list_is_of (value, HU_VALUE_LIST))
    return FALSE;
  for (gsize i = 0; i < hu_value_get_size (value); i++)
    {
      HuValue *range = hu_value_get_item (value, i);

      if (hu_value_get_size (range) != 2 || !is_offset (hu_value_get_item (range, 0)) ||
          !is_offset (hu_value_get_item (range, 1)))
        return FALSE;
    }
  return TRUE;
}

gboolean
hu_shape_accepts (HuShape shape, HuValue *value)
{
  HuValueType type;

  g_return_val_if_fail (value != NULL, FALSE);
  type = hu_value_get_type_of (value);
  switch (shape)
    {
    case HU_SHAPE_STRING:
      return type == HU_VALUE_STRING;
    case HU_SHAPE_BOOLEAN:
      return type == HU_VALUE_BOOLEAN;
    case HU_SHAPE_NUMBER:
      return type == HU_VALUE_NUMBER;
    case HU_SHAPE_STRINGS:
      return list_is_of (value, HU_VALUE_STRING);
    case HU_SHAPE_PASSAGE:
      return type == HU_VALUE_PASSAGE;
    case HU_SHAPE_OBJECT:
      return type == HU_VALUE_OBJECT;
    case HU_SHAPE_OBJECTS:
      return list_is_of (value, HU_VALUE_OBJECT);
    case HU_SHAPE_RANGES:
      return are_ranges (value);
    case HU_SHAPE_TARGET:
      return type == HU_VALUE_OBJECT && !!hu_value_get_member_string (value, "topic") +
                                                !!hu_value_get_member_string (value, "claim") +
                                                !!hu_value_get_member_string (value, "speaker") ==
                                            1;
    }
  g_assert_not_reached ();
}

static gboolean
is_empty (HuValue *value)
{
  switch (hu_value_get_type_of (value))
    {
    case HU_VALUE_STRING:
      return hu_value_get_string_length (value) == 0;
    case HU_VALUE_LIST:
    case HU_VALUE_OBJECT:
    case HU_VALUE_PASSAGE:
      return hu_value_get_size (value) == 0;
    case HU_VALUE_NULL:
      return TRUE;
    case HU_VALUE_BOOLEAN:
    case HU_VALUE_NUMBER:
      return FALSE;
    }
  g_assert_not_reached ();
}

void
hu_record_builder_init (HuRecordBuilder *self, HuKind kind, const char *id, HuRecord *base)
{
  g_return_if_fail (kind < HU_N_KINDS && id != NULL);
  memset (self, 0, sizeof *self);
  self->kind = kind;
  self->id = base && strcmp (base->id, id) == 0 ? g_ref_string_acquire (base->id) : g_ref_string_new (id);
  if (!base)
    return;
  for (guint i = 0; i < base->n; i++)
    self->members[base->members[i].member] = hu_value_ref (base->members[i].value);
  if (base->unknown)
    self->unknown = hu_value_ref (base->unknown);
}

void
hu_record_builder_take (HuRecordBuilder *self, HuMember member, HuValue *value)
{
  const HuMemberInfo *info = hu_kind_find_member (self->kind, member);

  g_return_if_fail (info != NULL);
  if (value && is_empty (value))
    g_clear_pointer (&value, hu_value_unref);
  g_return_if_fail (!value || hu_shape_accepts (info->shape, value));
  g_clear_pointer (&self->members[member], hu_value_unref);
  self->members[member] = value;
}

void
hu_record_builder_set_string (HuRecordBuilder *self, HuMember member, const char *string)
{
  hu_record_builder_take (self, member, string ? hu_value_new_string (string) : NULL);
}

void
hu_record_builder_take_unknown (HuRecordBuilder *self, HuValue *unknown)
{
  g_return_if_fail (!unknown || hu_value_get_type_of (unknown) == HU_VALUE_OBJECT);
  g_clear_pointer (&self->unknown, hu_value_unref);
  self->unknown = unknown;
}

HuRecord *
hu_record_builder_end (HuRecordBuilder *self)
{
  guint n = 0;
  HuRecord *record;

  for (guint i = 0; i < HU_N_MEMBERS; i++)
    n += self->members[i] != NULL;
  record = g_malloc0 (sizeof (HuRecord) + n * sizeof (Member));
  g_atomic_ref_count_init (&record->refs);
  record->kind = self->kind;
  record->id = g_steal_pointer (&self->id);
  record->unknown = g_steal_pointer (&self->unknown);
  for (gsize i = 0; i < kinds[self->kind].n; i++)
    {
      HuMember member = kinds[self->kind].members[i].member;

      if (self->members[member])
        record->members[record->n++] = (Member){ member, g_steal_pointer (&self->members[member]) };
    }
  return record;
}

void
hu_record_builder_clear (HuRecordBuilder *self)
{
  for (guint i = 0; i < HU_N_MEMBERS; i++)
    g_clear_pointer (&self->members[i], hu_value_unref);
  g_clear_pointer (&self->unknown, hu_value_unref);
  g_clear_pointer (&self->id, g_ref_string_release);
}

HuRecord *
hu_record_new (HuKind kind, const char *id)
{
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, kind, id, NULL);
  return hu_record_builder_end (&builder);
}

HuRecord *
hu_record_ref (HuRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hu_record_unref (HuRecord *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < self->n; i++)
    hu_value_unref (self->members[i].value);
  g_clear_pointer (&self->unknown, hu_value_unref);
  g_ref_string_release (self->id);
  g_free (self);
}

HuKind
hu_record_get_kind (HuRecord *self)
{
  g_return_val_if_fail (self != NULL, HU_KIND_LAYER);
  return self->kind;
}

const char *
hu_record_get_id (HuRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->id;
}

gboolean
hu_record_equal (HuRecord *a, HuRecord *b)
{
  if (a == b)
    return TRUE;
  if (!a || !b || a->kind != b->kind || a->n != b->n || strcmp (a->id, b->id) != 0 ||
      !hu_value_equal (a->unknown, b->unknown))
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (a->members[i].member != b->members[i].member ||
        !hu_value_equal (a->members[i].value, b->members[i].value))
      return FALSE;
  return TRUE;
}

HuValue *
hu_record_get (HuRecord *self, HuMember member)
{
  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = 0; i < self->n; i++)
    if (self->members[i].member == member)
      return self->members[i].value;
  return NULL;
}

const char *
hu_record_get_string (HuRecord *self, HuMember member)
{
  return hu_value_get_string (hu_record_get (self, member));
}

gboolean
hu_record_get_boolean (HuRecord *self, HuMember member)
{
  return hu_value_get_boolean (hu_record_get (self, member));
}

gboolean
hu_record_has_string (HuRecord *self, HuMember member, const char *string)
{
  return hu_value_has_string (hu_record_get (self, member), string);
}

const char *
hu_record_get_nth (HuRecord *self, HuMember member, gsize index)
{
  return hu_value_get_item_string (hu_record_get (self, member), index);
}

gsize
hu_record_get_size (HuRecord *self, HuMember member)
{
  return hu_value_get_size (hu_record_get (self, member));
}

HuValue *
hu_record_get_unknown (HuRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->unknown;
}

const HuSpan *
hu_record_get_spans (HuRecord *self, gsize *n)
{
  return hu_value_get_spans (hu_record_get (self, HU_MEMBER_PASSAGE), n);
}

gboolean
hu_record_get_extent (HuRecord *self, guint *start, guint *end)
{
  gsize n;
  const HuSpan *spans = hu_record_get_spans (self, &n);
  gboolean found = FALSE;

  if (self->kind == HU_KIND_UNIT)
    {
      if (!hu_record_get (self, HU_MEMBER_END))
        return FALSE;
      *start = (guint) hu_value_get_int (hu_record_get (self, HU_MEMBER_START));
      *end = (guint) hu_value_get_int (hu_record_get (self, HU_MEMBER_END));
      return TRUE;
    }
  for (gsize i = 0; i < n; i++)
    {
      if (spans[i].lost)
        continue;
      *start = found ? MIN (*start, spans[i].start) : spans[i].start;
      *end = found ? MAX (*end, spans[i].end) : spans[i].end;
      found = TRUE;
    }
  return found;
}

HuRecord *
hu_record_with (HuRecord *self, HuMember member, HuValue *value)
{
  HuRecordBuilder builder;

  g_return_val_if_fail (self != NULL, NULL);
  hu_record_builder_init (&builder, self->kind, self->id, self);
  hu_record_builder_take (&builder, member, value ? hu_value_ref (value) : NULL);
  return hu_record_builder_end (&builder);
}

HuRecord *
hu_record_with_string (HuRecord *self, HuMember member, const char *string)
{
  g_autoptr (HuValue) value = string ? hu_value_new_string (string) : NULL;

  return hu_record_with (self, member, value);
}

HuRecord *
hu_record_with_boolean (HuRecord *self, HuMember member, gboolean boolean)
{
  g_autoptr (HuValue) value = hu_value_new_boolean (boolean);

  return hu_record_with (self, member, value);
}

HuRecord *
hu_record_with_unknown (HuRecord *self, HuValue *unknown)
{
  HuRecordBuilder builder;

  g_return_val_if_fail (self != NULL, NULL);
  hu_record_builder_init (&builder, self->kind, self->id, self);
  hu_record_builder_take_unknown (&builder, unknown ? hu_value_ref (unknown) : NULL);
  return hu_record_builder_end (&builder);
}

HuRecord *
hu_record_with_id (HuRecord *self, const char *id)
{
  HuRecordBuilder builder;

  g_return_val_if_fail (self != NULL, NULL);
  hu_record_builder_init (&builder, self->kind, id, self);
  return hu_record_builder_end (&builder);
}
