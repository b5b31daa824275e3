/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: claims, speakers and stances in lists, the card of the tag in hand, the foot line. */
#pragma once

#include <gtk/gtk.h>

#include "hu-editor.h"

G_BEGIN_DECLS

#define HU_TYPE_SIDEBAR (hu_sidebar_get_type ())

/**
 * HuSidebar:
 *
 * What the article's tags are listed and edited in. The rows follow the tag in hand of its editor, and the
 * other way round. Actions: "sidebar.show-claims", "sidebar.show-speakers", "sidebar.show-stances",
 * "sidebar.filter".
 *
 * Properties: "editor" (HuEditor, nullable).
 */
G_DECLARE_FINAL_TYPE (HuSidebar, hu_sidebar, HU, SIDEBAR, GtkWidget)

GtkWidget *hu_sidebar_new (void);
/* (transfer none) (nullable) */
HuEditor *hu_sidebar_get_editor (HuSidebar *self);
void hu_sidebar_set_editor (HuSidebar *self, HuEditor *editor);
/* Gives the list of the page shown the keyboard focus (F6): its row in hand, or the filter where it is empty.
 */
void hu_sidebar_focus_list (HuSidebar *self);

G_END_DECLS
