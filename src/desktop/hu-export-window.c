/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting: what, in which format, to where, and how it went. */
#include "config.h"

#include "hu-export-window.h"

#include <glib/gi18n.h>

#include "hu-export.h"
#include "hu-format-list.h"
#include "hu-message-bar.h"

/* Documents left out that a message names. */
#define MAX_PROBLEMS 5

struct _HuExportWindow
{
  AdwWindow parent_instance;

  GtkWidget *cancel_button;
  GtkWidget *export_button;
  HuMessageBar *message;
  GtkProgressBar *progress;
  GtkWidget *page;
  GtkWidget *scope_group;
  AdwActionRow *article_row;
  AdwActionRow *folder_row;
  GtkCheckButton *article_check;
  GtkCheckButton *folder_check;
  HuFormatList *formats;
  AdwComboRow *table_row;
  GtkWidget *bom_row;
  GtkWidget *formula_row;
  GtkWidget *text_row;
  GtkWidget *quote_row;
  GtkSwitch *bom_switch;
  GtkSwitch *formula_switch;
  GtkSwitch *text_switch;
  GtkSpinButton *quote_spin;

  HuDocument *document;
  HuProject *project;
  const HuFormat *format;
  GtkNativeDialog *chooser;
  GCancellable *exporting;
  GFile *target;
};

enum
{
  EXPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HuExportWindow, hu_export_window, ADW_TYPE_WINDOW)

static gboolean
is_folder (HuExportWindow *self)
{
  return self->project && gtk_check_button_get_active (self->folder_check);
}

/* Formats and their options */

static gboolean
takes_table (const HuFormat *format)
{
  /* Where there is a choice. */
  return (format->tables & (format->tables - 1)) != 0;
}

static gboolean
takes_bom (const HuFormat *format)
{
  return (format->flags & HU_FORMAT_BOM) != 0;
}

static gboolean
takes_formula (const HuFormat *format)
{
  return (format->flags & HU_FORMAT_FORMULA_SAFE) != 0;
}

static gboolean
takes_text (const HuFormat *format)
{
  return (format->flags & HU_FORMAT_WITHOUT_TEXT) != 0;
}

/* The n-th table of the format. */
static HuTable
get_table (const HuFormat *format, guint n)
{
  for (guint i = 0; i < HU_N_TABLES; i++)
    if ((format->tables & HU_TABLES (i)) && n-- == 0)
      return (HuTable) i;
  return HU_TABLE_STATEMENTS;
}

static void
on_choice_changed (HuExportWindow *self)
{
  g_autoptr (GtkStringList) tables = gtk_string_list_new (NULL);

  self->format = hu_format_list_get_format (self->formats);
  for (guint i = 0; self->format && i < HU_N_TABLES; i++)
    if (self->format->tables & HU_TABLES (i))
      gtk_string_list_append (tables, hu_table_get_label ((HuTable) i));
  adw_combo_row_set_model (self->table_row, G_LIST_MODEL (tables));
  hu_message_bar_set_text (self->message, NULL);
}

static void
add_formats (HuExportWindow *self)
{
  hu_format_list_add_option (self->formats, GTK_WIDGET (self->table_row), takes_table);
  hu_format_list_add_option (self->formats, self->bom_row, takes_bom);
  hu_format_list_add_option (self->formats, self->formula_row, takes_formula);
  hu_format_list_add_option (self->formats, self->text_row, takes_text);
  hu_format_list_add_option (self->formats, self->quote_row, takes_text);
  hu_format_list_fill (self->formats, hu_format_can_export, NULL, TRUE);
}

/* What is asked for is what is shown: only what the format heeds. */
static HuExportOptions
get_options (HuExportWindow *self)
{
  HuExportOptions options = HU_EXPORT_OPTIONS_INIT;

  options.bom = takes_bom (self->format) && gtk_switch_get_active (self->bom_switch);
  options.formula_safe = takes_formula (self->format) && gtk_switch_get_active (self->formula_switch);
  options.without_text = takes_text (self->format) && gtk_switch_get_active (self->text_switch);
  if (options.without_text)
    options.quote_length = gtk_spin_button_get_value_as_int (self->quote_spin);
  if (self->format->tables)
    options.table = get_table (self->format, adw_combo_row_get_selected (self->table_row));
  return options;
}

/* Writing */

static void
set_busy (HuExportWindow *self, gboolean busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_sensitive (self->page, !busy);
  gtk_widget_set_sensitive (self->export_button, !busy);
}

static void
on_progress (double done, gpointer user_data)
{
  gtk_progress_bar_set_fraction (HU_EXPORT_WINDOW (user_data)->progress, done);
}

/* What was left out, and why: the first few by name. */
static void
show_problems (HuExportWindow *self, HuExportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = report->problems->len;

  g_string_append_printf (text,
                          ngettext ("%u article was written.", "%u articles were written.",
                                    report->n_documents),
                          report->n_documents);
  g_string_append_c (text, ' ');
  g_string_append_printf (text, ngettext ("%u was left out:", "%u were left out:", n), n);
  for (guint i = 0; i < MIN (n, MAX_PROBLEMS); i++)
    {
      HuExportProblem *problem = report->problems->pdata[i];

      g_string_append_printf (text, "\n%s", problem->error->message);
    }
  if (n > MAX_PROBLEMS)
    g_string_append (text, "\n…");
  hu_message_bar_set_kind (self->message, HU_MESSAGE_WARNING);
  hu_message_bar_set_text (self->message, text->str);
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HuExportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HuExportReport) report = hu_export_finish (result, &error);

  g_clear_object (&self->exporting);
  if (!self->progress)
    return;
  set_busy (self, FALSE);
  if (report && report->problems->len == 0)
    {
      g_signal_emit (self, signals[EXPORTED], 0, self->target, report->n_documents);
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (report)
    show_problems (self, report);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      hu_message_bar_set_kind (self->message, HU_MESSAGE_ERROR);
      hu_message_bar_set_text (self->message, error->message);
    }
}

