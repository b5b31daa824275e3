/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person can do with the open article: tagging and editing. */
#include "config.h"
#include "hu-editor.h"
#include "hu-editor-private.h"

#include "hu-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

HuDocument *
editor_get_writable (HuEditor *self)
{
  const char *reason;

  if (!self->document)
    return NULL;
  reason = hu_document_get_read_only_reason (self->document);
  if (!reason)
    return self->document;
  editor_message (self, reason, NULL);
  return NULL;
}

/* The selection has become a tag: the caret stays at its end. */
static void
finish_tag (HuEditor *self, HuKind kind, const char *id, HuField field)
{
  HuRecord *record = hu_layer_lookup (hu_editor_get_layer (self), kind, id);
  guint start, end;

  hu_editor_clear_pins (self);
  if (record && hu_record_get_extent (record, &start, &end))
    editor_set_selection (self, end, end);
  hu_editor_pick (self, kind, id, FALSE);
  if (field != HU_FIELD_NONE)
    editor_focus_field (self, field);
}

/* The passage for a new tag: what is selected, else the word at the caret. */
static HuValue *
take_passage (HuEditor *self)
{
  HuValue *passage = hu_editor_dup_passage (self);

  if (!passage)
    editor_message (self, _ ("Select a passage first"), NULL);
  return passage;
}

typedef char *(*CreateFunc) (HuEditor *self, HuEdit *edit, HuLayer *layer, HuValue *passage);

static void
tag (HuEditor *self, const char *label, HuKind kind, HuField field, CreateFunc create)
{
  g_autoptr (HuValue) passage = NULL;
  g_autoptr (HuEdit) edit = NULL;
  g_autofree char *id = NULL;

  if (!editor_get_writable (self) || !(passage = take_passage (self)))
    return;
  edit = hu_edit_new (label);
  id = create (self, edit, hu_document_get_layer (self->document), passage);
  if (hu_editor_apply (self, edit))
    finish_tag (self, kind, id, field);
}

static char *
create_claim (HuEditor *self, HuEdit *edit, HuLayer *layer, HuValue *passage)
{
  return hu_op_create_claim (edit, layer, hu_document_get_text (self->document), passage);
}

void
hu_editor_tag_claim (HuEditor *self)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  tag (self, _ ("Tag Claim"), HU_KIND_CLAIM, HU_FIELD_SPEAKER, create_claim);
}

static char *
create_claim_like_last (HuEditor *self, HuEdit *edit, HuLayer *layer, HuValue *passage)
{
  return hu_op_create_claim_like (edit, layer, hu_document_get_text (self->document), passage,
                                  self->last_claim, FALSE);
}

void
hu_editor_tag_claim_like_last (HuEditor *self)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  if (self->last_claim)
    tag (self, _ ("Tag Claim"), HU_KIND_CLAIM, HU_FIELD_TYPE, create_claim_like_last);
  else
    hu_editor_tag_claim (self);
}

/* A known speaker whose name the passage is gives the mention its speaker at once. */
static char *
create_mention (HuEditor *self, HuEdit *edit, HuLayer *layer, HuValue *passage)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);
  HuRange found;
  g_autoptr (HuRecord) speaker = n == 1 ? hu_editor_find_known_speaker (self, &found) : NULL;
  g_autofree char *id = NULL;

  if (speaker && found.start == spans[0].start && found.end == spans[0].end)
    id = hu_op_ensure_speaker (edit, layer, speaker);
  return hu_op_create_mention (edit, layer, passage, id, id ? "name" : NULL);
}

void
hu_editor_tag_speaker (HuEditor *self)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  tag (self, _ ("Tag Speaker"), HU_KIND_MENTION, HU_FIELD_SPEAKER, create_mention);
}

static char *
create_stance (HuEditor *self, HuEdit *edit, HuLayer *layer, HuValue *passage)
{
  return hu_op_create_stance (edit, layer, passage);
}

void
hu_editor_tag_stance (HuEditor *self)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  tag (self, _ ("Tag Stance"), HU_KIND_STANCE, HU_FIELD_SPEAKER, create_stance);
}

static char *
create_memo (HuEditor *self, HuEdit *edit, HuLayer *layer, HuValue *passage)
{
  return hu_op_create_memo (edit, layer, passage);
}

void
hu_editor_tag_memo (HuEditor *self)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  tag (self, _ ("Write Memo"), HU_KIND_MEMO, HU_FIELD_TEXT, create_memo);
}

