/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pane whose wishes for width are set, not asked of its child, and which says when it is narrow. */
#include "config.h"

#include "hu-pane.h"

struct _HuPane
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int minimum_width;
  int natural_width;
  int narrow_width;
  gboolean fits_child;
  gboolean narrow;
};

enum
{
  PROP_CHILD = 1,
  PROP_MINIMUM_WIDTH,
  PROP_NATURAL_WIDTH,
  PROP_NARROW_WIDTH,
  PROP_FITS_CHILD,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void hu_pane_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HuPane,
                               hu_pane,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, hu_pane_buildable_init))

static GtkBuildableIface *parent_buildable;

static void
hu_pane_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    hu_pane_set_child (HU_PANE (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
hu_pane_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = hu_pane_add_child;
}

static GtkSizeRequestMode
hu_pane_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
hu_pane_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  HuPane *self = HU_PANE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int wish = 0;

      if (self->fits_child && self->child)
        gtk_widget_measure (self->child, orientation, -1, NULL, &wish, NULL, NULL);
      *minimum = self->minimum_width;
      *natural = MAX (MAX (self->natural_width, self->minimum_width), wish);
    }
  else if (self->child && gtk_widget_should_layout (self->child))
    gtk_widget_measure (self->child, orientation, -1, minimum, natural, NULL, NULL);
}

static void
hu_pane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HuPane *self = HU_PANE (widget);
  gboolean narrow = width < self->narrow_width;

  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
    }
  if (self->child && gtk_widget_should_layout (self->child))
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
}

static void
hu_pane_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HuPane *self = HU_PANE (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_MINIMUM_WIDTH:
      g_value_set_int (value, self->minimum_width);
      break;
    case PROP_NATURAL_WIDTH:
      g_value_set_int (value, self->natural_width);
      break;
    case PROP_NARROW_WIDTH:
      g_value_set_int (value, self->narrow_width);
      break;
    case PROP_FITS_CHILD:
      g_value_set_boolean (value, self->fits_child);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_width (HuPane *self, int *width, const GValue *value, GParamSpec *pspec)
{
  if (*width == g_value_get_int (value))
    return;
  *width = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
hu_pane_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  HuPane *self = HU_PANE (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      hu_pane_set_child (self, g_value_get_object (value));
      break;
    case PROP_MINIMUM_WIDTH:
      set_width (self, &self->minimum_width, value, pspec);
      break;
    case PROP_NATURAL_WIDTH:
      set_width (self, &self->natural_width, value, pspec);
      break;
    case PROP_NARROW_WIDTH:
      set_width (self, &self->narrow_width, value, pspec);
      break;
    case PROP_FITS_CHILD:
      if (self->fits_child == g_value_get_boolean (value))
        break;
      self->fits_child = g_value_get_boolean (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_pane_dispose (GObject *object)
{
  g_clear_pointer (&HU_PANE (object)->child, gtk_widget_unparent);
  G_OBJECT_CLASS (hu_pane_parent_class)->dispose (object);
}

static GParamSpec *
width_property (const char *name)
{
  return g_param_spec_int (name, NULL, NULL, 0, G_MAXINT, 0,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
hu_pane_class_init (HuPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hu_pane_dispose;
  object_class->get_property = hu_pane_get_property;
  object_class->set_property = hu_pane_set_property;
  widget_class->get_request_mode = hu_pane_get_request_mode;
  widget_class->measure = hu_pane_measure;
  widget_class->size_allocate = hu_pane_size_allocate;

  properties[PROP_CHILD] =
      g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_MINIMUM_WIDTH] = width_property ("minimum-width");
  properties[PROP_NATURAL_WIDTH] = width_property ("natural-width");
  properties[PROP_NARROW_WIDTH] = width_property ("narrow-width");
  properties[PROP_FITS_CHILD] =
      g_param_spec_boolean ("fits-child", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hu_pane_init (HuPane *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
hu_pane_get_child (HuPane *self)
{
  g_return_val_if_fail (HU_IS_PANE (self), NULL);
  return self->child;
}

void
hu_pane_set_child (HuPane *self, GtkWidget *child)
{
  g_return_if_fail (HU_IS_PANE (self));
  g_return_if_fail (child == NULL || GTK_IS_WIDGET (child));
  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

gboolean
hu_pane_get_narrow (HuPane *self)
{
  g_return_val_if_fail (HU_IS_PANE (self), FALSE);
  return self->narrow;
}
