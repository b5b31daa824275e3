/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Label Studio: a list of tasks, and the labelling configuration that its import needs.
 *
 * A task is a document, each layer one of its annotations. A span is a region with a label; what the tag says
 * is in per-region choices (type, topics, value) and text areas (speakers, holder, stances, gist, note).
 * Offsets are code points, CR LF counts two.
 */
#include "config.h"

#include "hu-json-build.h"
#include "hu-error.h"
#include "hu-json.h"
#include "hu-json-lines.h"
#include "hu-span-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

extern const HuFormat hu_format_label_studio;

/* What hu_labelled_spans_build() gives, as controls of a region. */
static const struct
{
  const char *name;
  const char *title;
  const char *labels; /* of which spans */
  gboolean choices;
  gboolean several;
  HuKind kind; /* of what may be chosen */
} controls[] = {
  { "type", "Type", "CLAIM", TRUE, FALSE, HU_KIND_TYPE },
  { "topics", "Topics", "CLAIM", TRUE, TRUE, HU_KIND_TOPIC },
  { "value", "Stance", "STANCE", TRUE, FALSE, HU_KIND_VALUE },
  { "topic", "Toward topic", "STANCE", TRUE, FALSE, HU_KIND_TOPIC },
  { "speakers", "Speakers", "CLAIM,SPEAKER", FALSE, TRUE, HU_KIND_LAYER },
  { "voice", "Voice", "CLAIM,STANCE", FALSE, FALSE, HU_KIND_LAYER },
  { "holder", "Holder", "STANCE", FALSE, FALSE, HU_KIND_LAYER },
  { "speaker", "Toward speaker", "STANCE", FALSE, FALSE, HU_KIND_LAYER },
  { "gist", "Gist", "CLAIM", FALSE, FALSE, HU_KIND_LAYER },
  { "text", "Memo", "MEMO", FALSE, FALSE, HU_KIND_LAYER },
  { "note", "Note", "CLAIM,SPEAKER,STANCE,MEMO", FALSE, FALSE, HU_KIND_LAYER },
};

/* Writing the tasks. */

/* Begins a result up to its value's own members. */
static void
begin_result (
    JsonBuilder *builder, guint index, const char *from, const char *type, const HuLabelledSpan *span)
{
  g_autofree char *id = g_strdup_printf ("s%u", index);

  json_builder_begin_object (builder);
  hu_json_build_string (builder, "id", id);
  hu_json_build_string (builder, "from_name", from);
  hu_json_build_string (builder, "to_name", "text");
  hu_json_build_string (builder, "type", type);
  json_builder_set_member_name (builder, "value");
  json_builder_begin_object (builder);
  hu_json_build_int (builder, "start", span->range.start);
  hu_json_build_int (builder, "end", span->range.end);
}

static void
end_result (JsonBuilder *builder)
{
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
build_region (HuLabelledSpans *spans, guint index, JsonBuilder *builder)
{
  const HuLabelledSpan *span = &g_array_index (spans->spans, HuLabelledSpan, index);
  g_autofree char *words = hu_labelled_spans_dup_text (spans, &span->range);

  begin_result (builder, index, "label", "labels", span);
  hu_json_build_string (builder, "text", words);
  json_builder_set_member_name (builder, "labels");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, hu_role_get_label (span->role));
  json_builder_end_array (builder);
  end_result (builder);
}

/* @node: a string or a list of strings. */
static void
build_strings (JsonBuilder *builder, const char *name, JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    json_builder_add_string_value (builder, json_array_get_string_element (array, i));
  if (!array)
    json_builder_add_string_value (builder, json_node_get_string (node));
  json_builder_end_array (builder);
}

/* "Anneke Voss: Supports: Harbour fee", a line for each. */
static void
build_stances (const HuLabelledSpan *span, guint index, JsonArray *stances, JsonBuilder *builder)
{
  begin_result (builder, index, "stances", "textarea", span);
  json_builder_set_member_name (builder, "text");
  json_builder_begin_array (builder);
  for (guint i = 0; i < json_array_get_length (stances); i++)
    {
      static const char *const parts[] = { "holder", "voice", "value", "topic", "speaker", "claim" };
      JsonObject *stance = json_array_get_object_element (stances, i);
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
        if (json_object_has_member (stance, parts[part]))
          g_string_append_printf (line, "%s%s", line->len > 0 ? ": " : "",
                                  json_object_get_string_member (stance, parts[part]));
      json_builder_add_string_value (builder, line->str);
    }
  json_builder_end_array (builder);
  end_result (builder);
}

