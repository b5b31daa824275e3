/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of the sidebar: a filter and the list that it filters. */
#include "config.h"

#include "hu-tag-page.h"

#include <glib/gi18n-lib.h>

#include "hu-tag-row.h"
#include "hu-tag-selection.h"

struct _HuTagPage
{
  GtkWidget parent_instance;

  HuEditorPage page;
  HuEditor *editor;
  HuTagList *list;
  HuTagSelection *selection;
  guint scroll_tick;   /* scrolling to the row in hand, once all has been laid out */
  guint scroll_frames; /* until then */

  GtkWidget *content;
  GtkSearchEntry *filter;
  GtkToggleButton *memos;
  GtkToggleButton *dims;
  GtkStack *stack;
  GtkListView *view;
  GtkLabel *empty_title;
  GtkLabel *empty_hint;
};

G_DEFINE_FINAL_TYPE (HuTagPage, hu_tag_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_EDITOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What the page says where it has no rows. */
static const struct
{
  const char *title;
  const char *hint;
} empty_texts[] = {
  [HU_EDITOR_PAGE_CLAIMS] = { N_ ("No claims yet"),
                              N_ ("Select a passage that claims something and press C.") },
  [HU_EDITOR_PAGE_SPEAKERS] = { N_ ("No speakers yet"),
                                N_ ("Select a name and press S. Who makes a claim is listed here, too.") },
  [HU_EDITOR_PAGE_STANCES] = { N_ ("No stances yet"), N_ ("Select a passage that shows where somebody stands "
                                                          "and press T, or give a claim a "
                                                          "topic and a stance.") },
};

static void
update_stack (HuTagPage *self)
{
  const char *shown = "list";

  if (hu_tag_list_get_n_all (self->list) == 0)
    shown = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0 &&
           !hu_tag_list_get_filtering (self->list))
    shown = "no-match";
  gtk_stack_set_visible_child_name (self->stack, shown);
}

/* The row in hand. */

static gboolean
scroll_to_hand (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  HuTagPage *self = HU_TAG_PAGE (widget);
  guint position = hu_tag_selection_get_selected (self->selection);

  self->scroll_frames--;
  if (self->scroll_frames < 2 && position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
  if (self->scroll_frames > 0)
    return G_SOURCE_CONTINUE;
  self->scroll_tick = 0;
  return G_SOURCE_REMOVE;
}

/* A row that has just come has no height before its first frame is laid out, and the card, which comes with
 * the tag in hand, takes its room from the list in the next. */
static void
follow_hand (HuTagPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->scroll_frames = 3;
  if (!self->scroll_tick)
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_to_hand, NULL, NULL);
}

static gboolean
focus_row (HuTagPage *self, guint position)
{
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
  return gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
has_selected_row (HuTagPage *self)
{
  return hu_tag_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION;
}

static void
go_to_article (HuTagPage *self)
{
  if (self->editor)
    g_signal_emit_by_name (self->editor, "focus-article");
}

/* Rows. */

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, hu_tag_row_new ());
}

static void
bind_row (HuTagPage *self, GtkListItem *list_item)
{
  hu_tag_row_bind (HU_TAG_ROW (gtk_list_item_get_child (list_item)), self->list,
                   gtk_list_item_get_item (list_item));
}

static void
unbind_row (HuTagPage *self, GtkListItem *list_item)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  if (row)
    hu_tag_row_bind (HU_TAG_ROW (row), NULL, NULL);
}

static void
row_activated (HuTagPage *self, guint position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
}

/* The filter. */

static void
filter_changed (HuTagPage *self)
{
  hu_tag_list_set_filter (self->list, gtk_editable_get_text (GTK_EDITABLE (self->filter)));
  update_stack (self);
}

static void
filter_activated (HuTagPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return;
  row_activated (self, 0);
  focus_row (self, 0);
}

/* Escape empties the filter; where it is empty, it goes to the article. */
static void
filter_stopped (HuTagPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->filter)))
    gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  else
    go_to_article (self);
}

static gboolean
filter_key_pressed (HuTagPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down) ||
      (state & gtk_accelerator_get_default_mod_mask ()))
    return GDK_EVENT_PROPAGATE;
  hu_tag_page_focus_list (self);
  return GDK_EVENT_STOP;
}

static void
clear_filter (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HuTagPage *self = HU_TAG_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  hu_tag_page_focus_filter (self);
}

static void
memos_toggled (HuTagPage *self)
{
  hu_tag_list_set_with_memos (self->list, gtk_toggle_button_get_active (self->memos));
}

static void
dims_toggled (HuTagPage *self)
{
  if (self->editor)
    hu_editor_set_dims_for_speaker (self->editor, gtk_toggle_button_get_active (self->dims));
}

/* Keys in the list. */

static gboolean
types_text (guint keyval, GdkModifierType state)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  return c && g_unichar_isgraph (c) &&
         !(state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK));
}

/* The focus stays at the place of the row that goes. */
static void
delete_in_hand (HuTagPage *self)
{
  guint position = hu_tag_selection_get_selected (self->selection);
  guint n;

  hu_editor_delete (self->editor);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  if (position != GTK_INVALID_LIST_POSITION && n > 0)
    focus_row (self, MIN (position, n - 1));
}

static gboolean
list_key_pressed (
    HuTagPage *self, guint keyval, guint keycode, GdkModifierType state, GtkEventControllerKey *controller)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->filter));

  if (state & GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape)
    {
      hu_editor_show_all (self->editor);
      go_to_article (self);
    }
  else if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    delete_in_hand (self);
  else if (types_text (keyval, state))
    {
      gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
      gtk_editable_set_position (text, -1);
      gtk_event_controller_key_forward (controller, GTK_WIDGET (text));
    }
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* The widget. */

