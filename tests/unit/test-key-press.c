/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What key presses mean on American, German, French, Czech, Russian and Arabic keyboards. */
#include "hu-key-press.h"

/* Codes of keys by the sign that they have on an American keyboard. */
static guint
code_of (char key)
{
  static const struct
  {
    char key;
    guint code;
  } others[] = { { '=', 21 },  { '-', 20 }, { '[', 34 }, { ';', 47 },
                 { '\\', 51 }, { ',', 59 }, { '.', 60 }, { '/', 61 } };

  if (key >= '1' && key <= '9')
    return (guint) (10 + key - '1');
  if (key == '0')
    return 19;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].key == key)
      return others[i].code;
  for (guint code = HU_KEY_FIRST_LETTER; code <= HU_KEY_LAST_LETTER; code++)
    if (hu_key_press_get_letter_at (code) == key)
      return code;
  g_assert_not_reached ();
}

typedef enum
{
  PLAIN,
  SHIFT,
  ALTGR,
} Level;

/* One key of a layout: what it makes at each level, and what a press at one of them means. */
typedef struct
{
  const char *layout;
  char key;
  const char *makes[3];
  Level level;
  const char *character;
  int digit;
  int letter;
  gboolean types;
  gboolean shift_makes_digit;
} Row;

static const Row rows[] = {
  /* The letter is the character's on every Latin layout. */
  { "us", 'c', { "c", "C", "" }, PLAIN, "c", -1, 'c', TRUE },
  { "us", 'c', { "c", "C", "" }, SHIFT, "C", -1, 'c', TRUE },
  { "us", '1', { "1", "!", "" }, PLAIN, "1", 1, 0, FALSE },
  { "us", '1', { "1", "!", "" }, SHIFT, "!", 1, 0, FALSE },
  { "us", '0', { "0", ")", "" }, PLAIN, "0", 0, 0, FALSE },
  { "us", '.', { ".", ">", "" }, PLAIN, ".", -1, 0, FALSE },
  { "us", '=', { "=", "+", "" }, SHIFT, "+", -1, 0, FALSE },
  { "us", '/', { "/", "?", "" }, PLAIN, "/", -1, 0, FALSE },

  { "de", 'z', { "y", "Y", "»" }, PLAIN, "y", -1, 'y', TRUE },
  { "de", 'y', { "z", "Z", "←" }, PLAIN, "z", -1, 'z', TRUE },
  { "de", 'q', { "q", "Q", "@" }, ALTGR, "@", -1, 0, FALSE },
  { "de", ';', { "ö", "Ö", "" }, PLAIN, "ö", -1, 0, TRUE },
  { "de", '7', { "7", "/", "{" }, PLAIN, "7", 7, 0, FALSE },
  { "de", '7', { "7", "/", "{" }, SHIFT, "/", 7, 0, FALSE },
  { "de", '[', { "ü", "Ü", "" }, PLAIN, "ü", -1, 0, TRUE },

  /* AZERTY: the row of digits makes signs and letters, digits with Shift. */
  { "fr", '1', { "&", "1", "¹" }, PLAIN, "&", 1, 0, FALSE },
  { "fr", '1', { "&", "1", "¹" }, SHIFT, "1", 1, 0, FALSE },
  { "fr", '2', { "é", "2", "~" }, PLAIN, "é", 2, 0, TRUE },
  { "fr", '2', { "é", "2", "~" }, SHIFT, "2", 2, 0, FALSE, TRUE },
  { "fr", '0', { "à", "0", "@" }, SHIFT, "0", 0, 0, FALSE, TRUE },
  { "fr", 'q', { "a", "A", "æ" }, PLAIN, "a", -1, 'a', TRUE },
  { "fr", 'a', { "q", "Q", "@" }, PLAIN, "q", -1, 'q', TRUE },
  { "fr", ';', { "m", "M", "µ" }, PLAIN, "m", -1, 'm', TRUE },
  { "fr", 'm', { ",", "?", "" }, PLAIN, ",", -1, 0, FALSE },
  { "fr", ',', { ";", ".", "•" }, SHIFT, ".", -1, 0, FALSE },
  { "fr", '.', { ":", "/", "·" }, SHIFT, "/", -1, 0, FALSE },
  { "fr", '=', { "=", "+", "}" }, SHIFT, "+", -1, 0, FALSE },

  { "cz", '1', { "+", "1", "!" }, PLAIN, "+", 1, 0, FALSE },
  { "cz", '1', { "+", "1", "!" }, SHIFT, "1", 1, 0, FALSE },
  { "cz", '2', { "ě", "2", "@" }, PLAIN, "ě", 2, 0, TRUE },
  { "cz", '2', { "ě", "2", "@" }, SHIFT, "2", 2, 0, FALSE, TRUE },
  { "cz", 'y', { "z", "Z", "←" }, PLAIN, "z", -1, 'z', TRUE },
  { "cz", '[', { "ú", "/", "[" }, SHIFT, "/", -1, 0, FALSE },

  /* Letters by position where the layout isn't Latin; signs wherever they are. */
  { "ru", 'c', { "с", "С", "" }, PLAIN, "с", -1, 'c', TRUE },
  { "ru", 'c', { "с", "С", "" }, SHIFT, "С", -1, 'c', TRUE },
  { "ru", 'z', { "я", "Я", "" }, PLAIN, "я", -1, 'z', TRUE },
  { "ru", ',', { "б", "Б", "" }, PLAIN, "б", -1, 0, TRUE },
  { "ru", '.', { "ю", "Ю", "" }, PLAIN, "ю", -1, 0, TRUE },
  { "ru", '/', { ".", ",", "" }, PLAIN, ".", -1, 0, FALSE },
  { "ru", '/', { ".", ",", "" }, SHIFT, ",", -1, 0, FALSE },
  { "ru", '\\', { "\\", "/", "" }, SHIFT, "/", -1, 0, FALSE },
  { "ru", '8', { "8", "*", "₽" }, PLAIN, "8", 8, 0, FALSE },

  { "ara", 'c', { "ؤ", "}", "" }, PLAIN, "ؤ", -1, 'c', TRUE },
  { "ara", 'c', { "ؤ", "}", "" }, SHIFT, "}", -1, 'c', FALSE },
  { "ara", 's', { "س", "ٍ", "" }, SHIFT, "ٍ", -1, 's', TRUE },
  { "ara", 'b', { "ﻻ", "ﻵ", "" }, PLAIN, "ﻻ", -1, 'b', TRUE },
  { "ara", 'k', { "ن", "،", "٫" }, PLAIN, "ن", -1, 'k', TRUE },
  { "ara", 'k', { "ن", "،", "٫" }, SHIFT, ",", -1, 0, FALSE },
  { "ara", 'l', { "م", "/", "" }, SHIFT, "/", -1, 0, FALSE },
  { "ara", 'f', { "ب", "[", "پ" }, ALTGR, "پ", -1, 0, TRUE },
  { "ara", '.', { "ز", ".", "ژ" }, SHIFT, ".", -1, 0, FALSE },
  { "ara", ',', { "و", ",", "٬" }, SHIFT, ",", -1, 0, FALSE },
  { "ara", '1', { "1", "!", "١" }, PLAIN, "1", 1, 0, FALSE },
  { "ara", '1', { "1", "!", "١" }, ALTGR, "١", 1, 0, FALSE },
};

