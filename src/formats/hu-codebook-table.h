/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codebook as a table: a row for everything that coders may choose. */
#pragma once

#include "hu-table-cells.h"

G_BEGIN_DECLS

/**
 * HuCodebookTable:
 *
 * A row for each type, topic, scale, value, kind of speaker, own field and coder of the documents' codebooks,
 * each id once. The columns are in hu-codebook-table.c.
 */
typedef struct _HuCodebookTable HuCodebookTable;

/* @documents: (element-type HuExportDocument): a reference is kept. (transfer full) */
HuCodebookTable *hu_codebook_table_new (GPtrArray *documents);
void hu_codebook_table_free (HuCodebookTable *self);
guint hu_codebook_table_get_n_columns (HuCodebookTable *self);
const char *hu_codebook_table_get_name (HuCodebookTable *self, guint column);
/* Calls @func for every cell, row by row, the names first. FALSE where it stopped. */
gboolean hu_codebook_table_foreach (HuCodebookTable *self, HuCellFunc func, gpointer user_data);

G_END_DECLS
