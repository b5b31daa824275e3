/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is marked in a stretch of text, and how: the tags of a layer as blocks, lines, bars, chips and signs.
 *
 * A pure function of the layer: no widget, no geometry. Blocks nest by levels and lines lie in lanes, so that
 * of tags that overlap each stays visible; both are found by going over the ranges in the order of their
 * starts and looking at those that still reach into the next one.
 */
#include "config.h"

#include "hu-marks.h"

#include <string.h>

#include "hu-register.h"

typedef struct
{
  const HuMarksContext *context;
  HuRange range;
  HuMarks *marks;
} Builder;

static gboolean
is_hand (const Builder *builder, HuRecord *record)
{
  HuRecord *hand = builder->context->hand;

  return hand && hu_record_get_kind (hand) == hu_record_get_kind (record) &&
         strcmp (hu_record_get_id (hand), hu_record_get_id (record)) == 0;
}

static gboolean
is_faint (const Builder *builder, HuRecord *record)
{
  const HuEmphasis *emphasis = builder->context->emphasis;

  return emphasis && hu_emphasis_is_set (emphasis) && !is_hand (builder, record) &&
         hu_emphasis_is_faint (emphasis, builder->context->layer, record);
}

/* The part of @span within the range; FALSE where there is none. */
static gboolean
cut (const Builder *builder, const HuSpan *span, HuRange *range)
{
  range->start = MAX (span->start, builder->range.start);
  range->end = MIN (span->end, builder->range.end);
  return !span->lost && range->start < range->end;
}

/* Whether the tag starts in the range, and where. */
static gboolean
starts_here (const Builder *builder, HuRecord *record, guint *start)
{
  guint end;

  return hu_record_get_extent (record, start, &end) && *start >= builder->range.start &&
         *start < builder->range.end;
}

static HuRecord *
lookup (const Builder *builder, HuKind kind, const char *id)
{
  return id ? hu_layer_lookup (builder->context->layer, kind, id) : NULL;
}

/* Lines and outlines. */

static void
add_line (const Builder *builder,
          HuRecord *record,
          HuRange range,
          HuLineStyle style,
          const GdkRGBA *color,
          gboolean hand)
{
  const HuMarkLine line = { range, 0, style, hand, is_faint (builder, record), *color };

  g_array_append_val (builder->marks->lines, line);
}

static void
add_outlines (const Builder *builder, const HuSpan *spans, gsize n, gboolean cue, const GdkRGBA *color)
{
  for (gsize i = 0; i < n; i++)
    {
      HuMarkOutline outline = { .cue = cue, .color = *color };

      if (cut (builder, &spans[i], &outline.range))
        g_array_append_val (builder->marks->outlines, outline);
    }
}

static gboolean
names_hand (const Builder *builder, HuRecord *mention)
{
  HuRecord *hand = builder->context->hand;

  return hand && hu_record_get_kind (hand) == HU_KIND_SPEAKER &&
         hu_record_has_string (mention, HU_MEMBER_SPEAKERS, hu_record_get_id (hand));
}

static void
add_mention (const Builder *builder, HuRecord *mention)
{
  HuRecord *speaker = lookup (builder, HU_KIND_SPEAKER, hu_record_get_nth (mention, HU_MEMBER_SPEAKERS, 0));
  const gboolean hand = is_hand (builder, mention) || names_hand (builder, mention);
  const GdkRGBA color = hu_palette_get_speaker (speaker, builder->context->dark);
  gsize n;
  const HuSpan *spans = hu_record_get_spans (mention, &n);

  for (gsize i = 0; i < n; i++)
    {
      HuRange range;

      if (cut (builder, &spans[i], &range))
        add_line (builder, mention, range, speaker ? HU_LINE_SOLID : HU_LINE_DOTTED, &color, hand);
    }
  if (hand)
    add_outlines (builder, spans, n, FALSE, &color);
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const HuRange *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->end > y->end ? -1 : x->end < y->end;
}

