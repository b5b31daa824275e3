/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a claim: who says what about what, and where they stand. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_CLAIM_CARD (hu_claim_card_get_type ())

/**
 * HuClaimCard:
 *
 * What a statement needs is always shown; the rest is behind "More". Action: "card.delete".
 */
G_DECLARE_FINAL_TYPE (HuClaimCard, hu_claim_card, HU, CLAIM_CARD, HuCardField)

G_END_DECLS
