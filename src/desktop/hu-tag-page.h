/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of the sidebar: a filter and the list that it filters. */
#pragma once

#include <gtk/gtk.h>

#include "hu-tag-list.h"

G_BEGIN_DECLS

#define HU_TYPE_TAG_PAGE (hu_tag_page_get_type ())

/**
 * HuTagPage:
 *
 * The rows of one of the editor's pages. Down in the filter goes to the list, a letter typed in the list goes
 * to the filter, Escape to the article; Delete removes the tag in hand.
 *
 * Properties: "page" (a HuEditorPage, construct only), "editor" (HuEditor, nullable).
 */
G_DECLARE_FINAL_TYPE (HuTagPage, hu_tag_page, HU, TAG_PAGE, GtkWidget)

GtkWidget *hu_tag_page_new (HuEditorPage page);
void hu_tag_page_set_editor (HuTagPage *self, HuEditor *editor);
HuTagList *hu_tag_page_get_list (HuTagPage *self);
/* The row in hand (else the first), or the filter where there is none. */
void hu_tag_page_focus_list (HuTagPage *self);
void hu_tag_page_focus_filter (HuTagPage *self);

G_END_DECLS
