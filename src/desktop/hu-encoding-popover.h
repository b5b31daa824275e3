/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of text encodings to choose from. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HU_TYPE_ENCODING_POPOVER (hu_encoding_popover_get_type ())

/**
 * HuEncodingPopover:
 *
 * Property "encoding" (the Python codec name that is marked; nullable).
 * Signal "chosen" (HuEncodingPopover, char *encoding).
 */
G_DECLARE_FINAL_TYPE (HuEncodingPopover, hu_encoding_popover, HU, ENCODING_POPOVER, GtkPopover)

GtkWidget *hu_encoding_popover_new (void);
void hu_encoding_popover_set_encoding (HuEncodingPopover *self, const char *encoding);
/* What people call an encoding: "Windows-1252"; the codec name where it isn't among those known. (transfer
 * none)
 */
const char *hu_encoding_get_label (const char *encoding);

G_END_DECLS
