/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's ways to a document or folder: chooser, recent files, drop, command line. */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

#include "hu-folder.h"
#include "hu-formats.h"
#include "hu-sidecar.h"
#include "hu-window-private.h"

/* How many a menu lists. */
#define MAX_RECENT_FOLDERS  4
#define MAX_RECENT_ARTICLES 8
/* ms until a spinner says that it takes time. */
#define LOADING_DELAY 250

/* Recent files */

static void
remember_recent (const char *path, const char *mime_type)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *exec = g_strjoin (" ", g_get_prgname (), "%u", NULL);
  GtkRecentData data = {
    .mime_type = (char *) mime_type,
    .app_name = (char *) g_get_application_name (),
    .app_exec = exec,
  };

  if (uri)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static int
compare_visited (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_visited (*(GtkRecentInfo *const *) b),
                              gtk_recent_info_get_visited (*(GtkRecentInfo *const *) a));
}

/* Those that this program opened, the last one first. (element-type GtkRecentInfo) */
static GPtrArray *
list_recent (void)
{
  GPtrArray *infos = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_recent_info_unref);
  GList *all = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  for (GList *l = all; l; l = l->next)
    {
      if (gtk_recent_info_is_local (l->data) &&
          gtk_recent_info_has_application (l->data, g_get_application_name ()))
        g_ptr_array_add (infos, l->data);
      else
        gtk_recent_info_unref (l->data);
    }
  g_list_free (all);
  g_ptr_array_sort (infos, compare_visited);
  return infos;
}

/* A menu takes a single underscore for a mnemonic. */
static char *
escape_mnemonic (const char *label)
{
  GString *escaped = g_string_new (label);

  g_string_replace (escaped, "_", "__", 0);
  return g_string_free (escaped, FALSE);
}

/* A file's name, with its folder where the same name was there before. */
static char *
dup_recent_label (GtkRecentInfo *info, GHashTable *seen)
{
  g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);
  g_autofree char *base = g_path_get_basename (path ? path : gtk_recent_info_get_uri (info));
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *label = NULL;

  if (path && g_hash_table_contains (seen, name))
    {
      g_autofree char *folder = g_path_get_dirname (path);
      g_autofree char *folder_base = g_path_get_basename (folder);
      g_autofree char *folder_name = g_filename_display_name (folder_base);

      label = g_strdup_printf ("%s (%s)", name, folder_name);
    }
  else
    label = g_strdup (name);
  g_hash_table_add (seen, g_steal_pointer (&name));
  return escape_mnemonic (label);
}

static void
append_recent (GMenu *menu, GtkRecentInfo *info, GHashTable *seen)
{
  g_autofree char *label = dup_recent_label (info, seen);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.open-recent", "s", gtk_recent_info_get_uri (info));
  g_menu_append_item (menu, item);
}

void
hu_window_update_recent (HuWindow *self)
{
  g_autoptr (GPtrArray) infos = list_recent ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_menu_remove_all (self->recent_folders);
  g_menu_remove_all (self->recent_articles);
  for (guint i = 0; i < infos->len; i++)
    {
      GtkRecentInfo *info = infos->pdata[i];
      gboolean folder = g_strcmp0 (gtk_recent_info_get_mime_type (info), "inode/directory") == 0;
      GMenu *menu = folder ? self->recent_folders : self->recent_articles;

      if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) <
          (folder ? MAX_RECENT_FOLDERS : MAX_RECENT_ARTICLES))
        append_recent (menu, info, seen);
    }
}

/* Documents */

static void
end_opening (HuWindow *self)
{
  g_clear_object (&self->opening);
  g_clear_pointer (&self->opening_path, g_free);
  g_clear_handle_id (&self->loading_delay, g_source_remove);
}

static gboolean
show_loading (gpointer user_data)
{
  HuWindow *self = user_data;

  self->loading_delay = 0;
  hu_window_update_stack (self);
  return G_SOURCE_REMOVE;
}

/* A window of the program that shows the document already, but for this one. */
static HuWindow *
find_other_window (HuWindow *self, HuDocument *document)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *l = application ? gtk_application_get_windows (application) : NULL; l; l = l->next)
    if (l->data != self && HU_IS_WINDOW (l->data) && hu_window_get_document (l->data) == document)
      return l->data;
  return NULL;
}

typedef struct
{
  HuWindow *window;
  char *path;
  gboolean enter;
} HuOpening;

static void
opening_free (HuOpening *self)
{
  g_object_unref (self->window);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuOpening, opening_free)

