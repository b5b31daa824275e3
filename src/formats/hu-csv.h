/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading tables that other programs wrote: CSV with commas, semicolons or tabs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HuCsv:
 *
 * RFC 4180, and what programs make of it: LF or CR LF after a row, any of , ; and tab between cells
 * (whichever the first row has most of), quotation marks only where they are needed. Nothing fails: a
 * quotation mark that isn't closed ends with the file.
 */
typedef struct _HuCsv HuCsv;

/* @utf8: borrowed; a byte order mark at its start is no part of the first cell. @length: bytes. (transfer
 * full) */
HuCsv *hu_csv_new (const char *utf8, gsize length);
void hu_csv_free (HuCsv *self);

/* The next row that isn't blank; FALSE at the end. */
gboolean hu_csv_next (HuCsv *self);
/* The line on which the row begins, from 1. */
guint hu_csv_get_line (HuCsv *self);
guint hu_csv_get_n_cells (HuCsv *self);
/* A cell of the row, "" past its end. Valid until the next row. (transfer none) */
const char *hu_csv_get_cell (HuCsv *self, guint column);
/* The column of the row with that cell, case and white space around it ignored; -1 where there is none. */
int hu_csv_find (HuCsv *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuCsv, hu_csv_free)

G_END_DECLS
