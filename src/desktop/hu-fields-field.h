/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The own fields of the codebook, for a record of any kind. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_FIELDS_FIELD (hu_fields_field_get_type ())

/**
 * HuFieldsField:
 *
 * A row for each field that the codebook has for the record's kind; made anew only when the codebook changes.
 */
G_DECLARE_FINAL_TYPE (HuFieldsField, hu_fields_field, HU, FIELDS_FIELD, HuCardField)

G_END_DECLS
