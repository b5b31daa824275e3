/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be exported: from files and folders to layers, and from layers to documents. */
#include "config.h"

#include "hu-export-private.h"

#include "hu-anchor.h"
#include "hu-error.h"
#include "hu-json.h"
#include "hu-layer-file.h"
#include "hu-sidecar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Folders within each other that are searched: links can lead in a circle. */
#define MAX_FOLDERS 32

struct _HuExportScope
{
  gatomicrefcount refs;
  GPtrArray *open;  /* of HuExportSource */
  GPtrArray *paths; /* of filenames */
};

static void
source_free (gpointer data)
{
  HuExportSource *self = data;

  g_free (self->path);
  g_free (self->name);
  g_free (self->sidecar);
  g_free (self->coder);
  g_clear_pointer (&self->text, hu_text_unref);
  g_clear_pointer (&self->snapshot, hu_snapshot_unref);
  g_free (self);
}

HuExportScope *
hu_export_scope_new (void)
{
  HuExportScope *self = g_new0 (HuExportScope, 1);

  g_atomic_ref_count_init (&self->refs);
  self->open = g_ptr_array_new_with_free_func (source_free);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  return self;
}

HuExportScope *
hu_export_scope_ref (HuExportScope *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hu_export_scope_unref (HuExportScope *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->paths);
  g_free (self);
}

void
hu_export_scope_add_open (
    HuExportScope *self, const char *path, const char *coder, HuText *text, HuSnapshot *snapshot)
{
  HuExportSource *source;

  g_return_if_fail (self != NULL && path != NULL && text != NULL && snapshot != NULL);
  source = g_new0 (HuExportSource, 1);
  source->path = g_canonicalize_filename (path, NULL);
  source->name = g_filename_display_basename (path);
  source->coder = g_strdup (coder);
  source->text = hu_text_ref (text);
  source->snapshot = hu_snapshot_ref (snapshot);
  g_ptr_array_add (self->open, source);
}

void
hu_export_scope_add_path (HuExportScope *self, const char *path)
{
  g_return_if_fail (self != NULL && path != NULL);
  g_ptr_array_add (self->paths, g_canonicalize_filename (path, NULL));
}

void
hu_export_problems_add (GPtrArray *problems, const char *path, GError *error)
{
  HuExportProblem *problem = g_new0 (HuExportProblem, 1);

  problem->path = g_strdup (path);
  problem->error = error;
  g_ptr_array_add (problems, problem);
}

/* Resolving. */

typedef struct
{
  HuExportScope *scope;
  GPtrArray *sources;
  GPtrArray *problems;
  GHashTable *seen; /* layers, as "coder/path" */
  const char *root; /* the folder exported; names are below it */
} Search;

static char *
make_name (Search *self, const char *path)
{
  const char *below = self->root && g_str_has_prefix (path, self->root) ? path + strlen (self->root) : NULL;

  while (below && *below == '/')
    below++;
  return below && *below ? g_filename_display_name (below) : g_filename_display_basename (path);
}

/* Whether the layer wasn't there yet. */
static gboolean
see (Search *self, const char *path, const char *coder)
{
  return g_hash_table_add (self->seen, g_strconcat (coder ? coder : "", "/", path, NULL));
}

static HuExportSource *
find_open (Search *self, const char *path, const char *coder)
{
  for (guint i = 0; i < self->scope->open->len; i++)
    {
      HuExportSource *open = g_ptr_array_index (self->scope->open, i);

      if (strcmp (open->path, path) == 0 && g_strcmp0 (open->coder, coder) == 0)
        return open;
    }
  return NULL;
}

static void
add_source (Search *self, const char *path, const char *sidecar, const char *coder)
{
  HuExportSource *open = find_open (self, path, coder);
  HuExportSource *source;

  if (!see (self, path, coder))
    return;
  source = g_new0 (HuExportSource, 1);
  source->path = g_strdup (path);
  source->name = make_name (self, path);
  source->coder = g_strdup (coder);
  source->sidecar = open ? NULL : g_strdup (sidecar);
  source->text = open ? hu_text_ref (open->text) : NULL;
  source->snapshot = open ? hu_snapshot_ref (open->snapshot) : NULL;
  g_ptr_array_add (self->sources, source);
}

static void
search_document (Search *self, const char *path)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) sidecars = hu_sidecar_find (path, &error);

  if (!sidecars)
    {
      hu_export_problems_add (self->problems, path, error);
      return;
    }
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    hu_export_problems_add (self->problems, path,
                            g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                                 _ ("The file isn’t there")));
  else if (sidecars->len == 0 && !find_open (self, path, NULL))
    hu_export_problems_add (self->problems, path,
                            g_error_new_literal (HU_ERROR, HU_ERROR_INVALID, _ ("Nothing is tagged yet")));
  for (guint i = 0; i < sidecars->len; i++)
    {
      HuSidecar *sidecar = g_ptr_array_index (sidecars, i);

      add_source (self, path, sidecar->path, sidecar->coder);
    }
}

static void search_folder (Search *self, const char *path, guint depth);

