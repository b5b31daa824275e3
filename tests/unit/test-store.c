/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store: opening, saving by itself, recovery, and what a folder's documents share. */
#include "hu-operations.h"
#include "hu-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  HuStore *store;
} Fixture;

static void
setup (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("hustings-store-XXXXXX", NULL);
  self->store = hu_store_new ();
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
teardown (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->store);
  /* Projects that are still reading hold on to themselves until they are done. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_all (self->folder);
  g_free (self->folder);
}

static char *
put (Fixture *self, const char *name, const char *contents)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  return path;
}

static char *
get (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  return contents;
}

static void
opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  HuDocument **document = user_data;

  *document = hu_store_open_finish (HU_STORE (source), result, &error);
  g_assert_no_error (error);
}

static HuDocument *
open_document (Fixture *self, const char *path)
{
  HuDocument *document = NULL;

  hu_store_open_async (self->store, path, NULL, NULL, opened, &document);
  while (!document)
    g_main_context_iteration (NULL, TRUE);
  return document;
}

static char *
claim (HuDocument *document, guint start, guint end, const char *speaker)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Tag Claim");
  g_autoptr (HuValue) passage = hu_value_new_range (start, end);
  HuLayer *layer = hu_document_get_layer (document);
  char *id = hu_op_create_claim (edit, layer, hu_document_get_text (document), passage);
  g_autofree char *who = hu_op_ensure_speaker_named (edit, layer, speaker, NULL, TRUE);
  g_autoptr (GError) error = NULL;

  hu_op_add_claim_speaker (edit, layer, hu_document_get_text (document), id, who);
  g_assert_true (hu_document_apply (document, edit, &error));
  g_assert_no_error (error);
  return id;
}

static void
test_one_document_a_file (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "visit.txt", "One two three.\n");
  g_autofree char *link = g_build_filename (self->folder, "link.txt", NULL);
  g_autoptr (HuDocument) a = NULL;
  g_autoptr (HuDocument) b = NULL;

  g_assert_no_errno (symlink (path, link));
  a = open_document (self, path);
  b = open_document (self, link);
  g_assert_true (a == b);
}

static void
test_opening_writes_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "visit.txt", "One two three.\n");
  g_autoptr (HuDocument) document = open_document (self, path);
  g_autofree char *layer = NULL;

  g_assert_true (hu_store_flush (self->store));
  layer = get (self, "visit.txt.annotations.json");
  g_assert_null (layer);
}

static void
test_saves_by_itself (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "visit.txt", "One two three.\n");
  g_autoptr (HuDocument) document = open_document (self, path);
  g_autofree char *id = claim (document, 0, 7, "Anneke Voss");
  g_autofree char *layer = NULL;

  g_assert_true (hu_document_get_unsaved (document));
  while (hu_document_get_unsaved (document))
    g_main_context_iteration (NULL, TRUE);
  layer = get (self, "visit.txt.annotations.json");
  g_assert_nonnull (strstr (layer, id));
  g_assert_nonnull (strstr (layer, "\"One two\""));
}

/* A document that nobody holds any more is saved all the same. */
static void
test_closed_at_once (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "visit.txt", "One two three.\n");
  HuDocument *document = open_document (self, path);
  g_autofree char *id = claim (document, 0, 7, "Anneke Voss");
  g_autofree char *layer = NULL;

  g_object_unref (document);
  g_assert_true (hu_store_flush (self->store));
  layer = get (self, "visit.txt.annotations.json");
  g_assert_nonnull (strstr (layer, id));
}

static void
test_reads_back (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "visit.txt", "One two three.\n");
  g_autofree char *id = NULL;
  g_autoptr (HuDocument) again = NULL;
  HuDocument *document = open_document (self, path);

  id = claim (document, 4, 7, "Anneke Voss");
  g_object_unref (document);
  g_assert_true (hu_store_flush (self->store));
  g_assert_null (hu_store_lookup (self->store, path));
  again = open_document (self, path);
  g_assert_nonnull (hu_layer_lookup (hu_document_get_layer (again), HU_KIND_CLAIM, id));
  /* Undo reaches back. */
  {
    g_autoptr (HuEdit) undone = hu_document_undo (again);

    g_assert_nonnull (undone);
  }
  g_assert_null (hu_layer_lookup (hu_document_get_layer (again), HU_KIND_CLAIM, id));
}

static char *
get_journal (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "hustings", "journal", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return g_build_filename (folder, g_dir_read_name (dir), NULL);
}

