/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How somebody's stances divide: a small bar with a part for each value. */
#include "config.h"

#include "hu-stance-bar.h"

#include <adwaita.h>

#include "hu-palette.h"

/* Pixels. */
#define WIDTH  56
#define HEIGHT 8
#define GAP    2

typedef struct
{
  char *value;
  guint count;
} Part;

struct _HuStanceBar
{
  GtkWidget parent_instance;

  HuCodebook *codebook;
  GArray *parts; /* of Part */
};

G_DEFINE_FINAL_TYPE (HuStanceBar, hu_stance_bar, GTK_TYPE_WIDGET)

static void
clear_part (gpointer data)
{
  g_free (((Part *) data)->value);
}

static void
hu_stance_bar_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
paint_part (HuStanceBar *self, GtkSnapshot *snapshot, const Part *part, double x, double width)
{
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const GdkRGBA color = hu_palette_get_stance (self->codebook, part->value, dark);
  const graphene_rect_t area = GRAPHENE_RECT_INIT ((float) x, 0, (float) width, HEIGHT);
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &area, 2);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &color, &area);
  gtk_snapshot_pop (snapshot);
}

static void
hu_stance_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HuStanceBar *self = HU_STANCE_BAR (widget);
  const gboolean backward = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  double x = 0, share;
  guint all = 0;

  for (guint i = 0; i < self->parts->len; i++)
    all += g_array_index (self->parts, Part, i).count;
  if (all == 0)
    return;
  share = (gtk_widget_get_width (widget) - GAP * (double) (self->parts->len - 1)) / all;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, backward ? self->parts->len - 1 - i : i);

      paint_part (self, snapshot, part, x, MAX (share * part->count, 2));
      x += share * part->count + GAP;
    }
}

static void
hu_stance_bar_finalize (GObject *object)
{
  HuStanceBar *self = HU_STANCE_BAR (object);

  g_clear_pointer (&self->codebook, hu_codebook_unref);
  g_array_unref (self->parts);
  G_OBJECT_CLASS (hu_stance_bar_parent_class)->finalize (object);
}

static void
hu_stance_bar_class_init (HuStanceBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hu_stance_bar_finalize;
  widget_class->measure = hu_stance_bar_measure;
  widget_class->snapshot = hu_stance_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "hu-stance-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
hu_stance_bar_init (HuStanceBar *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
hu_stance_bar_new (void)
{
  return g_object_new (HU_TYPE_STANCE_BAR, NULL);
}

void
hu_stance_bar_set_values (HuStanceBar *self, HuCodebook *codebook, GArray *values)
{
  g_return_if_fail (HU_IS_STANCE_BAR (self) && codebook != NULL);
  hu_codebook_ref (codebook);
  g_clear_pointer (&self->codebook, hu_codebook_unref);
  self->codebook = codebook;
  g_array_set_size (self->parts, 0);
  for (guint i = 0; values && i < values->len; i++)
    {
      const HuTagSummaryValue *value = &g_array_index (values, HuTagSummaryValue, i);
      const Part part = { g_strdup (value->value), value->count };

      g_array_append_val (self->parts, part);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->parts->len > 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
