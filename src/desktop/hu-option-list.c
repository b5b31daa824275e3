/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of options beside a field: shown while the focus stays in the field. */
#include "config.h"

#include "hu-option-list.h"

#include <glib/gi18n-lib.h>

#include "hu-avatar.h"

#define MAX_HEIGHT 320
/* How long a list waits for its field to come into view. */
#define MAX_FRAMES 30

struct _HuOptionList
{
  GObject parent_instance;

  GtkWidget *popover; /* weak */
  GtkWidget *scroller;
  GtkListBox *box;
  GPtrArray *options; /* of HuOption */
  GPtrArray *rows;    /* of Row: at least as many; those past the options are hidden */
  int selected;       /* -1: none */
  gboolean moved;     /* a person went to the selected row */
  guint waiting;      /* tick callback of the parent that opens the popover; 0: none */
  guint waited;       /* frames */
};

G_DEFINE_FINAL_TYPE (HuOptionList, hu_option_list, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stop_waiting (HuOptionList *self)
{
  if (self->waiting && self->popover)
    gtk_widget_remove_tick_callback (gtk_widget_get_parent (self->popover), self->waiting);
  self->waiting = 0;
}

static void
hu_option_list_dispose (GObject *object)
{
  HuOptionList *self = HU_OPTION_LIST (object);

  stop_waiting (self);
  if (self->popover)
    {
      g_object_remove_weak_pointer (G_OBJECT (self->popover), (gpointer *) &self->popover);
      g_clear_pointer (&self->popover, gtk_widget_unparent);
    }
  G_OBJECT_CLASS (hu_option_list_parent_class)->dispose (object);
}

static void
hu_option_list_finalize (GObject *object)
{
  HuOptionList *self = HU_OPTION_LIST (object);

  g_ptr_array_unref (self->options);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (hu_option_list_parent_class)->finalize (object);
}

static void
hu_option_list_class_init (HuOptionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hu_option_list_dispose;
  object_class->finalize = hu_option_list_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, HU_TYPE_OPTION);
}

/* Rows. */

typedef struct
{
  GtkWidget *row;
  GtkWidget *avatar;
  GtkWidget *symbol;
  GtkWidget *label;
  GtkWidget *detail;
  GtkWidget *count;
  GtkWidget *key;
} Row;

static GtkWidget *
append_label (GtkWidget *box, int max_width, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), max_width ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  if (max_width)
    gtk_label_set_max_width_chars (GTK_LABEL (label), max_width);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class)
    {
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, css_class);
    }
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static Row *
make_row (HuOptionList *self)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  row->row = gtk_list_box_row_new ();
  row->avatar = hu_avatar_new ();
  gtk_box_append (GTK_BOX (box), row->avatar);
  row->symbol = append_label (box, 0, NULL);
  row->label = append_label (box, 40, NULL);
  row->detail = append_label (box, 24, "caption");
  gtk_widget_set_hexpand (row->detail, TRUE);
  row->count = append_label (box, 0, "caption");
  row->key = hu_key_cap_new (NULL);
  gtk_box_append (GTK_BOX (box), row->key);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), box);
  gtk_widget_set_focusable (row->row, FALSE);
  gtk_list_box_append (self->box, row->row);
  return row;
}

static void
show_avatar (Row *row, HuOption *option)
{
  gboolean shown =
      option->kind == HU_OPTION_SPEAKER || option->kind == HU_OPTION_NAME || option->kind == HU_OPTION_VOICE;

  gtk_widget_set_visible (row->avatar, shown);
  if (option->record && option->kind == HU_OPTION_SPEAKER)
    hu_avatar_set_speaker (HU_AVATAR (row->avatar), option->record);
  else
    hu_avatar_set_letters (HU_AVATAR (row->avatar), option->kind == HU_OPTION_VOICE ? "“" : "?");
}

static void
show_option (Row *row, HuOption *option)
{
  g_autofree char *count = option->count ? g_strdup_printf ("%u×", option->count) : NULL;
  g_autofree char *name =
      option->detail ? g_strdup_printf ("%s, %s", option->label, option->detail) : g_strdup (option->label);

  show_avatar (row, option);
  gtk_label_set_label (GTK_LABEL (row->symbol), option->symbol ? option->symbol : "");
  gtk_widget_set_visible (row->symbol, option->symbol != NULL);
  gtk_label_set_label (GTK_LABEL (row->label), option->label);
  gtk_label_set_label (GTK_LABEL (row->detail), option->detail ? option->detail : "");
  gtk_label_set_label (GTK_LABEL (row->count), count ? count : "");
  gtk_widget_set_visible (row->count, count != NULL);
  hu_key_cap_set (row->key, option->key);
  gtk_widget_set_visible (row->row, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
row_activated (GtkListBox *box, GtkListBoxRow *row, HuOptionList *self)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (index < self->options->len)
    {
      g_autoptr (HuOption) option = g_object_ref (g_ptr_array_index (self->options, index));

      g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, option);
    }
}

