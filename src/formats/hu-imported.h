/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read of a foreign file: documents, their layers, and what goes into the project's files. */
#pragma once

#include "hu-codebook.h"
#include "hu-import-report.h"
#include "hu-import-source.h"
#include "hu-layer.h"
#include "hu-text.h"

G_BEGIN_DECLS

typedef struct _HuImportedDocument HuImportedDocument;

/**
 * HuImportedLayer:
 * @document: whose layer (borrowed)
 * @coder: (nullable): the id of who tagged
 * @coder_name: (nullable)
 * @snapshot: the records; the reader adds to it (hu_imported_layer_take())
 *
 * What the reader leaves out is added when all is read: the document's record with file, hashes, encoding and
 * length; the layer's with its kind ("coder" where there is one, else "imported" with the format's name),
 * both with what the reader had set of them. Then all is checked: passages that don't lie in the text, ids
 * that are there twice, references to what isn't there are left out and told.
 *
 * What a foreign file says beyond our members is kept in a member of the record (hu_record_with_unknown()),
 * or of the layer's record for the file as a whole, that is called as the format is: "brat": {…}. Export to
 * that format writes it back.
 */
typedef struct
{
  HuImportedDocument *document;
  char *coder;
  char *coder_name;
  HuSnapshot *snapshot;
  /*< private >*/
  GHashTable *ids[HU_N_KINDS];
} HuImportedLayer;

/**
 * HuImportedDocument:
 * @name: what the file is to be called, UTF-8: "visit.txt", "2031/visit.txt"; made a safe one when it is
 * written
 * @path: (nullable): the file that it is already, where it stood beside the foreign one
 * @bytes: of the document, exactly: that is what offsets are of
 * @text: those bytes decoded
 * @layers: (element-type HuImportedLayer)
 */
struct _HuImportedDocument
{
  char *name;
  char *path;
  GBytes *bytes;
  HuText *text;
  GPtrArray *layers;
};

/* @encoding: (nullable): a Python codec name; NULL: found out. Fails as hu_text_new() does. (transfer full)
 */
HuImportedDocument *
hu_imported_document_new (const char *name, GBytes *bytes, const char *encoding, GError **error);
/* Of a text that stood in the foreign file: its characters count as they are, a U+FEFF at its start too.
 * @length: bytes, or -1. (transfer full) */
HuImportedDocument *
hu_imported_document_new_utf8 (const char *name, const char *utf8, gssize length, GError **error);
/* The file @name beside the foreign one, as it is. (transfer full) */
HuImportedDocument *hu_imported_document_new_beside (HuImportSource *source,
                                                     const char *name,
                                                     const char *encoding,
                                                     GError **error);
void hu_imported_document_free (HuImportedDocument *self);

/* `[a-z0-9-]{1,32}` of whatever a foreign file calls a coder. (transfer full) */
char *hu_import_make_coder_id (const char *name);
/* @coder: (nullable): whatever the foreign file calls who tagged: an id is made of it; @coder_name:
 * (nullable). (transfer none) */
HuImportedLayer *
hu_imported_document_add_layer (HuImportedDocument *self, const char *coder, const char *coder_name);

/* Ends @builder and adds its record; one of HU_KIND_DOCUMENT or _LAYER replaces the one there. (transfer
 * none)
 */
HuRecord *hu_imported_layer_take (HuImportedLayer *self, HuRecordBuilder *builder);
/* The record of an id, or NULL; O(1). (transfer none) (nullable) */
HuRecord *hu_imported_layer_find (HuImportedLayer *self, HuKind kind, const char *id);
/* Puts @record in place of the one with its id, which must be there. O(1). */
void hu_imported_layer_replace (HuImportedLayer *self, HuRecord *record);
/* A tag's id made of the foreign file's own: a UUID that is the same at every import of the same text and
 * @foreign, and differs between kinds and coders. (transfer full) */
char *hu_imported_layer_make_id (HuImportedLayer *self, HuKind kind, const char *foreign);
/* The id of a speaker of that name and kind; made where there is none. @kind: (nullable): not known; @named:
 * FALSE for a source that the text doesn't name. (transfer none) */
const char *
hu_imported_layer_ensure_speaker (HuImportedLayer *self, const char *name, const char *kind, gboolean named);
/* The id of a type, value or topic of that label; made where there is none. (transfer none) */
const char *hu_imported_layer_ensure_code (HuImportedLayer *self, HuKind kind, const char *label);

/**
 * HuImportResult:
 * @documents: (element-type HuImportedDocument)
 * @codebook: (nullable): what the file says may be chosen from; what the project's codebook lacks of it is
 * added there, nothing in it is changed
 * @speakers: (element-type HuRecord): speakers for the project's register, likewise
 * @report: where readers tell what was wrong
 */
typedef struct
{
  GPtrArray *documents;
  HuCodebook *codebook;
  GPtrArray *speakers;
  HuImportReport *report;
} HuImportResult;

/* (transfer full) */
HuImportResult *hu_import_result_new (void);
void hu_import_result_free (HuImportResult *self);
/* @document: (transfer full) */
void hu_import_result_take_document (HuImportResult *self, HuImportedDocument *document);

/* For readers: hu_import_warn (result, line, _("…"), …). */
#define hu_import_note(result, line, ...)                                                                    \
  hu_import_report_add ((result)->report, HU_REMARK_NOTE, (line), __VA_ARGS__)
#define hu_import_warn(result, line, ...)                                                                    \
  hu_import_report_add ((result)->report, HU_REMARK_WARNING, (line), __VA_ARGS__)

/* Adds what readers leave out, checks everything, and sorts: see #HuImportedLayer. @format: the format's
 * name. hu_format_read() does it. */
void hu_import_result_complete (HuImportResult *self, const char *format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuImportedDocument, hu_imported_document_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuImportResult, hu_import_result_free)

G_END_DECLS
