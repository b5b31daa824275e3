/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chosen option: its avatar or symbol, its name, and a button that removes it. */
#include "config.h"

#include "hu-chip.h"

#include <glib/gi18n-lib.h>

#include "hu-avatar.h"

struct _HuChip
{
  GtkWidget parent_instance;

  HuOption *option;

  GtkWidget *avatar;
  GtkWidget *label;
  GtkWidget *key;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (HuChip, hu_chip, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_REMOVE,
  SIGNAL_ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
remove_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVE], 0);
}

static void
pressed (GtkGestureClick *gesture, int n_press, double x, double y, HuChip *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0);
}

static void
hu_chip_dispose (GObject *object)
{
  HuChip *self = HU_CHIP (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->option);
  G_OBJECT_CLASS (hu_chip_parent_class)->dispose (object);
}

static void
hu_chip_class_init (HuChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hu_chip_dispose;
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "chip.remove", NULL, remove_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "chip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, 0, "chip.remove", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-chip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
hu_chip_init (HuChip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  self->avatar = hu_avatar_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  self->key = hu_key_cap_new (NULL);
  self->remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (self->remove, "flat");
  gtk_widget_add_css_class (self->remove, "chip-remove");
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (self->remove, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "chip.remove");
  gtk_widget_set_parent (self->avatar, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_parent (self->key, GTK_WIDGET (self));
  gtk_widget_set_parent (self->remove, GTK_WIDGET (self));
  g_signal_connect (click, "released", G_CALLBACK (pressed), self);
  gtk_widget_add_controller (self->label, GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
hu_chip_new (HuOption *option)
{
  HuChip *self = g_object_new (HU_TYPE_CHIP, NULL);

  hu_chip_set_option (self, option);
  return GTK_WIDGET (self);
}

static void
show_avatar (HuChip *self)
{
  HuOption *option = self->option;

  gtk_widget_set_visible (self->avatar, option->kind == HU_OPTION_SPEAKER || option->kind == HU_OPTION_VOICE);
  if (option->kind == HU_OPTION_VOICE)
    hu_avatar_set_letters (HU_AVATAR (self->avatar), "“");
  else
    hu_avatar_set_speaker (HU_AVATAR (self->avatar), option->record);
}

void
hu_chip_set_option (HuChip *self, HuOption *option)
{
  g_autofree char *remove = NULL;

  g_return_if_fail (HU_IS_CHIP (self) && HU_IS_OPTION (option));
  if (!g_set_object (&self->option, option))
    return;
  show_avatar (self);
  gtk_label_set_label (GTK_LABEL (self->label), option->label);
  gtk_widget_set_tooltip_text (self->label, option->detail ? option->detail : option->label);
  hu_key_cap_set (self->key, option->kind == HU_OPTION_VOICE ? NULL : option->key);
  /* Translators: %s is a name */
  remove = g_strdup_printf (_ ("Remove %s"), option->label);
  gtk_widget_set_tooltip_text (self->remove, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, option->label, -1);
}

HuOption *
hu_chip_get_option (HuChip *self)
{
  g_return_val_if_fail (HU_IS_CHIP (self), NULL);
  return self->option;
}

void
hu_chip_set_plain (HuChip *self, gboolean plain)
{
  g_return_if_fail (HU_IS_CHIP (self));
  if (plain)
    gtk_widget_add_css_class (GTK_WIDGET (self), "plain");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "plain");
}
