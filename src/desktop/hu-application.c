/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: one instance, what it opens, and the actions that belong to no window. */
#include "config.h"

#include "hu-application.h"

#include <glib/gi18n.h>

#include "hu-window.h"

struct _HuApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (HuApplication, hu_application, ADW_TYPE_APPLICATION)

static HuWindow *
ensure_window (HuApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return HU_IS_WINDOW (window) ? HU_WINDOW (window) : hu_window_new (self);
}

static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
}

static void
about_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (gtk_application_get_active_window (user_data), "application-name", "Hustings",
                         "application-icon", HU_APPLICATION_ID, "version", HU_VERSION, "developer-name",
                         _ ("The Hustings authors"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Record who claims what in an article, and where they stand"), NULL);
}

static void
hu_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_activated },
    { .name = "about", .activate = about_activated },
  };

  G_APPLICATION_CLASS (hu_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (HU_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit",
                                         (const char *const[]){ "<Control>q", NULL });
}

static void
hu_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ensure_window (HU_APPLICATION (application))));
}

static void
hu_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  HuWindow *window = ensure_window (HU_APPLICATION (application));

  for (int i = 0; i < n_files; i++)
    hu_window_open (window, files[i]);
  gtk_window_present (GTK_WINDOW (window));
}

static void
hu_application_class_init (HuApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = hu_application_startup;
  application_class->activate = hu_application_activate;
  application_class->open = hu_application_open;
}

static void
hu_application_init (HuApplication *self)
{
}

HuApplication *
hu_application_new (void)
{
  return g_object_new (HU_TYPE_APPLICATION, "application-id", HU_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}