static void
wait_until_durable (Fixture *self, HuDocument *document)
{
  while (hu_store_get_durable_generation (self->store, document) < hu_document_get_generation (document))
    g_main_context_iteration (NULL, TRUE);
}

/* Killed before anything was saved: what was tagged is there again, said once, and saved by itself. */
static void
test_recovers (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "visit.txt", "One two three.\n");
  HuDocument *document = open_document (self, path);
  g_autofree char *id = claim (document, 0, 7, "Anneke Voss");
  g_autofree char *layer_path = g_strconcat (path, ".annotations.json", NULL);
  g_autofree char *journal_path = NULL;
  g_autofree char *journal = NULL;
  g_autofree char *notice = NULL;
  gsize length;

  wait_until_durable (self, document);
  journal_path = get_journal ();
  g_assert_true (g_file_get_contents (journal_path, &journal, &length, NULL));
  g_object_unref (document);
  g_clear_object (&self->store);
  /* The disk as it was then. */
  g_unlink (layer_path);
  g_assert_true (g_file_set_contents (journal_path, journal, (gssize) length, NULL));

  self->store = hu_store_new ();
  document = open_document (self, path);
  g_assert_nonnull (hu_layer_lookup (hu_document_get_layer (document), HU_KIND_CLAIM, id));
  notice = hu_store_take_notice (self->store, document);
  g_assert_cmpstr (notice, ==, "Recovered 1 change.");
  g_assert_null (hu_store_take_notice (self->store, document));
  while (!g_file_test (layer_path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (hu_document_can_undo (document));
  g_object_unref (document);
  g_clear_object (&self->store);

  self->store = hu_store_new ();
  document = open_document (self, path);
  g_assert_nonnull (hu_layer_lookup (hu_document_get_layer (document), HU_KIND_CLAIM, id));
  g_assert_null (hu_store_take_notice (self->store, document));
  g_object_unref (document);
}

static void
on_problem (HuStore *store, HuDocument *document, guint *n)
{
  (*n)++;
}

/* Where the state folder can't be written to, that is said once, and everything is saved. */
static void
test_no_state_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "hustings", NULL);
  g_autofree char *a_path = put (self, "a.txt", "One two three.\n");
  g_autofree char *b_path = put (self, "b.txt", "One two three.\n");
  g_autoptr (HuDocument) a = NULL;
  g_autoptr (HuDocument) b = NULL;
  guint n = 0;

  g_mkdir_with_parents (g_get_user_state_dir (), 0700);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  a = open_document (self, a_path);
  b = open_document (self, b_path);
  g_signal_connect (self->store, "problem-changed", G_CALLBACK (on_problem), &n);
  for (guint i = 0; i < 3; i++)
    {
      g_free (claim (a, 0, 7, "Anneke Voss"));
      while (hu_document_get_unsaved (a) || n == 0)
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpint (hu_store_get_problem (self->store, a, NULL), ==, HU_PROBLEM_JOURNAL);
  g_free (claim (b, 0, 7, "Anneke Voss"));
  g_assert_true (hu_store_flush (self->store));
  g_assert_cmpint (hu_store_get_problem (self->store, b, NULL), ==, HU_PROBLEM_NONE);
  g_unlink (folder);
}

static void
test_unreadable_layer (Fixture *self, gconstpointer data)
{
  static const char broken[] = "{ \"format\": \"hustings-annotations\", \"version\": 1, ";
  g_autofree char *path = put (self, "visit.txt", "One two three.\n");
  g_autofree char *layer_path = put (self, "visit.txt.annotations.json", broken);
  HuDocument *document = open_document (self, path);
  g_autofree char *message = NULL;
  g_autofree char *id = NULL;
  g_autofree char *layer = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *anew = NULL;

  g_assert_cmpint (hu_store_get_problem (self->store, document, &message), ==, HU_PROBLEM_LAYER_UNREADABLE);
  g_assert_nonnull (strstr (message, "visit.txt.annotations.json"));
  id = claim (document, 0, 7, "Anneke Voss");
  g_assert_true (hu_store_flush (self->store));
  layer = get (self, "visit.txt.annotations.json");
  g_assert_cmpstr (layer, ==, broken);

  /* Closed and opened again, what was tagged is there, from the recovery file. */
  g_object_unref (document);
  document = open_document (self, path);
  g_assert_nonnull (hu_layer_lookup (hu_document_get_layer (document), HU_KIND_CLAIM, id));
  g_assert_true (hu_store_start_anew (self->store, document, NULL));
  g_assert_cmpint (hu_store_get_problem (self->store, document, NULL), ==, HU_PROBLEM_NONE);
  kept = get (self, "visit.txt.annotations.json.unreadable");
  g_assert_cmpstr (kept, ==, broken);
  anew = get (self, "visit.txt.annotations.json");
  g_assert_nonnull (anew);
  g_assert_nonnull (strstr (anew, id));
  g_object_unref (document);
}

