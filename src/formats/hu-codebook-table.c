/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codebook as a table: a row for everything that coders may choose.
 *
 * list is what the row is: type, topic, scale, value, speaker-kind, field, coder. The other columns are the
 * members of the codebook's file: id, label, definition, examples, key, color, kind (of topics and fields),
 * scale (of topics and values), parent, plus, minus (of topics), symbol, score (of values), applies_to,
 * options, min, max (of fields). Cells with several things in them have "; " between them.
 */
#include "config.h"

#include "hu-codebook-table.h"

struct _HuCodebookTable
{
  GPtrArray *documents;
};

static const struct
{
  HuCodes codes;
  const char *name;
} lists[] = {
  { HU_CODES_TYPES, "type" },   { HU_CODES_TOPICS, "topic" }, { HU_CODES_SCALES, "scale" },
  { HU_CODES_VALUES, "value" }, { HU_CODES_FIELDS, "field" }, { HU_CODES_SPEAKER_KINDS, "speaker-kind" },
  { HU_CODES_CODERS, "coder" },
};

/* The first three are what HuCode has, the rest are the entry's own members. */
static const char *const columns[] = { "list",   "id",    "label",      "scale",   "definition", "examples",
                                       "key",    "color", "kind",       "parent",  "plus",       "minus",
                                       "symbol", "score", "applies_to", "options", "min",        "max" };

enum
{
  COLUMN_LIST,
  COLUMN_ID,
  COLUMN_LABEL,
  COLUMN_SCALE,
};

HuCodebookTable *
hu_codebook_table_new (GPtrArray *documents)
{
  HuCodebookTable *self;

  g_return_val_if_fail (documents != NULL, NULL);
  self = g_new0 (HuCodebookTable, 1);
  self->documents = g_ptr_array_ref (documents);
  return self;
}

void
hu_codebook_table_free (HuCodebookTable *self)
{
  g_return_if_fail (self != NULL);
  g_ptr_array_unref (self->documents);
  g_free (self);
}

guint
hu_codebook_table_get_n_columns (HuCodebookTable *self)
{
  return G_N_ELEMENTS (columns);
}

const char *
hu_codebook_table_get_name (HuCodebookTable *self, guint column)
{
  g_return_val_if_fail (column < G_N_ELEMENTS (columns), NULL);
  return columns[column];
}

/* The labels of a field's options, else the value as it is. */
static void
append_member (GString *cell, HuValue *value)
{
  gboolean list = value && hu_value_get_type_of (value) == HU_VALUE_LIST;

  if (!list || hu_value_get_type_of (hu_value_get_item (value, 0)) != HU_VALUE_OBJECT)
    {
      hu_cell_append_value (cell, value);
      return;
    }
  for (gsize i = 0; i < hu_value_get_size (value); i++)
    {
      HuValue *option = hu_value_get_item (value, i);
      const char *id = hu_value_get_member_string (option, "id");
      const char *label = hu_value_get_member_string (option, "label");

      g_string_append_printf (cell, "%s%s", i > 0 ? HU_CELL_JOINER : "", label ? label : id ? id : "");
    }
}

static void
append_cell (GString *cell, const char *list, const HuCode *code, guint column)
{
  g_string_truncate (cell, 0);
  if (column == COLUMN_LIST)
    g_string_append (cell, list);
  else if (column == COLUMN_ID)
    g_string_append (cell, code->id);
  else if (column == COLUMN_LABEL)
    g_string_append (cell, code->label);
  else if (column == COLUMN_SCALE)
    g_string_append (cell, code->scale ? code->scale : "");
  else
    append_member (cell, hu_value_get_member (code->value, columns[column]));
  hu_export_show_nul (cell);
}

static gboolean
is_number (const HuCode *code, guint column)
{
  HuValue *value = column > COLUMN_SCALE ? hu_value_get_member (code->value, columns[column]) : NULL;

  return value && hu_value_get_type_of (value) == HU_VALUE_NUMBER;
}

/* @seen: "list id" of the rows so far. */
static gboolean
walk_codes (
    HuCodebook *codebook, guint list, GHashTable *seen, GString *cell, HuCellFunc func, gpointer user_data)
{
  gsize n;
  const HuCode *codes = hu_codebook_get_codes (codebook, lists[list].codes, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (!g_hash_table_add (seen, g_strconcat (lists[list].name, " ", codes[i].id, NULL)))
        continue;
      for (guint column = 0; column < G_N_ELEMENTS (columns); column++)
        {
          append_cell (cell, lists[list].name, &codes[i], column);
          if (!func (cell, column, is_number (&codes[i], column), user_data))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
hu_codebook_table_foreach (HuCodebookTable *self, HuCellFunc func, gpointer user_data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) cell = g_string_new (NULL);

  g_return_val_if_fail (self != NULL && func != NULL, FALSE);
  for (guint column = 0; column < G_N_ELEMENTS (columns); column++)
    {
      g_string_assign (cell, columns[column]);
      if (!func (cell, column, FALSE, user_data))
        return FALSE;
    }
  for (guint list = 0; list < G_N_ELEMENTS (lists); list++)
    for (guint i = 0; i < self->documents->len; i++)
      if (!walk_codes (hu_export_document_get_codebook (g_ptr_array_index (self->documents, i)), list, seen,
                       cell, func, user_data))
        return FALSE;
  return TRUE;
}
