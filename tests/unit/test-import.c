/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing into a folder: what is written where, that nothing is written over, and what is told. */
#include "format-tests.h"

#include "hu-codebook-file.h"
#include "hu-layer-file.h"
#include "hu-sidecar.h"

#define TEXT                                                                                                 \
  "Talks on the fee open\r\n\r\nPremier Voss said that the fee helps mills. Critics want it gone.\n\nThe "   \
  "talks go on.\n"
#define ANN       "T1\tPerson 25 37\tPremier Voss\n"
#define OTHER_ANN "T1\tPerson 33 37\tVoss\n"

typedef struct
{
  char *top;
  char *in;
  char *out;
} Fixture;

static void
put (const char *folder, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static char *
get (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, NULL);
  return content;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->top = g_dir_make_tmp ("hu-import-XXXXXX", NULL);
  self->in = g_build_filename (self->top, "in", NULL);
  self->out = g_build_filename (self->top, "out", NULL);
  put (self->in, "visit.txt", TEXT);
  put (self->in, "visit.ann", ANN);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  format_tests_remove_folder (self->top);
  g_free (self->top);
  g_free (self->in);
  g_free (self->out);
}

static HuImportOutcome *
import_into (const char *in, const char *out, const char *format)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (out);
  g_autoptr (GError) error = NULL;
  const HuFormat *known = format ? hu_formats_find (format) : NULL;
  HuImportOutcome *outcome;

  g_ptr_array_add (paths, (gpointer) in);
  sources = hu_import_find_sources (known, paths, NULL, report);
  outcome = hu_import (known, sources, folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->remarks->len, ==, 0);
  return outcome;
}

static guint
count_tags (const char *folder, const char *document, const char *sidecar)
{
  g_autofree char *path = g_build_filename (folder, document, NULL);
  g_autofree char *layer = g_build_filename (folder, sidecar, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  g_autoptr (HuText) text = hu_text_new (bytes, NULL, NULL);
  g_autoptr (GError) error = NULL;
  gboolean matches;
  g_autoptr (HuSnapshot) snapshot = hu_layer_file_load (layer, text, &matches, &error);

  g_assert_no_error (error);
  g_assert_true (matches);
  return snapshot->records[HU_KIND_MENTION]->len;
}

/* The document's bytes are those of the source, and a second time changes nothing. */
static void
test_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (HuImportOutcome) first = import_into (self->in, self->out, NULL);
  g_autofree char *text = get (self->out, "visit.txt");
  g_autofree char *layer = get (self->out, "visit.txt.annotations.json");
  g_autoptr (HuImportOutcome) second = import_into (self->in, self->out, "brat");
  g_autofree char *again = get (self->out, "visit.txt.annotations.json");

  g_assert_cmpstr (text, ==, TEXT);
  g_assert_cmpuint (first->n_documents, ==, 1);
  g_assert_cmpuint (first->n_layers, ==, 1);
  g_assert_cmpuint (first->files->len, ==, 2);
  g_assert_cmpuint (first->report->remarks->len, ==, 0);
  g_assert_cmpuint (count_tags (self->out, "visit.txt", "visit.txt.annotations.json"), ==, 1);
  /* What the article is about is recognised. */
  g_assert_nonnull (strstr (layer, "\"language\": \"en\""));
  g_assert_nonnull (strstr (layer, "\"format\": \"brat\""));
  g_assert_cmpuint (second->n_layers, ==, 1);
  g_assert_cmpuint (second->files->len, ==, 0);
  g_assert_cmpstr (layer, ==, again);
}

/* Other tags are there: the imported ones become a layer of their own. */
static void
test_other_layer (Fixture *self, gconstpointer data)
{
  g_autoptr (HuImportOutcome) first = import_into (self->in, self->out, NULL);
  g_autofree char *before = get (self->out, "visit.txt.annotations.json");
  g_autoptr (HuImportOutcome) second = NULL;
  g_autoptr (HuImportOutcome) third = NULL;
  g_autofree char *after = NULL;

  put (self->in, "visit.ann", OTHER_ANN);
  second = import_into (self->in, self->out, NULL);
  after = get (self->out, "visit.txt.annotations.json");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (count_tags (self->out, "visit.txt", "visit.txt.@brat.annotations.json"), ==, 1);
  g_assert_cmpuint (second->report->remarks->len, ==, 1);
  put (self->in, "visit.ann", ANN OTHER_ANN "T2\tPerson 0 5\tTalks\n");
  third = import_into (self->in, self->out, NULL);
  g_assert_cmpuint (count_tags (self->out, "visit.txt", "visit.txt.@brat-2.annotations.json"), ==, 2);
}

