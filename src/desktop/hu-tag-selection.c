/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selected row of a list of tags: the tag in hand. */
#include "config.h"

#include "hu-tag-selection.h"

#include <string.h>

struct _HuTagSelection
{
  GObject parent_instance;

  HuTagList *list;
  HuEditor *editor;
  HuKind kind; /* what is selected: what to tell when that changes */
  char *id;    /* NULL: nothing */
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HuTagSelection,
                               hu_tag_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static GType
get_item_type (GListModel *model)
{
  return HU_TYPE_TAG_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (HU_TAG_SELECTION (model)->list));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (HU_TAG_SELECTION (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  HuTagSelection *self = HU_TAG_SELECTION (model);
  HuRecord *record = self->editor ? hu_tag_list_get_record (self->list, position) : NULL;

  return record && self->id && hu_record_get_kind (record) == self->kind &&
         strcmp (hu_record_get_id (record), self->id) == 0;
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  guint selected = hu_tag_selection_get_selected (HU_TAG_SELECTION (model));
  GtkBitset *set = gtk_bitset_new_empty ();

  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (set, selected);
  return set;
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  HuTagSelection *self = HU_TAG_SELECTION (model);
  HuRecord *record = self->editor ? hu_tag_list_get_record (self->list, position) : NULL;

  if (!record)
    return FALSE;
  hu_editor_pick (self->editor, hu_record_get_kind (record), hu_record_get_id (record), TRUE);
  /* A speaker has no passage: shown is where the text first speaks of it. */
  if (hu_record_get_kind (record) == HU_KIND_SPEAKER)
    {
      const HuUses *uses = hu_tag_list_get_uses (self->list, hu_record_get_id (record));

      if (uses && uses->start != G_MAXUINT)
        g_signal_emit_by_name (self->editor, "reveal", uses->start, uses->end);
    }
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
}

static void
items_changed (HuTagSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
row_changed (HuTagSelection *self, guint position)
{
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, 1);
}

/* Whose row is selected: the tag in hand, or the speaker whom the mention in hand names. */
static gboolean
get_target (HuTagSelection *self, HuKind *kind, const char **id)
{
  HuRecord *record = self->editor ? hu_editor_get_hand_record (self->editor) : NULL;
  const char *speaker = NULL;

  if (!record)
    return FALSE;
  *kind = hu_record_get_kind (record);
  *id = hu_record_get_id (record);
  if (*kind == HU_KIND_MENTION)
    speaker = hu_record_get_nth (record, HU_MEMBER_SPEAKERS, 0);
  if (speaker)
    {
      *kind = HU_KIND_SPEAKER;
      *id = speaker;
    }
  return TRUE;
}

static void
follow_hand (HuTagSelection *self)
{
  HuKind kind = HU_KIND_LAYER, old_kind = self->kind;
  const char *id = NULL;
  g_autofree char *old_id = NULL;

  get_target (self, &kind, &id);
  if (kind == self->kind && g_strcmp0 (id, self->id) == 0)
    return;
  old_id = g_steal_pointer (&self->id);
  self->kind = kind;
  self->id = g_strdup (id);
  hu_tag_list_set_hand (self->list, kind, id);
  row_changed (self, hu_tag_list_find (self->list, old_kind, old_id));
  row_changed (self, hu_tag_selection_get_selected (self));
}

static void
hu_tag_selection_dispose (GObject *object)
{
  HuTagSelection *self = HU_TAG_SELECTION (object);

  hu_tag_selection_set_editor (self, NULL);
  if (self->list)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (hu_tag_selection_parent_class)->dispose (object);
}

static void
hu_tag_selection_finalize (GObject *object)
{
  g_free (HU_TAG_SELECTION (object)->id);
  G_OBJECT_CLASS (hu_tag_selection_parent_class)->finalize (object);
}

static void
hu_tag_selection_class_init (HuTagSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hu_tag_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = hu_tag_selection_finalize;
}

static void
hu_tag_selection_init (HuTagSelection *self)
{
  self->kind = HU_KIND_LAYER;
}

HuTagSelection *
hu_tag_selection_new (HuTagList *list)
{
  HuTagSelection *self;

  g_return_val_if_fail (HU_IS_TAG_LIST (list), NULL);
  self = g_object_new (HU_TYPE_TAG_SELECTION, NULL);
  self->list = g_object_ref (list);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (items_changed), self);
  return self;
}

void
hu_tag_selection_set_editor (HuTagSelection *self, HuEditor *editor)
{
  g_return_if_fail (HU_IS_TAG_SELECTION (self));
  if (editor == self->editor)
    return;
  if (self->editor)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  g_set_object (&self->editor, editor);
  if (editor)
    {
      g_signal_connect_swapped (editor, "hand-changed", G_CALLBACK (follow_hand), self);
      /* A mention in hand may have become another speaker's. */
      g_signal_connect_swapped (editor, "changed", G_CALLBACK (follow_hand), self);
    }
  if (self->list)
    follow_hand (self);
}

guint
hu_tag_selection_get_selected (HuTagSelection *self)
{
  g_return_val_if_fail (HU_IS_TAG_SELECTION (self), GTK_INVALID_LIST_POSITION);
  return self->id ? hu_tag_list_find (self->list, self->kind, self->id) : GTK_INVALID_LIST_POSITION;
}
