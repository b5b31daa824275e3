/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going to a paragraph, a sentence or a heading of the open article: an entry that says where it leads. */
#pragma once

#include <gtk/gtk.h>

#include "hu-editor.h"

G_BEGIN_DECLS

#define HU_TYPE_GO_BAR (hu_go_bar_get_type ())

/**
 * HuGoBar:
 *
 * Enter puts the caret where the entry leads and closes the bar; Esc only closes it. Closed, it takes no
 * room.
 */
G_DECLARE_FINAL_TYPE (HuGoBar, hu_go_bar, HU, GO_BAR, GtkWidget)

GtkWidget *hu_go_bar_new (HuEditor *editor);

/* Shows the bar and puts the focus into its entry. */
void hu_go_bar_open (HuGoBar *self);
void hu_go_bar_close (HuGoBar *self);

G_END_DECLS
