/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decoding and offsets against Python: a generated corpus of every encoding and every kind of damage. */
#include "hu-text.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define SLICES 12

typedef struct
{
  char *folder;
  GString *manifest;
  GRand *random;
  guint n;
} Corpus;

/* Writes @bytes to a file, decodes them as @encoding (NULL: to be found out), and notes what came out. */
static void
add (Corpus *corpus, const char *bytes, gsize length, const char *encoding)
{
  g_autofree char *name = g_strdup_printf ("%s/%u", corpus->folder, corpus->n++);
  g_autoptr (GBytes) data = g_bytes_new (bytes, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (HuText) text = hu_text_new (data, encoding, &error);
  guint n;

  g_assert_no_error (error);
  g_file_set_contents (name, bytes, (gssize) length, &error);
  g_assert_no_error (error);
  n = hu_text_get_length (text);
  g_string_append_printf (corpus->manifest, "%s\t%s\t%u\t%s", name, hu_text_get_encoding (text), n,
                          hu_text_get_text_sha256 (text));
  for (guint i = 0; i < SLICES; i++)
    {
      guint start = (guint) g_rand_int_range (corpus->random, 0, (gint32) n + 1);
      guint longest = (guint) g_rand_int_range (corpus->random, 0, 40), end = MIN (n, start + longest);
      gsize from = hu_text_offset_to_byte (text, start), to = hu_text_offset_to_byte (text, end);
      g_autofree char *slice = hu_text_dup_range (text, start, end);
      g_autofree char *hash =
          g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) slice, to - from);

      g_assert_cmpuint (hu_text_byte_to_offset (text, from), ==, start);
      g_assert_cmpuint (hu_text_byte_to_offset (text, to), ==, end);
      g_string_append_printf (corpus->manifest, "\t%u:%u:%s", start, end, hash);
    }
  g_string_append_c (corpus->manifest, '\n');
}

static void
add_string (Corpus *corpus, GString *bytes, const char *encoding)
{
  add (corpus, bytes->str, bytes->len, encoding);
  g_string_free (bytes, TRUE);
}

/* Text of all that makes trouble, as valid UTF-8. */
static GString *
random_utf8 (Corpus *corpus, guint pieces)
{
  static const struct
  {
    const char *bytes;
    gsize n;
  } parts[] = {
    { "\r\n", 2 },
    { "\r", 1 },
    { "\n", 1 },
    { "\xC2\x85", 2 },
    { "\xE2\x80\xA8", 3 },
    { "\xE2\x80\xA9", 3 },
    { "e\xCC\x81", 3 },
    { "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80", 11 },
    { "\xF0\x9E\xA4\x80", 4 },
    { "plain words ", 12 },
    { "\xC3\xA4\xC3\xB6\xC3\xBC", 6 },
    { "\xEF\xBB\xBF", 3 },
    { "\xE4\xB8\xAD", 3 },
    { "\xF4\x8F\xBF\xBF", 4 },
    { "\t", 1 },
    { "\xD8\xB9\xD8\xB1", 4 },
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pieces; i++)
    {
      gint32 k = g_rand_int_range (corpus->random, 0, G_N_ELEMENTS (parts));

      g_string_append_len (text, parts[k].bytes, (gssize) parts[k].n);
    }
  return text;
}

/* Bytes at random, most of them from @from upwards. */
static GString *
random_bytes (Corpus *corpus, guint n, guint from)
{
  GString *bytes = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      gboolean high = g_rand_int_range (corpus->random, 0, 4) > 0;

      g_string_append_c (bytes, (char) g_rand_int_range (corpus->random, high ? (gint32) from : 0, 256));
    }
  return bytes;
}

static void
add_utf8 (Corpus *corpus)
{
  static const char *const bad[] = { "\x80",
                                     "\xBF",
                                     "\xC0\x80",
                                     "\xC1\xBF",
                                     "\xC2",
                                     "\xE0\x80\x80",
                                     "\xE0\xA0",
                                     "\xE2\x82",
                                     "\xED\xA0\x80",
                                     "\xED\xBF\xBF",
                                     "\xF0\x80\x80\x80",
                                     "\xF0\x9F\x91",
                                     "\xF4\x90\x80\x80",
                                     "\xF5\x80\x80\x80",
                                     "\xF8\x88\x80\x80\x80",
                                     "\xFE",
                                     "\xFF",
                                     "\xF0\x9F\x91\xF0\x9F",
                                     "\xE2\x28\xA1" };

  add (corpus, "", 0, NULL);
  add (corpus, "\xEF\xBB\xBF", 3, NULL);
  add (corpus, "a\0b\0c", 5, NULL);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GString) text = random_utf8 (corpus, 1 + i * 20);

      if (i % 3 == 0)
        g_string_prepend_len (text, "\xEF\xBB\xBF", 3);
      add (corpus, text->str, text->len, NULL);
      add (corpus, text->str, text->len, "utf-8");
      g_string_append_len (text, "\0 and on", 8);
      add (corpus, text->str, text->len, NULL);
      for (guint k = 0; k < G_N_ELEMENTS (bad);
           k++) /* damaged in the middle, wherever that is, and at the end */
        if (i % 8 == 1)
          {
            g_autoptr (GString) damaged = g_string_new_len (text->str, (gssize) text->len);

            g_string_insert (damaged, (gssize) (damaged->len / 2), bad[k]);
            g_string_append (damaged, bad[k]);
            add (corpus, damaged->str, damaged->len, "utf-8");
          }
    }
  for (guint i = 0; i < 40; i++)
    add_string (corpus, random_bytes (corpus, 200 + i * 11, 0x80), "utf-8");
  for (guint i = 0; i < 40; i++)
    add_string (corpus, random_bytes (corpus, 200 + i * 11, 0xC0), "utf-8-sig");
}

