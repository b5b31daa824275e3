/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UIMA CAS JSON 0.4, as INCEpTION reads and writes it: one layer a file, with its text and type system.
 *
 * Tags are annotations of types of our own (webanno.custom.Claim, Mention, Stance, Cue, Memo), related by
 * webanno.custom.Relation, over the tokens and sentences of DKPro. Offsets are UTF-16 units. Of others,
 * named entities become mentions, and annotations of any type with a string feature claims of that type.
 */
#include "config.h"

#include "hu-json-build.h"
#include "hu-error.h"
#include "hu-formats.h"
#include "hu-json.h"
#include "hu-json-lines.h"
#include "hu-offsets.h"
#include "hu-tokens.h"
#include "hu-uima.h"

#include <glib/gi18n-lib.h>
#include <string.h>

extern const HuFormat hu_format_cas_json;

#define CUSTOM       "webanno.custom."
#define FACTS        CUSTOM "Facts"
#define RELATION     CUSTOM "Relation"
#define DKPRO        "de.tudarmstadt.ukp.dkpro.core.api."
#define METADATA     DKPRO "metadata.type.DocumentMetaData"
#define SENTENCE     DKPRO "segmentation.type.Sentence"
#define TOKEN        DKPRO "segmentation.type.Token"
#define ANNOTATION   "uima.tcas.Annotation"
#define DOCUMENT     "uima.tcas.DocumentAnnotation"
#define SOFA         "uima.cas.Sofa"
#define VIEW         "_InitialView"
#define STRING       "uima.cas.String"
#define STRING_ARRAY "uima.cas.StringArray"
#define SOFA_ID      1

/* Facts about the document, as hu_labelled_spans_build_facts() writes them. */
static const char *const facts[] = { "file", "coder", "headline", "outlet", "published", "url", "language" };

/* Writing. */

typedef struct
{
  HuUimaTags *tags;
  HuOffsets *offsets;
  JsonBuilder *builder;
  gint64 next_id;
  GArray *members; /* gint64: what the view has */
} Writer;

static void
build_type (JsonBuilder *builder, const char *name, const char *parent)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  hu_json_build_string (builder, "%NAME", name);
  hu_json_build_string (builder, "%SUPER_TYPE", parent);
}

static void
build_feature (JsonBuilder *builder, const char *name, const char *range)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  hu_json_build_string (builder, "%NAME", name);
  hu_json_build_string (builder, "%RANGE", range);
  json_builder_end_object (builder);
}

static void
build_types (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "%TYPES");
  json_builder_begin_object (builder);
  for (HuRole role = 0; role < HU_N_ROLES; role++)
    {
      const char *const *features = hu_uima_get_features (role);
      g_autofree char *name = g_strconcat (CUSTOM, hu_uima_get_role_name (role), NULL);

      build_type (builder, name, ANNOTATION);
      for (; *features; features++)
        build_feature (builder, *features, hu_uima_is_list_feature (*features) ? STRING_ARRAY : STRING);
      json_builder_end_object (builder);
    }
  build_type (builder, RELATION, ANNOTATION);
  build_feature (builder, "Governor", ANNOTATION);
  build_feature (builder, "Dependent", ANNOTATION);
  build_feature (builder, "label", STRING);
  json_builder_end_object (builder);
  build_type (builder, FACTS, "uima.cas.AnnotationBase");
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    build_feature (builder, facts[i], STRING);
  json_builder_end_object (builder);
  build_type (builder, METADATA, DOCUMENT);
  build_feature (builder, "documentTitle", STRING);
  build_feature (builder, "documentId", STRING);
  json_builder_end_object (builder);
  build_type (builder, SENTENCE, ANNOTATION);
  json_builder_end_object (builder);
  build_type (builder, TOKEN, ANNOTATION);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* Begins a feature structure. */
static void
begin (Writer *self, gint64 id, const char *type)
{
  json_builder_begin_object (self->builder);
  hu_json_build_int (self->builder, "%ID", id);
  hu_json_build_string (self->builder, "%TYPE", type);
}

/* One that is in the view. */
static void
begin_member (Writer *self, gint64 id, const char *type)
{
  begin (self, id, type);
  hu_json_build_int (self->builder, "@sofa", SOFA_ID);
  g_array_append_val (self->members, id);
}

