/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members of an object that json-glib builds. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A member @name of the object that @builder is in. @string: UTF-8 without NUL. */
void hu_json_build_string (JsonBuilder *builder, const char *name, const char *string);
void hu_json_build_int (JsonBuilder *builder, const char *name, gint64 number);

G_END_DECLS
