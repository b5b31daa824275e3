/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A place within a record: a member, an item of its list, a key of its object. */
#pragma once

#include "hu-operations.h"

G_BEGIN_DECLS

/**
 * HuPath:
 * @member: the member
 * @index: the item of its list, or -1: the member itself
 * @key: (nullable): the key of the object there
 *
 * `verdict.by` is { HU_MEMBER_VERDICT, -1, "by" }; the role of the first affiliation is
 * { HU_MEMBER_AFFILIATIONS, 0, "role" }.
 */
typedef struct
{
  HuMember member;
  int index;
  const char *key;
} HuPath;

/* What stands there, or NULL. @record: (nullable). (transfer none) (nullable) */
HuValue *hu_path_get (const HuPath *path, HuRecord *record);
/* Sets (@value NULL: unsets) it, making the object where there is none; an index past the end appends. An
 * object that gets empty goes. */
void hu_op_set_path (
    HuEdit *edit, HuLayer *layer, HuKind kind, const char *id, const HuPath *path, HuValue *value);

G_END_DECLS
