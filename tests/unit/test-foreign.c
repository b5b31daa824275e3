/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Others change, remove and spoil the layer file of an open document, and two programs edit one at once:
 * nothing is lost of either. Called with a document and a seed, this program is one of the two. */
#include "hu-conflict-markers.h"
#include "hu-conflicted-copy.h"
#include "hu-layer-file.h"
#include "hu-operations.h"
#include "hu-state-file.h"
#include "hu-store.h"

#include <glib/gstdio.h>
#include <string.h>

#define TEXT                                                                                                 \
  "The premier said on Monday that a fee helps the mills. Critics say the ministry wants it, and nobody "    \
  "asked."

typedef struct
{
  char *folder;
  char *path;
  char *layer_path;
  HuStore *store;
  HuDocument *document;
  GString *notices;
} Fixture;

static gboolean
is_due (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until it is so; a test that waits in vain is ended by who runs it. */
#define wait_for(condition)                                                                                  \
  while (!(condition))                                                                                       \
  g_main_context_iteration (NULL, TRUE)

static void
run_for (guint milliseconds)
{
  gboolean due = FALSE;

  g_timeout_add (milliseconds, is_due, &due);
  wait_for (due);
}

static void
opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(HuDocument **) user_data = hu_store_open_finish (HU_STORE (source), result, &error);
  g_assert_no_error (error);
}

static HuDocument *
open_in (HuStore *store, const char *path)
{
  HuDocument *document = NULL;

  hu_store_open_async (store, path, NULL, NULL, opened, &document);
  wait_for (document);
  return document;
}

static void
noticed (HuStore *store, HuDocument *document, Fixture *self)
{
  g_autofree char *notice = hu_store_take_notice (store, document);

  g_string_append_printf (self->notices, "%s\n", notice);
}

static void
open_it (Fixture *self)
{
  self->store = hu_store_new ();
  g_signal_connect (self->store, "notice", G_CALLBACK (noticed), self);
  self->document = open_in (self->store, self->path);
}

static void
close_it (Fixture *self)
{
  g_clear_object (&self->document);
  g_clear_object (&self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
setup (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("hustings-foreign-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "visit.txt", NULL);
  self->layer_path = g_build_filename (self->folder, "visit.txt.annotations.json", NULL);
  self->notices = g_string_new (NULL);
  g_assert_true (g_file_set_contents (self->path, TEXT, -1, NULL));
  open_it (self);
}

static void
teardown (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  close_it (self);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (self->folder, name, NULL);

      g_unlink (file);
    }
  g_rmdir (self->folder);
  g_string_free (self->notices, TRUE);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->layer_path);
}

static char *
make_memo (HuDocument *document, const char *text)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Memo");
  g_autoptr (HuValue) passage = hu_value_new_range (4, 11);
  HuLayer *layer = hu_document_get_layer (document);
  g_autoptr (GError) error = NULL;
  char *id = hu_op_create_memo (edit, layer, passage);

  hu_op_set_string (edit, layer, HU_KIND_MEMO, id, HU_MEMBER_TEXT, text);
  hu_document_apply (document, edit, &error);
  g_assert_no_error (error);
  return id;
}

static void
set_member (HuDocument *document, const char *id, HuMember member, const char *value)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Set");

  hu_op_set_string (edit, hu_document_get_layer (document), HU_KIND_MEMO, id, member, value);
  g_assert_true (hu_document_apply (document, edit, NULL));
}

static const char *
get_member (HuDocument *document, const char *id, HuMember member)
{
  HuRecord *memo = hu_layer_lookup (hu_document_get_layer (document), HU_KIND_MEMO, id);

  return memo ? hu_record_get_string (memo, member) : NULL;
}

static char *
read_file (const char *path)
{
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  return contents;
}

static gboolean
file_says (Fixture *self, const char *words)
{
  g_autofree char *contents = read_file (self->layer_path);

  return contents && strstr (contents, words);
}

/* As others would: a new file in place of the old one. */
static void
replace_in (const char *path, const char *words, const char *by)
{
  g_autofree char *contents = read_file (path);
  g_auto (GStrv) parts = g_strsplit (contents, words, -1);
  g_autofree char *changed = g_strjoinv (by, parts);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  g_assert_true (g_file_set_contents (path, changed, -1, NULL));
}

