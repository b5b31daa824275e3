/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small bar at the selection: what one key makes of it.
 *
 * It is a child of the article's overlay, not a popover: a surface of its own would stay behind when the text
 * scrolls, could take the focus, and couldn't be kept inside the view.
 */
#include "config.h"
#include "hu-selection-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hu-article-buffer.h"
#include "hu-palette.h"

#define GAP                  6  /* pixels between the bar and the text, or the view's edge */
#define LONGEST_INTERRUPTION 24 /* characters of it that are shown */

struct _HuSelectionBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *memo_button;
  GtkWidget *known_button;
  GtkLabel *known_label;
  GtkWidget *without_button;
  GtkLabel *without_label;

  HuEditor *editor;
  HuArticleView *view;
  GSignalGroup *editor_signals;
  GSignalGroup *view_signals;
  GSignalGroup *adjustment_signals;
  GtkEventController *pointer; /* of the view */
  gulong place_handler;
  GtkWidget *overlay; /* that the handler is connected to */
  guint update_id;
  gboolean pressed; /* the mouse is making a selection */
};

enum
{
  PROP_EDITOR = 1,
  PROP_VIEW,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HuSelectionBar, hu_selection_bar, GTK_TYPE_WIDGET)

/* Placing. */

gboolean
hu_selection_bar_find_place (const GdkRectangle *first,
                             const GdkRectangle *last,
                             int left,
                             int right,
                             int view_width,
                             int view_height,
                             int width,
                             int height,
                             GdkRectangle *place)
{
  const int below = last->y + last->height + GAP;
  const int above = first->y - height - GAP;

  g_return_val_if_fail (first != NULL && last != NULL && place != NULL, FALSE);
  if (last->y + last->height <= 0 || first->y >= view_height)
    return FALSE;
  /* Wider than the column: from its left edge on, as far as the view goes. */
  if (right - left < width)
    {
      left = MAX (MIN (left, view_width - GAP - width), MIN (GAP, view_width - width));
      right = left + width;
    }
  place->width = width;
  place->height = height;
  place->x = MAX (MIN (last->x + last->width / 2 - width / 2, right - width), left);
  if (below + height + GAP <= view_height)
    place->y = below;
  else if (above >= GAP)
    place->y = above;
  else
    place->y = MAX (view_height - height - GAP, 0);
  return TRUE;
}

/* What stands of a range on the visual line of one of its ends, in buffer coordinates. */
static GdkRectangle
get_line_part (GtkTextView *view, const GtkTextIter *start, const GtkTextIter *end, gboolean last)
{
  GtkTextIter edge = last ? *end : *start;
  GtkTextIter other = last ? *start : *end;
  GdkRectangle a, b;

  gtk_text_view_get_iter_location (view, &edge, &a);
  gtk_text_view_get_iter_location (view, &other, &b);
  if (b.y + b.height <= a.y || b.y >= a.y + a.height)
    {
      other = edge;
      if (last)
        gtk_text_view_backward_display_line_start (view, &other);
      else
        gtk_text_view_forward_display_line_end (view, &other);
      gtk_text_view_get_iter_location (view, &other, &b);
    }
  /* In lines from right to left the end is at the left. */
  return (GdkRectangle){ MIN (a.x, b.x), a.y, ABS (a.x - b.x), a.height };
}

static void
to_overlay (HuSelectionBar *self, GdkRectangle *area)
{
  double x, y;

  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, area->x, area->y,
                                         &area->x, &area->y);
  if (gtk_widget_translate_coordinates (GTK_WIDGET (self->view), self->overlay, area->x, area->y, &x, &y))
    {
      area->x = (int) x;
      area->y = (int) y;
    }
}

/* The selection without the white space at its ends; empty where there is none. */
static HuRange
get_selected (HuSelectionBar *self)
{
  HuText *text = self->editor ? hu_editor_get_text (self->editor) : NULL;

  if (!text || !hu_editor_has_selection (self->editor))
    return (HuRange){ 0, 0 };
  return hu_text_trim (text, hu_editor_get_selection (self->editor));
}

