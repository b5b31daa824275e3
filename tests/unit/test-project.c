/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project folder: what is listed, summed up, found in layers, and noticed when it changes. */
#include "hu-project.h"

#include "hu-folder.h"
#include "hu-found.h"
#include "hu-parts.h"

#include <glib/gstdio.h>
#include <string.h>

#define ARTICLE "Envoys seek an accord\n\nBy Ilse Marrow\n\nPremier Anneke Voss said a fee would help.\n"
#define HEAD    "{\"format\": \"hustings-annotations\", \"version\": 1, "

typedef struct
{
  char *folder;
  HuProject *project;
  guint n_changed;
  guint n_items_changed;
} Fixture;

static char *
put (Fixture *self, const char *name, const char *content)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static void
put_away (Fixture *self, const char *name, const char *content)
{
  g_free (put (self, name, content));
}

static void
count_changed (HuProject *project, Fixture *self)
{
  self->n_changed++;
}

static void
count_items_changed (GListModel *model, guint position, guint removed, guint added, Fixture *self)
{
  self->n_items_changed++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("hu-project-XXXXXX", NULL);
  self->project = hu_project_new (self->folder);
  g_signal_connect (self->project, "changed", G_CALLBACK (count_changed), self);
  g_signal_connect (self->project, "items-changed", G_CALLBACK (count_items_changed), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_clear_object (&self->project);
}

static void
take_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
load (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hu_project_load_async (self->project, NULL, take_result, &result);
  g_assert_true (hu_project_get_loading (self->project));
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (hu_project_load_finish (self->project, result, &error));
  g_assert_no_error (error);
  g_assert_false (hu_project_get_loading (self->project));
}

static HuProjectItem *
nth (Fixture *self, guint position)
{
  g_autoptr (HuProjectItem) item = g_list_model_get_item (G_LIST_MODEL (self->project), position);

  return item;
}

static const char *
nth_name (Fixture *self, guint position)
{
  return hu_project_item_get_summary (nth (self, position))->name;
}

static void
test_names (void)
{
  g_assert_true (hu_folder_is_document_name ("a.txt"));
  g_assert_true (hu_folder_is_document_name ("a.b.MD"));
  g_assert_true (hu_folder_is_document_name ("a.markdown"));
  g_assert_true (hu_folder_is_document_name ("a.text"));
  g_assert_false (hu_folder_is_document_name (".a.txt"));
  g_assert_false (hu_folder_is_document_name ("a.txt.annotations.json"));
  g_assert_false (hu_folder_is_document_name ("a.html"));
  g_assert_false (hu_folder_is_document_name ("txt"));
}

static void
test_lists (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "folder.txt", NULL);
  guint position;

  put_away (self, "10.txt", ARTICLE);
  put_away (self, "9.txt", ARTICLE);
  put_away (self, "b.md", "");
  put_away (self, ".hidden.txt", "");
  put_away (self, "9.txt.annotations.json", HEAD "\"status\": \"done\"}");
  put_away (self, "picture.png", "");
  g_mkdir (folder, 0700);
  load (self);
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (self->project)), ==, 3);
  g_assert_cmpstr (nth_name (self, 0), ==, "9.txt");
  g_assert_cmpstr (nth_name (self, 1), ==, "10.txt");
  g_assert_cmpstr (nth_name (self, 2), ==, "b.md");
  g_assert_true (hu_project_find (self->project, hu_project_item_get_path (nth (self, 1)), &position) ==
                 nth (self, 1));
  g_assert_cmpint (position, ==, 1);
  g_assert_null (hu_project_find (self->project, "/nowhere.txt", NULL));
  g_rmdir (folder);
}

