/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing: which files, of which format, into which folder, and what there was to say. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HU_TYPE_IMPORT_WINDOW (hu_import_window_get_type ())

/**
 * HuImportWindow:
 *
 * Signal "imported" (HuImportWindow, GFile *folder, guint n_documents): files of the folder were written. The
 * window closes where there is nothing more to say; else it shows the report.
 */
G_DECLARE_FINAL_TYPE (HuImportWindow, hu_import_window, HU, IMPORT_WINDOW, AdwWindow)

/* @folder: (nullable): the folder that is open, a filename. Owned by GTK, as every toplevel. (transfer none)
 */
HuImportWindow *hu_import_window_new (GtkWindow *parent, const char *folder);
/* Chooses the files and folders to be imported. @files: (element-type GFile) */
void hu_import_window_set_files (HuImportWindow *self, GListModel *files);

G_END_DECLS
