/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codebook: what coders may choose from. */
#pragma once

#include "hu-finding.h"
#include "hu-record.h"

G_BEGIN_DECLS

/**
 * HuCodebook:
 *
 * Immutable and atomically refcounted. It keeps the whole file as a value, unknown members included, and
 * gives typed views of it; changing it makes another one, a revision up.
 */
typedef struct _HuCodebook HuCodebook;

/* One entry of a list of the codebook; strings are the codebook's, nullable but for @id and @label. */
typedef struct
{
  const char *id;
  const char *label;
  const char *definition;
  const char *color;  /* #rrggbb */
  const char *key;    /* one letter or digit */
  const char *symbol; /* values */
  const char *scale;  /* topics: the scale's id; values: the one they belong to */
  const char *kind;   /* topics: "statement"; fields: the field's kind */
  const char *parent; /* topics */
  const char *plus;   /* topics: what plus and minus mean */
  const char *minus;
  gboolean has_score;
  double score;   /* values */
  HuValue *value; /* the whole entry */
} HuCode;

/* What HuCodebook lists. */
typedef enum
{
  HU_CODES_TYPES,
  HU_CODES_TOPICS,
  HU_CODES_SCALES,
  HU_CODES_VALUES, /* of all scales, scale by scale */
  HU_CODES_SPEAKER_KINDS,
  HU_CODES_FIELDS,
  HU_CODES_CODERS, /* label is the name */
  HU_N_CODES
} HuCodes;

/* @value: the parsed file, checked: format, version, shapes, ids distinct; errors name the place
 * (HU_ERROR_FORMAT, _VERSION, _SHAPE). (transfer full) */
HuCodebook *hu_codebook_new (HuValue *value, GError **error);
/* The same with the entries that are sound: the others are added to @findings (element-type HuFinding),
 * without their lines, and stay in the value alone. Fails with HU_ERROR_FORMAT, _VERSION. (transfer full) */
HuCodebook *hu_codebook_new_from_sound (HuValue *value, GPtrArray *findings, GError **error);
/* Without types, scales, topics. (transfer full) */
HuCodebook *hu_codebook_new_empty (void);
HuCodebook *hu_codebook_ref (HuCodebook *self);
void hu_codebook_unref (HuCodebook *self);

/* The whole file as a value. (transfer none) */
HuValue *hu_codebook_get_value (HuCodebook *self);
const char *hu_codebook_get_title (HuCodebook *self);
int hu_codebook_get_revision (HuCodebook *self);
/* SHA-256 of the RFC 8785 form without `hash` and `history`, lower-case hex. (transfer none) */
const char *hu_codebook_get_hash (HuCodebook *self);
gboolean hu_codebook_get_topics_open (HuCodebook *self);
gboolean hu_codebook_get_speakers_open (HuCodebook *self);
gboolean hu_codebook_get_unitizing (HuCodebook *self);
/* Whether it is the project's own (a file), not the built-in or empty one. */
gboolean hu_codebook_get_is_file (HuCodebook *self);
void hu_codebook_mark_file (HuCodebook *self); /* by the reader, before it is handed out */

const HuCode *hu_codebook_get_codes (HuCodebook *self, HuCodes codes, gsize *n);
/* NULL where there is none. */
const HuCode *hu_codebook_find (HuCodebook *self, HuCodes codes, const char *id);
/* By its key, case ignored. @scale: (nullable): for HU_CODES_VALUES, of this scale only. */
const HuCode *hu_codebook_find_key (HuCodebook *self, HuCodes codes, const char *scale, const char *key);
/* The n-th value of a scale, or NULL past the end. @scale NULL: the first scale. */
const HuCode *hu_codebook_get_scale_value (HuCodebook *self, const char *scale, gsize n);
/* The scale of a topic's stances: the topic's own, else the first. NULL in an empty codebook. */
const char *hu_codebook_get_topic_scale (HuCodebook *self, const char *topic);
/* Whether a field belongs to this kind of record ("document", "speaker", "claim", …). */
gboolean hu_code_applies_to (const HuCode *field, const char *kind);

/* A copy with one more topic, one revision up, history kept. @by, @time: for the history. (transfer full) */
HuCodebook *hu_codebook_with_topic (
    HuCodebook *self, const char *id, const char *label, const char *scale, const char *by, const char *time);

/* A copy with the topics (element-type HuRecord) that it lacks, of the same revision: for a folder without a
 * codebook of its own, whose coders made them. (transfer full) */
HuCodebook *hu_codebook_with_topics (HuCodebook *self, GPtrArray *topics);

/* The canonical form of RFC 8785 (JSON Canonicalization Scheme). (transfer full) */
char *hu_value_to_canonical_json (HuValue *value);
/* Its SHA-256, lower-case hex. (transfer full) */
char *hu_value_compute_canonical_sha256 (HuValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuCodebook, hu_codebook_unref)

G_END_DECLS
