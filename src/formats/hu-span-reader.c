/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making tags of the labelled spans of a foreign file.
 *
 * Spans and relations may come in any order, so they are gathered first. Spans that "next" relates become one
 * passage; cues go into the claim that names them. Then each tag is made of its first span's attributes, and
 * claims get what they refer to.
 */
#include "config.h"

#include "hu-span-reader.h"

#include "hu-labelled-spans.h"

typedef struct _Entry Entry;

struct _Entry
{
  char *label;
  HuRole role;
  HuRange range;
  HuValue *attributes; /* (nullable) */
  Entry *head;         /* the first span of its passage; NULL: this one */
  GArray *ranges;      /* of a head: HuRange */
  char *id;            /* of a head: the tag */
  Entry *claim;        /* of a cue */
};

typedef struct
{
  char *from;
  char *to;
  char *label;
} Link;

struct _HuSpanReader
{
  HuImportedLayer *layer;
  GPtrArray *entries;
  GHashTable *by_foreign;
  GArray *links;
};

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->label);
  g_clear_pointer (&self->attributes, hu_value_unref);
  g_clear_pointer (&self->ranges, g_array_unref);
  g_free (self->id);
  g_free (self);
}

static void
link_clear (gpointer data)
{
  Link *self = data;

  g_free (self->from);
  g_free (self->to);
  g_free (self->label);
}

HuSpanReader *
hu_span_reader_new (HuImportedLayer *layer)
{
  HuSpanReader *self;

  g_return_val_if_fail (layer != NULL, NULL);
  self = g_new0 (HuSpanReader, 1);
  self->layer = layer;
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->by_foreign = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  g_array_set_clear_func (self->links, link_clear);
  return self;
}

void
hu_span_reader_free (HuSpanReader *self)
{
  g_return_if_fail (self != NULL);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->by_foreign);
  g_array_unref (self->links);
  g_free (self);
}

/* A person's or organisation's label, as corpora and taggers have it. */
static gboolean
is_name_label (const char *label)
{
  static const char *const names[] = { "per",          "pers", "person", "org",   "organisation",
                                       "organization", "norp", "gpe",    "source" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (label, names[i]) == 0)
      return TRUE;
  return FALSE;
}

void
hu_span_reader_add (
    HuSpanReader *self, const char *foreign, const char *label, HuRange range, HuValue *attributes)
{
  Entry *entry;

  g_return_if_fail (self != NULL && foreign != NULL && label != NULL && range.start < range.end);
  entry = g_new0 (Entry, 1);
  entry->label = g_strdup (label);
  if (!hu_role_from_label (label, &entry->role))
    entry->role = is_name_label (label) ? HU_ROLE_SPEAKER : HU_ROLE_CLAIM;
  entry->range = range;
  entry->attributes = attributes ? hu_value_ref (attributes) : NULL;
  entry->id = g_strdup (foreign);
  g_ptr_array_add (self->entries, entry);
  g_hash_table_insert (self->by_foreign, g_strdup (foreign), entry);
}

void
hu_span_reader_relate (HuSpanReader *self, const char *from, const char *to, const char *label)
{
  Link link;

  g_return_if_fail (self != NULL && from != NULL && to != NULL && label != NULL);
  link = (Link){ g_strdup (from), g_strdup (to), g_strdup (label) };
  g_array_append_val (self->links, link);
}

/* Gathering. */

static Entry *
get_head (Entry *entry)
{
  while (entry->head)
    entry = entry->head;
  return entry;
}

static gboolean
find_ends (HuSpanReader *self, const Link *link, Entry **from, Entry **to)
{
  *from = g_hash_table_lookup (self->by_foreign, link->from);
  *to = g_hash_table_lookup (self->by_foreign, link->to);
  return *from && *to;
}

static void
join_spans (HuSpanReader *self)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const Link *link = &g_array_index (self->links, Link, i);
      Entry *from, *to;

      if (g_ascii_strcasecmp (link->label, "next") != 0 || !find_ends (self, link, &from, &to))
        continue;
      from = get_head (from);
      to = get_head (to);
      if (from != to && from->role == to->role)
        to->head = from;
    }
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);
      Entry *head = get_head (entry);

      if (!head->ranges)
        head->ranges = g_array_new (FALSE, FALSE, sizeof (HuRange));
      g_array_append_val (head->ranges, entry->range);
    }
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const HuRange *x = a, *y = b;

  return x->start != y->start ? (x->start < y->start ? -1 : 1) : (x->end < y->end ? -1 : x->end > y->end);
}

/* What overlaps becomes one span. (transfer full) */
static HuValue *
make_passage (Entry *head)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (HuSpan));

  g_array_sort (head->ranges, compare_ranges);
  for (guint i = 0; i < head->ranges->len; i++)
    {
      HuRange range = g_array_index (head->ranges, HuRange, i);
      HuSpan span = { range.start, range.end, FALSE, NULL };
      HuSpan *last = spans->len > 0 ? &g_array_index (spans, HuSpan, spans->len - 1) : NULL;

      if (last && range.start < last->end)
        last->end = MAX (last->end, range.end);
      else
        g_array_append_val (spans, span);
    }
  return hu_value_new_passage ((const HuSpan *) (gpointer) spans->data, spans->len);
}

