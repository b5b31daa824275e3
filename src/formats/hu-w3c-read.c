/* SPDX-License-Identifier: GPL-3.0-or-later */
/* W3C Web Annotations: reading. What becomes of what is told in hu-format-w3c.c. */
#include "config.h"

#include "hu-w3c-private.h"

#include "hu-error.h"
#include "hu-folder.h"
#include "hu-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Sources of one file that are looked for beside it. */
#define MAX_SOURCES 1000

/* Gathering. */

gboolean
hu_w3c_has_type (HuValue *value, const char *type)
{
  HuValue *types = hu_value_get_member (value, "type");

  return types && (hu_value_has_string (types, type) || g_strcmp0 (hu_value_get_string (types), type) == 0);
}

/* The annotations of a list, a collection, a page, or the one that @value is. */
static void
gather (HuW3cReader *self, HuValue *value)
{
  static const char *const keys[] = { "items", "first", "next" };
  HuValueType type = value ? hu_value_get_type_of (value) : HU_VALUE_NULL;

  if (type == HU_VALUE_LIST)
    for (gsize i = 0; i < hu_value_get_size (value); i++)
      gather (self, hu_value_get_item (value, i));
  if (type != HU_VALUE_OBJECT)
    return;
  if (hu_w3c_has_type (value, "Annotation") || hu_value_get_member (value, "target"))
    {
      g_ptr_array_add (self->annotations, value);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      HuValue *part = hu_value_get_member (value, keys[i]);

      if (part && i > 0 && hu_value_get_type_of (part) == HU_VALUE_STRING)
        hu_import_warn (self->result, 0, _ ("A further page, %s, isn’t in the file"),
                        hu_value_get_string (part));
      else
        gather (self, part);
    }
}

char *
hu_w3c_reader_dup_place (HuW3cReader *self, HuValue *annotation)
{
  const char *id = hu_value_get_member_string (annotation, "id");
  guint index = 0;

  g_ptr_array_find (self->annotations, annotation, &index);
  return id ? g_strdup_printf (_ ("annotation %u (%s)"), index + 1, id)
            : g_strdup_printf (_ ("annotation %u"), index + 1);
}

/* The IRI of what an annotation is about; NULL where it doesn't say. */
static const char *
get_source (HuValue *annotation)
{
  HuValue *target = hu_value_get_member (annotation, "target");
  HuValue *items = hu_value_get_member (target, "items"), *source;

  if (items)
    target = items;
  if (target && hu_value_get_type_of (target) == HU_VALUE_LIST)
    target = hu_value_get_item (target, 0);
  if (!target || hu_value_get_type_of (target) == HU_VALUE_STRING)
    return hu_value_get_string (target);
  source = hu_value_get_member (target, "source");
  if (!source)
    return hu_value_get_member_string (target, "id");
  return hu_value_get_type_of (source) == HU_VALUE_STRING ? hu_value_get_string (source)
                                                          : hu_value_get_member_string (source, "id");
}

/* Texts. */

/* The file of that name beside the one that is read, if it can be a document. (nullable) */
static HuImportedDocument *
load_beside (HuW3cReader *self, const char *name, const char *encoding)
{
  if (!name || !*name || strchr (name, '/') || !hu_folder_is_document_name (name))
    return NULL;
  return hu_imported_document_new_beside (self->source, name, encoding, NULL);
}

/* The last part of an IRI's path as a file's name, with ".txt" in place of its extension where @plain.
 * (nullable)
 */
static char *
dup_iri_name (const char *iri, gboolean plain)
{
  g_autofree char *path = g_strndup (iri, strcspn (iri, "?#"));
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_uri_unescape_string (base, "/");
  const char *dot = name ? strrchr (name, '.') : NULL;

  if (!name || !g_utf8_validate (name, -1, NULL))
    return NULL;
  if (!plain)
    return g_steal_pointer (&name);
  return g_strdup_printf ("%.*s.txt", dot ? (int) (dot - name) : (int) strlen (name), name);
}

/* (transfer full) (nullable) */
static HuImportedDocument *
load_by_stem (HuW3cReader *self)
{
  static const char *const endings[] = { "", ".txt", ".md" };
  g_autofree char *stem = hu_import_source_dup_stem (self->source);
  HuImportedDocument *document = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (endings) && !document; i++)
    {
      g_autofree char *name = g_strconcat (stem, endings[i], NULL);

      document = load_beside (self, name, NULL);
    }
  return document;
}

/* The text of what @iri (nullable) names. @only: whether all annotations are about it. (transfer full)
 * (nullable)
 */
static HuImportedDocument *
load_source (HuW3cReader *self, const char *iri, gboolean only)
{
  HuImportedDocument *document = NULL;

  for (guint plain = 0; iri && plain < 2 && !document; plain++)
    {
      g_autofree char *name = dup_iri_name (iri, plain);

      document = load_beside (self, name, NULL);
    }
  return document || !only ? document : load_by_stem (self);
}

static void
tell_no_text (HuW3cReader *self, const char *what, guint n)
{
  g_autofree char *stem = hu_import_source_dup_stem (self->source);

  hu_import_warn (self->result, 0,
                  ngettext ("There is no text of “%s”: it is looked for beside the file, as %s.txt too; %u "
                            "annotation is left out",
                            "There is no text of “%s”: it is looked for beside the file, as %s.txt too; %u "
                            "annotations are left out",
                            n),
                  what, stem, n);
}

