/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text's offsets, paragraphs, boundaries and selections. */
#include "hu-error.h"
#include "hu-text.h"

#include <string.h>
#include <unicode/uchar.h>

#define UNICODE_TESTS "/usr/share/unicode/auxiliary"

static HuText *
new_bytes (const char *bytes, gsize length, const char *encoding)
{
  g_autoptr (GBytes) data = g_bytes_new (bytes, length);
  g_autoptr (GError) error = NULL;
  HuText *text = hu_text_new (data, encoding, &error);

  g_assert_no_error (error);
  return text;
}

static void
assert_range (HuText *text, HuRange range, const char *expected)
{
  g_autofree char *found = hu_text_dup_range (text, range.start, range.end);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *bytes;
    const char *encoding;
    gboolean guessed;
    const char *text;
  } cases[] = {
    { "Plain words.", "utf-8", FALSE, "Plain words." },
    { "\xEF\xBB\xBFWith a mark.", "utf-8-sig", FALSE, "With a mark." },
    { "Stra\xC3\x9F"
      "e",
      "utf-8", FALSE, "Straße" },
    { "The nation\x92s voters \x97 all of them \x97 said \x93no\x94 to the caf\xE9 tax.", "cp1252", TRUE,
      "The nation’s voters — all of them — said “no” to the café tax." },
    { "\xCF\xF0\xE0\xE2\xE8\xF2\xE5\xEB\xFC\xF1\xF2\xE2\xEE \xEE\xE1\xFA\xFF\xE2\xE8\xEB\xEE \xEE "
      "\xED\xEE\xE2\xEE\xEC "
      "\xED\xE0\xEB\xEE\xE3\xE5 \xED\xE0 \xEF\xEE\xF0\xF2.",
      "cp1251", TRUE, "Правительство объявило о новом налоге на порт." },
    { "\xF0\xD2\xC1\xD7\xC9\xD4\xC5\xCC\xD8\xD3\xD4\xD7\xCF \xCF\xC2\xDF\xD1\xD7\xC9\xCC\xCF \xCF "
      "\xCE\xCF\xD7\xCF\xCD "
      "\xCE\xC1\xCC\xCF\xC7\xC5 \xCE\xC1 \xD0\xCF\xD2\xD4.",
      "koi8-r", TRUE, "Правительство объявило о новом налоге на порт." },
    /* UTF-8 with one bad byte among many good ones */
    { "“Grüße” – „Größe“ \xFF – naïve “words” and “more”.", "utf-8", TRUE,
      "“Grüße” – „Größe“ \xEF\xBF\xBD – naïve “words” and “more”." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HuText) text = new_bytes (cases[i].bytes, strlen (cases[i].bytes), NULL);

      g_assert_cmpstr (hu_text_get_encoding (text), ==, cases[i].encoding);
      g_assert_cmpint (hu_text_get_encoding_guessed (text), ==, cases[i].guessed);
      g_assert_cmpstr (hu_text_get_utf8 (text, NULL), ==, cases[i].text);
    }
}

static void
test_encoding_names (void)
{
  static const char *const names[][2] = {
    { "UTF8", "utf-8" },          { "latin-1", "iso-8859-1" },  { "ISO_8859-2", "iso-8859-2" },
    { "windows-1252", "cp1252" }, { "1252", "cp1252" },         { "KOI8_R", "koi8-r" },
    { "SJIS", "shift_jis" },      { "mac_roman", "mac-roman" }, { "utf_16_le", "utf-16-le" },
    { "cp936", "gbk" },
  };
  const char *const *known = hu_text_get_known_encodings ();
  g_autoptr (GBytes) empty = g_bytes_new ("", 0);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (HuText) text = hu_text_new (empty, names[i][0], NULL);

      g_assert_nonnull (text);
      g_assert_cmpstr (hu_text_get_encoding (text), ==, names[i][1]);
    }
  for (gsize i = 0; known[i] != NULL; i += 2)
    {
      g_autoptr (HuText) text = hu_text_new (empty, known[i], NULL);

      g_assert_nonnull (known[i + 1]);
      g_assert_cmpstr (hu_text_get_encoding (text), ==, known[i]);
    }
  g_assert_null (hu_text_new (empty, "klingon", &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_FORMAT);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *bytes;
    gsize n;
  } binaries[] = {
    { "%PDF-1.7\nThis might be read as text.\n", 37 },
    { "PK\x03\x04 and more", 13 },
    { "\x89PNG\r\n\x1A\n....", 12 },
    { "\x7F"
      "ELF....",
      8 },
    { "a\0b\0c\0d\0e\0f\0g\0h\0", 16 },
    { "\x01\x02\x03\x04\x05\x06\x07\x08\x0E\x0F\x10", 11 },
  };
  g_autofree char *large = g_malloc0 (HU_TEXT_MAX_BYTES + 1);
  g_autoptr (GBytes) too_large = g_bytes_new_static (large, HU_TEXT_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (binaries); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (binaries[i].bytes, binaries[i].n);

      g_assert_null (hu_text_new (bytes, NULL, &error));
      g_assert_error (error, HU_ERROR, HU_ERROR_BINARY);
      g_clear_error (&error);
    }
  g_assert_null (hu_text_new (too_large, NULL, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_TOO_LARGE);
}

