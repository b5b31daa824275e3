/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding in the open article: an entry, the number of matches, and the way from one to the next. */
#pragma once

#include "hu-article-view.h"

G_BEGIN_DECLS

#define HU_TYPE_FIND_BAR (hu_find_bar_get_type ())

/**
 * HuFindBar:
 *
 * Goes above or below the article. All matches are marked in the view and the current one is selected; the
 * text is searched in a worker. Enter or Ctrl+G goes to the next match, with Shift to the one before,
 * wrapping round. Esc closes the bar and leaves the selection at the match.
 *
 * Properties: "editor" (HuEditor, nullable), "view" (HuArticleView, nullable).
 *
 * Actions: "find.next", "find.previous", "find.close".
 */
G_DECLARE_FINAL_TYPE (HuFindBar, hu_find_bar, HU, FIND_BAR, GtkWidget)

GtkWidget *hu_find_bar_new (HuArticleView *view, HuEditor *editor);
/* (transfer none) (nullable) */
HuEditor *hu_find_bar_get_editor (HuFindBar *self);
void hu_find_bar_set_editor (HuFindBar *self, HuEditor *editor);
HuArticleView *hu_find_bar_get_view (HuFindBar *self);
void hu_find_bar_set_view (HuFindBar *self, HuArticleView *view);

/* Shows the bar and gives its entry the focus. What is selected in the article, if it is short, is looked
 * for. */
void hu_find_bar_open (HuFindBar *self);
/* Hides it; the article takes the focus. */
void hu_find_bar_close (HuFindBar *self);
gboolean hu_find_bar_get_is_open (HuFindBar *self);
/* To the next match, or the one before. Opens the bar where it is hidden. */
void hu_find_bar_go (HuFindBar *self, gboolean backward);

/* Whether there is little room: in two lines. */
void hu_find_bar_set_narrow (HuFindBar *self, gboolean narrow);

G_END_DECLS
