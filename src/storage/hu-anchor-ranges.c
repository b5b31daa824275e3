/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has a place in a text but no quote: parts that a person set, checked ranges, units.
 *
 * Where such a range is follows from the passages around it. That a paragraph is unchanged can be said only
 * where passages that stand exactly, with what stands around them, cover it.
 */
#include "hu-anchor-private.h"

/* An old place, in the new text. Of two answers: the shift of what stands before, and of what stands after;
 * @sure: (out): they agree, or it lies within a passage. */
static void
map_place (HuAnchoring *self, gint64 start, guint places[2], gboolean *sure)
{
  const HuAnchorStay *before, *after;

  hu_anchoring_find_stays (self, start, &before, &after);
  places[0] = hu_anchoring_shift (self, start, before->shift);
  places[1] = after ? hu_anchoring_shift (self, start, after->shift) : places[0];
  if (after && start == after->start)
    places[0] = places[1];
  else if (start <= before->end)
    places[1] = places[0];
  *sure = places[0] == places[1];
}

static gint64
get_int (HuValue *object, const char *key)
{
  return hu_value_get_int (hu_value_get_member (object, key));
}

/* Parts. */

static HuValue *
part_at (HuAnchoring *self, HuValue *part, guint start, guint end)
{
  g_autoptr (HuValue) from = hu_value_new_int (hu_anchor_text_to_offset (self->to, start));
  g_autoptr (HuValue) to = hu_value_new_int (hu_anchor_text_to_offset (self->to, end));
  g_autoptr (HuValue) moved = hu_value_object_with (part, "start", from);

  return hu_value_object_with (moved, "end", to);
}

/* A part is a paragraph: it is where its edges fall on the edges of one. NULL where it is gone. */
static HuValue *
map_part (HuAnchoring *self, HuValue *part)
{
  guint starts[2], ends[2];
  gboolean sure;

  map_place (self, get_int (part, "start"), starts, &sure);
  map_place (self, get_int (part, "end"), ends, &sure);
  for (guint i = 0; i < 4; i++)
    {
      guint start = starts[i % 2], end = ends[i / 2];

      if (start < end && hu_anchor_text_is_paragraph_start (self->to, start) &&
          hu_anchor_text_is_paragraph_end (self->to, end))
        return part_at (self, part, start, end);
    }
  return NULL;
}

HuRecord *
hu_anchoring_map_parts (HuAnchoring *self, HuRecord *document)
{
  HuValue *parts = hu_record_get (document, HU_MEMBER_PARTS);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (HuValue) list = NULL;

  for (gsize i = 0; i < hu_value_get_size (parts); i++)
    {
      HuValue *part = hu_value_get_item (parts, i);
      HuValue *mapped =
          self->by_arithmetic || hu_value_get_member (part, "by") ? map_part (self, part) : NULL;

      if (mapped)
        g_ptr_array_add (kept, mapped);
    }
  list = hu_value_new_list_take ((HuValue **) kept->pdata, kept->len);
  return hu_record_with (document, HU_MEMBER_PARTS, list);
}

/* Checked ranges. */

/* A stretch of the new text that is known to be one of the old, shifted. */
typedef struct
{
  guint start;
  guint end;
  gint64 shift;
} Known;

static int
compare_known (gconstpointer a, gconstpointer b)
{
  const Known *x = a, *y = b;

  return x->start != y->start ? (x->start < y->start ? -1 : 1) : x->end < y->end ? -1 : x->end > y->end;
}

static GArray *
find_known (HuAnchoring *self)
{
  GArray *known = g_array_new (FALSE, FALSE, sizeof (Known));

  for (guint i = 0; i < self->ordered->len; i++)
    {
      const HuAnchorItem *item = g_ptr_array_index (self->ordered, i);
      Known stretch;

      if (!item->certain || !item->pattern)
        continue;
      stretch.start = item->place - hu_anchoring_match_prefix (self, item->pattern, item->place, NULL);
      stretch.end = item->place_end + hu_anchoring_match_suffix (self, item->pattern, item->place, NULL);
      stretch.shift = hu_anchor_text_to_styled (self->to, item->place, self->two) - item->start;
      g_array_append_val (known, stretch);
    }
  g_array_sort (known, compare_known);
  return known;
}

