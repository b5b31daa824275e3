/* SPDX-License-Identifier: GPL-3.0-or-later */
/* W3C Web Annotations: that everything comes back, what becomes of others' annotations, and what is told. */
#include "format-tests.h"

#include "hu-json.h"
#include "hu-layer-file.h"

#define TEXT                                                                                                 \
  "Voss said the fee 🌾 helps mills. Critics say the fee hurts. “Never”, she said.\r\nThe fee stays."

static const HuExportOptions plain = HU_EXPORT_OPTIONS_INIT;

static const HuFormat *
get_format (void)
{
  return hu_formats_find ("w3c");
}

/* Our own. */

static void
take_layer_record (HuSnapshot *snapshot)
{
  static const char *const keys[] = { "kind", "coder" }, *const coder_keys[] = { "id", "name" };
  HuValue *coder[] = { hu_value_new_string ("ilse"), hu_value_new_string ("Ilse Marrow") };
  HuValue *values[] = { hu_value_new_string ("coder"), NULL };
  HuRecordBuilder builder;

  values[1] = hu_value_new_object_take (coder_keys, coder, 2);
  hu_record_builder_init (&builder, HU_KIND_LAYER, "", NULL);
  hu_record_builder_take (&builder, HU_MEMBER_LAYER, hu_value_new_object_take (keys, values, 2));
  hu_record_builder_set_string (&builder, HU_MEMBER_STATUS, "in-progress");
  hu_record_builder_take_unknown (&builder, format_tests_object ("mood", "calm"));
  g_ptr_array_set_size (snapshot->records[HU_KIND_LAYER], 0);
  format_tests_take (snapshot, &builder);
}

/* A unit, a member that nobody knows, a NUL, a number of many digits, and spans that were moved and lost. */
static void
take_oddities (HuSnapshot *snapshot, HuText *text)
{
  static const char json[] =
      "{\"id\":\"00000000-0000-4000-9000-0000000000aa\",\"passage\":["
      "{\"start\":3,\"end\":9,\"quote\":\" talks\",\"prefix\":\"Fee\",\"anchor\":\"moved\","
      "\"was\":{\"start\":1,\"end\":7,\"sha256\":\"00\",\"quote\":\"talks!\"}},"
      "{\"quote\":\"gone\",\"anchor\":\"lost\",\"was\":{\"start\":40,\"end\":44,\"sha256\":\"00\"}}],"
      "\"note\":\"a\\u0000b\\\\u0000\",\"strength\":0.12500,\"by\":\"ilse\",\"created\":\"yesterday\"}";
  static const char unit[] =
      "{\"id\":\"00000000-0000-4000-d000-0000000000aa\",\"start\":0,\"end\":5,\"topics\":[\"fee\"]}";
  const char *const all[] = { json, unit };
  const HuKind kinds[] = { HU_KIND_CLAIM, HU_KIND_UNIT };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (all[i], strlen (all[i]));
      g_autoptr (GError) error = NULL;
      g_autoptr (HuValue) object = hu_json_parse (bytes, "odd", &error);
      HuRecord *record = hu_layer_file_read_record (kinds[i], object, text, &error);

      g_assert_no_error (error);
      g_ptr_array_add (snapshot->records[kinds[i]], record);
    }
}

static HuExportDocument *
make_document (guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (HuExportDocument) random = format_tests_random_document ("visit.txt", "ilse", rand);
  HuRecord *facts = hu_snapshot_get_only (random->snapshot, HU_KIND_DOCUMENT);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_DOCUMENT, "", facts);
  hu_record_builder_set_string (&builder, HU_MEMBER_ENCODING, "utf-8");
  hu_record_builder_take (&builder, HU_MEMBER_CHARACTERS,
                          hu_value_new_int (hu_text_get_length (random->text)));
  random->snapshot->records[HU_KIND_DOCUMENT]->pdata[0] = hu_record_builder_end (&builder);
  hu_record_unref (facts);
  take_layer_record (random->snapshot);
  take_oddities (random->snapshot, random->text);
  hu_snapshot_sort (random->snapshot);
  return hu_export_document_new (random->name, random->coder, random->text, random->snapshot);
}

static HuImportedLayer *
get_layer (HuImportResult *result)
{
  HuImportedDocument *document = g_ptr_array_index (result->documents, 0);

  return g_ptr_array_index (document->layers, 0);
}

