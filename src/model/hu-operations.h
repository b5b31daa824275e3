/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do to a layer, as additions to an edit, with all that follows from it. */
#pragma once

#include "hu-layer.h"
#include "hu-text.h"

G_BEGIN_DECLS

/*
 * Each operation adds its changes to @edit and sees what @edit did before, so several make one step of undo:
 *
 *   g_autoptr (HuEdit) edit = hu_edit_new (_ ("Set speaker"));
 *   g_autofree char *id = hu_op_ensure_speaker (edit, layer, record);
 *   hu_op_add_claim_speaker (edit, layer, text, claim, id);
 *   hu_document_apply (document, edit, &error);
 *
 * None of them changes the layer. Ids that the layer doesn't have are ignored. Stamps (created, modified, by,
 * revision) and the copies of codebook entries are added when the edit is applied.
 */

/* The record as it will be after @edit. (transfer none) (nullable) */
HuRecord *hu_op_lookup (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id);
/* Sets (@value NULL: unsets) one member, and nothing that might follow from it. */
void hu_op_set (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id, HuMember member, HuValue *value);
void hu_op_set_string (
    HuEdit *edit, HuLayer *layer, HuKind kind, const char *id, HuMember member, const char *string);

/* Tags. @passage: a HU_VALUE_PASSAGE in text order. They return the new tag's id, which is also the edit's
 * focus. (transfer full) */
/* Quotation is found from the quotation marks of @text. */
char *hu_op_create_claim (HuEdit *edit, HuLayer *layer, HuText *text, HuValue *passage);
/* @speaker: (nullable): not resolved yet. @form: (nullable): name, description, pronoun. */
char *
hu_op_create_mention (HuEdit *edit, HuLayer *layer, HuValue *passage, const char *speaker, const char *form);
/* A stance of its own passage. It lacks holder, target and value until they are set: "to check". */
char *hu_op_create_stance (HuEdit *edit, HuLayer *layer, HuValue *passage);
char *hu_op_create_memo (HuEdit *edit, HuLayer *layer, HuValue *passage);
/* A claim on @passage coded as @model is. @repeat: everything (R) - type, topics, stances, gist excepted;
 * else speakers, voice, topics and date (Shift+C). */
char *hu_op_create_claim_like (
    HuEdit *edit, HuLayer *layer, HuText *text, HuValue *passage, const char *model, gboolean repeat);
/* A tag of any kind coded as @model is (R on a mention or stance). */
char *hu_op_create_like (
    HuEdit *edit, HuLayer *layer, HuText *text, HuValue *passage, HuKind kind, const char *model);
/* Removes a tag and what hangs on it: a claim's stances, stances toward it, relations and within that name
 * it; a mention's place in claims. */
void hu_op_delete_tag (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id);
/* The edit that deleted a record last, or NULL. (transfer none) (nullable) */
typedef HuEdit *(*HuFindDeletion) (HuKind kind, const char *id, gpointer user_data);
/* Puts back a tag or speaker as it was, under its id, with what went with it when it was deleted and with
 * what it names, as far as that still fits. FALSE where it is there, or can't be without something that is
 * gone, or another stance has taken its place: then @edit is of no use. */
gboolean hu_op_restore (
    HuEdit *edit, HuLayer *layer, HuKind kind, const char *id, HuFindDeletion find, gpointer user_data);
/* Gives a tag another passage; with a claim's, what is derived from quotation marks follows. */
void
hu_op_set_passage (HuEdit *edit, HuLayer *layer, HuText *text, HuKind kind, const char *id, HuValue *passage);

/* Cuts a claim in two: what of it stands in @part becomes a claim of its own, coded in the same way, stances
 * too. Gist, note, evidence and verdict stay with the first, and so do stances and relations toward it;
 * claims within the new one's words are parts of it. (transfer full) (nullable): the new claim's id, which is
 * the edit's focus; NULL where nothing would be left on one side. */
char *hu_op_split_claim (HuEdit *edit, HuLayer *layer, HuText *text, const char *claim, HuRange part);
/* @from becomes a part of the claim @into: passages, cues, lists, gists and notes are put together, what
 * @into lacks is taken over, and all that names @from names @into. (transfer full) (element-type HuMember):
 * where both had something else, and @into's stays; HU_MEMBER_SPEAKERS stands for speakers and voice,
 * HU_MEMBER_VALUE for stances. */
GArray *hu_op_join_claims (HuEdit *edit, HuLayer *layer, HuText *text, const char *into, const char *from);
/* A claim becomes the stances that it shows, each with its passage, and one not yet judged for a speaker or
 * topic that has none; its gist and note go with the first. What was toward it is toward its first topic;
 * parts of it are parts of what it was within. (transfer full) (nullable): the first stance's id, the edit's
 * focus. */
char *hu_op_convert_claim (HuEdit *edit, HuLayer *layer, const char *claim);
/* A stance with a passage of its own becomes a claim that shows it. (transfer full) (nullable): the claim's
 * id; NULL for a stance that a claim shows already. */
char *hu_op_convert_stance (HuEdit *edit, HuLayer *layer, HuText *text, const char *stance);

