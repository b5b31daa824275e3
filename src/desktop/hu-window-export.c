/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's way to an export, and what is said when it is done. */
#include "config.h"

#include <glib/gi18n.h>

#include "hu-export-window.h"
#include "hu-window-private.h"

static void
on_show_clicked (AdwToast *toast, GFile *target)
{
  g_autoptr (GFile) parent = g_file_get_parent (target);
  gboolean is_folder = g_file_query_file_type (target, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY;
  g_autofree char *uri = g_file_get_uri (is_folder || !parent ? target : parent);

  gtk_show_uri (NULL, uri, GDK_CURRENT_TIME);
}

static void
show_toast (HuWindow *self, GFile *target, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _ ("_Show"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_show_clicked), g_object_ref (target),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
hu_window_tell_written (HuWindow *self, GFile *target)
{
  g_autofree char *name = g_file_get_basename (target);
  g_autofree char *display = g_filename_display_name (name);
  g_autofree char *text = g_strdup_printf (_ ("Article written to “%s”"), display);

  show_toast (self, target, text);
}

static void
on_exported (HuWindow *self, GFile *target, guint n_documents)
{
  g_autofree char *name = g_file_get_basename (target);
  g_autofree char *display = g_filename_display_name (name);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u article exported to “%s”", "%u articles exported to “%s”", n_documents),
                       n_documents, display);

  show_toast (self, target, text);
}

void
hu_window_export (HuWindow *self)
{
  HuDocument *document = hu_window_get_document (self);
  HuProject *project = hu_window_get_project (self);
  HuExportWindow *window;

  if (!document && !project)
    return;
  /* Other windows' documents are read from their files. */
  hu_store_flush (self->store);
  window = hu_export_window_new (GTK_WINDOW (self), document, project);
  g_signal_connect_object (window, "exported", G_CALLBACK (on_exported), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}
