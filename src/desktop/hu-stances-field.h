/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All the stances that a claim shows: its speakers' and those of others. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_STANCES_FIELD (hu_stances_field_get_type ())

/**
 * HuStancesField:
 *
 * A row for each stance record of the claim, and one to add another: holder, toward what, value.
 */
G_DECLARE_FINAL_TYPE (HuStancesField, hu_stances_field, HU, STANCES_FIELD, HuCardField)

G_END_DECLS
