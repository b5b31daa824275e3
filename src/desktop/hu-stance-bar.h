/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How somebody's stances divide: a small bar with a part for each value. */
#pragma once

#include <gtk/gtk.h>

#include "hu-tag-summary.h"

G_BEGIN_DECLS

#define HU_TYPE_STANCE_BAR (hu_stance_bar_get_type ())

/**
 * HuStanceBar:
 *
 * Parts stand in the order of the codebook's values, so that what is for is at the start; the row says the
 * same in words.
 */
G_DECLARE_FINAL_TYPE (HuStanceBar, hu_stance_bar, HU, STANCE_BAR, GtkWidget)

GtkWidget *hu_stance_bar_new (void);
/* @values: (nullable) (element-type HuTagSummaryValue): none hides it. */
void hu_stance_bar_set_values (HuStanceBar *self, HuCodebook *codebook, GArray *values);

G_END_DECLS
