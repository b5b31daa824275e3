/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done on a text, as it would have been on the text that took its place.
 *
 * A step of undo is records before and after. Every state that a record ever had is found again in the new
 * text, each once, so that what one step left is what the next one finds; the states of now are what they
 * were found to be. Then the steps are tried from the present, backwards and forwards, and end where one
 * doesn't fit. A step about units, which cover the whole text, or about the encoding is such an end.
 */
#include "hu-anchor-history.h"

#include "hu-anchor.h"
#include "hu-passage.h"

#include <string.h>

typedef struct
{
  GHashTable *states; /* of HuRecord: as it was → in the new text */
  HuSnapshot *all;    /* those of now, then all others */
} History;

/* Quotes. */

static HuValue *
range_to_string (HuText *text, HuRange range)
{
  const char *utf8 = hu_text_get_utf8 (text, NULL);
  gsize from = hu_text_offset_to_byte (text, range.start), to = hu_text_offset_to_byte (text, range.end);

  return to > from ? hu_value_new_string_len (utf8 + from, to - from) : NULL;
}

/* (transfer full) */
static HuValue *
quote_rest (const HuSpan *span, HuText *text)
{
  static const char *const keys[] = { "quote", "prefix", "suffix" };
  HuRange ranges[] = { { span->start, span->end }, { 0, 0 }, { 0, 0 } };
  HuValue *rest = span->rest ? hu_value_ref (span->rest) : NULL;

  hu_span_context (text, span->start, span->end, &ranges[1], &ranges[2]);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (HuValue) words = range_to_string (text, ranges[i]);
      g_autoptr (HuValue) before = g_steal_pointer (&rest);

      rest = words ? hu_value_object_with (before, keys[i], words) : g_steal_pointer (&before);
    }
  return rest;
}

/* (transfer full) */
static HuValue *
quote_passage (HuValue *passage, HuText *text)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);
  g_autofree HuSpan *quoted = g_memdup2 (spans, n * sizeof (HuSpan));
  HuValue *result;

  for (gsize i = 0; i < n; i++)
    {
      if (spans[i].lost || hu_value_get_member (spans[i].rest, "quote"))
        quoted[i].rest = hu_value_ref (spans[i].rest);
      else
        quoted[i].rest = quote_rest (&spans[i], text);
    }
  result = hu_value_new_passage (quoted, n);
  for (gsize i = 0; i < n; i++)
    g_clear_pointer (&quoted[i].rest, hu_value_unref);
  return result;
}

/* (transfer full) */
static HuValue *
quote_value (HuValue *value, HuText *text)
{
  HuValueType type = hu_value_get_type_of (value);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) keys = NULL;

  if (type == HU_VALUE_PASSAGE)
    return quote_passage (value, text);
  if (type != HU_VALUE_LIST && type != HU_VALUE_OBJECT)
    return hu_value_ref (value);
  items = g_ptr_array_new ();
  keys = g_ptr_array_new ();
  for (gsize i = 0; i < hu_value_get_size (value); i++)
    {
      g_ptr_array_add (items, quote_value (hu_value_get_nth (value, i), text));
      g_ptr_array_add (keys, (gpointer) hu_value_get_key (value, i));
    }
  if (type == HU_VALUE_LIST)
    return hu_value_new_list_take ((HuValue **) items->pdata, items->len);
  return hu_value_new_object_take ((const char *const *) keys->pdata, (HuValue **) items->pdata, items->len);
}

/* (transfer full) */
static HuRecord *
quote_record (HuRecord *record, HuText *text)
{
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (hu_record_get_kind (record), &n);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, hu_record_get_kind (record), hu_record_get_id (record), record);
  for (gsize i = 0; i < n; i++)
    {
      HuValue *value = hu_record_get (record, members[i].member);

      if (value)
        hu_record_builder_take (&builder, members[i].member, quote_value (value, text));
    }
  return hu_record_builder_end (&builder);
}

