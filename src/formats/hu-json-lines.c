/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats of labelled spans share: JSON of one layer a line, written, read back, and read. */
#include "config.h"

#include "hu-json-lines.h"

#include "hu-error.h"
#include "hu-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

GBytes *
hu_json_lines_write (GPtrArray *documents, HuJsonLineFunc func)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  g_return_val_if_fail (documents != NULL && func != NULL, NULL);
  for (guint i = 0; i < documents->len; i++)
    {
      g_autoptr (HuLabelledSpans) spans = hu_labelled_spans_new (g_ptr_array_index (documents, i));
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
      g_autoptr (JsonNode) root = NULL;

      func (spans, builder);
      root = json_builder_get_root (builder);
      json_generator_set_root (generator, root);
      json_generator_to_gstring (generator, out);
      g_string_append_c (out, '\n');
    }
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

/* Reading back. */

static gboolean
wrong (HuJsonLine *self, const char *what)
{
  self->what = what;
  return FALSE;
}

static JsonNode *
get_member (JsonObject *object, const char *name, JsonNodeType type)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && json_node_get_node_type (node) == type ? node : NULL;
}

static gint64
get_int (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name, JSON_NODE_VALUE);

  return node && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;
}

gboolean
hu_json_line_check_words (HuJsonLine *self, gint64 start, gint64 end, HuRange range)
{
  g_autofree char *words = NULL, *expected = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  if (start != range.start || end != range.end || end > self->length)
    return wrong (self, _ ("a span is in another place"));
  words = g_ucs4_to_utf8 (self->text + start, (glong) (end - start), NULL, NULL, NULL);
  expected = hu_labelled_spans_dup_text (self->spans, &range);
  return g_strcmp0 (words, expected) == 0 || wrong (self, _ ("a span has other words"));
}

gboolean
hu_json_line_check_size (HuJsonLine *self, const char *name, guint n)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL, FALSE);
  node = get_member (self->object, name, JSON_NODE_ARRAY);
  if (!node || json_array_get_length (json_node_get_array (node)) != n)
    return wrong (self, _ ("something is missing, or there twice"));
  return TRUE;
}

gboolean
hu_json_line_check_spans (HuJsonLine *self, const char *name, const char *start, const char *end)
{
  GArray *spans;
  JsonArray *array;

  g_return_val_if_fail (self != NULL, FALSE);
  spans = self->spans->spans;
  if (!hu_json_line_check_size (self, name, spans->len))
    return FALSE;
  array = json_object_get_array_member (self->object, name);
  for (guint i = 0; i < spans->len; i++)
    {
      const HuLabelledSpan *span = &g_array_index (spans, HuLabelledSpan, i);
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      JsonNode *label = get_member (object, "label", JSON_NODE_VALUE);

      if (!label || g_strcmp0 (json_node_get_string (label), hu_role_get_label (span->role)) != 0)
        return wrong (self, _ ("a span has another label"));
      if (!hu_json_line_check_words (self, get_int (object, start), get_int (object, end), span->range))
        return FALSE;
    }
  return TRUE;
}

gboolean
hu_json_line_verify (
    HuExportDocument *document, JsonNode *node, const char *text, HuJsonVerifyFunc func, GError **error)
{
  g_autoptr (HuLabelledSpans) spans = NULL;
  g_autofree char *expected = NULL;
  g_autofree gunichar *letters = NULL;
  HuJsonLine line = { 0 };
  JsonNode *member;
  gboolean good;

  g_return_val_if_fail (document != NULL && func != NULL, FALSE);
  line.spans = spans = hu_labelled_spans_new (document);
  line.object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  line.what = _ ("what was written does not read back equal");
  member = get_member (line.object, text, JSON_NODE_VALUE);
  expected = hu_labelled_spans_dup_text (spans, NULL);
  good = member && g_strcmp0 (json_node_get_string (member), expected) == 0;
  if (good)
    line.text = letters = g_utf8_to_ucs4_fast (expected, -1, &line.length);
  if (good && func (&line))
    return TRUE;
  g_set_error (error, HU_ERROR, HU_ERROR_VERIFY, "%s: %s", document->name, line.what);
  return FALSE;
}

static gboolean
verify_line (HuExportDocument *document, const char *at, gsize length, HuJsonVerifyFunc func, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (!json_parser_load_from_data (parser, at, (gssize) length, error))
    return FALSE;
  return hu_json_line_verify (document, json_parser_get_root (parser), "text", func, error);
}

gboolean
hu_json_lines_verify (GPtrArray *documents, GBytes *bytes, HuJsonVerifyFunc func, GError **error)
{
  gsize length;
  const char *at, *end;

  g_return_val_if_fail (documents != NULL && bytes != NULL && func != NULL, FALSE);
  at = g_bytes_get_data (bytes, &length);
  end = at + length;
  for (guint i = 0; i < documents->len; i++)
    {
      const char *newline = at < end ? memchr (at, '\n', (gsize) (end - at)) : NULL;

      if (!newline)
        {
          g_set_error (error, HU_ERROR, HU_ERROR_VERIFY, _ ("line %u: is missing or not ended"), i + 1);
          return FALSE;
        }
      if (!verify_line (g_ptr_array_index (documents, i), at, (gsize) (newline - at), func, error))
        {
          g_prefix_error (error, _ ("line %u: "), i + 1);
          return FALSE;
        }
      at = newline + 1;
    }
  if (at == end)
    return TRUE;
  g_set_error (error, HU_ERROR, HU_ERROR_VERIFY, _ ("line %u: there is more than was written"),
               documents->len + 1);
  return FALSE;
}

