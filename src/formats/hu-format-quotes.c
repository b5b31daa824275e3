/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain quotes: a table of document, quote and what is said of it; imported by finding the quotes in the
 * documents.
 *
 * Columns: document (a file beside the table), quote, kind (claim, speaker, stance, memo; claim where it
 * isn't there), label (a claim's type, a stance's value, a memo's text), speakers, topics, note, coder. Only
 * document and quote are needed, in any order; several speakers or topics have "; " between them. Other
 * columns are told and left out.
 *
 * A quote is looked for as it stands, then with any white space for white space, then with capitals ignored.
 * Of several places the first one is taken that no earlier row of the same kind has, and it is said. What
 * isn't found becomes a tag without a place, which a person can set in the window.
 */
#include "config.h"

#include "hu-csv.h"
#include "hu-delimited.h"
#include "hu-error.h"
#include "hu-formats.h"
#include "hu-table-cells.h"

#include <glib/gi18n-lib.h>
#include <string.h>

extern const HuFormat hu_format_quotes;

typedef enum
{
  COLUMN_DOCUMENT,
  COLUMN_QUOTE,
  COLUMN_KIND,
  COLUMN_LABEL,
  COLUMN_SPEAKERS,
  COLUMN_TOPICS,
  COLUMN_NOTE,
  COLUMN_CODER,
  N_COLUMNS
} Column;

static const char *const names[N_COLUMNS] = {
  "document", "quote", "kind", "label", "speakers", "topics", "note", "coder",
};

static const struct
{
  const char *name;
  HuKind kind;
} kinds[] = {
  { "claim", HU_KIND_CLAIM },
  { "speaker", HU_KIND_MENTION },
  { "stance", HU_KIND_STANCE },
  { "memo", HU_KIND_MEMO },
};

/* Writing. */

static void
append_cell (GString *out, const char *cell, gboolean last)
{
  g_string_append_c (out, '"');
  for (; *cell; cell++)
    {
      if (*cell == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *cell);
    }
  g_string_append (out, last ? "\"\r\n" : "\",");
}

static void
fill_cell (HuExportDocument *document, guint kind, HuRecord *record, Column column, GString *cell)
{
  const char *topic = hu_value_get_member_string (hu_record_get (record, HU_MEMBER_TOWARD), "topic");
  HuValue *label = hu_record_get (record, kinds[kind].kind == HU_KIND_CLAIM    ? HU_MEMBER_TYPE
                                          : kinds[kind].kind == HU_KIND_STANCE ? HU_MEMBER_VALUE
                                                                               : HU_MEMBER_TEXT);
  HuValue *speakers = hu_record_get (record, HU_MEMBER_SPEAKERS);

  g_string_truncate (cell, 0);
  if (column == COLUMN_DOCUMENT)
    g_string_append (cell, document->name);
  else if (column == COLUMN_QUOTE)
    hu_cell_append_quote (cell, document, hu_record_get (record, HU_MEMBER_PASSAGE));
  else if (column == COLUMN_KIND)
    g_string_append (cell, kinds[kind].name);
  else if (column == COLUMN_LABEL && kinds[kind].kind == HU_KIND_MEMO)
    hu_cell_append_value (cell, label);
  else if (column == COLUMN_LABEL)
    hu_cell_append_labels (cell, document, kinds[kind].kind == HU_KIND_CLAIM ? HU_KIND_TYPE : HU_KIND_VALUE,
                           label);
  else if (column == COLUMN_SPEAKERS)
    hu_cell_append_labels (cell, document, HU_KIND_SPEAKER,
                           speakers ? speakers : hu_record_get (record, HU_MEMBER_SPEAKER));
  else if (column == COLUMN_TOPICS && topic)
    {
      g_autofree char *name = hu_export_document_dup_label (document, HU_KIND_TOPIC, topic);

      g_string_append (cell, name);
    }
  else if (column == COLUMN_TOPICS)
    hu_cell_append_labels (cell, document, HU_KIND_TOPIC, hu_record_get (record, HU_MEMBER_TOPICS));
  else if (column == COLUMN_NOTE)
    hu_cell_append_value (cell, hu_record_get (record, HU_MEMBER_NOTE));
  else if (column == COLUMN_CODER)
    hu_cell_append_coder (cell, document);
  hu_export_show_nul (cell);
}

/* What a row needs: words. */
static gboolean
has_row (HuRecord *record)
{
  guint start, end;

  return hu_record_get_extent (record, &start, &end);
}

