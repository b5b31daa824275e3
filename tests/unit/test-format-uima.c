/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats of INCEpTION: that layers with everything in them read back equal, that what is changed is
 * found, and that files of others and broken ones are read as far as they go. */
#include "format-tests.h"

#include "hu-formats.h"

static const HuExportOptions plain = HU_EXPORT_OPTIONS_INIT;
static const char *const names[] = { "cas-json", "webanno-tsv" };

static const FormatTestsCarried carried[] = {
  { HU_KIND_MENTION,
    { HU_MEMBER_PASSAGE, HU_MEMBER_SPEAKERS, HU_MEMBER_FORM, HU_MEMBER_NOTE, HU_MEMBER_NONE } },
  { HU_KIND_CLAIM,
    { HU_MEMBER_PASSAGE, HU_MEMBER_SPEAKERS, HU_MEMBER_VOICE, HU_MEMBER_MENTIONS, HU_MEMBER_CUE,
      HU_MEMBER_TYPE, HU_MEMBER_TOPICS, HU_MEMBER_GIST, HU_MEMBER_QUOTATION, HU_MEMBER_MODALITY,
      HU_MEMBER_CONFIDENCE, HU_MEMBER_RELATIONS, HU_MEMBER_WITHIN, HU_MEMBER_NOTE, HU_MEMBER_NONE } },
  { HU_KIND_MEMO, { HU_MEMBER_PASSAGE, HU_MEMBER_TEXT, HU_MEMBER_NOTE, HU_MEMBER_NONE } },
  { HU_N_KINDS, { HU_MEMBER_NONE } },
};

static const FormatTestsCarried carried_facts[] = {
  { HU_KIND_DOCUMENT, { HU_MEMBER_HEADLINE, HU_MEMBER_OUTLET, HU_MEMBER_PUBLISHED, HU_MEMBER_NONE } },
  { HU_N_KINDS, { HU_MEMBER_NONE } },
};

static const FormatTestsCarried carried_stances[] = {
  { HU_KIND_STANCE,
    { HU_MEMBER_SPEAKER, HU_MEMBER_TOWARD, HU_MEMBER_VALUE, HU_MEMBER_CLAIM, HU_MEMBER_PASSAGE,
      HU_MEMBER_NONE } },
  { HU_N_KINDS, { HU_MEMBER_NONE } },
};

/* A stance toward a claim isn't carried: those are left out of the layer first. */
static void
leave_out_uncarried (HuExportDocument *document)
{
  GPtrArray *stances = document->snapshot->records[HU_KIND_STANCE];

  for (guint i = stances->len; i-- > 0;)
    if (hu_value_get_member (hu_record_get (g_ptr_array_index (stances, i), HU_MEMBER_TOWARD), "claim"))
      g_ptr_array_remove_index (stances, i);
}

static void
test_round_trip (gconstpointer name)
{
  for (guint seed = 0; seed < 40; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      HuExportDocument *document = format_tests_random_document ("visit.txt", "ilse", rand);
      g_autoptr (GPtrArray) documents = format_tests_list_of (document);
      g_autoptr (HuImportResult) result = NULL;
      HuImportedDocument *imported;
      HuImportedLayer *layer;

      leave_out_uncarried (document);
      result = format_tests_round_trip (hu_formats_find (name), documents, &plain);
      g_assert_cmpuint (result->documents->len, ==, 1);
      imported = g_ptr_array_index (result->documents, 0);
      layer = g_ptr_array_index (imported->layers, 0);
      g_assert_cmpstr (imported->name, ==, "visit.txt");
      g_assert_cmpstr (layer->coder, ==, "ilse");
      format_tests_assert_carried (document, layer, carried);
      format_tests_assert_carried (document, layer, carried_stances);
      if (g_str_equal (name, "cas-json"))
        format_tests_assert_carried (document, layer, carried_facts);
    }
}

