/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door: what goes along with edits, undo and redo to the ends, and what the signals say. */
#include "hu-document.h"

#include "hu-error.h"
#include "hu-json.h"
#include "model-tests.h"

#define CODEBOOK                                                                                             \
  "{ \"format\": \"hustings-codebook\", \"version\": 1, \"revision\": %d, \"title\": \"Grain treaty\","      \
  " \"types\": [ { \"id\": \"causal\", \"label\": \"%s\" } ],"                                               \
  " \"scales\": [ { \"id\": \"position\", \"label\": \"Position\", \"values\": ["                            \
  "   { \"id\": \"supports\", \"label\": \"Supports\", \"score\": 1 },"                                      \
  "   { \"id\": \"opposes\", \"label\": \"Opposes\", \"score\": -1 },"                                       \
  "   { \"id\": \"withheld\", \"label\": \"Withheld\" } ] } ],"                                              \
  " \"topics\": [ { \"id\": \"fee\", \"label\": \"Harbour fee\", \"scale\": \"position\" },"                 \
  "   { \"id\": \"bread\", \"label\": \"Bread is dear\", \"kind\": \"statement\" } ] }"

static HuCodebook *
make_codebook (int revision, const char *label, gboolean file)
{
  g_autofree char *json = g_strdup_printf (CODEBOOK, revision, label);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (HuValue) value = hu_json_parse (bytes, "codebook.json", &error);
  HuCodebook *codebook = hu_codebook_new (value, &error);

  g_assert_no_error (error);
  if (file)
    hu_codebook_mark_file (codebook);
  return codebook;
}

static HuRecord *
make_speaker (const char *id, const char *name, const char *kind)
{
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_SPEAKER, id, NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_NAME, name);
  hu_record_builder_set_string (&builder, HU_MEMBER_KIND, kind);
  return hu_record_builder_end (&builder);
}

typedef struct
{
  HuText *text;
  HuDocument *document;
  HuLayer *layer;  /* the document's */
  HuLayer *mirror; /* follows the signals */
  guint n_changed;
} Fixture;

static void
on_changed (HuDocument *document, HuEdit *edit, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  hu_layer_apply (self->mirror, edit, &error);
  g_assert_no_error (error);
  self->n_changed++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (HuCodebook) codebook = make_codebook (7, "Causal", TRUE);
  g_autoptr (GPtrArray) speakers = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);
  g_autoptr (HuRegister) known = NULL;

  g_ptr_array_add (speakers, make_speaker ("anneke-voss", "Anneke Voss", "person"));
  known = hu_register_new (speakers, NULL);
  hu_register_mark_file (known);
  self->text = test_text_new (3);
  self->document = hu_document_new ("/nowhere/talks.txt", self->text, NULL);
  self->layer = hu_document_get_layer (self->document);
  self->mirror = hu_layer_new (NULL);
  self->n_changed = 0;
  hu_document_set_codebook (self->document, codebook);
  hu_document_set_register (self->document, known);
  hu_document_set_joins_register (self->document, TRUE);
  hu_document_set_coder (self->document, "ilse", "Ilse Marrow");
  g_signal_connect (self->document, "changed", G_CALLBACK (on_changed), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->document);
  hu_layer_free (self->mirror);
  hu_text_unref (self->text);
}

static void
apply (Fixture *self, HuEdit *edit)
{
  g_autoptr (GError) error = NULL;

  hu_document_apply (self->document, edit, &error);
  g_assert_no_error (error);
}

static void
assert_state (Fixture *self, HuSnapshot *expected)
{
  g_autoptr (HuSnapshot) now = hu_layer_snapshot (self->layer);
  g_autoptr (HuSnapshot) mirrored = hu_layer_snapshot (self->mirror);

  assert_snapshots_equal (now, expected);
  assert_snapshots_equal (mirrored, expected);
}

