/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of the library says of an article. */
#include "hu-library-row.h"

#include <adwaita.h>

static void
test_dates (void)
{
  static const char *const dates[][2] = {
    { "2031-03-04", "4 Mar 2031" },       { "2031-12", "Dec 2031" },      { "2031", "2031" },
    { "2031-13-01", "2031-13-01" },       { "2031-02-30", "2031-02-30" }, { "..2031", "..2031" },
    { "2031-03-04/..", "2031-03-04/.." }, { "2031-3-4", "2031-3-4" },     { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *shown = hu_date_dup_display (dates[i][0]);

      g_assert_cmpstr (shown, ==, dates[i][1]);
    }
}

static HuSummary *
make_summary (const char *headline, const char *outlet, const char *published, guint n_claims)
{
  HuSummary *summary = hu_summary_new_unread ("/somewhere/visit.txt");

  summary->headline = g_strdup (headline);
  summary->outlet = g_strdup (outlet);
  summary->published = g_strdup (published);
  summary->n_claims = n_claims;
  return summary;
}

static void
test_meta (void)
{
  g_autoptr (HuSummary) full = make_summary ("A visit", "The Meridian", "2031-03-04", 7);
  g_autoptr (HuSummary) one = make_summary ("A visit", NULL, NULL, 1);
  g_autoptr (HuSummary) bare = make_summary ("A visit", NULL, NULL, 0);
  g_autoptr (HuSummary) nothing = make_summary (NULL, NULL, NULL, 0);
  g_autofree char *full_meta = hu_summary_dup_meta (full);
  g_autofree char *one_meta = hu_summary_dup_meta (one);
  g_autofree char *bare_meta = hu_summary_dup_meta (bare);
  g_autofree char *nothing_meta = hu_summary_dup_meta (nothing);

  g_assert_cmpstr (full_meta, ==, "The Meridian · 4 Mar 2031 · 7 claims");
  g_assert_cmpstr (one_meta, ==, "1 claim");
  g_assert_cmpstr (bare_meta, ==, "visit.txt");
  g_assert_cmpstr (nothing_meta, ==, "");
  g_assert_cmpstr (hu_summary_get_title (full), ==, "A visit");
  g_assert_cmpstr (hu_summary_get_title (nothing), ==, "visit.txt");
}

static void
test_follows (void)
{
  g_autoptr (HuProjectItem) item = hu_project_item_new ("/somewhere/visit.txt");
  g_autoptr (HuSummary) summary = make_summary ("A visit", "The Meridian", NULL, 2);
  GtkWidget *row = g_object_ref_sink (hu_library_row_new ());
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  hu_library_row_set_item (HU_LIBRARY_ROW (row), item);
  g_object_get (row, "description", &before, NULL);
  g_assert_cmpstr (before, ==, "visit.txt, new");

  g_free (summary->status);
  summary->status = g_strdup ("in-progress");
  summary->n_characters = 200;
  summary->n_checked = 50;
  hu_project_item_set_summary (item, summary, 1);
  g_object_get (row, "description", &after, NULL);
  g_assert_cmpstr (after, ==, "A visit, in progress, 25 % checked, The Meridian · 2 claims");

  hu_library_row_set_item (HU_LIBRARY_ROW (row), NULL);
  hu_project_item_set_summary (item, summary, 2);
  g_object_unref (row);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_test_add_func ("/library-row/dates", test_dates);
  g_test_add_func ("/library-row/meta", test_meta);
  g_test_add_func ("/library-row/follows", test_follows);
  return g_test_run ();
}
