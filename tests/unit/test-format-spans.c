/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats of labelled spans (spaCy, doccano, Label Studio, CoNLL): that what is written reads back,
 * whatever overlaps, that what is changed is found, and that what is read again makes the same tags. */
#include "hu-error.h"
#include "hu-formats.h"
#include "hu-tokens.h"

#include <string.h>

static const char *const names[] = { "spacy", "doccano", "label-studio", "conll" };
static const HuExportOptions plain = HU_EXPORT_OPTIONS_INIT;

static void
set_strings (HuRecordBuilder *builder, HuMember member, const char *first, const char *second)
{
  const char *strings[] = { first, second };

  hu_record_builder_take (builder, member, hu_value_new_strings (strings, second ? 2 : 1));
}

static void
add_label (HuSnapshot *snapshot, HuKind kind, const char *id, HuMember member, const char *label)
{
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, kind, id, NULL);
  hu_record_builder_set_string (&builder, member, label);
  g_ptr_array_add (snapshot->records[kind], hu_record_builder_end (&builder));
}

/* One to three spans, which may touch words, line ends, halves of a letter with its accent, anything. */
static HuValue *
make_passage (GRand *rand, guint length)
{
  guint n = g_rand_int_range (rand, 0, 4) == 0 ? 3 : 1,
        at = (guint) g_rand_int_range (rand, 0, (int) length - 40);
  HuSpan spans[3];

  for (guint i = 0; i < n; i++)
    {
      guint start = at + (guint) g_rand_int_range (rand, 0, 4);

      at = start + (guint) g_rand_int_range (rand, 1, 9);
      spans[i] = (HuSpan){ start, at, FALSE, NULL };
      at++;
    }
  return hu_value_new_passage (spans, n);
}

static const char *
make_tag_id (char *id, gsize size, HuKind kind, guint index)
{
  g_snprintf (id, size, "%u-%u", kind, index);
  return id;
}

static void
add_tags (GRand *rand, HuSnapshot *snapshot, HuKind kind, guint n, guint length)
{
  static const char *const topics[] = { "fee", "bread" }, *const people[] = { "voss", "ansel" };
  char id[16], other[16];

  for (guint i = 0; i < n; i++)
    {
      HuRecordBuilder builder;
      const char *person = people[g_rand_int_range (rand, 0, 2)];

      hu_record_builder_init (&builder, kind, make_tag_id (id, sizeof id, kind, i), NULL);
      hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, make_passage (rand, length));
      if (kind == HU_KIND_MENTION)
        set_strings (&builder, HU_MEMBER_SPEAKERS, person, NULL);
      if (kind == HU_KIND_MEMO)
        hu_record_builder_set_string (&builder, HU_MEMBER_TEXT, "Ask: \"why\"?");
      if (kind == HU_KIND_STANCE)
        hu_record_builder_set_string (&builder, HU_MEMBER_SPEAKER, person);
      if (kind == HU_KIND_CLAIM)
        {
          hu_record_builder_take (&builder, HU_MEMBER_CUE, make_passage (rand, length));
          set_strings (&builder, HU_MEMBER_SPEAKERS, "voss", g_rand_boolean (rand) ? "ansel" : NULL);
          set_strings (&builder, HU_MEMBER_MENTIONS, make_tag_id (other, sizeof other, HU_KIND_MENTION, i),
                       NULL);
          set_strings (&builder, HU_MEMBER_TOPICS, topics[g_rand_int_range (rand, 0, 2)], NULL);
          hu_record_builder_set_string (&builder, HU_MEMBER_TYPE, "causal");
          if (i > 0)
            hu_record_builder_set_string (&builder, HU_MEMBER_WITHIN,
                                          make_tag_id (other, sizeof other, kind, i - 1));
        }
      g_ptr_array_add (snapshot->records[kind], hu_record_builder_end (&builder));
    }
}

