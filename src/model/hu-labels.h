/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people read for the ids in a record, in the language of the program. For the screen alone: files hold
 * ids and the codebook's own labels. */
#pragma once

#include "hu-codebook.h"
#include "hu-record.h"

G_BEGIN_DECLS

/* The label of a type, topic or value: the codebook's (translated where it is the built-in one), else that of
 * the layer's copy, else the id. @copy: (nullable): the layer's record of that id; @kind: %HU_KIND_TYPE,
 * _TOPIC or _VALUE. (transfer none) */
const char *hu_label_get (HuCodebook *codebook, HuKind kind, const char *id, HuRecord *copy);
/* "Author’s voice" for "author"; what isn't known is shown as it is. (transfer none) */
const char *hu_label_for_voice (const char *voice);
/* "Party" for "party": the codebook's label, else ours, else the id. @codebook: (nullable). (transfer none)
 */
const char *hu_label_for_speaker_kind (HuCodebook *codebook, const char *kind);

G_END_DECLS
