/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a list of tags: what a HuTagList hands out. */
#pragma once

#include <glib-object.h>

#include "hu-record.h"

G_BEGIN_DECLS

#define HU_TYPE_TAG_ITEM (hu_tag_item_get_type ())

/**
 * HuTagItem:
 *
 * A record in a list, by kind and id; it stays the same object while its record is replaced by edits.
 *
 * Signal "changed": the record, or something that is shown with it (a speaker's name, a claim's stance), is
 * another one.
 */
G_DECLARE_FINAL_TYPE (HuTagItem, hu_tag_item, HU, TAG_ITEM, GObject)

HuTagItem *hu_tag_item_new (HuRecord *record);
HuKind hu_tag_item_get_kind (HuTagItem *self);
const char *hu_tag_item_get_id (HuTagItem *self);
/* As it is now; of a tag that was removed, as it was last. (transfer none) */
HuRecord *hu_tag_item_get_record (HuTagItem *self);
/* By its list: also where @record is the same one. */
void hu_tag_item_update (HuTagItem *self, HuRecord *record);

G_END_DECLS
