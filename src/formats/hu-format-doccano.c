/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doccano: JSON Lines, in the form of spans and in that of relations at once.
 *
 * A line is a layer. doccano's import "JSONL" takes `text` and `label` ([[start, end, label]…]), its import
 * "JSONL (relation)" takes `text`, `entities` and `relations`; what it doesn't know becomes the example's
 * metadata. Offsets are code points.
 */
#include "config.h"

#include "hu-json-build.h"
#include "hu-json-lines.h"
#include "hu-span-reader.h"

#include <glib/gi18n-lib.h>

extern const HuFormat hu_format_doccano;

/* Writing. */

static void
build_spans (HuLabelledSpans *spans, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "label");
  json_builder_begin_array (builder);
  for (guint i = 0; i < spans->spans->len; i++)
    {
      const HuLabelledSpan *span = &g_array_index (spans->spans, HuLabelledSpan, i);

      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, span->range.start);
      json_builder_add_int_value (builder, span->range.end);
      json_builder_add_string_value (builder, hu_role_get_label (span->role));
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static void
build_entities (HuLabelledSpans *spans, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "entities");
  json_builder_begin_array (builder);
  for (guint i = 0; i < spans->spans->len; i++)
    {
      const HuLabelledSpan *span = &g_array_index (spans->spans, HuLabelledSpan, i);

      json_builder_begin_object (builder);
      hu_json_build_int (builder, "id", i + 1);
      json_builder_set_member_name (builder, "label");
      json_builder_add_string_value (builder, hu_role_get_label (span->role));
      hu_json_build_int (builder, "start_offset", span->range.start);
      hu_json_build_int (builder, "end_offset", span->range.end);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_relations (HuLabelledSpans *spans, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "relations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < spans->relations->len; i++)
    {
      HuSpanRelation relation = g_array_index (spans->relations, HuSpanRelation, i);

      json_builder_begin_object (builder);
      hu_json_build_int (builder, "id", i + 1);
      hu_json_build_int (builder, "from_id", relation.from + 1);
      hu_json_build_int (builder, "to_id", relation.to + 1);
      json_builder_set_member_name (builder, "type");
      json_builder_add_string_value (builder, relation.label);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_line (HuLabelledSpans *spans, JsonBuilder *builder)
{
  g_autofree char *text = hu_labelled_spans_dup_text (spans, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "text");
  json_builder_add_string_value (builder, text);
  hu_labelled_spans_build_facts (spans, builder);
  build_spans (spans, builder);
  build_entities (spans, builder);
  build_relations (spans, builder);
  json_builder_end_object (builder);
}

static gboolean
write_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  hu_file_set_take (files, ".jsonl", HU_FILE_OF_LAYER, hu_json_lines_write (documents, build_line));
  return TRUE;
}

/* Reading back. */

static gboolean
verify_line (HuJsonLine *line)
{
  GArray *spans = line->spans->spans;
  JsonArray *labels;

  if (!hu_json_line_check_spans (line, "entities", "start_offset", "end_offset") ||
      !hu_json_line_check_size (line, "relations", line->spans->relations->len) ||
      !hu_json_line_check_size (line, "label", spans->len))
    return FALSE;
  labels = json_object_get_array_member (line->object, "label");
  for (guint i = 0; i < spans->len; i++)
    {
      const HuLabelledSpan *span = &g_array_index (spans, HuLabelledSpan, i);
      JsonArray *label = json_array_get_array_element (labels, i);

      if (g_strcmp0 (json_array_get_string_element (label, 2), hu_role_get_label (span->role)) != 0 ||
          !hu_json_line_check_words (line, json_array_get_int_element (label, 0),
                                     json_array_get_int_element (label, 1), span->range))
        return FALSE;
    }
  return TRUE;
}

static gboolean
verify_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  return hu_json_lines_verify (documents, hu_file_set_get_bytes (files, 0), verify_line, error);
}

/* Reading. */

/* Its exports call the list of spans "label" or "labels". */
static HuValue *
get_spans (HuValue *line)
{
  HuValue *spans = hu_value_get_member (line, "label");

  return spans ? spans : hu_value_get_member (line, "labels");
}

static HuGuess
recognise (HuImportSource *source)
{
  g_autoptr (HuValue) line = hu_json_lines_peek (source);

  if (!line || !hu_value_get_member (line, "text"))
    return HU_GUESS_NO;
  return hu_value_get_member (line, "entities") || get_spans (line) ? HU_GUESS_YES : HU_GUESS_NO;
}

static void
read_entities (
    HuImportResult *result, guint line, HuSpanReader *reader, HuImportedLayer *layer, HuValue *entities)
{
  for (gsize i = 0; i < hu_value_get_size (entities); i++)
    {
      HuValue *entity = hu_value_get_item (entities, i);
      const char *id = hu_value_get_string (hu_value_get_member (entity, "id"));
      const char *label = hu_value_get_member_string (entity, "label");
      g_autofree char *foreign = id ? g_strdup (id) : g_strdup_printf ("#%u", (guint) i);
      HuRange range;

      if (hu_json_lines_get_range (result, line, layer, hu_value_get_member (entity, "start_offset"),
                                   hu_value_get_member (entity, "end_offset"), &range))
        hu_span_reader_add (reader, foreign, label ? label : "CLAIM", range, NULL);
    }
}

static void
read_spans (HuImportResult *result, guint line, HuSpanReader *reader, HuImportedLayer *layer, HuValue *spans)
{
  for (gsize i = 0; i < hu_value_get_size (spans); i++)
    {
      HuValue *span = hu_value_get_item (spans, i);
      const char *label = hu_value_get_item_string (span, 2);
      g_autofree char *foreign = g_strdup_printf ("#%u", (guint) i);
      HuRange range;

      if (hu_json_lines_get_range (result, line, layer, hu_value_get_item (span, 0),
                                   hu_value_get_item (span, 1), &range))
        hu_span_reader_add (reader, foreign, label ? label : "CLAIM", range, NULL);
    }
}

static void
read_line (HuImportSource *source, HuImportResult *result, guint line, HuValue *object)
{
  HuValue *entities = hu_value_get_member (object, "entities");
  HuValue *relations = hu_value_get_member (object, "relations");
  HuImportedLayer *layer =
      hu_json_lines_add_document (source, result, line, hu_value_get_member (object, "text"), object,
                                  hu_value_get_member_string (object, "coder"));
  g_autoptr (HuSpanReader) reader = layer ? hu_span_reader_new (layer) : NULL;

  if (!layer)
    return;
  if (entities)
    read_entities (result, line, reader, layer, entities);
  else
    read_spans (result, line, reader, layer, get_spans (object));
  for (gsize i = 0; i < hu_value_get_size (relations); i++)
    {
      HuValue *relation = hu_value_get_item (relations, i);
      const char *from = hu_value_get_string (hu_value_get_member (relation, "from_id"));
      const char *to = hu_value_get_string (hu_value_get_member (relation, "to_id"));
      const char *type = hu_value_get_member_string (relation, "type");

      if (from && to && type)
        hu_span_reader_relate (reader, from, to, type);
    }
  hu_span_reader_finish (reader);
}

static gboolean
read_lines (HuImportSource *source, HuImportResult *result, GError **error)
{
  return hu_json_lines_read (source, result, read_line, error);
}

const HuFormat hu_format_doccano = {
  .name = "doccano",
  .label = N_ ("doccano, JSON Lines"),
  .extensions = { "jsonl" },
  .omits = N_ (
      "anything but passages, their labels and relations: speakers, types, topics and stances are not there"),
  .holds_many = TRUE,
  .write = write_documents,
  .verify = verify_documents,
  .recognise = recognise,
  .read = read_lines,
};
