/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of hu-article-buffer.c: the map between offsets and iterators, slices, typography. */
#include "config.h"

#include "hu-article-buffer.h"

#include <string.h>

static HuArticleBuffer *
make_buffer (HuText *text, const HuPart *parts, gsize n)
{
  HuArticleBuffer *buffer = hu_article_buffer_new ();
  PangoFontDescription *font = pango_font_description_from_string ("Sans 12");

  hu_article_buffer_set_typography (buffer, &(HuTypography){ font, 16, FALSE, FALSE });
  pango_font_description_free (font);
  hu_article_buffer_set_text (buffer, text, parts, n);
  hu_article_buffer_load_all (buffer);
  return buffer;
}

static gboolean
is_within_crlf (HuText *text, guint offset)
{
  return offset > 0 && offset < hu_text_get_length (text) && hu_text_get_char (text, offset) == '\n' &&
         hu_text_get_char (text, offset - 1) == '\r';
}

/* Every offset goes to its own character and back, in both maps. */
static void
assert_map (HuArticleBuffer *buffer, HuText *text)
{
  const guint length = hu_text_get_length (text);

  for (guint offset = 0; offset <= length; offset++)
    {
      GtkTextIter iter, end;
      const guint expected = is_within_crlf (text, offset) ? offset - 1 : offset;

      hu_article_buffer_get_iter (buffer, offset, &iter);
      hu_article_buffer_get_end_iter (buffer, offset, &end);
      g_assert_cmpuint (hu_article_buffer_get_offset (buffer, &iter), ==, expected);
      g_assert_cmpuint (hu_article_buffer_get_offset (buffer, &end), ==, expected);
      g_assert_cmpint (gtk_text_iter_compare (&end, &iter), <=, 0);
      if (expected < length)
        {
          const gunichar c = hu_text_get_char (text, expected);

          g_assert_cmpuint (gtk_text_iter_get_char (&iter), ==, c ? c : 0x2400);
        }
      else
        g_assert_true (gtk_text_iter_is_end (&iter));
    }
}

static void
assert_maps (const char *utf8, gssize length)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (utf8, length);
  g_autoptr (HuArticleBuffer) buffer = make_buffer (text, NULL, 0);

  assert_map (buffer, text);
}

static void
test_map (void)
{
  static const char with_nul[] = "a\0b\n\0\0c";

  assert_maps ("", 0);
  assert_maps ("One line", -1);
  assert_maps ("One\nTwo\n\nThree\n", -1);
  assert_maps ("One\r\nTwo\r\n\r\nThree", -1);
  assert_maps ("\r\n\r\n", -1);
  assert_maps ("One\rTwo\r\rThree\n\rFour", -1);
  assert_maps ("NEL\302\205LS\342\200\250PS\342\200\251end", -1);
  assert_maps (with_nul, sizeof (with_nul) - 1);
  assert_maps ("e\314\201\360\237\221\251\342\200\215\360\237\221\251\n\327\251\327\234\327\225\327\235 abc "
               "\330\263\331\204\330\247\331\205",
               -1);
  assert_maps ("object \357\277\274 and \357\277\276", -1);
}

static void
test_crlf_is_one_line (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("One\r\nTwo", -1);
  g_autoptr (HuArticleBuffer) buffer = make_buffer (text, NULL, 0);

  g_assert_cmpint (gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (buffer)), ==, 2);
  g_assert_cmpint (gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (buffer)), ==, 8);
}

/* @unit over and over, @n code points, with the ends of lines now and then where @lines. */
static HuText *
make_long (const char *unit, guint n, guint line)
{
  g_autoptr (GString) string = g_string_new (NULL);
  const guint length = (guint) g_utf8_strlen (unit, -1);

  for (guint done = 0; done < n; done += length)
    {
      g_string_append (string, unit);
      if (line && (done / length) % line == line - 1)
        g_string_append (string, "\n\n");
    }
  return hu_text_new_from_utf8 (string->str, (gssize) string->len);
}

static void
assert_long (const char *unit, guint n)
{
  g_autoptr (HuText) text = make_long (unit, n, 0);
  g_autoptr (HuArticleBuffer) buffer = make_buffer (text, NULL, 0);
  const int lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (buffer));

  g_assert_cmpint (lines, >=, (int) (n / 12100));
  g_assert_cmpint (lines, <=, (int) (n / 10000 + 1));
  /* Each inserted break is one character more. */
  g_assert_cmpint (gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (buffer)), ==,
                   (int) hu_text_get_length (text) + lines - 1);
  assert_map (buffer, text);
  for (int i = 1; i < lines; i++)
    {
      GtkTextIter iter;

      gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (buffer), &iter, i);
      g_assert_true (hu_text_is_grapheme_boundary (text, hu_article_buffer_get_offset (buffer, &iter)));
    }
}

