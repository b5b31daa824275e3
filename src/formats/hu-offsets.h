/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places in a text as other programs count them: in other units, with other line ends. */
#pragma once

#include "hu-import-source.h"
#include "hu-text.h"

G_BEGIN_DECLS

typedef enum
{
  HU_UNIT_CODE_POINTS, /* our own: W3C, brat, Python */
  HU_UNIT_UTF16,       /* Java, JavaScript, .NET: two for what is beyond U+FFFF */
  HU_UNIT_UTF8,        /* bytes */
} HuUnit;

/**
 * HuOffsets:
 *
 * Converts between our offsets (code points, line ends as they stand) and foreign ones. Immutable.
 */
typedef struct _HuOffsets HuOffsets;

/* @newline: HU_NEWLINE_GUESS is the same as _AS_IS here. O(n). (transfer full) */
HuOffsets *hu_offsets_new (HuText *text, HuUnit unit, HuNewline newline);
void hu_offsets_free (HuOffsets *self);

/* The length of the text in the foreign unit. */
guint64 hu_offsets_get_length (HuOffsets *self);
/* From ours; past the end gives the end. Between the CR and LF of a line end that counts one gives its start.
 * O(1). */
guint64 hu_offsets_to_foreign (HuOffsets *self, guint offset);
/* To ours: FALSE where no character begins there (past the end, within a surrogate pair, within a line end
 * that counts two but is one). @offset: (out). O(log n). */
gboolean hu_offsets_from_foreign (HuOffsets *self, guint64 foreign, guint *offset);
/* Both ends of a passage; FALSE where either isn't a place or it is empty. @range: (out). */
gboolean hu_offsets_range_from_foreign (HuOffsets *self, guint64 start, guint64 end, HuRange *range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuOffsets, hu_offsets_free)

G_END_DECLS
