/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding passages again in a text that was changed since it was tagged.
 *
 * The records are gone through twice in the same order: once to gather every span, and once, when each has
 * its new place, to make the records anew. Between the two, what stands exactly is told apart from what only
 * looks like it (hu-anchor-exact.c), and the rest is sought (hu-anchor-approximate.c). A look-alike is never
 * taken for the passage itself: what is in doubt is a person's to decide.
 */
#include "hu-anchor-private.h"

#include <string.h>

/* Going through the records. */
typedef struct
{
  HuAnchoring *self;
  gboolean rebuilds; /* the second time */
  guint next;        /* the item of the next span */
  guint passages;
  HuAnchorState worst; /* of the tag's passages, this time */
  gboolean any;
} Walk;

static void
pattern_free (gpointer data)
{
  HuAnchorPattern *pattern = data;

  g_free (pattern->chars);
  g_free (pattern->folded);
  g_array_unref (pattern->places);
  g_free (pattern);
}

static void
append_member (GString *string, HuValue *object, const char *key, guint *length)
{
  HuValue *member = hu_value_get_member (object, key);
  g_autofree gunichar *chars = NULL;

  *length = 0;
  if (!member || hu_value_get_type_of (member) != HU_VALUE_STRING)
    return;
  chars = hu_anchor_decode (hu_value_get_string (member), hu_value_get_string_length (member), length);
  g_string_append_len (string, hu_value_get_string (member), hu_value_get_string_length (member));
}

static guint
hash_pattern (gconstpointer key)
{
  const HuAnchorPattern *pattern = key;
  guint hash = pattern->prefix * 31 + pattern->quote;

  for (guint i = 0; i < pattern->n; i++)
    hash = hash * 33 + pattern->chars[i];
  return hash;
}

static gboolean
patterns_equal (gconstpointer a, gconstpointer b)
{
  const HuAnchorPattern *x = a, *y = b;

  return x->n == y->n && x->prefix == y->prefix && x->quote == y->quote &&
         memcmp (x->chars, y->chars, x->n * sizeof (gunichar)) == 0;
}

/* Of the quote and the surroundings that @object has; NULL without a quote. */
static HuAnchorPattern *
get_pattern (HuAnchoring *self, HuValue *object)
{
  g_autoptr (GString) string = g_string_new (NULL);
  HuAnchorPattern *pattern = g_new0 (HuAnchorPattern, 1), *found;

  append_member (string, object, "prefix", &pattern->prefix);
  append_member (string, object, "quote", &pattern->quote);
  append_member (string, object, "suffix", &pattern->suffix);
  pattern->chars = hu_anchor_decode (string->str, string->len, &pattern->n);
  pattern->places = g_array_new (FALSE, FALSE, sizeof (guint));
  found = pattern->quote ? g_hash_table_lookup (self->patterns, pattern) : NULL;
  /* A CR LF that two members share would be counted twice. */
  if (found || pattern->quote == 0 || pattern->n != pattern->prefix + pattern->quote + pattern->suffix)
    {
      pattern_free (pattern);
      return found;
    }
  pattern->folded = g_new (gunichar, pattern->n + 1);
  for (guint i = 0; i < pattern->n; i++)
    pattern->folded[i] = hu_anchor_fold (pattern->chars[i]);
  g_hash_table_add (self->patterns, pattern);
  return pattern;
}

static HuAnchorState
state_of (HuValue *object)
{
  const char *anchor = hu_value_get_member_string (object, "anchor");

  if (g_strcmp0 (anchor, "lost") == 0)
    return HU_ANCHOR_LOST;
  return g_strcmp0 (anchor, "moved") == 0 ? HU_ANCHOR_MOVED : HU_ANCHOR_EXACT;
}

/* Where an unreviewed span was before, if the text is again what it was then. */
static gboolean
came_back (HuAnchoring *self, HuValue *rest, HuRange *range)
{
  HuValue *was = hu_value_get_member (rest, "was");
  gint64 start = hu_value_get_int (hu_value_get_member (was, "start"));
  gint64 end = hu_value_get_int (hu_value_get_member (was, "end"));
  const char *sha256 = hu_value_get_member_string (was, "sha256");
  HuValue *quote = hu_value_get_member (hu_value_get_member (was, "quote") ? was : rest, "quote");

  if (!sha256 || strcmp (sha256, hu_text_get_text_sha256 (self->text)) != 0 || start < 0 || end <= start ||
      end > hu_text_get_length (self->text) || !hu_value_get_string (quote))
    return FALSE;
  *range = (HuRange){ (guint) start, (guint) end };
  return hu_text_range_equals (self->text, range->start, range->end, hu_value_get_string (quote),
                               hu_value_get_string_length (quote));
}

