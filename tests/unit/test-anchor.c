/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding passages again: what stands exactly, what was moved, what is lost; never a look-alike for itself.
 */
#include "changed-articles.h"
#include "hu-anchor-text.h"
#include "hu-approximate.h"

#include <string.h>

#define ARTICLE                                                                                              \
  "A fee for the quays\n\n"                                                                                  \
  "By Ilse Marrow\n\n"                                                                                       \
  "Premier Anneke Voss said on Monday that a shared harbour fee would cut the price of bread within a "      \
  "year, the strongest endorsement yet of the plan drafted last autumn.\n\n"                                 \
  "Officials in the capital were cooler. Trade minister Tomas Reik, asked twice, insisted that no "          \
  "minister had agreed to any figure, and his spokesman called the timetable a wish and not a plan.\n\n"     \
  "Neither side has published the text. People familiar with the draft say that it contains no clause on "   \
  "enforcement, which economists describe as its central weakness.\n"

static HuRange
find (const char *text, const char *words)
{
  const char *at = strstr (text, words);
  guint start;

  g_assert_nonnull (at);
  start = (guint) g_utf8_strlen (text, at - text);
  return (HuRange){ start, start + (guint) g_utf8_strlen (words, -1) };
}

/* A layer of one claim for each passage; "|" parts its spans. */
static HuSnapshot *
tag (const char *utf8, const char *const *passages)
{
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  g_autoptr (HuText) text = hu_text_new_from_utf8 (utf8, -1);

  for (guint i = 0; passages[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit (passages[i], "|", 0);
      guint n = g_strv_length (words);
      g_autofree HuSpan *spans = g_new0 (HuSpan, n);
      g_autofree char *id = g_strdup_printf ("%08x-0000-4000-8000-000000000000", i);
      HuRecordBuilder builder;

      for (guint j = 0; j < n; j++)
        {
          HuRange range = find (utf8, words[j]);

          spans[j] = (HuSpan){ range.start, range.end, FALSE, NULL };
        }
      hu_record_builder_init (&builder, HU_KIND_CLAIM, id, NULL);
      hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_new_passage (spans, n));
      g_ptr_array_add (snapshot->records[HU_KIND_CLAIM], hu_record_builder_end (&builder));
    }
  g_ptr_array_add (snapshot->records[HU_KIND_LAYER], hu_record_new (HU_KIND_LAYER, ""));
  return changed_as_file (snapshot, text);
}

static HuRecord *
get_claim (HuSnapshot *snapshot, guint i)
{
  g_autofree char *id = g_strdup_printf ("%08x-0000-4000-8000-000000000000", i);

  for (guint j = 0; j < snapshot->records[HU_KIND_CLAIM]->len; j++)
    if (strcmp (hu_record_get_id (g_ptr_array_index (snapshot->records[HU_KIND_CLAIM], j)), id) == 0)
      return g_ptr_array_index (snapshot->records[HU_KIND_CLAIM], j);
  g_assert_not_reached ();
}

/* What a span says of itself, and where it is: "exact: words". */
static char *
describe_span (HuText *text, const HuSpan *span)
{
  const char *anchor = hu_value_get_member_string (span->rest, "anchor");
  g_autofree char *words = span->lost ? NULL : hu_text_dup_range (text, span->start, span->end);

  if (span->lost)
    return g_strdup_printf ("lost: %s", hu_value_get_member_string (span->rest, "quote"));
  if (span->rest)
    g_assert_cmpstr (hu_value_get_member_string (span->rest, "quote"), ==, words);
  return g_strdup_printf ("%s: %s", anchor ? anchor : "exact", words);
}

static void
assert_claim (HuSnapshot *placed, HuText *text, guint i, const char *expected)
{
  gsize n;
  const HuSpan *spans = hu_record_get_spans (get_claim (placed, i), &n);
  g_autoptr (GString) said = g_string_new (NULL);

  for (gsize j = 0; j < n; j++)
    {
      g_autofree char *span = describe_span (text, &spans[j]);

      g_string_append_printf (said, "%s%s", j ? " | " : "", span);
    }
  g_assert_cmpstr (said->str, ==, expected);
}

