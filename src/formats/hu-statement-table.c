/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements as a table: the columns, and the cells of every row.
 *
 * The columns, in their order:
 *
 *   file, coder, layer, status     the document's name, whose layer it is, the layer's kind and status
 *   headline, authors, outlet, section, published, language, url
 *   claim_id, stance_id            a row has one of them at least
 *   speaker_id, speaker_name, speaker_kind, speaker_register, speaker_named
 *                                  who says the claim; speaker_named is false for sources that the text
 *                                  doesn't name
 *   mentions                       how the text names that speaker: the words of the claim's mentions
 *   voice                          author, outlet, none: of a claim that no speaker says
 *   via, on_behalf_of, addressees  names
 *   negated                        true: the source is reported not to say it
 *   holder_id, holder_name, holder_kind, holder_register, holder_voice
 *                                  whose stance it is: often not the one who speaks
 *   basis                          declared: the holder is who says the claim, or its voice; else ascribed.
 *                                  Stances without a claim: as coded
 *   target_kind, target_id, target_label
 *                                  what the stance is toward: topic, claim or speaker
 *   topic, topic_label             of the stance's target where that is a topic, else those of the claim
 *   value, value_label, score      the stance
 *   condition                      the words of its "if"
 *   type, type_label               of the claim
 *   gist, quotation, modality, date, within, verdict
 *                                  of the claim
 *   quote, start, end, spans       the passage, of the claim or else the stance: its words, its extent in
 *                                  Unicode code points from 0 (end exclusive), and each span as start..end
 *   part                           the part of the article where it starts: headline, dek, body…
 *   cue                            the words that introduce the claim
 *   confidence, note, created, modified, by
 *                                  of the claim, or else the stance
 *   stance_confidence, stance_note, stance_created, stance_modified, stance_by
 *   claim_weight, stance_weight    1/n, where n rows show the same claim (stance): summed up they count
 *                                  claims (stances)
 *   document.X, claim.X, stance.X, speaker.X
 *                                  one column for each own field X of the codebook that is used
 */
#include "config.h"

#include "hu-statement-table.h"

#include "hu-register.h"

#include <string.h>

struct _HuStatementTable
{
  GPtrArray *documents;
  GArray *fields; /* of Field */
};

/* Which record of a row a column is about. */
typedef enum
{
  OF_DOCUMENT,
  OF_LAYER,
  OF_CLAIM,
  OF_STANCE,
  OF_PASSAGE, /* the claim, or else the stance */
  OF_SPEAKER,
  OF_HOLDER,
} Source;

typedef struct _Column Column;

/* Appends the cell of a row. */
typedef void (*CellFunc) (const Column *column, const HuStatement *row, GString *cell);

struct _Column
{
  const char *name;
  CellFunc write;
  Source source;
  HuMember member;
  HuKind kind; /* of the ids in the member */
  gboolean number;
};

/* An own field of the codebook. */
typedef struct
{
  Source source;
  char *name; /* of the column */
  char *id;   /* within name */
} Field;

/* Records of a row. */

/* Who says the claim; NULL where nobody does or the speaker isn't there. */
static HuRecord *
get_speaker (const HuStatement *row)
{
  return hu_export_document_lookup (row->document, HU_KIND_SPEAKER, row->speaker);
}

static const char *
get_holder_id (const HuStatement *row)
{
  return row->stance ? hu_record_get_string (row->stance, HU_MEMBER_SPEAKER) : NULL;
}

static HuRecord *
get_record (const HuStatement *row, Source source)
{
  switch (source)
    {
    case OF_DOCUMENT:
      return hu_snapshot_get_only (row->document->snapshot, HU_KIND_DOCUMENT);
    case OF_LAYER:
      return hu_snapshot_get_only (row->document->snapshot, HU_KIND_LAYER);
    case OF_CLAIM:
      return row->claim;
    case OF_STANCE:
      return row->stance;
    case OF_PASSAGE:
      return row->claim ? row->claim : row->stance;
    case OF_SPEAKER:
      return get_speaker (row);
    case OF_HOLDER:
      return hu_export_document_lookup (row->document, HU_KIND_SPEAKER, get_holder_id (row));
    }
  g_assert_not_reached ();
}

