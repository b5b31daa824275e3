/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row that shows what was deleted, with a button that restores it. */
#pragma once

#include <gtk/gtk.h>

#include "hu-deleted-item.h"
#include "hu-document.h"

G_BEGIN_DECLS

#define HU_TYPE_DELETED_ROW (hu_deleted_row_get_type ())

/**
 * HuDeletedRow:
 *
 * Signals:
 * "restore": the button was pressed
 */
G_DECLARE_FINAL_TYPE (HuDeletedRow, hu_deleted_row, HU, DELETED_ROW, GtkWidget)

GtkWidget *hu_deleted_row_new (void);
/* @item: of @document. The label for screen readers is set on the row's parent, the list's own row. */
void hu_deleted_row_bind (HuDeletedRow *self, HuDocument *document, HuDeletedItem *item);

G_END_DECLS
