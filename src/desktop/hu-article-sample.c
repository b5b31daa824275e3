/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few lines of an article, set as the settings have it: shows at once what a change of them does. */
#include "config.h"

#include "hu-article-sample.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "hu-article-buffer.h"
#include "hu-settings.h"
#include "hu-typography.h"

#define MARGIN 12
/* Pixels; with wider lines the sample is as wide as there is room. */
#define NATURAL_WIDTH 420

struct _HuArticleSample
{
  GtkTextView parent_instance;

  HuArticleBuffer *buffer;
  GSettings *settings;
  GSettings *interface_settings;
  int column;
};

G_DEFINE_FINAL_TYPE (HuArticleSample, hu_article_sample, GTK_TYPE_TEXT_VIEW)

static void
set_margins (HuArticleSample *self, int width)
{
  const int side = MAX (MARGIN, (width - self->column) / 2);

  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self), side);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self), side);
}

static void
update (HuArticleSample *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  g_autofree char *name = g_settings_get_string (self->settings, "text-font");
  const gboolean own = g_settings_get_boolean (self->settings, "use-custom-font");
  g_autoptr (PangoFontDescription) font =
      hu_typography_create_font (own ? name : NULL, self->interface_settings,
                                 gtk_widget_get_settings (GTK_WIDGET (self)),
                                 g_settings_get_double (self->settings, "text-scale"));
  const HuTypography typography = {
    .font = font,
    .em = hu_typography_measure_em (context, font),
    .leading = g_settings_get_double (self->settings, "text-leading"),
    .dark = adw_style_manager_get_dark (adw_style_manager_get_default ()),
    .right_to_left = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL,
  };

  hu_article_buffer_set_typography (self->buffer, &typography);
  self->column =
      hu_typography_measure_text (context, font, g_settings_get_uint (self->settings, "text-width") + 6);
  set_margins (self, gtk_widget_get_width (GTK_WIDGET (self)));
}

static void
hu_article_sample_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 0;
      *natural = NATURAL_WIDTH;
      return;
    }
  GTK_WIDGET_CLASS (hu_article_sample_parent_class)
      ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
hu_article_sample_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  set_margins (HU_ARTICLE_SAMPLE (widget), width);
  GTK_WIDGET_CLASS (hu_article_sample_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
hu_article_sample_dispose (GObject *object)
{
  HuArticleSample *self = HU_ARTICLE_SAMPLE (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->interface_settings);
  g_clear_object (&self->buffer);
  G_OBJECT_CLASS (hu_article_sample_parent_class)->dispose (object);
}

static void
hu_article_sample_class_init (HuArticleSampleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hu_article_sample_dispose;
  GTK_WIDGET_CLASS (klass)->measure = hu_article_sample_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = hu_article_sample_size_allocate;
}

static void
set_text (HuArticleSample *self)
{
  const char *headline = _ ("Envoys leave for the capital");
  g_autofree char *string = g_strconcat (
      headline, "\n\n",
      _ ("A shared fee would cut the price of bread within a year, the premier said on Monday. Nobody in the "
         "capital had agreed to any figure, a minister answered; it was a wish, not a plan."),
      NULL);
  g_autoptr (HuText) text = hu_text_new_from_utf8 (string, -1);
  const HuPart part = { HU_PART_HEADLINE, 0, (guint) g_utf8_strlen (headline, -1) };

  hu_article_buffer_set_text (self->buffer, text, &part, 1);
}

static void
hu_article_sample_init (HuArticleSample *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  self->settings = hu_settings_new ();
  self->interface_settings = hu_typography_get_interface_settings ();
  self->buffer = hu_article_buffer_new ();
  gtk_text_view_set_buffer (view, GTK_TEXT_BUFFER (self->buffer));
  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_cursor_visible (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (view, MARGIN);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Preview"), -1);
  set_text (self);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
