/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a card: what it is about at the start, the fields at the end. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HU_TYPE_CARD_ROW (hu_card_row_get_type ())

/**
 * HuCardRow:
 *
 * A box with a dim label; what is added to it stands after the label. The label is the fields' accessible
 * label where they have none of their own.
 *
 * Properties: "title".
 */
G_DECLARE_FINAL_TYPE (HuCardRow, hu_card_row, HU, CARD_ROW, GtkBox)

GtkWidget *hu_card_row_new (const char *title);
void hu_card_row_set_title (HuCardRow *self, const char *title);

G_END_DECLS
