/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences, quotations, clauses; growing and shrinking a selection; finding. */
#include "hu-text.h"

#include <string.h>

static guint
place_of (HuText *text, const char *part)
{
  gsize length;
  const char *utf8 = hu_text_get_utf8 (text, &length);
  const char *found = strstr (utf8, part);

  g_assert_nonnull (found);
  return hu_text_byte_to_offset (text, (gsize) (found - utf8));
}

static HuRange
range_of (HuText *text, const char *part)
{
  HuRange range = { place_of (text, part), 0 };

  range.end = range.start + (guint) g_utf8_strlen (part, -1);
  return range;
}

static void
assert_range (HuText *text, HuRange range, const char *expected)
{
  g_autofree char *found = hu_text_dup_range (text, range.start, range.end);

  g_assert_cmpstr (found, ==, expected);
}

/* The sentences of a text, as a list that ends with NULL. */
static void
assert_sentences (const char *string, ...)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (string, -1);
  const char *expected;
  guint offset = 0, n = 0;
  va_list list;

  va_start (list, string);
  for (; (expected = va_arg (list, const char *)) != NULL; n++)
    {
      HuRange sentence = hu_text_sentence_at (text, offset);

      assert_range (text, sentence, expected);
      if (n > 0)
        g_assert_cmpuint (hu_text_sentence_start_before (text, sentence.start + 1), ==, sentence.start);
      offset = hu_text_sentence_start_after (text, sentence.start);
    }
  va_end (list);
  g_assert_cmpuint (offset, ==, hu_text_get_length (text));
}

static void
test_sentences (void)
{
  assert_sentences ("One. Two! Three?  Four", "One.", "Two!", "Three?", "Four", NULL);
  assert_sentences ("  First here.  \n\n Second there. ", "First here.", "Second there.", NULL);
  assert_sentences ("“Why?” he asked. “Because.” He left.", "“Why?” he asked.", "“Because.”", "He left.",
                    NULL);
  assert_sentences ("He paid 3.5 million. She paid 1,200.50 of it.", "He paid 3.5 million.",
                    "She paid 1,200.50 of it.", NULL);
  assert_sentences ("It ended in 1990. The next began in May. Talks went on.", "It ended in 1990.",
                    "The next began in May.", "Talks went on.", NULL);
  assert_sentences ("我们同意。他们反对！", "我们同意。", "他们反对！", NULL);
  assert_sentences ("هل وافقوا؟ لا.", "هل وافقوا؟", "لا.", NULL);
}

static void
test_abbreviations (void)
{
  assert_sentences ("Talks with Sen. Mira Holt and Rep. J. K. Lund failed. Gov. Dane left.",
                    "Talks with Sen. Mira Holt and Rep. J. K. Lund failed.", "Gov. Dane left.", NULL);
  assert_sentences (
      "The U.S. Government and U.N. Secretary Orlo Finch met Dr. Prof. Wynn at 5 p.m. Monday. Nobody spoke.",
      "The U.S. Government and U.N. Secretary Orlo Finch met Dr. Prof. Wynn at 5 p.m. Monday.",
      "Nobody spoke.", NULL);
  assert_sentences ("He lives in the U.S. The minister doesn't. He came at 5 p.m. Officials waited.",
                    "He lives in the U.S.", "The minister doesn't.", "He came at 5 p.m.", "Officials waited.",
                    NULL);
  assert_sentences ("See No. 5 Downing, vs. Holt, e.g. Lund, i.e. Dane. She said no. No. Never.",
                    "See No. 5 Downing, vs. Holt, e.g. Lund, i.e. Dane.", "She said no.", "No.", "Never.",
                    NULL);
  assert_sentences ("Mr. Holt, Mrs. Lund, Ms. Dane and St. Mary’s agreed. Gen. Ray did not.",
                    "Mr. Holt, Mrs. Lund, Ms. Dane and St. Mary’s agreed.", "Gen. Ray did not.", NULL);
  assert_sentences ("They joined NATO. Members agreed. Then the EU. Talks began.", "They joined NATO.",
                    "Members agreed.", "Then the EU.", "Talks began.", NULL);
  assert_sentences ("Das gilt z. B. Bauern, d. h. Höfen, lt. Abg. Frieda Kolb und Nr. 3 Weiler. Am 3. "
                    "Oktober kam Dr. Ost. Gut.",
                    "Das gilt z. B. Bauern, d. h. Höfen, lt. Abg. Frieda Kolb und Nr. 3 Weiler.",
                    "Am 3. Oktober kam Dr. Ost.", "Gut.", NULL);
  assert_sentences ("Voters in Calif. Tuesday chose Holt Jr. Foundation. Sept. Talks.",
                    "Voters in Calif. Tuesday chose Holt Jr. Foundation.", "Sept. Talks.", NULL);
}