static void
add_utf16 (Corpus *corpus)
{
  for (guint i = 0; i < 60; i++)
    {
      gboolean big = i % 2 == 1;
      GString *text = g_string_new_len (big ? "\xFE\xFF" : "\xFF\xFE", 2);

      for (guint k = 0; k < 40 + i * 7; k++)
        {
          static const guint16 units[] = { 'a',    ' ',    '\r',   '\n',   0x85,   0x2028, 0x2029, 0x301,
                                           0xD83D, 0xDC69, 0xD800, 0xDFFF, 0xFEFF, 0xFFFE, 0x4E2D };
          guint16 unit = units[g_rand_int_range (corpus->random, 0, G_N_ELEMENTS (units))];

          g_string_append_c (text, (char) (big ? unit >> 8 : unit & 0xFF));
          g_string_append_c (text, (char) (big ? unit & 0xFF : unit >> 8));
        }
      if (i % 5 == 0) /* a high surrogate is the last */
        g_string_append_len (text, big ? "\xD8\x3D" : "\x3D\xD8", 2);
      if (i % 3 == 0) /* half a unit */
        g_string_append_c (text, 'x');
      add (corpus, text->str, text->len, i % 4 == 0 ? "utf-16" : NULL);
      add_string (corpus, g_string_new_len (text->str + 2, (gssize) text->len - 2),
                  big ? "utf-16-be" : "utf-16-le");
      g_string_free (text, TRUE);
    }
}

/* Every byte, every pair, longer sequences at random, and unfinished ones. */
static void
add_legacy (Corpus *corpus, const char *encoding)
{
  GString *bytes = g_string_new ("x");

  for (guint a = 1; a < 256; a++)
    {
      g_string_append_c (bytes, (char) a);
      g_string_append (bytes, "........");
    }
  for (guint a = 0x80; a < 256; a++)
    for (guint b = 0; b < 256; b++)
      g_string_append_printf (bytes, "%c%c%c.......", (int) a, b == 0 ? 1 : (int) b, b == 0 ? '\n' : '.');
  add_string (corpus, bytes, encoding);
  for (guint i = 0; i < 20; i++)
    {
      add_string (corpus, random_bytes (corpus, 300 + i, 0x80), encoding);
      add_string (corpus, random_bytes (corpus, 300 + i, 0xA1), encoding);
    }
  for (guint a = 0x80; a < 256; a += 3)
    {
      char end[] = { 'o', 'k', ' ', (char) a, '0', (char) a, '0' };

      for (gsize n = 4; n <= 7; n++)
        add (corpus, end, n, encoding);
    }
}

static void
add_long_sequences (Corpus *corpus)
{
  GString *gb = g_string_new (NULL), *third = g_string_new (NULL), *hangul = g_string_new (NULL);

  for (guint i = 0; i < 60000; i++)
    g_string_append_printf (gb, "%c%c%c%c\n", g_rand_int_range (corpus->random, 0x81, 0xFF),
                            g_rand_int_range (corpus->random, 0x30, 0x3A),
                            g_rand_int_range (corpus->random, 0x81, 0xFF),
                            g_rand_int_range (corpus->random, 0x30, 0x3A));
  for (guint i = 0; i < 60000; i++)
    g_string_append_printf (gb, "%c%c%c%c", g_rand_int_range (corpus->random, 0x81, 0x85),
                            g_rand_int_range (corpus->random, 0x30, 0x3A),
                            g_rand_int_range (corpus->random, 0x81, 0xFF),
                            g_rand_int_range (corpus->random, 0x30, 0x3A));
  for (guint a = 0x80; a < 256; a++)
    for (guint b = 0x80; b < 256; b++)
      g_string_append_printf (third, "\x8F%c%c....\n", (int) a, (int) b);
  for (guint i = 0; i < 30000; i++)
    g_string_append_printf (hangul, "\xA4\xD4\xA4%c\xA4%c\xA4%c........\n",
                            g_rand_int_range (corpus->random, 0xA1, 0xD8),
                            g_rand_int_range (corpus->random, 0xBD, 0xD8),
                            g_rand_int_range (corpus->random, 0xA1, 0xD8));
  add_string (corpus, gb, "gb18030");
  add_string (corpus, third, "euc-jp");
  add_string (corpus, hangul, "euc-kr");
}

static void
test_python (void)
{
  Corpus corpus = { g_dir_make_tmp ("hu-text-XXXXXX", NULL), g_string_new (NULL), g_rand_new_with_seed (2031),
                    0 };
  const char *const *known = hu_text_get_known_encodings ();
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "text-offsets.py", NULL);
  g_autoptr (GSubprocess) python = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL;

  add_utf8 (&corpus);
  add_utf16 (&corpus);
  add_long_sequences (&corpus);
  for (gsize i = 0; known[i] != NULL; i += 2)
    if (!g_str_has_prefix (known[i], "utf-"))
      add_legacy (&corpus, known[i]);

  python = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                             "python3", script, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (python, corpus.manifest->str, NULL, &report, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (python))
    g_error ("Python decodes otherwise:\n%s", report);
  g_test_message ("%s", report);

  for (guint i = 0; i < corpus.n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%u", corpus.folder, i);

      g_remove (name);
    }
  g_rmdir (corpus.folder);
  g_free (corpus.folder);
  g_string_free (corpus.manifest, TRUE);
  g_rand_free (corpus.random);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/text-offsets/python", test_python);

  return g_test_run ();
}