static void
build_attributes (HuLabelledSpans *spans, guint index, JsonBuilder *builder)
{
  const HuLabelledSpan *span = &g_array_index (spans->spans, HuLabelledSpan, index);
  g_autoptr (JsonBuilder) inner = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  JsonObject *attributes;

  json_builder_begin_object (inner);
  if (span->fragment == 0)
    hu_labelled_spans_build (spans, span, inner);
  json_builder_end_object (inner);
  root = json_builder_get_root (inner);
  attributes = json_node_get_object (root);
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    {
      JsonNode *node = json_object_get_member (attributes, controls[i].name);

      if (!node)
        continue;
      begin_result (builder, index, controls[i].name, controls[i].choices ? "choices" : "textarea", span);
      build_strings (builder, controls[i].choices ? "choices" : "text", node);
      end_result (builder);
    }
  if (json_object_has_member (attributes, "stances"))
    build_stances (span, index, json_object_get_array_member (attributes, "stances"), builder);
}

static void
build_relation (HuSpanRelation relation, JsonBuilder *builder)
{
  g_autofree char *from = g_strdup_printf ("s%u", relation.from);
  g_autofree char *to = g_strdup_printf ("s%u", relation.to);

  json_builder_begin_object (builder);
  hu_json_build_string (builder, "type", "relation");
  hu_json_build_string (builder, "from_id", from);
  hu_json_build_string (builder, "to_id", to);
  hu_json_build_string (builder, "direction", "right");
  json_builder_set_member_name (builder, "labels");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, relation.label);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
build_annotation (HuExportDocument *document, JsonBuilder *builder)
{
  g_autoptr (HuLabelledSpans) spans = hu_labelled_spans_new (document);

  json_builder_begin_object (builder);
  if (document->coder)
    hu_json_build_string (builder, "coder", document->coder);
  json_builder_set_member_name (builder, "result");
  json_builder_begin_array (builder);
  for (guint i = 0; i < spans->spans->len; i++)
    {
      build_region (spans, i, builder);
      build_attributes (spans, i, builder);
    }
  for (guint i = 0; i < spans->relations->len; i++)
    build_relation (g_array_index (spans->relations, HuSpanRelation, i), builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* How many of @documents from @first on are layers of one document. */
static guint
count_layers (GPtrArray *documents, guint first)
{
  HuExportDocument *document = g_ptr_array_index (documents, first);
  guint n = 1;

  while (first + n < documents->len &&
         g_str_equal (((HuExportDocument *) g_ptr_array_index (documents, first + n))->name, document->name))
    n++;
  return n;
}

static void
build_task (GPtrArray *documents, guint first, guint n, JsonBuilder *builder)
{
  g_autoptr (HuLabelledSpans) spans = hu_labelled_spans_new (g_ptr_array_index (documents, first));
  g_autofree char *text = hu_labelled_spans_dup_text (spans, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "data");
  json_builder_begin_object (builder);
  hu_json_build_string (builder, "text", text);
  hu_labelled_spans_build_facts (spans, builder);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "annotations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    build_annotation (g_ptr_array_index (documents, first + i), builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static GBytes *
write_tasks (GPtrArray *documents)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  GString *out = g_string_new (NULL);

  json_builder_begin_array (builder);
  for (guint i = 0, n; i < documents->len; i += n)
    {
      n = count_layers (documents, i);
      build_task (documents, i, n, builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_to_gstring (generator, out);
  g_string_append_c (out, '\n');
  return g_string_free_to_bytes (out);
}

/* Writing the configuration. */

/* @string as an attribute's value: what XML can't hold is left out. */
static void
append_attribute (GString *out, const char *name, const char *string)
{
  g_autoptr (GString) valid = g_string_new (NULL);
  g_autofree char *escaped = NULL;

  for (const char *at = string; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c >= 0x20 && c != 0xfffe && c != 0xffff)
        g_string_append_unichar (valid, c);
    }
  escaped = g_markup_escape_text (valid->str, (gssize) valid->len);
  g_string_append_printf (out, " %s=\"%s\"", name, escaped);
}

/* Every label of @kind that any layer uses or may choose, once, in order. */
static void
append_choices (GString *out, GPtrArray *documents, HuKind kind)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < documents->len; i++)
    {
      HuExportDocument *document = g_ptr_array_index (documents, i);
      GPtrArray *records = document->snapshot->records[kind];

      for (guint j = 0; j < records->len; j++)
        {
          const char *id = hu_record_get_id (g_ptr_array_index (records, j));
          char *label = hu_export_document_dup_label (document, kind, id);

          if (g_hash_table_contains (seen, label))
            {
              g_free (label);
              continue;
            }
          g_hash_table_add (seen, label);
          g_string_append (out, "    <Choice");
          append_attribute (out, "value", label);
          g_string_append (out, "/>\n");
        }
    }
}

static void
append_control (GString *out, guint index, GPtrArray *documents)
{
  const char *tag = controls[index].choices ? "Choices" : "TextArea";

  g_string_append_printf (out,
                          "  <%s name=\"%s\" toName=\"text\" perRegion=\"true\" whenTagName=\"label\""
                          " whenLabelValue=\"%s\" title=\"%s\"",
                          tag, controls[index].name, controls[index].labels, controls[index].title);
  if (!controls[index].choices)
    {
      g_string_append_printf (out, " editable=\"true\"%s/>\n",
                              controls[index].several ? "" : " maxSubmissions=\"1\"");
      return;
    }
  g_string_append_printf (out, " choice=\"%s\">\n", controls[index].several ? "multiple" : "single");
  append_choices (out, documents, controls[index].kind);
  g_string_append_printf (out, "  </%s>\n", tag);
}

static GBytes *
write_config (GPtrArray *documents)
{
  static const char *const colors[HU_N_ROLES] = {
    [HU_ROLE_SPEAKER] = "#1a5fb4", [HU_ROLE_CUE] = "#77767b",  [HU_ROLE_CLAIM] = "#e5a50a",
    [HU_ROLE_STANCE] = "#26a269",  [HU_ROLE_MEMO] = "#9141ac",
  };
  static const char *const relations[] = { "speaker", "cue",     "next",      "within",     "supports",
                                           "rebuts",  "attacks", "undercuts", "equivalent", "repeats" };
  GString *out =
      g_string_new ("<View>\n  <Style>.htx-text { white-space: pre-wrap; }</Style>\n  <Relations>\n");

  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    g_string_append_printf (out, "    <Relation value=\"%s\"/>\n", relations[i]);
  g_string_append (out, "  </Relations>\n  <Labels name=\"label\" toName=\"text\">\n");
  for (guint i = 0; i < HU_N_ROLES; i++)
    g_string_append_printf (out, "    <Label value=\"%s\" background=\"%s\"/>\n", hu_role_get_label (i),
                            colors[i]);
  g_string_append (out, "  </Labels>\n  <Text name=\"text\" value=\"$text\"/>\n");
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    append_control (out, i, documents);
  g_string_append (out,
                   "  <TextArea name=\"stances\" toName=\"text\" perRegion=\"true\" whenTagName=\"label\""
                   " whenLabelValue=\"CLAIM\" title=\"Stances\" editable=\"true\"/>\n</View>\n");
  return g_string_free_to_bytes (out);
}

static gboolean
write_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  hu_file_set_take (files, ".json", HU_FILE_OF_LAYER, write_tasks (documents));
  hu_file_set_take (files, ".config.xml", HU_FILE_OF_LAYER, write_config (documents));
  return TRUE;
}