static void
assert_equal (HuSnapshot *a, HuSnapshot *b)
{
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      g_assert_cmpuint (a->records[kind]->len, ==, b->records[kind]->len);
      for (guint i = 0; i < a->records[kind]->len; i++)
        if (!hu_record_equal (g_ptr_array_index (a->records[kind], i),
                              g_ptr_array_index (b->records[kind], i)))
          g_error ("%s[%u] is another one", hu_kind_get_list_name (kind), i);
    }
}

static void
test_round_trip (void)
{
  for (guint seed = 0; seed < 30; seed++)
    {
      HuExportDocument *document = make_document (seed);
      g_autoptr (GPtrArray) documents = format_tests_list_of (document);
      g_autoptr (HuImportResult) result = format_tests_round_trip (get_format (), documents, &plain);
      HuImportedLayer *layer = get_layer (result);

      g_assert_cmpuint (result->documents->len, ==, 1);
      g_assert_cmpstr (layer->document->name, ==, "visit.txt");
      g_assert_cmpstr (layer->coder, ==, "ilse");
      g_assert_cmpstr (hu_text_get_sha256 (layer->document->text), ==, hu_text_get_sha256 (document->text));
      assert_equal (document->snapshot, layer->snapshot);
    }
}

static void
test_finds_changes (void)
{
  for (guint i = 0; i < 3; i++)
    {
      HuExportDocument *document = make_document (7);
      g_autoptr (GPtrArray) documents = format_tests_list_of (document);
      g_autoptr (HuFileSet) files = hu_format_write (get_format (), documents, &plain, NULL);
      GPtrArray *memos = document->snapshot->records[HU_KIND_MEMO];
      HuRecord *memo = g_ptr_array_index (memos, 1);
      g_autoptr (HuValue) passage = hu_value_new_range (0, 3);
      g_autoptr (GError) error = NULL;

      if (i == 0)
        g_ptr_array_remove_index (memos, 1);
      else
        {
          memos->pdata[1] = i == 1 ? hu_record_with (memo, HU_MEMBER_PASSAGE, passage)
                                   : hu_record_with_string (memo, HU_MEMBER_NOTE, "new");
          hu_record_unref (memo);
        }
      g_assert_false (hu_format_verify (get_format (), documents, &plain, files, &error));
      g_assert_error (error, HU_ERROR, HU_ERROR_VERIFY);
    }
}

/* Without the text. */

/* What is written of @document, as options want it, read with @text (nullable) beside it. */
static HuImportResult *
read_beside (HuExportDocument *document,
             const HuExportOptions *options,
             const char *text,
             HuImportReport *report)
{
  g_autofree char *folder = g_dir_make_tmp ("hu-w3c-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "other.jsonld", NULL);
  g_autofree char *beside = g_build_filename (folder, "visit.txt", NULL);
  g_autoptr (GPtrArray) whole = format_tests_list_of (document);
  g_autoptr (GPtrArray) documents = hu_format_prepare (whole, options);
  g_autoptr (GError) error = NULL;
  g_autoptr (HuFileSet) files = hu_format_write (get_format (), documents, options, &error);
  g_autoptr (HuImportSource) source = hu_import_source_new (path, NULL);
  GBytes *bytes = hu_file_set_get_bytes (files, 0);
  HuImportResult *result;

  g_assert_no_error (error);
  hu_format_verify (get_format (), documents, options, files, &error);
  g_assert_no_error (error);
  g_assert_null (
      g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "\"text\": \"Fee"));
  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  if (text)
    g_assert_true (g_file_set_contents (beside, text, -1, NULL));
  result = hu_format_read (get_format (), source, report, &error);
  g_assert_true ((result != NULL) == (text != NULL));
  if (!text)
    g_assert_error (error, HU_ERROR, HU_ERROR_FORMAT);
  format_tests_remove_folder (folder);
  return result;
}