static gboolean
write_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  GString *out = g_string_new (NULL);

  for (guint column = 0; column < N_COLUMNS; column++)
    append_cell (out, names[column], column + 1 == N_COLUMNS);
  for (guint i = 0; i < documents->len; i++)
    for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
      {
        HuExportDocument *document = g_ptr_array_index (documents, i);
        GPtrArray *records = document->snapshot->records[kinds[kind].kind];

        for (guint j = 0; j < records->len; j++)
          for (guint column = 0; has_row (g_ptr_array_index (records, j)) && column < N_COLUMNS; column++)
            {
              fill_cell (document, kind, g_ptr_array_index (records, j), column, cell);
              append_cell (out, cell->str, column + 1 == N_COLUMNS);
            }
      }
  hu_file_set_take (files, ".csv", HU_FILE_OF_LAYER, g_string_free_to_bytes (out));
  return TRUE;
}

/* By the reader of foreign tables. */
static gboolean
verify_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  gsize length;
  const char *table = g_bytes_get_data (hu_file_set_get_bytes (files, 0), &length);
  g_autoptr (HuCsv) csv = hu_csv_new (table, length);
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean good = hu_csv_next (csv);

  for (guint i = 0; good && i < documents->len; i++)
    for (guint kind = 0; good && kind < G_N_ELEMENTS (kinds); kind++)
      {
        HuExportDocument *document = g_ptr_array_index (documents, i);
        GPtrArray *records = document->snapshot->records[kinds[kind].kind];

        for (guint j = 0; good && j < records->len; j++)
          {
            HuRecord *record = g_ptr_array_index (records, j);

            if (!has_row (record))
              continue;
            good = hu_csv_next (csv) && hu_csv_get_n_cells (csv) == N_COLUMNS;
            for (guint column = 0; good && column < N_COLUMNS; column++)
              {
                fill_cell (document, kind, record, column, cell);
                good = g_str_equal (cell->str, hu_csv_get_cell (csv, column));
              }
          }
      }
  if (good && !hu_csv_next (csv))
    return TRUE;
  g_set_error (error, HU_ERROR, HU_ERROR_VERIFY, _ ("line %u: what was written does not read back equal"),
               hu_csv_get_line (csv));
  return FALSE;
}

/* Reading. */

static HuGuess
recognise (HuImportSource *source)
{
  gsize length;
  const char *utf8 = hu_import_source_get_utf8 (source, &length, NULL);
  g_autoptr (HuCsv) csv = utf8 ? hu_csv_new (utf8, length) : NULL;

  if (!csv || !hu_csv_next (csv))
    return HU_GUESS_NO;
  return hu_csv_find (csv, "document") >= 0 && hu_csv_find (csv, "quote") >= 0 ? HU_GUESS_YES : HU_GUESS_NO;
}

typedef struct
{
  HuImportSource *source;
  HuImportResult *result;
  HuCsv *csv;
  int columns[N_COLUMNS];
  GHashTable *documents; /* by name: HuImportedDocument, or NULL for one that isn't there */
  GHashTable *taken;     /* places that rows have: "layer kind start end" */
  guint n_rows;
} Reading;

static const char *
get_cell (Reading *self, Column column)
{
  return self->columns[column] >= 0 ? hu_csv_get_cell (self->csv, (guint) self->columns[column]) : "";
}

/* (transfer none) (nullable) */
static HuImportedDocument *
find_document (Reading *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  gpointer found;
  HuImportedDocument *document;

  if (g_hash_table_lookup_extended (self->documents, name, NULL, &found))
    return found;
  document = hu_imported_document_new_beside (self->source, name, NULL, &error);
  g_hash_table_insert (self->documents, g_strdup (name), document);
  if (document)
    hu_import_result_take_document (self->result, document);
  else
    hu_import_warn (self->result, hu_csv_get_line (self->csv),
                    _ ("%s can’t be read, its rows are left out: %s"), name, error->message);
  return document;
}

static HuImportedLayer *
find_layer (HuImportedDocument *document, const char *coder)
{
  g_autofree char *id = *coder ? hu_import_make_coder_id (coder) : NULL;

  for (guint i = 0; i < document->layers->len; i++)
    {
      HuImportedLayer *layer = g_ptr_array_index (document->layers, i);

      if (g_strcmp0 (layer->coder, id) == 0)
        return layer;
    }
  return hu_imported_document_add_layer (document, *coder ? coder : NULL, NULL);
}

/* The quote as an expression: any white space for white space. (transfer full) (nullable) */
static GRegex *
make_regex (const char *quote, GRegexCompileFlags flags)
{
  g_auto (GStrv) words = g_regex_split_simple ("\\s+", quote, 0, 0);
  g_autoptr (GString) pattern = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    {
      g_autofree char *word = g_regex_escape_string (words[i], -1);

      if (*word)
        g_string_append_printf (pattern, "%s%s", pattern->len > 0 ? "\\s+" : "", word);
    }
  return pattern->len > 0 ? g_regex_new (pattern->str, flags | G_REGEX_OPTIMIZE, 0, NULL) : NULL;
}