/* Reading back. */

/* The regions of a result, in the form of hu_json_line_check_spans(). */
static JsonArray *
list_regions (JsonArray *result, guint *n_relations)
{
  JsonArray *regions = json_array_new ();

  *n_relations = 0;
  for (guint i = 0; i < json_array_get_length (result); i++)
    {
      JsonObject *item = json_array_get_object_element (result, i);
      const char *type = json_object_get_string_member (item, "type");
      JsonObject *value, *region;

      *n_relations += g_strcmp0 (type, "relation") == 0;
      if (g_strcmp0 (type, "labels") != 0)
        continue;
      value = json_object_get_object_member (item, "value");
      region = json_object_new ();
      json_object_set_int_member (region, "start", json_object_get_int_member (value, "start"));
      json_object_set_int_member (region, "end", json_object_get_int_member (value, "end"));
      json_object_set_string_member (
          region, "label", json_array_get_string_element (json_object_get_array_member (value, "labels"), 0));
      json_array_add_object_element (regions, region);
    }
  return regions;
}

static gboolean
verify_annotation (HuJsonLine *line)
{
  JsonArray *relations = json_object_get_array_member (line->object, "relations");

  return hu_json_line_check_spans (line, "regions", "start", "end") &&
         hu_json_line_check_size (line, "relations", line->spans->relations->len) && relations;
}

