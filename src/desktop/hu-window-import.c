/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's way to an import, and what is said when it is done. */
#include "config.h"

#include <glib/gi18n.h>

#include "hu-import-window.h"
#include "hu-window-private.h"

static void
on_imported (HuWindow *self, GFile *folder, guint n_documents)
{
  g_autofree char *path = g_file_get_path (folder);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (ngettext ("%u article imported into “%s”",
                                                     "%u articles imported into “%s”", n_documents),
                                           n_documents, name);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  HuProject *project = hu_window_get_project (self);

  if (!self->editor)
    return;
  if (project && g_strcmp0 (hu_project_get_folder (project), path) == 0)
    hu_window_open_folder (self, path, FALSE);
  else
    hu_window_open_folder (self, path, TRUE);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

void
hu_window_import (HuWindow *self, GListModel *files)
{
  HuProject *project = hu_window_get_project (self);
  HuImportWindow *window;

  /* Layers that are open are compared with their files. */
  hu_store_flush (self->store);
  window = hu_import_window_new (GTK_WINDOW (self), project ? hu_project_get_folder (project) : NULL);
  if (files)
    hu_import_window_set_files (window, files);
  g_signal_connect_object (window, "imported", G_CALLBACK (on_imported), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}
