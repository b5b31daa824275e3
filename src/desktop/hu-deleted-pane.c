/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was deleted in the article, in the sidebar's place: to be looked through and restored. */
#include "config.h"

#include "hu-deleted-pane.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hu-deleted-row.h"

struct _HuDeletedPane
{
  GtkWidget parent_instance;

  HuStore *store;
  HuEditor *editor;
  GListStore *items;
  GtkSingleSelection *selection;

  GtkWidget *content;
  GtkWidget *back;
  GtkStack *stack;
  GtkListView *view;
};

G_DEFINE_FINAL_TYPE (HuDeletedPane, hu_deleted_pane, GTK_TYPE_WIDGET)

/* (transfer container) (element-type HuDeleted) */
static GPtrArray *
get_deleted (HuDeletedPane *self)
{
  HuDocument *document = self->editor ? hu_editor_get_document (self->editor) : NULL;

  return document ? hu_store_get_deleted (self->store, document) : g_ptr_array_new ();
}

static gboolean
removes (HuEdit *edit, HuKind kind, const char *id)
{
  const HuChange *change = id ? hu_edit_find_change (edit, kind, id) : NULL;

  return change && !change->after;
}

/* A stance that was deleted with the claim or speaker that it hung on, and comes back with it. */
static gboolean
went_along (HuDeleted *deleted)
{
  HuRecord *record = deleted->record;
  HuValue *toward = hu_record_get (record, HU_MEMBER_TOWARD);

  return hu_record_get_kind (record) == HU_KIND_STANCE &&
         (removes (deleted->edit, HU_KIND_CLAIM, hu_record_get_string (record, HU_MEMBER_CLAIM)) ||
          removes (deleted->edit, HU_KIND_SPEAKER, hu_record_get_string (record, HU_MEMBER_SPEAKER)) ||
          removes (deleted->edit, HU_KIND_CLAIM, hu_value_get_member_string (toward, "claim")) ||
          removes (deleted->edit, HU_KIND_SPEAKER, hu_value_get_member_string (toward, "speaker")));
}

/* What has a row. (transfer container) (element-type HuDeleted) */
static GPtrArray *
get_listed (HuDeletedPane *self)
{
  GPtrArray *deleted = get_deleted (self);
  guint n = 0;

  for (guint i = 0; i < deleted->len; i++)
    if (!went_along (deleted->pdata[i]))
      deleted->pdata[n++] = deleted->pdata[i];
  g_ptr_array_set_size (deleted, (int) n);
  return deleted;
}

/* Mostly one row has come or gone: what is the same before and after it stays. */
static void
fill (HuDeletedPane *self)
{
  g_autoptr (GPtrArray) deleted = get_listed (self);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *model = G_LIST_MODEL (self->items);
  guint n = g_list_model_get_n_items (model), first = 0, end = 0;

  for (; first < MIN (n, deleted->len); first++)
    {
      g_autoptr (HuDeletedItem) item = g_list_model_get_item (model, first);

      if (!hu_deleted_item_is (item, g_ptr_array_index (deleted, first)))
        break;
    }
  for (; end < MIN (n, deleted->len) - first; end++)
    {
      g_autoptr (HuDeletedItem) item = g_list_model_get_item (model, n - end - 1);

      if (!hu_deleted_item_is (item, g_ptr_array_index (deleted, deleted->len - end - 1)))
        break;
    }
  for (guint i = first; i < deleted->len - end; i++)
    g_ptr_array_add (items, hu_deleted_item_new (g_ptr_array_index (deleted, i)));
  if (items->len || n > first + end)
    g_list_store_splice (self->items, first, n - first - end, items->pdata, items->len);
  gtk_stack_set_visible_child_name (self->stack, deleted->len ? "list" : "empty");
}

static void
update (HuDeletedPane *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
}

/* Rows. */

static const char *
get_restored_label (HuKind kind)
{
  switch ((int) kind)
    {
    case HU_KIND_CLAIM:
      return _ ("Claim restored");
    case HU_KIND_MENTION:
      return _ ("Mention restored");
    case HU_KIND_STANCE:
      return _ ("Stance restored");
    case HU_KIND_MEMO:
      return _ ("Memo restored");
    default:
      return _ ("Speaker restored");
    }
}

