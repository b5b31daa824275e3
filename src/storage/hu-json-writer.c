/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing JSON as the project's files have it: two-space indent, short things on one line. */
#include "config.h"

#include "hu-json-writer.h"

#include "hu-json.h"

#include <string.h>

/* Characters of a list or object that goes on one line. */
#define MAX_INLINE 100
/* Bytes gathered before the stream gets them. */
#define CHUNK (64 * 1024)

struct _HuJsonWriter
{
  GString *out;
  GOutputStream *stream; /* (nullable) */
  GError *error;         /* the first one of @stream */
  HuJsonWriterStyle style;
  guint depth;
  guint inline_depth; /* from this depth on all is on one line; G_MAXUINT: nothing is */
  gboolean empty;     /* nothing yet in the innermost list or object */
  gboolean keyed;     /* a key stands, its value comes */
  gboolean tight;     /* the innermost is a list: inline, it has no spaces within its brackets */
};

static guint
start_of_inline (HuJsonWriterStyle style)
{
  return style == HU_JSON_WRITER_INDENTED ? G_MAXUINT : 0;
}

HuJsonWriter *
hu_json_writer_new (HuJsonWriterStyle style)
{
  HuJsonWriter *self = g_new0 (HuJsonWriter, 1);

  self->out = g_string_new (NULL);
  self->style = style;
  self->inline_depth = start_of_inline (style);
  self->empty = TRUE;
  return self;
}

HuJsonWriter *
hu_json_writer_new_to_stream (GOutputStream *stream, HuJsonWriterStyle style)
{
  HuJsonWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);
  self = hu_json_writer_new (style);
  self->stream = g_object_ref (stream);
  return self;
}

void
hu_json_writer_free (HuJsonWriter *self)
{
  g_string_free (self->out, TRUE);
  g_clear_object (&self->stream);
  g_clear_error (&self->error);
  g_free (self);
}

static void
flush (HuJsonWriter *self)
{
  if (!self->error)
    g_output_stream_write_all (self->stream, self->out->str, self->out->len, NULL, NULL, &self->error);
  g_string_truncate (self->out, 0);
}

static gboolean
is_inline (HuJsonWriter *self)
{
  return self->depth >= self->inline_depth;
}

static void
new_line (HuJsonWriter *self)
{
  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->out, "  ");
}

/* What stands between the values of a list or object, and before the first one. */
static void
separate (HuJsonWriter *self)
{
  if (self->depth == 0)
    return;
  if (!self->empty)
    g_string_append_c (self->out, ',');
  if (!is_inline (self))
    new_line (self);
  else if (self->style != HU_JSON_WRITER_COMPACT && (!self->empty || !self->tight))
    g_string_append_c (self->out, ' ');
}

/* Before a value. */
static void
start_value (HuJsonWriter *self)
{
  if (!self->keyed)
    separate (self);
  self->keyed = FALSE;
  self->empty = FALSE;
  if (self->stream && self->out->len >= CHUNK)
    flush (self);
}

static void
begin (HuJsonWriter *self, char bracket, gboolean on_one_line)
{
  start_value (self);
  g_string_append_c (self->out, bracket);
  self->depth++;
  if (on_one_line && !is_inline (self))
    self->inline_depth = self->depth;
  self->empty = TRUE;
  self->tight = bracket == '[';
}

static void
end (HuJsonWriter *self, char bracket)
{
  gboolean on_one_line = is_inline (self);

  g_return_if_fail (self->depth > 0);
  if (self->inline_depth == self->depth)
    self->inline_depth = start_of_inline (self->style);
  self->depth--;
  if (!self->empty && !on_one_line)
    new_line (self);
  else if (!self->empty && bracket == '}' && self->style != HU_JSON_WRITER_COMPACT)
    g_string_append_c (self->out, ' ');
  g_string_append_c (self->out, bracket);
  self->empty = FALSE;
}

void
hu_json_writer_begin_object (HuJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  begin (self, '{', FALSE);
}

void
hu_json_writer_begin_inline_object (HuJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  begin (self, '{', TRUE);
}

void
hu_json_writer_end_object (HuJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  end (self, '}');
}

void
hu_json_writer_begin_list (HuJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  begin (self, '[', FALSE);
}

void
hu_json_writer_begin_inline_list (HuJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  begin (self, '[', TRUE);
}

void
hu_json_writer_end_list (HuJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  end (self, ']');
}

static void
append_escape (GString *out, guchar c)
{
  static const char *const short_ones[] = { ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f",
                                            ['\r'] = "\\r", ['"'] = "\\\"", ['\\'] = "\\\\" };

  if (short_ones[c])
    g_string_append (out, short_ones[c]);
  else
    g_string_append_printf (out, "\\u%04x", c);
}

static void
append_string (GString *out, const char *string, gsize length)
{
  const char *end = string + length;

  g_string_append_c (out, '"');
  for (const char *from = string, *p = string;; p++)
    {
      if (p < end && (guchar) *p >= 0x20 && *p != '"' && *p != '\\')
        continue;
      g_string_append_len (out, from, p - from);
      if (p == end)
        break;
      append_escape (out, *p);
      from = p + 1;
    }
  g_string_append_c (out, '"');
}

