/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the changed text just as it stood.
 *
 * The old text is gone; what is left of it are quotes with their surroundings, and where they stood. That a
 * quote and its surroundings stand in the new text once isn't enough: the passage may have been removed, and
 * a look-alike left. So a place counts as certain only when it is borne out by another one. Places in the
 * order of the old text make a chain, and within it, those that are shifted by the same amount a run. A run
 * is certain when its shift is that of the text's start or end, when it goes over several paragraphs, when it
 * differs from its certain neighbours' shift by less than a second stretch like it would be away, or when
 * they leave no room for a second one. Whatever else stands, surroundings and all, exactly where its certain
 * neighbours' shift would have it is certain, too.
 */
#include "hu-anchor-private.h"

#include <string.h>

/* Full matches of one quote that are told apart. */
#define MAX_PLACES 64
/* Code points that speak for a place by themselves, surroundings included: a stock phrase is shorter. */
#define MIN_EVIDENCE 60

guint
hu_anchoring_shift (HuAnchoring *self, gint64 start, gint64 shift)
{
  return hu_anchor_text_from_styled (self->to, start + shift, self->two);
}

static gint64
shift_of (HuAnchoring *self, const HuAnchorItem *item, guint place)
{
  return hu_anchor_text_to_styled (self->to, place, self->two) - item->start;
}

/* What stands around a place. */

guint
hu_anchoring_match_prefix (HuAnchoring *self, HuAnchorPattern *pattern, guint place, gboolean *whole)
{
  guint n = 0;

  while (n < pattern->prefix && n < place &&
         self->to->chars[place - n - 1] == pattern->chars[pattern->prefix - n - 1])
    n++;
  if (whole)
    *whole = n == pattern->prefix &&
             (n >= HU_SPAN_CONTEXT || hu_anchor_text_is_paragraph_start (self->to, place - n));
  return n;
}

guint
hu_anchoring_match_suffix (HuAnchoring *self, HuAnchorPattern *pattern, guint place, gboolean *whole)
{
  guint end = place + pattern->quote, at = pattern->prefix + pattern->quote, n = 0;

  while (n < pattern->suffix && end + n < self->to->n && self->to->chars[end + n] == pattern->chars[at + n])
    n++;
  if (whole)
    *whole =
        n == pattern->suffix && (n >= HU_SPAN_CONTEXT || hu_anchor_text_is_paragraph_end (self->to, end + n));
  return n;
}

static gboolean
is_whole (HuAnchoring *self, HuAnchorPattern *pattern, guint place)
{
  gboolean before, after;

  hu_anchoring_match_prefix (self, pattern, place, &before);
  hu_anchoring_match_suffix (self, pattern, place, &after);
  return before && after;
}

/* The places of each quote with all that stood around it. */
static void
find_places (HuAnchoring *self)
{
  GHashTableIter iter;
  HuAnchorPattern *pattern;

  g_hash_table_iter_init (&iter, self->patterns);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &pattern))
    {
      pattern->all =
          hu_anchor_text_find (self->to, pattern->chars, pattern->n, FALSE, 0, MAX_PLACES, pattern->places);
      for (guint i = pattern->places->len; i-- > 0;)
        {
          guint *place = &g_array_index (pattern->places, guint, i);

          *place += pattern->prefix;
          if (!is_whole (self, pattern, *place))
            g_array_remove_index (pattern->places, i);
        }
    }
}

static gboolean
is_unique (const HuAnchorItem *item)
{
  return item->pattern && item->pattern->n >= MIN_EVIDENCE && item->pattern->all &&
         item->pattern->places->len == 1;
}

static guint
only_place (const HuAnchorItem *item)
{
  return g_array_index (item->pattern->places, guint, 0);
}

/* Line ends. */

