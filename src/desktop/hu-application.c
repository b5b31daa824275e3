/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: one instance, what it opens, and the actions that belong to no window. */
#include "config.h"

#include "hu-application.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "hu-preferences.h"
#include "hu-settings.h"
#include "hu-sidecar.h"
#include "hu-store.h"
#include "hu-window.h"

struct _HuApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  HuStore *store;
};

G_DEFINE_FINAL_TYPE (HuApplication, hu_application, ADW_TYPE_APPLICATION)

/* Which window a file is shown in */

static HuWindow *
get_active_window (HuApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  /* Preferences and the like belong to a window. */
  while (window && !HU_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window ? HU_WINDOW (window) : NULL;
}

static HuWindow *
ensure_window (HuApplication *self)
{
  HuWindow *window = get_active_window (self);

  return window ? window : hu_window_new (self, self->store);
}

static gboolean
is_same_file (const char *a, const char *b)
{
  g_autofree char *real_a = a ? realpath (a, NULL) : NULL;
  g_autofree char *real_b = b ? realpath (b, NULL) : NULL;

  return real_a && g_strcmp0 (real_a, real_b) == 0;
}

/* The document that a layer file is of; other files as they are. (transfer full) (nullable) */
static char *
dup_document_path (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *folder = path ? g_path_get_dirname (path) : NULL;
  g_autofree char *name = path ? g_path_get_basename (path) : NULL;
  g_autofree char *document = name ? hu_sidecar_get_document_name (name, NULL) : NULL;

  return document ? g_build_filename (folder, document, NULL) : g_steal_pointer (&path);
}

/* How well @window suits a file: it shows it, it shows its folder, or it shows nothing yet. */
typedef enum
{
  SUITS_NOT,
  SUITS_EMPTY,
  SUITS_FOLDER,
  SUITS_SAME,
} HuSuits;

static HuSuits
judge_window (HuWindow *window, const char *path)
{
  const char *shown = hu_window_get_path (window), *folder = hu_window_get_folder (window);
  g_autofree char *parent = g_path_get_dirname (path);

  if (is_same_file (shown, path) || is_same_file (folder, path))
    return SUITS_SAME;
  if (is_same_file (folder, parent))
    return SUITS_FOLDER;
  return shown || folder ? SUITS_NOT : SUITS_EMPTY;
}

static void
open_file (HuApplication *self, GFile *file)
{
  g_autofree char *path = dup_document_path (file);
  HuWindow *best = NULL;
  HuSuits suits = SUITS_NOT;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); path && l; l = l->next)
    if (HU_IS_WINDOW (l->data) && judge_window (l->data, path) > suits)
      {
        best = l->data;
        suits = judge_window (best, path);
      }
  if (!best)
    best = hu_window_new (self, self->store);
  hu_window_open (best, file);
  gtk_window_present (GTK_WINDOW (best));
}

/* Actions */

static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *l = windows; l; l = l->next)
    if (HU_IS_WINDOW (l->data))
      gtk_window_close (l->data);
}

static void
new_window_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HuApplication *self = user_data;

  gtk_window_present (GTK_WINDOW (hu_window_new (self, self->store)));
}

/* The launcher's own entries: they need a window first. */
static void
activate_in_window (HuApplication *self, const char *name)
{
  HuWindow *window = ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  g_action_group_activate_action (G_ACTION_GROUP (window), name, NULL);
}

static void
open_file_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  activate_in_window (user_data, "open");
}

static void
new_from_clipboard_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  activate_in_window (user_data, "new-from-clipboard");
}

static void
preferences_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HuWindow *window = get_active_window (user_data);

  gtk_window_present (GTK_WINDOW (hu_preferences_new (window ? GTK_WINDOW (window) : NULL)));
}

static void
shortcuts_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HuWindow *window = get_active_window (user_data);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/hustings/Hustings/hu-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  if (window)
    gtk_window_set_transient_for (shortcuts, GTK_WINDOW (window));
  gtk_window_present (shortcuts);
}

static void
about_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HuWindow *window = get_active_window (user_data);

  adw_show_about_window (window ? GTK_WINDOW (window) : NULL, "application-name", "Hustings",
                         "application-icon", HU_APPLICATION_ID, "version", HU_VERSION, "developer-name",
                         _ ("The Hustings authors"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Record who claims what in an article, and where they stand"),
                         /* Translators: your names, one a line. */
                         "translator-credits", _ ("translator-credits"), NULL);
}

static const GActionEntry entries[] = {
  { "quit", quit_activated },
  { "about", about_activated },
  { "preferences", preferences_activated },
  { "shortcuts", shortcuts_activated },
  { "new-window", new_window_activated },
  { "open-file", open_file_activated },
  { "new-from-clipboard", new_from_clipboard_activated },
};