static HuValue *
get_value (const Column *column, const HuStatement *row)
{
  HuRecord *record = get_record (row, column->source);

  return record ? hu_record_get (record, column->member) : NULL;
}

/* Cells. */

static void
cell_member (const Column *column, const HuStatement *row, GString *cell)
{
  HuValue *value = get_value (column, row);

  if (value)
    hu_cell_append_value (cell, value);
}

static void
cell_labels (const Column *column, const HuStatement *row, GString *cell)
{
  hu_cell_append_labels (cell, row->document, column->kind, get_value (column, row));
}

static void
cell_quote (const Column *column, const HuStatement *row, GString *cell)
{
  hu_cell_append_quote (cell, row->document, get_value (column, row));
}

static void
cell_record_id (const Column *column, const HuStatement *row, GString *cell)
{
  HuRecord *record = get_record (row, column->source);

  if (record)
    g_string_append (cell, hu_record_get_id (record));
}

static void
cell_file (const Column *column, const HuStatement *row, GString *cell)
{
  g_string_append (cell, row->document->name);
}

static void
cell_coder (const Column *column, const HuStatement *row, GString *cell)
{
  hu_cell_append_coder (cell, row->document);
}

static void
cell_layer (const Column *column, const HuStatement *row, GString *cell)
{
  const char *kind = hu_value_get_member_string (get_value (column, row), "kind");

  g_string_append (cell, kind ? kind : "");
}

/* A speaker's id, though it may not be there. */
static void
cell_person_id (const Column *column, const HuStatement *row, GString *cell)
{
  const char *id = column->source == OF_SPEAKER ? row->speaker : get_holder_id (row);

  g_string_append (cell, id ? id : "");
}

static void
cell_person_name (const Column *column, const HuStatement *row, GString *cell)
{
  const char *id = column->source == OF_SPEAKER ? row->speaker : get_holder_id (row);
  g_autofree char *name = id ? hu_export_document_dup_label (row->document, HU_KIND_SPEAKER, id) : NULL;

  if (name)
    g_string_append (cell, name);
}

static void
cell_person_kind (const Column *column, const HuStatement *row, GString *cell)
{
  HuRecord *person = get_record (row, column->source);

  if (person)
    g_string_append (cell, hu_speaker_get_kind (person));
}

static void
cell_person_named (const Column *column, const HuStatement *row, GString *cell)
{
  HuRecord *person = get_record (row, column->source);

  if (person)
    g_string_append (cell, hu_speaker_is_named (person) ? "true" : "false");
}

static void
cell_mentions (const Column *column, const HuStatement *row, GString *cell)
{
  HuValue *ids = get_value (column, row);

  for (gsize i = 0; i < hu_value_get_size (ids); i++)
    {
      HuRecord *mention =
          hu_export_document_lookup (row->document, HU_KIND_MENTION, hu_value_get_item_string (ids, i));
      g_autofree char *quote = NULL;

      if (!mention || !row->speaker || !hu_record_has_string (mention, HU_MEMBER_SPEAKERS, row->speaker))
        continue;
      quote = hu_export_document_dup_quote (row->document, hu_record_get (mention, HU_MEMBER_PASSAGE));
      if (cell->len > 0)
        g_string_append (cell, HU_CELL_JOINER);
      g_string_append (cell, quote);
    }
}

static void
cell_basis (const Column *column, const HuStatement *row, GString *cell)
{
  if (row->stance && row->claim)
    g_string_append (cell, hu_stance_is_declared (row->stance, row->claim) ? "declared" : "ascribed");
  else
    cell_member (column, row, cell);
}

