/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a key press means, whatever the keyboard's layout: a pure function of what the keyboard tells. */
#include "hu-key-press.h"

#include <string.h>

/* Codes of the keys by their place; the rows of an American keyboard from left to right. */
#define FIRST_DIGIT_KEY  10 /* 1 2 3 … 9 0 */
#define LAST_DIGIT_KEY   19
#define FIRST_KEYPAD_KEY 79 /* 7 8 9 - 4 5 6 + 1 2 3 0 . */
#define LAST_KEYPAD_KEY  91

static const struct
{
  guint first;
  const char *letters;
} letter_rows[] = {
  { 24, "qwertyuiop" },
  { 38, "asdfghjkl" },
  { 52, "zxcvbnm" },
};

int
hu_key_press_get_letter_at (guint keycode)
{
  for (gsize i = 0; i < G_N_ELEMENTS (letter_rows); i++)
    if (keycode >= letter_rows[i].first && keycode - letter_rows[i].first < strlen (letter_rows[i].letters))
      return letter_rows[i].letters[keycode - letter_rows[i].first];
  return 0;
}

/* Signs that mean something by themselves, wherever a layout has them. */
static gboolean
is_sign (gunichar character)
{
  return character == '.' || character == ',' || character == '+' || character == '/';
}

static gunichar
normalise_character (gunichar character)
{
  return character == 0x060C ? ',' : character;
}

static gboolean
is_in_keypad (guint keycode)
{
  return keycode >= FIRST_KEYPAD_KEY && keycode <= LAST_KEYPAD_KEY;
}

static int
find_digit (const HuKeyFacts *facts)
{
  if (facts->keycode >= FIRST_DIGIT_KEY && facts->keycode <= LAST_DIGIT_KEY)
    return (int) (facts->keycode - FIRST_DIGIT_KEY + 1) % 10;
  /* Without Num Lock the keypad moves the caret. */
  if (is_in_keypad (facts->keycode))
    return g_unichar_digit_value (facts->character);
  return -1;
}

/* AltGr's signs belong to no key's place. */
static gboolean
is_of_first_levels (const HuKeyFacts *facts)
{
  const gunichar lower = g_unichar_tolower (facts->character);

  return facts->character == facts->alone || facts->character == facts->shifted ||
         lower == g_unichar_tolower (facts->alone) || lower == g_unichar_tolower (facts->shifted);
}

static int
find_letter (const HuKeyFacts *facts)
{
  const gunichar lower = g_unichar_tolower (facts->character);

  if (lower >= 'a' && lower <= 'z')
    return (int) lower;
  if (facts->latin || facts->special != HU_KEY_NONE || is_sign (normalise_character (facts->character)) ||
      !is_of_first_levels (facts))
    return 0;
  return hu_key_press_get_letter_at (facts->keycode);
}

void
hu_key_press_init (HuKeyPress *self, const HuKeyFacts *facts)
{
  g_return_if_fail (self != NULL && facts != NULL);

  *self = (HuKeyPress){
    .character = normalise_character (facts->character),
    .digit = find_digit (facts),
    .letter = find_letter (facts),
    .types = g_unichar_isalpha (facts->character) || g_unichar_ismark (facts->character),
    .modifiers = facts->modifiers,
    .special = facts->special,
  };
  if (facts->special != HU_KEY_NONE && facts->special != HU_KEY_SPACE)
    self->character = 0;
  self->keypad = self->digit >= 0 && is_in_keypad (facts->keycode);
  self->shift_makes_digit = !self->keypad && self->digit >= 0 && facts->modifiers & HU_KEY_SHIFT &&
                            g_unichar_isdigit (facts->character) && g_unichar_isalpha (facts->alone);
}
