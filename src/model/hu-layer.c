/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A layer: one coder's records of one document, ordered and indexed.
 *
 * Each record has a slot, which stays while the record in it is replaced by an edit. The slot is found by id
 * (a hash for each kind), stands in the reading order of its kind (an index that gives ranks, for lists), and
 * each of its spans stands in one index over all tags (for drawing and picking). A fourth structure knows
 * which slots refer to an id, so that what hangs on a speaker or claim is found without walking all tags.
 */
#include "config.h"
#include "hu-layer.h"

#include "hu-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  HuRecord *record;
  HuEntry *order;
  guint n_spans;
  HuEntry **spans; /* one for each span that has a place */
} Slot;

struct _HuLayer
{
  GHashTable *slots[HU_N_KINDS];     /* id → Slot */
  GHashTable *referrers[HU_N_KINDS]; /* id → GPtrArray of Slot: what refers to it */
  HuIndex *order[HU_N_KINDS];
  HuIndex *spans[HU_N_KINDS]; /* of the kinds that are tags */
};

/* What refers to what. */

static void
foreach_string (HuValue *value, HuKind kind, HuReferenceFunc func, gpointer user_data)
{
  for (gsize i = 0; i < hu_value_get_size (value); i++)
    func (kind, hu_value_get_item_string (value, i), user_data);
}

/* The ids in a list of objects: affiliations' speakers, relations' claims. */
static void
foreach_object (HuValue *value, HuKind kind, HuReferenceFunc func, gpointer user_data)
{
  for (gsize i = 0; i < hu_value_get_size (value); i++)
    {
      const char *key = kind == HU_KIND_SPEAKER ? "speaker" : "claim";
      const char *id = hu_value_get_member_string (hu_value_get_item (value, i), key);

      if (id)
        func (kind, id, user_data);
    }
}

static void
foreach_target (HuValue *value, HuReferenceFunc func, gpointer user_data)
{
  static const struct
  {
    const char *key;
    HuKind kind;
  } targets[] = { { "topic", HU_KIND_TOPIC }, { "claim", HU_KIND_CLAIM }, { "speaker", HU_KIND_SPEAKER } };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      const char *id = hu_value_get_member_string (value, targets[i].key);

      if (id)
        func (targets[i].kind, id, user_data);
    }
}

void
hu_record_foreach_reference (HuRecord *record, HuReferenceFunc func, gpointer user_data)
{
  gsize n;
  const HuMemberInfo *members;

  g_return_if_fail (record != NULL && func != NULL);
  members = hu_kind_get_members (hu_record_get_kind (record), &n);
  for (gsize i = 0; i < n; i++)
    {
      HuValue *value;

      if (members[i].refers_to == HU_KIND_LAYER || !(value = hu_record_get (record, members[i].member)))
        continue;
      if (members[i].shape == HU_SHAPE_STRINGS)
        foreach_string (value, members[i].refers_to, func, user_data);
      else if (members[i].shape == HU_SHAPE_OBJECTS)
        foreach_object (value, members[i].refers_to, func, user_data);
      else if (members[i].shape == HU_SHAPE_TARGET)
        foreach_target (value, func, user_data);
      else
        func (members[i].refers_to, hu_value_get_string (value), user_data);
    }
}

typedef struct
{
  HuLayer *layer;
  Slot *slot;
} Referrer;

static void
add_reference (HuKind kind, const char *id, gpointer user_data)
{
  Referrer *referrer = user_data;
  GHashTable *table = referrer->layer->referrers[kind];
  GPtrArray *slots = g_hash_table_lookup (table, id);

  if (!slots)
    {
      slots = g_ptr_array_sized_new (1);
      g_hash_table_insert (table, g_strdup (id), slots);
    }
  g_ptr_array_add (slots, referrer->slot);
}

static void
remove_reference (HuKind kind, const char *id, gpointer user_data)
{
  Referrer *referrer = user_data;
  GPtrArray *slots = g_hash_table_lookup (referrer->layer->referrers[kind], id);

  g_return_if_fail (slots != NULL);
  g_ptr_array_remove_fast (slots, referrer->slot);
  if (slots->len == 0)
    g_hash_table_remove (referrer->layer->referrers[kind], id);
}

