/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document in the list of a project. */
#pragma once

#include "hu-summary.h"

G_BEGIN_DECLS

#define HU_TYPE_PROJECT_ITEM (hu_project_item_get_type ())

/**
 * HuProjectItem:
 *
 * Stays the same object while its document is in the folder. Properties: "summary" (a #HuSummary, never NULL;
 * notifies), "read" (whether the summary was made yet; notifies).
 */
G_DECLARE_FINAL_TYPE (HuProjectItem, hu_project_item, HU, PROJECT_ITEM, GObject)

/* With an unread summary. (transfer full) */
HuProjectItem *hu_project_item_new (const char *path);
/* The document's file name. */
const char *hu_project_item_get_path (HuProjectItem *self);
/* (transfer none) */
HuSummary *hu_project_item_get_summary (HuProjectItem *self);
gboolean hu_project_item_get_read (HuProjectItem *self);
/* What its files were like when the summary was made; 0: it wasn't. */
guint64 hu_project_item_get_stamp (HuProjectItem *self);

/* By the project: a summary that was made of files with this stamp. */
void hu_project_item_set_summary (HuProjectItem *self, HuSummary *summary, guint64 stamp);

G_END_DECLS