/* The coder in the name of the document's layer file: only where the codebook lists coders. */
static const char *
get_layer_coder (HuDocument *document)
{
  const char *id = hu_document_get_coder_id (document);

  return id && hu_codebook_find (hu_document_get_codebook (document), HU_CODES_CODERS, id) ? id : NULL;
}

static void
start (HuExportWindow *self)
{
  g_autoptr (HuExportScope) scope = hu_export_scope_new ();
  HuExportOptions options = get_options (self);

  if (self->document)
    {
      g_autoptr (HuSnapshot) snapshot = hu_layer_snapshot (hu_document_get_layer (self->document));

      hu_export_scope_add_open (scope, hu_document_get_path (self->document),
                                get_layer_coder (self->document), hu_document_get_text (self->document),
                                snapshot);
    }
  if (is_folder (self))
    hu_export_scope_add_path (scope, hu_project_get_folder (self->project));
  hu_message_bar_set_text (self->message, NULL);
  set_busy (self, TRUE);
  self->exporting = g_cancellable_new ();
  hu_export_async (self->format, scope, self->target, &options, self->exporting, on_progress, self,
                   on_exported, g_object_ref (self));
}

/* Where to */

static void
on_chosen (GtkNativeDialog *dialog, int response, HuExportWindow *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_clear_object (&self->chooser);
  if (!file || self->exporting)
    return;
  g_set_object (&self->target, file);
  start (self);
}

static char *
suggest_name (HuExportWindow *self)
{
  const char *path =
      is_folder (self) ? hu_project_get_folder (self->project) : hu_document_get_path (self->document);
  g_autofree char *name = g_filename_display_basename (path);
  char *dot = is_folder (self) ? NULL : strrchr (name, '.');

  /* The document's stem is kept. */
  if (dot && dot > name)
    *dot = '\0';
  return g_strconcat (name, ".", self->format->extensions[0], NULL);
}

static void
on_export_clicked (HuExportWindow *self)
{
  gboolean into_folder = is_folder (self) && !self->format->holds_many;
  g_autofree char *name = NULL;

  if (self->chooser || self->exporting)
    return;
  self->chooser = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (
      into_folder ? _ ("Export into a Folder") : _ ("Export to a File"), GTK_WINDOW (self),
      into_folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_SAVE,
      into_folder ? _ ("_Export Here") : _ ("_Export"), NULL));
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  if (!into_folder)
    {
      name = suggest_name (self);
      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
    }
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (self->chooser);
}

static void
on_cancel_clicked (HuExportWindow *self)
{
  if (self->exporting)
    g_cancellable_cancel (self->exporting);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
hu_export_window_close_request (GtkWindow *window)
{
  HuExportWindow *self = HU_EXPORT_WINDOW (window);

  if (self->exporting)
    g_cancellable_cancel (self->exporting);
  return GTK_WINDOW_CLASS (hu_export_window_parent_class)->close_request (window);
}

static void
hu_export_window_dispose (GObject *object)
{
  HuExportWindow *self = HU_EXPORT_WINDOW (object);

  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_EXPORT_WINDOW);
  g_clear_object (&self->document);
  g_clear_object (&self->project);
  g_clear_object (&self->target);
  G_OBJECT_CLASS (hu_export_window_parent_class)->dispose (object);
}

static void
hu_export_window_class_init (HuExportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HU_TYPE_FORMAT_LIST);
  g_type_ensure (HU_TYPE_MESSAGE_BAR);
  object_class->dispose = hu_export_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hu_export_window_close_request;
  signals[EXPORTED] = g_signal_new ("exported", HU_TYPE_EXPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, message);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, page);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, scope_group);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, article_row);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, folder_row);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, article_check);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, folder_check);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, formats);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, table_row);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, bom_row);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, formula_row);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, text_row);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, quote_row);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, text_switch);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, quote_spin);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, bom_switch);
  gtk_widget_class_bind_template_child (widget_class, HuExportWindow, formula_switch);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_export_clicked);
}

static void
hu_export_window_init (HuExportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_formats (self);
}

static void
set_subtitle (AdwActionRow *row, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (row, escaped);
}

HuExportWindow *
hu_export_window_new (GtkWindow *parent, HuDocument *document, HuProject *project)
{
  HuExportWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (HU_IS_DOCUMENT (document) || HU_IS_PROJECT (project), NULL);
  self = g_object_new (HU_TYPE_EXPORT_WINDOW, "transient-for", parent, NULL);
  g_set_object (&self->document, document);
  g_set_object (&self->project, project);
  if (document)
    set_subtitle (self->article_row, hu_document_get_title (document));
  if (project)
    {
      g_autofree char *name = g_filename_display_basename (hu_project_get_folder (project));

      set_subtitle (self->folder_row, name);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->article_row), document != NULL);
  gtk_widget_set_visible (self->scope_group, project != NULL);
  gtk_check_button_set_active (document ? self->article_check : self->folder_check, TRUE);
  return self;
}
