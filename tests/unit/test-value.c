/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values and records: immutable, only what is set, table-driven. */
#include "hu-record.h"

static void
test_numbers_keep_their_letters (void)
{
  g_autoptr (HuValue) number = hu_value_new_number ("1e400", -1);
  g_autoptr (HuValue) tenth = hu_value_new_double (0.1);
  g_autoptr (HuValue) whole = hu_value_new_double (-3);

  g_assert_cmpstr (hu_value_get_string (number), ==, "1e400");
  g_assert_cmpint (hu_value_get_int (number), ==, 0);
  g_assert_cmpint (hu_value_get_int (NULL), ==, 0);
  g_assert_cmpint (hu_value_get_int (whole), ==, -3);
  g_assert_cmpstr (hu_value_get_string (tenth), ==, "0.1");
  g_assert_cmpstr (hu_value_get_string (whole), ==, "-3");
}

static void
test_lists (void)
{
  g_autoptr (HuValue) a = hu_value_list_with_string (NULL, "a");
  g_autoptr (HuValue) ab = hu_value_list_with_string (a, "b");
  g_autoptr (HuValue) again = hu_value_list_with_string (ab, "a");
  g_autoptr (HuValue) merged = hu_value_list_replace_string (ab, "b", "a");
  g_autoptr (HuValue) none = hu_value_list_without_string (a, "a");

  g_assert_true (again == ab);
  g_assert_true (hu_value_equal (merged, a));
  g_assert_null (none);
}

static void
test_objects (void)
{
  g_autoptr (HuValue) one = hu_value_new_int (1);
  g_autoptr (HuValue) two = hu_value_new_int (2);
  g_autoptr (HuValue) x = hu_value_object_with (NULL, "x", one);
  g_autoptr (HuValue) xy = hu_value_object_with (x, "y", two);
  g_autoptr (HuValue) y = hu_value_object_with (NULL, "y", two);
  g_autoptr (HuValue) yx = hu_value_object_with (y, "x", one);
  g_autoptr (HuValue) without = hu_value_object_with (xy, "y", NULL);

  g_assert_true (hu_value_equal (xy, yx));
  g_assert_true (hu_value_equal (without, x));
  g_assert_cmpstr (hu_value_get_key (xy, 1), ==, "y");
}

static void
test_member_names (void)
{
  for (guint m = 1; m < HU_N_MEMBERS; m++)
    {
      g_assert_cmpint (hu_member_from_name (hu_member_get_name (m), -1), ==, m);
      if (m > 1)
        g_assert_cmpstr (hu_member_get_name (m - 1), <, hu_member_get_name (m));
    }
  g_assert_cmpint (hu_member_from_name ("claims", -1), ==, HU_MEMBER_NONE);
  g_assert_cmpint (hu_member_from_name ("clai", -1), ==, HU_MEMBER_NONE);
  g_assert_cmpint (hu_member_from_name ("claims", 5), ==, HU_MEMBER_CLAIM);
  g_assert_cmpint (hu_member_from_name ("", -1), ==, HU_MEMBER_NONE);
}

static void
test_records_are_values (void)
{
  g_autoptr (HuRecord) claim = hu_record_new (HU_KIND_CLAIM, "c");
  g_autoptr (HuRecord) typed = hu_record_with_string (claim, HU_MEMBER_TYPE, "factual");
  g_autoptr (HuRecord) untyped = hu_record_with_string (typed, HU_MEMBER_TYPE, "");

  g_assert_null (hu_record_get_string (claim, HU_MEMBER_TYPE));
  g_assert_cmpstr (hu_record_get_string (typed, HU_MEMBER_TYPE), ==, "factual");
  g_assert_true (hu_record_equal (claim, untyped));
  g_assert_false (hu_record_equal (claim, typed));
}

static void
test_extent (void)
{
  HuSpan spans[] = { { 4, 9, FALSE, NULL }, { 0, 0, TRUE, NULL }, { 20, 24, FALSE, NULL } };
  g_autoptr (HuValue) passage = hu_value_new_passage (spans, 3);
  g_autoptr (HuRecord) bare = hu_record_new (HU_KIND_MEMO, "m");
  g_autoptr (HuRecord) memo = hu_record_with (bare, HU_MEMBER_PASSAGE, passage);
  guint start, end;

  g_assert_true (hu_record_get_extent (memo, &start, &end));
  g_assert_cmpint (start, ==, 4);
  g_assert_cmpint (end, ==, 24);
  g_assert_false (hu_record_get_extent (bare, &start, &end));
}

static void
test_shapes (void)
{
  g_autoptr (HuValue) id = hu_value_new_string ("fee");
  g_autoptr (HuValue) one = hu_value_object_with (NULL, "topic", id);
  g_autoptr (HuValue) two = hu_value_object_with (one, "claim", id);
  g_autoptr (HuValue) list = hu_value_list_with_string (NULL, "fee");

  g_assert_true (hu_shape_accepts (HU_SHAPE_TARGET, one));
  g_assert_false (hu_shape_accepts (HU_SHAPE_TARGET, two));
  g_assert_true (hu_shape_accepts (HU_SHAPE_STRINGS, list));
  g_assert_false (hu_shape_accepts (HU_SHAPE_RANGES, list));
  g_assert_false (hu_shape_accepts (HU_SHAPE_OBJECTS, list));
}

static gpointer
make_objects (gpointer user_data)
{
  for (guint i = 0; i < 200000; i++)
    {
      static const char *const keys[] = { "speaker", "role" };
      HuValue *values[] = { hu_value_new_null (), hu_value_new_null () };
      g_autoptr (HuValue) object = hu_value_new_object_take (keys, values, 2);

      if (g_strcmp0 (hu_value_get_key (object, 1), "role") != 0)
        return object;
    }
  return NULL;
}

/* Each thread's are the first and the last of their keys, again and again. */
static void
test_objects_in_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, make_objects, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_null (g_thread_join (threads[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/numbers-keep-their-letters", test_numbers_keep_their_letters);
  g_test_add_func ("/value/lists", test_lists);
  g_test_add_func ("/value/objects", test_objects);
  g_test_add_func ("/value/objects-in-threads", test_objects_in_threads);
  g_test_add_func ("/record/member-names", test_member_names);
  g_test_add_func ("/record/records-are-values", test_records_are_values);
  g_test_add_func ("/record/extent", test_extent);
  g_test_add_func ("/record/shapes", test_shapes);
  return g_test_run ();
}