guint
hu_marks_first_free (guint used, guint max)
{
  guint lane = 0;

  while (lane < max && (used & (1u << lane)))
    lane++;
  return lane;
}

static void
assign_lanes (GArray *lines)
{
  g_autoptr (GArray) active = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_sort (lines, compare_ranges);
  for (guint i = 0; i < lines->len; i++)
    {
      HuMarkLine *line = &g_array_index (lines, HuMarkLine, i);
      guint used = 0, kept = 0;

      for (guint j = 0; j < active->len; j++)
        {
          const guint index = g_array_index (active, guint, j);
          const HuMarkLine *other = &g_array_index (lines, HuMarkLine, index);

          if (other->range.end <= line->range.start)
            continue;
          used |= 1u << other->lane;
          g_array_index (active, guint, kept++) = index;
        }
      g_array_set_size (active, kept);
      line->lane = hu_marks_first_free (used, HU_MARKS_MAX_LANE);
      g_array_append_val (active, i);
    }
}

/* Blocks. */

static void
place_block (GArray *blocks, GArray *active, HuMarkBlock *block)
{
  guint used = 0, kept = 0, least = 0;

  for (guint j = 0; j < active->len; j++)
    {
      const guint index = g_array_index (active, guint, j);
      HuMarkBlock *other = &g_array_index (blocks, HuMarkBlock, index);

      if (other->range.end <= block->range.start)
        continue;
      g_array_index (active, guint, kept++) = index;
      used |= 1u << other->level;
      if (other->range.end >= block->range.end)
        least = MAX (least, other->level + 1);
      other->overlaps = block->overlaps = TRUE;
    }
  g_array_set_size (active, kept);
  block->level = hu_marks_first_free (used | ((1u << least) - 1), HU_MARKS_MAX_LEVEL);
}

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  const HuMarkBlock *x = a, *y = b;

  if (x->level != y->level)
    return x->level < y->level ? -1 : 1;
  return compare_ranges (a, b);
}

static void
assign_levels (GArray *blocks)
{
  g_autoptr (GArray) active = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_sort (blocks, compare_ranges);
  for (guint i = 0; i < blocks->len; i++)
    {
      place_block (blocks, active, &g_array_index (blocks, HuMarkBlock, i));
      g_array_append_val (active, i);
    }
  g_array_sort (blocks, compare_levels);
}

/* Chips. */

/* Initials and the symbols of a holder's stances on the claim, or of one stance. */
static char *
format_chip (const Builder *builder, const char *initials, GPtrArray *stances)
{
  g_autoptr (GString) string = g_string_new (initials);
  const char *last = NULL;

  for (guint i = 0; i < stances->len; i++)
    {
      const char *value = hu_record_get_string (g_ptr_array_index (stances, i), HU_MEMBER_VALUE);
      const char *symbol = hu_palette_get_symbol (builder->context->codebook, value);

      if (!value || (last && strcmp (symbol, last) == 0))
        continue;
      g_string_append_printf (string, "%s%s", last ? "" : "\342\200\202", symbol);
      last = symbol;
    }
  return g_string_free (g_steal_pointer (&string), FALSE);
}

/* Of a name that has no speaker record: the author, the outlet. (transfer full) */
static char *
initials_of_name (const char *name)
{
  g_autoptr (HuRecord) empty = hu_record_new (HU_KIND_SPEAKER, "-");
  g_autoptr (HuRecord) record = hu_record_with_string (empty, HU_MEMBER_NAME, name);

  return hu_speaker_get_initials (record);
}

/* (transfer full) (nullable) */
static char *
initials_of_voice (const Builder *builder, const char *voice)
{
  HuRecord *document = hu_layer_get_document (builder->context->layer);
  const char *name = NULL;

  if (strcmp (voice, "author") == 0)
    name = hu_record_get_nth (document, HU_MEMBER_AUTHORS, 0);
  else if (strcmp (voice, "outlet") == 0)
    name = hu_record_get_string (document, HU_MEMBER_OUTLET);
  else
    return NULL;
  return name ? initials_of_name (name)
              : g_strdup (strcmp (voice, "author") == 0 ? "\342\234\216" : "\342\230\265");
}