/* One annotation with the text of its task, as an object. (transfer full) (nullable) */
static JsonNode *
flatten (JsonObject *task, guint index)
{
  JsonObject *data = task ? json_object_get_object_member (task, "data") : NULL;
  JsonArray *annotations = task ? json_object_get_array_member (task, "annotations") : NULL;
  JsonObject *annotation = annotations && index < json_array_get_length (annotations)
                               ? json_array_get_object_element (annotations, index)
                               : NULL;
  JsonArray *result = annotation ? json_object_get_array_member (annotation, "result") : NULL;
  JsonArray *relations;
  JsonObject *flat;
  JsonNode *node;
  guint n_relations;

  if (!data || !result)
    return NULL;
  flat = json_object_new ();
  relations = json_array_new ();
  json_object_set_member (flat, "text", json_node_copy (json_object_get_member (data, "text")));
  json_object_set_array_member (flat, "regions", list_regions (result, &n_relations));
  for (guint i = 0; i < n_relations; i++)
    json_array_add_null_element (relations);
  json_object_set_array_member (flat, "relations", relations);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, flat);
  return node;
}

static gboolean
verify_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *json = g_bytes_get_data (hu_file_set_get_bytes (files, 0), &length);
  JsonArray *tasks;
  guint n_tasks = 0;

  if (!json_parser_load_from_data (parser, json, (gssize) length, error))
    return FALSE;
  tasks = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0, n; i < documents->len; i += n, n_tasks++)
    {
      JsonObject *task =
          n_tasks < json_array_get_length (tasks) ? json_array_get_object_element (tasks, n_tasks) : NULL;

      n = count_layers (documents, i);
      for (guint j = 0; j < n; j++)
        {
          g_autoptr (JsonNode) node = flatten (task, j);

          if (!hu_json_line_verify (g_ptr_array_index (documents, i + j), node, "text", verify_annotation,
                                    error))
            return FALSE;
        }
    }
  if (n_tasks == json_array_get_length (tasks))
    return TRUE;
  g_set_error_literal (error, HU_ERROR, HU_ERROR_VERIFY, _ ("what was written does not read back equal"));
  return FALSE;
}

/* Reading. */

static HuGuess
recognise (HuImportSource *source)
{
  gsize length;
  const char *utf8 = hu_import_source_get_utf8 (source, &length, NULL);
  const char *at = utf8;

  while (at && at < utf8 + length && g_ascii_isspace (*at))
    at++;
  if (!at || at == utf8 + length || *at != '[')
    return HU_GUESS_NO;
  return memmem (at, (gsize) (utf8 + length - at), "\"to_name\"", strlen ("\"to_name\"")) ? HU_GUESS_YES
                                                                                          : HU_GUESS_NO;
}

/* A region in the making. */
typedef struct
{
  const char *label;
  HuRange range;
  HuValue *attributes; /* (nullable) */
} Region;

static void
region_free (gpointer data)
{
  Region *self = data;

  g_clear_pointer (&self->attributes, hu_value_unref);
  g_free (self);
}

static const char *
get_first (HuValue *value)
{
  return value && hu_value_get_type_of (value) == HU_VALUE_LIST ? hu_value_get_item_string (value, 0)
                                                                : hu_value_get_string (value);
}

static void
add_attribute (Region *region, const char *from, HuValue *value)
{
  for (guint i = 0; from && i < G_N_ELEMENTS (controls); i++)
    {
      HuValue *strings = hu_value_get_member (value, controls[i].choices ? "choices" : "text");
      g_autoptr (HuValue) before = region->attributes;
      g_autoptr (HuValue) one = NULL;
      const char *first = get_first (strings);

      region->attributes = before ? hu_value_ref (before) : NULL;
      if (!g_str_equal (from, controls[i].name) || !first)
        continue;
      one = controls[i].several ? hu_value_ref (strings) : hu_value_new_string (first);
      g_clear_pointer (&region->attributes, hu_value_unref);
      region->attributes = hu_value_object_with (before, controls[i].name, one);
    }
}

static Region *
ensure_region (GHashTable *regions, GPtrArray *order, const char *id)
{
  Region *region = g_hash_table_lookup (regions, id);

  if (!region)
    {
      region = g_new0 (Region, 1);
      g_hash_table_insert (regions, g_strdup (id), region);
      g_ptr_array_add (order, (gpointer) id);
    }
  return region;
}

