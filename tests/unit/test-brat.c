/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brat: what lines become, what is told of broken ones, and that all comes back as lines. */
#include "format-tests.h"

#define FIXTURE_TEXT                                                                                         \
  "Talks open\r\n"                                                                                           \
  "Premier Voss said the fee 🌾 helps mills. Reports say that critics want it gone.\r\n"                   \
  "It cannot work, because bread gets dear.\n"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("hu-brat-XXXXXX", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  format_tests_remove_folder (self->folder);
  g_free (self->folder);
}

static char *
put (Fixture *self, const char *name, const char *content)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

/* "T1\tType 0 5\twords" of the first place of @words in @text. */
static char *
text_bound (const char *text, const char *id, const char *type, const char *words)
{
  const char *at = strstr (text, words);
  glong start;

  g_assert_nonnull (at);
  start = g_utf8_strlen (text, at - text);
  return g_strdup_printf ("%s\t%s %ld %ld\t%s\n", id, type, start, start + g_utf8_strlen (words, -1), words);
}

/* @bounds: id, type, words…, up to NULL; @more: further lines. */
static char *
lines_of (const char *more, ...)
{
  GString *lines = g_string_new (NULL);
  const char *id;
  va_list args;

  va_start (args, more);
  while ((id = va_arg (args, const char *)))
    {
      const char *type = va_arg (args, const char *), *words = va_arg (args, const char *);
      g_autofree char *line = text_bound (FIXTURE_TEXT, id, type, words);

      g_string_append (lines, line);
    }
  va_end (args);
  g_string_append (lines, more);
  return g_string_free (lines, FALSE);
}

static HuImportResult *
read_lines (Fixture *self, const char *ann, HuImportReport *report)
{
  g_autofree char *text = put (self, "visit.txt", FIXTURE_TEXT);
  g_autofree char *path = put (self, "visit.ann", ann);
  g_autoptr (HuImportSource) source = hu_import_source_new (path, NULL);
  g_autoptr (GError) error = NULL;
  HuImportResult *result = hu_format_read (hu_formats_find ("brat"), source, report, &error);

  g_assert_no_error (error);
  g_assert_true (hu_formats_guess (source) == hu_formats_find ("brat"));
  return result;
}

static HuImportedLayer *
get_layer (HuImportResult *result)
{
  HuImportedDocument *document = g_ptr_array_index (result->documents, 0);

  return g_ptr_array_index (document->layers, 0);
}

static HuRecord *
get_record (HuImportResult *result, HuKind kind, guint n)
{
  GPtrArray *records = get_layer (result)->snapshot->records[kind];

  g_assert_cmpuint (n, <, records->len);
  return g_ptr_array_index (records, n);
}

