/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing: which files, of which format, into which folder, and what there was to say. */
#include "config.h"

#include "hu-import-window.h"

#include <glib/gi18n.h>

#include "hu-format-list.h"
#include "hu-import.h"
#include "hu-message-bar.h"

struct _HuImportWindow
{
  AdwWindow parent_instance;

  GtkButton *cancel_button;
  GtkWidget *import_button;
  HuMessageBar *message;
  GtkProgressBar *progress;
  GtkStack *stack;
  AdwActionRow *files_row;
  AdwActionRow *folder_row;
  HuFormatList *formats;
  AdwComboRow *newline_row;
  AdwComboRow *end_row;
  GtkLabel *summary;
  GtkTextView *report;

  GPtrArray *paths; /* of filenames */
  char *folder;
  GtkNativeDialog *chooser;
  GCancellable *importing;
};

enum
{
  IMPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HuImportWindow, hu_import_window, ADW_TYPE_WINDOW)

static void
set_subtitle (AdwActionRow *row, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (row, escaped);
}

static void
update (HuImportWindow *self)
{
  guint n = self->paths->len;

  if (n == 1)
    {
      g_autofree char *name = g_filename_display_basename (g_ptr_array_index (self->paths, 0));

      set_subtitle (self->files_row, name);
    }
  else if (n > 1)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u file", "%u files", n), n);

      set_subtitle (self->files_row, text);
    }
  else
    set_subtitle (self->files_row, _ ("None chosen yet"));
  if (self->folder)
    {
      g_autofree char *name = g_filename_display_basename (self->folder);

      set_subtitle (self->folder_row, name);
    }
  else
    set_subtitle (self->folder_row, _ ("None chosen yet"));
  gtk_widget_set_sensitive (self->import_button, n > 0 && self->folder && !self->importing);
}

/* Choosing */

static void
on_chosen (GtkNativeDialog *dialog, int response, HuImportWindow *self)
{
  gboolean target = g_object_get_data (G_OBJECT (dialog), "hu-target") != NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      g_autoptr (GFile) first = g_list_model_get_item (files, 0);

      if (!target)
        hu_import_window_set_files (self, files);
      else if (first && g_file_peek_path (first))
        {
          g_free (self->folder);
          self->folder = g_file_get_path (first);
          update (self);
        }
    }
  g_clear_object (&self->chooser);
}

static void
choose (HuImportWindow *self, const char *title, gboolean folder, gboolean target)
{
  if (self->chooser || self->importing)
    return;
  self->chooser = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (
      title, GTK_WINDOW (self), folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_OPEN,
      _ ("_Choose"), NULL));
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), !target && !folder);
  if (self->folder)
    {
      g_autoptr (GFile) start = g_file_new_for_path (self->folder);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), start, NULL);
    }
  if (target)
    g_object_set_data (G_OBJECT (self->chooser), "hu-target", self);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (self->chooser);
}

static void
on_files_clicked (HuImportWindow *self)
{
  choose (self, _ ("Choose Files to Import"), FALSE, FALSE);
}

static void
on_source_folder_clicked (HuImportWindow *self)
{
  choose (self, _ ("Choose a Folder to Import"), TRUE, FALSE);
}

static void
on_folder_clicked (HuImportWindow *self)
{
  choose (self, _ ("Choose the Folder to Import Into"), TRUE, TRUE);
}

static gboolean
takes_newline (const HuFormat *format)
{
  return (format->flags & HU_FORMAT_NEWLINE) != 0;
}

static gboolean
takes_end (const HuFormat *format)
{
  return (format->flags & HU_FORMAT_END) != 0;
}

/* Importing */

static void
set_busy (HuImportWindow *self, gboolean busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !busy);
  update (self);
}

static void
on_progress (double done, gpointer user_data)
{
  HuImportWindow *self = user_data;

  if (self->progress)
    gtk_progress_bar_set_fraction (self->progress, done);
}

