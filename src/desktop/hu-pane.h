/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pane whose wishes for width are set, not asked of its child, and which says when it is narrow. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HU_TYPE_PANE (hu_pane_get_type ())

/**
 * HuPane:
 *
 * The flaps of the window fold by the widths that their children ask for. What those ask depends on the
 * language and on the title, so the pane answers instead, with two fixed widths; what doesn't fit is hidden
 * by whoever binds to "narrow".
 *
 * Properties: "child", "minimum-width" and "natural-width" (px; what is asked for), "fits-child" (the child's
 * natural width is asked for where it is more), "narrow-width" (px: the pane is narrow below it), "narrow"
 * (read only).
 */
G_DECLARE_FINAL_TYPE (HuPane, hu_pane, HU, PANE, GtkWidget)

/* (transfer none) (nullable) */
GtkWidget *hu_pane_get_child (HuPane *self);
void hu_pane_set_child (HuPane *self, GtkWidget *child);
gboolean hu_pane_get_narrow (HuPane *self);

G_END_DECLS