/* The first match that no other row has; @n_matches: (out): how many there are in all. */
static gboolean
find_free (Reading *self, HuText *text, GRegex *regex, const char *prefix, HuRange *range, guint *n_matches)
{
  gsize length;
  const char *utf8 = hu_text_get_utf8 (text, &length);
  g_autoptr (GMatchInfo) match = NULL;
  gboolean found = FALSE;

  *n_matches = 0;
  g_regex_match_full (regex, utf8, (gssize) length, 0, 0, &match, NULL);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      int start, end;
      HuRange place;
      g_autofree char *key = NULL;

      g_match_info_fetch_pos (match, 0, &start, &end);
      place = (HuRange){ hu_text_byte_to_offset (text, (gsize) start),
                         hu_text_byte_to_offset (text, (gsize) end) };
      key = g_strdup_printf ("%s %u %u", prefix, place.start, place.end);
      (*n_matches)++;
      if (found || g_hash_table_contains (self->taken, key))
        continue;
      *range = place;
      found = g_hash_table_add (self->taken, g_steal_pointer (&key));
    }
  return found;
}

/* (transfer full) */
static HuValue *
find_span (Reading *self, HuImportedLayer *layer, HuKind kind, const char *quote)
{
  static const GRegexCompileFlags flags[] = { 0, G_REGEX_CASELESS };
  static const char *const keys[] = { "anchor", "quote" };
  g_autofree char *prefix = g_strdup_printf ("%p %u", (gpointer) layer, kind);
  guint line = hu_csv_get_line (self->csv), n_matches;
  HuRange range = { 0, 0 };
  HuSpan span = { .lost = TRUE };
  HuValue *passage;

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GRegex) regex = make_regex (quote, flags[i]);

      if (!regex || !find_free (self, layer->document->text, regex, prefix, &range, &n_matches))
        continue;
      if (n_matches > 1)
        hu_import_note (self->result, line,
                        ngettext ("The quote stands %u time in the text; the first free place is taken",
                                  "The quote stands %u times in the text; the first free place is taken",
                                  n_matches),
                        n_matches);
      return hu_value_new_range (range.start, range.end);
    }
  hu_import_warn (self->result, line, _ ("The quote isn’t in the text; the tag has no place yet"));
  span.rest =
      hu_value_new_object_take (keys,
                                (HuValue *[]){ hu_value_new_string ("lost"), hu_value_new_string (quote) },
                                2);
  passage = hu_value_new_passage (&span, 1);
  hu_value_unref (span.rest);
  return passage;
}

/* The ids of names with ";" between them. (transfer full) (nullable) */
static HuValue *
make_ids (HuImportedLayer *layer, HuKind kind, const char *cell)
{
  g_auto (GStrv) labels = g_strsplit (cell, ";", -1);
  HuValue *ids = NULL;

  for (guint i = 0; labels[i]; i++)
    {
      const char *label = g_strstrip (labels[i]);
      g_autoptr (HuValue) before = NULL;

      if (!*label)
        continue;
      before = ids;
      ids =
          hu_value_list_with_string (before, kind == HU_KIND_SPEAKER
                                                 ? hu_imported_layer_ensure_speaker (layer, label, NULL, TRUE)
                                                 : hu_imported_layer_ensure_code (layer, kind, label));
    }
  return ids;
}

static void
set_stance (HuImportedLayer *layer, HuRecordBuilder *builder, const char *speakers, const char *topics)
{
  g_autoptr (HuValue) holders = make_ids (layer, HU_KIND_SPEAKER, speakers);
  g_autoptr (HuValue) targets = make_ids (layer, HU_KIND_TOPIC, topics);
  HuValue *topic = hu_value_get_item (targets, 0);

  if (holders)
    hu_record_builder_set_string (builder, HU_MEMBER_SPEAKER, hu_value_get_item_string (holders, 0));
  if (topic)
    hu_record_builder_take (builder, HU_MEMBER_TOWARD, hu_value_object_with (NULL, "topic", topic));
}

static HuKind
get_kind (Reading *self)
{
  const char *kind = get_cell (self, COLUMN_KIND);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (kind, kinds[i].name) == 0)
      return kinds[i].kind;
  if (*kind)
    hu_import_note (self->result, hu_csv_get_line (self->csv),
                    _ ("“%s” is no kind of tag; it is taken for a claim"), kind);
  return HU_KIND_CLAIM;
}

