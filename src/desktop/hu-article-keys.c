/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys on the article: one table of what each does, and the controller that asks it.
 *
 * They can't be the application's accelerators: those are taken even from a field that is being typed in.
 * They can't be bindings of the view either: GtkTextView's own come first.
 */
#include "config.h"
#include "hu-article-keys.h"

#include <glib/gi18n.h>

#include "hu-keys.h"

/* Commands that take an argument. */

static void
sentence_before (HuEditor *editor)
{
  hu_editor_move_sentence (editor, TRUE);
}

static void
sentence_after (HuEditor *editor)
{
  hu_editor_move_sentence (editor, FALSE);
}

static void
next_tag (HuEditor *editor)
{
  hu_editor_next_tag (editor, FALSE);
}

static void
previous_tag (HuEditor *editor)
{
  hu_editor_next_tag (editor, TRUE);
}

/* Where an edge is that the arrows would move. */
static guint
find_edge (HuEditor *editor)
{
  HuRecord *hand = hu_editor_get_hand_record (editor);
  guint start = 0, end = 0;

  if (hand && !hu_editor_has_selection (editor) && hu_record_get_extent (hand, &start, &end))
    return start;
  return hu_editor_get_selection (editor).start;
}

/* In a paragraph that runs from right to left, the arrow to the left goes on. */
static gboolean
is_right_to_left (HuEditor *editor)
{
  HuText *text = hu_editor_get_text (editor);

  return text && hu_text_is_right_to_left (text, hu_text_paragraph_at (text, find_edge (editor)));
}

static void
end_left (HuEditor *editor)
{
  hu_editor_move_edge (editor, FALSE, !is_right_to_left (editor));
}

static void
end_right (HuEditor *editor)
{
  hu_editor_move_edge (editor, FALSE, is_right_to_left (editor));
}

static void
start_left (HuEditor *editor)
{
  hu_editor_move_edge (editor, TRUE, !is_right_to_left (editor));
}

static void
start_right (HuEditor *editor)
{
  hu_editor_move_edge (editor, TRUE, is_right_to_left (editor));
}

static void
toggle_claims (HuEditor *editor)
{
  hu_editor_toggle_kind (editor, HU_KIND_CLAIM);
}

static void
toggle_mentions (HuEditor *editor)
{
  hu_editor_toggle_kind (editor, HU_KIND_MENTION);
}

static void
toggle_stances (HuEditor *editor)
{
  hu_editor_toggle_kind (editor, HU_KIND_STANCE);
}

static void
enter (HuEditor *editor)
{
  if (!hu_editor_tag_known_speaker (editor))
    hu_editor_edit_hand (editor);
}

/* The table. */

#define LETTER(l, m)  .letter = (l), .modifiers = (m)
#define SIGN(c)       .character = (c)
#define DIGIT(d)      .digit = (d) + 1
#define SPECIAL(s, m) .special = (s), .modifiers = (m)