static void
test_long_paragraphs (void)
{
  assert_long ("word ", 45000);
  assert_long ("x", 30000);
  assert_long ("\346\274\242", 25000);
  assert_long ("e\314\201\314\201", 36000);
  assert_long ("\331\203\331\204\331\205\330\251 ", 45000);
}

static void
test_just_long_enough (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (HuText) text = NULL;
  g_autoptr (HuArticleBuffer) buffer = NULL;

  /* A break right before a line end would make a line of nothing. */
  for (guint i = 0; i < 9999; i++)
    g_string_append_c (string, 'x');
  g_string_append (string, " \nNext");
  text = hu_text_new_from_utf8 (string->str, -1);
  buffer = make_buffer (text, NULL, 0);
  g_assert_cmpint (gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (buffer)), ==, 2);
  assert_map (buffer, text);
}

static void
count_loads (gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_slices (void)
{
  g_autoptr (HuText) text = make_long ("A sentence of some words stands here. ", 1000000, 12);
  g_autoptr (HuArticleBuffer) buffer = hu_article_buffer_new ();
  GtkTextIter iter;
  gint64 longest = 0, began = g_get_monotonic_time ();
  guint n_loaded = 0;

  g_signal_connect_swapped (buffer, "notify::loaded", G_CALLBACK (count_loads), &n_loaded);
  hu_article_buffer_set_text (buffer, text, NULL, 0);
  g_test_message ("first screens: %.1f ms", (double) (g_get_monotonic_time () - began) / 1000);
  g_assert_false (hu_article_buffer_get_loaded (buffer));
  /* What isn't in yet is the end, and the caret stays where it is. */
  hu_article_buffer_get_iter (buffer, hu_text_get_length (text), &iter);
  g_assert_true (gtk_text_iter_is_end (&iter));
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (buffer), &iter);
  g_assert_cmpuint (hu_article_buffer_get_offset (buffer, &iter), <, hu_text_get_length (text));
  while (!hu_article_buffer_get_loaded (buffer))
    {
      began = g_get_monotonic_time ();
      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, g_get_monotonic_time () - began);
    }
  g_test_message ("longest slice: %.1f ms", (double) longest / 1000);
  g_assert_cmpuint (n_loaded, ==, 2);
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (buffer), &iter,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (buffer)));
  g_assert_false (gtk_text_iter_is_end (&iter));
  for (guint offset = 0; offset <= hu_text_get_length (text); offset += 997)
    {
      hu_article_buffer_get_iter (buffer, offset, &iter);
      g_assert_cmpuint (hu_article_buffer_get_offset (buffer, &iter), ==, offset);
    }
}

static void
test_text_replaced_while_loading (void)
{
  g_autoptr (HuText) text = make_long ("A sentence of some words stands here. ", 1000000, 12);
  g_autoptr (HuText) other = hu_text_new_from_utf8 ("Other\n", -1);
  g_autoptr (HuArticleBuffer) buffer = hu_article_buffer_new ();
  g_autofree char *shown = NULL;

  hu_article_buffer_set_text (buffer, text, NULL, 0);
  hu_article_buffer_set_text (buffer, other, NULL, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_get (buffer, "text", &shown, NULL);
  g_assert_cmpstr (shown, ==, "Other\n");
  hu_article_buffer_set_text (buffer, NULL, NULL, 0);
  g_assert_cmpint (gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (buffer)), ==, 0);
}

/* The value of a property of the tag with the highest priority that sets it at @offset. */
static double
get_scale (HuArticleBuffer *buffer, guint offset)
{
  GtkTextIter iter;
  double scale = 1;
  g_autoptr (GSList) tags = NULL;

  hu_article_buffer_get_iter (buffer, offset, &iter);
  tags = gtk_text_iter_get_tags (&iter);
  for (GSList *l = tags; l; l = l->next)
    {
      gboolean set;

      g_object_get (l->data, "scale-set", &set, NULL);
      if (set)
        g_object_get (l->data, "scale", &scale, NULL);
    }
  return scale;
}