/* Making. */

static void
take_speakers (HuSpanReader *self, HuRecordBuilder *builder, HuValue *names)
{
  HuValue *ids = NULL;

  for (gsize i = 0; i < hu_value_get_size (names); i++)
    {
      const char *name = hu_value_get_item_string (names, i);
      g_autoptr (HuValue) before = ids;

      if (name && *name)
        ids = hu_value_list_with_string (before,
                                         hu_imported_layer_ensure_speaker (self->layer, name, NULL, TRUE));
      else
        ids = before ? hu_value_ref (before) : NULL;
    }
  if (ids)
    hu_record_builder_take (builder, HU_MEMBER_SPEAKERS, ids);
}

static void
take_topics (HuSpanReader *self, HuRecordBuilder *builder, HuValue *labels)
{
  HuValue *ids = NULL;

  for (gsize i = 0; i < hu_value_get_size (labels); i++)
    {
      const char *label = hu_value_get_item_string (labels, i);
      g_autoptr (HuValue) before = ids;

      if (label && *label)
        ids = hu_value_list_with_string (before,
                                         hu_imported_layer_ensure_code (self->layer, HU_KIND_TOPIC, label));
      else
        ids = before ? hu_value_ref (before) : NULL;
    }
  if (ids)
    hu_record_builder_take (builder, HU_MEMBER_TOPICS, ids);
}

static void
copy_strings (HuRecordBuilder *builder, HuValue *attributes, const HuMember *members, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const char *string = hu_value_get_member_string (attributes, hu_member_get_name (members[i]));

      if (string && *string)
        hu_record_builder_set_string (builder, members[i], string);
    }
}

/* (transfer full) (nullable) */
static HuValue *
make_target (HuSpanReader *self, HuValue *stance)
{
  const char *topic = hu_value_get_member_string (stance, "topic");
  const char *speaker = hu_value_get_member_string (stance, "speaker");
  g_autoptr (HuValue) id = NULL;

  if (topic && *topic)
    id = hu_value_new_string (hu_imported_layer_ensure_code (self->layer, HU_KIND_TOPIC, topic));
  else if (speaker && *speaker)
    id = hu_value_new_string (hu_imported_layer_ensure_speaker (self->layer, speaker, NULL, TRUE));
  else
    return NULL;
  return hu_value_object_with (NULL, topic && *topic ? "topic" : "speaker", id);
}

static void
set_stance (HuSpanReader *self, HuRecordBuilder *builder, HuValue *attributes)
{
  const char *holder = hu_value_get_member_string (attributes, "holder");
  const char *voice = hu_value_get_member_string (attributes, "voice");
  const char *value = hu_value_get_member_string (attributes, "value");

  if (holder && *holder)
    hu_record_builder_set_string (builder, HU_MEMBER_SPEAKER,
                                  hu_imported_layer_ensure_speaker (self->layer, holder, NULL, TRUE));
  else if (voice && *voice)
    hu_record_builder_set_string (builder, HU_MEMBER_VOICE, voice);
  hu_record_builder_take (builder, HU_MEMBER_TOWARD, make_target (self, attributes));
  if (value && *value)
    hu_record_builder_set_string (builder, HU_MEMBER_VALUE,
                                  hu_imported_layer_ensure_code (self->layer, HU_KIND_VALUE, value));
}

static void
add_claim_stances (HuSpanReader *self, const char *claim, HuValue *stances)
{
  for (gsize i = 0; i < hu_value_get_size (stances); i++)
    {
      g_autofree char *foreign = g_strdup_printf ("%s/%u", claim, (guint) i);
      g_autofree char *id = hu_imported_layer_make_id (self->layer, HU_KIND_STANCE, foreign);
      HuRecordBuilder builder;

      hu_record_builder_init (&builder, HU_KIND_STANCE, id, NULL);
      set_stance (self, &builder, hu_value_get_item (stances, i));
      hu_record_builder_set_string (&builder, HU_MEMBER_CLAIM, claim);
      hu_imported_layer_take (self->layer, &builder);
    }
}

static void
set_claim (HuSpanReader *self, HuRecordBuilder *builder, Entry *entry)
{
  static const HuMember strings[] = { HU_MEMBER_VOICE, HU_MEMBER_GIST, HU_MEMBER_QUOTATION,
                                      HU_MEMBER_MODALITY, HU_MEMBER_CONFIDENCE };
  const char *type = hu_value_get_member_string (entry->attributes, "type");
  HuRole role;

  if (!type && !hu_role_from_label (entry->label, &role))
    type = entry->label;
  take_speakers (self, builder, hu_value_get_member (entry->attributes, "speakers"));
  copy_strings (builder, entry->attributes, strings, G_N_ELEMENTS (strings));
  if (type && *type)
    hu_record_builder_set_string (builder, HU_MEMBER_TYPE,
                                  hu_imported_layer_ensure_code (self->layer, HU_KIND_TYPE, type));
  take_topics (self, builder, hu_value_get_member (entry->attributes, "topics"));
}

