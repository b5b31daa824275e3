/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of a card for one of a list: a type, a modality, a form. */
#pragma once

#include "hu-card-field.h"
#include "hu-choice.h"

G_BEGIN_DECLS

#define HU_TYPE_CHOICE_FIELD (hu_choice_field_get_type ())

/**
 * HuChoiceField:
 *
 * Properties: "codes": what it chooses from: "types", "values" (of all scales), "quotation", "modality",
 * "confidence", "basis", "form", "speaker-kind", "voice", "relation", "affiliation", "negated" and
 * "named" (booleans), "boolean"; "toggles": whether as buttons side by side.
 */
G_DECLARE_FINAL_TYPE (HuChoiceField, hu_choice_field, HU, CHOICE_FIELD, HuCardField)

GtkWidget *hu_choice_field_new (const char *codes, gboolean toggles);
/* (transfer none) */
HuChoice *hu_choice_field_get_choice (HuChoiceField *self);
/* Options of the owner's own instead of a named list. @options: (element-type HuOption). */
void hu_choice_field_set_options (HuChoiceField *self, GPtrArray *options);

G_END_DECLS
