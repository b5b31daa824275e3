/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tags of one kind as a table: a row for each.
 *
 * The columns: file, coder, id; quote, start, end, spans, part of the passage (as in hu-statement-table.c);
 * then each member that a record of the kind can have, under its name in the layer file: ids as they are, and
 * beside them, under X_label, what they stand for; passages (cue, condition) as their words; what a stance is
 * toward as target_kind, target_id, target_label; and field.X for each own field X that is used.
 */
#include "config.h"

#include "hu-record-table.h"

typedef enum
{
  FILE_NAME,
  CODER,
  ID,
  QUOTE,
  START,
  END,
  SPANS,
  PART,
  MEMBER,
  MEMBER_LABEL,
  MEMBER_QUOTE,
  TARGET_KIND,
  TARGET_ID,
  TARGET_LABEL,
  FIELD,
} Cell;

typedef struct
{
  Cell cell;
  char *name;
  const HuMemberInfo *member;
  char *field;
} Column;

struct _HuRecordTable
{
  GPtrArray *documents;
  HuKind kind;
  GArray *columns; /* of Column */
};

static void
column_clear (gpointer data)
{
  Column *self = data;

  g_free (self->name);
  g_free (self->field);
}

static void
add_column (HuRecordTable *self, Cell cell, const char *name, const char *suffix, const HuMemberInfo *member)
{
  Column column = { cell, g_strconcat (name, suffix, NULL), member, NULL };

  g_array_append_val (self->columns, column);
}

static void
add_member (HuRecordTable *self, const HuMemberInfo *member)
{
  const char *name = hu_member_get_name (member->member);

  if (member->member == HU_MEMBER_PASSAGE || member->member == HU_MEMBER_FIELDS)
    return;
  if (member->shape == HU_SHAPE_PASSAGE)
    add_column (self, MEMBER_QUOTE, name, NULL, member);
  else if (member->shape == HU_SHAPE_TARGET)
    {
      add_column (self, TARGET_KIND, "target_kind", NULL, member);
      add_column (self, TARGET_ID, "target_id", NULL, member);
      add_column (self, TARGET_LABEL, "target_label", NULL, member);
    }
  else
    add_column (self, MEMBER, name, NULL, member);
  if (member->refers_to != HU_KIND_LAYER &&
      (member->shape == HU_SHAPE_STRING || member->shape == HU_SHAPE_STRINGS))
    add_column (self, MEMBER_LABEL, name, "_label", member);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The own fields that any of the tags has, by their ids. */
static void
add_fields (HuRecordTable *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < self->documents->len; i++)
    {
      HuExportDocument *document = g_ptr_array_index (self->documents, i);
      GPtrArray *records = document->snapshot->records[self->kind];

      for (guint j = 0; j < records->len; j++)
        {
          HuValue *fields = hu_record_get (g_ptr_array_index (records, j), HU_MEMBER_FIELDS);

          for (gsize field = 0; field < hu_value_get_size (fields); field++)
            if (g_hash_table_add (seen, (gpointer) hu_value_get_key (fields, field)))
              g_ptr_array_add (ids, (gpointer) hu_value_get_key (fields, field));
        }
    }
  g_ptr_array_sort (ids, compare_names);
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      Column column = { FIELD, g_strconcat ("field.", id, NULL), NULL, g_strdup (id) };

      g_array_append_val (self->columns, column);
    }
}

HuRecordTable *
hu_record_table_new (GPtrArray *documents, HuKind kind)
{
  static const char *const names[] = { "file", "coder", "id", "quote", "start", "end", "spans", "part" };
  HuRecordTable *self;
  gsize n;
  const HuMemberInfo *members;

  g_return_val_if_fail (documents != NULL && HU_KIND_IS_TAG (kind), NULL);
  self = g_new0 (HuRecordTable, 1);
  self->documents = g_ptr_array_ref (documents);
  self->kind = kind;
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_column (self, FILE_NAME + i, names[i], NULL, NULL);
  members = hu_kind_get_members (kind, &n);
  for (gsize i = 0; i < n; i++)
    add_member (self, &members[i]);
  add_fields (self);
  return self;
}

