/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting files, folders and open documents: what is written where, and what isn't. */
#include "hu-error.h"
#include "hu-export.h"
#include "hu-layer-file.h"
#include "hu-sidecar.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *out;
} Fixture;

static void
remove_all (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

static void
take_record (HuSnapshot *snapshot, HuRecordBuilder *builder)
{
  g_ptr_array_add (snapshot->records[builder->kind], hu_record_builder_end (builder));
}

/* A document with a layer that claims all of it. */
static void
put_document (Fixture *self, const char *name, const char *coder, const char *content)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *sidecar = hu_sidecar_path_for (path, coder, NULL);
  g_autoptr (HuText) text = hu_text_new_from_utf8 (content, -1);
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  g_autoptr (GBytes) bytes = NULL;
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_DOCUMENT, "", NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_TEXT_SHA256, hu_text_get_text_sha256 (text));
  hu_record_builder_set_string (&builder, HU_MEMBER_SHA256, hu_text_get_sha256 (text));
  hu_record_builder_take (&builder, HU_MEMBER_CHARACTERS, hu_value_new_int (hu_text_get_length (text)));
  take_record (snapshot, &builder);
  hu_record_builder_init (&builder, HU_KIND_CLAIM, "c", NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_new_range (0, hu_text_get_length (text)));
  hu_record_builder_set_string (&builder, HU_MEMBER_VOICE, "author");
  take_record (snapshot, &builder);
  bytes = hu_layer_file_write (snapshot, text);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  g_assert_true (
      g_file_set_contents (sidecar, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
}

static void
put_file (Fixture *self, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *top = g_dir_make_tmp ("hu-formats-XXXXXX", NULL);

  self->folder = g_build_filename (top, "project", NULL);
  self->out = g_build_filename (top, "out", NULL);
  g_assert_cmpint (g_mkdir (self->folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (self->out, 0700), ==, 0);
  put_document (self, "b.txt", NULL, "Bread is dear.");
  put_document (self, "sub/a.txt", NULL, "Mills close.");
  put_document (self, "coded.txt", "bo", "Nobody agreed.");
  put_document (self, "coded.txt", "ilse", "Nobody agreed.");
  put_file (self, "untagged.txt", "Nothing here.");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *top = g_path_get_dirname (self->folder);

  remove_all (top);
  g_free (self->folder);
  g_free (self->out);
}

static void
break_documents (Fixture *self)
{
  put_document (self, "changed.txt", NULL, "Before.");
  put_file (self, "changed.txt", "After.");
  put_document (self, "broken.txt", NULL, "Fine.");
  put_file (self, "broken.txt.annotations.json", "{ \"format\": ");
  put_file (self, "gone.txt.annotations.json", "{}");
}

/* @name: within the out folder; "" for the folder itself. */
static HuExportReport *
export_to (Fixture *self, const char *format, HuExportScope *scope, const char *name, GError **error)
{
  g_autoptr (GFile) target = g_file_new_build_filename (self->out, name, NULL);

  return hu_export (hu_formats_find (format), scope, target, NULL, NULL, NULL, NULL, error);
}

static HuExportScope *
scope_of (Fixture *self, const char *name)
{
  HuExportScope *scope = hu_export_scope_new ();
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  hu_export_scope_add_path (scope, path);
  return scope;
}

static char *
read_out (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->out, name, NULL);
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  return content;
}

static void
test_folder (Fixture *self, gconstpointer data)
{
  g_autoptr (HuExportScope) scope = scope_of (self, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (HuExportReport) report = NULL;
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;
  static const char *const starts[] = { "file,", "b.txt,,", "coded.txt,bo,", "coded.txt,ilse,",
                                        "sub/a.txt,," };

  break_documents (self);
  report = export_to (self, "csv", scope, "all.csv", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_documents, ==, 4);
  g_assert_cmpuint (report->files->len, ==, 1);
  g_assert_cmpuint (report->problems->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      HuExportProblem *problem = g_ptr_array_index (report->problems, i);

      if (g_str_has_suffix (problem->path, "/broken.txt"))
        g_assert_error (problem->error, HU_ERROR, HU_ERROR_SYNTAX);
      else if (g_str_has_suffix (problem->path, "/changed.txt"))
        g_assert_error (problem->error, HU_ERROR, HU_ERROR_TEXT_CHANGED);
      else
        g_assert_error (problem->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    }
  csv = read_out (self, "all.csv");
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    g_assert_true (g_str_has_prefix (lines[i], starts[i]));
}

static void
test_one_file_each (Fixture *self, gconstpointer data)
{
  g_autoptr (HuExportScope) scope = scope_of (self, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (HuExportReport) report = export_to (self, "hustings", scope, "", &error);
  g_autoptr (HuExportReport) refused = NULL;
  static const char *const names[] = { "b.json", "coded.@bo.json", "coded.@ilse.json", "sub/a.json" };

  g_assert_no_error (error);
  g_assert_cmpuint (report->n_documents, ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *json = read_out (self, names[i]);

      g_assert_nonnull (strstr (json, "\n  \"text\": \""));
    }
  refused = export_to (self, "hustings", scope, "one.json", &error);
  g_assert_null (refused);
  g_assert_error (error, HU_ERROR, HU_ERROR_INVALID);
}

static void
test_open (Fixture *self, gconstpointer data)
{
  g_autoptr (HuExportScope) scope = scope_of (self, "");
  g_autofree char *saved = g_build_filename (self->folder, "b.txt", NULL);
  g_autofree char *fresh = g_build_filename (self->folder, "sub", "untagged.txt", NULL);
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("Open, and not saved yet.", -1);
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HuExportReport) report = NULL;
  g_autofree char *lines = NULL;

  hu_export_scope_add_open (scope, saved, NULL, text, snapshot);
  hu_export_scope_add_open (scope, fresh, NULL, text, snapshot);
  report = export_to (self, "jsonl", scope, "all.jsonl", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_documents, ==, 5);
  g_assert_cmpuint (report->problems->len, ==, 0);
  lines = read_out (self, "all.jsonl");
  g_assert_null (strstr (lines, "Bread is dear."));
  g_assert_nonnull (strstr (lines, "Open, and not saved yet."));
}

static void
assert_refused (
    Fixture *self, const char *format, const char *name, const char *target, GQuark domain, int code)
{
  g_autoptr (HuExportScope) scope = scope_of (self, name);
  g_autofree char *path = g_build_filename (self->folder, target, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HuExportReport) report = NULL;

  g_file_get_contents (path, &before, NULL, NULL);
  report = hu_export (hu_formats_find (format), scope, file, NULL, NULL, NULL, NULL, &error);
  g_file_get_contents (path, &after, NULL, NULL);
  g_assert_null (report);
  g_assert_error (error, domain, code);
  g_assert_cmpstr (before, ==, after);
}

/* Other line ends alone are no reason to refuse. */
static void
test_line_ends (Fixture *self, gconstpointer data)
{
  g_autoptr (HuExportScope) scope = NULL;
  g_autoptr (HuExportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *lines = NULL;

  put_document (self, "ends.txt", NULL, "Bread.\n\nNobody agreed.\n");
  put_file (self, "ends.txt", "Bread.\r\n\r\nNobody agreed.\r\n");
  scope = scope_of (self, "ends.txt");
  report = export_to (self, "jsonl", scope, "ends.jsonl", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_documents, ==, 1);
  lines = read_out (self, "ends.jsonl");
  g_assert_nonnull (strstr (lines, "\"characters\": 26"));
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  break_documents (self);
  put_file (self, "codebook.json", "{}");
  assert_refused (self, "csv", "untagged.txt", "x.csv", HU_ERROR, HU_ERROR_INVALID);
  assert_refused (self, "csv", "changed.txt", "x.csv", HU_ERROR, HU_ERROR_TEXT_CHANGED);
  assert_refused (self, "hustings", "broken.txt", "x.json", HU_ERROR, HU_ERROR_SYNTAX);
  assert_refused (self, "csv", "nowhere", "x.csv", G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_refused (self, "csv", "b.txt", "b.txt", HU_ERROR, HU_ERROR_INVALID);
  assert_refused (self, "hustings", "b.txt", "b.txt.annotations.json", HU_ERROR, HU_ERROR_INVALID);
  assert_refused (self, "hustings", "b.txt", "changed.txt.annotations.json", HU_ERROR, HU_ERROR_INVALID);
  assert_refused (self, "hustings", "b.txt", "codebook.json", HU_ERROR, HU_ERROR_INVALID);
}

typedef struct
{
  GMainLoop *loop;
  HuExportReport *report;
  GError *error;
  double done;
  GThread *thread;
} Waiter;

static void
on_progress (double done, gpointer user_data)
{
  Waiter *waiter = user_data;

  g_assert_true (g_thread_self () == waiter->thread);
  g_assert_null (waiter->report);
  g_assert_cmpfloat (done, >=, waiter->done);
  waiter->done = done;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiter *waiter = user_data;

  waiter->report = hu_export_finish (result, &waiter->error);
  g_main_loop_quit (waiter->loop);
}

static void
test_async (Fixture *self, gconstpointer data)
{
  g_autoptr (HuExportScope) scope = scope_of (self, "");
  g_autoptr (GFile) target = g_file_new_build_filename (self->out, "all.jsonl", NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Waiter waiter = { loop, NULL, NULL, 0, g_thread_self () };

  hu_export_async (hu_formats_find ("jsonl"), scope, target, NULL, NULL, on_progress, &waiter, on_done,
                   &waiter);
  g_main_loop_run (loop);
  g_assert_no_error (waiter.error);
  g_assert_cmpuint (waiter.report->n_documents, ==, 4);
  g_assert_cmpfloat (waiter.done, ==, 1);
  g_clear_pointer (&waiter.report, hu_export_report_free);

  g_cancellable_cancel (cancellable);
  hu_export_async (hu_formats_find ("jsonl"), scope, target, NULL, cancellable, NULL, NULL, on_done, &waiter);
  g_main_loop_run (loop);
  g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&waiter.error);
}

/* The layer says which encoding it was made in. */
static void
test_encoding (Fixture *self, gconstpointer data)
{
  static const char content[] = "Caf\xe9 \x80 5";
  g_autoptr (GBytes) bytes = g_bytes_new_static (content, strlen (content));
  g_autoptr (HuText) text = hu_text_new (bytes, "iso8859-15", NULL);
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  g_autoptr (GBytes) layer = NULL;
  g_autoptr (HuExportScope) scope = scope_of (self, "legacy.txt");
  g_autoptr (HuExportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *path = g_build_filename (self->folder, "legacy.txt.annotations.json", NULL);
  HuRecordBuilder builder;

  g_assert_nonnull (text);
  hu_record_builder_init (&builder, HU_KIND_DOCUMENT, "", NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_ENCODING, "iso8859-15");
  hu_record_builder_set_string (&builder, HU_MEMBER_SHA256, hu_text_get_sha256 (text));
  hu_record_builder_set_string (&builder, HU_MEMBER_TEXT_SHA256, hu_text_get_text_sha256 (text));
  take_record (snapshot, &builder);
  layer = hu_layer_file_write (snapshot, text);
  put_file (self, "legacy.txt", content);
  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (layer, NULL), (gssize) g_bytes_get_size (layer), NULL));
  report = export_to (self, "hustings", scope, "x.json", &error);
  g_assert_no_error (error);
  json = read_out (self, "x.json");
  g_assert_nonnull (strstr (json, "\"text\": \"Café \xc2\x80 5\""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/export/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/export/one-file-each", Fixture, NULL, set_up, test_one_file_each, tear_down);
  g_test_add ("/export/open", Fixture, NULL, set_up, test_open, tear_down);
  g_test_add ("/export/line-ends", Fixture, NULL, set_up, test_line_ends, tear_down);
  g_test_add ("/export/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/export/async", Fixture, NULL, set_up, test_async, tear_down);
  g_test_add ("/export/encoding", Fixture, NULL, set_up, test_encoding, tear_down);
  return g_test_run ();
}
