/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that one writing makes: suffixes and bytes, without a place yet. */
#include "config.h"

#include "hu-file-set.h"

typedef struct
{
  char *suffix;
  HuFileOwner owner;
  GBytes *bytes;
} Entry;

struct _HuFileSet
{
  GArray *entries; /* of Entry */
};

static void
entry_clear (gpointer data)
{
  Entry *self = data;

  g_free (self->suffix);
  g_bytes_unref (self->bytes);
}

HuFileSet *
hu_file_set_new (void)
{
  HuFileSet *self = g_new0 (HuFileSet, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  return self;
}

void
hu_file_set_free (HuFileSet *self)
{
  g_return_if_fail (self != NULL);
  g_array_unref (self->entries);
  g_free (self);
}

void
hu_file_set_take (HuFileSet *self, const char *suffix, HuFileOwner owner, GBytes *bytes)
{
  Entry entry = { NULL, owner, bytes };

  g_return_if_fail (self != NULL && suffix != NULL && suffix[0] == '.' && bytes != NULL);
  g_return_if_fail (hu_file_set_find (self, suffix) == NULL);
  entry.suffix = g_strdup (suffix);
  g_array_append_val (self->entries, entry);
}

guint
hu_file_set_get_size (HuFileSet *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->entries->len;
}

static Entry *
get_entry (HuFileSet *self, guint n)
{
  return n < self->entries->len ? &g_array_index (self->entries, Entry, n) : NULL;
}

const char *
hu_file_set_get_suffix (HuFileSet *self, guint n)
{
  g_return_val_if_fail (self != NULL, NULL);
  return get_entry (self, n) ? get_entry (self, n)->suffix : NULL;
}

GBytes *
hu_file_set_get_bytes (HuFileSet *self, guint n)
{
  g_return_val_if_fail (self != NULL, NULL);
  return get_entry (self, n) ? get_entry (self, n)->bytes : NULL;
}

GBytes *
hu_file_set_find (HuFileSet *self, const char *suffix)
{
  g_return_val_if_fail (self != NULL && suffix != NULL, NULL);
  for (guint i = 0; i < self->entries->len; i++)
    if (g_str_equal (get_entry (self, i)->suffix, suffix))
      return get_entry (self, i)->bytes;
  return NULL;
}

char *
hu_file_set_dup_name (HuFileSet *self, guint n, const char *stem, const char *coder)
{
  Entry *entry;

  g_return_val_if_fail (self != NULL && stem != NULL && n < self->entries->len, NULL);
  entry = get_entry (self, n);
  if (coder && entry->owner == HU_FILE_OF_LAYER)
    return g_strconcat (stem, ".@", coder, entry->suffix, NULL);
  return g_strconcat (stem, entry->suffix, NULL);
}