/* What the row's stance is toward. */
static gboolean
get_target (const HuStatement *row, HuKind *kind, const char **key, const char **id)
{
  return hu_cell_get_target (row->stance ? hu_record_get (row->stance, HU_MEMBER_TOWARD) : NULL, kind, key,
                             id);
}

static void
cell_target_kind (const Column *column, const HuStatement *row, GString *cell)
{
  HuKind kind;
  const char *key, *id;

  if (get_target (row, &kind, &key, &id))
    g_string_append (cell, key);
}

static void
cell_target_id (const Column *column, const HuStatement *row, GString *cell)
{
  HuKind kind;
  const char *key, *id;

  if (get_target (row, &kind, &key, &id))
    g_string_append (cell, id);
}

static void
cell_target_label (const Column *column, const HuStatement *row, GString *cell)
{
  HuKind kind;
  const char *key, *id;
  g_autofree char *label = NULL;

  if (!get_target (row, &kind, &key, &id))
    return;
  label = hu_export_document_dup_label (row->document, kind, id);
  g_string_append (cell, label);
}

static void
cell_topic (const Column *column, const HuStatement *row, GString *cell)
{
  HuKind kind;
  const char *key, *id;

  if (get_target (row, &kind, &key, &id) && kind == HU_KIND_TOPIC)
    g_string_append (cell, id);
  else
    cell_member (column, row, cell);
}

static void
cell_topic_label (const Column *column, const HuStatement *row, GString *cell)
{
  HuKind kind;
  const char *key, *id;

  if (get_target (row, &kind, &key, &id) && kind == HU_KIND_TOPIC)
    cell_target_label (column, row, cell);
  else
    cell_labels (column, row, cell);
}

static void
cell_score (const Column *column, const HuStatement *row, GString *cell)
{
  HuValue *value = get_value (column, row);
  HuRecord *record = hu_export_document_lookup (row->document, HU_KIND_VALUE, hu_value_get_string (value));
  HuValue *score = record ? hu_record_get (record, HU_MEMBER_SCORE) : NULL;

  if (score)
    hu_cell_append_value (cell, score);
}

static void
cell_verdict (const Column *column, const HuStatement *row, GString *cell)
{
  HuValue *value = hu_value_get_member (get_value (column, row), "value");

  if (value)
    hu_cell_append_value (cell, value);
}

static void
cell_start (const Column *column, const HuStatement *row, GString *cell)
{
  guint start, end;

  if (hu_record_get_extent (get_record (row, column->source), &start, &end))
    g_string_append_printf (cell, "%u", start);
}

static void
cell_end (const Column *column, const HuStatement *row, GString *cell)
{
  guint start, end;

  if (hu_record_get_extent (get_record (row, column->source), &start, &end))
    g_string_append_printf (cell, "%u", end);
}

static void
cell_spans (const Column *column, const HuStatement *row, GString *cell)
{
  hu_cell_append_spans (cell, get_value (column, row));
}

static void
cell_part (const Column *column, const HuStatement *row, GString *cell)
{
  hu_cell_append_part (cell, row->document, get_record (row, column->source));
}

static void
cell_weight (const Column *column, const HuStatement *row, GString *cell)
{
  guint n = column->source == OF_CLAIM ? row->claim_rows : row->stance_rows;
  char letters[G_ASCII_DTOSTR_BUF_SIZE];

  if (n > 0)
    g_string_append (cell, g_ascii_formatd (letters, sizeof letters, "%.9g", 1.0 / n));
}

#define MEMBER(name, source, member)                                                                         \
  {                                                                                                          \
    name, cell_member, source, member, HU_KIND_LAYER, FALSE                                                  \
  }
#define CELL(name, write, source, member)                                                                    \
  {                                                                                                          \
    name, write, source, member, HU_KIND_LAYER, FALSE                                                        \
  }
#define NUMBER(name, write, source, member)                                                                  \
  {                                                                                                          \
    name, write, source, member, HU_KIND_LAYER, TRUE                                                         \
  }
