/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document in the list of a project. */
#include "config.h"

#include "hu-project-item.h"

struct _HuProjectItem
{
  GObject parent_instance;
  char *path;
  HuSummary *summary;
  guint64 stamp;
};

G_DEFINE_FINAL_TYPE (HuProjectItem, hu_project_item, G_TYPE_OBJECT)

enum
{
  PROP_SUMMARY = 1,
  PROP_READ,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
hu_project_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HuProjectItem *self = HU_PROJECT_ITEM (object);

  switch (id)
    {
    case PROP_SUMMARY:
      g_value_set_boxed (value, self->summary);
      break;
    case PROP_READ:
      g_value_set_boolean (value, hu_project_item_get_read (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hu_project_item_finalize (GObject *object)
{
  HuProjectItem *self = HU_PROJECT_ITEM (object);

  g_free (self->path);
  g_clear_pointer (&self->summary, hu_summary_unref);
  G_OBJECT_CLASS (hu_project_item_parent_class)->finalize (object);
}

static void
hu_project_item_class_init (HuProjectItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hu_project_item_get_property;
  object_class->finalize = hu_project_item_finalize;
  properties[PROP_SUMMARY] = g_param_spec_boxed ("summary", NULL, NULL, HU_TYPE_SUMMARY, flags);
  properties[PROP_READ] = g_param_spec_boolean ("read", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
hu_project_item_init (HuProjectItem *self)
{
}

HuProjectItem *
hu_project_item_new (const char *path)
{
  HuProjectItem *self;

  g_return_val_if_fail (path != NULL, NULL);
  self = g_object_new (HU_TYPE_PROJECT_ITEM, NULL);
  self->path = g_strdup (path);
  self->summary = hu_summary_new_unread (path);
  return self;
}

const char *
hu_project_item_get_path (HuProjectItem *self)
{
  g_return_val_if_fail (HU_IS_PROJECT_ITEM (self), NULL);
  return self->path;
}

HuSummary *
hu_project_item_get_summary (HuProjectItem *self)
{
  g_return_val_if_fail (HU_IS_PROJECT_ITEM (self), NULL);
  return self->summary;
}

gboolean
hu_project_item_get_read (HuProjectItem *self)
{
  g_return_val_if_fail (HU_IS_PROJECT_ITEM (self), FALSE);
  return self->stamp != 0;
}

guint64
hu_project_item_get_stamp (HuProjectItem *self)
{
  g_return_val_if_fail (HU_IS_PROJECT_ITEM (self), 0);
  return self->stamp;
}

void
hu_project_item_set_summary (HuProjectItem *self, HuSummary *summary, guint64 stamp)
{
  gboolean was_read;

  g_return_if_fail (HU_IS_PROJECT_ITEM (self) && summary != NULL);
  was_read = self->stamp != 0;
  hu_summary_ref (summary);
  hu_summary_unref (self->summary);
  self->summary = summary;
  self->stamp = stamp;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
  if (was_read != (stamp != 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ]);
}
