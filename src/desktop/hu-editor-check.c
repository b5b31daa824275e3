/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left to check in the open article. */
#include "config.h"
#include "hu-editor.h"
#include "hu-editor-private.h"

#include <glib/gi18n-lib.h>

guint
hu_editor_count_to_check (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), 0);
  return self->check ? hu_check_get_count (self->check) : 0;
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
      editor_announce (self, _ ("Nothing is left to check"));
      return;
    }
  hu_editor_pick (self, hu_record_get_kind (record), hu_record_get_id (record), TRUE);
  editor_announce (self, hu_check_reasons_explain (hu_record_get_check (record)));
}
