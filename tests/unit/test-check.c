/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left to check, kept up to date edit by edit, against counting it anew. */
#include "hu-check.h"

#include "random-edits.h"

#include <string.h>

/* The reasons of records of every kind. */

static void
test_reasons (void)
{
  g_autoptr (HuRecord) mention = hu_record_new (HU_KIND_MENTION, "m");
  g_autoptr (HuRecord) claim = hu_record_new (HU_KIND_CLAIM, "c");
  g_autoptr (HuRecord) voiced = hu_record_with_string (claim, HU_MEMBER_VOICE, "none");
  g_autoptr (HuRecord) stance = hu_record_new (HU_KIND_STANCE, "s");
  g_autoptr (HuRecord) held = hu_record_with_string (stance, HU_MEMBER_VOICE, "author");
  g_autoptr (HuRecord) memo = hu_record_new (HU_KIND_MEMO, "n");
  g_autoptr (HuRecord) speaker = hu_record_new (HU_KIND_SPEAKER, "v");
  g_autoptr (HuRecord) topic = hu_record_new (HU_KIND_TOPIC, "t");

  g_assert_cmpint (hu_record_get_check (mention), ==, HU_CHECK_MENTION_SPEAKER);
  g_assert_cmpint (hu_record_get_check (claim), ==, HU_CHECK_CLAIM_SOURCE);
  g_assert_cmpint (hu_record_get_check (voiced), ==, HU_CHECK_NOTHING);
  g_assert_cmpint (hu_record_get_check (stance), ==,
                   HU_CHECK_STANCE_HOLDER | HU_CHECK_STANCE_TARGET | HU_CHECK_STANCE_VALUE);
  g_assert_cmpint (hu_record_get_check (held), ==, HU_CHECK_STANCE_TARGET | HU_CHECK_STANCE_VALUE);
  g_assert_cmpint (hu_record_get_check (memo), ==, HU_CHECK_NOTHING);
  g_assert_cmpint (hu_record_get_check (speaker), ==, HU_CHECK_NOTHING);
  g_assert_cmpint (hu_record_get_check (topic), ==, HU_CHECK_NOTHING);
}

static HuRecord *
memo_with_anchor (const char *anchor, gboolean lost)
{
  g_autoptr (HuRecord) memo = hu_record_new (HU_KIND_MEMO, "n");
  const char *keys[] = { "quote", "anchor" };
  HuValue *values[] = { hu_value_new_string ("mayor"), hu_value_new_string (anchor) };
  g_autoptr (HuValue) rest = hu_value_new_object_take (keys, values, 2);
  HuSpan span = { 4, 9, lost, rest };
  g_autoptr (HuValue) passage = NULL;

  if (lost)
    span.start = span.end = 0;
  passage = hu_value_new_passage (&span, 1);
  return hu_record_with (memo, HU_MEMBER_PASSAGE, passage);
}

static void
test_passages (void)
{
  g_autoptr (HuRecord) moved = memo_with_anchor ("moved", FALSE);
  g_autoptr (HuRecord) lost = memo_with_anchor ("lost", TRUE);
  const char *keys[] = { "value" };
  HuValue *values[] = { hu_value_new_string ("supports") };
  g_autoptr (HuValue) theirs = hu_value_new_object_take (keys, values, 1);
  g_autoptr (HuRecord) speaker = hu_record_new (HU_KIND_SPEAKER, "v");
  g_autoptr (HuRecord) conflict = hu_record_with (speaker, HU_MEMBER_CONFLICT, theirs);

  g_assert_cmpint (hu_record_get_check (moved), ==, HU_CHECK_MOVED);
  g_assert_cmpint (hu_record_get_check (lost), ==, HU_CHECK_LOST);
  g_assert_cmpint (hu_record_get_check (conflict), ==, HU_CHECK_CONFLICT);
  g_assert_nonnull (hu_check_reasons_explain (HU_CHECK_MOVED | HU_CHECK_STANCE_VALUE));
  g_assert_null (hu_check_reasons_explain (HU_CHECK_NOTHING));
}

/* Going through them. */

static char *
add_mention (HuDocument *document, guint start, guint end)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Mention");
  g_autoptr (HuValue) passage = hu_value_new_range (start, end);
  char *id = hu_op_create_mention (edit, hu_document_get_layer (document), passage, NULL, NULL);

  random_edits_apply (document, edit);
  return id;
}

static void
assert_next (HuCheck *check, HuRecord *from, guint offset, gboolean backward, const char *id)
{
  HuRecord *next = hu_check_next (check, from, offset, backward);

  g_assert_nonnull (next);
  g_assert_cmpstr (hu_record_get_id (next), ==, id);
}

