/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an article names a speaker, and what it claims there. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_USES_FIELD (hu_uses_field_get_type ())

/**
 * HuUsesField:
 *
 * The mentions and claims of the speaker, in reading order; a click takes one in hand and shows it in the
 * article.
 */
G_DECLARE_FINAL_TYPE (HuUsesField, hu_uses_field, HU, USES_FIELD, HuCardField)

G_END_DECLS
