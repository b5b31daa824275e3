/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key events of any keyboard as the rules see them. */
#include "hu-keys.h"

static HuKeySpecial
find_special (guint keyval, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return HU_KEY_ENTER;
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      return state & GDK_SHIFT_MASK ? HU_KEY_BACK_TAB : HU_KEY_TAB;
    case GDK_KEY_ISO_Left_Tab:
      return HU_KEY_BACK_TAB;
    case GDK_KEY_Escape:
      return HU_KEY_ESCAPE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return HU_KEY_UP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return HU_KEY_DOWN;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return HU_KEY_LEFT;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return HU_KEY_RIGHT;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return HU_KEY_HOME;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return HU_KEY_END;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return HU_KEY_PAGE_UP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return HU_KEY_PAGE_DOWN;
    case GDK_KEY_BackSpace:
      return HU_KEY_BACKSPACE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      return HU_KEY_DELETE;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      return HU_KEY_SPACE;
    default:
      return HU_KEY_NONE;
    }
}

static int
find_digit (guint keyval)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (int) (keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (int) (keyval - GDK_KEY_KP_0);
  return -1;
}

/* Whether the key makes a letter without Shift. */
static gboolean
makes_letter_alone (GdkEvent *event)
{
  guint keyval = 0;
  GdkModifierType state = gdk_event_get_modifier_state (event) & ~(GDK_SHIFT_MASK | GDK_LOCK_MASK);

  if (!gdk_display_translate_key (gdk_event_get_display (event), gdk_key_event_get_keycode (event), state,
                                  (int) gdk_key_event_get_layout (event), &keyval, NULL, NULL, NULL))
    return FALSE;
  return g_unichar_isalpha (gdk_keyval_to_unicode (keyval));
}

gboolean
hu_key_press_from_event (GdkEvent *event, HuKeyPress *press)
{
  guint keyval;
  GdkModifierType state;
  gunichar lower;

  g_return_val_if_fail (event != NULL && press != NULL, FALSE);
  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS || gdk_key_event_is_modifier (event))
    return FALSE;
  keyval = gdk_key_event_get_keyval (event);
  state = gdk_event_get_modifier_state (event);
  *press = (HuKeyPress){ .digit = find_digit (keyval), .special = find_special (keyval, state) };
  press->keypad = keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9;
  press->character = gdk_keyval_to_unicode (keyval);
  if (press->special != HU_KEY_NONE && press->special != HU_KEY_SPACE)
    press->character = 0;
  if (press->character == 0x060C)
    press->character = ',';
  lower = g_unichar_tolower (press->character);
  if (lower >= 'a' && lower <= 'z')
    press->letter = (int) lower;
  press->types = g_unichar_isalpha (press->character) || g_unichar_ismark (press->character);
  press->modifiers = (state & GDK_SHIFT_MASK ? HU_KEY_SHIFT : 0) |
                     (state & GDK_CONTROL_MASK ? HU_KEY_CTRL : 0) | (state & GDK_ALT_MASK ? HU_KEY_ALT : 0);
  press->shift_makes_digit = !press->keypad && press->digit >= 0 && (state & GDK_SHIFT_MASK) &&
                             g_unichar_isdigit (press->character) && makes_letter_alone (event);
  return TRUE;
}
