/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the list of what was deleted. */
#include "config.h"

#include "hu-deleted-item.h"

struct _HuDeletedItem
{
  GObject parent_instance;

  HuRecord *record;
  HuEdit *edit;
};

G_DEFINE_FINAL_TYPE (HuDeletedItem, hu_deleted_item, G_TYPE_OBJECT)

static void
hu_deleted_item_finalize (GObject *object)
{
  HuDeletedItem *self = HU_DELETED_ITEM (object);

  hu_record_unref (self->record);
  hu_edit_unref (self->edit);
  G_OBJECT_CLASS (hu_deleted_item_parent_class)->finalize (object);
}

static void
hu_deleted_item_class_init (HuDeletedItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hu_deleted_item_finalize;
}

static void
hu_deleted_item_init (HuDeletedItem *self)
{
}

HuDeletedItem *
hu_deleted_item_new (HuDeleted *deleted)
{
  HuDeletedItem *self;

  g_return_val_if_fail (deleted != NULL, NULL);
  self = g_object_new (HU_TYPE_DELETED_ITEM, NULL);
  self->record = hu_record_ref (deleted->record);
  self->edit = hu_edit_ref (deleted->edit);
  return self;
}

HuRecord *
hu_deleted_item_get_record (HuDeletedItem *self)
{
  g_return_val_if_fail (HU_IS_DELETED_ITEM (self), NULL);
  return self->record;
}

gint64
hu_deleted_item_get_time (HuDeletedItem *self)
{
  g_return_val_if_fail (HU_IS_DELETED_ITEM (self), 0);
  return hu_edit_get_time (self->edit);
}

gboolean
hu_deleted_item_is (HuDeletedItem *self, HuDeleted *deleted)
{
  g_return_val_if_fail (HU_IS_DELETED_ITEM (self) && deleted != NULL, FALSE);
  return self->record == deleted->record && self->edit == deleted->edit;
}
