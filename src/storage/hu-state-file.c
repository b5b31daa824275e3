/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the state folder keeps of layer files: the base of each, and copies of what was put out of the way. */
#include "hu-state-file.h"

#include "hu-save.h"

#define MAX_BASE_BYTES (256u * 1024 * 1024)

/* The beginning of the file's name for people, the hash for telling places apart. (transfer full) */
static char *
make_name (const char *path)
{
  g_autofree char *place = g_canonicalize_filename (path, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, place, -1);
  g_autofree char *display = g_filename_display_basename (path);
  g_autofree char *start = g_utf8_substring (display, 0, MIN (g_utf8_strlen (display, -1), 40));

  return g_strdup_printf ("%s-%.16s", start, hash);
}

static char *
get_folder (const char *name)
{
  return g_build_filename (g_get_user_state_dir (), "hustings", name, NULL);
}

static gboolean
make_folder (const char *folder, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GError) problem = NULL;

  if (g_file_make_directory_with_parents (file, NULL, &problem) ||
      g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* (transfer full) (nullable): NULL where more than @limit comes out */
static GBytes *
convert (GConverter *converter, GBytes *bytes, gsize limit, GError **error)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) input = g_converter_input_stream_new (memory, converter);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (64 * 1024);
  gssize n;

  while ((n = g_input_stream_read (input, block, 64 * 1024, NULL, error)) > 0)
    {
      if (all->len + (gsize) n > limit)
        return NULL;
      g_byte_array_append (all, block, (guint) n);
    }
  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static char *
base_path (const char *layer_path)
{
  g_autofree char *folder = get_folder ("bases");
  g_autofree char *name = make_name (layer_path);
  g_autofree char *file = g_strconcat (name, ".json.gz", NULL);

  return g_build_filename (folder, file, NULL);
}

gboolean
hu_base_store (const char *layer_path, GBytes *bytes, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GConverter) compressor = NULL;
  g_autoptr (GBytes) compressed = NULL;

  g_return_val_if_fail (layer_path != NULL && bytes != NULL, FALSE);
  path = base_path (layer_path);
  folder = g_path_get_dirname (path);
  compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  compressed = convert (compressor, bytes, G_MAXUINT, error);
  return compressed && make_folder (folder, error) && hu_save_bytes (path, compressed, error);
}

GBytes *
hu_base_load (const char *layer_path)
{
  g_autofree char *path = NULL;
  g_autoptr (GConverter) decompressor = NULL;
  g_autoptr (GBytes) compressed = NULL;
  char *data;
  gsize length;

  g_return_val_if_fail (layer_path != NULL, NULL);
  path = base_path (layer_path);
  if (!g_file_get_contents (path, &data, &length, NULL))
    return NULL;
  compressed = g_bytes_new_take (data, length);
  decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  return convert (decompressor, compressed, MAX_BASE_BYTES, NULL);
}

gboolean
hu_kept_store (const char *path, GBytes *bytes, char **kept, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *time = NULL;
  g_autoptr (GDateTime) now = NULL;

  g_return_val_if_fail (path != NULL && bytes != NULL, FALSE);
  folder = get_folder ("kept");
  if (!make_folder (folder, error))
    return FALSE;
  name = make_name (path);
  now = g_date_time_new_now_utc ();
  time = g_date_time_format (now, "%Y%m%d-%H%M%S");
  for (guint n = 1;; n++)
    {
      g_autofree char *file = n == 1 ? g_strdup_printf ("%s-%s.json", name, time)
                                     : g_strdup_printf ("%s-%s-%u.json", name, time, n);
      g_autofree char *place = g_build_filename (folder, file, NULL);

      if (g_file_test (place, G_FILE_TEST_EXISTS))
        continue;
      if (!hu_save_bytes (place, bytes, error))
        return FALSE;
      if (kept)
        *kept = g_steal_pointer (&place);
      return TRUE;
    }
}
