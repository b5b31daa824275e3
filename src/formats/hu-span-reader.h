/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making tags of the labelled spans of a foreign file. */
#pragma once

#include "hu-imported.h"

G_BEGIN_DECLS

/**
 * HuSpanReader:
 *
 * Makes tags of the labelled spans of a foreign file. SPEAKER, CUE, CLAIM, STANCE and MEMO are what we call
 * so, the usual names of people and organisations ("PER", "PERSON", "ORG"…) are mentions; any other label is
 * a claim with a type of that name.
 */
typedef struct _HuSpanReader HuSpanReader;

/* @layer: borrowed. (transfer full) */
HuSpanReader *hu_span_reader_new (HuImportedLayer *layer);
void hu_span_reader_free (HuSpanReader *self);
/* A span of @range with @label. @foreign: the file's own id for it, unique in the layer. @attributes:
 * (nullable): an object with what hu_labelled_spans_build() writes. */
void hu_span_reader_add (
    HuSpanReader *self, const char *foreign, const char *label, HuRange range, HuValue *attributes);
/* Relations between spans added before or after; of unknown ids they are left out. */
void hu_span_reader_relate (HuSpanReader *self, const char *from, const char *to, const char *label);
/* Puts the tags into the layer. */
void hu_span_reader_finish (HuSpanReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuSpanReader, hu_span_reader_free)

G_END_DECLS
