/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing between two values of a member. */
#include "hu-conflict.h"
#include "hu-json.h"

#include <string.h>

static HuValue *
json (const char *letters)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (letters, strlen (letters));
  g_autoptr (GError) error = NULL;
  HuValue *value = hu_json_parse (bytes, "test", &error);

  g_assert_no_error (error);
  return value;
}

/* A claim in the author's voice, with what is under its conflict. */
static HuLayer *
make_layer (const char *conflict)
{
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_CLAIM, "c", NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_new_range (0, 9));
  hu_record_builder_set_string (&builder, HU_MEMBER_VOICE, "author");
  hu_record_builder_take (&builder, HU_MEMBER_FIELDS, json ("{\"a\": 1, \"b\": 1}"));
  hu_record_builder_take (&builder, HU_MEMBER_CONFLICT, json (conflict));
  g_ptr_array_add (snapshot->records[HU_KIND_CLAIM], hu_record_builder_end (&builder));
  g_ptr_array_add (snapshot->records[HU_KIND_SPEAKER], hu_record_new (HU_KIND_SPEAKER, "voss"));
  return hu_layer_new (snapshot);
}

static HuRecord *
resolve (HuLayer *layer, const char *key, gboolean take)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Resolve");

  hu_op_resolve_conflict (edit, layer, HU_KIND_CLAIM, "c", key, take);
  g_assert_true (hu_layer_apply (layer, edit, NULL));
  return hu_layer_lookup (layer, HU_KIND_CLAIM, "c");
}

static void
test_keep (void)
{
  g_autoptr (HuLayer) layer = make_layer ("{\"voice\": \"outlet\", \"gist\": \"x\"}");
  HuRecord *claim = resolve (layer, "voice", FALSE);
  HuValue *theirs = NULL;

  g_assert_cmpstr (hu_record_get_string (claim, HU_MEMBER_VOICE), ==, "author");
  g_assert_cmpstr (hu_record_get_conflict (claim, &theirs), ==, "gist");
  g_assert_cmpstr (hu_value_get_string (theirs), ==, "x");
  claim = resolve (layer, "gist", FALSE);
  g_assert_null (hu_record_get_conflict (claim, NULL));
  g_assert_null (hu_record_get (claim, HU_MEMBER_CONFLICT));
}

static void
test_take (void)
{
  g_autoptr (HuLayer) layer =
      make_layer ("{\"gist\": \"x\", \"fields\": {\"b\": 2}, \"later\": true, \"passage\": "
                  "[{\"start\": 3, \"end\": 5, \"quote\": \"ab\"}]}");
  HuRecord *claim;
  const HuSpan *spans;
  gsize n;

  resolve (layer, "gist", TRUE);
  resolve (layer, "fields", TRUE);
  resolve (layer, "later", TRUE);
  claim = resolve (layer, "passage", TRUE);
  g_assert_cmpstr (hu_record_get_string (claim, HU_MEMBER_GIST), ==, "x");
  g_assert_cmpint (hu_value_get_int (hu_value_get_member (hu_record_get (claim, HU_MEMBER_FIELDS), "a")), ==,
                   1);
  g_assert_cmpint (hu_value_get_int (hu_value_get_member (hu_record_get (claim, HU_MEMBER_FIELDS), "b")), ==,
                   2);
  g_assert_true (hu_value_get_boolean (hu_value_get_member (hu_record_get_unknown (claim), "later")));
  spans = hu_record_get_spans (claim, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (spans[0].start, ==, 3);
  g_assert_null (hu_record_get (claim, HU_MEMBER_CONFLICT));
}

static void
test_exclusive (void)
{
  g_autoptr (HuLayer) layer = make_layer ("{\"speakers\": [\"voss\", \"gone\"]}");
  HuRecord *claim = resolve (layer, "speakers", TRUE);

  g_assert_cmpuint (hu_record_get_size (claim, HU_MEMBER_SPEAKERS), ==, 1);
  g_assert_true (hu_record_has_string (claim, HU_MEMBER_SPEAKERS, "voss"));
  g_assert_null (hu_record_get (claim, HU_MEMBER_VOICE));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/conflict/keep", test_keep);
  g_test_add_func ("/conflict/take", test_take);
  g_test_add_func ("/conflict/exclusive", test_exclusive);
  return g_test_run ();
}