static gboolean
find_place (HuSelectionBar *self, GdkRectangle *place)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  HuArticleBuffer *buffer = HU_ARTICLE_BUFFER (gtk_text_view_get_buffer (view));
  const HuRange range = get_selected (self);
  GdkRectangle first, last, edge = { 0 };
  GtkTextIter start, end;
  int width, height;

  if (range.start >= range.end)
    return FALSE;
  hu_article_buffer_get_iter (buffer, range.start, &start);
  hu_article_buffer_get_end_iter (buffer, range.end, &end);
  first = get_line_part (view, &start, &end, FALSE);
  last = get_line_part (view, &start, &end, TRUE);
  to_overlay (self, &first);
  to_overlay (self, &last);
  to_overlay (self, &edge);
  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return hu_selection_bar_find_place (&first, &last, edge.x + gtk_text_view_get_left_margin (view) + GAP,
                                      edge.x + gtk_widget_get_width (GTK_WIDGET (view)) -
                                          gtk_text_view_get_right_margin (view) - GAP,
                                      gtk_widget_get_width (self->overlay),
                                      gtk_widget_get_height (self->overlay),
                                      MIN (width, gtk_widget_get_width (self->overlay)), height, place);
}

static gboolean
get_child_position (GtkOverlay *overlay, GtkWidget *child, GdkRectangle *place, HuSelectionBar *self)
{
  gboolean found;

  if (child != GTK_WIDGET (self) || !self->view)
    return FALSE;
  found = find_place (self, place);
  if (!found)
    {
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &place->width, NULL, NULL, NULL);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &place->height, NULL, NULL, NULL);
      place->x = place->y = 0;
    }
  gtk_widget_set_child_visible (child, found);
  return TRUE;
}

