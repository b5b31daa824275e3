/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: whatever cuts a session short, what was written down is found, done and can be undone. */
#include "model-tests.h"

#include "hu-journal.h"
#include "hu-layer-file.h"
#include "hu-save.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path; /* of the document */
  GRand *rand;
} Fixture;

/* A document that is open, with its journal; nothing is saved by itself. */
typedef struct
{
  HuLoaded *loaded;
  HuDocument *document;
  HuJournal *journal;
} Session;

static char *
layer_path (Fixture *self)
{
  return g_strconcat (self->path, ".annotations.json", NULL);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (HuText) text = test_text_new (6);
  gsize length;
  const char *utf8 = hu_text_get_utf8 (text, &length);

  self->folder = g_dir_make_tmp ("hu-journal-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "visit.txt", NULL);
  g_assert_true (g_file_set_contents (self->path, utf8, (gssize) length, NULL));
  self->rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
}

static void
clear_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *journals = hu_journal_dup_folder ();

  clear_folder (journals);
  clear_folder (self->folder);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_rand_free (self->rand);
}

static void
on_moved (HuDocument *document, HuEdit *edit, guint move, Session *session)
{
  hu_journal_append (session->journal, edit, (HuMove) move, hu_document_get_text (document), "ilse");
}

static Session *
session_open (Fixture *self)
{
  Session *session = g_new0 (Session, 1);
  HuReplay *replay;

  session->loaded = hu_load (self->path, NULL, NULL, NULL);
  g_assert_nonnull (session->loaded);
  session->loaded->recovery = hu_recover (session->loaded);
  replay = session->loaded->recovery->replay;
  session->document = hu_document_new (self->path, session->loaded->text, session->loaded->snapshot);
  for (guint i = 0; i < replay->texts->len; i++)
    hu_document_add_text (session->document, g_ptr_array_index (replay->texts, i));
  hu_document_restore_history (session->document, replay->edits, replay->n_done);
  session->journal = hu_journal_new (self->path, NULL, session->loaded->text, session->loaded->layer_sha256,
                                     session->loaded->recovery);
  g_signal_connect (session->document, "moved", G_CALLBACK (on_moved), session);
  return session;
}

/* As a kill leaves it: all that was handed over is written down, nothing is saved. */
static void
session_kill (Session *session)
{
  hu_journal_close (session->journal);
  hu_journal_wait_closed (session->journal);
  hu_journal_unref (session->journal);
  g_object_unref (session->document);
  hu_loaded_free (session->loaded);
  g_free (session);
}

static guint
get_recovered (Session *session)
{
  return session->loaded->recovery->replay->n_recovered;
}

static const char *
get_notice (Session *session)
{
  return session->loaded->recovery->notice;
}

static GBytes *
get_bytes (HuDocument *document)
{
  g_autoptr (HuSnapshot) snapshot = hu_layer_snapshot (hu_document_get_layer (document));

  return hu_layer_file_write (snapshot, hu_document_get_text (document));
}

/* @check_off: FALSE: killed before the journal heard of it. */
static void
session_save (Fixture *self, Session *session, gboolean check_off)
{
  g_autofree char *path = layer_path (self);
  g_autoptr (GBytes) bytes = get_bytes (session->document);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  g_assert_true (hu_save_bytes (path, bytes, NULL));
  if (check_off)
    hu_journal_checkpoint (session->journal, hu_journal_get_last (session->journal), sha256);
}

static void
assert_documents_equal (HuDocument *a, HuDocument *b)
{
  g_autoptr (GBytes) x = get_bytes (a);
  g_autoptr (GBytes) y = get_bytes (b);

  g_assert_cmpmem (g_bytes_get_data (x, NULL), g_bytes_get_size (x), g_bytes_get_data (y, NULL),
                   g_bytes_get_size (y));
}

/* Something that a person might do, undo and redo included. */
static void
do_something (Fixture *self, HuDocument *document)
{
  int choice = g_rand_int_range (self->rand, 0, 10);
  g_autoptr (HuEdit) edit = NULL;

  if (choice == 0 && hu_document_can_undo (document))
    edit = hu_document_undo (document);
  else if (choice == 1 && hu_document_can_redo (document))
    edit = hu_document_redo (document);
  else
    {
      edit = hu_edit_new (choice < 8 ? "Do" : NULL);
      if (choice < 5)
        hu_edit_set_coalesce_key (edit, "typing");
      test_do_something (self->rand, edit, hu_document_get_layer (document), hu_document_get_text (document));
      g_assert_true (hu_document_apply (document, edit, NULL));
    }
}

