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

/* What a key makes with some modifiers, in the layout of the event. */
static gunichar
translate (GdkEvent *event, GdkModifierType state)
{
  guint keyval = 0;

  if (!gdk_display_translate_key (gdk_event_get_display (event), gdk_key_event_get_keycode (event), state,
                                  (int) gdk_key_event_get_layout (event), &keyval, NULL, NULL, NULL))
    return 0;
  return gdk_keyval_to_unicode (keyval);
}

static gboolean
is_latin (gunichar character)
{
  return character < 0x80 && g_ascii_isalpha ((char) character);
}

/* One Latin letter among the keys without Shift makes a Latin layout. Layouts of other scripts have them with
 * Shift at most. */
static gboolean
has_latin_letters (GdkDisplay *display, guint layout)
{
  for (guint keycode = HU_KEY_FIRST_LETTER; keycode <= HU_KEY_LAST_LETTER; keycode++)
    {
      g_autofree GdkKeymapKey *keys = NULL;
      g_autofree guint *keyvals = NULL;
      int n = 0;

      if (!hu_key_press_get_letter_at (keycode) ||
          !gdk_display_map_keycode (display, keycode, &keys, &keyvals, &n))
        continue;
      for (int i = 0; i < n; i++)
        if (keys[i].group == (int) layout && keys[i].level == 0 &&
            is_latin (gdk_keyval_to_unicode (keyvals[i])))
          return TRUE;
    }
  return FALSE;
}

gboolean
hu_key_press_from_event (GdkEvent *event, HuKeyPress *press)
{
  guint keyval;
  GdkModifierType state;
  HuKeyFacts facts;

  g_return_val_if_fail (event != NULL && press != NULL, FALSE);
  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS || gdk_key_event_is_modifier (event))
    return FALSE;
  keyval = gdk_key_event_get_keyval (event);
  state = gdk_event_get_modifier_state (event);
  facts = (HuKeyFacts){
    .keycode = gdk_key_event_get_keycode (event),
    .character = gdk_keyval_to_unicode (keyval),
    .alone = translate (event, 0),
    .shifted = translate (event, GDK_SHIFT_MASK),
    .modifiers = (state & GDK_SHIFT_MASK ? HU_KEY_SHIFT : 0) | (state & GDK_CONTROL_MASK ? HU_KEY_CTRL : 0) |
                 (state & GDK_ALT_MASK ? HU_KEY_ALT : 0),
    .special = find_special (keyval, state),
  };
  facts.latin = is_latin (facts.character) ||
                has_latin_letters (gdk_event_get_display (event), gdk_key_event_get_layout (event));
  hu_key_press_init (press, &facts);
  return TRUE;
}
