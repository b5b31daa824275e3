/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MARDY JSON: what of it becomes what, and that it is written back as it was. */
#include "hu-codebook.h"
#include "hu-error.h"
#include "hu-formats.h"
#include "hu-json.h"

#include <string.h>

#define FILE_JSON                                                                                            \
  "{\"entities\":[{\"end\":4,\"category\":\"I-PER\",\"begin\":0}],\"sentences\":[{\"end\":30,\"begin\":0}]," \
  "\"claims\":[{\"quote\":\"fees help 😀 mills\",\"cdate\":\"20310304\",\"actorvalues\":[\"30\","          \
  "\"per_Anneke Voss\",\"org_Coastal bloc\"],\"claims\":[\"800\",\"811\"],\"end\":27,\"begin\":10,"          \
  "\"cpos\":\"-1\"},{\"quote\":\"fees\",\"cdate\":\"20310305\",\"actorvalues\":[\"org_Mill council\"],"      \
  "\"claims\":[\"200\"],\"end\":14,\"begin\":10,\"cpos\":\"empty\"}],"                                       \
  "\"tokens\":[{\"pos\":\"NE\",\"end\":4,\"begin\":0}],\"text\":\"Voss said fees help 😀 mills.\\n\"}"

static HuImportResult *
read_string (const char *json, HuImportReport *report, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (HuImportSource) source = hu_import_source_new_for_bytes ("108156.json", bytes, NULL);

  return hu_format_read (hu_formats_find ("mardy"), source, report, error);
}

static void
assert_speaker (HuImportedLayer *layer, const char *id, const char *name, const char *kind)
{
  GPtrArray *speakers = layer->snapshot->records[HU_KIND_SPEAKER];
  HuRecord *speaker = NULL;

  for (guint i = 0; i < speakers->len; i++)
    if (g_strcmp0 (hu_record_get_id (g_ptr_array_index (speakers, i)), id) == 0)
      speaker = g_ptr_array_index (speakers, i);
  g_assert_nonnull (speaker);
  g_assert_cmpstr (hu_record_get_string (speaker, HU_MEMBER_NAME), ==, name);
  g_assert_cmpstr (hu_record_get_string (speaker, HU_MEMBER_KIND), ==, kind);
}

static HuImportedLayer *
get_layer (HuImportResult *result)
{
  HuImportedDocument *document = g_ptr_array_index (result->documents, 0);

  return g_ptr_array_index (document->layers, 0);
}

static void
test_read (void)
{
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HuImportResult) result = read_string (FILE_JSON, report, &error);
  HuImportedLayer *layer;
  HuRecord *claim;
  guint start, end;

  g_assert_no_error (error);
  g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_NOTE), ==, 0);
  layer = get_layer (result);
  g_assert_cmpstr (layer->document->name, ==, "108156.txt");
  g_assert_cmpuint (layer->snapshot->records[HU_KIND_CLAIM]->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      claim = g_ptr_array_index (layer->snapshot->records[HU_KIND_CLAIM], i);
      g_assert_true (hu_record_get_extent (claim, &start, &end));
      if (end == 27)
        break;
    }
  g_assert_cmpuint (start, ==, 10);
  assert_speaker (layer, hu_record_get_nth (claim, HU_MEMBER_SPEAKERS, 0), "Anneke Voss", "person");
  assert_speaker (layer, hu_record_get_nth (claim, HU_MEMBER_ON_BEHALF_OF, 0), "Coastal bloc",
                  "organisation");
  g_assert_cmpstr (hu_record_get_string (claim, HU_MEMBER_DATE), ==, "2031-03-04");
  g_assert_cmpuint (hu_record_get_size (claim, HU_MEMBER_TOPICS), ==, 2);
  /* One for each category; none for the claim without a polarity. */
  g_assert_cmpuint (layer->snapshot->records[HU_KIND_STANCE]->len, ==, 2);
}

static void
test_round_trip (void)
{
  const HuExportOptions options = HU_EXPORT_OPTIONS_INIT;
  const HuFormat *format = hu_formats_find ("mardy");
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HuImportResult) result = read_string (FILE_JSON, report, &error);
  HuImportedLayer *layer = get_layer (result);
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_export_document_free);
  g_autoptr (GBytes) bytes = g_bytes_new_static (FILE_JSON, strlen (FILE_JSON));
  g_autoptr (HuFileSet) files = NULL;
  g_autoptr (HuValue) before = hu_json_parse (bytes, "before", &error), after = NULL;
  g_autofree char *a = NULL, *b = NULL;

  g_ptr_array_add (documents,
                   hu_export_document_new ("108156.txt", NULL, layer->document->text, layer->snapshot));
  files = hu_format_write (format, documents, &options, &error);
  g_assert_no_error (error);
  hu_format_verify (format, documents, &options, files, &error);
  g_assert_no_error (error);
  after = hu_json_parse (hu_file_set_get_bytes (files, 0), "after", &error);
  g_assert_no_error (error);
  /* Claims come in the order of the text. */
  for (gsize i = 0; i < hu_value_get_size (before); i++)
    {
      const char *key = hu_value_get_key (before, i);

      if (!g_str_equal (key, "claims"))
        g_assert_true (hu_value_equal (hu_value_get_nth (before, i), hu_value_get_member (after, key)));
    }
  a = hu_value_to_canonical_json (hu_value_get_item (hu_value_get_member (before, "claims"), 0));
  b = hu_value_to_canonical_json (hu_value_get_item (hu_value_get_member (after, "claims"), 1));
  g_assert_cmpstr (a, ==, b);
}

static void
test_broken (void)
{
  static const char *const files[] = { "",
                                       "[]",
                                       "{\"actorvalues\":1}",
                                       "{\"text\":3}",
                                       "{\"text\":\"a\",\"claims\":{}}",
                                       "{\"text\":\"abc\",\"claims\":[3,{\"begin\":2,\"end\":1},{\"begin\":0,"
                                       "\"end\":2,\"actorvalues\":[4,\"per_ \",\"per_\"],\"claims\":[{}],"
                                       "\"cpos\":7,\"cdate\":\"x\"}],\"tokens\":4}" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (HuImportReport) report = hu_import_report_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (HuImportResult) result = read_string (files[i], report, &error);

      g_assert_true ((result != NULL) == (i >= 4));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/format-mardy/read", test_read);
  g_test_add_func ("/format-mardy/round-trip", test_round_trip);
  g_test_add_func ("/format-mardy/broken", test_broken);
  return g_test_run ();
}
