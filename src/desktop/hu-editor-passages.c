/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does with passages and whole tags: leaving words out, splitting, joining, converting,
 * copying. */
#include "config.h"
#include "hu-editor.h"
#include "hu-editor-private.h"

#include "hu-spans.h"

#include <glib/gi18n-lib.h>

/* Leaving out who says it. */

GArray *
hu_editor_find_interruptions (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), NULL);
  if (!self->document || self->pins->len || !hu_editor_has_selection (self))
    return g_array_new (FALSE, FALSE, sizeof (HuInterruption));
  return hu_text_find_interruptions (hu_document_get_text (self->document), hu_editor_get_selection (self));
}

void
hu_editor_leave_out (HuEditor *self)
{
  g_autoptr (GArray) found = NULL;
  HuRange selection;
  guint from;

  g_return_if_fail (HU_IS_EDITOR (self));
  found = hu_editor_find_interruptions (self);
  if (!self->document || found->len == 0)
    {
      editor_announce (self, _ ("Nothing interrupts a quotation in the selection"));
      return;
    }
  selection = hu_text_trim (hu_document_get_text (self->document), hu_editor_get_selection (self));
  from = selection.start;
  for (guint i = 0; i < found->len; i++)
    {
      const HuInterruption *one = &g_array_index (found, HuInterruption, i);

      hu_editor_pin (self, (HuRange){ from, one->gap.start });
      from = one->gap.end;
    }
  hu_editor_select (self, from, selection.end);
}

/* Taking words out. */

static void
unpin_last (HuEditor *self)
{
  const HuRange last = g_array_index (self->pins, HuRange, self->pins->len - 1);

  g_array_set_size (self->pins, self->pins->len - 1);
  self->anchor = self->caret = G_MAXUINT; /* so that the change is told, whatever was selected */
  hu_editor_select (self, last.start, last.end);
}

/* The span of the tag in hand at the caret, for passages of several. */
static gboolean
find_span_at_caret (HuEditor *self, HuRecord *record, HuRange *range)
{
  gsize n;
  const HuSpan *spans = hu_record_get_spans (record, &n);

  for (gsize i = 0; i < n && n > 1; i++)
    if (!spans[i].lost && spans[i].start <= self->caret && self->caret <= spans[i].end)
      {
        *range = (HuRange){ spans[i].start, spans[i].end };
        return TRUE;
      }
  return FALSE;
}

void
hu_editor_take_out (HuEditor *self)
{
  HuRecord *record;
  HuRange range;
  g_autoptr (HuValue) passage = NULL;
  g_autoptr (HuEdit) edit = NULL;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (self->pins->len)
    {
      unpin_last (self);
      return;
    }
  if (!editor_get_writable (self))
    return;
  record = hu_editor_get_hand_record (self);
  range = hu_editor_get_selection (self);
  if (!record || !hu_record_get (record, HU_MEMBER_PASSAGE) ||
      (range.start == range.end && !find_span_at_caret (self, record, &range)))
    {
      editor_message (self, _ ("Pick a tag, then select the words that are to go from its passage"), NULL);
      return;
    }
  passage = hu_spans_without (hu_document_get_text (self->document),
                              hu_record_get (record, HU_MEMBER_PASSAGE), range);
  if (!passage)
    {
      editor_message (self, _ ("A tag keeps some words; Delete removes it"), NULL);
      return;
    }
  edit = hu_edit_new (_ ("Take Out of Passage"));
  hu_op_set_passage (edit, hu_document_get_layer (self->document), hu_document_get_text (self->document),
                     self->hand_kind, self->hand_id, passage);
  if (hu_editor_apply (self, edit))
    editor_set_selection (self, range.start, range.start);
}

/* Splitting and joining. */

/* The claim in hand, where it can be changed; else says what is missing. */
static HuRecord *
get_claim (HuEditor *self)
{
  HuRecord *record = editor_get_writable (self) ? hu_editor_get_hand_record (self) : NULL;

  if (record && self->hand_kind == HU_KIND_CLAIM)
    return record;
  if (self->document && !hu_document_get_read_only_reason (self->document))
    editor_message (self, _ ("Pick a claim first"), NULL);
  return NULL;
}

