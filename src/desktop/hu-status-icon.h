/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far an article is coded, as a small pie. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HU_TYPE_STATUS_ICON (hu_status_icon_get_type ())

/**
 * HuStatusIcon:
 *
 * Properties: "status" (`new`, `in-progress`, `done`, `excluded`; NULL and anything else are shown as new),
 * "fraction" (0 to 1: what is checked of an article in progress).
 */
G_DECLARE_FINAL_TYPE (HuStatusIcon, hu_status_icon, HU, STATUS_ICON, GtkWidget)

G_END_DECLS