/* An edit with one change at least. */
static void
add_memo (Session *session, guint start, const char *text)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Memo");
  g_autoptr (HuValue) passage = hu_value_new_range (start, start + 3);
  g_autofree char *id = hu_op_create_memo (edit, hu_document_get_layer (session->document), passage);

  hu_op_set_string (edit, hu_document_get_layer (session->document), HU_KIND_MEMO, id, HU_MEMBER_TEXT, text);
  g_assert_true (hu_document_apply (session->document, edit, NULL));
}

static guint
count_memos (HuDocument *document)
{
  return hu_layer_get_size (hu_document_get_layer (document), HU_KIND_MEMO);
}

static HuRecord *
find_memo (HuDocument *document, const char *text)
{
  HuLayer *layer = hu_document_get_layer (document);

  for (guint i = 0; i < hu_layer_get_size (layer, HU_KIND_MEMO); i++)
    {
      HuRecord *memo = hu_layer_get_nth (layer, HU_KIND_MEMO, i);

      if (g_strcmp0 (hu_record_get_string (memo, HU_MEMBER_TEXT), text) == 0)
        return memo;
    }
  return NULL;
}

static void
undo_all (HuDocument *document)
{
  while (hu_document_can_undo (document))
    {
      g_autoptr (HuEdit) edit = hu_document_undo (document);

      g_assert_nonnull (edit);
    }
}

/* (transfer full) (element-type filename): those that end in @suffix */
static GPtrArray *
list_journals (const char *suffix)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = hu_journal_dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, suffix))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  return paths;
}

static char *
get_only_journal (void)
{
  g_autoptr (GPtrArray) paths = list_journals (".journal");

  g_assert_cmpuint (paths->len, ==, 1);
  return g_strdup (g_ptr_array_index (paths, 0));
}

/* What is in @a and what can be undone and redone there is the same in @b. */
static void
assert_same_history (HuDocument *a, HuDocument *b)
{
  guint n = 0;

  assert_documents_equal (a, b);
  for (gboolean back = TRUE;; back = FALSE)
    {
      while (back ? hu_document_can_undo (a) : hu_document_can_redo (a))
        {
          g_autoptr (HuEdit) x = back ? hu_document_undo (a) : hu_document_redo (a);
          g_autoptr (HuEdit) y = back ? hu_document_undo (b) : hu_document_redo (b);

          g_assert_nonnull (y);
          g_assert_cmpstr (hu_edit_get_label (x), ==, hu_edit_get_label (y));
          g_assert_cmpint (hu_edit_get_time (x) - hu_edit_get_time (y), <=, 1);
          assert_documents_equal (a, b);
          n++;
        }
      g_assert_false (back ? hu_document_can_undo (b) : hu_document_can_redo (b));
      if (!back)
        break;
    }
  g_test_message ("%u steps", n);
}

/* Killed at any moment, with saves in between, some of which the journal didn't hear of. */
static void
test_round_trip (Fixture *self, gconstpointer data)
{
  for (guint round = 0; round < 12; round++)
    {
      Session *session = session_open (self), *again;
      guint n = (guint) g_rand_int_range (self->rand, 1, 40);
      int save = round % 3 ? g_rand_int_range (self->rand, 0, (int) n) : -1;

      for (guint i = 0; i < n; i++)
        {
          do_something (self, session->document);
          if ((int) i == save)
            session_save (self, session, round % 3 == 1);
        }
      g_assert_true (hu_journal_sync (session->journal));
      g_assert_cmpuint (hu_journal_get_durable (session->journal), ==,
                        hu_journal_get_last (session->journal));
      hu_journal_close (session->journal);
      hu_journal_wait_closed (session->journal);
      g_signal_handlers_disconnect_by_data (session->document, session);

      again = session_open (self);
      g_assert_null (again->loaded->recovery->file);
      /* Unless what was done was undone again. */
      if (round % 3 == 0 && hu_document_can_undo (session->document))
        g_assert_cmpuint (get_recovered (again), >, 0);
      g_signal_handlers_disconnect_by_data (again->document, again);
      assert_same_history (session->document, again->document);
      session_kill (session);
      session_kill (again);
    }
  g_free (get_only_journal ());
}

static void
test_nothing_written_unasked (Fixture *self, gconstpointer data)
{
  Session *session = session_open (self);
  g_autoptr (GPtrArray) journals = NULL;

  session_save (self, session, TRUE);
  session_kill (session);
  journals = list_journals ("");
  g_assert_cmpuint (journals->len, ==, 0);
}

