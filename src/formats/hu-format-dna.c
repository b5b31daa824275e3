/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases of Discourse Network Analyzer 3 (SQLite): documents and their statements.
 *
 * A statement is a claim: person is its speaker, organization whom that person speaks for (the speaker itself
 * where there is no person), concept a topic of kind statement, agreement the speaker's stance toward it.
 * Other variables are own fields, the statement's type is the claim's, and each coder has a layer.
 */
#include "config.h"

#include "hu-error.h"
#include "hu-formats.h"
#include "hu-offsets.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

extern const HuFormat hu_format_dna;

#define MAGIC        "SQLite format 3"
#define MAX_CELL     (64 * 1024 * 1024)
#define STEPS_A_TICK 100000
#define MAX_TICKS    50000
#define FIELD_ID     "dna-statement"

typedef sqlite3 Database;
typedef sqlite3_stmt Query;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Database, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Query, sqlite3_finalize)

typedef struct
{
  char *variable;
  char *value;
} Cell;

typedef struct
{
  Database *database;
  HuImportResult *result;
  const char *name;
  guint ticks;
  GHashTable *documents; /* id → HuImportedDocument (borrowed) */
  GHashTable *offsets;   /* HuImportedDocument → HuOffsets */
  GHashTable *coders;    /* id → name */
  GHashTable *cells;     /* statement id → GArray of Cell */
} Reading;

static void
clear_cell (gpointer data)
{
  Cell *cell = data;

  g_free (cell->variable);
  g_free (cell->value);
}

/* Ends a query that a crafted schema makes endless. */
static int
tick (gpointer data)
{
  Reading *self = data;

  return ++self->ticks > MAX_TICKS;
}

static gboolean
fail (Reading *self, GError **error)
{
  g_set_error (error, HU_ERROR, HU_ERROR_FORMAT, _ ("%s: the database is damaged (%s)"), self->name,
               sqlite3_errmsg (self->database));
  return FALSE;
}

static Query *
prepare (Reading *self, const char *sql, GError **error)
{
  Query *query = NULL;

  if (sqlite3_prepare_v2 (self->database, sql, -1, &query, NULL) != SQLITE_OK)
    fail (self, error);
  return query;
}

/* What a column holds, as text that is UTF-8; "" for NULL. (transfer full) */
static char *
dup_column (Query *query, int column)
{
  const char *text = (const char *) sqlite3_column_text (query, column);

  return text ? g_utf8_make_valid (text, sqlite3_column_bytes (query, column)) : g_strdup ("");
}