static void
test_a_few_nuls_open (void)
{
  const char bytes[] = "One\0 two.\r\n\0Three.";
  g_autoptr (HuText) text = new_bytes (bytes, sizeof bytes - 1, NULL);
  g_autofree char *snippet = hu_text_dup_snippet (text, 0, 99, 0);
  g_autofree char *copy = hu_text_dup_range (text, 2, 6);
  gsize n;

  g_assert_cmpuint (hu_text_get_length (text), ==, sizeof bytes - 1);
  hu_text_get_utf8 (text, &n);
  g_assert_cmpuint (n, ==, sizeof bytes - 1);
  g_assert_cmpmem (copy, 4, "e\0 t", 4);
  g_assert_cmpstr (snippet, ==, "One␀ two. ␀Three.");
}

static void
test_offsets (void)
{
  g_autoptr (GString) long_text = g_string_new (NULL);
  g_autoptr (HuText) text = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append (long_text, i % 3 == 0 ? "ä" : i % 7 == 0 ? "𞤀" : "x");
  text = hu_text_new_from_utf8 (long_text->str, -1);
  g_assert_cmpuint (hu_text_get_length (text), ==, 2000);
  for (guint i = 0; i <= 2000; i++)
    {
      gsize byte = (gsize) (g_utf8_offset_to_pointer (long_text->str, i) - long_text->str);

      g_assert_cmpuint (hu_text_offset_to_byte (text, i), ==, byte);
      g_assert_cmpuint (hu_text_byte_to_offset (text, byte), ==, i);
      if (i < 2000 && i % 3 == 0)
        g_assert_cmpuint (hu_text_byte_to_offset (text, byte + 1), ==, i); /* within the character */
    }
  g_assert_cmpuint (hu_text_get_char (text, 3), ==, 0xE4);
  g_assert_cmpuint (hu_text_get_char (text, 2000), ==, 0);
  g_assert_cmpuint (hu_text_offset_to_byte (text, 5000), ==, long_text->len);
  g_assert_cmpuint (hu_text_byte_to_offset (text, long_text->len + 9), ==, 2000);
}

static void
test_hashes (void)
{
  g_autoptr (HuText) lf = hu_text_new_from_utf8 ("a\nb\nc\n", -1);
  g_autoptr (HuText) mixed = new_bytes ("\xEF\xBB\xBF"
                                        "a\r\nb\rc\n",
                                        10, NULL);

  g_assert_cmpstr (hu_text_get_sha256 (lf), ==, hu_text_get_text_sha256 (lf));
  g_assert_cmpstr (hu_text_get_sha256 (mixed), !=, hu_text_get_sha256 (lf));
  g_assert_cmpstr (hu_text_get_text_sha256 (mixed), ==, hu_text_get_text_sha256 (lf));
}

static void
test_equal_but_for_line_ends (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("one\r\ntwo\rthree\n", -1);

  g_assert_true (hu_text_range_equals (text, 0, 15, "one\ntwo\nthree\r\n", -1));
  g_assert_true (hu_text_range_equals (text, 0, 3, "one", -1));
  g_assert_true (hu_text_range_equals (text, 2, 6, "e\rtxxx", 3));
  g_assert_false (hu_text_range_equals (text, 0, 15, "one\n\ntwo\nthree\n", -1));
  g_assert_false (hu_text_range_equals (text, 0, 3, "onetwo", -1));
  g_assert_false (hu_text_range_equals (text, 0, 3, "on\xFF", -1));
}

static void
test_snippet (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("  Some\r\n\twords,  cafe\xCC\x81 too.  ", -1);
  g_autofree char *all = hu_text_dup_snippet (text, 0, 99, 0);
  g_autofree char *cut = hu_text_dup_snippet (text, 0, 99, 8);
  g_autofree char *cluster = hu_text_dup_snippet (text, 0, 99, 17);

  g_assert_cmpstr (all, ==, "Some words, cafe\xCC\x81 too.");
  g_assert_cmpstr (cut, ==, "Some wor…");
  g_assert_cmpstr (cluster, ==, "Some words, cafe\xCC\x81…");
  g_free (cluster);
  cluster = hu_text_dup_snippet (text, 0, 99, 16);
  g_assert_cmpstr (cluster, ==, "Some words, caf…");
}