static void
begin_annotation (Writer *self, gint64 id, const char *type, HuRange range)
{
  begin_member (self, id, type);
  hu_json_build_int (self->builder, "begin", (gint64) hu_offsets_to_foreign (self->offsets, range.start));
  hu_json_build_int (self->builder, "end", (gint64) hu_offsets_to_foreign (self->offsets, range.end));
}

static void
build_array (Writer *self, gint64 id, JsonNode *list)
{
  begin (self, id, STRING_ARRAY);
  json_builder_set_member_name (self->builder, "%ELEMENTS");
  json_builder_add_value (self->builder, json_node_copy (list));
  json_builder_end_object (self->builder);
}

/* The tag's annotation, then the arrays that it refers to. */
static void
build_tag (Writer *self, guint index)
{
  const HuUimaTag *tag = &g_array_index (self->tags->tags, HuUimaTag, index);
  g_autofree char *type = g_strconcat (CUSTOM, hu_uima_get_role_name (tag->role), NULL);
  g_autoptr (GList) names = tag->features ? json_object_get_members (tag->features) : NULL;
  gint64 first = self->next_id;

  begin_annotation (self, SOFA_ID + 1 + index, type, tag->range);
  for (GList *l = names; l; l = l->next)
    {
      JsonNode *node = json_object_get_member (tag->features, l->data);
      g_autofree char *reference = g_strconcat ("@", l->data, NULL);

      if (JSON_NODE_HOLDS_ARRAY (node))
        hu_json_build_int (self->builder, reference, self->next_id++);
      else
        hu_json_build_string (self->builder, l->data, json_node_get_string (node));
    }
  json_builder_end_object (self->builder);
  for (GList *l = names; l; l = l->next)
    if (JSON_NODE_HOLDS_ARRAY (json_object_get_member (tag->features, l->data)))
      build_array (self, first++, json_object_get_member (tag->features, l->data));
}

/* Like all relations of INCEpTION, it stands where its dependent does. */
static void
build_relation (Writer *self, HuSpanRelation relation)
{
  begin_annotation (self, self->next_id++, RELATION,
                    g_array_index (self->tags->tags, HuUimaTag, relation.to).range);
  hu_json_build_int (self->builder, "@Governor", SOFA_ID + 1 + relation.from);
  hu_json_build_int (self->builder, "@Dependent", SOFA_ID + 1 + relation.to);
  hu_json_build_string (self->builder, "label", relation.label);
  json_builder_end_object (self->builder);
}

static void
build_place (Writer *self, const char *type, HuRange range)
{
  begin_annotation (self, self->next_id++, type, range);
  json_builder_end_object (self->builder);
}

static void
build_tokens (Writer *self)
{
  g_autoptr (GArray) tokens = hu_tokens_new (self->tags->spans);
  HuRange sentence = { 0, 0 };

  for (guint i = 0; i < tokens->len; i++)
    {
      HuToken token = g_array_index (tokens, HuToken, i);

      if (token.begins_sentence && sentence.end > 0)
        build_place (self, SENTENCE, sentence);
      if (token.begins_sentence)
        sentence.start = token.range.start;
      sentence.end = token.range.end;
      build_place (self, TOKEN, token.range);
    }
  if (sentence.end > 0)
    build_place (self, SENTENCE, sentence);
}

static void
build_document (Writer *self)
{
  HuExportDocument *document = self->tags->spans->document;
  HuRecord *record = hu_snapshot_get_only (document->snapshot, HU_KIND_DOCUMENT);
  const char *language = record ? hu_record_get_string (record, HU_MEMBER_LANGUAGE) : NULL;
  HuRange all = { 0, hu_text_get_length (document->text) };

  begin_annotation (self, self->next_id++, METADATA, all);
  hu_json_build_string (self->builder, "language", language && *language ? language : "x-unspecified");
  hu_json_build_string (self->builder, "documentTitle", document->name);
  hu_json_build_string (self->builder, "documentId", document->name);
  json_builder_end_object (self->builder);
  begin_member (self, self->next_id++, FACTS);
  hu_labelled_spans_build_facts (self->tags->spans, self->builder);
  json_builder_end_object (self->builder);
}

