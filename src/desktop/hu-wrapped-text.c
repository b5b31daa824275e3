/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text of several lines that is as high as its words need. */
#include "hu-wrapped-text.h"

/* In pixels: less is no line to write in. */
#define MIN_WIDTH 60

struct _HuWrappedText
{
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (HuWrappedText, hu_wrapped_text, GTK_TYPE_TEXT_VIEW)

/* The height of the text in lines of @width pixels. */
static int
measure_text (HuWrappedText *self, int width)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  int height;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
hu_wrapped_text_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MIN_WIDTH;
  else
    *minimum = *natural =
        measure_text (HU_WRAPPED_TEXT (widget), for_size < 0 ? G_MAXINT / PANGO_SCALE : for_size);
}

static GtkSizeRequestMode
hu_wrapped_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hu_wrapped_text_class_init (HuWrappedTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = hu_wrapped_text_measure;
  widget_class->get_request_mode = hu_wrapped_text_get_request_mode;
}

static void
hu_wrapped_text_init (HuWrappedText *self)
{
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "changed",
                           G_CALLBACK (gtk_widget_queue_resize), self, G_CONNECT_SWAPPED);
}

GtkWidget *
hu_wrapped_text_new (void)
{
  return g_object_new (HU_TYPE_WRAPPED_TEXT, NULL);
}