static void
test_read_only (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "visit.txt", "One two three.\n");
  g_autofree char *layer_path =
      put (self, "visit.txt.annotations.json", "{\"format\": \"hustings-annotations\", \"version\": 99}\n");
  g_autoptr (HuDocument) document = open_document (self, path);
  g_autoptr (HuEdit) edit = hu_edit_new ("Tag Claim");
  g_autoptr (HuValue) passage = hu_value_new_range (0, 3);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (hu_document_get_read_only_reason (document));
  g_free (hu_op_create_memo (edit, hu_document_get_layer (document), passage));
  g_assert_false (hu_document_apply (document, edit, &error));
  g_assert_nonnull (error);
}

static const HuSpan *
span_of (HuDocument *document, const char *claim_id)
{
  gsize n;

  return hu_record_get_spans (hu_layer_lookup (hu_document_get_layer (document), HU_KIND_CLAIM, claim_id),
                              &n);
}

#define VISIT                                                                                                \
  "A fee for the quays\n\nThe premier said on Monday that a shared harbour fee would cut the price of "      \
  "bread "                                                                                                   \
  "within a year.\n\nNeither side has published the text of the plan that was drafted last autumn.\n"

/* The article is corrected after it was tagged: what is shown stands in the new text, and nothing is written
 * before something is edited. */
static void
test_changed_text (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "visit.txt", VISIT);
  g_autofree char *exact = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *text_hash = NULL;
  HuDocument *document = open_document (self, path);
  HuReanchoring counts;

  exact = claim (document, 53, 102, "Anneke Voss");
  moved = claim (document, 132, 166, "Anneke Voss");
  g_assert_false (hu_store_get_reanchoring (self->store, document, &counts));
  g_object_unref (document);
  g_assert_true (hu_store_flush (self->store));
  before = get (self, "visit.txt.annotations.json");
  g_free (
      put (self, "visit.txt",
           "Corrected.\n\nA fee for the quays\n\nThe premier said on Monday that a shared harbour fee would "
           "cut the price of bread within a year.\n\nNeither side has printed the text of the plan that was "
           "drafted last autumn.\n"));

  document = open_document (self, path);
  g_assert_null (hu_document_get_read_only_reason (document));
  g_assert_true (hu_store_get_reanchoring (self->store, document, &counts));
  g_assert_cmpuint (counts.exact, ==, 1);
  g_assert_cmpuint (counts.moved, ==, 1);
  g_assert_cmpuint (counts.lost, ==, 0);
  g_assert_cmpuint (span_of (document, exact)->start, ==, 53 + 12);
  g_assert_null (span_of (document, exact)->rest);
  g_assert_cmpstr (hu_value_get_member_string (span_of (document, moved)->rest, "anchor"), ==, "moved");
  g_assert_true (hu_store_flush (self->store));
  after = get (self, "visit.txt.annotations.json");
  g_assert_cmpstr (before, ==, after);
  g_clear_pointer (&after, g_free);

  g_free (claim (document, 0, 9, "Anneke Voss"));
  text_hash = g_strdup (hu_text_get_text_sha256 (hu_document_get_text (document)));
  g_object_unref (document);
  g_assert_true (hu_store_flush (self->store));
  after = get (self, "visit.txt.annotations.json");
  g_assert_nonnull (strstr (after, text_hash));
  document = open_document (self, path);
  g_assert_false (hu_store_get_reanchoring (self->store, document, &counts));
  g_assert_cmpuint (span_of (document, exact)->start, ==, 53 + 12);
  g_assert_cmpstr (hu_value_get_member_string (span_of (document, moved)->rest, "anchor"), ==, "moved");
  g_object_unref (document);
}