/* @text with @from replaced by @to. */
static char *
edit (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strconcat (parts[0], to, parts[1], NULL);
}

static const char *const passages[] = {
  "a shared harbour fee would cut the price of bread within a year",
  "no minister had agreed to any figure",
  "it contains no clause on enforcement|its central weakness",
  NULL,
};

static void
test_put_before (void)
{
  g_autoptr (HuSnapshot) old = tag (ARTICLE, passages);
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("Corrected on Tuesday.\n\n" ARTICLE, -1);
  HuReanchoring counts;
  g_autoptr (HuSnapshot) placed = hu_anchor (old, text, &counts);
  HuRecord *facts = hu_snapshot_get_only (placed, HU_KIND_DOCUMENT);
  gsize n;

  assert_claim (placed, text, 0, "exact: a shared harbour fee would cut the price of bread within a year");
  assert_claim (placed, text, 1, "exact: no minister had agreed to any figure");
  assert_claim (placed, text, 2, "exact: it contains no clause on enforcement | exact: its central weakness");
  g_assert_null (hu_record_get_spans (get_claim (placed, 0), &n)->rest);
  g_assert_true (counts.changed);
  g_assert_cmpuint (counts.exact, ==, 3);
  g_assert_cmpuint (counts.moved + counts.lost, ==, 0);
  g_assert_cmpstr (hu_record_get_string (facts, HU_MEMBER_TEXT_SHA256), ==, hu_text_get_text_sha256 (text));
  g_assert_cmpint (hu_value_get_int (hu_record_get (facts, HU_MEMBER_CHARACTERS)), ==,
                   hu_text_get_length (text));
}

static void
test_retyped (void)
{
  g_autoptr (HuSnapshot) old = tag (ARTICLE, passages);
  g_autofree char *utf8 = edit (ARTICLE, "agreed to any figure", "agreed to any such number");
  g_autoptr (HuText) text = hu_text_new_from_utf8 (utf8, -1);
  HuReanchoring counts;
  g_autoptr (HuSnapshot) placed = hu_anchor (old, text, &counts);
  gsize n;
  const HuSpan *span = hu_record_get_spans (get_claim (placed, 1), &n);
  HuValue *was = hu_value_get_member (span->rest, "was");
  HuRange range = find (ARTICLE, passages[1]);

  assert_claim (placed, text, 0, "exact: a shared harbour fee would cut the price of bread within a year");
  g_assert_cmpstr (hu_value_get_member_string (span->rest, "anchor"), ==, "moved");
  g_assert_cmpuint (span->start, ==, range.start);
  g_assert_cmpstr (hu_value_get_member_string (was, "quote"), ==, passages[1]);
  g_assert_cmpint (hu_value_get_int (hu_value_get_member (was, "start")), ==, range.start);
  g_assert_cmpint (hu_value_get_int (hu_value_get_member (was, "end")), ==, range.end);
  g_assert_cmpuint (strlen (hu_value_get_member_string (was, "sha256")), ==, 64);
  g_assert_cmpuint (counts.exact, ==, 2);
  g_assert_cmpuint (counts.moved, ==, 1);
}

