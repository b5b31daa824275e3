/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The article view under the pointer: selecting, picking, dragging edges, tooltips, the menu's place. */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "hu-article-view-private.h"
#include "hu-description.h"

/* So near to an edge of the tag in hand, in pixels, a press takes the edge. */
#define EDGE_REACH 5
/* Tags that a tooltip describes. */
#define MAX_DESCRIBED 4

/* Places. */

/* The code point under the pointer; FALSE beside the words. */
static gboolean
find_char_at (HuArticleView *self, double x, double y, guint *offset)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;
  gboolean within;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x,
                                         &buffer_y);
  within = gtk_text_view_get_iter_at_position (view, &iter, NULL, buffer_x, buffer_y);
  *offset = hu_article_buffer_get_offset (self->buffer, &iter);
  return within;
}

/* The nearest place between two code points. */
static guint
find_gap_at (HuArticleView *self, double x, double y)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;
  int buffer_x, buffer_y, trailing = 0;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x,
                                         &buffer_y);
  gtk_text_view_get_iter_at_position (view, &iter, &trailing, buffer_x, buffer_y);
  gtk_text_iter_forward_chars (&iter, trailing);
  return hu_article_buffer_get_offset (self->buffer, &iter);
}

static GPtrArray *
find_tags_at (HuArticleView *self, guint offset)
{
  return hu_layer_find_touching (article_view_get_layer (self), HU_KINDS_TAGS, offset, offset);
}

static gboolean
has_document (HuArticleView *self)
{
  return self->editor && hu_editor_get_document (self->editor);
}

/* Edges of the tag in hand. */

static gboolean
is_near_edge (HuArticleView *self, guint offset, gboolean trailing, double x, double y)
{
  GtkTextIter iter;
  GdkRectangle place;
  int buffer_x, buffer_y, edge;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &buffer_x, &buffer_y);
  hu_article_buffer_get_iter (self->buffer, offset, &iter);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &place);
  edge = trailing ? place.x + place.width : place.x;
  return abs (buffer_x - edge) <= EDGE_REACH && buffer_y >= place.y - 1 &&
         buffer_y < place.y + place.height + 1;
}

static gboolean
find_edge (HuArticleView *self, double x, double y, gsize *span, gboolean *start)
{
  HuRecord *hand = has_document (self) ? hu_editor_get_hand_record (self->editor) : NULL;
  const HuSpan *spans;
  gsize n;

  if (!hand || !HU_KIND_IS_TAG (hu_record_get_kind (hand)) ||
      hu_document_get_read_only_reason (hu_editor_get_document (self->editor)))
    return FALSE;
  spans = hu_record_get_spans (hand, &n);
  for (gsize i = 0; i < n; i++)
    {
      if (spans[i].lost || spans[i].start >= spans[i].end)
        continue;
      *span = i;
      *start = FALSE;
      if (is_near_edge (self, spans[i].end - 1, TRUE, x, y))
        return TRUE;
      *start = TRUE;
      if (is_near_edge (self, spans[i].start, FALSE, x, y))
        return TRUE;
    }
  return FALSE;
}

static void
edge_drag_begin (GtkGestureDrag *gesture, double x, double y, HuArticleView *self)
{
  const GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if ((state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) ||
      !find_edge (self, x, y, &self->edge_span, &self->edge_start))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->dragging_edge = TRUE;
  self->dragged = FALSE;
  /* One drag is one step of undo. */
  hu_document_end_coalescing (hu_editor_get_document (self->editor));
}

static void
edge_drag_update (GtkGestureDrag *gesture, double dx, double dy, HuArticleView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter iter;
  double x, y;
  guint offset;

  if (!self->dragging_edge || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  if (!self->dragged && fabs (dx) < EDGE_REACH && fabs (dy) < EDGE_REACH)
    return;
  self->dragged = TRUE;
  offset = find_gap_at (self, x + dx, y + dy);
  hu_editor_drag_edge (self->editor, self->edge_span, self->edge_start, offset);
  hu_article_buffer_get_iter (self->buffer, offset, &iter);
  gtk_text_buffer_move_mark_by_name (buffer, "hu-reveal", &iter);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_mark (buffer, "hu-reveal"));
}

/* Without a move it was a click. */
static void
edge_drag_end (GtkGestureDrag *gesture, double dx, double dy, HuArticleView *self)
{
  double x, y;
  guint offset;

  if (!self->dragging_edge)
    return;
  self->dragging_edge = FALSE;
  if (!has_document (self))
    return;
  if (self->dragged)
    {
      hu_document_end_coalescing (hu_editor_get_document (self->editor));
      return;
    }
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  offset = find_gap_at (self, x, y);
  hu_editor_clear_pins (self->editor);
  hu_editor_report_selection (self->editor, offset, offset);
  if (find_char_at (self, x, y, &offset))
    hu_editor_pick_at (self->editor, offset);
}

