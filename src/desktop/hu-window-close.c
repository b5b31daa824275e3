/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing the last window where edits can be kept nowhere: a person is asked first. */
#include "config.h"

#include <glib/gi18n.h>

#include "hu-window-private.h"

static gboolean
is_last_window (HuWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *l = application ? gtk_application_get_windows (application) : NULL; l; l = l->next)
    if (l->data != self && HU_IS_WINDOW (l->data))
      return FALSE;
  return TRUE;
}

/* (transfer full) (nullable) */
static HuDocument *
find_unsafe (HuWindow *self)
{
  g_autoptr (GPtrArray) documents = hu_store_list_unsafe (self->store);

  for (guint i = 0; i < documents->len; i++)
    {
      HuDocument *document = g_ptr_array_index (documents, i);

      if (!g_hash_table_contains (self->let_go, document))
        return g_object_ref (document);
    }
  return NULL;
}

static void
let_go (HuWindow *self, HuDocument *document)
{
  g_hash_table_add (self->let_go, g_object_ref (document));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_place_chosen (GtkNativeDialog *dialog, int response, HuWindow *self)
{
  HuDocument *document = g_object_get_data (G_OBJECT (dialog), "hu-document");
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file && g_file_peek_path (file))
    {
      if (hu_store_save_copy (self->store, document, g_file_peek_path (file), &error))
        let_go (self, document);
      else
        hu_window_say (self, error->message);
    }
  g_clear_object (&self->chooser);
}

static void
choose_place (HuWindow *self, HuDocument *document)
{
  g_autofree char *base = g_path_get_basename (hu_document_get_path (document));
  g_autofree char *display = g_filename_display_name (base);
  g_autofree char *name = g_strconcat (display, ".annotations.json", NULL);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Save a Copy of the Tags"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());

  g_clear_object (&self->chooser);
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  g_object_set_data_full (G_OBJECT (chooser), "hu-document", g_object_ref (document), g_object_unref);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), home, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_place_chosen), self, 0);
  gtk_native_dialog_show (self->chooser);
}

static void
on_answer (AdwMessageDialog *dialog, const char *response, HuWindow *self)
{
  HuDocument *document = g_object_get_data (G_OBJECT (dialog), "hu-document");

  self->closing_question = NULL;
  if (strcmp (response, "copy") == 0)
    choose_place (self, document);
  else if (strcmp (response, "lose") == 0)
    let_go (self, document);
  else
    g_hash_table_remove_all (self->let_go);
}

static void
ask (HuWindow *self, HuDocument *document)
{
  g_autofree char *message = NULL;
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Close and Lose Changes?"), NULL);

  hu_store_get_problem (self->store, document, &message);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _ ("The last changes to the tags of “%s” are nowhere on disk "
                                     "yet.\n\n%s\n\nKeep the window open to have it "
                                     "tried again, or save a copy of the tags elsewhere."),
                                  hu_document_get_title (document), message ? message : "");
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_Keep Open"), "lose",
                                    _ ("_Close and Lose"), "copy", _ ("_Save a Copy…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "lose", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "copy", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_object_set_data_full (G_OBJECT (dialog), "hu-document", g_object_ref (document), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answer), self, 0);
  self->closing_question = GTK_WINDOW (dialog);
  gtk_window_present (self->closing_question);
}

gboolean
hu_window_ask_before_closing (HuWindow *self)
{
  g_autoptr (HuDocument) document = NULL;

  if (self->closing_question)
    {
      gtk_window_present (self->closing_question);
      return TRUE;
    }
  /* While there is another window it goes on being tried. */
  document = is_last_window (self) ? find_unsafe (self) : NULL;
  if (!document)
    return FALSE;
  ask (self, document);
  return TRUE;
}