/* @speaker or @voice. */
static void
add_chip (const Builder *builder,
          guint offset,
          HuRecord *record,
          HuRecord *speaker,
          const char *voice,
          GPtrArray *stances,
          gboolean outlined)
{
  HuMarkChip chip = { .offset = offset, .outlined = outlined, .record = hu_record_ref (record) };
  g_autofree char *initials = NULL;

  if (speaker)
    initials = hu_speaker_get_initials (speaker);
  else if (voice)
    initials = initials_of_voice (builder, voice);
  else
    initials = g_strdup ("?");
  if (!initials)
    {
      hu_record_unref (chip.record);
      return;
    }
  chip.text = format_chip (builder, initials, stances);
  chip.color = hu_palette_get_speaker (speaker, builder->context->dark);
  chip.hand = is_hand (builder, record);
  chip.faint = is_faint (builder, record);
  g_array_append_val (builder->marks->chips, chip);
}

/* Takes the stances of one holder out of @stances. (transfer container) */
static GPtrArray *
take_stances (GPtrArray *stances, HuMember member, const char *holder)
{
  GPtrArray *taken = g_ptr_array_new ();

  for (guint i = 0; i < stances->len;)
    {
      HuRecord *stance = g_ptr_array_index (stances, i);

      if (g_strcmp0 (hu_record_get_string (stance, member), holder) == 0)
        g_ptr_array_add (taken, g_ptr_array_remove_index (stances, i));
      else
        i++;
    }
  return taken;
}

/* The holders of the stances that are left: others than who makes the claim. */
static void
add_other_holders (const Builder *builder, guint offset, GPtrArray *stances)
{
  while (stances->len > 0)
    {
      HuRecord *first = g_ptr_array_index (stances, 0);
      const char *id = hu_record_get_string (first, HU_MEMBER_SPEAKER);
      const char *voice = hu_record_get_string (first, HU_MEMBER_VOICE);
      g_autoptr (GPtrArray) own =
          id ? take_stances (stances, HU_MEMBER_SPEAKER, id) : take_stances (stances, HU_MEMBER_VOICE, voice);

      add_chip (builder, offset, first, lookup (builder, HU_KIND_SPEAKER, id), voice, own, TRUE);
    }
}

static void
add_claim_chips (const Builder *builder, HuRecord *claim, guint offset, GPtrArray *shown)
{
  g_autoptr (GPtrArray) stances = g_ptr_array_copy (shown, NULL, NULL);
  const char *voice = hu_record_get_string (claim, HU_MEMBER_VOICE);
  const gsize n = hu_record_get_size (claim, HU_MEMBER_SPEAKERS);

  for (gsize i = 0; i < n; i++)
    {
      const char *id = hu_record_get_nth (claim, HU_MEMBER_SPEAKERS, i);
      g_autoptr (GPtrArray) own = take_stances (stances, HU_MEMBER_SPEAKER, id);

      add_chip (builder, offset, claim, lookup (builder, HU_KIND_SPEAKER, id), NULL, own, FALSE);
    }
  if (n == 0)
    {
      g_autoptr (GPtrArray) own = voice ? take_stances (stances, HU_MEMBER_VOICE, voice) : g_ptr_array_new ();

      add_chip (builder, offset, claim, NULL, voice, own, voice == NULL);
    }
  add_other_holders (builder, offset, stances);
}

/* Stances: one line and one bar for each value that is shown in a passage. */

static void
add_stance_marks (const Builder *builder, HuRecord *stance, const HuSpan *spans, gsize n, gboolean hand)
{
  const char *value = hu_record_get_string (stance, HU_MEMBER_VALUE);
  const GdkRGBA color = hu_palette_get_stance (builder->context->codebook, value, builder->context->dark);

  for (gsize i = 0; i < n; i++)
    {
      HuMarkBar bar = { .color = color, .faint = is_faint (builder, stance) };

      if (!cut (builder, &spans[i], &bar.range))
        continue;
      bar.record = hu_record_ref (stance);
      g_array_append_val (builder->marks->bars, bar);
      add_line (builder, stance, bar.range, HU_LINE_DASHED, &color, hand);
    }
  if (hand)
    add_outlines (builder, spans, n, FALSE, &color);
}