static void
build_structures (Writer *self)
{
  g_autofree char *text = hu_labelled_spans_dup_text (self->tags->spans, NULL);

  json_builder_set_member_name (self->builder, "%FEATURE_STRUCTURES");
  json_builder_begin_array (self->builder);
  begin (self, SOFA_ID, SOFA);
  hu_json_build_int (self->builder, "sofaNum", 1);
  hu_json_build_string (self->builder, "sofaID", VIEW);
  hu_json_build_string (self->builder, "mimeType", "text");
  hu_json_build_string (self->builder, "sofaString", text);
  json_builder_end_object (self->builder);
  for (guint i = 0; i < self->tags->tags->len; i++)
    build_tag (self, i);
  for (guint i = 0; i < self->tags->relations->len; i++)
    build_relation (self, g_array_index (self->tags->relations, HuSpanRelation, i));
  build_tokens (self);
  build_document (self);
  json_builder_end_array (self->builder);
}

static void
build_views (Writer *self)
{
  json_builder_set_member_name (self->builder, "%VIEWS");
  json_builder_begin_object (self->builder);
  json_builder_set_member_name (self->builder, VIEW);
  json_builder_begin_object (self->builder);
  hu_json_build_int (self->builder, "%SOFA", SOFA_ID);
  json_builder_set_member_name (self->builder, "%MEMBERS");
  json_builder_begin_array (self->builder);
  for (guint i = 0; i < self->members->len; i++)
    json_builder_add_int_value (self->builder, g_array_index (self->members, gint64, i));
  json_builder_end_array (self->builder);
  json_builder_end_object (self->builder);
  json_builder_end_object (self->builder);
}

static gboolean
write_document (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  HuExportDocument *document = g_ptr_array_index (documents, 0);
  g_autoptr (HuUimaTags) tags = hu_uima_tags_new (document);
  g_autoptr (HuOffsets) offsets = hu_offsets_new (document->text, HU_UNIT_UTF16, HU_NEWLINE_AS_IS);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  Writer writer = { tags, offsets, builder, SOFA_ID + 1 + tags->tags->len, members };

  json_builder_begin_object (builder);
  build_types (builder);
  build_structures (&writer);
  build_views (&writer);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  json_generator_to_gstring (generator, out);
  g_string_append_c (out, '\n');
  hu_file_set_take (files, ".json", HU_FILE_OF_LAYER, g_string_free_to_bytes (g_steal_pointer (&out)));
  return TRUE;
}

/* Reading back: with json-glib, and offsets counted anew. */

/* The words between two offsets in UTF-16 units. (transfer full) (nullable) */
static char *
cut_words (const gunichar2 *letters, glong length, gint64 start, gint64 end)
{
  return start >= 0 && start <= end && end <= length
             ? g_utf16_to_utf8 (letters + start, (glong) (end - start), NULL, NULL, NULL)
             : NULL;
}

static gboolean
verify_tag (HuUimaTags *tags, guint index, JsonObject *structure, const gunichar2 *letters, glong length)
{
  const HuUimaTag *tag = &g_array_index (tags->tags, HuUimaTag, index);
  g_autofree char *type = g_strconcat (CUSTOM, hu_uima_get_role_name (tag->role), NULL);
  g_autofree char *expected = hu_labelled_spans_dup_text (tags->spans, &tag->range);
  g_autofree char *words =
      cut_words (letters, length, json_object_get_int_member_with_default (structure, "begin", -1),
                 json_object_get_int_member_with_default (structure, "end", -1));
  g_autoptr (GList) names = tag->features ? json_object_get_members (tag->features) : NULL;

  for (GList *l = names; l; l = l->next)
    {
      JsonNode *node = json_object_get_member (tag->features, l->data);

      if (JSON_NODE_HOLDS_VALUE (node) &&
          g_strcmp0 (json_node_get_string (node),
                     json_object_get_string_member_with_default (structure, l->data, NULL)) != 0)
        return FALSE;
    }
  return g_strcmp0 (words, expected) == 0 &&
         json_object_get_int_member_with_default (structure, "%ID", -1) == SOFA_ID + 1 + (gint64) index &&
         g_strcmp0 (json_object_get_string_member_with_default (structure, "%TYPE", NULL), type) == 0;
}

