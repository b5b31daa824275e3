/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members of an object that json-glib builds. */
#include "config.h"

#include "hu-json-build.h"

void
hu_json_build_string (JsonBuilder *builder, const char *name, const char *string)
{
  g_return_if_fail (JSON_IS_BUILDER (builder) && name != NULL && string != NULL);
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, string);
}

void
hu_json_build_int (JsonBuilder *builder, const char *name, gint64 number)
{
  g_return_if_fail (JSON_IS_BUILDER (builder) && name != NULL);
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}
