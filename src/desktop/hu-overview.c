/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strip beside the article: where its tags, its matches and its unchecked paragraphs are.
 *
 * The article is cut into a fixed number of bins, which a worker fills from a snapshot, not more often than
 * some times a second. A frame draws bins, never tags, and a scroll draws no more than the frame anew.
 */
#include "config.h"

#include "hu-overview.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "hu-overview-bins.h"
#include "hu-palette.h"

#define WIDTH 18
/* Milliseconds until a change is shown: several in a row are one. */
#define DELAY 150
/* Of the lanes, from the strip's start; the line of what is unchecked is before them. */
#define LINE_X     1
#define LINE_WIDTH 2
#define LANE_X     5
#define LANE_WIDTH 3
#define LANE_STEP  4

struct _HuOverview
{
  GtkWidget parent_instance;

  HuArticleView *view;
  HuEditor *editor;
  GSignalGroup *editor_signals;
  GSignalGroup *document_signals;

  HuOverviewBins *bins; /* NULL: nothing is known yet */
  GArray *matches;      /* of HuRange; NULL: none */
  guint8 match_bins[HU_OVERVIEW_BINS];
  GCancellable *counting;
  gboolean again; /* what is being counted is old already */
  guint timeout_id;
  GskRenderNode *picture; /* of the bins, for the size and colours that are */
};

G_DEFINE_FINAL_TYPE (HuOverview, hu_overview, GTK_TYPE_WIDGET)

static guint
get_length (HuOverview *self)
{
  HuText *text = hu_editor_get_text (self->editor);

  return text ? hu_text_get_length (text) : 0;
}