static void
say_not_opened (HuWindow *self, const char *path, GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("“%s” can’t be opened. %s"), name, error->message);

  hu_window_say (self, text);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HuOpening) opening = user_data;
  HuWindow *self = opening->window, *other;
  g_autoptr (GError) error = NULL;
  g_autoptr (HuDocument) document = hu_store_open_finish (HU_STORE (source), result, &error);
  g_autofree char *notice = NULL;

  /* Another document was asked for since, or the window is closed. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->editor ||
      g_strcmp0 (self->opening_path, opening->path) != 0)
    return;
  end_opening (self);
  if (!document)
    {
      say_not_opened (self, opening->path, error);
      hu_library_set_current (self->library, hu_window_get_path (self));
      hu_window_update_stack (self);
      return;
    }
  other = find_other_window (self, document);
  if (other)
    {
      gtk_window_present (GTK_WINDOW (other));
      hu_library_set_current (self->library, hu_window_get_path (self));
      hu_window_update_stack (self);
      return;
    }
  /* Going through a folder would push everything else out of the list. */
  if (hu_store_get_project_of (self->store, document) != hu_window_get_project (self))
    remember_recent (opening->path, "text/plain");
  notice = hu_store_take_notice (self->store, document);
  hu_window_say (self, NULL);
  if (notice)
    hu_window_toast (self, notice, NULL);
  hu_window_set_document (self, document);
  hu_window_update_stack (self);
  if (opening->enter)
    hu_window_focus_article (self);
}

void
hu_window_open_path (HuWindow *self, const char *path, const char *encoding, gboolean enter)
{
  HuDocument *shown = hu_window_get_document (self);
  HuOpening *opening;

  if (self->opening)
    g_cancellable_cancel (self->opening);
  end_opening (self);
  self->open_first = FALSE;
  if (shown && !encoding && hu_store_lookup (self->store, path) == shown)
    {
      hu_library_set_current (self->library, hu_document_get_path (shown));
      if (enter)
        hu_window_focus_article (self);
      return;
    }
  self->opening = g_cancellable_new ();
  self->opening_path = g_strdup (path);
  self->loading_delay = g_timeout_add (LOADING_DELAY, show_loading, self);
  hu_library_set_current (self->library, path);
  opening = g_new (HuOpening, 1);
  *opening = (HuOpening){ g_object_ref (self), g_strdup (path), enter };
  hu_store_open_async (self->store, path, encoding, self->opening, on_opened, opening);
}

/* Folders */

/* The document of a folder that was shown last, else its first one. */
static const char *
find_first (HuWindow *self, HuProject *project)
{
  g_autofree char *uri = g_settings_get_string (self->settings, "last-document");
  g_autofree char *last = *uri ? g_filename_from_uri (uri, NULL, NULL) : NULL;
  HuProjectItem *item = last ? hu_project_find (project, last, NULL) : NULL;

  return item ? hu_project_item_get_path (item) : hu_library_find_neighbour (self->library, 1);
}

static void
on_project_listed (HuWindow *self, gpointer unused, HuProject *project)
{
  const char *path;

  if (!self->open_first || project != hu_window_get_project (self))
    return;
  path = find_first (self, project);
  if (path)
    hu_window_open_path (self, path, NULL, TRUE);
  else if (!hu_project_get_loading (project))
    self->open_first = FALSE;
  hu_window_update_stack (self);
}

static void
on_project_items_changed (HuWindow *self, guint position, guint removed, guint added, HuProject *project)
{
  on_project_listed (self, NULL, project);
}

static void
on_project_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HuWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (hu_project_load_finish (HU_PROJECT (source), result, &error) || !self->editor)
    return;
  if (HU_PROJECT (source) == hu_window_get_project (self))
    {
      self->open_first = FALSE;
      say_not_opened (self, hu_project_get_folder (HU_PROJECT (source)), error);
      hu_window_update_stack (self);
    }
}

void
hu_window_open_folder (HuWindow *self, const char *path, gboolean open_document)
{
  HuProject *project = hu_store_get_project (self->store, path, TRUE);
  HuProject *before = hu_window_get_project (self);
  HuDocument *shown = hu_window_get_document (self);

  remember_recent (hu_project_get_folder (project), "inode/directory");
  if (before && before != project)
    g_signal_handlers_disconnect_by_data (before, self);
  hu_window_say (self, NULL);
  /* A document of another folder gives way, one of this folder stays. */
  if (open_document && shown && hu_store_get_project_of (self->store, shown) == project)
    open_document = FALSE;
  self->open_first = open_document;
  if (before != project)
    {
      g_signal_connect_object (project, "items-changed", G_CALLBACK (on_project_items_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (project, "notify::loading", G_CALLBACK (on_project_listed), self,
                               G_CONNECT_SWAPPED);
    }
  hu_window_set_project (self, project);
  hu_project_load_async (project, NULL, on_project_loaded, g_object_ref (self));
  on_project_listed (self, NULL, project);
}

void
hu_window_close_folder (HuWindow *self)
{
  HuProject *project = hu_window_get_project (self);

  if (!project)
    return;
  g_signal_handlers_disconnect_by_data (project, self);
  self->open_first = FALSE;
  hu_window_set_project (self, NULL);
}

/* Anything */

static void
open_known (HuWindow *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *document_name = hu_sidecar_get_document_name (name, NULL);
  g_autofree char *document =
      document_name ? g_build_filename (folder, document_name, NULL) : g_strdup (path);

  hu_window_open_path (self, document, NULL, TRUE);
}

static void
on_type_known (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HuWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  g_autofree char *path = g_file_get_path (G_FILE (source));

  if (!self->editor)
    return;
  if (!info)
    say_not_opened (self, path, error);
  else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    hu_window_open_folder (self, path, TRUE);
  else
    open_known (self, path);
}

void
hu_window_open (HuWindow *self, GFile *file)
{
  g_return_if_fail (HU_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));
  if (!g_file_peek_path (file))
    {
      g_autofree char *name = g_file_get_parse_name (file);
      g_autofree char *text = g_strdup_printf (_ ("“%s” is not in a folder of this computer"), name);

      hu_window_say (self, text);
      return;
    }
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                           NULL, on_type_known, g_object_ref (self));
}