#define LABELS(name, source, member, kind)                                                                   \
  {                                                                                                          \
    name, cell_labels, source, member, kind, FALSE                                                           \
  }

static const Column columns[] = {
  CELL ("file", cell_file, OF_DOCUMENT, HU_MEMBER_NONE),
  CELL ("coder", cell_coder, OF_LAYER, HU_MEMBER_LAYER),
  CELL ("layer", cell_layer, OF_LAYER, HU_MEMBER_LAYER),
  MEMBER ("status", OF_LAYER, HU_MEMBER_STATUS),
  MEMBER ("headline", OF_DOCUMENT, HU_MEMBER_HEADLINE),
  MEMBER ("authors", OF_DOCUMENT, HU_MEMBER_AUTHORS),
  MEMBER ("outlet", OF_DOCUMENT, HU_MEMBER_OUTLET),
  MEMBER ("section", OF_DOCUMENT, HU_MEMBER_SECTION),
  MEMBER ("published", OF_DOCUMENT, HU_MEMBER_PUBLISHED),
  MEMBER ("language", OF_DOCUMENT, HU_MEMBER_LANGUAGE),
  MEMBER ("url", OF_DOCUMENT, HU_MEMBER_URL),
  CELL ("claim_id", cell_record_id, OF_CLAIM, HU_MEMBER_NONE),
  CELL ("stance_id", cell_record_id, OF_STANCE, HU_MEMBER_NONE),
  CELL ("speaker_id", cell_person_id, OF_SPEAKER, HU_MEMBER_NONE),
  CELL ("speaker_name", cell_person_name, OF_SPEAKER, HU_MEMBER_NONE),
  CELL ("speaker_kind", cell_person_kind, OF_SPEAKER, HU_MEMBER_NONE),
  MEMBER ("speaker_register", OF_SPEAKER, HU_MEMBER_REGISTER),
  CELL ("speaker_named", cell_person_named, OF_SPEAKER, HU_MEMBER_NONE),
  CELL ("mentions", cell_mentions, OF_CLAIM, HU_MEMBER_MENTIONS),
  MEMBER ("voice", OF_CLAIM, HU_MEMBER_VOICE),
  LABELS ("via", OF_CLAIM, HU_MEMBER_VIA, HU_KIND_SPEAKER),
  LABELS ("on_behalf_of", OF_CLAIM, HU_MEMBER_ON_BEHALF_OF, HU_KIND_SPEAKER),
  LABELS ("addressees", OF_CLAIM, HU_MEMBER_ADDRESSEES, HU_KIND_SPEAKER),
  MEMBER ("negated", OF_CLAIM, HU_MEMBER_NEGATED),
  CELL ("holder_id", cell_person_id, OF_HOLDER, HU_MEMBER_NONE),
  CELL ("holder_name", cell_person_name, OF_HOLDER, HU_MEMBER_NONE),
  CELL ("holder_kind", cell_person_kind, OF_HOLDER, HU_MEMBER_NONE),
  MEMBER ("holder_register", OF_HOLDER, HU_MEMBER_REGISTER),
  MEMBER ("holder_voice", OF_STANCE, HU_MEMBER_VOICE),
  CELL ("basis", cell_basis, OF_STANCE, HU_MEMBER_BASIS),
  CELL ("target_kind", cell_target_kind, OF_STANCE, HU_MEMBER_NONE),
  CELL ("target_id", cell_target_id, OF_STANCE, HU_MEMBER_NONE),
  CELL ("target_label", cell_target_label, OF_STANCE, HU_MEMBER_NONE),
  CELL ("topic", cell_topic, OF_CLAIM, HU_MEMBER_TOPICS),
  { "topic_label", cell_topic_label, OF_CLAIM, HU_MEMBER_TOPICS, HU_KIND_TOPIC, FALSE },
  MEMBER ("value", OF_STANCE, HU_MEMBER_VALUE),
  LABELS ("value_label", OF_STANCE, HU_MEMBER_VALUE, HU_KIND_VALUE),
  NUMBER ("score", cell_score, OF_STANCE, HU_MEMBER_VALUE),
  CELL ("condition", cell_quote, OF_STANCE, HU_MEMBER_CONDITION),
  MEMBER ("type", OF_CLAIM, HU_MEMBER_TYPE),
  LABELS ("type_label", OF_CLAIM, HU_MEMBER_TYPE, HU_KIND_TYPE),
  MEMBER ("gist", OF_CLAIM, HU_MEMBER_GIST),
  MEMBER ("quotation", OF_CLAIM, HU_MEMBER_QUOTATION),
  MEMBER ("modality", OF_CLAIM, HU_MEMBER_MODALITY),
  MEMBER ("date", OF_CLAIM, HU_MEMBER_DATE),
  MEMBER ("within", OF_CLAIM, HU_MEMBER_WITHIN),
  CELL ("verdict", cell_verdict, OF_CLAIM, HU_MEMBER_VERDICT),
  CELL ("quote", cell_quote, OF_PASSAGE, HU_MEMBER_PASSAGE),
  NUMBER ("start", cell_start, OF_PASSAGE, HU_MEMBER_NONE),
  NUMBER ("end", cell_end, OF_PASSAGE, HU_MEMBER_NONE),
  CELL ("spans", cell_spans, OF_PASSAGE, HU_MEMBER_PASSAGE),
  CELL ("part", cell_part, OF_PASSAGE, HU_MEMBER_NONE),
  CELL ("cue", cell_quote, OF_CLAIM, HU_MEMBER_CUE),
  MEMBER ("confidence", OF_PASSAGE, HU_MEMBER_CONFIDENCE),
  MEMBER ("note", OF_PASSAGE, HU_MEMBER_NOTE),
  MEMBER ("created", OF_PASSAGE, HU_MEMBER_CREATED),
  MEMBER ("modified", OF_PASSAGE, HU_MEMBER_MODIFIED),
  MEMBER ("by", OF_PASSAGE, HU_MEMBER_BY),
  MEMBER ("stance_confidence", OF_STANCE, HU_MEMBER_CONFIDENCE),
  MEMBER ("stance_note", OF_STANCE, HU_MEMBER_NOTE),
  MEMBER ("stance_created", OF_STANCE, HU_MEMBER_CREATED),
  MEMBER ("stance_modified", OF_STANCE, HU_MEMBER_MODIFIED),
  MEMBER ("stance_by", OF_STANCE, HU_MEMBER_BY),
  NUMBER ("claim_weight", cell_weight, OF_CLAIM, HU_MEMBER_NONE),
  NUMBER ("stance_weight", cell_weight, OF_STANCE, HU_MEMBER_NONE),
};

