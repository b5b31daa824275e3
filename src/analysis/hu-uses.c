/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often, and where first, a layer speaks of a speaker. */
#include "config.h"
#include "hu-uses.h"

static gboolean
is_holder (HuRecord *stance, const char *speaker)
{
  return g_strcmp0 (hu_record_get_string (stance, HU_MEMBER_SPEAKER), speaker) == 0;
}

static void
count_use (HuUses *uses, HuRecord *record, const char *speaker)
{
  switch (hu_record_get_kind (record))
    {
    case HU_KIND_CLAIM:
      uses->claims += hu_record_has_string (record, HU_MEMBER_SPEAKERS, speaker) ? 1 : 0;
      break;
    case HU_KIND_MENTION:
      uses->mentions++;
      break;
    case HU_KIND_STANCE:
      if (!is_holder (record, speaker))
        break;
      uses->stances++;
      if (hu_record_get_string (record, HU_MEMBER_VALUE))
        uses->values += g_str_hash (hu_record_get_string (record, HU_MEMBER_VALUE));
      break;
    default:
      break;
    }
}

HuUses
hu_layer_get_uses (HuLayer *layer, const char *speaker)
{
  HuUses uses = { 0, 0, 0, 0, G_MAXUINT, G_MAXUINT };
  g_autoptr (GPtrArray) records = NULL;

  g_return_val_if_fail (layer != NULL && speaker != NULL, uses);
  records = hu_layer_get_referrers (layer, HU_KIND_SPEAKER, speaker);
  for (guint i = 0; i < records->len; i++)
    {
      HuRecord *record = g_ptr_array_index (records, i);
      guint start, end;

      count_use (&uses, record, speaker);
      if (HU_KIND_IS_TAG (hu_record_get_kind (record)) && hu_layer_get_place (layer, record, &start, &end) &&
          (start < uses.start || (start == uses.start && end < uses.end)))
        {
          uses.start = start;
          uses.end = end;
        }
    }
  return uses;
}

gboolean
hu_uses_equal (const HuUses *a, const HuUses *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  return a->claims == b->claims && a->mentions == b->mentions && a->stances == b->stances &&
         a->values == b->values && a->start == b->start && a->end == b->end;
}
