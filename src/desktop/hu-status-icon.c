/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far an article is coded, as a small pie. */
#include "config.h"

#include "hu-status-icon.h"

#include <math.h>

#define SIZE 16

struct _HuStatusIcon
{
  GtkWidget parent_instance;

  char *status;
  double fraction;
};

enum
{
  PROP_STATUS = 1,
  PROP_FRACTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HuStatusIcon, hu_status_icon, GTK_TYPE_WIDGET)

static void
hu_status_icon_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static GdkRGBA
find_color (GtkWidget *widget, const char *name)
{
  GdkRGBA color = { 0.5, 0.5, 0.5, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color);
  return color;
}

static void
draw_ring (cairo_t *cr, const GdkRGBA *color)
{
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 2);
  cairo_arc (cr, 0, 0, SIZE / 2.0 - 1, 0, 2 * G_PI);
  cairo_stroke (cr);
}

/* A struck-out ring: shape, not only colour, says that the article is left out. */
static void
draw_excluded (cairo_t *cr, const GdkRGBA *color)
{
  draw_ring (cr, color);
  cairo_move_to (cr, -4, 4);
  cairo_line_to (cr, 4, -4);
  cairo_stroke (cr);
}

static void
draw_disc (cairo_t *cr, const GdkRGBA *color, double fraction)
{
  gdk_cairo_set_source_rgba (cr, color);
  cairo_move_to (cr, 0, 0);
  cairo_arc (cr, 0, 0, SIZE / 2.0, -G_PI / 2, -G_PI / 2 + 2 * G_PI * fraction);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_check (cairo_t *cr, const GdkRGBA *color)
{
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 1.8);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, -3.4, 0.4);
  cairo_line_to (cr, -1, 2.8);
  cairo_line_to (cr, 3.4, -2.4);
  cairo_stroke (cr);
}

static void
hu_status_icon_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HuStatusIcon *self = HU_STATUS_ICON (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  GdkRGBA unset = find_color (widget, "hu_status_new_color");
  GdkRGBA progress = find_color (widget, "hu_status_progress_color");
  GdkRGBA done = find_color (widget, "hu_status_done_color");
  GdkRGBA check = find_color (widget, "hu_status_check_color");

  cairo_translate (cr, width / 2.0, height / 2.0);
  if (g_strcmp0 (self->status, "excluded") == 0)
    draw_excluded (cr, &unset);
  else if (g_strcmp0 (self->status, "done") == 0)
    {
      draw_disc (cr, &done, 1);
      draw_check (cr, &check);
    }
  else if (g_strcmp0 (self->status, "in-progress") == 0)
    {
      draw_ring (cr, &progress);
      draw_disc (cr, &progress, self->fraction);
    }
  else
    draw_disc (cr, &unset, 1);
  cairo_destroy (cr);
}

static void
hu_status_icon_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HuStatusIcon *self = HU_STATUS_ICON (object);

  switch (prop_id)
    {
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_status_icon_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  HuStatusIcon *self = HU_STATUS_ICON (object);

  switch (prop_id)
    {
    case PROP_STATUS:
      if (g_strcmp0 (self->status, g_value_get_string (value)) == 0)
        return;
      g_free (self->status);
      self->status = g_value_dup_string (value);
      break;
    case PROP_FRACTION:
      if (fabs (self->fraction - g_value_get_double (value)) < 1e-6)
        return;
      self->fraction = g_value_get_double (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
hu_status_icon_finalize (GObject *object)
{
  g_free (HU_STATUS_ICON (object)->status);
  G_OBJECT_CLASS (hu_status_icon_parent_class)->finalize (object);
}

static void
hu_status_icon_class_init (HuStatusIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = hu_status_icon_finalize;
  object_class->get_property = hu_status_icon_get_property;
  object_class->set_property = hu_status_icon_set_property;
  widget_class->measure = hu_status_icon_measure;
  widget_class->snapshot = hu_status_icon_snapshot;

  properties[PROP_STATUS] =
      g_param_spec_string ("status", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FRACTION] =
      g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "hu-status-icon");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
hu_status_icon_init (HuStatusIcon *self)
{
}