/* Slots. */

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  hu_record_unref (slot->record);
  g_free (slot->spans);
  g_slice_free (Slot, slot);
}

static Slot *
find_slot (HuLayer *self, HuKind kind, const char *id)
{
  return g_hash_table_lookup (self->slots[kind], id);
}

gboolean
hu_layer_get_place (HuLayer *self, HuRecord *record, guint *start, guint *end)
{
  const char *claim;
  Slot *slot;

  g_return_val_if_fail (self != NULL && record != NULL && start != NULL && end != NULL, FALSE);
  if (hu_record_get_extent (record, start, end))
    return TRUE;
  if (hu_record_get_kind (record) != HU_KIND_STANCE ||
      !(claim = hu_record_get_string (record, HU_MEMBER_CLAIM)))
    return FALSE;
  slot = find_slot (self, HU_KIND_CLAIM, claim);
  return slot && hu_record_get_extent (slot->record, start, end);
}

static void
slot_place (HuLayer *self, Slot *slot)
{
  HuKind kind = hu_record_get_kind (slot->record);
  const char *id = hu_record_get_id (slot->record);
  gsize n = 0;
  const HuSpan *spans;
  guint start = 0, end = 0;

  if (kind >= HU_KIND_MENTION && !hu_layer_get_place (self, slot->record, &start, &end))
    start = end = G_MAXUINT;
  slot->order = hu_index_insert (self->order[kind], start, end, id, slot);

  if (!HU_KIND_IS_TAG (kind))
    return;
  spans = hu_record_get_spans (slot->record, &n);
  slot->spans = g_new (HuEntry *, n);
  slot->n_spans = 0;
  for (gsize i = 0; i < n; i++)
    if (!spans[i].lost)
      slot->spans[slot->n_spans++] =
          hu_index_insert (self->spans[kind], spans[i].start, spans[i].end, id, slot);
}

static void
slot_displace (HuLayer *self, Slot *slot)
{
  HuKind kind = hu_record_get_kind (slot->record);

  hu_index_remove (self->order[kind], slot->order);
  slot->order = NULL;
  for (guint i = 0; i < slot->n_spans; i++)
    hu_index_remove (self->spans[kind], slot->spans[i]);
  g_clear_pointer (&slot->spans, g_free);
  slot->n_spans = 0;
}

static void
slot_add (HuLayer *self, HuRecord *record)
{
  HuKind kind = hu_record_get_kind (record);
  Slot *slot = g_slice_new0 (Slot);
  Referrer referrer = { self, slot };

  slot->record = hu_record_ref (record);
  g_hash_table_insert (self->slots[kind], (gpointer) hu_record_get_id (record), slot);
  slot_place (self, slot);
  hu_record_foreach_reference (record, add_reference, &referrer);
}

static void
slot_remove (HuLayer *self, Slot *slot)
{
  Referrer referrer = { self, slot };

  hu_record_foreach_reference (slot->record, remove_reference, &referrer);
  slot_displace (self, slot);
  g_hash_table_remove (self->slots[hu_record_get_kind (slot->record)], hu_record_get_id (slot->record));
}

static void
slot_replace (HuLayer *self, Slot *slot, HuRecord *record)
{
  Referrer referrer = { self, slot };
  HuKind kind = hu_record_get_kind (record);

  hu_record_foreach_reference (slot->record, remove_reference, &referrer);
  slot_displace (self, slot);
  /* The hash's key belongs to the record: exchange both, without freeing the slot. */
  g_hash_table_steal (self->slots[kind], hu_record_get_id (slot->record));
  hu_record_unref (slot->record);
  slot->record = hu_record_ref (record);
  g_hash_table_insert (self->slots[kind], (gpointer) hu_record_get_id (record), slot);
  slot_place (self, slot);
  hu_record_foreach_reference (record, add_reference, &referrer);
}

