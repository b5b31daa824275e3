/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flow of keys: what each press does, and whole statements as they are typed. */
#include "hu-codebook-file.h"
#include "hu-flow.h"

#include <string.h>

static const char codebook_json[] =
    "{\"format\":\"hustings-codebook\",\"version\":1,"
    "\"types\":[{\"id\":\"factual\",\"label\":\"Factual\",\"key\":\"1\"},"
    "{\"id\":\"prediction\",\"label\":\"Prediction\",\"key\":\"3\"},"
    "{\"id\":\"wish\",\"label\":\"Wish\",\"key\":\"w\"}],"
    "\"scales\":[{\"id\":\"position\",\"label\":\"Position\",\"values\":["
    "{\"id\":\"supports\",\"label\":\"Supports\",\"key\":\"1\"},"
    "{\"id\":\"opposes\",\"label\":\"Opposes\",\"key\":\"2\"}]},"
    "{\"id\":\"trust\",\"label\":\"Trust\",\"values\":[{\"id\":\"trusts\",\"label\":\"Trusts\",\"key\":\"1\"}"
    "]}],"
    "\"topics\":[{\"id\":\"harbour-fee\",\"label\":\"Harbour fee\",\"key\":\"h\"},"
    "{\"id\":\"corridor\",\"label\":\"Corridor\",\"key\":\"4\"},"
    "{\"id\":\"quay\",\"label\":\"Quay\",\"key\":\"к\"},"
    "{\"id\":\"bread\",\"label\":\"Bread\"}]}";

static HuCodebook *
load_codebook (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (codebook_json, strlen (codebook_json));
  g_autoptr (GError) error = NULL;
  HuCodebook *codebook = hu_codebook_file_parse (bytes, "test", &error);

  g_assert_no_error (error);
  return codebook;
}

/* Keys. */

static HuKeyPress
special (HuKeySpecial which)
{
  return (HuKeyPress){ .digit = -1, .special = which };
}

/* A key of a US keyboard. */
static HuKeyPress
key (char character)
{
  HuKeyPress press = { .character = (gunichar) character, .digit = -1 };

  if (g_ascii_isdigit (character))
    press.digit = character - '0';
  if (g_ascii_isalpha (character))
    {
      press.letter = g_ascii_tolower (character);
      press.types = TRUE;
      press.modifiers = g_ascii_isupper (character) ? HU_KEY_SHIFT : 0;
    }
  return press;
}

static HuFlowState
state_at (HuCodebook *codebook, HuKind card, HuField field)
{
  return (HuFlowState){ .card = card, .field = field, .text = "", .codebook = codebook };
}

static void
check (const HuFlowState *state, HuKeyPress press, HuFlowEffect effect, const char *id, HuFlowMove move)
{
  HuFlowAction action = hu_flow_press (state, &press);

  g_assert_cmpint (action.effect, ==, effect);
  g_assert_cmpstr (action.id, ==, id);
  g_assert_cmpint (action.move, ==, move);
}

static void
check_to (const HuFlowState *state, HuKeyPress press, HuFlowEffect effect, const char *id, HuField to)
{
  HuFlowAction action = hu_flow_press (state, &press);

  check (state, press, effect, id, HU_FLOW_GO);
  g_assert_cmpint (action.to, ==, to);
}

/* A claim's card without widgets: it does what the actions say, over a fixed list of speakers. */

static const char *const speakers[] = { "Anneke Voss", "Tomas Reik", "Mirela Oduya", "People familiar" };

typedef struct
{
  HuFlowState state;
  GString *text;
  GString *log; /* what was set, in order */
  gboolean done;
  int row; /* moved to: -1 none; 99: the "new" row */
} Card;

static int
find_match (const char *text)
{
  g_autofree char *needle = g_utf8_casefold (text, -1);

  for (guint i = 0; *text && i < G_N_ELEMENTS (speakers); i++)
    {
      g_autofree char *name = g_utf8_casefold (speakers[i], -1);

      if (g_str_has_prefix (name, needle))
        return (int) i;
    }
  return -1;
}