static void
place_again (HuSelectionBar *self)
{
  if (self->overlay && gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_widget_queue_allocate (self->overlay);
}

static void
parent_changed (HuSelectionBar *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (self->overlay)
    g_clear_signal_handler (&self->place_handler, self->overlay);
  self->overlay = parent && GTK_IS_OVERLAY (parent) ? parent : NULL;
  if (self->overlay)
    self->place_handler =
        g_signal_connect (self->overlay, "get-child-position", G_CALLBACK (get_child_position), self);
}

/* What is shown. */

static void
show_known_speaker (HuSelectionBar *self)
{
  g_autoptr (HuRecord) speaker = hu_editor_find_known_speaker (self->editor, NULL);
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;
  PangoAttrList *attributes;
  GdkRGBA color, background;

  gtk_widget_set_visible (self->known_button, speaker != NULL);
  if (!speaker)
    return;
  text = g_strdup_printf (C_ ("a speaker that is recognised", "%s?"), hu_speaker_get_name (speaker));
  spoken = g_strdup_printf (_ ("Tag the speaker %s"), hu_speaker_get_name (speaker));
  color = hu_palette_get_speaker (speaker, adw_style_manager_get_dark (adw_style_manager_get_default ()));
  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (self->box), "popover_bg_color",
                                      &background))
    color = hu_palette_ensure_contrast (&color, &background, 4.5);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_foreground_new ((guint16) (color.red * G_MAXUINT16),
                                                                 (guint16) (color.green * G_MAXUINT16),
                                                                 (guint16) (color.blue * G_MAXUINT16)));
  gtk_label_set_text (self->known_label, text);
  gtk_label_set_attributes (self->known_label, attributes);
  pango_attr_list_unref (attributes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->known_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

/* "Without “he said”", where that interrupts a quotation. */
static void
show_interruption (HuSelectionBar *self)
{
  g_autoptr (GArray) found = hu_editor_find_interruptions (self->editor);
  const HuInterruption *first = found->len ? &g_array_index (found, HuInterruption, 0) : NULL;
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->without_button, first != NULL);
  if (!first)
    return;
  words = hu_text_dup_snippet (hu_editor_get_text (self->editor), first->words.start, first->words.end,
                               LONGEST_INTERRUPTION);
  label = g_strdup_printf (_ ("Without “%s”"), words);
  gtk_label_set_text (self->without_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->without_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* A memo comes last, where there is room for it. */
static void
fit (HuSelectionBar *self)
{
  int width;

  gtk_widget_set_visible (self->memo_button, TRUE);
  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  if (width + 2 * GAP > gtk_widget_get_width (self->overlay))
    gtk_widget_set_visible (self->memo_button, FALSE);
}

static gboolean
is_wanted (HuSelectionBar *self)
{
  HuDocument *document = self->editor ? hu_editor_get_document (self->editor) : NULL;
  HuRange range;

  if (!document || hu_document_get_read_only_reason (document) || !self->view || !self->overlay ||
      self->pressed || !gtk_widget_has_focus (GTK_WIDGET (self->view)))
    return FALSE;
  range = get_selected (self);
  return range.start < range.end;
}

static gboolean
update (gpointer data)
{
  HuSelectionBar *self = data;

  self->update_id = 0;
  if (!is_wanted (self))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return G_SOURCE_REMOVE;
    }
  show_known_speaker (self);
  show_interruption (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  fit (self);
  place_again (self);
  return G_SOURCE_REMOVE;
}

/* Known names are looked for when the keys have been answered. */
static void
queue_update (HuSelectionBar *self)
{
  if (!is_wanted (self))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  else if (!self->update_id)
    self->update_id = g_idle_add (update, self);
}

/* The pointer on the article. It only looks: gestures that claim the press would put an end to another. */
static gboolean
pointer_event (GtkEventControllerLegacy *controller, GdkEvent *event, HuSelectionBar *self)
{
  const GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    self->pressed = TRUE;
  else if (type == GDK_BUTTON_RELEASE || type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL ||
           type == GDK_GRAB_BROKEN)
    self->pressed = FALSE;
  else
    return GDK_EVENT_PROPAGATE;
  queue_update (self);
  return GDK_EVENT_PROPAGATE;
}

/* Actions. */

static void
activate_command (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const struct
  {
    const char *action;
    void (*command) (HuEditor *editor);
  } commands[] = {
    { "selection.claim", hu_editor_tag_claim },     { "selection.speaker", hu_editor_tag_speaker },
    { "selection.stance", hu_editor_tag_stance },   { "selection.memo", hu_editor_tag_memo },
    { "selection.leave-out", hu_editor_leave_out },
  };
  HuSelectionBar *self = HU_SELECTION_BAR (widget);

  for (gsize i = 0; self->editor && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].action, action))
      commands[i].command (self->editor);
}

static void
activate_known_speaker (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HuSelectionBar *self = HU_SELECTION_BAR (widget);

  if (self->editor)
    hu_editor_tag_known_speaker (self->editor);
}

/* Properties. */

HuEditor *
hu_selection_bar_get_editor (HuSelectionBar *self)
{
  g_return_val_if_fail (HU_IS_SELECTION_BAR (self), NULL);
  return self->editor;
}

void
hu_selection_bar_set_editor (HuSelectionBar *self, HuEditor *editor)
{
  g_return_if_fail (HU_IS_SELECTION_BAR (self));
  if (!g_set_object (&self->editor, editor))
    return;
  g_signal_group_set_target (self->editor_signals, editor);
  queue_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

HuArticleView *
hu_selection_bar_get_view (HuSelectionBar *self)
{
  g_return_val_if_fail (HU_IS_SELECTION_BAR (self), NULL);
  return self->view;
}

static void
follow_adjustment (HuSelectionBar *self)
{
  g_signal_group_set_target (self->adjustment_signals,
                             self->view ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view))
                                        : NULL);
}

static void
release_view (HuSelectionBar *self)
{
  if (self->view && self->pointer)
    gtk_widget_remove_controller (GTK_WIDGET (self->view), self->pointer);
  self->pointer = NULL;
  g_clear_object (&self->view);
}

