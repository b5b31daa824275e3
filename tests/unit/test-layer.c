/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index and the layer against naive ones that walk over everything, on random content and edits. */
#include "hu-error.h"
#include "hu-index.h"
#include "model-tests.h"

/* The index. */

typedef struct
{
  guint start;
  guint end;
  char *id;
  HuEntry *entry;
} Item;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->id);
  g_free (item);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *x = *(Item **) a, *y = *(Item **) b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  return strcmp (x->id, y->id);
}

static void
insert_item (GRand *rand, HuIndex *index, GPtrArray *items, guint number)
{
  Item *item = g_new0 (Item, 1);

  item->start = (guint) g_rand_int_range (rand, 0, 40);
  item->end = item->start + (guint) g_rand_int_range (rand, 0, 12);
  if (g_rand_int_range (rand, 0, 20) == 0)
    item->start = item->end = G_MAXUINT;
  item->id = g_strdup_printf ("%u", number);
  item->entry = hu_index_insert (index, item->start, item->end, item->id, item);
  g_ptr_array_add (items, item);
  g_ptr_array_sort (items, compare_items);
}

static gboolean
collect_entry (HuEntry *entry, gpointer user_data)
{
  g_ptr_array_add (user_data, hu_entry_get_item (entry));
  return TRUE;
}

static void
check_query (HuIndex *index, GPtrArray *items, guint start, guint end)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  guint n = 0;

  hu_index_query (index, start, end, collect_entry, found);
  for (guint i = 0; i < items->len; i++)
    {
      Item *item = g_ptr_array_index (items, i);
      gboolean touches =
          start == end ? item->start <= start && item->end > start : item->start < end && item->end > start;

      if (!touches)
        continue;
      g_assert_cmpuint (n, <, found->len);
      g_assert_true (g_ptr_array_index (found, n) == item);
      n++;
    }
  g_assert_cmpuint (n, ==, found->len);
}

static void
check_index (HuIndex *index, GPtrArray *items)
{
  HuEntry *previous = NULL;

  g_assert_cmpuint (hu_index_get_size (index), ==, items->len);
  g_assert_null (hu_index_get_nth (index, items->len));
  for (guint i = 0; i < items->len; i++)
    {
      Item *item = g_ptr_array_index (items, i);

      g_assert_true (hu_index_get_nth (index, i) == item->entry);
      g_assert_cmpuint (hu_index_get_rank (index, item->entry), ==, i);
      g_assert_true (hu_entry_get_item (item->entry) == item);
      g_assert_cmpuint (hu_entry_get_start (item->entry), ==, item->start);
      g_assert_cmpuint (hu_entry_get_end (item->entry), ==, item->end);
      g_assert_true (hu_entry_previous (item->entry) == previous);
      if (previous)
        g_assert_true (hu_entry_next (previous) == item->entry);
      previous = item->entry;
    }
  if (previous)
    g_assert_null (hu_entry_next (previous));
  for (guint offset = 0; offset < 56; offset++)
    {
      guint n = 0;

      while (n < items->len && ((Item *) g_ptr_array_index (items, n))->start < offset)
        n++;
      g_assert_cmpuint (hu_index_count_before (index, offset), ==, n);
    }
}

static void
test_index_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1863);
  g_autoptr (HuIndex) index = hu_index_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);

  for (guint round = 0; round < 1500; round++)
    {
      /* Up to some hundred items, then down again, over and over. */
      gboolean grows = (round / 250) % 2 == 0;
      guint start = (guint) g_rand_int_range (rand, 0, 56);

      if (items->len == 0 || g_rand_int_range (rand, 0, 4) < (grows ? 3 : 1))
        insert_item (rand, index, items, round);
      else
        {
          guint at = (guint) g_rand_int_range (rand, 0, (int) items->len);

          hu_index_remove (index, ((Item *) g_ptr_array_index (items, at))->entry);
          g_ptr_array_remove_index (items, at);
        }
      check_query (index, items, start, start + (guint) g_rand_int_range (rand, 0, 20));
      check_query (index, items, start, start);
      if (round % 10 == 0)
        check_index (index, items);
    }
  while (items->len)
    {
      hu_index_remove (index, ((Item *) g_ptr_array_index (items, 0))->entry);
      g_ptr_array_remove_index (items, 0);
    }
  check_index (index, items);
}

static gboolean
stop_at_third (HuEntry *entry, gpointer user_data)
{
  return ++*(guint *) user_data < 3;
}

static void
test_index_stops (void)
{
  g_autoptr (HuIndex) index = hu_index_new ();
  static const char *const ids[] = { "a", "b", "c", "d", "e", "f", "g", "h" };
  guint calls = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    hu_index_insert (index, i, i + 10, ids[i], NULL);
  hu_index_query (index, 0, 20, stop_at_third, &calls);
  g_assert_cmpuint (calls, ==, 3);
}

