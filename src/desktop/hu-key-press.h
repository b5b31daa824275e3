/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key press as the rules see it: what it means, whatever the keyboard's layout. No GTK in it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keys that make no character, or whose character doesn't matter. */
typedef enum
{
  HU_KEY_NONE,
  HU_KEY_ENTER, /* of the keypad too */
  HU_KEY_TAB,
  HU_KEY_BACK_TAB, /* Shift+Tab */
  HU_KEY_ESCAPE,
  HU_KEY_UP,
  HU_KEY_DOWN,
  HU_KEY_LEFT,
  HU_KEY_RIGHT,
  HU_KEY_HOME,
  HU_KEY_END,
  HU_KEY_PAGE_UP,
  HU_KEY_PAGE_DOWN,
  HU_KEY_BACKSPACE,
  HU_KEY_DELETE,
  HU_KEY_SPACE, /* character is ' ' too */
} HuKeySpecial;

typedef enum
{
  HU_KEY_SHIFT = 1 << 0,
  HU_KEY_CTRL = 1 << 1,
  HU_KEY_ALT = 1 << 2,
} HuKeyModifiers;

/**
 * HuKeyPress:
 * @character: what the key makes with the modifiers held, 0 for none. Punctuation counts by this alone,
 *   whatever Shift or AltGr makes it; the Arabic comma is ','
 * @digit: 0 to 9 by the key's position in the row of digits or on the keypad, whatever it makes there
 *   (AZERTY, Czech); -1 for other keys
 * @letter: 'a' to 'z': the character's letter, or that of the key's position where the layout isn't Latin; 0
 *   for other keys, and where the character is one of `. , + /`, which count by themselves
 * @types: the character is a letter, a mark or another sign of a word, so that in a field that takes text
 *   it is text before it is a digit (Czech 'ě' on the key 2)
 * @keypad: the key is on the keypad: its digits always count
 * @shift_makes_digit: Shift is held and makes the digit where the key alone makes a letter (AZERTY 'é' and
 * '2'): then Shift says nothing more
 * @modifiers: of HuKeyModifiers. Shift is told even where it is what makes the character
 * @special: HU_KEY_NONE for keys that make a character
 */
typedef struct
{
  gunichar character;
  int digit;
  int letter;
  gboolean types;
  gboolean keypad;
  gboolean shift_makes_digit;
  guint modifiers;
  HuKeySpecial special;
} HuKeyPress;

/**
 * HuKeyFacts: what a keyboard tells of a key press, before any rule.
 * @keycode: the hardware's code as X11 and Wayland have it (the kernel's and 8)
 * @character: what the key makes with the modifiers held; 0 for none
 * @alone: what it makes without any, in the layout in use
 * @shifted: what it makes with Shift alone
 * @latin: the layout has Latin letters
 * @modifiers: of HuKeyModifiers
 * @special: HU_KEY_NONE for keys that make a character
 */
typedef struct
{
  guint keycode;
  gunichar character;
  gunichar alone;
  gunichar shifted;
  gboolean latin;
  guint modifiers;
  HuKeySpecial special;
} HuKeyFacts;

/* What the key press means, by the rules above. */
void hu_key_press_init (HuKeyPress *self, const HuKeyFacts *facts);

/* The letter 'a' to 'z' that stands at a key on an American keyboard, or 0. */
int hu_key_press_get_letter_at (guint keycode);
/* The range of codes in which all of those keys lie. */
#define HU_KEY_FIRST_LETTER 24
#define HU_KEY_LAST_LETTER  58

G_END_DECLS