/* Random edits, with an undoing in between now and then; then undone to the start and redone to the end. */
static void
test_undo (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1863);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_snapshot_unref);
  int done;

  g_ptr_array_add (states, hu_layer_snapshot (self->layer));
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (HuEdit) edit = hu_edit_new ("Something");
      guint changes = self->n_changed;

      if (states->len > 1 && g_rand_int_range (rand, 0, 8) == 0)
        {
          g_autoptr (HuEdit) undone = hu_document_undo (self->document);

          g_assert_nonnull (undone);
          g_ptr_array_set_size (states, (int) states->len - 1);
          assert_state (self, g_ptr_array_index (states, states->len - 1));
        }
      for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        test_do_something (rand, edit, self->layer, self->text);
      if (hu_edit_get_n_changes (edit) == 0)
        continue;
      apply (self, edit);
      g_assert_cmpuint (self->n_changed, >, changes);
      g_assert_false (hu_document_can_redo (self->document));
      g_ptr_array_add (states, hu_layer_snapshot (self->layer));
    }
  assert_state (self, g_ptr_array_index (states, states->len - 1));
  for (done = (int) states->len - 2; done >= 0; done--)
    {
      g_autoptr (HuEdit) edit = hu_document_undo (self->document);

      g_assert_nonnull (edit);
      assert_state (self, g_ptr_array_index (states, done));
    }
  g_assert_false (hu_document_can_undo (self->document));
  g_assert_null (hu_document_undo (self->document));
  for (done = 1; done < (int) states->len; done++)
    {
      g_autoptr (HuEdit) edit = hu_document_redo (self->document);

      g_assert_nonnull (edit);
      assert_state (self, g_ptr_array_index (states, done));
    }
  g_assert_false (hu_document_can_redo (self->document));
  g_assert_null (hu_document_redo (self->document));
}

static char *
tag_claim (Fixture *self, const char *speaker)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Tag Claim");
  g_autoptr (HuValue) passage = hu_value_new_range (16, 30);
  char *id = hu_op_create_claim (edit, self->layer, self->text, passage);

  if (speaker)
    {
      g_autofree char *speaker_id = hu_op_ensure_speaker_named (edit, self->layer, speaker, NULL, TRUE);

      hu_op_add_claim_speaker (edit, self->layer, self->text, id, speaker_id);
    }
  apply (self, edit);
  return id;
}

static void
set_claim (Fixture *self, const char *claim, HuMember member, const char *string)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Set");

  hu_op_set_string (edit, self->layer, HU_KIND_CLAIM, claim, member, string);
  apply (self, edit);
}

static HuRecord *
get (Fixture *self, HuKind kind, const char *id)
{
  return hu_layer_lookup (self->layer, kind, id);
}