HuSnapshot *
hu_anchor_quote (HuSnapshot *snapshot, HuText *text)
{
  HuSnapshot *quoted = hu_snapshot_new ();

  g_return_val_if_fail (snapshot != NULL && text != NULL, quoted);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      {
        HuRecord *record = g_ptr_array_index (snapshot->records[kind], i);

        g_ptr_array_add (quoted->records[kind],
                         HU_KIND_IS_TAG (kind) ? quote_record (record, text) : hu_record_ref (record));
      }
  return quoted;
}

/* States. */

static guint
hash_state (gconstpointer key)
{
  HuRecord *record = (HuRecord *) key;

  return g_str_hash (hu_record_get_id (record)) * 31 + hu_record_get_kind (record);
}

static gboolean
states_equal (gconstpointer a, gconstpointer b)
{
  HuRecord *x = (HuRecord *) a, *y = (HuRecord *) b;

  return x == y || (hu_record_get_kind (x) == hu_record_get_kind (y) &&
                    strcmp (hu_record_get_id (x), hu_record_get_id (y)) == 0 && hu_record_equal (x, y));
}

static GHashTable *
index_by_id (GPtrArray *records)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < records->len; i++)
    {
      HuRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (index, (gpointer) hu_record_get_id (record), record);
    }
  return index;
}

static void
set_state (History *self, HuRecord *old, HuRecord *placed)
{
  g_hash_table_insert (self->states, hu_record_ref (old), hu_record_ref (placed));
}

static gboolean
has_place (HuKind kind)
{
  return HU_KIND_IS_TAG (kind) || kind == HU_KIND_DOCUMENT || kind == HU_KIND_LAYER;
}

static void
take_present (History *self, HuSnapshot *from, HuSnapshot *to)
{
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      g_autoptr (GHashTable) index = index_by_id (to->records[kind]);

      for (guint i = 0; has_place (kind) && i < from->records[kind]->len; i++)
        {
          HuRecord *record = g_ptr_array_index (from->records[kind], i);
          HuRecord *placed = g_hash_table_lookup (index, hu_record_get_id (record));

          g_ptr_array_add (self->all->records[kind], hu_record_ref (record));
          if (placed)
            set_state (self, record, placed);
        }
    }
}

static void
gather (History *self, HuRecord *record)
{
  if (!record || !has_place (hu_record_get_kind (record)) || g_hash_table_contains (self->states, record))
    return;
  g_ptr_array_add (self->all->records[hu_record_get_kind (record)], hu_record_ref (record));
  /* Once; where it stands is not known yet. */
  set_state (self, record, record);
}

static void
place_past (History *self, HuText *old, HuText *text, const guint *n_present)
{
  g_autoptr (HuSnapshot) quoted = hu_anchor_quote (self->all, old);
  g_autoptr (HuSnapshot) placed = hu_anchor (quoted, text, NULL);

  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = n_present[kind]; has_place (kind) && i < placed->records[kind]->len; i++)
      set_state (self, g_ptr_array_index (self->all->records[kind], i),
                 g_ptr_array_index (placed->records[kind], i));
}

static HuRecord *
find_state (History *self, HuRecord *record)
{
  HuRecord *placed = record ? g_hash_table_lookup (self->states, record) : NULL;

  return placed ? placed : record;
}

static gboolean
is_end (HuEdit *edit)
{
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      if (change->kind == HU_KIND_UNIT)
        return TRUE;
      if (change->kind == HU_KIND_DOCUMENT && change->before && change->after &&
          g_strcmp0 (hu_record_get_string (change->before, HU_MEMBER_ENCODING),
                     hu_record_get_string (change->after, HU_MEMBER_ENCODING)) != 0)
        return TRUE;
    }
  return FALSE;
}

/* (transfer full) */
static HuEdit *
translate (History *self, HuEdit *edit)
{
  HuEdit *translated =
      hu_edit_new_again (hu_edit_get_uuid (edit), hu_edit_get_label (edit), hu_edit_get_time (edit));
  HuKind kind;
  const char *id;

  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      hu_edit_add (translated, find_state (self, change->before), find_state (self, change->after));
    }
  if (hu_edit_get_focus (edit, &kind, &id))
    hu_edit_set_focus (translated, kind, id);
  return translated;
}