static gboolean
open_database (Reading *self, GBytes *bytes, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  if (sqlite3_open_v2 (":memory:", &self->database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    return fail (self, error);
  sqlite3_limit (self->database, SQLITE_LIMIT_LENGTH, MAX_CELL);
  sqlite3_limit (self->database, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_db_config (self->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_progress_handler (self->database, STEPS_A_TICK, tick, self);
  if (sqlite3_deserialize (self->database, "main", (unsigned char *) data, (sqlite3_int64) size,
                           (sqlite3_int64) size, SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
    return fail (self, error);
  return TRUE;
}

static gboolean
check_version (Reading *self, GError **error)
{
  g_autoptr (Query) sound = prepare (self, "PRAGMA quick_check(1)", error);
  g_autoptr (Query) query = NULL;
  g_autofree char *version = NULL;

  if (!sound)
    return FALSE;
  if (sqlite3_step (sound) != SQLITE_ROW || g_strcmp0 ((char *) sqlite3_column_text (sound, 0), "ok") != 0)
    return fail (self, error);
  query = prepare (self, "SELECT Value FROM SETTINGS WHERE Property = 'version'", error);
  if (!query)
    return FALSE;
  version = sqlite3_step (query) == SQLITE_ROW ? dup_column (query, 0) : g_strdup ("?");
  if (g_str_has_prefix (version, "3"))
    return TRUE;
  g_set_error (error, HU_ERROR, HU_ERROR_VERSION,
               _ ("%s was written by DNA %s; only databases of DNA 3 can be read. DNA 3 converts older ones"),
               self->name, version);
  return FALSE;
}

static gboolean
read_coders (Reading *self, GError **error)
{
  g_autoptr (Query) query = prepare (self, "SELECT ID, Name FROM CODERS", error);
  int status;

  if (!query)
    return FALSE;
  while ((status = sqlite3_step (query)) == SQLITE_ROW)
    g_hash_table_insert (self->coders,
                         g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) sqlite3_column_int64 (query, 0)),
                         dup_column (query, 1));
  return status == SQLITE_DONE || fail (self, error);
}

static gboolean
read_cells (Reading *self, GError **error)
{
  g_autoptr (Query) query = prepare (
      self,
      "SELECT d.StatementId, v.Variable, e.Value FROM DATASHORTTEXT d JOIN VARIABLES v ON v.ID = d.VariableId"
      " JOIN ENTITIES e ON e.ID = d.Entity UNION ALL "
      "SELECT d.StatementId, v.Variable, d.Value FROM DATALONGTEXT d JOIN VARIABLES v ON v.ID = d.VariableId"
      " UNION ALL "
      "SELECT d.StatementId, v.Variable, d.Value FROM DATAINTEGER d JOIN VARIABLES v ON v.ID = d.VariableId"
      " UNION ALL "
      "SELECT d.StatementId, v.Variable, d.Value FROM DATABOOLEAN d JOIN VARIABLES v ON v.ID = d.VariableId",
      error);
  int status;

  if (!query)
    return FALSE;
  while ((status = sqlite3_step (query)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (query, 0);
      GArray *cells = g_hash_table_lookup (self->cells, &id);
      Cell cell = { dup_column (query, 1), dup_column (query, 2) };

      if (!cells)
        {
          cells = g_array_new (FALSE, FALSE, sizeof (Cell));
          g_array_set_clear_func (cells, clear_cell);
          g_hash_table_insert (self->cells, g_memdup2 (&id, sizeof id), cells);
        }
      g_array_append_val (cells, cell);
    }
  return status == SQLITE_DONE || fail (self, error);
}

/* What a statement's variable says; NULL where it says nothing. */
static const char *
get_cell (GArray *cells, const char *variable)
{
  for (guint i = 0; cells && i < cells->len; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);

      if (g_str_equal (cell->variable, variable) && *cell->value)
        return cell->value;
    }
  return NULL;
}

static HuImportedLayer *
ensure_layer (Reading *self, HuImportedDocument *document, gint64 coder)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, coder);
  const char *name = g_hash_table_lookup (self->coders, key);
  g_autofree char *id = hu_import_make_coder_id (name && *name ? name : key);

  for (guint i = 0; i < document->layers->len; i++)
    {
      HuImportedLayer *layer = g_ptr_array_index (document->layers, i);

      if (g_strcmp0 (layer->coder, id) == 0)
        return layer;
    }
  return hu_imported_document_add_layer (document, name && *name ? name : key, name);
}

static gboolean
read_documents (Reading *self, GError **error)
{
  g_autoptr (Query) query = prepare (self, "SELECT ID, Title, Text, Coder FROM DOCUMENTS ORDER BY ID", error);
  int status;

  if (!query)
    return FALSE;
  while ((status = sqlite3_step (query)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (query, 0);
      g_autofree char *title = dup_column (query, 1), *text = dup_column (query, 2);
      g_autofree char *name =
          g_strdup_printf ("%" G_GINT64_FORMAT " %s.txt", id, g_strdelimit (title, "/\\", '-'));
      HuImportedDocument *document = hu_imported_document_new_utf8 (name, text, -1, error);

      if (!document)
        return FALSE;
      hu_import_result_take_document (self->result, document);
      g_hash_table_insert (self->documents, g_memdup2 (&id, sizeof id), document);
      ensure_layer (self, document, sqlite3_column_int64 (query, 3));
    }
  return status == SQLITE_DONE || fail (self, error);
}

static HuValue *
list_of (const char *id)
{
  return hu_value_new_strings (&id, 1);
}

static char *
add_topic (HuImportedLayer *layer, const char *label)
{
  char *id = g_strdup (hu_imported_layer_ensure_code (layer, HU_KIND_TOPIC, label));
  HuRecord *topic = hu_imported_layer_find (layer, HU_KIND_TOPIC, id);
  g_autoptr (HuRecord) proposition = hu_record_with_string (topic, HU_MEMBER_KIND, "statement");

  hu_imported_layer_replace (layer, proposition);
  return id;
}

static void
add_stance (HuImportedLayer *layer,
            const char *foreign,
            const char *claim,
            const char *speaker,
            const char *topic,
            gboolean agrees)
{
  g_autofree char *id = hu_imported_layer_make_id (layer, HU_KIND_STANCE, foreign);
  g_autoptr (HuValue) target = hu_value_new_string (topic);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_STANCE, id, NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_SPEAKER, speaker);
  hu_record_builder_take (&builder, HU_MEMBER_TOWARD, hu_value_object_with (NULL, "topic", target));
  hu_record_builder_set_string (&builder, HU_MEMBER_VALUE,
                                hu_imported_layer_ensure_code (layer, HU_KIND_VALUE,
                                                               agrees ? "Supports" : "Opposes"));
  hu_record_builder_set_string (&builder, HU_MEMBER_CLAIM, claim);
  hu_imported_layer_take (layer, &builder);
}

/* The statement's id, and the variables that have no place of their own. */
static HuValue *
make_fields (GArray *cells, const char *foreign, gboolean keep_agreement)
{
  g_autoptr (HuValue) id = hu_value_new_string (foreign);
  HuValue *fields = hu_value_object_with (NULL, FIELD_ID, id);

  for (guint i = 0; cells && i < cells->len; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);
      g_autoptr (HuValue) before = NULL, value = NULL;

      if (!*cell->value || !*cell->variable || g_str_equal (cell->variable, "person") ||
          g_str_equal (cell->variable, "organization") || g_str_equal (cell->variable, "concept") ||
          (g_str_equal (cell->variable, "agreement") && !keep_agreement))
        continue;
      before = fields;
      value = hu_value_new_string (cell->value);
      fields = hu_value_object_with (before, cell->variable, value);
    }
  return fields;
}

/* Made once for a document: it goes over the whole text. (transfer none) */
static HuOffsets *
get_offsets (Reading *self, HuImportedDocument *document)
{
  HuOffsets *offsets = g_hash_table_lookup (self->offsets, document);

  if (!offsets)
    {
      offsets = hu_offsets_new (document->text, HU_UNIT_UTF16, HU_NEWLINE_AS_IS);
      g_hash_table_insert (self->offsets, document, offsets);
    }
  return offsets;
}

static void
read_statement (Reading *self, Query *query)
{
  gint64 number = sqlite3_column_int64 (query, 0), of = sqlite3_column_int64 (query, 1);
  gint64 start = sqlite3_column_int64 (query, 2), stop = sqlite3_column_int64 (query, 3);
  HuImportedDocument *document = g_hash_table_lookup (self->documents, &of);
  GArray *cells = g_hash_table_lookup (self->cells, &number);
  const char *person = get_cell (cells, "person"), *organisation = get_cell (cells, "organization");
  const char *concept = get_cell (cells, "concept"), *agreement = get_cell (cells, "agreement");
  g_autofree char *foreign = g_strdup_printf ("%" G_GINT64_FORMAT, number), *type = dup_column (query, 5);
  g_autofree char *id = NULL, *speaker = NULL, *organ = NULL, *topic = NULL;
  HuImportedLayer *layer;
  HuRecordBuilder builder;
  HuRange range;

  if (!document || start < 0 || stop < 0 ||
      !hu_offsets_range_from_foreign (get_offsets (self, document), (guint64) start, (guint64) stop, &range))
    {
      hu_import_warn (self->result, 0, _ ("Statement %s doesn’t lie in a document; it is left out"), foreign);
      return;
    }
  layer = ensure_layer (self, document, sqlite3_column_int64 (query, 4));
  id = hu_imported_layer_make_id (layer, HU_KIND_CLAIM, foreign);
  if (person)
    speaker = g_strdup (hu_imported_layer_ensure_speaker (layer, person, "person", TRUE));
  if (organisation)
    organ = g_strdup (hu_imported_layer_ensure_speaker (layer, organisation, "organisation", TRUE));
  if (concept)
    topic = add_topic (layer, concept);
  hu_record_builder_init (&builder, HU_KIND_CLAIM, id, NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_new_range (range.start, range.end));
  if (speaker || organ)
    hu_record_builder_take (&builder, HU_MEMBER_SPEAKERS, list_of (speaker ? speaker : organ));
  if (speaker && organ)
    hu_record_builder_take (&builder, HU_MEMBER_ON_BEHALF_OF, list_of (organ));
  if (topic)
    hu_record_builder_take (&builder, HU_MEMBER_TOPICS, list_of (topic));
  if (*type && !g_str_equal (type, "DNA Statement"))
    hu_record_builder_set_string (&builder, HU_MEMBER_TYPE,
                                  hu_imported_layer_ensure_code (layer, HU_KIND_TYPE, type));
  hu_record_builder_take (&builder, HU_MEMBER_FIELDS,
                          make_fields (cells, foreign, !topic || (!speaker && !organ)));
  hu_imported_layer_take (layer, &builder);
  if (topic && agreement && (speaker || organ))
    add_stance (layer, foreign, id, speaker ? speaker : organ, topic, !g_str_equal (agreement, "0"));
}

static gboolean
read_statements (Reading *self, GError **error)
{
  g_autoptr (Query) query =
      prepare (self,
               "SELECT s.ID, s.DocumentId, s.Start, s.Stop, s.Coder, t.Label FROM STATEMENTS s"
               " LEFT JOIN STATEMENTTYPES t ON t.ID = s.StatementTypeId ORDER BY s.ID",
               error);
  int status;

  if (!query)
    return FALSE;
  while ((status = sqlite3_step (query)) == SQLITE_ROW)
    read_statement (self, query);
  return status == SQLITE_DONE || fail (self, error);
}

static HuGuess
recognise (HuImportSource *source)
{
  GBytes *bytes = hu_import_source_get_bytes (source, NULL);

  return bytes && g_bytes_get_size (bytes) >= 512 &&
                 memcmp (g_bytes_get_data (bytes, NULL), MAGIC, sizeof MAGIC) == 0
             ? HU_GUESS_YES
             : HU_GUESS_NO;
}

static gboolean
read_file (HuImportSource *source, HuImportResult *result, GError **error)
{
  GBytes *bytes = hu_import_source_get_bytes (source, error);
  Reading self = { .result = result, .name = hu_import_source_get_name (source) };
  gboolean read;

  if (!bytes)
    return FALSE;
  if (recognise (source) != HU_GUESS_YES)
    {
      g_set_error (error, HU_ERROR, HU_ERROR_FORMAT, _ ("%s is no SQLite database"), self.name);
      return FALSE;
    }
  self.documents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self.offsets = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) hu_offsets_free);
  self.coders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  read = open_database (&self, bytes, error) && check_version (&self, error) && read_coders (&self, error) &&
         read_cells (&self, error) && read_documents (&self, error) && read_statements (&self, error);
  sqlite3_close (self.database);
  g_hash_table_unref (self.documents);
  g_hash_table_unref (self.offsets);
  g_hash_table_unref (self.coders);
  g_hash_table_unref (self.cells);
  return read;
}

const HuFormat hu_format_dna = {
  .name = "dna",
  .label = N_ ("Discourse Network Analyzer 3"),
  .extensions = { "dna" },
  .omits = N_ ("facts about documents, attributes of entities, links between variables, colors"),
  .holds_many = TRUE,
  .recognise = recognise,
  .read = read_file,
};