/* The layer. */

HuLayer *
hu_layer_new (HuSnapshot *snapshot)
{
  HuLayer *self = g_new0 (HuLayer, 1);

  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      self->slots[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, slot_free);
      self->referrers[kind] =
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
      self->order[kind] = hu_index_new ();
      self->spans[kind] = hu_index_new ();
    }
  for (guint kind = 0; snapshot && kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      slot_add (self, g_ptr_array_index (snapshot->records[kind], i));
  for (guint kind = HU_KIND_DOCUMENT; kind <= HU_KIND_LAYER; kind++)
    if (!find_slot (self, kind, ""))
      {
        g_autoptr (HuRecord) record = hu_record_new (kind, "");

        slot_add (self, record);
      }
  return self;
}

void
hu_layer_free (HuLayer *self)
{
  g_return_if_fail (self != NULL);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      hu_index_free (self->order[kind]);
      hu_index_free (self->spans[kind]);
      g_hash_table_unref (self->referrers[kind]);
      g_hash_table_unref (self->slots[kind]);
    }
  g_free (self);
}

HuSnapshot *
hu_layer_snapshot (HuLayer *self)
{
  HuSnapshot *snapshot;

  g_return_val_if_fail (self != NULL, NULL);
  snapshot = hu_snapshot_new ();
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (HuEntry *entry = hu_index_get_nth (self->order[kind], 0); entry; entry = hu_entry_next (entry))
      {
        Slot *slot = hu_entry_get_item (entry);

        g_ptr_array_add (snapshot->records[kind], hu_record_ref (slot->record));
      }
  return snapshot;
}

HuRecord *
hu_layer_lookup (HuLayer *self, HuKind kind, const char *id)
{
  Slot *slot;

  g_return_val_if_fail (self != NULL && kind < HU_N_KINDS && id != NULL, NULL);
  slot = find_slot (self, kind, id);
  return slot ? slot->record : NULL;
}

HuRecord *
hu_layer_get_document (HuLayer *self)
{
  return hu_layer_lookup (self, HU_KIND_DOCUMENT, "");
}

HuRecord *
hu_layer_get_root (HuLayer *self)
{
  return hu_layer_lookup (self, HU_KIND_LAYER, "");
}

guint
hu_layer_get_size (HuLayer *self, HuKind kind)
{
  g_return_val_if_fail (self != NULL && kind < HU_N_KINDS, 0);
  return hu_index_get_size (self->order[kind]);
}

static HuRecord *
entry_record (HuEntry *entry)
{
  Slot *slot = entry ? hu_entry_get_item (entry) : NULL;

  return slot ? slot->record : NULL;
}

HuRecord *
hu_layer_get_nth (HuLayer *self, HuKind kind, guint n)
{
  g_return_val_if_fail (self != NULL && kind < HU_N_KINDS, NULL);
  return entry_record (hu_index_get_nth (self->order[kind], n));
}

void
hu_layer_foreach (HuLayer *self, HuKind kind, HuRecordFunc func, gpointer user_data)
{
  g_return_if_fail (self != NULL && kind < HU_N_KINDS && func != NULL);
  for (HuEntry *entry = hu_index_get_nth (self->order[kind], 0); entry; entry = hu_entry_next (entry))
    func (entry_record (entry), user_data);
}

int
hu_layer_get_rank (HuLayer *self, HuKind kind, const char *id)
{
  Slot *slot;

  g_return_val_if_fail (self != NULL && kind < HU_N_KINDS && id != NULL, -1);
  slot = find_slot (self, kind, id);
  return slot ? (int) hu_index_get_rank (self->order[kind], slot->order) : -1;
}

guint
hu_layer_count_before (HuLayer *self, HuKind kind, guint offset)
{
  g_return_val_if_fail (self != NULL && kind < HU_N_KINDS, 0);
  return hu_index_count_before (self->order[kind], offset);
}

typedef struct
{
  HuLayerFunc func;
  gpointer user_data;
  gboolean stopped;
} Query;

