/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whichever call on the disk fails: nothing half-written, nothing lost, it is said, and done once it can be.
 */
#include "hu-faults.h"

#include "hu-codebook-file.h"
#include "hu-journal.h"
#include "hu-layer-file.h"
#include "hu-operations.h"
#include "hu-register-file.h"
#include "hu-save.h"
#include "hu-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define TEXT     "The premier said so. A fee is planned. Nobody has agreed to it yet.\n"
#define CODEBOOK "{\"format\": \"hustings-codebook\", \"version\": 1, \"revision\": 7, \"topics\": []}\n"
/* More calls than a session makes. */
#define MAX_CALLS 500

typedef struct
{
  char *folder;
  char *path;
  char *layer_path;
  char *codebook_path;
  char *register_path;
  char *places; /* for hu_faults_arm() */
  HuStore *store;
  HuDocument *document;
} Fixture;

/* A disk without faults, but faster than a real one. How many calls there were before. */
static guint
heal (const char *places)
{
  const HuFaults none = { 0 };
  guint n_calls = hu_faults_disarm ();

  hu_faults_arm (places, &none);
  return n_calls;
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
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("hu-faults-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "visit.txt", NULL);
  self->layer_path = g_strconcat (self->path, ".annotations.json", NULL);
  self->codebook_path = g_build_filename (self->folder, "codebook.json", NULL);
  self->register_path = g_build_filename (self->folder, "speakers.json", NULL);
  self->places = g_strdup_printf ("%s:%s", self->folder, g_get_user_state_dir ());
  g_mkdir_with_parents (g_get_user_state_dir (), 0700);
  g_assert_true (g_file_set_contents (self->path, TEXT, -1, NULL));
  g_assert_true (g_file_set_contents (self->codebook_path, CODEBOOK, -1, NULL));
}

static void
close_store (Fixture *self)
{
  g_clear_object (&self->document);
  g_clear_object (&self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "hustings", NULL);

  close_store (self);
  remove_all (state);
  remove_all (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->layer_path);
  g_free (self->codebook_path);
  g_free (self->register_path);
  g_free (self->places);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  self->document = hu_store_open_finish (HU_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
open_store (Fixture *self)
{
  HuProject *project;

  self->store = hu_store_new ();
  project = hu_store_get_project (self->store, self->folder, TRUE);
  hu_store_open_async (self->store, self->path, NULL, NULL, on_opened, self);
  while (!self->document || hu_project_get_loading (project))
    g_main_context_iteration (NULL, TRUE);
}

static void
claim (Fixture *self, guint start, guint end, const char *speaker)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Tag Claim");
  g_autoptr (HuValue) passage = hu_value_new_range (start, end);
  HuLayer *layer = hu_document_get_layer (self->document);
  HuText *text = hu_document_get_text (self->document);
  g_autofree char *id = hu_op_create_claim (edit, layer, text, passage);
  g_autofree char *who = hu_op_ensure_speaker_named (edit, layer, speaker, NULL, TRUE);
  g_autofree char *topic = hu_op_ensure_topic (edit, layer, speaker, NULL);

  hu_op_add_claim_speaker (edit, layer, text, id, who);
  hu_op_add_claim_topic (edit, layer, id, topic);
  g_assert_true (hu_document_apply (self->document, edit, NULL));
}

/* Claims in the layer file, which is sound and whole; 0 where there is none. */
static guint
count_saved (Fixture *self)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (TEXT, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (HuSnapshot) snapshot = NULL;
  gboolean matches;

  if (!g_file_test (self->layer_path, G_FILE_TEST_EXISTS))
    return 0;
  snapshot = hu_layer_file_load (self->layer_path, text, &matches, &error);
  g_assert_no_error (error);
  g_assert_true (matches);
  return snapshot->records[HU_KIND_CLAIM]->len;
}

static gboolean
is_shared (Fixture *self, const char *name, const char *topic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuCodebook) codebook = hu_codebook_file_load (self->codebook_path, &error);
  g_autoptr (HuRegister) registered = NULL;

  g_assert_no_error (error);
  if (!g_file_test (self->register_path, G_FILE_TEST_EXISTS))
    return FALSE;
  registered = hu_register_file_load (self->register_path, &error);
  g_assert_no_error (error);
  return hu_codebook_find (codebook, HU_CODES_TOPICS, topic) && hu_register_find_name (registered, name);
}

static void
assert_no_strays (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, ".hustings-") || g_str_has_suffix (name, ".new") ||
          strstr (name, "damaged"))
        g_error ("left behind: %s", path);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        assert_no_strays (path);
    }
}

