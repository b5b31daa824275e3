/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left to check in the open article. */
#include "config.h"
#include "hu-editor.h"
#include "hu-editor-private.h"

#include <glib/gi18n-lib.h>

static gboolean
is_to_check (HuRecord *record)
{
  switch ((int) hu_record_get_kind (record))
    {
    case HU_KIND_CLAIM:
      return !hu_record_get (record, HU_MEMBER_SPEAKERS) && !hu_record_get (record, HU_MEMBER_VOICE);
    case HU_KIND_MENTION:
      return !hu_record_get (record, HU_MEMBER_SPEAKERS);
    case HU_KIND_STANCE:
      return !hu_record_get (record, HU_MEMBER_VALUE) || !hu_record_get (record, HU_MEMBER_TOWARD) ||
             (!hu_record_get (record, HU_MEMBER_SPEAKER) && !hu_record_get (record, HU_MEMBER_VOICE));
    default:
      return FALSE;
    }
}

guint
hu_editor_count_to_check (HuEditor *self)
{
  guint count = 0;

  g_return_val_if_fail (HU_IS_EDITOR (self), 0);
  for (HuKind kind = HU_KIND_MENTION; self->document && kind <= HU_KIND_STANCE; kind++)
    for (guint i = 0; i < hu_layer_get_size (hu_editor_get_layer (self), kind); i++)
      count += is_to_check (hu_layer_get_nth (hu_editor_get_layer (self), kind, i));
  return count;
}

void
hu_editor_next_to_check (HuEditor *self)
{
  HuLayer *layer;
  HuRecord *record;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document)
    return;
  layer = hu_document_get_layer (self->document);
  record = hu_editor_get_hand_record (self);
  if (!record || !HU_KIND_IS_TAG (self->hand_kind))
    record = hu_layer_find_before (layer, HU_KINDS_TAGS, self->caret);
  for (gboolean wrapped = FALSE;;)
    {
      record = record ? hu_layer_find_neighbour (layer, HU_KINDS_TAGS, record, FALSE)
                      : hu_layer_find_after (layer, HU_KINDS_TAGS, 0);
      if (record && is_to_check (record))
        break;
      if (!record && wrapped)
        {
          editor_announce (self, _ ("Nothing is left to check"));
          return;
        }
      wrapped = wrapped || !record;
    }
  hu_editor_pick (self, hu_record_get_kind (record), hu_record_get_id (record), TRUE);
}
