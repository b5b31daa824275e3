/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding in the open article: an entry, the number of matches, and the way from one to the next. */
#include "config.h"
#include "hu-find-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hu-text-search.h"

#define LONGEST_TAKEN 100 /* characters of a selection that are looked for at once */

struct _HuFindBar
{
  GtkWidget parent_instance;

  GtkSearchBar *bar;
  GtkBox *row;
  GtkSearchEntry *entry;
  GtkLabel *count;
  GtkLabel *problem;
  GtkToggleButton *match_case;
  GtkToggleButton *whole_words;
  GtkToggleButton *regex;

  HuEditor *editor;
  HuArticleView *view;
  GSignalGroup *editor_signals;
  GSignalGroup *document_signals;

  GCancellable *searching; /* NULL: the matches are those of the entry's text */
  GArray *matches;         /* of HuRange, in text order; NULL: nothing is looked for */
  guint origin;            /* where the search began: the first match from here on is taken */
  int pending;             /* steps asked for while the worker was at it */
};

enum
{
  PROP_EDITOR = 1,
  PROP_VIEW,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HuFindBar, hu_find_bar, GTK_TYPE_WIDGET)

/* The worker. */

typedef struct
{
  HuText *text;
  char *needle;
  HuTextSearchFlags flags;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  hu_text_unref (job->text);
  g_free (job->needle);
  g_free (job);
}