#define ANOTHER                                                                                              \
  "\"memos\": [\n    { \"id\": \"0c9f0000-0000-4000-8000-000000000001\", \"passage\": [ { \"start\": 0, "    \
  "\"end\": 3, \"quote\": \"The\", \"suffix\": \" premier said on Monday that a fe\" } ], \"text\": "        \
  "\"theirs\", \"by\": \"ilse\" },"

static void
test_comes_in (Fixture *self, gconstpointer data)
{
  g_autofree char *id = make_memo (self->document, "mine");
  g_autoptr (HuEdit) undone = NULL;

  g_assert_true (hu_store_flush (self->store));
  replace_in (self->layer_path, "\"memos\": [", ANOTHER);
  wait_for (hu_layer_get_size (hu_document_get_layer (self->document), HU_KIND_MEMO) == 2);
  wait_for (self->notices->len > 0);
  g_assert_nonnull (strstr (self->notices->str, "ilse's changes came in: 1 memo added."));
  /* What came in as it is isn't written again. */
  g_assert_false (hu_document_get_unsaved (self->document));
  /* Undo is of one's own. */
  undone = hu_document_undo (self->document);
  g_assert_null (get_member (self->document, id, HU_MEMBER_TEXT));
  g_assert_cmpuint (hu_layer_get_size (hu_document_get_layer (self->document), HU_KIND_MEMO), ==, 1);
  g_assert_true (hu_store_flush (self->store));
  g_assert_true (file_says (self, "theirs"));
  g_assert_false (file_says (self, "mine"));
}

static void
test_both_sides (Fixture *self, gconstpointer data)
{
  g_autofree char *id = make_memo (self->document, "before");
  HuRecord *memo;

  g_assert_true (hu_store_flush (self->store));
  replace_in (self->layer_path, "before", "theirs");
  /* Before anything was noticed; a save that comes at once finds it too. */
  set_member (self->document, id, HU_MEMBER_TEXT, "mine");
  g_assert_true (hu_store_flush (self->store));
  memo = hu_layer_lookup (hu_document_get_layer (self->document), HU_KIND_MEMO, id);
  g_assert_cmpstr (get_member (self->document, id, HU_MEMBER_TEXT), ==, "mine");
  g_assert_cmpstr (hu_value_get_member_string (hu_record_get (memo, HU_MEMBER_CONFLICT), "text"), ==,
                   "theirs");
  g_assert_true (file_says (self, "mine"));
  g_assert_true (file_says (self, "theirs"));
  g_assert_nonnull (strstr (self->notices->str, "1 differs from yours."));
}

static void
test_removed (Fixture *self, gconstpointer data)
{
  g_autofree char *id = make_memo (self->document, "mine");

  g_assert_true (hu_store_flush (self->store));
  g_unlink (self->layer_path);
  wait_for (hu_store_get_problem (self->store, self->document, NULL) == HU_PROBLEM_LAYER_DELETED);
  g_assert_false (g_file_test (self->layer_path, G_FILE_TEST_EXISTS));
  hu_store_write_again (self->store, self->document);
  wait_for (hu_store_get_problem (self->store, self->document, NULL) == HU_PROBLEM_NONE);
  g_assert_true (file_says (self, "mine"));

  /* An edit writes it too. */
  g_unlink (self->layer_path);
  wait_for (hu_store_get_problem (self->store, self->document, NULL) == HU_PROBLEM_LAYER_DELETED);
  set_member (self->document, id, HU_MEMBER_NOTE, "more");
  wait_for (file_says (self, "more"));
  g_assert_true (file_says (self, "mine"));
}

/* As a checkout does it. */
static void
test_removed_and_back (Fixture *self, gconstpointer data)
{
  g_autofree char *id = make_memo (self->document, "mine");
  g_autofree char *contents = NULL;

  g_assert_true (hu_store_flush (self->store));
  contents = read_file (self->layer_path);
  g_unlink (self->layer_path);
  run_for (300);
  g_assert_true (g_file_set_contents (self->layer_path, contents, -1, NULL));
  replace_in (self->layer_path, "\"mine\"", "\"changed\"");
  wait_for (g_strcmp0 (get_member (self->document, id, HU_MEMBER_TEXT), "changed") == 0);
  g_assert_cmpint (hu_store_get_problem (self->store, self->document, NULL), ==, HU_PROBLEM_NONE);
}

