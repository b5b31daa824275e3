/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a stance: whose, toward what, which. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_STANCE_CARD (hu_stance_card_get_type ())

/**
 * HuStanceCard:
 *
 * Action: "card.delete".
 */
G_DECLARE_FINAL_TYPE (HuStanceCard, hu_stance_card, HU, STANCE_CARD, HuCardField)

G_END_DECLS