/* Own fields. */

static const struct
{
  const char *name;
  HuKind kind;
  Source source;
} field_owners[] = {
  { "document", HU_KIND_DOCUMENT, OF_DOCUMENT },
  { "claim", HU_KIND_CLAIM, OF_CLAIM },
  { "stance", HU_KIND_STANCE, OF_STANCE },
  { "speaker", HU_KIND_SPEAKER, OF_SPEAKER },
};

static void
field_clear (gpointer data)
{
  Field *field = data;

  g_free (field->name);
  g_free (field->id);
}

static int
compare_fields (gconstpointer a, gconstpointer b)
{
  const Field *x = a, *y = b;

  return x->source != y->source ? (int) x->source - (int) y->source : strcmp (x->id, y->id);
}

static void
add_fields (GArray *fields, GHashTable *seen, guint owner, HuRecord *record)
{
  HuValue *own = hu_record_get (record, HU_MEMBER_FIELDS);

  for (gsize i = 0; i < hu_value_get_size (own); i++)
    {
      const char *id = hu_value_get_key (own, i);
      char *name = g_strconcat (field_owners[owner].name, ".", id, NULL);
      Field field = { field_owners[owner].source, name, NULL };

      if (g_hash_table_contains (seen, name))
        {
          g_free (name);
          continue;
        }
      field.id = g_strdup (id);
      g_array_append_val (fields, field);
      g_hash_table_add (seen, name);
    }
}