static HuExportDocument *
make_document (GRand *rand, const char *name, const char *coder)
{
  static const char *const sentences[] = {
    "Premier Voss said: \"a fee\" helps. ",
    "Der Mühlenrat sagt 😀 nein.\r\n",
    "قالت الوزيرة إن الرسوم ضرورية.\n\n",
    "Cafe\xCC\x81 prices rose 3.5%, the U.S. aide said.\r\r\n",
    "議会は料金に反対した。",
    "Tab\tand\xC2\xA0more \xE2\x80\xA8lines. ",
  };
  g_autoptr (GString) letters = g_string_new ("Fee talks open\n");
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  g_autoptr (HuText) text = NULL;

  for (guint i = 0; i < 12; i++)
    g_string_append (letters, sentences[g_rand_int_range (rand, 0, G_N_ELEMENTS (sentences))]);
  text = hu_text_new_from_utf8 (letters->str, (gssize) letters->len);
  add_label (snapshot, HU_KIND_SPEAKER, "voss", HU_MEMBER_NAME, "Anneke Voss");
  add_label (snapshot, HU_KIND_SPEAKER, "ansel", HU_MEMBER_NAME, "Ansel \"B\" <Roe> & Co");
  add_label (snapshot, HU_KIND_TOPIC, "fee", HU_MEMBER_LABEL, "Harbour fee & \"dues\"");
  add_label (snapshot, HU_KIND_TOPIC, "bread", HU_MEMBER_LABEL, "Bread");
  add_label (snapshot, HU_KIND_TYPE, "causal", HU_MEMBER_LABEL, "Causal");
  for (HuKind kind = HU_KIND_MENTION; kind <= HU_KIND_MEMO; kind++)
    add_tags (rand, snapshot, kind, 6, hu_text_get_length (text));
  return hu_export_document_new (name, coder, text, snapshot);
}

static GPtrArray *
make_documents (GRand *rand)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_export_document_free);
  HuExportDocument *first = make_document (rand, "talks.txt", "ilse");

  g_ptr_array_add (documents, first);
  g_ptr_array_add (documents, hu_export_document_new ("talks.txt", "jon", first->text, first->snapshot));
  g_ptr_array_add (documents, make_document (rand, "2031/visit.txt", NULL));
  return documents;
}

static void
test_reads_back (gconstpointer name)
{
  const HuFormat *format = hu_formats_find (name);

  for (guint seed = 0; seed < 40; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GPtrArray) documents = make_documents (rand);
      g_autoptr (GError) error = NULL;
      g_autoptr (HuFileSet) files = hu_format_write (format, documents, &plain, &error);

      g_assert_no_error (error);
      hu_format_verify (format, documents, &plain, files, &error);
      g_assert_no_error (error);
    }
}

/* The reading copy holds one layer a page: all of its text, and a note for each tag that has one. */
static void
test_reading_copy (void)
{
  const HuFormat *format = hu_formats_find ("html");

  for (guint seed = 0; seed < 40; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GPtrArray) documents =
          g_ptr_array_new_with_free_func ((GDestroyNotify) hu_export_document_free);
      g_autoptr (HuFileSet) files = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *page = NULL;
      GBytes *bytes;

      g_ptr_array_add (documents, make_document (rand, "talks & more.txt", NULL));
      files = hu_format_write (format, documents, &plain, &error);
      g_assert_no_error (error);
      hu_format_verify (format, documents, &plain, files, &error);
      g_assert_no_error (error);
      bytes = hu_file_set_get_bytes (files, 0);
      page = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_assert_null (strstr (page, "<Roe>"));
      g_assert_null (strstr (page, "<script"));
      g_ptr_array_set_size (documents, 0);
      g_ptr_array_add (documents, make_document (rand, "talks & more.txt", NULL));
      g_assert_false (hu_format_verify (format, documents, &plain, files, &error));
      g_assert_error (error, HU_ERROR, HU_ERROR_VERIFY);
    }
}

/* A layer whose tags stand elsewhere, or are fewer, isn't what was written. */
static void
test_finds_changes (gconstpointer name)
{
  const HuFormat *format = hu_formats_find (name);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) documents = make_documents (rand);
  g_autoptr (HuFileSet) files = hu_format_write (format, documents, &plain, NULL);
  HuExportDocument *last = g_ptr_array_index (documents, 2);

  for (guint i = 0; i < 3; i++)
    {
      HuExportDocument *changed = hu_export_document_new ("2031/visit.txt", NULL, last->text, last->snapshot);
      GPtrArray *claims = changed->snapshot->records[HU_KIND_CLAIM];
      HuRecord *claim = g_ptr_array_index (claims, i);
      g_autoptr (HuValue) passage = hu_value_new_range (i, i + 3);
      g_autoptr (GError) error = NULL;

      if (i == 0)
        g_ptr_array_remove_index (claims, 0);
      else
        {
          claims->pdata[i] = hu_record_with (claim, HU_MEMBER_PASSAGE, passage);
          hu_record_unref (claim);
        }
      g_ptr_array_remove_index (documents, 2);
      g_ptr_array_add (documents, changed);
      g_assert_false (hu_format_verify (format, documents, &plain, files, &error));
      g_assert_error (error, HU_ERROR, HU_ERROR_VERIFY);
      last = changed;
    }
}