/* What is wrong, or NULL. */
static const char *
find_fault (HuUimaTags *tags, JsonArray *structures)
{
  g_autofree char *text = hu_labelled_spans_dup_text (tags->spans, NULL);
  glong length;
  g_autofree gunichar2 *letters = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);
  guint n_relations = 0, next = 0;

  if (json_array_get_length (structures) == 0 ||
      g_strcmp0 (json_object_get_string_member_with_default (json_array_get_object_element (structures, 0),
                                                             "sofaString", NULL),
                 text) != 0)
    return _ ("the text isn’t what was written");
  for (guint i = 1; i < json_array_get_length (structures); i++)
    {
      JsonObject *structure = json_array_get_object_element (structures, i);
      const char *type = json_object_get_string_member_with_default (structure, "%TYPE", "");
      HuRole role;

      n_relations += g_str_equal (type, RELATION);
      if (!g_str_has_prefix (type, CUSTOM) || !hu_uima_role_from_name (type + strlen (CUSTOM), &role))
        continue;
      if (next >= tags->tags->len || !verify_tag (tags, next++, structure, letters, length))
        return _ ("a span is in another place");
    }
  return next == tags->tags->len && n_relations == tags->relations->len
             ? NULL
             : _ ("something is missing, or there twice");
}

static gboolean
verify_document (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  HuExportDocument *document = g_ptr_array_index (documents, 0);
  g_autoptr (HuUimaTags) tags = hu_uima_tags_new (document);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *json = g_bytes_get_data (hu_file_set_get_bytes (files, 0), &length);
  JsonNode *root;
  JsonArray *structures = NULL;
  const char *what;

  if (!json_parser_load_from_data (parser, json, (gssize) length, error))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root && JSON_NODE_HOLDS_OBJECT (root))
    structures = json_object_get_array_member (json_node_get_object (root), "%FEATURE_STRUCTURES");
  what = structures ? find_fault (tags, structures) : _ ("something is missing, or there twice");
  if (what)
    g_set_error (error, HU_ERROR, HU_ERROR_VERIFY, "%s: %s", document->name, what);
  return what == NULL;
}

/* Reading. */

static HuGuess
recognise (HuImportSource *source)
{
  gsize length;
  const char *utf8 = hu_import_source_get_utf8 (source, &length, NULL);

  return utf8 && memmem (utf8, length, "\"%FEATURE_STRUCTURES\"", strlen ("\"%FEATURE_STRUCTURES\""))
             ? HU_GUESS_YES
             : HU_GUESS_NO;
}

typedef struct
{
  HuImportResult *result;
  GPtrArray *structures; /* HuValue, borrowed */
  GPtrArray *ids;        /* of them, borrowed; NULL: none */
  GHashTable *by_id;
  HuValue *sofa;
  const char *sofa_id;
  HuImportedLayer *layer;
  HuOffsets *offsets;
  HuUimaReader *reader;
} Reader;

static const char *
get_type (HuValue *structure)
{
  const char *type = hu_value_get_member_string (structure, "%TYPE");

  return type ? type : "";
}

/* The letters of the number that refers to a structure. (nullable) */
static const char *
get_reference (HuValue *structure, const char *name)
{
  HuValue *value = hu_value_get_member (structure, name);

  return value && hu_value_get_type_of (value) == HU_VALUE_NUMBER ? hu_value_get_string (value) : NULL;
}

/* Structures stand in a list, or in an object by their ids. */
static void
collect_structures (Reader *self, HuValue *structures)
{
  gboolean named = hu_value_get_type_of (structures) == HU_VALUE_OBJECT;

  for (gsize i = 0; i < hu_value_get_size (structures); i++)
    {
      HuValue *structure = hu_value_get_nth (structures, i);
      const char *id = named ? hu_value_get_key (structures, i) : get_reference (structure, "%ID");

      if (hu_value_get_type_of (structure) != HU_VALUE_OBJECT)
        continue;
      g_ptr_array_add (self->structures, structure);
      g_ptr_array_add (self->ids, (gpointer) id);
      if (id)
        g_hash_table_insert (self->by_id, (gpointer) id, structure);
    }
}

