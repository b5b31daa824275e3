/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children in lines, as words in a paragraph. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HU_TYPE_WRAP_LAYOUT (hu_wrap_layout_get_type ())

/**
 * HuWrapLayout:
 *
 * Each child has its natural width, but no more than a line; what a line has left goes to its last child that
 * expands. Lines begin at the start of the widget, or end at its end.
 */
G_DECLARE_FINAL_TYPE (HuWrapLayout, hu_wrap_layout, HU, WRAP_LAYOUT, GtkLayoutManager)

/* @spacing: between children and between lines, in pixels. (transfer full) */
GtkLayoutManager *hu_wrap_layout_new (int spacing, gboolean align_end);
void hu_wrap_layout_set_align_end (HuWrapLayout *self, gboolean align_end);

G_END_DECLS
