/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Immutable values: what a member of a record can hold. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HuValue:
 *
 * An immutable, atomically refcounted value: the JSON types, and the passage. Numbers keep the letters they
 * were read with, so a member that this version doesn't know is written back verbatim. Strings are UTF-8 and
 * may hold NUL only by their length (JSON's \u0000).
 */
typedef struct _HuValue HuValue;

typedef enum
{
  HU_VALUE_NULL,
  HU_VALUE_BOOLEAN,
  HU_VALUE_NUMBER,
  HU_VALUE_STRING,
  HU_VALUE_LIST,
  HU_VALUE_OBJECT,
  HU_VALUE_PASSAGE,
} HuValueType;

/**
 * HuSpan:
 * @start: first code point
 * @end: code point after the last
 * @lost: the span has no place in the text (its `was` is in @rest); @start and @end are 0
 * @rest: (nullable): NULL for a span that stands exactly and whose quote, prefix and suffix are what the text
 *   gives (they are derived when written); otherwise an object with every member but start and end as
 *   it was read, unknown ones included
 */
typedef struct
{
  guint start;
  guint end;
  gboolean lost;
  HuValue *rest;
} HuSpan;

HuValue *hu_value_ref (HuValue *self);
void hu_value_unref (HuValue *self);
HuValueType hu_value_get_type_of (HuValue *self);
/* Deep equality; numbers by their letters; the members of objects in any order. NULL equals NULL only. */
gboolean hu_value_equal (HuValue *a, HuValue *b);

/* Constructors. (transfer full). */
HuValue *hu_value_new_null (void);
HuValue *hu_value_new_boolean (gboolean boolean);
HuValue *hu_value_new_int (gint64 number);
HuValue *hu_value_new_double (double number);
/* @letters: a JSON number, not checked; @length in bytes, or -1. */
HuValue *hu_value_new_number (const char *letters, gssize length);
HuValue *hu_value_new_string (const char *string);
HuValue *hu_value_new_string_len (const char *string, gsize length);
/* A list of @n strings. */
HuValue *hu_value_new_strings (const char *const *strings, gsize n);
/* @items: (transfer full): each item's reference is taken over, the array is not. */
HuValue *hu_value_new_list_take (HuValue **items, gsize n);
/* @keys: copied; @values: each value's reference is taken over. Keys must be distinct. Keeps their order. */
HuValue *hu_value_new_object_take (const char *const *keys, HuValue **values, gsize n);
/* A passage: @spans are copied with a reference to each rest; they must be in text order. */
HuValue *hu_value_new_passage (const HuSpan *spans, gsize n);
/* A passage of one exact span. */
HuValue *hu_value_new_range (guint start, guint end);

/* Accessors. Each returns the default (FALSE, 0, NULL) where the value is NULL or of another type. */
gboolean hu_value_get_boolean (HuValue *self);
gint64 hu_value_get_int (HuValue *self);
double hu_value_get_double (HuValue *self);
/* The letters of a number or the text of a string. (transfer none) (nullable) */
const char *hu_value_get_string (HuValue *self);
/* Bytes of a string. */
gsize hu_value_get_string_length (HuValue *self);
/* Items of a list, members of an object, spans of a passage. */
gsize hu_value_get_size (HuValue *self);
/* (transfer none) */
HuValue *hu_value_get_item (HuValue *self, gsize index);
/* The string at @index of a list; NULL where it is none. */
const char *hu_value_get_item_string (HuValue *self, gsize index);
const char *hu_value_get_key (HuValue *self, gsize index);
/* The item of a list or the value of an object's member at @index, or NULL. (transfer none) */
HuValue *hu_value_get_nth (HuValue *self, gsize index);
/* The value of an object's member, or NULL. (transfer none) */
HuValue *hu_value_get_member (HuValue *self, const char *key);
const char *hu_value_get_member_string (HuValue *self, const char *key);
/* @n: (out): how many. (transfer none) */
const HuSpan *hu_value_get_spans (HuValue *self, gsize *n);

/* Whether the list holds this string. */
gboolean hu_value_has_string (HuValue *self, const char *string);

/* Changed copies. (transfer full) (nullable): NULL stands for an empty result, as "not set" in a record. */
/* @self: (nullable): a list of strings; the string is appended unless it is there. */
HuValue *hu_value_list_with_string (HuValue *self, const char *string);
HuValue *hu_value_list_without_string (HuValue *self, const char *string);
/* Each @from replaced by @to, and what then stands twice left out. @to NULL removes. */
HuValue *hu_value_list_replace_string (HuValue *self, const char *from, const char *to);
/* @value: (nullable) (transfer none): NULL removes the member; a new one goes to the end. */
HuValue *hu_value_object_with (HuValue *self, const char *key, HuValue *value);
/* @item: (transfer none): appended. */
HuValue *hu_value_list_with_item (HuValue *self, HuValue *item);
HuValue *hu_value_list_without_index (HuValue *self, gsize index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuValue, hu_value_unref)

G_END_DECLS