static void
test_deleted (void)
{
  g_autoptr (HuSnapshot) old = tag (ARTICLE, passages);
  g_autofree char *utf8 =
      edit (ARTICLE, ", asked twice, insisted that no minister had agreed to any figure", "");
  g_autoptr (HuText) text = hu_text_new_from_utf8 (utf8, -1);
  g_autoptr (HuText) before = hu_text_new_from_utf8 (ARTICLE, -1);
  HuReanchoring counts;
  g_autoptr (HuSnapshot) placed = hu_anchor (old, text, &counts);
  g_autoptr (HuSnapshot) file = changed_as_file (placed, text);
  g_autoptr (HuSnapshot) again = NULL;
  gsize n;
  const HuSpan *span = hu_record_get_spans (get_claim (placed, 1), &n);

  assert_claim (placed, text, 1, "lost: no minister had agreed to any figure");
  g_assert_null (hu_value_get_member (hu_value_get_member (span->rest, "was"), "quote"));
  g_assert_cmpuint (counts.lost, ==, 1);
  /* The publisher takes it back. */
  again = hu_anchor (file, before, &counts);
  assert_claim (again, before, 1, "exact: no minister had agreed to any figure");
  g_assert_cmpuint (counts.exact, ==, 3);
}

/* The tagged one of two sentences that are the same is deleted, then the whole paragraph it is in. */
static void
test_look_alike (void)
{
  const char *sentence = "The ministry did not respond to a request for comment.";
  g_autofree char *first =
      edit (ARTICLE, "Officials in", "The ministry did not respond to a request for comment. Officials in");
  g_autofree char *both =
      edit (first, "Neither side", "The ministry did not respond to a request for comment. Neither side");
  g_autofree char *deleted =
      edit (both, "The ministry did not respond to a request for comment. Officials", "Officials");
  const char *const tagged[] = { sentence, passages[0], NULL };
  g_autoptr (HuSnapshot) old = tag (both, tagged);
  g_autoptr (HuText) text = hu_text_new_from_utf8 (deleted, -1);
  HuReanchoring counts;
  g_autoptr (HuSnapshot) placed = hu_anchor (old, text, &counts);

  g_assert_cmpuint (counts.exact, ==, 1);
  assert_claim (placed, text, 1, "exact: a shared harbour fee would cut the price of bread within a year");
}

static void
test_order (void)
{
  const char *const tagged[] = { "Officials in the capital were cooler|called the timetable a wish", NULL };
  const char *sentence = "Officials in the capital were cooler. ";
  g_autoptr (HuSnapshot) old = tag (ARTICLE, tagged);
  g_autofree char *without = edit (ARTICLE, sentence, "");
  g_autofree char *utf8 =
      edit (without, "Neither side", "Officials in the capital were cooler. Neither side");
  g_autoptr (HuText) text = hu_text_new_from_utf8 (utf8, -1);
  g_autoptr (HuSnapshot) placed = hu_anchor (old, text, NULL);
  gsize n;
  const HuSpan *spans = hu_record_get_spans (get_claim (placed, 0), &n);

  g_assert_cmpuint (n, ==, 2);
  /* One of the two would stand before the other. */
  g_assert_true (spans[0].lost != spans[1].lost);
}

static char *
with_line_ends (const char *text, const char *end)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strjoinv (end, lines);
}

static void
test_line_ends (void)
{
  static const char *const ends[] = { "\n", "\r\n", "\r" };
  const char *const tagged[] = { "Officials", passages[0], "By Ilse Marrow", passages[2], NULL };

  for (guint from = 0; from < G_N_ELEMENTS (ends); from++)
    for (guint to = 0; to < G_N_ELEMENTS (ends); to++)
      {
        g_autofree char *before = with_line_ends (ARTICLE, ends[from]);
        g_autofree char *after = with_line_ends (ARTICLE, ends[to]);
        g_autoptr (HuSnapshot) old = tag (before, tagged);
        g_autoptr (HuText) text = hu_text_new_from_utf8 (after, -1);
        HuReanchoring counts;
        g_autoptr (HuSnapshot) placed = hu_anchor (old, text, &counts);

        g_assert_false (counts.changed);
        g_assert_cmpuint (counts.exact, ==, 4);
        for (guint i = 0; i < 3; i++)
          {
            g_autofree char *expected = g_strconcat ("exact: ", tagged[i], NULL);

            assert_claim (placed, text, i, expected);
          }
      }
}

