/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library pane: the articles of the open folder. */
#pragma once

#include <adwaita.h>

#include "hu-project.h"

G_BEGIN_DECLS

#define HU_TYPE_LIBRARY (hu_library_get_type ())

/**
 * HuLibrary:
 *
 * Properties: "project" (HuProject, nullable), "current" (the file name of the document that the window
 * shows; nullable).
 *
 * Signal "open" (HuLibrary, char *path, gboolean enter): a document was chosen; with @enter the article
 * should take the focus, else the list keeps it.
 */
G_DECLARE_FINAL_TYPE (HuLibrary, hu_library, HU, LIBRARY, GtkWidget)

/* (transfer none) (nullable) */
HuProject *hu_library_get_project (HuLibrary *self);
void hu_library_set_project (HuLibrary *self, HuProject *project);
void hu_library_set_current (HuLibrary *self, const char *path);
/* The file name of the article @step places after (before) the current one among those that are shown; the
 * first (last) where the current one isn't among them; NULL past the ends. (transfer none) */
const char *hu_library_find_neighbour (HuLibrary *self, int step);

G_END_DECLS
