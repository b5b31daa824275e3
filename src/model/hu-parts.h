/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of an article, recognised in plain text. */
#pragma once

#include "hu-text.h"

G_BEGIN_DECLS

/* What no part covers is body. */
typedef enum
{
  HU_PART_BODY,
  HU_PART_HEADLINE,
  HU_PART_DEK,
  HU_PART_BYLINE,
  HU_PART_DATE,
  HU_PART_CAPTION,
  HU_PART_HEADING,
  HU_PART_BIO,
  HU_PART_BOILERPLATE,
  HU_N_PARTS
} HuPartKind;

typedef struct
{
  HuPartKind kind;
  guint start; /* code points, a whole paragraph */
  guint end;
} HuPart;

/* What was recognised. Strings are as they stand in the text; NULL where nothing was found. */
typedef struct
{
  GArray *parts; /* of HuPart, in text order, without body, not overlapping */
  char *headline;
  char *dek;
  char **authors; /* NULL-terminated, or NULL */
  char *outlet;
  char *published; /* EDTF: 2031-03-04, 2031-03 */
  char *language;  /* two letters, or NULL */
} HuArticle;

/* Recognises @text: never alters it, never fails. Of a text with more than 20,000 paragraphs only the
 * language. A wrapped paragraph gives one part for each of its lines. O(n): not for the main loop. (transfer
 * full) */
HuArticle *hu_article_recognise (HuText *text);
void hu_article_free (HuArticle *self);

/* "headline", "dek"…; NULL for body. */
const char *hu_part_kind_get_name (HuPartKind kind);
/* HU_PART_BODY for a name that isn't known. */
HuPartKind hu_part_kind_from_name (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuArticle, hu_article_free)

G_END_DECLS
