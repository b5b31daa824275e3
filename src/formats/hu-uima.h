/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags as UIMA and INCEpTION have them: annotations with flat features, and relations between them. */
#pragma once

#include "hu-imported.h"
#include "hu-labelled-spans.h"

G_BEGIN_DECLS

/* From a claim to each of its stances, which stand as annotations where the claim stands. */
#define HU_UIMA_STANCE "stance"

/* @features: (nullable): each a string or an array of strings; NULL of a passage's further spans and of
 * cues. */
typedef struct
{
  HuRole role;
  HuRange range;
  JsonObject *features;
} HuUimaTag;

/**
 * HuUimaTags:
 * @spans: what the tags are made of
 * @tags: (element-type HuUimaTag): of each span of @spans in its order, then the stances that claims show
 * @relations: (element-type HuSpanRelation): between @tags, with HU_UIMA_STANCE
 */
typedef struct
{
  HuLabelledSpans *spans;
  GArray *tags;
  GArray *relations;
} HuUimaTags;

/* @document: borrowed. O(n log n). (transfer full) */
HuUimaTags *hu_uima_tags_new (HuExportDocument *document);
void hu_uima_tags_free (HuUimaTags *self);
/* "Mention", "Cue"…: what a tag's layer or role is called. */
const char *hu_uima_get_role_name (HuRole role);
/* FALSE where it is none of ours. @role: (out). */
gboolean hu_uima_role_from_name (const char *name, HuRole *role);
/* The names of the features that tags of a role can have; ends with NULL. Those of
 * hu_uima_is_list_feature() are arrays. */
const char *const *hu_uima_get_features (HuRole role);
gboolean hu_uima_is_list_feature (const char *name);

/**
 * HuUimaReader:
 *
 * Makes tags of annotations: hu-span-reader.h, with stances that claims show.
 */
typedef struct _HuUimaReader HuUimaReader;

/* What an annotation is called: the features that usually say it, else any string. @features: (nullable): an
 * object; members that begin with "%" or "@" are none. (transfer none) (nullable) */
const char *hu_uima_find_label (HuValue *features);
/* An object with one feature. (transfer full) (nullable): NULL where @string is NULL or empty. */
HuValue *hu_uima_make_feature (const char *name, const char *string);

/* @layer, @result: borrowed; what is made of types of others is told there. (transfer full) */
HuUimaReader *hu_uima_reader_new (HuImportedLayer *layer, HuImportResult *result);
void hu_uima_reader_free (HuUimaReader *self);
/* @foreign: the file's own id, unique. @features: an object, as of #HuUimaTag. */
void
hu_uima_reader_add (HuUimaReader *self, const char *foreign, HuRole role, HuRange range, HuValue *features);
/* An annotation of a type that isn't ours: a named entity becomes a mention, what else has a label a claim of
 * that type; the linguistic types of DKPro, and what has no label, are left out. @features: (nullable). */
void hu_uima_reader_add_as (
    HuUimaReader *self, const char *type, const char *foreign, HuRange range, HuValue *features);
/* Counts one of @type among what was left out. */
void hu_uima_reader_leave_out (HuUimaReader *self, const char *type);
/* Between annotations added before; where one isn't there, or @label (nullable) is NULL, it counts as left
 * out. */
void hu_uima_reader_relate_as (
    HuUimaReader *self, const char *type, const char *from, const char *to, const char *label);
/* Puts the tags into the layer, and tells what was made of types of others. */
void hu_uima_reader_finish (HuUimaReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuUimaTags, hu_uima_tags_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuUimaReader, hu_uima_reader_free)

G_END_DECLS
