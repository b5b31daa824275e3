/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tags of one kind as a table: a row for each. */
#pragma once

#include "hu-table-cells.h"

G_BEGIN_DECLS

/**
 * HuRecordTable:
 *
 * A row for each claim (mention, stance, memo) of some documents, in the order of the text. The columns are
 * in hu-record-table.c.
 */
typedef struct _HuRecordTable HuRecordTable;

/* @documents: (element-type HuExportDocument): a reference is kept. @kind: of a tag. (transfer full) */
HuRecordTable *hu_record_table_new (GPtrArray *documents, HuKind kind);
void hu_record_table_free (HuRecordTable *self);
guint hu_record_table_get_n_columns (HuRecordTable *self);
const char *hu_record_table_get_name (HuRecordTable *self, guint column);
/* Calls @func for every cell, row by row, the names first. FALSE where it stopped. */
gboolean hu_record_table_foreach (HuRecordTable *self, HuCellFunc func, gpointer user_data);

G_END_DECLS
