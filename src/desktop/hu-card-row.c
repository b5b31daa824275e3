/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a card: what it is about at the start, the fields at the end. */
#include "hu-card-row.h"

#include "hu-card-field.h"

/* In characters: text begins in one column. */
#define TITLE_WIDTH 9

struct _HuCardRow
{
  GtkBox parent_instance;

  GtkWidget *title;
};

G_DEFINE_FINAL_TYPE (HuCardRow, hu_card_row, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
hu_card_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_TITLE)
    g_value_set_string (value, gtk_label_get_label (GTK_LABEL (HU_CARD_ROW (object)->title)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
hu_card_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_TITLE)
    hu_card_row_set_title (HU_CARD_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

/* Fields without a label are called as the row is. */
static void
hu_card_row_realize (GtkWidget *widget)
{
  HuCardRow *self = HU_CARD_ROW (widget);
  const char *title = gtk_label_get_label (GTK_LABEL (self->title));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (HU_IS_CARD_FIELD (child) && !hu_card_field_get_label (HU_CARD_FIELD (child)))
      hu_card_field_set_label (HU_CARD_FIELD (child), title);
  GTK_WIDGET_CLASS (hu_card_row_parent_class)->realize (widget);
}

static void
hu_card_row_class_init (HuCardRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hu_card_row_get_property;
  object_class->set_property = hu_card_row_set_property;
  widget_class->realize = hu_card_row_realize;
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "hu-card-row");
}

static void
hu_card_row_init (HuCardRow *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 10);
  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_width_chars (GTK_LABEL (self->title), TITLE_WIDTH);
  gtk_widget_set_visible (self->title, FALSE);
  gtk_widget_add_css_class (self->title, "dim-label");
  gtk_box_append (GTK_BOX (self), self->title);
}

GtkWidget *
hu_card_row_new (const char *title)
{
  return g_object_new (HU_TYPE_CARD_ROW, "title", title, NULL);
}

void
hu_card_row_set_title (HuCardRow *self, const char *title)
{
  g_return_if_fail (HU_IS_CARD_ROW (self));
  gtk_label_set_label (GTK_LABEL (self->title), title ? title : "");
  gtk_widget_set_visible (self->title, title && *title);
}