static void
test_sentences_in_wrapped_text (void)
{
  g_autoptr (HuText) text =
      hu_text_new_from_utf8 ("The minister told reporters in the harbour on Monday morning that Sen.\n"
                             "Mira Holt had agreed to the fee after a long night of talks. It was a\n"
                             "surprise to the members of the committee, who had been told that the\n"
                             "bill was dead. They will meet again on Thursday to hear the experts of\n"
                             "both chambers.\n\nThe next paragraph is short.\n",
                             -1);
  g_autoptr (HuText) poem =
      hu_text_new_from_utf8 ("The harbour sleeps\nwithout a sound,\nand no one keeps\nthe lost and found.\n",
                             -1);

  assert_range (text, hu_text_sentence_at (text, place_of (text, "reporters")),
                "The minister told reporters in the harbour on Monday morning that Sen.\n"
                "Mira Holt had agreed to the fee after a long night of talks.");
  assert_range (
      text, hu_text_sentence_at (text, place_of (text, "surprise")),
      "It was a\nsurprise to the members of the committee, who had been told that the\nbill was dead.");
  g_assert_cmpuint (hu_text_block_at (text, 5).end, ==, place_of (text, "\n\nThe next"));
  assert_range (text, hu_text_paragraph_at (text, 5),
                "The minister told reporters in the harbour on Monday morning that Sen.");
  assert_range (poem, hu_text_block_at (poem, 3), "The harbour sleeps");
  assert_range (poem, hu_text_sentence_at (poem, 22), "without a sound,");
}

static void
test_sentence_steps (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("\n One.  Two.\n\n\nThree. \n \n", -1);

  g_assert_cmpuint (hu_text_sentence_start_after (text, 0), ==, 2);
  g_assert_cmpuint (hu_text_sentence_start_after (text, 2), ==, 8);
  g_assert_cmpuint (hu_text_sentence_start_after (text, 8), ==, 15);
  g_assert_cmpuint (hu_text_sentence_start_after (text, 15), ==, hu_text_get_length (text));
  g_assert_cmpuint (hu_text_sentence_start_before (text, 99), ==, 15);
  g_assert_cmpuint (hu_text_sentence_start_before (text, 15), ==, 8);
  g_assert_cmpuint (hu_text_sentence_start_before (text, 8), ==, 2);
  g_assert_cmpuint (hu_text_sentence_start_before (text, 2), ==, 0);
  assert_range (text, hu_text_sentence_at (text, 7), "One."); /* in white space, the one before */
  assert_range (text, hu_text_sentence_at (text, 13), "Two.");
}

/* Every step from a caret in @at outwards, and back. The list ends with NULL, before the whole text. */
static void
assert_ladder (const char *string, const char *at, ...)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (string, -1);
  guint anchor = place_of (text, at);
  HuRange step = { anchor, anchor }, whole;
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (HuRange));
  const char *expected;
  va_list list;

  g_array_append_val (steps, step);
  va_start (list, at);
  while ((expected = va_arg (list, const char *)) != NULL)
    {
      step = hu_text_widen (text, step);
      assert_range (text, step, expected);
      g_array_append_val (steps, step);
    }
  va_end (list);
  whole = hu_text_widen (text, step);
  g_assert_cmpuint (whole.start, ==, 0);
  g_assert_cmpuint (whole.end, ==, hu_text_get_length (text));
  whole = hu_text_widen (text, whole);
  g_assert_cmpuint (whole.end, ==, hu_text_get_length (text));
  step = whole;
  for (guint i = steps->len; i > 0; i--)
    {
      HuRange *back = &g_array_index (steps, HuRange, i - 1);

      step = hu_text_narrow (text, step, anchor);
      g_assert_cmpuint (step.start, ==, back->start);
      g_assert_cmpuint (step.end, ==, back->end);
    }
}

