/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of some documents, whichever it is: its columns, and the cells of every row. */
#pragma once

#include "hu-export-options.h"
#include "hu-table-cells.h"

G_BEGIN_DECLS

/**
 * HuTabular:
 *
 * Rows of cells, and a first one with the names of the columns. Cells are UTF-8 without NUL, which is shown
 * as U+2400.
 */
typedef struct _HuTabular HuTabular;

/* @documents: (element-type HuExportDocument): a reference is kept. (transfer full) */
HuTabular *hu_tabular_new (HuTable table, GPtrArray *documents);
void hu_tabular_free (HuTabular *self);

guint hu_tabular_get_n_columns (HuTabular *self);
const char *hu_tabular_get_name (HuTabular *self, guint column);
/* Calls @func for every cell, row by row, the names first. FALSE where it stopped. */
gboolean hu_tabular_foreach (HuTabular *self, HuCellFunc func, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuTabular, hu_tabular_free)

G_END_DECLS