/* Cut off at every byte: what is whole is found, and nothing else is said. */
static void
test_torn (Fixture *self, gconstpointer data)
{
  Session *session = session_open (self);
  g_autofree char *path = NULL;
  g_autofree char *whole = NULL;
  gsize length;

  add_memo (session, 0, "a");
  add_memo (session, 4, "b");
  add_memo (session, 8, "c");
  session_kill (session);
  path = get_only_journal ();
  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  for (gsize cut = 0; cut <= length; cut++)
    {
      guint lines = 0;

      for (gsize i = 0; i < cut; i++)
        lines += whole[i] == '\n';
      g_assert_true (g_file_set_contents (path, whole, (gssize) cut, NULL));
      session = session_open (self);
      g_assert_cmpuint (count_memos (session->document), ==, lines > 0 ? lines - 1 : 0);
      g_assert_cmpuint (get_recovered (session), ==, lines > 0 ? lines - 1 : 0);
      if (lines < 2)
        g_assert_null (get_notice (session));
      session_kill (session);
    }
}

/* It goes on behind the cut, not behind the torn line. */
static void
test_goes_on_after_a_tear (Fixture *self, gconstpointer data)
{
  Session *session = session_open (self);
  g_autofree char *path = NULL;
  FILE *file;

  add_memo (session, 0, "a");
  session_kill (session);
  path = get_only_journal ();
  file = fopen (path, "a");
  fputs ("0123456789abcdef {\"seq\":2,\"mo", file);
  fclose (file);
  session = session_open (self);
  add_memo (session, 4, "b");
  session_kill (session);
  session = session_open (self);
  g_assert_cmpuint (count_memos (session->document), ==, 2);
  g_assert_null (strstr (get_notice (session), "damaged"));
  session_kill (session);
}

static void
test_corrupt_middle (Fixture *self, gconstpointer data)
{
  Session *session = session_open (self);
  g_autofree char *path = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GPtrArray) aside = NULL;
  g_autofree char *rest = NULL;
  char *second, *third;
  gsize length;

  add_memo (session, 0, "first");
  add_memo (session, 4, "second");
  add_memo (session, 8, "third");
  session_kill (session);
  path = get_only_journal ();
  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  second = strstr (whole, "second");
  third = strstr (whole, "third");
  g_assert_true (second && third);
  second[2] ^= 1;
  g_assert_true (g_file_set_contents (path, whole, (gssize) length, NULL));

  session = session_open (self);
  g_assert_cmpuint (get_recovered (session), ==, 1);
  g_assert_nonnull (find_memo (session->document, "first"));
  aside = list_journals (".damaged-1");
  g_assert_cmpuint (aside->len, ==, 1);
  g_assert_nonnull (strstr (get_notice (session), g_ptr_array_index (aside, 0)));
  g_assert_true (g_file_get_contents (g_ptr_array_index (aside, 0), &rest, NULL, NULL));
  g_assert_nonnull (strstr (rest, "third"));
  add_memo (session, 12, "fourth");
  session_kill (session);

  session = session_open (self);
  g_assert_null (strstr (get_notice (session), "damaged"));
  g_assert_nonnull (find_memo (session->document, "first"));
  g_assert_nonnull (find_memo (session->document, "fourth"));
  session_kill (session);
}

/* A line that is sound, but holds what it may not. */
static void
test_hostile_line (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "{\"seq\":2,\"move\":\"do\",\"encoding\":\"utf-8\",\"changes\":[{\"kind\":\"memos\",\"id\":\"m\"}],"
    "\"before\":[null],\"after\":[null]}",
    "{\"seq\":2,\"move\":\"do\",\"encoding\":\"utf-8\",\"changes\":[{\"kind\":\"memos\",\"id\":\"m\"}],"
    "\"before\":[null],\"after\":[{\"id\":\"other\"}]}",
    "{\"seq\":2,\"move\":\"do\",\"encoding\":\"utf-8\",\"changes\":[{\"kind\":\"memos\",\"id\":\"m\"}],"
    "\"before\":[null],\"after\":[{\"id\":\"m\",\"passage\":[{\"start\":9000000,\"end\":9000001}]}]}",
    "{\"seq\":2,\"move\":\"do\",\"encoding\":\"utf-8\",\"changes\":[{\"kind\":\"layer\"}],\"before\":[{}],"
    "\"after\":[null]}",
    "{\"seq\":2,\"move\":\"do\",\"encoding\":\"utf-8\",\"changes\":[{\"kind\":\"nonsense\",\"id\":\"m\"}],"
    "\"before\":[null],\"after\":[{\"id\":\"m\"}]}",
    "{\"seq\":2,\"move\":\"do\",\"encoding\":\"utf-8\",\"changes\":[{\"kind\":\"memos\",\"id\":\"m\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      Session *session = session_open (self);
      g_autoptr (GString) line = g_string_new (NULL);
      g_autofree char *path = NULL;
      g_autofree char *folder = hu_journal_dup_folder ();
      FILE *file;

      add_memo (session, 0, "first");
      session_kill (session);
      path = get_only_journal ();
      hu_journal_seal (line, lines[i], strlen (lines[i]));
      file = fopen (path, "a");
      fputs (line->str, file);
      fclose (file);
      session = session_open (self);
      g_assert_cmpuint (get_recovered (session), ==, 1);
      g_assert_cmpuint (count_memos (session->document), ==, 1);
      g_assert_nonnull (strstr (get_notice (session), "damaged"));
      session_kill (session);
      clear_folder (folder);
    }
}