static void
card_refresh (Card *card)
{
  card->state.text = card->text->str;
  card->state.has_match = find_match (card->text->str) >= 0;
  card->state.moved_to = card->row < 0     ? HU_FLOW_ROW_NONE
                         : card->row == 99 ? HU_FLOW_ROW_NEW
                                           : HU_FLOW_ROW_KNOWN;
}

static void
card_focus (Card *card, HuField field)
{
  card->state.field = field;
  card->state.searching = FALSE;
  card->state.n_chips = field == HU_FIELD_SPEAKER ? card->state.n_speakers
                        : field == HU_FIELD_TOPIC ? card->state.n_topics
                                                  : 0;
  card->row = -1;
  g_string_truncate (card->text, 0);
  card_refresh (card);
}

static void
card_take (Card *card, const char *what)
{
  g_string_append_printf (card->log, "%s ", what);
  card->state.n_speakers += card->state.field == HU_FIELD_SPEAKER;
  card->state.n_topics += card->state.field == HU_FIELD_TOPIC;
  card_focus (card, card->state.field);
}

static void
card_row_down (Card *card)
{
  /* The one match is highlighted already; after it comes the row that makes a new one, then it again. */
  card->row = card->row == 99 && find_match (card->text->str) >= 0 ? find_match (card->text->str) : 99;
}

static void
card_do (Card *card, HuFlowAction action, HuKeyPress press)
{
  switch (action.effect)
    {
    case HU_FLOW_VOICE:
      card->state.voice = action.id;
      card->state.n_speakers = 0;
      g_string_append_printf (card->log, "voice:%s ", action.id);
      break;
    case HU_FLOW_CODE:
      card_take (card, action.id);
      break;
    case HU_FLOW_FIRST_MATCH:
      card_take (card, speakers[find_match (card->text->str)]);
      break;
    case HU_FLOW_ROW:
      card_take (card, card->row == 99 ? "NEW" : speakers[card->row]);
      break;
    case HU_FLOW_ROW_DOWN:
      card_row_down (card);
      break;
    case HU_FLOW_CLEAR:
      g_string_append (card->log, "clear ");
      break;
    case HU_FLOW_SEARCH:
      card->state.searching = TRUE;
      break;
    case HU_FLOW_PASS:
      if (g_unichar_isprint (press.character))
        g_string_append_unichar (card->text, press.character);
      break;
    default:
      break;
    }
  card_refresh (card);
  if (action.move == HU_FLOW_GO)
    card_focus (card, action.to);
  card->done = action.move == HU_FLOW_ARTICLE;
}

/* Types @keys: letters and digits as they are, \n Enter, \t Tab, \e Esc, v Down as '\v'. */
static char *
type_statement (HuCodebook *codebook, const char *keys, gboolean *done)
{
  Card card = { state_at (codebook, HU_KIND_CLAIM, HU_FIELD_SPEAKER), g_string_new (NULL),
                g_string_new (NULL), FALSE, -1 };

  card_focus (&card, HU_FIELD_SPEAKER);
  for (const char *k = keys; *k; k++)
    {
      HuKeyPress press = *k == '\n'     ? special (HU_KEY_ENTER)
                         : *k == '\t'   ? special (HU_KEY_TAB)
                         : *k == '\033' ? special (HU_KEY_ESCAPE)
                         : *k == '\v'   ? special (HU_KEY_DOWN)
                                        : key (*k);

      g_assert_false (card.done);
      card_do (&card, hu_flow_press (&card.state, &press), press);
    }
  *done = card.done;
  g_string_free (card.text, TRUE);
  return g_strchomp (g_string_free (card.log, FALSE));
}