/* The layer as it is exported again. */
static char *
write_lines (HuImportResult *result)
{
  HuImportedLayer *layer = get_layer (result);
  const HuExportOptions options = HU_EXPORT_OPTIONS_INIT;
  g_autoptr (GPtrArray) documents = format_tests_list_of (
      hu_export_document_new ("visit.txt", NULL, layer->document->text, layer->snapshot));
  g_autoptr (GError) error = NULL;
  g_autoptr (HuFileSet) files = hu_format_write (hu_formats_find ("brat"), documents, &options, &error);
  GBytes *bytes;

  g_assert_no_error (error);
  hu_format_verify (hu_formats_find ("brat"), documents, &options, files, &error);
  g_assert_no_error (error);
  bytes = hu_file_set_find (files, ".ann");
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

/* The lines sorted; numbers of attributes, normalizations and notes mean nothing. */
static char *
normalise (const char *ann)
{
  g_auto (GStrv) lines = g_strsplit (ann, "\n", -1);
  guint n = g_strv_length (lines);

  for (guint i = 0; i < n; i++)
    if (lines[i][0] && strchr ("AMN#", lines[i][0]))
      {
        char *line =
            g_strdup_printf ("%c%s", lines[i][0] == 'M' ? 'A' : lines[i][0], strchr (lines[i], '\t'));

        g_free (lines[i]);
        lines[i] = line;
      }
  qsort (lines, n, sizeof *lines, compare_lines);
  return g_strchug (g_strjoinv ("\n", lines));
}

static void
assert_same_lines (const char *before, const char *after)
{
  g_autofree char *a = normalise (before);
  g_autofree char *b = normalise (after);

  g_assert_cmpstr (a, ==, b);
}

static void
test_attribution (Fixture *self, gconstpointer data)
{
  g_autofree char *ann = lines_of ("E1\tAttribution:T2 Source:T1 Content:T3\n"
                                   "E2\tAttribution:T4 Content:T5 Cue:T4\n"
                                   "E3\tAttribution:T7 Source:T6 Content:T8 Addressee:T1\n",
                                   "T1", "Person", "Premier Voss", "T2", "Attribution", "said", "T3",
                                   "Content", "the fee 🌾 helps mills", "T4", "Attribution", "Reports say",
                                   "T5", "Content", "critics want it gone", "T6", "Source", "critics", "T7",
                                   "Attribution", "want", "T8", "Content", "it gone", NULL);
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportResult) result = read_lines (self, ann, report);
  g_autofree char *written = write_lines (result);
  HuRecord *first = get_record (result, HU_KIND_CLAIM, 0), *second = get_record (result, HU_KIND_CLAIM, 1),
           *third = get_record (result, HU_KIND_CLAIM, 2), *voss;
  guint start, end;

  g_assert_cmpuint (report->remarks->len, ==, 0);
  g_assert_cmpuint (get_layer (result)->snapshot->records[HU_KIND_MENTION]->len, ==, 2);
  g_assert_cmpuint (get_layer (result)->snapshot->records[HU_KIND_MEMO]->len, ==, 0);
  voss = get_record (result, HU_KIND_SPEAKER, 1);
  g_assert_cmpstr (hu_record_get_string (voss, HU_MEMBER_NAME), ==, "Premier Voss");
  g_assert_cmpstr (hu_record_get_string (voss, HU_MEMBER_KIND), ==, "person");
  g_assert_true (hu_record_has_string (first, HU_MEMBER_SPEAKERS, hu_record_get_id (voss)));
  g_assert_cmpuint (hu_record_get_size (first, HU_MEMBER_MENTIONS), ==, 1);
  g_assert_nonnull (hu_record_get (first, HU_MEMBER_CUE));
  /* Each line end counts two, the ear of wheat one. */
  g_assert_true (hu_record_get_extent (first, &start, &end));
  g_assert_cmpuint (start, ==, 30);
  g_assert_cmpuint (end, ==, 51);
  g_assert_cmpstr (hu_record_get_string (second, HU_MEMBER_VOICE), ==, "none");
  g_assert_cmpstr (hu_record_get_string (third, HU_MEMBER_WITHIN), ==, hu_record_get_id (second));
  g_assert_null (hu_record_get (second, HU_MEMBER_WITHIN));
  assert_same_lines (ann, written);
}

static void
test_numbered (Fixture *self, gconstpointer data)
{
  g_autofree char *ann =
      lines_of ("E1\tCue:T3 Source:T1 Source2:T2 Content:T4 Content2:T5\n"
                "E2\tReport:T6 Content:E1\n",
                "T1", "Person", "Premier Voss", "T2", "Organization", "Reports", "T3", "Cue", "said", "T4",
                "Content", "the fee", "T5", "Content", "helps mills", "T6", "Report", "It", NULL);
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportResult) result = read_lines (self, ann, report);
  g_autofree char *written = write_lines (result);
  HuRecord *outer = get_record (result, HU_KIND_CLAIM, 0), *first = get_record (result, HU_KIND_CLAIM, 1),
           *second = get_record (result, HU_KIND_CLAIM, 2);

  g_assert_cmpuint (get_layer (result)->snapshot->records[HU_KIND_CLAIM]->len, ==, 3);
  g_assert_cmpuint (hu_record_get_size (first, HU_MEMBER_SPEAKERS), ==, 2);
  g_assert_cmpuint (hu_record_get_size (second, HU_MEMBER_SPEAKERS), ==, 2);
  g_assert_cmpstr (hu_record_get_string (first, HU_MEMBER_WITHIN), ==, hu_record_get_id (outer));
  g_assert_cmpstr (hu_record_get_string (second, HU_MEMBER_WITHIN), ==, hu_record_get_id (outer));
  assert_same_lines (ann, written);
}

