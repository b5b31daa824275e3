/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a memo: its text and its passage. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_MEMO_CARD (hu_memo_card_get_type ())

/**
 * HuMemoCard:
 *
 * Action: "card.delete".
 */
G_DECLARE_FINAL_TYPE (HuMemoCard, hu_memo_card, HU, MEMO_CARD, HuCardField)

G_END_DECLS