static void
test_summaries (Fixture *self, gconstpointer data)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (ARTICLE, -1);
  g_autoptr (HuArticle) article = hu_article_recognise (text);
  HuSummary *summary;

  put_away (self, "a.txt", ARTICLE);
  put_away (
      self, "a.txt.annotations.json",
      HEAD "\"document\": {\"characters\": 80, \"headline\": \"Accord sought\", \"outlet\": \"The Meridian\","
           " \"published\": \"2031-03-04\"}, \"status\": \"in-progress\", \"checked\": [[0, 21], [23, 39]],"
           " \"claims\": [{\"id\": \"1\"}, {\"id\": \"2\"}], \"stances\": [{\"id\": \"3\"}]}");
  put_away (self, "a.txt.@zoe.annotations.json", HEAD "\"status\": \"done\"}");
  put_away (self, "b.txt", ARTICLE);
  put_away (self, "c.txt", ARTICLE);
  put_away (self, "c.txt.annotations.json", "{\n<<<<<<< mine\n");
  load (self);

  summary = hu_project_item_get_summary (nth (self, 0));
  g_assert_true (hu_project_item_get_read (nth (self, 0)));
  g_assert_cmpstr (summary->headline, ==, "Accord sought");
  g_assert_cmpstr (summary->outlet, ==, "The Meridian");
  g_assert_cmpstr (summary->published, ==, "2031-03-04");
  g_assert_cmpstr (summary->status, ==, "in-progress");
  g_assert_cmpint (summary->n_characters, ==, 80);
  g_assert_cmpint (summary->n_checked, ==, 37);
  g_assert_cmpint (summary->n_claims, ==, 2);
  g_assert_cmpint (summary->n_stances, ==, 1);
  g_assert_cmpint (summary->n_mentions, ==, 0);
  g_assert_null (summary->error);

  /* Without a layer: from the text. */
  summary = hu_project_item_get_summary (nth (self, 1));
  g_assert_false (summary->has_layer);
  g_assert_cmpstr (summary->status, ==, "new");
  g_assert_cmpstr (summary->headline, ==, article->headline);
  g_assert_cmpint (summary->n_characters, ==, strlen (ARTICLE));

  summary = hu_project_item_get_summary (nth (self, 2));
  g_assert_nonnull (strstr (summary->error, "c.txt.annotations.json: line 2"));
  g_assert_cmpstr (summary->headline, ==, article->headline);

  /* A lone coder's layers have no coder in their name, whatever the coder is called. */
  hu_project_set_coder (self->project, "zoe");
  load (self);
  summary = hu_project_item_get_summary (nth (self, 0));
  g_assert_cmpstr (summary->status, ==, "in-progress");

  put_away (
      self, "codebook.json",
      "{\"format\": \"hustings-codebook\", \"version\": 1, \"revision\": 1, \"coders\": [{\"id\": \"zoe\", "
      "\"name\": \"Zoe\"}]}");
  load (self);
  summary = hu_project_item_get_summary (nth (self, 0));
  g_assert_cmpstr (summary->status, ==, "done");
  g_assert_cmpint (summary->n_claims, ==, 0);
}

static void
test_changes (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "b.txt", ARTICLE);
  HuProjectItem *item;
  HuSummary *summary;

  load (self);
  item = nth (self, 0);
  summary = hu_project_item_get_summary (item);
  self->n_items_changed = 0;
  load (self);
  /* Nothing changed: nothing was read again. */
  g_assert_cmpint (self->n_items_changed, ==, 0);
  g_assert_true (hu_project_item_get_summary (item) == summary);

  put_away (self, "a.txt", ARTICLE);
  put_away (self, "b.txt.annotations.json", HEAD "\"status\": \"done\"}");
  load (self);
  g_assert_cmpint (self->n_items_changed, ==, 1);
  g_assert_true (nth (self, 1) == item);
  g_assert_cmpstr (hu_project_item_get_summary (item)->status, ==, "done");

  put_away (self, "b.txt.annotations.json", HEAD "\"status\": \"excluded\"}");
  hu_project_update (self->project, path);
  while (hu_project_get_loading (self->project))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (hu_project_item_get_summary (item)->status, ==, "excluded");

  g_unlink (path);
  load (self);
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (self->project)), ==, 1);
  g_assert_cmpstr (nth_name (self, 0), ==, "a.txt");
}

static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);

      put_away (self, name, ARTICLE);
    }
  hu_project_load_async (self->project, NULL, take_result, &first);
  hu_project_load_async (self->project, NULL, take_result, &second);
  while (!first || !second)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);

      g_assert_cmpstr (nth_name (self, i), ==, name);
      g_assert_true (hu_project_item_get_read (nth (self, i)));
    }
}

static void
test_codebook_and_register (Fixture *self, gconstpointer data)
{
  g_autofree char *codebook = NULL;
  g_autofree char *speakers = NULL;
  gsize n;

  load (self);
  g_assert_false (hu_codebook_get_is_file (hu_project_get_codebook (self->project)));
  hu_codebook_get_codes (hu_project_get_codebook (self->project), HU_CODES_TYPES, &n);
  g_assert_cmpint (n, ==, 7);
  g_assert_null (hu_project_get_codebook_problem (self->project));
  g_assert_null (hu_project_get_register_problem (self->project));
  g_assert_cmpint (self->n_changed, ==, 0);

  codebook =
      put (self, "codebook.json", "{\"format\": \"hustings-codebook\", \"version\": 1, \"title\": \"T\"}");
  speakers = put (self, "speakers.json",
                  "{\"format\": \"hustings-speakers\", \"version\": 1, \"speakers\": [{\"id\": \"voss\"}]}");
  load (self);
  g_assert_cmpint (self->n_changed, ==, 1);
  g_assert_cmpstr (hu_project_get_codebook_path (self->project), ==, codebook);
  g_assert_cmpstr (hu_project_get_register_path (self->project), ==, speakers);
  g_assert_cmpstr (hu_codebook_get_title (hu_project_get_codebook (self->project)), ==, "T");
  g_assert_nonnull (hu_register_find (hu_project_get_register (self->project), "voss"));
  load (self);
  g_assert_cmpint (self->n_changed, ==, 1);

  put_away (self, "codebook.json", "{");
  put_away (self, "speakers.json", "[]");
  load (self);
  g_assert_cmpint (self->n_changed, ==, 2);
  g_assert_false (hu_codebook_get_is_file (hu_project_get_codebook (self->project)));
  g_assert_nonnull (hu_project_get_codebook_problem (self->project));
  g_assert_nonnull (hu_project_get_register_problem (self->project));
  g_assert_false (hu_register_get_is_file (hu_project_get_register (self->project)));
}