static void
search_entry (Search *self, const char *folder, const char *name, guint depth)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *coder = NULL;
  g_autofree char *document = hu_sidecar_get_document_name (name, &coder);
  g_autofree char *document_path = document ? g_build_filename (folder, document, NULL) : NULL;

  if (name[0] == '.')
    return;
  if (document_path && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    add_source (self, document_path, path, coder);
  else if (!document_path && g_file_test (path, G_FILE_TEST_IS_DIR))
    search_folder (self, path, depth + 1);
}

static void
search_folder (Search *self, const char *path, guint depth)
{
  GError *error = NULL;
  g_autoptr (GDir) dir = depth < MAX_FOLDERS ? g_dir_open (path, 0, &error) : NULL;
  const char *name;

  if (error)
    hu_export_problems_add (self->problems, path, error);
  while (dir && (name = g_dir_read_name (dir)) != NULL)
    search_entry (self, path, name, depth);
}

static int
compare_sources (gconstpointer a, gconstpointer b)
{
  const HuExportSource *x = *(HuExportSource **) a, *y = *(HuExportSource **) b;
  int order = strcmp (x->name, y->name);

  if (order == 0)
    order = strcmp (x->path, y->path);
  return order ? order : g_strcmp0 (x->coder, y->coder);
}

/* An open document whose first save is still to come has no layer file that a folder's search would find. */
static void
add_open (Search *self)
{
  for (guint i = 0; i < self->scope->open->len; i++)
    {
      HuExportSource *open = g_ptr_array_index (self->scope->open, i);

      self->root = NULL;
      for (guint j = 0; j < self->scope->paths->len; j++)
        {
          const char *folder = g_ptr_array_index (self->scope->paths, j);
          gsize length = strlen (folder);

          if (strncmp (open->path, folder, length) == 0 && open->path[length] == '/')
            self->root = folder;
        }
      add_source (self, open->path, NULL, open->coder);
    }
}

GPtrArray *
hu_export_scope_resolve (HuExportScope *self, GPtrArray *problems)
{
  Search search = { self, g_ptr_array_new_with_free_func (source_free), problems, NULL, NULL };

  search.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->paths->len; i++)
    {
      const char *path = g_ptr_array_index (self->paths, i);
      gboolean folder = g_file_test (path, G_FILE_TEST_IS_DIR);

      search.root = folder ? path : NULL;
      if (folder)
        search_folder (&search, path, 0);
      else
        search_document (&search, path);
    }
  add_open (&search);
  g_ptr_array_sort (search.sources, compare_sources);
  g_hash_table_unref (search.seen);
  return search.sources;
}

/* Reading. */

/* The same text with other line ends: everything has its place in it. (transfer full) (nullable): NULL where
 * more was changed */
static HuSnapshot *
fit_line_ends (HuSnapshot *snapshot, HuText *text)
{
  HuReanchoring counts;
  g_autoptr (HuSnapshot) placed = hu_anchor (snapshot, text, &counts);

  return counts.changed || counts.moved + counts.lost > 0 ? NULL : g_steal_pointer (&placed);
}

/* The layer, and the text in the encoding that it was made in. */
static HuSnapshot *
read_layer (HuExportSource *self, GBytes *document, HuText **text, gboolean *matches, GError **error)
{
  g_autoptr (HuSnapshot) snapshot = hu_layer_file_load (self->sidecar, *text, matches, error);
  HuRecord *facts = snapshot ? hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT) : NULL;
  const char *encoding = facts ? hu_record_get_string (facts, HU_MEMBER_ENCODING) : NULL;
  HuSnapshot *fitting;

  if (!snapshot || *matches)
    return g_steal_pointer (&snapshot);
  if (encoding && strcmp (encoding, hu_text_get_encoding (*text)) != 0)
    {
      HuText *other = hu_text_new (document, encoding, error);

      if (!other)
        return NULL;
      hu_text_unref (*text);
      *text = other;
      hu_snapshot_unref (snapshot);
      snapshot = hu_layer_file_load (self->sidecar, other, matches, error);
      if (!snapshot || *matches)
        return g_steal_pointer (&snapshot);
    }
  fitting = fit_line_ends (snapshot, *text);
  *matches = fitting != NULL;
  return fitting ? fitting : g_steal_pointer (&snapshot);
}

HuExportDocument *
hu_export_source_read (HuExportSource *self, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HuText) text = NULL;
  g_autoptr (HuSnapshot) snapshot = NULL;
  gboolean matches;

  if (self->snapshot)
    return hu_export_document_new (self->name, self->coder, self->text, self->snapshot);
  bytes = g_file_load_bytes (file, NULL, NULL, error);
  text = bytes ? hu_text_new (bytes, NULL, error) : NULL;
  snapshot = text ? read_layer (self, bytes, &text, &matches, error) : NULL;
  if (!snapshot)
    return NULL;
  if (!matches)
    {
      g_set_error (error, HU_ERROR, HU_ERROR_TEXT_CHANGED, _ ("%s: the text was changed since it was tagged"),
                   self->name);
      return NULL;
    }
  return hu_export_document_new (self->name, self->coder, text, snapshot);
}