static void
test_next (void)
{
  g_autoptr (HuDocument) document = random_edits_make_document ();
  g_autoptr (HuCheck) check = hu_check_new (document);
  HuLayer *layer = hu_document_get_layer (document);
  g_autofree char *a = NULL, *b = NULL, *c = NULL;
  HuRecord *record;

  g_assert_null (hu_check_next (check, NULL, 0, FALSE));
  a = add_mention (document, 10, 20);
  b = add_mention (document, 10, 30);
  c = add_mention (document, 100, 110);
  g_assert_cmpuint (hu_check_get_count (check), ==, 3);

  assert_next (check, NULL, 0, FALSE, a);
  assert_next (check, NULL, 10, FALSE, a);
  assert_next (check, NULL, 11, FALSE, c);
  assert_next (check, NULL, 101, FALSE, a);
  assert_next (check, NULL, 100, TRUE, b);
  assert_next (check, NULL, 10, TRUE, c);
  assert_next (check, hu_layer_lookup (layer, HU_KIND_MENTION, a), 0, FALSE, b);
  assert_next (check, hu_layer_lookup (layer, HU_KIND_MENTION, c), 0, FALSE, a);
  assert_next (check, hu_layer_lookup (layer, HU_KIND_MENTION, a), 0, TRUE, c);

  /* From a tag that has been dealt with, on from its place. */
  {
    g_autoptr (HuEdit) edit = hu_edit_new ("Resolve");
    g_autofree char *speaker = hu_op_ensure_speaker_named (edit, layer, "Ilse Marrow", NULL, TRUE);
    g_autoptr (HuValue) speakers = hu_value_new_strings ((const char *const[]){ speaker }, 1);

    hu_op_set (edit, layer, HU_KIND_MENTION, b, HU_MEMBER_SPEAKERS, speakers);
    random_edits_apply (document, edit);
  }
  g_assert_cmpuint (hu_check_get_count (check), ==, 2);
  record = hu_layer_lookup (layer, HU_KIND_MENTION, b);
  assert_next (check, record, 0, FALSE, c);
  assert_next (check, record, 0, TRUE, a);
}

/* Random edits, against counting anew. */

static gboolean
place_precedes (HuLayer *layer, HuRecord *a, HuRecord *b)
{
  guint a_start = G_MAXUINT, a_end = G_MAXUINT, b_start = G_MAXUINT, b_end = G_MAXUINT;

  if (!hu_layer_get_place (layer, a, &a_start, &a_end))
    a_start = a_end = G_MAXUINT;
  if (!hu_layer_get_place (layer, b, &b_start, &b_end))
    b_start = b_end = G_MAXUINT;
  if (a_start != b_start)
    return a_start < b_start;
  if (a_end != b_end)
    return a_end < b_end;
  return strcmp (hu_record_get_id (a), hu_record_get_id (b)) <= 0;
}

static void
assert_as_naive (HuDocument *document, HuCheck *check)
{
  HuLayer *layer = hu_document_get_layer (document);
  g_autoptr (HuSnapshot) snapshot = hu_layer_snapshot (layer);
  g_autoptr (GHashTable) expected = g_hash_table_new (NULL, NULL);

  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      if (hu_record_get_check (g_ptr_array_index (snapshot->records[kind], i)))
        g_hash_table_add (expected, g_ptr_array_index (snapshot->records[kind], i));

  g_assert_cmpuint (hu_check_get_count (check), ==, g_hash_table_size (expected));
  for (guint i = 0; i < hu_check_get_count (check); i++)
    {
      HuRecord *record = hu_check_get_nth (check, i);

      g_assert_true (g_hash_table_contains (expected, record));
      if (i > 0)
        g_assert_true (place_precedes (layer, hu_check_get_nth (check, i - 1), record));
    }
}

static void
test_random (void)
{
  for (int round = 0; round < 20; round++)
    {
      g_autoptr (HuDocument) document = random_edits_make_document ();
      g_autoptr (HuCheck) check = hu_check_new (document);
      g_autoptr (HuCheck) later = NULL;

      for (int step = 0; step < 150; step++)
        {
          random_edits_step (document);
          assert_as_naive (document, check);
        }
      later = hu_check_new (document);
      assert_as_naive (document, later);
    }
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(int *) user_data;
}

static void
test_notify (void)
{
  g_autoptr (HuDocument) document = random_edits_make_document ();
  g_autoptr (HuCheck) check = hu_check_new (document);
  g_autofree char *id = NULL;
  guint count = 0;
  int notified = 0;

  g_signal_connect (check, "notify::count", G_CALLBACK (count_notify), &notified);
  id = add_mention (document, 0, 3);
  g_assert_cmpint (notified, ==, 1);
  random_edits_set_string (document, HU_KIND_MENTION, id, HU_MEMBER_NOTE, "Who?");
  g_assert_cmpint (notified, ==, 1);
  g_object_get (check, "count", &count, NULL);
  g_assert_cmpuint (count, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/check/reasons", test_reasons);
  g_test_add_func ("/check/passages", test_passages);
  g_test_add_func ("/check/next", test_next);
  g_test_add_func ("/check/notify", test_notify);
  g_test_add_func ("/check/random", test_random);
  return g_test_run ();
}
