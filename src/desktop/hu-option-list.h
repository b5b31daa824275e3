/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of options beside a field: shown while the focus stays in the field. */
#pragma once

#include "hu-option.h"

G_BEGIN_DECLS

#define HU_TYPE_OPTION_LIST (hu_option_list_get_type ())

/**
 * HuOptionList:
 *
 * A popover with rows that never takes the focus: the field's keys move its highlight. Signal "chosen"
 * (HuOption *): a row was clicked.
 */
G_DECLARE_FINAL_TYPE (HuOptionList, hu_option_list, HU, OPTION_LIST, GObject)

/* Its popover hangs on @parent, which lets go of the list in its dispose. (transfer full) */
HuOptionList *hu_option_list_new (GtkWidget *parent);
/* The rows, in order; @highlight_first: the first known one is shown as what Enter takes. No row is moved to.
 * @options: (element-type HuOption). */
void hu_option_list_set_options (HuOptionList *self, GPtrArray *options, gboolean highlight_first);
void hu_option_list_popup (HuOptionList *self);
void hu_option_list_popdown (HuOptionList *self);
gboolean hu_option_list_is_open (HuOptionList *self);
/* Moves to the row after (before) the highlighted one, going round. */
void hu_option_list_move (HuOptionList *self, gboolean up);
/* The row that was moved to, or NULL. (transfer none) (nullable) */
HuOption *hu_option_list_get_moved_to (HuOptionList *self);
/* The row that is highlighted as the first match, or NULL. (transfer none) (nullable) */
HuOption *hu_option_list_get_first (HuOptionList *self);

G_END_DECLS
