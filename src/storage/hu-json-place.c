/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a JSON file something is: paths to bytes and lines. */
#include "config.h"

#include "hu-json-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *wanted;
  GString *path;
  gboolean found;
} Search;

static gboolean
stop_at_path (HuJsonReader *reader, HuJsonEvent event, const char *letters, gsize length, gpointer user_data)
{
  Search *search = user_data;

  if (event == HU_JSON_KEY || event == HU_JSON_END_LIST || event == HU_JSON_END_OBJECT)
    return TRUE;
  g_string_truncate (search->path, 0);
  hu_json_reader_append_path (reader, search->path);
  search->found = strcmp (search->path->str, search->wanted) == 0;
  return !search->found;
}

/* The same for many paths at once. */
typedef struct
{
  GHashTable *findings; /* path → GPtrArray of HuFinding, until they are found */
  GString *path;
} Placing;

static gboolean
place_at_path (HuJsonReader *reader, HuJsonEvent event, const char *letters, gsize length, gpointer user_data)
{
  Placing *placing = user_data;
  GPtrArray *here;

  if (event == HU_JSON_KEY || event == HU_JSON_END_LIST || event == HU_JSON_END_OBJECT)
    return TRUE;
  g_string_truncate (placing->path, 0);
  hu_json_reader_append_path (reader, placing->path);
  here = g_hash_table_lookup (placing->findings, placing->path->str);
  if (!here)
    return TRUE;
  for (guint i = 0; i < here->len; i++)
    ((HuFinding *) g_ptr_array_index (here, i))->offset = hu_json_reader_get_offset (reader);
  g_hash_table_remove (placing->findings, placing->path->str);
  return g_hash_table_size (placing->findings) > 0;
}

static void
find_offsets (GBytes *bytes, GPtrArray *findings)
{
  g_autoptr (GHashTable) by_path =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  Placing placing = { by_path, NULL };

  for (guint i = 0; i < findings->len; i++)
    {
      HuFinding *finding = g_ptr_array_index (findings, i);
      GPtrArray *here = g_hash_table_lookup (by_path, finding->path);

      if (!here)
        g_hash_table_insert (by_path, finding->path, here = g_ptr_array_new ());
      g_ptr_array_add (here, finding);
    }
  placing.path = g_string_new (NULL);
  hu_json_read_events (bytes, "", place_at_path, &placing, NULL, NULL);
  g_string_free (placing.path, TRUE);
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const HuFinding *x = *(HuFinding *const *) a, *y = *(HuFinding *const *) b;

  return x->offset < y->offset ? -1 : x->offset > y->offset;
}

void
hu_json_place_findings (GBytes *bytes, GPtrArray *findings, gboolean by_path)
{
  const char *data, *p;
  gsize size;
  guint line = 1;

  g_return_if_fail (bytes != NULL && findings != NULL);
  if (findings->len == 0)
    return;
  if (by_path)
    find_offsets (bytes, findings);
  /* The last of too many says so, and has no place. */
  qsort (findings->pdata, MIN (findings->len, HU_FINDINGS_MAX), sizeof (gpointer), compare_offsets);
  p = data = g_bytes_get_data (bytes, &size);
  for (guint i = 0; i < MIN (findings->len, HU_FINDINGS_MAX); i++)
    {
      HuFinding *finding = g_ptr_array_index (findings, i);
      const char *end = data + MIN (finding->offset, size);

      for (; p < end && (p = memchr (p, '\n', end - p)); p++)
        line++;
      p = end;
      finding->line = line;
    }
}

gsize
hu_json_find_below (GBytes *bytes, gsize start, const char *below)
{
  Search search = { below, NULL, FALSE };
  gsize at;

  g_return_val_if_fail (bytes != NULL && below != NULL, 0);
  search.path = g_string_new (NULL);
  at = hu_json_read_part (bytes, start, G_MAXSIZE, stop_at_path, &search);
  g_string_free (search.path, TRUE);
  return search.found ? at : start;
}

gboolean
hu_json_fail_at (
    GBytes *bytes, const char *name, const char *path, int code, const char *what, GError **error)
{
  Search search = { path, NULL, FALSE };
  g_autofree char *message = NULL;
  gsize at = 0, size;
  const char *data;

  g_return_val_if_fail (bytes != NULL && name != NULL && path != NULL && what != NULL, FALSE);
  data = g_bytes_get_data (bytes, &size);
  search.path = g_string_new (NULL);
  if (!hu_json_read_events (bytes, name, stop_at_path, &search, &at, NULL) || !search.found)
    at = 0;
  g_string_free (search.path, TRUE);
  /* TRANSLATORS: a place in a file ("claims[3].type") and what is wrong there. */
  message = *path ? g_strdup_printf (_ ("%s: %s"), path, what) : g_strdup (what);
  return hu_json_fail (data ? data : "", size, at, name, code, message, error);
}
