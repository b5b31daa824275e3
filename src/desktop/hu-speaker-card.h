/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a mention and of the speaker behind it. */
#pragma once

#include "hu-card-field.h"

G_BEGIN_DECLS

#define HU_TYPE_SPEAKER_CARD (hu_speaker_card_get_type ())

/**
 * HuSpeakerCard:
 *
 * For a mention: where and how it names its speaker, and below the speaker itself; for a speaker that one
 * alone. Actions: "card.delete", "card.delete-speaker".
 */
G_DECLARE_FINAL_TYPE (HuSpeakerCard, hu_speaker_card, HU, SPEAKER_CARD, HuCardField)

G_END_DECLS
