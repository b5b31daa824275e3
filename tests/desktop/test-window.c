/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window itself: what is dropped on it, what it can do when, and that no key that types is an
 * accelerator. */
#include "hu-window.h"

#include <string.h>

#define HEADLINE "Coastal bloc sends envoys to the capital"
#define ARTICLE                                                                                              \
  HEADLINE                                                                                                   \
  "\n\nBy Ilse Marrow\n\nPremier Anneke Voss said on Monday that a shared harbour fee would cut the "        \
  "price of bread within a year.\n"

typedef struct
{
  HuApplication *application;
  HuStore *store;
  HuWindow *window;
  char *folder;
} Fixture;

static char *
put (Fixture *self, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (self->folder, name, NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("hu-window-XXXXXX", &error);
  g_assert_no_error (error);
  self->application = HU_APPLICATION ((gpointer) data);
  self->store = hu_store_new ();
  self->window = hu_window_new (self->application, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
remove_all (GFile *file)
{
  g_autoptr (GFileEnumerator) children =
      g_file_enumerate_children (file, "standard::name", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;

  while (children && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child)
    remove_all (child);
  g_file_delete (file, NULL, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  gtk_window_close (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->store);
  remove_all (folder);
  g_free (self->folder);
}

static gboolean
on_too_long (gpointer what)
{
  g_error ("waited too long for %s", (const char *) what);
  return G_SOURCE_REMOVE;
}

static void
wait_for_title (Fixture *self, const char *title)
{
  guint too_long = g_timeout_add_seconds (20, on_too_long, (gpointer) title);

  while (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (self->window)), title) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (too_long);
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  GtkDropTarget *target = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        target = GTK_DROP_TARGET (controller);
    }
  return target;
}

static gboolean
drop (Fixture *self, const char *path)
{
  GtkDropTarget *target = find_drop_target (GTK_WIDGET (self->window));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList files = { file, NULL };
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_assert_nonnull (target);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &files);
  g_signal_emit_by_name (target, "drop", &value, 1.0, 1.0, &taken);
  return taken;
}

static void
test_drop (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "visit.txt", ARTICLE);
  g_autoptr (GFile) expected = g_file_new_for_path (self->folder);
  g_autoptr (GFile) folder = NULL;

  g_assert_true (drop (self, path));
  wait_for_title (self, HEADLINE);
  g_assert_null (hu_window_get_folder (self->window));

  g_assert_true (drop (self, self->folder));
  while (!hu_window_get_folder (self->window))
    g_main_context_iteration (NULL, TRUE);
  folder = g_file_new_for_path (hu_window_get_folder (self->window));
  g_assert_true (g_file_equal (folder, expected));
  /* The article that was open is one of the folder's: it stays. */
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, HEADLINE);
}

static gboolean
is_enabled (Fixture *self, const char *name)
{
  g_assert_true (g_action_group_has_action (G_ACTION_GROUP (self->window), name));
  return g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), name);
}

static void
test_actions (Fixture *self, gconstpointer data)
{
  g_autofree char *path = put (self, "visit.txt", ARTICLE);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GVariant) state = NULL;

  for (const char *const *name =
           (const char *const[]){ "open", "open-folder", "new-from-clipboard", "close", NULL };
       *name; name++)
    g_assert_true (is_enabled (self, *name));
  for (const char *const *name =
           (const char *const[]){ "find", "export", "undo", "redo", "tag-claim", "tag-speaker", "tag-stance",
                                  "tag-memo", "delete-tag", "check-paragraph", "next-tag", "previous-tag",
                                  "next-to-check", "status-done", "toggle-library", "next-article", NULL };
       *name; name++)
    g_assert_false (is_enabled (self, *name));

  hu_window_open (self->window, file);
  wait_for_title (self, HEADLINE);
  g_assert_true (is_enabled (self, "tag-claim"));
  g_assert_true (is_enabled (self, "status-done"));
  g_assert_false (is_enabled (self, "undo"));
  g_assert_false (is_enabled (self, "next-article"));

  g_action_group_activate_action (G_ACTION_GROUP (self->window), "status-done", NULL);
  g_assert_true (is_enabled (self, "undo"));
  state = g_action_group_get_action_state (G_ACTION_GROUP (self->window), "status-done");
  g_assert_true (g_variant_get_boolean (state));
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "undo", NULL);
  g_assert_false (is_enabled (self, "undo"));
  g_assert_true (is_enabled (self, "redo"));
}

/* An accelerator is taken even from a field that is typed in: it must be no key that types, nor a field's
 * undo. */
static void
test_accelerators (Fixture *self, gconstpointer data)
{
  GtkApplication *application = GTK_APPLICATION (self->application);
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (application);

  g_assert_cmpint (g_strv_length (actions), >, 10);
  for (char **action = actions; *action; action++)
    {
      g_auto (GStrv) accels = gtk_application_get_accels_for_action (application, *action);

      for (char **accel = accels; *accel; accel++)
        {
          guint key;
          GdkModifierType modifiers;

          g_assert_true (gtk_accelerator_parse (*accel, &key, &modifiers));
          g_assert_true ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) ||
                         (key >= GDK_KEY_F1 && key <= GDK_KEY_F12));
          g_assert_false (gdk_keyval_to_lower (key) == GDK_KEY_z && (modifiers & GDK_CONTROL_MASK));
        }
    }
}

/* Folders of the person's own, but with the machine's icons and MIME types: the window needs those. */
static GFile *
make_home (void)
{
  g_autofree char *path = g_dir_make_tmp ("hu-home-XXXXXX", NULL);

  for (const char *const *name = (const char *const[]){ "HOME", "XDG_DATA_HOME", "XDG_STATE_HOME",
                                                        "XDG_CONFIG_HOME", "XDG_CACHE_HOME", NULL };
       *name; name++)
    g_setenv (*name, path, TRUE);
  return g_file_new_for_path (path);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GFile) home = make_home ();
  g_autoptr (HuApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  /* One for all: a bus has room for one. */
  application = hu_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
#define ADD(path, func) g_test_add (path, Fixture, application, set_up, func, tear_down)
  ADD ("/window/drop", test_drop);
  ADD ("/window/actions", test_actions);
  ADD ("/window/accelerators", test_accelerators);
  result = g_test_run ();
  remove_all (home);
  return result;
}