/* No letters and no Ctrl+Z here: accelerators are taken even from a field that is being typed in. */
static const struct
{
  const char *action;
  const char *accels[5];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.shortcuts", { "<Control>question", "<Control>F1" } },
  { "app.new-window", { "<Control>n" } },
  { "win.open", { "<Control>o" } },
  { "win.open-folder", { "<Control><Shift>o" } },
  { "win.new-from-clipboard", { "<Control><Shift>v" } },
  { "win.find", { "<Control>f" } },
  { "win.find-next", { "<Control>g" } },
  { "win.find-previous", { "<Control><Shift>g" } },
  { "win.go-to", { "<Control>i" } },
  { "win.text-larger", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.text-smaller", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.text-normal", { "<Control>0", "<Control>KP_0" } },
  { "win.line-focus", { "<Control>l" } },
  { "win.cycle-numbers", { "<Control><Shift>l" } },
  { "win.export", { "<Control>e" } },
  { "win.print", { "<Control>p" } },
  { "win.accept-passage", { "<Control>Return", "<Control>KP_Enter" } },
  { "win.take-theirs", { "<Control><Shift>Return", "<Control><Shift>KP_Enter" } },
  { "win.next-article", { "<Control>Page_Down" } },
  { "win.previous-article", { "<Control>Page_Up" } },
  { "win.toggle-library", { "F9" } },
  { "win.toggle-sidebar", { "<Shift>F9" } },
  { "win.show-claims", { "<Alt>1" } },
  { "win.show-speakers", { "<Alt>2" } },
  { "win.show-stances", { "<Alt>3" } },
  { "win.focus-next-pane", { "F6" } },
  { "win.focus-previous-pane", { "<Shift>F6" } },
  { "win.fullscreen", { "F11" } },
  { "win.close", { "<Control>w" } },
};

/* Settings that hold for the whole program */

static void
apply_style (HuApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  int style = CLAMP (g_settings_get_enum (self->settings, "style"), 0, 2);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[style]);
}

static void
apply_coder (HuApplication *self)
{
  g_autofree char *id = hu_settings_dup_coder_id (self->settings);
  g_autofree char *name = hu_settings_dup_coder_name (self->settings);

  hu_store_set_coder (self->store, id, name);
}

static void
flush (HuApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (HU_IS_WINDOW (l->data))
      hu_window_save_session (l->data);
  hu_store_flush (self->store);
}

/* The screen is locked: who knows when somebody comes back. */
static void
on_screensaver (HuApplication *self)
{
  gboolean active = FALSE;

  g_object_get (self, "screensaver-active", &active, NULL);
  if (active)
    flush (self);
}

static void
hu_application_startup (GApplication *application)
{
  HuApplication *self = HU_APPLICATION (application);

  G_APPLICATION_CLASS (hu_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (HU_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action,
                                           accelerators[i].accels);

  self->settings = hu_settings_new ();
  self->store = hu_store_new ();
  g_signal_connect_swapped (self->settings, "changed::style", G_CALLBACK (apply_style), self);
  g_signal_connect_swapped (self->settings, "changed::coder-name", G_CALLBACK (apply_coder), self);
  g_signal_connect_swapped (self->settings, "changed::coder-id", G_CALLBACK (apply_coder), self);
  g_signal_connect (self, "notify::screensaver-active", G_CALLBACK (on_screensaver), NULL);
  g_signal_connect (self, "query-end", G_CALLBACK (flush), NULL);
  apply_style (self);
  apply_coder (self);
}

static void
hu_application_activate (GApplication *application)
{
  HuApplication *self = HU_APPLICATION (application);
  HuWindow *window = get_active_window (self);

  if (!window)
    {
      window = hu_window_new (self, self->store);
      hu_window_restore (window);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
hu_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    open_file (HU_APPLICATION (application), files[i]);
}

static void
hu_application_shutdown (GApplication *application)
{
  HuApplication *self = HU_APPLICATION (application);

  if (self->store)
    hu_store_flush (self->store);
  G_APPLICATION_CLASS (hu_application_parent_class)->shutdown (application);
}

static void
hu_application_dispose (GObject *object)
{
  HuApplication *self = HU_APPLICATION (object);

  if (self->settings)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (hu_application_parent_class)->dispose (object);
}

static void
hu_application_class_init (HuApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_application_dispose;
  application_class->startup = hu_application_startup;
  application_class->activate = hu_application_activate;
  application_class->open = hu_application_open;
  application_class->shutdown = hu_application_shutdown;
}

static void
hu_application_init (HuApplication *self)
{
}

HuApplication *
hu_application_new (void)
{
  return g_object_new (HU_TYPE_APPLICATION, "application-id", HU_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "register-session", TRUE, NULL);
}
