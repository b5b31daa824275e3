/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of the sidebar says of a record. */
#pragma once

#include "hu-document.h"
#include "hu-uses.h"

G_BEGIN_DECLS

#define HU_TAG_SUMMARY_MAX_STANCES 3

/* So many stances have this value (NULL: not set yet), borrowed from the layer. */
typedef struct
{
  const char *value;
  guint count;
} HuTagSummaryValue;

/**
 * HuTagSummary:
 * @quote: (nullable): the passage in typographic quotation marks; a memo's text
 * @name: (nullable): who speaks or holds the stance; what is to be found out where nobody is set
 * @to_check: @name isn't a name but a question
 * @detail: (nullable): for whom, as what; a memo's passage
 * @pill: (nullable): type, target or kind
 * @subtitle: (nullable): a speaker's office, and how often the text speaks of it
 * @warning: (nullable): what else is to be checked
 * @speaker: (nullable): whose colour and initials the row has, borrowed from the layer
 * @letters: (nullable): what stands for a voice or nobody instead
 * @stances: the values of the claim's stances, each once, borrowed from the layer; NULL: not set yet
 * @values: (nullable) (element-type HuTagSummaryValue): of the stances that a speaker holds, in the
 * codebook's order
 * @spoken: all of it as one sentence, for screen readers
 */
typedef struct
{
  char *quote;
  char *name;
  gboolean to_check;
  char *detail;
  char *pill;
  char *subtitle;
  const char *warning;
  HuRecord *speaker;
  char *letters;
  guint n_stances;
  struct
  {
    const char *value;
    gboolean conditional;
  } stances[HU_TAG_SUMMARY_MAX_STANCES];
  GArray *values;
  char *spoken;
} HuTagSummary;

/* @record: a tag or speaker of @document's layer. @uses: (nullable): a speaker's. */
HuTagSummary *hu_tag_summary_new (HuDocument *document, HuRecord *record, const HuUses *uses);
void hu_tag_summary_free (HuTagSummary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuTagSummary, hu_tag_summary_free)

G_END_DECLS
