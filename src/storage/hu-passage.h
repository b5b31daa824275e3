/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passages between the file and the model: quotes and their surroundings are derived from the text. */
#pragma once

#include "hu-json-writer.h"
#include "hu-text.h"
#include "hu-value.h"

G_BEGIN_DECLS

/* Code points of prefix and suffix. */
#define HU_SPAN_CONTEXT 32

/* What stands around a span and lets it be found again: up to HU_SPAN_CONTEXT code points before and after
 * it, not past the ends of its paragraphs (LF, CR, U+2029). Empty ranges where there is nothing. @prefix,
 * @suffix: (out). */
void hu_span_context (HuText *text, guint start, guint end, HuRange *prefix, HuRange *suffix);

/* Makes a passage of a list of spans as a file has it. Offsets must be in text order, each start before its
 * end. @text: (nullable): the text that the offsets are of: then they must lie within it, and what it gives
 * isn't kept in the spans (see #HuSpan); NULL where it isn't known, then all is kept. On failure NULL, with
 * the place in @value ("[0].start") in @where and what is wrong in @what. @where: (out) (transfer full).
 * (transfer full) (nullable) */
HuValue *hu_passage_from_value (HuValue *value, HuText *text, char **where, const char **what);

/* Writes a passage as a list, each span on one line. @text: (nullable): NULL leaves out what would be derived
 * from it. */
void hu_passage_write (HuJsonWriter *writer, HuValue *passage, HuText *text);

G_END_DECLS
