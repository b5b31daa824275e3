/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing the window's article, and writing it as a PDF. */
#include "config.h"

#include <glib/gi18n.h>

#include "hu-print-layout.h"
#include "hu-typography.h"
#include "hu-window-private.h"

#define POINTS 10.5 /* of the body */
#define MARGIN 18   /* of the paper, mm */

/* One run of the operation; freed with it. */
typedef struct
{
  HuWindow *window;
  HuDocument *document;
  HuPrintLayout *layout;
  GFile *target; /* of a PDF; NULL: it goes to a printer */
} Job;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *job = data;

  g_clear_object (&job->window);
  g_clear_object (&job->document);
  g_clear_pointer (&job->layout, hu_print_layout_free);
  g_clear_object (&job->target);
  g_free (job);
}

/* The article's font, at the size of print. */
static PangoFontDescription *
create_font (HuWindow *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "text-font");
  g_autoptr (GSettings) interface_settings = hu_typography_get_interface_settings ();
  PangoFontDescription *font =
      hu_typography_create_font (g_settings_get_boolean (self->settings, "use-custom-font") ? name : NULL,
                                 interface_settings, gtk_widget_get_settings (GTK_WIDGET (self)), 1);

  pango_font_description_set_size (font, (int) (POINTS * PANGO_SCALE));
  return font;
}

static void
begin_print (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  PangoContext *pango = gtk_print_context_create_pango_context (context);
  g_autoptr (PangoFontDescription) font = create_font (job->window);

  /* Else glyphs are moved to whole pixels of a screen. */
  pango_context_set_round_glyph_positions (pango, FALSE);
  g_clear_pointer (&job->layout, hu_print_layout_free);
  job->layout = hu_print_layout_new (job->document, pango, font, gtk_print_context_get_width (context),
                                     gtk_print_context_get_height (context));
  g_object_unref (pango);
}

static gboolean
paginate (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  if (!hu_print_layout_step (job->layout))
    return FALSE;
  gtk_print_operation_set_n_pages (operation, (int) hu_print_layout_get_n_pages (job->layout));
  return TRUE;
}

static void
draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int number, Job *job)
{
  hu_print_layout_draw (job->layout, (guint) number, gtk_print_context_get_cairo_context (context));
}

static void
done (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      g_autofree char *text = NULL;

      gtk_print_operation_get_error (operation, &error);
      text = g_strdup_printf (_ ("Can’t print: %s"), error ? error->message : "");
      hu_window_toast (job->window, text, NULL);
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY && job->target)
    {
      hu_window_tell_written (job->window, job->target);
    }
}

/* (transfer full) */
static char *
dup_pdf_name (HuDocument *document)
{
  g_autofree char *base = g_path_get_basename (hu_document_get_path (document));
  char *dot = strrchr (base, '.');

  if (dot && dot != base)
    *dot = '\0';
  return g_strconcat (base, ".pdf", NULL);
}

/* Where "print to a file" goes, if nothing else is chosen: beside the article, under its name. (transfer
 * full) */
static GtkPrintSettings *
create_settings (HuDocument *document)
{
  GtkPrintSettings *settings = gtk_print_settings_new ();
  g_autofree char *folder = g_path_get_dirname (hu_document_get_path (document));
  g_autofree char *name = dup_pdf_name (document);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  if (uri)
    gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  return settings;
}

/* @target: (nullable): of a PDF. */
static void
run (HuWindow *self, GFile *target)
{
  HuDocument *document = hu_window_get_document (self);
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPrintSettings) settings = NULL;
  g_autofree char *path = target ? g_file_get_path (target) : NULL;
  g_autoptr (GError) error = NULL;
  Job *job;

  if (!document)
    return;
  job = g_new0 (Job, 1);
  job->window = g_object_ref (self);
  job->document = g_object_ref (document);
  job->target = target ? g_object_ref (target) : NULL;
  gtk_page_setup_set_top_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_print_operation_set_default_page_setup (operation, setup);
  settings = create_settings (document);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, hu_document_get_title (document));
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print), job);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page), job);
  g_signal_connect_data (operation, "done", G_CALLBACK (done), job, job_free, 0);
  if (path)
    gtk_print_operation_set_export_filename (operation, path);
  /* What goes wrong at once is said by "done", too. */
  gtk_print_operation_run (operation,
                           path ? GTK_PRINT_OPERATION_ACTION_EXPORT : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (self), &error);
}

void
hu_window_print (HuWindow *self)
{
  run (self, NULL);
}

static void
chosen (HuWindow *self, int response, GtkNativeDialog *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

      run (self, file);
    }
  g_clear_object (&self->chooser);
}

void
hu_window_export_pdf (HuWindow *self)
{
  HuDocument *document = hu_window_get_document (self);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *name = NULL;
  g_autofree char *folder_path = NULL;
  g_autoptr (GFile) folder = NULL;

  if (!document)
    return;
  name = dup_pdf_name (document);
  folder_path = g_path_get_dirname (hu_document_get_path (document));
  folder = g_file_new_for_path (folder_path);
  g_clear_object (&self->chooser);
  self->chooser =
      GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (_ ("Export as PDF"), GTK_WINDOW (self),
                                                      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL));
  gtk_file_filter_set_name (filter, _ ("PDF files"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (self->chooser);
}
