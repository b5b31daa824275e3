/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a passage may be that was retyped, moved, or whose surroundings changed: for a person to review.
 *
 * Candidates are the places that share most grams with the quote and its surroundings, and those where the
 * quote itself stands. Each is measured: how similar the quote is there, and what stands around it; being
 * where the certain places around it have it counts a little. The best one is taken if it is good enough and
 * clearly better than the second.
 */
#include "hu-anchor-private.h"

#include "hu-approximate.h"

#include <stdlib.h>
#include <string.h>

/* Grams of a pattern that are looked up, places of each. */
#define MAX_GRAMS  128
#define MAX_PLACES 32
#define MAX_SEEDS  6
/* A quote shorter than this must stand as it is: anything is similar to it. */
#define MIN_APPROXIMATE 12
/* Of a quote longer than HU_APPROXIMATE_MAX its first and last characters are sought. */
#define EDGE 256
/* The quote alone; the quote with its surroundings; what the second best must stay behind. */
#define MIN_SIMILARITY 0.6
#define MIN_SCORE      0.6
#define MIN_MARGIN     0.08
/* For standing where it is expected. */
#define BONUS 0.1

typedef struct
{
  guint start;
  guint end;
  double score; /* with the bonus */
  double similarity;
} Candidate;

typedef struct
{
  HuAnchoring *self;
  HuAnchorPattern *pattern;
  gboolean expected; /* there is an expectation: */
  guint near[2];
  guint low;
  guint high;
  Candidate best;
  Candidate second;
} Search;

static guint
apart (guint a, guint b)
{
  return a > b ? a - b : b - a;
}

/* Seeds: where the quote might begin. */

static int
compare_ints (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* The places of a gram that are nearest to @near. */
static const guint32 *
nearest_places (HuAnchorText *to, const gunichar *gram, guint near, guint *n)
{
  const guint32 *places = hu_anchor_text_find_gram (to, gram, n);
  guint low = 0, high = *n;

  if (*n <= MAX_PLACES)
    return places;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (places[middle] < near)
        low = middle + 1;
      else
        high = middle;
    }
  low = low > MAX_PLACES / 2 ? MIN (low - MAX_PLACES / 2, *n - MAX_PLACES) : 0;
  *n = MAX_PLACES;
  return places + low;
}

/* Where the quote would begin for each place of each gram, sorted. (element-type gint64) */
static GArray *
find_diagonals (Search *search)
{
  HuAnchorPattern *pattern = search->pattern;
  HuAnchorText *to = search->self->to;
  GArray *diagonals = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint count = pattern->n >= HU_ANCHOR_GRAM ? pattern->n - HU_ANCHOR_GRAM + 1 : 0;
  guint stride = MAX (1, (count + MAX_GRAMS - 1) / MAX_GRAMS);

  for (guint i = 0; i < count; i += stride)
    {
      guint n;
      const guint32 *places = nearest_places (to, pattern->folded + i, search->near[0] + i, &n);

      for (guint j = 0; j < n; j++)
        {
          gint64 diagonal = (gint64) places[j] - i + pattern->prefix;

          g_array_append_val (diagonals, diagonal);
        }
    }
  if (diagonals->len > 0)
    qsort (diagonals->data, diagonals->len, sizeof (gint64), compare_ints);
  return diagonals;
}

/* The places where most diagonals crowd. @seeds: of MAX_SEEDS. */
static guint
find_seeds (Search *search, gint64 *seeds)
{
  g_autoptr (GArray) diagonals = find_diagonals (search);
  const gint64 *values = (const gint64 *) (gpointer) diagonals->data;
  g_autofree guint *votes = g_new (guint, diagonals->len + 1);
  gint64 width = 8 + search->pattern->n / 8;
  guint found = 0;

  for (guint i = 0, from = 0; i < diagonals->len; i++)
    {
      while (values[i] - values[from] > width)
        from++;
      votes[i] = i - from + 1;
    }
  for (; found < MAX_SEEDS; found++)
    {
      guint best = 0;

      for (guint i = 1; i < diagonals->len; i++)
        if (votes[i] > votes[best])
          best = i;
      if (diagonals->len == 0 || votes[best] < 2)
        break;
      /* The middle of the crowd. */
      seeds[found] = MAX (values[best - votes[best] / 2], 0);
      for (guint i = 0; i < diagonals->len; i++)
        if (ABS (values[i] - seeds[found]) <= width)
          votes[i] = 0;
    }
  return found;
}

