/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of formats of which one is chosen, with its options right below it. */
#include "config.h"

#include "hu-format-list.h"

#include <glib/gi18n.h>

struct _HuFormatList
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GtkCheckButton *first;
  GtkWidget *chosen; /* the row */
  const HuFormat *format;
  GArray *options; /* of Option */
};

typedef struct
{
  GtkWidget *row;
  HuFormatTakes takes;
} Option;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HuFormatList, hu_format_list, GTK_TYPE_WIDGET)

/* Options stand below the row that they belong to. */
static void
place_options (HuFormatList *self)
{
  int below;

  for (guint i = 0; i < self->options->len; i++)
    {
      GtkWidget *row = g_array_index (self->options, Option, i).row;

      if (gtk_widget_get_parent (row))
        gtk_list_box_remove (self->list, row);
    }
  below = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->chosen));
  for (guint i = 0; i < self->options->len; i++)
    {
      Option *option = &g_array_index (self->options, Option, i);

      if (self->format && option->takes (self->format))
        gtk_list_box_insert (self->list, option->row, ++below);
    }
}

static void
on_toggled (HuFormatList *self, GtkCheckButton *check)
{
  if (!gtk_check_button_get_active (check))
    return;
  self->format = g_object_get_data (G_OBJECT (check), "hu-format");
  self->chosen = gtk_widget_get_ancestor (GTK_WIDGET (check), GTK_TYPE_LIST_BOX_ROW);
  place_options (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_row (HuFormatList *self, const HuFormat *format, const char *label, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();

  if (self->first)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->first);
  else
    self->first = GTK_CHECK_BUTTON (check);
  g_object_set_data (G_OBJECT (check), "hu-format", (gpointer) format);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (self->list, row);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
}

void
hu_format_list_fill (HuFormatList *self, HuFormatTakes takes, const char *first, gboolean omits)
{
  const HuFormat *format;

  g_return_if_fail (HU_IS_FORMAT_LIST (self));
  g_return_if_fail (takes != NULL && self->first == NULL);
  if (first)
    add_row (self, NULL, first, NULL);
  for (guint i = 0; (format = hu_formats_get_nth (i)); i++)
    if (takes (format))
      {
        const char *lacks = omits ? hu_format_get_omits (format) : NULL;
        g_autofree char *subtitle = lacks ? g_strdup_printf (_ ("Not carried: %s"), lacks) : NULL;

        add_row (self, format, hu_format_get_label (format), subtitle);
      }
  gtk_check_button_set_active (self->first, TRUE);
}

void
hu_format_list_add_option (HuFormatList *self, GtkWidget *row, HuFormatTakes takes)
{
  Option option = { g_object_ref_sink (row), takes };

  g_return_if_fail (HU_IS_FORMAT_LIST (self) && GTK_IS_LIST_BOX_ROW (row) && takes != NULL);
  g_array_append_val (self->options, option);
  if (self->chosen)
    place_options (self);
}

const HuFormat *
hu_format_list_get_format (HuFormatList *self)
{
  g_return_val_if_fail (HU_IS_FORMAT_LIST (self), NULL);
  return self->format;
}

static void
option_clear (gpointer data)
{
  g_object_unref (((Option *) data)->row);
}

static void
hu_format_list_dispose (GObject *object)
{
  HuFormatList *self = HU_FORMAT_LIST (object);

  if (self->list)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  g_clear_pointer (&self->options, g_array_unref);
  G_OBJECT_CLASS (hu_format_list_parent_class)->dispose (object);
}

static void
hu_format_list_class_init (HuFormatListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_format_list_dispose;
  signals[CHANGED] =
      g_signal_new ("changed", HU_TYPE_FORMAT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
hu_format_list_init (HuFormatList *self)
{
  self->options = g_array_new (FALSE, FALSE, sizeof (Option));
  g_array_set_clear_func (self->options, option_clear);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}
