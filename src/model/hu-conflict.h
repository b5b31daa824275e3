/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members that two sides changed differently: what is there, what the other side has, and choosing. */
#pragma once

#include "hu-operations.h"

G_BEGIN_DECLS

/* The first member of @record that conflicts, as the file calls it, or NULL. @theirs: (out) (nullable)
 * (transfer none): its other value. */
const char *hu_record_get_conflict (HuRecord *record, HuValue **theirs);
/* Of the member that @key names the other value is taken, or (@take FALSE) the present one kept; then it no
 * longer conflicts. What it excludes (a voice the speakers) goes. */
void hu_op_resolve_conflict (
    HuEdit *edit, HuLayer *layer, HuKind kind, const char *id, const char *key, gboolean take);

G_END_DECLS
