/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes back: the window's size and panes, the folder and document shown last, the place in each. */
#include "config.h"

#include "hu-window-private.h"

void
hu_window_load_session (HuWindow *self)
{
  self->want_library = g_settings_get_boolean (self->settings, "library-visible");
  self->want_sidebar = g_settings_get_boolean (self->settings, "sidebar-visible");
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
set_uri (HuWindow *self, const char *key, const char *path)
{
  g_autofree char *uri = path ? g_filename_to_uri (path, NULL, NULL) : NULL;

  g_settings_set_string (self->settings, key, uri ? uri : "");
}

void
hu_window_save_session (HuWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_boolean (self->settings, "library-visible", self->want_library);
  g_settings_set_boolean (self->settings, "sidebar-visible", self->want_sidebar);
  set_uri (self, "last-folder", hu_window_get_folder (self));
  set_uri (self, "last-document", hu_window_get_path (self));
  g_settings_set_uint (self->settings, "last-offset",
                       hu_window_get_document (self) ? hu_editor_get_caret (self->editor) : 0);
}

void
hu_window_keep_place (HuWindow *self)
{
  HuDocument *document = hu_window_get_document (self);

  if (document)
    g_hash_table_insert (self->places, g_strdup (hu_document_get_path (document)),
                         GUINT_TO_POINTER (hu_editor_get_caret (self->editor)));
}

void
hu_window_restore_place (HuWindow *self)
{
  HuDocument *document = hu_window_get_document (self);
  guint offset;

  if (!document)
    return;
  offset = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, hu_document_get_path (document)));
  if (offset && offset <= hu_text_get_length (hu_document_get_text (document)))
    hu_editor_select (self->editor, offset, offset);
}

static char *
dup_path (HuWindow *self, const char *key, GFileTest test)
{
  g_autofree char *uri = g_settings_get_string (self->settings, key);
  g_autofree char *path = *uri ? g_filename_from_uri (uri, NULL, NULL) : NULL;

  return path && g_file_test (path, test) ? g_steal_pointer (&path) : NULL;
}

void
hu_window_restore (HuWindow *self)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (HU_IS_WINDOW (self));
  folder = dup_path (self, "last-folder", G_FILE_TEST_IS_DIR);
  path = dup_path (self, "last-document", G_FILE_TEST_IS_REGULAR);
  if (folder)
    hu_window_open_folder (self, folder, FALSE);
  if (path)
    {
      g_hash_table_insert (self->places, g_strdup (path),
                           GUINT_TO_POINTER (g_settings_get_uint (self->settings, "last-offset")));
      hu_window_open_path (self, path, NULL, TRUE);
    }
}
