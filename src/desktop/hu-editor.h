/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of one open article in one window: selection, tag in hand, and what a person can do. */
#pragma once

#include "hu-document.h"
#include "hu-emphasis.h"
#include "hu-operations.h"

G_BEGIN_DECLS

#define HU_TYPE_EDITOR (hu_editor_get_type ())

/**
 * HuEditor:
 *
 * What the article view, the sidebar, the card and the foot line share. Data flows down from here by
 * properties and signals; widgets call its commands and never change the layer otherwise. It knows no widget.
 *
 * Properties: "document" (nullable), "page" (the sidebar's page, a HuEditorPage).
 *
 * Signals:
 * "hand-changed": another tag is in hand, or none (not when the tag in hand changes its members: that is
 * "changed") "selection-changed": caret, selection or pinned spans "changed" (HuEdit *edit): the document's,
 * after the editor has followed it "reveal" (guint start, guint end): the article should scroll there
 * "focus-field" (int field): the card should focus a field (a HuField)
 * "focus-article": the article should take the focus
 * "message" (char *text, HuEdit *edit (nullable)): to be shown as a toast, with Undo where @edit is given
 * "announce" (char *text): for screen readers
 * "emphasis-changed": which tags are to be drawn faint is otherwise than before ("hand-changed" changes it,
 * too) "choose-fields": it should be asked which fields of the copied tag the tag in hand is to have
 */
G_DECLARE_FINAL_TYPE (HuEditor, hu_editor, HU, EDITOR, GObject)

typedef enum
{
  HU_EDITOR_PAGE_CLAIMS,
  HU_EDITOR_PAGE_SPEAKERS,
  HU_EDITOR_PAGE_STANCES,
} HuEditorPage;

/* The fields of the cards that take the focus in turn, or by a command. */
typedef enum
{
  HU_FIELD_NONE,
  HU_FIELD_SPEAKER, /* claim: speakers or voice; mention: its speaker; stance: the holder */
  HU_FIELD_TYPE,
  HU_FIELD_TOPIC,  /* claim: topics; stance: toward what */
  HU_FIELD_STANCE, /* claim: the stance key; stance: its value */
  HU_FIELD_TEXT,   /* memo: its text; claim: its gist */
  HU_FIELD_NAME,   /* speaker: its name */
} HuField;

HuEditor *hu_editor_new (void);

HuDocument *hu_editor_get_document (HuEditor *self);
void hu_editor_set_document (HuEditor *self, HuDocument *document);
/* The document's layer, text; NULL without a document. */
HuLayer *hu_editor_get_layer (HuEditor *self);
HuText *hu_editor_get_text (HuEditor *self);

/* Caret and selection (code points; anchor == caret: none). The article view reports them; others ask it to
 * move with hu_editor_select(). A collapsed caret that enters another tag takes that tag in hand. */
void hu_editor_report_selection (HuEditor *self, guint anchor, guint caret);
void hu_editor_select (HuEditor *self, guint anchor, guint caret); /* also emits "reveal" */
HuRange hu_editor_get_selection (HuEditor *self);
gboolean hu_editor_has_selection (HuEditor *self);
guint hu_editor_get_caret (HuEditor *self);
guint hu_editor_get_anchor (HuEditor *self);

/* Pinned spans: further parts of the passage to be tagged. In text order, not overlapping. */
void hu_editor_pin_selection (HuEditor *self);
void hu_editor_pin (HuEditor *self, HuRange range);
void hu_editor_clear_pins (HuEditor *self);
const HuRange *hu_editor_get_pins (HuEditor *self, gsize *n);
/* The passage that a tag made now would have: pinned spans and selection. NULL without any. (transfer full)
 */
HuValue *hu_editor_dup_passage (HuEditor *self);

/* The tag in hand: a claim, mention, stance, memo, or a speaker picked on its page. FALSE where there is
 * none. */
gboolean hu_editor_get_hand (HuEditor *self, HuKind *kind, const char **id);
/* Its record, or NULL. (transfer none) */
HuRecord *hu_editor_get_hand_record (HuEditor *self);
gboolean hu_editor_is_in_hand (HuEditor *self, HuRecord *record);
/* @id NULL: nothing in hand. @reveal: scroll to its passage. Shows the page of its kind (memos stay on the
 * page shown). */
void hu_editor_pick (HuEditor *self, HuKind kind, const char *id, gboolean reveal);
/* All tags at a place, smallest first; a click at the same place again takes the next one in hand. */
void hu_editor_pick_at (HuEditor *self, guint offset);
HuEditorPage hu_editor_get_page (HuEditor *self);
void hu_editor_set_page (HuEditor *self, HuEditorPage page);

/* Applies an edit; on failure says so by "message". TRUE when done. */
gboolean hu_editor_apply (HuEditor *self, HuEdit *edit);
/* Emits "message". @edit: (nullable): what the toast's Undo takes back. */
void hu_editor_tell (HuEditor *self, const char *text, HuEdit *edit);
/* Emits "focus-article". */
void hu_editor_focus_article (HuEditor *self);
/* Emits "reveal". */
void hu_editor_reveal (HuEditor *self, guint start, guint end);

/* The record of the document, or of the layer, of which two people set a member differently; NULL while what
 * is in hand is to be chosen of first. (transfer none) (nullable) */
HuRecord *hu_editor_get_facts_to_choose (HuEditor *self);

