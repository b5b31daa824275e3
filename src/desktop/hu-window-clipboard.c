/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new article from the text on the clipboard: where to, written, opened. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hu-save.h"
#include "hu-window-private.h"

#define MAX_NAME 60 /* characters of a headline that name a file */

typedef struct
{
  HuWindow *window;
  char *path;
} HuPasting;

static void
pasting_free (HuPasting *self)
{
  g_object_unref (self->window);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuPasting, pasting_free)

/* "Coastal bloc sends envoys.txt": the first line, without what no file name can or should have. */
static char *
suggest_name (const char *text)
{
  GString *name = g_string_new (NULL);
  glong length = 0;

  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  for (const char *p = text; *p && *p != '\n' && *p != '\r' && length < MAX_NAME; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || (c < 128 && strchr ("/\\:*?\"<>|", c)))
        continue;
      g_string_append_unichar (name, c);
      length++;
    }
  g_strstrip (name->str);
  name->len = strlen (name->str);
  while (name->len && (name->str[0] == '.' || name->str[0] == '~'))
    g_string_erase (name, 0, 1);
  if (name->len == 0)
    g_string_append (name, _ ("Article"));
  g_string_append (name, ".txt");
  return g_string_free (name, FALSE);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HuPasting) pasting = user_data;
  HuWindow *self = pasting->window;
  g_autoptr (GError) error = NULL;
  HuProject *project;

  if (!hu_save_bytes_finish (result, &error))
    {
      if (self->editor)
        hu_window_say (self, error->message);
      return;
    }
  if (!self->editor)
    return;
  project = hu_window_get_project (self);
  if (project)
    hu_project_load_async (project, NULL, NULL, NULL);
  hu_window_open_path (self, pasting->path, NULL, TRUE);
}

/* The article is written as it was copied; a final line end is what makes a text file of it. */
static void
write_article (HuWindow *self, const char *path, const char *copied)
{
  char *text = g_strconcat (copied, g_str_has_suffix (copied, "\n") ? "" : "\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  HuPasting *pasting = g_new (HuPasting, 1);

  *pasting = (HuPasting){ g_object_ref (self), g_strdup (path) };
  hu_save_bytes_async (path, bytes, NULL, on_written, pasting);
}

static void
on_response (GtkNativeDialog *dialog, int response, HuWindow *self)
{
  const char *text = g_object_get_data (G_OBJECT (dialog), "hu-text");
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file && g_file_peek_path (file))
    {
      g_autofree char *sidecar = g_strconcat (g_file_peek_path (file), ".annotations.json", NULL);

      /* Replacing the text under existing tags would lose their places. */
      if (g_file_test (sidecar, G_FILE_TEST_EXISTS))
        hu_window_say (self, _ ("That article has tags already. Choose another name for the new one."));
      else
        write_article (self, g_file_peek_path (file), text);
    }
  g_clear_object (&self->chooser);
}

static void
choose_place (HuWindow *self, char *text)
{
  const char *folder = hu_window_get_folder (self), *path = hu_window_get_path (self);
  g_autofree char *parent = path ? g_path_get_dirname (path) : NULL;
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  const char *place_path = folder ? folder : parent ? parent : documents ? documents : g_get_home_dir ();
  g_autoptr (GFile) place = g_file_new_for_path (place_path);
  g_autofree char *name = suggest_name (text);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("New Article from the Clipboard"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);

  self->chooser = GTK_NATIVE_DIALOG (chooser);
  g_object_set_data_full (G_OBJECT (chooser), "hu-text", text, g_free);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), place, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_response), self, 0);
  gtk_native_dialog_show (self->chooser);
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HuWindow) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  const char *p = text;

  if (!self->editor || self->chooser)
    return;
  while (p && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (p && *p)
    choose_place (self, g_steal_pointer (&text));
  else
    hu_window_toast (self, _ ("There is no text on the clipboard. Copy the article first."), NULL);
}

void
hu_window_new_from_clipboard (HuWindow *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, on_text,
                                 g_object_ref (self));
}
