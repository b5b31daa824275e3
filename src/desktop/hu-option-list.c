/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of options beside a field: shown while the focus stays in the field. */
#include "config.h"

#include "hu-option-list.h"

#include <glib/gi18n-lib.h>

#include "hu-avatar.h"

#define MAX_HEIGHT 320

struct _HuOptionList
{
  GObject parent_instance;

  GtkWidget *popover;
  GtkWidget *list;
  GListStore *store;
  GtkSingleSelection *selection;
  gboolean moved; /* a person went to the selected row */
};

G_DEFINE_FINAL_TYPE (HuOptionList, hu_option_list, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
hu_option_list_dispose (GObject *object)
{
  HuOptionList *self = HU_OPTION_LIST (object);

  if (self->popover)
    {
      g_object_remove_weak_pointer (G_OBJECT (self->popover), (gpointer *) &self->popover);
      g_clear_pointer (&self->popover, gtk_widget_unparent);
    }
  g_clear_object (&self->store);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (hu_option_list_parent_class)->dispose (object);
}

static void
hu_option_list_class_init (HuOptionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hu_option_list_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, HU_TYPE_OPTION);
}

/* Rows. */

typedef struct
{
  GtkWidget *avatar;
  GtkWidget *symbol;
  GtkWidget *label;
  GtkWidget *detail;
  GtkWidget *count;
  GtkWidget *key;
} Row;

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  Row *row = g_new0 (Row, 1);

  row->avatar = hu_avatar_new ();
  row->symbol = gtk_label_new (NULL);
  row->label = gtk_label_new (NULL);
  row->detail = gtk_label_new (NULL);
  row->count = gtk_label_new (NULL);
  row->key = hu_key_cap_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (row->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (row->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (row->detail), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (row->detail), 0);
  gtk_widget_set_hexpand (row->detail, TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (row->label), 40);
  gtk_label_set_max_width_chars (GTK_LABEL (row->detail), 24);
  gtk_widget_add_css_class (row->detail, "dim-label");
  gtk_widget_add_css_class (row->detail, "caption");
  gtk_widget_add_css_class (row->count, "dim-label");
  gtk_widget_add_css_class (row->count, "numeric");
  gtk_widget_add_css_class (row->count, "caption");
  gtk_box_append (GTK_BOX (box), row->avatar);
  gtk_box_append (GTK_BOX (box), row->symbol);
  gtk_box_append (GTK_BOX (box), row->label);
  gtk_box_append (GTK_BOX (box), row->detail);
  gtk_box_append (GTK_BOX (box), row->count);
  gtk_box_append (GTK_BOX (box), row->key);
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  gtk_list_item_set_child (item, box);
}

static void
bind_avatar (Row *row, HuOption *option)
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
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  HuOption *option = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  Row *row = g_object_get_data (G_OBJECT (box), "row");
  g_autofree char *count = option->count ? g_strdup_printf ("%u×", option->count) : NULL;
  g_autofree char *name =
      option->detail ? g_strdup_printf ("%s, %s", option->label, option->detail) : g_strdup (option->label);

  bind_avatar (row, option);
  gtk_label_set_label (GTK_LABEL (row->symbol), option->symbol ? option->symbol : "");
  gtk_widget_set_visible (row->symbol, option->symbol != NULL);
  gtk_label_set_label (GTK_LABEL (row->label), option->label);
  gtk_label_set_label (GTK_LABEL (row->detail), option->detail ? option->detail : "");
  gtk_label_set_label (GTK_LABEL (row->count), count ? count : "");
  gtk_widget_set_visible (row->count, count != NULL);
  hu_key_cap_set (row->key, option->key);
  /* The row itself is what a screen reader reads. */
  if (gtk_widget_get_parent (box))
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
row_activated (GtkListView *list, guint position, HuOptionList *self)
{
  g_autoptr (HuOption) option = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  if (option)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, option);
}

static GtkWidget *
make_list (HuOptionList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), self);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_widget_add_css_class (list, "option-list");
  g_signal_connect (list, "activate", G_CALLBACK (row_activated), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Choices"), -1);
  return list;
}

static void
hu_option_list_init (HuOptionList *self)
{
  self->store = g_list_store_new (HU_TYPE_OPTION);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->store)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

HuOptionList *
hu_option_list_new (GtkWidget *parent)
{
  HuOptionList *self;
  GtkWidget *scroller;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  self = g_object_new (HU_TYPE_OPTION_LIST, NULL);
  g_set_weak_pointer (&self->popover, gtk_popover_new ());
  self->list = make_list (self);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
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
  guint n;
  gboolean known;

  g_return_if_fail (HU_IS_OPTION_LIST (self) && options != NULL);
  self->moved = FALSE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  g_list_store_splice (self->store, 0, n, options->pdata, options->len);
  known = options->len > 0 && hu_option_get_row (g_ptr_array_index (options, 0)) == HU_FLOW_ROW_KNOWN;
  if (highlight_first && known)
    gtk_single_selection_set_selected (self->selection, 0);
  if (options->len == 0)
    hu_option_list_popdown (self);
}

void
hu_option_list_popup (HuOptionList *self)
{
  g_return_if_fail (HU_IS_OPTION_LIST (self));
  if (self->popover && g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0 &&
      gtk_widget_get_mapped (gtk_widget_get_parent (self->popover)))
    gtk_popover_popup (GTK_POPOVER (self->popover));
}

void
hu_option_list_popdown (HuOptionList *self)
{
  g_return_if_fail (HU_IS_OPTION_LIST (self));
  self->moved = FALSE;
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
  guint n, position;

  g_return_if_fail (HU_IS_OPTION_LIST (self));
  n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  if (n == 0)
    return;
  position = gtk_single_selection_get_selected (self->selection);
  if (position == GTK_INVALID_LIST_POSITION)
    position = up ? n - 1 : 0;
  else
    position = up ? (position == 0 ? n - 1 : position - 1) : (position + 1) % n;
  self->moved = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
}

static HuOption *
get_selected (HuOptionList *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
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