static void
test_future_version (Fixture *self, gconstpointer data)
{
  static const char header[] = "{\"format\":\"hustings-journal\",\"version\":2}";
  g_autofree char *folder = hu_journal_dup_folder ();
  g_autofree char *key = hu_journal_dup_key (self->path, NULL);
  g_autofree char *path = g_strdup_printf ("%s/%s-x.journal", folder, key);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *after = NULL;
  Session *session;

  hu_journal_seal (line, header, strlen (header));
  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, line->str, -1, NULL));
  session = session_open (self);
  add_memo (session, 0, "a");
  session_save (self, session, TRUE);
  session_kill (session);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, line->str);
}

/* Two at a time, both killed: nothing of either is lost. */
static void
test_two_at_a_time (Fixture *self, gconstpointer data)
{
  Session *first = session_open (self), *second, *again;
  g_autoptr (GPtrArray) journals = NULL;
  g_autoptr (GPtrArray) left = NULL;

  add_memo (first, 0, "before");
  session_save (self, first, TRUE);
  g_assert_true (hu_journal_sync (first->journal));
  second = session_open (self);
  g_assert_null (second->loaded->recovery->file);
  g_assert_false (hu_document_can_undo (second->document));
  add_memo (first, 4, "mine");
  add_memo (second, 8, "theirs");
  g_assert_true (hu_journal_sync (first->journal));
  g_assert_true (hu_journal_sync (second->journal));
  journals = list_journals (".journal");
  g_assert_cmpuint (journals->len, ==, 2);
  session_kill (first);
  session_kill (second);

  again = session_open (self);
  g_assert_cmpuint (get_recovered (again), ==, 2);
  g_assert_nonnull (find_memo (again->document, "before"));
  g_assert_nonnull (find_memo (again->document, "mine"));
  g_assert_nonnull (find_memo (again->document, "theirs"));
  /* Killed once more, there is still all of it. */
  session_kill (again);
  again = session_open (self);
  g_assert_cmpuint (count_memos (again->document), ==, 3);
  /* Once it is saved, one journal is enough. */
  session_save (self, again, TRUE);
  session_kill (again);
  left = list_journals (".journal");
  g_assert_cmpuint (left->len, ==, 1);
  again = session_open (self);
  g_assert_cmpuint (get_recovered (again), ==, 0);
  g_assert_cmpuint (count_memos (again->document), ==, 3);
  session_kill (again);
}

static void
set_memo_text (HuDocument *document, const char *id, const char *text)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Edit Memo");

  hu_op_set_string (edit, hu_document_get_layer (document), HU_KIND_MEMO, id, HU_MEMBER_TEXT, text);
  g_assert_true (hu_document_apply (document, edit, NULL));
}

/* The layer file was changed elsewhere before the edits could be saved. */
static void
test_foreign_change (Fixture *self, gconstpointer data)
{
  Session *session = session_open (self);
  HuLayer *layer;
  HuRecord *memo;
  g_autofree char *both = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *path = layer_path (self);
  g_autofree char *content = NULL;
  g_autoptr (GString) changed = NULL;

  add_memo (session, 0, "both");
  add_memo (session, 4, "theirs");
  both = g_strdup (hu_record_get_id (find_memo (session->document, "both")));
  theirs = g_strdup (hu_record_get_id (find_memo (session->document, "theirs")));
  session_save (self, session, TRUE);
  set_memo_text (session->document, both, "mine 1");
  set_memo_text (session->document, both, "mine 2");
  add_memo (session, 8, "mine");
  session_kill (session);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  changed = g_string_new (content);
  g_string_replace (changed, "\"both\"", "\"their both\"", 0);
  g_string_replace (changed, "\"theirs\"", "\"their own\"", 0);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));

  session = session_open (self);
  layer = hu_document_get_layer (session->document);
  memo = hu_layer_lookup (layer, HU_KIND_MEMO, both);
  g_assert_cmpstr (hu_record_get_string (memo, HU_MEMBER_TEXT), ==, "mine 2");
  g_assert_cmpstr (hu_value_get_member_string (hu_record_get (memo, HU_MEMBER_CONFLICT), "text"), ==,
                   "their both");
  memo = hu_layer_lookup (layer, HU_KIND_MEMO, theirs);
  g_assert_cmpstr (hu_record_get_string (memo, HU_MEMBER_TEXT), ==, "their own");
  g_assert_nonnull (find_memo (session->document, "mine"));
  g_assert_cmpuint (session->loaded->recovery->replay->n_conflicts, ==, 1);
  /* What still fits can be undone; beyond it nothing is tried. */
  undo_all (session->document);
  g_assert_null (find_memo (session->document, "mine"));
  g_assert_nonnull (find_memo (session->document, "mine 2"));
  session_kill (session);
}