static void
forget_picture (HuOverview *self)
{
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What can't be seen is said. */
static void
describe (HuOverview *self)
{
  const HuOverviewBins *bins = self->bins;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *claims = NULL;
  g_autofree char *mentions = NULL;
  g_autofree char *stances = NULL;
  g_autofree char *unchecked = NULL;

  if (bins)
    {
      const guint n_claims = bins->n_tags[HU_KIND_CLAIM], n_mentions = bins->n_tags[HU_KIND_MENTION];
      const guint n_stances = bins->n_tags[HU_KIND_STANCE];

      claims = g_strdup_printf (ngettext ("%u claim", "%u claims", n_claims), n_claims);
      mentions = g_strdup_printf (ngettext ("%u mention", "%u mentions", n_mentions), n_mentions);
      stances = g_strdup_printf (ngettext ("%u stance", "%u stances", n_stances), n_stances);
      unchecked = g_strdup_printf (ngettext ("%u of %u paragraph not checked",
                                             "%u of %u paragraphs not checked", bins->paragraphs),
                                   bins->unchecked, bins->paragraphs);
      g_string_append_printf (text, "%s, %s, %s, %s", claims, mentions, stances, unchecked);
    }
  if (self->matches)
    {
      g_autofree char *matches =
          g_strdup_printf (ngettext ("%u match", "%u matches", self->matches->len), self->matches->len);

      g_string_append_printf (text, ", %s", matches);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text->len ? text->str : NULL);
}

/* Counting. */

typedef struct
{
  HuText *text;
  HuSnapshot *snapshot;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  hu_text_unref (job->text);
  hu_snapshot_unref (job->snapshot);
  g_free (job);
}

static void
count (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_task_return_pointer (task, hu_overview_bins_new (job->text, job->snapshot), g_free);
}

static void start_counting (HuOverview *self);

static void
counted (GObject *object, GAsyncResult *result, gpointer data)
{
  HuOverview *self = HU_OVERVIEW (object);
  g_autoptr (GError) error = NULL;
  HuOverviewBins *bins = g_task_propagate_pointer (G_TASK (result), &error);

  if (!bins)
    return;
  g_clear_object (&self->counting);
  g_free (self->bins);
  self->bins = bins;
  describe (self);
  forget_picture (self);
  if (self->again)
    start_counting (self);
}

static gboolean
timed_out (gpointer data)
{
  HuOverview *self = data;

  self->timeout_id = 0;
  self->again = FALSE;
  if (hu_editor_get_document (self->editor))
    {
      g_autoptr (GTask) task = NULL;
      Job *job = g_new (Job, 1);

      *job = (Job){ hu_text_ref (hu_editor_get_text (self->editor)),
                    hu_layer_snapshot (hu_editor_get_layer (self->editor)) };
      self->counting = g_cancellable_new ();
      task = g_task_new (self, self->counting, counted, NULL);
      g_task_set_source_tag (task, timed_out);
      g_task_set_task_data (task, job, job_free);
      g_task_set_return_on_cancel (task, TRUE);
      g_task_run_in_thread (task, count);
    }
  return G_SOURCE_REMOVE;
}

static void
start_counting (HuOverview *self)
{
  if (self->counting)
    self->again = TRUE;
  else if (!self->timeout_id && gtk_widget_get_visible (GTK_WIDGET (self)))
    self->timeout_id = g_timeout_add (DELAY, timed_out, self);
}

static void
stop_counting (HuOverview *self)
{
  if (self->counting)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->again = FALSE;
}

static void
document_changed (HuOverview *self)
{
  g_signal_group_set_target (self->document_signals, hu_editor_get_document (self->editor));
  stop_counting (self);
  g_clear_pointer (&self->bins, g_free);
  describe (self);
  forget_picture (self);
  start_counting (self);
}

static void
matches_changed (HuOverview *self)
{
  GArray *matches;

  g_clear_pointer (&self->matches, g_array_unref);
  g_object_get (self->view, "matches", &matches, NULL);
  self->matches = matches;
  memset (self->match_bins, 0, sizeof self->match_bins);
  for (guint i = 0; matches && i < matches->len; i++)
    hu_overview_bins_mark (self->match_bins, get_length (self), g_array_index (matches, HuRange, i),
                           HU_OVERVIEW_MATCHES);
  describe (self);
  forget_picture (self);
}

/* Drawing. */

static double
get_x (HuOverview *self, double x, double width)
{
  const gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  return mirrored ? gtk_widget_get_width (GTK_WIDGET (self)) - x - width : x;
}

/* Bins side by side are one rectangle, and none is too low to be seen. */
static void
paint_flag (HuOverview *self,
            GtkSnapshot *snapshot,
            const guint8 *flags,
            HuOverviewFlags flag,
            double x,
            double width,
            const GdkRGBA *color)
{
  const double height = gtk_widget_get_height (GTK_WIDGET (self)) / (double) HU_OVERVIEW_BINS;

  for (guint bin = 0; bin < HU_OVERVIEW_BINS;)
    {
      guint end = bin;

      while (end < HU_OVERVIEW_BINS && flags[end] & flag)
        end++;
      if (end > bin)
        gtk_snapshot_append_color (snapshot, color,
                                   &GRAPHENE_RECT_INIT ((float) get_x (self, x, width),
                                                        (float) (bin * height), (float) width,
                                                        (float) MAX ((end - bin) * height, 2)));
      bin = MAX (end, bin + 1);
    }
}

static void
paint_picture (HuOverview *self, GtkSnapshot *snapshot)
{
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const GdkRGBA page = hu_palette_get_page (dark), grey = hu_palette_get_grey (dark);
  const GdkRGBA match = hu_palette_get_match (dark);
  const GdkRGBA mention = { 0.21f, 0.52f, 0.89f, 1 }, stance = { 0.17f, 0.54f, 0.29f, 1 };
  const GdkRGBA mention_color = hu_palette_ensure_contrast (&mention, &page, 3);
  const GdkRGBA stance_color = hu_palette_ensure_contrast (&stance, &page, 3);
  HuClaimColors claim;

  hu_palette_get_claim (NULL, NULL, dark, &claim);
  if (self->bins)
    {
      const guint8 *flags = self->bins->flags;

      paint_flag (self, snapshot, flags, HU_OVERVIEW_UNCHECKED, LINE_X, LINE_WIDTH, &grey);
      paint_flag (self, snapshot, flags, HU_OVERVIEW_CLAIMS, LANE_X, LANE_WIDTH, &claim.edge);
      paint_flag (self, snapshot, flags, HU_OVERVIEW_MENTIONS, LANE_X + LANE_STEP, LANE_WIDTH,
                  &mention_color);
      paint_flag (self, snapshot, flags, HU_OVERVIEW_STANCES, LANE_X + 2 * LANE_STEP, LANE_WIDTH,
                  &stance_color);
    }
  paint_flag (self, snapshot, self->match_bins, HU_OVERVIEW_MATCHES, LANE_X, WIDTH - LANE_X, &match);
}

/* The frame round what is in view. */
static void
paint_frame (HuOverview *self, GtkSnapshot *snapshot)
{
  const guint length = get_length (self);
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  GskRoundedRect outline;
  GdkRGBA color, fill;
  HuRange visible;
  graphene_rect_t area;

  if (length == 0 || !hu_article_view_get_visible_range (self->view, &visible))
    return;
  area = GRAPHENE_RECT_INIT (0.5f, (float) (visible.start * height / length), WIDTH - 1,
                             (float) MAX (6, (visible.end - visible.start) * height / length));
  area.origin.y = MIN (area.origin.y, (float) height - area.size.height);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  fill = color;
  fill.alpha = 0.07f;
  color.alpha = 0.5f;
  gsk_rounded_rect_init_from_rect (&outline, &area, 3);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &fill, &area);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[]){ 1, 1, 1, 1 },
                              (GdkRGBA[]){ color, color, color, color });
}