static void
test_without_text (void)
{
  HuExportOptions options = HU_EXPORT_OPTIONS_INIT;
  g_autoptr (HuExportDocument) document = make_document (3);
  const char *text = hu_text_get_utf8 (document->text, NULL);
  g_autofree char *longer = g_strconcat ("New head\n\n", text, NULL);
  HuExportDocument *copies[3];
  g_autoptr (HuImportReport) same_report = hu_import_report_new ();
  g_autoptr (HuImportReport) moved_report = hu_import_report_new ();
  g_autoptr (HuImportReport) none_report = hu_import_report_new ();
  g_autoptr (HuImportResult) same = NULL, moved = NULL;
  HuRecord *before, *after;
  guint start, end, new_start, new_end;

  for (guint i = 0; i < 3; i++)
    copies[i] = hu_export_document_new ("visit.txt", "ilse", document->text, document->snapshot);
  options.without_text = TRUE;
  same = read_beside (copies[0], &options, text, same_report);
  g_assert_cmpuint (hu_import_report_count (same_report, HU_REMARK_NOTE), ==, 0);
  assert_equal (document->snapshot, get_layer (same)->snapshot);

  moved = read_beside (copies[1], &options, longer, moved_report);
  g_assert_cmpuint (hu_import_report_count (moved_report, HU_REMARK_WARNING), ==, 0);
  g_assert_cmpuint (hu_import_report_count (moved_report, HU_REMARK_NOTE), ==, 1);
  before = g_ptr_array_index (document->snapshot->records[HU_KIND_MENTION], 2);
  after = hu_imported_layer_find (get_layer (moved), HU_KIND_MENTION, hu_record_get_id (before));
  after = after ? after : g_ptr_array_index (get_layer (moved)->snapshot->records[HU_KIND_MENTION], 2);
  g_assert_cmpstr (hu_record_get_id (before), ==, hu_record_get_id (after));
  g_assert_true (hu_record_get_extent (before, &start, &end));
  g_assert_true (hu_record_get_extent (after, &new_start, &new_end));
  g_assert_cmpuint (new_start, ==, start + 10);
  g_assert_cmpuint (new_end, ==, end + 10);

  g_assert_null (read_beside (copies[2], &options, NULL, none_report));
  g_assert_cmpuint (hu_import_report_count (none_report, HU_REMARK_WARNING), ==, 1);
}

/* A quote that was cut keeps its place where the text is there, and says nothing that was cut off. */
static void
test_cut_quotes (void)
{
  HuExportOptions options = HU_EXPORT_OPTIONS_INIT;

  for (int length = 0; length < 9; length += 4)
    {
      g_autoptr (HuExportDocument) document = make_document (5);
      HuExportDocument *copy =
          hu_export_document_new ("visit.txt", "ilse", document->text, document->snapshot);
      g_autoptr (HuImportReport) report = hu_import_report_new ();
      g_autoptr (HuImportResult) result = NULL;
      GPtrArray *claims;

      options.without_text = TRUE;
      options.quote_length = length;
      result = read_beside (copy, &options, hu_text_get_utf8 (document->text, NULL), report);
      g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_NOTE), ==, 0);
      claims = document->snapshot->records[HU_KIND_CLAIM];
      for (guint i = 0; i < claims->len; i++)
        {
          HuRecord *read = g_ptr_array_index (get_layer (result)->snapshot->records[HU_KIND_CLAIM], i);
          g_autofree char *a = format_tests_offsets (hu_record_get (claims->pdata[i], HU_MEMBER_PASSAGE));
          g_autofree char *b = format_tests_offsets (hu_record_get (read, HU_MEMBER_PASSAGE));

          g_assert_cmpstr (a, ==, b);
        }
    }
}

/* Others'. */

