/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How articles are set: fonts and measures, for the view, the preview in the preferences, and print. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A font without a size has this one, in points. */
#define HU_TYPOGRAPHY_POINTS 11
/* The usual measure, in characters. */
#define HU_TYPOGRAPHY_WIDTH 70

/* The desktop's settings, where it has a font for documents. (transfer full) (nullable) */
GSettings *hu_typography_get_interface_settings (void);
/* The key in them. */
#define HU_TYPOGRAPHY_FONT_KEY "document-font-name"

/* The font of the body. @name: (nullable): a Pango font description, NULL or "": the desktop's document font
 * where
 * @interface_settings (nullable) has one, else the interface's font. (transfer full) */
PangoFontDescription *hu_typography_create_font (const char *name,
                                                 GSettings *interface_settings,
                                                 GtkSettings *settings,
                                                 double scale);
/* The size of @font in pixels of @context. */
int hu_typography_measure_em (PangoContext *context, const PangoFontDescription *font);
/* The width of @characters of running text, in pixels. */
int hu_typography_measure_text (PangoContext *context, const PangoFontDescription *font, guint characters);

G_END_DECLS