static void
test_widen (void)
{
  assert_ladder ("First. The minister, who came late, left. Last one.\n\nMore.\n", "came", "came",
                 "who came late", "The minister, who came late, left.",
                 "First. The minister, who came late, left. Last one.", NULL);
  assert_ladder ("She said: “The nation’s dockworkers’ union agreed, and soon.” Then she left.\nMore.\n",
                 "agreed", "agreed", "The nation’s dockworkers’ union agreed",
                 "The nation’s dockworkers’ union agreed, and soon.",
                 "“The nation’s dockworkers’ union agreed, and soon.”",
                 "She said: “The nation’s dockworkers’ union agreed, and soon.”",
                 "She said: “The nation’s dockworkers’ union agreed, and soon.” Then she left.", NULL);
  /* commas within a quotation end no clause outside it */
  assert_ladder ("Holt, who said “no, never” twice, left.\nMore.\n", "twice", "twice",
                 "who said “no, never” twice", "Holt, who said “no, never” twice, left.", NULL);
  /* a quotation of two sentences, of which the second sentence is never cut off */
  assert_ladder ("“We agree. They don’t.” So he said.\nMore.\n", "agree", "agree", "We agree", "We agree.",
                 "We agree. They don’t.", "“We agree. They don’t.”", "“We agree. They don’t.” So he said.",
                 NULL);
  assert_ladder ("„Das ist, sagt sie, falsch“, rief er.\nMehr.\n", "sagt", "sagt", "sagt sie",
                 "Das ist, sagt sie, falsch", "„Das ist, sagt sie, falsch“",
                 "„Das ist, sagt sie, falsch“, rief er.", NULL);
  assert_ladder ("Il a dit : « Jamais de taxe » hier.\nFin.\n", "de taxe", "de", "Jamais de taxe",
                 "« Jamais de taxe »", "« Jamais de taxe » hier", "Il a dit : « Jamais de taxe » hier.",
                 NULL);
  assert_ladder ("He said “she called it ‘a wish, no plan’ today” and left.\nMore.\n", "wish", "wish",
                 "a wish", "a wish, no plan", "‘a wish, no plan’", "she called it ‘a wish, no plan’ today",
                 "“she called it ‘a wish, no plan’ today”",
                 "He said “she called it ‘a wish, no plan’ today” and left",
                 "He said “she called it ‘a wish, no plan’ today” and left.", NULL);
}

static void
test_widen_elsewhere (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("他说：「我们同意，但不是现在。」然后走了。\n", -1);
  g_autoptr (HuText) blank = hu_text_new_from_utf8 (" \n ", -1);
  g_autoptr (HuText) empty = hu_text_new_from_utf8 ("", -1);
  HuRange range = range_of (text, "同意"), none = { 0, 0 };

  range = hu_text_widen (text, range);
  assert_range (text, range, "我们同意");
  range = hu_text_widen (text, range);
  assert_range (text, range, "我们同意，但不是现在。");
  range = hu_text_widen (text, range);
  assert_range (text, range, "「我们同意，但不是现在。」");
  g_assert_cmpuint (hu_text_widen (blank, none).end, ==, 3);
  g_assert_cmpuint (hu_text_widen (empty, none).end, ==, 0);
  g_assert_cmpuint (hu_text_narrow (empty, none, 0).end, ==, 0);
}

/* From any selection each step holds the last, and the whole text is reached. */
static void
test_widen_always_grows (void)
{
  static const char *const pieces[] = {
    "word ", "“",  "”", "’",     "s ", ", ", ". ",   "? ",       "(", ")",
    "\n",    "\"", "‘", "U.S. ", "é",  "—",  "他。", "\r\n\r\n", "„", "\0"
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      g_autoptr (HuText) text = NULL;
      HuRange range, step;
      guint n = (guint) g_rand_int_range (random, 1, 60), length;

      while (n-- > 0)
        g_string_append (string, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      text = hu_text_new_from_utf8 (string->str, (gssize) string->len);
      length = hu_text_get_length (text);
      range.start = (guint) g_rand_int_range (random, 0, (gint32) length + 1);
      range.end = (guint) g_rand_int_range (random, (gint32) range.start, (gint32) length + 1);
      for (guint steps = 0; range.end - range.start < length; steps++, range = step)
        {
          HuRange inner = hu_text_trim (text, range), narrow;

          step = hu_text_widen (text, range);
          g_assert_cmpuint (step.end - step.start, >, range.end - range.start);
          g_assert_true (inner.start == inner.end || (step.start <= inner.start && inner.end <= step.end));
          g_assert_cmpuint (steps, <, 40);
          narrow = hu_text_narrow (text, step, inner.start);
          g_assert_true (step.start <= narrow.start && narrow.end <= step.end);
          g_assert_cmpuint (narrow.end - narrow.start, <, step.end - step.start);
        }
    }
}

static void
test_trim (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("a \r\n cafe\xCC\x81  b", -1);
  HuRange spaces = { 1, 5 }, cut = { 4, 9 }, caret = { 3, 3 }, beyond = { 9, 99 };

  g_assert_cmpuint (hu_text_trim (text, spaces).end, ==, hu_text_trim (text, spaces).start);
  assert_range (text, hu_text_trim (text, cut), "cafe\xCC\x81");
  g_assert_cmpuint (hu_text_trim (text, caret).start, ==, 3);
  assert_range (text, hu_text_trim (text, beyond), "e\xCC\x81  b"); /* began within the cluster */
}

static void
assert_quotation (const char *string, const char *part, HuQuotation expected)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (string, -1);

  g_test_message ("%s in %s", part, string);
  g_assert_cmpint (hu_text_find_quotation (text, range_of (text, part)), ==, expected);
}