static void
assert_told (Fixture *self, gboolean saved)
{
  g_autofree char *message = NULL;
  HuProblem problem = hu_store_get_problem (self->store, self->document, &message);

  if (!saved)
    g_assert_cmpint (problem, ==, HU_PROBLEM_SAVE_FAILED);
  g_assert_true ((problem == HU_PROBLEM_NONE) == (message == NULL));
  g_assert_true (!saved || !hu_document_get_unsaved (self->document));
}

/* Three claims, each saved at once or not; then the disk is well again. How many calls there were. */
static guint
run_session (Fixture *self, const HuFaults *faults)
{
  guint n_calls, before = 0;
  gboolean saved = TRUE;

  hu_faults_arm (self->places, faults);
  open_store (self);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *speaker = g_strdup_printf ("Speaker %u", i);

      claim (self, i * 5, i * 5 + 4, speaker);
      saved = hu_store_flush (self->store);
      assert_told (self, saved);
      g_assert_cmpuint (count_saved (self), <=, i + 1);
      g_assert_cmpuint (count_saved (self), >=, saved ? i + 1 : before);
      before = count_saved (self);
      is_shared (self, speaker, "speaker-0");
    }
  n_calls = heal (self->places);
  g_assert_cmpuint (hu_layer_get_size (hu_document_get_layer (self->document), HU_KIND_CLAIM), ==, 3);
  return n_calls;
}

static void
check_recovered (Fixture *self)
{
  g_assert_true (hu_store_flush (self->store));
  assert_told (self, TRUE);
  g_assert_cmpuint (count_saved (self), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *speaker = g_strdup_printf ("Speaker %u", i);
      g_autofree char *topic = g_strdup_printf ("speaker-%u", i);

      g_assert_true (is_shared (self, speaker, topic));
      g_assert_nonnull (hu_register_find_name (hu_document_get_register (self->document), speaker));
    }
  close_store (self);
  assert_no_strays (self->folder);
  assert_no_strays (g_get_user_state_dir ());
}

/* All is there in the next session, nothing is said of it, and nothing twice. */
static void
check_reopened (Fixture *self)
{
  g_autofree char *notice = NULL;

  open_store (self);
  g_assert_cmpuint (hu_layer_get_size (hu_document_get_layer (self->document), HU_KIND_CLAIM), ==, 3);
  g_assert_cmpint (hu_store_get_problem (self->store, self->document, NULL), ==, HU_PROBLEM_NONE);
  notice = hu_store_take_notice (self->store, self->document);
  g_assert_cmpstr (notice, ==, NULL);
  close_store (self);
}

static const int errors[] = { ENOSPC, EIO, EDQUOT, EROFS };

static void
test_every_call (gconstpointer data)
{
  const HuFaults *kind = data;
  guint quiet = 0;

  for (guint n = 1; quiet < 3; n++)
    {
      Fixture fixture = { 0 };
      HuFaults faults = *kind;
      guint n_calls;

      g_assert_cmpuint (n, <, MAX_CALLS);
      faults.first = n;
      faults.error = errors[n % G_N_ELEMENTS (errors)];
      g_test_message ("call %u: %s", n, g_strerror (faults.error));
      set_up (&fixture, NULL);
      n_calls = run_session (&fixture, &faults);
      check_recovered (&fixture);
      check_reopened (&fixture);
      tear_down (&fixture, NULL);
      /* Threads don't always make the same calls. */
      quiet = n_calls < n ? quiet + 1 : 0;
    }
}

