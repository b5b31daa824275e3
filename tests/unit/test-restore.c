/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting back what was deleted: right after it all is as before, later as far as it still fits. */
#include "model-tests.h"

#include "hu-journal-replay.h"

typedef struct
{
  GRand *rand;
  HuText *text;
  HuLayer *layer;
  GPtrArray *deleted; /* the last first */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  self->text = test_text_new (4);
  self->layer = hu_layer_new (NULL);
  self->deleted = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_deleted_free);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->deleted);
  hu_layer_free (self->layer);
  hu_text_unref (self->text);
  g_rand_free (self->rand);
}

static void
apply (Fixture *self, HuEdit *edit)
{
  g_autoptr (GError) error = NULL;

  hu_layer_apply (self->layer, edit, &error);
  g_assert_no_error (error);
}

static void
make_many (Fixture *self)
{
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (HuEdit) edit = hu_edit_new ("Do");

      test_do_something (self->rand, edit, self->layer, self->text);
      apply (self, edit);
    }
}

static void delete (Fixture *self, HuKind kind, const char *id)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Delete");
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  if (kind == HU_KIND_SPEAKER)
    hu_op_delete_speaker (edit, self->layer, id);
  else
    hu_op_delete_tag (edit, self->layer, kind, id);
  apply (self, edit);
  hu_deleted_gather (gone, edit, self->text);
  for (guint i = 0; i < gone->len; i++)
    g_ptr_array_insert (self->deleted, 0, g_ptr_array_index (gone, i));
}

static gboolean
restore (Fixture *self, HuKind kind, const char *id)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Restore");

  if (!hu_op_restore (edit, self->layer, kind, id, hu_deleted_find, self->deleted))
    return FALSE;
  apply (self, edit);
  g_assert_nonnull (hu_layer_lookup (self->layer, kind, id));
  return TRUE;
}

/* (transfer full) (nullable) */
static char *
pick (Fixture *self, HuKind kind)
{
  guint n = hu_layer_get_size (self->layer, kind);

  return n ? g_strdup (hu_record_get_id (
                 hu_layer_get_nth (self->layer, kind, (guint) g_rand_int_range (self->rand, 0, (int) n))))
           : NULL;
}

static void
assert_is_there (HuKind kind, const char *id, gpointer layer)
{
  if (kind == HU_KIND_SPEAKER || kind == HU_KIND_MENTION || kind == HU_KIND_CLAIM)
    g_assert_nonnull (hu_layer_lookup (layer, kind, id));
}

static void
assert_sound (Fixture *self)
{
  for (HuKind kind = HU_KIND_SPEAKER; kind <= HU_KIND_MEMO; kind++)
    for (guint i = 0; i < hu_layer_get_size (self->layer, kind); i++)
      hu_record_foreach_reference (hu_layer_get_nth (self->layer, kind, i), assert_is_there, self->layer);
}

static void
test_at_once (Fixture *self, gconstpointer data)
{
  make_many (self);
  for (guint i = 0; i < 100; i++)
    {
      HuKind kind = (HuKind) g_rand_int_range (self->rand, HU_KIND_SPEAKER, HU_KIND_MEMO + 1);
      g_autofree char *id = pick (self, kind);
      g_autoptr (HuSnapshot) before = hu_layer_snapshot (self->layer);
      g_autoptr (HuSnapshot) after = NULL;

      if (!id)
        continue;
      delete (self, kind, id);
      g_assert_true (restore (self, kind, id));
      g_assert_false (restore (self, kind, id));
      after = hu_layer_snapshot (self->layer);
      assert_snapshots_equal (before, after);
      g_ptr_array_set_size (self->deleted, 0);
    }
}

/* Whatever the order: nothing stays away for good, and nothing names what isn't there. */
static void
test_any_order (Fixture *self, gconstpointer data)
{
  guint sizes[HU_N_KINDS], n_deleted = 0;

  make_many (self);
  for (HuKind kind = HU_KIND_SPEAKER; kind <= HU_KIND_MEMO; kind++)
    sizes[kind] = hu_layer_get_size (self->layer, kind);
  while (n_deleted++ < 25)
    {
      HuKind kind = (HuKind) g_rand_int_range (self->rand, HU_KIND_SPEAKER, HU_KIND_MEMO + 1);
      g_autofree char *id = pick (self, kind);

      if (id)
        delete (self, kind, id);
    }
  for (guint i = 0; i < 400; i++)
    {
      guint place = (guint) g_rand_int_range (self->rand, 0, (int) self->deleted->len);
      HuDeleted *deleted = g_ptr_array_index (self->deleted, place);

      restore (self, hu_record_get_kind (deleted->record), hu_record_get_id (deleted->record));
      assert_sound (self);
    }
  for (guint i = 0; i < self->deleted->len; i++)
    {
      HuDeleted *deleted = g_ptr_array_index (self->deleted, i);

      restore (self, hu_record_get_kind (deleted->record), hu_record_get_id (deleted->record));
    }
  for (HuKind kind = HU_KIND_SPEAKER; kind <= HU_KIND_MEMO; kind++)
    g_assert_cmpuint (hu_layer_get_size (self->layer, kind), ==, sizes[kind]);
}

