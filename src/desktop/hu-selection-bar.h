/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small bar at the selection: what one key makes of it. */
#pragma once

#include "hu-article-view.h"

G_BEGIN_DECLS

#define HU_TYPE_SELECTION_BAR (hu_selection_bar_get_type ())

/**
 * HuSelectionBar:
 *
 * An overlay child of the GtkOverlay that holds the article's scrolled window. It places itself below the end
 * of the selection, above it where there is no room, and hides without a selection, while one is being made
 * with the mouse, and when the focus is elsewhere. It never takes the focus.
 *
 * Properties: "editor" (HuEditor, nullable), "view" (HuArticleView, nullable).
 *
 * Actions: "selection.claim", "selection.speaker", "selection.stance", "selection.memo",
 * "selection.known-speaker".
 */
G_DECLARE_FINAL_TYPE (HuSelectionBar, hu_selection_bar, HU, SELECTION_BAR, GtkWidget)

GtkWidget *hu_selection_bar_new (HuArticleView *view, HuEditor *editor);
/* (transfer none) (nullable) */
HuEditor *hu_selection_bar_get_editor (HuSelectionBar *self);
void hu_selection_bar_set_editor (HuSelectionBar *self, HuEditor *editor);
HuArticleView *hu_selection_bar_get_view (HuSelectionBar *self);
void hu_selection_bar_set_view (HuSelectionBar *self, HuArticleView *view);

/* Where a bar of @width × @height goes, beside lines of text that reach from @first to @last, within a column
 * (@left to @right) of a viewport @view_width × @view_height. FALSE: none of the lines is in view. */
gboolean hu_selection_bar_find_place (const GdkRectangle *first,
                                      const GdkRectangle *last,
                                      int left,
                                      int right,
                                      int view_width,
                                      int view_height,
                                      int width,
                                      int height,
                                      GdkRectangle *place);

G_END_DECLS
