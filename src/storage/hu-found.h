/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the layers of a folder lend each other: the topics and speakers found in them. */
#pragma once

#include "hu-register.h"
#include "hu-summary.h"

G_BEGIN_DECLS

/* The topics of @summaries (element-type HuSummary), each id once, by id. (transfer full) (element-type
 * HuRecord) */
GPtrArray *hu_found_topics (GPtrArray *summaries);

/* Their named speakers, those joined that the same-name rule joins (or one id of the project's register):
 * with what is known of each anywhere, but for what concerns one document. Their ids hold in the result only.
 * (transfer full) */
HuRegister *hu_found_speakers (GPtrArray *summaries);

G_END_DECLS
