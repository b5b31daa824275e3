/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done on a text, as it would have been on the text that took its place. */
#pragma once

#include "hu-edit.h"
#include "hu-layer.h"
#include "hu-text.h"

G_BEGIN_DECLS

/* @snapshot with the quotes and surroundings that its spans have in @text, as hu_anchor() needs them: a layer
 * that is open leaves out what its text gives. Any thread. (transfer full) */
HuSnapshot *hu_anchor_quote (HuSnapshot *snapshot, HuText *text);

/* @edits: (element-type HuEdit): the steps that led to @from (the first @n_done) and that were undone.
 * @old: their text. @to: @from as it was found again in @text. @n_done_now: (out). The steps that can be
 * undone from @to, and those that can be redone: as far as they fit. Any thread. (transfer full)
 * (element-type HuEdit) */
GPtrArray *hu_anchor_history (GPtrArray *edits,
                              guint n_done,
                              HuText *old,
                              HuSnapshot *from,
                              HuSnapshot *to,
                              HuText *text,
                              guint *n_done_now);

/* What makes @to of @from. (transfer full) */
HuEdit *hu_anchor_make_edit (HuSnapshot *from, HuSnapshot *to);

G_END_DECLS