/* Measuring. */

/* How similar what stands between @from and @to is to @length characters that stood beside the quote;
 * @beside: the end of it that touches the quote. */
static double
context_similarity (
    HuAnchorText *text, const gunichar *folded, guint length, guint from, guint to, guint beside)
{
  HuApproximateMatch match;
  guint off;

  if (length == 0 || !hu_approximate_find (folded, length, text->folded, from, to, to, length, &match))
    return 0;
  off = match.distance + (beside == to ? to - match.end : match.start - from);
  return off >= length ? 0 : 1 - (double) off / length;
}

static double
score_surroundings (Search *search, guint start, guint end, double *weight)
{
  HuAnchorPattern *pattern = search->pattern;
  HuAnchorText *to = search->self->to;
  guint before = MIN (start, pattern->prefix + pattern->prefix / 4 + 1);
  guint after = MIN (to->n - end, pattern->suffix + pattern->suffix / 4 + 1);
  double sum;

  sum = pattern->prefix *
            context_similarity (to, pattern->folded, pattern->prefix, start - before, start, start) +
        pattern->suffix * context_similarity (to, pattern->folded + pattern->prefix + pattern->quote,
                                              pattern->suffix, end, end + after, end);
  *weight = pattern->prefix + pattern->suffix;
  /* The edge of a paragraph says something, too. */
  if (pattern->prefix < HU_SPAN_CONTEXT)
    {
      sum += 4 * hu_anchor_text_is_paragraph_start (to, start - MIN (start, pattern->prefix));
      *weight += 4;
    }
  if (pattern->suffix < HU_SPAN_CONTEXT)
    {
      sum += 4 * hu_anchor_text_is_paragraph_end (to, MIN (to->n, end + pattern->suffix));
      *weight += 4;
    }
  return sum;
}

static double
bonus_at (Search *search, guint place)
{
  guint off;

  if (!search->expected || place < search->low || place > search->high)
    return 0;
  off = MIN (apart (place, search->near[0]), apart (place, search->near[1]));
  return BONUS / (1 + (double) off / (64 + search->pattern->quote));
}

static void
consider (Search *search, guint start, guint end, double similarity)
{
  double weight, quote = MIN (search->pattern->quote, 128);
  double sum = score_surroundings (search, start, end, &weight);
  Candidate candidate = { start, end, 0, similarity };
  Candidate *best = &search->best;

  candidate.score = (quote * similarity + sum) / (quote + weight) + bonus_at (search, start);
  if (best->end > 0 && start < best->end && end > best->start)
    {
      /* The same place, measured again. */
      if (candidate.score > best->score)
        *best = candidate;
    }
  else if (candidate.score > best->score)
    {
      search->second = *best;
      *best = candidate;
    }
  else if (candidate.score > search->second.score)
    search->second = candidate;
}

/* The quote as it is, next to a place. */
static void
measure_short (Search *search, guint place, guint slack)
{
  HuAnchorPattern *pattern = search->pattern;
  HuAnchorText *to = search->self->to;

  for (guint off = 0; off <= slack; off++)
    for (guint side = 0; side < (off ? 2 : 1); side++)
      {
        guint start = side ? place + off : place - off;

        if ((!side && off > place) || start + pattern->quote > to->n ||
            memcmp (to->folded + start, pattern->folded + pattern->prefix,
                    pattern->quote * sizeof (gunichar)) != 0)
          continue;
        consider (search, start, start + pattern->quote, 1);
        return;
      }
}

static gboolean
find_part (Search *search, guint from, guint length, guint place, guint slack, HuApproximateMatch *match)
{
  HuAnchorText *to = search->self->to;
  guint low = place > slack ? place - slack : 0;
  guint high = MIN ((guint64) to->n, (guint64) place + length + slack);

  return low < high &&
         hu_approximate_find (search->pattern->folded + search->pattern->prefix + from, length, to->folded,
                              low, high, place + length, length * (1 - MIN_SIMILARITY), match);
}

static void
measure_long (Search *search, guint place, guint slack)
{
  guint quote = search->pattern->quote;
  HuApproximateMatch head, tail;

  if (find_part (search, 0, EDGE, place, slack, &head) &&
      find_part (search, quote - EDGE, EDGE, place + quote - EDGE, slack, &tail) && head.start < tail.end)
    consider (search, head.start, tail.end, 1 - (head.distance + tail.distance) / (2.0 * EDGE));
}