static void
test_stamps (Fixture *self, gconstpointer data)
{
  g_autofree char *claim = tag_claim (self, NULL);
  HuRecord *record = get (self, HU_KIND_CLAIM, claim);
  HuRecord *root = hu_layer_get_root (self->layer);
  HuValue *coder = hu_value_get_member (hu_record_get (root, HU_MEMBER_LAYER), "coder");
  HuValue *codebook = hu_record_get (root, HU_MEMBER_CODEBOOK);
  g_autofree char *created = g_strdup (hu_record_get_string (record, HU_MEMBER_CREATED));

  g_assert_true (g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$", created, 0, 0));
  g_assert_null (hu_record_get (record, HU_MEMBER_MODIFIED));
  g_assert_cmpstr (hu_record_get_string (record, HU_MEMBER_BY), ==, "ilse");
  g_assert_cmpstr (hu_record_get_string (record, HU_MEMBER_REVISION), ==, "7");
  g_assert_cmpstr (hu_value_get_member_string (hu_record_get (root, HU_MEMBER_LAYER), "kind"), ==, "coder");
  g_assert_cmpstr (hu_value_get_member_string (coder, "id"), ==, "ilse");
  g_assert_cmpstr (hu_value_get_member_string (coder, "name"), ==, "Ilse Marrow");
  g_assert_cmpstr (hu_value_get_member_string (codebook, "title"), ==, "Grain treaty");
  g_assert_cmpint (hu_value_get_int (hu_value_get_member (codebook, "revision")), ==, 7);
  g_assert_cmpstr (hu_value_get_member_string (codebook, "hash"), ==,
                   hu_codebook_get_hash (hu_document_get_codebook (self->document)));
  g_assert_cmpstr (hu_record_get_string (root, HU_MEMBER_STATUS), ==, "in-progress");

  hu_document_set_coder (self->document, "bo", NULL);
  set_claim (self, claim, HU_MEMBER_GIST, "Fees help.");
  record = get (self, HU_KIND_CLAIM, claim);
  g_assert_cmpstr (hu_record_get_string (record, HU_MEMBER_CREATED), ==, created);
  g_assert_nonnull (hu_record_get (record, HU_MEMBER_MODIFIED));
  g_assert_cmpstr (hu_record_get_string (record, HU_MEMBER_BY), ==, "ilse");
}

static void
test_copies (Fixture *self, gconstpointer data)
{
  g_autofree char *claim = tag_claim (self, "Anneke Voss");
  g_autoptr (HuEdit) edit = hu_edit_new ("Topic");
  g_autoptr (HuCodebook) newer = make_codebook (8, "Cause", TRUE);
  g_autoptr (HuCodebook) newest = make_codebook (9, "Because", TRUE);
  HuRecord *copy;

  g_assert_cmpuint (hu_layer_get_size (self->layer, HU_KIND_TYPE), ==, 0);
  set_claim (self, claim, HU_MEMBER_TYPE, "causal");
  g_assert_cmpstr (hu_record_get_string (get (self, HU_KIND_TYPE, "causal"), HU_MEMBER_LABEL), ==, "Causal");
  set_claim (self, claim, HU_MEMBER_TYPE, "unheard-of");
  g_assert_null (get (self, HU_KIND_TYPE, "unheard-of"));
  hu_op_add_claim_topic (edit, self->layer, claim, "bread");
  hu_op_set_claim_stance (edit, self->layer, claim, "opposes");
  apply (self, edit);
  copy = get (self, HU_KIND_TOPIC, "bread");
  g_assert_cmpstr (hu_record_get_string (copy, HU_MEMBER_LABEL), ==, "Bread is dear");
  g_assert_cmpstr (hu_record_get_string (copy, HU_MEMBER_KIND), ==, "statement");
  copy = get (self, HU_KIND_VALUE, "opposes");
  g_assert_cmpstr (hu_record_get_string (copy, HU_MEMBER_SCALE), ==, "position");
  g_assert_cmpint (hu_value_get_int (hu_record_get (copy, HU_MEMBER_SCORE)), ==, -1);

  /* Copies follow the codebook at the next edit, but not in a layer that is done. */
  hu_document_set_codebook (self->document, newer);
  g_assert_cmpstr (hu_record_get_string (get (self, HU_KIND_TYPE, "causal"), HU_MEMBER_LABEL), ==, "Causal");
  set_claim (self, claim, HU_MEMBER_GIST, "One");
  g_assert_cmpstr (hu_record_get_string (get (self, HU_KIND_TYPE, "causal"), HU_MEMBER_LABEL), ==, "Cause");
  g_clear_pointer (&edit, hu_edit_unref);
  edit = hu_edit_new ("Done");
  hu_op_set_string (edit, self->layer, HU_KIND_LAYER, "", HU_MEMBER_STATUS, "done");
  apply (self, edit);
  hu_document_set_codebook (self->document, newest);
  set_claim (self, claim, HU_MEMBER_GIST, "Two");
  g_assert_cmpstr (hu_record_get_string (get (self, HU_KIND_TYPE, "causal"), HU_MEMBER_LABEL), ==, "Cause");
  g_assert_cmpstr (hu_record_get_string (hu_layer_get_root (self->layer), HU_MEMBER_STATUS), ==, "done");
}

static const char *
get_register_id (Fixture *self, const char *speaker)
{
  return hu_record_get_string (get (self, HU_KIND_SPEAKER, speaker), HU_MEMBER_REGISTER);
}

static char *
add_speaker (Fixture *self, const char *name, const char *kind, gboolean named)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Speaker");
  char *id = hu_op_ensure_speaker_named (edit, self->layer, name, kind, named);

  apply (self, edit);
  return id;
}

/* Named speakers join the register: under the id of the same one, or a new one that nobody has. */
static void
test_register (Fixture *self, gconstpointer data)
{
  g_autofree char *known = add_speaker (self, "Anneke Voss", "person", TRUE);
  g_autofree char *unnamed = add_speaker (self, "officials", "group", FALSE);
  g_autofree char *person = add_speaker (self, "Georgia", "person", TRUE);
  g_autofree char *state = add_speaker (self, "Georgia", "state", TRUE);
  g_autofree char *other_kind = add_speaker (self, "Anneke Voss", "party", TRUE);

  g_assert_cmpstr (get_register_id (self, known), ==, "anneke-voss");
  g_assert_null (get_register_id (self, unnamed));
  g_assert_cmpstr (get_register_id (self, person), ==, "georgia");
  g_assert_nonnull (get_register_id (self, state));
  g_assert_cmpstr (get_register_id (self, state), !=, "georgia");
  g_assert_cmpstr (get_register_id (self, other_kind), !=, "anneke-voss");
  hu_document_set_joins_register (self->document, FALSE);
  g_free (g_steal_pointer (&person));
  person = add_speaker (self, "Jan Moor", "person", TRUE);
  g_assert_null (get_register_id (self, person));
}

