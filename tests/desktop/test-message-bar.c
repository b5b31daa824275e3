/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Message bars: shown and dismissed, beside and below, and never narrower than what they hold. */
#include "hu-message-bar.h"

#include <adwaita.h>

#define LONG                                                                                                 \
  "This file is not UTF-8; it was read as Western (Windows-1252). Should letters look wrong, choose "        \
  "another."

static GtkWidget *
make_bar (GtkWidget **button)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();

  g_type_ensure (HU_TYPE_MESSAGE_BAR);
  gtk_builder_add_from_string (builder,
                               "<interface><object class='HuMessageBar' id='bar'><child>"
                               "<object class='GtkButton' id='button'><property name='label'>Choose Another…"
                               "</property></object></child></object></interface>",
                               -1, &error);
  g_assert_no_error (error);
  *button = GTK_WIDGET (gtk_builder_get_object (builder, "button"));
  return g_object_ref_sink (GTK_WIDGET (gtk_builder_get_object (builder, "bar")));
}

static void
test_shown (void)
{
  GtkWidget *button, *bar = make_bar (&button), *close = gtk_widget_get_last_child (bar);

  g_assert_false (gtk_widget_get_visible (bar));
  hu_message_bar_set_text (HU_MESSAGE_BAR (bar), LONG);
  g_assert_true (gtk_widget_get_visible (bar));

  g_signal_emit_by_name (close, "clicked");
  g_assert_false (gtk_widget_get_visible (bar));
  /* The same again is not shown again; something else is, and the same after its cause was gone. */
  hu_message_bar_set_text (HU_MESSAGE_BAR (bar), LONG);
  g_assert_false (gtk_widget_get_visible (bar));
  hu_message_bar_set_text (HU_MESSAGE_BAR (bar), "Something else");
  g_assert_true (gtk_widget_get_visible (bar));
  g_signal_emit_by_name (close, "clicked");
  hu_message_bar_set_text (HU_MESSAGE_BAR (bar), NULL);
  hu_message_bar_set_text (HU_MESSAGE_BAR (bar), "Something else");
  g_assert_true (gtk_widget_get_visible (bar));

  g_object_set (bar, "dismissable", FALSE, NULL);
  g_assert_false (gtk_widget_get_visible (close));
  g_object_unref (bar);
}

static graphene_rect_t
bounds_at (GtkWidget *bar, GtkWidget *child, int width, int *height)
{
  graphene_rect_t bounds;

  gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, width, height, NULL, NULL, NULL);
  gtk_widget_allocate (bar, width, *height, -1, NULL);
  g_assert_true (gtk_widget_compute_bounds (child, bar, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, width);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, *height);
  return bounds;
}

static void
test_layout (gconstpointer data)
{
  GtkTextDirection direction = GPOINTER_TO_INT (data);
  GtkWidget *button, *bar = make_bar (&button), *body = gtk_widget_get_first_child (bar);
  graphene_rect_t text, at;
  int height;

  gtk_widget_set_direction (bar, direction);
  hu_message_bar_set_text (HU_MESSAGE_BAR (bar), LONG);
  text = bounds_at (bar, body, 900, &height);
  at = bounds_at (bar, button, 900, &height);
  if (direction == GTK_TEXT_DIR_RTL)
    g_assert_cmpfloat (at.origin.x + at.size.width, <=, text.origin.x);
  else
    g_assert_cmpfloat (at.origin.x, >=, text.origin.x + text.size.width);

  text = bounds_at (bar, body, 340, &height);
  at = bounds_at (bar, button, 340, &height);
  g_assert_cmpfloat (at.origin.y, >=, text.origin.y + text.size.height);
  g_object_unref (bar);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_test_add_func ("/message-bar/shown", test_shown);
  g_test_add_data_func ("/message-bar/layout", GINT_TO_POINTER (GTK_TEXT_DIR_LTR), test_layout);
  g_test_add_data_func ("/message-bar/layout-rtl", GINT_TO_POINTER (GTK_TEXT_DIR_RTL), test_layout);
  return g_test_run ();
}
