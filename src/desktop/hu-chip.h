/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chosen option: its avatar or symbol, its name, and a button that removes it. */
#pragma once

#include "hu-option.h"

G_BEGIN_DECLS

#define HU_TYPE_CHIP (hu_chip_get_type ())

/**
 * HuChip:
 *
 * Takes the focus; Delete and Backspace remove it. Signals: "remove"; "activate": it was clicked or Enter was
 * pressed.
 */
G_DECLARE_FINAL_TYPE (HuChip, hu_chip, HU, CHIP, GtkWidget)

GtkWidget *hu_chip_new (HuOption *option);
void hu_chip_set_option (HuChip *self, HuOption *option);
/* (transfer none) */
HuOption *hu_chip_get_option (HuChip *self);
/* Plain: without a background, as the speaker in a card's head. */
void hu_chip_set_plain (HuChip *self, gboolean plain);

G_END_DECLS
