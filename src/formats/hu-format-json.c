/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the JSON formats share: writing one document as an object, and reading it back by another reader.
 *
 * Reading back is done by json-glib, whose code has nothing in common with our writer's, and compares what it
 * gives with the records themselves, member by member, and each quote with the text. json-glib ends strings
 * at a NUL; so the letters \u0000 are exchanged, before it reads, for a character that the file doesn't hold.
 * It wraps numbers beyond 64 bits, which are then only known to be numbers.
 */
#include "config.h"

#include "hu-format-json.h"

#include "hu-error.h"
#include "hu-json.h"
#include "hu-layer-file.h"
#include "hu-passage.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* The file's own objects and lists around the deepest value that can have been read. */
#define MAX_DEPTH (HU_JSON_MAX_DEPTH + 8)

static void
write_extra (HuJsonWriter *writer, HuRecord *record, gpointer user_data)
{
  HuExportDocument *document = user_data;
  g_autoptr (HuValue) names = hu_export_document_get_names (document, record);

  for (gsize i = 0; i < hu_value_get_size (names); i++)
    hu_json_writer_member (writer, hu_value_get_key (names, i), hu_value_get_nth (names, i));
  if (hu_record_get_kind (record) == HU_KIND_LAYER && !document->without_text)
    {
      gsize length;
      const char *utf8 = hu_text_get_utf8 (document->text, &length);

      hu_json_writer_key (writer, "text");
      hu_json_writer_string (writer, utf8, (gssize) length);
    }
}

void
hu_export_write_json (HuJsonWriter *writer, HuExportDocument *document)
{
  g_return_if_fail (writer != NULL && document != NULL);
  hu_layer_file_write_object (writer, document->snapshot, document->text, write_extra, document);
}

/* Comparing. */

typedef struct
{
  HuExportDocument *document;
  const char *text; /* the document's as it is expected: with the character that stands for NUL */
  gsize text_length;
  char nul[8];    /* that character */
  GString *where; /* written from its end, on the way back from what differs */
} Check;

static gboolean
differs (Check *self, const char *member)
{
  if (self->where->len > 0 && self->where->str[0] != '[')
    g_string_prepend_c (self->where, '.');
  g_string_prepend (self->where, member);
  return FALSE;
}

static gboolean
differs_at (Check *self, gsize index)
{
  g_autofree char *place = g_strdup_printf ("[%u]", (guint) index);

  return differs (self, place);
}

/* @letters with each NUL exchanged. */
static GString *
without_nul (Check *self, const char *letters, gsize length)
{
  GString *out = g_string_sized_new (length);
  const char *end = letters + length;

  while (letters < end)
    {
      const char *nul = memchr (letters, '\0', (gsize) (end - letters));
      const char *stop = nul ? nul : end;

      g_string_append_len (out, letters, stop - letters);
      if (nul)
        g_string_append (out, self->nul);
      letters = nul ? nul + 1 : end;
    }
  return out;
}

static const char *
node_string (JsonNode *node)
{
  if (!node || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static gboolean
string_equals (Check *self, JsonNode *node, const char *letters, gsize length)
{
  const char *read = node_string (node);
  g_autoptr (GString) changed = NULL;

  if (!read)
    return FALSE;
  if (memchr (letters, '\0', length))
    {
      changed = without_nul (self, letters, length);
      letters = changed->str;
      length = changed->len;
    }
  return strlen (read) == length && memcmp (read, letters, length) == 0;
}

static gboolean
number_equals (JsonNode *node, HuValue *value)
{
  const char *letters = hu_value_get_string (value);
  double number = hu_value_get_double (value);
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  if (fabs (number) >= 9.2e18)
    return TRUE;
  if (type == G_TYPE_DOUBLE)
    return json_node_get_double (node) == number;
  return !strpbrk (letters, ".eE") && g_ascii_strtoll (letters, NULL, 10) == json_node_get_int (node);
}

static gboolean check_value (Check *self, JsonNode *node, HuValue *value);

static gboolean
check_list (Check *self, JsonNode *node, HuValue *value)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (!array || json_array_get_length (array) != hu_value_get_size (value))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!check_value (self, json_array_get_element (array, i), hu_value_get_item (value, i)))
      return differs_at (self, i);
  return TRUE;
}

static gboolean
check_member (Check *self, JsonObject *object, const char *key, HuValue *value)
{
  JsonNode *node = json_object_get_member (object, key);

  return (node && check_value (self, node, value)) || differs (self, key);
}

static gboolean
check_members_of (Check *self, JsonObject *object, HuValue *value)
{
  for (gsize i = 0; i < hu_value_get_size (value); i++)
    if (!check_member (self, object, hu_value_get_key (value, i), hu_value_get_nth (value, i)))
      return FALSE;
  return TRUE;
}

