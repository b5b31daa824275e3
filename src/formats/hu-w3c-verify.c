/* SPDX-License-Identifier: GPL-3.0-or-later */
/* W3C Web Annotations: whether what was written says what it should.
 *
 * The file is read by json-glib; of its annotations, their targets and what is in our own term a document of
 * annotated JSON is made, which is then compared with the records member by member, and every quote with the
 * text, as an export of that format is. What has no counterpart there is looked at here: ids, motivations,
 * positions, bodies.
 */
#include "config.h"

#include "hu-w3c.h"

#include "hu-error.h"
#include "hu-format-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* The letters of a NUL in JSON, where json-glib would end a string. */
#define NUL "\\u0000"

typedef struct
{
  HuExportDocument *document;
  JsonObject *root; /* the document of annotated JSON */
  char nul[8];      /* a character that isn't in the file: stands for NUL */
} Check;

static gboolean
wrong (Check *self, const char *where, const char *what, GError **error)
{
  g_set_error (error, HU_ERROR, HU_ERROR_VERIFY, "%s: %s: %s", self->document->name, where, what);
  return FALSE;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  if (!node || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static void
copy_member (JsonObject *from, const char *name, JsonNode *node, gpointer to)
{
  json_object_set_member (to, name, json_node_copy (node));
}

static void
rename_member (JsonObject *from, const char *name, JsonObject *to, const char *new_name)
{
  JsonNode *node = json_object_get_member (from, name);

  if (node)
    json_object_set_member (to, new_name, json_node_copy (node));
}

/* The names beside ids, which annotated JSON has and the annotations say in their bodies. */
static void
add_names (Check *self, HuRecord *record, JsonObject *object)
{
  g_autoptr (HuValue) names = hu_export_document_get_names (self->document, record);

  for (gsize i = 0; i < hu_value_get_size (names); i++)
    {
      HuValue *name = hu_value_get_nth (names, i);
      JsonArray *list;

      if (hu_value_get_type_of (name) != HU_VALUE_LIST)
        {
          json_object_set_string_member (object, hu_value_get_key (names, i), hu_value_get_string (name));
          continue;
        }
      list = json_array_new ();
      for (gsize j = 0; j < hu_value_get_size (name); j++)
        json_array_add_string_element (list, hu_value_get_item_string (name, j));
      json_object_set_array_member (object, hu_value_get_key (names, i), list);
    }
}

/* Targets. */

static gboolean
take_selector (JsonObject *selector, JsonObject *span)
{
  const char *type = get_string (selector, "type");

  if (g_strcmp0 (type, "TextPositionSelector") == 0)
    {
      gint64 start = json_object_get_int_member_with_default (selector, "start", -1);
      gint64 end = json_object_get_int_member_with_default (selector, "end", -1);

      rename_member (selector, "start", span, "start");
      rename_member (selector, "end", span, "end");
      return start >= 0 && start < end;
    }
  rename_member (selector, "exact", span, "quote");
  rename_member (selector, "prefix", span, "prefix");
  rename_member (selector, "suffix", span, "suffix");
  return g_strcmp0 (type, "TextQuoteSelector") == 0 && get_string (selector, "exact");
}

/* A target as a span of annotated JSON; NULL where it can't be one. (transfer full) (nullable) */
static JsonObject *
make_span (JsonNode *node)
{
  g_autoptr (JsonObject) span = json_object_new ();
  JsonObject *target = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *own = get_object (target, HU_W3C_TERM);
  JsonArray *selectors = get_array (target, "selector");

  if (!target || (!selectors && !own))
    return NULL;
  for (guint i = 0; selectors && i < json_array_get_length (selectors); i++)
    {
      JsonNode *selector = json_array_get_element (selectors, i);

      if (!JSON_NODE_HOLDS_OBJECT (selector) || !take_selector (json_node_get_object (selector), span))
        return NULL;
    }
  if (own)
    json_object_foreach_member (own, copy_member, span);
  return g_steal_pointer (&span);
}

/* (transfer full) (nullable) */
static JsonArray *
make_passage (JsonObject *annotation)
{
  g_autoptr (JsonArray) passage = json_array_new ();
  JsonNode *target = json_object_get_member (annotation, "target");
  JsonArray *list = get_array (annotation, "target");
  guint n = list ? json_array_get_length (list) : 1;

  for (guint i = 0; target && i < n; i++)
    {
      JsonObject *span = make_span (list ? json_array_get_element (list, i) : target);

      if (!span)
        return NULL;
      json_array_add_object_element (passage, span);
    }
  return g_steal_pointer (&passage);
}

/* Annotations. */

static gboolean
check_bodies (JsonObject *annotation)
{
  static const char *const purposes[] = { "identifying", "classifying", "tagging",    "describing",
                                          "linking",     "assessing",   "commenting", NULL };
  JsonArray *bodies = get_array (annotation, "body");

  if (!json_object_has_member (annotation, "body"))
    return TRUE;
  for (guint i = 0; bodies && i < json_array_get_length (bodies); i++)
    {
      JsonNode *node = json_array_get_element (bodies, i);
      JsonObject *body = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *purpose = get_string (body, "purpose");

      if (!purpose || !g_strv_contains (purposes, purpose) ||
          json_object_has_member (body, "value") == json_object_has_member (body, "source"))
        return FALSE;
    }
  return bodies && json_array_get_length (bodies) > 0;
}

/* Adds what @node says to the document of annotated JSON. */
static gboolean
take_annotation (Check *self, JsonNode *node, HuRecord *record)
{
  const char *list = hu_kind_get_list_name (hu_record_get_kind (record));
  g_autofree char *iri = hu_w3c_dup_tag_iri (hu_record_get_id (record));
  JsonObject *annotation = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *own = get_object (get_object (annotation, HU_W3C_TERM), list);
  g_autoptr (JsonObject) object = NULL;
  JsonArray *passage;
  gsize n;

  if (!own || g_strcmp0 (get_string (annotation, "id"), iri) != 0 ||
      g_strcmp0 (get_string (annotation, "type"), "Annotation") != 0 ||
      !get_string (annotation, "motivation") || !check_bodies (annotation))
    return FALSE;
  object = json_object_new ();
  json_object_foreach_member (own, copy_member, object);
  add_names (self, record, object);
  hu_w3c_get_spans (self->document, record, &n);
  passage = n > 0 ? make_passage (annotation) : NULL;
  if (n > 0 && !passage)
    return FALSE;
  if (passage && !hu_record_get (record, HU_MEMBER_CLAIM))
    json_object_set_array_member (object, "passage", passage);
  else
    g_clear_pointer (&passage, json_array_unref);
  if (!json_object_has_member (self->root, list))
    json_object_set_array_member (self->root, list, json_array_new ());
  json_array_add_object_element (json_object_get_array_member (self->root, list), g_steal_pointer (&object));
  return TRUE;
}

static gboolean
take_annotations (Check *self, JsonObject *collection, GError **error)
{
  HuSnapshot *snapshot = self->document->snapshot;
  JsonArray *items = get_array (get_object (collection, "first"), "items");
  guint n = items ? json_array_get_length (items) : 0, at = 0;

  for (guint kind = HU_KIND_MENTION; kind <= HU_KIND_MEMO; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++, at++)
      {
        g_autofree char *place = g_strdup_printf ("first.items[%u]", at);

        if (at >= n || !take_annotation (self, json_array_get_element (items, at),
                                         g_ptr_array_index (snapshot->records[kind], i)))
          return wrong (self, place, _ ("what was written does not read back equal"), error);
      }
  if (at == n && json_object_get_int_member_with_default (collection, "total", -1) == n)
    return TRUE;
  return wrong (self, "total", _ ("something is missing, or there twice"), error);
}

/* A list of what are no tags; what of it isn't as @records are is found when all is compared. */
static void
take_list (Check *self, const char *name, JsonArray *list, GPtrArray *records)
{
  JsonArray *copy = json_array_new ();

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      JsonObject *object = json_object_new ();

      if (JSON_NODE_HOLDS_OBJECT (node))
        json_object_foreach_member (json_node_get_object (node), copy_member, object);
      if (i < records->len)
        add_names (self, g_ptr_array_index (records, i), object);
      json_array_add_object_element (copy, object);
    }
  json_object_set_array_member (self->root, name, copy);
}

static void
take_layer (Check *self, JsonObject *own)
{
  JsonObject *layer = get_object (own, "layer");

  json_object_set_string_member (self->root, "format", "hustings-annotations");
  json_object_set_int_member (self->root, "version", 1);
  if (!own)
    return;
  rename_member (own, "document", self->root, "document");
  rename_member (own, "text", self->root, "text");
  for (guint kind = HU_KIND_TYPE; kind < HU_N_KINDS; kind++)
    {
      const char *name = hu_kind_get_list_name (kind);
      JsonArray *list = get_array (own, name);

      if (list)
        take_list (self, name, list, self->document->snapshot->records[kind]);
    }
  if (layer)
    json_object_foreach_member (layer, copy_member, self->root);
}

/* NUL. */

static void
choose_nul (Check *self, const char *json, gsize length)
{
  for (gunichar c = 0x10fffd; c > 0x100000; c--)
    {
      self->nul[g_unichar_to_utf8 (c, self->nul)] = '\0';
      if (!memmem (json, length, self->nul, strlen (self->nul)))
        return;
    }
}

/* @json with the letters of each NUL exchanged. (transfer full) */
static GString *
exchange_nul (Check *self, const char *json, gsize length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (json[i] == '\\' && length - i >= strlen (NUL) && memcmp (json + i, NUL, strlen (NUL)) == 0)
      {
        g_string_append (out, self->nul);
        i += strlen (NUL) - 1;
      }
    else
      {
        g_string_append_c (out, json[i]);
        if (json[i] == '\\' && i + 1 < length)
          g_string_append_c (out, json[++i]);
      }
  return out;
}

static GBytes *
generate (Check *self)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), self->root);
  g_autofree char *json = NULL;
  gsize length;
  GString *whole;

  json_generator_set_root (generator, node);
  json = json_generator_to_data (generator, &length);
  whole = g_string_new_len (json, (gssize) length);
  g_string_replace (whole, self->nul, NUL, 0);
  return g_string_free_to_bytes (whole);
}

gboolean
hu_w3c_verify (HuExportDocument *document, GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (JsonObject) root = json_object_new ();
  g_autoptr (GString) json = NULL;
  g_autoptr (GBytes) made = NULL;
  Check self = { .document = document, .root = root };
  JsonNode *node;
  gsize length;
  const char *data;

  g_return_val_if_fail (document != NULL && bytes != NULL, FALSE);
  data = g_bytes_get_data (bytes, &length);
  if (!g_utf8_validate (data, (gssize) length, NULL))
    return wrong (&self, _ ("the whole file"), _ ("what was written is no UTF-8"), error);
  choose_nul (&self, data, length);
  json = exchange_nul (&self, data, length);
  if (!json_parser_load_from_data (parser, json->str, (gssize) json->len, error))
    return FALSE;
  node = json_parser_get_root (parser);
  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    return wrong (&self, _ ("the whole file"), _ ("what was written does not read back equal"), error);
  take_layer (&self, get_object (json_node_get_object (node), HU_W3C_TERM));
  if (!take_annotations (&self, json_node_get_object (node), error))
    return FALSE;
  made = generate (&self);
  return hu_export_verify_json (document, made, error);
}
