/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is in each of a fixed number of stretches of an article: for a picture of the whole. */
#include "config.h"

#include "hu-overview-bins.h"

guint
hu_overview_bins_find (guint length, guint offset)
{
  if (length == 0)
    return 0;
  return MIN ((guint) ((guint64) offset * HU_OVERVIEW_BINS / length), HU_OVERVIEW_BINS - 1);
}

void
hu_overview_bins_mark (guint8 *flags, guint length, HuRange range, HuOverviewFlags flag)
{
  guint last;

  g_return_if_fail (flags != NULL);
  last = hu_overview_bins_find (length, range.end > range.start ? range.end - 1 : range.start);
  for (guint bin = hu_overview_bins_find (length, range.start); bin <= last; bin++)
    flags[bin] |= (guint8) flag;
}

static void
mark_spans (HuOverviewBins *self, HuRecord *record, guint length, HuOverviewFlags flag)
{
  gsize n;
  const HuSpan *spans = hu_record_get_spans (record, &n);

  for (gsize i = 0; i < n; i++)
    if (!spans[i].lost)
      hu_overview_bins_mark (self->flags, length, (HuRange){ spans[i].start, spans[i].end }, flag);
}

/* A stance without a passage stands where its claim does. */
static void
mark_tags (HuOverviewBins *self, HuSnapshot *snapshot, HuKind kind, guint length, HuOverviewFlags flag)
{
  g_autoptr (GHashTable) claims = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *records = snapshot->records[kind];

  for (guint i = 0; kind == HU_KIND_STANCE && i < snapshot->records[HU_KIND_CLAIM]->len; i++)
    {
      HuRecord *claim = g_ptr_array_index (snapshot->records[HU_KIND_CLAIM], i);

      g_hash_table_insert (claims, (gpointer) hu_record_get_id (claim), claim);
    }
  self->n_tags[kind] = records->len;
  for (guint i = 0; i < records->len; i++)
    {
      HuRecord *record = g_ptr_array_index (records, i);
      const char *claim = kind == HU_KIND_STANCE ? hu_record_get_string (record, HU_MEMBER_CLAIM) : NULL;
      gsize n;

      if (!hu_record_get_spans (record, &n) && claim)
        record = g_hash_table_lookup (claims, claim);
      if (record)
        mark_spans (self, record, length, flag);
    }
}

/* Both are in text order: the ranges that were checked, and the paragraphs. */
static void
mark_unchecked (HuOverviewBins *self, HuText *text, HuRecord *root)
{
  HuValue *checked = root ? hu_record_get (root, HU_MEMBER_CHECKED) : NULL;
  const gsize n = hu_value_get_size (checked);
  gsize at = 0;

  self->paragraphs = hu_text_get_n_paragraphs (text);
  for (guint i = 0; i < self->paragraphs; i++)
    {
      const HuRange paragraph = hu_text_get_paragraph (text, i);

      while (at < n &&
             hu_value_get_int (hu_value_get_item (hu_value_get_item (checked, at), 1)) < paragraph.end)
        at++;
      if (at < n &&
          hu_value_get_int (hu_value_get_item (hu_value_get_item (checked, at), 0)) <= paragraph.start)
        continue;
      self->unchecked++;
      hu_overview_bins_mark (self->flags, hu_text_get_length (text), paragraph, HU_OVERVIEW_UNCHECKED);
    }
}

HuOverviewBins *
hu_overview_bins_new (HuText *text, HuSnapshot *snapshot)
{
  HuOverviewBins *self;
  guint length;

  g_return_val_if_fail (text != NULL && snapshot != NULL, NULL);
  self = g_new0 (HuOverviewBins, 1);
  length = hu_text_get_length (text);
  mark_tags (self, snapshot, HU_KIND_CLAIM, length, HU_OVERVIEW_CLAIMS);
  mark_tags (self, snapshot, HU_KIND_MENTION, length, HU_OVERVIEW_MENTIONS);
  mark_tags (self, snapshot, HU_KIND_STANCE, length, HU_OVERVIEW_STANCES);
  mark_unchecked (self, text, hu_snapshot_get_only (snapshot, HU_KIND_LAYER));
  return self;
}