static void
test_unreadable (Fixture *self, gconstpointer data)
{
  g_autofree char *id = make_memo (self->document, "mine");
  g_autofree char *good = NULL;
  g_autofree char *bad = NULL;

  g_assert_true (hu_store_flush (self->store));
  good = read_file (self->layer_path);
  g_assert_true (g_file_set_contents (self->layer_path, "{ \"torn\": ", -1, NULL));
  wait_for (hu_store_get_problem (self->store, self->document, NULL) == HU_PROBLEM_LAYER_UNREADABLE);
  set_member (self->document, id, HU_MEMBER_NOTE, "since");
  g_assert_true (hu_store_flush (self->store));
  bad = read_file (self->layer_path);
  g_assert_cmpstr (bad, ==, "{ \"torn\": ");

  /* It can be read again, and others have changed it. */
  g_assert_true (g_file_set_contents (self->layer_path, good, -1, NULL));
  replace_in (self->layer_path, "\"memos\": [", ANOTHER);
  wait_for (hu_store_get_problem (self->store, self->document, NULL) == HU_PROBLEM_NONE);
  wait_for (file_says (self, "since"));
  g_assert_true (file_says (self, "theirs"));
  g_assert_cmpuint (hu_layer_get_size (hu_document_get_layer (self->document), HU_KIND_MEMO), ==, 2);
}

static void
test_markers_split (void)
{
  const char *file = "a\n<<<<<<< HEAD\nmine\n||||||| 12ab\nold\n=======\ntheirs\n>>>>>>> other\nb\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (file, strlen (file));
  g_autoptr (GBytes) none = g_bytes_new_static ("a\nb\n", 4);
  g_autoptr (GBytes) torn = g_bytes_new_static ("<<<<<<< x\na\n", 12);
  g_auto (HuConflictVersions) versions = { NULL };
  g_auto (HuConflictVersions) others = { NULL };

  g_assert_true (hu_conflict_markers_split (bytes, &versions));
  g_assert_cmpmem (g_bytes_get_data (versions.mine, NULL), g_bytes_get_size (versions.mine), "a\nmine\nb\n",
                   9);
  g_assert_cmpmem (g_bytes_get_data (versions.base, NULL), g_bytes_get_size (versions.base), "a\nold\nb\n",
                   8);
  g_assert_cmpmem (g_bytes_get_data (versions.theirs, NULL), g_bytes_get_size (versions.theirs),
                   "a\ntheirs\nb\n", 11);
  g_assert_false (hu_conflict_markers_split (none, &others));
  g_assert_false (hu_conflict_markers_split (torn, &others));
}