/* A tag by what all of these formats carry: kind and passage. */
static GHashTable *
describe (HuSnapshot *snapshot, gboolean named)
{
  GHashTable *lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (HuKind kind = HU_KIND_MENTION; kind <= HU_KIND_MEMO; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      {
        HuRecord *record = g_ptr_array_index (snapshot->records[kind], i);
        g_autoptr (GString) line = g_string_new (hu_kind_get_list_name (kind));
        const HuMember members[] = { HU_MEMBER_PASSAGE, HU_MEMBER_CUE };

        for (guint m = 0; m < G_N_ELEMENTS (members); m++)
          {
            gsize n;
            const HuSpan *spans = hu_value_get_spans (hu_record_get (record, members[m]), &n);

            g_string_append_printf (line, " %s", hu_member_get_name (members[m]));
            for (gsize span = 0; span < n; span++)
              g_string_append_printf (line, " %u-%u", spans[span].start, spans[span].end);
          }
        if (named)
          g_string_append_printf (line, " %" G_GSIZE_FORMAT " speakers, %" G_GSIZE_FORMAT " topics, type %s",
                                  hu_record_get_size (record, HU_MEMBER_SPEAKERS),
                                  hu_record_get_size (record, HU_MEMBER_TOPICS),
                                  hu_record_get_string (record, HU_MEMBER_TYPE));
        g_string_append_printf (line, ", %" G_GSIZE_FORMAT " mentions, within %d",
                                hu_record_get_size (record, HU_MEMBER_MENTIONS),
                                hu_record_get_string (record, HU_MEMBER_WITHIN) != NULL);
        g_hash_table_add (lines, g_steal_pointer (&line->str));
      }
  return lines;
}

static void
assert_same (HuSnapshot *a, HuSnapshot *b, gboolean named)
{
  g_autoptr (GHashTable) lines = describe (a, named), others = describe (b, named);
  GHashTableIter iter;
  gpointer line;

  g_hash_table_iter_init (&iter, lines);
  while (g_hash_table_iter_next (&iter, &line, NULL))
    if (!g_hash_table_contains (others, line))
      g_error ("lost: %s", (char *) line);
  g_assert_cmpuint (g_hash_table_size (lines), ==, g_hash_table_size (others));
}

static HuImportResult *
read_bytes (const char *name, const char *file, GBytes *bytes, HuImportReport *report)
{
  g_autoptr (HuImportSource) source = hu_import_source_new_for_bytes (file, bytes, NULL);
  g_autoptr (GError) error = NULL;
  HuImportResult *result;

  g_assert_true (hu_formats_guess (source) == hu_formats_find (name));
  result = hu_format_read (hu_formats_find (name), source, report, &error);
  g_assert_no_error (error);
  return result;
}

static void
test_round_trip (gconstpointer name)
{
  const HuFormat *format = hu_formats_find (name);
  gboolean named = !g_str_equal (name, "doccano");

  for (guint seed = 0; seed < 20; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GPtrArray) documents = make_documents (rand);
      g_autoptr (HuFileSet) files = hu_format_write (format, documents, &plain, NULL);
      g_autofree char *file = g_strconcat ("out", hu_file_set_get_suffix (files, 0), NULL);
      g_autoptr (HuImportReport) report = hu_import_report_new ();
      g_autoptr (HuImportResult) result = read_bytes (name, file, hu_file_set_get_bytes (files, 0), report);

      g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_NOTE), ==, 0);
      g_assert_cmpuint (result->documents->len, ==, 2);
      for (guint i = 0; i < documents->len; i++)
        {
          HuExportDocument *before = g_ptr_array_index (documents, i);
          HuImportedDocument *after = g_ptr_array_index (result->documents, i / 2);
          HuImportedLayer *layer = g_ptr_array_index (after->layers, i % 2);

          g_assert_cmpstr (after->name, ==, before->name);
          g_assert_cmpstr (layer->coder, ==, before->coder);
          g_assert_cmpstr (hu_text_get_text_sha256 (after->text), ==, hu_text_get_text_sha256 (before->text));
          assert_same (before->snapshot, layer->snapshot, named);
        }
    }
}