static void
test_arguments (Fixture *self, gconstpointer data)
{
  g_autofree char *ann = lines_of ("R1\tsupports Arg1:T2 Arg2:T1\n"
                                   "R2\tAttack From:T1 To:T3\t\n"
                                   "A1\tStance T1 Against\n"
                                   "M1\tNegated T2\n"
                                   "#1\tAnnotatorNotes T1\tWeak.\n"
                                   "#2\tAnnotatorNotes R1\tIs it so?\n",
                                   "T1", "Claim", "It cannot work", "T2", "Premise", "bread gets dear", "T3",
                                   "MajorClaim", "the fee 🌾 helps mills", NULL);
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportResult) result = read_lines (self, ann, report);
  g_autofree char *written = write_lines (result);
  HuRecord *major = get_record (result, HU_KIND_CLAIM, 0), *claim = get_record (result, HU_KIND_CLAIM, 1),
           *premise = get_record (result, HU_KIND_CLAIM, 2);
  HuValue *relation = hu_value_get_item (hu_record_get (premise, HU_MEMBER_RELATIONS), 0);
  HuValue *attack = hu_value_get_item (hu_record_get (claim, HU_MEMBER_RELATIONS), 0);

  g_assert_cmpstr (hu_value_get_member_string (relation, "kind"), ==, "supports");
  g_assert_cmpstr (hu_value_get_member_string (relation, "claim"), ==, hu_record_get_id (claim));
  g_assert_cmpstr (hu_value_get_member_string (attack, "kind"), ==, "attacks");
  g_assert_cmpstr (hu_value_get_member_string (attack, "claim"), ==, hu_record_get_id (major));
  g_assert_cmpstr (hu_record_get_string (premise, HU_MEMBER_TYPE), ==, "premise");
  g_assert_true (hu_record_get_boolean (premise, HU_MEMBER_NEGATED));
  g_assert_cmpstr (hu_record_get_string (claim, HU_MEMBER_NOTE), ==, "Weak.");
  assert_same_lines (ann, written);
}

/* What isn't ours is shown as memos and comes back: fragments, events with any roles, all kinds of remark.
 * Between "open" and the next line's "Premier" stand a CR and an LF only: that is one span. */
static void
test_unknown (Fixture *self, gconstpointer data)
{
  g_autofree char *ann = lines_of ("T9\tThing 6 10;12 19\topen Premier\n"
                                   "E1\tMerge:T2 Org-Arg:T1 Org-Arg2:E2\n"
                                   "E2\tMove:T2\n"
                                   "R1\tFamily Arg1:T1 Arg2:T9\t\n"
                                   "R2\tPart Whole:T1 Piece:T9 Third:T2\n"
                                   "A1\tMention T1 Name\n"
                                   "A2\tSure E1\n"
                                   "N1\tReference T1 Place:1\tMills of the coast\n"
                                   "#1\tAnnotatorNotes T1\tOne.\n"
                                   "#2\tAnnotatorNotes E1\tTwo.\n"
                                   "#3\tOther T2\tThree.\n"
                                   "*\tAlias T1 T9 T2\n",
                                   "T1", "Mill", "mills", "T2", "Merge", "helps", NULL);
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportResult) result = read_lines (self, ann, report);
  g_autofree char *written = write_lines (result);

  g_assert_cmpuint (report->remarks->len, ==, 0);
  g_assert_cmpuint (get_layer (result)->snapshot->records[HU_KIND_MEMO]->len, ==, 3);
  g_assert_cmpstr (hu_record_get_string (get_record (result, HU_KIND_MEMO, 0), HU_MEMBER_TEXT), ==, "Thing");
  assert_same_lines (ann, written);
}