/* A claim that stands elsewhere, or is missing, isn't what was written. */
static void
test_finds_changes (gconstpointer name)
{
  const HuFormat *format = hu_formats_find (name);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (7);
      HuExportDocument *document = format_tests_random_document ("visit.txt", NULL, rand);
      g_autoptr (GPtrArray) documents = format_tests_list_of (document);
      g_autoptr (HuFileSet) files = hu_format_write (format, documents, &plain, NULL);
      GPtrArray *claims = document->snapshot->records[HU_KIND_CLAIM];
      HuRecord *claim = g_ptr_array_index (claims, 3);
      g_autoptr (HuValue) passage = hu_value_new_range (0, 3);
      g_autoptr (GError) error = NULL;

      if (i == 0)
        g_ptr_array_remove_index (claims, 3);
      else
        {
          claims->pdata[3] = hu_record_with (claim, HU_MEMBER_PASSAGE, passage);
          hu_record_unref (claim);
        }
      g_assert_false (hu_format_verify (format, documents, &plain, files, &error));
      g_assert_error (error, HU_ERROR, HU_ERROR_VERIFY);
    }
}

/* (transfer full) */
static HuImportResult *
read_letters (const char *format, const char *file, const char *letters, HuImportReport *report)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (letters, strlen (letters));
  g_autoptr (HuImportSource) source = hu_import_source_new_for_bytes (file, bytes, NULL);
  g_autoptr (GError) error = NULL;
  HuImportResult *result;

  g_assert_true (hu_formats_guess (source) == hu_formats_find (format));
  result = hu_format_read (hu_formats_find (format), source, report, &error);
  g_assert_no_error (error);
  return result;
}

static HuImportedLayer *
get_layer (HuImportResult *result)
{
  HuImportedDocument *document = g_ptr_array_index (result->documents, 0);

  return g_ptr_array_index (document->layers, 0);
}

static void
assert_range (HuRecord *record, guint start, guint end)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (hu_record_get (record, HU_MEMBER_PASSAGE), &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (spans[0].start, ==, start);
  g_assert_cmpuint (spans[0].end, ==, end);
}

static void
test_cas_foreign (void)
{
  static const char json[] =
      "{\"%TYPES\":{},\"%FEATURE_STRUCTURES\":["
      "{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\",\"sofaID\":\"_InitialView\",\"sofaString\":\"🌾 Voss: fees "
      "help\"},"
      "{\"%ID\":2,\"%TYPE\":\"de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity\",\"@sofa\":1,\"begin\":"
      "3,"
      "\"end\":7,\"value\":\"PER\"},"
      "{\"%ID\":3,\"%TYPE\":\"webanno.custom.Argument\",\"@sofa\":1,\"begin\":9,\"end\":18,\"Kind\":"
      "\"Premise\"},"
      "{\"%ID\":4,\"%TYPE\":\"webanno.custom.Argument\",\"@sofa\":1,\"begin\":9,\"end\":13,\"Kind\":"
      "\"Claim\"}"
      ","
      "{\"%ID\":5,\"%TYPE\":\"webanno.custom.Edge\",\"@sofa\":1,\"begin\":9,\"end\":13,\"@Governor\":3,"
      "\"@Dependent\":4,\"value\":\"supports\"},"
      "{\"%ID\":6,\"%TYPE\":\"webanno.custom.Edge\",\"@sofa\":1,\"begin\":9,\"end\":13,\"@Governor\":3,"
      "\"@Dependent\":99,\"value\":\"supports\"},"
      "{\"%ID\":7,\"%TYPE\":\"webanno.custom.Argument\",\"@sofa\":1,\"begin\":1,\"end\":13,\"Kind\":\"x\"},"
      "{\"%ID\":8,\"%TYPE\":\"de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Lemma\",\"@sofa\":1,"
      "\"begin\":3,\"end\":7,\"value\":\"voss\"},"
      "{\"%ID\":9,\"%TYPE\":\"uima.tcas.DocumentAnnotation\",\"@sofa\":1,\"begin\":0,\"end\":18,\"language\":"
      "\"en\"}"
      "],\"%VIEWS\":{}}";
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportResult) result = read_letters ("cas-json", "talk.json", json, report);
  HuImportedLayer *layer = get_layer (result);
  GPtrArray *claims = layer->snapshot->records[HU_KIND_CLAIM];
  GPtrArray *mentions = layer->snapshot->records[HU_KIND_MENTION];
  HuRecord *document = hu_snapshot_get_only (layer->snapshot, HU_KIND_DOCUMENT);

  g_assert_cmpstr (layer->document->name, ==, "talk.txt");
  g_assert_cmpstr (hu_record_get_string (document, HU_MEMBER_LANGUAGE), ==, "en");
  g_assert_cmpuint (mentions->len, ==, 1);
  assert_range (g_ptr_array_index (mentions, 0), 2, 6);
  g_assert_cmpuint (claims->len, ==, 2);
  assert_range (g_ptr_array_index (claims, 0), 8, 12);
  assert_range (g_ptr_array_index (claims, 1), 8, 17);
  g_assert_cmpstr (hu_record_get_string (g_ptr_array_index (claims, 1), HU_MEMBER_TYPE), ==, "premise");
  g_assert_cmpuint (hu_record_get_size (g_ptr_array_index (claims, 1), HU_MEMBER_RELATIONS), ==, 1);
  /* The dangling edge, the span within a surrogate pair, the lemma. */
  g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_WARNING), ==, 3);
  /* And what became mentions and claims. */
  g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_NOTE), ==, 5);
}