static void
read_item (HuImportResult *result,
           HuImportedLayer *layer,
           HuValue *item,
           HuSpanReader *reader,
           GHashTable *regions,
           GPtrArray *order)
{
  const char *type = hu_value_get_member_string (item, "type");
  const char *id = hu_value_get_member_string (item, "id");
  HuValue *value = hu_value_get_member (item, "value");

  if (g_strcmp0 (type, "relation") == 0)
    {
      const char *from = hu_value_get_member_string (item, "from_id");
      const char *to = hu_value_get_member_string (item, "to_id");
      const char *label = get_first (hu_value_get_member (item, "labels"));

      if (from && to)
        hu_span_reader_relate (reader, from, to, label ? label : "supports");
    }
  else if (id && (g_strcmp0 (type, "labels") == 0 || g_strcmp0 (type, "hypertextlabels") == 0))
    {
      const char *label = get_first (hu_value_get_member (value, type));
      HuRange range;

      if (!hu_json_lines_get_range (result, 0, layer, hu_value_get_member (value, "start"),
                                    hu_value_get_member (value, "end"), &range))
        return;
      *ensure_region (regions, order, id) =
          (Region){ label ? label : "CLAIM", range, ensure_region (regions, order, id)->attributes };
    }
  else if (id && (g_strcmp0 (type, "choices") == 0 || g_strcmp0 (type, "textarea") == 0))
    add_attribute (ensure_region (regions, order, id), hu_value_get_member_string (item, "from_name"), value);
}

static void
read_annotation (HuImportResult *result, HuImportedLayer *layer, HuValue *items)
{
  g_autoptr (HuSpanReader) reader = hu_span_reader_new (layer);
  g_autoptr (GHashTable) regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, region_free);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (gsize i = 0; i < hu_value_get_size (items); i++)
    read_item (result, layer, hu_value_get_item (items, i), reader, regions, order);
  for (guint i = 0; i < order->len; i++)
    {
      const char *id = g_ptr_array_index (order, i);
      Region *region = g_hash_table_lookup (regions, id);

      if (region->label)
        hu_span_reader_add (reader, id, region->label, region->range, region->attributes);
    }
  hu_span_reader_finish (reader);
}

/* Who made an annotation: our own name for it, else the address or number of the user. (transfer full)
 * (nullable) */
static char *
dup_coder (HuValue *annotation, gsize index, gsize n)
{
  const char *coder = hu_value_get_member_string (annotation, "coder");
  HuValue *user = hu_value_get_member (annotation, "completed_by");
  const char *address = hu_value_get_member_string (user, "email");

  if (coder || n < 2)
    return g_strdup (coder);
  if (address)
    return g_strdup (address);
  if (hu_value_get_string (user))
    return g_strconcat ("user-", hu_value_get_string (user), NULL);
  return g_strdup_printf ("annotation-%u", (guint) index + 1);
}

static void
read_task (HuImportSource *source, HuImportResult *result, HuValue *task)
{
  HuValue *data = hu_value_get_member (task, "data");
  HuValue *annotations = hu_value_get_member (task, "annotations");
  gsize n = hu_value_get_size (annotations);
  HuImportedDocument *document = NULL;

  for (gsize i = 0; i < MAX (n, 1); i++)
    {
      HuValue *annotation = hu_value_get_item (annotations, i);
      g_autofree char *coder = dup_coder (annotation, i, n);
      HuImportedLayer *layer;

      layer = document ? hu_imported_document_add_layer (document, coder, NULL)
                       : hu_json_lines_add_document (source, result, 0, hu_value_get_member (data, "text"),
                                                     data, coder);
      if (!layer)
        return;
      document = layer->document;
      read_annotation (result, layer, hu_value_get_member (annotation, "result"));
    }
}

static gboolean
read_tasks (HuImportSource *source, HuImportResult *result, GError **error)
{
  const char *name = hu_import_source_get_name (source);
  GBytes *bytes = hu_import_source_get_bytes (source, error);
  g_autoptr (HuValue) tasks = bytes ? hu_json_parse (bytes, name, error) : NULL;

  if (!tasks)
    return FALSE;
  for (gsize i = 0; i < hu_value_get_size (tasks); i++)
    read_task (source, result, hu_value_get_item (tasks, i));
  if (result->documents->len > 0)
    return TRUE;
  g_set_error (error, HU_ERROR, HU_ERROR_FORMAT, _ ("%s: there is no document in it"), name);
  return FALSE;
}

const HuFormat hu_format_label_studio = {
  .name = "label-studio",
  .label = N_ ("Label Studio, JSON with its labelling configuration"),
  .extensions = { "json" },
  .omits = N_ (
      "own fields, evidence and verdicts; passages of conditions; who tagged when; speakers’ details; what "
      "was checked; on import, the stances that claims show"),
  .holds_many = TRUE,
  .write = write_documents,
  .verify = verify_documents,
  .recognise = recognise,
  .read = read_tasks,
};
