/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: the immutable values that a layer is made of, and the table of their members. */
#pragma once

#include "hu-value.h"

G_BEGIN_DECLS

/**
 * HuKind:
 *
 * What a record is. %HU_KIND_DOCUMENT (the facts about the document) and %HU_KIND_LAYER (status, checked
 * ranges, note, codebook, coder; unknown members of the file's top level) exist once in a layer, with the id
 * "".
 */
typedef enum
{
  HU_KIND_DOCUMENT,
  HU_KIND_LAYER,
  HU_KIND_TYPE,
  HU_KIND_VALUE,
  HU_KIND_TOPIC,
  HU_KIND_SPEAKER,
  HU_KIND_MENTION,
  HU_KIND_CLAIM,
  HU_KIND_STANCE,
  HU_KIND_MEMO,
  HU_KIND_UNIT,
  HU_N_KINDS
} HuKind;

#define HU_KIND_IS_TAG(kind) ((kind) >= HU_KIND_MENTION && (kind) <= HU_KIND_MEMO)

/* Every member that this version knows, of whatever kind. The name in the file is hu_member_get_name(). */
typedef enum
{
  HU_MEMBER_NONE,
  HU_MEMBER_ADDRESSEES,
  HU_MEMBER_AFFILIATIONS,
  HU_MEMBER_ALIASES,
  HU_MEMBER_AUTHORS,
  HU_MEMBER_BASIS,
  HU_MEMBER_BY,
  HU_MEMBER_CHARACTERS,
  HU_MEMBER_CHECKED,
  HU_MEMBER_CLAIM,
  HU_MEMBER_CODEBOOK,
  HU_MEMBER_COLOR,
  HU_MEMBER_CONDITION,
  HU_MEMBER_CONFIDENCE,
  HU_MEMBER_CONFLICT,
  HU_MEMBER_COUNTRY,
  HU_MEMBER_CREATED,
  HU_MEMBER_CUE,
  HU_MEMBER_DATE,
  HU_MEMBER_DECIDED,
  HU_MEMBER_DEK,
  HU_MEMBER_ENCODING,
  HU_MEMBER_END,
  HU_MEMBER_EVIDENCE,
  HU_MEMBER_FIELDS,
  HU_MEMBER_FILE,
  HU_MEMBER_FORM,
  HU_MEMBER_FROM,
  HU_MEMBER_GIST,
  HU_MEMBER_HEADLINE,
  HU_MEMBER_KIND,
  HU_MEMBER_LABEL,
  HU_MEMBER_LANGUAGE,
  HU_MEMBER_LAYER,
  HU_MEMBER_MENTIONS,
  HU_MEMBER_MODALITY,
  HU_MEMBER_MODIFIED,
  HU_MEMBER_NAME,
  HU_MEMBER_NAMED,
  HU_MEMBER_NEGATED,
  HU_MEMBER_NOTE,
  HU_MEMBER_ON_BEHALF_OF,
  HU_MEMBER_ORIGIN,
  HU_MEMBER_OUTLET,
  HU_MEMBER_PARTS,
  HU_MEMBER_PASSAGE,
  HU_MEMBER_PUBLISHED,
  HU_MEMBER_QUOTATION,
  HU_MEMBER_REGISTER,
  HU_MEMBER_RELATIONS,
  HU_MEMBER_REVISION,
  HU_MEMBER_SAME_AS,
  HU_MEMBER_SCALE,
  HU_MEMBER_SCORE,
  HU_MEMBER_SECTION,
  HU_MEMBER_SHA256,
  HU_MEMBER_SPEAKER,
  HU_MEMBER_SPEAKERS,
  HU_MEMBER_START,
  HU_MEMBER_STATUS,
  HU_MEMBER_STATUS_REASON,
  HU_MEMBER_TEXT,
  HU_MEMBER_TEXT_SHA256,
  HU_MEMBER_TOPICS,
  HU_MEMBER_TOWARD,
  HU_MEMBER_TYPE,
  HU_MEMBER_URL,
  HU_MEMBER_VALUE,
  HU_MEMBER_VERDICT,
  HU_MEMBER_VIA,
  HU_MEMBER_VOICE,
  HU_MEMBER_WITHIN,
  HU_N_MEMBERS
} HuMember;

/* What a member may hold; readers refuse anything else. */
typedef enum
{
  HU_SHAPE_STRING,
  HU_SHAPE_BOOLEAN,
  HU_SHAPE_NUMBER,
  HU_SHAPE_STRINGS, /* a list of strings */
  HU_SHAPE_PASSAGE,
  HU_SHAPE_OBJECT,  /* any object */
  HU_SHAPE_OBJECTS, /* a list of objects */
  HU_SHAPE_RANGES,  /* a list of [start, end] */
  HU_SHAPE_TARGET,  /* {"topic"|"claim"|"speaker": id} */
} HuShape;