/* Another text has the name. */
static void
test_other_text (Fixture *self, gconstpointer data)
{
  g_autoptr (HuImportOutcome) outcome = NULL;
  g_autofree char *there = NULL;
  g_autofree char *other = NULL;

  put (self->out, "visit.txt", "Something else.\n");
  outcome = import_into (self->in, self->out, NULL);
  there = get (self->out, "visit.txt");
  other = get (self->out, "visit-2.txt");
  g_assert_cmpstr (there, ==, "Something else.\n");
  g_assert_cmpstr (other, ==, TEXT);
  g_assert_cmpuint (count_tags (self->out, "visit-2.txt", "visit-2.txt.annotations.json"), ==, 1);
}

/* In the folder itself: the text stays where it is. Coders have layers of their own. */
static void
test_in_place (Fixture *self, gconstpointer data)
{
  g_autoptr (HuImportOutcome) outcome = NULL;

  put (self->in, "visit.@ilse.ann", OTHER_ANN);
  outcome = import_into (self->in, self->in, "brat");
  g_assert_cmpuint (outcome->n_documents, ==, 1);
  g_assert_cmpuint (outcome->n_layers, ==, 2);
  g_assert_cmpuint (outcome->files->len, ==, 2);
  g_assert_cmpuint (count_tags (self->in, "visit.txt", "visit.txt.annotations.json"), ==, 1);
  g_assert_cmpuint (count_tags (self->in, "visit.txt", "visit.txt.@ilse.annotations.json"), ==, 1);
}

/* One bad file never stops the rest. */
static void
test_bad_files (Fixture *self, gconstpointer data)
{
  g_autoptr (HuImportOutcome) outcome = NULL;
  HuImportRemark *remark;

  put (self->in, "alone.ann", ANN);
  put (self->in, "sub/more.txt", TEXT);
  put (self->in, "sub/more.ann", ANN "nonsense\n");
  outcome = import_into (self->in, self->out, "brat");
  g_assert_cmpuint (outcome->n_documents, ==, 2);
  g_assert_cmpuint (outcome->n_failed, ==, 1);
  g_assert_cmpuint (outcome->report->remarks->len, ==, 2);
  remark = g_ptr_array_index (outcome->report->remarks, 0);
  g_assert_cmpint (remark->severity, ==, HU_REMARK_ERROR);
  g_assert_cmpstr (remark->file, ==, "alone.ann");
  remark = g_ptr_array_index (outcome->report->remarks, 1);
  g_assert_cmpint (remark->severity, ==, HU_REMARK_WARNING);
  g_assert_cmpuint (remark->line, ==, 2);
}

/* A format's reader, as hostile as can be: names that lead out of the folder, tags that can't be. */
static HuImportedDocument *
make_document (const char *name)
{
  HuImportedDocument *document = hu_imported_document_new_utf8 (name, TEXT, -1, NULL);
  HuImportedLayer *layer = hu_imported_document_add_layer (document, "Ilse Märrow", NULL);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_MENTION, "m", NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_new_range (25, 37));
  hu_record_builder_take (&builder, HU_MEMBER_SPEAKERS,
                          hu_value_new_strings ((const char *[]){ "nobody" }, 1));
  hu_imported_layer_take (layer, &builder);
  hu_record_builder_init (&builder, HU_KIND_MENTION, "far", NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_new_range (12, 2400));
  hu_imported_layer_take (layer, &builder);
  hu_record_builder_init (&builder, HU_KIND_CLAIM, "nowhere", NULL);
  hu_imported_layer_take (layer, &builder);
  hu_record_builder_init (&builder, HU_KIND_STANCE, "s", NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_CLAIM, "nowhere");
  hu_imported_layer_take (layer, &builder);
  return document;
}

static void
test_checked (Fixture *self, gconstpointer data)
{
  g_autoptr (HuImportResult) result = hu_import_result_new ();
  HuImportedDocument *document = make_document ("visit.txt");
  HuImportedLayer *layer = g_ptr_array_index (document->layers, 0);

  hu_import_result_take_document (result, document);
  hu_import_result_complete (result, "made-up");
  g_assert_cmpstr (layer->coder, ==, "ilse-marrow");
  g_assert_cmpstr (layer->coder_name, ==, "Ilse Märrow");
  g_assert_cmpuint (layer->snapshot->records[HU_KIND_MENTION]->len, ==, 1);
  g_assert_null (
      hu_record_get (g_ptr_array_index (layer->snapshot->records[HU_KIND_MENTION], 0), HU_MEMBER_SPEAKERS));
  g_assert_cmpuint (layer->snapshot->records[HU_KIND_CLAIM]->len, ==, 0);
  g_assert_cmpuint (layer->snapshot->records[HU_KIND_STANCE]->len, ==, 0);
  g_assert_cmpuint (result->report->remarks->len, ==, 4);
}