/* Spots in the margins. */

static void
press_spot (HuArticleView *self, const ArticleSpot *spot, double x, double y)
{
  HuRecord *record = g_ptr_array_index (spot->records, 0);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (spot->records->len > 1)
    article_view_open_menu (self, x, y, spot->records, TRUE);
  else
    hu_editor_pick (self->editor, hu_record_get_kind (record), hu_record_get_id (record), FALSE);
}

/* Pressing: what GTK does with the selection is let be, and put right when the button is up. */

/* A press within the selection would begin to drag its text. */
static void
leave_selection (HuArticleView *self, double x, double y)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end, iter;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return;
  hu_article_buffer_get_iter (self->buffer, find_gap_at (self, x, y), &iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

static void
pressed (GtkGestureClick *gesture, int n_press, double x, double y, HuArticleView *self)
{
  const GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  g_auto (ArticleSpot) spot = { 0 };

  if (!has_document (self))
    return;
  if (article_view_find_spot (self, x, y, &spot))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      press_spot (self, &spot, x, y);
      return;
    }
  if (self->dragging_edge)
    return;
  if (n_press == 1 && (state & GDK_CONTROL_MASK))
    hu_editor_pin_selection (self->editor);
  else if (n_press == 1 && !(state & GDK_SHIFT_MASK))
    hu_editor_clear_pins (self->editor);
  self->pressed = TRUE;
  self->extended = n_press > 1 || (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
  self->pointer_x = x;
  self->pointer_y = y;
  if (n_press == 1 && !(state & GDK_SHIFT_MASK))
    leave_selection (self, x, y);
}

static void
trim_selection (HuArticleView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end, caret;
  HuRange range, trimmed;
  gboolean backward;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  backward = gtk_text_iter_equal (&caret, &start);
  range = (HuRange){ hu_article_buffer_get_offset (self->buffer, &start),
                     hu_article_buffer_get_offset (self->buffer, &end) };
  trimmed = hu_text_trim (hu_editor_get_text (self->editor), range);
  if (trimmed.start == range.start && trimmed.end == range.end)
    return;
  hu_article_buffer_get_iter (self->buffer, trimmed.start, &start);
  hu_article_buffer_get_end_iter (self->buffer, trimmed.end, &end);
  gtk_text_buffer_select_range (buffer, backward ? &start : &end, backward ? &end : &start);
}

/* After GTK has done with the release. */
static gboolean
finish_press (gpointer user_data)
{
  HuArticleView *self = HU_ARTICLE_VIEW (user_data);
  guint offset;

  self->release_id = 0;
  self->pressed = FALSE;
  if (!has_document (self))
    return G_SOURCE_REMOVE;
  if (gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer)))
    trim_selection (self);
  article_view_report_selection (self);
  article_view_offer_selection (self);
  if (!self->extended && !hu_editor_has_selection (self->editor) &&
      find_char_at (self, self->pointer_x, self->pointer_y, &offset))
    hu_editor_pick_at (self->editor, offset);
  return G_SOURCE_REMOVE;
}

static gboolean
watch_event (GtkEventControllerLegacy *controller, GdkEvent *event, HuArticleView *self)
{
  const GdkEventType type = gdk_event_get_event_type (event);

  if (self->pressed && !self->release_id &&
      (type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL ||
       (type == GDK_BUTTON_RELEASE && gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY)))
    self->release_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, finish_press, self, NULL);
  return GDK_EVENT_PROPAGATE;
}

/* The menu. */

static void
secondary_pressed (GtkGestureClick *gesture, int n_press, double x, double y, HuArticleView *self)
{
  g_autoptr (GPtrArray) records = NULL;
  g_auto (ArticleSpot) spot = { 0 };
  HuRange selection;
  guint offset;
  gboolean within;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!has_document (self))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (article_view_find_spot (self, x, y, &spot))
    {
      HuRecord *record = g_ptr_array_index (spot.records, 0);

      /* What the menu deletes is the tag in hand. */
      hu_editor_pick (self->editor, hu_record_get_kind (record), hu_record_get_id (record), FALSE);
      article_view_open_menu (self, x, y, spot.records, FALSE);
      return;
    }
  within = find_char_at (self, x, y, &offset);
  selection = hu_editor_get_selection (self->editor);
  if (selection.start == selection.end || offset < selection.start || offset >= selection.end)
    {
      const guint gap = find_gap_at (self, x, y);

      hu_editor_clear_pins (self->editor);
      hu_editor_report_selection (self->editor, gap, gap);
    }
  records = within ? find_tags_at (self, offset) : g_ptr_array_new ();
  article_view_open_menu (self, x, y, records, FALSE);
}

