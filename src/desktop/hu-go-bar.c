/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going to a paragraph, a sentence or a heading of the open article: an entry that says where it leads. */
#include "config.h"

#include "hu-go-bar.h"

#include <glib/gi18n.h>

#include "hu-numbers.h"

#define LONGEST_SHOWN 80 /* characters of the place */

struct _HuGoBar
{
  GtkWidget parent_instance;

  GtkSearchBar *bar;
  GtkEntry *entry;
  GtkLabel *hint;

  HuEditor *editor; /* it outlives the bar */
};

G_DEFINE_FINAL_TYPE (HuGoBar, hu_go_bar, GTK_TYPE_WIDGET)

static gboolean
find (HuGoBar *self, HuRange *range)
{
  return hu_editor_get_document (self->editor) &&
         hu_numbers_find (hu_editor_get_text (self->editor),
                          hu_layer_get_document (hu_editor_get_layer (self->editor)),
                          gtk_editable_get_text (GTK_EDITABLE (self->entry)), range);
}

static void
update (HuGoBar *self)
{
  HuText *text = hu_editor_get_text (self->editor);
  const gboolean asked = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
  HuRange range = { 0, 0 };
  const gboolean found = text && find (self, &range);
  g_autofree char *hint = NULL;

  if (found)
    hint = hu_text_dup_snippet (text, range.start, range.end, LONGEST_SHOWN);
  else if (asked)
    hint = g_strdup (_ ("No such place"));
  else if (text)
    hint = g_strdup_printf (_ ("1–%u, 3.2 for a sentence, or words of a heading"),
                            hu_text_get_n_paragraphs (text));
  gtk_label_set_text (self->hint, hint ? hint : "");
  if (asked && !found)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               asked && !found ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "go.go", found);
}

static void
go (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HuGoBar *self = HU_GO_BAR (widget);
  HuRange range;

  if (!find (self, &range))
    return;
  hu_go_bar_close (self);
  hu_editor_select (self->editor, range.start, range.start);
  hu_editor_focus_article (self->editor);
}

static void
activate_close (GtkWidget *widget, const char *action, GVariant *parameter)
{
  hu_go_bar_close (HU_GO_BAR (widget));
}

static void
on_activate (HuGoBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "go.go", NULL);
}

static void
mode_changed (HuGoBar *self)
{
  if (!gtk_search_bar_get_search_mode (self->bar))
    hu_editor_focus_article (self->editor);
}

void
hu_go_bar_open (HuGoBar *self)
{
  g_return_if_fail (HU_IS_GO_BAR (self));
  if (!hu_editor_get_document (self->editor))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  update (self);
}

void
hu_go_bar_close (HuGoBar *self)
{
  g_return_if_fail (HU_IS_GO_BAR (self));
  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

static gboolean
key_pressed (
    GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, HuGoBar *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  hu_go_bar_close (self);
  return GDK_EVENT_STOP;
}

static void
hu_go_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_GO_BAR);
  g_clear_object (&HU_GO_BAR (object)->editor);
  G_OBJECT_CLASS (hu_go_bar_parent_class)->dispose (object);
}

static void
hu_go_bar_class_init (HuGoBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_go_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-go-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HuGoBar, bar);
  gtk_widget_class_bind_template_child (widget_class, HuGoBar, entry);
  gtk_widget_class_bind_template_child (widget_class, HuGoBar, hint);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-go-bar");
  gtk_widget_class_install_action (widget_class, "go.go", NULL, go);
  gtk_widget_class_install_action (widget_class, "go.close", NULL, activate_close);
}

static void
hu_go_bar_init (HuGoBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, GTK_EDITABLE (self->entry));
  /* The bar hears Esc from search entries only. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
hu_go_bar_new (HuEditor *editor)
{
  HuGoBar *self;

  g_return_val_if_fail (HU_IS_EDITOR (editor), NULL);
  self = g_object_new (HU_TYPE_GO_BAR, NULL);
  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "notify::document", G_CALLBACK (hu_go_bar_close), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
