/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting: what, in which format, to where, and how it went. */
#pragma once

#include <adwaita.h>

#include "hu-document.h"
#include "hu-project.h"

G_BEGIN_DECLS

#define HU_TYPE_EXPORT_WINDOW (hu_export_window_get_type ())

/**
 * HuExportWindow:
 *
 * Signal "exported" (HuExportWindow, GFile *target, guint n_documents): everything is written and was read
 * back equal; the window is about to close.
 */
G_DECLARE_FINAL_TYPE (HuExportWindow, hu_export_window, HU, EXPORT_WINDOW, AdwWindow)

/* @document, @project: (nullable), not both NULL: what there is to be exported. Owned by GTK, as every
 * toplevel. (transfer none) */
HuExportWindow *hu_export_window_new (GtkWindow *parent, HuDocument *document, HuProject *project);

G_END_DECLS