static void
test_statements (void)
{
  g_autoptr (HuCodebook) codebook = load_codebook ();
  static const struct
  {
    const char *keys;
    const char *log;
    gboolean done;
  } cases[] = {
    /* After C: seven key presses, five, four. */
    { "an\n3h1", "Anneke Voss prediction harbour-fee supports", TRUE },
    { "13h1", "voice:author prediction harbour-fee supports", TRUE },
    { "03h", "voice:none prediction harbour-fee", TRUE },
    { "23h2", "voice:outlet prediction harbour-fee opposes", TRUE },
    /* Several speakers and topics. */
    { "an,t\n3h1", "Anneke Voss Tomas Reik prediction harbour-fee supports", TRUE },
    { "an\n3H41", "Anneke Voss prediction harbour-fee corridor supports", TRUE },
    /* Fields left as they are; a stance needs a holder and a topic. */
    { "\n3h", "prediction harbour-fee", TRUE },
    { "an\n\nh1", "Anneke Voss harbour-fee supports", TRUE },
    { "an\n3\n", "Anneke Voss prediction", TRUE },
    { "an\n\t\t", "Anneke Voss", FALSE },
    { "an\n3\033", "Anneke Voss prediction", TRUE },
    { "an\033", "", TRUE },
    /* Digits are text beside text or chips. */
    { "an,1", "Anneke Voss", FALSE },
    { "a1", "", FALSE },
    /* What nothing matches stays until Down goes to the row that makes it new. */
    { "zz\n", "", FALSE },
    { "zz\v\n3h1", "NEW prediction harbour-fee supports", TRUE },
    { "zz\v,", "", FALSE },
    { "an\v\v\n3h1", "Anneke Voss prediction harbour-fee supports", TRUE },
    { "an\v\n3h1", "NEW prediction harbour-fee supports", TRUE },
    /* Clearing stays in the field. */
    { "an\n03h01", "Anneke Voss clear prediction harbour-fee clear supports", TRUE },
    { "an\nw0h1", "Anneke Voss wish clear harbour-fee supports", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean done;
      g_autofree char *log = type_statement (codebook, cases[i].keys, &done);

      g_test_message ("%s", cases[i].keys);
      g_assert_cmpstr (log, ==, cases[i].log);
      g_assert_cmpint (done, ==, cases[i].done);
    }
}

static void
test_speaker (void)
{
  g_autoptr (HuCodebook) codebook = load_codebook ();
  HuFlowState state = state_at (codebook, HU_KIND_CLAIM, HU_FIELD_SPEAKER);

  check_to (&state, key ('1'), HU_FLOW_VOICE, "author", HU_FIELD_TYPE);
  check_to (&state, key ('2'), HU_FLOW_VOICE, "outlet", HU_FIELD_TYPE);
  check_to (&state, key ('0'), HU_FLOW_VOICE, "none", HU_FIELD_TYPE);
  check (&state, key ('3'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, key ('a'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, key ('/'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, key (','), HU_FLOW_NOTHING, NULL, HU_FLOW_STAY);
  check_to (&state, special (HU_KEY_ENTER), HU_FLOW_NOTHING, NULL, HU_FIELD_TYPE);
  check (&state, special (HU_KEY_BACKSPACE), HU_FLOW_PASS, NULL, HU_FLOW_STAY);

  state.voice = "author";
  check (&state, special (HU_KEY_BACKSPACE), HU_FLOW_REMOVE_LAST, NULL, HU_FLOW_STAY);
  check_to (&state, key ('2'), HU_FLOW_VOICE, "outlet", HU_FIELD_TYPE);

  state.voice = NULL;
  state.n_chips = state.n_speakers = 1;
  check (&state, key ('1'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, special (HU_KEY_BACKSPACE), HU_FLOW_REMOVE_LAST, NULL, HU_FLOW_STAY);

  state.text = "an";
  state.has_match = TRUE;
  check (&state, key ('1'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, special (HU_KEY_BACKSPACE), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, key (','), HU_FLOW_FIRST_MATCH, NULL, HU_FLOW_STAY);
  check (&state, special (HU_KEY_DOWN), HU_FLOW_ROW_DOWN, NULL, HU_FLOW_STAY);
  check (&state, special (HU_KEY_UP), HU_FLOW_ROW_UP, NULL, HU_FLOW_STAY);
}

/* A digit's key that makes a letter (AZERTY, Czech) is text; with Shift, or on the keypad, it is the digit.
 */
static void
test_layouts (void)
{
  g_autoptr (HuCodebook) codebook = load_codebook ();
  HuFlowState state = state_at (codebook, HU_KIND_CLAIM, HU_FIELD_SPEAKER);
  HuKeyPress letter = { .character = 0xe9, .digit = 2, .types = TRUE };
  HuKeyPress sign = { .character = '&', .digit = 1 };
  HuKeyPress shifted = { .character = '4', .digit = 4, .modifiers = HU_KEY_SHIFT, .shift_makes_digit = TRUE };
  HuKeyPress keypad = { .character = '2', .digit = 2, .keypad = TRUE };
  HuKeyPress slash = { .character = '/', .digit = 7, .modifiers = HU_KEY_SHIFT };
  HuKeyPress by_position = { .character = 0x440, .digit = -1, .letter = 'h', .types = TRUE };
  HuKeyPress cyrillic = { .character = 0x43a, .digit = -1, .letter = 'r', .types = TRUE };

  check (&state, letter, HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check_to (&state, sign, HU_FLOW_VOICE, "author", HU_FIELD_TYPE);
  check_to (&state, keypad, HU_FLOW_VOICE, "outlet", HU_FIELD_TYPE);

  state = state_at (codebook, HU_KIND_CLAIM, HU_FIELD_TYPE);
  check_to (&state, sign, HU_FLOW_CODE, "factual", HU_FIELD_TOPIC);
  letter.digit = 3;
  check_to (&state, letter, HU_FLOW_CODE, "prediction", HU_FIELD_TOPIC);

  state = state_at (codebook, HU_KIND_CLAIM, HU_FIELD_TOPIC);
  state.n_speakers = 1;
  check_to (&state, shifted, HU_FLOW_CODE, "corridor", HU_FIELD_STANCE);
  letter.digit = 4;
  check (&state, letter, HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, slash, HU_FLOW_SEARCH, NULL, HU_FLOW_STAY);
  check_to (&state, by_position, HU_FLOW_CODE, "harbour-fee", HU_FIELD_STANCE);
  /* A key that the codebook has in the layout's own script comes before the position. */
  check_to (&state, cyrillic, HU_FLOW_CODE, "quay", HU_FIELD_STANCE);
}

static void
test_topic (void)
{
  g_autoptr (HuCodebook) codebook = load_codebook ();
  HuFlowState state = state_at (codebook, HU_KIND_CLAIM, HU_FIELD_TOPIC);
  HuKeyPress shift_four = { .character = '$', .digit = 4, .modifiers = HU_KEY_SHIFT };

  state.n_speakers = 1;
  check_to (&state, key ('h'), HU_FLOW_CODE, "harbour-fee", HU_FIELD_STANCE);
  check_to (&state, key ('4'), HU_FLOW_CODE, "corridor", HU_FIELD_STANCE);
  check (&state, key ('H'), HU_FLOW_CODE, "harbour-fee", HU_FLOW_STAY);
  check (&state, shift_four, HU_FLOW_CODE, "corridor", HU_FLOW_STAY);
  check (&state, key ('0'), HU_FLOW_CLEAR, NULL, HU_FLOW_STAY);
  check (&state, key ('x'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, key ('/'), HU_FLOW_SEARCH, NULL, HU_FLOW_STAY);
  check (&state, key (','), HU_FLOW_NOTHING, NULL, HU_FLOW_STAY);
  /* Voice "none" and no topic: nothing to stand on. */
  check (&state, special (HU_KEY_ENTER), HU_FLOW_NOTHING, NULL, HU_FLOW_ARTICLE);
  state.voice = "none";
  state.n_speakers = 0;
  check (&state, key ('h'), HU_FLOW_CODE, "harbour-fee", HU_FLOW_ARTICLE);
  state.voice = "author";
  check_to (&state, key ('h'), HU_FLOW_CODE, "harbour-fee", HU_FIELD_STANCE);

  /* In a search keys are letters. */
  state.searching = TRUE;
  check (&state, key ('h'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, key ('0'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, key ('/'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, special (HU_KEY_BACKSPACE), HU_FLOW_END_SEARCH, NULL, HU_FLOW_STAY);
  state.searching = FALSE;
  state.text = "br";
  state.has_match = TRUE;
  check (&state, key ('h'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, key ('4'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check_to (&state, special (HU_KEY_ENTER), HU_FLOW_FIRST_MATCH, NULL, HU_FIELD_STANCE);
  check (&state, key (','), HU_FLOW_FIRST_MATCH, NULL, HU_FLOW_STAY);
  state.has_match = FALSE;
  check (&state, special (HU_KEY_ENTER), HU_FLOW_NOTHING, NULL, HU_FLOW_STAY);
  check_to (&state, special (HU_KEY_BACK_TAB), HU_FLOW_NOTHING, NULL, HU_FIELD_TYPE);
}

static void
test_codes (void)
{
  g_autoptr (HuCodebook) codebook = load_codebook ();
  HuFlowState state = state_at (codebook, HU_KIND_CLAIM, HU_FIELD_TYPE);

  check_to (&state, key ('3'), HU_FLOW_CODE, "prediction", HU_FIELD_TOPIC);
  check_to (&state, key ('w'), HU_FLOW_CODE, "wish", HU_FIELD_TOPIC);
  check (&state, key ('0'), HU_FLOW_CLEAR, NULL, HU_FLOW_STAY);
  check (&state, key ('9'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, key (','), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, key (' '), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check_to (&state, special (HU_KEY_ENTER), HU_FLOW_NOTHING, NULL, HU_FIELD_TOPIC);
  state.moved_to = HU_FLOW_ROW_KNOWN;
  check_to (&state, special (HU_KEY_ENTER), HU_FLOW_ROW, NULL, HU_FIELD_TOPIC);

  state = state_at (codebook, HU_KIND_CLAIM, HU_FIELD_STANCE);
  state.n_speakers = state.n_topics = 1;
  check (&state, key ('1'), HU_FLOW_CODE, "supports", HU_FLOW_ARTICLE);
  check (&state, key ('0'), HU_FLOW_CLEAR, NULL, HU_FLOW_STAY);
  check (&state, special (HU_KEY_ENTER), HU_FLOW_NOTHING, NULL, HU_FLOW_ARTICLE);
  /* Past the last field Tab goes on to the rest of the card. */
  check (&state, special (HU_KEY_TAB), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  /* The topic's own scale. */
  state.scale = "trust";
  check (&state, key ('1'), HU_FLOW_CODE, "trusts", HU_FLOW_ARTICLE);
  check (&state, key ('2'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
}

static void
test_cards (void)
{
  g_autoptr (HuCodebook) codebook = load_codebook ();
  HuFlowState state = state_at (codebook, HU_KIND_STANCE, HU_FIELD_SPEAKER);
  HuKeyPress ctrl_enter = special (HU_KEY_ENTER);

  /* A stance: holder, toward what, value; a holder is somebody. */
  check_to (&state, key ('1'), HU_FLOW_VOICE, "author", HU_FIELD_TOPIC);
  check (&state, key ('0'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  state.field = HU_FIELD_TOPIC;
  check_to (&state, key ('h'), HU_FLOW_CODE, "harbour-fee", HU_FIELD_STANCE);

  /* A mention: its speaker, and back. */
  state = state_at (codebook, HU_KIND_MENTION, HU_FIELD_SPEAKER);
  check (&state, key ('1'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  state.text = "an";
  state.has_match = TRUE;
  check (&state, special (HU_KEY_ENTER), HU_FLOW_FIRST_MATCH, NULL, HU_FLOW_ARTICLE);

  /* A memo takes line breaks; a gist is done with Enter. */
  state = state_at (codebook, HU_KIND_MEMO, HU_FIELD_TEXT);
  state.multiline = TRUE;
  check (&state, special (HU_KEY_ENTER), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, special (HU_KEY_ESCAPE), HU_FLOW_NOTHING, NULL, HU_FLOW_ARTICLE);
  ctrl_enter.modifiers = HU_KEY_CTRL;
  check (&state, ctrl_enter, HU_FLOW_NOTHING, NULL, HU_FLOW_ARTICLE);
  check (&state, key (','), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  state = state_at (codebook, HU_KIND_CLAIM, HU_FIELD_TEXT);
  check (&state, special (HU_KEY_ENTER), HU_FLOW_NOTHING, NULL, HU_FLOW_ARTICLE);
  check (&state, key (','), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, special (HU_KEY_BACK_TAB), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  state.field = HU_FIELD_NONE;
  check (&state, special (HU_KEY_ENTER), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, special (HU_KEY_ESCAPE), HU_FLOW_NOTHING, NULL, HU_FLOW_ARTICLE);
}

/* Addressees, aliases: taking stays, a comma is text where names may have one. */
static void
test_other_lists (void)
{
  g_autoptr (HuCodebook) codebook = load_codebook ();
  HuFlowState state = state_at (codebook, HU_KIND_CLAIM, HU_FIELD_NONE);

  state.in_list = TRUE;
  state.text = "an";
  state.has_match = TRUE;
  check (&state, special (HU_KEY_ENTER), HU_FLOW_FIRST_MATCH, NULL, HU_FLOW_STAY);
  check (&state, key (','), HU_FLOW_FIRST_MATCH, NULL, HU_FLOW_STAY);
  check (&state, key ('1'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  check (&state, special (HU_KEY_TAB), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  state.takes_commas = TRUE;
  check (&state, key (','), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  state.text = "";
  state.n_chips = 1;
  check (&state, special (HU_KEY_BACKSPACE), HU_FLOW_REMOVE_LAST, NULL, HU_FLOW_STAY);
  check (&state, special (HU_KEY_ENTER), HU_FLOW_NOTHING, NULL, HU_FLOW_STAY);
}

static void
test_modifiers (void)
{
  g_autoptr (HuCodebook) codebook = load_codebook ();
  HuFlowState state = state_at (codebook, HU_KIND_CLAIM, HU_FIELD_TYPE);
  HuKeyPress press = key ('3');

  press.modifiers = HU_KEY_CTRL;
  check (&state, press, HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  press.modifiers = HU_KEY_ALT;
  check (&state, press, HU_FLOW_PASS, NULL, HU_FLOW_STAY);
  press.modifiers = HU_KEY_SHIFT;
  check_to (&state, press, HU_FLOW_CODE, "prediction", HU_FIELD_TOPIC);
}

/* Without types the type is no field; without topics that could be chosen or made, neither is the topic. */
static void
test_empty_codebook (void)
{
  g_autoptr (HuCodebook) codebook = hu_codebook_new_empty ();
  HuFlowState state = state_at (codebook, HU_KIND_CLAIM, HU_FIELD_SPEAKER);
  HuField next = hu_flow_get_next (&state);

  g_assert_cmpint (next, !=, HU_FIELD_TYPE);
  g_assert_true (next == HU_FIELD_NONE || hu_codebook_get_topics_open (codebook));
  state.field = HU_FIELD_STANCE;
  check (&state, key ('1'), HU_FLOW_PASS, NULL, HU_FLOW_STAY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/statements", test_statements);
  g_test_add_func ("/flow/speaker", test_speaker);
  g_test_add_func ("/flow/layouts", test_layouts);
  g_test_add_func ("/flow/topic", test_topic);
  g_test_add_func ("/flow/codes", test_codes);
  g_test_add_func ("/flow/cards", test_cards);
  g_test_add_func ("/flow/other-lists", test_other_lists);
  g_test_add_func ("/flow/modifiers", test_modifiers);
  g_test_add_func ("/flow/empty-codebook", test_empty_codebook);
  return g_test_run ();
}