/* Commands. Each does nothing where it does not apply. C, S, T, M: tag the passage; the new tag is in hand
 * and the card's first field gets the focus ("focus-field"). */
void hu_editor_tag_claim (HuEditor *self);
void hu_editor_tag_claim_like_last (HuEditor *self); /* Shift+C */
void hu_editor_tag_speaker (HuEditor *self);
void hu_editor_tag_stance (HuEditor *self);
void hu_editor_tag_memo (HuEditor *self);
void hu_editor_repeat (HuEditor *self);                          /* R */
void hu_editor_set_cue (HuEditor *self);                         /* Q */
void hu_editor_cycle_part (HuEditor *self);                      /* K */
void hu_editor_set_part (HuEditor *self, const char *kind_name); /* NULL: body */
void hu_editor_next_tag (HuEditor *self, gboolean backward);     /* N, P */
void hu_editor_next_to_check (HuEditor *self);                   /* X */
/* The passage of the tag in hand that was placed anew when the text was changed is right. Where there is
 * none: hu_editor_keep_mine(). */
void hu_editor_accept_anchor (HuEditor *self);
/* Of the first member of what is in hand that two people changed differently, the value that is there stays,
 * or the other one takes its place; where nothing in hand conflicts, of hu_editor_get_facts_to_choose(). */
void hu_editor_keep_mine (HuEditor *self);
void hu_editor_take_theirs (HuEditor *self);
/* The passage is (of a lost one, of any other tag: its passage is) what is selected. */
void hu_editor_set_passage_from_selection (HuEditor *self);
void hu_editor_check_paragraph (
    HuEditor *self); /* Space: this paragraph is checked (again: unchecked); on to the next */
void hu_editor_delete (HuEditor *self);    /* the tag in hand */
void hu_editor_edit_hand (HuEditor *self); /* the first field of its card gets the focus */
void hu_editor_undo (HuEditor *self);
void hu_editor_redo (HuEditor *self);
void hu_editor_widen (HuEditor *self);                            /* . */
void hu_editor_narrow (HuEditor *self);                           /* , */
void hu_editor_move_sentence (HuEditor *self, gboolean backward); /* Alt+↑ ↓ */
/* Alt+← →, with Shift its start: the selection's edge where there is one, else that of the tag in hand. */
void hu_editor_move_edge (HuEditor *self, gboolean start, gboolean backward);
/* Sets an edge of a span of the tag in hand (a drag): @span counts within its passage. Drags make one step of
 * undo. */
void hu_editor_drag_edge (HuEditor *self, gsize span, gboolean start, guint offset);

/* Which tags the article shows plainly. The tag in hand always is. Valid until it changes. */
HuEmphasis hu_editor_get_emphasis (HuEditor *self);
void hu_editor_toggle_kind (HuEditor *self, HuKind kind);              /* 1, 2, 3 */
void hu_editor_set_only_speaker (HuEditor *self, const char *speaker); /* (nullable): all */
void hu_editor_set_only_topic (HuEditor *self, const char *topic);
void hu_editor_only_this_speaker (HuEditor *self); /* O: of the tag in hand; again: all */
void hu_editor_only_this_topic (HuEditor *self);   /* Shift+O */
void hu_editor_show_all (HuEditor *self);          /* 0: of every kind, speaker and topic */
/* Whether a speaker that is picked is the only one that is shown plainly. */
gboolean hu_editor_get_dims_for_speaker (HuEditor *self);
void hu_editor_set_dims_for_speaker (HuEditor *self, gboolean dims);

/* Passages and whole tags. */
/* What interrupts a quotation in the selection. (transfer full) (element-type HuInterruption) */
GArray *hu_editor_find_interruptions (HuEditor *self);
void hu_editor_leave_out (HuEditor *self); /* W: the selection without it: pinned spans and a selection */
/* −: the last pinned span is selected again; else the selection, or the span at the caret, goes from the
 * passage of the tag in hand. */
void hu_editor_take_out (HuEditor *self);
void hu_editor_split (HuEditor *self);       /* B: the claim in hand, at the caret or by the selection */
void hu_editor_join (HuEditor *self);        /* J: with the claim that is selected, else the next */
void hu_editor_convert (HuEditor *self);     /* V: the claim in hand becomes a stance, a stance a claim */
void hu_editor_copy_fields (HuEditor *self); /* of the tag in hand */
/* What of the copied fields the tag in hand could have: a set of HU_COPIES(). */
guint hu_editor_get_pastable (HuEditor *self);
void hu_editor_choose_fields (HuEditor *self); /* "choose-fields", where there are some */
void hu_editor_paste_fields (HuEditor *self, guint copies);

void hu_editor_escape (HuEditor *self); /* pins and selection, then the tag in hand are let go */

/* The known speaker that the selection is or contains, by name or alias: the first one. @name_range: (out):
 * where it stands. (transfer full) (nullable): a speaker record of this layer, else of the register. */
HuRecord *hu_editor_find_known_speaker (HuEditor *self, HuRange *name_range);
/* Enter: tags just that name as a mention of the speaker. */
gboolean hu_editor_tag_known_speaker (HuEditor *self);

/* What is left to check, and how many paragraphs are: for the foot line. */
guint hu_editor_count_to_check (HuEditor *self);
/* Of those, the ones with a passage that was moved or lost when the text was changed. */
guint hu_editor_count_anchors (HuEditor *self);
void hu_editor_count_paragraphs (HuEditor *self, guint *checked, guint *all);

G_END_DECLS