static void
find_all (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GArray *matches = hu_text_search (job->text, job->needle, job->flags, cancellable, &error);

  if (matches)
    g_task_return_pointer (task, matches, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

/* Matches. */

/* The first match that starts at or after @offset; the number of matches where there is none. */
static guint
find_from (GArray *matches, guint offset)
{
  guint low = 0, high = matches->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (matches, HuRange, middle).start >= offset)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* Which match is selected; -1 for none. */
static int
find_current (HuFindBar *self)
{
  HuRange selection;
  guint index;

  if (!self->matches || !self->editor)
    return -1;
  selection = hu_editor_get_selection (self->editor);
  index = find_from (self->matches, selection.start);
  return index < self->matches->len &&
                 g_array_index (self->matches, HuRange, index).start == selection.start &&
                 g_array_index (self->matches, HuRange, index).end == selection.end
             ? (int) index
             : -1;
}

static void
set_entry_error (HuFindBar *self, gboolean error)
{
  if (error)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_count (HuFindBar *self)
{
  const guint n = self->matches ? self->matches->len : 0;
  const int current = find_current (self);
  const gboolean asked = self->matches != NULL;
  g_autofree char *text = NULL;

  if (!asked)
    text = g_strdup ("");
  else if (n == 0)
    text = g_strdup (_ ("No matches"));
  else if (current >= 0)
    text = g_strdup_printf (_ ("%d of %u"), current + 1, n);
  else if (n >= HU_TEXT_SEARCH_MAX)
    text = g_strdup_printf (_ ("%u or more"), n);
  else
    text = g_strdup_printf (ngettext ("%u match", "%u matches", n), n);
  gtk_label_set_text (self->count, text);
  set_entry_error (self, (asked && n == 0) || gtk_widget_get_visible (GTK_WIDGET (self->problem)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find.next", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find.previous", n > 0);
}

static void
select_match (HuFindBar *self, guint index)
{
  const HuRange match = g_array_index (self->matches, HuRange, index);

  hu_editor_select (self->editor, match.start, match.end);
  show_count (self);
}

static void
set_matches (HuFindBar *self, GArray *matches)
{
  g_clear_pointer (&self->matches, g_array_unref);
  self->matches = matches ? g_array_ref (matches) : NULL;
  if (self->view)
    hu_article_view_set_matches (self->view, matches);
  show_count (self);
}

/* The next match after the selection, or the last one before it. */
static void
step (HuFindBar *self, gboolean backward)
{
  const guint n = self->matches ? self->matches->len : 0;
  const HuRange selection = hu_editor_get_selection (self->editor);
  guint index;

  if (n == 0)
    return;
  if (backward)
    index = find_from (self->matches, selection.start) + n - 1;
  else
    index = find_from (self->matches, MAX (selection.end, selection.start + 1));
  select_match (self, index % n);
  self->origin = g_array_index (self->matches, HuRange, index % n).start;
}

/* What is wrong with a regular expression; NULL: nothing. */
static void
show_problem (HuFindBar *self, const char *text)
{
  gtk_label_set_text (self->problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
found (GObject *object, GAsyncResult *result, gpointer data)
{
  HuFindBar *self = HU_FIND_BAR (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) matches = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->searching);
  show_problem (self, error ? error->message : NULL);
  if (!matches)
    {
      self->pending = 0;
      set_matches (self, NULL);
      return;
    }
  set_matches (self, matches);
  if (matches->len > 0)
    select_match (self, find_from (matches, self->origin) % matches->len);
  for (; self->pending != 0; self->pending -= self->pending > 0 ? 1 : -1)
    step (self, self->pending < 0);
}

static void
stop_searching (HuFindBar *self)
{
  if (self->searching)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->pending = 0;
}

static HuTextSearchFlags
get_flags (HuFindBar *self)
{
  return (gtk_toggle_button_get_active (self->match_case) ? HU_TEXT_SEARCH_CASE : 0) |
         (gtk_toggle_button_get_active (self->whole_words) ? HU_TEXT_SEARCH_WORDS : 0) |
         (gtk_toggle_button_get_active (self->regex) ? HU_TEXT_SEARCH_REGEX : 0);
}

static void
search (HuFindBar *self)
{
  HuText *text = self->editor ? hu_editor_get_text (self->editor) : NULL;
  const char *needle = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GTask) task = NULL;
  Job *job;

  stop_searching (self);
  if (!text || !*needle || !hu_find_bar_get_is_open (self))
    {
      show_problem (self, NULL);
      set_matches (self, NULL);
      return;
    }
  job = g_new (Job, 1);
  *job = (Job){ hu_text_ref (text), g_strdup (needle), get_flags (self) };
  self->searching = g_cancellable_new ();
  task = g_task_new (self, self->searching, found, NULL);
  g_task_set_source_tag (task, search);
  g_task_set_task_data (task, job, job_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, find_all);
}

/* The bar. */

gboolean
hu_find_bar_get_is_open (HuFindBar *self)
{
  g_return_val_if_fail (HU_IS_FIND_BAR (self), FALSE);
  return gtk_search_bar_get_search_mode (self->bar);
}

/* What is selected, where a person may want to find it again: words of one line. (transfer full) (nullable)
 */
static char *
dup_selected_words (HuFindBar *self)
{
  HuText *text = hu_editor_get_text (self->editor);
  const HuRange range = hu_editor_get_selection (self->editor);
  g_autofree char *words = NULL;

  if (range.start >= range.end || range.end - range.start > LONGEST_TAKEN)
    return NULL;
  words = hu_text_dup_range (text, range.start, range.end);
  return strpbrk (words, "\r\n") ? NULL : g_steal_pointer (&words);
}

void
hu_find_bar_open (HuFindBar *self)
{
  g_autofree char *words = NULL;

  g_return_if_fail (HU_IS_FIND_BAR (self));
  if (!self->editor || !hu_editor_get_document (self->editor))
    return;
  self->origin = hu_editor_get_selection (self->editor).start;
  if (find_current (self) < 0)
    words = dup_selected_words (self);
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  if (words && !gtk_toggle_button_get_active (self->regex))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  search (self);
}

void
hu_find_bar_close (HuFindBar *self)
{
  g_return_if_fail (HU_IS_FIND_BAR (self));
  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

void
hu_find_bar_set_narrow (HuFindBar *self, gboolean narrow)
{
  g_return_if_fail (HU_IS_FIND_BAR (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->row),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

void
hu_find_bar_go (HuFindBar *self, gboolean backward)
{
  g_return_if_fail (HU_IS_FIND_BAR (self));
  if (!hu_find_bar_get_is_open (self) || !*gtk_editable_get_text (GTK_EDITABLE (self->entry)))
    hu_find_bar_open (self);
  else if (self->searching)
    self->pending += backward ? -1 : 1;
  else
    step (self, backward);
}

static void
mode_changed (HuFindBar *self)
{
  if (hu_find_bar_get_is_open (self))
    return;
  stop_searching (self);
  set_matches (self, NULL);
  if (self->view)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
document_changed (HuFindBar *self)
{
  g_signal_group_set_target (self->document_signals,
                             self->editor ? hu_editor_get_document (self->editor) : NULL);
  self->origin = 0;
  search (self);
}

static void
activate_step (GtkWidget *widget, const char *action, GVariant *parameter)
{
  hu_find_bar_go (HU_FIND_BAR (widget), g_str_equal (action, "find.previous"));
}

static void
activate_close (GtkWidget *widget, const char *action, GVariant *parameter)
{
  hu_find_bar_close (HU_FIND_BAR (widget));
}

static void
go_next (HuFindBar *self)
{
  hu_find_bar_go (self, FALSE);
}

static void
go_previous (HuFindBar *self)
{
  hu_find_bar_go (self, TRUE);
}

/* Alt with a letter, wherever in the bar the focus is. */
static gboolean
option_key_pressed (
    GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, HuFindBar *self)
{
  const guint letter = gdk_keyval_to_lower (keyval);
  GtkToggleButton *button = letter == GDK_KEY_c   ? self->match_case
                            : letter == GDK_KEY_w ? self->whole_words
                            : letter == GDK_KEY_r ? self->regex
                                                  : NULL;

  if (!button || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != GDK_ALT_MASK)
    return GDK_EVENT_PROPAGATE;
  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
  return GDK_EVENT_STOP;
}

/* The entry's own Enter knows nothing of Shift. */
static gboolean
key_pressed (
    GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, HuFindBar *self)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  hu_find_bar_go (self, (state & GDK_SHIFT_MASK) != 0);
  return GDK_EVENT_STOP;
}

/* Properties. */

HuEditor *
hu_find_bar_get_editor (HuFindBar *self)
{
  g_return_val_if_fail (HU_IS_FIND_BAR (self), NULL);
  return self->editor;
}

void
hu_find_bar_set_editor (HuFindBar *self, HuEditor *editor)
{
  g_return_if_fail (HU_IS_FIND_BAR (self));
  if (!g_set_object (&self->editor, editor))
    return;
  g_signal_group_set_target (self->editor_signals, editor);
  document_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

HuArticleView *
hu_find_bar_get_view (HuFindBar *self)
{
  g_return_val_if_fail (HU_IS_FIND_BAR (self), NULL);
  return self->view;
}

void
hu_find_bar_set_view (HuFindBar *self, HuArticleView *view)
{
  g_return_if_fail (HU_IS_FIND_BAR (self));
  if (view == self->view)
    return;
  if (self->view)
    hu_article_view_set_matches (self->view, NULL);
  g_set_object (&self->view, view);
  if (view)
    hu_article_view_set_matches (view, self->matches);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
hu_find_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HuFindBar *self = HU_FIND_BAR (object);

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
hu_find_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HuFindBar *self = HU_FIND_BAR (object);

  switch (id)
    {
    case PROP_EDITOR:
      hu_find_bar_set_editor (self, g_value_get_object (value));
      break;
    case PROP_VIEW:
      hu_find_bar_set_view (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hu_find_bar_dispose (GObject *object)
{
  HuFindBar *self = HU_FIND_BAR (object);

  stop_searching (self);
  g_clear_pointer (&self->matches, g_array_unref);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->editor);
  g_clear_object (&self->view);
  gtk_widget_dispose_template (GTK_WIDGET (self), HU_TYPE_FIND_BAR);
  G_OBJECT_CLASS (hu_find_bar_parent_class)->dispose (object);
}

static void
hu_find_bar_class_init (HuFindBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hu_find_bar_get_property;
  object_class->set_property = hu_find_bar_set_property;
  object_class->dispose = hu_find_bar_dispose;
  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, HU_TYPE_EDITOR, flags);
  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, HU_TYPE_ARTICLE_VIEW, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HuFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, HuFindBar, row);
  gtk_widget_class_bind_template_child (widget_class, HuFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, HuFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, HuFindBar, problem);
  gtk_widget_class_bind_template_child (widget_class, HuFindBar, match_case);
  gtk_widget_class_bind_template_child (widget_class, HuFindBar, whole_words);
  gtk_widget_class_bind_template_child (widget_class, HuFindBar, regex);
  gtk_widget_class_bind_template_callback (widget_class, search);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-find-bar");
  gtk_widget_class_install_action (widget_class, "find.next", NULL, activate_step);
  gtk_widget_class_install_action (widget_class, "find.previous", NULL, activate_step);
  gtk_widget_class_install_action (widget_class, "find.close", NULL, activate_close);
}

static void
hu_find_bar_init (HuFindBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *option_keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, GTK_EDITABLE (self->entry));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  gtk_event_controller_set_propagation_phase (option_keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (option_keys, "key-pressed", G_CALLBACK (option_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), option_keys);
  /* Not "search-changed", which waits: Enter must find what was typed just before it. */
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (search), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "next-match", G_CALLBACK (go_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "previous-match", G_CALLBACK (go_previous), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "notify::search-mode-enabled", G_CALLBACK (mode_changed), self,
                           G_CONNECT_SWAPPED);

  self->editor_signals = g_signal_group_new (HU_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "notify::document", G_CALLBACK (document_changed),
                                  self);
  g_signal_group_connect_swapped (self->editor_signals, "selection-changed", G_CALLBACK (show_count), self);
  self->document_signals = g_signal_group_new (HU_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "notify::text", G_CALLBACK (search), self);
  show_count (self);
}

GtkWidget *
hu_find_bar_new (HuArticleView *view, HuEditor *editor)
{
  return g_object_new (HU_TYPE_FIND_BAR, "view", view, "editor", editor, NULL);
}