static HuKind
get_kind (const Entry *entry)
{
  static const HuKind kinds[HU_N_ROLES] = {
    [HU_ROLE_SPEAKER] = HU_KIND_MENTION, [HU_ROLE_CUE] = HU_KIND_MEMO,  [HU_ROLE_CLAIM] = HU_KIND_CLAIM,
    [HU_ROLE_STANCE] = HU_KIND_STANCE,   [HU_ROLE_MEMO] = HU_KIND_MEMO,
  };

  return kinds[entry->role];
}

/* A cue that no claim names is kept as a memo. */
static void
make_tag (HuSpanReader *self, Entry *entry)
{
  static const HuMember form[] = { HU_MEMBER_FORM }, note[] = { HU_MEMBER_NOTE };
  const char *text = hu_value_get_member_string (entry->attributes, "text");
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, get_kind (entry), entry->id, NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, make_passage (entry));
  if (entry->role == HU_ROLE_SPEAKER)
    {
      take_speakers (self, &builder, hu_value_get_member (entry->attributes, "speakers"));
      copy_strings (&builder, entry->attributes, form, G_N_ELEMENTS (form));
    }
  else if (entry->role == HU_ROLE_CLAIM)
    set_claim (self, &builder, entry);
  else if (entry->role == HU_ROLE_STANCE)
    set_stance (self, &builder, entry->attributes);
  else
    hu_record_builder_set_string (&builder, HU_MEMBER_TEXT, text && *text ? text : entry->label);
  copy_strings (&builder, entry->attributes, note, G_N_ELEMENTS (note));
  hu_imported_layer_take (self->layer, &builder);
  if (entry->role == HU_ROLE_CLAIM)
    add_claim_stances (self, entry->id, hu_value_get_member (entry->attributes, "stances"));
}

/* Referring. */

/* (transfer full) */
static HuRecord *
with_relation (HuRecord *claim, const char *kind, const char *other)
{
  static const char *const keys[] = { "kind", "claim" };
  HuValue *values[] = { hu_value_new_string (kind), hu_value_new_string (other) };
  g_autoptr (HuValue) relation = hu_value_new_object_take (keys, values, G_N_ELEMENTS (keys));
  g_autoptr (HuValue) relations =
      hu_value_list_with_item (hu_record_get (claim, HU_MEMBER_RELATIONS), relation);

  return hu_record_with (claim, HU_MEMBER_RELATIONS, relations);
}

/* (transfer full) (nullable) */
static HuRecord *
refer (HuRecord *claim, Entry *to, const char *label)
{
  g_autoptr (HuValue) value = NULL;

  if (to->role == HU_ROLE_CUE)
    {
      value = make_passage (to);
      return hu_record_with (claim, HU_MEMBER_CUE, value);
    }
  if (to->role == HU_ROLE_SPEAKER)
    {
      value = hu_value_list_with_string (hu_record_get (claim, HU_MEMBER_MENTIONS), to->id);
      return hu_record_with (claim, HU_MEMBER_MENTIONS, value);
    }
  if (to->role != HU_ROLE_CLAIM)
    return NULL;
  if (g_ascii_strcasecmp (label, "within") == 0)
    return hu_record_with_string (claim, HU_MEMBER_WITHIN, to->id);
  return with_relation (claim, label, to->id);
}

/* Finds the heads of the claim that refers and of what it refers to. */
static gboolean
find_reference (HuSpanReader *self, const Link *link, Entry **from, Entry **to)
{
  if (g_ascii_strcasecmp (link->label, "next") == 0 || !find_ends (self, link, from, to))
    return FALSE;
  *from = get_head (*from);
  *to = get_head (*to);
  return *from != *to && (*from)->role == HU_ROLE_CLAIM;
}

void
hu_span_reader_finish (HuSpanReader *self)
{
  Entry *from, *to;

  g_return_if_fail (self != NULL);
  join_spans (self);
  for (guint i = 0; i < self->links->len; i++)
    if (find_reference (self, &g_array_index (self->links, Link, i), &from, &to) && to->role == HU_ROLE_CUE)
      to->claim = from;
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);
      g_autofree char *foreign = g_steal_pointer (&entry->id);

      entry->id = hu_imported_layer_make_id (self->layer, get_kind (entry), foreign);
      if (!entry->head && !entry->claim)
        make_tag (self, entry);
    }
  for (guint i = 0; i < self->links->len; i++)
    {
      const Link *link = &g_array_index (self->links, Link, i);
      HuRecord *claim;
      g_autoptr (HuRecord) changed = NULL;

      if (!find_reference (self, link, &from, &to))
        continue;
      claim = hu_imported_layer_find (self->layer, HU_KIND_CLAIM, from->id);
      changed = claim ? refer (claim, to, link->label) : NULL;
      if (changed)
        hu_imported_layer_replace (self->layer, changed);
    }
}
