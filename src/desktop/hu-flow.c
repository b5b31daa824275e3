/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flow of keys through a card's fields: what a key press does where. No GTK in it.
 *
 * A pure function: the state of the card and a key press in, an action out. The card reads its widgets into
 * the state, asks, and does what the action says; all the rules about digits, topic keys, Enter, commas and
 * searches are here and nowhere else.
 */
#include "hu-flow.h"

#include <string.h>

static const HuField claim_fields[] = { HU_FIELD_SPEAKER, HU_FIELD_TYPE, HU_FIELD_TOPIC, HU_FIELD_STANCE };
static const HuField stance_fields[] = { HU_FIELD_SPEAKER, HU_FIELD_TOPIC, HU_FIELD_STANCE };
static const HuField mention_fields[] = { HU_FIELD_SPEAKER };

static const HuField *
get_fields (HuKind card, gsize *n)
{
  switch ((int) card)
    {
    case HU_KIND_CLAIM:
      *n = G_N_ELEMENTS (claim_fields);
      return claim_fields;
    case HU_KIND_STANCE:
      *n = G_N_ELEMENTS (stance_fields);
      return stance_fields;
    case HU_KIND_MENTION:
      *n = G_N_ELEMENTS (mention_fields);
      return mention_fields;
    default:
      *n = 0;
      return NULL;
    }
}

static gboolean
has_codes (HuCodebook *codebook, HuCodes codes)
{
  gsize n;

  hu_codebook_get_codes (codebook, codes, &n);
  return n > 0;
}

static gboolean
can_use (const HuFlowState *state, HuField field)
{
  switch ((int) field)
    {
    case HU_FIELD_TYPE:
      return has_codes (state->codebook, HU_CODES_TYPES);
    case HU_FIELD_TOPIC:
      return state->card == HU_KIND_STANCE || has_codes (state->codebook, HU_CODES_TOPICS) ||
             hu_codebook_get_topics_open (state->codebook);
    case HU_FIELD_STANCE:
      if (!has_codes (state->codebook, HU_CODES_VALUES))
        return FALSE;
      if (state->card != HU_KIND_CLAIM)
        return TRUE;
      return state->n_topics > 0 &&
             (state->n_speakers > 0 || (state->voice && strcmp (state->voice, "none") != 0));
    default:
      return TRUE;
    }
}

HuField
hu_flow_get_next (const HuFlowState *state)
{
  gsize n;
  const HuField *fields;
  gboolean passed = FALSE;

  g_return_val_if_fail (state != NULL, HU_FIELD_NONE);
  fields = get_fields (state->card, &n);
  for (gsize i = 0; i < n; i++)
    {
      if (passed && can_use (state, fields[i]))
        return fields[i];
      passed = passed || fields[i] == state->field;
    }
  return HU_FIELD_NONE;
}

HuField
hu_flow_get_previous (const HuFlowState *state)
{
  gsize n;
  const HuField *fields;
  HuField previous = HU_FIELD_NONE;

  g_return_val_if_fail (state != NULL, HU_FIELD_NONE);
  fields = get_fields (state->card, &n);
  for (gsize i = 0; i < n; i++)
    {
      if (fields[i] == state->field)
        return previous;
      if (can_use (state, fields[i]))
        previous = fields[i];
    }
  return HU_FIELD_NONE;
}

/* Actions. */

static const HuFlowAction pass = { HU_FLOW_PASS, NULL, HU_FLOW_STAY, HU_FIELD_NONE };

static HuFlowAction
stay (HuFlowEffect effect, const char *id)
{
  return (HuFlowAction){ effect, id, HU_FLOW_STAY, HU_FIELD_NONE };
}

static HuFlowAction
article (HuFlowEffect effect, const char *id)
{
  return (HuFlowAction){ effect, id, HU_FLOW_ARTICLE, HU_FIELD_NONE };
}