static HuImportResult *
read_letters (const char *json, const char *text_name, HuImportReport *report)
{
  g_autofree char *folder = g_dir_make_tmp ("hu-w3c-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "notes.jsonld", NULL);
  g_autofree char *beside = g_build_filename (folder, text_name, NULL);
  g_autoptr (HuImportSource) source = hu_import_source_new (path, NULL);
  g_autoptr (GError) error = NULL;
  HuImportResult *result;

  g_assert_true (g_file_set_contents (path, json, -1, NULL));
  g_assert_true (g_file_set_contents (beside, TEXT, -1, NULL));
  result = hu_format_read (get_format (), source, report, &error);
  format_tests_remove_folder (folder);
  g_assert_no_error (error);
  return result;
}

static HuRecord *
get_only (HuImportResult *result, HuKind kind)
{
  GPtrArray *records = get_layer (result)->snapshot->records[kind];

  g_assert_cmpuint (records->len, ==, 1);
  return g_ptr_array_index (records, 0);
}

static void
assert_words (HuImportResult *result, HuRecord *record, guint n_spans, const char *first)
{
  gsize n;
  const HuSpan *spans = hu_record_get_spans (record, &n);
  g_autofree char *words =
      hu_text_dup_range (get_layer (result)->document->text, spans[0].start, spans[0].end);

  g_assert_cmpuint (n, ==, n_spans);
  g_assert_cmpstr (words, ==, first);
}

static void
assert_told (HuImportReport *report, HuSeverity severity, const char *words)
{
  for (guint i = 0; i < report->remarks->len; i++)
    {
      HuImportRemark *remark = g_ptr_array_index (report->remarks, i);

      if (remark->severity == severity && strstr (remark->message, words))
        return;
    }
  g_error ("not told: %s", words);
}

#define TARGET(start, end, exact)                                                                            \
  "{\"source\":\"https://news.example/a/talks.html?x=1\",\"selector\":[{\"type\":\"TextPositionSelector\","  \
  "\"start\":" #start ",\"end\":" #end "},{\"type\":\"TextQuoteSelector\",\"exact\":\"" exact "\"}]}"

static void
test_foreign_kinds (void)
{
  static const char json[] =
      "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationCollection\",\"total\":4,"
      "\"first\":{\"type\":\"AnnotationPage\",\"next\":\"https://news.example/page2\",\"items\":["
      "{\"type\":\"Annotation\",\"id\":\"urn:uuid:0C9F0000-0000-4000-8000-000000000001\","
      "\"creator\":{\"type\":\"Person\",\"name\":\"Ilse Marrow\"},\"created\":\"2031-03-05T10:12:09Z\","
      "\"rights\":\"https://rights.example/\",\"body\":["
      "{\"type\":\"TextualBody\",\"purpose\":\"classifying\",\"value\":\"Causal\"},"
      "{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"Harbour fee\"},"
      "{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"Mills\"},"
      "{\"type\":\"TextualBody\",\"purpose\":\"describing\",\"value\":\"A fee helps.\"},"
      "{\"type\":\"TextualBody\",\"purpose\":[\"commenting\"],\"value\":\"Ask.\"},"
      "{\"type\":\"TextualBody\",\"value\":\"Twice.\"}],"
      "\"target\":[" TARGET (18, 32, "🌾 helps mills") "," TARGET (
          10, 17, "the fee") "]},"
                             "{\"type\":\"Annotation\",\"motivation\":\"identifying\",\"body\":{\"type\":"
                             "\"SpecificResource\","
                             "\"source\":{\"id\":\"https://who.example/voss\",\"name\":\"Anneke Voss\"}},"
                             "\"target\":" TARGET (
                                 0, 4,
                                 "Voss") "},"
                                         "{\"type\":\"Annotation\",\"bodyValue\":\"Look here\",\"target\":"
                                         "{\"source\":\"https://news.example/a/talks.html?x=1\",\"selector\":"
                                         "{\"type\":\"FragmentSelector\",\"value\":\"char=33,40\"}}},"
                                         "{\"type\":\"Annotation\",\"target\":{\"source\":\"https://"
                                         "news.example/a/talks.html?x=1\","
                                         "\"selector\":{\"type\":\"XPathSelector\",\"value\":\"/p\"}}}]}}";
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportResult) result = read_letters (json, "talks.txt", report);
  HuRecord *claim = get_only (result, HU_KIND_CLAIM), *mention = get_only (result, HU_KIND_MENTION);
  HuRecord *memo = get_only (result, HU_KIND_MEMO);
  HuValue *rest = hu_value_get_member (hu_record_get_unknown (claim), "w3c");

  assert_told (report, HU_REMARK_WARNING, "page2");
  assert_told (report, HU_REMARK_WARNING, "annotation 4");
  g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_NOTE), ==, 2);
  g_assert_cmpstr (hu_record_get_id (claim), ==, "0c9f0000-0000-4000-8000-000000000001");
  assert_words (result, claim, 2, "the fee");
  g_assert_cmpstr (hu_record_get_string (claim, HU_MEMBER_TYPE), ==, "causal");
  g_assert_cmpuint (hu_record_get_size (claim, HU_MEMBER_TOPICS), ==, 2);
  g_assert_cmpstr (hu_record_get_string (claim, HU_MEMBER_GIST), ==, "A fee helps.");
  g_assert_cmpstr (hu_record_get_string (claim, HU_MEMBER_NOTE), ==, "Ask.\n\nTwice.");
  g_assert_cmpstr (hu_record_get_string (claim, HU_MEMBER_BY), ==, "ilse-marrow");
  g_assert_cmpstr (hu_record_get_string (claim, HU_MEMBER_CREATED), ==, "2031-03-05T10:12:09Z");
  g_assert_cmpstr (hu_value_get_member_string (rest, "rights"), ==, "https://rights.example/");
  assert_words (result, mention, 1, "Voss");
  g_assert_true (hu_record_has_string (mention, HU_MEMBER_SPEAKERS, "anneke-voss"));
  assert_words (result, memo, 1, "Critics");
  g_assert_cmpstr (hu_record_get_string (memo, HU_MEMBER_TEXT), ==, "Look here");
}