static guint
count_kept (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "hustings", "kept", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

static void
test_markers (Fixture *self, gconstpointer data)
{
  g_autofree char *id = make_memo (self->document, "before");
  g_autofree char *contents = NULL;
  g_autofree char *left = NULL;
  g_autofree char *original = NULL;
  g_autofree char *kept = NULL;
  HuRecord *memo;

  set_member (self->document, id, HU_MEMBER_NOTE, "note");
  /* A look at the file that is under way may keep the store alive, and what it saves at its end. */
  g_assert_true (hu_store_flush (self->store));
  close_it (self);
  replace_in (
      self->layer_path, "      \"text\": \"before\",\n",
      "<<<<<<< HEAD\n      \"text\": \"mine\",\n=======\n      \"text\": \"theirs\",\n>>>>>>> other\n");
  contents = read_file (self->layer_path);
  open_it (self);
  g_assert_cmpint (hu_store_get_problem (self->store, self->document, NULL), ==, HU_PROBLEM_LAYER_JOINED);
  memo = hu_layer_lookup (hu_document_get_layer (self->document), HU_KIND_MEMO, id);
  g_assert_cmpstr (hu_record_get_string (memo, HU_MEMBER_TEXT), ==, "mine");
  g_assert_cmpstr (hu_value_get_member_string (hu_record_get (memo, HU_MEMBER_CONFLICT), "text"), ==,
                   "theirs");
  run_for (600);
  left = read_file (self->layer_path);
  g_assert_cmpstr (left, ==, contents);
  set_member (self->document, id, HU_MEMBER_NOTE, "another");
  g_assert_true (hu_store_flush (self->store));
  g_assert_cmpint (hu_store_get_problem (self->store, self->document, NULL), ==, HU_PROBLEM_NONE);
  g_assert_false (file_says (self, "<<<<<<<"));
  g_assert_true (file_says (self, "theirs"));
  original = g_strconcat (self->layer_path, ".original", NULL);
  kept = read_file (original);
  g_assert_cmpstr (kept, ==, contents);
}

static void
test_copy_names (void)
{
  static const char *const copies[] = {
    "visit.txt.annotations.sync-conflict-20310304-101500-ABCDEFG.json",
    "visit.txt.annotations (Ilse's conflicted copy 2031-03-04).json",
    "visit.txt.annotations (In Konflikt stehende Kopie von Ilse 2031-03-04).json",
    "visit.txt.annotations (conflicted copy 2031-03-04 101500).json",
    "visit.txt.annotations (1).json",
    "visit.txt.annotations-ILSES-PC.json",
  };
  static const char *const others[] = {
    "visit.txt.annotations.json",       "visit.txt.annotations.json.unreadable",
    "visit.txt.@ilse.annotations.json", "visit.txt.annotations (Ilse).json",
    "visits.txt.annotations.json",      "visit.txt.annotations.sync-conflict-20310304-101500-ABCDEFG.txt",
    "visit.txt.annotations-2031.json",
  };

  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    g_assert_true (hu_is_conflicted_copy (copies[i], "visit.txt.annotations.json"));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (hu_is_conflicted_copy (others[i], "visit.txt.annotations.json"));
}

static void
test_copy (Fixture *self, gconstpointer data)
{
  g_autofree char *copy =
      g_build_filename (self->folder, "visit.txt.annotations (Ilse's conflicted copy 2031-03-04).json", NULL);
  g_autofree char *junk = g_build_filename (self->folder, "visit.txt.annotations (1).json", NULL);
  g_autofree char *id = make_memo (self->document, "mine");
  g_autofree char *contents = NULL;

  g_assert_true (hu_store_flush (self->store));
  contents = read_file (self->layer_path);
  g_assert_true (g_file_set_contents (junk, "{}", -1, NULL));
  g_assert_true (g_file_set_contents (copy, contents, -1, NULL));
  replace_in (copy, "\"memos\": [", ANOTHER);
  wait_for (hu_store_get_problem (self->store, self->document, NULL) == HU_PROBLEM_LAYER_COPY);
  g_assert_cmpuint (hu_layer_get_size (hu_document_get_layer (self->document), HU_KIND_MEMO), ==, 1);
  run_for (300);
  hu_store_merge_copy (self->store, self->document);
  wait_for (!g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (hu_layer_get_size (hu_document_get_layer (self->document), HU_KIND_MEMO), ==, 2);
  g_assert_true (file_says (self, "theirs"));
  g_assert_cmpuint (count_kept (), ==, 1);
  g_assert_true (g_file_test (junk, G_FILE_TEST_EXISTS));
  g_assert_cmpint (hu_store_get_problem (self->store, self->document, NULL), ==, HU_PROBLEM_NONE);
}

static void
test_base (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("what was read", 13);
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GBytes) other = NULL;

  g_assert_true (hu_base_store ("/tmp/made-up/visit.txt.annotations.json", bytes, NULL));
  back = hu_base_load ("/tmp/made-up/visit.txt.annotations.json");
  other = hu_base_load ("/tmp/made-up/other/visit.txt.annotations.json");
  g_assert_true (g_bytes_equal (bytes, back));
  g_assert_null (other);
}

/* Two programs. */

#define N_EDITS 60

/* What one of them does: it makes memos, writes to its own and to those of the other one, and removes some of
 * its own. At the end its own memos have what it says in @out. */
static void
be_one_of_two (const char *path, const char *name)
{
  g_autoptr (HuStore) store = hu_store_new ();
  g_autoptr (HuDocument) document = open_in (store, path);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (name));
  g_autofree char *done = g_strdup_printf ("%s.%s.done", path, name);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < N_EDITS; i++)
    {
      HuLayer *layer = hu_document_get_layer (document);
      guint n = hu_layer_get_size (layer, HU_KIND_MEMO);
      g_autofree char *word = g_strdup_printf ("%s-%u", name, i);
      int choice = g_rand_int_range (rand, 0, 10);

      if (choice < 6 || own->len == 0)
        g_ptr_array_add (own, make_memo (document, word));
      else if (choice < 8 && n > 0)
        {
          /* Of whomever: each writes to a member of its own. */
          HuRecord *memo =
              hu_layer_get_nth (layer, HU_KIND_MEMO, (guint) g_rand_int_range (rand, 0, (int) n));
          g_autofree char *id = g_strdup (hu_record_get_id (memo));
          gboolean first = strcmp (name, "first") == 0;

          set_member (document, id, first ? HU_MEMBER_NOTE : HU_MEMBER_BY, word);
        }
      else if (choice == 8 && own->len > 1)
        {
          guint place = (guint) g_rand_int_range (rand, 0, (int) own->len);
          g_autoptr (HuEdit) edit = hu_edit_new ("Delete");
          const char *id = g_ptr_array_index (own, place);

          if (!hu_layer_lookup (layer, HU_KIND_MEMO, id))
            continue;
          hu_op_delete_tag (edit, layer, HU_KIND_MEMO, id);
          g_assert_true (hu_document_apply (document, edit, NULL));
          g_ptr_array_remove_index (own, place);
        }
      else
        {
          g_autoptr (HuEdit) undone = hu_document_undo (document);
          g_autoptr (HuEdit) redone = undone ? hu_document_redo (document) : NULL;
        }
      run_for ((guint) g_rand_int_range (rand, 0, 120));
    }
  g_assert_true (hu_store_flush (store));
  for (guint i = 0; i < own->len; i++)
    {
      const char *id = g_ptr_array_index (own, i);

      g_assert_nonnull (hu_layer_lookup (hu_document_get_layer (document), HU_KIND_MEMO, id));
      g_string_append_printf (out, "%s\n", id);
    }
  g_assert_true (g_file_set_contents (done, out->str, -1, NULL));
}