static void
hu_tag_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hu_tag_page_parent_class)->map (widget);
  follow_hand (HU_TAG_PAGE (widget));
}

static void
hu_tag_page_constructed (GObject *object)
{
  HuTagPage *self = HU_TAG_PAGE (object);

  G_OBJECT_CLASS (hu_tag_page_parent_class)->constructed (object);
  self->list = hu_tag_list_new (self->page);
  self->selection = hu_tag_selection_new (self->list);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_widget_set_visible (GTK_WIDGET (self->memos), self->page == HU_EDITOR_PAGE_CLAIMS);
  gtk_widget_set_visible (GTK_WIDGET (self->dims), self->page == HU_EDITOR_PAGE_SPEAKERS);
  gtk_label_set_label (self->empty_title, _ (empty_texts[self->page].title));
  gtk_label_set_label (self->empty_hint, _ (empty_texts[self->page].hint));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->page == HU_EDITOR_PAGE_CLAIMS     ? _ ("Claims")
                                  : self->page == HU_EDITOR_PAGE_SPEAKERS ? _ ("Speakers")
                                                                          : _ ("Stances"),
                                  -1);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (update_stack), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (follow_hand), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify", G_CALLBACK (update_stack), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (follow_hand), self,
                           G_CONNECT_SWAPPED);
  update_stack (self);
}

static void
hu_tag_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HuTagPage *self = HU_TAG_PAGE (object);

  switch (prop_id)
    {
    case PROP_PAGE:
      g_value_set_int (value, (int) self->page);
      break;
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_tag_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  HuTagPage *self = HU_TAG_PAGE (object);

  switch (prop_id)
    {
    case PROP_PAGE:
      self->page = (HuEditorPage) g_value_get_int (value);
      break;
    case PROP_EDITOR:
      hu_tag_page_set_editor (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_tag_page_dispose (GObject *object)
{
  HuTagPage *self = HU_TAG_PAGE (object);

  if (self->scroll_tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick = 0;
  if (self->selection)
    hu_tag_page_set_editor (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HU_TYPE_TAG_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (hu_tag_page_parent_class)->dispose (object);
}

static void
hu_tag_page_class_init (HuTagPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = hu_tag_page_constructed;
  object_class->get_property = hu_tag_page_get_property;
  object_class->set_property = hu_tag_page_set_property;
  object_class->dispose = hu_tag_page_dispose;
  widget_class->map = hu_tag_page_map;

  properties[PROP_PAGE] = g_param_spec_int ("page", NULL, NULL, HU_EDITOR_PAGE_CLAIMS, HU_EDITOR_PAGE_STANCES,
                                            HU_EDITOR_PAGE_CLAIMS, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, HU_TYPE_EDITOR, flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-tag-page");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-tag-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HuTagPage, content);
  gtk_widget_class_bind_template_child (widget_class, HuTagPage, filter);
  gtk_widget_class_bind_template_child (widget_class, HuTagPage, memos);
  gtk_widget_class_bind_template_child (widget_class, HuTagPage, dims);
  gtk_widget_class_bind_template_child (widget_class, HuTagPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HuTagPage, view);
  gtk_widget_class_bind_template_child (widget_class, HuTagPage, empty_title);
  gtk_widget_class_bind_template_child (widget_class, HuTagPage, empty_hint);
  gtk_widget_class_bind_template_callback (widget_class, setup_row);
  gtk_widget_class_bind_template_callback (widget_class, bind_row);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, filter_activated);
  gtk_widget_class_bind_template_callback (widget_class, filter_stopped);
  gtk_widget_class_bind_template_callback (widget_class, filter_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, list_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, memos_toggled);
  gtk_widget_class_bind_template_callback (widget_class, dims_toggled);
  gtk_widget_class_install_action (widget_class, "tags.clear-filter", NULL, clear_filter);
}

static void
hu_tag_page_init (HuTagPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hu_tag_page_new (HuEditorPage page)
{
  return g_object_new (HU_TYPE_TAG_PAGE, "page", (int) page, NULL);
}

static void
document_changed (HuTagPage *self)
{
  hu_tag_list_set_document (self->list, self->editor ? hu_editor_get_document (self->editor) : NULL);
  update_stack (self);
}

void
hu_tag_page_set_editor (HuTagPage *self, HuEditor *editor)
{
  g_return_if_fail (HU_IS_TAG_PAGE (self));
  if (editor == self->editor)
    return;
  if (self->editor)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  g_set_object (&self->editor, editor);
  hu_tag_selection_set_editor (self->selection, editor);
  if (editor)
    g_signal_connect_swapped (editor, "notify::document", G_CALLBACK (document_changed), self);
  document_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

HuTagList *
hu_tag_page_get_list (HuTagPage *self)
{
  g_return_val_if_fail (HU_IS_TAG_PAGE (self), NULL);
  return self->list;
}

void
hu_tag_page_focus_list (HuTagPage *self)
{
  g_return_if_fail (HU_IS_TAG_PAGE (self));
  if (!focus_row (self, has_selected_row (self) ? hu_tag_selection_get_selected (self->selection) : 0))
    hu_tag_page_focus_filter (self);
}

void
hu_tag_page_focus_filter (HuTagPage *self)
{
  g_return_if_fail (HU_IS_TAG_PAGE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->filter));
}
