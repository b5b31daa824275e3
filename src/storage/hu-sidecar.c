/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What layer files are called, and where they are: beside their document. */
#include "config.h"

#include "hu-sidecar.h"

#include "hu-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SUFFIX ".annotations.json"
/* Bytes that a file's name can have. */
#define MAX_NAME     255
#define MAX_CODER_ID 32

void
hu_sidecar_free (HuSidecar *self)
{
  g_free (self->path);
  g_free (self->coder);
  g_free (self);
}

gboolean
hu_coder_id_is_valid (const char *id)
{
  gsize length;

  g_return_val_if_fail (id != NULL, FALSE);
  length = strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-");
  return length >= 1 && length <= MAX_CODER_ID && id[length] == '\0';
}

/* Where ".@coder" starts at the end of @name, or NULL. */
static const char *
find_coder (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot && dot > name && dot[1] == '@' && hu_coder_id_is_valid (dot + 2) ? dot : NULL;
}

static char *
make_name (const char *document, const char *coder)
{
  return coder ? g_strconcat (document, ".@", coder, SUFFIX, NULL) : g_strconcat (document, SUFFIX, NULL);
}

char *
hu_sidecar_path_for (const char *path, const char *coder, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *document = NULL;
  g_autofree char *name = NULL;
  g_autofree char *display = NULL;

  g_return_val_if_fail (path != NULL && (coder == NULL || hu_coder_id_is_valid (coder)), NULL);
  folder = g_path_get_dirname (path);
  document = g_path_get_basename (path);
  name = make_name (document, coder);
  display = g_filename_display_name (document);
  if (find_coder (document))
    {
      g_set_error (
          error, HU_ERROR, HU_ERROR_NAME,
          _ ("%s: a name that ends in “.@” and a word is that of a coder's layer; rename the document to "
             "tag it"),
          display);
      return NULL;
    }
  if (strlen (name) > MAX_NAME)
    {
      g_set_error (
          error, HU_ERROR, HU_ERROR_NAME,
          _ ("%s: the name is too long to have a file of annotations beside it; rename the document to "
             "tag it"),
          display);
      return NULL;
    }
  return g_build_filename (folder, name, NULL);
}

char *
hu_sidecar_get_document_name (const char *name, char **coder)
{
  g_autofree char *document = NULL;
  const char *at;

  g_return_val_if_fail (name != NULL, NULL);
  if (coder)
    *coder = NULL;
  if (!g_str_has_suffix (name, SUFFIX) || strlen (name) == strlen (SUFFIX))
    return NULL;
  document = g_strndup (name, strlen (name) - strlen (SUFFIX));
  at = find_coder (document);
  if (!at)
    return g_steal_pointer (&document);
  if (coder)
    *coder = g_strdup (at + 2);
  return g_strndup (document, at - document);
}

int
hu_sidecar_compare (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(HuSidecar **) a)->coder, (*(HuSidecar **) b)->coder);
}

GPtrArray *
hu_sidecar_find (const char *path, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *document = NULL;
  g_autoptr (GDir) dir = NULL;
  GPtrArray *found;
  const char *name;

  g_return_val_if_fail (path != NULL, NULL);
  folder = g_path_get_dirname (path);
  document = g_path_get_basename (path);
  dir = g_dir_open (folder, 0, error);
  if (!dir)
    return NULL;

  found = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_sidecar_free);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *coder = NULL;
      g_autofree char *of = hu_sidecar_get_document_name (name, &coder);
      HuSidecar *sidecar;

      if (g_strcmp0 (of, document) != 0)
        continue;
      sidecar = g_new0 (HuSidecar, 1);
      sidecar->path = g_build_filename (folder, name, NULL);
      sidecar->coder = g_steal_pointer (&coder);
      g_ptr_array_add (found, sidecar);
    }
  g_ptr_array_sort (found, hu_sidecar_compare);
  return found;
}

char *
hu_recovery_path_for (const char *path, const char *coder)
{
  g_autofree char *place = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *document = NULL;
  g_autofree char *start = NULL;
  g_autofree char *unique = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  /* The name is for people, the hash tells documents of the same name apart. */
  place = g_canonicalize_filename (path, NULL);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, place, -1);
  document = g_filename_display_basename (path);
  start = g_utf8_substring (document, 0, MIN (g_utf8_strlen (document, -1), 40));
  unique = g_strdup_printf ("%s-%.16s", start, hash);
  name = make_name (unique, coder);
  return g_build_filename (g_get_user_state_dir (), "hustings", "recovery", name, NULL);
}

/* Room for an ending, and for a number of copies that nobody makes. */
#define MAX_COPIED_NAME (MAX_NAME - 24)

/* As much of a file's name as leaves room for an ending. */
static char *
shorten_name (const char *name)
{
  g_autofree char *hash = NULL;
  gsize length = MAX_COPIED_NAME - 9;

  if (strlen (name) <= MAX_COPIED_NAME)
    return g_strdup (name);
  while (length > 0 && ((guchar) name[length] & 0xc0) == 0x80)
    length--;
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  return g_strdup_printf ("%.*s-%.8s", (int) length, name, hash);
}

char *
hu_sidecar_name_copy (const char *path, const char *ending)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *shortened = NULL;

  g_return_val_if_fail (path != NULL && ending != NULL, NULL);
  folder = g_path_get_dirname (path);
  name = g_path_get_basename (path);
  shortened = shorten_name (name);
  for (guint n = 1;; n++)
    {
      g_autofree char *copy = n == 1 ? g_strdup_printf ("%s/%s.%s", folder, shortened, ending)
                                     : g_strdup_printf ("%s/%s.%s-%u", folder, shortened, ending, n);

      if (!g_file_test (copy, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&copy);
    }
}