static JsonObject *
get_object (JsonNode *node)
{
  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
int_equals (JsonObject *object, const char *key, gint64 expected)
{
  JsonNode *node = json_object_get_member (object, key);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 &&
         json_node_get_int (node) == expected;
}

/* A member that is a stretch of the text, and isn't there where the stretch is empty. */
static gboolean
check_range (Check *self, JsonObject *object, const char *key, HuRange range, guint *n)
{
  HuText *text = self->document->text;
  JsonNode *node = json_object_get_member (object, key);
  gsize start = hu_text_offset_to_byte (text, range.start);
  gsize end = hu_text_offset_to_byte (text, range.end);

  if (start == end)
    return !node || differs (self, key);
  (*n)++;
  return string_equals (self, node, hu_text_get_utf8 (text, NULL) + start, end - start) ||
         differs (self, key);
}

/* A span whose words are the text's. */
static gboolean
check_exact_span (Check *self, JsonObject *object, const HuSpan *span)
{
  HuRange prefix, suffix;
  guint n = 2;

  if (span->end > hu_text_get_length (self->document->text))
    return differs (self, "end");
  hu_span_context (self->document->text, span->start, span->end, &prefix, &suffix);
  return check_range (self, object, "quote", (HuRange){ span->start, span->end }, &n) &&
         check_range (self, object, "prefix", prefix, &n) &&
         check_range (self, object, "suffix", suffix, &n) && json_object_get_size (object) == n;
}

static gboolean
check_span (Check *self, JsonNode *node, const HuSpan *span)
{
  JsonObject *object = get_object (node);

  if (!object)
    return FALSE;
  if (!span->lost && !int_equals (object, "start", span->start))
    return differs (self, "start");
  if (!span->lost && !int_equals (object, "end", span->end))
    return differs (self, "end");
  if (!span->rest && !span->lost)
    return check_exact_span (self, object, span);
  return json_object_get_size (object) == hu_value_get_size (span->rest) + (span->lost ? 0 : 2) &&
         check_members_of (self, object, span->rest);
}

static gboolean
check_passage (Check *self, JsonNode *node, HuValue *passage)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);

  if (!array || json_array_get_length (array) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!check_span (self, json_array_get_element (array, i), &spans[i]))
      return differs_at (self, i);
  return TRUE;
}

static gboolean
check_value (Check *self, JsonNode *node, HuValue *value)
{
  switch (hu_value_get_type_of (value))
    {
    case HU_VALUE_NULL:
      return JSON_NODE_HOLDS_NULL (node);
    case HU_VALUE_BOOLEAN:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
             json_node_get_boolean (node) == hu_value_get_boolean (value);
    case HU_VALUE_NUMBER:
      return number_equals (node, value);
    case HU_VALUE_STRING:
      return string_equals (self, node, hu_value_get_string (value), hu_value_get_string_length (value));
    case HU_VALUE_LIST:
      return check_list (self, node, value);
    case HU_VALUE_OBJECT:
      {
        JsonObject *object = get_object (node);

        return object && json_object_get_size (object) == hu_value_get_size (value) &&
               check_members_of (self, object, value);
      }
    case HU_VALUE_PASSAGE:
      return check_passage (self, node, value);
    }
  g_assert_not_reached ();
}

/* The members of @record in @object. @n: (inout): how many there are. */
static gboolean
check_record_members (Check *self, JsonObject *object, HuRecord *record, guint *n)
{
  gsize n_members;
  const HuMemberInfo *members = hu_kind_get_members (hu_record_get_kind (record), &n_members);
  HuValue *unknown = hu_record_get_unknown (record);
  g_autoptr (HuValue) names = hu_export_document_get_names (self->document, record);

  for (gsize i = 0; i < n_members; i++)
    {
      HuValue *value = hu_record_get (record, members[i].member);

      if (!value)
        continue;
      (*n)++;
      if (!check_member (self, object, hu_member_get_name (members[i].member), value))
        return FALSE;
    }
  *n += (guint) (hu_value_get_size (unknown) + hu_value_get_size (names));
  return check_members_of (self, object, unknown) && check_members_of (self, object, names);
}

static gboolean
check_record (Check *self, JsonNode *node, HuRecord *record)
{
  JsonObject *object = get_object (node);
  const char *id = hu_record_get_id (record);
  guint n = 0;

  if (!object)
    return FALSE;
  if (hu_record_get_kind (record) != HU_KIND_DOCUMENT)
    {
      n++;
      if (!string_equals (self, json_object_get_member (object, "id"), id, strlen (id)))
        return differs (self, "id");
    }
  return check_record_members (self, object, record, &n) && json_object_get_size (object) == n;
}

static gboolean
check_records (Check *self, JsonObject *root, HuKind kind, guint *n)
{
  const char *name = hu_kind_get_list_name (kind);
  JsonNode *node = json_object_get_member (root, name);
  GPtrArray *records = self->document->snapshot->records[kind];
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (records->len == 0)
    return !node || differs (self, name);
  (*n)++;
  if (!array || json_array_get_length (array) != records->len)
    return differs (self, name);
  for (guint i = 0; i < records->len; i++)
    if (!check_record (self, json_array_get_element (array, i), g_ptr_array_index (records, i)))
      {
        g_autofree char *place = g_strdup_printf ("%s[%u]", name, i);

        return differs (self, place);
      }
  return TRUE;
}