/* Sorted input must not make a list of the tree: this takes seconds where it does. */
static void
test_index_balance (void)
{
  g_autoptr (HuIndex) index = hu_index_new ();
  gint64 begun = g_get_monotonic_time ();

  for (guint i = 0; i < 100000; i++)
    hu_index_insert (index, i, i + 1, "", NULL);
  for (guint i = 0; i < 100000; i++)
    g_assert_cmpuint (hu_index_get_rank (index, hu_index_get_nth (index, i)), ==, i);
  g_test_message ("%.0f ms", (double) (g_get_monotonic_time () - begun) / 1000);
}

/* The layer: everything that it tells, told by walking over a snapshot. */

typedef struct
{
  HuRecord *record;
  guint start;
  guint end;
  gboolean placed;
} Placed;

static HuRecord *
naive_lookup (HuSnapshot *snapshot, HuKind kind, const char *id)
{
  for (guint i = 0; i < snapshot->records[kind]->len; i++)
    if (strcmp (hu_record_get_id (g_ptr_array_index (snapshot->records[kind], i)), id) == 0)
      return g_ptr_array_index (snapshot->records[kind], i);
  return NULL;
}

static Placed
naive_place (HuSnapshot *snapshot, HuRecord *record)
{
  Placed placed = { record, G_MAXUINT, G_MAXUINT, FALSE };
  const char *claim =
      hu_record_get_kind (record) == HU_KIND_STANCE ? hu_record_get_string (record, HU_MEMBER_CLAIM) : NULL;
  HuRecord *shown = claim ? naive_lookup (snapshot, HU_KIND_CLAIM, claim) : NULL;

  placed.placed = hu_record_get_extent (record, &placed.start, &placed.end) ||
                  (shown && hu_record_get_extent (shown, &placed.start, &placed.end));
  return placed;
}

static int
compare_placed (gconstpointer a, gconstpointer b)
{
  const Placed *x = a, *y = b;
  HuKind kind = hu_record_get_kind (x->record), other = hu_record_get_kind (y->record);

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  if (kind != other)
    return kind < other ? -1 : 1;
  return strcmp (hu_record_get_id (x->record), hu_record_get_id (y->record));
}

/* All tags of @kinds in reading order. (element-type Placed) */
static GArray *
naive_order (HuSnapshot *snapshot, guint kinds)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (Placed));

  for (HuKind kind = HU_KIND_MENTION; kind <= HU_KIND_MEMO; kind++)
    for (guint i = 0; (kinds & HU_KINDS (kind)) && i < snapshot->records[kind]->len; i++)
      {
        Placed placed = naive_place (snapshot, g_ptr_array_index (snapshot->records[kind], i));

        g_array_append_val (order, placed);
      }
  g_array_sort (order, compare_placed);
  return order;
}

static void
check_order (HuLayer *layer, HuSnapshot *snapshot, HuKind kind)
{
  g_autoptr (GArray) order = naive_order (snapshot, HU_KINDS (kind));

  g_assert_cmpuint (hu_layer_get_size (layer, kind), ==, order->len);
  g_assert_null (hu_layer_get_nth (layer, kind, order->len));
  for (guint i = 0; i < order->len; i++)
    {
      Placed *placed = &g_array_index (order, Placed, i);
      const char *id = hu_record_get_id (placed->record);
      guint start, end, before = 0;

      g_assert_true (hu_layer_get_nth (layer, kind, i) == placed->record);
      g_assert_true (hu_layer_lookup (layer, kind, id) == placed->record);
      g_assert_cmpint (hu_layer_get_rank (layer, kind, id), ==, (int) i);
      g_assert_true (hu_layer_get_place (layer, placed->record, &start, &end) == placed->placed);
      if (!placed->placed)
        continue;
      g_assert_cmpuint (start, ==, placed->start);
      g_assert_cmpuint (end, ==, placed->end);
      while (g_array_index (order, Placed, before).start < start)
        before++;
      g_assert_cmpuint (hu_layer_count_before (layer, kind, start), ==, before);
    }
}

static gboolean
naive_touches (HuRecord *record, guint start, guint end)
{
  gsize n;
  const HuSpan *spans = hu_record_get_spans (record, &n);

  for (gsize i = 0; i < n; i++)
    if (!spans[i].lost && spans[i].start < MAX (end, start + 1) && spans[i].end > start)
      return TRUE;
  return FALSE;
}