static void
gather (Walk *walk, HuValue *rest, gint64 start, gint64 end)
{
  HuAnchorItem *item = g_new0 (HuAnchorItem, 1);

  item->pattern = get_pattern (walk->self, rest);
  item->before = state_of (rest);
  item->passage = walk->passages;
  item->start = item->before == HU_ANCHOR_LOST ? -1 : start;
  item->end = item->before == HU_ANCHOR_LOST ? -1 : end;
  item->state = HU_ANCHOR_LOST;
  g_ptr_array_add (walk->self->items, item);
}

/* Making spans anew. */

static const char *const span_members[] = { "quote", "prefix", "suffix", "anchor", "was" };

static gboolean
is_of_span (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (span_members); i++)
    if (strcmp (key, span_members[i]) == 0)
      return TRUE;
  return strcmp (key, "start") == 0 || strcmp (key, "end") == 0;
}

static void
set (HuValue **object, const char *key, HuValue *value)
{
  HuValue *changed;

  if (!value)
    return;
  changed = hu_value_object_with (*object, key, value);
  g_clear_pointer (object, hu_value_unref);
  *object = changed;
  hu_value_unref (value);
}

static HuValue *
member_ref (HuValue *object, const char *key)
{
  HuValue *member = hu_value_get_member (object, key);

  return member ? hu_value_ref (member) : NULL;
}

static HuValue *
range_to_string (HuText *text, HuRange range)
{
  gsize from = hu_text_offset_to_byte (text, range.start), to = hu_text_offset_to_byte (text, range.end);

  return to > from ? hu_value_new_string_len (hu_text_get_utf8 (text, NULL) + from, to - from) : NULL;
}

/* What stands at @range, as a span says it. */
static void
set_derived (HuAnchoring *self, HuValue **object, HuRange range)
{
  HuRange prefix, suffix;

  hu_span_context (self->text, range.start, range.end, &prefix, &suffix);
  set (object, "quote", range_to_string (self->text, range));
  set (object, "prefix", range_to_string (self->text, prefix));
  set (object, "suffix", range_to_string (self->text, suffix));
}

/* Where and what the span was when a person last said so. */
static HuValue *
make_was (HuAnchoring *self, const HuAnchorItem *item, HuValue *rest, gboolean with_quote)
{
  HuValue *was = NULL;

  if (item->before != HU_ANCHOR_EXACT && hu_value_get_member (rest, "was"))
    return member_ref (rest, "was");
  set (&was, "start", hu_value_new_int (MAX (item->start, 0)));
  set (&was, "end", hu_value_new_int (MAX (item->end, 1)));
  set (&was, "sha256", self->old_sha256 ? hu_value_new_string (self->old_sha256) : NULL);
  for (gsize i = 0; with_quote && i < 3; i++)
    set (&was, span_members[i], member_ref (rest, span_members[i]));
  return was;
}

/* What a lost span keeps of @rest: what a person last saw there. */
static void
set_lost (HuAnchoring *self, HuValue **object, const HuAnchorItem *item, HuValue *rest)
{
  HuValue *was = item->before == HU_ANCHOR_MOVED ? hu_value_get_member (rest, "was") : NULL;
  HuValue *from = hu_value_get_member (was, "quote") ? was : rest;

  for (gsize i = 0; i < 3; i++)
    set (object, span_members[i], member_ref (from, span_members[i]));
  set (object, "anchor", hu_value_new_string ("lost"));
  set (object, "was", make_was (self, item, rest, FALSE));
}

/* The members of a span but its offsets. @explicit: also what the text gives. (transfer full) (nullable) */
static HuValue *
make_rest (HuAnchoring *self,
           const HuAnchorItem *item,
           HuValue *rest,
           HuRange range,
           HuAnchorState state,
           gboolean explicit)
{
  HuValue *object = NULL;
  gboolean others = FALSE;

  for (gsize i = 0; i < hu_value_get_size (rest); i++)
    others = others || !is_of_span (hu_value_get_key (rest, i));
  if (state == HU_ANCHOR_LOST)
    set_lost (self, &object, item, rest);
  else if (state == HU_ANCHOR_MOVED || others || explicit)
    set_derived (self, &object, range);
  if (state == HU_ANCHOR_MOVED)
    {
      set (&object, "anchor", hu_value_new_string ("moved"));
      set (&object, "was", make_was (self, item, rest, TRUE));
    }
  for (gsize i = 0; i < hu_value_get_size (rest); i++)
    if (!is_of_span (hu_value_get_key (rest, i)))
      set (&object, hu_value_get_key (rest, i), hu_value_ref (hu_value_get_nth (rest, i)));
  return object;
}