/* The same words as other bytes: nothing has moved, and the file says so with the next edit. */
static void
test_other_bytes (Fixture *self, gconstpointer data)
{
  static const char *const bytes[] = { "Der Hafen f\xfcr alle.\n",
                                       "\xef\xbb\xbf\x44\x65r Hafen f\xc3\xbcr alle.\n",
                                       "Der Hafen f\xc3\xbcr alle.\r\n", "Der Hafen f\xfcr alle.\r\n" };
  g_autofree char *path = put (self, "visit.txt", "Der Hafen f\xc3\xbcr alle.\n");
  g_autofree char *id = NULL;
  HuDocument *document = open_document (self, path);
  HuReanchoring counts;

  id = claim (document, 10, 18, "Anneke Voss");
  g_object_unref (document);
  g_assert_true (hu_store_flush (self->store));
  for (guint i = 0; i < G_N_ELEMENTS (bytes); i++)
    {
      g_free (put (self, "visit.txt", bytes[i]));
      document = open_document (self, path);
      g_assert_null (hu_document_get_read_only_reason (document));
      g_assert_false (hu_store_get_reanchoring (self->store, document, &counts));
      g_assert_cmpuint (span_of (document, id)->start, ==, 10);
      g_assert_cmpuint (span_of (document, id)->end, ==, 18);
      g_assert_null (span_of (document, id)->rest);
      g_assert_cmpstr (hu_record_get_string (hu_layer_get_document (hu_document_get_layer (document)),
                                             HU_MEMBER_SHA256),
                       ==, hu_text_get_sha256 (hu_document_get_text (document)));
      g_object_unref (document);
    }
}

static gboolean
knows (HuDocument *document, const char *name)
{
  return hu_register_find_name (hu_document_get_register (document), name) != NULL;
}

/* In an opened folder a named speaker joins the register, which is made for it. */
static void
test_register (Fixture *self, gconstpointer data)
{
  g_autofree char *a_path = put (self, "a.txt", "One two three.\n");
  g_autofree char *b_path = put (self, "b.txt", "One two three.\n");
  g_autoptr (HuDocument) a = NULL;
  g_autoptr (HuDocument) b = NULL;
  g_autofree char *id = NULL;
  g_autofree char *file = NULL;

  hu_store_get_project (self->store, self->folder, TRUE);
  a = open_document (self, a_path);
  b = open_document (self, b_path);
  id = claim (a, 0, 3, "Anneke Voss");
  while (!knows (b, "anneke  voss"))
    g_main_context_iteration (NULL, TRUE);
  file = get (self, "speakers.json");
  g_assert_nonnull (file);
  g_assert_nonnull (strstr (file, "anneke-voss"));
  g_assert_cmpstr (hu_record_get_string (hu_layer_get_nth (hu_document_get_layer (a), HU_KIND_SPEAKER, 0),
                                         HU_MEMBER_REGISTER),
                   ==, "anneke-voss");
}

static void
topic (HuDocument *document, const char *claim_id, const char *label)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Set Topic");
  HuLayer *layer = hu_document_get_layer (document);
  g_autofree char *id = hu_op_ensure_topic (edit, layer, label, NULL);

  hu_op_add_claim_topic (edit, layer, claim_id, id);
  g_assert_true (hu_document_apply (document, edit, NULL));
}

/* A coder's topic goes into the codebook, where there is one, as a revision. */
static void
test_codebook (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "a.txt", "One two three.\n");
  g_autofree char *codebook_path = put (
      self, "codebook.json",
      "{\"format\": \"hustings-codebook\", \"version\": 1, \"revision\": 7, \"x\": 1.50, \"topics\": []}\n");
  g_autoptr (HuDocument) document = open_document (self, path);
  g_autofree char *id = claim (document, 0, 3, "Anneke Voss");
  g_autofree char *file = NULL;

  while (hu_codebook_get_revision (hu_document_get_codebook (document)) != 7)
    g_main_context_iteration (NULL, TRUE);
  topic (document, id, "Harbour fee");
  while (hu_codebook_get_revision (hu_document_get_codebook (document)) != 8)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (hu_codebook_find (hu_document_get_codebook (document), HU_CODES_TOPICS, "harbour-fee"));
  file = get (self, "codebook.json");
  g_assert_nonnull (strstr (file, "harbour-fee"));
  g_assert_nonnull (strstr (file, "1.50"));
}

/* Without one it is found in the folder's other layers. */
static void
test_topics_of_the_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *a_path = put (self, "a.txt", "One two three.\n");
  g_autofree char *b_path = put (self, "b.txt", "One two three.\n");
  g_autoptr (HuDocument) a = open_document (self, a_path);
  g_autoptr (HuDocument) b = open_document (self, b_path);
  g_autofree char *id = claim (a, 0, 3, "Anneke Voss");

  topic (a, id, "Harbour fee");
  while (!hu_codebook_find (hu_document_get_codebook (b), HU_CODES_TOPICS, "harbour-fee") ||
         !knows (b, "Anneke Voss"))
    g_main_context_iteration (NULL, TRUE);
}

