/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the window's article is read: the size of its text, by keys, wheel and fingers, and what is shown
 * beside it. */
#include "config.h"

#include <math.h>

#include "hu-window-private.h"

/* Percent. */
static const int sizes[] = { 50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300 };

static double
clamp_scale (double scale)
{
  return CLAMP (scale, sizes[0] / 100.0, sizes[G_N_ELEMENTS (sizes) - 1] / 100.0);
}

static void
set_scale (HuWindow *self, double scale)
{
  g_settings_set_double (self->settings, "text-scale", clamp_scale (scale));
}

/* The next size up or down from the one that is set, which needn't be one of them. */
static void
step_scale (HuWindow *self, gboolean larger)
{
  const double now = g_settings_get_double (self->settings, "text-scale") * 100;
  int wanted = larger ? sizes[G_N_ELEMENTS (sizes) - 1] : sizes[0];

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const int size = sizes[larger ? G_N_ELEMENTS (sizes) - 1 - i : i];

      if (larger ? size > now + 0.5 : size < now - 0.5)
        wanted = size;
    }
  set_scale (self, wanted / 100.0);
}

static void
larger_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_scale (user_data, TRUE);
}

static void
smaller_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_scale (user_data, FALSE);
}

static void
normal_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_scale (user_data, 1);
}

static void
cycle_numbers_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HuWindow *self = user_data;
  const int numbers = g_settings_get_enum (self->settings, "numbers");

  g_settings_set_enum (self->settings, "numbers", (numbers + 1) % (HU_NUMBERS_SENTENCES + 1));
}

static void
go_to_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hu_go_bar_open (HU_WINDOW (user_data)->go_bar);
}

/* Ctrl and the wheel. */
static gboolean
scrolled (GtkEventControllerScroll *controller, double dx, double dy, HuWindow *self)
{
  const GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (!(state & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  if (dy != 0)
    step_scale (self, dy < 0);
  return GDK_EVENT_STOP;
}

static void
pinch_began (GtkGesture *gesture, GdkEventSequence *sequence, HuWindow *self)
{
  self->pinch_scale = g_settings_get_double (self->settings, "text-scale");
}

/* In steps of five percent: each sets the whole text anew. */
static void
pinched (GtkGestureZoom *gesture, double scale, HuWindow *self)
{
  set_scale (self, round (self->pinch_scale * scale * 20) / 20);
}

static void
update_reading (HuWindow *self)
{
  g_autofree char *font = g_settings_get_string (self->settings, "text-font");
  const gboolean own = g_settings_get_boolean (self->settings, "use-custom-font");

  hu_article_view_set_font_name (self->article, own ? font : NULL);
  hu_article_view_set_leading (self->article, g_settings_get_double (self->settings, "text-leading"));
  hu_article_view_set_line_focus (self->article, g_settings_get_boolean (self->settings, "line-focus"));
  hu_article_view_set_numbers (self->article, (HuNumbers) g_settings_get_enum (self->settings, "numbers"));
}

void
hu_window_set_up_reading (HuWindow *self, GtkWidget *scroller)
{
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL |
                                                               GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect_object (wheel, "scroll", G_CALLBACK (scrolled), self, 0);
  gtk_widget_add_controller (scroller, wheel);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (pinch), GTK_PHASE_CAPTURE);
  g_signal_connect_object (pinch, "begin", G_CALLBACK (pinch_began), self, 0);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (pinched), self, 0);
  gtk_widget_add_controller (scroller, GTK_EVENT_CONTROLLER (pinch));

  g_settings_bind (self->settings, "text-scale", self->article, "text-scale", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "text-width", self->article, "text-width", G_SETTINGS_BIND_GET);
  for (const char *const *key = (const char *const[]){ "text-font", "use-custom-font", "text-leading",
                                                       "line-focus", "numbers", NULL };
       *key; key++)
    {
      g_autofree char *signal = g_strconcat ("changed::", *key, NULL);

      g_signal_connect_object (self->settings, signal, G_CALLBACK (update_reading), self, G_CONNECT_SWAPPED);
    }
  update_reading (self);
}

static const GActionEntry entries[] = {
  { "text-larger", larger_activated }, { "text-smaller", smaller_activated },
  { "text-normal", normal_activated }, { "cycle-numbers", cycle_numbers_activated },
  { "go-to", go_to_activated },
};

void
hu_window_add_reading_actions (HuWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (const char *const *key = (const char *const[]){ "line-focus", "numbers", "overview", NULL }; *key;
       key++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, *key);

      g_action_map_add_action (G_ACTION_MAP (self), action);
    }
}