/* The next item's state and range, now that it is placed. */
static const HuAnchorItem *
take_item (Walk *walk, HuValue *rest, HuRange *range, HuAnchorState *state)
{
  HuAnchoring *self = walk->self;
  const HuAnchorItem *item = g_ptr_array_index (self->items, walk->next++);

  *state = item->state;
  *range = (HuRange){ 0, 0 };
  if (item->before != HU_ANCHOR_EXACT && came_back (self, rest, range))
    *state = HU_ANCHOR_EXACT;
  else if (item->state != HU_ANCHOR_LOST)
    {
      *range = (HuRange){ hu_anchor_text_to_offset (self->to, item->place),
                          hu_anchor_text_to_offset (self->to, item->place_end) };
      if (item->before != HU_ANCHOR_EXACT)
        *state = HU_ANCHOR_MOVED;
    }
  walk->worst = MAX (walk->worst, *state);
  walk->any = TRUE;
  return item;
}

static HuValue *
walk_passage (Walk *walk, HuValue *passage)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);
  g_autofree HuSpan *placed = g_new0 (HuSpan, n);
  HuValue *result = NULL;

  walk->passages++;
  for (gsize i = 0; i < n; i++)
    {
      HuAnchorState state;
      const HuAnchorItem *item;
      HuRange range;

      if (!walk->rebuilds)
        {
          gather (walk, spans[i].rest, spans[i].start, spans[i].end);
          continue;
        }
      item = take_item (walk, spans[i].rest, &range, &state);
      placed[i] = (HuSpan){ range.start, range.end, state == HU_ANCHOR_LOST,
                            make_rest (walk->self, item, spans[i].rest, range, state, FALSE) };
    }
  if (walk->rebuilds)
    result = hu_value_new_passage (placed, n);
  for (gsize i = 0; i < n; i++)
    g_clear_pointer (&placed[i].rest, hu_value_unref);
  return result;
}

/* A span that is a plain object: in evidence, in a field, in the other side's values of a merge. */
static gboolean
is_span (HuValue *object)
{
  HuValue *start = hu_value_get_member (object, "start"), *end = hu_value_get_member (object, "end");

  if (!hu_value_get_member_string (object, "quote"))
    return FALSE;
  if (state_of (object) == HU_ANCHOR_LOST)
    return TRUE;
  return start && end && hu_value_get_type_of (start) == HU_VALUE_NUMBER &&
         hu_value_get_type_of (end) == HU_VALUE_NUMBER && hu_value_get_int (start) >= 0 &&
         hu_value_get_int (end) > hu_value_get_int (start);
}

static HuValue *
walk_span (Walk *walk, HuValue *object)
{
  HuAnchorState state;
  const HuAnchorItem *item;
  HuRange range;
  HuValue *result = NULL;
  g_autoptr (HuValue) rest = NULL;

  if (!walk->rebuilds)
    {
      gather (walk, object, hu_value_get_int (hu_value_get_member (object, "start")),
              hu_value_get_int (hu_value_get_member (object, "end")));
      return NULL;
    }
  item = take_item (walk, object, &range, &state);
  if (state != HU_ANCHOR_LOST)
    {
      set (&result, "start", hu_value_new_int (range.start));
      set (&result, "end", hu_value_new_int (range.end));
    }
  rest = make_rest (walk->self, item, object, range, state, TRUE);
  for (gsize i = 0; i < hu_value_get_size (rest); i++)
    set (&result, hu_value_get_key (rest, i), hu_value_ref (hu_value_get_nth (rest, i)));
  return result;
}

