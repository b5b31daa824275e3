/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of a layer as they were at one moment. */
#include "hu-layer.h"

#include <string.h>

HuSnapshot *
hu_snapshot_new (void)
{
  HuSnapshot *self = g_new0 (HuSnapshot, 1);

  g_atomic_ref_count_init (&self->refs);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    self->records[kind] = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);
  return self;
}

HuSnapshot *
hu_snapshot_ref (HuSnapshot *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hu_snapshot_unref (HuSnapshot *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    g_ptr_array_unref (self->records[kind]);
  g_free (self);
}

HuRecord *
hu_snapshot_get_only (HuSnapshot *self, HuKind kind)
{
  g_return_val_if_fail (self != NULL && kind <= HU_KIND_LAYER, NULL);
  return self->records[kind]->len ? g_ptr_array_index (self->records[kind], 0) : NULL;
}

typedef struct
{
  guint start;
  guint end;
  HuRecord *record;
} Placed;

static int
compare_placed (gconstpointer a, gconstpointer b)
{
  const Placed *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  return strcmp (hu_record_get_id (x->record), hu_record_get_id (y->record));
}

static Placed
place (HuRecord *record, GHashTable *claims)
{
  Placed placed = { G_MAXUINT, G_MAXUINT, record };

  if (hu_record_get_kind (record) < HU_KIND_MENTION)
    return (Placed){ 0, 0, record };
  if (!hu_record_get_extent (record, &placed.start, &placed.end) &&
      hu_record_get_kind (record) == HU_KIND_STANCE)
    {
      const char *id = hu_record_get_string (record, HU_MEMBER_CLAIM);
      HuRecord *claim = id ? g_hash_table_lookup (claims, id) : NULL;

      if (claim)
        hu_record_get_extent (claim, &placed.start, &placed.end);
    }
  return placed;
}

static void
sort_kind (GPtrArray *records, GHashTable *claims)
{
  g_autofree Placed *placed = g_new (Placed, records->len + 1);

  for (guint i = 0; i < records->len; i++)
    placed[i] = place (g_ptr_array_index (records, i), claims);
  qsort (placed, records->len, sizeof (Placed), compare_placed);
  for (guint i = 0; i < records->len; i++)
    records->pdata[i] = placed[i].record;
}

void
hu_snapshot_sort (HuSnapshot *self)
{
  g_autoptr (GHashTable) claims = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_if_fail (self != NULL);
  for (guint i = 0; i < self->records[HU_KIND_CLAIM]->len; i++)
    {
      HuRecord *claim = g_ptr_array_index (self->records[HU_KIND_CLAIM], i);

      g_hash_table_insert (claims, (gpointer) hu_record_get_id (claim), claim);
    }
  for (guint kind = HU_KIND_TYPE; kind < HU_N_KINDS; kind++)
    sort_kind (self->records[kind], claims);
}
