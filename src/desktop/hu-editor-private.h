/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of HuEditor share. */
#pragma once

#include "hu-check.h"
#include "hu-editor.h"

G_BEGIN_DECLS

struct _HuEditor
{
  GObject parent_instance;

  HuDocument *document;
  HuCheck *check; /* of the document; NULL without one */
  HuEditorPage page;

  guint anchor;
  guint caret;
  HuText *text; /* (nullable): the document's, as it was shown last */
  GArray *pins; /* of HuRange, in text order */

  HuKind hand_kind;
  char *hand_id;    /* NULL: nothing in hand */
  char *last_claim; /* the claim made or picked last: what Shift+C copies from */
  HuKind last_kind; /* the tag made or picked last: what R repeats */
  char *last_id;

  guint faint_kinds; /* what the article doesn't show plainly: HuEmphasis */
  char *only_speaker;
  char *only_topic;
  gboolean dims_for_speaker; /* a speaker in hand is the only one */

  HuRecord *copied;          /* whose fields can be pasted; NULL: nobody's */
  GPtrArray *copied_stances; /* that it showed */

  guint click_offset; /* where the last click was, and which of the tags there it took */
  guint click_turn;

  gboolean following; /* a selection is being reported that the editor itself asked for */
};

enum
{
  HU_EDITOR_HAND_CHANGED,
  HU_EDITOR_SELECTION_CHANGED,
  HU_EDITOR_CHANGED,
  HU_EDITOR_REVEAL,
  HU_EDITOR_FOCUS_FIELD,
  HU_EDITOR_FOCUS_ARTICLE,
  HU_EDITOR_MESSAGE,
  HU_EDITOR_ANNOUNCE,
  HU_EDITOR_CHOOSE_FIELDS,
  HU_EDITOR_EMPHASIS_CHANGED,
  HU_EDITOR_N_SIGNALS
};

/* hu-editor-commands.c: the document, where it can be edited; else says why not. */
HuDocument *editor_get_writable (HuEditor *self);

/* hu-editor-emphasis.c: all is shown; says nothing */
void editor_forget_emphasis (HuEditor *self);

/* hu-editor-passages.c */
void editor_forget_copied (HuEditor *self);

/* hu-editor.c */
void editor_set_hand (HuEditor *self, HuKind kind, const char *id);
void editor_set_selection (HuEditor *self, guint anchor, guint caret);
void editor_reveal (HuEditor *self, guint start, guint end);
void editor_focus_field (HuEditor *self, HuField field);
void editor_focus_article (HuEditor *self);
void editor_message (HuEditor *self, const char *text, HuEdit *edit);
void editor_announce (HuEditor *self, const char *text);

G_END_DECLS