/* An older layer file was put back on purpose: what it once had is not brought back. */
static void
test_older_layer (Fixture *self, gconstpointer data)
{
  Session *session = session_open (self);
  g_autofree char *path = layer_path (self);
  g_autofree char *content = NULL;

  add_memo (session, 0, "a");
  session_save (self, session, TRUE);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  add_memo (session, 4, "b");
  session_save (self, session, TRUE);
  session_kill (session);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  session = session_open (self);
  g_assert_cmpuint (get_recovered (session), ==, 0);
  g_assert_cmpuint (count_memos (session->document), ==, 1);
  session_kill (session);
}

static void
test_limit (Fixture *self, gconstpointer data)
{
  const gsize limit = 64 * 1024;
  Session *session = session_open (self), *again;
  g_autofree char *path = NULL;
  gsize largest = 0;
  guint steps = 0;

  hu_journal_set_limit (session->journal, limit);
  for (guint i = 0; i < 600; i++)
    {
      do_something (self, session->document);
      if (i % 7 != 6)
        continue;
      session_save (self, session, TRUE);
      g_assert_true (hu_journal_sync (session->journal));
      g_clear_pointer (&path, g_free);
      path = get_only_journal ();
      {
        GStatBuf info;

        g_assert_no_errno (g_stat (path, &info));
        largest = MAX (largest, (gsize) info.st_size);
      }
    }
  g_test_message ("largest: %" G_GSIZE_FORMAT, largest);
  /* What came just before it was made smaller is on top. */
  g_assert_cmpuint (largest, <=, limit * 3 / 2);
  /* Not saved any more. */
  for (guint i = 0; i < 5; i++)
    do_something (self, session->document);
  hu_journal_close (session->journal);
  hu_journal_wait_closed (session->journal);
  g_signal_handlers_disconnect_by_data (session->document, session);

  again = session_open (self);
  g_signal_handlers_disconnect_by_data (again->document, again);
  assert_documents_equal (session->document, again->document);
  /* As far as it goes back, each step is what it was. */
  while (hu_document_can_redo (again->document))
    {
      g_autoptr (HuEdit) x = hu_document_redo (session->document);
      g_autoptr (HuEdit) y = hu_document_redo (again->document);

      assert_documents_equal (session->document, again->document);
    }
  while (hu_document_can_redo (session->document))
    hu_edit_unref (hu_document_redo (session->document));
  while (hu_document_can_undo (again->document))
    {
      g_autoptr (HuEdit) x = hu_document_undo (session->document);
      g_autoptr (HuEdit) y = hu_document_undo (again->document);

      assert_documents_equal (session->document, again->document);
      steps++;
    }
  g_test_message ("%u steps kept", steps);
  g_assert_cmpuint (steps, >, 3);
  session_kill (session);
  session_kill (again);
}

/* A journal that has kept none of its edits still knows how many there were. */
static void
test_numbers_go_on (Fixture *self, gconstpointer data)
{
  Session *session = session_open (self);

  hu_journal_set_limit (session->journal, 1);
  add_memo (session, 0, "a");
  add_memo (session, 4, "b");
  session_save (self, session, TRUE);
  session_kill (session);
  session = session_open (self);
  add_memo (session, 8, "c");
  session_kill (session);
  session = session_open (self);
  g_assert_cmpuint (get_recovered (session), ==, 1);
  g_assert_nonnull (find_memo (session->document, "c"));
  session_kill (session);
}