/* Line ends and words changed together; and a text with both kinds of line ends. */
static void
test_line_ends_too (void)
{
  g_autofree char *windows = with_line_ends (ARTICLE, "\r\n");
  g_autofree char *corrected = edit (ARTICLE, "Ilse Marrow", "Ilse Marrow and Jorn Halvek");
  g_autofree char *mixed = edit (windows, "quays\r\n\r\nBy", "quays\n\nBy");
  g_autoptr (HuSnapshot) old = tag (windows, passages);
  g_autoptr (HuSnapshot) old_mixed = tag (mixed, passages);
  g_autoptr (HuText) text = hu_text_new_from_utf8 (corrected, -1);
  g_autoptr (HuText) unix_text = hu_text_new_from_utf8 (ARTICLE, -1);
  HuReanchoring counts;
  g_autoptr (HuSnapshot) placed = hu_anchor (old, text, &counts);
  g_autoptr (HuSnapshot) unmixed = NULL;

  g_assert_cmpuint (counts.exact, ==, 3);
  assert_claim (placed, text, 1, "exact: no minister had agreed to any figure");
  unmixed = hu_anchor (old_mixed, unix_text, &counts);
  g_assert_cmpuint (counts.exact, ==, 3);
  g_assert_false (counts.changed);
  assert_claim (unmixed, unix_text, 0,
                "exact: a shared harbour fee would cut the price of bread within a year");
}

/* What is not yet reviewed isn't exact after the next change either, and keeps what it first was. */
static void
test_moved_again (void)
{
  g_autoptr (HuSnapshot) old = tag (ARTICLE, passages);
  g_autofree char *once = edit (ARTICLE, "agreed to any figure", "agreed to any such number");
  g_autofree char *twice = edit (once, "A fee", "News: a fee");
  g_autoptr (HuText) text = hu_text_new_from_utf8 (once, -1);
  g_autoptr (HuText) next = hu_text_new_from_utf8 (twice, -1);
  g_autoptr (HuText) back = hu_text_new_from_utf8 (ARTICLE, -1);
  g_autoptr (HuSnapshot) placed = hu_anchor (old, text, NULL);
  g_autoptr (HuSnapshot) file = changed_as_file (placed, text);
  g_autoptr (HuSnapshot) again = hu_anchor (file, next, NULL);
  g_autoptr (HuSnapshot) undone = hu_anchor (file, back, NULL);
  gsize n;
  const HuSpan *span = hu_record_get_spans (get_claim (again, 1), &n);

  g_assert_cmpstr (hu_value_get_member_string (span->rest, "anchor"), ==, "moved");
  g_assert_cmpstr (hu_value_get_member_string (hu_value_get_member (span->rest, "was"), "quote"), ==,
                   passages[1]);
  assert_claim (undone, back, 1, "exact: no minister had agreed to any figure");
}

/* Parts, checked ranges, units, evidence. */

static HuValue *
object (const char *json)
{
  HuText *none = NULL;
  g_autofree char *layer =
      g_strdup_printf ("{\"format\": \"hustings-annotations\", \"version\": 1, \"x\": %s}", json);
  g_autoptr (GBytes) bytes = g_bytes_new (layer, strlen (layer));
  g_autoptr (GError) error = NULL;
  g_autoptr (HuSnapshot) snapshot = hu_layer_file_parse (bytes, "x", none, NULL, &error);

  g_assert_no_error (error);
  return hu_value_ref (
      hu_value_get_member (hu_record_get_unknown (hu_snapshot_get_only (snapshot, HU_KIND_LAYER)), "x"));
}

static void
replace (HuSnapshot *snapshot, HuKind kind, guint i, HuMember member, HuValue *value)
{
  HuRecord *record = g_ptr_array_index (snapshot->records[kind], i);

  snapshot->records[kind]->pdata[i] = hu_record_with (record, member, value);
  hu_record_unref (record);
  hu_value_unref (value);
}

