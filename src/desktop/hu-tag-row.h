/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the sidebar's lists. */
#pragma once

#include <gtk/gtk.h>

#include "hu-tag-list.h"

G_BEGIN_DECLS

#define HU_TYPE_TAG_ROW (hu_tag_row_get_type ())

/**
 * HuTagRow:
 *
 * Shows a claim, stance, speaker, unresolved mention or memo; it edits nothing. While it is bound it follows
 * its item.
 */
G_DECLARE_FINAL_TYPE (HuTagRow, hu_tag_row, HU, TAG_ROW, GtkWidget)

GtkWidget *hu_tag_row_new (void);
/* @item: (nullable): NULL unbinds; @list: where it is from. The label for screen readers is set on the row's
 * parent, the list's own row. */
void hu_tag_row_bind (HuTagRow *self, HuTagList *list, HuTagItem *item);

G_END_DECLS
