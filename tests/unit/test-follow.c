/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The article's own file is changed, removed and put back while it is open: its tags follow, undo works, and
 * nothing is written before something is edited. */
#include "changed-articles.h"
#include "random-edits.h"

#include "hu-store.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  char *layer_path;
  HuStore *store;
  HuDocument *document;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("hu-follow-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "visit.txt", NULL);
  self->layer_path = g_strconcat (self->path, ".annotations.json", NULL);
  self->store = hu_store_new ();
}

static void
close_document (Fixture *self)
{
  /* A worker that still looks at the article keeps the store for a while. */
  if (self->store)
    hu_store_flush (self->store);
  g_clear_object (&self->document);
  g_clear_object (&self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  close_document (self);
  g_unlink (self->path);
  g_unlink (self->layer_path);
  g_assert_no_errno (g_rmdir (self->folder));
  g_free (self->folder);
  g_free (self->path);
  g_free (self->layer_path);
}

/* Others save in one of two ways: over the file, or another one in its place. */
static void
put (Fixture *self, const char *contents, gssize length)
{
  gsize size = length < 0 ? strlen (contents) : (gsize) length;
  FILE *file;

  if (g_test_rand_bit ())
    {
      g_assert_true (g_file_set_contents (self->path, contents, (gssize) size, NULL));
      return;
    }
  file = fopen (self->path, "w");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (contents, 1, size, file), ==, size);
  g_assert_cmpint (fclose (file), ==, 0);
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
open_document (Fixture *self)
{
  hu_store_open_async (self->store, self->path, NULL, NULL, on_opened, self);
  while (!self->document)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_text (Fixture *self, const char *contents)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (contents, -1);

  while (strcmp (hu_text_get_sha256 (hu_document_get_text (self->document)), hu_text_get_sha256 (text)) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static char *
claim (Fixture *self, const char *words)
{
  g_autoptr (HuEdit) edit = hu_edit_new ("Tag Claim");
  HuText *text = hu_document_get_text (self->document);
  const char *utf8 = hu_text_get_utf8 (text, NULL);
  gsize start = (gsize) (strstr (utf8, words) - utf8);
  g_autoptr (HuValue) passage = hu_value_new_range (hu_text_byte_to_offset (text, start),
                                                    hu_text_byte_to_offset (text, start + strlen (words)));
  char *id = hu_op_create_claim (edit, hu_document_get_layer (self->document), text, passage);

  g_assert_true (hu_document_apply (self->document, edit, NULL));
  return id;
}

/* What the claim's passage says now; NULL where it is lost or gone. */
static char *
quote_of (Fixture *self, const char *id)
{
  HuRecord *record = hu_layer_lookup (hu_document_get_layer (self->document), HU_KIND_CLAIM, id);
  gsize n = 0;
  const HuSpan *spans = record ? hu_record_get_spans (record, &n) : NULL;

  if (n == 0 || spans[0].lost)
    return NULL;
  return hu_text_dup_range (hu_document_get_text (self->document), spans[0].start, spans[0].end);
}

static void
assert_quote (Fixture *self, const char *id, const char *expected)
{
  g_autofree char *quote = quote_of (self, id);

  g_assert_cmpstr (quote, ==, expected);
}

static void
undo (Fixture *self)
{
  g_autoptr (HuEdit) undone = hu_document_undo (self->document);

  g_assert_nonnull (undone);
}

static void
redo (Fixture *self)
{
  g_autoptr (HuEdit) done = hu_document_redo (self->document);

  g_assert_nonnull (done);
}

static char *
read_layer (Fixture *self)
{
  char *layer = NULL;

  g_file_get_contents (self->layer_path, &layer, NULL, NULL);
  return layer;
}

#define BEFORE                                                                                               \
  "A fee for the quays\n\nThe premier said on Monday that a shared harbour fee would cut the price of "      \
  "bread.\n\nNeither side has published the plan that was drafted last autumn.\n\nNobody has agreed to "     \
  "it yet.\n"
#define AFTER                                                                                                \
  "Corrected on Wednesday.\n\nA fee for the quays\n\nThe premier said on Monday that a shared harbour fee "  \
  "would cut the price of bread.\n\nNeither side has published the draft that was written last autumn.\n\n"

static void
test_corrected (Fixture *self, gconstpointer data)
{
  g_autofree char *fee = NULL;
  g_autofree char *plan = NULL;
  g_autofree char *nobody = NULL;
  g_autofree char *layer = NULL;
  g_autofree char *after = NULL;
  HuReanchoring counts;

  put (self, BEFORE, -1);
  open_document (self);
  fee = claim (self, "a shared harbour fee");
  plan = claim (self, "Neither side has published the plan");
  nobody = claim (self, "Nobody has agreed to it yet");
  /* It follows once all is saved, which nobody asks for. */
  put (self, AFTER, -1);
  wait_for_text (self, AFTER);
  g_assert_false (hu_document_get_unsaved (self->document));
  layer = read_layer (self);
  g_assert_nonnull (strstr (layer, "Nobody has agreed"));
  assert_quote (self, fee, "a shared harbour fee");
  assert_quote (self, plan, "Neither side has published the draft");
  assert_quote (self, nobody, NULL);
  g_assert_true (hu_store_get_reanchoring (self->store, self->document, &counts));
  g_assert_cmpuint (counts.exact, ==, 1);
  g_assert_cmpuint (counts.moved, ==, 1);
  g_assert_cmpuint (counts.lost, ==, 1);

  /* Nothing is written by that. */
  g_assert_true (hu_store_flush (self->store));
  after = read_layer (self);
  g_assert_cmpstr (after, ==, layer);

  /* What was done before can be undone and done again, at the right places. */
  for (guint i = 0; i < 3; i++)
    undo (self);
  g_assert_false (hu_document_can_undo (self->document));
  assert_quote (self, fee, NULL);
  redo (self);
  assert_quote (self, fee, "a shared harbour fee");
  redo (self);
  redo (self);
  assert_quote (self, plan, "Neither side has published the draft");

  /* Saved, closed and opened again it is the same. */
  g_assert_true (hu_store_flush (self->store));
  close_document (self);
  self->store = hu_store_new ();
  open_document (self);
  assert_quote (self, fee, "a shared harbour fee");
  assert_quote (self, plan, "Neither side has published the draft");
  g_assert_nonnull (hu_layer_lookup (hu_document_get_layer (self->document), HU_KIND_CLAIM, nobody));
  g_assert_false (hu_store_get_reanchoring (self->store, self->document, &counts));
}

/* Killed after the article was changed and something was tagged in it: that is recovered, at its place. */
static void
test_killed (Fixture *self, gconstpointer data)
{
  g_autofree char *fee = NULL;
  g_autofree char *corrected = NULL;
  g_autofree char *layer = NULL;
  g_autofree char *journal_path = NULL;
  g_autofree char *journal = NULL;
  g_autofree char *notice = NULL;
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "hustings", "journal", NULL);
  g_autoptr (GDir) dir = NULL;
  gsize length;

  put (self, BEFORE, -1);
  open_document (self);
  fee = claim (self, "a shared harbour fee");
  put (self, AFTER, -1);
  wait_for_text (self, AFTER);
  layer = read_layer (self);
  corrected = claim (self, "Corrected on Wednesday");
  while (hu_store_get_durable_generation (self->store, self->document) <
         hu_document_get_generation (self->document))
    g_main_context_iteration (NULL, TRUE);
  dir = g_dir_open (folder, 0, NULL);
  journal_path = g_build_filename (folder, g_dir_read_name (dir), NULL);
  g_assert_null (g_dir_read_name (dir));
  g_assert_true (g_file_get_contents (journal_path, &journal, &length, NULL));
  close_document (self);
  /* The disk as it was then. */
  g_assert_true (g_file_set_contents (self->layer_path, layer, -1, NULL));
  g_assert_true (g_file_set_contents (journal_path, journal, (gssize) length, NULL));

  self->store = hu_store_new ();
  open_document (self);
  notice = hu_store_take_notice (self->store, self->document);
  g_assert_cmpstr (notice, ==, "Recovered 1 change.");
  assert_quote (self, fee, "a shared harbour fee");
  assert_quote (self, corrected, "Corrected on Wednesday");
  undo (self);
  assert_quote (self, corrected, NULL);
}

static void
test_line_ends (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) lines = g_strsplit (BEFORE, "\n", -1);
  g_autofree char *other = g_strjoinv ("\r\n", lines);
  g_autofree char *fee = NULL;
  g_autofree char *nobody = NULL;
  HuReanchoring counts;

  put (self, BEFORE, -1);
  open_document (self);
  fee = claim (self, "a shared harbour fee");
  nobody = claim (self, "Nobody has agreed to it yet");
  put (self, other, -1);
  wait_for_text (self, other);
  assert_quote (self, fee, "a shared harbour fee");
  assert_quote (self, nobody, "Nobody has agreed to it yet");
  g_assert_false (hu_store_get_reanchoring (self->store, self->document, &counts));
  undo (self);
  undo (self);
  redo (self);
  assert_quote (self, fee, "a shared harbour fee");
}

static void
wait_for_problem (Fixture *self, HuProblem problem, const char *words)
{
  g_autofree char *message = NULL;

  while (hu_store_get_problem (self->store, self->document, &message) != problem)
    {
      g_clear_pointer (&message, g_free);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (words == NULL || strstr (message, words));
}

static void
test_gone_and_back (Fixture *self, gconstpointer data)
{
  g_autofree char *fee = NULL;
  g_autofree char *plan = NULL;

  put (self, BEFORE, -1);
  open_document (self);
  fee = claim (self, "a shared harbour fee");
  g_unlink (self->path);
  wait_for_problem (self, HU_PROBLEM_DOCUMENT, "gone");
  plan = claim (self, "Neither side has published the plan");
  g_assert_true (hu_store_flush (self->store));
  put (self, BEFORE, -1);
  wait_for_problem (self, HU_PROBLEM_NONE, NULL);
  assert_quote (self, plan, "Neither side has published the plan");

  put (self, "\0\1\2\3\0\0binary", 12);
  wait_for_problem (self, HU_PROBLEM_DOCUMENT, "as it was");
  assert_quote (self, plan, "Neither side has published the plan");
  put (self, AFTER, -1);
  wait_for_text (self, AFTER);
  wait_for_problem (self, HU_PROBLEM_NONE, NULL);
  assert_quote (self, plan, "Neither side has published the draft");
  undo (self);
  assert_quote (self, plan, NULL);
  assert_quote (self, fee, "a shared harbour fee");
}

/* Whatever is written into the article, and whatever was done before: what stands exactly says what it said,
 * and all steps can be gone back and forth. */
static void
check_exact (HuRecord *record, gpointer user_data)
{
  HuText *text = user_data;
  gsize n;
  const HuSpan *spans = hu_record_get_spans (record, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (spans[i].lost ||
                     (spans[i].start < spans[i].end && spans[i].end <= (guint) hu_text_get_length (text)));
      if (spans[i].rest && !spans[i].lost && hu_value_get_member_string (spans[i].rest, "quote"))
        g_assert_true (hu_text_range_equals (text, spans[i].start, spans[i].end,
                                             hu_value_get_member_string (spans[i].rest, "quote"), -1));
    }
}

static void
check_all (Fixture *self)
{
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    if (HU_KIND_IS_TAG (kind))
      hu_layer_foreach (hu_document_get_layer (self->document), kind, check_exact,
                        hu_document_get_text (self->document));
}

static void
test_random (Fixture *self, gconstpointer data)
{
  ChangedArticle article = { 0 };
  g_autofree char *first = NULL;

  changed_init (&article, (guint32) g_test_rand_int (), 2000);
  first = changed_to_utf8 (&article);
  put (self, first, -1);
  open_document (self);
  for (guint round = 0; round < 8; round++)
    {
      g_autofree char *utf8 = NULL;
      guint n_undone = 0, n_redone = 0;

      /* The edits take it to be so long. */
      if (hu_text_get_length (hu_document_get_text (self->document)) < RANDOM_EDITS_LENGTH)
        break;
      for (guint i = 0; i < 12; i++)
        random_edits_step (self->document);
      for (guint i = 0; i < round; i++)
        changed_edit (&article);
      utf8 = changed_to_utf8 (&article);
      put (self, utf8, -1);
      wait_for_text (self, utf8);
      check_all (self);
      while (hu_document_can_undo (self->document))
        {
          undo (self);
          check_all (self);
          n_undone++;
        }
      while (hu_document_can_redo (self->document) && n_redone < n_undone)
        {
          redo (self);
          check_all (self);
          n_redone++;
        }
      g_assert_cmpuint (n_undone, ==, n_redone);
      g_assert_cmpuint (n_undone, >=, 6);
    }
  changed_clear (&article);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/follow/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("corrected", test_corrected);
  ADD ("killed", test_killed);
  ADD ("line-ends", test_line_ends);
  ADD ("gone-and-back", test_gone_and_back);
  ADD ("random", test_random);
#undef ADD
  return g_test_run ();
}
