/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging a record that was changed on two sides. */
#pragma once

#include "hu-record.h"
#include "hu-text.h"

G_BEGIN_DECLS

/* What becomes of a record that was @base, and is @mine on this side and @theirs on the other; NULL (each of
 * them, and the result) where it isn't there. Member by member: what one side alone changed is taken; what is
 * a set (lists, checked ranges, own fields) takes the changes of both; what was changed beats what was
 * removed; a member that both changed differently keeps mine and has theirs under the record's `conflict`.
 * Nothing else is dropped. @text: (nullable): the text that passages are of, for the quotes of those that go
 * under `conflict`. @conflicts: (inout) (nullable): counts the members that went there. Any thread. (transfer
 * full) (nullable) */
HuRecord *hu_merge_record (HuRecord *base, HuRecord *mine, HuRecord *theirs, HuText *text, guint *conflicts);

/* The same where nobody is to be asked: what both changed keeps mine, and nothing goes under `conflict`.
 * (transfer full) (nullable) */
HuRecord *hu_merge_record_quietly (HuRecord *base, HuRecord *mine, HuRecord *theirs);

G_END_DECLS