/* The focus stays at the place of the row that goes. */
static void
focus_row (HuDeletedPane *self, guint position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (n == 0)
    {
      gtk_widget_grab_focus (self->back);
      return;
    }
  gtk_single_selection_set_selected (self->selection, MIN (position, n - 1));
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", MIN (position, n - 1));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
restore (HuDeletedPane *self, guint position)
{
  g_autoptr (HuDeletedItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  g_autoptr (GPtrArray) deleted = get_deleted (self);
  g_autoptr (HuEdit) edit = NULL;
  HuRecord *record;
  HuKind kind;

  if (!item)
    return;
  record = hu_deleted_item_get_record (item);
  kind = hu_record_get_kind (record);
  edit = hu_edit_new (get_restored_label (kind));
  if (!hu_op_restore (edit, hu_editor_get_layer (self->editor), kind, hu_record_get_id (record),
                      hu_deleted_find, deleted))
    {
      hu_editor_tell (self->editor, _ ("This can’t be restored: another stance has taken its place"), NULL);
      return;
    }
  if (!hu_editor_apply (self->editor, edit))
    return;
  hu_editor_tell (self->editor, get_restored_label (kind), edit);
  hu_editor_pick (self->editor, kind, hu_record_get_id (record), TRUE);
  focus_row (self, position);
}

static void
row_restore (HuDeletedRow *row, GtkListItem *list_item)
{
  GtkWidget *pane = gtk_widget_get_ancestor (GTK_WIDGET (row), HU_TYPE_DELETED_PANE);

  if (pane)
    restore (HU_DELETED_PANE (pane), gtk_list_item_get_position (list_item));
}

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *row = hu_deleted_row_new ();

  g_signal_connect_object (row, "restore", G_CALLBACK (row_restore), list_item, 0);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row (HuDeletedPane *self, GtkListItem *list_item)
{
  HuDocument *document = self->editor ? hu_editor_get_document (self->editor) : NULL;

  if (document)
    hu_deleted_row_bind (HU_DELETED_ROW (gtk_list_item_get_child (list_item)), document,
                         gtk_list_item_get_item (list_item));
}

static void
row_activated (HuDeletedPane *self, guint position)
{
  restore (self, position);
}

/* The article shows where it was. */
static void
selected_changed (HuDeletedPane *self)
{
  HuDeletedItem *item = gtk_single_selection_get_selected_item (self->selection);
  guint start, end;

  if (item && hu_record_get_extent (hu_deleted_item_get_record (item), &start, &end))
    hu_editor_reveal (self->editor, start, end);
}

static gboolean
key_pressed (HuDeletedPane *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape || (state & gtk_accelerator_get_default_mod_mask ()))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.hide-deleted", NULL);
  return GDK_EVENT_STOP;
}

/* The widget. */

static void
hu_deleted_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hu_deleted_pane_parent_class)->map (widget);
  fill (HU_DELETED_PANE (widget));
}

static void
hu_deleted_pane_dispose (GObject *object)
{
  HuDeletedPane *self = HU_DELETED_PANE (object);

  if (self->editor)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), HU_TYPE_DELETED_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->editor);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (hu_deleted_pane_parent_class)->dispose (object);
}

static void
hu_deleted_pane_class_init (HuDeletedPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_deleted_pane_dispose;
  widget_class->map = hu_deleted_pane_map;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-deleted-pane");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-deleted-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HuDeletedPane, content);
  gtk_widget_class_bind_template_child (widget_class, HuDeletedPane, back);
  gtk_widget_class_bind_template_child (widget_class, HuDeletedPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HuDeletedPane, view);
  gtk_widget_class_bind_template_callback (widget_class, setup_row);
  gtk_widget_class_bind_template_callback (widget_class, bind_row);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed);
}

static void
hu_deleted_pane_init (HuDeletedPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (HU_TYPE_DELETED_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_changed), self);
}

GtkWidget *
hu_deleted_pane_new (void)
{
  return g_object_new (HU_TYPE_DELETED_PANE, NULL);
}

void
hu_deleted_pane_set_up (HuDeletedPane *self, HuStore *store, HuEditor *editor)
{
  g_return_if_fail (HU_IS_DELETED_PANE (self) && HU_IS_STORE (store) && HU_IS_EDITOR (editor));
  g_return_if_fail (self->editor == NULL);
  self->store = g_object_ref (store);
  self->editor = g_object_ref (editor);
  g_signal_connect_swapped (editor, "notify::document", G_CALLBACK (update), self);
  g_signal_connect_swapped (editor, "changed", G_CALLBACK (update), self);
}

void
hu_deleted_pane_focus_list (HuDeletedPane *self)
{
  guint selected;

  g_return_if_fail (HU_IS_DELETED_PANE (self));
  fill (self);
  selected = gtk_single_selection_get_selected (self->selection);
  focus_row (self, selected == GTK_INVALID_LIST_POSITION ? 0 : selected);
}
