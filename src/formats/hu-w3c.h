/* SPDX-License-Identifier: GPL-3.0-or-later */
/* W3C Web Annotations: what writing, reading back and reading share. */
#pragma once

#include "hu-export-document.h"
#include "hu-imported.h"

G_BEGIN_DECLS

/* The vocabulary of annotations, by the address that names it; nothing is ever fetched from there. */
#define HU_W3C_CONTEXT "http://www.w3.org/ns/anno.jsonld"
/* Our own term: what a tag, the span of a target, or the layer has in our own words. */
#define HU_W3C_TERM "hustings"

/* The IRI of a tag by its id: "urn:uuid:…". (transfer full) */
char *hu_w3c_dup_tag_iri (const char *id);
/* The spans of a tag: its own, or those of a stance's claim. @n: (out). (nullable) */
const HuSpan *hu_w3c_get_spans (HuExportDocument *document, HuRecord *record, gsize *n);

/* The annotations of one layer, as a file. (transfer full) */
GBytes *hu_w3c_write (HuExportDocument *document);
/* Whether @bytes, read by another reader than ours, say what @document says. Fails with HU_ERROR_VERIFY. */
gboolean hu_w3c_verify (HuExportDocument *document, GBytes *bytes, GError **error);
/* See #HuFormat. */
gboolean hu_w3c_read (HuImportSource *source, HuImportResult *result, GError **error);

/**
 * HuW3cSelector: what the selectors of one target say.
 * @start, @end: code points; -1 where there is no position
 * @exact, @prefix, @suffix: (nullable): strings (borrowed)
 */
typedef struct
{
  gint64 start;
  gint64 end;
  HuValue *exact;
  HuValue *prefix;
  HuValue *suffix;
} HuW3cSelector;

typedef enum
{
  HU_W3C_PLACED,    /* where its position says, or nothing said where */
  HU_W3C_ELSEWHERE, /* where its quote stands, not where its position says */
  HU_W3C_NOWHERE,
} HuW3cPlacing;

/**
 * HuW3cPlacer: finds the places of selectors in one text.
 */
typedef struct _HuW3cPlacer HuW3cPlacer;

/* @text stays borrowed. (transfer full) */
HuW3cPlacer *hu_w3c_placer_new (HuText *text);
void hu_w3c_placer_free (HuW3cPlacer *self);
/* What the selectors of @target say: one selector or a list of them. FALSE where none can be used. */
gboolean hu_w3c_selector_read (HuValue *target, HuW3cSelector *selector);
/* Where @selector stands. @range: (out). O(1) where position and quote agree. */
HuW3cPlacing hu_w3c_placer_place (HuW3cPlacer *self, const HuW3cSelector *selector, HuRange *range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuW3cPlacer, hu_w3c_placer_free)

G_END_DECLS
