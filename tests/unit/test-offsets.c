/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places in other units: against counting the whole text, both ways, at every character. */
#include "hu-offsets.h"

#include <string.h>

static char *
make_text (GRand *rand)
{
  static const char *const pieces[] = { "a", "é", "中", "🌾", "\r\n", "\n", "\r", "שלום ", "words and more " };
  GString *text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 0, 900);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

/* The first @n characters as another program has them, counted by converting them as a whole. */
static guint64
count_whole (HuText *text, guint n, HuUnit unit, HuNewline newline)
{
  g_autofree char *part = hu_text_dup_range (text, 0, n);
  g_autoptr (GString) changed = g_string_new (part);
  glong units = 0;

  if (newline != HU_NEWLINE_AS_IS)
    g_string_replace (changed, "\r\n", "\n", 0);
  if (newline == HU_NEWLINE_CRLF)
    g_string_replace (changed, "\n", "\r\n", 0);
  if (unit == HU_UNIT_UTF8)
    return changed->len;
  if (unit == HU_UNIT_CODE_POINTS)
    return (guint64) g_utf8_strlen (changed->str, -1);
  g_free (g_utf8_to_utf16 (changed->str, -1, NULL, &units, NULL));
  return (guint64) units;
}

static void
check (HuText *text, HuUnit unit, HuNewline newline)
{
  g_autoptr (HuOffsets) offsets = hu_offsets_new (text, unit, newline);
  guint n = hu_text_get_length (text), at;
  guint64 last = G_MAXUINT64;

  g_assert_cmpuint (hu_offsets_get_length (offsets), ==, count_whole (text, n, unit, newline));
  for (guint i = 0; i <= n; i++)
    {
      gboolean in_line_end = i > 0 && i < n && hu_text_get_char (text, i - 1) == '\r' &&
                             hu_text_get_char (text, i) == '\n' && newline != HU_NEWLINE_AS_IS;
      guint64 foreign = hu_offsets_to_foreign (offsets, i);

      if (in_line_end && newline == HU_NEWLINE_LF)
        g_assert_cmpuint (foreign, ==, hu_offsets_to_foreign (offsets, i - 1));
      else if (!in_line_end)
        g_assert_cmpuint (foreign, ==, count_whole (text, i, unit, newline));
      g_assert_true (hu_offsets_from_foreign (offsets, foreign, &at));
      g_assert_cmpuint (at, ==, in_line_end && newline == HU_NEWLINE_LF ? i - 1 : i);
      for (guint64 within = last == G_MAXUINT64 ? foreign : last + 1; within < foreign; within++)
        g_assert_false (hu_offsets_from_foreign (offsets, within, &at));
      last = foreign;
    }
  g_assert_false (hu_offsets_from_foreign (offsets, hu_offsets_get_length (offsets) + 1, &at));
  g_assert_false (hu_offsets_from_foreign (offsets, G_MAXUINT64, &at));
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20310304);

  for (guint round = 0; round < 8; round++)
    {
      g_autofree char *letters = make_text (rand);
      g_autoptr (HuText) text = hu_text_new_from_utf8 (letters, -1);

      for (guint unit = HU_UNIT_CODE_POINTS; unit <= HU_UNIT_UTF8; unit++)
        for (guint newline = HU_NEWLINE_AS_IS; newline <= HU_NEWLINE_CRLF; newline++)
          check (text, unit, newline);
    }
}

static void
test_ranges (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("a🌾b", -1);
  g_autoptr (HuOffsets) offsets = hu_offsets_new (text, HU_UNIT_UTF16, HU_NEWLINE_AS_IS);
  HuRange range;

  g_assert_true (hu_offsets_range_from_foreign (offsets, 1, 3, &range));
  g_assert_cmpuint (range.start, ==, 1);
  g_assert_cmpuint (range.end, ==, 2);
  g_assert_false (hu_offsets_range_from_foreign (offsets, 1, 2, &range));
  g_assert_false (hu_offsets_range_from_foreign (offsets, 1, 1, &range));
  g_assert_false (hu_offsets_range_from_foreign (offsets, 3, 1, &range));
  g_assert_false (hu_offsets_range_from_foreign (offsets, 3, 5, &range));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/offsets/random", test_random);
  g_test_add_func ("/offsets/ranges", test_ranges);
  return g_test_run ();
}
