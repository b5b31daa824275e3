/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a copied tag goes to the tag in hand: boxes to check, and a button. */
#pragma once

#include <gtk/gtk.h>

#include "hu-editor.h"

G_BEGIN_DECLS

#define HU_TYPE_PASTE_POPOVER (hu_paste_popover_get_type ())

/**
 * HuPastePopover:
 *
 * Lists the fields that the editor could paste. Those with words of their own (gist, note, evidence) aren't
 * checked at first. Enter pastes.
 */
G_DECLARE_FINAL_TYPE (HuPastePopover, hu_paste_popover, HU, PASTE_POPOVER, GtkPopover)

GtkWidget *hu_paste_popover_new (HuEditor *editor);
/* Shows what can be pasted now; the last choice is kept. */
void hu_paste_popover_open (HuPastePopover *self);

G_END_DECLS