/* Not one of these may crash, nor be taken for a document. */
static void
test_broken (gconstpointer name)
{
  static const char *const files[] = {
    "",
    "[",
    "{}",
    "null",
    "{\"%FEATURE_STRUCTURES\":3}",
    "{\"%FEATURE_STRUCTURES\":[[],null,{\"%ID\":[]},{\"%TYPE\":7}]}",
    "{\"%FEATURE_STRUCTURES\":[{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\",\"sofaString\":7}]}",
    "{\"%FEATURE_STRUCTURES\":{\"1\":{\"%TYPE\":\"webanno.custom.Claim\",\"begin\":0,\"end\":1}}}",
    "\xff\xfe",
    "1-1\t0-4\tfees\t_\t\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr (HuImportSource) source = hu_import_source_new_for_bytes ("x", bytes, NULL);
      g_autoptr (HuImportReport) report = hu_import_report_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (HuImportResult) result = hu_format_read (hu_formats_find (name), source, report, &error);

      g_assert_null (result);
      g_assert_nonnull (error);
    }
}

/* Its structures refer to themselves, to others of wrong types, and have wrong numbers. */
static void
test_cas_odd (void)
{
  static const char json[] =
      "{\"%FEATURE_STRUCTURES\":{\"1\":{\"%TYPE\":\"uima.cas.Sofa\",\"sofaID\":\"v\",\"sofaString\":\"fees "
      "help\"},"
      "\"2\":{\"%TYPE\":\"webanno.custom.Claim\",\"@sofa\":1,\"begin\":0,\"end\":4,\"@speakers\":2,"
      "\"@topics\":77,\"type\":[]},"
      "\"3\":{\"%TYPE\":\"webanno.custom.Claim\",\"@sofa\":1,\"begin\":-1,\"end\":1e400},"
      "\"4\":{\"%TYPE\":\"webanno.custom.Claim\",\"@sofa\":1,\"begin\":4,\"end\":4},"
      "\"5\":{\"%TYPE\":\"webanno.custom.Relation\",\"@sofa\":1,\"begin\":0,\"end\":4,\"@Governor\":2,"
      "\"@Dependent\":2,\"label\":\"next\"},"
      "\"6\":{\"%TYPE\":\"webanno.custom.Claim\",\"@sofa\":9,\"begin\":0,\"end\":4}}}";
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportResult) result = read_letters ("cas-json", "odd.json", json, report);

  g_assert_cmpuint (get_layer (result)->snapshot->records[HU_KIND_CLAIM]->len, ==, 1);
  g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_WARNING), ==, 2);
}

/* (transfer full) (nullable): NULL where files of others aren't there. */
static HuImportResult *
read_shared (const char *format, const char *path, HuImportReport *report)
{
  g_autofree char *file = format_tests_shared_folder (path);
  g_autoptr (HuImportSource) source = NULL;
  g_autoptr (GError) error = NULL;
  HuImportResult *result;

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the files of others are not there");
      return NULL;
    }
  source = hu_import_source_new (file, NULL);
  g_assert_true (hu_formats_guess (source) == hu_formats_find (format));
  result = hu_format_read (hu_formats_find (format), source, report, &error);
  g_assert_no_error (error);
  return result;
}

static void
test_cas_shared (void)
{
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportResult) result = read_shared ("cas-json", "cas-json/data.json", report);

  if (!result)
    return;
  g_assert_cmpuint (hu_text_get_length (get_layer (result)->document->text), ==, 32);
  /* Its nine annotations say nothing; one remark tells of them all. */
  g_assert_cmpuint (report->remarks->len, ==, 1);
}

