/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading WebAnno TSV 3.
 *
 * Lines are read first: the layers and their columns, the sentences, which make the text, and the tokens.
 * Then the columns: values of one number, over any tokens, are one annotation; relations name the numbers of
 * both their ends, or the tokens where these have none.
 */
#include "config.h"

#include "hu-webanno.h"

#include "hu-error.h"
#include "hu-json-lines.h"
#include "hu-offsets.h"
#include "hu-uima.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SLOT "ROLE_"

/* In a text, a backslash before any other letter is one. (transfer full) */
static char *
unescape (const char *string, gsize length, gboolean special)
{
  static const char from[] = "\\tnrfb", to[] = "\\\t\n\r\f\b";
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      const char *found = string[i] == '\\' && i + 1 < length ? strchr (from, string[i + 1]) : NULL;

      if (found)
        g_string_append_c (out, to[found - from]);
      else if (special && string[i] == '\\' && i + 1 < length)
        g_string_append_c (out, string[i + 1]);
      else
        {
          g_string_append_c (out, string[i]);
          continue;
        }
      i++;
    }
  return g_string_free (out, FALSE);
}

/* The first of @letters that no backslash stands before, from @at on; @end where there is none. */
static const char *
find_plain (const char *at, const char *end, char letter)
{
  for (; at < end && *at != letter; at++)
    if (*at == '\\' && at + 1 < end)
      at++;
  return at;
}

typedef enum
{
  LAYER_SPANS,
  LAYER_RELATIONS,
  LAYER_CHAINS,
} LayerKind;

/* A layer of the file's header: the columns that it has. */
typedef struct
{
  LayerKind kind;
  char *type;
  char **features; /* one for each column; "" where the layer has none */
  guint n_columns;
  guint column; /* the first, from 0 */
  char *base;   /* of relations: the type of what they relate (nullable) */
} Layer;

/* A token, or a part of one. */
typedef struct
{
  guint line;
  char **fields;
  guint64 start;
  guint64 end;
} Row;

/* An annotation in the making: the rows of one number, or of one alone. */
typedef struct
{
  const Layer *layer;
  char *key;
  guint line;
  guint64 start;
  guint64 end;
  HuValue *features; /* (nullable) */
} Annotation;

typedef struct
{
  HuImportResult *result;
  GPtrArray *layers;      /* Layer */
  GPtrArray *rows;        /* Row */
  GPtrArray *annotations; /* Annotation */
  GHashTable *by_key;
  guint n_columns;
  GString *text;
  guint64 units;     /* of the text, UTF-16 */
  GString *sentence; /* not yet in the text; NULL: none */
  gsize room;        /* how long the text may become */
  HuUimaReader *reader;
} Reader;

static void
layer_free (gpointer data)
{
  Layer *self = data;

  g_free (self->type);
  g_strfreev (self->features);
  g_free (self->base);
  g_free (self);
}

static void
row_free (gpointer data)
{
  Row *self = data;

  g_strfreev (self->fields);
  g_free (self);
}

static void
annotation_free (gpointer data)
{
  Annotation *self = data;

  g_free (self->key);
  g_clear_pointer (&self->features, hu_value_unref);
  g_free (self);
}

static guint64
count_units (const char *utf8)
{
  guint64 n = 0;

  for (; *utf8; utf8 = g_utf8_next_char (utf8))
    n += g_utf8_get_char (utf8) > 0xffff ? 2 : 1;
  return n;
}

static void
read_layer (Reader *self, LayerKind kind, const char *definition)
{
  g_auto (GStrv) parts = g_strsplit (definition, "|", 0);
  Layer *layer = g_new0 (Layer, 1);
  guint n = g_strv_length (parts);

  layer->kind = kind;
  layer->type = g_strdup (n > 0 ? parts[0] : "");
  layer->features = n > 1 ? g_strdupv (parts + 1) : g_strsplit ("|", "|", 1);
  layer->n_columns = MAX (n, 2) - 1;
  layer->column = self->n_columns;
  if (kind == LAYER_RELATIONS && n > 1 && g_str_has_prefix (parts[n - 1], HU_WEBANNO_BASE))
    layer->base = g_strdup (parts[n - 1] + strlen (HU_WEBANNO_BASE));
  self->n_columns += layer->n_columns;
  g_ptr_array_add (self->layers, layer);
}

/* Puts the sentence into the text where its first token says; what stands between sentences isn't in the
 * file. FALSE where it can't be there. */