/* Undone beyond what the journal has kept, and redone. */
static void
test_undone_beyond_the_limit (Fixture *self, gconstpointer data)
{
  Session *session = session_open (self), *again;

  hu_journal_set_limit (session->journal, 4096);
  for (guint i = 0; i < 20; i++)
    {
      add_memo (session, i, "m");
      session_save (self, session, TRUE);
      g_assert_true (hu_journal_sync (session->journal));
    }
  for (guint i = 0; i < 15; i++)
    hu_edit_unref (hu_document_undo (session->document));
  for (guint i = 0; i < 4; i++)
    hu_edit_unref (hu_document_redo (session->document));
  hu_journal_close (session->journal);
  hu_journal_wait_closed (session->journal);
  again = session_open (self);
  g_assert_cmpuint (count_memos (again->document), ==, 9);
  assert_documents_equal (session->document, again->document);
  while (hu_document_can_redo (again->document))
    hu_edit_unref (hu_document_redo (again->document));
  g_assert_cmpuint (count_memos (again->document), ==, 20);
  g_signal_handlers_disconnect_by_data (session->document, session);
  session_kill (session);
  session_kill (again);
}

static void
move (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *old_layer = layer_path (self);
  g_autofree char *layer = NULL;

  g_assert_no_errno (g_rename (self->path, path));
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  layer = layer_path (self);
  g_rename (old_layer, layer);
}

static void
test_moved (Fixture *self, gconstpointer data)
{
  Session *session = session_open (self);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  add_memo (session, 0, "a");
  session_save (self, session, TRUE);
  add_memo (session, 4, "b");
  session_kill (session);
  before = get_only_journal ();
  move (self, "elsewhere.txt");
  session = session_open (self);
  g_assert_cmpuint (get_recovered (session), ==, 1);
  g_assert_cmpuint (count_memos (session->document), ==, 2);
  add_memo (session, 8, "c");
  session_kill (session);
  after = get_only_journal ();
  g_assert_cmpstr (before, !=, after);
  /* And again. */
  move (self, "far.txt");
  session = session_open (self);
  g_assert_cmpuint (get_recovered (session), ==, 2);
  undo_all (session->document);
  g_assert_cmpuint (count_memos (session->document), ==, 0);
  session_kill (session);
}

static void
copy_document (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (self->path, &content, &length, NULL));
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

/* The old place is still there: a copy isn't a move. */
static void
test_copied (Fixture *self, gconstpointer data)
{
  Session *session = session_open (self);
  g_autofree char *original = g_strdup (self->path);

  add_memo (session, 0, "a");
  session_kill (session);
  copy_document (self, "copy.txt");
  g_free (self->path);
  self->path = g_build_filename (self->folder, "copy.txt", NULL);
  session = session_open (self);
  g_assert_cmpuint (count_memos (session->document), ==, 0);
  session_kill (session);
}

/* Two documents of the same content are gone: nobody knows which one this was. */
static void
test_moved_from_two_places (Fixture *self, gconstpointer data)
{
  g_autofree char *original = g_strdup (self->path);
  g_autofree char *copy = g_build_filename (self->folder, "copy.txt", NULL);
  g_autofree char *third = g_build_filename (self->folder, "third.txt", NULL);
  Session *session;

  copy_document (self, "copy.txt");
  copy_document (self, "third.txt");
  for (guint i = 0; i < 2; i++)
    {
      g_free (self->path);
      self->path = g_strdup (i ? copy : original);
      session = session_open (self);
      add_memo (session, 0, "a");
      session_kill (session);
    }
  g_unlink (original);
  g_unlink (copy);
  g_free (self->path);
  self->path = g_strdup (third);
  session = session_open (self);
  g_assert_cmpuint (count_memos (session->document), ==, 0);
  session_kill (session);
}

/* The article itself was changed: the edits wait for that text to come back. */
static void
test_other_text (Fixture *self, gconstpointer data)
{
  Session *session = session_open (self);
  g_autofree char *content = NULL;
  g_autofree char *path = NULL;
  g_autofree char *journal = NULL;
  g_autofree char *same = NULL;
  gsize length;

  add_memo (session, 0, "a");
  session_kill (session);
  path = get_only_journal ();
  g_assert_true (g_file_get_contents (path, &journal, NULL, NULL));
  g_assert_true (g_file_get_contents (self->path, &content, &length, NULL));
  g_assert_true (g_file_set_contents (self->path, "Another text altogether.\n", -1, NULL));
  session = session_open (self);
  g_assert_cmpuint (get_recovered (session), ==, 0);
  g_assert_nonnull (strstr (get_notice (session), "another version"));
  add_memo (session, 0, "new");
  session_kill (session);
  g_assert_true (g_file_get_contents (path, &same, NULL, NULL));
  g_assert_cmpstr (same, ==, journal);
  {
    g_autoptr (GPtrArray) journals = list_journals (".journal");

    g_assert_cmpuint (journals->len, ==, 2);
  }
}