void
hu_json_writer_key (HuJsonWriter *self, const char *key)
{
  g_return_if_fail (self != NULL && key != NULL && !self->keyed && self->depth > 0);
  separate (self);
  append_string (self->out, key, strlen (key));
  g_string_append (self->out, self->style == HU_JSON_WRITER_COMPACT ? ":" : ": ");
  self->keyed = TRUE;
}

void
hu_json_writer_string (HuJsonWriter *self, const char *string, gssize length)
{
  g_return_if_fail (self != NULL && string != NULL);
  start_value (self);
  append_string (self->out, string, length < 0 ? strlen (string) : (gsize) length);
}

void
hu_json_writer_int (HuJsonWriter *self, gint64 number)
{
  g_return_if_fail (self != NULL);
  start_value (self);
  g_string_append_printf (self->out, "%" G_GINT64_FORMAT, number);
}

void
hu_json_writer_number (HuJsonWriter *self, const char *letters)
{
  g_return_if_fail (self != NULL && letters != NULL);
  start_value (self);
  g_string_append (self->out, letters);
}

void
hu_json_writer_boolean (HuJsonWriter *self, gboolean boolean)
{
  hu_json_writer_number (self, boolean ? "true" : "false");
}

void
hu_json_writer_null (HuJsonWriter *self)
{
  hu_json_writer_number (self, "null");
}

static gboolean
is_container (HuValue *value)
{
  return hu_value_get_type_of (value) >= HU_VALUE_LIST;
}

/* At least the characters that a plain value takes. */
static gsize
measure (HuValue *value)
{
  return hu_value_get_string (value) ? (gsize) g_utf8_strlen (hu_value_get_string (value), -1) + 2 : 4;
}

static gboolean
goes_on_one_line (HuValue *value)
{
  gboolean list = hu_value_get_type_of (value) == HU_VALUE_LIST;
  gsize length = 2;

  for (gsize i = 0; i < hu_value_get_size (value); i++)
    {
      HuValue *item = hu_value_get_nth (value, i);

      if (is_container (item))
        return FALSE;
      if (!list)
        length += measure (item) + g_utf8_strlen (hu_value_get_key (value, i), -1) + 6;
    }
  return length <= MAX_INLINE;
}

void
hu_json_writer_value (HuJsonWriter *self, HuValue *value)
{
  HuValueType type;

  g_return_if_fail (self != NULL && value != NULL);
  type = hu_value_get_type_of (value);
  switch (type)
    {
    case HU_VALUE_NULL:
      hu_json_writer_null (self);
      return;
    case HU_VALUE_BOOLEAN:
      hu_json_writer_boolean (self, hu_value_get_boolean (value));
      return;
    case HU_VALUE_NUMBER:
      hu_json_writer_number (self, hu_value_get_string (value));
      return;
    case HU_VALUE_STRING:
      hu_json_writer_string (self, hu_value_get_string (value), hu_value_get_string_length (value));
      return;
    case HU_VALUE_LIST:
    case HU_VALUE_OBJECT:
      break;
    case HU_VALUE_PASSAGE:
      g_return_if_reached ();
    }

  begin (self, type == HU_VALUE_LIST ? '[' : '{', goes_on_one_line (value));
  for (gsize i = 0; i < hu_value_get_size (value); i++)
    {
      if (type == HU_VALUE_OBJECT)
        hu_json_writer_key (self, hu_value_get_key (value, i));
      hu_json_writer_value (self, hu_value_get_nth (value, i));
    }
  end (self, type == HU_VALUE_LIST ? ']' : '}');
}

void
hu_json_writer_member (HuJsonWriter *self, const char *key, HuValue *value)
{
  hu_json_writer_key (self, key);
  hu_json_writer_value (self, value);
}

void
hu_json_writer_member_string (HuJsonWriter *self, const char *key, const char *string)
{
  hu_json_writer_key (self, key);
  hu_json_writer_string (self, string, -1);
}

void
hu_json_writer_member_int (HuJsonWriter *self, const char *key, gint64 number)
{
  hu_json_writer_key (self, key);
  hu_json_writer_int (self, number);
}

void
hu_json_writer_end_document (HuJsonWriter *self)
{
  g_return_if_fail (self != NULL && self->depth == 0 && !self->keyed);
  if (self->style != HU_JSON_WRITER_COMPACT)
    g_string_append_c (self->out, '\n');
  self->empty = TRUE;
}

GBytes *
hu_json_writer_steal (HuJsonWriter *self)
{
  GString *out;

  g_return_val_if_fail (self != NULL && self->stream == NULL, NULL);
  out = self->out;
  self->out = g_string_new (NULL);
  return g_string_free_to_bytes (out);
}

gboolean
hu_json_writer_finish (HuJsonWriter *self, GError **error)
{
  g_return_val_if_fail (self != NULL && self->stream != NULL, FALSE);
  flush (self);
  if (!self->error)
    g_output_stream_flush (self->stream, NULL, &self->error);
  if (self->error)
    g_propagate_error (error, g_error_copy (self->error));
  return self->error == NULL;
}
