/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small circle with a speaker's initials. */
#include "config.h"

#include "hu-avatar.h"

#include <adwaita.h>

#include "hu-palette.h"
#include "hu-register.h"

/* Diameter, and the height of the letters' font, in pixels at the desktop's default text size. */
#define DIAMETER  22
#define FONT_SIZE 9.5

struct _HuAvatar
{
  GtkWidget parent_instance;

  HuRecord *speaker; /* NULL: letters in grey */
  char *letters;
};

G_DEFINE_FINAL_TYPE (HuAvatar, hu_avatar, GTK_TYPE_WIDGET)

/* Letters grow with the desktop's text size, and the circle with them. */
static double
text_scale (GtkWidget *widget)
{
  double resolution = pango_cairo_context_get_resolution (gtk_widget_get_pango_context (widget));

  return resolution > 0 ? CLAMP (resolution / 96.0, 1.0, 3.0) : 1.0;
}

static void
hu_avatar_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  *minimum = *natural = (int) (DIAMETER * text_scale (widget) + 0.5);
}

static void
snapshot_letters (HuAvatar *self, GtkSnapshot *snapshot, const GdkRGBA *color, double width, double height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, self->letters);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (
      pango_context_get_font_description (gtk_widget_get_pango_context (widget)));
  PangoRectangle ink, logical;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, FONT_SIZE * text_scale (widget) * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_get_pixel_extents (layout, &ink, &logical);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) ((width - logical.width) / 2 - logical.x),
                                                (float) ((height - logical.height) / 2 - logical.y)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
hu_avatar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HuAvatar *self = HU_AVATAR (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA color = self->speaker ? hu_palette_get_speaker (self->speaker, dark) : hu_palette_get_grey (dark);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  float size = MIN (width, height);
  GskRoundedRect circle;

  if (!self->letters)
    return;
  gsk_rounded_rect_init_from_rect (&circle,
                                   &GRAPHENE_RECT_INIT ((width - size) / 2, (height - size) / 2, size, size),
                                   size / 2);
  if (self->speaker && hu_speaker_is_named (self->speaker))
    {
      GdkRGBA on = hu_palette_get_on (&color);

      gtk_snapshot_push_rounded_clip (snapshot, &circle);
      gtk_snapshot_append_color (snapshot, &color, &circle.bounds);
      gtk_snapshot_pop (snapshot);
      snapshot_letters (self, snapshot, &on, width, height);
    }
  else
    {
      /* On a card, which is lighter than the page in dark. */
      GdkRGBA page = hu_palette_get_page (dark), white = { 1, 1, 1, 1 };
      GdkRGBA card = hu_palette_mix (&white, &page, dark ? 0.12 : 0);
      GdkRGBA text = hu_palette_ensure_contrast (&color, &card, 4.5);

      gtk_snapshot_append_border (snapshot, &circle, (float[]){ 1.5f, 1.5f, 1.5f, 1.5f },
                                  (GdkRGBA[]){ color, color, color, color });
      snapshot_letters (self, snapshot, &text, width, height);
    }
}

static void
hu_avatar_finalize (GObject *object)
{
  HuAvatar *self = HU_AVATAR (object);

  g_clear_pointer (&self->speaker, hu_record_unref);
  g_free (self->letters);
  G_OBJECT_CLASS (hu_avatar_parent_class)->finalize (object);
}

static void
hu_avatar_class_init (HuAvatarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = hu_avatar_finalize;
  widget_class->measure = hu_avatar_measure;
  widget_class->snapshot = hu_avatar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "hu-avatar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
hu_avatar_init (HuAvatar *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
hu_avatar_new (void)
{
  return g_object_new (HU_TYPE_AVATAR, NULL);
}

static void
set_content (HuAvatar *self, HuRecord *speaker, const char *letters)
{
  g_autofree char *old = self->letters;

  g_clear_pointer (&self->speaker, hu_record_unref);
  self->speaker = speaker ? hu_record_ref (speaker) : NULL;
  self->letters = g_strdup (letters);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
hu_avatar_set_speaker (HuAvatar *self, HuRecord *speaker)
{
  g_autofree char *letters = NULL;

  g_return_if_fail (HU_IS_AVATAR (self));
  letters = speaker ? hu_speaker_get_initials (speaker) : NULL;
  set_content (self, speaker, letters);
}

void
hu_avatar_set_letters (HuAvatar *self, const char *letters)
{
  g_return_if_fail (HU_IS_AVATAR (self));
  set_content (self, NULL, letters);
}
