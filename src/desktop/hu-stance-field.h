/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where they stand: the values of a scale as buttons in their colours. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_STANCE_FIELD (hu_stance_field_get_type ())

/**
 * HuStanceField:
 *
 * For a claim, the stance of its speakers or voice toward its first topic; for a stance, its value. What plus
 * and minus mean for the topic is in the tooltips.
 */
G_DECLARE_FINAL_TYPE (HuStanceField, hu_stance_field, HU, STANCE_FIELD, HuCardField)

G_END_DECLS
