/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every match of words and of regular expressions, and expressions that are wrong or would take forever. */
#include "hu-text-search.h"

#include <string.h>

#include "hu-error.h"

/* The matches of @needle as "start-end start-end". (transfer full) */
static char *
list (const char *string, gssize length, const char *needle, HuTextSearchFlags flags)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (string, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) matches = hu_text_search (text, needle, flags, NULL, &error);
  GString *result = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < matches->len; i++)
    g_string_append_printf (result, "%s%u-%u", i ? " " : "", g_array_index (matches, HuRange, i).start,
                            g_array_index (matches, HuRange, i).end);
  return g_string_free (result, FALSE);
}

static void
assert_matches (const char *string, const char *needle, HuTextSearchFlags flags, const char *expected)
{
  g_autofree char *found = list (string, -1, needle, flags);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_words (void)
{
  assert_matches ("The fee, the Fees", "fee", 0, "4-7 13-16");
  assert_matches ("The fee, the Fees", "Fee", HU_TEXT_SEARCH_CASE, "13-16");
  assert_matches ("The fee, the Fees", "fee", HU_TEXT_SEARCH_WORDS, "4-7");
  assert_matches ("Coffee fee", "fee", HU_TEXT_SEARCH_WORDS, "7-10");
  assert_matches ("a.b axb", "a.b", 0, "0-3");
  assert_matches ("nothing", "xyz", 0, "");
}

static void
test_regex (void)
{
  assert_matches ("a.b axb", "a.b", HU_TEXT_SEARCH_REGEX, "0-3 4-7");
  assert_matches ("Fee fee", "f", HU_TEXT_SEARCH_REGEX | HU_TEXT_SEARCH_CASE, "4-5");
  assert_matches ("für Öl und öl", "öl", HU_TEXT_SEARCH_REGEX, "4-6 11-13");
  assert_matches ("one\n\ntwo three\n", "^t\\w+", HU_TEXT_SEARCH_REGEX, "5-8");
  assert_matches ("one\r\n\r\ntwo three\r\n", "\\w+$", HU_TEXT_SEARCH_REGEX | HU_TEXT_SEARCH_WORDS,
                  "0-3 11-16");
  /* What is empty is no match; nor does anything reach over the end of a paragraph. */
  assert_matches ("abc", "x*", HU_TEXT_SEARCH_REGEX, "");
  assert_matches ("a\n\nb", "a\\s+b", HU_TEXT_SEARCH_REGEX, "");
  assert_matches ("coffee fee", "fee", HU_TEXT_SEARCH_REGEX | HU_TEXT_SEARCH_WORDS, "7-10");
}

static void
test_nul (void)
{
  g_autofree char *found = list ("a\0b fee", 7, "b.fee", HU_TEXT_SEARCH_REGEX);

  g_assert_cmpstr (found, ==, "2-7");
}

/* Longer than one call takes: nothing is missed, and places are counted through. */
static void
test_long (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (HuText) text = NULL;
  g_autoptr (GArray) matches = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append (string, "ein Öl ");
  text = hu_text_new_from_utf8 (string->str, -1);
  matches = hu_text_search (text, "\\bÖl\\b", HU_TEXT_SEARCH_REGEX, NULL, NULL);
  g_assert_cmpuint (matches->len, ==, 5000);
  g_assert_cmpuint (g_array_index (matches, HuRange, 4999).start, ==, 4999 * 7 + 4);
}

static void
test_wrong (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("text", -1);
  g_autoptr (GError) error = NULL;

  g_assert_null (hu_text_search (text, "(abc", HU_TEXT_SEARCH_REGEX, NULL, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "(abc"));
  /* What is put before the pattern is not shown to people. */
  g_assert_null (strstr (error->message, "LIMIT"));
}

static void
test_catastrophe (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (HuText) text = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 3000; i++)
    g_string_append (string, "aaaaaaaaaa");
  g_string_append (string, "!");
  text = hu_text_new_from_utf8 (string->str, -1);
  g_assert_null (hu_text_search (text, "(a+)+$", HU_TEXT_SEARCH_REGEX, NULL, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_FORMAT);
  g_clear_error (&error);
  /* The pattern itself can't take the limit away. */
  g_assert_null (
      hu_text_search (text, "(*LIMIT_MATCH=4000000000)(a+)+$", HU_TEXT_SEARCH_REGEX, NULL, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_FORMAT);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("fee fee", -1);
  g_autoptr (GArray) matches = NULL;

  g_cancellable_cancel (cancellable);
  matches = hu_text_search (text, "fee", HU_TEXT_SEARCH_REGEX, cancellable, NULL);
  g_assert_cmpuint (matches->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/text-search/words", test_words);
  g_test_add_func ("/text-search/regex", test_regex);
  g_test_add_func ("/text-search/nul", test_nul);
  g_test_add_func ("/text-search/long", test_long);
  g_test_add_func ("/text-search/wrong", test_wrong);
  g_test_add_func ("/text-search/catastrophe", test_catastrophe);
  g_test_add_func ("/text-search/cancelled", test_cancelled);
  return g_test_run ();
}