static void
check_touching (HuLayer *layer, HuSnapshot *snapshot, guint kinds, guint start, guint end)
{
  g_autoptr (GPtrArray) found = hu_layer_find_touching (layer, kinds, start, end);
  guint n = 0;

  for (HuKind kind = HU_KIND_MENTION; kind <= HU_KIND_MEMO; kind++)
    for (guint i = 0; (kinds & HU_KINDS (kind)) && i < snapshot->records[kind]->len; i++)
      {
        HuRecord *record = g_ptr_array_index (snapshot->records[kind], i);

        if (!naive_touches (record, start, end))
          continue;
        g_assert_true (g_ptr_array_find (found, record, NULL));
        n++;
      }
  g_assert_cmpuint (found->len, ==, n);
}

static void
check_neighbours (HuLayer *layer, HuSnapshot *snapshot, guint kinds, guint offset)
{
  g_autoptr (GArray) order = naive_order (snapshot, kinds);
  HuRecord *after = hu_layer_find_after (layer, kinds, offset);
  HuRecord *before = hu_layer_find_before (layer, kinds, offset);
  Placed *next = NULL, *previous = NULL;

  for (guint i = 0; i < order->len; i++)
    {
      Placed *placed = &g_array_index (order, Placed, i);

      if (placed->placed && placed->start > offset && !next)
        next = placed;
      if (placed->placed && placed->start < offset)
        previous = placed;
      g_assert_true (hu_layer_find_neighbour (layer, kinds, placed->record, TRUE) ==
                     (i > 0 ? g_array_index (order, Placed, i - 1).record : NULL));
      g_assert_true (hu_layer_find_neighbour (layer, kinds, placed->record, FALSE) ==
                     (i + 1 < order->len ? g_array_index (order, Placed, i + 1).record : NULL));
    }
  g_assert_true (after == (next ? next->record : NULL));
  g_assert_true (before == (previous ? previous->record : NULL));
}

typedef struct
{
  HuKind kind;
  const char *id;
  guint n;
} Sought;

static void
count_reference (HuKind kind, const char *id, gpointer user_data)
{
  Sought *sought = user_data;

  sought->n += kind == sought->kind && strcmp (id, sought->id) == 0;
}

static void
check_referrers (HuLayer *layer, HuSnapshot *snapshot, HuKind kind, const char *id)
{
  g_autoptr (GPtrArray) found = hu_layer_get_referrers (layer, kind, id);
  guint n = 0, mentions = 0;

  for (guint other = 0; other < HU_N_KINDS; other++)
    for (guint i = 0; i < snapshot->records[other]->len; i++)
      {
        HuRecord *record = g_ptr_array_index (snapshot->records[other], i);
        Sought sought = { kind, id, 0 };

        hu_record_foreach_reference (record, count_reference, &sought);
        mentions += sought.n;
        if (sought.n == 0)
          continue;
        g_assert_true (g_ptr_array_find (found, record, NULL));
        n++;
      }
  g_assert_cmpuint (found->len, ==, n);
  g_assert_cmpuint (hu_layer_count_referrers (layer, kind, id), ==, mentions);
}

static void
check_layer (GRand *rand, HuLayer *layer, guint length)
{
  g_autoptr (HuSnapshot) snapshot = hu_layer_snapshot (layer);
  guint start = (guint) g_rand_int_range (rand, 0, (int) length);
  guint kinds = HU_KINDS (g_rand_int_range (rand, HU_KIND_MENTION, HU_KIND_MEMO + 1));

  for (HuKind kind = HU_KIND_MENTION; kind <= HU_KIND_MEMO; kind++)
    check_order (layer, snapshot, kind);
  check_touching (layer, snapshot, HU_KINDS_TAGS, start, start + (guint) g_rand_int_range (rand, 0, 40));
  check_touching (layer, snapshot, kinds, start, start);
  check_neighbours (layer, snapshot, HU_KINDS_TAGS, start);
  check_neighbours (layer, snapshot, kinds, start);
  for (HuKind kind = HU_KIND_TOPIC; kind <= HU_KIND_CLAIM; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      check_referrers (layer, snapshot, kind,
                       hu_record_get_id (g_ptr_array_index (snapshot->records[kind], i)));
  check_referrers (layer, snapshot, HU_KIND_TOPIC, "fee");
}

static void
test_layer_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1941);
  g_autoptr (HuText) text = test_text_new (3);
  g_autoptr (HuLayer) layer = hu_layer_new (NULL);

  for (guint round = 0; round < 600; round++)
    {
      g_autoptr (HuEdit) edit = hu_edit_new ("Something");
      g_autoptr (GError) error = NULL;

      for (int n = g_rand_int_range (rand, 1, 5); n > 0; n--)
        test_do_something (rand, edit, layer, text);
      hu_layer_apply (layer, edit, &error);
      g_assert_no_error (error);
      check_layer (rand, layer, hu_text_get_length (text));
    }
}