static void
test_layouts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      const HuKeyFacts facts = {
        .keycode = code_of (row->key),
        .character = g_utf8_get_char (row->makes[row->level]),
        .alone = g_utf8_get_char (row->makes[PLAIN]),
        .shifted = g_utf8_get_char (row->makes[SHIFT]),
        .latin = !g_str_equal (row->layout, "ru") && !g_str_equal (row->layout, "ara"),
        .modifiers = row->level == SHIFT ? HU_KEY_SHIFT : 0,
      };
      HuKeyPress press;

      g_test_message ("%s, the key %c makes %s", row->layout, row->key, row->makes[row->level]);
      hu_key_press_init (&press, &facts);
      g_assert_cmpuint (press.character, ==, g_utf8_get_char (row->character));
      g_assert_cmpint (press.digit, ==, row->digit);
      g_assert_cmpint (press.letter, ==, row->letter);
      g_assert_cmpint (press.types, ==, row->types);
      g_assert_cmpint (press.shift_makes_digit, ==, row->shift_makes_digit);
      g_assert_false (press.keypad);
      g_assert_cmpuint (press.modifiers, ==, facts.modifiers);
    }
}

static HuKeyPress
press_keypad (guint keycode, gunichar character, HuKeySpecial special)
{
  const HuKeyFacts facts = { .keycode = keycode, .character = character, .special = special };
  HuKeyPress press;

  hu_key_press_init (&press, &facts);
  return press;
}