static void
read_row (Reading *self, HuImportedLayer *layer)
{
  const char *label = get_cell (self, COLUMN_LABEL), *note = get_cell (self, COLUMN_NOTE);
  const char *speakers = get_cell (self, COLUMN_SPEAKERS), *topics = get_cell (self, COLUMN_TOPICS);
  HuKind kind = get_kind (self);
  g_autofree char *foreign = g_strdup_printf ("%u", ++self->n_rows);
  g_autofree char *id = hu_imported_layer_make_id (layer, kind, foreign);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, kind, id, NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE,
                          find_span (self, layer, kind, get_cell (self, COLUMN_QUOTE)));
  if (kind == HU_KIND_MEMO)
    hu_record_builder_set_string (&builder, HU_MEMBER_TEXT, label);
  else if (*label && kind == HU_KIND_CLAIM)
    hu_record_builder_set_string (&builder, HU_MEMBER_TYPE,
                                  hu_imported_layer_ensure_code (layer, HU_KIND_TYPE, label));
  else if (*label && kind == HU_KIND_STANCE)
    hu_record_builder_set_string (&builder, HU_MEMBER_VALUE,
                                  hu_imported_layer_ensure_code (layer, HU_KIND_VALUE, label));
  if (kind == HU_KIND_STANCE)
    set_stance (layer, &builder, speakers, topics);
  else if (kind != HU_KIND_MEMO)
    hu_record_builder_take (&builder, HU_MEMBER_SPEAKERS, make_ids (layer, HU_KIND_SPEAKER, speakers));
  if (kind == HU_KIND_CLAIM)
    hu_record_builder_take (&builder, HU_MEMBER_TOPICS, make_ids (layer, HU_KIND_TOPIC, topics));
  if (*note)
    hu_record_builder_set_string (&builder, HU_MEMBER_NOTE, note);
  hu_imported_layer_take (layer, &builder);
}

/* Finds the columns in the first row; what isn't ours is told. */
static gboolean
read_header (Reading *self, GError **error)
{
  const char *name = hu_import_source_get_name (self->source);

  if (hu_csv_next (self->csv))
    for (guint i = 0; i < N_COLUMNS; i++)
      self->columns[i] = hu_csv_find (self->csv, names[i]);
  if (hu_csv_get_line (self->csv) == 0 || self->columns[COLUMN_DOCUMENT] < 0 ||
      self->columns[COLUMN_QUOTE] < 0)
    {
      g_set_error (error, HU_ERROR, HU_ERROR_FORMAT, _ ("%s: there are no columns “document” and “quote”"),
                   name);
      return FALSE;
    }
  for (guint i = 0; i < hu_csv_get_n_cells (self->csv); i++)
    {
      gboolean known = FALSE;

      for (guint column = 0; column < N_COLUMNS; column++)
        known |= self->columns[column] == (int) i;
      if (!known)
        hu_import_note (self->result, 1, _ ("The column “%s” is left out"), hu_csv_get_cell (self->csv, i));
    }
  return TRUE;
}

static gboolean
read_table (HuImportSource *source, HuImportResult *result, GError **error)
{
  gsize length;
  const char *utf8 = hu_import_source_get_utf8 (source, &length, error);
  g_autoptr (HuCsv) csv = utf8 ? hu_csv_new (utf8, length) : NULL;
  g_autoptr (GHashTable) documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading self = { source, result, csv, { 0 }, documents, taken, 0 };

  if (!csv || !read_header (&self, error))
    return FALSE;
  while (hu_csv_next (csv))
    {
      const char *name = get_cell (&self, COLUMN_DOCUMENT);
      HuImportedDocument *document;

      if (!*name || strchr (name, '/') || !*get_cell (&self, COLUMN_QUOTE))
        {
          hu_import_warn (result, hu_csv_get_line (csv), _ ("The row names no document, or has no quote"));
          continue;
        }
      document = find_document (&self, name);
      if (document)
        read_row (&self, find_layer (document, get_cell (&self, COLUMN_CODER)));
    }
  if (result->documents->len > 0)
    return TRUE;
  g_set_error (error, HU_ERROR, HU_ERROR_FORMAT, _ ("%s: none of its documents is beside it"),
               hu_import_source_get_name (source));
  return FALSE;
}

const HuFormat hu_format_quotes = {
  .name = "quotes",
  .label = N_ ("Plain quotes (CSV): document, quote, labels"),
  .extensions = { "csv", "tsv" },
  .omits = N_ ("the text and its offsets; all of a tag but its words, type or value, speakers, topics and "
               "note; where passages of several spans are"),
  .holds_many = TRUE,
  .flags = HU_FORMAT_WITHOUT_TEXT,
  .write = write_documents,
  .verify = verify_documents,
  .recognise = recognise,
  .read = read_table,
};