static guint
count_told (HuImportReport *report, guint line)
{
  guint n = 0;

  for (guint i = 0; i < report->remarks->len; i++)
    n += ((HuImportRemark *) g_ptr_array_index (report->remarks, i))->line == line;
  return n;
}

static void
test_broken (Fixture *self, gconstpointer data)
{
  static const char ann[] = "T1\tPerson 12 24\tPremier Voss\n"
                            "T2\tPerson -1 4\tTalk\n"
                            "T3\tPerson 0\n"
                            "T4\tPerson 0 5\tTalks\n"
                            "open\n"
                            "T4\tPerson 0 5\tTalks\n"
                            "T5\tPerson 5000 5005\tfar\n"
                            "R1\tKnows Arg1:T1\n"
                            "R2\tKnows Arg1:T1 Arg2:T77\n"
                            "E1\tAttribution:T99 Source:T1\n"
                            "A1\tSure\n"
                            "A2\tSure R2\n"
                            "#1\tAnnotatorNotes T5\tGone.\n"
                            "T6\tPerson 9 9\t\n"
                            "Q1\tWhat\n"
                            "*\tAlias T1\n"
                            "E2\tSaying:T4 Source:T1 Whom:T88\n"
                            "T7\tPerson 0 5\tOther\n"
                            "T8\tPerson 3 x\tks\n"
                            "T9\tPerson 99999999999999999999 3\tks\n";
  static const guint broken[] = { 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 };
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportResult) result = read_lines (self, ann, report);

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    if (count_told (report, broken[i]) == 0)
      g_error ("nothing is said of line %u", broken[i]);
  g_assert_cmpuint (count_told (report, 1) + count_told (report, 4), ==, 0);
  /* T1, T4, T7 */
  g_assert_cmpuint (get_layer (result)->snapshot->records[HU_KIND_MENTION]->len, ==, 3);
}

/* Files that count each line end as one are found out by their words. */
static void
test_line_ends (Fixture *self, gconstpointer data)
{
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (HuImportResult) result =
      read_lines (self, "T1\tPerson 11 23\tPremier Voss\nT2\tPerson 0 5\tTalks\n", report);
  guint start, end;

  g_assert_cmpuint (report->remarks->len, ==, 0);
  g_assert_true (hu_record_get_extent (get_record (result, HU_KIND_MENTION, 1), &start, &end));
  g_assert_cmpuint (start, ==, 12);
  g_assert_cmpuint (end, ==, 24);
}

static void
test_coders (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "visit.ann", "visit.@ilse.ann", "visit.Bo M.ann", "visit_kai.ann" };
  static const char *const coders[] = { NULL, "ilse", "bo-m", "kai" };
  g_autofree char *text = put (self, "visit.txt", FIXTURE_TEXT);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = put (self, names[i], "T1\tPerson 12 24\tPremier Voss\n");
      g_autoptr (HuImportSource) source = hu_import_source_new (path, NULL);
      g_autoptr (HuImportReport) report = hu_import_report_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (HuImportResult) result = hu_format_read (hu_formats_find ("brat"), source, report, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (get_layer (result)->coder, ==, coders[i]);
      g_assert_cmpstr (get_layer (result)->document->name, ==, "visit.txt");
    }
}