/* Two of one name in the register: the one that was chosen is the one that is meant. */
static void
test_register_namesakes (Fixture *self, gconstpointer data)
{
  g_autoptr (HuRecord) second = make_speaker ("anneke-voss-2", "Anneke Voss", "person");
  g_autoptr (HuRegister) known = hu_register_with_speaker (hu_document_get_register (self->document), second);
  g_autofree char *first_id = add_speaker (self, "Anneke Voss", "person", TRUE);
  g_autoptr (HuEdit) edit = hu_edit_new ("Speaker");
  g_autofree char *second_id = NULL;

  hu_document_set_register (self->document, known);
  second_id = hu_op_ensure_speaker (edit, self->layer, second);
  apply (self, edit);
  g_assert_cmpstr (get_register_id (self, first_id), ==, "anneke-voss");
  g_assert_cmpstr (get_register_id (self, second_id), ==, "anneke-voss-2");
}

static void
write_note (Fixture *self, const char *claim, const char *note)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Write Note");
  g_autofree char *key = g_strconcat ("note:", claim, NULL);

  hu_op_set_string (edit, self->layer, HU_KIND_CLAIM, claim, HU_MEMBER_NOTE, note);
  hu_edit_set_coalesce_key (edit, key);
  apply (self, edit);
}

static void
undo (Fixture *self)
{
  g_autoptr (HuEdit) edit = hu_document_undo (self->document);

  g_assert_nonnull (edit);
}

static void
redo (Fixture *self)
{
  g_autoptr (HuEdit) edit = hu_document_redo (self->document);

  g_assert_nonnull (edit);
}

static const char *
get_note (Fixture *self, const char *claim)
{
  return hu_record_get_string (get (self, HU_KIND_CLAIM, claim), HU_MEMBER_NOTE);
}

static void
test_coalescing (Fixture *self, gconstpointer data)
{
  g_autofree char *claim = tag_claim (self, NULL);
  g_autofree char *other = tag_claim (self, NULL);

  write_note (self, claim, "A");
  write_note (self, claim, "As");
  write_note (self, claim, "Ask");
  undo (self);
  g_assert_null (get_note (self, claim));
  redo (self);
  g_assert_cmpstr (get_note (self, claim), ==, "Ask");
  /* After an undo or redo, after the field was left, and in another field begins another step. */
  write_note (self, claim, "Ask the");
  undo (self);
  g_assert_cmpstr (get_note (self, claim), ==, "Ask");
  write_note (self, claim, "Ask them");
  hu_document_end_coalescing (self->document);
  write_note (self, claim, "Ask them all");
  write_note (self, other, "B");
  write_note (self, claim, "Ask them all again");
  undo (self);
  g_assert_cmpstr (get_note (self, claim), ==, "Ask them all");
  undo (self);
  g_assert_null (get_note (self, other));
  undo (self);
  g_assert_cmpstr (get_note (self, claim), ==, "Ask them");
  undo (self);
  g_assert_cmpstr (get_note (self, claim), ==, "Ask");
}

static void
delete_claim (Fixture *self, const char *claim, HuEdit *edit)
{
  hu_op_delete_tag (edit, self->layer, HU_KIND_CLAIM, claim);
  apply (self, edit);
}

