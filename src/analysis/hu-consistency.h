/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is sound by itself in a layer, but doesn't fit together. */
#pragma once

#include "hu-codebook.h"
#include "hu-finding.h"
#include "hu-layer.h"
#include "hu-register.h"
#include "hu-text.h"

G_BEGIN_DECLS

/* Adds to @findings (element-type HuFinding), as warnings without a line, where records of @snapshot
 * contradict each other, the text, the codebook or the register: mentions that a claim is linked with and
 * that name none of its speakers, a claim with speakers and a voice, the same stance twice, what a codebook
 * doesn't have, passages that wait for a person; in a layer whose status is "done", also what is left to
 * check. @snapshot: in the order of its file, whose places are named. @text: (nullable): the one that its
 * offsets are of. @codebook, @speakers: (nullable): the project's. O(n) in the records. */
void hu_consistency_check (
    HuSnapshot *snapshot, HuText *text, HuCodebook *codebook, HuRegister *speakers, GPtrArray *findings);

G_END_DECLS