/* The rows are never focused, so the list doesn't follow by itself. */
static void
scroll_to (HuOptionList *self, GtkWidget *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, GTK_WIDGET (self->box), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
select_row (HuOptionList *self, int index)
{
  Row *row = index >= 0 ? g_ptr_array_index (self->rows, (guint) index) : NULL;

  self->selected = index;
  gtk_list_box_select_row (self->box, row ? GTK_LIST_BOX_ROW (row->row) : NULL);
  if (row)
    scroll_to (self, row->row);
}

static void
hu_option_list_init (HuOptionList *self)
{
  self->options = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->selected = -1;
}

HuOptionList *
hu_option_list_new (GtkWidget *parent)
{
  HuOptionList *self;
  GtkWidget *scroller, *box;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  self = g_object_new (HU_TYPE_OPTION_LIST, NULL);
  g_set_weak_pointer (&self->popover, gtk_popover_new ());
  box = gtk_list_box_new ();
  self->box = GTK_LIST_BOX (box);
  gtk_list_box_set_activate_on_single_click (self->box, TRUE);
  gtk_widget_add_css_class (box, "option-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Choices"), -1);
  g_signal_connect_object (box, "row-activated", G_CALLBACK (row_activated), self, 0);
  self->scroller = scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroller);
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_add_css_class (self->popover, "option-popover");
  gtk_widget_set_size_request (scroller, 260, -1);
  gtk_widget_set_parent (self->popover, parent);
  return self;
}

void
hu_option_list_set_options (HuOptionList *self, GPtrArray *options, gboolean highlight_first)
{
  gboolean known;

  g_return_if_fail (HU_IS_OPTION_LIST (self) && options != NULL);
  self->moved = FALSE;
  g_ptr_array_set_size (self->options, 0);
  for (guint i = 0; i < options->len; i++)
    {
      g_ptr_array_add (self->options, g_object_ref (g_ptr_array_index (options, i)));
      if (i == self->rows->len)
        g_ptr_array_add (self->rows, make_row (self));
      show_option (g_ptr_array_index (self->rows, i), g_ptr_array_index (options, i));
    }
  for (guint i = options->len; i < self->rows->len; i++)
    gtk_widget_set_visible (((Row *) g_ptr_array_index (self->rows, i))->row, FALSE);
  known = options->len > 0 && hu_option_get_row (g_ptr_array_index (options, 0)) == HU_FLOW_ROW_KNOWN;
  select_row (self, highlight_first && known ? 0 : -1);
  if (options->len == 0)
    hu_option_list_popdown (self);
}

/* Whether what the popover hangs on lies within the window. GDK finds no monitor for a popup beside the
 * screen, where a field that is scrolled away can be. */
static gboolean
is_in_window (GtkWidget *parent)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (parent));
  graphene_rect_t bounds;

  return window && gtk_widget_compute_bounds (parent, window, &bounds) && bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (window);
}

static gboolean
try_popup (GtkWidget *parent, GdkFrameClock *clock, gpointer user_data)
{
  HuOptionList *self = user_data;

  if (!is_in_window (parent) && ++self->waited < MAX_FRAMES)
    return G_SOURCE_CONTINUE;
  self->waiting = 0;
  if (is_in_window (parent) && gtk_widget_get_mapped (parent))
    gtk_popover_popup (GTK_POPOVER (self->popover));
  return G_SOURCE_REMOVE;
}

void
hu_option_list_popup (HuOptionList *self)
{
  GtkWidget *parent;

  g_return_if_fail (HU_IS_OPTION_LIST (self));
  parent = self->popover ? gtk_widget_get_parent (self->popover) : NULL;
  if (!parent || self->options->len == 0 || !gtk_widget_get_mapped (parent))
    return;
  if (is_in_window (parent))
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else if (!self->waiting)
    {
      /* The focus brings the field into view with the next frames. */
      self->waited = 0;
      self->waiting = gtk_widget_add_tick_callback (parent, try_popup, self, NULL);
    }
}

void
hu_option_list_popdown (HuOptionList *self)
{
  g_return_if_fail (HU_IS_OPTION_LIST (self));
  self->moved = FALSE;
  stop_waiting (self);
  if (self->popover)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

gboolean
hu_option_list_is_open (HuOptionList *self)
{
  g_return_val_if_fail (HU_IS_OPTION_LIST (self), FALSE);
  return self->popover && gtk_widget_get_visible (self->popover);
}

void
hu_option_list_move (HuOptionList *self, gboolean up)
{
  int n, to;

  g_return_if_fail (HU_IS_OPTION_LIST (self));
  n = (int) self->options->len;
  if (n == 0)
    return;
  if (self->selected < 0)
    to = up ? n - 1 : 0;
  else
    to = (self->selected + (up ? n - 1 : 1)) % n;
  self->moved = TRUE;
  select_row (self, to);
}

static HuOption *
get_selected (HuOptionList *self)
{
  return self->selected >= 0 ? g_ptr_array_index (self->options, (guint) self->selected) : NULL;
}

HuOption *
hu_option_list_get_moved_to (HuOptionList *self)
{
  g_return_val_if_fail (HU_IS_OPTION_LIST (self), NULL);
  return self->moved ? get_selected (self) : NULL;
}

HuOption *
hu_option_list_get_first (HuOptionList *self)
{
  g_return_val_if_fail (HU_IS_OPTION_LIST (self), NULL);
  return self->moved ? NULL : get_selected (self);
}