static gboolean
query_entry (HuEntry *entry, gpointer user_data)
{
  Query *query = user_data;
  HuRecord *record = entry_record (entry);
  gsize n;
  const HuSpan *spans = hu_record_get_spans (record, &n);

  for (gsize i = 0; i < n; i++)
    if (!spans[i].lost && spans[i].start == hu_entry_get_start (entry) &&
        spans[i].end == hu_entry_get_end (entry))
      {
        query->stopped = !query->func (record, &spans[i], query->user_data);
        break;
      }
  return !query->stopped;
}

void
hu_layer_query (HuLayer *self, guint kinds, guint start, guint end, HuLayerFunc func, gpointer user_data)
{
  Query query = { func, user_data, FALSE };

  g_return_if_fail (self != NULL && func != NULL);
  for (guint kind = 0; kind < HU_N_KINDS && !query.stopped; kind++)
    if (kinds & HU_KINDS (kind))
      hu_index_query (self->spans[kind], start, end, query_entry, &query);
}

static gboolean
collect (HuRecord *record, const HuSpan *span, gpointer user_data)
{
  GPtrArray *found = user_data;
  gsize n;

  /* Only a tag of several spans can come twice. */
  hu_record_get_spans (record, &n);
  if (n == 1 || !g_ptr_array_find (found, record, NULL))
    g_ptr_array_add (found, record);
  return TRUE;
}

GPtrArray *
hu_layer_find_touching (HuLayer *self, guint kinds, guint start, guint end)
{
  GPtrArray *found = g_ptr_array_new ();

  hu_layer_query (self, kinds, start, end, collect, found);
  return found;
}

/* Reading order over several kinds: by place, then kind, then id. */
static int
compare_entries (HuEntry *a, HuEntry *b)
{
  HuRecord *x = entry_record (a), *y = entry_record (b);

  if (hu_entry_get_start (a) != hu_entry_get_start (b))
    return hu_entry_get_start (a) < hu_entry_get_start (b) ? -1 : 1;
  if (hu_entry_get_end (a) != hu_entry_get_end (b))
    return hu_entry_get_end (a) < hu_entry_get_end (b) ? -1 : 1;
  if (hu_record_get_kind (x) != hu_record_get_kind (y))
    return hu_record_get_kind (x) < hu_record_get_kind (y) ? -1 : 1;
  return strcmp (hu_record_get_id (x), hu_record_get_id (y));
}

HuRecord *
hu_layer_find_after (HuLayer *self, guint kinds, guint offset)
{
  HuEntry *best = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      HuEntry *entry;

      if (!(kinds & HU_KINDS (kind)) || offset == G_MAXUINT)
        continue;
      entry = hu_index_get_nth (self->order[kind], hu_index_count_before (self->order[kind], offset + 1));
      if (entry && hu_entry_get_start (entry) != G_MAXUINT && (!best || compare_entries (entry, best) < 0))
        best = entry;
    }
  return entry_record (best);
}

HuRecord *
hu_layer_find_before (HuLayer *self, guint kinds, guint offset)
{
  HuEntry *best = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      guint before = kinds & HU_KINDS (kind) ? hu_index_count_before (self->order[kind], offset) : 0;
      HuEntry *entry = before ? hu_index_get_nth (self->order[kind], before - 1) : NULL;

      if (entry && (!best || compare_entries (entry, best) > 0))
        best = entry;
    }
  return entry_record (best);
}

/* The entry of one kind nearest to @from in a direction, beginning at the first that starts where @from does.
 */
static HuEntry *
find_beside (HuIndex *order, HuEntry *from, gboolean backward)
{
  guint rank = hu_index_count_before (order, hu_entry_get_start (from));
  HuEntry *entry = hu_index_get_nth (order, rank);
  HuEntry *before = rank ? hu_index_get_nth (order, rank - 1) : NULL;

  for (; entry && compare_entries (entry, from) < 0; entry = hu_entry_next (entry))
    before = entry;
  if (backward)
    return before;
  while (entry && compare_entries (entry, from) <= 0)
    entry = hu_entry_next (entry);
  return entry;
}