/* The pointer's shape. */

static void
update_cursor (HuArticleView *self, double x, double y)
{
  const char *name = "text";
  g_auto (ArticleSpot) spot = { 0 };
  gboolean start;
  gsize span;

  if (self->dragging_edge || find_edge (self, x, y, &span, &start))
    name = "ew-resize";
  else if (has_document (self) && article_view_find_spot (self, x, y, &spot))
    name = "pointer";
  if (name == self->cursor_name)
    return;
  self->cursor_name = name;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static void
pointer_moved (GtkEventControllerMotion *controller, double x, double y, HuArticleView *self)
{
  if (!self->pressed)
    update_cursor (self, x, y);
}

/* Tooltips. */

char *
article_view_describe (HuArticleView *self, GPtrArray *records)
{
  HuDocument *document = hu_editor_get_document (self->editor);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (records->len, MAX_DESCRIBED); i++)
    {
      g_autofree char *one = hu_describe_tag (document, g_ptr_array_index (records, i));

      if (i > 0)
        g_string_append (text, "\n\n");
      g_string_append (text, one);
    }
  return g_string_free (text, FALSE);
}

static void
set_tip_area (HuArticleView *self, GtkTooltip *tooltip, const graphene_rect_t *area)
{
  GdkRectangle tip = { 0, 0, (int) area->size.width, (int) area->size.height };

  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) area->origin.x,
                                         (int) area->origin.y, &tip.x, &tip.y);
  gtk_tooltip_set_tip_area (tooltip, &tip);
}

static gboolean
query_tooltip (HuArticleView *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_auto (ArticleSpot) spot = { 0 };
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *text = NULL;
  guint offset;

  if (keyboard || self->pressed || self->dragging_edge || !has_document (self))
    return FALSE;
  if (article_view_find_spot (self, x, y, &spot))
    {
      text = article_view_describe (self, spot.records);
      set_tip_area (self, tooltip, &spot.area);
    }
  else if (find_char_at (self, x, y, &offset))
    {
      records = find_tags_at (self, offset);
      if (records->len == 0)
        return FALSE;
      text = article_view_describe (self, records);
    }
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* Double and triple clicks. */

gboolean
article_view_extend_selection (GtkTextView *view,
                               GtkTextExtendSelection granularity,
                               const GtkTextIter *location,
                               GtkTextIter *start,
                               GtkTextIter *end)
{
  HuArticleView *self = HU_ARTICLE_VIEW (view);
  HuText *text = hu_article_buffer_get_text (self->buffer);
  guint offset;
  HuRange range;

  *start = *end = *location;
  if (!text)
    return GDK_EVENT_STOP;
  offset = hu_article_buffer_get_offset (self->buffer, location);
  range = granularity == GTK_TEXT_EXTEND_SELECTION_WORD ? hu_text_word_at (text, offset)
                                                        : hu_text_sentence_at (text, offset);
  range = hu_text_trim (text, range);
  if (range.start >= range.end)
    return GDK_EVENT_STOP;
  hu_article_buffer_get_iter (self->buffer, range.start, start);
  hu_article_buffer_get_end_iter (self->buffer, range.end, end);
  return GDK_EVENT_STOP;
}

static void
add_controller (HuArticleView *self, GtkEventController *controller)
{
  /* Before GTK's own, which would drag text or open another menu. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
article_view_init_pointer (HuArticleView *self)
{
  GtkEventController *watch = gtk_event_controller_legacy_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (watch, "event", G_CALLBACK (watch_event), self);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect (secondary, "pressed", G_CALLBACK (secondary_pressed), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (edge_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (edge_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (edge_drag_end), self);
  /* The one added last has the first say: an edge before all else. */
  add_controller (self, watch);
  add_controller (self, motion);
  add_controller (self, GTK_EVENT_CONTROLLER (secondary));
  add_controller (self, GTK_EVENT_CONTROLLER (click));
  add_controller (self, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip), NULL);
}

void
article_view_dispose_pointer (HuArticleView *self)
{
  g_clear_handle_id (&self->release_id, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->paste_popover, gtk_widget_unparent);
}