/* Everything there is to say, a line each. */
static void
show_report (HuImportWindow *self, HuImportOutcome *outcome)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) summary = g_string_new (NULL);
  guint n = outcome->report->remarks->len + outcome->report->n_dropped;

  for (guint i = 0; i < outcome->report->remarks->len; i++)
    {
      g_autofree char *line = hu_import_remark_to_string (g_ptr_array_index (outcome->report->remarks, i));
      g_autofree char *valid = g_utf8_make_valid (line, -1);

      g_string_append_printf (lines, "%s%s", i ? "\n" : "", valid);
    }
  if (outcome->report->n_dropped > 0)
    g_string_append (lines, "\n…");
  g_string_append_printf (summary,
                          ngettext ("%u article was imported.", "%u articles were imported.",
                                    outcome->n_documents),
                          outcome->n_documents);
  g_string_append_c (summary, ' ');
  if (outcome->cancelled)
    g_string_append (summary, _ ("Then it was cancelled."));
  else
    g_string_append_printf (summary, ngettext ("There is %u remark:", "There are %u remarks:", n), n);
  gtk_label_set_text (self->summary, summary->str);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->report), lines->str, (int) lines->len);
  gtk_stack_set_visible_child_name (self->stack, "report");
  gtk_widget_set_visible (self->import_button, FALSE);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  gtk_widget_grab_focus (GTK_WIDGET (self->report));
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HuImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HuImportOutcome) outcome = hu_import_finish (result, &error);
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  g_clear_object (&self->importing);
  if (outcome && outcome->files->len + outcome->n_documents > 0)
    g_signal_emit (self, signals[IMPORTED], 0, folder, outcome->n_documents);
  if (!self->progress)
    return;
  set_busy (self, FALSE);
  if (outcome && (outcome->report->remarks->len > 0 || outcome->cancelled))
    show_report (self, outcome);
  else if (outcome && outcome->n_documents > 0)
    gtk_window_close (GTK_WINDOW (self));
  else
    {
      hu_message_bar_set_kind (self->message, HU_MESSAGE_ERROR);
      hu_message_bar_set_text (self->message,
                               outcome ? _ ("There is nothing in it that can be imported") : error->message);
    }
}

static void
on_import_clicked (HuImportWindow *self)
{
  g_autoptr (GFile) folder = NULL;
  HuImportOptions options = HU_IMPORT_OPTIONS_INIT;

  if (self->importing || self->paths->len == 0 || !self->folder)
    return;
  folder = g_file_new_for_path (self->folder);
  /* The rows are in the order of the values. */
  options.newline = (HuNewline) adw_combo_row_get_selected (self->newline_row);
  options.end = (HuEnd) adw_combo_row_get_selected (self->end_row);
  hu_message_bar_set_text (self->message, NULL);
  self->importing = g_cancellable_new ();
  set_busy (self, TRUE);
  hu_import_async (hu_format_list_get_format (self->formats), self->paths, &options, folder, self->importing,
                   on_progress, self, on_imported, g_object_ref (self));
}

static void
on_cancel_clicked (HuImportWindow *self)
{
  if (self->importing)
    g_cancellable_cancel (self->importing);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
hu_import_window_close_request (GtkWindow *window)
{
  HuImportWindow *self = HU_IMPORT_WINDOW (window);

  if (self->importing)
    g_cancellable_cancel (self->importing);
  return GTK_WINDOW_CLASS (hu_import_window_parent_class)->close_request (window);
}

static void
hu_import_window_dispose (GObject *object)
{
  HuImportWindow *self = HU_IMPORT_WINDOW (object);

  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_IMPORT_WINDOW);
  G_OBJECT_CLASS (hu_import_window_parent_class)->dispose (object);
}

static void
hu_import_window_finalize (GObject *object)
{
  HuImportWindow *self = HU_IMPORT_WINDOW (object);

  g_ptr_array_unref (self->paths);
  g_free (self->folder);
  G_OBJECT_CLASS (hu_import_window_parent_class)->finalize (object);
}

static void
hu_import_window_class_init (HuImportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HU_TYPE_FORMAT_LIST);
  g_type_ensure (HU_TYPE_MESSAGE_BAR);
  object_class->dispose = hu_import_window_dispose;
  object_class->finalize = hu_import_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = hu_import_window_close_request;
  signals[IMPORTED] = g_signal_new ("imported", HU_TYPE_IMPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HuImportWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HuImportWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, HuImportWindow, message);
  gtk_widget_class_bind_template_child (widget_class, HuImportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, HuImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HuImportWindow, files_row);
  gtk_widget_class_bind_template_child (widget_class, HuImportWindow, folder_row);
  gtk_widget_class_bind_template_child (widget_class, HuImportWindow, formats);
  gtk_widget_class_bind_template_child (widget_class, HuImportWindow, newline_row);
  gtk_widget_class_bind_template_child (widget_class, HuImportWindow, end_row);
  gtk_widget_class_bind_template_child (widget_class, HuImportWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, HuImportWindow, report);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_import_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_files_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_source_folder_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_folder_clicked);
}

static void
hu_import_window_init (HuImportWindow *self)
{
  self->paths = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  hu_format_list_fill (self->formats, hu_format_can_import, _ ("Found Out for Each File"), FALSE);
  hu_format_list_add_option (self->formats, GTK_WIDGET (self->newline_row), takes_newline);
  hu_format_list_add_option (self->formats, GTK_WIDGET (self->end_row), takes_end);
}

HuImportWindow *
hu_import_window_new (GtkWindow *parent, const char *folder)
{
  HuImportWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  self = g_object_new (HU_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);
  self->folder = g_strdup (folder);
  update (self);
  return self;
}

void
hu_import_window_set_files (HuImportWindow *self, GListModel *files)
{
  g_return_if_fail (HU_IS_IMPORT_WINDOW (self) && G_IS_LIST_MODEL (files));
  g_ptr_array_set_size (self->paths, 0);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file))
        g_ptr_array_add (self->paths, g_file_get_path (file));
    }
  update (self);
}
