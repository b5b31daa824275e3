/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of a card for words of the article: the passage, the cue, a condition. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_PASSAGE_FIELD (hu_passage_field_get_type ())

/**
 * HuPassageField:
 *
 * The words of each span, which can be shown in the article and removed, and a button that takes what is
 * selected. A tag's own passage keeps at least one span; to it, what is selected is added.
 *
 * Properties: "shortcut" (a key cap; nullable).
 */
G_DECLARE_FINAL_TYPE (HuPassageField, hu_passage_field, HU, PASSAGE_FIELD, HuCardField)

GtkWidget *hu_passage_field_new (void);

G_END_DECLS