/* The text: the first view's, else that of the first that has one. */
static void
find_sofa (Reader *self)
{
  guint n_texts = 0;

  for (guint i = 0; i < self->structures->len; i++)
    {
      HuValue *structure = g_ptr_array_index (self->structures, i);
      const char *view = hu_value_get_member_string (structure, "sofaID");

      if (!g_str_equal (get_type (structure), SOFA) || !hu_value_get_member_string (structure, "sofaString"))
        continue;
      n_texts++;
      if (self->sofa && g_strcmp0 (view, VIEW) != 0)
        continue;
      self->sofa = structure;
      self->sofa_id = g_ptr_array_index (self->ids, i);
    }
  if (n_texts > 1)
    hu_import_warn (self->result, 0, _ ("There are several texts; “%s” is read, the others are left out"),
                    hu_value_get_member_string (self->sofa, "sofaID"));
}

static gboolean
is_of_sofa (Reader *self, HuValue *structure)
{
  const char *sofa = get_reference (structure, "@sofa");

  return !sofa || g_strcmp0 (sofa, self->sofa_id) == 0;
}

/* Our own facts, else what the metadata of others have. (transfer full) */
static HuValue *
find_facts (Reader *self, HuImportSource *source)
{
  g_autofree char *stem = hu_import_source_dup_stem (source);
  g_autofree char *file = g_strconcat (stem, ".txt", NULL);
  HuValue *found = NULL, *name;
  const char *title = NULL, *language = NULL;

  for (guint i = 0; i < self->structures->len; i++)
    {
      HuValue *structure = g_ptr_array_index (self->structures, i);
      const char *type = get_type (structure);

      if (!is_of_sofa (self, structure))
        continue;
      if (g_str_equal (type, FACTS))
        return hu_value_ref (structure);
      if (g_str_equal (type, METADATA))
        title = hu_value_get_member_string (structure, "documentTitle");
      if (g_str_equal (type, METADATA) || g_str_equal (type, DOCUMENT))
        language = hu_value_get_member_string (structure, "language");
    }
  name = hu_value_new_string (title && *title ? title : file);
  found = hu_value_new_object_take ((const char *[]){ "file" }, &name, 1);
  if (language && *language && !g_str_equal (language, "x-unspecified"))
    {
      g_autoptr (HuValue) before = found;
      g_autoptr (HuValue) value = hu_value_new_string (language);

      found = hu_value_object_with (before, "language", value);
    }
  return found;
}

/* The features of one of our own types; of a claim with none of them, what it is called is its type.
 * (transfer full) (nullable) */
static HuValue *
make_features (Reader *self, HuRole role, HuValue *structure)
{
  g_autoptr (HuValue) features = NULL;

  for (const char *const *name = hu_uima_get_features (role); *name; name++)
    {
      g_autofree char *reference = g_strconcat ("@", *name, NULL);
      const char *id = get_reference (structure, reference);
      HuValue *array = id ? g_hash_table_lookup (self->by_id, id) : NULL;
      HuValue *value = hu_value_get_member (array ? array : structure, array ? "%ELEMENTS" : *name);
      g_autoptr (HuValue) before = NULL;

      if (!value)
        continue;
      before = g_steal_pointer (&features);
      features = hu_value_object_with (before, *name, value);
    }
  return features || role != HU_ROLE_CLAIM ? g_steal_pointer (&features)
                                           : hu_uima_make_feature ("type", hu_uima_find_label (structure));
}

static gboolean
is_number (HuValue *value)
{
  return value && hu_value_get_type_of (value) == HU_VALUE_NUMBER;
}

/* Adds the annotation as what its type says. */
static void
read_annotation (Reader *self, HuValue *structure, const char *id, HuRange range)
{
  const char *type = get_type (structure);
  HuRole role;

  if (g_str_has_prefix (type, CUSTOM) && hu_uima_role_from_name (type + strlen (CUSTOM), &role))
    {
      g_autoptr (HuValue) features = make_features (self, role, structure);

      hu_uima_reader_add (self->reader, id, role, range, features);
    }
  else
    hu_uima_reader_add_as (self->reader, type, id, range, structure);
}