static void
test_paragraphs (void)
{
  g_autoptr (HuText) text =
      hu_text_new_from_utf8 ("\n  \none\r\n\r\ntwo\xC2\x85still\xE2\x80\xA8two\rthree\xE2\x80\xA9"
                             "four\n \t\n",
                             -1);
  g_autoptr (HuText) blank = hu_text_new_from_utf8 (" \n", -1);

  g_assert_cmpuint (hu_text_get_n_paragraphs (text), ==, 4);
  assert_range (text, hu_text_get_paragraph (text, 0), "one");
  assert_range (text, hu_text_get_paragraph (text, 1), "two\xC2\x85still\xE2\x80\xA8two");
  assert_range (text, hu_text_get_paragraph (text, 2), "three");
  assert_range (text, hu_text_get_paragraph (text, 3), "four");
  g_assert_cmpuint (hu_text_paragraph_index_at (text, 0), ==, 0);
  g_assert_cmpuint (hu_text_paragraph_index_at (text, 8), ==, 0);
  g_assert_cmpuint (hu_text_paragraph_index_at (text, 11), ==, 1);
  g_assert_cmpuint (hu_text_paragraph_index_at (text, 999), ==, 3);
  g_assert_cmpuint (hu_text_get_n_paragraphs (blank), ==, 0);
  g_assert_cmpuint (hu_text_paragraph_at (blank, 1).end, ==, 0);
}

/* A line "÷ 0020 × 0308 ÷": the text, and by code point whether there is a boundary. */
static HuText *
parse_case (const char *line, GArray *boundaries)
{
  g_auto (GStrv) fields = g_strsplit_set (line, " \t", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  g_array_set_size (boundaries, 0);
  for (guint i = 0; fields[i] != NULL && fields[i][0] != '#'; i++)
    {
      gboolean boundary = g_str_equal (fields[i], "÷");

      if (boundary || g_str_equal (fields[i], "×"))
        g_array_append_val (boundaries, boundary);
      else if (fields[i][0] != '\0')
        g_string_append_unichar (text, (gunichar) g_ascii_strtoull (fields[i], NULL, 16));
    }
  return hu_text_new_from_utf8 (text->str, (gssize) text->len);
}

static void
check_words (HuText *text, GArray *boundaries)
{
  for (guint i = 0; i < boundaries->len; i++)
    g_assert_cmpint (hu_text_is_word_boundary (text, i), ==, g_array_index (boundaries, gboolean, i));
  for (guint i = 0; i + 1 < boundaries->len; i++)
    {
      HuRange word = hu_text_word_at (text, i);

      g_assert_true (word.start <= i && i < word.end);
      g_assert_true (g_array_index (boundaries, gboolean, word.start));
      g_assert_true (g_array_index (boundaries, gboolean, word.end));
      for (guint k = word.start + 1; k < word.end; k++)
        g_assert_false (g_array_index (boundaries, gboolean, k));
    }
}

static void
check_graphemes (HuText *text, GArray *boundaries)
{
  guint before = 0;

  for (guint i = 0; i < boundaries->len; i++)
    {
      gboolean boundary = g_array_index (boundaries, gboolean, i);

      g_assert_cmpint (hu_text_is_grapheme_boundary (text, i), ==, boundary);
      g_assert_cmpuint (hu_text_grapheme_before (text, i), ==, before);
      if (boundary && i > 0)
        g_assert_cmpuint (hu_text_grapheme_after (text, before), ==, i);
      if (boundary)
        before = i;
    }
}

/* All of Unicode's own cases, which are those of ICU's Unicode where the versions are the same. */
static void
run_unicode_cases (const char *name, void (*check) (HuText *text, GArray *boundaries))
{
  g_autofree char *path = g_strdup_printf (UNICODE_TESTS "/%s.txt", name);
  g_autofree char *contents = NULL;
  g_autoptr (GArray) boundaries = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autofree char *version = NULL;
  g_auto (GStrv) lines = NULL;
  UVersionInfo icu;
  guint n = 0;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    {
      g_test_skip ("unicode-data is not installed");
      return;
    }
  lines = g_strsplit (contents, "\n", -1);
  u_getUnicodeVersion (icu);
  version = g_strdup_printf ("# %s-%u.%u.%u.txt", name, icu[0], icu[1], icu[2]);
  if (!g_str_has_prefix (lines[0], version))
    {
      g_test_skip ("unicode-data and ICU are of different versions of Unicode");
      return;
    }
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (HuText) text = NULL;

      if (!g_str_has_prefix (lines[i], "÷"))
        continue;
      g_test_message ("%s", lines[i]);
      text = parse_case (lines[i], boundaries);
      g_assert_cmpuint (boundaries->len, ==, hu_text_get_length (text) + 1);
      check (text, boundaries);
      n++;
    }
  g_assert_cmpuint (n, >, 500);
}

