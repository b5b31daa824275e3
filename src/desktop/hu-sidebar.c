/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: claims, speakers and stances in lists, the card of the tag in hand, the foot line. */
#include "config.h"

#include "hu-sidebar.h"

#include "hu-card.h"

struct _HuSidebar
{
  GtkWidget parent_instance;

  HuEditor *editor;

  HuCard *card;
};

G_DEFINE_FINAL_TYPE (HuSidebar, hu_sidebar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
hu_sidebar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, HU_SIDEBAR (object)->editor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_sidebar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITOR:
      hu_sidebar_set_editor (HU_SIDEBAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_sidebar_dispose (GObject *object)
{
  HuSidebar *self = HU_SIDEBAR (object);
  GtkWidget *child;

  hu_sidebar_set_editor (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HU_TYPE_SIDEBAR);
  /* The template unparents only the children that it binds. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (hu_sidebar_parent_class)->dispose (object);
}

static void
hu_sidebar_class_init (HuSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hu_sidebar_get_property;
  object_class->set_property = hu_sidebar_set_property;
  object_class->dispose = hu_sidebar_dispose;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, G_TYPE_OBJECT,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HU_TYPE_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-sidebar");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, HuSidebar, card);
}

static void
hu_sidebar_init (HuSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hu_sidebar_new (void)
{
  return g_object_new (HU_TYPE_SIDEBAR, NULL);
}

HuEditor *
hu_sidebar_get_editor (HuSidebar *self)
{
  g_return_val_if_fail (HU_IS_SIDEBAR (self), NULL);
  return self->editor;
}

void
hu_sidebar_set_editor (HuSidebar *self, HuEditor *editor)
{
  g_return_if_fail (HU_IS_SIDEBAR (self));
  if (!g_set_object (&self->editor, editor))
    return;
  if (self->card)
    hu_card_set_editor (self->card, editor);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

void
hu_sidebar_focus_list (HuSidebar *self)
{
  g_return_if_fail (HU_IS_SIDEBAR (self));
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
