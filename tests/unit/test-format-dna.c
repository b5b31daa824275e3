/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases of DNA 3: what of them becomes what, and that broken ones are refused or read in part. */
#include "hu-error.h"
#include "hu-formats.h"

#include <sqlite3.h>
#include <string.h>

#define TABLES                                                                                               \
  "CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT);"                                            \
  "CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name TEXT);"                                                  \
  "CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER);"                    \
  "CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label TEXT);"                                         \
  "CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);"   \
  "CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER,"             \
  " Start INTEGER, Stop INTEGER, Coder INTEGER);"                                                            \
  "CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT);"                           \
  "CREATE TABLE DATABOOLEAN(StatementId INTEGER, VariableId INTEGER, Value INTEGER);"                        \
  "CREATE TABLE DATAINTEGER(StatementId INTEGER, VariableId INTEGER, Value INTEGER);"                        \
  "CREATE TABLE DATASHORTTEXT(StatementId INTEGER, VariableId INTEGER, Entity INTEGER);"                     \
  "CREATE TABLE DATALONGTEXT(StatementId INTEGER, VariableId INTEGER, Value TEXT);"

#define ROWS                                                                                                 \
  "INSERT INTO CODERS VALUES(1,'Ilse'),(2,'Jon');"                                                           \
  "INSERT INTO DOCUMENTS VALUES(1,'Visit','😀 Voss wants a fee.',1),(2,'Empty','Nothing.',2);"             \
  "INSERT INTO STATEMENTTYPES VALUES(1,'DNA Statement');"                                                    \
  "INSERT INTO VARIABLES VALUES(1,'person','short text',1),(2,'organization','short text',1),"               \
  "(3,'concept','short text',1),(4,'agreement','boolean',1),(5,'note','long text',1);"                       \
  "INSERT INTO STATEMENTS VALUES(7,1,1,3,7,1),(8,1,1,0,2,2),(9,1,1,1,4,1),(10,1,5,0,1,1);"                   \
  "INSERT INTO ENTITIES VALUES(1,1,'Anneke Voss'),(2,2,'Coastal bloc'),(3,3,'A fee'),(4,1,'');"              \
  "INSERT INTO DATASHORTTEXT VALUES(7,1,1),(7,2,2),(7,3,3),(8,1,4),(8,2,2);"                                 \
  "INSERT INTO DATABOOLEAN VALUES(7,4,0);INSERT INTO DATALONGTEXT VALUES(7,5,'Late');"

static GBytes *
make_database (const char *version)
{
  g_autofree char *sql =
      g_strdup_printf ("%s%sINSERT INTO SETTINGS VALUES('version','%s');", TABLES, ROWS, version);
  sqlite3 *database = NULL;
  sqlite3_int64 size = 0;
  unsigned char *data;
  GBytes *bytes;

  g_assert_cmpint (sqlite3_open (":memory:", &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  data = sqlite3_serialize (database, "main", &size, 0);
  bytes = g_bytes_new (data, (gsize) size);
  sqlite3_free (data);
  sqlite3_close (database);
  return bytes;
}

static HuImportResult *
read_bytes (GBytes *bytes, HuImportReport *report, GError **error)
{
  g_autoptr (HuImportSource) source = hu_import_source_new_for_bytes ("net.dna", bytes, NULL);

  return hu_format_read (hu_formats_find ("dna"), source, report, error);
}

static void
test_read (void)
{
  g_autoptr (GBytes) bytes = make_database ("3.0.10");
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HuImportResult) result = read_bytes (bytes, report, &error);
  HuImportedDocument *document;
  HuImportedLayer *layer;
  HuRecord *claim, *stance;
  guint start, end;

  g_assert_no_error (error);
  g_assert_cmpuint (result->documents->len, ==, 2);
  /* One begins within a surrogate pair, one lies in no document. */
  g_assert_cmpuint (hu_import_report_count (report, HU_REMARK_WARNING), ==, 2);
  document = g_ptr_array_index (result->documents, 0);
  g_assert_cmpuint (document->layers->len, ==, 2);
  layer = g_ptr_array_index (document->layers, 0);
  g_assert_cmpstr (layer->coder, ==, "ilse");
  g_assert_cmpuint (layer->snapshot->records[HU_KIND_CLAIM]->len, ==, 1);
  claim = g_ptr_array_index (layer->snapshot->records[HU_KIND_CLAIM], 0);
  g_assert_true (hu_record_get_extent (claim, &start, &end));
  g_assert_cmpuint (start, ==, 2);
  g_assert_cmpuint (end, ==, 6);
  g_assert_cmpstr (hu_record_get_nth (claim, HU_MEMBER_SPEAKERS, 0), ==, "anneke-voss");
  g_assert_cmpstr (hu_record_get_nth (claim, HU_MEMBER_ON_BEHALF_OF, 0), ==, "coastal-bloc");
  g_assert_cmpstr (hu_value_get_member_string (hu_record_get (claim, HU_MEMBER_FIELDS), "dna-statement"), ==,
                   "7");
  g_assert_cmpstr (hu_value_get_member_string (hu_record_get (claim, HU_MEMBER_FIELDS), "note"), ==, "Late");
  stance = g_ptr_array_index (layer->snapshot->records[HU_KIND_STANCE], 0);
  g_assert_cmpstr (hu_record_get_string (stance, HU_MEMBER_VALUE), ==, "opposes");
  layer = g_ptr_array_index (document->layers, 1);
  claim = g_ptr_array_index (layer->snapshot->records[HU_KIND_CLAIM], 0);
  g_assert_cmpstr (hu_record_get_nth (claim, HU_MEMBER_SPEAKERS, 0), ==, "coastal-bloc");
}

static void
test_older (void)
{
  g_autoptr (GBytes) bytes = make_database ("2.0 beta 25");
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (read_bytes (bytes, report, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_VERSION);
}

static void
test_broken (void)
{
  g_autoptr (GBytes) bytes = make_database ("3.0");
  gsize size = g_bytes_get_size (bytes);

  for (gsize length = 0; length < size; length += 509)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, length);
      g_autoptr (HuImportReport) report = hu_import_report_new ();
      g_autoptr (GError) error = NULL;

      g_assert_null (read_bytes (part, report, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/format-dna/read", test_read);
  g_test_add_func ("/format-dna/older", test_older);
  g_test_add_func ("/format-dna/broken", test_broken);
  return g_test_run ();
}
