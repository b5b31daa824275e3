/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spaCy and Prodigy: JSON Lines with spans and relations over tokens.
 *
 * A line is a layer: `text`, `tokens` (cut so that every span begins and ends with one), `spans` with offsets
 * in code points and in tokens, `relations` between them, `meta`. In Python, doc.char_span (s["start"],
 * s["end"], s["label"]) for each span gives spaCy's own. Spans of a discontinuous passage are related by
 * "next".
 */
#include "config.h"

#include "hu-json-build.h"
#include "hu-error.h"
#include "hu-formats.h"
#include "hu-json-lines.h"
#include "hu-span-reader.h"
#include "hu-tokens.h"

#include <glib/gi18n-lib.h>

extern const HuFormat hu_format_spacy;

/* Writing. */

static void
build_tokens (HuLabelledSpans *spans, GArray *tokens, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "tokens");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tokens->len; i++)
    {
      HuRange range = g_array_index (tokens, HuToken, i).range;
      g_autofree char *letters = hu_labelled_spans_dup_text (spans, &range);

      json_builder_begin_object (builder);
      hu_json_build_string (builder, "text", letters);
      hu_json_build_int (builder, "start", range.start);
      hu_json_build_int (builder, "end", range.end);
      hu_json_build_int (builder, "id", i);
      json_builder_set_member_name (builder, "ws");
      json_builder_add_boolean_value (builder,
                                      i + 1 < tokens->len &&
                                          g_array_index (tokens, HuToken, i + 1).range.start > range.end);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* The token that a span ends with: relations go between these. */
static guint
find_last_token (GArray *tokens, const HuLabelledSpan *span)
{
  return hu_tokens_find (tokens, span->range.end - 1);
}

static void
build_place (const HuLabelledSpan *span, GArray *tokens, JsonBuilder *builder)
{
  hu_json_build_int (builder, "start", span->range.start);
  hu_json_build_int (builder, "end", span->range.end);
  hu_json_build_int (builder, "token_start", hu_tokens_find (tokens, span->range.start));
  hu_json_build_int (builder, "token_end", find_last_token (tokens, span));
  hu_json_build_string (builder, "label", hu_role_get_label (span->role));
}

static void
build_spans (HuLabelledSpans *spans, GArray *tokens, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "spans");
  json_builder_begin_array (builder);
  for (guint i = 0; i < spans->spans->len; i++)
    {
      const HuLabelledSpan *span = &g_array_index (spans->spans, HuLabelledSpan, i);

      json_builder_begin_object (builder);
      build_place (span, tokens, builder);
      hu_json_build_int (builder, "id", i);
      hu_json_build_string (builder, "tag", hu_record_get_id (span->record));
      if (span->fragment == 0)
        {
          json_builder_set_member_name (builder, "attributes");
          json_builder_begin_object (builder);
          hu_labelled_spans_build (spans, span, builder);
          json_builder_end_object (builder);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_end (HuLabelledSpans *spans, GArray *tokens, JsonBuilder *builder, const char *end, guint index)
{
  const HuLabelledSpan *span = &g_array_index (spans->spans, HuLabelledSpan, index);
  g_autofree char *name = g_strconcat (end, "_span", NULL);

  hu_json_build_int (builder, end, find_last_token (tokens, span));
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  build_place (span, tokens, builder);
  hu_json_build_int (builder, "id", index);
  json_builder_end_object (builder);
}

static void
build_relations (HuLabelledSpans *spans, GArray *tokens, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "relations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < spans->relations->len; i++)
    {
      HuSpanRelation relation = g_array_index (spans->relations, HuSpanRelation, i);

      json_builder_begin_object (builder);
      build_end (spans, tokens, builder, "head", relation.from);
      build_end (spans, tokens, builder, "child", relation.to);
      hu_json_build_string (builder, "label", relation.label);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_line (HuLabelledSpans *spans, JsonBuilder *builder)
{
  g_autofree char *text = hu_labelled_spans_dup_text (spans, NULL);
  g_autoptr (GArray) tokens = hu_tokens_new (spans);

  json_builder_begin_object (builder);
  hu_json_build_string (builder, "text", text);
  json_builder_set_member_name (builder, "meta");
  json_builder_begin_object (builder);
  hu_labelled_spans_build_facts (spans, builder);
  json_builder_end_object (builder);
  build_tokens (spans, tokens, builder);
  build_spans (spans, tokens, builder);
  build_relations (spans, tokens, builder);
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
  JsonArray *tokens;

  if (!hu_json_line_check_spans (line, "spans", "start", "end") ||
      !hu_json_line_check_size (line, "relations", line->spans->relations->len))
    return FALSE;
  tokens = json_object_get_array_member (line->object, "tokens");
  for (guint i = 0; tokens && i < json_array_get_length (tokens); i++)
    {
      JsonObject *token = json_array_get_object_element (tokens, i);
      gint64 start = json_object_get_int_member (token, "start");
      gint64 end = json_object_get_int_member (token, "end");

      if (start < 0 || end <= start || end > line->length ||
          !hu_json_line_check_words (line, start, end, (HuRange){ (guint) start, (guint) end }))
        return FALSE;
    }
  return tokens != NULL;
}

static gboolean
verify_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  return hu_json_lines_verify (documents, hu_file_set_get_bytes (files, 0), verify_line, error);
}

/* Reading. */

static HuGuess
recognise (HuImportSource *source)
{
  g_autoptr (HuValue) line = hu_json_lines_peek (source);

  return line && hu_value_get_member (line, "text") && hu_value_get_member (line, "spans") ? HU_GUESS_YES
                                                                                           : HU_GUESS_NO;
}

/* What a relation's end names: the span's id, else where it stands. (transfer full) (nullable) */
static char *
make_foreign (HuValue *span)
{
  HuValue *id = hu_value_get_member (span, "id");
  const char *start = hu_value_get_string (hu_value_get_member (span, "start"));
  const char *end = hu_value_get_string (hu_value_get_member (span, "end"));
  const char *label = hu_value_get_member_string (span, "label");

  if (hu_value_get_string (id))
    return g_strdup (hu_value_get_string (id));
  return start && end ? g_strdup_printf ("%s-%s-%s", start, end, label ? label : "") : NULL;
}

static void
read_relation (HuSpanReader *reader, HuValue *relation)
{
  g_autofree char *head = make_foreign (hu_value_get_member (relation, "head_span"));
  g_autofree char *child = make_foreign (hu_value_get_member (relation, "child_span"));
  const char *label = hu_value_get_member_string (relation, "label");

  if (head && child && label)
    hu_span_reader_relate (reader, head, child, label);
}

static void
read_line (HuImportSource *source, HuImportResult *result, guint line, HuValue *object)
{
  HuValue *meta = hu_value_get_member (object, "meta");
  HuValue *spans = hu_value_get_member (object, "spans");
  HuValue *relations = hu_value_get_member (object, "relations");
  HuImportedLayer *layer =
      hu_json_lines_add_document (source, result, line, hu_value_get_member (object, "text"), meta,
                                  hu_value_get_member_string (meta, "coder"));
  g_autoptr (HuSpanReader) reader = layer ? hu_span_reader_new (layer) : NULL;

  if (!layer)
    return;
  for (gsize i = 0; i < hu_value_get_size (spans); i++)
    {
      HuValue *span = hu_value_get_item (spans, i);
      const char *label = hu_value_get_member_string (span, "label");
      g_autofree char *foreign = make_foreign (span);
      HuRange range;

      if (hu_json_lines_get_range (result, line, layer, hu_value_get_member (span, "start"),
                                   hu_value_get_member (span, "end"), &range))
        hu_span_reader_add (reader, foreign ? foreign : "", label ? label : "CLAIM", range,
                            hu_value_get_member (span, "attributes"));
    }
  for (gsize i = 0; i < hu_value_get_size (relations); i++)
    read_relation (reader, hu_value_get_item (relations, i));
  hu_span_reader_finish (reader);
}

static gboolean
read_lines (HuImportSource *source, HuImportResult *result, GError **error)
{
  return hu_json_lines_read (source, result, read_line, error);
}

const HuFormat hu_format_spacy = {
  .name = "spacy",
  .label = N_ ("spaCy and Prodigy, JSON Lines"),
  .extensions = { "jsonl" },
  .omits = N_ (
      "own fields, evidence and verdicts; passages of conditions; who tagged when; speakers’ details; what "
      "was checked"),
  .holds_many = TRUE,
  .write = write_documents,
  .verify = verify_documents,
  .recognise = recognise,
  .read = read_lines,
};