/* The first time NULL. */
static HuValue *
walk_value (Walk *walk, HuValue *value)
{
  HuValueType type = hu_value_get_type_of (value);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) keys = NULL;

  if (type == HU_VALUE_PASSAGE)
    return walk_passage (walk, value);
  if (type != HU_VALUE_LIST && type != HU_VALUE_OBJECT)
    return walk->rebuilds ? hu_value_ref (value) : NULL;
  if (type == HU_VALUE_OBJECT && is_span (value))
    return walk_span (walk, value);
  items = g_ptr_array_new ();
  keys = g_ptr_array_new ();
  if (type == HU_VALUE_LIST)
    walk->passages++;
  for (gsize i = 0; i < hu_value_get_size (value); i++)
    {
      g_ptr_array_add (items, walk_value (walk, hu_value_get_nth (value, i)));
      g_ptr_array_add (keys, (gpointer) hu_value_get_key (value, i));
    }
  if (!walk->rebuilds)
    return NULL;
  if (type == HU_VALUE_LIST)
    return hu_value_new_list_take ((HuValue **) items->pdata, items->len);
  return hu_value_new_object_take ((const char *const *) keys->pdata, (HuValue **) items->pdata, items->len);
}

static gboolean
may_hold_spans (HuMember member)
{
  return member == HU_MEMBER_PASSAGE || member == HU_MEMBER_CUE || member == HU_MEMBER_CONDITION ||
         member == HU_MEMBER_EVIDENCE || member == HU_MEMBER_FIELDS || member == HU_MEMBER_CONFLICT;
}

/* The first time NULL. */
static HuRecord *
walk_record (Walk *walk, HuRecord *record)
{
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (hu_record_get_kind (record), &n);
  HuRecordBuilder builder;

  walk->worst = HU_ANCHOR_EXACT;
  walk->any = FALSE;
  if (walk->rebuilds)
    hu_record_builder_init (&builder, hu_record_get_kind (record), hu_record_get_id (record), record);
  for (gsize i = 0; i < n; i++)
    {
      HuValue *value = hu_record_get (record, members[i].member), *placed;

      if (!value || !may_hold_spans (members[i].member))
        continue;
      placed = walk_value (walk, value);
      if (walk->rebuilds)
        hu_record_builder_take (&builder, members[i].member, placed);
    }
  return walk->rebuilds ? hu_record_builder_end (&builder) : NULL;
}

static void
count (HuReanchoring *counts, const Walk *walk)
{
  if (!walk->any)
    return;
  if (walk->worst == HU_ANCHOR_EXACT)
    counts->exact++;
  else if (walk->worst == HU_ANCHOR_MOVED)
    counts->moved++;
  else
    counts->lost++;
}

static void
walk_tags (Walk *walk, HuSnapshot *old, HuSnapshot *placed, HuReanchoring *counts)
{
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; HU_KIND_IS_TAG (kind) && i < old->records[kind]->len; i++)
      {
        HuRecord *record = walk_record (walk, g_ptr_array_index (old->records[kind], i));

        if (!placed)
          continue;
        g_ptr_array_add (placed->records[kind], record);
        count (counts, walk);
      }
}

/* The spans of a passage are in the order of the text: of those that no longer are, the surest and longest
 * stay. */

static double
weigh (const HuAnchorItem *item)
{
  return (item->certain ? 1e6 : 1) * (item->place_end - item->place);
}

static gboolean
precedes (const HuAnchorItem *a, const HuAnchorItem *b)
{
  return a->place_end <= b->place;
}

static void
keep_order (HuAnchorItem **items, guint n)
{
  g_autofree double *weights = g_new0 (double, n);
  g_autofree int *before = g_new (int, n);
  int last = -1;

  /* The heaviest chain; passages have few spans. */
  for (guint i = 0; i < n; i++)
    {
      before[i] = -1;
      if (items[i]->state == HU_ANCHOR_LOST)
        continue;
      for (guint j = 0; j < i; j++)
        if (items[j]->state != HU_ANCHOR_LOST && precedes (items[j], items[i]) && weights[j] > weights[i])
          {
            weights[i] = weights[j];
            before[i] = (int) j;
          }
      weights[i] += weigh (items[i]);
      if (last < 0 || weights[i] > weights[last])
        last = (int) i;
    }
  for (int i = (int) n - 1; i >= 0; i--)
    {
      if (i == last)
        last = before[i];
      else
        items[i]->state = HU_ANCHOR_LOST;
    }
}

/* Passages of more spans are taken for granted if they were exact all along: they may overlap. */
#define MAX_SPANS 1000