/* What is set by the effect counts for where the focus goes. */
static HuFlowAction
go_on (const HuFlowState *state, HuFlowEffect effect, const char *id)
{
  HuFlowState after = *state;
  HuField next;

  if (effect == HU_FLOW_VOICE)
    {
      after.voice = id;
      after.n_speakers = 0;
    }
  else if (effect == HU_FLOW_FIRST_MATCH || effect == HU_FLOW_ROW || effect == HU_FLOW_CODE)
    {
      after.n_speakers += state->field == HU_FIELD_SPEAKER;
      after.n_topics += state->field == HU_FIELD_TOPIC;
    }
  next = hu_flow_get_next (&after);
  if (next == HU_FIELD_NONE)
    return article (effect, id);
  return (HuFlowAction){ effect, id, HU_FLOW_GO, next };
}

/* Keys as codes. */

/* Whether a digit's key counts as its digit in a field that takes text. */
static gboolean
is_digit_in_text (const HuKeyPress *press)
{
  return press->digit >= 0 && (press->keypad || !press->types);
}

static const HuCode *
find_letter (HuCodebook *codebook, HuCodes codes, const char *scale, gunichar letter)
{
  char key[7] = "";

  if (letter == 0)
    return NULL;
  key[g_unichar_to_utf8 (letter, key)] = '\0';
  return hu_codebook_find_key (codebook, codes, scale, key);
}

/* The code whose key this is: the digit by position, else the character, else the letter by position. */
static const HuCode *
find_code (
    const HuFlowState *state, const HuKeyPress *press, HuCodes codes, const char *scale, gboolean in_text)
{
  gboolean is_digit = in_text ? is_digit_in_text (press) : press->digit >= 0;
  const HuCode *code = NULL;

  if (is_digit)
    code = find_letter (state->codebook, codes, scale, (gunichar) ('0' + press->digit));
  if (!code && press->special == HU_KEY_NONE)
    code = find_letter (state->codebook, codes, scale, press->character);
  if (!code && !is_digit)
    code = find_letter (state->codebook, codes, scale, (gunichar) press->letter);
  return code;
}

static gboolean
is_zero (const HuKeyPress *press, gboolean in_text)
{
  return press->digit == 0 && (!in_text || is_digit_in_text (press));
}

/* Fields. */

static const char *
find_voice (const HuFlowState *state, const HuKeyPress *press)
{
  if (state->card == HU_KIND_MENTION || state->n_chips > 0 || *state->text || !is_digit_in_text (press))
    return NULL;
  switch (press->digit)
    {
    case 1:
      return "author";
    case 2:
      return "outlet";
    case 0: /* without a source there is nobody to hold a stance */
      return state->card == HU_KIND_CLAIM ? "none" : NULL;
    default:
      return NULL;
    }
}

/* Enter and comma take what the list has: where a person went to, else what matches best. */
static HuFlowEffect
find_taken (const HuFlowState *state, gboolean takes_new)
{
  if (state->moved_to == HU_FLOW_ROW_KNOWN || (takes_new && state->moved_to == HU_FLOW_ROW_NEW))
    return HU_FLOW_ROW;
  return *state->text && state->has_match && state->moved_to == HU_FLOW_ROW_NONE ? HU_FLOW_FIRST_MATCH
                                                                                 : HU_FLOW_NOTHING;
}

/* What fields of chips and an entry have in common. */
static HuFlowAction
press_in_list (const HuFlowState *state, const HuKeyPress *press)
{
  HuFlowEffect effect;

  switch (press->special)
    {
    case HU_KEY_ENTER:
      effect = find_taken (state, TRUE);
      /* Text that nothing matches stays, to be made a new one by Down and Enter, or mended. */
      return effect == HU_FLOW_NOTHING && *state->text ? stay (effect, NULL) : go_on (state, effect, NULL);
    case HU_KEY_DOWN:
      return stay (HU_FLOW_ROW_DOWN, NULL);
    case HU_KEY_UP:
      return stay (HU_FLOW_ROW_UP, NULL);
    case HU_KEY_BACKSPACE:
      if (*state->text)
        return pass;
      if (state->searching)
        return stay (HU_FLOW_END_SEARCH, NULL);
      return state->n_chips > 0 || (state->field == HU_FIELD_SPEAKER && state->voice)
                 ? stay (HU_FLOW_REMOVE_LAST, NULL)
                 : pass;
    default:
      break;
    }
  if (press->character == ',')
    return stay (find_taken (state, FALSE), NULL);
  return pass;
}

