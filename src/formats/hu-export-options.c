/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be asked of an export. */
#include "config.h"

#include "hu-export-options.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name;
  const char *label;
} tables[HU_N_TABLES] = {
  [HU_TABLE_STATEMENTS] = { "statements", N_ ("Statements") },
  [HU_TABLE_CLAIMS] = { "claims", N_ ("Claims") },
  [HU_TABLE_MENTIONS] = { "mentions", N_ ("Mentions") },
  [HU_TABLE_STANCES] = { "stances", N_ ("Stances") },
  [HU_TABLE_MEMOS] = { "memos", N_ ("Memos") },
  [HU_TABLE_CODEBOOK] = { "codebook", N_ ("Codebook") },
};

const char *
hu_table_get_name (HuTable table)
{
  g_return_val_if_fail (table < HU_N_TABLES, NULL);
  return tables[table].name;
}

gboolean
hu_table_from_name (const char *name, HuTable *table)
{
  g_return_val_if_fail (name != NULL && table != NULL, FALSE);
  for (guint i = 0; i < HU_N_TABLES; i++)
    if (g_str_equal (tables[i].name, name))
      {
        *table = (HuTable) i;
        return TRUE;
      }
  return FALSE;
}

const char *
hu_table_get_label (HuTable table)
{
  g_return_val_if_fail (table < HU_N_TABLES, NULL);
  return _ (tables[table].label);
}