/* The own fields that any of the documents uses. (element-type Field) */
static GArray *
find_fields (GPtrArray *documents)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (Field));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_array_set_clear_func (fields, field_clear);
  for (guint i = 0; i < documents->len; i++)
    for (guint owner = 0; owner < G_N_ELEMENTS (field_owners); owner++)
      {
        HuExportDocument *document = g_ptr_array_index (documents, i);
        GPtrArray *records = document->snapshot->records[field_owners[owner].kind];

        for (guint j = 0; j < records->len; j++)
          add_fields (fields, seen, owner, g_ptr_array_index (records, j));
      }
  g_array_sort (fields, compare_fields);
  return fields;
}

/* The table. */

HuStatementTable *
hu_statement_table_new (GPtrArray *documents)
{
  HuStatementTable *self;

  g_return_val_if_fail (documents != NULL, NULL);
  self = g_new0 (HuStatementTable, 1);
  self->documents = g_ptr_array_ref (documents);
  self->fields = find_fields (documents);
  return self;
}

void
hu_statement_table_free (HuStatementTable *self)
{
  g_return_if_fail (self != NULL);
  g_ptr_array_unref (self->documents);
  g_array_unref (self->fields);
  g_free (self);
}

guint
hu_statement_table_get_n_columns (HuStatementTable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return G_N_ELEMENTS (columns) + self->fields->len;
}

const char *
hu_statement_table_get_name (HuStatementTable *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < hu_statement_table_get_n_columns (self), NULL);
  if (column < G_N_ELEMENTS (columns))
    return columns[column].name;
  return g_array_index (self->fields, Field, column - G_N_ELEMENTS (columns)).name;
}

/* One going through all cells. */
typedef struct
{
  HuStatementTable *table;
  GString *cell;
  HuCellFunc func;
  gpointer user_data;
} Walk;

/* Whether the cell is a number. */
static gboolean
write_field (const Field *field, const HuStatement *row, GString *cell)
{
  HuRecord *record = get_record (row, field->source);
  HuValue *own = record ? hu_record_get (record, HU_MEMBER_FIELDS) : NULL;
  HuValue *value = hu_value_get_member (own, field->id);

  if (value)
    hu_cell_append_value (cell, value);
  return value && hu_value_get_type_of (value) == HU_VALUE_NUMBER;
}

static gboolean
walk_row (const HuStatement *row, gpointer user_data)
{
  Walk *self = user_data;
  guint n = G_N_ELEMENTS (columns), total = hu_statement_table_get_n_columns (self->table);

  for (guint i = 0; i < total; i++)
    {
      gboolean number = i < n && columns[i].number;

      g_string_truncate (self->cell, 0);
      if (i < n)
        columns[i].write (&columns[i], row, self->cell);
      else
        number = write_field (&g_array_index (self->table->fields, Field, i - n), row, self->cell);
      hu_export_show_nul (self->cell);
      if (!self->func (self->cell, i, number, self->user_data))
        return FALSE;
    }
  return TRUE;
}

gboolean
hu_statement_table_foreach (HuStatementTable *self, HuCellFunc func, gpointer user_data)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  Walk walk = { self, cell, func, user_data };

  g_return_val_if_fail (self != NULL && func != NULL, FALSE);
  for (guint i = 0; i < hu_statement_table_get_n_columns (self); i++)
    {
      g_string_assign (cell, hu_statement_table_get_name (self, i));
      if (!func (cell, i, FALSE, user_data))
        return FALSE;
    }
  for (guint i = 0; i < self->documents->len; i++)
    if (!hu_statements_foreach (g_ptr_array_index (self->documents, i), walk_row, &walk))
      return FALSE;
  return TRUE;
}
