/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: library, article and sidebar side by side. */
#include "config.h"

#include "hu-window.h"

struct _HuWindow
{
  AdwApplicationWindow parent_instance;

  AdwWindowTitle *title;
};

G_DEFINE_FINAL_TYPE (HuWindow, hu_window, ADW_TYPE_APPLICATION_WINDOW)

static void
hu_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_WINDOW);
  G_OBJECT_CLASS (hu_window_parent_class)->dispose (object);
}

static void
hu_window_class_init (HuWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hu_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HuWindow, title);
}

static void
hu_window_init (HuWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

HuWindow *
hu_window_new (HuApplication *application)
{
  g_return_val_if_fail (HU_IS_APPLICATION (application), NULL);
  return g_object_new (HU_TYPE_WINDOW, "application", application, NULL);
}

void
hu_window_open (HuWindow *self, GFile *file)
{
  g_autofree char *name = NULL;

  g_return_if_fail (HU_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));
  name = g_file_get_basename (file);
  adw_window_title_set_title (self->title, name);
  gtk_window_set_title (GTK_WINDOW (self), name);
}
