/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left to check in a document: the tags and speakers that somebody has to look at again. */
#pragma once

#include "hu-document.h"

G_BEGIN_DECLS

/* Why a record is to be checked. */
typedef enum
{
  HU_CHECK_NOTHING = 0,
  HU_CHECK_CLAIM_SOURCE = 1 << 0,    /* a claim with neither speaker nor voice */
  HU_CHECK_MENTION_SPEAKER = 1 << 1, /* a mention that isn't resolved */
  HU_CHECK_STANCE_HOLDER = 1 << 2,
  HU_CHECK_STANCE_TARGET = 1 << 3,
  HU_CHECK_STANCE_VALUE = 1 << 4,
  HU_CHECK_MOVED = 1 << 5,    /* a passage was placed anew and not reviewed yet */
  HU_CHECK_LOST = 1 << 6,     /* a passage has no place in the text */
  HU_CHECK_CONFLICT = 1 << 7, /* a merge left two versions of a member */
} HuCheckReasons;

/* Of the record alone, without its layer. Only tags and speakers have anything to check. */
HuCheckReasons hu_record_get_check (HuRecord *record);
/* A sentence for the first of the reasons, translated; NULL for none. (transfer none) (nullable) */
const char *hu_check_reasons_explain (HuCheckReasons reasons);

#define HU_TYPE_CHECK (hu_check_get_type ())

/**
 * HuCheck:
 *
 * The records of a document that are to be checked, in reading order, kept up to date with its "changed". The
 * count is O(1), an edit and a step O(log n).
 *
 * Properties: "count" (uint, notifies).
 */
G_DECLARE_FINAL_TYPE (HuCheck, hu_check, HU, CHECK, GObject)

/* Follows @document until it is finalized. (transfer full) */
HuCheck *hu_check_new (HuDocument *document);
guint hu_check_get_count (HuCheck *self);
/* How many of them have a passage that was moved or lost when the text was changed: O(1). */
guint hu_check_count_anchors (HuCheck *self);
/* The n-th in reading order, or NULL past the end. (transfer none) (nullable) */
HuRecord *hu_check_get_nth (HuCheck *self, guint n);
/* The next to check, going round at the ends: after @from where it is given (it need not be one to check),
 * else the first that starts at or after @offset (backward: the last that starts before it). NULL where
 * nothing is left. (transfer none) (nullable) */
HuRecord *hu_check_next (HuCheck *self, HuRecord *from, guint offset, gboolean backward);

G_END_DECLS