static void
keep_orders (HuAnchoring *self)
{
  HuAnchorItem **items = (HuAnchorItem **) self->items->pdata;

  for (guint i = 0, end; i < self->items->len; i = end)
    {
      gboolean exact = TRUE;

      for (end = i; end < self->items->len && items[end]->passage == items[i]->passage; end++)
        exact = exact && items[end]->certain;
      if (end - i > 1 && end - i <= MAX_SPANS && !(exact && self->by_arithmetic))
        keep_order (items + i, end - i);
    }
}

/* The whole. */

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const HuAnchorItem *x = *(HuAnchorItem **) a, *y = *(HuAnchorItem **) b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->end < y->end ? -1 : x->end > y->end;
}

static void
anchoring_init (HuAnchoring *self, HuSnapshot *old, HuText *text)
{
  HuRecord *document = hu_snapshot_get_only (old, HU_KIND_DOCUMENT);
  HuValue *characters = document ? hu_record_get (document, HU_MEMBER_CHARACTERS) : NULL;

  self->text = text;
  self->to = hu_anchor_text_new (text);
  self->old_sha256 = document ? hu_record_get_string (document, HU_MEMBER_TEXT_SHA256) : NULL;
  self->old_length = characters ? hu_value_get_int (characters) : -1;
  self->same_text = g_strcmp0 (self->old_sha256, hu_text_get_text_sha256 (text)) == 0;
  self->items = g_ptr_array_new_with_free_func (g_free);
  self->ordered = g_ptr_array_new ();
  self->patterns = g_hash_table_new_full (hash_pattern, patterns_equal, pattern_free, NULL);
  self->stays = g_array_new (FALSE, FALSE, sizeof (HuAnchorStay));
}

static void
anchoring_clear (HuAnchoring *self)
{
  hu_anchor_text_free (self->to);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->ordered);
  g_hash_table_unref (self->patterns);
  g_array_unref (self->stays);
}

static HuRecord *
with_hashes (HuAnchoring *self, HuRecord *document)
{
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_DOCUMENT, "", document);
  hu_record_builder_set_string (&builder, HU_MEMBER_SHA256, hu_text_get_sha256 (self->text));
  hu_record_builder_set_string (&builder, HU_MEMBER_TEXT_SHA256, hu_text_get_text_sha256 (self->text));
  hu_record_builder_set_string (&builder, HU_MEMBER_ENCODING, hu_text_get_encoding (self->text));
  hu_record_builder_take (&builder, HU_MEMBER_CHARACTERS, hu_value_new_int (hu_text_get_length (self->text)));
  return hu_record_builder_end (&builder);
}

/* Everything but the tags. */
static void
copy_others (HuAnchoring *self, HuSnapshot *old, HuSnapshot *placed)
{
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      GPtrArray *records = old->records[kind];

      if (kind == HU_KIND_UNIT)
        hu_anchoring_map_units (self, records, placed->records[kind]);
      for (guint i = 0; !HU_KIND_IS_TAG (kind) && kind != HU_KIND_UNIT && i < records->len; i++)
        {
          HuRecord *record = g_ptr_array_index (records, i);

          if (kind == HU_KIND_DOCUMENT)
            {
              g_autoptr (HuRecord) mapped = hu_anchoring_map_parts (self, record);

              record = with_hashes (self, mapped);
            }
          else if (kind == HU_KIND_LAYER)
            record = hu_anchoring_map_checked (self, record);
          else
            hu_record_ref (record);
          g_ptr_array_add (placed->records[kind], record);
        }
    }
}

HuSnapshot *
hu_anchor (HuSnapshot *old, HuText *text, HuReanchoring *counts)
{
  HuAnchoring self = { 0 };
  Walk first = { .self = &self }, second = { .self = &self, .rebuilds = TRUE };
  HuReanchoring counted = { 0 };
  HuSnapshot *placed;

  g_return_val_if_fail (old != NULL && text != NULL, NULL);
  anchoring_init (&self, old, text);
  walk_tags (&first, old, NULL, NULL);
  for (guint i = 0; i < self.items->len; i++)
    {
      HuAnchorItem *item = g_ptr_array_index (self.items, i);

      if (item->start >= 0)
        g_ptr_array_add (self.ordered, item);
    }
  g_ptr_array_sort (self.ordered, compare_items);
  hu_anchoring_place_exact (&self);
  hu_anchoring_place_approximately (&self);
  keep_orders (&self);

  placed = hu_snapshot_new ();
  walk_tags (&second, old, placed, &counted);
  copy_others (&self, old, placed);
  counted.changed = !self.same_text;
  if (counts)
    *counts = counted;
  anchoring_clear (&self);
  return placed;
}
