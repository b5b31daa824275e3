/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passages between the file and the model: quotes and their surroundings are derived from the text. */
#include "config.h"

#include "hu-passage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
ends_paragraph (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2029;
}

void
hu_span_context (HuText *text, guint start, guint end, HuRange *prefix, HuRange *suffix)
{
  const char *utf8, *p, *limit;
  gsize length;
  guint n;

  g_return_if_fail (text != NULL && start <= end && end <= hu_text_get_length (text));
  utf8 = hu_text_get_utf8 (text, &length);

  p = utf8 + hu_text_offset_to_byte (text, start);
  for (n = 0; n < HU_SPAN_CONTEXT && p > utf8; n++)
    {
      p = g_utf8_prev_char (p);
      if (ends_paragraph (g_utf8_get_char (p)))
        break;
    }
  *prefix = (HuRange){ start - n, start };

  p = utf8 + hu_text_offset_to_byte (text, end);
  limit = utf8 + length;
  for (n = 0; n < HU_SPAN_CONTEXT && p < limit && !ends_paragraph (g_utf8_get_char (p)); n++)
    p = g_utf8_next_char (p);
  *suffix = (HuRange){ end, end + n };
}

/* The bytes of a range of the text. */
static const char *
get_slice (HuText *text, HuRange range, gsize *length)
{
  gsize start = hu_text_offset_to_byte (text, range.start);

  *length = hu_text_offset_to_byte (text, range.end) - start;
  return hu_text_get_utf8 (text, NULL) + start;
}

static gboolean
fail (char **where, const char **what, char *path, const char *message)
{
  *where = path;
  *what = message;
  return FALSE;
}

static gboolean
get_offset (HuValue *value, guint *offset)
{
  double number = hu_value_get_double (value);

  if (hu_value_get_type_of (value) != HU_VALUE_NUMBER || !(number >= 0 && number <= G_MAXINT32))
    return FALSE;
  *offset = (guint) hu_value_get_int (value);
  return *offset == number;
}

/* Known members of a span but its offsets: strings, and where a lost one was. */
static gboolean
check_members (HuValue *value, guint index, char **where, const char **what)
{
  static const char *const strings[] = { "quote", "prefix", "suffix", "anchor" };
  HuValue *was = hu_value_get_member (value, "was");

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      HuValue *member = hu_value_get_member (value, strings[i]);

      if (member && hu_value_get_type_of (member) != HU_VALUE_STRING)
        return fail (where, what, g_strdup_printf ("[%u].%s", index, strings[i]), _ ("a string is expected"));
    }
  if (was && hu_value_get_type_of (was) != HU_VALUE_OBJECT)
    return fail (where, what, g_strdup_printf ("[%u].was", index), _ ("an object is expected"));
  return TRUE;
}

static gboolean
read_offsets (HuValue *value, guint index, guint limit, HuSpan *span, char **where, const char **what)
{
  HuValue *start = hu_value_get_member (value, "start");
  HuValue *end = hu_value_get_member (value, "end");

  span->lost = g_strcmp0 (hu_value_get_member_string (value, "anchor"), "lost") == 0;
  if (span->lost && (start || end))
    return fail (where, what, g_strdup_printf ("[%u].%s", index, start ? "start" : "end"),
                 _ ("a lost span has no place"));
  if (span->lost)
    return TRUE;
  if (!start || !end)
    return fail (where, what, g_strdup_printf ("[%u]", index),
                 start ? _ ("the end is missing") : _ ("the start is missing"));
  if (!get_offset (start, &span->start))
    return fail (where, what, g_strdup_printf ("[%u].start", index), _ ("an offset is expected"));
  if (!get_offset (end, &span->end))
    return fail (where, what, g_strdup_printf ("[%u].end", index), _ ("an offset is expected"));
  if (span->end <= span->start)
    return fail (where, what, g_strdup_printf ("[%u].end", index), _ ("the end is not after the start"));
  if (span->end > limit)
    return fail (where, what, g_strdup_printf ("[%u].end", index), _ ("past the end of the text"));
  return TRUE;
}

static gboolean
member_equals_range (HuValue *value, const char *name, HuText *text, HuRange range)
{
  HuValue *member = hu_value_get_member (value, name);
  gsize length;
  const char *slice = get_slice (text, range, &length);

  if (!member)
    return length == 0;
  return length > 0 && hu_value_get_string_length (member) == length &&
         memcmp (hu_value_get_string (member), slice, length) == 0;
}

