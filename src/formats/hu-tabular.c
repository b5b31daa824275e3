/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of some documents, whichever it is: its columns, and the cells of every row. */
#include "config.h"

#include "hu-tabular.h"

#include "hu-codebook-table.h"
#include "hu-record-table.h"
#include "hu-statement-table.h"

struct _HuTabular
{
  HuTable table;
  union
  {
    HuStatementTable *statements;
    HuRecordTable *records;
    HuCodebookTable *codebook;
  };
};

static HuKind
get_kind (HuTable table)
{
  switch (table)
    {
    case HU_TABLE_CLAIMS:
      return HU_KIND_CLAIM;
    case HU_TABLE_MENTIONS:
      return HU_KIND_MENTION;
    case HU_TABLE_STANCES:
      return HU_KIND_STANCE;
    case HU_TABLE_MEMOS:
      return HU_KIND_MEMO;
    case HU_TABLE_STATEMENTS:
    case HU_TABLE_CODEBOOK:
    case HU_N_TABLES:
      break;
    }
  g_assert_not_reached ();
}

HuTabular *
hu_tabular_new (HuTable table, GPtrArray *documents)
{
  HuTabular *self;

  g_return_val_if_fail (table < HU_N_TABLES && documents != NULL, NULL);
  self = g_new0 (HuTabular, 1);
  self->table = table;
  if (table == HU_TABLE_STATEMENTS)
    self->statements = hu_statement_table_new (documents);
  else if (table == HU_TABLE_CODEBOOK)
    self->codebook = hu_codebook_table_new (documents);
  else
    self->records = hu_record_table_new (documents, get_kind (table));
  return self;
}

void
hu_tabular_free (HuTabular *self)
{
  g_return_if_fail (self != NULL);
  if (self->table == HU_TABLE_STATEMENTS)
    hu_statement_table_free (self->statements);
  else if (self->table == HU_TABLE_CODEBOOK)
    hu_codebook_table_free (self->codebook);
  else
    hu_record_table_free (self->records);
  g_free (self);
}

guint
hu_tabular_get_n_columns (HuTabular *self)
{
  g_return_val_if_fail (self != NULL, 0);
  if (self->table == HU_TABLE_STATEMENTS)
    return hu_statement_table_get_n_columns (self->statements);
  if (self->table == HU_TABLE_CODEBOOK)
    return hu_codebook_table_get_n_columns (self->codebook);
  return hu_record_table_get_n_columns (self->records);
}

const char *
hu_tabular_get_name (HuTabular *self, guint column)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (self->table == HU_TABLE_STATEMENTS)
    return hu_statement_table_get_name (self->statements, column);
  if (self->table == HU_TABLE_CODEBOOK)
    return hu_codebook_table_get_name (self->codebook, column);
  return hu_record_table_get_name (self->records, column);
}

gboolean
hu_tabular_foreach (HuTabular *self, HuCellFunc func, gpointer user_data)
{
  g_return_val_if_fail (self != NULL && func != NULL, FALSE);
  if (self->table == HU_TABLE_STATEMENTS)
    return hu_statement_table_foreach (self->statements, func, user_data);
  if (self->table == HU_TABLE_CODEBOOK)
    return hu_codebook_table_foreach (self->codebook, func, user_data);
  return hu_record_table_foreach (self->records, func, user_data);
}
