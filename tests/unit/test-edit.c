/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits: what they keep of several changes, and that each is undone by its inverse. */
#include "hu-edit.h"

#include "model-tests.h"

static HuRecord *
make_memo (const char *id, const char *words)
{
  g_autoptr (HuRecord) record = hu_record_new (HU_KIND_MEMO, id);

  return hu_record_with_string (record, HU_MEMBER_TEXT, words);
}

static void
test_add (void)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Write");
  g_autoptr (HuRecord) one = make_memo ("m", "one");
  g_autoptr (HuRecord) two = make_memo ("m", "two");
  g_autoptr (HuRecord) three = make_memo ("m", "three");
  g_autoptr (HuRecord) same = make_memo ("m", "one");

  hu_edit_add (edit, one, same);
  g_assert_cmpuint (hu_edit_get_n_changes (edit), ==, 0);
  hu_edit_add (edit, one, two);
  hu_edit_add (edit, two, three);
  g_assert_cmpuint (hu_edit_get_n_changes (edit), ==, 1);
  g_assert_true (hu_edit_get_change (edit, 0)->before == one);
  g_assert_true (hu_edit_get_change (edit, 0)->after == three);
  g_assert_true (hu_edit_find_change (edit, HU_KIND_MEMO, "m") == hu_edit_get_change (edit, 0));
  g_assert_null (hu_edit_find_change (edit, HU_KIND_CLAIM, "m"));
  g_assert_true (hu_edit_get_newest (edit, HU_KIND_MEMO, "m", one) == three);
  g_assert_true (hu_edit_get_newest (edit, HU_KIND_MEMO, "other", one) == one);
  hu_edit_add (edit, three, NULL);
  g_assert_null (hu_edit_get_newest (edit, HU_KIND_MEMO, "m", one));
  /* What ends as it began is no change. */
  hu_edit_add (edit, NULL, same);
  g_assert_cmpuint (hu_edit_get_n_changes (edit), ==, 0);
  hu_edit_add (edit, NULL, one);
  hu_edit_add (edit, one, NULL);
  g_assert_cmpuint (hu_edit_get_n_changes (edit), ==, 0);
}

/* Changes that go leave the others findable. */
static void
test_remove (void)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Write");
  g_autoptr (GPtrArray) memos = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_ptr_array_add (memos, make_memo (id, "x"));
      hu_edit_add (edit, NULL, g_ptr_array_index (memos, i));
    }
  for (guint i = 0; i < 20; i += 2)
    hu_edit_add (edit, g_ptr_array_index (memos, i), NULL);
  g_assert_cmpuint (hu_edit_get_n_changes (edit), ==, 10);
  for (guint i = 0; i < 20; i++)
    {
      HuRecord *memo = g_ptr_array_index (memos, i);
      const HuChange *change = hu_edit_find_change (edit, HU_KIND_MEMO, hu_record_get_id (memo));

      g_assert_true (i % 2 == 0 ? change == NULL : change->after == memo);
    }
}

static void
test_focus (void)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Write");
  g_autoptr (HuEdit) inverse = NULL;
  g_autoptr (HuRecord) memo = make_memo ("m", "x");
  HuKind kind;
  const char *id;

  g_assert_false (hu_edit_get_focus (edit, &kind, &id));
  hu_edit_add (edit, NULL, memo);
  hu_edit_set_focus (edit, HU_KIND_MEMO, "m");
  inverse = hu_edit_invert (edit);
  g_assert_true (hu_edit_get_focus (inverse, &kind, &id));
  g_assert_cmpint (kind, ==, HU_KIND_MEMO);
  g_assert_cmpstr (id, ==, "m");
  g_assert_cmpstr (hu_edit_get_label (inverse), ==, "Write");
  g_assert_cmpstr (hu_edit_get_uuid (inverse), !=, hu_edit_get_uuid (edit));
  g_assert_true (hu_edit_get_change (inverse, 0)->before == memo);
  g_assert_null (hu_edit_get_change (inverse, 0)->after);
}

static void
test_coalesce (void)
{
  g_autoptr (HuEdit) first = hu_edit_new ("Write");
  g_autoptr (HuEdit) second = hu_edit_new ("Write");
  g_autoptr (HuEdit) third = hu_edit_new ("Write");
  g_autoptr (HuEdit) both = NULL;
  g_autoptr (HuEdit) nothing = NULL;
  g_autoptr (HuRecord) one = make_memo ("m", "one");
  g_autoptr (HuRecord) two = make_memo ("m", "two");

  g_assert_false (hu_edit_can_coalesce (first, second));
  hu_edit_set_coalesce_key (first, "note:m");
  g_assert_false (hu_edit_can_coalesce (first, second));
  hu_edit_set_coalesce_key (second, "note:n");
  g_assert_false (hu_edit_can_coalesce (first, second));
  hu_edit_set_coalesce_key (second, "note:m");
  g_assert_true (hu_edit_can_coalesce (first, second));
  hu_edit_add (first, NULL, one);
  hu_edit_add (second, one, two);
  hu_edit_add (third, two, NULL);
  both = hu_edit_concat (first, second);
  g_assert_cmpuint (hu_edit_get_n_changes (both), ==, 1);
  g_assert_null (hu_edit_get_change (both, 0)->before);
  g_assert_true (hu_edit_get_change (both, 0)->after == two);
  g_assert_true (hu_edit_can_coalesce (both, second));
  nothing = hu_edit_concat (both, third);
  g_assert_cmpuint (hu_edit_get_n_changes (nothing), ==, 0);
}

/* Whatever is done: the inverse brings back exactly what was, and its inverse exactly what came. */
static void
test_inverse (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1970);
  g_autoptr (HuText) text = test_text_new (3);
  g_autoptr (HuLayer) layer = hu_layer_new (NULL);

  for (guint round = 0; round < 600; round++)
    {
      g_autoptr (HuEdit) edit = hu_edit_new ("Something");
      g_autoptr (HuEdit) inverse = NULL;
      g_autoptr (HuEdit) again = NULL;
      g_autoptr (HuSnapshot) before = hu_layer_snapshot (layer);
      g_autoptr (HuSnapshot) after = NULL;
      g_autoptr (HuSnapshot) undone = NULL;
      g_autoptr (HuSnapshot) redone = NULL;
      g_autoptr (GError) error = NULL;

      for (int n = g_rand_int_range (rand, 1, 6); n > 0; n--)
        test_do_something (rand, edit, layer, text);
      undone = hu_layer_snapshot (layer);
      assert_snapshots_equal (before, undone);
      g_clear_pointer (&undone, hu_snapshot_unref);
      inverse = hu_edit_invert (edit);
      again = hu_edit_invert (inverse);
      hu_layer_apply (layer, edit, &error);
      g_assert_no_error (error);
      after = hu_layer_snapshot (layer);
      hu_layer_apply (layer, inverse, &error);
      g_assert_no_error (error);
      undone = hu_layer_snapshot (layer);
      assert_snapshots_equal (before, undone);
      hu_layer_apply (layer, again, &error);
      g_assert_no_error (error);
      redone = hu_layer_snapshot (layer);
      assert_snapshots_equal (after, redone);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/edit/add", test_add);
  g_test_add_func ("/edit/remove", test_remove);
  g_test_add_func ("/edit/focus", test_focus);
  g_test_add_func ("/edit/coalesce", test_coalesce);
  g_test_add_func ("/edit/inverse", test_inverse);
  return g_test_run ();
}
