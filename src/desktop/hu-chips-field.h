/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of a card for ids or strings as chips: addressees, aliases, the claim within which another stands.
 */
#pragma once

#include "hu-card-field.h"
#include "hu-chip-entry.h"
#include "hu-options.h"

G_BEGIN_DECLS

#define HU_TYPE_CHIPS_FIELD (hu_chips_field_get_type ())

/**
 * HuChipsField:
 *
 * A list of ids or strings (or one of them, where `single`) at the field's place.
 *
 * Properties: "source": "speakers", "claims", "mentions", "topics", "strings" (what is typed); "single";
 * "placeholder".
 */
G_DECLARE_FINAL_TYPE (HuChipsField, hu_chips_field, HU, CHIPS_FIELD, HuCardField)

GtkWidget *hu_chips_field_new (const char *source, gboolean single);
/* Whether a comma is text in it: in names and addresses. */
gboolean hu_chips_field_takes_commas (HuChipsField *self);
/* Options of the owner's own instead of a named source, with ids. @options: (transfer full). */
void hu_chips_field_take_options (HuChipsField *self, HuOptions *options);

G_END_DECLS