static void
add_unit (HuSnapshot *snapshot, guint start, guint end)
{
  g_autofree char *id = g_strdup_printf ("%08x-0000-4000-8000-00000000000f", start);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_UNIT, id, NULL);
  hu_record_builder_take (&builder, HU_MEMBER_START, hu_value_new_int (start));
  hu_record_builder_take (&builder, HU_MEMBER_END, hu_value_new_int (end));
  g_ptr_array_add (snapshot->records[HU_KIND_UNIT], hu_record_builder_end (&builder));
}

static void
test_ranges (void)
{
  const char *const tagged[] = { "By Ilse Marrow", passages[0], passages[1], passages[2], NULL };
  HuRange byline = find (ARTICLE, tagged[0]), middle = find (ARTICLE, "Officials in"),
          reik = find (ARTICLE, "Trade minister");
  guint length = (guint) g_utf8_strlen (ARTICLE, -1);
  g_autoptr (HuSnapshot) old = tag (ARTICLE, tagged);
  g_autofree char *utf8 = edit (ARTICLE, "were cooler", "were much cooler");
  g_autoptr (HuText) text = hu_text_new_from_utf8 (utf8, -1);
  g_autoptr (HuSnapshot) placed = NULL;
  HuRecord *facts, *root, *unit;
  HuValue *part, *range;
  guint end = 0;

  replace (old, HU_KIND_DOCUMENT, 0, HU_MEMBER_PARTS,
           object ("[{\"kind\": \"headline\", \"start\": 0, \"end\": 19}, {\"kind\": \"date\", \"start\": "
                   "21, \"end\": 35, \"by\": \"ilse\"}]"));
  replace (old, HU_KIND_LAYER, 0, HU_MEMBER_CHECKED, object ("[[0, 500]]"));
  add_unit (old, 0, middle.start);
  add_unit (old, middle.start, reik.start);
  add_unit (old, reik.start, length);
  placed = hu_anchor (old, text, NULL);

  facts = hu_snapshot_get_only (placed, HU_KIND_DOCUMENT);
  g_assert_cmpuint (hu_record_get_size (facts, HU_MEMBER_PARTS), ==, 1);
  part = hu_value_get_item (hu_record_get (facts, HU_MEMBER_PARTS), 0);
  g_assert_cmpint (hu_value_get_int (hu_value_get_member (part, "start")), ==, byline.start);

  /* Of the paragraphs only the byline is known to be unchanged. */
  root = hu_snapshot_get_only (placed, HU_KIND_LAYER);
  g_assert_cmpuint (hu_record_get_size (root, HU_MEMBER_CHECKED), ==, 1);
  range = hu_value_get_item (hu_record_get (root, HU_MEMBER_CHECKED), 0);
  g_assert_cmpint (hu_value_get_int (hu_value_get_item (range, 0)), ==, byline.start);
  g_assert_cmpint (hu_value_get_int (hu_value_get_item (range, 1)), ==, byline.end);

  g_assert_cmpuint (placed->records[HU_KIND_UNIT]->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      unit = g_ptr_array_index (placed->records[HU_KIND_UNIT], i);
      g_assert_cmpint (hu_value_get_int (hu_record_get (unit, HU_MEMBER_START)), ==, end);
      end = (guint) hu_value_get_int (hu_record_get (unit, HU_MEMBER_END));
    }
  g_assert_cmpuint (end, ==, hu_text_get_length (text));
}

