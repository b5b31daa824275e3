/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passages that were placed anew after the text was changed, and a person's word on them. */
#pragma once

#include "hu-layer.h"
#include "hu-text.h"

G_BEGIN_DECLS

/* How spans stand; those that stand exactly have none. */
typedef enum
{
  HU_ANCHORS_EXACT = 0,
  HU_ANCHORS_MOVED = 1 << 0, /* placed, not reviewed yet */
  HU_ANCHORS_LOST = 1 << 1,
} HuAnchors;

/* Of all the spans that are in @value: a passage, or what holds plain ones (evidence, fields). @value:
 * (nullable) */
HuAnchors hu_value_get_anchors (HuValue *value);
/* Of all the passages of a record. */
HuAnchors hu_record_get_anchors (HuRecord *record);
/* The first member of a record whose passage isn't reviewed, or HU_MEMBER_NONE. */
HuMember hu_record_get_unreviewed (HuRecord *record);

/* The words that the unreviewed spans in @value had when a person last saw them, and those that they have
 * now: each joined by "…", NULL where there are none. @value: a member that hu_record_get_unreviewed() gave.
 * (transfer full) */
char *hu_value_dup_former_quote (HuValue *value);
char *hu_value_dup_current_quote (HuValue *value, HuText *text);

/* A person finds that what was placed is right: it stands exactly from now on. Lost spans stay lost. */
void hu_op_accept_passage (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id, HuMember member);
/* A person places by hand what isn't reviewed (of a reviewed tag: its passage). @passage takes the place of
 * lost spans, if there are such beside others, else of the whole passage. */
void hu_op_place_passage (
    HuEdit *edit, HuLayer *layer, HuText *text, HuKind kind, const char *id, HuValue *passage);

G_END_DECLS
