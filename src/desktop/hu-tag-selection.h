/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selected row of a list of tags: the tag in hand. */
#pragma once

#include <gtk/gtk.h>

#include "hu-tag-list.h"

G_BEGIN_DECLS

#define HU_TYPE_TAG_SELECTION (hu_tag_selection_get_type ())

/**
 * HuTagSelection:
 *
 * A #GtkSelectionModel over a #HuTagList that has no state of its own: selected is the row of the editor's
 * tag in hand (of a mention that has no row: its speaker's), and selecting a row takes its tag in hand. So
 * the two can never differ, and an edit costs no search for the selected item (GtkSingleSelection looks
 * through all that was added).
 */
G_DECLARE_FINAL_TYPE (HuTagSelection, hu_tag_selection, HU, TAG_SELECTION, GObject)

HuTagSelection *hu_tag_selection_new (HuTagList *list);
/* @editor: (nullable). */
void hu_tag_selection_set_editor (HuTagSelection *self, HuEditor *editor);
/* The row of the tag in hand, or GTK_INVALID_LIST_POSITION. */
guint hu_tag_selection_get_selected (HuTagSelection *self);

G_END_DECLS