static void
test_quotation (void)
{
  const char *plain = "The dockworkers’ union and the nation’s ports said 'no' on Monday: it was “a wish, "
                      "not a plan”. Rock 'n' roll.";

  assert_quotation (plain, "union and the nation’s ports", HU_QUOTATION_INDIRECT);
  assert_quotation (plain, "dockworkers’ union and the nation’s", HU_QUOTATION_INDIRECT);
  assert_quotation (plain, "a wish, not a plan", HU_QUOTATION_DIRECT);
  assert_quotation (plain, "“a wish, not a plan”", HU_QUOTATION_DIRECT);
  assert_quotation (plain, "“a wish, not a plan”.", HU_QUOTATION_DIRECT);
  assert_quotation (plain, "it was “a wish, not a plan”", HU_QUOTATION_MIXED);
  assert_quotation (plain, "no", HU_QUOTATION_DIRECT);
  assert_quotation ("\"We agree,\" she said, \"for now.\"", "We agree", HU_QUOTATION_DIRECT);
  assert_quotation ("\"We agree,\" she said, \"for now.\"", "she said", HU_QUOTATION_INDIRECT);
  assert_quotation ("\"We agree,\" she said, \"for now.\"", "\"We agree,\" she said, \"for now.\"",
                    HU_QUOTATION_MIXED);
  assert_quotation ("Er sagte: »Niemals!« Dann ging er.", "Niemals", HU_QUOTATION_DIRECT);
  assert_quotation ("Er sagte: »Niemals!« Dann ging er.", "Dann ging", HU_QUOTATION_INDIRECT);
  assert_quotation ("Hon sade ”aldrig mer” i går.", "aldrig mer", HU_QUOTATION_DIRECT);
  assert_quotation ("He said ‘the dockworkers’ union agreed’ today.", "union agreed", HU_QUOTATION_DIRECT);
  assert_quotation ("He said ‘the dockworkers’ union agreed’ today.", "today", HU_QUOTATION_INDIRECT);
  /* a quotation over several paragraphs, closed in the last alone */
  assert_quotation ("“First part.\n\n“Second part,” he said.", "First part", HU_QUOTATION_DIRECT);
  assert_quotation ("An odd “ mark.\n\nSecond part.", "mark", HU_QUOTATION_INDIRECT);
  assert_quotation ("A 6\" nail and a 5\" nail.", "nail and a 5", HU_QUOTATION_INDIRECT);
}

static void
assert_found (HuText *text,
              const char *needle,
              guint from,
              gboolean backward,
              gboolean fold,
              const char *expected,
              guint at)
{
  HuRange match;

  g_assert_true (hu_text_find (text, needle, from, backward, fold, &match));
  assert_range (text, match, expected);
  g_assert_cmpuint (match.start, ==, at);
}

