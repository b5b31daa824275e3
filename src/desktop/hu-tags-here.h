/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line under the article: the tags at the caret, and what was done last, in words. */
#pragma once

#include <gtk/gtk.h>

#include "hu-editor.h"

G_BEGIN_DECLS

#define HU_TYPE_TAGS_HERE (hu_tags_here_get_type ())

/**
 * HuTagsHere:
 *
 * What is only drawn in the article, said in text: for screen readers, and for everybody. Both parts are live
 * regions. What the editor announces stays for a few seconds.
 *
 * Properties: "editor" (HuEditor, nullable).
 */
G_DECLARE_FINAL_TYPE (HuTagsHere, hu_tags_here, HU, TAGS_HERE, GtkWidget)

GtkWidget *hu_tags_here_new (HuEditor *editor);
/* (transfer none) (nullable) */
HuEditor *hu_tags_here_get_editor (HuTagsHere *self);
void hu_tags_here_set_editor (HuTagsHere *self, HuEditor *editor);

G_END_DECLS
