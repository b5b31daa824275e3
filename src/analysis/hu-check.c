/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left to check in a document: the tags and speakers that somebody has to look at again.
 *
 * Whether a record is to be checked follows from the record alone, so an edit touches only the records that
 * it changes; only the place of a stance without a passage is another record's, its claim's. */
#include "config.h"
#include "hu-check.h"

#include "hu-anchors.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _HuCheck
{
  GObject parent_instance;

  HuDocument *document;
  HuIndex *order;                  /* of HuRecord, in reading order */
  GHashTable *entries[HU_N_KINDS]; /* record id → HuEntry; the key is its record's */
  guint n_anchors;                 /* of them, how many have a passage that was moved or lost */
};

G_DEFINE_FINAL_TYPE (HuCheck, hu_check, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* Of one record. */

static HuCheckReasons
check_stance (HuRecord *stance)
{
  HuCheckReasons reasons = HU_CHECK_NOTHING;
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);

  if (!hu_record_get (stance, HU_MEMBER_SPEAKER) && !hu_record_get (stance, HU_MEMBER_VOICE))
    reasons |= HU_CHECK_STANCE_HOLDER;
  if (!hu_value_get_member_string (toward, "topic") && !hu_value_get_member_string (toward, "claim") &&
      !hu_value_get_member_string (toward, "speaker"))
    reasons |= HU_CHECK_STANCE_TARGET;
  if (!hu_record_get (stance, HU_MEMBER_VALUE))
    reasons |= HU_CHECK_STANCE_VALUE;
  return reasons;
}

HuCheckReasons
hu_record_get_check (HuRecord *record)
{
  HuAnchors anchors;
  HuKind kind;
  HuCheckReasons reasons = HU_CHECK_NOTHING;

  g_return_val_if_fail (record != NULL, HU_CHECK_NOTHING);
  kind = hu_record_get_kind (record);
  if (!HU_KIND_IS_TAG (kind) && kind != HU_KIND_SPEAKER)
    return HU_CHECK_NOTHING;

  if (kind == HU_KIND_CLAIM && !hu_record_get (record, HU_MEMBER_SPEAKERS) &&
      !hu_record_get (record, HU_MEMBER_VOICE))
    reasons |= HU_CHECK_CLAIM_SOURCE;
  if (kind == HU_KIND_MENTION && !hu_record_get (record, HU_MEMBER_SPEAKERS))
    reasons |= HU_CHECK_MENTION_SPEAKER;
  if (kind == HU_KIND_STANCE)
    reasons |= check_stance (record);
  anchors = hu_record_get_anchors (record);
  if (anchors & HU_ANCHORS_MOVED)
    reasons |= HU_CHECK_MOVED;
  if (anchors & HU_ANCHORS_LOST)
    reasons |= HU_CHECK_LOST;
  if (hu_record_get (record, HU_MEMBER_CONFLICT))
    reasons |= HU_CHECK_CONFLICT;
  return reasons;
}

const char *
hu_check_reasons_explain (HuCheckReasons reasons)
{
  if (reasons & HU_CHECK_CONFLICT)
    return _ ("Two versions of this differ: choose one");
  if (reasons & HU_CHECK_LOST)
    return _ ("The passage is no longer in the text");
  if (reasons & HU_CHECK_MOVED)
    return _ ("The text changed: check that the passage is right");
  if (reasons & HU_CHECK_CLAIM_SOURCE)
    return _ ("Nobody is set as its source: choose a speaker or a voice");
  if (reasons & HU_CHECK_MENTION_SPEAKER)
    return _ ("Who is meant isn’t set yet");
  if (reasons & HU_CHECK_STANCE_HOLDER)
    return _ ("Whose stance this is isn’t set yet");
  if (reasons & HU_CHECK_STANCE_TARGET)
    return _ ("What the stance is toward isn’t set yet");
  if (reasons & HU_CHECK_STANCE_VALUE)
    return _ ("The stance itself isn’t set yet");
  return NULL;
}

/* The set. */

static void
remove_record (HuCheck *self, HuKind kind, const char *id)
{
  HuEntry *entry = g_hash_table_lookup (self->entries[kind], id);
  HuRecord *record;

  if (!entry)
    return;
  record = hu_entry_get_item (entry);
  self->n_anchors -= hu_record_get_anchors (record) != HU_ANCHORS_EXACT;
  g_hash_table_remove (self->entries[kind], id);
  hu_index_remove (self->order, entry);
  hu_record_unref (record);
}

static void
add_record (HuCheck *self, HuRecord *record)
{
  HuLayer *layer = hu_document_get_layer (self->document);
  const char *id = hu_record_get_id (record);
  guint start, end;
  HuEntry *entry;

  if (hu_record_get_check (record) == HU_CHECK_NOTHING)
    return;
  if (!hu_layer_get_place (layer, record, &start, &end))
    start = end = G_MAXUINT;
  self->n_anchors += hu_record_get_anchors (record) != HU_ANCHORS_EXACT;
  entry = hu_index_insert (self->order, start, end, id, hu_record_ref (record));
  g_hash_table_insert (self->entries[hu_record_get_kind (record)], (gpointer) id, entry);
}