/* Facts about the document are the same in all its layers: one change writes them all. */
static void
test_facts_of_all_layers (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "a.txt", "One two three.\n");
  g_autofree char *own = NULL;
  g_autofree char *other_path = g_build_filename (self->folder, "a.txt.@ilse.annotations.json", NULL);
  g_autofree char *other = NULL;
  g_autofree char *id = NULL;
  g_autoptr (HuDocument) document = open_document (self, path);
  g_autoptr (HuEdit) edit = hu_edit_new ("Set Part");

  id = claim (document, 0, 3, "Anneke Voss");
  g_assert_true (hu_store_flush (self->store));
  own = get (self, "a.txt.annotations.json");
  g_assert_null (strstr (own, "caption"));
  g_assert_true (g_file_set_contents (other_path, own, -1, NULL));
  hu_op_set_part (edit, hu_document_get_layer (document), 0, 14, "caption", "jo");
  g_assert_true (hu_document_apply (document, edit, NULL));
  g_assert_true (hu_store_flush (self->store));
  other = get (self, "a.txt.@ilse.annotations.json");
  g_assert_nonnull (strstr (other, "caption"));
  g_assert_nonnull (strstr (other, id));
}

static void
test_encoding (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "a.txt", NULL);
  g_autoptr (HuDocument) document = NULL;
  g_autofree char *id = NULL;
  g_autofree char *quote = NULL;
  const HuSpan *spans;
  gsize n;

  /* In UTF-8 the first two letters are two bytes each: in Windows-1252 all that follows stands two further.
   */
  g_assert_true (g_file_set_contents (path, "\xc3\xa4\xc3\xb6 two three.\n", -1, NULL));
  document = open_document (self, path);
  id = claim (document, 3, 6, "Anneke Voss");
  g_assert_true (hu_store_set_encoding (self->store, document, "cp1252", NULL));
  spans = hu_record_get_spans (hu_layer_lookup (hu_document_get_layer (document), HU_KIND_CLAIM, id), &n);
  quote = hu_text_dup_range (hu_document_get_text (document), spans[0].start, spans[0].end);
  g_assert_cmpstr (quote, ==, "two");
  g_assert_cmpint (spans[0].start, ==, 5);
  {
    g_autoptr (HuEdit) undone = hu_document_undo (document);

    g_assert_nonnull (undone);
  }
  g_assert_cmpstr (hu_text_get_encoding (hu_document_get_text (document)), ==, "utf-8");
  spans = hu_record_get_spans (hu_layer_lookup (hu_document_get_layer (document), HU_KIND_CLAIM, id), &n);
  g_assert_cmpint (spans[0].start, ==, 3);
}

#define UNSOUND                                                                                              \
  "{\"format\": \"hustings-annotations\", \"version\": 1,\n"                                                 \
  "\"claims\": [{\"id\": \"a\", \"gist\": 7}, 8]}"

/* What can't be read stays in the file, which stays as it is until the first change, and then beside it. */
static void
test_unsound_layer (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "visit.txt", "One two three.\n");
  g_autofree char *layer_path = put (self, "visit.txt.annotations.json", UNSOUND);
  g_autoptr (HuDocument) document = open_document (self, path);
  GPtrArray *findings = hu_store_get_findings (self->store, document, NULL);
  g_autofree char *before = NULL;
  g_autofree char *original = NULL;
  g_autofree char *another = NULL;
  g_autofree char *after = NULL;
  g_autofree char *id = NULL;
  g_autofree char *second = NULL;

  g_assert_cmpint (hu_store_get_problem (self->store, document, NULL), ==, HU_PROBLEM_NONE);
  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpuint (((HuFinding *) g_ptr_array_index (findings, 1))->line, ==, 2);
  g_assert_nonnull (hu_layer_lookup (hu_document_get_layer (document), HU_KIND_CLAIM, "a"));
  g_assert_true (hu_store_flush (self->store));
  before = get (self, "visit.txt.annotations.json");
  g_assert_cmpstr (before, ==, UNSOUND);

  id = claim (document, 0, 7, "Anneke Voss");
  g_assert_true (hu_store_flush (self->store));
  original = get (self, "visit.txt.annotations.json.original");
  g_assert_cmpstr (original, ==, UNSOUND);
  after = get (self, "visit.txt.annotations.json");
  g_assert_true (g_regex_match_simple ("\"unsound\": \\{\\s*\"claims\": \\[\\s*8\\s*\\]", after, 0, 0));
  g_assert_true (g_regex_match_simple ("\"unsound\": \\{\\s*\"gist\": 7\\s*\\}", after, 0, 0));
  second = claim (document, 4, 13, "Anneke Voss");
  g_assert_true (hu_store_flush (self->store));
  another = get (self, "visit.txt.annotations.json.original-2");
  g_assert_null (another);
}