void
hu_editor_split (HuEditor *self)
{
  HuRange part;
  g_autoptr (HuEdit) edit = NULL;
  g_autofree char *id = NULL;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!get_claim (self))
    return;
  part = hu_editor_get_selection (self);
  if (part.start == part.end)
    part.end = hu_text_get_length (hu_document_get_text (self->document));
  edit = hu_edit_new (_ ("Split Claim"));
  id = hu_op_split_claim (edit, hu_document_get_layer (self->document), hu_document_get_text (self->document),
                          self->hand_id, part);
  if (!id)
    {
      editor_message (self, _ ("Put the caret between two words of the claim, or select some of them"), NULL);
      return;
    }
  if (!hu_editor_apply (self, edit))
    return;
  editor_set_selection (self, part.start, part.start);
  hu_editor_pick (self, HU_KIND_CLAIM, id, FALSE);
  editor_announce (self, _ ("Claim split; the new one is in hand"));
}

/* What the claim in hand is joined with: one that the selection touches, else the next. */
static HuRecord *
find_other_claim (HuEditor *self, HuRecord *claim)
{
  HuLayer *layer = hu_document_get_layer (self->document);
  const HuRange selection = hu_editor_get_selection (self);
  g_autoptr (GPtrArray) touched = NULL;

  if (selection.start < selection.end)
    {
      touched = hu_layer_find_touching (layer, HU_KINDS (HU_KIND_CLAIM), selection.start, selection.end);
      for (guint i = 0; i < touched->len; i++)
        if (g_ptr_array_index (touched, i) != claim)
          return g_ptr_array_index (touched, i);
    }
  return hu_layer_find_neighbour (layer, HU_KINDS (HU_KIND_CLAIM), claim, FALSE);
}

static const char *
name_differing (HuMember member)
{
  switch ((int) member)
    {
    case HU_MEMBER_SPEAKERS:
      return _ ("who says it");
    case HU_MEMBER_TYPE:
      return _ ("type");
    case HU_MEMBER_VALUE:
      return _ ("stance");
    case HU_MEMBER_DATE:
      return _ ("date");
    case HU_MEMBER_MODALITY:
      return _ ("modality");
    case HU_MEMBER_CONFIDENCE:
      return _ ("confidence");
    default:
      return _ ("other fields");
    }
}

/* (transfer full) */
static char *
describe_join (GArray *differing)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < differing->len; i++)
    {
      const char *name = name_differing (g_array_index (differing, HuMember, i));

      if (strstr (names->str, name))
        continue;
      g_string_append_printf (names, "%s%s", names->len ? C_ ("names", ", ") : "", name);
    }
  if (names->len == 0)
    return g_strdup (_ ("Claims joined"));
  /* Translators: %s is a list of fields, such as "type, date". */
  return g_strdup_printf (_ ("Claims joined; they differed in %s, and the first one’s was kept"), names->str);
}

void
hu_editor_join (HuEditor *self)
{
  HuRecord *claim, *other;
  g_autoptr (HuEdit) edit = NULL;
  g_autoptr (GArray) differing = NULL;
  g_autofree char *said = NULL;

  g_return_if_fail (HU_IS_EDITOR (self));
  claim = get_claim (self);
  if (!claim)
    return;
  other = find_other_claim (self, claim);
  if (!other)
    {
      editor_message (self, _ ("There is no claim after this one to join it with"), NULL);
      return;
    }
  edit = hu_edit_new (_ ("Join Claims"));
  differing =
      hu_op_join_claims (edit, hu_document_get_layer (self->document), hu_document_get_text (self->document),
                         self->hand_id, hu_record_get_id (other));
  if (!hu_editor_apply (self, edit))
    return;
  editor_set_selection (self, self->caret, self->caret);
  said = describe_join (differing);
  editor_message (self, said, edit);
}

/* Converting. */