static void
test_keypad (void)
{
  static const guint keys[] = { 90, 87, 88, 89, 83, 84, 85, 79, 80, 81 };
  HuKeyPress press;

  for (int digit = 0; digit < 10; digit++)
    {
      press = press_keypad (keys[digit], (gunichar) ('0' + digit), HU_KEY_NONE);
      g_assert_cmpint (press.digit, ==, digit);
      g_assert_true (press.keypad);
    }
  /* Without Num Lock, and the keys that aren't digits. */
  press = press_keypad (87, 0, HU_KEY_END);
  g_assert_cmpint (press.digit, ==, -1);
  g_assert_false (press.keypad);
  g_assert_cmpint (press.special, ==, HU_KEY_END);
  press = press_keypad (86, '+', HU_KEY_NONE);
  g_assert_cmpint (press.digit, ==, -1);
  g_assert_cmpuint (press.character, ==, '+');
  /* The decimal key makes a comma on many keyboards. */
  press = press_keypad (91, ',', HU_KEY_NONE);
  g_assert_cmpuint (press.character, ==, ',');
}

static void
test_special (void)
{
  HuKeyPress press;

  hu_key_press_init (&press, &(HuKeyFacts){ .keycode = 36, .character = '\r', .special = HU_KEY_ENTER });
  g_assert_cmpuint (press.character, ==, 0);
  g_assert_cmpint (press.special, ==, HU_KEY_ENTER);
  g_assert_cmpint (press.letter, ==, 0);
  hu_key_press_init (&press, &(HuKeyFacts){ .keycode = 65, .character = ' ', .special = HU_KEY_SPACE });
  g_assert_cmpuint (press.character, ==, ' ');
}

static void
test_modifiers (void)
{
  HuKeyPress press;

  /* Ctrl+Z by the letter on German keyboards, by position on Russian ones. */
  hu_key_press_init (&press, &(HuKeyFacts){ .keycode = 29,
                                            .character = 'z',
                                            .alone = 'z',
                                            .shifted = 'Z',
                                            .latin = TRUE,
                                            .modifiers = HU_KEY_CTRL });
  g_assert_cmpint (press.letter, ==, 'z');
  hu_key_press_init (&press, &(HuKeyFacts){ .keycode = 52,
                                            .character = 0x44F,
                                            .alone = 0x44F,
                                            .shifted = 0x42F,
                                            .modifiers = HU_KEY_CTRL });
  g_assert_cmpint (press.letter, ==, 'z');
  g_assert_cmpuint (press.modifiers, ==, HU_KEY_CTRL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/key-press/layouts", test_layouts);
  g_test_add_func ("/key-press/keypad", test_keypad);
  g_test_add_func ("/key-press/special", test_special);
  g_test_add_func ("/key-press/modifiers", test_modifiers);
  return g_test_run ();
}