static int
get_space_below (HuArticleBuffer *buffer, guint offset)
{
  GtkTextIter iter;
  int space = 0;
  g_autoptr (GSList) tags = NULL;

  hu_article_buffer_get_iter (buffer, offset, &iter);
  tags = gtk_text_iter_get_tags (&iter);
  for (GSList *l = tags; l; l = l->next)
    {
      gboolean set;

      g_object_get (l->data, "pixels-below-lines-set", &set, NULL);
      if (set)
        g_object_get (l->data, "pixels-below-lines", &space, NULL);
    }
  return space;
}

static void
test_parts (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("Head\nDek\n\nBody one.\n\nBody two.\n", -1);
  const HuPart parts[] = { { HU_PART_HEADLINE, 0, 4 }, { HU_PART_DEK, 5, 8 } };
  const HuPart corrected[] = { { HU_PART_HEADLINE, 0, 4 }, { HU_PART_HEADING, 10, 19 } };
  g_autoptr (HuArticleBuffer) buffer = make_buffer (text, parts, 2);

  g_assert_cmpint (hu_article_buffer_get_part (buffer, 0), ==, HU_PART_HEADLINE);
  g_assert_cmpint (hu_article_buffer_get_part (buffer, 4), ==, HU_PART_BODY);
  g_assert_cmpint (hu_article_buffer_get_part (buffer, 7), ==, HU_PART_DEK);
  g_assert_cmpfloat (get_scale (buffer, 0), >, 1.4);
  g_assert_cmpfloat (get_scale (buffer, 5), >, 1);
  g_assert_cmpfloat (get_scale (buffer, 10), ==, 1);
  hu_article_buffer_set_parts (buffer, corrected, 2);
  g_assert_cmpfloat (get_scale (buffer, 0), >, 1.4);
  g_assert_cmpfloat (get_scale (buffer, 5), ==, 1);
  g_assert_cmpfloat (get_scale (buffer, 10), >, 1);
  g_assert_cmpfloat (get_scale (buffer, 21), ==, 1);
  hu_article_buffer_set_parts (buffer, NULL, 0);
  g_assert_cmpfloat (get_scale (buffer, 0), ==, 1);
  g_assert_cmpfloat (get_scale (buffer, 10), ==, 1);
}

static void
test_blank_lines (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 ("One\n\n \t\nTwo\nThree\n\nFour", -1);
  g_autoptr (HuArticleBuffer) buffer = make_buffer (text, NULL, 0);
  GtkTextIter iter;

  hu_article_buffer_get_iter (buffer, 4, &iter);
  g_assert_true (hu_article_buffer_is_blank (buffer, &iter));
  hu_article_buffer_get_iter (buffer, 6, &iter);
  g_assert_true (hu_article_buffer_is_blank (buffer, &iter));
  hu_article_buffer_get_iter (buffer, 8, &iter);
  g_assert_false (hu_article_buffer_is_blank (buffer, &iter));
  g_assert_cmpfloat (get_scale (buffer, 4), <, 0.2);
  g_assert_cmpint (get_space_below (buffer, 4), ==, 0);
  /* Lines that follow each other stay close; a blank line is a paragraph's space. */
  g_assert_cmpint (get_space_below (buffer, 0), >, get_space_below (buffer, 8));
  g_assert_cmpint (get_space_below (buffer, 12), ==, get_space_below (buffer, 0));
}

static void
test_no_blank_lines (void)
{
  g_autoptr (HuText) text = hu_text_new_from_utf8 (
      "A first paragraph that goes on for longer than any line of a text wrapped at a fixed width would be.\n"
      "A second.\nA third.",
      -1);
  g_autoptr (HuArticleBuffer) buffer = make_buffer (text, NULL, 0);

  g_assert_cmpint (get_space_below (buffer, 0), >, 8);
  g_assert_cmpint (get_space_below (buffer, 102), ==, get_space_below (buffer, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init ();
  g_test_add_func ("/article-buffer/map", test_map);
  g_test_add_func ("/article-buffer/crlf", test_crlf_is_one_line);
  g_test_add_func ("/article-buffer/long-paragraphs", test_long_paragraphs);
  g_test_add_func ("/article-buffer/just-long-enough", test_just_long_enough);
  g_test_add_func ("/article-buffer/slices", test_slices);
  g_test_add_func ("/article-buffer/replaced-while-loading", test_text_replaced_while_loading);
  g_test_add_func ("/article-buffer/parts", test_parts);
  g_test_add_func ("/article-buffer/blank-lines", test_blank_lines);
  g_test_add_func ("/article-buffer/no-blank-lines", test_no_blank_lines);
  return g_test_run ();
}
