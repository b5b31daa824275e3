/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo among edits that somebody else makes: one's own steps can be undone, theirs stay, and nothing refers
 * to what isn't there. */
#include "hu-merge-layers.h"
#include "hu-rebase.h"
#include "model-tests.h"

static void
do_foreign (HuDocument *document, HuEdit *edit)
{
  guint n_done;
  GPtrArray *history = hu_document_get_history (document, &n_done);
  g_autoptr (GPtrArray) steps = hu_rebase_steps (history, &n_done, edit);
  g_autoptr (GError) error = NULL;

  hu_document_apply_foreign (document, edit, steps, n_done, &error);
  g_assert_no_error (error);
}

static char *
make_memo (HuDocument *document, const char *text)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Memo");
  g_autoptr (HuValue) passage = hu_value_new_range (0, 3);
  g_autoptr (GError) error = NULL;
  char *id = hu_op_create_memo (edit, hu_document_get_layer (document), passage);

  hu_op_set_string (edit, hu_document_get_layer (document), HU_KIND_MEMO, id, HU_MEMBER_TEXT, text);
  hu_document_apply (document, edit, &error);
  g_assert_no_error (error);
  return id;
}

static void
set_own (HuDocument *document, const char *id, HuMember member, const char *value)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Set");
  g_autoptr (GError) error = NULL;

  hu_op_set_string (edit, hu_document_get_layer (document), HU_KIND_MEMO, id, member, value);
  hu_document_apply (document, edit, &error);
  g_assert_no_error (error);
}

static void
set_foreign (HuDocument *document, const char *id, HuMember member, const char *value)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Theirs");

  hu_op_set_string (edit, hu_document_get_layer (document), HU_KIND_MEMO, id, member, value);
  do_foreign (document, edit);
}

static void
assert_memo (HuDocument *document, const char *id, const char *text, const char *note)
{
  HuRecord *memo = hu_layer_lookup (hu_document_get_layer (document), HU_KIND_MEMO, id);

  g_assert_nonnull (memo);
  g_assert_cmpstr (hu_record_get_string (memo, HU_MEMBER_TEXT), ==, text);
  g_assert_cmpstr (hu_record_get_string (memo, HU_MEMBER_NOTE), ==, note);
  g_assert_null (hu_record_get (memo, HU_MEMBER_CONFLICT));
}

static void
undo (HuDocument *document)
{
  g_autoptr (HuEdit) edit = hu_document_undo (document);

  g_assert_nonnull (edit);
}

static void
redo (HuDocument *document)
{
  g_autoptr (HuEdit) edit = hu_document_redo (document);

  g_assert_nonnull (edit);
}

/* What was undone is one's own, what somebody else did of the same record stays. */
static void
test_same_record (void)
{
  g_autoptr (HuText) text = test_text_new (2);
  g_autoptr (HuDocument) document = hu_document_new ("/tmp/a.txt", text, NULL);
  g_autofree char *id = make_memo (document, "one");
  g_autofree char *other = make_memo (document, "other");

  set_own (document, id, HU_MEMBER_TEXT, "two");
  set_foreign (document, id, HU_MEMBER_NOTE, "theirs");
  assert_memo (document, id, "two", "theirs");
  undo (document);
  assert_memo (document, id, "one", "theirs");
  redo (document);
  assert_memo (document, id, "two", "theirs");
  undo (document);
  undo (document);
  g_assert_null (hu_layer_lookup (hu_document_get_layer (document), HU_KIND_MEMO, other));
  /* The memo that somebody else wrote a note to isn't taken away. */
  g_assert_false (hu_document_can_undo (document));
  assert_memo (document, id, "one", "theirs");
}

static void
test_same_member (void)
{
  g_autoptr (HuText) text = test_text_new (2);
  g_autoptr (HuDocument) document = hu_document_new ("/tmp/a.txt", text, NULL);
  g_autofree char *id = make_memo (document, "one");

  set_own (document, id, HU_MEMBER_TEXT, "two");
  set_own (document, id, HU_MEMBER_NOTE, "mine");
  set_foreign (document, id, HU_MEMBER_TEXT, "theirs");
  undo (document);
  assert_memo (document, id, "theirs", NULL);
  g_assert_false (hu_document_can_undo (document));
}

