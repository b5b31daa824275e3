/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where imported documents and layers go: never over what is there. */
#include "config.h"

#include "hu-import-private.h"

#include "hu-folder.h"
#include "hu-layer-file.h"
#include "hu-loader.h"
#include "hu-sidecar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes of a document's name: the name of its layer file must have room in 255. */
#define MAX_NAME  180
#define MAX_TRIES 10000

struct _HuImportPlacing
{
  char *folder;
  HuImportOutcome *outcome;
  GHashTable *planned; /* paths to the bytes that are to be there */
  GHashTable *seen;    /* paths of documents that were counted */
};

void
hu_import_file_free (HuImportFile *self)
{
  g_return_if_fail (self != NULL);
  g_free (self->path);
  g_bytes_unref (self->bytes);
  g_free (self);
}

HuImportPlacing *
hu_import_placing_new (const char *folder, HuImportOutcome *outcome)
{
  HuImportPlacing *self = g_new0 (HuImportPlacing, 1);

  self->folder = g_canonicalize_filename (folder, NULL);
  self->outcome = outcome;
  self->planned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
hu_import_placing_free (HuImportPlacing *self)
{
  g_free (self->folder);
  g_hash_table_unref (self->planned);
  g_hash_table_unref (self->seen);
  g_free (self);
}

/* Names. */

/* One component of a path: no hidden file, no way out of the folder, nothing that a shell or a person would
 * stumble over. */
static char *
make_safe_component (const char *name)
{
  GString *safe = g_string_new (NULL);

  for (const char *p = name; *p && safe->len < MAX_NAME - 4; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (safe, g_unichar_iscntrl (c) || c == '\\' ? '_' : c);
    }
  if (safe->str[0] == '.')
    safe->str[0] = '_';
  return g_string_free (safe, FALSE);
}

/* @name as a path below the folder, in GLib's file names. (transfer full) */
static char *
make_safe_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_auto (GStrv) parts = g_strsplit (valid, "/", 0);
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *local = NULL;

  for (char **part = parts; *part; part++)
    {
      g_autofree char *safe = NULL;

      if (!**part || g_str_equal (*part, ".") || g_str_equal (*part, ".."))
        continue;
      safe = make_safe_component (*part);
      if (path->len > 0)
        g_string_append_c (path, '/');
      g_string_append (path, safe);
    }
  if (path->len == 0)
    g_string_append (path, "document");
  if (!hu_folder_is_document_name (strrchr (path->str, '/') ? strrchr (path->str, '/') + 1 : path->str))
    g_string_append (path, ".txt");
  local = g_filename_from_utf8 (path->str, -1, NULL, NULL, NULL);
  return local ? g_steal_pointer (&local) : g_string_free (g_steal_pointer (&path), FALSE);
}

/* "visit-2.txt" of "visit.txt". */
static char *
number_name (const char *name, guint n)
{
  const char *dot = strrchr (name, '.');

  return g_strdup_printf ("%.*s-%u%s", (int) (dot - name), name, n, dot);
}

/* Documents. */

/* What is at @path, or will be. (transfer full) (nullable) */
static GBytes *
get_there (HuImportPlacing *self, const char *path)
{
  GBytes *planned = g_hash_table_lookup (self->planned, path);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (planned)
    return g_bytes_ref (planned);
  return g_file_load_bytes (file, NULL, NULL, NULL);
}

static gboolean
is_free (HuImportPlacing *self, const char *path)
{
  return !g_hash_table_contains (self->planned, path) &&
         !g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK);
}

static void
plan (HuImportPlacing *self, const char *path, GBytes *bytes, GPtrArray *files)
{
  HuImportFile *file = g_new0 (HuImportFile, 1);

  file->path = g_strdup (path);
  file->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (files, file);
  g_hash_table_replace (self->planned, g_strdup (path), g_bytes_ref (bytes));
}

static gboolean
is_below (HuImportPlacing *self, const char *path)
{
  gsize length = strlen (self->folder);

  return path && strncmp (path, self->folder, length) == 0 && path[length] == '/' &&
         !strstr (path + length, "/../");
}