static void
test_tsv_foreign (void)
{
  static const char tsv[] =
      "#FORMAT=WebAnno TSV 3.2\n"
      "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n"
      "#T_SP=webanno.custom.Argument|Kind\n"
      "#T_SP=webanno.custom.Frame|ROLE_webanno.custom.Frame:Roles_webanno.custom.FrameRolesLink|uima.tcas."
      "Annotation\n"
      "#T_RL=webanno.custom.Edge|value|BT_webanno.custom.Argument\n\n\n"
      "#Text=\xF0\x9F\x8C\xBE Voss\n"
      "1-1\t0-2\t\xF0\x9F\x8C\xBE\t_\t_\t_\t_\t_\t_\t_\t\n"
      "1-2\t3-7\tVoss\t*\tPER\t_\t_\t_\t_\t_\t\n\n"
      "#Text=fees help mills\r\n"
      "2-1\t8-12\tfees\t_\t_\ta\\_b\\|c[1]|Claim[2]\t_\t_\t_\t_\t\r\n"
      "2-2\t13-17\thelp\t_\t_\ta\\_b\\|c[1]\t_\t_\t_\t_\t\n"
      "2-3\t18-23\tmills\t_\t_\t_\tx\ty\tsupports|\t2-1[1_0]\t\n"
      "2-3.1\t18-22\tmill\t_\t_\tPremise\t_\t_\tsupports\t2-1[1_0]\t\n"
      "2-4\t30-20\tmills\n";
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportResult) result = read_letters ("webanno-tsv", "talk.tsv", tsv, report);
  HuImportedLayer *layer = get_layer (result);
  GPtrArray *claims = layer->snapshot->records[HU_KIND_CLAIM];
  GPtrArray *mentions = layer->snapshot->records[HU_KIND_MENTION];

  g_assert_cmpstr (layer->document->name, ==, "talk.txt");
  g_assert_cmpstr (hu_text_get_utf8 (layer->document->text, NULL), ==,
                   "\xF0\x9F\x8C\xBE Voss\nfees help mills");
  g_assert_cmpuint (mentions->len, ==, 1);
  assert_range (g_ptr_array_index (mentions, 0), 2, 6);
  g_assert_cmpuint (claims->len, ==, 3);
  assert_range (g_ptr_array_index (claims, 0), 7, 11);
  assert_range (g_ptr_array_index (claims, 1), 7, 16);
  assert_range (g_ptr_array_index (claims, 2), 17, 21);
  g_assert_cmpuint (hu_record_get_size (g_ptr_array_index (claims, 1), HU_MEMBER_RELATIONS), ==, 1);
  /* The short line, the slot, and the edge to what isn't there. */
  g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_WARNING), ==, 3);
}

static void
test_tsv_shared (void)
{
  static const struct
  {
    const char *path;
    guint length, n_mentions, n_claims;
  } files[] = {
    { "webanno-tsv/testSentenceWithEmoji/reference.tsv", 13, 0, 0 },
    { "webanno-tsv/testTokenBoundedSpanWithNastyFeatureValue/reference.tsv", 16, 0, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (HuImportReport) report = hu_import_report_new ();
      g_autoptr (HuImportResult) result = read_shared ("webanno-tsv", files[i].path, report);

      if (!result)
        return;
      g_assert_cmpuint (hu_text_get_length (get_layer (result)->document->text), ==, files[i].length);
      g_assert_cmpuint (get_layer (result)->snapshot->records[HU_KIND_CLAIM]->len, ==, files[i].n_claims);
      g_assert_cmpuint (get_layer (result)->snapshot->records[HU_KIND_MENTION]->len, ==, files[i].n_mentions);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *trip = g_strconcat ("/format-uima/round-trip/", names[i], NULL);
      g_autofree char *changes = g_strconcat ("/format-uima/finds-changes/", names[i], NULL);
      g_autofree char *broken = g_strconcat ("/format-uima/broken/", names[i], NULL);

      g_test_add_data_func (trip, names[i], test_round_trip);
      g_test_add_data_func (changes, names[i], test_finds_changes);
      g_test_add_data_func (broken, names[i], test_broken);
    }
  g_test_add_func ("/format-uima/cas-json/foreign", test_cas_foreign);
  g_test_add_func ("/format-uima/cas-json/odd", test_cas_odd);
  g_test_add_func ("/format-uima/cas-json/shared", test_cas_shared);
  g_test_add_func ("/format-uima/webanno-tsv/foreign", test_tsv_foreign);
  g_test_add_func ("/format-uima/webanno-tsv/shared", test_tsv_shared);
  return g_test_run ();
}
