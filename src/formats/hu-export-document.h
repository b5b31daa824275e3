/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as exports see it: its text, its records in order and by id, and the names behind the ids. */
#pragma once

#include "hu-codebook.h"
#include "hu-layer.h"
#include "hu-text.h"

G_BEGIN_DECLS

/**
 * HuExportDocument:
 * @name: the document's name for people, with its folders below the one exported ("2031/visit.txt")
 * @coder: (nullable): the coder in the layer file's name; NULL for a lone coder's or the agreed layer
 * @snapshot: sorted, with a document and a layer record, without members that an export writes itself
 * @codebook: (nullable): see hu_export_document_get_codebook()
 * @without_text: the text must not be written; it is there for computing offsets
 * @quotes_cut: quotes are what the spans have of them, and not taken from the text
 *
 * Made by whoever writes; one thread at a time.
 */
typedef struct
{
  char *name;
  char *coder;
  HuText *text;
  HuSnapshot *snapshot;
  HuCodebook *codebook;
  gboolean without_text;
  gboolean quotes_cut;
  /*< private >*/
  GHashTable *by_id[HU_N_KINDS];
} HuExportDocument;

/* O(n log n) in the records. (transfer full) */
HuExportDocument *
hu_export_document_new (const char *name, const char *coder, HuText *text, HuSnapshot *snapshot);
void hu_export_document_free (HuExportDocument *self);

/* What its coders could choose from: the project's codebook, else the built-in one with the topics of the
 * layer. (transfer none) */
HuCodebook *hu_export_document_get_codebook (HuExportDocument *self);
/* @codebook: (nullable). */
void hu_export_document_set_codebook (HuExportDocument *self, HuCodebook *codebook);
/* The name without its extension: "2031/visit" of "2031/visit.txt". (transfer full) */
char *hu_export_document_dup_stem (HuExportDocument *self);

/* @id: (nullable). (transfer none) (nullable) */
HuRecord *hu_export_document_lookup (HuExportDocument *self, HuKind kind, const char *id);
/* What a reader would call the record: a speaker's name, a label, a claim's gist, a tag's quote; the id
 * itself where the record isn't there or has none. (transfer full) */
char *hu_export_document_dup_label (HuExportDocument *self, HuKind kind, const char *id);
/* The words of a passage, several spans joined by " […] ", NUL as U+2400. (transfer full) */
char *hu_export_document_dup_quote (HuExportDocument *self, HuValue *passage);
/* The members that an export adds to a record beside its ids ("speaker_names"…), as an object. (transfer
 * full) (nullable): NULL where there are none. */
HuValue *hu_export_document_get_names (HuExportDocument *self, HuRecord *record);

/* Each NUL as U+2400 (␀): what ends a string for many readers is shown. */
void hu_export_show_nul (GString *string);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuExportDocument, hu_export_document_free)

G_END_DECLS