/* Whether the text gives every member of the span. */
static gboolean
is_derived (HuValue *value, const HuSpan *span, HuText *text)
{
  HuValue *quote = hu_value_get_member (value, "quote");
  HuRange prefix, suffix;
  gsize n = 3 + !!hu_value_get_member (value, "prefix") + !!hu_value_get_member (value, "suffix");

  if (!quote || hu_value_get_size (value) != n)
    return FALSE;
  if (!hu_text_range_equals (text, span->start, span->end, hu_value_get_string (quote),
                             hu_value_get_string_length (quote)))
    return FALSE;
  hu_span_context (text, span->start, span->end, &prefix, &suffix);
  return member_equals_range (value, "prefix", text, prefix) &&
         member_equals_range (value, "suffix", text, suffix);
}

/* Everything but the offsets. */
static HuValue *
make_rest (HuValue *value)
{
  gsize n = hu_value_get_size (value), kept = 0;
  g_autofree const char **keys = g_new (const char *, n);
  g_autofree HuValue **values = g_new (HuValue *, n);

  for (gsize i = 0; i < n; i++)
    {
      const char *key = hu_value_get_key (value, i);

      if (strcmp (key, "start") == 0 || strcmp (key, "end") == 0)
        continue;
      keys[kept] = key;
      values[kept++] = hu_value_ref (hu_value_get_nth (value, i));
    }
  return hu_value_new_object_take (keys, values, kept);
}

static gboolean
read_span (HuValue *value, guint index, HuText *text, HuSpan *span, char **where, const char **what)
{
  guint limit = text ? hu_text_get_length (text) : G_MAXINT32;

  if (hu_value_get_type_of (value) != HU_VALUE_OBJECT)
    return fail (where, what, g_strdup_printf ("[%u]", index), _ ("an object is expected"));
  if (!check_members (value, index, where, what) || !read_offsets (value, index, limit, span, where, what))
    return FALSE;
  if (span->lost || !text || !is_derived (value, span, text))
    span->rest = make_rest (value);
  return TRUE;
}

HuValue *
hu_passage_from_value (HuValue *value, HuText *text, char **where, const char **what)
{
  g_autofree HuSpan *spans = NULL;
  HuValue *passage = NULL;
  guint last = 0;
  gsize n, read;

  g_return_val_if_fail (value != NULL && where != NULL && what != NULL, NULL);
  n = hu_value_get_size (value);
  if (hu_value_get_type_of (value) != HU_VALUE_LIST || n == 0)
    {
      fail (where, what, g_strdup (""), _ ("a list of spans is expected"));
      return NULL;
    }

  spans = g_new0 (HuSpan, n);
  for (read = 0; read < n; read++)
    {
      HuSpan *span = &spans[read];

      if (!read_span (hu_value_get_item (value, read), read, text, span, where, what))
        break;
      if (!span->lost && span->start < last)
        {
          fail (where, what, g_strdup_printf ("[%u].start", (guint) read),
                _ ("the spans are not in the order of the text"));
          break;
        }
      last = span->lost ? last : span->start;
    }
  if (read == n)
    passage = hu_value_new_passage (spans, n);
  for (gsize i = 0; i < n; i++)
    g_clear_pointer (&spans[i].rest, hu_value_unref);
  return passage;
}

static void
write_range (HuJsonWriter *writer, const char *name, HuText *text, HuRange range)
{
  gsize length;
  const char *slice = get_slice (text, range, &length);

  if (length == 0)
    return;
  hu_json_writer_key (writer, name);
  hu_json_writer_string (writer, slice, length);
}

static void
write_span (HuJsonWriter *writer, const HuSpan *span, HuText *text)
{
  hu_json_writer_begin_inline_object (writer);
  if (!span->lost)
    {
      hu_json_writer_member_int (writer, "start", span->start);
      hu_json_writer_member_int (writer, "end", span->end);
    }
  for (gsize i = 0; i < hu_value_get_size (span->rest); i++)
    hu_json_writer_member (writer, hu_value_get_key (span->rest, i), hu_value_get_nth (span->rest, i));
  if (!span->rest && !span->lost && text && span->end <= hu_text_get_length (text))
    {
      HuRange prefix, suffix;

      hu_span_context (text, span->start, span->end, &prefix, &suffix);
      write_range (writer, "quote", text, (HuRange){ span->start, span->end });
      write_range (writer, "prefix", text, prefix);
      write_range (writer, "suffix", text, suffix);
    }
  hu_json_writer_end_object (writer);
}

void
hu_passage_write (HuJsonWriter *writer, HuValue *passage, HuText *text)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);

  g_return_if_fail (writer != NULL && spans != NULL);
  hu_json_writer_begin_list (writer);
  for (gsize i = 0; i < n; i++)
    write_span (writer, &spans[i], text);
  hu_json_writer_end_list (writer);
}