static char *
create_repeat (HuEditor *self, HuEdit *edit, HuLayer *layer, HuValue *passage)
{
  return hu_op_create_like (edit, layer, hu_document_get_text (self->document), passage, self->last_kind,
                            self->last_id);
}

void
hu_editor_repeat (HuEditor *self)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document)
    return;
  if (!self->last_id ||
      !hu_layer_lookup (hu_document_get_layer (self->document), self->last_kind, self->last_id))
    editor_message (self, _ ("There is no coding to repeat yet"), NULL);
  else
    tag (self, _ ("Repeat Coding"), self->last_kind, HU_FIELD_NONE, create_repeat);
}

void
hu_editor_set_cue (HuEditor *self)
{
  g_autoptr (HuValue) passage = NULL;
  g_autoptr (HuEdit) edit = NULL;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!editor_get_writable (self))
    return;
  if (!self->hand_id || self->hand_kind != HU_KIND_CLAIM)
    {
      editor_message (self, _ ("Pick the claim first, then select its cue"), NULL);
      return;
    }
  passage = take_passage (self);
  if (!passage)
    return;
  edit = hu_edit_new (_ ("Set Cue"));
  hu_op_set (edit, hu_document_get_layer (self->document), HU_KIND_CLAIM, self->hand_id, HU_MEMBER_CUE,
             passage);
  if (hu_editor_apply (self, edit))
    {
      HuRange selection = hu_editor_get_selection (self);

      hu_editor_clear_pins (self);
      editor_set_selection (self, selection.end, selection.end);
    }
}

/* Parts of the article. */

static const char *
part_at (HuEditor *self, HuRange paragraph)
{
  HuValue *parts =
      hu_record_get (hu_layer_get_document (hu_document_get_layer (self->document)), HU_MEMBER_PARTS);

  for (gsize i = 0; i < hu_value_get_size (parts); i++)
    {
      HuValue *part = hu_value_get_item (parts, i);

      if (hu_value_get_int (hu_value_get_member (part, "start")) < paragraph.end &&
          hu_value_get_int (hu_value_get_member (part, "end")) > paragraph.start)
        return hu_value_get_member_string (part, "kind");
    }
  return NULL;
}

void
hu_editor_set_part (HuEditor *self, const char *kind_name)
{
  HuRange paragraph;
  g_autoptr (HuEdit) edit = NULL;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!editor_get_writable (self))
    return;
  paragraph = hu_text_paragraph_at (hu_document_get_text (self->document), self->caret);
  if (paragraph.start >= paragraph.end)
    return;
  edit = hu_edit_new (_ ("Set Part of the Article"));
  hu_op_set_part (edit, hu_document_get_layer (self->document), paragraph.start, paragraph.end, kind_name,
                  hu_document_get_coder_id (self->document));
  hu_editor_apply (self, edit);
}

void
hu_editor_cycle_part (HuEditor *self)
{
  HuPartKind next;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document)
    return;
  next = hu_part_kind_from_name (
      part_at (self, hu_text_paragraph_at (hu_document_get_text (self->document), self->caret)));
  next = (next + 1) % HU_N_PARTS;
  hu_editor_set_part (self, hu_part_kind_get_name (next));
}

/* Checking. */

void
hu_editor_check_paragraph (HuEditor *self)
{
  HuText *text;
  HuLayer *layer;
  HuRange paragraph;
  guint index;
  gboolean checked;
  g_autoptr (HuEdit) edit = NULL;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!editor_get_writable (self))
    return;
  text = hu_document_get_text (self->document);
  layer = hu_document_get_layer (self->document);
  index = hu_text_paragraph_index_at (text, self->caret);
  if (index >= hu_text_get_n_paragraphs (text))
    return;
  paragraph = hu_text_get_paragraph (text, index);
  checked = hu_record_is_checked (hu_layer_get_root (layer), paragraph.start, paragraph.end);
  edit = hu_edit_new (checked ? _ ("Uncheck Paragraph") : _ ("Check Paragraph"));
  hu_op_set_checked (edit, layer, paragraph.start, paragraph.end, !checked);
  if (!hu_editor_apply (self, edit))
    return;
  if (!checked && index + 1 < hu_text_get_n_paragraphs (text))
    {
      paragraph = hu_text_get_paragraph (text, index + 1);
      hu_editor_select (self, paragraph.start, paragraph.start);
    }
}