static void
test_evidence (void)
{
  HuRange quote = find (ARTICLE, "no minister had agreed to any figure");
  g_autoptr (HuSnapshot) old = tag (ARTICLE, passages);
  g_autofree char *evidence = g_strdup_printf (
      "[{\"kind\": \"data\", \"passage\": [{\"start\": %u, \"end\": %u, \"quote\": \"no minister had agreed "
      "to "
      "any figure\", \"prefix\": \"eik, asked twice, insisted that \", \"suffix\": \", and his spokesman "
      "called the t\", \"later\": 1.50}]}]",
      quote.start, quote.end);
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("Corrected.\n\n" ARTICLE, -1);
  g_autoptr (HuSnapshot) placed = NULL;
  HuValue *span;

  replace (old, HU_KIND_CLAIM, 0, HU_MEMBER_EVIDENCE, object (evidence));
  placed = hu_anchor (old, text, NULL);
  span = hu_value_get_item (
      hu_value_get_member (
          hu_value_get_item (
              hu_record_get (g_ptr_array_index (placed->records[HU_KIND_CLAIM], 0), HU_MEMBER_EVIDENCE), 0),
          "passage"),
      0);
  g_assert_cmpint (hu_value_get_int (hu_value_get_member (span, "start")), ==, quote.start + 12);
  g_assert_cmpint (hu_value_get_int (hu_value_get_member (span, "end")), ==, quote.end + 12);
  g_assert_null (hu_value_get_member (span, "anchor"));
  g_assert_cmpstr (hu_value_get_string (hu_value_get_member (span, "later")), ==, "1.50");
}

/* The result is a layer like any other: written, it reads back with every span at its place. */
static void
test_written (void)
{
  g_autoptr (HuSnapshot) old = tag (ARTICLE, passages);
  g_autofree char *utf8 =
      edit (ARTICLE, "no minister had agreed to any figure", "nobody had agreed to any figure");
  g_autoptr (HuText) text = hu_text_new_from_utf8 (utf8, -1);
  g_autoptr (HuSnapshot) placed = hu_anchor (old, text, NULL);
  g_autoptr (GBytes) bytes = hu_layer_file_write (placed, text);
  g_autoptr (GError) error = NULL;
  gboolean matches;
  g_autoptr (HuSnapshot) read = hu_layer_file_parse (bytes, "x.json", text, &matches, &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  g_assert_true (matches);
  again = hu_layer_file_write (read, text);
  g_assert_true (g_bytes_equal (bytes, again));
}

static void
test_approximate (void)
{
  guint n, m;
  g_autofree gunichar *pattern = hu_anchor_decode ("agreed to any figure", 20, &n);
  g_autofree gunichar *text = hu_anchor_decode ("nobody had agreed on any figures at all", 39, &m);
  HuApproximateMatch match;

  g_assert_true (hu_approximate_find (pattern, n, text, 0, m, m, 8, &match));
  g_assert_cmpuint (match.distance, ==, 2);
  g_assert_cmpuint (match.start, ==, 11);
  g_assert_cmpuint (match.end, ==, 31);
  g_assert_false (hu_approximate_find (pattern, n, text, 0, m, m, 1, &match));
}

static guint
naive_distance (const gunichar *a, guint n, const gunichar *b, guint m)
{
  g_autofree guint *row = g_new (guint, n + 1);

  for (guint i = 0; i <= n; i++)
    row[i] = i;
  for (guint j = 0; j < m; j++)
    {
      guint diagonal = row[0];

      row[0] = j + 1;
      for (guint i = 0; i < n; i++)
        {
          guint next = MIN (MIN (row[i], row[i + 1]) + 1, diagonal + (a[i] != b[j]));

          diagonal = row[i + 1];
          row[i + 1] = next;
        }
    }
  return row[n];
}

/* Against every stretch of a short text, with patterns of more than one word of bits. */
static void
test_approximate_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 60; round++)
    {
      gunichar pattern[150], text[200];
      guint n = g_rand_int_range (rand, 1, round % 2 ? 150 : 12), m = g_rand_int_range (rand, 1, 60),
            best = n;
      HuApproximateMatch match;

      for (guint i = 0; i < n; i++)
        pattern[i] = 0x3b1 + g_rand_int_range (rand, 0, 3);
      for (guint i = 0; i < m; i++)
        text[i] =
            g_rand_boolean (rand) && i < n ? pattern[i] : 0x3b1 + (gunichar) g_rand_int_range (rand, 0, 3);
      for (guint i = 0; i < m; i++)
        for (guint j = i + 1; j <= m; j++)
          best = MIN (best, naive_distance (pattern, n, text + i, j - i));
      if (!hu_approximate_find (pattern, n, text, 0, m, m, n, &match))
        {
          g_assert_cmpuint (best, ==, n);
          continue;
        }
      g_assert_cmpuint (match.distance, ==, best);
      g_assert_cmpuint (naive_distance (pattern, n, text + match.start, match.end - match.start), ==, best);
    }
}