/* Another decoding of the same bytes, chosen in between. */
static void
test_encoding (Fixture *self, gconstpointer data)
{
  Session *session;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\xc3\xa4\xc3\xb6 two three.\n", 16);
  g_autoptr (HuText) latin = hu_text_new (bytes, "cp1252", NULL);
  const HuSpan *spans;
  gsize n;

  g_assert_true (g_file_set_contents (self->path, g_bytes_get_data (bytes, NULL), 16, NULL));
  session = session_open (self);
  add_memo (session, 3, "two");
  session_save (self, session, TRUE);
  g_assert_true (hu_document_set_text (session->document, latin, bytes, NULL));
  add_memo (session, 9, "three");
  session_kill (session);

  session = session_open (self);
  g_assert_cmpuint (get_recovered (session), ==, 2);
  g_assert_cmpstr (hu_text_get_encoding (hu_document_get_text (session->document)), ==, "cp1252");
  spans = hu_record_get_spans (find_memo (session->document, "two"), &n);
  g_assert_cmpuint (spans[0].start, ==, 5);
  g_assert_null (spans[0].rest);
  for (guint i = 0; i < 2; i++)
    hu_edit_unref (hu_document_undo (session->document));
  g_assert_cmpstr (hu_text_get_encoding (hu_document_get_text (session->document)), ==, "utf-8");
  spans = hu_record_get_spans (find_memo (session->document, "two"), &n);
  g_assert_cmpuint (spans[0].start, ==, 3);
  session_kill (session);
  session = session_open (self);
  g_assert_cmpuint (get_recovered (session), ==, 0);
  for (guint i = 0; i < 2; i++)
    hu_edit_unref (hu_document_redo (session->document));
  g_assert_nonnull (find_memo (session->document, "three"));
  session_kill (session);
}

static void
test_deleted (Fixture *self, gconstpointer data)
{
  Session *session = session_open (self);
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) deleted = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (HuEdit) edit = hu_edit_new ("Delete Memo");
  HuDeleted *first;

  add_memo (session, 0, "gone");
  add_memo (session, 4, "undone");
  hu_edit_unref (hu_document_undo (session->document));
  id = g_strdup (hu_record_get_id (find_memo (session->document, "gone")));
  hu_op_delete_tag (edit, hu_document_get_layer (session->document), HU_KIND_MEMO, id);
  g_assert_true (hu_document_apply (session->document, edit, NULL));
  session_save (self, session, TRUE);
  session_kill (session);

  session = session_open (self);
  deleted = hu_journal_get_deleted (session->journal, hu_document_get_layer (session->document));
  g_assert_cmpuint (deleted->len, ==, 1);
  first = g_ptr_array_index (deleted, 0);
  g_assert_cmpstr (hu_record_get_id (first->record), ==, id);
  g_assert_cmpstr (hu_edit_get_label (first->edit), ==, "Delete Memo");
  hu_edit_unref (hu_document_undo (session->document));
  none = hu_journal_get_deleted (session->journal, hu_document_get_layer (session->document));
  g_assert_cmpuint (none->len, ==, 0);
  session_kill (session);
}

/* What is deep in a layer file is as deep in the journal; what isn't known is kept. */
static void
test_unknown_members (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) layer = g_string_new ("{\"format\": \"hustings-annotations\", \"version\": 1,\n");
  g_autofree char *path = layer_path (self);
  Session *session;
  g_autofree char *id = NULL;

  g_string_append (layer,
                   "\"id\": 1.50, \"memos\": [{\"id\": \"m\", \"passage\": [{\"start\": 0, \"end\": 3}], "
                   "\"text\": \"a\", \"deep\": ");
  for (guint i = 0; i < 61; i++)
    g_string_append_c (layer, '[');
  for (guint i = 0; i < 61; i++)
    g_string_append_c (layer, ']');
  g_string_append (layer, "}]}\n");
  g_assert_true (g_file_set_contents (path, layer->str, -1, NULL));
  {
    /* Made on this very text. */
    g_autoptr (HuLoaded) loaded = hu_load (self->path, NULL, NULL, NULL);
    g_autofree char *document =
        g_strdup_printf ("\"document\": {\"sha256\": \"%s\", \"text_sha256\": \"%s\", \"id\": 2}, \"id\"",
                         hu_text_get_sha256 (loaded->text), hu_text_get_text_sha256 (loaded->text));

    g_string_replace (layer, "\"id\"", document, 1);
    g_assert_true (g_file_set_contents (path, layer->str, -1, NULL));
  }
  session = session_open (self);
  g_assert_null (session->loaded->read_only_reason);
  set_memo_text (session->document, "m", "b");
  {
    g_autoptr (HuEdit) edit = hu_edit_new ("Outlet");

    hu_op_set_string (edit, hu_document_get_layer (session->document), HU_KIND_DOCUMENT, "", HU_MEMBER_OUTLET,
                      "The Meridian");
    g_assert_true (hu_document_apply (session->document, edit, NULL));
  }
  {
    Session *again;

    hu_journal_close (session->journal);
    hu_journal_wait_closed (session->journal);
    again = session_open (self);
    g_assert_cmpuint (get_recovered (again), ==, 2);
    assert_documents_equal (session->document, again->document);
    undo_all (again->document);
    g_assert_nonnull (find_memo (again->document, "a"));
    session_kill (again);
  }
  g_signal_handlers_disconnect_by_data (session->document, session);
  session_kill (session);
}

