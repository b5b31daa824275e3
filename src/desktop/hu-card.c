/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card that edits the tag in hand: one for each kind, shown in turn. */
#include "config.h"

#include "hu-card.h"

struct _HuCard
{
  GtkWidget parent_instance;

  HuEditor *editor;

  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (HuCard, hu_card, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
hu_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, HU_CARD (object)->editor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_card_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITOR:
      hu_card_set_editor (HU_CARD (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_card_dispose (GObject *object)
{
  HuCard *self = HU_CARD (object);

  hu_card_set_editor (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HU_TYPE_CARD);
  G_OBJECT_CLASS (hu_card_parent_class)->dispose (object);
}

static void
hu_card_class_init (HuCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hu_card_get_property;
  object_class->set_property = hu_card_set_property;
  object_class->dispose = hu_card_dispose;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, G_TYPE_OBJECT,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-card");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HuCard, stack);
}

static void
hu_card_init (HuCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hu_card_new (void)
{
  return g_object_new (HU_TYPE_CARD, NULL);
}

HuEditor *
hu_card_get_editor (HuCard *self)
{
  g_return_val_if_fail (HU_IS_CARD (self), NULL);
  return self->editor;
}

void
hu_card_set_editor (HuCard *self, HuEditor *editor)
{
  g_return_if_fail (HU_IS_CARD (self));
  if (g_set_object (&self->editor, editor))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}