/* The step as it is now, if it can be gone over from @layer, which it then is. (transfer full) (nullable) */
static HuEdit *
try_step (History *self, HuLayer *layer, HuEdit *edit, gboolean back)
{
  g_autoptr (HuEdit) translated = is_end (edit) ? NULL : translate (self, edit);
  g_autoptr (HuEdit) move = NULL;

  if (!translated)
    return NULL;
  move = back ? hu_edit_invert (translated) : hu_edit_ref (translated);
  return hu_layer_apply (layer, move, NULL) ? g_steal_pointer (&translated) : NULL;
}

static GPtrArray *
try_steps (History *self, GPtrArray *edits, guint n_done, HuSnapshot *to, guint *n_done_now)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_edit_unref);
  HuLayer *layer = hu_layer_new (to);
  HuEdit *step;

  *n_done_now = 0;
  for (guint i = n_done; i > 0 && (step = try_step (self, layer, g_ptr_array_index (edits, i - 1), TRUE));
       i--)
    {
      /* What moved a passage and nothing else may do nothing any more. */
      if (hu_edit_get_n_changes (step) == 0)
        {
          hu_edit_unref (step);
          continue;
        }
      g_ptr_array_insert (steps, 0, step);
      (*n_done_now)++;
    }
  hu_layer_free (layer);
  layer = hu_layer_new (to);
  for (guint i = n_done;
       i < edits->len && (step = try_step (self, layer, g_ptr_array_index (edits, i), FALSE)); i++)
    {
      if (hu_edit_get_n_changes (step) == 0)
        hu_edit_unref (step);
      else
        g_ptr_array_add (steps, step);
    }
  hu_layer_free (layer);
  return steps;
}

GPtrArray *
hu_anchor_history (GPtrArray *edits,
                   guint n_done,
                   HuText *old,
                   HuSnapshot *from,
                   HuSnapshot *to,
                   HuText *text,
                   guint *n_done_now)
{
  History self = { 0 };
  guint n_present[HU_N_KINDS];
  GPtrArray *steps;

  g_return_val_if_fail (edits != NULL && old != NULL && from != NULL && to != NULL && text != NULL &&
                            n_done_now != NULL,
                        NULL);
  self.states = g_hash_table_new_full (hash_state, states_equal, (GDestroyNotify) hu_record_unref,
                                       (GDestroyNotify) hu_record_unref);
  self.all = hu_snapshot_new ();
  take_present (&self, from, to);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    n_present[kind] = self.all->records[kind]->len;
  for (guint i = 0; i < edits->len; i++)
    for (guint j = 0; j < hu_edit_get_n_changes (g_ptr_array_index (edits, i)); j++)
      {
        const HuChange *change = hu_edit_get_change (g_ptr_array_index (edits, i), j);

        gather (&self, change->before);
        gather (&self, change->after);
      }
  place_past (&self, old, text, n_present);
  steps = try_steps (&self, edits, n_done, to, n_done_now);
  g_hash_table_unref (self.states);
  hu_snapshot_unref (self.all);
  return steps;
}

HuEdit *
hu_anchor_make_edit (HuSnapshot *from, HuSnapshot *to)
{
  HuEdit *edit = hu_edit_new ("");

  g_return_val_if_fail (from != NULL && to != NULL, edit);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      g_autoptr (GHashTable) before = index_by_id (from->records[kind]);
      g_autoptr (GHashTable) after = index_by_id (to->records[kind]);

      for (guint i = 0; i < from->records[kind]->len; i++)
        {
          HuRecord *record = g_ptr_array_index (from->records[kind], i);
          HuRecord *now = g_hash_table_lookup (after, hu_record_get_id (record));

          if (!now || !hu_record_equal (record, now))
            hu_edit_add (edit, record, now);
        }
      for (guint i = 0; i < to->records[kind]->len; i++)
        {
          HuRecord *record = g_ptr_array_index (to->records[kind], i);

          if (!g_hash_table_contains (before, hu_record_get_id (record)))
            hu_edit_add (edit, NULL, record);
        }
    }
  return edit;
}
