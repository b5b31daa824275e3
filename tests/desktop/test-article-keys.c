/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the article's keys, and the list of them that people read. */
#include "hu-article-keys.h"

static HuKeyPress
letter (int which, guint modifiers)
{
  return (HuKeyPress){ .character = (gunichar) which, .letter = which, .digit = -1, .modifiers = modifiers };
}

static HuKeyPress
sign (gunichar character, guint modifiers)
{
  return (HuKeyPress){ .character = character, .digit = -1, .modifiers = modifiers };
}

static HuKeyPress
special (HuKeySpecial which, guint modifiers)
{
  return (HuKeyPress){ .special = which, .digit = -1, .modifiers = modifiers };
}

static const char *
find (HuKeyPress press)
{
  const HuArticleKey *key = hu_article_keys_find (&press);

  return key ? key->accelerator : NULL;
}

static void
test_find (void)
{
  g_assert_cmpstr (find (letter ('c', 0)), ==, "c");
  g_assert_cmpstr (find (letter ('c', HU_KEY_SHIFT)), ==, "<Shift>c");
  g_assert_cmpstr (find (letter ('c', HU_KEY_CTRL)), ==, NULL);
  g_assert_cmpstr (find (letter ('z', HU_KEY_CTRL)), ==, "<Control>z");
  g_assert_cmpstr (find (letter ('z', HU_KEY_CTRL | HU_KEY_SHIFT)), ==, "<Shift><Control>z");
  g_assert_cmpstr (find (letter ('s', HU_KEY_SHIFT)), ==, NULL);
  /* Shift may be what makes the sign; Ctrl and Alt make another key of it. */
  g_assert_cmpstr (find (sign ('+', HU_KEY_SHIFT)), ==, "plus");
  g_assert_cmpstr (find (sign ('+', 0)), ==, "plus");
  g_assert_cmpstr (find (sign ('+', HU_KEY_CTRL)), ==, NULL);
  g_assert_cmpstr (find (sign ('.', HU_KEY_ALT)), ==, NULL);
  g_assert_cmpstr (find (special (HU_KEY_UP, HU_KEY_ALT)), ==, "<Alt>Up");
  g_assert_cmpstr (find (special (HU_KEY_UP, 0)), ==, NULL);
  g_assert_cmpstr (find (special (HU_KEY_LEFT, HU_KEY_ALT | HU_KEY_SHIFT)), ==, "<Shift><Alt>Left");
  g_assert_cmpstr (find (special (HU_KEY_ENTER, HU_KEY_CTRL)), ==, NULL);
}

static void
test_taken (void)
{
  g_autoptr (HuEditor) editor = hu_editor_new ();
  HuKeyPress press;

  /* What would be typed is taken; what moves the caret, and other programs' keys, are not. */
  press = letter ('j', 0);
  g_assert_true (hu_article_keys_press (editor, &press));
  press = sign (';', 0);
  g_assert_true (hu_article_keys_press (editor, &press));
  press = special (HU_KEY_BACKSPACE, 0);
  g_assert_true (hu_article_keys_press (editor, &press));
  press = special (HU_KEY_RIGHT, HU_KEY_SHIFT);
  g_assert_false (hu_article_keys_press (editor, &press));
  press = special (HU_KEY_TAB, 0);
  g_assert_false (hu_article_keys_press (editor, &press));
  press = letter ('c', HU_KEY_CTRL);
  g_assert_false (hu_article_keys_press (editor, &press));
  press = letter ('j', HU_KEY_ALT);
  g_assert_false (hu_article_keys_press (editor, &press));
  /* With nothing to let go. */
  press = special (HU_KEY_ESCAPE, 0);
  g_assert_false (hu_article_keys_press (editor, &press));
}

/* Whether a list of accelerators, as the shortcuts window writes it, has a key. */
static gboolean
has_key (const char *list, guint keyval, GdkModifierType modifiers)
{
  g_auto (GStrv) keys = g_strsplit (list, " ", -1);
  gboolean found = FALSE;

  for (char **key = keys; *key && !found; key++)
    {
      guint other;
      GdkModifierType other_modifiers;

      found = gtk_accelerator_parse (*key, &other, &other_modifiers) &&
              gdk_keyval_to_lower (other) == keyval && other_modifiers == modifiers;
    }
  return found;
}

static gboolean
is_listed (const char *ui, guint keyval, GdkModifierType modifiers)
{
  g_autoptr (GRegex) regex = g_regex_new ("name=\"accelerator\">([^<]*)<", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, ui, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *escaped = g_match_info_fetch (match, 1);
      g_autoptr (GString) list = g_string_new (escaped);

      g_string_replace (list, "&lt;", "<", 0);
      g_string_replace (list, "&gt;", ">", 0);
      if (has_key (list->str, keyval, modifiers))
        return TRUE;
    }
  return FALSE;
}

/* Each key of the table stands in the shortcuts window, and can be read by GTK. */
static void
test_listed (void)
{
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data ("/org/hustings/Hustings/hu-shortcuts.ui", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *ui = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  gsize n;
  const HuArticleKey *table = hu_article_keys_get_table (&n);

  g_assert_cmpuint (n, >, 20);
  for (gsize i = 0; i < n; i++)
    {
      guint keyval;
      GdkModifierType modifiers;

      g_assert_nonnull (table[i].title);
      g_assert_nonnull (table[i].command);
      if (!table[i].accelerator)
        continue;
      g_test_message ("%s", table[i].accelerator);
      g_assert_true (gtk_accelerator_parse (table[i].accelerator, &keyval, &modifiers));
      g_assert_true (is_listed (ui, keyval, modifiers));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init ();
  g_test_add_func ("/article-keys/find", test_find);
  g_test_add_func ("/article-keys/taken", test_taken);
  g_test_add_func ("/article-keys/listed", test_listed);
  return g_test_run ();
}
