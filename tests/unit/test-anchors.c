/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person's word on passages that were placed anew: accepting them, placing them by hand. */
#include "hu-anchors.h"
#include "hu-check.h"
#include "hu-operations.h"

#include <string.h>

#define TEXT "The premier said that a fee would cut the price of bread.\n"

static HuValue *
make_rest (const char *quote, const char *anchor, const char *old_quote)
{
  const char *was_keys[] = { "start", "end", "quote" };
  HuValue *was_values[] = { hu_value_new_int (3), hu_value_new_int (9),
                            old_quote ? hu_value_new_string (old_quote) : NULL };
  const char *keys[] = { "quote", "anchor", "was" };
  HuValue *values[] = { hu_value_new_string (quote), hu_value_new_string (anchor),
                        hu_value_new_object_take (was_keys, was_values, old_quote ? 3 : 2) };

  return hu_value_new_object_take (keys, values, 3);
}

/* A claim whose passage has a moved and a lost span and whose cue was moved. */
static HuDocument *
make_document (void)
{
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  g_autoptr (HuText) text = hu_text_new_from_utf8 (TEXT, -1);
  g_autoptr (HuValue) moved = make_rest ("a fee", "moved", "a toll");
  g_autoptr (HuValue) lost = make_rest ("next year", "lost", NULL);
  g_autoptr (HuValue) cue = make_rest ("said that", "moved", "says that");
  HuSpan passage[] = { { 22, 27, FALSE, moved }, { 0, 0, TRUE, lost } };
  HuSpan cue_span = { 12, 21, FALSE, cue };
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_CLAIM, "a", NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_new_passage (passage, 2));
  hu_record_builder_take (&builder, HU_MEMBER_CUE, hu_value_new_passage (&cue_span, 1));
  hu_record_builder_set_string (&builder, HU_MEMBER_VOICE, "author");
  g_ptr_array_add (snapshot->records[HU_KIND_CLAIM], hu_record_builder_end (&builder));
  return hu_document_new ("/tmp/made-up.txt", text, snapshot);
}

static HuRecord *
get_claim (HuDocument *document)
{
  return hu_layer_lookup (hu_document_get_layer (document), HU_KIND_CLAIM, "a");
}

static void
accept (HuDocument *document)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Accept");
  g_autoptr (GError) error = NULL;

  hu_op_accept_passage (edit, hu_document_get_layer (document), HU_KIND_CLAIM, "a",
                        hu_record_get_unreviewed (get_claim (document)));
  g_assert_true (hu_document_apply (document, edit, &error));
  g_assert_no_error (error);
}

static void
place (HuDocument *document, guint start, guint end)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Place");
  g_autoptr (HuValue) passage = hu_value_new_range (start, end);
  g_autoptr (GError) error = NULL;

  hu_op_place_passage (edit, hu_document_get_layer (document), hu_document_get_text (document), HU_KIND_CLAIM,
                       "a", passage);
  g_assert_true (hu_document_apply (document, edit, &error));
  g_assert_no_error (error);
}

static void
test_words (void)
{
  g_autoptr (HuDocument) document = make_document ();
  HuValue *passage = hu_record_get (get_claim (document), HU_MEMBER_PASSAGE);
  g_autofree char *was = hu_value_dup_former_quote (passage);
  g_autofree char *now = hu_value_dup_current_quote (passage, hu_document_get_text (document));

  g_assert_cmpint (hu_record_get_anchors (get_claim (document)), ==, HU_ANCHORS_MOVED | HU_ANCHORS_LOST);
  g_assert_cmpint (hu_record_get_unreviewed (get_claim (document)), ==, HU_MEMBER_PASSAGE);
  g_assert_cmpstr (was, ==, "a toll … next year");
  g_assert_cmpstr (now, ==, "a fee");
}