static void
hu_overview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HuOverview *self = HU_OVERVIEW (widget);

  if (!self->picture)
    {
      g_autoptr (GtkSnapshot) picture = gtk_snapshot_new ();

      paint_picture (self, picture);
      self->picture = gtk_snapshot_free_to_node (g_steal_pointer (&picture));
    }
  if (self->picture)
    gtk_snapshot_append_node (snapshot, self->picture);
  paint_frame (self, snapshot);
}

static void
hu_overview_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : 0;
}

static void
hu_overview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  g_clear_pointer (&HU_OVERVIEW (widget)->picture, gsk_render_node_unref);
}

/* The pointer. */

static void
go (HuOverview *self, double y)
{
  const double share = CLAMP (y / MAX (1, gtk_widget_get_height (GTK_WIDGET (self))), 0, 1);
  const guint length = get_length (self);

  if (length > 0)
    hu_article_view_scroll_to (self->view, MIN ((guint) (share * length), length - 1));
}

static void
drag_began (GtkGestureDrag *gesture, double x, double y, HuOverview *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  go (self, y);
}

static void
dragged (GtkGestureDrag *gesture, double dx, double dy, HuOverview *self)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    go (self, y + dy);
}

static void
hu_overview_dispose (GObject *object)
{
  HuOverview *self = HU_OVERVIEW (object);

  stop_counting (self);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->editor);
  g_clear_object (&self->view);
  g_clear_pointer (&self->matches, g_array_unref);
  g_clear_pointer (&self->bins, g_free);
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  G_OBJECT_CLASS (hu_overview_parent_class)->dispose (object);
}

static void
hu_overview_class_init (HuOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_overview_dispose;
  widget_class->snapshot = hu_overview_snapshot;
  widget_class->measure = hu_overview_measure;
  widget_class->size_allocate = hu_overview_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "hu-overview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
hu_overview_init (HuOverview *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_began), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (dragged), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Overview of the article"), -1);
  self->editor_signals = g_signal_group_new (HU_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "notify::document", G_CALLBACK (document_changed),
                                  self);
  g_signal_group_connect_swapped (self->editor_signals, "changed", G_CALLBACK (start_counting), self);
  self->document_signals = g_signal_group_new (HU_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "notify::text", G_CALLBACK (document_changed),
                                  self);
  g_signal_connect (self, "notify::visible", G_CALLBACK (start_counting), NULL);
  for (const char *const *name = (const char *const[]){ "notify::dark", "notify::high-contrast", NULL };
       *name; name++)
    g_signal_connect_object (adw_style_manager_get_default (), *name, G_CALLBACK (forget_picture), self,
                             G_CONNECT_SWAPPED);
}

GtkWidget *
hu_overview_new (HuArticleView *view, HuEditor *editor)
{
  HuOverview *self;

  g_return_val_if_fail (HU_IS_ARTICLE_VIEW (view) && HU_IS_EDITOR (editor), NULL);
  self = g_object_new (HU_TYPE_OVERVIEW, NULL);
  self->view = g_object_ref (view);
  self->editor = g_object_ref (editor);
  g_signal_group_set_target (self->editor_signals, editor);
  g_signal_connect_object (view, "notify::matches", G_CALLBACK (matches_changed), self, G_CONNECT_SWAPPED);
  document_changed (self);
  return GTK_WIDGET (self);
}