static void
test_needed (void)
{
  g_autoptr (HuText) text = test_text_new (2);
  g_autoptr (HuDocument) document = hu_document_new ("/tmp/a.txt", text, NULL);
  HuLayer *layer = hu_document_get_layer (document);
  g_autoptr (HuEdit) mine = hu_edit_new ("Mine");
  g_autoptr (HuEdit) theirs = hu_edit_new ("Theirs");
  g_autoptr (HuValue) passage = hu_value_new_range (0, 3);
  g_autofree char *speaker = hu_op_ensure_speaker_named (mine, layer, "Ilse Marrow", NULL, TRUE);
  g_autofree char *claim = hu_op_create_claim (mine, layer, text, passage);
  g_autofree char *mention = NULL;

  hu_document_apply (document, mine, NULL);
  mention = hu_op_create_mention (theirs, layer, passage, speaker, "name");
  do_foreign (document, theirs);
  undo (document);
  g_assert_null (hu_layer_lookup (layer, HU_KIND_CLAIM, claim));
  g_assert_nonnull (hu_layer_lookup (layer, HU_KIND_MENTION, mention));
  g_assert_nonnull (hu_layer_lookup (layer, HU_KIND_SPEAKER, speaker));
  redo (document);
  g_assert_nonnull (hu_layer_lookup (layer, HU_KIND_CLAIM, claim));
}

/* At random. */

static void
assert_there (HuKind kind, const char *id, gpointer layer)
{
  if (kind >= HU_KIND_SPEAKER)
    g_assert_nonnull (hu_layer_lookup (layer, kind, id));
}

static void
check_record (HuRecord *record, gpointer layer)
{
  hu_record_foreach_reference (record, assert_there, layer);
}

static void
assert_whole (HuDocument *document)
{
  HuLayer *layer = hu_document_get_layer (document);

  for (HuKind kind = HU_KIND_SPEAKER; kind < HU_N_KINDS; kind++)
    hu_layer_foreach (layer, kind, check_record, layer);
}

static void
edit_randomly (GRand *rand, HuDocument *document, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HuEdit) edit = hu_edit_new ("Own");
      g_autoptr (GError) error = NULL;

      test_do_something (rand, edit, hu_document_get_layer (document), hu_document_get_text (document));
      hu_document_apply (document, edit, &error);
      g_assert_no_error (error);
      if (g_rand_int_range (rand, 0, 5) == 0)
        {
          g_autoptr (HuEdit) undone = hu_document_undo (document);
        }
    }
}

static HuSnapshot *
edit_elsewhere (GRand *rand, HuSnapshot *base, HuText *text, guint n)
{
  g_autoptr (HuLayer) layer = hu_layer_new (base);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HuEdit) edit = hu_edit_new ("Theirs");

      test_do_something (rand, edit, layer, text);
      g_assert_true (hu_layer_apply (layer, edit, NULL));
    }
  return hu_layer_snapshot (layer);
}

static void
assert_tags_are_there (HuDocument *document, HuEdit *edit)
{
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      if (HU_KIND_IS_TAG (change->kind) && !change->before)
        g_assert_nonnull (hu_layer_lookup (hu_document_get_layer (document), change->kind, change->id));
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (HuText) text = test_text_new (4);
  guint n_undone = 0;

  for (guint i = 0; i < 150; i++)
    {
      g_autoptr (HuDocument) document = hu_document_new ("/tmp/a.txt", text, NULL);
      g_autoptr (HuSnapshot) base = NULL;
      g_autoptr (HuSnapshot) mine = NULL;
      g_autoptr (HuSnapshot) theirs = NULL;
      g_autoptr (HuSnapshot) after = NULL;
      g_autoptr (HuSnapshot) again = NULL;
      g_autoptr (HuLayerMerge) merged = NULL;
      guint undone = 0;

      edit_randomly (rand, document, 20);
      base = hu_layer_snapshot (hu_document_get_layer (document));
      edit_randomly (rand, document, i % 12);
      mine = hu_layer_snapshot (hu_document_get_layer (document));
      for (guint j = 0; j < i % 3; j++)
        {
          g_autoptr (HuEdit) undone_before = hu_document_undo (document);
        }
      hu_snapshot_unref (mine);
      mine = hu_layer_snapshot (hu_document_get_layer (document));
      theirs = edit_elsewhere (rand, base, text, 1 + i % 6);
      merged = hu_merge_layers (base, mine, theirs, text, "Theirs");
      do_foreign (document, merged->edit);
      after = hu_layer_snapshot (hu_document_get_layer (document));
      assert_snapshots_equal (after, merged->snapshot);
      assert_whole (document);

      while (hu_document_can_undo (document))
        {
          undo (document);
          undone++;
          assert_whole (document);
          assert_tags_are_there (document, merged->edit);
        }
      for (guint j = 0; j < undone; j++)
        redo (document);
      again = hu_layer_snapshot (hu_document_get_layer (document));
      assert_snapshots_equal (again, after);
      n_undone += undone;
      while (hu_document_can_redo (document))
        {
          redo (document);
          assert_whole (document);
        }
    }
  g_assert_cmpuint (n_undone, >, 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/rebase/same-record", test_same_record);
  g_test_add_func ("/rebase/same-member", test_same_member);
  g_test_add_func ("/rebase/needed", test_needed);
  g_test_add_func ("/rebase/random", test_random);
  return g_test_run ();
}