/* Where position and quote disagree the quote decides: the nearest one, unless its surroundings say another.
 */
static void
test_quote_wins (void)
{
  static const struct
  {
    const char *selectors;
    guint start; /* 0: nowhere */
    gboolean told;
  } cases[] = {
    { "{\"type\":\"TextPositionSelector\",\"start\":12,\"end\":19},"
      "{\"type\":\"TextQuoteSelector\",\"exact\":\"the fee\"}",
      10, TRUE },
    { "{\"type\":\"TextPositionSelector\",\"start\":40,\"end\":47},"
      "{\"type\":\"TextQuoteSelector\",\"exact\":\"the fee\"}",
      45, TRUE },
    { "{\"type\":\"TextPositionSelector\",\"start\":40,\"end\":47},"
      "{\"type\":\"TextQuoteSelector\",\"exact\":\"the fee\",\"prefix\":\"said \",\"suffix\":\" 🌾\"}",
      10, TRUE },
    { "{\"type\":\"TextQuoteSelector\",\"exact\":\"\\\"never\\\"\"}", 60, FALSE },
    { "{\"type\":\"TextQuoteSelector\",\"exact\":\"said.\\nThe fee\"}", 73, FALSE },
    { "{\"type\":\"TextPositionSelector\",\"start\":10,\"end\":17}", 10, FALSE },
    { "{\"type\":\"TextPositionSelector\",\"start\":10,\"end\":17},"
      "{\"type\":\"TextQuoteSelector\",\"exact\":\"a bridge\"}",
      0, FALSE },
    { "{\"type\":\"TextPositionSelector\",\"start\":17,\"end\":10}", 0, FALSE },
    { "{\"type\":\"TextPositionSelector\",\"start\":10,\"end\":9999999999999}", 0, FALSE },
    { "{\"type\":\"TextPositionSelector\",\"start\":\"1\",\"end\":[]},{\"type\":\"TextQuoteSelector\"}", 0,
      FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "[{\"type\":\"Annotation\",\"id\":\"https://x.example/1\",\"body\":[],\"target\":{\"source\":"
          "\"urn:x\",\"selector\":[%s]}}]",
          cases[i].selectors);
      g_autoptr (HuImportReport) report = hu_import_report_new ();
      g_autoptr (HuImportResult) result = read_letters (json, "notes.txt", report);
      GPtrArray *memos = get_layer (result)->snapshot->records[HU_KIND_MEMO];
      guint start, end;

      g_assert_cmpuint (memos->len, ==, cases[i].start > 0);
      g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_WARNING), ==, cases[i].start == 0);
      if (cases[i].told)
        assert_told (report, HU_REMARK_NOTE, "https://x.example/1");
      g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_NOTE), ==,
                        cases[i].told || cases[i].start == 0);
      if (memos->len == 0)
        continue;
      g_assert_true (hu_record_get_extent (g_ptr_array_index (memos, 0), &start, &end));
      g_assert_cmpuint (start, ==, cases[i].start);
    }
}

/* What another program changed or added in a file of ours counts: a target that was moved, and a comment. */
static void
test_edited (void)
{
  HuExportDocument *document = make_document (2);
  g_autoptr (GPtrArray) documents = format_tests_list_of (document);
  g_autoptr (HuFileSet) files = hu_format_write (get_format (), documents, &plain, NULL);
  GBytes *bytes = hu_file_set_get_bytes (files, 0);
  g_autoptr (GString) json =
      g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (HuImportSource) source = NULL;
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n = document->snapshot->records[HU_KIND_MEMO]->len;

  g_assert_cmpuint (
      g_string_replace (json, "\"items\": [",
                        "\"items\": [{\"type\":\"Annotation\",\"bodyValue\":\"Mine\",\"target\":"
                        "{\"source\":\"urn:x\",\"selector\":{\"type\":\"TextQuoteSelector\","
                        "\"exact\":\"Fee talks open\"}}},",
                        1),
      ==, 1);
  changed = g_bytes_new (json->str, json->len);
  source = hu_import_source_new_for_bytes ("visit.jsonld", changed, NULL);
  g_assert_true (hu_formats_guess (source) == get_format ());
  result = hu_format_read (get_format (), source, report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_NOTE), ==, 0);
  g_assert_cmpuint (get_layer (result)->snapshot->records[HU_KIND_MEMO]->len, ==, n + 1);
}