/* What the ids in a member name; HU_KIND_LAYER for members that hold no ids of this layer. */
typedef struct
{
  HuMember member;
  HuShape shape;
  HuKind refers_to;
} HuMemberInfo;

/* The members of @kind in the order in which a file has them. @n: (out). (transfer none) */
const HuMemberInfo *hu_kind_get_members (HuKind kind, gsize *n);
const HuMemberInfo *hu_kind_find_member (HuKind kind, HuMember member);
/* "claims", "speakers"…: the list of the layer file; "document" for the document; NULL for HU_KIND_LAYER. */
const char *hu_kind_get_list_name (HuKind kind);
const char *hu_member_get_name (HuMember member);
/* HU_MEMBER_NONE where the name is not known. @length in bytes, or -1. */
HuMember hu_member_from_name (const char *name, gssize length);

/**
 * HuRecord:
 *
 * An immutable, atomically refcounted record: a kind, an id, and the members that are set, in the order of
 * the file. Changing one means making another with hu_record_with() and applying a #HuEdit.
 */
typedef struct _HuRecord HuRecord;

/* @id: "" for a document or layer record. (transfer full) */
HuRecord *hu_record_new (HuKind kind, const char *id);
HuRecord *hu_record_ref (HuRecord *self);
void hu_record_unref (HuRecord *self);
HuKind hu_record_get_kind (HuRecord *self);
const char *hu_record_get_id (HuRecord *self);
/* Same kind, id, members and unknown members. NULL equals NULL only. */
gboolean hu_record_equal (HuRecord *a, HuRecord *b);

/* The value of a member, or NULL where it is not set. (transfer none) (nullable) */
HuValue *hu_record_get (HuRecord *self, HuMember member);
const char *hu_record_get_string (HuRecord *self, HuMember member);
gboolean hu_record_get_boolean (HuRecord *self, HuMember member);
/* Whether a list of strings has @string. */
gboolean hu_record_has_string (HuRecord *self, HuMember member, const char *string);
/* The n-th string of a list of strings, or NULL past the end. */
const char *hu_record_get_nth (HuRecord *self, HuMember member, gsize index);
gsize hu_record_get_size (HuRecord *self, HuMember member);
/* The members that this version doesn't know: an object, or NULL. (transfer none) */
HuValue *hu_record_get_unknown (HuRecord *self);
/* Spans of HU_MEMBER_PASSAGE; NULL with *n 0 where there are none. For a unit: its one range. */
const HuSpan *hu_record_get_spans (HuRecord *self, gsize *n);
/* The first start and the last end (code points); FALSE where no span has a place. */
gboolean hu_record_get_extent (HuRecord *self, guint *start, guint *end);

/* A copy with one member changed. @value: (nullable) (transfer none): NULL unsets it, and so do an empty
 * string, list or object ("only what is set is written"). The shape is asserted. (transfer full) */
HuRecord *hu_record_with (HuRecord *self, HuMember member, HuValue *value);
HuRecord *hu_record_with_string (HuRecord *self, HuMember member, const char *string);
HuRecord *hu_record_with_boolean (HuRecord *self, HuMember member, gboolean boolean);
/* @unknown: (nullable): an object. */
HuRecord *hu_record_with_unknown (HuRecord *self, HuValue *unknown);
/* A copy under another id. */
HuRecord *hu_record_with_id (HuRecord *self, const char *id);

/**
 * HuRecordBuilder: many members at once, without a copy for each. Stack-allocated:
 * hu_record_builder_init(), any number of _set()s, then hu_record_builder_end() (or _clear()).
 */
typedef struct
{
  HuKind kind;
  GRefString *id;
  HuValue *members[HU_N_MEMBERS];
  HuValue *unknown;
} HuRecordBuilder;

/* @base: (nullable): where to start from. */
void hu_record_builder_init (HuRecordBuilder *self, HuKind kind, const char *id, HuRecord *base);
/* @value: (transfer full) (nullable). Empty values unset. */
void hu_record_builder_take (HuRecordBuilder *self, HuMember member, HuValue *value);
void hu_record_builder_set_string (HuRecordBuilder *self, HuMember member, const char *string);
void hu_record_builder_take_unknown (HuRecordBuilder *self, HuValue *unknown);
/* (transfer full) */
HuRecord *hu_record_builder_end (HuRecordBuilder *self);
void hu_record_builder_clear (HuRecordBuilder *self);

/* Whether @value has the shape that @info asks for. */
gboolean hu_shape_accepts (HuShape shape, HuValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuRecord, hu_record_unref)

G_END_DECLS