static gboolean
was_checked (HuValue *checked, gint64 start, gint64 end)
{
  for (gsize i = 0; i < hu_value_get_size (checked); i++)
    {
      HuValue *range = hu_value_get_item (checked, i);

      if (hu_value_get_int (hu_value_get_item (range, 0)) <= start &&
          hu_value_get_int (hu_value_get_item (range, 1)) >= end)
        return TRUE;
    }
  return FALSE;
}

static void
add_range (GPtrArray *ranges, guint start, guint end)
{
  HuValue *ends[2] = { hu_value_new_int (start), hu_value_new_int (end) };

  g_ptr_array_add (ranges, hu_value_new_list_take (ends, 2));
}

/* Whether known stretches of one shift cover the paragraph. @from: (inout): the first stretch that may. */
static gboolean
is_unchanged (const GArray *known, guint start, guint end, guint *from, gint64 *shift)
{
  guint covered = start;
  gboolean found = FALSE;

  while (*from < known->len && g_array_index (known, Known, *from).end <= start)
    (*from)++;
  for (guint i = *from; i < known->len && covered < end; i++)
    {
      const Known *stretch = &g_array_index (known, Known, i);

      if (stretch->start > covered)
        return FALSE;
      if (stretch->end <= start)
        continue;
      if (found && stretch->shift != *shift)
        return FALSE;
      *shift = stretch->shift;
      found = TRUE;
      covered = MAX (covered, stretch->end);
    }
  return found && covered >= end;
}

/* The paragraphs that are unchanged and were checked. */
static void
keep_paragraphs (HuAnchoring *self, HuValue *checked, GPtrArray *ranges)
{
  g_autoptr (GArray) known = find_known (self);
  guint from = 0;

  for (guint i = 0; i < hu_text_get_n_paragraphs (self->text) && from < known->len; i++)
    {
      HuRange paragraph = hu_text_get_paragraph (self->text, i);
      guint start = hu_anchor_text_from_offset (self->to, paragraph.start);
      guint end = hu_anchor_text_from_offset (self->to, paragraph.end);
      gint64 shift = 0, styled;

      if (!is_unchanged (known, start, end, &from, &shift))
        continue;
      styled = hu_anchor_text_to_styled (self->to, start, self->two) - shift;
      if (was_checked (checked, styled, styled + (end - start)))
        add_range (ranges, paragraph.start, paragraph.end);
    }
}

HuRecord *
hu_anchoring_map_checked (HuAnchoring *self, HuRecord *root)
{
  HuValue *checked = hu_record_get (root, HU_MEMBER_CHECKED);
  g_autoptr (GPtrArray) ranges = g_ptr_array_new ();
  g_autoptr (HuValue) list = NULL;

  if (!checked)
    return hu_record_ref (root);
  if (!self->by_arithmetic)
    keep_paragraphs (self, checked, ranges);
  for (gsize i = 0; self->by_arithmetic && i < hu_value_get_size (checked); i++)
    {
      HuValue *range = hu_value_get_item (checked, i);
      guint start = hu_anchoring_shift (self, hu_value_get_int (hu_value_get_item (range, 0)), 0);
      guint end = hu_anchoring_shift (self, hu_value_get_int (hu_value_get_item (range, 1)), 0);

      add_range (ranges, hu_anchor_text_to_offset (self->to, start),
                 hu_anchor_text_to_offset (self->to, end));
    }
  list = hu_value_new_list_take ((HuValue **) ranges->pdata, ranges->len);
  return hu_record_with (root, HU_MEMBER_CHECKED, list);
}

/* Units: ranges without gaps, so each boundary moves once, and never past another. */

