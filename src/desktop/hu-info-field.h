/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a record was made and changed, and by whom. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_INFO_FIELD (hu_info_field_get_type ())

G_DECLARE_FINAL_TYPE (HuInfoField, hu_info_field, HU, INFO_FIELD, HuCardField)

G_END_DECLS
