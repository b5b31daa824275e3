/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of a few: a row of toggle buttons, or a button that shows the choice and opens a list. */
#include "config.h"

#include "hu-choice.h"

#include <glib/gi18n-lib.h>

#include "hu-option-list.h"
#include "hu-wrap-layout.h"

struct _HuChoice
{
  GtkWidget parent_instance;

  HuChoiceStyle style;
  GPtrArray *options; /* of HuOption */
  char *selected;
  char *label;
  char *placeholder;
  gboolean setting;
  gboolean opens;
  gboolean just_focused; /* the list is open because a click brought the focus */

  GPtrArray *buttons; /* of GtkToggleButton, as the options */
  GtkWidget *button;  /* HU_CHOICE_BUTTON */
  GtkWidget *button_label;
  GtkWidget *button_key;
  HuOptionList *list;
};

G_DEFINE_FINAL_TYPE (HuChoice, hu_choice, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static HuOption *
find_option (HuChoice *self, const char *id)
{
  for (guint i = 0; id && i < self->options->len; i++)
    {
      HuOption *option = g_ptr_array_index (self->options, i);

      if (g_strcmp0 (option->id, id) == 0)
        return option;
    }
  return NULL;
}

static void
choose (HuChoice *self, const char *id)
{
  g_autofree char *copy = g_strdup (id);

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, copy);
}

/* Toggles. */

static void
toggled (GtkToggleButton *button, HuChoice *self)
{
  HuOption *option = g_object_get_data (G_OBJECT (button), "option");

  if (self->setting)
    return;
  choose (self, gtk_toggle_button_get_active (button) ? option->id : NULL);
  /* What the record says is shown, whatever came of it. */
  hu_choice_set_selected (self, self->selected);
}

static GtkWidget *
make_toggle (HuChoice *self, HuOption *option)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (option->symbol ? option->symbol : option->label);

  if (option->symbol)
    gtk_widget_add_css_class (label, "symbol");
  gtk_box_append (GTK_BOX (box), label);
  if (option->key)
    gtk_box_append (GTK_BOX (box), gtk_label_new (option->key));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, option->detail   ? option->detail
                                       : option->symbol ? option->label
                                                        : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, option->label, -1);
  g_object_set_data_full (G_OBJECT (button), "option", g_object_ref (option), g_object_unref);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled), self);
  return button;
}

static void
make_toggles (HuChoice *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->buttons, i));
  g_ptr_array_set_size (self->buttons, 0);
  for (guint i = 0; i < self->options->len; i++)
    {
      GtkWidget *button = make_toggle (self, g_ptr_array_index (self->options, i));

      gtk_widget_set_parent (button, GTK_WIDGET (self));
      g_ptr_array_add (self->buttons, button);
    }
}

/* The button with a list. */

static void
row_chosen (HuOptionList *list, HuOption *option, HuChoice *self)
{
  g_autofree char *id = g_strdup (option->id);

  hu_option_list_popdown (self->list);
  choose (self, g_strcmp0 (id, self->selected) == 0 ? NULL : id);
}

static void
open_list (HuChoice *self)
{
  hu_option_list_set_options (self->list, self->options, FALSE);
  hu_option_list_popup (self->list);
}

static void
button_clicked (GtkButton *button, HuChoice *self)
{
  if (hu_option_list_is_open (self->list) && !self->just_focused)
    hu_option_list_popdown (self->list);
  else
    open_list (self);
  self->just_focused = FALSE;
}

static void
focus_entered (HuChoice *self)
{
  if (!self->opens)
    return;
  self->just_focused = TRUE;
  open_list (self);
}

static gboolean
key_pressed (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, HuChoice *self)
{
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (!hu_option_list_is_open (self->list))
        open_list (self);
      hu_option_list_move (self->list, keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (!hu_choice_has_moved (self))
        return GDK_EVENT_PROPAGATE;
      hu_choice_take_row (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_BackSpace:
    case GDK_KEY_Delete:
      choose (self, NULL);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
make_button (HuChoice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->button = gtk_button_new ();
  self->button_label = gtk_label_new (NULL);
  self->button_key = hu_key_cap_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->button_label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), self->button_label);
  gtk_box_append (GTK_BOX (box), self->button_key);
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "choice-button");
  g_signal_connect (self->button, "clicked", G_CALLBACK (button_clicked), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  self->list = hu_option_list_new (GTK_WIDGET (self));
  g_signal_connect (self->list, "chosen", G_CALLBACK (row_chosen), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->button, keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_entered), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (hu_option_list_popdown), self->list);
  gtk_widget_add_controller (self->button, focus);
}