static guint
map_boundary (HuAnchoring *self, gint64 start, guint lowest, gboolean *sure)
{
  guint places[2];
  HuRange sentence;
  guint offset;

  map_place (self, start, places, sure);
  offset = MAX (hu_anchor_text_to_offset (self->to, places[0]), lowest);
  if (*sure)
    return offset;
  /* Between what moved differently: where a sentence begins. */
  sentence = hu_text_sentence_at (self->text, offset);
  if (sentence.start < sentence.end && offset > sentence.start && offset < sentence.end)
    offset = offset - sentence.start <= sentence.end - offset
                 ? sentence.start
                 : hu_text_sentence_start_after (self->text, offset);
  return MAX (offset, lowest);
}

/* What a unit says that doesn't stand exactly. (transfer full) */
static HuValue *
unit_unknown (HuAnchoring *self, HuRecord *unit, HuAnchorState state)
{
  HuValue *unknown = hu_record_get_unknown (unit);
  const char *keys[] = { "start", "end", "sha256" };
  HuValue *values[3] = { NULL, NULL, NULL };
  g_autoptr (HuValue) anchor = hu_value_new_string (state == HU_ANCHOR_MOVED ? "moved" : "lost");
  g_autoptr (HuValue) with_anchor = hu_value_object_with (unknown, "anchor", anchor);
  g_autoptr (HuValue) was = NULL;

  if (hu_value_get_member (unknown, "was"))
    return g_steal_pointer (&with_anchor);
  values[0] = hu_value_ref (hu_record_get (unit, HU_MEMBER_START));
  values[1] = hu_value_ref (hu_record_get (unit, HU_MEMBER_END));
  if (self->old_sha256)
    values[2] = hu_value_new_string (self->old_sha256);
  was = hu_value_new_object_take (keys, values, values[2] ? 3 : 2);
  return hu_value_object_with (with_anchor, "was", was);
}

static HuRecord *
unit_at (HuAnchoring *self, HuRecord *unit, guint start, guint end, HuAnchorState state)
{
  HuRecordBuilder builder;
  gboolean lost = state == HU_ANCHOR_LOST;

  hu_record_builder_init (&builder, HU_KIND_UNIT, hu_record_get_id (unit), unit);
  hu_record_builder_take (&builder, HU_MEMBER_START, lost ? NULL : hu_value_new_int (start));
  hu_record_builder_take (&builder, HU_MEMBER_END, lost ? NULL : hu_value_new_int (end));
  if (state != HU_ANCHOR_EXACT)
    hu_record_builder_take_unknown (&builder, unit_unknown (self, unit, state));
  return hu_record_builder_end (&builder);
}

/* Whether the stretch is as long as it was. */
static gboolean
keeps_length (HuAnchoring *self, guint from, guint to, gint64 length)
{
  return hu_anchor_text_to_styled (self->to, hu_anchor_text_from_offset (self->to, to), self->two) -
             hu_anchor_text_to_styled (self->to, hu_anchor_text_from_offset (self->to, from), self->two) ==
         length;
}

void
hu_anchoring_map_units (HuAnchoring *self, GPtrArray *old, GPtrArray *units)
{
  gint64 last = -1;
  guint lowest = 0;
  gboolean sure = TRUE;

  for (guint i = 0; i < old->len; i++)
    {
      HuRecord *unit = g_ptr_array_index (old, i);
      gint64 start = hu_value_get_int (hu_record_get (unit, HU_MEMBER_START));
      gint64 end = hu_value_get_int (hu_record_get (unit, HU_MEMBER_END));
      gboolean sure_before = sure;
      guint from = lowest;
      HuAnchorState state;

      if (!hu_record_get (unit, HU_MEMBER_START))
        {
          g_ptr_array_add (units, hu_record_ref (unit));
          continue;
        }
      if (start != last)
        from = map_boundary (self, start, lowest, &sure_before);
      lowest = map_boundary (self, end, from, &sure);
      last = end;
      if (from >= lowest)
        state = HU_ANCHOR_LOST;
      else if (sure && sure_before && keeps_length (self, from, lowest, end - start))
        state = HU_ANCHOR_EXACT;
      else
        state = HU_ANCHOR_MOVED;
      g_ptr_array_add (units, unit_at (self, unit, from, lowest, state));
    }
}