/* Edited articles. */

static void
test_generated (gconstpointer data)
{
  guint edits = GPOINTER_TO_UINT (data);
  ChangedScore score = { 0 };
  g_autofree char *said = NULL;

  for (guint seed = 0; seed < 150; seed++)
    changed_try (seed, 4000, 40, edits, &score, NULL);
  said = changed_describe (&score);
  g_test_message ("%u edits: %s", edits, said);
  g_assert_cmpuint (score.wrong_exact, ==, 0);
  g_assert_cmpuint (score.dropped, ==, 0);
  g_assert_cmpuint (score.spans, ==, score.exact + score.moved + score.lost);
  /* Of what is still there. */
  g_assert_cmpfloat ((double) score.found / score.there, >, edits > 3 ? 0.93 : 0.98);
  if (edits == 1)
    g_assert_cmpfloat ((double) score.found_exact / score.unchanged, >, 0.96);
}

static void
test_hostile (void)
{
  g_autoptr (GString) repeated = g_string_new (NULL);
  g_autofree char *longer = NULL;
  const char *const tagged[] = { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a", NULL };
  g_autoptr (HuSnapshot) old = NULL;
  g_autoptr (HuText) text = NULL;
  g_autoptr (HuText) empty = hu_text_new_from_utf8 ("", -1);
  g_autoptr (HuSnapshot) placed = NULL;
  g_autoptr (HuSnapshot) nothing = NULL;
  HuReanchoring counts;

  for (guint i = 0; i < 200000; i++)
    g_string_append_c (repeated, 'a');
  old = tag (repeated->str, tagged);
  longer = g_strconcat ("b", repeated->str, "b", NULL);
  text = hu_text_new_from_utf8 (longer, -1);
  placed = hu_anchor (old, text, &counts);
  g_assert_cmpuint (placed->records[HU_KIND_CLAIM]->len, ==, 2);
  nothing = hu_anchor (old, empty, &counts);
  g_assert_cmpuint (counts.lost, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/anchor/put-before", test_put_before);
  g_test_add_func ("/anchor/retyped", test_retyped);
  g_test_add_func ("/anchor/deleted", test_deleted);
  g_test_add_func ("/anchor/look-alike", test_look_alike);
  g_test_add_func ("/anchor/order", test_order);
  g_test_add_func ("/anchor/line-ends", test_line_ends);
  g_test_add_func ("/anchor/line-ends-too", test_line_ends_too);
  g_test_add_func ("/anchor/moved-again", test_moved_again);
  g_test_add_func ("/anchor/ranges", test_ranges);
  g_test_add_func ("/anchor/evidence", test_evidence);
  g_test_add_func ("/anchor/written", test_written);
  g_test_add_func ("/anchor/approximate", test_approximate);
  g_test_add_func ("/anchor/approximate-random", test_approximate_random);
  g_test_add_data_func ("/anchor/generated/1", GUINT_TO_POINTER (1), test_generated);
  g_test_add_data_func ("/anchor/generated/3", GUINT_TO_POINTER (3), test_generated);
  g_test_add_data_func ("/anchor/generated/10", GUINT_TO_POINTER (10), test_generated);
  g_test_add_func ("/anchor/hostile", test_hostile);
  return g_test_run ();
}