/* How many places are where the start's, the end's or the last one's shift has them. */
static guint
count_fitting (HuAnchoring *self, gboolean two)
{
  gint64 end = hu_anchor_text_to_styled (self->to, self->to->n, two) - self->old_length;
  gint64 last = 0;
  guint n = 0;

  for (guint i = 0; i < self->ordered->len; i++)
    {
      const HuAnchorItem *item = g_ptr_array_index (self->ordered, i);
      gint64 shift;

      if (!is_unique (item))
        continue;
      shift = hu_anchor_text_to_styled (self->to, only_place (item), two) - item->start;
      n += shift == 0 || shift == last || (self->old_length >= 0 && shift == end);
      last = shift;
    }
  return n;
}

/* Whether the old offsets counted line ends as two. */
static void
find_style (HuAnchoring *self)
{
  HuAnchorText *to = self->to;
  gint64 two = hu_anchor_text_to_styled (to, to->n, TRUE);

  if (self->same_text && (self->old_length == to->n || self->old_length == two))
    {
      self->two = self->old_length == two && two != to->n;
      self->by_arithmetic = TRUE;
      return;
    }
  self->two = to->line_ends->len > 0 && count_fitting (self, TRUE) > count_fitting (self, FALSE);
}

/* The chain. */

/* Of the unique places those that are in the order of the old ones, as many as can be (a longest increasing
 * subsequence by patience). (element-type HuAnchorItem) (transfer container) */
static GPtrArray *
make_chain (HuAnchoring *self)
{
  g_autofree int *before = g_new (int, self->ordered->len + 1);
  g_autofree guint *tails = g_new (guint, self->ordered->len + 1);
  GPtrArray *chain = g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; i < self->ordered->len; i++)
    {
      const HuAnchorItem *item = g_ptr_array_index (self->ordered, i);
      guint low = 0, high = n;

      if (!is_unique (item))
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (only_place (g_ptr_array_index (self->ordered, tails[middle])) <= only_place (item))
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? (int) tails[low - 1] : -1;
      tails[low] = i;
      n = MAX (n, low + 1);
    }
  g_ptr_array_set_size (chain, (int) n);
  for (int i = n ? (int) tails[n - 1] : -1; i >= 0; i = before[i])
    chain->pdata[--n] = g_ptr_array_index (self->ordered, i);
  return chain;
}

static guint
paragraph_of (HuAnchoring *self, guint place)
{
  return hu_text_paragraph_index_at (self->text, hu_anchor_text_to_offset (self->to, place));
}

static void
set_certain (HuAnchorItem *item, guint place)
{
  item->certain = TRUE;
  item->state = HU_ANCHOR_EXACT;
  item->place = place;
  item->place_end = place + item->pattern->quote;
}

/* Whether the shift is that of the text's start or end. */
static gboolean
is_shift_of_ends (HuAnchoring *self, gint64 shift)
{
  return shift == 0 ||
         (self->old_length >= 0 &&
          shift == hu_anchor_text_to_styled (self->to, self->to->n, self->two) - self->old_length);
}

/* Runs of the same shift in the chain. */
static void
take_runs (HuAnchoring *self, GPtrArray *chain)
{
  for (guint i = 0, end; i < chain->len; i = end)
    {
      const HuAnchorItem *first = g_ptr_array_index (chain, i);
      gint64 shift = shift_of (self, first, only_place (first));
      gboolean holds = self->same_text || is_shift_of_ends (self, shift);

      for (end = i; end < chain->len; end++)
        {
          const HuAnchorItem *item = g_ptr_array_index (chain, end);

          if (!self->same_text && shift_of (self, item, only_place (item)) != shift)
            break;
          holds = holds || paragraph_of (self, only_place (item)) != paragraph_of (self, only_place (first));
        }
      for (guint j = i; holds && j < end; j++)
        {
          HuAnchorItem *item = g_ptr_array_index (chain, j);

          set_certain (item, only_place (item));
        }
    }
}

/* What is certain, as a base for all else. */