/* Reading. */

/* (transfer full) (nullable) */
static HuValue *
parse_line (const char *name, const char *at, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (at, length);

  return hu_json_parse (bytes, name, error);
}

static gboolean
is_blank (const char *at, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (at[i]))
      return FALSE;
  return TRUE;
}

gboolean
hu_json_lines_read (HuImportSource *source, HuImportResult *result, HuJsonReadFunc func, GError **error)
{
  gsize length;
  const char *at = hu_import_source_get_utf8 (source, &length, error);
  const char *end = at + length, *name = hu_import_source_get_name (source);
  g_autoptr (GError) first = NULL;

  if (!at)
    return FALSE;
  for (guint line = 1; at < end; line++)
    {
      const char *newline = memchr (at, '\n', (gsize) (end - at));
      gsize n = (gsize) ((newline ? newline : end) - at);
      g_autoptr (GError) local = NULL;
      g_autoptr (HuValue) object = is_blank (at, n) ? NULL : parse_line (name, at, n, &local);

      if (object && hu_value_get_type_of (object) == HU_VALUE_OBJECT)
        func (source, result, line, object);
      else if (!is_blank (at, n))
        hu_import_warn (result, line, "%s", local ? local->message : _ ("The line is no object"));
      if (local && !first)
        first = g_steal_pointer (&local);
      at += n + 1;
    }
  if (result->documents->len > 0)
    return TRUE;
  if (first)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_set_error (error, HU_ERROR, HU_ERROR_FORMAT, _ ("%s: there is no document in it"), name);
  return FALSE;
}

HuValue *
hu_json_lines_peek (HuImportSource *source)
{
  gsize length;
  const char *at = hu_import_source_get_utf8 (source, &length, NULL);
  const char *newline = at ? memchr (at, '\n', length) : NULL;

  return at ? parse_line ("", at, newline ? (gsize) (newline - at) : length, NULL) : NULL;
}

/* The document's name: the one that it had, else the foreign file's with a number. (transfer full) */
static char *
make_name (HuImportSource *source, HuImportResult *result, HuValue *facts)
{
  const char *file = hu_value_get_member_string (facts, "file");
  g_autofree char *stem = NULL;

  if (file && *file)
    return g_strdup (file);
  stem = hu_import_source_dup_stem (source);
  return g_strdup_printf ("%s-%u.txt", stem, result->documents->len + 1);
}

static void
take_facts (HuImportedLayer *layer, HuValue *facts)
{
  static const HuMember members[] = { HU_MEMBER_HEADLINE, HU_MEMBER_OUTLET, HU_MEMBER_PUBLISHED,
                                      HU_MEMBER_URL, HU_MEMBER_LANGUAGE };
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_DOCUMENT, "", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *fact = hu_value_get_member_string (facts, hu_member_get_name (members[i]));

      if (fact && *fact)
        hu_record_builder_set_string (&builder, members[i], fact);
    }
  hu_imported_layer_take (layer, &builder);
}

/* Layers of one document stand in lines that follow each other. */
static HuImportedDocument *
find_document (HuImportResult *result, const char *name, HuValue *text)
{
  GPtrArray *documents = result->documents;
  HuImportedDocument *document =
      documents->len > 0 ? g_ptr_array_index (documents, documents->len - 1) : NULL;
  gsize length;
  const char *utf8 = document ? hu_text_get_utf8 (document->text, &length) : NULL;

  return document && g_str_equal (document->name, name) && length == hu_value_get_string_length (text) &&
                 memcmp (utf8, hu_value_get_string (text), length) == 0
             ? document
             : NULL;
}

HuImportedLayer *
hu_json_lines_add_document (HuImportSource *source,
                            HuImportResult *result,
                            guint line,
                            HuValue *text,
                            HuValue *facts,
                            const char *coder)
{
  g_autofree char *name = make_name (source, result, facts);
  g_autoptr (GError) error = NULL;
  HuImportedDocument *document;
  HuImportedLayer *layer;

  if (!text || hu_value_get_type_of (text) != HU_VALUE_STRING)
    {
      hu_import_warn (result, line, _ ("There is no text"));
      return NULL;
    }
  document = facts ? find_document (result, name, text) : NULL;
  if (!document)
    {
      document = hu_imported_document_new_utf8 (name, hu_value_get_string (text),
                                                (gssize) hu_value_get_string_length (text), &error);
      if (!document)
        {
          hu_import_warn (result, line, "%s", error->message);
          return NULL;
        }
      hu_import_result_take_document (result, document);
    }
  layer = hu_imported_document_add_layer (document, coder, NULL);
  take_facts (layer, facts);
  return layer;
}

gboolean
hu_json_lines_get_range (
    HuImportResult *result, guint line, HuImportedLayer *layer, HuValue *start, HuValue *end, HuRange *range)
{
  guint length = hu_text_get_length (layer->document->text);
  gint64 from = start && hu_value_get_type_of (start) == HU_VALUE_NUMBER ? hu_value_get_int (start) : -1;
  gint64 to = end && hu_value_get_type_of (end) == HU_VALUE_NUMBER ? hu_value_get_int (end) : -1;

  if (from < 0 || to <= from || to > length)
    {
      hu_import_warn (result, line, _ ("A span doesn’t lie in the text; it is left out"));
      return FALSE;
    }
  *range = (HuRange){ (guint) from, (guint) to };
  return TRUE;
}