static gboolean
place_sentence (Reader *self, guint64 start, const char *words)
{
  g_autofree char *sentence = g_string_free (g_steal_pointer (&self->sentence), FALSE);
  guint64 begin = start;

  if (!g_str_has_prefix (sentence, words))
    for (const char *at = sentence; begin > 0 && g_unichar_isspace (g_utf8_get_char (at));
         at = g_utf8_next_char (at))
      begin--;
  if (begin < self->units || begin - self->units > self->room)
    return FALSE;
  for (; self->units < begin; self->units++)
    g_string_append_c (self->text, self->units + 1 == begin ? '\n' : ' ');
  g_string_append (self->text, sentence);
  self->units += count_units (sentence);
  return TRUE;
}

/* "12-17", from 0. */
static gboolean
read_places (const char *field, guint64 *start, guint64 *end)
{
  char *after;

  if (!g_ascii_isdigit (*field))
    return FALSE;
  *start = g_ascii_strtoull (field, &after, 10);
  if (*after != '-' || !g_ascii_isdigit (after[1]))
    return FALSE;
  *end = g_ascii_strtoull (after + 1, &after, 10);
  return *after == '\0' && *start < *end;
}

static void
read_row (Reader *self, guint line, const char *letters)
{
  g_auto (GStrv) fields = g_strsplit (letters, "\t", 0);
  guint n = g_strv_length (fields);
  guint64 start, end;
  g_autofree char *words = n > 2 ? unescape (fields[2], strlen (fields[2]), FALSE) : NULL;
  Row *row;

  if (n < 3 + self->n_columns || !read_places (fields[1], &start, &end))
    {
      hu_import_warn (self->result, line, _ ("The line is no token with its columns; it is left out"));
      return;
    }
  if (self->sentence && !place_sentence (self, start, words))
    hu_import_warn (self->result, line, _ ("The sentence has no place in the text; it is left out"));
  row = g_new0 (Row, 1);
  row->line = line;
  row->fields = g_steal_pointer (&fields);
  row->start = start;
  row->end = end;
  g_ptr_array_add (self->rows, row);
}

