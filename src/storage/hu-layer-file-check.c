/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the members of records may hold, checked wherever records are read. */
#include "config.h"

#include "hu-layer-file-private.h"

#include "hu-passage.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

const char *
hu_layer_file_describe_shape (HuShape shape)
{
  switch (shape)
    {
    case HU_SHAPE_STRING:
      return _ ("a string is expected");
    case HU_SHAPE_BOOLEAN:
      return _ ("true or false is expected");
    case HU_SHAPE_NUMBER:
      return _ ("a number is expected");
    case HU_SHAPE_STRINGS:
      return _ ("a list of strings is expected");
    case HU_SHAPE_PASSAGE:
      return _ ("a list of spans is expected");
    case HU_SHAPE_OBJECT:
      return _ ("an object is expected");
    case HU_SHAPE_OBJECTS:
      return _ ("a list of objects is expected");
    case HU_SHAPE_RANGES:
      return _ ("a list of [start, end] is expected");
    case HU_SHAPE_TARGET:
      return _ ("an object with just one of topic, claim or speaker is expected");
    }
  g_assert_not_reached ();
}

const char *
hu_layer_file_check_id (HuValue *id)
{
  if (!id || hu_value_get_type_of (id) != HU_VALUE_STRING || hu_value_get_string_length (id) == 0)
    return _ ("a string is expected, and not an empty one");
  /* Ids are compared as C strings. */
  if (strlen (hu_value_get_string (id)) != hu_value_get_string_length (id))
    return _ ("an id can't hold a NUL");
  return NULL;
}

gboolean
hu_layer_file_check_range (HuValue *start, HuValue *end, guint limit, const char **what)
{
  gint64 from = hu_value_get_int (start), to = hu_value_get_int (end);

  if (!start || !end || hu_value_get_double (start) != from || hu_value_get_double (end) != to || from < 0)
    *what = _ ("a start and an end are expected");
  else if (to <= from)
    *what = _ ("the end is not after the start");
  else if (to > limit)
    *what = _ ("past the end of the text");
  else
    return TRUE;
  return FALSE;
}

gboolean
hu_layer_file_check_unit (HuRecord *record, guint limit, const char **what)
{
  HuValue *start = hu_record_get (record, HU_MEMBER_START), *end = hu_record_get (record, HU_MEMBER_END);
  const char *anchor = hu_value_get_member_string (hu_record_get_unknown (record), "anchor");

  if (hu_record_get_kind (record) != HU_KIND_UNIT || (!start && !end && g_strcmp0 (anchor, "lost") == 0))
    return TRUE;
  return hu_layer_file_check_range (start, end, limit, what);
}

static gboolean
fail (char **below, const char **what, gsize index, const char *message)
{
  *below = g_strdup_printf ("[%u]", (guint) index);
  *what = message;
  return FALSE;
}

static gboolean
check_ranges (HuValue *ranges, guint limit, char **below, const char **what)
{
  gint64 last = 0;

  for (gsize i = 0; i < hu_value_get_size (ranges); i++)
    {
      HuValue *range = hu_value_get_item (ranges, i);
      HuValue *start = hu_value_get_item (range, 0), *end = hu_value_get_item (range, 1);
      const char *message;

      if (!hu_layer_file_check_range (start, end, limit, &message))
        return fail (below, what, i, message);
      if (hu_value_get_int (start) < last)
        return fail (below, what, i, _ ("the ranges are not in the order of the text"));
      last = hu_value_get_int (end);
    }
  return TRUE;
}

static gboolean
check_parts (HuValue *parts, guint limit, char **below, const char **what)
{
  for (gsize i = 0; i < hu_value_get_size (parts); i++)
    {
      HuValue *part = hu_value_get_item (parts, i);
      const char *message;

      if (!hu_value_get_member_string (part, "kind"))
        return fail (below, what, i, _ ("the kind is missing"));
      if (!hu_layer_file_check_range (hu_value_get_member (part, "start"), hu_value_get_member (part, "end"),
                                      limit, &message))
        return fail (below, what, i, message);
    }
  return TRUE;
}

/* Names the first item that makes a list unfit, where it is an item's fault. */
static gboolean
fail_shape (HuShape shape, HuValue *value, char **below, const char **what)
{
  gboolean list = hu_value_get_type_of (value) == HU_VALUE_LIST &&
                  (shape == HU_SHAPE_STRINGS || shape == HU_SHAPE_OBJECTS || shape == HU_SHAPE_RANGES);

  for (gsize i = 0; list && i < hu_value_get_size (value); i++)
    {
      HuValue *alone = hu_value_ref (hu_value_get_item (value, i));
      g_autoptr (HuValue) list_of_one = hu_value_new_list_take (&alone, 1);

      if (hu_shape_accepts (shape, list_of_one))
        continue;
      if (shape == HU_SHAPE_STRINGS)
        return fail (below, what, i, hu_layer_file_describe_shape (HU_SHAPE_STRING));
      if (shape == HU_SHAPE_OBJECTS)
        return fail (below, what, i, hu_layer_file_describe_shape (HU_SHAPE_OBJECT));
      return fail (below, what, i, _ ("[start, end] is expected"));
    }
  *what = hu_layer_file_describe_shape (shape);
  return FALSE;
}

gboolean
hu_layer_file_check_value (
    const HuMemberInfo *info, HuText *text, guint limit, HuValue **value, char **below, const char **what)
{
  HuValue *passage;

  *below = NULL;
  if (info->shape == HU_SHAPE_PASSAGE)
    {
      passage = hu_passage_from_value (*value, text, below, what);
      if (!passage)
        return FALSE;
      hu_value_unref (*value);
      *value = passage;
      return TRUE;
    }
  if (!hu_shape_accepts (info->shape, *value))
    return fail_shape (info->shape, *value, below, what);
  if (info->shape == HU_SHAPE_NUMBER && !isfinite (hu_value_get_double (*value)))
    {
      *what = _ ("the number is out of range");
      return FALSE;
    }
  if (info->shape == HU_SHAPE_RANGES)
    return check_ranges (*value, limit, below, what);
  if (info->member == HU_MEMBER_PARTS)
    return check_parts (*value, limit, below, what);
  return TRUE;
}
