/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The items that a list of tags has handed out and somebody still holds. */
#include "config.h"

#include "hu-tag-cache.h"

#include <string.h>

struct _HuTagCache
{
  GHashTable *set; /* of Cached */
};

typedef struct
{
  HuTagCache *cache;
  HuTagItem *item;
  HuKind kind;
  char *id;
} Cached;

static guint
cached_hash (gconstpointer data)
{
  const Cached *cached = data;

  return g_str_hash (cached->id) * 31 + cached->kind;
}

static gboolean
cached_equal (gconstpointer a, gconstpointer b)
{
  const Cached *x = a, *y = b;

  return x->kind == y->kind && strcmp (x->id, y->id) == 0;
}

static void
cached_free (Cached *cached)
{
  g_free (cached->id);
  g_free (cached);
}

static void
item_gone (gpointer data, GObject *where_the_item_was)
{
  Cached *cached = data;

  g_hash_table_remove (cached->cache->set, cached);
  cached_free (cached);
}

HuTagCache *
hu_tag_cache_new (void)
{
  HuTagCache *self = g_new (HuTagCache, 1);

  self->set = g_hash_table_new (cached_hash, cached_equal);
  return self;
}

void
hu_tag_cache_free (HuTagCache *self)
{
  g_return_if_fail (self != NULL);
  hu_tag_cache_forget (self);
  g_hash_table_unref (self->set);
  g_free (self);
}

HuTagItem *
hu_tag_cache_find (HuTagCache *self, HuKind kind, const char *id)
{
  Cached key = { .kind = kind, .id = (char *) id };
  Cached *cached;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  cached = g_hash_table_lookup (self->set, &key);
  return cached ? g_object_ref (cached->item) : NULL;
}

HuTagItem *
hu_tag_cache_ensure (HuTagCache *self, HuRecord *record)
{
  HuTagItem *item;
  Cached *cached;

  g_return_val_if_fail (self != NULL && record != NULL, NULL);
  if ((item = hu_tag_cache_find (self, hu_record_get_kind (record), hu_record_get_id (record))))
    return item;
  item = hu_tag_item_new (record);
  cached = g_new (Cached, 1);
  *cached = (Cached){ self, item, hu_record_get_kind (record), g_strdup (hu_record_get_id (record)) };
  g_object_weak_ref (G_OBJECT (item), item_gone, cached);
  g_hash_table_add (self->set, cached);
  return item;
}

GPtrArray *
hu_tag_cache_get_items (HuTagCache *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer data;

  g_return_val_if_fail (self != NULL, items);
  g_hash_table_iter_init (&iter, self->set);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    g_ptr_array_add (items, g_object_ref (((Cached *) data)->item));
  return items;
}

void
hu_tag_cache_forget (HuTagCache *self)
{
  GHashTableIter iter;
  gpointer data;

  g_return_if_fail (self != NULL);
  g_hash_table_iter_init (&iter, self->set);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    {
      Cached *cached = data;

      g_hash_table_iter_remove (&iter);
      g_object_weak_unref (G_OBJECT (cached->item), item_gone, cached);
      cached_free (cached);
    }
}