void
hu_anchoring_make_stays (HuAnchoring *self)
{
  HuAnchorStay stay = { 0, 0, 0 };

  g_array_set_size (self->stays, 0);
  g_array_append_val (self->stays, stay);
  for (guint i = 0; i < self->ordered->len; i++)
    {
      const HuAnchorItem *item = g_ptr_array_index (self->ordered, i);

      if (!item->certain)
        continue;
      stay.start = item->start;
      stay.end = MAX (stay.end, item->end);
      stay.shift = shift_of (self, item, item->place);
      g_array_append_val (self->stays, stay);
    }
  if (self->old_length < 0)
    return;
  stay.start = MAX (self->old_length, stay.start);
  stay.end = MAX (stay.end, stay.start);
  stay.shift = hu_anchor_text_to_styled (self->to, self->to->n, self->two) - self->old_length;
  g_array_append_val (self->stays, stay);
}

void
hu_anchoring_find_stays (HuAnchoring *self,
                         gint64 start,
                         const HuAnchorStay **before,
                         const HuAnchorStay **after)
{
  const HuAnchorStay *stays = (const HuAnchorStay *) (gpointer) self->stays->data;
  guint low = 0, high = self->stays->len;

  /* The first that starts after it. */
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (stays[middle].start <= start)
        low = middle + 1;
      else
        high = middle;
    }
  *before = low > 0 ? &stays[low - 1] : NULL;
  *after = low < self->stays->len ? &stays[low] : NULL;
}

/* Places in the chain that are shifted alike. */
typedef struct
{
  guint from;
  guint to;
  gint64 start; /* in the old text, with surroundings */
  gint64 end;
  gint64 shift;
} Run;

/* The run of uncertain places that begins at @from. */
static Run
find_run (HuAnchoring *self, GPtrArray *chain, guint from)
{
  HuAnchorItem *first = g_ptr_array_index (chain, from);
  Run run = { from, from, G_MAXINT64, 0, shift_of (self, first, only_place (first)) };

  for (; run.to < chain->len; run.to++)
    {
      const HuAnchorItem *item = g_ptr_array_index (chain, run.to);

      if (item->certain || shift_of (self, item, only_place (item)) != run.shift)
        break;
      run.start = MIN (run.start, item->start - item->pattern->prefix);
      run.end = MAX (run.end, item->end + item->pattern->suffix);
    }
  return run;
}

/* Between what is certain, the old text had no room for another stretch like this one. */
static gboolean
has_no_room (HuAnchoring *self, GPtrArray *chain, const Run *run)
{
  const HuAnchorItem *first = g_ptr_array_index (chain, run->from);
  const HuAnchorItem *last = g_ptr_array_index (chain, run->to - 1);
  const HuAnchorStay *before, *after, *ignored;

  hu_anchoring_find_stays (self, first->start, &before, &ignored);
  hu_anchoring_find_stays (self, last->start, &ignored, &after);
  if (!after)
    return FALSE;
  /* Inside of another passage it would have that one's shift. */
  if (before->end > first->start && before->shift != run->shift)
    return FALSE;
  return run->start - before->end < run->end - run->start && after->start - run->end < run->end - run->start;
}

/* It has been shifted, against what is certain beside it, by less than a second stretch like it would be
 * away.
 */
static gboolean
is_near (HuAnchoring *self, GPtrArray *chain, const Run *run)
{
  const HuAnchorItem *first = g_ptr_array_index (chain, run->from);
  const HuAnchorItem *last = g_ptr_array_index (chain, run->to - 1);
  const HuAnchorStay *before, *after, *ignored;
  gint64 length = run->end - run->start;

  hu_anchoring_find_stays (self, first->start, &before, &ignored);
  hu_anchoring_find_stays (self, last->start, &ignored, &after);
  return ABS (run->shift - before->shift) < length / 2 ||
         (after && ABS (run->shift - after->shift) < length / 2);
}