static void
test_accept (void)
{
  g_autoptr (HuDocument) document = make_document ();
  g_autoptr (HuCheck) check = hu_check_new (document);
  gsize n;
  const HuSpan *spans;

  g_assert_cmpuint (hu_check_count_anchors (check), ==, 1);
  accept (document);
  spans = hu_record_get_spans (get_claim (document), &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_null (spans[0].rest);
  g_assert_true (spans[1].lost);
  g_assert_cmpuint (hu_check_count_anchors (check), ==, 1);

  /* The lost one is placed by hand, beside the one that stands. */
  place (document, 48, 56);
  spans = hu_record_get_spans (get_claim (document), &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (spans[0].start, ==, 22);
  g_assert_cmpuint (spans[1].start, ==, 48);
  g_assert_false (spans[1].lost);
  g_assert_cmpint (hu_record_get_unreviewed (get_claim (document)), ==, HU_MEMBER_CUE);

  accept (document);
  g_assert_cmpint (hu_record_get_anchors (get_claim (document)), ==, HU_ANCHORS_EXACT);
  g_assert_cmpuint (hu_check_count_anchors (check), ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (HuEdit) undone = hu_document_undo (document);

      g_assert_nonnull (undone);
    }
  g_assert_cmpint (hu_record_get_anchors (get_claim (document)), ==, HU_ANCHORS_MOVED | HU_ANCHORS_LOST);
  g_assert_cmpuint (hu_check_count_anchors (check), ==, 1);
}

static void
test_replace (void)
{
  g_autoptr (HuDocument) document = make_document ();
  gsize n;
  const HuSpan *spans;

  place (document, 22, 37);
  spans = hu_record_get_spans (get_claim (document), &n);
  /* What it overlaps goes into it. */
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (spans[0].start, ==, 22);
  g_assert_cmpuint (spans[0].end, ==, 37);
  g_assert_null (spans[0].rest);
}

static void
test_plain (void)
{
  const char *keys[] = { "start", "end", "quote", "anchor", "was" };
  g_autoptr (HuValue) was = make_rest ("x", "moved", "y");
  HuValue *values[] = { hu_value_new_int (22), hu_value_new_int (27), hu_value_new_string ("a fee"),
                        hu_value_new_string ("moved"), hu_value_ref (hu_value_get_member (was, "was")) };
  HuValue *span = hu_value_new_object_take (keys, values, 5);
  HuValue *list = hu_value_new_list_take (&span, 1);
  const char *passage_key = "passage";
  HuValue *item = hu_value_new_object_take (&passage_key, &list, 1);
  g_autoptr (HuValue) evidence = hu_value_new_list_take (&item, 1);
  g_autoptr (HuDocument) document = make_document ();
  g_autoptr (HuEdit) edit = hu_edit_new ("Accept");
  HuLayer *layer = hu_document_get_layer (document);
  HuValue *accepted;

  g_assert_cmpint (hu_value_get_anchors (evidence), ==, HU_ANCHORS_MOVED);
  hu_op_set (edit, layer, HU_KIND_CLAIM, "a", HU_MEMBER_EVIDENCE, evidence);
  hu_op_accept_passage (edit, layer, HU_KIND_CLAIM, "a", HU_MEMBER_EVIDENCE);
  accepted = hu_record_get (hu_op_lookup (edit, layer, HU_KIND_CLAIM, "a"), HU_MEMBER_EVIDENCE);
  g_assert_cmpint (hu_value_get_anchors (accepted), ==, HU_ANCHORS_EXACT);
  accepted = hu_value_get_item (hu_value_get_member (hu_value_get_item (accepted, 0), "passage"), 0);
  g_assert_cmpuint (hu_value_get_size (accepted), ==, 3);
  g_assert_cmpint (hu_value_get_int (hu_value_get_member (accepted, "end")), ==, 27);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/anchors/words", test_words);
  g_test_add_func ("/anchors/accept", test_accept);
  g_test_add_func ("/anchors/replace", test_replace);
  g_test_add_func ("/anchors/plain", test_plain);
  return g_test_run ();
}