static gboolean
check_root (Check *self, JsonNode *node)
{
  HuSnapshot *snapshot = self->document->snapshot;
  JsonObject *root = get_object (node);
  JsonNode *document, *text;
  guint n = 3; /* format, version, document */

  if (!root)
    return FALSE;
  if (g_strcmp0 (node_string (json_object_get_member (root, "format")), "hustings-annotations") != 0)
    return differs (self, "format");
  if (!int_equals (root, "version", 1))
    return differs (self, "version");
  text = json_object_get_member (root, "text");
  if (self->document->without_text ? text != NULL
                                   : !text || !string_equals (self, text, self->text, self->text_length))
    return differs (self, "text");
  n += text != NULL;
  document = json_object_get_member (root, "document");
  if (!document || !check_record (self, document, hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT)))
    return differs (self, "document");
  if (!check_record_members (self, root, hu_snapshot_get_only (snapshot, HU_KIND_LAYER), &n))
    return FALSE;
  for (guint kind = HU_KIND_LAYER + 1; kind < HU_N_KINDS; kind++)
    if (!check_records (self, root, kind, &n))
      return FALSE;
  return json_object_get_size (root) == n;
}

/* Reading. */

/* json-glib goes as deep into the stack as the file is nested. */
static gboolean
is_shallow (const char *json, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = json[i];

      if (in_string && c == '\\')
        i++;
      else if (c == '"')
        in_string = !in_string;
      else if (!in_string && (c == '{' || c == '['))
        depth++;
      else if (!in_string && (c == '}' || c == ']') && depth > 0)
        depth--;
      if (depth > MAX_DEPTH)
        return FALSE;
    }
  return TRUE;
}

/* A character of the last private plane that @json doesn't hold. */
static void
choose_nul (Check *self, const char *json, gsize length)
{
  for (gunichar c = 0x100000; c < 0x10fffe; c++)
    {
      self->nul[g_unichar_to_utf8 (c, self->nul)] = '\0';
      if (!memmem (json, length, self->nul, strlen (self->nul)))
        return;
    }
}

/* @json with each \u0000 exchanged for the character that stands for it. */
static GString *
exchange_nul (Check *self, const char *json, gsize length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0, from = 0; i <= length; i++)
    {
      if (i == length)
        g_string_append_len (out, json + from, (gssize) (i - from));
      else if (json[i] == '\\' && length - i >= 6 && memcmp (json + i, "\\u0000", 6) == 0)
        {
          g_string_append_len (out, json + from, (gssize) (i - from));
          g_string_append (out, self->nul);
          from = i + 6;
          i += 5;
        }
      else if (json[i] == '\\')
        i = MIN (i + 1, length - 1);
    }
  return out;
}

static gboolean
fail (Check *self, const char *what, GError **error)
{
  const char *where = self->where->len ? self->where->str : _ ("the whole file");

  g_set_error (error, HU_ERROR, HU_ERROR_VERIFY, "%s: %s: %s", self->document->name, where, what);
  return FALSE;
}

static gboolean
verify (Check *self, const char *json, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) syntax = NULL;
  JsonNode *root;

  if (!is_shallow (json, length))
    return fail (self, _ ("what was written is nested too deeply"), error);
  if (!json_parser_load_from_data (parser, json, (gssize) length, &syntax))
    return fail (self, syntax->message, error);
  root = json_parser_get_root (parser);
  if (!root || !check_root (self, root))
    return fail (self, _ ("what was written does not read back equal"), error);
  return TRUE;
}

gboolean
hu_export_verify_json (HuExportDocument *document, GBytes *bytes, GError **error)
{
  g_autoptr (GString) where = g_string_new (NULL);
  g_autoptr (GString) exchanged = NULL;
  g_autoptr (GString) text = NULL;
  Check self = { .document = document, .where = where };
  gsize length;
  const char *json;

  g_return_val_if_fail (document != NULL && bytes != NULL, FALSE);
  json = g_bytes_get_data (bytes, &length);
  if (!json || memchr (json, '\0', length) || !g_utf8_validate (json, (gssize) length, NULL))
    return fail (&self, _ ("what was written is no UTF-8"), error);
  self.text = hu_text_get_utf8 (document->text, &self.text_length);
  if (!memmem (json, length, "\\u0000", 6))
    return verify (&self, json, length, error);
  choose_nul (&self, json, length);
  exchanged = exchange_nul (&self, json, length);
  text = without_nul (&self, self.text, self.text_length);
  self.text = text->str;
  self.text_length = text->len;
  return verify (&self, exchanged->str, exchanged->len, error);
}
