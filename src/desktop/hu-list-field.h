/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of a card for objects: affiliations, evidence, relations, a verdict. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_LIST_FIELD (hu_list_field_get_type ())

/**
 * HuListField:
 *
 * A group of fields for each object, and one for the next. An object that isn't complete yet (a relation
 * without a claim) is kept here and written once it is.
 *
 * Properties: "rows": "affiliations", "evidence", "relations", "verdict".
 */
G_DECLARE_FINAL_TYPE (HuListField, hu_list_field, HU, LIST_FIELD, HuCardField)

G_END_DECLS
