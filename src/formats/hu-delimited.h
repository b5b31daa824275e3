/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as lines of cells with a character between them: CSV, TSV. */
#pragma once

#include "hu-export-options.h"
#include "hu-file-set.h"

G_BEGIN_DECLS

/* The table that @options ask for, of @documents (element-type HuExportDocument), as one file. */
void hu_delimited_write (GPtrArray *documents,
                         const HuExportOptions *options,
                         HuFileSet *files,
                         const char *suffix,
                         char separator);
/* Whether the file has those very cells. Fails with HU_ERROR_VERIFY, naming row and column. */
gboolean hu_delimited_verify (
    GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, char separator, GError **error);

G_END_DECLS