static void
add_each (HuRecord *record, gpointer user_data)
{
  add_record (user_data, record);
}

/* The stances that stand where the claim stands have moved along with it. */
static void
replace_stances (HuCheck *self, const char *claim)
{
  g_autoptr (GPtrArray) stances =
      hu_layer_get_stances_of_claim (hu_document_get_layer (self->document), claim);

  for (guint i = 0; i < stances->len; i++)
    {
      HuRecord *stance = g_ptr_array_index (stances, i);

      if (g_hash_table_contains (self->entries[HU_KIND_STANCE], hu_record_get_id (stance)))
        {
          remove_record (self, HU_KIND_STANCE, hu_record_get_id (stance));
          add_record (self, stance);
        }
    }
}

static void
document_changed (HuCheck *self, HuEdit *edit)
{
  guint before = hu_check_get_count (self);

  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      remove_record (self, change->kind, change->id);
      if (change->after)
        add_record (self, change->after);
    }
  /* Now that every record of the edit is there in its new version. */
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      if (change->kind == HU_KIND_CLAIM)
        replace_stances (self, change->id);
    }
  if (before != hu_check_get_count (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
hu_check_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, hu_check_get_count (HU_CHECK (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hu_check_dispose (GObject *object)
{
  g_clear_object (&HU_CHECK (object)->document);
  G_OBJECT_CLASS (hu_check_parent_class)->dispose (object);
}

static void
hu_check_finalize (GObject *object)
{
  HuCheck *self = HU_CHECK (object);

  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    g_hash_table_unref (self->entries[kind]);
  for (HuEntry *entry = hu_index_get_nth (self->order, 0); entry; entry = hu_entry_next (entry))
    hu_record_unref (hu_entry_get_item (entry));
  hu_index_free (self->order);
  G_OBJECT_CLASS (hu_check_parent_class)->finalize (object);
}

static void
hu_check_class_init (HuCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hu_check_get_property;
  object_class->dispose = hu_check_dispose;
  object_class->finalize = hu_check_finalize;

  properties[PROP_COUNT] =
      g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hu_check_init (HuCheck *self)
{
  self->order = hu_index_new ();
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    self->entries[kind] = g_hash_table_new (g_str_hash, g_str_equal);
}

HuCheck *
hu_check_new (HuDocument *document)
{
  static const HuKind kinds[] = { HU_KIND_SPEAKER, HU_KIND_MENTION, HU_KIND_CLAIM, HU_KIND_STANCE,
                                  HU_KIND_MEMO };
  HuCheck *self;
  HuLayer *layer;

  g_return_val_if_fail (HU_IS_DOCUMENT (document), NULL);
  self = g_object_new (HU_TYPE_CHECK, NULL);
  self->document = g_object_ref (document);
  layer = hu_document_get_layer (document);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    hu_layer_foreach (layer, kinds[i], add_each, self);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed), self, G_CONNECT_SWAPPED);
  return self;
}

guint
hu_check_get_count (HuCheck *self)
{
  g_return_val_if_fail (HU_IS_CHECK (self), 0);
  return hu_index_get_size (self->order);
}

guint
hu_check_count_anchors (HuCheck *self)
{
  g_return_val_if_fail (HU_IS_CHECK (self), 0);
  return self->n_anchors;
}

HuRecord *
hu_check_get_nth (HuCheck *self, guint n)
{
  HuEntry *entry;

  g_return_val_if_fail (HU_IS_CHECK (self), NULL);
  entry = hu_index_get_nth (self->order, n);
  return entry ? hu_entry_get_item (entry) : NULL;
}

/* How many come before @from in reading order, where it isn't one of them itself. */
static guint
rank_of_place (HuCheck *self, HuRecord *from)
{
  guint start, end, rank;
  HuEntry *entry;

  if (!hu_layer_get_place (hu_document_get_layer (self->document), from, &start, &end))
    return hu_check_get_count (self);
  rank = hu_index_count_before (self->order, start);
  for (entry = hu_index_get_nth (self->order, rank); entry && hu_entry_get_start (entry) == start;
       entry = hu_entry_next (entry), rank++)
    if (hu_entry_get_end (entry) > end ||
        (hu_entry_get_end (entry) == end &&
         strcmp (hu_record_get_id (hu_entry_get_item (entry)), hu_record_get_id (from)) > 0))
      break;
  return rank;
}

HuRecord *
hu_check_next (HuCheck *self, HuRecord *from, guint offset, gboolean backward)
{
  HuEntry *entry;
  guint n, rank;

  g_return_val_if_fail (HU_IS_CHECK (self), NULL);
  n = hu_check_get_count (self);
  if (n == 0)
    return NULL;
  entry =
      from ? g_hash_table_lookup (self->entries[hu_record_get_kind (from)], hu_record_get_id (from)) : NULL;
  if (entry)
    rank = hu_index_get_rank (self->order, entry) + (backward ? 0 : 1);
  else
    rank = from ? rank_of_place (self, from) : hu_index_count_before (self->order, offset);
  return hu_check_get_nth (self, (backward ? rank + n - 1 : rank) % n);
}