/* A claim by one speaker on one topic, which she supports. */
typedef struct
{
  char *claim;
  char *speaker;
  char *topic;
  char *stance;
} Statement;

static void
statement_clear (Statement *statement)
{
  g_free (statement->claim);
  g_free (statement->speaker);
  g_free (statement->topic);
  g_free (statement->stance);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Statement, statement_clear)

static void
set_stance (Fixture *self, Statement *statement, const char *value)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Stance");
  g_autoptr (HuValue) toward = test_target ("topic", statement->topic);

  g_free (statement->stance);
  statement->stance =
      hu_op_set_stance (edit, self->layer, statement->claim, statement->speaker, NULL, toward, value);
  apply (self, edit);
}

static Statement
make_statement (Fixture *self)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Claim");
  g_autoptr (HuValue) passage = hu_value_new_range (20, 30);
  Statement statement = { NULL, NULL, NULL, NULL };

  statement.claim = hu_op_create_claim (edit, self->layer, self->text, passage);
  statement.speaker = hu_op_ensure_speaker_named (edit, self->layer, "Anneke Voss", NULL, TRUE);
  statement.topic = hu_op_ensure_topic (edit, self->layer, "Harbour fee", NULL);
  hu_op_add_claim_speaker (edit, self->layer, self->text, statement.claim, statement.speaker);
  hu_op_add_claim_topic (edit, self->layer, statement.claim, statement.topic);
  apply (self, edit);
  set_stance (self, &statement, "supports");
  return statement;
}

static void
test_stance_replaced (Fixture *self, gconstpointer data)
{
  g_auto (Statement) statement = make_statement (self);
  g_autofree char *first = g_strdup (statement.stance);

  delete (self, HU_KIND_STANCE, first);
  set_stance (self, &statement, "opposes");
  g_assert_false (restore (self, HU_KIND_STANCE, first));
  delete (self, HU_KIND_STANCE, statement.stance);
  g_assert_true (restore (self, HU_KIND_STANCE, first));
}

/* The stance was deleted on its own, then its claim: with the stance the claim comes back, but not the other
 * way round. */
static void
test_stance_of_deleted_claim (Fixture *self, gconstpointer data)
{
  g_auto (Statement) statement = make_statement (self);

  delete (self, HU_KIND_STANCE, statement.stance);
  delete (self, HU_KIND_CLAIM, statement.claim);
  g_assert_true (restore (self, HU_KIND_CLAIM, statement.claim));
  g_assert_cmpuint (hu_layer_get_size (self->layer, HU_KIND_STANCE), ==, 0);
  delete (self, HU_KIND_CLAIM, statement.claim);
  g_assert_true (restore (self, HU_KIND_STANCE, statement.stance));
  g_assert_nonnull (hu_layer_lookup (self->layer, HU_KIND_CLAIM, statement.claim));
}

/* The speaker's claim has got a voice meanwhile, which stays. */
static void
test_voice_since (Fixture *self, gconstpointer data)
{
  g_auto (Statement) statement = make_statement (self);
  g_autoptr (HuEdit) edit = hu_edit_new ("Voice");
  HuRecord *claim;

  delete (self, HU_KIND_SPEAKER, statement.speaker);
  hu_op_set_claim_voice (edit, self->layer, statement.claim, "author");
  apply (self, edit);
  g_assert_true (restore (self, HU_KIND_SPEAKER, statement.speaker));
  claim = hu_layer_lookup (self->layer, HU_KIND_CLAIM, statement.claim);
  g_assert_cmpstr (hu_record_get_string (claim, HU_MEMBER_VOICE), ==, "author");
  g_assert_null (hu_record_get (claim, HU_MEMBER_SPEAKERS));
}

/* Another speaker has joined the claim meanwhile, and stays beside the one that comes back. */
static void
test_list_since (Fixture *self, gconstpointer data)
{
  g_auto (Statement) statement = make_statement (self);
  g_autoptr (HuEdit) edit = hu_edit_new ("Speaker");
  g_autofree char *other = hu_op_ensure_speaker_named (edit, self->layer, "Tomas Reik", NULL, TRUE);
  HuRecord *claim;

  delete (self, HU_KIND_SPEAKER, statement.speaker);
  hu_op_add_claim_speaker (edit, self->layer, self->text, statement.claim, other);
  apply (self, edit);
  g_assert_true (restore (self, HU_KIND_SPEAKER, statement.speaker));
  claim = hu_layer_lookup (self->layer, HU_KIND_CLAIM, statement.claim);
  g_assert_true (hu_record_has_string (claim, HU_MEMBER_SPEAKERS, other));
  g_assert_true (hu_record_has_string (claim, HU_MEMBER_SPEAKERS, statement.speaker));
  g_assert_nonnull (hu_layer_lookup (self->layer, HU_KIND_STANCE, statement.stance));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/restore/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("at-once", test_at_once);
  ADD ("any-order", test_any_order);
  ADD ("stance-replaced", test_stance_replaced);
  ADD ("stance-of-deleted-claim", test_stance_of_deleted_claim);
  ADD ("voice-since", test_voice_since);
  ADD ("list-since", test_list_since);
#undef ADD
  return g_test_run ();
}