static void
update_button (HuChoice *self)
{
  HuOption *option = find_option (self, self->selected);
  const char *text = option ? option->label : self->selected ? self->selected : self->placeholder;
  g_autofree char *name = NULL;

  if (option && option->symbol)
    name = g_strdup_printf ("%s %s", option->symbol, option->label);
  gtk_label_set_label (GTK_LABEL (self->button_label), name ? name : text ? text : _ ("Add…"));
  hu_key_cap_set (self->button_key, option ? option->key : NULL);
  if (self->selected)
    gtk_widget_remove_css_class (self->button_label, "placeholder");
  else
    gtk_widget_add_css_class (self->button_label, "placeholder");
  g_free (name);
  /* Translators: a field and what is chosen in it, for screen readers */
  name =
      g_strdup_printf (_ ("%s: %s"), self->label ? self->label : "", self->selected ? text : _ ("not set"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The widget. */

static gboolean
hu_choice_grab_focus (GtkWidget *widget)
{
  HuChoice *self = HU_CHOICE (widget);
  GtkWidget *button = self->button;

  if (!button)
    button = hu_choice_get_button (self, self->selected);
  if (!button && self->buttons->len > 0)
    button = g_ptr_array_index (self->buttons, 0);
  return button && gtk_widget_grab_focus (button);
}

static void
hu_choice_dispose (GObject *object)
{
  HuChoice *self = HU_CHOICE (object);
  GtkWidget *child;

  if (self->list)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->list);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_ptr_array_set_size (self->buttons, 0);
  G_OBJECT_CLASS (hu_choice_parent_class)->dispose (object);
}

static void
hu_choice_finalize (GObject *object)
{
  HuChoice *self = HU_CHOICE (object);

  g_ptr_array_unref (self->options);
  g_ptr_array_unref (self->buttons);
  g_free (self->selected);
  g_free (self->label);
  g_free (self->placeholder);
  G_OBJECT_CLASS (hu_choice_parent_class)->finalize (object);
}

static void
hu_choice_class_init (HuChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hu_choice_dispose;
  object_class->finalize = hu_choice_finalize;
  widget_class->grab_focus = hu_choice_grab_focus;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "hu-choice");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
hu_choice_init (HuChoice *self)
{
  self->options = g_ptr_array_new_with_free_func (g_object_unref);
  self->buttons = g_ptr_array_new ();
  /* Where there is no room for all beside each other they go on in the next line. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), hu_wrap_layout_new (0, FALSE));
}

GtkWidget *
hu_choice_new (HuChoiceStyle style)
{
  HuChoice *self = g_object_new (HU_TYPE_CHOICE, NULL);

  self->style = style;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  if (style == HU_CHOICE_BUTTON)
    {
      make_button (self);
      update_button (self);
    }
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "toggles");
  return GTK_WIDGET (self);
}

void
hu_choice_set_label (HuChoice *self, const char *label)
{
  g_return_if_fail (HU_IS_CHOICE (self));
  g_free (self->label);
  self->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (self->button)
    update_button (self);
}

void
hu_choice_set_placeholder (HuChoice *self, const char *placeholder)
{
  g_return_if_fail (HU_IS_CHOICE (self));
  g_free (self->placeholder);
  self->placeholder = g_strdup (placeholder);
  if (self->button)
    update_button (self);
}

gboolean
hu_choice_has_moved (HuChoice *self)
{
  g_return_val_if_fail (HU_IS_CHOICE (self), FALSE);
  return self->list && hu_option_list_get_moved_to (self->list) != NULL;
}

void
hu_choice_take_row (HuChoice *self)
{
  g_return_if_fail (HU_IS_CHOICE (self));
  if (hu_choice_has_moved (self))
    {
      g_autofree char *id = g_strdup (hu_option_list_get_moved_to (self->list)->id);

      hu_option_list_popdown (self->list);
      choose (self, id);
    }
}

void
hu_choice_set_opens (HuChoice *self, gboolean opens)
{
  g_return_if_fail (HU_IS_CHOICE (self));
  self->opens = opens;
}

static gboolean
options_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!hu_option_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

void
hu_choice_set_options (HuChoice *self, GPtrArray *options)
{
  g_return_if_fail (HU_IS_CHOICE (self) && options != NULL);
  if (options_equal (self->options, options))
    return;
  g_ptr_array_set_size (self->options, 0);
  for (guint i = 0; i < options->len; i++)
    g_ptr_array_add (self->options, g_object_ref (g_ptr_array_index (options, i)));
  if (self->style == HU_CHOICE_TOGGLES)
    make_toggles (self);
  hu_choice_set_selected (self, self->selected);
}

void
hu_choice_set_selected (HuChoice *self, const char *id)
{
  char *copy = g_strdup (id);

  g_return_if_fail (HU_IS_CHOICE (self));
  g_free (self->selected);
  self->selected = copy;
  if (self->button)
    update_button (self);
  self->setting = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->buttons, i);
      HuOption *option = g_object_get_data (G_OBJECT (button), "option");

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_strcmp0 (option->id, copy) == 0);
    }
  self->setting = FALSE;
}

const char *
hu_choice_get_selected (HuChoice *self)
{
  g_return_val_if_fail (HU_IS_CHOICE (self), NULL);
  return self->selected;
}

GtkWidget *
hu_choice_get_button (HuChoice *self, const char *id)
{
  g_return_val_if_fail (HU_IS_CHOICE (self), NULL);
  for (guint i = 0; id && i < self->buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->buttons, i);
      HuOption *option = g_object_get_data (G_OBJECT (button), "option");

      if (g_strcmp0 (option->id, id) == 0)
        return button;
    }
  return NULL;
}
