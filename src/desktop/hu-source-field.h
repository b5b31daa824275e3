/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who speaks: the speakers or the voice of a claim, the speakers of a mention, the holder of a stance. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_SOURCE_FIELD (hu_source_field_get_type ())

/**
 * HuSourceField:
 *
 * What it edits follows from the record's kind. The first field of the flow of keys.
 */
G_DECLARE_FINAL_TYPE (HuSourceField, hu_source_field, HU, SOURCE_FIELD, HuCardField)

G_END_DECLS
