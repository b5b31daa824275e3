/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An ordered index of ranges.
 *
 * A treap: a search tree in the order (start, end, id), and a heap by a priority that is drawn at random when
 * an entry is made, which keeps it balanced whatever order the items come in. Each node carries the size of
 * its subtree (for ranks: a list model asks for the n-th tag) and the furthest end in it (for queries: a
 * subtree that ends before the range asked for is passed over whole). The priorities come from a small
 * generator of the index itself, so that the same calls always build the same tree.
 *
 * Invariants, for every node: left < node < right in the order; node.priority >= its children's;
 * node.size = 1 + left.size + right.size; node.furthest = max (node.end, left.furthest, right.furthest).
 */
#include "hu-index.h"

#include <string.h>

struct _HuEntry
{
  guint start;
  guint end;
  guint furthest;
  guint size;
  guint32 priority;
  const char *id;
  gpointer item;
  HuEntry *left;
  HuEntry *right;
  HuEntry *parent;
};

struct _HuIndex
{
  HuEntry *root;
  guint32 seed;
};

HuIndex *
hu_index_new (void)
{
  HuIndex *self = g_new0 (HuIndex, 1);

  self->seed = 2463534242u;
  return self;
}

static void
entry_free_all (HuEntry *entry)
{
  while (entry)
    {
      HuEntry *right = entry->right;

      entry_free_all (entry->left);
      g_slice_free (HuEntry, entry);
      entry = right;
    }
}

void
hu_index_free (HuIndex *self)
{
  g_return_if_fail (self != NULL);
  entry_free_all (self->root);
  g_free (self);
}

static guint32
next_priority (HuIndex *self)
{
  /* xorshift32: Marsaglia, "Xorshift RNGs", 2003. */
  self->seed ^= self->seed << 13;
  self->seed ^= self->seed >> 17;
  self->seed ^= self->seed << 5;
  return self->seed;
}

static int
compare (const HuEntry *a, const HuEntry *b)
{
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  if (a->end != b->end)
    return a->end < b->end ? -1 : 1;
  return strcmp (a->id, b->id);
}

static guint
size_of (HuEntry *entry)
{
  return entry ? entry->size : 0;
}

static void
update (HuEntry *entry)
{
  entry->size = 1 + size_of (entry->left) + size_of (entry->right);
  entry->furthest = entry->end;
  if (entry->left)
    entry->furthest = MAX (entry->furthest, entry->left->furthest);
  if (entry->right)
    entry->furthest = MAX (entry->furthest, entry->right->furthest);
}

static void
replace_child (HuIndex *self, HuEntry *parent, HuEntry *old_child, HuEntry *new_child)
{
  if (!parent)
    self->root = new_child;
  else if (parent->left == old_child)
    parent->left = new_child;
  else
    parent->right = new_child;
  if (new_child)
    new_child->parent = parent;
}

/* Lifts @entry over its parent. */
static void
rotate_up (HuIndex *self, HuEntry *entry)
{
  HuEntry *parent = entry->parent;

  replace_child (self, parent->parent, parent, entry);
  if (parent->left == entry)
    {
      parent->left = entry->right;
      if (parent->left)
        parent->left->parent = parent;
      entry->right = parent;
    }
  else
    {
      parent->right = entry->left;
      if (parent->right)
        parent->right->parent = parent;
      entry->left = parent;
    }
  parent->parent = entry;
  update (parent);
  update (entry);
}

static void
update_upwards (HuEntry *entry)
{
  for (; entry; entry = entry->parent)
    update (entry);
}

HuEntry *
hu_index_insert (HuIndex *self, guint start, guint end, const char *id, gpointer item)
{
  HuEntry *entry, *parent = NULL;
  HuEntry **place;

  g_return_val_if_fail (self != NULL && id != NULL && start <= end, NULL);
  entry = g_slice_new0 (HuEntry);
  *entry = (HuEntry){ .start = start, .end = end, .id = id, .item = item, .priority = next_priority (self) };
  place = &self->root;
  while (*place)
    {
      parent = *place;
      place = compare (entry, parent) < 0 ? &parent->left : &parent->right;
    }
  *place = entry;
  entry->parent = parent;
  update_upwards (entry);
  while (entry->parent && entry->parent->priority < entry->priority)
    rotate_up (self, entry);
  return entry;
}

void
hu_index_remove (HuIndex *self, HuEntry *entry)
{
  g_return_if_fail (self != NULL && entry != NULL);
  while (entry->left || entry->right)
    {
      HuEntry *up = entry->left;

      if (!up || (entry->right && entry->right->priority > up->priority))
        up = entry->right;
      rotate_up (self, up);
    }
  replace_child (self, entry->parent, entry, NULL);
  update_upwards (entry->parent);
  g_slice_free (HuEntry, entry);
}

guint
hu_index_get_size (HuIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return size_of (self->root);
}

HuEntry *
hu_index_get_nth (HuIndex *self, guint n)
{
  HuEntry *entry;

  g_return_val_if_fail (self != NULL, NULL);
  entry = self->root;
  while (entry)
    {
      guint left = size_of (entry->left);

      if (n == left)
        return entry;
      if (n < left)
        entry = entry->left;
      else
        {
          n -= left + 1;
          entry = entry->right;
        }
    }
  return NULL;
}

guint
hu_index_get_rank (HuIndex *self, HuEntry *entry)
{
  guint rank;

  g_return_val_if_fail (self != NULL && entry != NULL, 0);
  rank = size_of (entry->left);
  for (; entry->parent; entry = entry->parent)
    if (entry->parent->right == entry)
      rank += size_of (entry->parent->left) + 1;
  return rank;
}

guint
hu_index_count_before (HuIndex *self, guint start)
{
  guint count = 0;

  g_return_val_if_fail (self != NULL, 0);
  for (HuEntry *entry = self->root; entry;)
    {
      if (entry->start < start)
        {
          count += size_of (entry->left) + 1;
          entry = entry->right;
        }
      else
        entry = entry->left;
    }
  return count;
}

gpointer
hu_entry_get_item (HuEntry *entry)
{
  return entry->item;
}

guint
hu_entry_get_start (HuEntry *entry)
{
  return entry->start;
}

guint
hu_entry_get_end (HuEntry *entry)
{
  return entry->end;
}

HuEntry *
hu_entry_next (HuEntry *entry)
{
  if (entry->right)
    {
      for (entry = entry->right; entry->left;)
        entry = entry->left;
      return entry;
    }
  while (entry->parent && entry->parent->right == entry)
    entry = entry->parent;
  return entry->parent;
}

HuEntry *
hu_entry_previous (HuEntry *entry)
{
  if (entry->left)
    {
      for (entry = entry->left; entry->right;)
        entry = entry->right;
      return entry;
    }
  while (entry->parent && entry->parent->left == entry)
    entry = entry->parent;
  return entry->parent;
}

static gboolean
query (HuEntry *entry, guint start, guint end, HuIndexFunc func, gpointer user_data)
{
  while (entry && entry->furthest > start)
    {
      if (!query (entry->left, start, end, func, user_data))
        return FALSE;
      if (entry->start >= end)
        return TRUE;
      if (entry->end > start && !func (entry, user_data))
        return FALSE;
      entry = entry->right;
    }
  return TRUE;
}

void
hu_index_query (HuIndex *self, guint start, guint end, HuIndexFunc func, gpointer user_data)
{
  g_return_if_fail (self != NULL && start <= end && func != NULL);
  if (start == end && end < G_MAXUINT)
    end++;
  query (self->root, start, end, func, user_data);
}