/* Others' files. */

static gboolean
read_source (HuW3cReader *self, const char *iri, GPtrArray *annotations, gboolean only)
{
  HuImportedDocument *document = load_source (self, iri, only);
  HuImportedLayer *layer;
  g_autoptr (HuW3cPlacer) placer = NULL;

  if (!document)
    {
      tell_no_text (self, iri ? iri : hu_import_source_get_name (self->source), annotations->len);
      return FALSE;
    }
  hu_import_result_take_document (self->result, document);
  layer = hu_imported_document_add_layer (document, NULL, NULL);
  placer = hu_w3c_placer_new (document->text);
  for (guint i = 0; i < annotations->len; i++)
    hu_w3c_reader_take_foreign (self, layer, placer, g_ptr_array_index (annotations, i));
  return TRUE;
}

static void
read_foreign (HuW3cReader *self)
{
  g_autoptr (GHashTable) by_source =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();

  for (guint i = 0; i < self->annotations->len; i++)
    {
      HuValue *annotation = g_ptr_array_index (self->annotations, i);
      const char *iri = get_source (annotation);
      GPtrArray *list = g_hash_table_lookup (by_source, iri ? iri : "");

      if (!list)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (by_source, (gpointer) (iri ? iri : ""), list);
          g_ptr_array_add (sources, (gpointer) (iri ? iri : ""));
        }
      g_ptr_array_add (list, annotation);
    }
  for (guint i = 0; i < sources->len && i < MAX_SOURCES; i++)
    {
      const char *iri = g_ptr_array_index (sources, i);

      read_source (self, *iri ? iri : NULL, g_hash_table_lookup (by_source, iri), sources->len == 1);
    }
  if (sources->len > MAX_SOURCES)
    hu_import_warn (self->result, 0, _ ("They are about more than %u texts; the rest is left out"),
                    MAX_SOURCES);
}

/* Our own. */

/* (transfer full) (nullable) */
static HuImportedDocument *
load_own (HuW3cReader *self, GError **error)
{
  HuValue *text = hu_value_get_member (self->own, "text");
  HuValue *facts = hu_value_get_member (self->own, "document");
  const char *file = hu_value_get_member_string (facts, "file");
  g_autofree char *stem = hu_import_source_dup_stem (self->source);
  g_autofree char *plain = g_strconcat (stem, ".txt", NULL);
  const char *name = file && *file ? file : plain;
  HuImportedDocument *document;

  if (text && hu_value_get_type_of (text) == HU_VALUE_STRING)
    {
      self->same_text = TRUE;
      return hu_imported_document_new_utf8 (name, hu_value_get_string (text),
                                            (gssize) hu_value_get_string_length (text), error);
    }
  document = load_beside (self, file, hu_value_get_member_string (facts, "encoding"));
  if (!document)
    document = load_by_stem (self);
  if (!document)
    {
      tell_no_text (self, name, self->annotations->len);
      return NULL;
    }
  self->same_text = g_strcmp0 (hu_value_get_member_string (facts, "text_sha256"),
                               hu_text_get_text_sha256 (document->text)) == 0 &&
                    hu_value_get_int (hu_value_get_member (facts, "characters")) ==
                        (gint64) hu_text_get_length (document->text);
  return document;
}

static gboolean
read_own (HuW3cReader *self, GError **error)
{
  HuImportedDocument *document = load_own (self, error);
  HuValue *layer = hu_value_get_member (hu_value_get_member (self->own, "layer"), "layer");
  HuValue *coder = hu_value_get_member (layer, "coder");

  if (!document)
    return FALSE;
  hu_import_result_take_document (self->result, document);
  hu_w3c_reader_take_own (self,
                          hu_imported_document_add_layer (document, hu_value_get_member_string (coder, "id"),
                                                          hu_value_get_member_string (coder, "name")));
  return TRUE;
}

gboolean
hu_w3c_read (HuImportSource *source, HuImportResult *result, GError **error)
{
  HuW3cReader self = { .source = source, .result = result };
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HuValue) root = NULL;
  const char *name, *utf8;
  gsize length;

  g_return_val_if_fail (source != NULL && result != NULL, FALSE);
  name = hu_import_source_get_name (source);
  utf8 = hu_import_source_get_utf8 (source, &length, error);
  if (!utf8)
    return FALSE;
  bytes = g_bytes_new_static (utf8, length);
  root = hu_json_parse (bytes, name, error);
  if (!root)
    return FALSE;
  self.annotations = annotations;
  gather (&self, root);
  self.own = hu_value_get_member (root, HU_W3C_TERM);
  if (hu_value_get_type_of (self.own ? self.own : root) != HU_VALUE_OBJECT)
    self.own = NULL;
  if (annotations->len == 0 && !self.own)
    g_set_error (error, HU_ERROR, HU_ERROR_FORMAT, _ ("%s: there is no annotation in it"), name);
  else if (self.own)
    read_own (&self, error);
  else
    read_foreign (&self);
  if (result->documents->len == 0 && error && !*error)
    g_set_error (error, HU_ERROR, HU_ERROR_FORMAT, _ ("%s: the text that is annotated isn’t there"), name);
  return result->documents->len > 0;
}
