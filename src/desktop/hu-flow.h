/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flow of keys through a card's fields: what a key press does where. No GTK in it. */
#pragma once

#include "hu-editor.h"
#include "hu-key-press.h"

G_BEGIN_DECLS

/* What a row of a completion list would do. */
typedef enum
{
  HU_FLOW_ROW_NONE,
  HU_FLOW_ROW_KNOWN,
  HU_FLOW_ROW_NEW, /* makes a speaker or topic; taken by Down and Enter only */
} HuFlowRow;

/**
 * HuFlowState: what the rules look at.
 * @card: what the card edits: %HU_KIND_CLAIM, _MENTION, _STANCE, _SPEAKER, _MEMO
 * @field: the field that has the focus; %HU_FIELD_NONE for all that isn't in the flow
 * @text: what the field's entry holds, without white space around it; "" where it has no entry
 * @n_chips: how many chips the field holds
 * @searching: a search was begun with '/'
 * @has_match: a known row matches the text: the one that Enter takes
 * @moved_to: the row that a person went to with the arrows
 * @voice: (nullable): the claim's or stance's voice
 * @n_speakers: how many speakers the claim has (a stance: 1 with a holder)
 * @n_topics: how many topics
 * @scale: (nullable): the scale of the stance's values; NULL: the first
 * @multiline: the field takes line breaks
 * @in_list: the focus is in the entry of a list of chips outside the flow (addressees, aliases)
 * @takes_commas: there a comma is text
 */
typedef struct
{
  HuKind card;
  HuField field;
  const char *text;
  guint n_chips;
  gboolean searching;
  gboolean has_match;
  HuFlowRow moved_to;
  const char *voice;
  guint n_speakers;
  guint n_topics;
  HuCodebook *codebook;
  const char *scale;
  gboolean multiline;
  gboolean in_list;
  gboolean takes_commas;
} HuFlowState;

typedef enum
{
  HU_FLOW_PASS,        /* the key is the widget's own: text, caret */
  HU_FLOW_NOTHING,     /* taken, without effect but for where the focus goes */
  HU_FLOW_VOICE,       /* choose the voice `id` */
  HU_FLOW_CODE,        /* take the type, topic or value `id` */
  HU_FLOW_FIRST_MATCH, /* take the first row that matches */
  HU_FLOW_ROW,         /* take the row that was moved to */
  HU_FLOW_ROW_DOWN,    /* move to the next row */
  HU_FLOW_ROW_UP,
  HU_FLOW_CLEAR,      /* the field's type, topics or stance */
  HU_FLOW_SEARCH,     /* begin a search: keys are letters from now on */
  HU_FLOW_END_SEARCH, /* back to keys */
  HU_FLOW_REMOVE_LAST /* the last chip, or the voice */
} HuFlowEffect;

typedef enum
{
  HU_FLOW_STAY,
  HU_FLOW_GO,      /* to the field `to` */
  HU_FLOW_ARTICLE, /* done */
} HuFlowMove;

/* What a key press does: first the effect, then the move. */
typedef struct
{
  HuFlowEffect effect;
  const char *id; /* the codebook's, or static */
  HuFlowMove move;
  HuField to;
} HuFlowAction;

HuFlowAction hu_flow_press (const HuFlowState *state, const HuKeyPress *press);

/* The field after @field that the card has and that can be used now (a claim's stance needs a speaker or a
 * voice that takes a stand, and a topic); %HU_FIELD_NONE after the last. */
HuField hu_flow_get_next (const HuFlowState *state);
/* The one before; %HU_FIELD_NONE before the first. */
HuField hu_flow_get_previous (const HuFlowState *state);

G_END_DECLS
