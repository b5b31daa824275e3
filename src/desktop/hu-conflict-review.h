/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A member that two people set differently: both values, for a person to choose. */
#pragma once

#include <gtk/gtk.h>

#include "hu-document.h"

G_BEGIN_DECLS

#define HU_TYPE_CONFLICT_REVIEW (hu_conflict_review_get_type ())

/**
 * HuConflictReview:
 *
 * Stands above the fields of a card while a merge left two values of a member of what is in hand: both below
 * each other, and the window's actions "win.keep-mine" and "win.take-theirs". Hidden otherwise.
 */
G_DECLARE_FINAL_TYPE (HuConflictReview, hu_conflict_review, HU, CONFLICT_REVIEW, GtkWidget)

/* Shows the first member of @record that conflicts. */
void hu_conflict_review_update (HuConflictReview *self, HuRecord *record, HuDocument *document);

G_END_DECLS
