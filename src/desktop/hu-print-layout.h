/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article with its marks and notes, set on pages. */
#pragma once

#include <gtk/gtk.h>

#include "hu-document.h"

G_BEGIN_DECLS

/**
 * HuPrintLayout:
 *
 * The pages: the article as it is read, with the marks of its layer by the view's rules; each claim, free
 * stance and memo has a number in the end margin; what it says stands under its number after the article. It
 * draws on any cairo surface whose unit is a point; letters are drawn as letters.
 */
typedef struct _HuPrintLayout HuPrintLayout;

/* @context: whose resolution fits the surface. @font: (transfer none): of the body; its size counts. @width,
 * @height: of a page, in points. (transfer full) */
HuPrintLayout *hu_print_layout_new (HuDocument *document,
                                    PangoContext *context,
                                    const PangoFontDescription *font,
                                    double width,
                                    double height);
void hu_print_layout_free (HuPrintLayout *self);
/* Sets a little more, for some milliseconds; TRUE once all is set. */
gboolean hu_print_layout_step (HuPrintLayout *self);
/* Once all is set. */
guint hu_print_layout_get_n_pages (HuPrintLayout *self);
void hu_print_layout_draw (HuPrintLayout *self, guint page, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuPrintLayout, hu_print_layout_free)

G_END_DECLS
