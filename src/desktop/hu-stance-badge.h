/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small tinted badge with a stance's symbol. */
#pragma once

#include <gtk/gtk.h>

#include "hu-codebook.h"

G_BEGIN_DECLS

#define HU_TYPE_STANCE_BADGE (hu_stance_badge_get_type ())

/**
 * HuStanceBadge:
 *
 * The symbol of a stance's value on a tint of its colour, with "if" where the stance has a condition. It says
 * nothing to screen readers: what it means is in the label of the row that holds it.
 */
G_DECLARE_FINAL_TYPE (HuStanceBadge, hu_stance_badge, HU, STANCE_BADGE, GtkWidget)

GtkWidget *hu_stance_badge_new (void);
/* @value: (nullable): not set yet. */
void hu_stance_badge_set_value (HuStanceBadge *self,
                                HuCodebook *codebook,
                                const char *value,
                                gboolean conditional);

G_END_DECLS