/* Our own JSON brings everything back. */
static void
test_own (Fixture *self, gconstpointer data)
{
  static const FormatTestsCarried carried[] = {
    { HU_KIND_MENTION, { HU_MEMBER_PASSAGE, HU_MEMBER_SPEAKERS, HU_MEMBER_FORM } },
    { HU_KIND_CLAIM,
      { HU_MEMBER_PASSAGE, HU_MEMBER_SPEAKERS, HU_MEMBER_VOICE, HU_MEMBER_MENTIONS, HU_MEMBER_CUE,
        HU_MEMBER_TYPE, HU_MEMBER_TOPICS, HU_MEMBER_NOTE, HU_MEMBER_GIST, HU_MEMBER_RELATIONS } },
    { HU_KIND_STANCE,
      { HU_MEMBER_PASSAGE, HU_MEMBER_CLAIM, HU_MEMBER_SPEAKER, HU_MEMBER_TOWARD, HU_MEMBER_VALUE,
        HU_MEMBER_BASIS } },
    { HU_KIND_MEMO, { HU_MEMBER_PASSAGE, HU_MEMBER_TEXT } },
    { HU_N_KINDS },
  };
  static const char *const names[] = { "hustings", "jsonl" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  const HuExportOptions options = HU_EXPORT_OPTIONS_INIT;

  for (guint i = 0; i < 10; i++)
    {
      HuExportDocument *document = format_tests_random_document ("visit.txt", NULL, rand);
      g_autoptr (GPtrArray) documents = format_tests_list_of (document);
      g_autoptr (HuImportResult) result =
          format_tests_round_trip (hu_formats_find (names[i % 2]), documents, &options);
      HuImportedDocument *read = g_ptr_array_index (result->documents, 0);
      HuImportedLayer *layer = g_ptr_array_index (read->layers, 0);

      format_tests_assert_carried (document, layer, carried);
      /* Names beside ids are the export's alone. */
      g_assert_null (hu_record_get_unknown (g_ptr_array_index (layer->snapshot->records[HU_KIND_CLAIM], 0)));
    }
}

typedef struct
{
  GMainLoop *loop;
  HuImportOutcome *outcome;
  double done;
} Waiter;

static void
on_progress (double done, gpointer user_data)
{
  Waiter *waiter = user_data;

  g_assert_cmpfloat (done, >=, waiter->done);
  waiter->done = done;
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiter *waiter = user_data;
  g_autoptr (GError) error = NULL;

  waiter->outcome = hu_import_finish (result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (waiter->loop);
}

/* A hundred files; and cancelled before it begins. */
static void
test_async (Fixture *self, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GFile) folder = g_file_new_for_path (self->out);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Waiter waiter = { loop };

  for (guint i = 0; i < 99; i++)
    {
      g_autofree char *text = g_strdup_printf ("d%02u.txt", i), *ann = g_strdup_printf ("d%02u.ann", i);

      put (self->in, text, TEXT);
      put (self->in, ann, ANN);
    }
  g_ptr_array_add (paths, self->in);
  hu_import_async (NULL, paths, NULL, folder, NULL, on_progress, &waiter, on_imported, &waiter);
  g_main_loop_run (loop);
  g_assert_cmpuint (waiter.outcome->n_documents, ==, 100);
  g_assert_cmpuint (waiter.outcome->files->len, ==, 200);
  g_assert_cmpfloat (waiter.done, ==, 1);
  g_assert_false (waiter.outcome->cancelled);
  g_clear_pointer (&waiter.outcome, hu_import_outcome_free);

  g_cancellable_cancel (cancellable);
  hu_import_async (NULL, paths, NULL, folder, cancellable, NULL, NULL, on_imported, &waiter);
  g_main_loop_run (loop);
  g_assert_true (waiter.outcome->cancelled);
  g_assert_cmpuint (waiter.outcome->n_documents, ==, 0);
  g_clear_pointer (&waiter.outcome, hu_import_outcome_free);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/import/twice", Fixture, NULL, set_up, test_twice, tear_down);
  g_test_add ("/import/other-layer", Fixture, NULL, set_up, test_other_layer, tear_down);
  g_test_add ("/import/other-text", Fixture, NULL, set_up, test_other_text, tear_down);
  g_test_add ("/import/in-place", Fixture, NULL, set_up, test_in_place, tear_down);
  g_test_add ("/import/bad-files", Fixture, NULL, set_up, test_bad_files, tear_down);
  g_test_add ("/import/checked", Fixture, NULL, set_up, test_checked, tear_down);
  g_test_add ("/import/own", Fixture, NULL, set_up, test_own, tear_down);
  g_test_add ("/import/async", Fixture, NULL, set_up, test_async, tear_down);
  return g_test_run ();
}