/* Nobody asks for it: once the disk is well what is unsaved is saved, everywhere. */
static void
test_by_itself (Fixture *self, gconstpointer data)
{
  const HuFaults faults = { .error = ENOSPC, .first = 1, .lasts = TRUE };
  g_autofree char *message = NULL;

  run_session (self, &faults);
  g_assert_cmpint (hu_store_get_problem (self->store, self->document, &message), ==, HU_PROBLEM_SAVE_FAILED);
  g_assert_nonnull (strstr (message, hu_save_explain (ENOSPC)));
  while (hu_store_get_problem (self->store, self->document, NULL) != HU_PROBLEM_NONE ||
         hu_document_get_unsaved (self->document))
    g_main_context_iteration (NULL, TRUE);
  check_recovered (self);
  check_reopened (self);
}

/* Only what the folder shares can't be written: that is said, too. */
static void
test_shared_files (Fixture *self, gconstpointer data)
{
  g_autofree char *message = NULL;

  open_store (self);
  g_assert_no_errno (g_mkdir (self->register_path, 0700));
  claim (self, 0, 4, "Speaker 0");
  while (hu_store_get_problem (self->store, self->document, &message) != HU_PROBLEM_SHARED)
    {
      g_clear_pointer (&message, g_free);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_nonnull (strstr (message, "speakers.json"));
  g_assert_no_errno (g_rmdir (self->register_path));
  claim (self, 5, 9, "Speaker 1");
  claim (self, 10, 14, "Speaker 2");
  while (hu_store_get_problem (self->store, self->document, NULL) != HU_PROBLEM_NONE)
    g_main_context_iteration (NULL, TRUE);
  check_recovered (self);
}

/* The layer file can't be read for a while: what is tagged meanwhile joins it when it can. */
static void
test_unread_for_a_while (Fixture *self, gconstpointer data)
{
  const HuFaults faults = { .error = EIO, .first = 1, .lasts = TRUE, .fails_reading = TRUE };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *notice = NULL;

  open_store (self);
  claim (self, 0, 4, "Speaker 0");
  g_assert_true (hu_store_flush (self->store));
  close_store (self);
  g_assert_true (g_file_get_contents (self->layer_path, &before, NULL, NULL));

  for (guint i = 1; i < 3; i++)
    {
      g_autofree char *speaker = g_strdup_printf ("Speaker %u", i);

      hu_faults_arm (self->layer_path, &faults);
      open_store (self);
      g_assert_cmpint (hu_store_get_problem (self->store, self->document, NULL), ==,
                       HU_PROBLEM_LAYER_UNREADABLE);
      g_assert_cmpuint (hu_layer_get_size (hu_document_get_layer (self->document), HU_KIND_CLAIM), ==, i - 1);
      claim (self, 5 * i, 5 * i + 4, speaker);
      g_assert_true (hu_store_flush (self->store));
      close_store (self);
      hu_faults_disarm ();
      g_assert_true (g_file_get_contents (self->layer_path, &after, NULL, NULL));
      g_assert_cmpstr (after, ==, before);
      g_clear_pointer (&after, g_free);
    }

  open_store (self);
  notice = hu_store_take_notice (self->store, self->document);
  g_assert_cmpstr (notice, ==, "Recovered 2 changes.");
  g_assert_true (hu_store_flush (self->store));
  g_assert_cmpuint (count_saved (self), ==, 3);
  close_store (self);
  check_reopened (self);
}

/* The journal by itself: what it has told to be on disk is there, whichever call failed while it was made
 * smaller. */

static void
append (Fixture *self, HuJournal *journal, guint i)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Set note");
  g_autofree char *note = g_strdup_printf ("Note %u", i);
  HuText *text = hu_document_get_text (self->document);

  hu_op_set_string (edit, hu_document_get_layer (self->document), HU_KIND_LAYER, "", HU_MEMBER_NOTE, note);
  g_assert_true (hu_document_apply (self->document, edit, NULL));
  hu_document_end_coalescing (self->document);
  hu_journal_append (journal, hu_document_peek_undo (self->document), HU_MOVE_DO, text, NULL);
}

