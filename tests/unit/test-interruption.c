/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotations that are interrupted by who says it, in the marks of several languages. */
#include "hu-text.h"

#include <string.h>

static guint
place_of (HuText *text, const char *part)
{
  const char *utf8 = hu_text_get_utf8 (text, NULL);
  const char *found = strstr (utf8, part);

  g_assert_nonnull (found);
  return hu_text_byte_to_offset (text, (gsize) (found - utf8));
}

/* What is left of @selected (a part of @string) once the interruptions are out: "first|second", then "; " and
 * the words that interrupt. "" where nothing does. */
static void
assert_parts (const char *string, const char *selected, const char *expected)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (string, -1);
  HuRange range = { place_of (text, selected), 0 };
  g_autoptr (GArray) found = NULL;
  g_autoptr (GString) parts = g_string_new (NULL);
  guint from = range.start;

  range.end = range.start + (guint) g_utf8_strlen (selected, -1);
  found = hu_text_find_interruptions (text, range);
  for (guint i = 0; i < found->len; i++)
    {
      HuInterruption one = g_array_index (found, HuInterruption, i);
      g_autofree char *part = hu_text_dup_range (text, from, one.gap.start);

      g_string_append_printf (parts, "%s|", part);
      from = one.gap.end;
    }
  if (found->len)
    {
      g_autofree char *part = hu_text_dup_range (text, from, range.end);

      g_string_append (parts, part);
    }
  for (guint i = 0; i < found->len; i++)
    {
      HuInterruption one = g_array_index (found, HuInterruption, i);
      g_autofree char *words = hu_text_dup_range (text, one.words.start, one.words.end);

      g_string_append_printf (parts, "; %s", words);
    }
  g_assert_cmpstr (parts->str, ==, expected);
}

static void
assert_whole (const char *string, const char *expected)
{
  assert_parts (string, string, expected);
}

static void
test_marks (void)
{
  assert_whole ("“We will,” he said, “build it.”", "“We will,”|“build it.”; he said");
  assert_whole ("\"We will,\" he said, \"build it.\"", "\"We will,\"|\"build it.\"; he said");
  assert_whole ("‘We will,’ said Sen. Reik, ‘build it.’", "‘We will,’|‘build it.’; said Sen. Reik");
  assert_whole ("'We will,' he said, 'build it.'", "'We will,'|'build it.'; he said");
  assert_whole ("„Wir werden“, sagte er, „bauen.“", "„Wir werden“|„bauen.“; sagte er");
  assert_whole ("»Wir werden«, sagte sie am Freitag, »bauen.«",
                "»Wir werden«|»bauen.«; sagte sie am Freitag");
  assert_whole ("« Nous allons », a-t-il dit, « construire. »",
                "« Nous allons »|« construire. »; a-t-il dit");
  assert_whole ("«Мы будем», — сказал он, — «строить».", "«Мы будем»|«строить».; сказал он");
}

/* Marks stay only in pairs, and the comma goes with what interrupts. */
static void
test_inner (void)
{
  const char *text = "The mayor was firm. “We will,” he said, “build it by spring.” Nobody cheered.";

  assert_parts (text, "We will,” he said, “build it", "We will|build it; he said");
  assert_parts (text, "“We will,” he said, “build it", "“We will,”|build it; he said");
  assert_parts (text, "will,” he said, “build it by spring.”", "will|“build it by spring.”; he said");
  assert_parts ("»Nie!«, rief Otto Brandt, »niemals!«", "Nie!«, rief Otto Brandt, »niemals",
                "Nie!|niemals; rief Otto Brandt");
  assert_parts ("“Never!” cried Brandt. “Not here.”", "“Never!” cried Brandt. “Not here.”",
                "“Never!”|“Not here.”; cried Brandt");
}

static void
test_several (void)
{
  assert_whole ("“We,” he said, “will,” and paused, “build it.”",
                "“We,”|“will,”|“build it.”; he said; and paused");
}

static void
test_dashes (void)
{
  assert_whole ("— Мы построим, — сказал он, — мост.", "— Мы построим|мост.; сказал он");
  assert_parts ("— Мы построим, — сказал он, — мост.", "Мы построим, — сказал он, — мост",
                "Мы построим|мост; сказал он");
  assert_whole ("– Zbudujemy – powiedział burmistrz – nowy most.",
                "– Zbudujemy|nowy most.; powiedział burmistrz");
  assert_whole ("– Wir bauen, – sagte er, – bald.", "– Wir bauen|bald.; sagte er");
}

/* What isn't one. */
static void
test_none (void)
{
  assert_whole ("“We will build it.”", "");
  assert_whole ("He said that they will build it.", "");
  /* The article's own sentence, with quotations in it. */
  assert_whole ("Critics called it “a wish,” and others “a plan,” on Friday.", "");
  /* Another sentence stands between. */
  assert_whole ("“We will build it.” The crowd cheered. “It was loud.”", "");
  assert_whole ("“We will build it.” Then Brandt rose. “Not here.”", "");
  /* Whole in one quotation, or up to its end. */
  assert_parts ("“We will,” he said, “build it.”", "We will", "");
  assert_parts ("“We will,” he said, “build it.”", "“We will,” he said", "");
  /* Dashes of a plain sentence. */
  assert_whole ("The plan – long delayed – passed on Friday.", "");
  assert_whole ("The plan—long delayed—passed on Friday.", "");
  assert_whole ("", "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interruption/marks", test_marks);
  g_test_add_func ("/interruption/inner", test_inner);
  g_test_add_func ("/interruption/several", test_several);
  g_test_add_func ("/interruption/dashes", test_dashes);
  g_test_add_func ("/interruption/none", test_none);
  return g_test_run ();
}
