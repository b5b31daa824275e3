/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of HuOverviewBins: what is marked, counted, and how much there is of it for a long article. */
#include "config.h"

#include "hu-overview-bins.h"

static void
test_bins (void)
{
  g_assert_cmpuint (hu_overview_bins_find (0, 0), ==, 0);
  g_assert_cmpuint (hu_overview_bins_find (10, 10), ==, HU_OVERVIEW_BINS - 1);
  g_assert_cmpuint (hu_overview_bins_find (2 * HU_OVERVIEW_BINS, 3), ==, 1);
  g_assert_cmpuint (hu_overview_bins_find (100 * 1000 * 1000, 50 * 1000 * 1000), ==, HU_OVERVIEW_BINS / 2);
}

static HuRecord *
create_claim (guint number, guint start)
{
  g_autofree char *id = g_strdup_printf ("c-%u", number);
  g_autoptr (HuRecord) empty = hu_record_new (HU_KIND_CLAIM, id);
  g_autoptr (HuValue) passage = hu_value_new_range (start, start + 1);

  return hu_record_with (empty, HU_MEMBER_PASSAGE, passage);
}

static void
test_many (void)
{
  enum
  {
    N = 100000
  };
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (HuText) text = NULL;
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  g_autofree HuOverviewBins *bins = NULL;

  for (guint i = 0; i < N; i++)
    g_string_append (string, i == N / 2 ? "\n\nx" : "xy");
  text = hu_text_new_from_utf8 (string->str, -1);
  for (guint i = 0; i < N; i++)
    g_ptr_array_add (snapshot->records[HU_KIND_CLAIM], create_claim (i, i));
  bins = hu_overview_bins_new (text, snapshot);
  g_assert_cmpuint (bins->n_tags[HU_KIND_CLAIM], ==, N);
  g_assert_cmpuint (bins->paragraphs, ==, 2);
  g_assert_cmpuint (bins->unchecked, ==, 2);
  /* The first half has claims everywhere, the second none. */
  for (guint i = 0; i < HU_OVERVIEW_BINS; i++)
    g_assert_cmpint (!!(bins->flags[i] & HU_OVERVIEW_CLAIMS), ==, i < HU_OVERVIEW_BINS / 2);
  g_assert_true (bins->flags[0] & HU_OVERVIEW_UNCHECKED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/overview-bins/bins", test_bins);
  g_test_add_func ("/overview-bins/many", test_many);
  return g_test_run ();
}