/* Edits with a save after each third, in a journal that is always too large. */
static guint
run_journal (Fixture *self, const HuFaults *faults, guint64 *durable)
{
  g_autoptr (HuLoaded) loaded = hu_load (self->path, NULL, NULL, NULL);
  g_autoptr (HuJournal) journal = hu_journal_new (self->path, NULL, loaded->text, NULL, NULL);
  guint n_calls;

  self->document = hu_document_new (self->path, loaded->text, loaded->snapshot);
  hu_journal_set_limit (journal, 2000);
  hu_faults_arm (self->places, faults);
  for (guint i = 0; i < 12; i++)
    {
      append (self, journal, i);
      hu_journal_sync (journal);
      if (i % 3 == 2)
        hu_journal_checkpoint (journal, hu_journal_get_last (journal) - 1, "0123456789abcdef");
    }
  hu_journal_sync (journal);
  n_calls = heal (self->places);
  *durable = hu_journal_get_durable (journal);
  hu_journal_close (journal);
  hu_journal_wait_closed (journal);
  return n_calls;
}

static guint64
get_last_in_files (Fixture *self)
{
  g_autoptr (HuLoaded) loaded = hu_load (self->path, NULL, NULL, NULL);
  g_autoptr (GPtrArray) files = hu_journal_find (self->path, NULL, hu_text_get_sha256 (loaded->text));
  guint64 last = 0;

  for (guint i = 0; i < files->len; i++)
    {
      HuJournalFile *file = g_ptr_array_index (files, i);

      g_assert_false (file->damaged);
      last = MAX (last, hu_journal_file_get_last (file));
    }
  return last;
}

static void
test_journal (gconstpointer data)
{
  const HuFaults *kind = data;
  guint quiet = 0;

  for (guint n = 1; quiet < 3; n++)
    {
      Fixture fixture = { 0 };
      HuFaults faults = *kind;
      guint64 durable;
      guint n_calls;

      g_assert_cmpuint (n, <, MAX_CALLS);
      faults.first = n;
      faults.error = errors[n % G_N_ELEMENTS (errors)];
      g_test_message ("call %u: %s", n, g_strerror (faults.error));
      set_up (&fixture, NULL);
      n_calls = run_journal (&fixture, &faults, &durable);
      /* The last edits that couldn't be written are written when the journal is closed. */
      g_assert_cmpuint (get_last_in_files (&fixture), ==, 12);
      g_assert_cmpuint (durable, <=, 12);
      assert_no_strays (g_get_user_state_dir ());
      tear_down (&fixture, NULL);
      quiet = n_calls < n ? quiet + 1 : 0;
    }
}

int
main (int argc, char *argv[])
{
  static const HuFaults once = { 0 }, lasting = { .lasts = TRUE }, brief = { .writes_short = TRUE },
                        always_brief = { .writes_short = TRUE, .lasts = TRUE };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/faults/session/once", &once, test_every_call);
  g_test_add_data_func ("/faults/session/lasting", &lasting, test_every_call);
  g_test_add_data_func ("/faults/session/short-write", &brief, test_every_call);
  g_test_add_data_func ("/faults/session/short-writes", &always_brief, test_every_call);
  g_test_add_data_func ("/faults/journal/once", &once, test_journal);
  g_test_add_data_func ("/faults/journal/lasting", &lasting, test_journal);
  g_test_add_data_func ("/faults/journal/short-writes", &always_brief, test_journal);
#define ADD(name, func) g_test_add ("/faults/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("by-itself", test_by_itself);
  ADD ("shared-files", test_shared_files);
  ADD ("unread-for-a-while", test_unread_for_a_while);
#undef ADD
  return g_test_run ();
}
