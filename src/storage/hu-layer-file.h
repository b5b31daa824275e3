/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layer file ("sidecar") of format.md §1: bytes to records and back. */
#pragma once

#include "hu-finding.h"
#include "hu-json-writer.h"
#include "hu-layer.h"
#include "hu-text.h"

G_BEGIN_DECLS

/* Reads a layer file: its records in the order of the file, always one of the document and one of the layer.
 * @name: the file, for messages. @text: (nullable): its document's. @matches_text: (out) (nullable): whether
 * the file was made on that very text; only then do its offsets mean anything there, and spans that the text
 * gives are kept without their quotes (see #HuSpan). Fails, naming the line and the member, with
 * HU_ERROR_SYNTAX, _CONFLICT_MARKERS, _TOO_LARGE, _FORMAT (no layer file), _VERSION (written by a newer
 * program) or _SHAPE (a known member that holds what it may not, an id missing or twice, a span past the end
 * of the text). (transfer full) */
HuSnapshot *
hu_layer_file_parse (GBytes *bytes, const char *name, HuText *text, gboolean *matches_text, GError **error);
/* The same, but what is wrong with single records and members doesn't fail: it is added to @findings
 * (element-type HuFinding; also what can't be meant as it stands), in the order of the file. A member that
 * holds what it may not is kept, as it is, in the record's unknown member "unsound"; a record without a
 * distinct id or a place in the text, in that of the layer's record. Fails for all but HU_ERROR_SHAPE, and
 * then adds nothing. (transfer full) */
HuSnapshot *hu_layer_file_read (GBytes *bytes,
                                const char *name,
                                HuText *text,
                                gboolean *matches_text,
                                GPtrArray *findings,
                                GError **error);
/* As hu_layer_file_parse() of a file; also fails with a GIOError. (transfer full) */
HuSnapshot *hu_layer_file_load (const char *path, HuText *text, gboolean *matches_text, GError **error);

/* The file of @snapshot, in canonical order. @text: (nullable): NULL leaves out the quotes that it would
 * give. (transfer full) */
GBytes *hu_layer_file_write (HuSnapshot *snapshot, HuText *text);

/* May write further members (key and value) at the end of @record's object; for the layer's record, at the
 * end of the file's. */
typedef void (*HuLayerFileFunc) (HuJsonWriter *writer, HuRecord *record, gpointer user_data);

/* The same object into @writer, with members added by @extra (nullable): for exports. */
void hu_layer_file_write_object (
    HuJsonWriter *writer, HuSnapshot *snapshot, HuText *text, HuLayerFileFunc extra, gpointer user_data);
/* One record of whatever kind, as an object. */
void hu_layer_file_write_record (HuJsonWriter *writer, HuRecord *record, HuText *text);
/* What hu_layer_file_write_record() wrote. @text: (nullable): as of hu_layer_file_parse(). Fails with
 * HU_ERROR_SHAPE, naming the member. (transfer full) */
HuRecord *hu_layer_file_read_record (HuKind kind, HuValue *object, HuText *text, GError **error);

G_END_DECLS