/* A layer made of a snapshot is the layer that the snapshot was taken of, in whatever order it comes. */
static void
test_layer_snapshot (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1981);
  g_autoptr (HuText) text = test_text_new (3);
  g_autoptr (HuLayer) layer = hu_layer_new (NULL);
  g_autoptr (HuSnapshot) snapshot = NULL;
  g_autoptr (HuSnapshot) shuffled = hu_snapshot_new ();
  g_autoptr (HuSnapshot) again = NULL;
  g_autoptr (HuLayer) second = NULL;
  g_autoptr (HuEdit) edit = hu_edit_new ("Something");

  for (guint i = 0; i < 300; i++)
    test_do_something (rand, edit, layer, text);
  g_assert_true (hu_layer_apply (layer, edit, NULL));
  snapshot = hu_layer_snapshot (layer);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      g_ptr_array_insert (shuffled->records[kind], g_rand_int_range (rand, 0, (int) i + 1),
                          hu_record_ref (g_ptr_array_index (snapshot->records[kind], i)));
  second = hu_layer_new (shuffled);
  check_layer (rand, second, hu_text_get_length (text));
  again = hu_layer_snapshot (second);
  assert_snapshots_equal (snapshot, again);
  hu_snapshot_sort (shuffled);
  assert_snapshots_equal (snapshot, shuffled);
}

static HuRecord *
make_tag (HuKind kind, const char *id, guint start, guint end)
{
  g_autoptr (HuRecord) record = hu_record_new (kind, id);
  g_autoptr (HuValue) passage = hu_value_new_range (start, end);

  return hu_record_with (record, HU_MEMBER_PASSAGE, passage);
}

static void
test_layer_conflict (void)
{
  g_autoptr (HuLayer) layer = hu_layer_new (NULL);
  g_autoptr (HuRecord) mine = make_tag (HU_KIND_CLAIM, "a", 3, 5);
  g_autoptr (HuRecord) other = make_tag (HU_KIND_CLAIM, "a", 3, 6);
  g_autoptr (HuRecord) memo = make_tag (HU_KIND_MEMO, "m", 0, 1);
  g_autoptr (HuEdit) edit = hu_edit_new ("Tag");
  g_autoptr (HuEdit) bad = hu_edit_new ("Tag");
  g_autoptr (HuEdit) removal = hu_edit_new ("Remove");
  g_autoptr (GError) error = NULL;

  hu_edit_add (edit, NULL, mine);
  g_assert_true (hu_layer_apply (layer, edit, NULL));
  /* The first change fits, the second doesn't: nothing is done. */
  hu_edit_add (bad, NULL, memo);
  hu_edit_add (bad, other, NULL);
  g_assert_false (hu_layer_apply (layer, bad, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_INVALID);
  g_assert_null (hu_layer_lookup (layer, HU_KIND_MEMO, "m"));
  g_assert_true (hu_layer_lookup (layer, HU_KIND_CLAIM, "a") == mine);
  /* The document and the layer itself can't go. */
  hu_edit_add (removal, hu_layer_get_document (layer), NULL);
  g_assert_false (hu_layer_apply (layer, removal, NULL));
  g_assert_nonnull (hu_layer_get_document (layer));
}

static gboolean
stop_at_once (HuRecord *record, const HuSpan *span, gpointer user_data)
{
  ++*(guint *) user_data;
  return FALSE;
}

static void
test_layer_stops (void)
{
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  g_autoptr (HuLayer) layer = NULL;
  guint calls = 0;

  g_ptr_array_add (snapshot->records[HU_KIND_CLAIM], make_tag (HU_KIND_CLAIM, "a", 3, 5));
  g_ptr_array_add (snapshot->records[HU_KIND_CLAIM], make_tag (HU_KIND_CLAIM, "b", 3, 5));
  g_ptr_array_add (snapshot->records[HU_KIND_MEMO], make_tag (HU_KIND_MEMO, "m", 3, 5));
  layer = hu_layer_new (snapshot);
  hu_layer_query (layer, HU_KINDS_TAGS, 0, 10, stop_at_once, &calls);
  g_assert_cmpuint (calls, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/index/random", test_index_random);
  g_test_add_func ("/index/stops", test_index_stops);
  g_test_add_func ("/index/balance", test_index_balance);
  g_test_add_func ("/layer/random", test_layer_random);
  g_test_add_func ("/layer/snapshot", test_layer_snapshot);
  g_test_add_func ("/layer/conflict", test_layer_conflict);
  g_test_add_func ("/layer/stops", test_layer_stops);
  return g_test_run ();
}
