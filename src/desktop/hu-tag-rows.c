/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compact, sorted array of rows behind a HuTagList. */
#include "config.h"

#include "hu-tag-rows.h"

#include <string.h>

static void
entry_clear (gpointer data)
{
  HuTagEntry *entry = data;

  g_clear_pointer (&entry->record, hu_record_unref);
}

GArray *
hu_tag_rows_new (guint reserved)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (HuTagEntry), reserved);

  g_array_set_clear_func (rows, entry_clear);
  return rows;
}

GArray *
hu_tag_rows_copy (GArray *rows)
{
  GArray *copy = hu_tag_rows_new (rows->len);

  if (rows->len)
    g_array_append_vals (copy, rows->data, rows->len);
  for (guint i = 0; i < copy->len; i++)
    hu_record_ref (hu_tag_rows_get (copy, i)->record);
  return copy;
}

int
hu_tag_entry_compare (gconstpointer a, gconstpointer b)
{
  const HuTagEntry *x = a, *y = b;
  HuKind x_kind = hu_record_get_kind (x->record), y_kind = hu_record_get_kind (y->record);

  if ((x_kind == HU_KIND_MENTION) != (y_kind == HU_KIND_MENTION))
    return x_kind == HU_KIND_MENTION ? 1 : -1;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  if (x_kind != y_kind)
    return x_kind < y_kind ? -1 : 1;
  return strcmp (hu_record_get_id (x->record), hu_record_get_id (y->record));
}

void
hu_tag_rows_append (GArray *rows, const HuTagEntry *entry)
{
  hu_tag_rows_insert (rows, rows->len, entry);
}

gboolean
hu_tag_rows_find (GArray *rows, const HuTagEntry *key, guint *position)
{
  guint low = 0, high = rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = hu_tag_entry_compare (hu_tag_rows_get (rows, middle), key);

      if (order == 0)
        {
          *position = middle;
          return TRUE;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  *position = low;
  return FALSE;
}

void
hu_tag_rows_insert (GArray *rows, guint position, const HuTagEntry *entry)
{
  HuTagEntry copy = *entry;

  hu_record_ref (copy.record);
  g_array_insert_val (rows, position, copy);
}

void
hu_tag_rows_compare (GArray *before, GArray *after, guint *prefix, guint *suffix)
{
  guint most = MIN (before->len, after->len);
  guint start = 0, end = 0;

  while (start < most && hu_tag_rows_get (before, start)->record == hu_tag_rows_get (after, start)->record)
    start++;
  while (end < most - start && hu_tag_rows_get (before, before->len - 1 - end)->record ==
                                   hu_tag_rows_get (after, after->len - 1 - end)->record)
    end++;
  *prefix = start;
  *suffix = end;
}