#define BAD_CODEBOOK "{\"format\": \"hustings-codebook\", \"version\": 1, \"topics\": [{\"id\": \"a\"}, 5]}"
#define BAD_REGISTER "{\"format\": \"hustings-speakers\", \"version\": 1, \"speakers\": [{\"id\": \"b\"}, 6]}"

/* A codebook and a register of which something can't be read serve without it, and aren't written. */
static void
test_unsound_project (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "visit.txt", "One two three.\n");
  g_autofree char *codebook_path = put (self, "codebook.json", BAD_CODEBOOK);
  g_autofree char *register_path = put (self, "speakers.json", BAD_REGISTER);
  HuProject *project = hu_store_get_project (self->store, self->folder, TRUE);
  g_autoptr (HuDocument) document = NULL;
  g_autofree char *message = NULL;
  g_autofree char *codebook = NULL;
  g_autofree char *speakers = NULL;
  g_autofree char *id = NULL;

  while (hu_project_get_loading (project))
    g_main_context_iteration (NULL, TRUE);
  document = open_document (self, path);
  g_assert_cmpint (hu_store_get_problem (self->store, document, &message), ==, HU_PROBLEM_CODEBOOK);
  g_assert_nonnull (strstr (message, "codebook.json: line 1: topics[1]: "));
  g_assert_nonnull (
      strstr (hu_project_get_register_problem (project), "speakers.json: line 1: speakers[1]: "));
  g_assert_nonnull (hu_codebook_find (hu_document_get_codebook (document), HU_CODES_TOPICS, "a"));
  g_assert_nonnull (hu_register_find (hu_project_get_register (project), "b"));
  id = claim (document, 0, 7, "Anneke Voss");
  hu_store_flush (self->store);
  codebook = get (self, "codebook.json");
  speakers = get (self, "speakers.json");
  g_assert_cmpstr (codebook, ==, BAD_CODEBOOK);
  g_assert_cmpstr (speakers, ==, BAD_REGISTER);
}

/* A layer file's name that leaves no room for an ending. */
static void
test_unsound_long_name (Fixture *self, gconstpointer data)
{
  g_autofree char *name = g_strnfill (230, 'a');
  g_autofree char *layer_name = g_strconcat (name, ".annotations.json", NULL);
  g_autofree char *path = put (self, name, "One two three.\n");
  g_autofree char *layer_path = put (self, layer_name, UNSOUND);
  g_autoptr (HuDocument) document = open_document (self, path);
  g_autofree char *id = claim (document, 0, 7, "Anneke Voss");
  g_autoptr (GDir) dir = NULL;
  const char *found;
  guint n = 0;

  g_assert_true (hu_store_flush (self->store));
  dir = g_dir_open (self->folder, 0, NULL);
  while ((found = g_dir_read_name (dir)))
    n += g_str_has_suffix (found, ".original");
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/store/" name, Fixture, NULL, setup, func, teardown)
  ADD ("one-document-a-file", test_one_document_a_file);
  ADD ("opening-writes-nothing", test_opening_writes_nothing);
  ADD ("saves-by-itself", test_saves_by_itself);
  ADD ("closed-at-once", test_closed_at_once);
  ADD ("reads-back", test_reads_back);
  ADD ("recovers", test_recovers);
  ADD ("no-state-folder", test_no_state_folder);
  ADD ("unreadable-layer", test_unreadable_layer);
  ADD ("unsound-layer", test_unsound_layer);
  ADD ("unsound-project", test_unsound_project);
  ADD ("unsound-long-name", test_unsound_long_name);
  ADD ("read-only", test_read_only);
  ADD ("changed-text", test_changed_text);
  ADD ("other-bytes", test_other_bytes);
  ADD ("register", test_register);
  ADD ("codebook", test_codebook);
  ADD ("topics-of-the-folder", test_topics_of_the_folder);
  ADD ("facts-of-all-layers", test_facts_of_all_layers);
  ADD ("encoding", test_encoding);
#undef ADD
  return g_test_run ();
}