void
hu_selection_bar_set_view (HuSelectionBar *self, HuArticleView *view)
{
  g_return_if_fail (HU_IS_SELECTION_BAR (self));
  if (view == self->view)
    return;
  release_view (self);
  if (view)
    {
      self->view = g_object_ref (view);
      self->pointer = gtk_event_controller_legacy_new ();
      gtk_event_controller_set_propagation_phase (self->pointer, GTK_PHASE_CAPTURE);
      g_signal_connect_object (self->pointer, "event", G_CALLBACK (pointer_event), self, 0);
      gtk_widget_add_controller (GTK_WIDGET (view), self->pointer);
    }
  g_signal_group_set_target (self->view_signals, view);
  follow_adjustment (self);
  queue_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
hu_selection_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HuSelectionBar *self = HU_SELECTION_BAR (object);

  switch (id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;
    case PROP_VIEW:
      g_value_set_object (value, self->view);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hu_selection_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HuSelectionBar *self = HU_SELECTION_BAR (object);

  switch (id)
    {
    case PROP_EDITOR:
      hu_selection_bar_set_editor (self, g_value_get_object (value));
      break;
    case PROP_VIEW:
      hu_selection_bar_set_view (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hu_selection_bar_dispose (GObject *object)
{
  HuSelectionBar *self = HU_SELECTION_BAR (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  if (self->overlay)
    g_clear_signal_handler (&self->place_handler, self->overlay);
  self->overlay = NULL;
  release_view (self);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->view_signals);
  g_clear_object (&self->adjustment_signals);
  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), HU_TYPE_SELECTION_BAR);
  G_OBJECT_CLASS (hu_selection_bar_parent_class)->dispose (object);
}

static void
hu_selection_bar_class_init (HuSelectionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hu_selection_bar_get_property;
  object_class->set_property = hu_selection_bar_set_property;
  object_class->dispose = hu_selection_bar_dispose;
  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, HU_TYPE_EDITOR, flags);
  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, HU_TYPE_ARTICLE_VIEW, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-selection-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HuSelectionBar, box);
  gtk_widget_class_bind_template_child (widget_class, HuSelectionBar, memo_button);
  gtk_widget_class_bind_template_child (widget_class, HuSelectionBar, known_button);
  gtk_widget_class_bind_template_child (widget_class, HuSelectionBar, known_label);
  gtk_widget_class_bind_template_child (widget_class, HuSelectionBar, without_button);
  gtk_widget_class_bind_template_child (widget_class, HuSelectionBar, without_label);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-selection-bar");
  gtk_widget_class_install_action (widget_class, "selection.claim", NULL, activate_command);
  gtk_widget_class_install_action (widget_class, "selection.speaker", NULL, activate_command);
  gtk_widget_class_install_action (widget_class, "selection.stance", NULL, activate_command);
  gtk_widget_class_install_action (widget_class, "selection.memo", NULL, activate_command);
  gtk_widget_class_install_action (widget_class, "selection.leave-out", NULL, activate_command);
  gtk_widget_class_install_action (widget_class, "selection.known-speaker", NULL, activate_known_speaker);
}

static void
hu_selection_bar_init (HuSelectionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->editor_signals = g_signal_group_new (HU_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "selection-changed", G_CALLBACK (queue_update), self);
  g_signal_group_connect_swapped (self->editor_signals, "changed", G_CALLBACK (queue_update), self);
  g_signal_group_connect_swapped (self->editor_signals, "notify::document", G_CALLBACK (queue_update), self);
  self->view_signals = g_signal_group_new (HU_TYPE_ARTICLE_VIEW);
  g_signal_group_connect_swapped (self->view_signals, "notify::has-focus", G_CALLBACK (queue_update), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::vadjustment", G_CALLBACK (follow_adjustment),
                                  self);
  self->adjustment_signals = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->adjustment_signals, "value-changed", G_CALLBACK (place_again), self);
  g_signal_group_connect_swapped (self->adjustment_signals, "changed", G_CALLBACK (place_again), self);
  g_signal_connect (self, "notify::parent", G_CALLBACK (parent_changed), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
hu_selection_bar_new (HuArticleView *view, HuEditor *editor)
{
  return g_object_new (HU_TYPE_SELECTION_BAR, "view", view, "editor", editor, NULL);
}
