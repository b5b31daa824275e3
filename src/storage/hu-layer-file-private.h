/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all readers of records share: those of layer files, of the speaker register and of the journal. */
#pragma once

#include "hu-finding.h"
#include "hu-layer-file.h"

G_BEGIN_DECLS

/* Reads a speaker register: its speakers; everything else but format and version is in the unknown members of
 * the layer's record. @findings: (nullable): NULL: strictly, as hu_layer_file_parse(); else as
 * hu_layer_file_read(). (transfer full) */
HuSnapshot *
hu_layer_file_read_speakers (GBytes *bytes, const char *name, GPtrArray *findings, GError **error);

/* The unknown member of a record that keeps what could not be read of it. */
#define HU_LAYER_FILE_UNSOUND "unsound"

/* Where the records of a snapshot stand in their file. */
typedef struct
{
  gsize offset; /* the first byte */
  guint index;  /* in its list */
} HuLayerPlace;

/* Looks for what was read as it stands but can't be meant so. @places: of each kind the HuLayerPlace of each
 * record. @text: (nullable): as of hu_layer_file_check_value(). */
void hu_layer_file_inspect (
    HuSnapshot *snapshot, GArray *const *places, HuText *text, GBytes *bytes, GPtrArray *findings);
/* Adds members to the object "unsound" among the unknown members of a record. @keys, @values: are empty
 * afterwards. */
void hu_layer_file_keep_unsound (GPtrArray *unknown_keys,
                                 GPtrArray *unknown_values,
                                 GPtrArray *keys,
                                 GPtrArray *values);

/* What is wrong with the id of a record, or NULL. (transfer none) (nullable) */
const char *hu_layer_file_check_id (HuValue *id);
/* What a member of @shape holds, for people. (transfer none) */
const char *hu_layer_file_describe_shape (HuShape shape);
/* Whether there is a range of at least one code point that doesn't go past @limit. @what: (out): what is
 * wrong. */
gboolean hu_layer_file_check_range (HuValue *start, HuValue *end, guint limit, const char **what);
/* Whether a record that is a unit has a range, unless it was lost when the text was changed. TRUE for all
 * others. @what: (out): what is wrong. */
gboolean hu_layer_file_check_unit (HuRecord *record, guint limit, const char **what);
/* Makes sure that a known member's value is what it may be, and makes passages of lists of spans. @text:
 * (nullable): as of hu_passage_from_value(); @limit: where the text ends, or where offsets do. FALSE with
 * what is wrong in @what, and where below the member ("[0].start") in @below. @value: (inout). @below: (out)
 * (transfer full) (nullable). */
gboolean hu_layer_file_check_value (
    const HuMemberInfo *info, HuText *text, guint limit, HuValue **value, char **below, const char **what);

G_END_DECLS
