/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of a few: a row of toggle buttons, or a button that shows the choice and opens a list. */
#pragma once

#include "hu-option.h"

G_BEGIN_DECLS

#define HU_TYPE_CHOICE (hu_choice_get_type ())

/**
 * HuChoice:
 *
 * At most one option is chosen; choosing it again chooses none. An id that isn't among the options is shown
 * as it is. Signal "chosen" (char *id): by a person; NULL for none.
 */
G_DECLARE_FINAL_TYPE (HuChoice, hu_choice, HU, CHOICE, GtkWidget)

typedef enum
{
  HU_CHOICE_TOGGLES, /* linked buttons: symbol or label, and key */
  HU_CHOICE_BUTTON,  /* the label of the choice and its key; Down opens a list */
} HuChoiceStyle;

GtkWidget *hu_choice_new (HuChoiceStyle style);
void hu_choice_set_label (HuChoice *self, const char *label);
/* @options: (element-type HuOption). Nothing is made anew where they are the same. */
void hu_choice_set_options (HuChoice *self, GPtrArray *options);
/* @id: (nullable). */
void hu_choice_set_selected (HuChoice *self, const char *id);
const char *hu_choice_get_selected (HuChoice *self);
/* The button of an option: for its style. (transfer none) (nullable) */
GtkWidget *hu_choice_get_button (HuChoice *self, const char *id);
/* Whether a person went to a row of the list; takes it (HU_CHOICE_BUTTON). */
gboolean hu_choice_has_moved (HuChoice *self);
void hu_choice_take_row (HuChoice *self);
/* Whether the list opens as soon as the button has the focus. */
void hu_choice_set_opens (HuChoice *self, gboolean opens);
/* What is shown while nothing is chosen (HU_CHOICE_BUTTON). */
void hu_choice_set_placeholder (HuChoice *self, const char *placeholder);

G_END_DECLS