static GSubprocess *
start_one (const char *program, const char *path, const char *name, const char *state)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", state, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, program, "--one-of-two", path, name, NULL);
  g_assert_no_error (error);
  return process;
}

static void
assert_has_all (Fixture *self, HuSnapshot *layer, const char *name)
{
  g_autofree char *done = g_strdup_printf ("%s.%s.done", self->path, name);
  g_autofree char *contents = read_file (done);
  g_auto (GStrv) ids = NULL;
  guint n = 0;

  g_assert_nonnull (contents);
  ids = g_strsplit (contents, "\n", -1);
  for (guint i = 0; ids[i] && *ids[i]; i++)
    for (guint j = 0; j < layer->records[HU_KIND_MEMO]->len; j++)
      n += strcmp (hu_record_get_id (g_ptr_array_index (layer->records[HU_KIND_MEMO], j)), ids[i]) == 0;
  g_assert_cmpuint (n, ==, g_strv_length (ids) - 1);
  g_assert_cmpuint (n, >, 10);
}

static void
test_two_programs (Fixture *self, gconstpointer program)
{
  g_autoptr (GSubprocess) first = start_one (program, self->path, "first", g_get_user_state_dir ());
  g_autoptr (GSubprocess) second = start_one (program, self->path, "second", g_get_user_state_dir ());
  g_autoptr (GError) error = NULL;
  g_autoptr (HuSnapshot) layer = NULL;

  g_subprocess_wait_check (first, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (second, NULL, &error);
  g_assert_no_error (error);
  layer = hu_layer_file_load (self->layer_path, hu_document_get_text (self->document), NULL, &error);
  g_assert_no_error (error);
  assert_has_all (self, layer, "first");
  assert_has_all (self, layer, "second");
  /* This program had it open too, and only looked on. */
  wait_for (hu_layer_get_size (hu_document_get_layer (self->document), HU_KIND_MEMO) ==
            layer->records[HU_KIND_MEMO]->len);
}

#define add(name, func) g_test_add ("/foreign/" name, Fixture, NULL, setup, func, teardown)

int
main (int argc, char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--one-of-two") == 0)
    {
      be_one_of_two (argv[2], argv[3]);
      return 0;
    }
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("comes-in", test_comes_in);
  add ("both-sides", test_both_sides);
  add ("removed", test_removed);
  add ("removed-and-back", test_removed_and_back);
  add ("unreadable", test_unreadable);
  g_test_add_func ("/foreign/markers-split", test_markers_split);
  add ("markers", test_markers);
  g_test_add_func ("/foreign/copy-names", test_copy_names);
  add ("copy", test_copy);
  g_test_add_func ("/foreign/base", test_base);
  g_test_add ("/foreign/two-programs", Fixture, argv[0], setup, test_two_programs, teardown);
  return g_test_run ();
}