/* A toast's Undo: of the last edit as undo does it, of an earlier one as a step of its own. */
static void
test_revert (Fixture *self, gconstpointer data)
{
  g_autofree char *claim = tag_claim (self, NULL);
  g_autofree char *other = tag_claim (self, NULL);
  g_autoptr (HuEdit) removal = hu_edit_new ("Delete");
  g_autoptr (HuEdit) second = hu_edit_new ("Delete");
  g_autoptr (HuSnapshot) before = hu_layer_snapshot (self->layer);
  g_autoptr (GError) error = NULL;

  delete_claim (self, claim, removal);
  g_assert_true (hu_document_revert (self->document, removal, &error));
  assert_state (self, before);
  g_assert_true (hu_document_can_redo (self->document));
  redo (self);
  g_assert_null (get (self, HU_KIND_CLAIM, claim));

  write_note (self, other, "Later");
  g_assert_true (hu_document_revert (self->document, removal, &error));
  g_assert_nonnull (get (self, HU_KIND_CLAIM, claim));
  g_assert_cmpstr (get_note (self, other), ==, "Later");
  undo (self);
  g_assert_null (get (self, HU_KIND_CLAIM, claim));
  redo (self);
  g_assert_nonnull (get (self, HU_KIND_CLAIM, claim));
  /* It is there: the removal can't be taken back once more. */
  g_assert_false (hu_document_revert (self->document, removal, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_INVALID);
  g_clear_error (&error);

  /* What changed since isn't overwritten. */
  delete_claim (self, other, second);
  undo (self);
  write_note (self, other, "Newer");
  g_assert_false (hu_document_revert (self->document, second, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_INVALID);
}

static void
test_read_only (Fixture *self, gconstpointer data)
{
  g_autofree char *claim = tag_claim (self, NULL);
  g_autoptr (HuSnapshot) before = hu_layer_snapshot (self->layer);
  g_autoptr (HuEdit) done = hu_edit_ref (hu_document_peek_undo (self->document));
  g_autoptr (HuEdit) edit = hu_edit_new ("Delete");
  g_autoptr (GError) error = NULL;

  hu_document_set_read_only_reason (self->document, "The text was changed.");
  hu_op_delete_tag (edit, self->layer, HU_KIND_CLAIM, claim);
  g_assert_false (hu_document_apply (self->document, edit, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_READ_ONLY);
  g_assert_cmpstr (error->message, ==, "The text was changed.");
  g_clear_error (&error);
  g_assert_false (hu_document_can_undo (self->document));
  g_assert_null (hu_document_undo (self->document));
  g_assert_false (hu_document_revert (self->document, done, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_READ_ONLY);
  assert_state (self, before);
}

/* An edit that no longer fits changes nothing, and is no step of undo. */
static void
test_stale (Fixture *self, gconstpointer data)
{
  g_autofree char *claim = tag_claim (self, NULL);
  g_autoptr (HuEdit) stale = hu_edit_new ("Write");
  g_autoptr (HuEdit) nothing = hu_edit_new ("Nothing");
  g_autoptr (GError) error = NULL;
  g_autoptr (HuSnapshot) before = NULL;
  HuEdit *last;
  guint n;

  hu_op_set_string (stale, self->layer, HU_KIND_CLAIM, claim, HU_MEMBER_GIST, "Stale");
  set_claim (self, claim, HU_MEMBER_GIST, "Fresh");
  before = hu_layer_snapshot (self->layer);
  last = hu_document_peek_undo (self->document);
  n = self->n_changed;
  g_assert_false (hu_document_apply (self->document, stale, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_INVALID);
  apply (self, nothing);
  assert_state (self, before);
  g_assert_true (hu_document_peek_undo (self->document) == last);
  g_assert_cmpuint (self->n_changed, ==, n);
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_properties (Fixture *self, gconstpointer data)
{
  guint titles = 0, unsaved = 0;
  g_autoptr (HuEdit) edit = hu_edit_new ("Headline");
  g_autofree char *claim = NULL;
  guint64 generation;

  g_signal_connect (self->document, "notify::title", G_CALLBACK (count_notify), &titles);
  g_signal_connect (self->document, "notify::unsaved", G_CALLBACK (count_notify), &unsaved);
  g_assert_cmpstr (hu_document_get_title (self->document), ==, "talks.txt");
  g_assert_false (hu_document_get_unsaved (self->document));
  hu_op_set_string (edit, self->layer, HU_KIND_DOCUMENT, "", HU_MEMBER_HEADLINE, "Fee talks open");
  apply (self, edit);
  g_assert_cmpstr (hu_document_get_title (self->document), ==, "Fee talks open");
  g_assert_cmpuint (titles, ==, 1);
  g_assert_true (hu_document_get_unsaved (self->document));
  g_assert_cmpuint (unsaved, ==, 1);
  generation = hu_document_get_generation (self->document);
  claim = tag_claim (self, NULL);
  g_assert_cmpuint (unsaved, ==, 1);
  hu_document_mark_saved (self->document, generation);
  g_assert_true (hu_document_get_unsaved (self->document));
  hu_document_mark_saved (self->document, hu_document_get_generation (self->document));
  g_assert_false (hu_document_get_unsaved (self->document));
  g_assert_cmpuint (unsaved, ==, 2);
  undo (self);
  undo (self);
  g_assert_true (hu_document_get_unsaved (self->document));
  g_assert_cmpstr (hu_document_get_title (self->document), ==, "talks.txt");
  g_assert_cmpuint (titles, ==, 2);
}

/* Somebody who hears of a change may make another one. */

static void
on_changed_again (HuDocument *document, HuEdit *edit, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (HuEdit) own = hu_edit_new ("Own");

  g_signal_handlers_disconnect_by_func (document, on_changed_again, self);
  hu_op_set_string (own, self->layer, HU_KIND_LAYER, "", HU_MEMBER_NOTE, "Heard");
  apply (self, own);
}

static void
set_root_note (Fixture *self, const char *note)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Write Note");

  hu_op_set_string (edit, self->layer, HU_KIND_LAYER, "", HU_MEMBER_NOTE, note);
  apply (self, edit);
}

static void
test_nested (Fixture *self, gconstpointer data)
{
  g_autofree char *claim = tag_claim (self, NULL);

  write_note (self, claim, "A");
  undo (self);
  g_signal_connect (self->document, "changed", G_CALLBACK (on_changed_again), self);
  redo (self);
  g_assert_cmpstr (get_note (self, claim), ==, "A");
  g_assert_cmpstr (hu_record_get_string (hu_layer_get_root (self->layer), HU_MEMBER_NOTE), ==, "Heard");
  g_signal_connect (self->document, "changed", G_CALLBACK (on_changed_again), self);
  set_root_note (self, "Before it was heard");
  g_assert_cmpstr (hu_record_get_string (hu_layer_get_root (self->layer), HU_MEMBER_NOTE), ==, "Heard");
  while (hu_document_can_undo (self->document))
    undo (self);
  g_assert_null (get (self, HU_KIND_CLAIM, claim));
}

/* Another encoding: passages stay on the same bytes, undo brings the old text back. */
static void
test_encoding (void)
{
  static const char content[] = "Caf\xc3\xa9 costs. Bread too.";
  g_autoptr (GBytes) bytes = g_bytes_new_static (content, strlen (content));
  g_autoptr (HuText) text = hu_text_new (bytes, "cp1252", NULL);
  g_autoptr (HuText) other = hu_text_new (bytes, "utf-8", NULL);
  g_autoptr (HuDocument) document = hu_document_new ("/nowhere/cafe.txt", text, NULL);
  HuLayer *layer = hu_document_get_layer (document);
  g_autoptr (HuEdit) edit = hu_edit_new ("Tag");
  g_autoptr (HuEdit) undone = NULL;
  g_autoptr (HuValue) passage = hu_value_new_range (13, 22);
  g_autofree char *id = hu_op_create_claim (edit, layer, text, passage);
  g_autofree char *quote = hu_text_dup_range (text, 13, 22);
  g_autofree char *moved = NULL;
  guint start, end;

  g_assert_cmpstr (quote, ==, "Bread too");
  hu_op_set_string (edit, layer, HU_KIND_DOCUMENT, "", HU_MEMBER_ENCODING, "cp1252");
  hu_op_set_checked (edit, layer, 0, 12, TRUE);
  g_assert_true (hu_document_apply (document, edit, NULL));
  g_assert_true (hu_document_set_text (document, other, bytes, NULL));
  g_assert_true (hu_document_get_text (document) == other);
  g_assert_true (hu_record_get_extent (hu_layer_lookup (layer, HU_KIND_CLAIM, id), &start, &end));
  moved = hu_text_dup_range (other, start, end);
  g_assert_cmpstr (moved, ==, "Bread too");
  g_assert_true (hu_record_is_checked (hu_layer_get_root (layer), 0, 11));
  g_assert_false (hu_record_is_checked (hu_layer_get_root (layer), 0, 12));
  undone = hu_document_undo (document);
  g_assert_true (hu_document_get_text (document) == text);
  g_assert_true (hu_record_get_extent (hu_layer_lookup (layer, HU_KIND_CLAIM, id), &start, &end));
  g_assert_cmpuint (start, ==, 13);
}

static void
add (const char *path, void (*func) (Fixture *self, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("/document/undo", test_undo);
  add ("/document/stamps", test_stamps);
  add ("/document/copies", test_copies);
  add ("/document/register", test_register);
  add ("/document/register-namesakes", test_register_namesakes);
  add ("/document/coalescing", test_coalescing);
  add ("/document/revert", test_revert);
  add ("/document/read-only", test_read_only);
  add ("/document/stale", test_stale);
  add ("/document/properties", test_properties);
  add ("/document/nested", test_nested);
  g_test_add_func ("/document/encoding", test_encoding);
  return g_test_run ();
}