static void
take_crammed (HuAnchoring *self, GPtrArray *chain)
{
  gboolean found = TRUE;

  for (guint rounds = 0; found && rounds < 3; rounds++)
    {
      found = FALSE;
      hu_anchoring_make_stays (self);
      for (guint i = 0; i < chain->len; i++)
        {
          Run run = find_run (self, chain, i);

          if (run.to == i || !(is_near (self, chain, &run) || has_no_room (self, chain, &run)))
            continue;
          for (; i < run.to; i++)
            set_certain (g_ptr_array_index (chain, i), only_place (g_ptr_array_index (chain, i)));
          i--;
          found = TRUE;
        }
    }
}

/* Beside what is certain. */

static gboolean
stands_at (HuAnchoring *self, HuAnchorPattern *pattern, guint place)
{
  return place <= self->to->n && pattern->quote <= self->to->n - place &&
         memcmp (self->to->chars + place, pattern->chars + pattern->prefix,
                 pattern->quote * sizeof (gunichar)) == 0;
}

/* Of one text with two kinds of line ends: the shift only ever grows from one place to the next. */
static void
take_only_possible (HuAnchoring *self, HuAnchorItem *item, gint64 low, gint64 high)
{
  guint place = 0, n = 0;

  for (guint i = 0; i < item->pattern->places->len; i++)
    {
      guint candidate = g_array_index (item->pattern->places, guint, i);
      gint64 shift = shift_of (self, item, candidate);

      if (shift < MIN (low, high) || shift > MAX (low, high))
        continue;
      place = candidate;
      n++;
    }
  if (n == 1 && item->pattern->all)
    set_certain (item, place);
}

/* What stands more than once is where both its neighbours have it; what stands once, where one of them has.
 */
static void
take_beside (HuAnchoring *self, HuAnchorItem *item)
{
  const HuAnchorStay *stays[2];

  hu_anchoring_find_stays (self, item->start, &stays[0], &stays[1]);
  for (guint i = 0; i < 2; i++)
    {
      const HuAnchorStay *other = stays[1 - i];
      gboolean is_end = stays[i] && (i == 0 ? stays[i]->end == 0 : stays[i]->start >= self->old_length);
      gboolean borne_out = other && stays[i] && other->shift == stays[i]->shift;
      guint place = stays[i] ? hu_anchoring_shift (self, item->start, stays[i]->shift) : 0;

      if (!stays[i] || !(borne_out || (is_unique (item) && !is_end)))
        continue;
      if (stands_at (self, item->pattern, place) && is_whole (self, item->pattern, place))
        {
          set_certain (item, place);
          return;
        }
    }
  if (self->same_text && stays[0] && stays[1])
    take_only_possible (self, item, stays[0]->shift, stays[1]->shift);
}

static void
place_by_arithmetic (HuAnchoring *self)
{
  for (guint i = 0; i < self->ordered->len; i++)
    {
      HuAnchorItem *item = g_ptr_array_index (self->ordered, i);

      item->place = hu_anchoring_shift (self, item->start, 0);
      item->place_end = hu_anchoring_shift (self, item->end, 0);
      item->certain =
          item->place < item->place_end && (!item->pattern || stands_at (self, item->pattern, item->place));
      item->state = item->certain ? HU_ANCHOR_EXACT : HU_ANCHOR_LOST;
    }
}

void
hu_anchoring_place_exact (HuAnchoring *self)
{
  g_autoptr (GPtrArray) chain = NULL;

  find_places (self);
  find_style (self);
  if (self->by_arithmetic)
    {
      place_by_arithmetic (self);
      hu_anchoring_make_stays (self);
      return;
    }
  chain = make_chain (self);
  take_runs (self, chain);
  take_crammed (self, chain);
  hu_anchoring_make_stays (self);
  for (guint i = 0; i < self->ordered->len; i++)
    {
      HuAnchorItem *item = g_ptr_array_index (self->ordered, i);

      if (!item->certain && item->pattern)
        take_beside (self, item);
    }
  hu_anchoring_make_stays (self);
}
