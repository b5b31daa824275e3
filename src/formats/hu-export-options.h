/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be asked of an export. */
#pragma once

#include "hu-parts.h"

G_BEGIN_DECLS

/* What a row of a table is. */
typedef enum
{
  HU_TABLE_STATEMENTS,
  HU_TABLE_CLAIMS,
  HU_TABLE_MENTIONS,
  HU_TABLE_STANCES,
  HU_TABLE_MEMOS,
  HU_TABLE_CODEBOOK,
  HU_N_TABLES
} HuTable;

/* A set of tables, or of parts, as bits. */
#define HU_TABLES(table) (1u << (table))
#define HU_PARTS(kind)   (1u << (kind))

/* "statements", "claims"…: as on a command line. */
const char *hu_table_get_name (HuTable table);
/* FALSE where there is none of that name. @table: (out). */
gboolean hu_table_from_name (const char *name, HuTable *table);
/* For people, translated. */
const char *hu_table_get_label (HuTable table);

/**
 * HuExportOptions:
 * @table: for formats that have tables
 * @bom: tables: begins with a byte order mark, which Excel wants
 * @formula_safe: tables: cells that a spreadsheet would run get a ' before them
 * @without_text: the article's text isn't written: offsets, hashes, and quotes as far as @quote_length goes
 * @quote_length: code points after which a quote is cut; -1: whole. Quotes that are cut come without their
 *   surroundings (prefix, suffix)
 * @without_parts: a set of parts (HU_PARTS()): tags that begin in them are left out
 *
 * Plain data, without pointers. Start from HU_EXPORT_OPTIONS_INIT.
 */
typedef struct
{
  HuTable table;
  gboolean bom;
  gboolean formula_safe;
  gboolean without_text;
  int quote_length;
  guint without_parts;
} HuExportOptions;

#define HU_EXPORT_OPTIONS_INIT                                                                               \
  {                                                                                                          \
    .quote_length = -1                                                                                       \
  }

G_END_DECLS
