/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain quotes and the tables that they come in: every way of writing a table, and where quotes are found. */
#include "hu-csv.h"
#include "hu-error.h"
#include "hu-formats.h"

#include <glib/gstdio.h>
#include <string.h>

static void
assert_rows (const char *table, const char *expected)
{
  g_autoptr (HuCsv) csv = hu_csv_new (table, strlen (table));
  g_autoptr (GString) got = g_string_new (NULL);

  while (hu_csv_next (csv))
    {
      g_string_append_printf (got, "%u", hu_csv_get_line (csv));
      for (guint i = 0; i < hu_csv_get_n_cells (csv); i++)
        g_string_append_printf (got, "|%s", hu_csv_get_cell (csv, i));
      g_string_append_c (got, '/');
    }
  g_assert_cmpstr (got->str, ==, expected);
}

static void
test_csv (void)
{
  assert_rows ("", "");
  assert_rows ("a", "1|a/");
  assert_rows ("a,b\r\nc,d\r\n", "1|a|b/2|c|d/");
  assert_rows ("a;b,c;d\ne;f\n", "1|a|b,c|d/2|e|f/");
  assert_rows ("a\tb\n\n \n\"c\"\t\"d\ne\"\nf", "1|a|b/4|c|d\ne/6|f/");
  assert_rows ("\xEF\xBB\xBF\"a \"\"b\"\"\",\"\"\nx,\"", "1|a \"b\"|/2|x|/");
  assert_rows ("a,\"b\"c\nd,e,,\n", "1|a|bc/2|d|e||/");
  assert_rows ("\"a,b\";c\n", "1|a,b|c/");
}

typedef struct
{
  char *folder;
  HuImportReport *report;
} Fixture;

static void
put (Fixture *self, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("hu-quotes-XXXXXX", NULL);
  self->report = hu_import_report_new ();
  put (self, "talks.txt",
       "Fees help. Fees\r\n help mills, \xF0\x9F\x98\x80 Voss said. Fees help. He said no.\n");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  const char *const names[] = { "talks.txt", "quotes.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  hu_import_report_free (self->report);
}

static HuImportResult *
read_quotes (Fixture *self, const char *table, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "quotes.csv", NULL);
  g_autoptr (HuImportSource) source = NULL;

  put (self, "quotes.csv", table);
  source = hu_import_source_new (path, NULL);
  return hu_format_read (hu_formats_find ("quotes"), source, self->report, error);
}

static void
assert_place (HuImportedLayer *layer, HuKind kind, guint n, guint start, guint end)
{
  HuRecord *record = g_ptr_array_index (layer->snapshot->records[kind], n);
  guint from, to;

  g_assert_true (hu_record_get_extent (record, &from, &to));
  g_assert_cmpuint (from, ==, start);
  g_assert_cmpuint (to, ==, end);
}

static void
test_places (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuImportResult) result = read_quotes (self,
                                                   "Quote;document;label;speakers;topics;kind;why\n"
                                                   "fees help mills;talks.txt;Causal;Anneke Voss; Fee ;;x\n"
                                                   "Fees help.;talks.txt;;Voss; ;claim\n"
                                                   "Fees help.;talks.txt;;Voss; Harbour ; Bread ;claim\n"
                                                   "Voss;talks.txt;;Anneke Voss;;speaker\n"
                                                   "nowhere;talks.txt;Supports;Voss;Fee;stance\n"
                                                   "x;missing.txt\n"
                                                   ";talks.txt\n"
                                                   "x;../talks.txt\n",
                                                   &error);
  HuImportedDocument *document;
  HuImportedLayer *layer;
  GPtrArray *stances;
  gsize n;

  g_assert_no_error (error);
  g_assert_cmpuint (result->documents->len, ==, 1);
  document = g_ptr_array_index (result->documents, 0);
  layer = g_ptr_array_index (document->layers, 0);
  g_assert_cmpuint (layer->snapshot->records[HU_KIND_CLAIM]->len, ==, 3);
  assert_place (layer, HU_KIND_CLAIM, 0, 0, 10);
  assert_place (layer, HU_KIND_CLAIM, 1, 11, 28);
  assert_place (layer, HU_KIND_CLAIM, 2, 43, 53);
  assert_place (layer, HU_KIND_MENTION, 0, 32, 36);
  stances = layer->snapshot->records[HU_KIND_STANCE];
  g_assert_cmpuint (stances->len, ==, 1);
  g_assert_true (hu_record_get_spans (g_ptr_array_index (stances, 0), &n)[0].lost);
  /* The quote that isn't there, the document, the empty quote, the folder. */
  g_assert_cmpuint (hu_import_report_count (self->report, HU_REMARK_WARNING), ==, 4);
}

static void
test_not_a_table (Fixture *self, gconstpointer data)
{
  static const char *const tables[] = { "", "\n", "a,b\nc,d\n", "document\ntalks.txt\n",
                                        "document,quote\nmissing.txt,x\n" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_quotes (self, tables[i], &error));
      g_assert_error (error, HU_ERROR, HU_ERROR_FORMAT);
    }
}

/* What was written is found again. */
static void
test_round_trip (Fixture *self, gconstpointer data)
{
  const HuExportOptions options = HU_EXPORT_OPTIONS_INIT;
  const HuFormat *format = hu_formats_find ("quotes");
  g_autoptr (GError) error = NULL;
  g_autoptr (HuImportResult) first = read_quotes (self,
                                                  "document,quote,label,speakers,topics,note\ntalks.txt,fees "
                                                  "help mills,Causal,Voss; Ansel,Fee,\"a \"\"b\"\"\"\n",
                                                  &error);
  HuImportedDocument *document = g_ptr_array_index (first->documents, 0);
  HuImportedLayer *layer = g_ptr_array_index (document->layers, 0);
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_export_document_free);
  g_autoptr (HuFileSet) files = NULL;
  g_autoptr (HuImportResult) second = NULL;
  g_autofree char *table = NULL;
  GBytes *bytes;
  HuRecord *before, *after;

  g_ptr_array_add (documents, hu_export_document_new ("talks.txt", NULL, document->text, layer->snapshot));
  files = hu_format_write (format, documents, &options, &error);
  g_assert_no_error (error);
  hu_format_verify (format, documents, &options, files, &error);
  g_assert_no_error (error);
  bytes = hu_file_set_get_bytes (files, 0);
  table = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  second = read_quotes (self, table, &error);
  g_assert_no_error (error);
  before = g_ptr_array_index (layer->snapshot->records[HU_KIND_CLAIM], 0);
  document = g_ptr_array_index (second->documents, 0);
  layer = g_ptr_array_index (document->layers, 0);
  after = g_ptr_array_index (layer->snapshot->records[HU_KIND_CLAIM], 0);
  g_assert_true (hu_record_equal (before, after));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/format-quotes/csv", test_csv);
  g_test_add ("/format-quotes/places", Fixture, NULL, set_up, test_places, tear_down);
  g_test_add ("/format-quotes/not-a-table", Fixture, NULL, set_up, test_not_a_table, tear_down);
  g_test_add ("/format-quotes/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  return g_test_run ();
}