static void
measure (Search *search, guint place)
{
  guint quote = search->pattern->quote, slack = 16 + MIN (quote, 4 * HU_APPROXIMATE_MAX) / 4;
  HuApproximateMatch match;

  if (quote < MIN_APPROXIMATE)
    measure_short (search, place, slack);
  else if (quote > HU_APPROXIMATE_MAX)
    measure_long (search, place, slack);
  else if (find_part (search, 0, quote, place, slack, &match))
    consider (search, match.start, match.end, 1 - (double) match.distance / quote);
}

/* Placing. */

static void
set_expectation (Search *search, const HuAnchorItem *item)
{
  const HuAnchorStay *before, *after;

  if (item->start < 0)
    return;
  hu_anchoring_find_stays (search->self, item->start, &before, &after);
  search->expected = TRUE;
  search->near[0] = hu_anchoring_shift (search->self, item->start, before->shift);
  search->near[1] = after ? hu_anchoring_shift (search->self, item->start, after->shift) : search->near[0];
  search->low = hu_anchoring_shift (search->self, before->start, before->shift);
  search->high = after ? hu_anchoring_shift (search->self, after->start, after->shift) : search->self->to->n;
}

static gboolean
is_word (HuAnchorText *to, guint place)
{
  return place < to->n && g_unichar_isalnum (to->chars[place]);
}

/* Edges that stood between words stand between words again. */
static void
snap_to_words (Search *search, guint *start, guint *end)
{
  HuAnchorPattern *pattern = search->pattern;
  HuAnchorText *to = search->self->to;
  const gunichar *edge = pattern->chars + pattern->prefix;
  guint limit;

  if (g_unichar_isalnum (edge[0]) && !(pattern->prefix > 0 && g_unichar_isalnum (edge[-1])))
    for (limit = 0; limit < 24 && *start > 0 && is_word (to, *start) && is_word (to, *start - 1); limit++)
      (*start)--;
  edge += pattern->quote;
  if (g_unichar_isalnum (edge[-1]) && !(pattern->suffix > 0 && g_unichar_isalnum (edge[0])))
    for (limit = 0; limit < 24 && is_word (to, *end - 1) && is_word (to, *end); limit++)
      (*end)++;
}

static gboolean
is_good (const Search *search)
{
  const Candidate *best = &search->best;

  return best->end > 0 && best->similarity >= MIN_SIMILARITY && best->score >= MIN_SCORE &&
         best->score - search->second.score >= MIN_MARGIN;
}

static void
take (Search *search, HuAnchorItem *item)
{
  HuAnchorText *to = search->self->to;
  HuRange range;
  guint start = search->best.start, end = search->best.end;

  if (search->best.similarity < 1)
    snap_to_words (search, &start, &end);
  range = (HuRange){ hu_anchor_text_to_offset (to, start), hu_anchor_text_to_offset (to, end) };
  if (search->best.similarity < 1)
    range = hu_text_trim (search->self->text, range);
  if (range.start >= range.end)
    return;
  item->state = HU_ANCHOR_MOVED;
  item->place = hu_anchor_text_from_offset (to, range.start);
  item->place_end = hu_anchor_text_from_offset (to, range.end);
}

static void
place (HuAnchoring *self, HuAnchorItem *item)
{
  Search search = { .self = self, .pattern = item->pattern };
  HuAnchorPattern *pattern = item->pattern;
  g_autoptr (GArray) standing = g_array_new (FALSE, FALSE, sizeof (guint));
  gint64 seeds[MAX_SEEDS];
  guint n;

  set_expectation (&search, item);
  n = find_seeds (&search, seeds);
  for (guint i = 0; i < n; i++)
    measure (&search, (guint) MIN (seeds[i], self->to->n));
  if (search.expected)
    {
      measure (&search, search.near[0]);
      measure (&search, search.near[1]);
    }
  hu_anchor_text_find (self->to, pattern->chars + pattern->prefix, pattern->quote, FALSE, search.near[0],
                       MAX_PLACES, standing);
  for (guint i = 0; i < standing->len; i++)
    {
      guint start = g_array_index (standing, guint, i);

      consider (&search, start, start + pattern->quote, 1);
    }
  if (is_good (&search))
    take (&search, item);
}

void
hu_anchoring_place_approximately (HuAnchoring *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      HuAnchorItem *item = g_ptr_array_index (self->items, i);

      if (!item->certain && item->pattern)
        place (self, item);
    }
}
