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
      g_hash_table_insert (self->numbers, value, GUINT_TO_POINTER (self->annotations->len));
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
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, annotation));

  return id ? g_strdup_printf (_ ("annotation %u (%s)"), number, id)
            : g_strdup_printf (_ ("annotation %u"), number);
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

/* The name of the file that is read, "visit" of "visit.@ilse.jsonld". @coder: (out) (optional) (nullable):
 * "ilse". (transfer full) */
static char *
dup_stem (HuW3cReader *self, char **coder)
{
  char *stem = hu_import_source_dup_stem (self->source);
  char *suffix = g_strrstr (stem, ".@");

  if (coder)
    *coder = suffix ? g_strdup (suffix + 2) : NULL;
  if (suffix)
    *suffix = '\0';
  return stem;
}

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
  g_autofree char *stem = dup_stem (self, NULL);
  HuImportedDocument *document = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (endings) && !document; i++)
    {
      g_autofree char *name = g_strconcat (stem, endings[i], NULL);

      document = load_beside (self, name, NULL);
    }
  return document;
}

/* The text that is called as what @iri names. (transfer full) (nullable) */
static HuImportedDocument *
load_source (HuW3cReader *self, const char *iri)
{
  HuImportedDocument *document = NULL;

  for (guint plain = 0; plain < 2 && !document; plain++)
    {
      g_autofree char *name = dup_iri_name (iri, plain);

      document = load_beside (self, name, NULL);
    }
  return document;
}

static void
tell_no_text (HuW3cReader *self, const char *what, guint n)
{
  g_autofree char *stem = dup_stem (self, NULL);

  hu_import_warn (self->result, 0,
                  ngettext ("There is no text of “%s”: it is looked for beside the file, as %s.txt too; %u "
                            "annotation is left out",
                            "There is no text of “%s”: it is looked for beside the file, as %s.txt too; %u "
                            "annotations are left out",
                            n),
                  what, stem, n);
}

/* Others' files. */

/* The annotations about one thing. @iri: "" where they don't say. */
typedef struct
{
  const char *iri;
  GPtrArray *annotations;
} Source;

static void
source_clear (gpointer data)
{
  g_ptr_array_unref (((Source *) data)->annotations);
}

/* (element-type Source) (transfer full): in the order in which they are named first */
static GArray *
sort_by_source (HuW3cReader *self)
{
  g_autoptr (GHashTable) indices = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *sources = g_array_new (FALSE, FALSE, sizeof (Source));

  g_array_set_clear_func (sources, source_clear);
  for (guint i = 0; i < self->annotations->len; i++)
    {
      HuValue *annotation = g_ptr_array_index (self->annotations, i);
      const char *said = get_source (annotation), *iri = said ? said : "";
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (indices, iri));

      if (index == 0)
        {
          Source source = { iri, g_ptr_array_new () };

          g_array_append_val (sources, source);
          index = sources->len;
          g_hash_table_insert (indices, (gpointer) iri, GUINT_TO_POINTER (index));
        }
      g_ptr_array_add (g_array_index (sources, Source, index - 1).annotations, annotation);
    }
  return sources;
}

/* @document: (transfer full). (transfer none) */
static HuImportedLayer *
add_layer (HuW3cReader *self, HuImportedDocument *document)
{
  g_autofree char *coder = NULL;
  g_autofree char *stem = dup_stem (self, &coder);

  hu_import_result_take_document (self->result, document);
  return hu_imported_document_add_layer (document, coder, NULL);
}

static void
take_all (HuW3cReader *self, HuImportedLayer *layer, GPtrArray *annotations)
{
  g_autoptr (HuW3cPlacer) placer = hu_w3c_placer_new (layer->document->text);

  for (guint i = 0; i < annotations->len; i++)
    hu_w3c_reader_take_foreign (self, layer, placer, g_ptr_array_index (annotations, i));
}

/* What has no text that is called as it is, is about the text that is called as the file, if there is one. */
static void
read_foreign (HuW3cReader *self)
{
  g_autoptr (GArray) sources = sort_by_source (self);
  HuImportedLayer *common = NULL;

  for (guint i = 0; i < MIN (sources->len, MAX_SOURCES); i++)
    {
      const Source *source = &g_array_index (sources, Source, i);
      HuImportedDocument *document = load_source (self, source->iri);
      HuImportedDocument *by_stem = document || common ? NULL : load_by_stem (self);

      if (by_stem)
        common = add_layer (self, by_stem);
      if (document)
        take_all (self, add_layer (self, document), source->annotations);
      else if (common)
        take_all (self, common, source->annotations);
      else
        tell_no_text (self, *source->iri ? source->iri : hu_import_source_get_name (self->source),
                      source->annotations->len);
      if (!document && common && sources->len > 1)
        hu_import_note (self->result, 0, _ ("What is about “%s” is looked for in %s"), source->iri,
                        common->document->name);
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
  g_autofree char *stem = dup_stem (self, NULL);
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

/* A lone coder's layer has no coder in its name, and neither has the file. */
static gboolean
read_own (HuW3cReader *self, GError **error)
{
  HuImportedDocument *document = load_own (self, error);

  if (!document)
    return FALSE;
  hu_w3c_reader_take_own (self, add_layer (self, document));
  return TRUE;
}

gboolean
hu_w3c_read (HuImportSource *source, HuImportResult *result, GError **error)
{
  HuW3cReader self = { .source = source, .result = result };
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
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
  self.numbers = numbers;
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
