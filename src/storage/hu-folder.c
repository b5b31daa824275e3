/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents of a folder and the layer files beside them. */
#include "config.h"

#include "hu-folder.h"

#include "hu-sidecar.h"

void
hu_folder_entry_free (HuFolderEntry *self)
{
  g_free (self->path);
  g_clear_pointer (&self->sidecars, g_ptr_array_unref);
  g_free (self);
}

gboolean
hu_folder_is_document_name (const char *name)
{
  static const char *const endings[] = { ".txt", ".text", ".md", ".markdown" };
  g_autofree char *lower = NULL;

  g_return_val_if_fail (name != NULL, FALSE);
  lower = g_ascii_strdown (name, -1);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (name[0] != '.' && g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/* A document on its way into the sorted list. */
typedef struct
{
  char *key;
  HuFolderEntry *entry;
} Sorted;

static int
compare_sorted (gconstpointer a, gconstpointer b)
{
  const Sorted *left = a, *right = b;
  int order = g_strcmp0 (left->key, right->key);

  return order ? order : g_strcmp0 (left->entry->path, right->entry->path);
}

static void
add_document (GArray *documents, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *display = g_filename_display_name (name);
  Sorted sorted;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;
  sorted.key = g_utf8_collate_key_for_filename (display, -1);
  sorted.entry = g_new0 (HuFolderEntry, 1);
  sorted.entry->path = g_steal_pointer (&path);
  g_array_append_val (documents, sorted);
}

static void
add_sidecar (GHashTable *sidecars, const char *folder, const char *name)
{
  g_autofree char *coder = NULL;
  char *document = hu_sidecar_get_document_name (name, &coder);
  GPtrArray *list;
  HuSidecar *sidecar;

  if (!document)
    return;
  list = g_hash_table_lookup (sidecars, document);
  if (!list)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_sidecar_free);
      g_hash_table_insert (sidecars, g_strdup (document), list);
    }
  sidecar = g_new0 (HuSidecar, 1);
  sidecar->path = g_build_filename (folder, name, NULL);
  sidecar->coder = g_steal_pointer (&coder);
  g_ptr_array_add (list, sidecar);
  g_free (document);
}

static GPtrArray *
sorted_sidecars (GHashTable *sidecars, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  GPtrArray *list = g_hash_table_lookup (sidecars, name);

  if (!list)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) hu_sidecar_free);
  g_ptr_array_sort (list, hu_sidecar_compare);
  return g_ptr_array_ref (list);
}

GPtrArray *
hu_folder_list (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GArray) documents = NULL;
  g_autoptr (GHashTable) sidecars = NULL;
  GPtrArray *entries;
  const char *name;

  g_return_val_if_fail (folder != NULL, NULL);
  dir = g_dir_open (folder, 0, error);
  if (!dir)
    return NULL;
  documents = g_array_new (FALSE, FALSE, sizeof (Sorted));
  sidecars = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  while ((name = g_dir_read_name (dir)))
    {
      if (hu_folder_is_document_name (name))
        add_document (documents, folder, name);
      else
        add_sidecar (sidecars, folder, name);
    }
  g_array_sort (documents, compare_sorted);

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_folder_entry_free);
  for (guint i = 0; i < documents->len; i++)
    {
      Sorted *sorted = &g_array_index (documents, Sorted, i);

      sorted->entry->sidecars = sorted_sidecars (sidecars, sorted->entry->path);
      g_ptr_array_add (entries, sorted->entry);
      g_free (sorted->key);
    }
  return entries;
}
