/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of hu-operations share. */
#pragma once

#include "hu-operations.h"

G_BEGIN_DECLS

/* @after: (transfer full) (nullable). */
void op_replace (HuEdit *edit, HuRecord *current, HuRecord *after);
/* The records that refer to @id after @edit, each once, as they are then.
 * (transfer container): the records live as long as @edit and @layer aren't changed. */
GPtrArray *op_get_referrers (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id);
/* @record with every mention of @id taken out. (transfer full) */
HuRecord *op_record_without (HuRecord *record, HuKind kind, const char *id);
/* Whether a stance can't be without @id: its holder, its target, or the claim that shows it. */
gboolean op_stance_hangs_on (HuRecord *stance, HuKind kind, const char *id);
/* Takes @id out of all that names it; removes the stances that can't be without it. */
void op_clear_uses (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id);
/* @record with @into wherever @from is named. @kind: speakers or claims. (transfer full) */
HuRecord *op_record_replace (HuRecord *record, HuKind kind, const char *from, const char *into);
/* The claim @to gets stances like those that @from shows. */
void op_copy_stances (HuEdit *edit, HuLayer *layer, const char *from, const char *to);
/* @a and what @b has beyond it; both (nullable). (transfer full) (nullable) */
HuValue *op_lists_join (HuValue *a, HuValue *b);

G_END_DECLS
