/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the list of what was deleted. */
#pragma once

#include <glib-object.h>

#include "hu-journal-replay.h"

G_BEGIN_DECLS

#define HU_TYPE_DELETED_ITEM (hu_deleted_item_get_type ())

/**
 * HuDeletedItem:
 *
 * A record that was deleted, as it was, and when.
 */
G_DECLARE_FINAL_TYPE (HuDeletedItem, hu_deleted_item, HU, DELETED_ITEM, GObject)

HuDeletedItem *hu_deleted_item_new (HuDeleted *deleted);
/* (transfer none) */
HuRecord *hu_deleted_item_get_record (HuDeletedItem *self);
/* Seconds since 1970. */
gint64 hu_deleted_item_get_time (HuDeletedItem *self);
gboolean hu_deleted_item_is (HuDeletedItem *self, HuDeleted *deleted);

G_END_DECLS