void
hu_record_table_free (HuRecordTable *self)
{
  g_return_if_fail (self != NULL);
  g_ptr_array_unref (self->documents);
  g_array_unref (self->columns);
  g_free (self);
}

guint
hu_record_table_get_n_columns (HuRecordTable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->columns->len;
}

const char *
hu_record_table_get_name (HuRecordTable *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->columns->len, NULL);
  return g_array_index (self->columns, Column, column).name;
}

static void
append_target (GString *cell, Cell what, HuExportDocument *document, HuValue *toward)
{
  HuKind kind;
  const char *key, *id;
  g_autofree char *label = NULL;

  if (!hu_cell_get_target (toward, &kind, &key, &id))
    return;
  if (what == TARGET_LABEL)
    label = hu_export_document_dup_label (document, kind, id);
  g_string_append (cell, what == TARGET_KIND ? key : what == TARGET_ID ? id : label);
}

static void
append_extent (GString *cell, HuRecord *record, gboolean at_end)
{
  guint start, end;

  if (hu_record_get_extent (record, &start, &end))
    g_string_append_printf (cell, "%u", at_end ? end : start);
}

static void
append_cell (GString *cell, const Column *column, HuExportDocument *document, HuRecord *record)
{
  HuValue *value = column->member ? hu_record_get (record, column->member->member) : NULL;

  switch (column->cell)
    {
    case FILE_NAME:
      g_string_append (cell, document->name);
      break;
    case CODER:
      hu_cell_append_coder (cell, document);
      break;
    case ID:
      g_string_append (cell, hu_record_get_id (record));
      break;
    case QUOTE:
      hu_cell_append_quote (cell, document, hu_record_get (record, HU_MEMBER_PASSAGE));
      break;
    case START:
    case END:
      append_extent (cell, record, column->cell == END);
      break;
    case SPANS:
      hu_cell_append_spans (cell, hu_record_get (record, HU_MEMBER_PASSAGE));
      break;
    case PART:
      hu_cell_append_part (cell, document, record);
      break;
    case MEMBER:
      hu_cell_append_value (cell, value);
      break;
    case MEMBER_LABEL:
      hu_cell_append_labels (cell, document, column->member->refers_to, value);
      break;
    case MEMBER_QUOTE:
      hu_cell_append_quote (cell, document, value);
      break;
    case TARGET_KIND:
    case TARGET_ID:
    case TARGET_LABEL:
      append_target (cell, column->cell, document, value);
      break;
    case FIELD:
      hu_cell_append_value (cell,
                            hu_value_get_member (hu_record_get (record, HU_MEMBER_FIELDS), column->field));
      break;
    }
}

static gboolean
is_number (const Column *column, HuRecord *record)
{
  HuValue *value = NULL;

  if (column->cell == START || column->cell == END)
    return TRUE;
  if (column->cell == MEMBER)
    value = hu_record_get (record, column->member->member);
  else if (column->cell == FIELD)
    value = hu_value_get_member (hu_record_get (record, HU_MEMBER_FIELDS), column->field);
  return value && hu_value_get_type_of (value) == HU_VALUE_NUMBER;
}

static gboolean
walk_document (
    HuRecordTable *self, HuExportDocument *document, GString *cell, HuCellFunc func, gpointer user_data)
{
  GPtrArray *records = document->snapshot->records[self->kind];

  for (guint i = 0; i < records->len; i++)
    for (guint j = 0; j < self->columns->len; j++)
      {
        const Column *column = &g_array_index (self->columns, Column, j);
        HuRecord *record = g_ptr_array_index (records, i);

        g_string_truncate (cell, 0);
        append_cell (cell, column, document, record);
        hu_export_show_nul (cell);
        if (!func (cell, j, is_number (column, record), user_data))
          return FALSE;
      }
  return TRUE;
}

gboolean
hu_record_table_foreach (HuRecordTable *self, HuCellFunc func, gpointer user_data)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  g_return_val_if_fail (self != NULL && func != NULL, FALSE);
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_string_assign (cell, hu_record_table_get_name (self, i));
      if (!func (cell, i, FALSE, user_data))
        return FALSE;
    }
  for (guint i = 0; i < self->documents->len; i++)
    if (!walk_document (self, g_ptr_array_index (self->documents, i), cell, func, user_data))
      return FALSE;
  return TRUE;
}
