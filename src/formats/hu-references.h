/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking records out of a layer: what refers to them goes along. */
#pragma once

#include "hu-layer.h"

G_BEGIN_DECLS

/* Whether the record @id of @kind stays. */
typedef gboolean (*HuKeepFunc) (HuKind kind, const char *id, gpointer user_data);

/* @record without references to what doesn't stay: ids, items of lists, relations and affiliations. @n:
 * (inout) (optional): counts what was taken out. NULL where nothing is left of it: a stance that showed in a
 * claim only. (transfer full) (nullable) */
HuRecord *hu_record_keep_references (HuRecord *record, HuKeepFunc keep, gpointer user_data, guint *n);

G_END_DECLS