static void
test_unicode_graphemes (void)
{
  run_unicode_cases ("GraphemeBreakTest", check_graphemes);
}

static void
test_unicode_words (void)
{
  run_unicode_cases ("WordBreakTest", check_words);
}

static void
test_direction (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("12 – fee\n«مرحبا» fee\n3 + 4\nשלום", -1);
  static const gboolean expected[] = { FALSE, TRUE, FALSE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (hu_text_is_right_to_left (text, hu_text_get_paragraph (text, i)), ==, expected[i]);
}

static void
test_words (void)
{
  /*                                                0    5         16        26   30 */
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("The dockworkers’ nation’s cut, 3.5 …  end", -1);

  assert_range (text, hu_text_word_at (text, 18), "nation’s");
  assert_range (text, hu_text_word_at (text, 15), "’");
  assert_range (text, hu_text_word_at (text, 999), "end");
  g_assert_cmpuint (hu_text_word_end_after (text, 0), ==, 3);
  g_assert_cmpuint (hu_text_word_end_after (text, 3), ==, 15);
  g_assert_cmpuint (hu_text_word_end_after (text, 29), ==, 34);
  g_assert_cmpuint (hu_text_word_end_after (text, 34), ==, 41);
  g_assert_cmpuint (hu_text_word_end_after (text, 41), ==, 41);
  g_assert_cmpuint (hu_text_word_end_before (text, 17), ==, 15);
  g_assert_cmpuint (hu_text_word_end_before (text, 3), ==, 0);
  g_assert_cmpuint (hu_text_word_start_before (text, 17), ==, 4);
  g_assert_cmpuint (hu_text_word_start_before (text, 19), ==, 17);
  g_assert_cmpuint (hu_text_word_start_before (text, 38), ==, 31);
  g_assert_cmpuint (hu_text_word_start_before (text, 0), ==, 0);
  g_assert_cmpuint (hu_text_word_start_after (text, 4), ==, 17);
  g_assert_cmpuint (hu_text_word_start_after (text, 31), ==, 38);
  g_assert_cmpuint (hu_text_word_start_after (text, 38), ==, 41);
}

static void
test_graphemes_across_windows (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (HuText) text = NULL;
  guint offset = 0;

  for (guint i = 0; i < 3000; i++) /* a family of five code points, then a CR LF */
    g_string_append (string, "👩‍👧‍👦\r\n");
  text = hu_text_new_from_utf8 (string->str, -1);
  for (guint i = 0; i < 6000; i++)
    {
      guint next = hu_text_grapheme_after (text, offset);

      g_assert_cmpuint (next - offset, ==, i % 2 == 0 ? 5 : 2);
      g_assert_cmpuint (hu_text_grapheme_before (text, next), ==, offset);
      g_assert_cmpuint (hu_text_grapheme_before (text, next - 1), ==, offset);
      g_assert_false (hu_text_is_grapheme_boundary (text, offset + 1));
      offset = next;
    }
  g_assert_cmpuint (offset, ==, hu_text_get_length (text));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/text/encodings", test_encodings);
  g_test_add_func ("/text/encoding-names", test_encoding_names);
  g_test_add_func ("/text/refused", test_refused);
  g_test_add_func ("/text/a-few-nuls-open", test_a_few_nuls_open);
  g_test_add_func ("/text/offsets", test_offsets);
  g_test_add_func ("/text/hashes", test_hashes);
  g_test_add_func ("/text/equal-but-for-line-ends", test_equal_but_for_line_ends);
  g_test_add_func ("/text/snippet", test_snippet);
  g_test_add_func ("/text/paragraphs", test_paragraphs);
  g_test_add_func ("/text/unicode-graphemes", test_unicode_graphemes);
  g_test_add_func ("/text/unicode-words", test_unicode_words);
  g_test_add_func ("/text/direction", test_direction);
  g_test_add_func ("/text/words", test_words);
  g_test_add_func ("/text/graphemes-across-windows", test_graphemes_across_windows);

  return g_test_run ();
}
