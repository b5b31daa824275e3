/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing JSON as the project's files have it: two-space indent, short things on one line. */
#pragma once

#include <gio/gio.h>

#include "hu-value.h"

G_BEGIN_DECLS

/**
 * HuJsonWriter:
 *
 * Writes JSON piece by piece. Lists and objects go over several lines, two spaces deeper each, unless they
 * are begun inline, which holds for all within them. Only what JSON requires is escaped. Commas, colons, line
 * ends and the one newline at the end come by themselves; that keys and values alternate is the caller's
 * duty.
 */
typedef struct _HuJsonWriter HuJsonWriter;

typedef enum
{
  HU_JSON_WRITER_INDENTED,
  HU_JSON_WRITER_ONE_LINE, /* no line end but the last: JSON Lines */
  HU_JSON_WRITER_COMPACT,  /* no white space at all, no newline at the end */
} HuJsonWriterStyle;

HuJsonWriter *hu_json_writer_new (HuJsonWriterStyle style);
/* Writes to @stream in chunks; what goes wrong there is told by hu_json_writer_finish(). */
HuJsonWriter *hu_json_writer_new_to_stream (GOutputStream *stream, HuJsonWriterStyle style);
void hu_json_writer_free (HuJsonWriter *self);

void hu_json_writer_begin_object (HuJsonWriter *self);
void hu_json_writer_begin_inline_object (HuJsonWriter *self);
void hu_json_writer_end_object (HuJsonWriter *self);
void hu_json_writer_begin_list (HuJsonWriter *self);
void hu_json_writer_begin_inline_list (HuJsonWriter *self);
void hu_json_writer_end_list (HuJsonWriter *self);
void hu_json_writer_key (HuJsonWriter *self, const char *key);
/* @string: UTF-8; @length in bytes, or -1. */
void hu_json_writer_string (HuJsonWriter *self, const char *string, gssize length);
void hu_json_writer_int (HuJsonWriter *self, gint64 number);
/* @letters: a JSON number, written as it is. */
void hu_json_writer_number (HuJsonWriter *self, const char *letters);
void hu_json_writer_boolean (HuJsonWriter *self, gboolean boolean);
void hu_json_writer_null (HuJsonWriter *self);
/* Any value but a passage. A list or object goes on one line where nothing but plain values is in it and it
 * fits into 100 characters; a list of strings or of numbers always does. */
void hu_json_writer_value (HuJsonWriter *self, HuValue *value);
/* A key and its value. */
void hu_json_writer_member (HuJsonWriter *self, const char *key, HuValue *value);
void hu_json_writer_member_string (HuJsonWriter *self, const char *key, const char *string);
void hu_json_writer_member_int (HuJsonWriter *self, const char *key, gint64 number);

/* The end of one whole value: a newline (but where compact). Another may follow: JSON Lines. */
void hu_json_writer_end_document (HuJsonWriter *self);
/* What was written, where there is no stream; the writer is empty then. (transfer full) */
GBytes *hu_json_writer_steal (HuJsonWriter *self);
/* Writes out the rest to the stream. The first error of the whole writing. The stream isn't closed. */
gboolean hu_json_writer_finish (HuJsonWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuJsonWriter, hu_json_writer_free)

G_END_DECLS
