/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading one record of a layer, apart from a layer file: as journals hold them. */
#include "config.h"

#include "hu-layer-file-private.h"

#include "hu-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
fail (GError **error, const char *key, const char *below, const char *what)
{
  g_set_error (error, HU_ERROR, HU_ERROR_SHAPE, "%s%s: %s", key, below ? below : "", what);
  return FALSE;
}

static gboolean
take_known (HuRecordBuilder *builder, const HuMemberInfo *info, HuText *text, HuValue *given, GError **error)
{
  g_autoptr (HuValue) value = hu_value_ref (given);
  g_autofree char *below = NULL;
  const char *what;
  guint limit = text ? hu_text_get_length (text) : G_MAXINT32;

  if (!hu_layer_file_check_value (info, text, limit, &value, &below, &what))
    return fail (error, hu_member_get_name (info->member), below, what);
  hu_record_builder_take (builder, info->member, g_steal_pointer (&value));
  return TRUE;
}

/* What stands beside a layer's own members at the top of its file. */
static gboolean
is_of_file (const char *key)
{
  if (strcmp (key, "format") == 0 || strcmp (key, "version") == 0)
    return TRUE;
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    if (g_strcmp0 (hu_kind_get_list_name (kind), key) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
take_members (HuRecordBuilder *builder, HuValue *object, HuText *text, GError **error)
{
  g_autoptr (HuValue) unknown = NULL;

  for (gsize i = 0; i < hu_value_get_size (object); i++)
    {
      const char *key = hu_value_get_key (object, i);
      HuValue *value = hu_value_get_nth (object, i), *longer;
      HuMember member = hu_member_from_name (key, -1);
      const HuMemberInfo *info = member ? hu_kind_find_member (builder->kind, member) : NULL;

      if (builder->kind > HU_KIND_LAYER && strcmp (key, "id") == 0)
        continue;
      if (info)
        {
          if (!take_known (builder, info, text, value, error))
            return FALSE;
          continue;
        }
      /* It would stand there twice. */
      if (builder->kind == HU_KIND_LAYER && is_of_file (key))
        return fail (error, key, NULL, _ ("a layer's record can't hold this member"));
      longer = hu_value_object_with (unknown, key, value);
      g_clear_pointer (&unknown, hu_value_unref);
      unknown = longer;
    }
  hu_record_builder_take_unknown (builder, g_steal_pointer (&unknown));
  return TRUE;
}

HuRecord *
hu_layer_file_read_record (HuKind kind, HuValue *object, HuText *text, GError **error)
{
  const char *id = "", *what;
  HuRecordBuilder builder;
  HuRecord *record;

  g_return_val_if_fail (kind < HU_N_KINDS && object != NULL, NULL);
  if (hu_value_get_type_of (object) != HU_VALUE_OBJECT)
    {
      fail (error, "", NULL, hu_layer_file_describe_shape (HU_SHAPE_OBJECT));
      return NULL;
    }
  if (kind > HU_KIND_LAYER)
    {
      what = hu_layer_file_check_id (hu_value_get_member (object, "id"));
      if (what)
        {
          fail (error, "id", NULL, what);
          return NULL;
        }
      id = hu_value_get_member_string (object, "id");
    }
  hu_record_builder_init (&builder, kind, id, NULL);
  if (!take_members (&builder, object, text, error))
    {
      hu_record_builder_clear (&builder);
      return NULL;
    }
  record = hu_record_builder_end (&builder);
  if (hu_layer_file_check_unit (record, text ? hu_text_get_length (text) : G_MAXINT32, &what))
    return record;
  fail (error, "start", NULL, what);
  hu_record_unref (record);
  return NULL;
}
