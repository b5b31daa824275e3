/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements: who says what, and who stands where, as rows of a table. */
#pragma once

#include "hu-export-document.h"

G_BEGIN_DECLS

/**
 * HuStatement:
 * @claim: (nullable): NULL for a stance that has a passage of its own
 * @speaker: (nullable): the id of who says the claim; NULL where it has a voice, or isn't judged
 * @stance: (nullable): NULL where the claim shows none of this speaker
 * @claim_rows: how many rows show this claim; 0 without one
 * @stance_rows: how many rows show this stance; 0 without one
 *
 * One row: a claim × a speaker of it × a stance that it shows. A speaker's rows are the stances that they
 * hold themselves and those that the claim ascribes to others; one row without a stance where there are none.
 * A claim without a speaker is treated as if it had one. Stances without a claim have a row each. Rows follow
 * the text.
 *
 * All is borrowed from the document.
 */
typedef struct
{
  HuExportDocument *document;
  HuRecord *claim;
  const char *speaker;
  HuRecord *stance;
  guint claim_rows;
  guint stance_rows;
} HuStatement;

/* FALSE stops. */
typedef gboolean (*HuStatementFunc) (const HuStatement *statement, gpointer user_data);

/* Calls @func for every row of the document. FALSE where it stopped. */
gboolean hu_statements_foreach (HuExportDocument *document, HuStatementFunc func, gpointer user_data);
/* Whether the holder of @stance is one of those who say @claim, or its voice: then it is declared, otherwise
 * ascribed. */
gboolean hu_stance_is_declared (HuRecord *stance, HuRecord *claim);

G_END_DECLS
