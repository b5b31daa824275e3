/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was deleted in the article, in the sidebar's place: to be looked through and restored. */
#pragma once

#include <gtk/gtk.h>

#include "hu-editor.h"
#include "hu-store.h"

G_BEGIN_DECLS

#define HU_TYPE_DELETED_PANE (hu_deleted_pane_get_type ())

/**
 * HuDeletedPane:
 *
 * Lists the tags and speakers that were deleted in the editor's document, the last first, as far back as the
 * journal goes. Picking a row shows its place in the article; its button, and Enter, restore it, as one step
 * of undo. The back button and Escape activate "win.hide-deleted".
 */
G_DECLARE_FINAL_TYPE (HuDeletedPane, hu_deleted_pane, HU, DELETED_PANE, GtkWidget)

GtkWidget *hu_deleted_pane_new (void);
/* What it shows: once. */
void hu_deleted_pane_set_up (HuDeletedPane *self, HuStore *store, HuEditor *editor);
/* Gives the list the keyboard focus, or the back button where it is empty. */
void hu_deleted_pane_focus_list (HuDeletedPane *self);

G_END_DECLS