static void
test_found (Fixture *self, gconstpointer data)
{
  HuRegister *found;
  GPtrArray *topics;
  HuRecord *voss;

  put_away (self, "a.txt", ARTICLE);
  put_away (self, "a.txt.annotations.json",
            HEAD
            "\"topics\": [{\"id\": \"fee\", \"label\": \"Fee\"}, {\"id\": \"bread\", \"label\": \"Bread\"}],"
            " \"speakers\": [{\"id\": \"voss\", \"name\": \"Anneke Voss\", \"aliases\": [\"Voss\"],"
            " \"note\": \"here only\", \"affiliations\": [{\"speaker\": \"bloc\"}]},"
            " {\"id\": \"officials\", \"name\": \"officials\", \"named\": false}]}");
  put_away (self, "b.txt", ARTICLE);
  put_away (self, "b.txt.@zoe.annotations.json",
            HEAD "\"topics\": [{\"id\": \"fee\", \"label\": \"The fee\"}],"
                 " \"speakers\": [{\"id\": \"anneke\", \"name\": \"VOSS\", \"kind\": \"person\","
                 " \"aliases\": [\"the Premier\"], \"country\": \"Lower Coast\"},"
                 " {\"id\": \"voss\", \"name\": \"Voss\", \"kind\": \"organisation\"}]}");
  load (self);
  g_assert_cmpint (self->n_changed, ==, 1);
  topics = hu_project_get_found_topics (self->project);
  g_assert_cmpint (topics->len, ==, 2);
  g_assert_cmpstr (hu_record_get_id (g_ptr_array_index (topics, 0)), ==, "bread");
  g_assert_cmpstr (hu_record_get_string (g_ptr_array_index (topics, 1), HU_MEMBER_LABEL), ==, "Fee");

  found = hu_project_get_found_speakers (self->project);
  g_assert_true (hu_project_get_register (self->project) == found);
  g_assert_cmpint (hu_register_get_size (found), ==, 2);
  voss = hu_register_find (found, "voss");
  g_assert_cmpstr (hu_record_get_string (voss, HU_MEMBER_NAME), ==, "Anneke Voss");
  g_assert_cmpstr (hu_record_get_string (voss, HU_MEMBER_COUNTRY), ==, "Lower Coast");
  g_assert_true (hu_record_has_string (voss, HU_MEMBER_ALIASES, "Voss"));
  g_assert_true (hu_record_has_string (voss, HU_MEMBER_ALIASES, "the Premier"));
  g_assert_null (hu_record_get (voss, HU_MEMBER_NOTE));
  g_assert_null (hu_record_get (voss, HU_MEMBER_AFFILIATIONS));
  g_assert_nonnull (hu_register_find (found, "voss-2"));
}

static void
test_no_folder (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_rmdir (self->folder);
  hu_project_load_async (self->project, NULL, take_result, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (hu_project_load_finish (self->project, result, &error));
  g_assert_nonnull (error);
}

static void
test_dropped (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer gone = self->project;

  put_away (self, "a.txt", ARTICLE);
  hu_project_load_async (self->project, cancellable, take_result, &result);
  g_cancellable_cancel (cancellable);
  g_object_add_weak_pointer (G_OBJECT (self->project), &gone);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (hu_project_load_finish (self->project, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_clear_object (&self->project);
  while (gone)
    g_main_context_iteration (NULL, TRUE);
}

#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/project/names", test_names);
  ADD ("/project/lists", test_lists);
  ADD ("/project/summaries", test_summaries);
  ADD ("/project/changes", test_changes);
  ADD ("/project/many", test_many);
  ADD ("/project/codebook-and-register", test_codebook_and_register);
  ADD ("/project/found", test_found);
  ADD ("/project/no-folder", test_no_folder);
  ADD ("/project/dropped", test_dropped);
  return g_test_run ();
}
