/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left to check in the open article. */
#include "config.h"
#include "hu-editor.h"
#include "hu-editor-private.h"

#include "hu-anchors.h"
#include "hu-conflict.h"

#include <glib/gi18n-lib.h>

/* What is said of the document or the layer, where two people set it differently. */
static HuRecord *
get_conflicting_facts (HuEditor *self)
{
  static const HuKind kinds[] = { HU_KIND_DOCUMENT, HU_KIND_LAYER };

  for (guint i = 0; self->document && i < G_N_ELEMENTS (kinds); i++)
    {
      HuRecord *record = hu_layer_lookup (hu_document_get_layer (self->document), kinds[i], "");

      if (record && hu_record_get_conflict (record, NULL))
        return record;
    }
  return NULL;
}

HuRecord *
hu_editor_get_facts_to_choose (HuEditor *self)
{
  HuRecord *hand;

  g_return_val_if_fail (HU_IS_EDITOR (self), NULL);
  hand = hu_editor_get_hand_record (self);
  return hand && hu_record_get_conflict (hand, NULL) ? NULL : get_conflicting_facts (self);
}

guint
hu_editor_count_to_check (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), 0);
  return (self->check ? hu_check_get_count (self->check) : 0) + (get_conflicting_facts (self) != NULL);
}

guint
hu_editor_count_anchors (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), 0);
  return self->check ? hu_check_count_anchors (self->check) : 0;
}

/* The tag in hand, if it can be edited; else says why not. */
static HuRecord *
get_tag (HuEditor *self)
{
  HuRecord *record = editor_get_writable (self) ? hu_editor_get_hand_record (self) : NULL;

  return record && HU_KIND_IS_TAG (hu_record_get_kind (record)) ? record : NULL;
}

static void
resolve_conflict (HuEditor *self, gboolean take)
{
  HuRecord *facts = hu_editor_get_facts_to_choose (self);
  HuRecord *record = facts ? facts : hu_editor_get_hand_record (self);
  const char *key = record ? hu_record_get_conflict (record, NULL) : NULL;
  g_autoptr (HuEdit) edit = NULL;

  if (!key || !editor_get_writable (self))
    return;
  edit = hu_edit_new (take ? _ ("Take the Other Value") : _ ("Keep the Value"));
  hu_op_resolve_conflict (edit, hu_document_get_layer (self->document), hu_record_get_kind (record),
                          hu_record_get_id (record), key, take);
  if (hu_editor_apply (self, edit))
    editor_announce (self, take ? _ ("The other value was taken") : _ ("The value was kept"));
}

void
hu_editor_accept_anchor (HuEditor *self)
{
  HuRecord *record;
  HuMember member;
  g_autoptr (HuEdit) edit = NULL;

  g_return_if_fail (HU_IS_EDITOR (self));
  record = get_tag (self);
  member = record ? hu_record_get_unreviewed (record) : HU_MEMBER_NONE;
  if (member == HU_MEMBER_NONE)
    {
      resolve_conflict (self, FALSE);
      return;
    }
  if (!(hu_value_get_anchors (hu_record_get (record, member)) & HU_ANCHORS_MOVED))
    return;
  edit = hu_edit_new (_ ("Accept Passage"));
  hu_op_accept_passage (edit, hu_document_get_layer (self->document), hu_record_get_kind (record),
                        hu_record_get_id (record), member);
  if (hu_editor_apply (self, edit))
    editor_announce (self, _ ("Passage accepted"));
}

void
hu_editor_keep_mine (HuEditor *self)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  resolve_conflict (self, FALSE);
}

void
hu_editor_take_theirs (HuEditor *self)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  resolve_conflict (self, TRUE);
}

void
hu_editor_set_passage_from_selection (HuEditor *self)
{
  HuRecord *record;
  g_autoptr (HuValue) passage = NULL;
  g_autoptr (HuEdit) edit = NULL;

  g_return_if_fail (HU_IS_EDITOR (self));
  record = get_tag (self);
  if (!record)
    return;
  passage = hu_editor_dup_passage (self);
  if (!passage)
    {
      editor_message (self, _ ("Select a passage first"), NULL);
      return;
    }
  edit = hu_edit_new (_ ("Change Passage"));
  hu_op_place_passage (edit, hu_document_get_layer (self->document), hu_document_get_text (self->document),
                       hu_record_get_kind (record), hu_record_get_id (record), passage);
  if (hu_editor_apply (self, edit))
    {
      HuRange selection = hu_editor_get_selection (self);

      hu_editor_clear_pins (self);
      editor_set_selection (self, selection.end, selection.end);
      editor_announce (self, _ ("Passage set"));
    }
}

void
hu_editor_next_to_check (HuEditor *self)
{
  HuRecord *record;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->check)
    return;
  /* From the tag in hand, which may be one that has just been dealt with. A speaker has no place to go on
   * from. */
  record = hu_editor_get_hand_record (self);
  if (record && !HU_KIND_IS_TAG (self->hand_kind) && !hu_record_get_check (record))
    record = NULL;
  record = hu_check_next (self->check, record, self->caret, FALSE);
  if (!record)
    {
      editor_announce (self, get_conflicting_facts (self)
                                 ? _ ("What is left to choose is said above the article")
                                 : _ ("Nothing is left to check"));
      return;
    }
  hu_editor_pick (self, hu_record_get_kind (record), hu_record_get_id (record), TRUE);
  editor_announce (self, hu_check_reasons_explain (hu_record_get_check (record)));
}