static void
test_without_text (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "alone.ann", "T1\tPerson 12 24\tPremier Voss\n");
  g_autoptr (HuImportSource) source = hu_import_source_new (path, NULL);
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (hu_format_read (hu_formats_find ("brat"), source, report, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static const FormatTestsCarried carried[] = {
  { HU_KIND_MENTION, { HU_MEMBER_PASSAGE, HU_MEMBER_SPEAKERS, HU_MEMBER_FORM } },
  { HU_KIND_CLAIM,
    { HU_MEMBER_PASSAGE, HU_MEMBER_SPEAKERS, HU_MEMBER_VOICE, HU_MEMBER_MENTIONS, HU_MEMBER_CUE,
      HU_MEMBER_QUOTATION, HU_MEMBER_MODALITY, HU_MEMBER_CONFIDENCE, HU_MEMBER_NEGATED,
      HU_MEMBER_RELATIONS } },
  { HU_KIND_MEMO, { HU_MEMBER_PASSAGE, HU_MEMBER_TEXT } },
  { HU_N_KINDS },
};

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20310304);
  const HuFormat *format = hu_formats_find ("brat");
  HuExportOptions options = HU_EXPORT_OPTIONS_INIT;

  for (guint round = 0; round < 60; round++)
    {
      HuExportDocument *document =
          format_tests_random_document ("visit.txt", round % 2 ? "ilse" : NULL, rand);
      g_autoptr (GPtrArray) documents = format_tests_list_of (document);
      g_autoptr (HuImportResult) result = format_tests_round_trip (format, documents, &options);

      g_assert_cmpstr (get_layer (result)->coder, ==, document->coder);
      format_tests_assert_carried (document, get_layer (result), carried);
    }
}

/* Quotes cut and the text kept back: the offsets still say all. */
static void
test_cut (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  HuExportOptions options = { .without_text = TRUE, .quote_length = 7 };
  g_autoptr (GPtrArray) whole = format_tests_list_of (format_tests_random_document ("visit.txt", NULL, rand));
  g_autoptr (GPtrArray) documents = hu_format_prepare (whole, &options);
  g_autoptr (GError) error = NULL;
  g_autoptr (HuFileSet) files = hu_format_write (hu_formats_find ("brat"), documents, &options, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hu_file_set_get_size (files), ==, 1);
  hu_format_verify (hu_formats_find ("brat"), documents, &options, files, &error);
  g_assert_no_error (error);
}

/* Documents of others, where they are: every line comes back. */
static void
test_shared (gconstpointer data)
{
  g_autofree char *folder = format_tests_shared_folder ("brat");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  if (!dir)
    {
      g_test_skip ("the shared data isn't there");
      return;
    }
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (HuImportSource) source = NULL;
      g_autoptr (HuImportReport) report = hu_import_report_new ();
      g_autoptr (HuImportResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *ann = NULL;
      g_autofree char *written = NULL;

      if (!g_str_has_suffix (name, ".ann"))
        continue;
      source = hu_import_source_new (path, NULL);
      result = hu_format_read (hu_formats_find ("brat"), source, report, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_WARNING), ==, 0);
      g_assert_true (g_file_get_contents (path, &ann, NULL, NULL));
      written = write_lines (result);
      assert_same_lines (ann, written);
      n++;
    }
  g_assert_cmpuint (n, ==, 13);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/brat/attribution", Fixture, NULL, set_up, test_attribution, tear_down);
  g_test_add ("/brat/numbered", Fixture, NULL, set_up, test_numbered, tear_down);
  g_test_add ("/brat/arguments", Fixture, NULL, set_up, test_arguments, tear_down);
  g_test_add ("/brat/unknown", Fixture, NULL, set_up, test_unknown, tear_down);
  g_test_add ("/brat/broken", Fixture, NULL, set_up, test_broken, tear_down);
  g_test_add ("/brat/line-ends", Fixture, NULL, set_up, test_line_ends, tear_down);
  g_test_add ("/brat/coders", Fixture, NULL, set_up, test_coders, tear_down);
  g_test_add ("/brat/without-text", Fixture, NULL, set_up, test_without_text, tear_down);
  g_test_add_func ("/brat/random", test_random);
  g_test_add_func ("/brat/cut", test_cut);
  g_test_add_data_func ("/brat/shared", NULL, test_shared);
  return g_test_run ();
}
