/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line above the article that says which tags are dimmed, and shows all again. */
#pragma once

#include <gtk/gtk.h>

#include "hu-editor.h"

G_BEGIN_DECLS

#define HU_TYPE_EMPHASIS_BAR (hu_emphasis_bar_get_type ())

/**
 * HuEmphasisBar:
 *
 * Hidden while all tags are shown plainly.
 */
G_DECLARE_FINAL_TYPE (HuEmphasisBar, hu_emphasis_bar, HU, EMPHASIS_BAR, GtkWidget)

GtkWidget *hu_emphasis_bar_new (HuEditor *editor);

G_END_DECLS
