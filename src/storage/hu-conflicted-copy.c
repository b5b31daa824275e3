/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies that sync programs put beside a file when two people wrote it at once.
 *
 * Each puts its mark between the name and its last ending: ".sync-conflict-20310304-101500-ABCDEFG"
 * (Syncthing), " (Ilse's conflicted copy 2031-03-04)" (Dropbox, in the person's language), " (conflicted copy
 * 2031-03-04 101500)" (Nextcloud), " (1)" (Google Drive), "-MACHINE" (OneDrive).
 */
#include "hu-conflicted-copy.h"

#include <string.h>

static gboolean
is_number (const char *letters, gsize length)
{
  return length > 0 && length < 4 && strspn (letters, "0123456789") >= length;
}

/* What stands in parentheses, in any language that has a word like it. */
static gboolean
speaks_of_conflict (const char *mark, gsize length)
{
  static const char *const words[] = { "conflict", "konflikt", "conflit", "conflito", "conflicto",
                                       "конфликт", "競合",     "冲突",    "衝突" };
  g_autofree char *inside = g_strndup (mark, length);
  g_autofree char *valid = g_utf8_make_valid (inside, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_machine (const char *letters, gsize length)
{
  gboolean has_letter = FALSE;

  if (length == 0 || length > 40)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (letters[i]) && !strchr ("-_.", letters[i]))
        return FALSE;
      has_letter = has_letter || g_ascii_isalpha (letters[i]);
    }
  return has_letter;
}

static gboolean
is_mark (const char *mark, gsize length)
{
  if (length > 2 && mark[0] == ' ' && mark[1] == '(' && mark[length - 1] == ')')
    return is_number (mark + 2, length - 3) || speaks_of_conflict (mark + 2, length - 3);
  if (g_str_has_prefix (mark, ".sync-conflict-") || g_str_has_prefix (mark, "_conflict-"))
    return TRUE;
  return length > 1 && mark[0] == '-' && is_machine (mark + 1, length - 1);
}

gboolean
hu_is_conflicted_copy (const char *name, const char *original)
{
  const char *ending;
  gsize stem, length, rest;

  g_return_val_if_fail (name != NULL && original != NULL, FALSE);
  ending = strrchr (original, '.');
  if (!ending || ending == original)
    return FALSE;
  stem = (gsize) (ending - original);
  rest = strlen (ending);
  length = strlen (name);
  return length > stem + rest && strncmp (name, original, stem) == 0 &&
         strcmp (name + length - rest, ending) == 0 && is_mark (name + stem, length - stem - rest);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
hu_find_conflicted_copies (const char *path)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = NULL;
  g_autofree char *original = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (path != NULL, found);
  folder = g_path_get_dirname (path);
  original = g_path_get_basename (path);
  dir = g_dir_open (folder, 0, NULL);
  while (dir && (name = g_dir_read_name (dir)))
    if (hu_is_conflicted_copy (name, original))
      g_ptr_array_add (found, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (found, compare_names);
  return found;
}
