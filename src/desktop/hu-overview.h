/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strip beside the article: where its tags, its matches and its unchecked paragraphs are. */
#pragma once

#include <gtk/gtk.h>

#include "hu-article-view.h"

G_BEGIN_DECLS

#define HU_TYPE_OVERVIEW (hu_overview_get_type ())

/**
 * HuOverview:
 *
 * The whole article from top to bottom: in lanes of their own, so that they are told apart by more than
 * colour, claims, mentions and stances; matches across all lanes; unchecked paragraphs as a line at the
 * start. What is in view is framed. A click or a drag goes there.
 */
G_DECLARE_FINAL_TYPE (HuOverview, hu_overview, HU, OVERVIEW, GtkWidget)

GtkWidget *hu_overview_new (HuArticleView *view, HuEditor *editor);

G_END_DECLS