/* As these programs themselves write it. */
static void
test_foreign (void)
{
  static const struct
  {
    const char *name, *file, *json;
    guint n_claims, n_mentions, n_warnings;
  } cases[] = {
    { "doccano", "a.jsonl",
      "{\"id\":7,\"text\":\"Voss said fees help 😀 "
      "mills.\",\"label\":[[0,4,\"PER\"],[10,19,\"Claim\"],[20,21,\"EVAL\"],[3,900,\"X\"]]}\n"
      "{\"text\":\n",
      2, 1, 2 },
    { "spacy", "b.jsonl",
      "{\"text\":\"Voss said fees "
      "help.\",\"spans\":[{\"start\":0,\"end\":4,\"label\":\"PERSON\"},{\"start\":10,\"end\":19,"
      "\"label\":\"CLAIM\"},{\"start\":-1,\"end\":3,\"label\":\"CLAIM\"},{\"start\":\"1\",\"end\":2}],"
      "\"answer\":\"accept\"}\n",
      1, 1, 2 },
    { "label-studio", "c.json",
      "[{\"id\":1,\"data\":{\"text\":\"Voss said fees "
      "help.\"},\"annotations\":[{\"id\":4,\"completed_by\":1,\"result\":["
      "{\"value\":{\"start\":0,\"end\":4,\"text\":\"Voss\",\"labels\":[\"SPEAKER\"]},\"id\":\"a\",\"from_"
      "name\":\"l\","
      "\"to_name\":\"text\",\"type\":\"labels\"},{\"value\":{\"start\":10,\"end\":19,\"labels\":[\"CLAIM\"]},"
      "\"id\":\"b\","
      "\"from_name\":\"l\",\"to_name\":\"text\",\"type\":\"labels\"},{\"from_id\":\"b\",\"to_id\":\"a\","
      "\"type\":"
      "\"relation\"}]}]}]",
      1, 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].json, strlen (cases[i].json));
      g_autoptr (HuImportReport) report = hu_import_report_new ();
      g_autoptr (HuImportResult) result = read_bytes (cases[i].name, cases[i].file, bytes, report);
      HuImportedDocument *document = g_ptr_array_index (result->documents, 0);
      HuImportedLayer *layer = g_ptr_array_index (document->layers, 0);

      g_assert_cmpuint (layer->snapshot->records[HU_KIND_CLAIM]->len, ==, cases[i].n_claims);
      g_assert_cmpuint (layer->snapshot->records[HU_KIND_MENTION]->len, ==, cases[i].n_mentions);
      g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_WARNING), ==, cases[i].n_warnings);
    }
}

/* Not one of these may crash, nor be taken for a document. */
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
    "{\"text\":1,\"spans\":3}",
    "{\"text\":\"a\\u0000\",\"spans\":[[]]}",
    "[{\"data\":3,\"annotations\":{}}]",
    "{\"text\":null,\"label\":{}}",
    "\xff\xfe",
    "{\"spans\":[]}\n\n{\"entities\":3}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    for (guint name = 0; name < 3; name++)
      {
        g_autoptr (GBytes) bytes = g_bytes_new_static (files[i], strlen (files[i]));
        g_autoptr (HuImportSource) source = hu_import_source_new_for_bytes ("x.jsonl", bytes, NULL);
        g_autoptr (HuImportReport) report = hu_import_report_new ();
        g_autoptr (GError) error = NULL;
        g_autoptr (HuImportResult) result =
            hu_format_read (hu_formats_find (names[name]), source, report, &error);

        g_assert_true ((result != NULL) != (error != NULL));
      }
}

static void
test_tokens (void)
{
  for (guint seed = 0; seed < 40; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      HuExportDocument *document = make_document (rand, "a", NULL);
      g_autoptr (HuLabelledSpans) spans = hu_labelled_spans_new (document);
      g_autoptr (GArray) tokens = hu_tokens_new (spans);
      guint at = 0;

      for (guint i = 0; i < tokens->len; i++)
        {
          HuRange range = g_array_index (tokens, HuToken, i).range;

          g_assert_cmpuint (range.start, <, range.end);
          for (; at < range.start; at++)
            g_assert_true (g_unichar_isspace (hu_text_get_char (document->text, at)));
          for (; at < range.end; at++)
            {
              g_assert_false (g_unichar_isspace (hu_text_get_char (document->text, at)));
              g_assert_cmpuint (hu_tokens_find (tokens, at), ==, i);
            }
          for (guint j = 0; j < spans->spans->len; j++)
            {
              HuRange span = g_array_index (spans->spans, HuLabelledSpan, j).range;

              g_assert_false (span.start > range.start && span.start < range.end);
              g_assert_false (span.end > range.start && span.end < range.end);
            }
        }
      hu_export_document_free (document);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *back = g_strconcat ("/format-spans/reads-back/", names[i], NULL);
      g_autofree char *changes = g_strconcat ("/format-spans/finds-changes/", names[i], NULL);
      g_autofree char *trip = g_strconcat ("/format-spans/round-trip/", names[i], NULL);

      g_test_add_data_func (back, names[i], test_reads_back);
      g_test_add_data_func (changes, names[i], test_finds_changes);
      if (hu_formats_find (names[i])->read)
        g_test_add_data_func (trip, names[i], test_round_trip);
    }
  g_test_add_func ("/format-spans/reading-copy", test_reading_copy);
  g_test_add_func ("/format-spans/foreign", test_foreign);
  g_test_add_func ("/format-spans/broken", test_broken);
  g_test_add_func ("/format-spans/tokens", test_tokens);
  return g_test_run ();
}
