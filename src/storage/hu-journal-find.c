/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the journals that processes left, also those of a document that was moved. */
#include "hu-journal-file.h"

#include <glib/gstdio.h>
#include <string.h>

#define SUFFIX     ".journal"
#define NEW_SUFFIX ".journal.new"

/* (transfer full) */
static GPtrArray *
list_names (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, SUFFIX) || g_str_has_suffix (name, NEW_SUFFIX))
      g_ptr_array_add (names, g_strdup (name));
  return names;
}

/* What a rewriting that was cut short left: the old file is there as it was. */
static void
sweep (const char *path)
{
  g_autoptr (HuJournalFile) left = hu_journal_file_claim (path, NULL);

  if (left)
    hu_journal_file_remove (left);
}

static int
compare_modified (gconstpointer a, gconstpointer b)
{
  const HuJournalFile *x = *(HuJournalFile **) a, *y = *(HuJournalFile **) b;

  return x->modified == y->modified ? strcmp (x->path, y->path) : x->modified < y->modified ? 1 : -1;
}

static gboolean
is_gone (const char *uri)
{
  g_autofree char *path = uri ? g_filename_from_uri (uri, NULL, NULL) : NULL;
  GStatBuf info;

  return path && g_lstat (path, &info) != 0;
}

/* Whether a journal is of the same content at a place that is gone: asked of all, so of the first line only,
 * unless that says so. */
static gboolean
may_be_moved (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  const char *uri, *end;
  g_autofree char *place = NULL;

  if (!stream)
    return FALSE;
  lines = g_data_input_stream_new (G_INPUT_STREAM (stream));
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  uri = line ? strstr (line, "\"file\":\"") : NULL;
  if (!uri)
    return FALSE;
  /* A URI needs no escapes. */
  uri += strlen ("\"file\":\"");
  end = strchr (uri, '"');
  place = end ? g_strndup (uri, end - uri) : NULL;
  return is_gone (place);
}

static gboolean
is_of (HuJournalFile *file, const char *coder, const char *sha256)
{
  HuValue *header = hu_journal_file_get_header (file);

  return header && g_strcmp0 (hu_value_get_member_string (header, "coder"), coder) == 0 &&
         g_strcmp0 (hu_value_get_member_string (header, "sha256"), sha256) == 0 &&
         is_gone (hu_value_get_member_string (header, "file"));
}

/* All of one document, or none. */
static void
find_moved (GPtrArray *found, const char *folder, GPtrArray *names, const char *coder, const char *sha256)
{
  const char *place = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autoptr (HuJournalFile) file = NULL;
      const char *its_place;

      if (!g_str_has_suffix (path, SUFFIX) || !may_be_moved (path))
        continue;
      file = hu_journal_file_claim (path, NULL);
      if (!file || !is_of (file, coder, sha256))
        continue;
      its_place = hu_value_get_member_string (hu_journal_file_get_header (file), "file");
      g_ptr_array_add (found, g_steal_pointer (&file));
      if (place && strcmp (place, its_place) != 0)
        {
          g_ptr_array_set_size (found, 0);
          return;
        }
      place = its_place;
    }
}

GPtrArray *
hu_journal_find (const char *path, const char *coder, const char *sha256)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_journal_file_free);
  g_autofree char *folder = hu_journal_dup_folder ();
  g_autoptr (GPtrArray) names = list_names (folder);
  g_autofree char *key = NULL;
  gboolean own = FALSE;

  g_return_val_if_fail (path != NULL && sha256 != NULL, found);
  key = hu_journal_dup_key (path, coder);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *full = g_build_filename (folder, name, NULL);
      HuJournalFile *file;

      if (!g_str_has_prefix (name, key))
        continue;
      if (g_str_has_suffix (name, NEW_SUFFIX))
        {
          sweep (full);
          continue;
        }
      own = TRUE;
      file = hu_journal_file_claim (full, NULL);
      if (file)
        g_ptr_array_add (found, file);
    }
  if (!own)
    find_moved (found, folder, names, coder, sha256);
  g_ptr_array_sort (found, compare_modified);
  return found;
}
