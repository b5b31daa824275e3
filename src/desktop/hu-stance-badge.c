/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small tinted badge with a stance's symbol. */
#include "config.h"

#include "hu-stance-badge.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hu-palette.h"

/* Pixels round the text. */
#define PADDING_X 7
#define PADDING_Y 1
#define RADIUS    4

struct _HuStanceBadge
{
  GtkWidget parent_instance;

  HuCodebook *codebook;
  char *value;
  PangoLayout *layout;
};

G_DEFINE_FINAL_TYPE (HuStanceBadge, hu_stance_badge, GTK_TYPE_WIDGET)

static void
hu_stance_badge_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  int width, height;

  pango_layout_get_pixel_size (HU_STANCE_BADGE (widget)->layout, &width, &height);
  *minimum = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? width + 2 * PADDING_X : height + 2 * PADDING_Y;
}

static void
hu_stance_badge_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HuStanceBadge *self = HU_STANCE_BADGE (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA page = hu_palette_get_page (dark);
  GdkRGBA color, tint, text;
  GskRoundedRect frame;
  int width, height;

  if (!self->codebook)
    return;
  color = hu_palette_get_stance (self->codebook, self->value, dark);
  tint = hu_palette_mix (&color, &page, dark ? 0.25 : 0.15);
  text = hu_palette_ensure_contrast (&color, &tint, 4.5);
  gsk_rounded_rect_init_from_rect (&frame,
                                   &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                        (float) gtk_widget_get_height (widget)),
                                   RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  gtk_snapshot_append_color (snapshot, &tint, &frame.bounds);
  gtk_snapshot_pop (snapshot);

  pango_layout_get_pixel_size (self->layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (gtk_widget_get_width (widget) - width) / 2,
                                                (float) (gtk_widget_get_height (widget) - height) / 2));
  gtk_snapshot_append_layout (snapshot, self->layout, &text);
  gtk_snapshot_restore (snapshot);
}

/* The font or the text size may be another one. */
static void
hu_stance_badge_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (hu_stance_badge_parent_class)->css_changed (widget, change);
  pango_layout_context_changed (HU_STANCE_BADGE (widget)->layout);
  gtk_widget_queue_resize (widget);
}

static void
hu_stance_badge_finalize (GObject *object)
{
  HuStanceBadge *self = HU_STANCE_BADGE (object);

  g_clear_pointer (&self->codebook, hu_codebook_unref);
  g_free (self->value);
  g_object_unref (self->layout);
  G_OBJECT_CLASS (hu_stance_badge_parent_class)->finalize (object);
}

static void
hu_stance_badge_class_init (HuStanceBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hu_stance_badge_finalize;
  widget_class->measure = hu_stance_badge_measure;
  widget_class->snapshot = hu_stance_badge_snapshot;
  widget_class->css_changed = hu_stance_badge_css_changed;
  gtk_widget_class_set_css_name (widget_class, "hu-stance-badge");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
hu_stance_badge_init (HuStanceBadge *self)
{
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
hu_stance_badge_new (void)
{
  return g_object_new (HU_TYPE_STANCE_BADGE, NULL);
}

void
hu_stance_badge_set_value (HuStanceBadge *self, HuCodebook *codebook, const char *value, gboolean conditional)
{
  const char *symbol;
  g_autofree char *text = NULL;

  g_return_if_fail (HU_IS_STANCE_BADGE (self) && codebook != NULL);
  hu_codebook_ref (codebook);
  g_clear_pointer (&self->codebook, hu_codebook_unref);
  self->codebook = codebook;
  g_free (self->value);
  self->value = g_strdup (value);
  symbol = value ? hu_palette_get_symbol (codebook, value) : "?";
  /* Translators: a stance's symbol, and that it holds only if something is so. */
  text = conditional ? g_strdup_printf (_ ("%s if"), symbol) : g_strdup (symbol);
  pango_layout_set_text (self->layout, text, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
