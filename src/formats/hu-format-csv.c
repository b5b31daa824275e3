/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as CSV: commas between cells. Which columns: hu-statement-table.c, hu-record-table.c,
 * hu-codebook-table.c. */
#include "config.h"

#include "hu-delimited.h"
#include "hu-formats.h"

#include <glib/gi18n-lib.h>

extern const HuFormat hu_format_csv;

#define SEPARATOR ','

static gboolean
write_table (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  hu_delimited_write (documents, options, files, ".csv", SEPARATOR);
  return TRUE;
}

static gboolean
verify_table (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  return hu_delimited_verify (documents, options, files, SEPARATOR, error);
}

const HuFormat hu_format_csv = {
  .name = "csv",
  .label = N_ ("Table (CSV)"),
  .extensions = { "csv" },
  .omits = N_ ("the text, units and checked ranges; a table shows what its name says"),
  .holds_many = TRUE,
  .flags = HU_FORMAT_BOM | HU_FORMAT_FORMULA_SAFE | HU_FORMAT_WITHOUT_TEXT,
  .tables = HU_TABLES (HU_TABLE_STATEMENTS) | HU_TABLES (HU_TABLE_CLAIMS) | HU_TABLES (HU_TABLE_MENTIONS) |
            HU_TABLES (HU_TABLE_STANCES) | HU_TABLES (HU_TABLE_MEMOS) | HU_TABLES (HU_TABLE_CODEBOOK),
  .write = write_table,
  .verify = verify_table,
};
