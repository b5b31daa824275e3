/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text of several lines that is as high as its words need. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HU_TYPE_WRAPPED_TEXT (hu_wrapped_text_get_type ())

/**
 * HuWrappedText:
 *
 * A GtkTextView outside of a scrolled window asks for the height that its lines had at the width before,
 * which is none or a letter's at first. This one asks for what its text needs at the width in question.
 */
G_DECLARE_FINAL_TYPE (HuWrappedText, hu_wrapped_text, HU, WRAPPED_TEXT, GtkTextView)

GtkWidget *hu_wrapped_text_new (void);

G_END_DECLS
