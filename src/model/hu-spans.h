/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passages put together and cut: pure functions on lists of spans. */
#pragma once

#include "hu-text.h"
#include "hu-value.h"

G_BEGIN_DECLS

/* Both passages as one, in text order, what touches as one span. @text: (nullable): then white space alone
 * doesn't keep two apart. @keep_lost: whether spans without a place stay. (transfer full) */
HuValue *hu_spans_join (HuText *text, HuValue *a, HuValue *b, gboolean keep_lost);
/* @passage without what stands in @range; what is left over of a span is trimmed, and goes where it has
 * neither letter nor digit. Spans without a place stay. (transfer full) (nullable): NULL where no words are
 * left. */
HuValue *hu_spans_without (HuText *text, HuValue *passage, HuRange range);
/* What of @passage stands in @range, trimmed in the same way. (transfer full) (nullable) */
HuValue *hu_spans_within (HuText *text, HuValue *passage, HuRange range);

G_END_DECLS