void
hu_editor_convert (HuEditor *self)
{
  HuLayer *layer;
  g_autoptr (HuEdit) edit = NULL;
  g_autofree char *id = NULL;
  gboolean to_stance;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!editor_get_writable (self))
    return;
  if (!self->hand_id || (self->hand_kind != HU_KIND_CLAIM && self->hand_kind != HU_KIND_STANCE))
    {
      editor_message (self, _ ("Pick a claim or a stance first"), NULL);
      return;
    }
  layer = hu_document_get_layer (self->document);
  to_stance = self->hand_kind == HU_KIND_CLAIM;
  edit = hu_edit_new (to_stance ? _ ("Make It a Stance") : _ ("Make It a Claim"));
  id = to_stance ? hu_op_convert_claim (edit, layer, self->hand_id)
                 : hu_op_convert_stance (edit, layer, hu_document_get_text (self->document), self->hand_id);
  if (!id)
    {
      editor_message (self, _ ("A claim shows this stance already"), NULL);
      return;
    }
  if (!hu_editor_apply (self, edit))
    return;
  hu_editor_pick (self, to_stance ? HU_KIND_STANCE : HU_KIND_CLAIM, id, FALSE);
  editor_message (self, to_stance ? _ ("The claim is a stance now") : _ ("The stance is a claim now"), edit);
}

/* Copying a tag's fields. */

void
editor_forget_copied (HuEditor *self)
{
  g_clear_pointer (&self->copied, hu_record_unref);
  g_clear_pointer (&self->copied_stances, g_ptr_array_unref);
}

void
hu_editor_copy_fields (HuEditor *self)
{
  HuRecord *record;

  g_return_if_fail (HU_IS_EDITOR (self));
  record = hu_editor_get_hand_record (self);
  if (!record || !HU_KIND_IS_TAG (self->hand_kind))
    {
      editor_announce (self, _ ("Pick the tag whose fields are to be copied first"));
      return;
    }
  editor_forget_copied (self);
  self->copied = hu_record_ref (record);
  self->copied_stances = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);
  if (self->hand_kind == HU_KIND_CLAIM)
    {
      g_autoptr (GPtrArray) shown =
          hu_layer_get_stances_of_claim (hu_document_get_layer (self->document), self->hand_id);

      for (guint i = 0; i < shown->len; i++)
        g_ptr_array_add (self->copied_stances, hu_record_ref (g_ptr_array_index (shown, i)));
    }
  editor_announce (self, _ ("Fields copied; pick another tag and press Shift+Y"));
}

guint
hu_editor_get_pastable (HuEditor *self)
{
  HuRecord *record;

  g_return_val_if_fail (HU_IS_EDITOR (self), 0);
  record = hu_editor_get_hand_record (self);
  if (!self->copied || !record || !HU_KIND_IS_TAG (self->hand_kind) ||
      hu_document_get_read_only_reason (self->document))
    return 0;
  return hu_copies_find (self->copied, self->copied_stances, self->hand_kind);
}

void
hu_editor_choose_fields (HuEditor *self)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  if (!editor_get_writable (self))
    return;
  if (!self->copied)
    editor_message (self, _ ("Copy a tag’s fields first, with Y"), NULL);
  else if (!hu_editor_get_pastable (self))
    editor_message (self, _ ("What was copied has no field that this tag could take"), NULL);
  else
    g_signal_emit_by_name (self, "choose-fields");
}

void
hu_editor_paste_fields (HuEditor *self, guint copies)
{
  g_autoptr (HuEdit) edit = NULL;

  g_return_if_fail (HU_IS_EDITOR (self));
  copies &= hu_editor_get_pastable (self);
  if (!copies)
    return;
  edit = hu_edit_new (_ ("Paste Fields"));
  hu_op_copy (edit, hu_document_get_layer (self->document), hu_document_get_text (self->document),
              self->copied, self->copied_stances, copies, self->hand_kind, self->hand_id);
  if (hu_edit_get_n_changes (edit) == 0)
    editor_announce (self, _ ("The tag has these already"));
  else if (hu_editor_apply (self, edit))
    editor_announce (self, _ ("Fields pasted"));
}