void
hu_editor_count_paragraphs (HuEditor *self, guint *checked, guint *all)
{
  HuText *text;
  HuRecord *root;

  g_return_if_fail (HU_IS_EDITOR (self) && checked != NULL && all != NULL);
  *checked = *all = 0;
  if (!self->document)
    return;
  text = hu_document_get_text (self->document);
  root = hu_layer_get_root (hu_document_get_layer (self->document));
  *all = hu_text_get_n_paragraphs (text);
  if (!hu_record_get (root, HU_MEMBER_CHECKED))
    return;
  for (guint i = 0; i < *all; i++)
    {
      HuRange paragraph = hu_text_get_paragraph (text, i);

      *checked += hu_record_is_checked (root, paragraph.start, paragraph.end);
    }
}

/* Removing, undo. */

static char *
deletion_label (HuKind kind)
{
  switch ((int) kind)
    {
    case HU_KIND_CLAIM:
      return g_strdup (_ ("Claim deleted"));
    case HU_KIND_MENTION:
      return g_strdup (_ ("Mention deleted"));
    case HU_KIND_STANCE:
      return g_strdup (_ ("Stance deleted"));
    case HU_KIND_MEMO:
      return g_strdup (_ ("Memo deleted"));
    default:
      return g_strdup (_ ("Speaker deleted"));
    }
}

void
hu_editor_delete (HuEditor *self)
{
  g_autofree char *label = NULL;
  g_autofree char *id = NULL;
  g_autoptr (HuEdit) edit = NULL;
  HuLayer *layer;
  HuKind kind;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!editor_get_writable (self) || !self->hand_id)
    return;
  kind = self->hand_kind;
  id = g_strdup (self->hand_id);
  layer = hu_document_get_layer (self->document);
  label = deletion_label (kind);
  edit = hu_edit_new (label);
  if (kind == HU_KIND_SPEAKER)
    hu_op_delete_speaker (edit, layer, id);
  else
    hu_op_delete_tag (edit, layer, kind, id);
  if (hu_editor_apply (self, edit))
    editor_message (self, label, edit);
}

void
hu_editor_edit_hand (HuEditor *self)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->hand_id)
    return;
  switch ((int) self->hand_kind)
    {
    case HU_KIND_CLAIM:
    case HU_KIND_MENTION:
    case HU_KIND_STANCE:
      editor_focus_field (self, HU_FIELD_SPEAKER);
      break;
    case HU_KIND_MEMO:
      editor_focus_field (self, HU_FIELD_TEXT);
      break;
    case HU_KIND_SPEAKER:
      editor_focus_field (self, HU_FIELD_NAME);
      break;
    default:
      break;
    }
}

/* After undo and redo the person looks at what they were about; where that is gone, at what it was made of.
 */
static void
follow_edit (HuEditor *self, HuEdit *edit)
{
  HuKind kind;
  const char *id;

  if (!hu_edit_get_focus (edit, &kind, &id))
    return;
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      if (hu_layer_lookup (hu_document_get_layer (self->document), kind, id))
        break;
      if (change->after && HU_KIND_IS_TAG (change->kind) && hu_record_get (change->after, HU_MEMBER_PASSAGE))
        {
          kind = change->kind;
          id = change->id;
        }
    }
  hu_editor_pick (self, kind, id, TRUE);
}

void
hu_editor_undo (HuEditor *self)
{
  g_autoptr (HuEdit) edit = NULL;
  g_autofree char *said = NULL;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document || !(edit = hu_document_undo (self->document)))
    return;
  follow_edit (self, edit);
  said = g_strdup_printf (_ ("Undone: %s"), hu_edit_get_label (edit));
  editor_announce (self, said);
}

void
hu_editor_redo (HuEditor *self)
{
  g_autoptr (HuEdit) edit = NULL;
  g_autofree char *said = NULL;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document || !(edit = hu_document_redo (self->document)))
    return;
  follow_edit (self, edit);
  said = g_strdup_printf (_ ("Redone: %s"), hu_edit_get_label (edit));
  editor_announce (self, said);
}

void
hu_editor_escape (HuEditor *self)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document)
    return;
  if (self->pins->len || hu_editor_has_selection (self))
    {
      hu_editor_clear_pins (self);
      editor_set_selection (self, self->caret, self->caret);
    }
  else if (self->hand_id)
    editor_set_hand (self, HU_KIND_LAYER, NULL);
  else
    hu_editor_show_all (self);
}