HuRecord *
hu_layer_find_neighbour (HuLayer *self, guint kinds, HuRecord *record, gboolean backward)
{
  Slot *slot;
  HuEntry *best = NULL;

  g_return_val_if_fail (self != NULL && record != NULL, NULL);
  slot = find_slot (self, hu_record_get_kind (record), hu_record_get_id (record));
  for (guint kind = 0; slot && kind < HU_N_KINDS; kind++)
    {
      HuEntry *entry =
          kinds & HU_KINDS (kind) ? find_beside (self->order[kind], slot->order, backward) : NULL;
      int order = entry && best ? compare_entries (entry, best) : 0;

      if (entry && (!best || (backward ? order > 0 : order < 0)))
        best = entry;
    }
  return entry_record (best);
}

GPtrArray *
hu_layer_get_referrers (HuLayer *self, HuKind kind, const char *id)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *found = g_ptr_array_new ();
  GPtrArray *slots;

  g_return_val_if_fail (self != NULL && kind < HU_N_KINDS && id != NULL, found);
  slots = g_hash_table_lookup (self->referrers[kind], id);
  for (guint i = 0; slots && i < slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (slots, i);

      /* A record may name the same id twice: as speaker and as addressee. */
      if (g_hash_table_add (seen, slot))
        g_ptr_array_add (found, slot->record);
    }
  return found;
}

guint
hu_layer_count_referrers (HuLayer *self, HuKind kind, const char *id)
{
  GPtrArray *slots;

  g_return_val_if_fail (self != NULL && kind < HU_N_KINDS && id != NULL, 0);
  slots = g_hash_table_lookup (self->referrers[kind], id);
  return slots ? slots->len : 0;
}

GPtrArray *
hu_layer_get_stances_of_claim (HuLayer *self, const char *claim)
{
  GPtrArray *found = hu_layer_get_referrers (self, HU_KIND_CLAIM, claim);

  for (guint i = found->len; i-- > 0;)
    {
      HuRecord *record = g_ptr_array_index (found, i);

      if (hu_record_get_kind (record) != HU_KIND_STANCE ||
          g_strcmp0 (hu_record_get_string (record, HU_MEMBER_CLAIM), claim) != 0)
        g_ptr_array_remove_index (found, i);
    }
  return found;
}

/* A stance without a passage stands where its claim stands: it moves along. */
static void
replace_stances (HuLayer *self, const char *claim)
{
  g_autoptr (GPtrArray) stances = hu_layer_get_stances_of_claim (self, claim);

  for (guint i = 0; i < stances->len; i++)
    {
      HuRecord *stance = g_ptr_array_index (stances, i);
      Slot *slot = find_slot (self, HU_KIND_STANCE, hu_record_get_id (stance));

      slot_displace (self, slot);
      slot_place (self, slot);
    }
}

static void
apply_change (HuLayer *self, const HuChange *change)
{
  Slot *slot = find_slot (self, change->kind, change->id);
  /* The record, and the id with it, may go away under our hands. */
  g_autoptr (HuRecord) keep = slot ? hu_record_ref (slot->record) : NULL;

  if (!change->after)
    slot_remove (self, slot);
  else if (slot)
    slot_replace (self, slot, change->after);
  else
    slot_add (self, change->after);
  if (change->kind == HU_KIND_CLAIM)
    replace_stances (self, change->id);
}

gboolean
hu_layer_apply (HuLayer *self, HuEdit *edit, GError **error)
{
  g_return_val_if_fail (self != NULL && edit != NULL, FALSE);
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);
      HuRecord *current = hu_layer_lookup (self, change->kind, change->id);

      if (!hu_record_equal (current, change->before) || (!change->after && change->kind <= HU_KIND_LAYER))
        {
          g_set_error (error, HU_ERROR, HU_ERROR_INVALID, _ ("“%s” was changed in the meantime"), change->id);
          return FALSE;
        }
    }
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    apply_change (self, hu_edit_get_change (edit, i));
  return TRUE;
}
