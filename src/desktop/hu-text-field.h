/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of a card for text: a gist, a note, a date, an address. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_TEXT_FIELD (hu_text_field_get_type ())

/**
 * HuTextField:
 *
 * Every change goes into the record as it is typed; a run of them is one step of undo. What isn't valid stays
 * in the field, with a message, and isn't written.
 *
 * Properties: "multiline" (it wraps), "lines" (Enter makes another), "placeholder", "check" ("date", "color",
 * "number", "url"; NULL: any text). A number is written as a number.
 */
G_DECLARE_FINAL_TYPE (HuTextField, hu_text_field, HU, TEXT_FIELD, HuCardField)

gboolean hu_text_field_takes_lines (HuTextField *self);

G_END_DECLS