static gboolean
is_relation (HuValue *structure)
{
  return get_reference (structure, "@Governor") && get_reference (structure, "@Dependent");
}

static void
read_structure (Reader *self, guint index)
{
  HuValue *structure = g_ptr_array_index (self->structures, index);
  const char *type = get_type (structure), *id = g_ptr_array_index (self->ids, index);
  HuValue *begin_value = hu_value_get_member (structure, "begin");
  HuValue *end_value = hu_value_get_member (structure, "end");
  HuRange range;

  if (!is_number (begin_value) || !is_number (end_value) || !is_of_sofa (self, structure) ||
      is_relation (structure) || g_str_equal (type, TOKEN) || g_str_equal (type, SENTENCE) ||
      g_str_equal (type, METADATA) || g_str_equal (type, DOCUMENT))
    return;
  if (!id || !hu_offsets_range_from_foreign (self->offsets, (guint64) hu_value_get_int (begin_value),
                                             (guint64) hu_value_get_int (end_value), &range))
    hu_import_warn (self->result, 0, _ ("A span doesn’t lie in the text; it is left out"));
  else
    read_annotation (self, structure, id, range);
}

/* Relations between what became tags. */
static void
read_relation (Reader *self, HuValue *structure)
{
  const char *from = get_reference (structure, "@Governor"), *to = get_reference (structure, "@Dependent");

  hu_uima_reader_relate_as (self->reader, get_type (structure), from, to, hu_uima_find_label (structure));
}

static void
read_all (Reader *self, HuImportSource *source)
{
  g_autoptr (HuValue) facts_value = find_facts (self, source);

  self->layer =
      hu_json_lines_add_document (source, self->result, 0, hu_value_get_member (self->sofa, "sofaString"),
                                  facts_value, hu_value_get_member_string (facts_value, "coder"));
  if (!self->layer)
    return;
  self->offsets = hu_offsets_new (self->layer->document->text, HU_UNIT_UTF16, HU_NEWLINE_AS_IS);
  self->reader = hu_uima_reader_new (self->layer, self->result);
  for (guint i = 0; i < self->structures->len; i++)
    read_structure (self, i);
  for (guint i = 0; i < self->structures->len; i++)
    if (is_relation (g_ptr_array_index (self->structures, i)))
      read_relation (self, g_ptr_array_index (self->structures, i));
  hu_uima_reader_finish (self->reader);
}

static gboolean
read_file (HuImportSource *source, HuImportResult *result, GError **error)
{
  const char *name = hu_import_source_get_name (source);
  GBytes *bytes = hu_import_source_get_bytes (source, error);
  g_autoptr (HuValue) root = bytes ? hu_json_parse (bytes, name, error) : NULL;
  g_autoptr (GPtrArray) structures = g_ptr_array_new (), ids = g_ptr_array_new ();
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { .result = result, .structures = structures, .ids = ids, .by_id = by_id };
  HuValue *all;

  if (!root)
    return FALSE;
  all = hu_value_get_member (root, "%FEATURE_STRUCTURES");
  if (all)
    collect_structures (&reader, all);
  find_sofa (&reader);
  if (reader.sofa)
    read_all (&reader, source);
  g_clear_pointer (&reader.offsets, hu_offsets_free);
  g_clear_pointer (&reader.reader, hu_uima_reader_free);
  if (result->documents->len > 0)
    return TRUE;
  g_set_error (error, HU_ERROR, HU_ERROR_FORMAT, _ ("%s: there is no document in it"), name);
  return FALSE;
}

const HuFormat hu_format_cas_json = {
  .name = "cas-json",
  .label = N_ ("UIMA CAS JSON (INCEpTION)"),
  .extensions = { "json" },
  .omits = N_ ("stances toward a claim, a stance’s basis and condition; negation, dates, via, on behalf of, "
               "addressees, evidence, verdicts, own fields, units, what was checked; who "
               "tagged when; speakers’ details"),
  .holds_many = FALSE,
  .write = write_document,
  .verify = verify_document,
  .recognise = recognise,
  .read = read_file,
};