static gboolean
same_value_before (GPtrArray *stances, guint index)
{
  const char *value = hu_record_get_string (g_ptr_array_index (stances, index), HU_MEMBER_VALUE);

  for (guint i = 0; i < index; i++)
    if (g_strcmp0 (hu_record_get_string (g_ptr_array_index (stances, i), HU_MEMBER_VALUE), value) == 0)
      return TRUE;
  return FALSE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (hu_record_get_id (*(HuRecord **) a), hu_record_get_id (*(HuRecord **) b));
}

static void
add_claim (const Builder *builder, HuRecord *claim)
{
  g_autoptr (GPtrArray) stances =
      hu_layer_get_stances_of_claim (builder->context->layer, hu_record_get_id (claim));
  HuMarkBlock block = { .hand = is_hand (builder, claim), .faint = is_faint (builder, claim) };
  guint start;
  gsize n, n_cues;
  const HuSpan *spans = hu_record_get_spans (claim, &n);
  const HuSpan *cues = hu_value_get_spans (hu_record_get (claim, HU_MEMBER_CUE), &n_cues);

  hu_palette_get_claim (builder->context->codebook, hu_record_get_string (claim, HU_MEMBER_TYPE),
                        builder->context->dark, &block.colors);
  for (gsize i = 0; i < n; i++)
    if (cut (builder, &spans[i], &block.range))
      g_array_append_val (builder->marks->blocks, block);
  if (block.hand)
    {
      add_outlines (builder, spans, n, FALSE, &block.colors.edge);
      add_outlines (builder, cues, n_cues, TRUE, &block.colors.edge);
    }
  g_ptr_array_sort (stances, compare_ids);
  for (guint i = 0; i < stances->len; i++)
    if (!same_value_before (stances, i))
      add_stance_marks (builder, g_ptr_array_index (stances, i), spans, n, FALSE);
  for (guint i = 0; i < stances->len; i++)
    {
      HuRecord *stance = g_ptr_array_index (stances, i);
      const GdkRGBA color =
          hu_palette_get_stance (builder->context->codebook, hu_record_get_string (stance, HU_MEMBER_VALUE),
                                 builder->context->dark);

      if (is_hand (builder, stance))
        add_outlines (builder, spans, n, FALSE, &color);
    }
  if (starts_here (builder, claim, &start))
    add_claim_chips (builder, claim, start, stances);
}

static void
add_stance (const Builder *builder, HuRecord *stance)
{
  gsize n;
  const HuSpan *spans = hu_record_get_spans (stance, &n);
  const char *id = hu_record_get_string (stance, HU_MEMBER_SPEAKER);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  guint start;

  add_stance_marks (builder, stance, spans, n, is_hand (builder, stance));
  g_ptr_array_add (own, stance);
  if (starts_here (builder, stance, &start))
    add_chip (builder, start, stance, lookup (builder, HU_KIND_SPEAKER, id),
              hu_record_get_string (stance, HU_MEMBER_VOICE), own, TRUE);
}

static void
add_memo (const Builder *builder, HuRecord *memo)
{
  const GdkRGBA color = hu_palette_get_grey (builder->context->dark);
  HuMarkSign sign = {
    .hand = is_hand (builder, memo), .faint = is_faint (builder, memo), .count = 1, .record = memo
  };
  gsize n;
  const HuSpan *spans = hu_record_get_spans (memo, &n);

  if (starts_here (builder, memo, &sign.offset))
    {
      hu_record_ref (memo);
      g_array_append_val (builder->marks->signs, sign);
    }
  if (sign.hand)
    add_outlines (builder, spans, n, FALSE, &color);
}

/* The whole. */

static void
clear_bar (gpointer data)
{
  hu_record_unref (((HuMarkBar *) data)->record);
}

