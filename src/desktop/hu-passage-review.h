/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a passage was and what it is now, for a person to accept or to set anew. */
#pragma once

#include <gtk/gtk.h>

#include "hu-record.h"
#include "hu-text.h"

G_BEGIN_DECLS

#define HU_TYPE_PASSAGE_REVIEW (hu_passage_review_get_type ())

/**
 * HuPassageReview:
 *
 * Stands above the fields of a card while the tag in hand has a passage that was moved or lost when the
 * article was changed: the old words and the new ones below each other, with what differs in bold, and the
 * window's actions "win.accept-passage" and "win.set-passage". Hidden otherwise.
 */
G_DECLARE_FINAL_TYPE (HuPassageReview, hu_passage_review, HU, PASSAGE_REVIEW, GtkWidget)

/* Shows the first passage of @record that isn't reviewed. */
void hu_passage_review_update (HuPassageReview *self, HuRecord *record, HuText *text);

G_END_DECLS