static void
test_find (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("Der Préfet der Stadt sagt:\r\nprE\xCC\x81"
                                                   "fet, “Straße” – abab ababab.",
                                                   -1);
  HuRange match;

  assert_found (text, "Préfet", 0, FALSE, FALSE, "Préfet", 4);
  assert_found (text, "prefet", 0, FALSE, TRUE, "Préfet", 4);
  assert_found (text, "PREFET", 5, FALSE, TRUE,
                "prE\xCC\x81"
                "fet",
                28);
  assert_found (text, "prefet", 29, FALSE, TRUE, "Préfet", 4); /* round the end */
  assert_found (text, "prefet", 28, TRUE, TRUE, "Préfet", 4);
  assert_found (text, "prefet", 4, TRUE, TRUE,
                "prE\xCC\x81"
                "fet",
                28); /* round the start */
  assert_found (text, "STRASSE", 0, FALSE, TRUE, "Straße", 38);
  assert_found (text, "strasse", 99, TRUE, TRUE, "Straße", 38);
  assert_found (text, "\"strasse\"", 0, FALSE, TRUE, "“Straße”", 37);
  assert_found (text, "sagt: pref", 0, FALSE, TRUE,
                "sagt:\r\nprE\xCC\x81"
                "f",
                21);
  assert_found (text, "sagt: pref", 0, TRUE, TRUE,
                "sagt:\r\nprE\xCC\x81"
                "f",
                21);
  assert_found (text, "ababab", 0, FALSE, FALSE, "ababab", 53);
  assert_found (text, "abab", 59, TRUE, FALSE, "abab", 55);
  g_assert_false (hu_text_find (text, "stras", 0, FALSE, TRUE, &match)); /* half an ß */
  g_assert_false (hu_text_find (text, "prefet", 0, FALSE, FALSE, &match));
  g_assert_false (hu_text_find (text, "", 0, FALSE, TRUE, &match));
}

/* One paragraph of a million characters: any one query must cost what a few thousand cost. Were it to look at
 * the whole, the queries below would take minutes. */
static void
test_long_paragraph (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (HuText) text = NULL;
  gint64 start;
  guint length;

  while (string->len < 1000 * 1000)
    g_string_append (string, "The minister’s “plan, not a wish” is—they say—dead (for now). Ça va? ");
  text = hu_text_new_from_utf8 (string->str, -1);
  length = hu_text_get_length (text);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 300; i++)
    {
      guint offset = (guint) ((guint64) i * 7919 * 131 % length);
      HuRange sentence = hu_text_sentence_at (text, offset), caret = { offset, offset }, step;

      g_assert_cmpuint (sentence.end - sentence.start, <, 70);
      g_assert_true (sentence.start <= offset);
      step = hu_text_widen (text, caret);
      g_assert_cmpuint (step.end - step.start, <, 70);
      g_assert_cmpuint (hu_text_word_end_after (text, offset), <=, MIN (length, offset + 20));
      g_assert_cmpuint (hu_text_grapheme_after (text, offset), ==, MIN (length, offset + 1));
      g_assert_cmpuint (hu_text_sentence_start_after (text, offset), <=, MIN (length, offset + 70));
    }
  g_test_message ("%.2f ms a round", (double) (g_get_monotonic_time () - start) / 300 / 1000);
}

static gpointer
query_everything (gpointer data)
{
  HuText *text = data;
  guint sum = 0;

  for (guint i = 0; i < hu_text_get_length (text); i += 3)
    sum = sum * 31 + hu_text_sentence_at (text, i).end + hu_text_word_end_after (text, i) +
          hu_text_grapheme_after (text, i);
  return GUINT_TO_POINTER (sum);
}

static void
test_threads (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (HuText) text = NULL;
  GThread *threads[4];
  gpointer expected;

  for (guint i = 0; i < 60; i++)
    g_string_append (
        string, "Sen. Holt said no. “Why?” he asked the café’s owner.\n\nNobody knew 👩‍🚀.\n");
  text = hu_text_new_from_utf8 (string->str, -1);
  expected = query_everything (text);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("query", query_everything, text);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/text-select/sentences", test_sentences);
  g_test_add_func ("/text-select/abbreviations", test_abbreviations);
  g_test_add_func ("/text-select/sentences-in-wrapped-text", test_sentences_in_wrapped_text);
  g_test_add_func ("/text-select/sentence-steps", test_sentence_steps);
  g_test_add_func ("/text-select/quotation", test_quotation);
  g_test_add_func ("/text-select/widen", test_widen);
  g_test_add_func ("/text-select/widen-elsewhere", test_widen_elsewhere);
  g_test_add_func ("/text-select/widen-always-grows", test_widen_always_grows);
  g_test_add_func ("/text-select/trim", test_trim);
  g_test_add_func ("/text-select/find", test_find);
  g_test_add_func ("/text-select/long-paragraph", test_long_paragraph);
  g_test_add_func ("/text-select/threads", test_threads);

  return g_test_run ();
}