static void
clear_chip (gpointer data)
{
  HuMarkChip *chip = data;

  g_free (chip->text);
  hu_record_unref (chip->record);
}

static void
clear_sign (gpointer data)
{
  hu_record_unref (((HuMarkSign *) data)->record);
}

static HuMarks *
create_marks (void)
{
  HuMarks *self = g_new0 (HuMarks, 1);

  self->blocks = g_array_new (FALSE, FALSE, sizeof (HuMarkBlock));
  self->lines = g_array_new (FALSE, FALSE, sizeof (HuMarkLine));
  self->bars = g_array_new (FALSE, FALSE, sizeof (HuMarkBar));
  self->chips = g_array_new (FALSE, FALSE, sizeof (HuMarkChip));
  self->signs = g_array_new (FALSE, FALSE, sizeof (HuMarkSign));
  self->outlines = g_array_new (FALSE, FALSE, sizeof (HuMarkOutline));
  g_array_set_clear_func (self->bars, clear_bar);
  g_array_set_clear_func (self->chips, clear_chip);
  g_array_set_clear_func (self->signs, clear_sign);
  return self;
}

void
hu_marks_free (HuMarks *self)
{
  if (!self)
    return;
  g_array_unref (self->blocks);
  g_array_unref (self->lines);
  g_array_unref (self->bars);
  g_array_unref (self->chips);
  g_array_unref (self->signs);
  g_array_unref (self->outlines);
  g_free (self);
}

static int
compare_chips (gconstpointer a, gconstpointer b)
{
  const HuMarkChip *x = a, *y = b;

  return x->offset < y->offset ? -1 : x->offset > y->offset;
}

HuMarks *
hu_marks_new (const HuMarksContext *context, HuRange range)
{
  Builder builder = { context, range, NULL };
  g_autoptr (GPtrArray) records = NULL;

  g_return_val_if_fail (context != NULL && context->layer != NULL, NULL);
  builder.marks = create_marks ();
  if (range.start >= range.end)
    return builder.marks;
  records = hu_layer_find_touching (context->layer, HU_KINDS_TAGS, range.start, range.end);
  for (guint i = 0; i < records->len; i++)
    {
      HuRecord *record = g_ptr_array_index (records, i);

      switch (hu_record_get_kind (record))
        {
        case HU_KIND_MENTION:
          add_mention (&builder, record);
          break;
        case HU_KIND_CLAIM:
          add_claim (&builder, record);
          break;
        case HU_KIND_STANCE:
          add_stance (&builder, record);
          break;
        case HU_KIND_MEMO:
          add_memo (&builder, record);
          break;
        default:
          break;
        }
    }
  assign_levels (builder.marks->blocks);
  assign_lanes (builder.marks->lines);
  /* Stable: chips of one place stay in the order in which they were made. */
  g_array_sort (builder.marks->chips, compare_chips);
  return builder.marks;
}

void
hu_marks_place_bars (HuMarks *self, HuMarksLineFunc get_line_at, gpointer user_data)
{
  g_return_if_fail (self != NULL && get_line_at != NULL);
  for (guint i = 0; i < self->bars->len; i++)
    {
      HuMarkBar *bar = &g_array_index (self->bars, HuMarkBar, i);
      const guint first = get_line_at (bar->range.start, user_data);
      const guint last = get_line_at (bar->range.end - 1, user_data);
      guint used = 0;

      for (guint j = 0; j < i; j++)
        {
          const HuMarkBar *other = &g_array_index (self->bars, HuMarkBar, j);

          if (get_line_at (other->range.end - 1, user_data) < first ||
              get_line_at (other->range.start, user_data) > last)
            continue;
          if (other->record == bar->record)
            {
              bar->lane = other->lane;
              used = G_MAXUINT;
              break;
            }
          used |= 1u << other->lane;
        }
      if (used != G_MAXUINT)
        bar->lane = hu_marks_first_free (used, HU_MARKS_MAX_BAR_LANE);
    }
}
