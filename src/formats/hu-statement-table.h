/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements as a table: the columns, and the cells of every row. */
#pragma once

#include "hu-statement.h"
#include "hu-table-cells.h"

G_BEGIN_DECLS

/**
 * HuStatementTable:
 *
 * A row for each #HuStatement of some documents, and a first one with the names of the columns. Cells are
 * UTF-8 without NUL, which is shown as U+2400.
 */
typedef struct _HuStatementTable HuStatementTable;

/* @documents: (element-type HuExportDocument): a reference is kept. (transfer full) */
HuStatementTable *hu_statement_table_new (GPtrArray *documents);
void hu_statement_table_free (HuStatementTable *self);

guint hu_statement_table_get_n_columns (HuStatementTable *self);
const char *hu_statement_table_get_name (HuStatementTable *self, guint column);

/* Calls @func for every cell, row by row, the names first. FALSE where it stopped. */
gboolean hu_statement_table_foreach (HuStatementTable *self, HuCellFunc func, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuStatementTable, hu_statement_table_free)

G_END_DECLS
