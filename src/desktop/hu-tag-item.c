/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a list of tags: what a HuTagList hands out. */
#include "config.h"

#include "hu-tag-item.h"

struct _HuTagItem
{
  GObject parent_instance;

  HuRecord *record;
};

G_DEFINE_FINAL_TYPE (HuTagItem, hu_tag_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
hu_tag_item_finalize (GObject *object)
{
  hu_record_unref (HU_TAG_ITEM (object)->record);
  G_OBJECT_CLASS (hu_tag_item_parent_class)->finalize (object);
}

static void
hu_tag_item_class_init (HuTagItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hu_tag_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
hu_tag_item_init (HuTagItem *self)
{
}

HuTagItem *
hu_tag_item_new (HuRecord *record)
{
  HuTagItem *self;

  g_return_val_if_fail (record != NULL, NULL);
  self = g_object_new (HU_TYPE_TAG_ITEM, NULL);
  self->record = hu_record_ref (record);
  return self;
}

HuKind
hu_tag_item_get_kind (HuTagItem *self)
{
  g_return_val_if_fail (HU_IS_TAG_ITEM (self), HU_KIND_CLAIM);
  return hu_record_get_kind (self->record);
}

const char *
hu_tag_item_get_id (HuTagItem *self)
{
  g_return_val_if_fail (HU_IS_TAG_ITEM (self), NULL);
  return hu_record_get_id (self->record);
}

HuRecord *
hu_tag_item_get_record (HuTagItem *self)
{
  g_return_val_if_fail (HU_IS_TAG_ITEM (self), NULL);
  return self->record;
}

void
hu_tag_item_update (HuTagItem *self, HuRecord *record)
{
  g_autoptr (HuRecord) old = NULL;

  g_return_if_fail (HU_IS_TAG_ITEM (self) && record != NULL);
  old = self->record;
  self->record = hu_record_ref (record);
  g_signal_emit (self, signals[CHANGED], 0);
}