/* What of a tag can be copied to another. */
typedef enum
{
  HU_COPY_SOURCE, /* claim: speakers or voice; mention: speakers and form; stance: holder */
  HU_COPY_ROUTE,  /* via, on behalf of, addressees, negated */
  HU_COPY_TYPE,
  HU_COPY_TOPICS,  /* stance: toward what */
  HU_COPY_STANCES, /* claim: those that it shows; stance: value and basis */
  HU_COPY_MODALITY,
  HU_COPY_QUOTATION,
  HU_COPY_DATE,
  HU_COPY_CONFIDENCE,
  HU_COPY_FIELDS,    /* the codebook's own */
  HU_COPY_RELATIONS, /* and within */
  HU_COPY_GIST,
  HU_COPY_NOTE,     /* memo: its text */
  HU_COPY_EVIDENCE, /* and verdict */
  HU_N_COPIES
} HuCopy;
#define HU_COPIES(copy) (1u << (copy))

/* What @from has that the tag @to could take: a set of HU_COPIES(). @stances: (nullable) (element-type
 * HuRecord): those that @from shows. */
guint hu_copies_find (HuRecord *from, GPtrArray *stances, HuKind to);
/* Sets those of @copies on the tag @id as @from has them, in place of what it had. */
void hu_op_copy (HuEdit *edit,
                 HuLayer *layer,
                 HuText *text,
                 HuRecord *from,
                 GPtrArray *stances,
                 guint copies,
                 HuKind kind,
                 const char *id);

/* The speakers of a claim. Setting speakers clears the voice and the other way round; the nearest mention of
 * a speaker before the claim (else the first after it) is linked; a speaker who goes takes the stances with
 * it that the claim showed of them. */
void
hu_op_add_claim_speaker (HuEdit *edit, HuLayer *layer, HuText *text, const char *claim, const char *speaker);
void hu_op_remove_claim_speaker (HuEdit *edit, HuLayer *layer, const char *claim, const char *speaker);
/* @voice: (nullable): "author", "outlet", "none". */
void hu_op_set_claim_voice (HuEdit *edit, HuLayer *layer, const char *claim, const char *voice);
void hu_op_add_claim_topic (HuEdit *edit, HuLayer *layer, const char *claim, const char *topic);
/* The holders' stances on the topic that the claim shows go with it. */
void hu_op_remove_claim_topic (HuEdit *edit, HuLayer *layer, const char *claim, const char *topic);
/* Sets, replaces or (@value NULL) clears the stance that the claim shows of one holder (@speaker or @voice)
 * toward @toward (a HU_SHAPE_TARGET). (transfer full) (nullable): the stance's id. */
char *hu_op_set_stance (HuEdit *edit,
                        HuLayer *layer,
                        const char *claim,
                        const char *speaker,
                        const char *voice,
                        HuValue *toward,
                        const char *value);
/* The stance key: for all the claim's speakers, or its voice, toward its first topic. Voice "none", no topic
 * or no holder: nothing happens and FALSE is returned. */
gboolean hu_op_set_claim_stance (HuEdit *edit, HuLayer *layer, const char *claim, const char *value);
/* The value that all the claim's holders have toward its first topic, or NULL. (transfer none) */
const char *hu_layer_get_claim_stance (HuLayer *layer, HuRecord *claim);
/* The stance that a claim shows of a holder toward a target, after @edit (nullable). (transfer none)
 * (nullable) */
HuRecord *hu_op_find_stance (
    HuEdit *edit, HuLayer *layer, const char *claim, const char *speaker, const char *voice, HuValue *toward);

/* Speakers. */
/* The id of the layer's speaker that is @speaker: the one with the same register id (else its own id as one);
 * a new record is added where there is none. @speaker: a record of the register, of another layer, or new.
 * (transfer full) */
char *hu_op_ensure_speaker (HuEdit *edit, HuLayer *layer, HuRecord *speaker);
/* A new speaker; the layer's own with the same name, kind and named where there is one. @kind: (nullable):
 * person. (transfer full) */
char *
hu_op_ensure_speaker_named (HuEdit *edit, HuLayer *layer, const char *name, const char *kind, gboolean named);
/* An id for a new record: the slug of @name, with a random ending where it is taken. (transfer full) */
char *hu_op_new_slug (HuEdit *edit, HuLayer *layer, HuKind kind, const char *name);
/* Removes the speaker, every use of it, and the stances that it holds or that are toward it. */
void hu_op_delete_speaker (HuEdit *edit, HuLayer *layer, const char *id);
/* @from becomes @into everywhere: its name an alias, its members added where @into has none. */
void hu_op_merge_speakers (HuEdit *edit, HuLayer *layer, const char *from, const char *into);
/* @record with speaker @into wherever it names @from. (transfer full) */
HuRecord *hu_record_replace_speaker (HuRecord *record, const char *from, const char *into);
/* What one passage may show once only: where, whose, toward what. (transfer full) */
char *hu_stance_dup_key (HuRecord *stance);

/* Topics: a new one, or the layer's own with the same label. (transfer full) */
char *hu_op_ensure_topic (HuEdit *edit, HuLayer *layer, const char *label, const char *scale);

/* The document. @kind_name: a part's name, or NULL for body. @by: the coder's id. The range is a paragraph's.
 */
void
hu_op_set_part (HuEdit *edit, HuLayer *layer, guint start, guint end, const char *kind_name, const char *by);
/* Adds the range to what was checked, or takes it out. */
void hu_op_set_checked (HuEdit *edit, HuLayer *layer, guint start, guint end, gboolean checked);
/* The same @bytes are now decoded as @to instead of @from: every range moves to the same bytes. */
void hu_op_change_text (HuEdit *edit, HuLayer *layer, HuText *from, HuText *to, GBytes *bytes);
/* Whether the whole range has been checked. */
gboolean hu_record_is_checked (HuRecord *root, guint start, guint end);

G_END_DECLS