static const HuArticleKey table[] = {
  { "c", N_ ("Claim"), LETTER ('c', 0), .command = hu_editor_tag_claim },
  { "s", N_ ("Speaker"), LETTER ('s', 0), .command = hu_editor_tag_speaker },
  { "t", N_ ("Stance"), LETTER ('t', 0), .command = hu_editor_tag_stance },
  { "m", N_ ("Memo"), LETTER ('m', 0), .command = hu_editor_tag_memo },
  { "<Shift>c", N_ ("Claim with the last claim’s speakers, voice, topics and date"),
    LETTER ('c', HU_KEY_SHIFT), .command = hu_editor_tag_claim_like_last },
  { "r", N_ ("Repeat the last coding on this selection"), LETTER ('r', 0), .command = hu_editor_repeat },
  { "Return", N_ ("Tag the speaker that is recognised in the selection, or edit the tag in hand"),
    SPECIAL (HU_KEY_ENTER, 0), .command = enter },
  { "q", N_ ("The selection is the cue of the claim in hand"), LETTER ('q', 0),
    .command = hu_editor_set_cue },
  { "period", N_ ("Select more: word, clause or quotation, sentence, paragraph"), SIGN ('.'),
    .command = hu_editor_widen },
  { "comma", N_ ("Select less"), SIGN (','), .command = hu_editor_narrow },
  { "<Alt>Down", N_ ("Select the next sentence"), SPECIAL (HU_KEY_DOWN, HU_KEY_ALT),
    .command = sentence_after },
  { "<Alt>Up", N_ ("Select the sentence before"), SPECIAL (HU_KEY_UP, HU_KEY_ALT),
    .command = sentence_before },
  { "<Alt>Right", N_ ("End of the selection or of the tag in hand a word to the right"),
    SPECIAL (HU_KEY_RIGHT, HU_KEY_ALT), .command = end_right },
  { "<Alt>Left", N_ ("The same a word to the left"), SPECIAL (HU_KEY_LEFT, HU_KEY_ALT), .command = end_left },
  { "<Shift><Alt>Right", N_ ("Start of the selection or of the tag in hand a word to the right"),
    SPECIAL (HU_KEY_RIGHT, HU_KEY_ALT | HU_KEY_SHIFT), .command = start_right },
  { "<Shift><Alt>Left", N_ ("The same a word to the left"), SPECIAL (HU_KEY_LEFT, HU_KEY_ALT | HU_KEY_SHIFT),
    .command = start_left },
  { "plus", N_ ("Pin the selection and select a further part of the passage"), SIGN ('+'),
    .command = hu_editor_pin_selection },
  { "minus", N_ ("Unpin; else take the selection, or the part at the caret, out of the tag’s passage"),
    SIGN ('-'), .command = hu_editor_take_out },
  { "w", N_ ("The selection without what interrupts the quotation"), LETTER ('w', 0),
    .command = hu_editor_leave_out },
  { "b", N_ ("Split the claim in hand, at the caret or by the selection"), LETTER ('b', 0),
    .command = hu_editor_split },
  { "j", N_ ("Join the claim in hand with the one selected, or the next"), LETTER ('j', 0),
    .command = hu_editor_join },
  { "v", N_ ("Make the claim in hand a stance, or the stance a claim"), LETTER ('v', 0),
    .command = hu_editor_convert },
  { "y", N_ ("Copy the fields of the tag in hand"), LETTER ('y', 0), .command = hu_editor_copy_fields },
  { "<Shift>y", N_ ("Choose which of them the tag in hand gets"), LETTER ('y', HU_KEY_SHIFT),
    .command = hu_editor_choose_fields },
  { "Escape", N_ ("Let go of the selection, then of the tag in hand"), SPECIAL (HU_KEY_ESCAPE, 0),
    .command = hu_editor_escape },
  { "n", N_ ("Next tag"), LETTER ('n', 0), .command = next_tag },
  { "p", N_ ("Previous tag"), LETTER ('p', 0), .command = previous_tag },
  { "x", N_ ("Next thing to check"), LETTER ('x', 0), .command = hu_editor_next_to_check },
  { "space", N_ ("This paragraph is checked; on to the next"), SPECIAL (HU_KEY_SPACE, 0),
    .command = hu_editor_check_paragraph },
  { "k", N_ ("The paragraph’s part of the article, in turn"), LETTER ('k', 0),
    .command = hu_editor_cycle_part },
  { "1", N_ ("Dim claims, or show them plainly"), DIGIT (1), .command = toggle_claims },
  { "2", N_ ("Dim mentions, or show them plainly"), DIGIT (2), .command = toggle_mentions },
  { "3", N_ ("Dim stances, or show them plainly"), DIGIT (3), .command = toggle_stances },
  { "o", N_ ("Only the speaker of the tag in hand; again: all"), LETTER ('o', 0),
    .command = hu_editor_only_this_speaker },
  { "<Shift>o", N_ ("Only its topic"), LETTER ('o', HU_KEY_SHIFT), .command = hu_editor_only_this_topic },
  { "0", N_ ("Show all tags plainly"), DIGIT (0), .command = hu_editor_show_all },
  { "Delete", N_ ("Delete the tag in hand"), SPECIAL (HU_KEY_DELETE, 0), .command = hu_editor_delete },
  { "<Control>z", N_ ("Undo"), LETTER ('z', HU_KEY_CTRL), .command = hu_editor_undo },
  { "<Shift><Control>z", N_ ("Redo"), LETTER ('z', HU_KEY_CTRL | HU_KEY_SHIFT), .command = hu_editor_redo },
  { NULL, N_ ("Redo"), LETTER ('y', HU_KEY_CTRL), .command = hu_editor_redo },
};

const HuArticleKey *
hu_article_keys_get_table (gsize *n)
{
  g_return_val_if_fail (n != NULL, NULL);
  *n = G_N_ELEMENTS (table);
  return table;
}

static gboolean
is_key (const HuArticleKey *key, const HuKeyPress *press)
{
  if (key->character)
    return key->character == press->character && !(press->modifiers & (HU_KEY_CTRL | HU_KEY_ALT));
  if (key->digit)
    return key->digit == press->digit + 1 && !(press->modifiers & (HU_KEY_CTRL | HU_KEY_ALT));
  if (key->modifiers != press->modifiers)
    return FALSE;
  return key->letter ? key->letter == press->letter : key->special == press->special;
}

const HuArticleKey *
hu_article_keys_find (const HuKeyPress *press)
{
  g_return_val_if_fail (press != NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (is_key (&table[i], press))
      return &table[i];
  return NULL;
}

static gboolean
has_something (HuEditor *editor)
{
  const HuEmphasis emphasis = hu_editor_get_emphasis (editor);
  gsize n_pins;

  hu_editor_get_pins (editor, &n_pins);
  return n_pins > 0 || hu_emphasis_is_set (&emphasis) || hu_editor_has_selection (editor) ||
         hu_editor_get_hand (editor, NULL, NULL);
}

gboolean
hu_article_keys_press (HuEditor *editor, const HuKeyPress *press)
{
  const HuArticleKey *key;

  g_return_val_if_fail (HU_IS_EDITOR (editor) && press != NULL, FALSE);
  key = hu_article_keys_find (press);
  /* With nothing to let go, Esc is for what is around the article. */
  if (press->special == HU_KEY_ESCAPE && !has_something (editor))
    return FALSE;
  if (key)
    {
      key->command (editor);
      return TRUE;
    }
  if (press->modifiers & (HU_KEY_CTRL | HU_KEY_ALT))
    return FALSE;
  return press->character != 0 || press->special == HU_KEY_BACKSPACE;
}

/* The controller. */

static gboolean
key_pressed (
    GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer editor)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  HuKeyPress press;

  if (state & (GDK_SUPER_MASK | GDK_HYPER_MASK) || !event || !hu_key_press_from_event (event, &press))
    return GDK_EVENT_PROPAGATE;
  return hu_article_keys_press (editor, &press);
}

void
hu_article_keys_attach (GtkWidget *view, HuEditor *editor)
{
  GtkEventController *controller;

  g_return_if_fail (GTK_IS_WIDGET (view) && HU_IS_EDITOR (editor));
  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_name (controller, "hu-article-keys");
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_pressed), editor, 0);
  gtk_widget_add_controller (view, controller);
}
