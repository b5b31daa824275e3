/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging a whole layer that was changed on two sides. */
#pragma once

#include "hu-edit.h"
#include "hu-layer.h"
#include "hu-text.h"

G_BEGIN_DECLS

/**
 * HuLayerMerge:
 * @snapshot: the merged layer, in reading order
 * @edit: what makes of mine the merged layer, without changes where they are the same
 * @added, @changed, @removed: of each kind, records that @edit adds, changes, removes
 * @n_conflicts: members that both sides changed differently: mine is in place, theirs under `conflict`
 * @by: (nullable): the one coder who made all tags that @edit adds or changes, where it is one
 */
typedef struct
{
  HuSnapshot *snapshot;
  HuEdit *edit;
  guint added[HU_N_KINDS];
  guint changed[HU_N_KINDS];
  guint removed[HU_N_KINDS];
  guint n_conflicts;
  char *by;
} HuLayerMerge;

/* Merges record by record, see hu_merge_record(). @base: (nullable): what both sides come from; without it
 * everything of both is kept, and members that differ conflict. All are of the same text: see
 * hu_layers_are_of_one_text(). What a kept record refers to is kept too. Speakers made on both sides are one
 * where the same-name rule says so; where two people got the same id, mine gets another one. The facts that
 * tell the text apart (hashes, encoding, length) stay mine. @text: (nullable): the text, for the quotes of
 * passages that go under `conflict`. @label: of the edit. Any thread; what is given isn't changed. (transfer
 * full) */
HuLayerMerge *
hu_merge_layers (HuSnapshot *base, HuSnapshot *mine, HuSnapshot *theirs, HuText *text, const char *label);
void hu_layer_merge_free (HuLayerMerge *self);

/* Whether the offsets of both mean the same places: their facts name the same text, or don't say. */
gboolean hu_layers_are_of_one_text (HuSnapshot *a, HuSnapshot *b);

/* What is left of @base when it may be newer than what one of the sides comes from: without records that a
 * side doesn't have (they may never have been there), and without those that a side has in an older state. A
 * merge with it loses nothing of either side. (transfer full) */
HuSnapshot *hu_merge_trim_base (HuSnapshot *base, HuSnapshot *mine, HuSnapshot *theirs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuLayerMerge, hu_layer_merge_free)

G_END_DECLS
