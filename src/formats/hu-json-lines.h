/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats of labelled spans share: JSON of one layer a line, written, read back, and read. */
#pragma once

#include "hu-formats.h"
#include "hu-labelled-spans.h"

G_BEGIN_DECLS

/* Adds one value, a layer's. */
typedef void (*HuJsonLineFunc) (HuLabelledSpans *spans, JsonBuilder *builder);

/* A line for each of @documents (element-type HuExportDocument). (transfer full) */
GBytes *hu_json_lines_write (GPtrArray *documents, HuJsonLineFunc func);

/**
 * HuJsonLine:
 * @spans: what should be in it
 * @object: what json-glib reads
 * @text: the object's text, @length code points
 * @what: what is wrong, for people
 */
typedef struct
{
  HuLabelledSpans *spans;
  JsonObject *object;
  gunichar *text;
  glong length;
  const char *what;
} HuJsonLine;

/* FALSE where something is wrong. */
typedef gboolean (*HuJsonVerifyFunc) (HuJsonLine *line);

/* Reads @bytes by json-glib, and has every line checked, whose "text" is the document's. Fails with
 * HU_ERROR_VERIFY, naming the line. */
gboolean hu_json_lines_verify (GPtrArray *documents, GBytes *bytes, HuJsonVerifyFunc func, GError **error);
/* The same of one object. @text: (nullable): the member that has the text. */
gboolean hu_json_line_verify (
    HuExportDocument *document, JsonNode *node, const char *text, HuJsonVerifyFunc func, GError **error);
/* Whether the offsets @start and @end cut the words of @range out of the text that was read. */
gboolean hu_json_line_check_words (HuJsonLine *self, gint64 start, gint64 end, HuRange range);
/* Whether the list @name has a span for each of the layer's, in their order, with these members. */
gboolean hu_json_line_check_spans (HuJsonLine *self, const char *name, const char *start, const char *end);
/* Whether the list @name has @n items. */
gboolean hu_json_line_check_size (HuJsonLine *self, const char *name, guint n);

/* Reading. */

/* Takes the object of a line. */
typedef void (*HuJsonReadFunc) (HuImportSource *source, HuImportResult *result, guint line, HuValue *object);
/* Hands every line's object to @func; a line that is no object is told and left out. Fails where none is. */
gboolean
hu_json_lines_read (HuImportSource *source, HuImportResult *result, HuJsonReadFunc func, GError **error);
/* The first line's value; NULL where it isn't JSON. (transfer full) (nullable) */
HuValue *hu_json_lines_peek (HuImportSource *source);
/* A document of @text with a layer of @coder (nullable); another layer of the last document where that has
 * the same name and text. @facts: (nullable): an object with what hu_labelled_spans_build_facts() writes.
 * NULL, told, where @text is no string or can't be a document. (transfer none) (nullable) */
HuImportedLayer *hu_json_lines_add_document (HuImportSource *source,
                                             HuImportResult *result,
                                             guint line,
                                             HuValue *text,
                                             HuValue *facts,
                                             const char *coder);
/* Whether both are places in the text, one behind the other; told where they aren't. @range: (out). */
gboolean hu_json_lines_get_range (
    HuImportResult *result, guint line, HuImportedLayer *layer, HuValue *start, HuValue *end, HuRange *range);

G_END_DECLS