/* The disk is full for a while. */
static void
test_full_disk (Fixture *self, gconstpointer data)
{
  struct rlimit before, small;
  Session *session = session_open (self);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;
  GStatBuf info;
  gsize size;

  signal (SIGXFSZ, SIG_IGN);
  add_memo (session, 0, "a");
  g_assert_true (hu_journal_sync (session->journal));
  path = get_only_journal ();
  g_assert_no_errno (g_stat (path, &info));
  size = (gsize) info.st_size;
  g_assert_no_errno (getrlimit (RLIMIT_FSIZE, &before));
  small = before;
  small.rlim_cur = size + 100;
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &small));
  add_memo (session, 4, "b");
  g_assert_false (hu_journal_sync (session->journal));
  error = hu_journal_dup_error (session->journal);
  g_assert_nonnull (error);
  g_assert_cmpuint (hu_journal_get_durable (session->journal), ==, 1);
  /* Nothing half is left behind. */
  g_assert_no_errno (g_stat (path, &info));
  g_assert_cmpuint ((gsize) info.st_size, ==, size);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &before));
  add_memo (session, 8, "c");
  g_assert_true (hu_journal_sync (session->journal));
  none = hu_journal_dup_error (session->journal);
  g_assert_no_error (none);
  g_assert_cmpuint (hu_journal_get_durable (session->journal), ==, 3);
  session_kill (session);
  session = session_open (self);
  g_assert_cmpuint (count_memos (session->document), ==, 3);
  session_kill (session);
}

static void
on_told (HuJournal *journal, gpointer user_data)
{
  *(gint64 *) user_data = g_get_monotonic_time ();
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* Handing over takes less than a millisecond, and a tenth of a second later it is on disk; the median, for
 * other programs are running too. */
static void
test_quick (Fixture *self, gconstpointer data)
{
  Session *session = session_open (self);
  g_autoptr (GArray) handed = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) durable = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 told = 0;

  hu_journal_set_func (session->journal, on_told, &told);
  g_signal_handlers_disconnect_by_data (session->document, session);
  for (guint i = 0; i < 41; i++)
    {
      gint64 start, middle, took, until;

      add_memo (session, i, "m");
      start = g_get_monotonic_time ();
      hu_journal_append (session->journal, hu_document_peek_undo (session->document), HU_MOVE_DO,
                         hu_document_get_text (session->document), NULL);
      middle = g_get_monotonic_time ();
      took = middle - start;
      g_array_append_val (handed, took);
      while (hu_journal_get_durable (session->journal) <= i)
        g_main_context_iteration (NULL, TRUE);
      until = told - start;
      g_array_append_val (durable, until);
    }
  g_array_sort (handed, compare_times);
  g_array_sort (durable, compare_times);
  g_test_message ("handed over in %" G_GINT64_FORMAT " µs, on disk in %" G_GINT64_FORMAT " µs",
                  g_array_index (handed, gint64, 20), g_array_index (durable, gint64, 20));
  session_kill (session);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/journal/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("nothing-written-unasked", test_nothing_written_unasked);
  ADD ("torn", test_torn);
  ADD ("goes-on-after-a-tear", test_goes_on_after_a_tear);
  ADD ("corrupt-middle", test_corrupt_middle);
  ADD ("hostile-line", test_hostile_line);
  ADD ("future-version", test_future_version);
  ADD ("two-at-a-time", test_two_at_a_time);
  ADD ("foreign-change", test_foreign_change);
  ADD ("older-layer", test_older_layer);
  ADD ("limit", test_limit);
  ADD ("undone-beyond-the-limit", test_undone_beyond_the_limit);
  ADD ("moved", test_moved);
  ADD ("copied", test_copied);
  ADD ("moved-from-two-places", test_moved_from_two_places);
  ADD ("other-text", test_other_text);
  ADD ("encoding", test_encoding);
  ADD ("numbers-go-on", test_numbers_go_on);
  ADD ("deleted", test_deleted);
  ADD ("unknown-members", test_unknown_members);
  ADD ("full-disk", test_full_disk);
  ADD ("quick", test_quick);
#undef ADD
  return g_test_run ();
}