static void
read_line (Reader *self, guint line, const char *letters)
{
  static const struct
  {
    const char *prefix;
    LayerKind kind;
  } headers[] = {
    { "#T_SP=", LAYER_SPANS },
    { "#T_RL=", LAYER_RELATIONS },
    { "#T_CH=", LAYER_CHAINS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    if (g_str_has_prefix (letters, headers[i].prefix))
      {
        if (self->rows->len == 0)
          read_layer (self, headers[i].kind, letters + strlen (headers[i].prefix));
        return;
      }
  if (g_str_has_prefix (letters, HU_WEBANNO_TEXT))
    {
      const char *escaped = letters + strlen (HU_WEBANNO_TEXT);
      g_autofree char *text = unescape (escaped, strlen (escaped), FALSE);

      /* A sentence of several lines had several of these before it had escapes. */
      if (self->sentence)
        g_string_append_printf (self->sentence, "\n%s", text);
      else
        self->sentence = g_string_new (text);
    }
  else if (*letters && *letters != '#')
    read_row (self, line, letters);
}

/* The values that are stacked in a column. (transfer full) (element-type utf8) */
static GPtrArray *
split_stack (const char *field)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  const char *end = field + strlen (field);

  for (const char *at = field; at <= end;)
    {
      const char *bar = find_plain (at, end, '|');

      g_ptr_array_add (values, g_strndup (at, (gsize) (bar - at)));
      at = bar + 1;
    }
  return values;
}

/* Cuts "[3]" off the end of a value. @number: (out): "" where there is none. */
static void
cut_number (char *value, const char **number)
{
  char *end = value + strlen (value);
  char *bracket = (char *) find_plain (value, end, '[');

  *number = "";
  if (bracket == end || end[-1] != ']')
    return;
  *bracket = '\0';
  end[-1] = '\0';
  *number = bracket + 1;
}

/* (transfer full) */
static char *
make_key (const char *type, const char *number, const char *address)
{
  return *number && !g_str_equal (number, "0") ? g_strdup_printf ("%s:%s", type, number)
                                               : g_strdup_printf ("%s@%s", type, address);
}

/* The items of a list, as dup_feature() joins them. (transfer full) (nullable) */
static HuValue *
split_list (const char *value)
{
  const char *end = value + strlen (value);
  HuValue *list = NULL;

  for (const char *at = value; at < end;)
    {
      const char *stop = find_plain (at, end, ';');
      g_autofree char *item = unescape (at, (gsize) (stop - at), TRUE);
      g_autoptr (HuValue) before = list;

      list = hu_value_list_with_string (before, item);
      at = stop + 1 < end && stop[1] == ' ' ? stop + 2 : stop + 1;
    }
  return list;
}

static void
take_feature (Annotation *self, const char *name, const char *escaped)
{
  g_autofree char *string = unescape (escaped, strlen (escaped), TRUE);
  g_autoptr (HuValue) before = NULL, value = NULL;

  if (!*name || g_str_equal (escaped, "*") || !*string || hu_value_get_member (self->features, name))
    return;
  value = g_str_equal (self->layer->type, HU_WEBANNO_TAG) && hu_uima_is_list_feature (name)
              ? split_list (string)
              : hu_value_new_string (string);
  before = g_steal_pointer (&self->features);
  self->features = hu_value_object_with (before, name, value);
}

/* (transfer none) */
static Annotation *
ensure_annotation (Reader *self, const Layer *layer, const Row *row, const char *number)
{
  g_autofree char *key = make_key (layer->type, number, row->fields[0]);
  Annotation *annotation = g_hash_table_lookup (self->by_key, key);

  if (annotation)
    {
      annotation->start = MIN (annotation->start, row->start);
      annotation->end = MAX (annotation->end, row->end);
      return annotation;
    }
  annotation = g_new0 (Annotation, 1);
  annotation->layer = layer;
  annotation->key = g_steal_pointer (&key);
  annotation->line = row->line;
  annotation->start = row->start;
  annotation->end = row->end;
  g_ptr_array_add (self->annotations, annotation);
  g_hash_table_insert (self->by_key, annotation->key, annotation);
  return annotation;
}

static void
read_spans (Reader *self, const Layer *layer, const Row *row)
{
  for (guint i = 0; i < layer->n_columns; i++)
    {
      const char *field = row->fields[3 + layer->column + i], *name = layer->features[i];
      g_autoptr (GPtrArray) values = g_str_equal (field, "_") ? NULL : split_stack (field);

      if (g_str_has_prefix (name, SLOT))
        {
          if (values)
            hu_uima_reader_leave_out (self->reader, name + strlen (SLOT));
          i++;
          continue;
        }
      for (guint j = 0; values && j < values->len; j++)
        {
          char *value = g_ptr_array_index (values, j);
          const char *number;

          cut_number (value, &number);
          take_feature (ensure_annotation (self, layer, row, number), name, value);
        }
    }
}

/* One relation: "1-3[4_5]" is its governor's place and both their numbers. */
static void
relate (Reader *self, const Layer *layer, const Row *row, const char *label, char *place)
{
  g_autofree char *name = label ? unescape (label, strlen (label), TRUE) : NULL;
  g_auto (GStrv) numbers = NULL;
  g_autofree char *from = NULL, *to = NULL;
  const char *number;

  cut_number (place, &number);
  numbers = g_strsplit (number, "_", 2);
  from = make_key (layer->base ? layer->base : "", numbers[0] ? numbers[0] : "", place);
  to = make_key (layer->base ? layer->base : "", numbers[0] && numbers[1] ? numbers[1] : "", row->fields[0]);
  hu_uima_reader_relate_as (self->reader, layer->type, from, to,
                            name && !g_str_equal (label, "*") ? name : NULL);
}

static void
read_relations (Reader *self, const Layer *layer, const Row *row)
{
  const char *field = row->fields[3 + layer->column + layer->n_columns - 1];
  g_autoptr (GPtrArray) places = g_str_equal (field, "_") ? NULL : split_stack (field);
  g_autoptr (GPtrArray) labels =
      layer->n_columns > 1 ? split_stack (row->fields[3 + layer->column]) : g_ptr_array_new ();

  for (guint i = 0; places && i < places->len; i++)
    relate (self, layer, row, i < labels->len ? g_ptr_array_index (labels, i) : NULL,
            g_ptr_array_index (places, i));
}

static void
read_columns (Reader *self, LayerKind kind)
{
  for (guint i = 0; i < self->rows->len; i++)
    for (guint j = 0; j < self->layers->len; j++)
      {
        const Row *row = g_ptr_array_index (self->rows, i);
        const Layer *layer = g_ptr_array_index (self->layers, j);

        if (layer->kind != kind)
          continue;
        if (kind == LAYER_SPANS)
          read_spans (self, layer, row);
        else if (kind == LAYER_RELATIONS)
          read_relations (self, layer, row);
        else if (!g_str_equal (row->fields[3 + layer->column], "_"))
          hu_uima_reader_leave_out (self->reader, layer->type);
      }
}

static void
add_annotations (Reader *self, HuOffsets *offsets)
{
  for (guint i = 0; i < self->annotations->len; i++)
    {
      Annotation *annotation = g_ptr_array_index (self->annotations, i);
      const char *name = hu_value_get_member_string (annotation->features, HU_WEBANNO_ROLE);
      HuRange range;
      HuRole role;

      if (!hu_offsets_range_from_foreign (offsets, annotation->start, annotation->end, &range))
        hu_import_warn (self->result, annotation->line, _ ("A span doesn’t lie in the text; it is left out"));
      else if (g_str_equal (annotation->layer->type, HU_WEBANNO_TAG) && name &&
               hu_uima_role_from_name (name, &role))
        hu_uima_reader_add (self->reader, annotation->key, role, range, annotation->features);
      else
        hu_uima_reader_add_as (self->reader, annotation->layer->type, annotation->key, range,
                               annotation->features);
    }
}

/* "visit.@ilse.tsv" is of visit.txt. (transfer full) */
static HuValue *
make_facts (HuImportSource *source)
{
  g_autofree char *stem = hu_import_source_dup_stem (source);
  char *coder = g_strrstr (stem, ".@");
  g_autofree char *file = NULL;
  HuValue *values[2];

  if (coder && coder > stem && coder[2])
    {
      *coder = '\0';
      coder += 2;
    }
  else
    coder = NULL;
  file = g_strconcat (stem, ".txt", NULL);
  values[0] = hu_value_new_string (file);
  values[1] = coder ? hu_value_new_string (coder) : NULL;
  return hu_value_new_object_take ((const char *[]){ "file", "coder" }, values, coder ? 2 : 1);
}

static void
make_tags (Reader *self, HuImportSource *source)
{
  g_autoptr (HuValue) facts = make_facts (source);
  g_autoptr (HuValue) text = hu_value_new_string_len (self->text->str, self->text->len);
  HuImportedLayer *layer = hu_json_lines_add_document (source, self->result, 0, text, facts,
                                                       hu_value_get_member_string (facts, "coder"));
  g_autoptr (HuOffsets) offsets =
      layer ? hu_offsets_new (layer->document->text, HU_UNIT_UTF16, HU_NEWLINE_AS_IS) : NULL;

  if (!layer)
    return;
  self->reader = hu_uima_reader_new (layer, self->result);
  read_columns (self, LAYER_SPANS);
  add_annotations (self, offsets);
  read_columns (self, LAYER_RELATIONS);
  read_columns (self, LAYER_CHAINS);
  hu_uima_reader_finish (self->reader);
  hu_uima_reader_free (self->reader);
}

static void
read_lines (Reader *self, const char *utf8, gsize length)
{
  const char *end = utf8 + length;
  guint line = 1;

  for (const char *at = utf8; at < end; line++)
    {
      const char *newline = memchr (at, '\n', (gsize) (end - at));
      gsize n = (gsize) ((newline ? newline : end) - at);
      g_autofree char *letters = g_strndup (at, n > 0 && at[n - 1] == '\r' ? n - 1 : n);

      read_line (self, line, letters);
      at += n + 1;
    }
}

static gboolean
is_webanno (const char *utf8, gsize length)
{
  return length >= strlen (HU_WEBANNO_FORMAT) &&
         memcmp (utf8, HU_WEBANNO_FORMAT, strlen (HU_WEBANNO_FORMAT)) == 0;
}

HuGuess
hu_webanno_recognise (HuImportSource *source)
{
  gsize length;
  const char *utf8 = hu_import_source_get_utf8 (source, &length, NULL);

  return utf8 && is_webanno (utf8, length) ? HU_GUESS_YES : HU_GUESS_NO;
}

gboolean
hu_webanno_read (HuImportSource *source, HuImportResult *result, GError **error)
{
  gsize length;
  const char *utf8 = hu_import_source_get_utf8 (source, &length, error);
  Reader reader = { .result = result, .room = length };

  if (!utf8)
    return FALSE;
  reader.layers = g_ptr_array_new_with_free_func (layer_free);
  reader.rows = g_ptr_array_new_with_free_func (row_free);
  reader.annotations = g_ptr_array_new_with_free_func (annotation_free);
  reader.by_key = g_hash_table_new (g_str_hash, g_str_equal);
  reader.text = g_string_new (NULL);
  if (is_webanno (utf8, length))
    {
      read_lines (&reader, utf8, length);
      make_tags (&reader, source);
    }
  g_ptr_array_unref (reader.layers);
  g_ptr_array_unref (reader.rows);
  g_hash_table_unref (reader.by_key);
  g_ptr_array_unref (reader.annotations);
  g_string_free (reader.text, TRUE);
  if (reader.sentence)
    g_string_free (reader.sentence, TRUE);
  if (result->documents->len > 0)
    return TRUE;
  g_set_error (error, HU_ERROR, HU_ERROR_FORMAT, _ ("%s: there is no document in it"),
               hu_import_source_get_name (source));
  return FALSE;
}