/* Choosers */

static void
on_chosen (GtkNativeDialog *dialog, int response, HuWindow *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file)
    hu_window_open (self, file);
  g_clear_object (&self->chooser);
}

/* @suffixes: (nullable): NULL for all files. Names, because JSON and program text count as plain text. */
static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (const char *const *suffix = suffixes; suffix && *suffix; suffix++)
    gtk_file_filter_add_suffix (filter, *suffix);
  if (!suffixes)
    gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (chooser, filter);
}

/* Where the folder or document that is shown is. */
static void
set_place (HuWindow *self, GtkFileChooser *chooser)
{
  const char *folder = hu_window_get_folder (self), *path = hu_window_get_path (self);
  g_autofree char *parent = path ? g_path_get_dirname (path) : NULL;
  g_autoptr (GFile) place = folder   ? g_file_new_for_path (folder)
                            : parent ? g_file_new_for_path (parent)
                                     : NULL;

  if (place)
    gtk_file_chooser_set_current_folder (chooser, place, NULL);
}

static void
show_chooser (HuWindow *self, const char *title, GtkFileChooserAction action)
{
  GtkFileChooserNative *chooser;

  if (self->chooser)
    {
      gtk_native_dialog_show (self->chooser);
      return;
    }
  chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, _ ("_Open"), NULL);
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  if (action == GTK_FILE_CHOOSER_ACTION_OPEN)
    {
      add_filter (GTK_FILE_CHOOSER (chooser), _ ("Text and Markdown"),
                  (const char *const[]){ "txt", "text", "md", "markdown", NULL });
      add_filter (GTK_FILE_CHOOSER (chooser), _ ("All Files"), NULL);
    }
  set_place (self, GTK_FILE_CHOOSER (chooser));
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (self->chooser);
}

void
hu_window_choose_document (HuWindow *self)
{
  show_chooser (self, _ ("Open an Article"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

void
hu_window_choose_folder (HuWindow *self)
{
  show_chooser (self, _ ("Open a Folder"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
}

/* Drop */

/* Whether a name is that of a document, a layer, or of no file that could be imported. */
static gboolean
is_own (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *document = hu_sidecar_get_document_name (name, NULL);
  g_autoptr (HuImportSource) source = hu_import_source_new (path, NULL);
  const HuFormat *format;

  if (document || hu_folder_is_document_name (name))
    return TRUE;
  for (guint i = 0; (format = hu_formats_get_nth (i)); i++)
    if (hu_format_can_import (format) && hu_format_has_extension_of (format, source))
      return FALSE;
  return TRUE;
}

/* By their names alone: nothing is read here. */
static gboolean
are_foreign (GSList *files)
{
  for (; files; files = files->next)
    if (!g_file_peek_path (files->data) || is_own (g_file_peek_path (files->data)))
      return FALSE;
  return TRUE;
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, HuWindow *self)
{
  GSList *files = g_value_get_boxed (value);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (!files)
    return FALSE;
  if (are_foreign (files))
    {
      g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

      for (GSList *l = files; l; l = l->next)
        g_list_store_append (list, l->data);
      hu_window_import (self, G_LIST_MODEL (list));
      return TRUE;
    }
  hu_window_open (self, files->data);
  if (files->next && application)
    {
      g_autoptr (GPtrArray) rest = g_ptr_array_new ();

      for (GSList *l = files->next; l; l = l->next)
        g_ptr_array_add (rest, l->data);
      g_application_open (G_APPLICATION (application), (GFile **) rest->pdata, rest->len, "");
    }
  return TRUE;
}

void
hu_window_add_drop_target (HuWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  /* Before the text view, which would take the files' names for text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (hu_window_update_recent),
                           self, G_CONNECT_SWAPPED);
}
