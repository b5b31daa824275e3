/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card that edits the tag in hand: one for each kind, shown in turn. */
#pragma once

#include <gtk/gtk.h>

#include "hu-editor.h"

G_BEGIN_DECLS

#define HU_TYPE_CARD (hu_card_get_type ())

/**
 * HuCard:
 *
 * The card below the sidebar's lists, for the tag in hand of its editor: a claim, mention, speaker, stance or
 * memo. Its widgets stay; what they show follows the record. It is hidden when nothing is in hand.
 *
 * Properties: "editor" (HuEditor, nullable).
 */
G_DECLARE_FINAL_TYPE (HuCard, hu_card, HU, CARD, GtkWidget)

GtkWidget *hu_card_new (void);
/* (nullable) */
HuEditor *hu_card_get_editor (HuCard *self);
void hu_card_set_editor (HuCard *self, HuEditor *editor);

G_END_DECLS