/* A list of chips outside the flow: taking stays there. */
static HuFlowAction
press_in_other_list (const HuFlowState *state, const HuKeyPress *press)
{
  HuFlowAction action;

  if (press->character == ',' && state->takes_commas)
    return pass;
  action = press_in_list (state, press);
  return action.effect == HU_FLOW_PASS ? pass : stay (action.effect, action.id);
}

static HuFlowAction
press_in_speaker (const HuFlowState *state, const HuKeyPress *press)
{
  const char *voice = press->character == ',' ? NULL : find_voice (state, press);

  if (voice)
    return go_on (state, HU_FLOW_VOICE, voice);
  return press_in_list (state, press);
}

static HuFlowAction
press_in_topic (const HuFlowState *state, const HuKeyPress *press)
{
  const HuCode *code;

  if (*state->text || state->searching || press->special != HU_KEY_NONE || press->character == ',')
    return press_in_list (state, press);
  if (press->character == '/')
    return stay (HU_FLOW_SEARCH, NULL);
  code = find_code (state, press, HU_CODES_TOPICS, NULL, TRUE);
  if (code && press->modifiers & HU_KEY_SHIFT && !press->shift_makes_digit)
    return stay (HU_FLOW_CODE, code->id);
  if (code)
    return go_on (state, HU_FLOW_CODE, code->id);
  if (is_zero (press, TRUE))
    return stay (HU_FLOW_CLEAR, NULL);
  return pass;
}

static HuFlowAction
press_in_codes (const HuFlowState *state, const HuKeyPress *press, HuCodes codes, const char *scale)
{
  const HuCode *code = find_code (state, press, codes, scale, FALSE);

  if (press->special == HU_KEY_ENTER)
    return go_on (state, state->moved_to == HU_FLOW_ROW_KNOWN ? HU_FLOW_ROW : HU_FLOW_NOTHING, NULL);
  if (code)
    return go_on (state, HU_FLOW_CODE, code->id);
  return is_zero (press, FALSE) ? stay (HU_FLOW_CLEAR, NULL) : pass;
}

static const char *
get_scale (const HuFlowState *state)
{
  gsize n;
  const HuCode *scales;

  if (state->scale)
    return state->scale;
  scales = hu_codebook_get_codes (state->codebook, HU_CODES_SCALES, &n);
  return n > 0 ? scales[0].id : NULL;
}

static HuFlowAction
press_tab (const HuFlowState *state, gboolean backward)
{
  HuField to = backward ? hu_flow_get_previous (state) : hu_flow_get_next (state);

  /* Past the flow's ends are the card's other fields, in the order of Tab. */
  return to == HU_FIELD_NONE ? pass : (HuFlowAction){ HU_FLOW_NOTHING, NULL, HU_FLOW_GO, to };
}

HuFlowAction
hu_flow_press (const HuFlowState *state, const HuKeyPress *press)
{
  g_return_val_if_fail (state != NULL && state->text != NULL && state->codebook != NULL, pass);
  g_return_val_if_fail (press != NULL, pass);

  if (press->special == HU_KEY_ESCAPE && !press->modifiers)
    return article (HU_FLOW_NOTHING, NULL);
  if (press->special == HU_KEY_ENTER && state->multiline && press->modifiers == HU_KEY_CTRL)
    return article (HU_FLOW_NOTHING, NULL);
  if (press->modifiers & (HU_KEY_CTRL | HU_KEY_ALT))
    return pass;
  if (press->special == HU_KEY_TAB || press->special == HU_KEY_BACK_TAB)
    return press_tab (state, press->special == HU_KEY_BACK_TAB);
  switch (state->field)
    {
    case HU_FIELD_SPEAKER:
      return press_in_speaker (state, press);
    case HU_FIELD_TYPE:
      return press_in_codes (state, press, HU_CODES_TYPES, NULL);
    case HU_FIELD_TOPIC:
      return press_in_topic (state, press);
    case HU_FIELD_STANCE:
      return press_in_codes (state, press, HU_CODES_VALUES, get_scale (state));
    case HU_FIELD_TEXT:
    case HU_FIELD_NAME:
      return press->special == HU_KEY_ENTER && !state->multiline ? article (HU_FLOW_NOTHING, NULL) : pass;
    case HU_FIELD_NONE:
      return state->in_list ? press_in_other_list (state, press) : pass;
    }
  return pass;
}
