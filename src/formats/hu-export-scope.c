/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be exported: from files and folders to layers, and from layers to documents. */
#include "config.h"

#include "hu-export-private.h"

#include "hu-anchor.h"
#include "hu-codebook-file.h"
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
  GPtrArray *open;     /* of HuExportSource */
  GPtrArray *paths;    /* of filenames */
  GPtrArray *imported; /* of HuExportSource */
  HuCodebook *codebook;
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
  g_clear_pointer (&self->codebook, hu_codebook_unref);
  g_free (self);
}

HuExportScope *
hu_export_scope_new (void)
{
  HuExportScope *self = g_new0 (HuExportScope, 1);

  g_atomic_ref_count_init (&self->refs);
  self->open = g_ptr_array_new_with_free_func (source_free);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->imported = g_ptr_array_new_with_free_func (source_free);
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
  g_ptr_array_unref (self->imported);
  g_clear_pointer (&self->codebook, hu_codebook_unref);
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
hu_export_scope_add_imported (HuExportScope *self, HuImportedDocument *document)
{
  g_return_if_fail (self != NULL && document != NULL);
  for (guint i = 0; i < document->layers->len; i++)
    {
      HuImportedLayer *layer = g_ptr_array_index (document->layers, i);
      HuExportSource *source = g_new0 (HuExportSource, 1);

      source->path = g_strdup (document->name);
      source->name = g_strdup (document->name);
      source->coder = g_strdup (layer->coder);
      source->text = hu_text_ref (document->text);
      source->snapshot = hu_snapshot_ref (layer->snapshot);
      g_ptr_array_add (self->imported, source);
    }
}

void
hu_export_scope_set_codebook (HuExportScope *self, HuCodebook *codebook)
{
  g_return_if_fail (self != NULL && codebook != NULL);
  hu_codebook_ref (codebook);
  g_clear_pointer (&self->codebook, hu_codebook_unref);
  self->codebook = codebook;
}

char *
hu_export_scope_dup_name (HuExportScope *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (self->paths->len > 0)
    return g_filename_display_basename (g_ptr_array_index (self->paths, 0));
  return g_strdup ("export");
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

static HuExportSource *
copy_source (HuExportSource *source)
{
  HuExportSource *copy = g_new0 (HuExportSource, 1);

  copy->path = g_strdup (source->path);
  copy->name = g_strdup (source->name);
  copy->coder = g_strdup (source->coder);
  copy->text = hu_text_ref (source->text);
  copy->snapshot = hu_snapshot_ref (source->snapshot);
  return copy;
}

/* The codebook of the folder that the file @path is in. (transfer full) (nullable) */
static HuCodebook *
find_codebook (const char *path, GHashTable *codebooks)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *file = g_build_filename (folder, HU_CODEBOOK_FILE_NAME, NULL);
  gpointer known = NULL;

  if (!g_hash_table_lookup_extended (codebooks, folder, NULL, &known))
    {
      if (g_file_test (file, G_FILE_TEST_EXISTS))
        known = hu_codebook_file_load (file, NULL);
      g_hash_table_insert (codebooks, g_strdup (folder), known);
    }
  return known ? hu_codebook_ref (known) : NULL;
}

static void
codebook_clear (gpointer codebook)
{
  if (codebook)
    hu_codebook_unref (codebook);
}

static void
find_codebooks (HuExportScope *self, GPtrArray *sources)
{
  g_autoptr (GHashTable) codebooks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, codebook_clear);

  for (guint i = 0; i < sources->len; i++)
    {
      HuExportSource *source = g_ptr_array_index (sources, i);

      source->codebook = self->codebook ? hu_codebook_ref (self->codebook) : NULL;
      if (!source->codebook && g_path_is_absolute (source->path))
        source->codebook = find_codebook (source->path, codebooks);
      for (guint j = 0; !source->codebook && j < self->paths->len; j++)
        {
          g_autofree char *inside = g_build_filename (g_ptr_array_index (self->paths, j), "x", NULL);

          source->codebook = find_codebook (inside, codebooks);
        }
    }
}

/* Documents of several folders may have the same name: all but the first get a number. */
static void
tell_apart (GPtrArray *sources)
{
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sources->len; i++)
    {
      HuExportSource *source = g_ptr_array_index (sources, i);
      g_autofree char *name = g_strdup (source->name);
      const char *there;

      for (guint n = 2;
           (there = g_hash_table_lookup (paths, source->name)) && strcmp (there, source->path) != 0; n++)
        {
          const char *dot = strrchr (name, '.');

          g_free (source->name);
          source->name = dot && !strchr (dot, '/')
                             ? g_strdup_printf ("%.*s-%u%s", (int) (dot - name), name, n, dot)
                             : g_strdup_printf ("%s-%u", name, n);
        }
      g_hash_table_insert (paths, g_strdup (source->name), source->path);
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
  for (guint i = 0; i < self->imported->len; i++)
    g_ptr_array_add (search.sources, copy_source (g_ptr_array_index (self->imported, i)));
  g_ptr_array_sort (search.sources, compare_sources);
  tell_apart (search.sources);
  find_codebooks (self, search.sources);
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

static HuExportDocument *
read_document (HuExportSource *self, GError **error)
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

HuExportDocument *
hu_export_source_read (HuExportSource *self, GError **error)
{
  HuExportDocument *document = read_document (self, error);

  if (document)
    hu_export_document_set_codebook (document, self->codebook);
  return document;
}