/* Not one of these may crash. */
static void
test_broken (void)
{
  static const char *const files[] = {
    "",
    "[",
    "[]",
    "{}",
    "null",
    "[1]",
    "{\"type\":\"Annotation\"}",
    "{\"target\":[]}",
    "{\"target\":{\"items\":3}}",
    "[{\"target\":[1,null,{}],\"body\":[null,3,[]]}]",
    "{\"hustings\":3}",
    "{\"hustings\":{}}",
    "{\"hustings\":{\"text\":\"\"}}",
    "{\"hustings\":{\"text\":\"abc\",\"document\":3,\"layer\":[],\"topics\":{\"id\":1},\"units\":[{}]},"
    "\"items\":[{\"target\":3,\"hustings\":{\"claims\":3}},{\"target\":{\"hustings\":{\"start\":2,\"end\":1}}"
    ","
    "\"hustings\":{\"claims\":{\"id\":\"a\"}}},{\"target\":[],\"hustings\":{\"stances\":{\"claim\":3}}}]}",
    "{\"first\":{\"first\":{\"next\":[[{\"items\":[]}]]}}}",
    "\xff\xfe",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr (HuImportSource) source = hu_import_source_new_for_bytes ("x.jsonld", bytes, NULL);
      g_autoptr (HuImportReport) report = hu_import_report_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (HuImportResult) result = hu_format_read (get_format (), source, report, &error);

      g_assert_true ((result != NULL) != (error != NULL));
    }
}

/* Another tool's file, whose text is made up of its quotes, one of which stands elsewhere. */
static void
test_recogito (void)
{
  g_autofree char *shared = format_tests_shared_folder ("recogito/annotations.w3c.json");
  g_autofree char *folder = NULL, *json = NULL, *path = NULL, *beside = NULL;
  g_autoptr (GString) text = g_string_new ("0123456789");
  g_autoptr (HuImportSource) source = NULL;
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportReport) none = hu_import_report_new ();
  g_autoptr (HuImportResult) result = NULL, nothing = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_get_contents (shared, &json, &length, NULL))
    {
      g_test_skip ("there is no data of other tools");
      return;
    }
  for (const char *at = json; (at = strstr (at, "\"exact\": \"")); at++)
    g_string_append_printf (text, "%.*s | ", (int) strcspn (at + 10, "\""), at + 10);
  folder = g_dir_make_tmp ("hu-w3c-XXXXXX", NULL);
  path = g_build_filename (folder, "annotations.w3c.json", NULL);
  beside = g_build_filename (folder, "annotations.w3c.txt", NULL);
  g_assert_true (g_file_set_contents (path, json, (gssize) length, NULL));
  source = hu_import_source_new (path, NULL);
  g_assert_true (hu_formats_guess (source) == get_format ());
  nothing = hu_format_read (get_format (), source, none, &error);
  g_assert_null (nothing);
  g_assert_error (error, HU_ERROR, HU_ERROR_FORMAT);
  assert_told (none, HU_REMARK_WARNING, "annotations.w3c.txt");
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (beside, text->str, -1, NULL));
  result = hu_format_read (get_format (), source, report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_WARNING), ==, 0);
  g_assert_cmpuint (get_layer (result)->snapshot->records[HU_KIND_MEMO]->len +
                        get_layer (result)->snapshot->records[HU_KIND_CLAIM]->len,
                    ==, 5);
  format_tests_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/format-w3c/round-trip", test_round_trip);
  g_test_add_func ("/format-w3c/finds-changes", test_finds_changes);
  g_test_add_func ("/format-w3c/without-text", test_without_text);
  g_test_add_func ("/format-w3c/cut-quotes", test_cut_quotes);
  g_test_add_func ("/format-w3c/foreign-kinds", test_foreign_kinds);
  g_test_add_func ("/format-w3c/quote-wins", test_quote_wins);
  g_test_add_func ("/format-w3c/edited", test_edited);
  g_test_add_func ("/format-w3c/broken", test_broken);
  g_test_add_func ("/format-w3c/recogito", test_recogito);
  return g_test_run ();
}