/* (transfer full) (nullable) */
static char *
place_document (HuImportPlacing *self, HuImportedDocument *document, GPtrArray *files)
{
  g_autofree char *name = NULL;

  if (is_below (self, document->path))
    return g_strdup (document->path);
  name = make_safe_name (document->name);
  for (guint i = 1; i < MAX_TRIES; i++)
    {
      g_autofree char *numbered = i > 1 ? number_name (name, i) : g_strdup (name);
      g_autofree char *path = g_build_filename (self->folder, numbered, NULL);
      g_autoptr (GBytes) there = NULL;

      if (is_free (self, path))
        {
          plan (self, path, document->bytes, files);
          return g_steal_pointer (&path);
        }
      there = get_there (self, path);
      if (there && g_bytes_equal (there, document->bytes))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/* Layers. */

/* The facts of the layers that are there: they are the same in all. (transfer full) (nullable) */
static HuRecord *
find_facts (const char *path, HuText *text)
{
  g_autoptr (GPtrArray) sidecars = hu_sidecar_find (path, NULL);

  for (guint i = 0; sidecars && i < sidecars->len; i++)
    {
      HuSidecar *sidecar = g_ptr_array_index (sidecars, i);
      gboolean matches;
      g_autoptr (HuSnapshot) snapshot = hu_layer_file_load (sidecar->path, text, &matches, NULL);

      if (snapshot && matches)
        return hu_record_ref (hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT));
    }
  return NULL;
}

/* The layer with the document's facts. (transfer full) */
static GBytes *
make_layer_bytes (HuImportedLayer *layer, const char *path)
{
  HuText *text = layer->document->text;
  g_autoptr (HuRecord) facts = find_facts (path, text);
  g_autoptr (HuSnapshot) snapshot = hu_snapshot_new ();
  HuRecord *own = hu_snapshot_get_only (layer->snapshot, HU_KIND_DOCUMENT);

  for (guint kind = HU_KIND_LAYER; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < layer->snapshot->records[kind]->len; i++)
      g_ptr_array_add (snapshot->records[kind],
                       hu_record_ref (g_ptr_array_index (layer->snapshot->records[kind], i)));
  g_ptr_array_add (snapshot->records[HU_KIND_DOCUMENT],
                   facts ? hu_record_ref (facts) : hu_facts_complete (own, path, text));
  return hu_layer_file_write (snapshot, text);
}

static void
place_layer (HuImportPlacing *self,
             HuImportedLayer *layer,
             const char *path,
             const char *coder,
             const char *format,
             GPtrArray *files)
{
  g_autoptr (GBytes) bytes = make_layer_bytes (layer, path);

  for (guint i = 0; i < MAX_TRIES; i++)
    {
      g_autofree char *other = i > 1 ? g_strdup_printf ("%s-%u", format, i) : g_strdup (i ? format : coder);
      g_autoptr (GError) problem = NULL;
      g_autofree char *sidecar = hu_sidecar_path_for (path, other, &problem);
      g_autofree char *shown = sidecar ? g_filename_display_basename (sidecar) : NULL;
      g_autoptr (GBytes) there = NULL;

      if (!sidecar)
        {
          hu_import_report_add (self->outcome->report, HU_REMARK_ERROR, 0, "%s", problem->message);
          return;
        }
      there = is_free (self, sidecar) ? NULL : get_there (self, sidecar);
      if (is_free (self, sidecar))
        plan (self, sidecar, bytes, files);
      else if (!there || !g_bytes_equal (there, bytes))
        continue;
      else
        hu_import_report_add (self->outcome->report, HU_REMARK_NOTE, 0, _ ("%s says the same already"),
                              shown);
      self->outcome->n_layers++;
      if (i > 0)
        hu_import_report_add (
            self->outcome->report, HU_REMARK_NOTE, 0,
            _ ("There are other tags already: the imported ones are a layer of their own, %s"), shown);
      return;
    }
}

void
hu_import_placing_add (HuImportPlacing *self,
                       HuImportedDocument *document,
                       const char *format,
                       const char *source,
                       const char *coder,
                       GPtrArray *files)
{
  g_autofree char *path = place_document (self, document, files);

  hu_import_report_set_file (self->outcome->report, source);
  if (!path)
    {
      hu_import_report_add (self->outcome->report, HU_REMARK_ERROR, 0, _ ("%s: no name is free for it"),
                            document->name);
      return;
    }
  if (g_hash_table_add (self->seen, g_strdup (path)))
    {
      self->outcome->n_documents++;
      g_ptr_array_add (self->outcome->documents, g_strdup (path));
    }
  for (guint i = 0; i < document->layers->len; i++)
    {
      HuImportedLayer *layer = g_ptr_array_index (document->layers, i);

      place_layer (self, layer, path, layer->coder ? layer->coder : coder, format, files);
    }
}
