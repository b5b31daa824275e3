/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A layer: one coder's records of one document, ordered and indexed. */
#pragma once

#include "hu-edit.h"
#include "hu-index.h"

G_BEGIN_DECLS

/**
 * HuLayer:
 *
 * The records of a layer, by id, in reading order, by what touches a range, and by what refers to what.
 * Lookups are O(1), ranks and positions O(log n), range queries O(log n + hits), an edit O(log n) a record.
 * Belongs to the main thread; workers get a #HuSnapshot. Only hu_layer_apply() changes it.
 *
 * Reading order: tags by start, then end, then id; a stance without a passage at its claim's place; what has
 * no place last. All other kinds by id.
 */
typedef struct _HuLayer HuLayer;

/**
 * HuSnapshot:
 * @records: for each kind an array of #HuRecord in reading order; each holds a reference
 *
 * The records of a layer as they were at one moment: plain pointers, safe in any thread.
 */
typedef struct
{
  gatomicrefcount refs;
  GPtrArray *records[HU_N_KINDS];
} HuSnapshot;

/* Empty, all arrays there. (transfer full) */
HuSnapshot *hu_snapshot_new (void);
HuSnapshot *hu_snapshot_ref (HuSnapshot *self);
void hu_snapshot_unref (HuSnapshot *self);
/* The one record of HU_KIND_DOCUMENT or HU_KIND_LAYER, or NULL. (transfer none) */
HuRecord *hu_snapshot_get_only (HuSnapshot *self, HuKind kind);
/* Sorts every array into reading order. */
void hu_snapshot_sort (HuSnapshot *self);

/* @snapshot: (nullable): its records; ids must be distinct within a kind. (transfer full) */
HuLayer *hu_layer_new (HuSnapshot *snapshot);
void hu_layer_free (HuLayer *self);
/* O(n) pointer copies. (transfer full) */
HuSnapshot *hu_layer_snapshot (HuLayer *self);

/* (transfer none) (nullable) */
HuRecord *hu_layer_lookup (HuLayer *self, HuKind kind, const char *id);
/* The document's facts; the layer's own. Never NULL. (transfer none) */
HuRecord *hu_layer_get_document (HuLayer *self);
HuRecord *hu_layer_get_root (HuLayer *self);
guint hu_layer_get_size (HuLayer *self, HuKind kind);
/* The n-th in reading order; NULL past the end. (transfer none) */
HuRecord *hu_layer_get_nth (HuLayer *self, HuKind kind, guint n);
/* Calls @func for each record of @kind in reading order: O(n). */
typedef void (*HuRecordFunc) (HuRecord *record, gpointer user_data);
void hu_layer_foreach (HuLayer *self, HuKind kind, HuRecordFunc func, gpointer user_data);
/* The place in reading order of a record, or -1. */
int hu_layer_get_rank (HuLayer *self, HuKind kind, const char *id);
/* Where the record stands in the text: its own extent, or that of its claim. FALSE where it has no place. */
gboolean hu_layer_get_place (HuLayer *self, HuRecord *record, guint *start, guint *end);
/* How many records of @kind start before @offset: where a list would be scrolled to. */
guint hu_layer_count_before (HuLayer *self, HuKind kind, guint offset);

/* A set of kinds, as bits. */
#define HU_KINDS(kind) (1u << (kind))
#define HU_KINDS_TAGS                                                                                        \
  (HU_KINDS (HU_KIND_MENTION) | HU_KINDS (HU_KIND_CLAIM) | HU_KINDS (HU_KIND_STANCE) |                       \
   HU_KINDS (HU_KIND_MEMO))

/* FALSE stops. @span: the one that touches the range. */
typedef gboolean (*HuLayerFunc) (HuRecord *record, const HuSpan *span, gpointer user_data);
/* Every span of a tag of @kinds that touches [start, end); an empty range asks what holds that code point.
 * Kind by kind, each in the order of the spans' starts. A tag of several spans may come several times. */
void
hu_layer_query (HuLayer *self, guint kinds, guint start, guint end, HuLayerFunc func, gpointer user_data);
/* The same, each tag once, in an array. (transfer container) (element-type HuRecord) */
GPtrArray *hu_layer_find_touching (HuLayer *self, guint kinds, guint start, guint end);
/* The tag of @kinds with the next start after @offset (the previous one before it), or NULL. (transfer none)
 */
HuRecord *hu_layer_find_after (HuLayer *self, guint kinds, guint offset);
HuRecord *hu_layer_find_before (HuLayer *self, guint kinds, guint offset);

/* The tag of @kinds that follows (precedes) @record in reading order, or NULL. (transfer none) */
HuRecord *hu_layer_find_neighbour (HuLayer *self, guint kinds, HuRecord *record, gboolean backward);

/* The records that refer to @id of @kind, in no order. (transfer container) (element-type HuRecord) */
GPtrArray *hu_layer_get_referrers (HuLayer *self, HuKind kind, const char *id);
guint hu_layer_count_referrers (HuLayer *self, HuKind kind, const char *id);
/* The stances shown in a claim. (transfer container) (element-type HuRecord) */
GPtrArray *hu_layer_get_stances_of_claim (HuLayer *self, const char *claim);
/* The ids that @record refers to, of each kind: calls @func for each, once per mention of it. */
typedef void (*HuReferenceFunc) (HuKind kind, const char *id, gpointer user_data);
void hu_record_foreach_reference (HuRecord *record, HuReferenceFunc func, gpointer user_data);

/* Does @edit. Nothing is changed when a before isn't what is there (HU_ERROR_INVALID). */
gboolean hu_layer_apply (HuLayer *self, HuEdit *edit, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuLayer, hu_layer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuSnapshot, hu_snapshot_unref)

G_END_DECLS
