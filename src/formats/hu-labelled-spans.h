/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document's tags as labelled spans with relations between them: what trainers and labelling tools take. */
#pragma once

#include "hu-export-document.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a span is. */
typedef enum
{
  HU_ROLE_SPEAKER, /* a mention */
  HU_ROLE_CUE,     /* of a claim */
  HU_ROLE_CLAIM,
  HU_ROLE_STANCE, /* that has a passage of its own */
  HU_ROLE_MEMO,
  HU_N_ROLES
} HuRole;

/* "SPEAKER", "CUE"…: the label in the files, the same in every language. */
const char *hu_role_get_label (HuRole role);
/* @label: in whatever case. FALSE where it is none of ours. @role: (out). */
gboolean hu_role_from_label (const char *label, HuRole *role);

/**
 * HuLabelledSpan:
 * @record: the tag (borrowed from the document)
 * @range: one span of its passage; never empty
 * @fragment: which one of the passage, from 0
 * @n_fragments: how many of them have a place
 */
typedef struct
{
  HuRole role;
  HuRecord *record;
  HuRange range;
  guint fragment;
  guint n_fragments;
} HuLabelledSpan;

/* From one span to another, by their places in the list. @label: "speaker" (a claim's mention), "cue",
 * "within", "next" (the passage's next span), or a relation between claims ("supports", "rebuts"…). */
typedef struct
{
  guint from;
  guint to;
  const char *label;
} HuSpanRelation;

/**
 * HuLabelledSpans:
 * @spans: (element-type HuLabelledSpan): by start, then end, then role
 * @relations: (element-type HuSpanRelation): between first spans, but for "next"
 */
typedef struct
{
  HuExportDocument *document;
  GArray *spans;
  GArray *relations;
  /*< private >*/
  GHashTable *stances; /* of a claim */
} HuLabelledSpans;

/* @document: borrowed. O(n log n). (transfer full) */
HuLabelledSpans *hu_labelled_spans_new (HuExportDocument *document);
void hu_labelled_spans_free (HuLabelledSpans *self);

/* The stances that a claim shows (element-type HuRecord), or NULL. O(1). (transfer none) (nullable) */
GPtrArray *hu_labelled_spans_get_stances (HuLabelledSpans *self, const char *claim);
/* What the tag says, by names and labels, as members of the object that @builder is in: "speakers", "voice",
 * "type", "topics", "stances" of a claim; "speakers", "form" of a mention; "holder", "toward", "value" of a
 * stance; "note". */
void hu_labelled_spans_build (HuLabelledSpans *self, const HuLabelledSpan *span, JsonBuilder *builder);
/* Facts about the document, as members of the object that @builder is in: "file", "coder", "headline",
 * "outlet", "published", "url", "language". */
void hu_labelled_spans_build_facts (HuLabelledSpans *self, JsonBuilder *builder);
/* The whole text, or a range of it, NUL as U+2400: JSON libraries end strings there. (transfer full) */
char *hu_labelled_spans_dup_text (HuLabelledSpans *self, const HuRange *range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuLabelledSpans, hu_labelled_spans_free)

G_END_DECLS
