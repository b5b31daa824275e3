/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MARDY JSON: newspaper articles with claims, their actors, categories and polarity.
 *
 * A file is a document: `text`; `claims` with begin, end (code points), quote, `actorvalues` ("per_NAME",
 * "org_NAME", numbers of actor groups), `claims` (codes of categories), `cpos` ("1", "-1", "0", "empty") and
 * `cdate` (YYYYMMDD); `entities`, `sentences` and `tokens` of a tagger.
 *
 * Persons are the claim's speakers; organisations beside persons are whom they speak for, else they are the
 * speakers. Categories are topics; the polarity is the stance of each speaker toward each of them. Groups of
 * actors, quotes that differ from the text, entities, sentences and tokens are kept under "mardy" and written
 * back; where there are none, an export makes them of the mentions and of the text.
 */
#include "config.h"

#include "hu-json-build.h"
#include "hu-error.h"
#include "hu-formats.h"
#include "hu-json.h"
#include "hu-json-lines.h"
#include "hu-register.h"
#include "hu-tokens.h"

#include <glib/gi18n-lib.h>
#include <string.h>

extern const HuFormat hu_format_mardy;

#define KEPT "mardy"

/* Which of the file's lists a tagger makes. */
static const char *const tagger_lists[] = { "entities", "sentences", "tokens" };

static const struct
{
  const char *cpos;
  const char *value; /* a label of the built-in codebook's */
  int sign;
} polarities[] = { { "1", "Supports", 1 }, { "-1", "Opposes", -1 }, { "0", "Neutral", 0 } };

/* Writing. */

static JsonNode *
to_node (HuValue *value)
{
  g_autofree char *json = hu_value_to_canonical_json (value);

  return json_from_string (json, NULL);
}

static void
build_range (JsonBuilder *builder, HuRange range)
{
  hu_json_build_int (builder, "begin", range.start);
  hu_json_build_int (builder, "end", range.end);
}

static void
build_entities (HuLabelledSpans *spans, JsonBuilder *builder)
{
  for (guint i = 0; i < spans->spans->len; i++)
    {
      const HuLabelledSpan *span = &g_array_index (spans->spans, HuLabelledSpan, i);
      HuRecord *speaker;

      if (span->role != HU_ROLE_SPEAKER)
        continue;
      speaker = hu_export_document_lookup (spans->document, HU_KIND_SPEAKER,
                                           hu_record_get_nth (span->record, HU_MEMBER_SPEAKERS, 0));
      json_builder_begin_object (builder);
      build_range (builder, span->range);
      hu_json_build_string (builder, "category",
                            speaker && !g_str_equal (hu_speaker_get_kind (speaker), "person") ? "I-ORG"
                                                                                              : "I-PER");
      json_builder_end_object (builder);
    }
}

/* Whole sentences, or tokens. */
static void
build_tokens (HuLabelledSpans *spans, gboolean sentences, JsonBuilder *builder)
{
  g_autoptr (GArray) tokens = hu_tokens_new (spans);

  for (guint i = 0; i < tokens->len; i++)
    {
      HuToken token = g_array_index (tokens, HuToken, i);

      if (sentences && !token.begins_sentence)
        continue;
      while (sentences && i + 1 < tokens->len && !g_array_index (tokens, HuToken, i + 1).begins_sentence)
        token.range.end = g_array_index (tokens, HuToken, ++i).range.end;
      json_builder_begin_object (builder);
      build_range (builder, token.range);
      json_builder_end_object (builder);
    }
}

static void
build_tagger_list (HuLabelledSpans *spans, const char *name, JsonBuilder *builder)
{
  HuRecord *root = hu_snapshot_get_only (spans->document->snapshot, HU_KIND_LAYER);
  HuValue *unknown = hu_record_get_unknown (root);
  HuValue *kept = unknown ? hu_value_get_member (hu_value_get_member (unknown, KEPT), name) : NULL;

  json_builder_set_member_name (builder, name);
  if (kept)
    {
      json_builder_add_value (builder, to_node (kept));
      return;
    }
  json_builder_begin_array (builder);
  if (g_str_equal (name, "entities"))
    build_entities (spans, builder);
  else
    build_tokens (spans, g_str_equal (name, "sentences"), builder);
  json_builder_end_array (builder);
}

static void
build_actors (HuExportDocument *document, HuRecord *claim, HuMember member, JsonBuilder *builder)
{
  for (gsize i = 0; i < hu_record_get_size (claim, member); i++)
    {
      const char *id = hu_record_get_nth (claim, member, i);
      HuRecord *speaker = hu_export_document_lookup (document, HU_KIND_SPEAKER, id);
      gboolean person = !speaker || g_str_equal (hu_speaker_get_kind (speaker), "person");
      g_autofree char *name = hu_export_document_dup_label (document, HU_KIND_SPEAKER, id);
      g_autofree char *value = g_strconcat (person ? "per_" : "org_", name, NULL);

      json_builder_add_string_value (builder, value);
    }
}

static void
build_groups (HuRecord *claim, JsonBuilder *builder)
{
  HuValue *unknown = hu_record_get_unknown (claim);
  HuValue *groups = unknown ? hu_value_get_member (hu_value_get_member (unknown, KEPT), "groups") : NULL;

  for (gsize i = 0; i < hu_value_get_size (groups); i++)
    if (hu_value_get_item_string (groups, i))
      json_builder_add_string_value (builder, hu_value_get_item_string (groups, i));
}

/* What was kept of the claim's own file. (nullable) */
static const char *
get_kept (HuRecord *claim, const char *key)
{
  HuValue *unknown = hu_record_get_unknown (claim);

  return unknown ? hu_value_get_member_string (hu_value_get_member (unknown, KEPT), key) : NULL;
}

/* What the claim's first stance toward its first topic says; where it has none, and nobody says the claim,
 * what an import kept. (nullable) */
static const char *
get_polarity (HuLabelledSpans *spans, HuRecord *claim)
{
  GPtrArray *stances = hu_labelled_spans_get_stances (spans, hu_record_get_id (claim));
  const char *topic = hu_record_get_nth (claim, HU_MEMBER_TOPICS, 0);

  for (guint i = 0; stances && topic && i < stances->len; i++)
    {
      HuRecord *stance = g_ptr_array_index (stances, i);
      HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);
      HuRecord *value = hu_export_document_lookup (spans->document, HU_KIND_VALUE,
                                                   hu_record_get_string (stance, HU_MEMBER_VALUE));
      HuValue *score = value ? hu_record_get (value, HU_MEMBER_SCORE) : NULL;
      double number = hu_value_get_double (score);

      if (g_strcmp0 (hu_value_get_member_string (toward, "topic"), topic) == 0 && score)
        return number > 0 ? "1" : number < 0 ? "-1" : "0";
    }
  return get_kept (claim, "cpos");
}

/* The day in eight digits: the claim's, else the article's; "" where neither has one. */
static char *
make_date (HuExportDocument *document, HuRecord *claim)
{
  HuRecord *root = hu_snapshot_get_only (document->snapshot, HU_KIND_DOCUMENT);
  const char *date = hu_record_get_string (claim, HU_MEMBER_DATE);
  g_auto (GStrv) parts = NULL;

  if (!date)
    date = hu_record_get_string (root, HU_MEMBER_PUBLISHED);
  if (!date || strlen (date) != strlen ("2031-03-04"))
    return g_strdup ("");
  parts = g_strsplit (date, "-", -1);
  return g_strjoinv ("", parts);
}

static void
build_claim (HuLabelledSpans *spans, HuRecord *claim, HuRange range, JsonBuilder *builder)
{
  HuExportDocument *document = spans->document;
  g_autofree char *words = hu_labelled_spans_dup_text (spans, &range);
  g_autofree char *date = make_date (document, claim);
  const char *quote = get_kept (claim, "quote"), *polarity = get_polarity (spans, claim);

  json_builder_begin_object (builder);
  build_range (builder, range);
  hu_json_build_string (builder, "quote", quote ? quote : words);
  hu_json_build_string (builder, "cdate", date);
  json_builder_set_member_name (builder, "actorvalues");
  json_builder_begin_array (builder);
  build_groups (claim, builder);
  build_actors (document, claim, HU_MEMBER_SPEAKERS, builder);
  build_actors (document, claim, HU_MEMBER_ON_BEHALF_OF, builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "claims");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < hu_record_get_size (claim, HU_MEMBER_TOPICS); i++)
    {
      g_autofree char *label = hu_export_document_dup_label (document, HU_KIND_TOPIC,
                                                             hu_record_get_nth (claim, HU_MEMBER_TOPICS, i));

      json_builder_add_string_value (builder, label);
    }
  json_builder_end_array (builder);
  hu_json_build_string (builder, "cpos", polarity ? polarity : "empty");
  json_builder_end_object (builder);
}

static void
build_document (HuLabelledSpans *spans, JsonBuilder *builder)
{
  GPtrArray *claims = spans->document->snapshot->records[HU_KIND_CLAIM];
  g_autofree char *text = hu_labelled_spans_dup_text (spans, NULL);

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (tagger_lists); i++)
    build_tagger_list (spans, tagger_lists[i], builder);
  json_builder_set_member_name (builder, "claims");
  json_builder_begin_array (builder);
  for (guint i = 0; i < claims->len; i++)
    {
      HuRecord *claim = g_ptr_array_index (claims, i);
      HuRange range;

      if (hu_record_get_extent (claim, &range.start, &range.end))
        build_claim (spans, claim, range, builder);
    }
  json_builder_end_array (builder);
  hu_json_build_string (builder, "text", text);
  json_builder_end_object (builder);
}

static gboolean
write_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  hu_file_set_take (files, ".json", HU_FILE_OF_LAYER, hu_json_lines_write (documents, build_document));
  return TRUE;
}

/* Reading back. */

static gboolean
verify_claims (HuJsonLine *line)
{
  GPtrArray *claims = line->spans->document->snapshot->records[HU_KIND_CLAIM];
  JsonArray *array = json_object_get_array_member (line->object, "claims");
  guint at = 0;

  for (guint i = 0; array && i < claims->len; i++)
    {
      HuRange range;
      JsonObject *claim;

      if (!hu_record_get_extent (g_ptr_array_index (claims, i), &range.start, &range.end))
        continue;
      if (at == json_array_get_length (array))
        return FALSE;
      claim = json_array_get_object_element (array, at++);
      if (!hu_json_line_check_words (line, json_object_get_int_member (claim, "begin"),
                                     json_object_get_int_member (claim, "end"), range))
        return FALSE;
    }
  return array && at == json_array_get_length (array);
}

static gboolean
verify_documents (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error)
{
  return hu_json_lines_verify (documents, hu_file_set_get_bytes (files, 0), verify_claims, error);
}

/* Reading. */

static HuGuess
recognise (HuImportSource *source)
{
  gsize length;
  const char *utf8 = hu_import_source_get_utf8 (source, &length, NULL);

  return utf8 && memmem (utf8, length, "\"actorvalues\"", strlen ("\"actorvalues\"")) ? HU_GUESS_YES
                                                                                      : HU_GUESS_NO;
}

typedef struct
{
  HuImportResult *result;
  HuImportedLayer *layer;
  guint n_claims;
} Reading;

/* @name: with white space folded. */
static const char *
ensure_actor (Reading *self, const char *name, const char *kind)
{
  g_auto (GStrv) words = g_regex_split_simple ("\\s+", name, 0, 0);
  g_autofree char *folded = g_strjoinv (" ", words);

  g_strstrip (folded);
  return *folded ? hu_imported_layer_ensure_speaker (self->layer, folded, kind, TRUE) : NULL;
}

static void
add_id (HuValue **list, const char *id)
{
  g_autoptr (HuValue) before = *list;

  *list = id ? hu_value_list_with_string (before, id) : before ? hu_value_ref (before) : NULL;
}

/* Persons and organisations; the groups of actors go to @kept (inout). */
static void
set_actors (Reading *self, HuRecordBuilder *builder, HuValue *actors, HuValue **kept)
{
  HuValue *persons = NULL, *organisations = NULL, *groups = NULL;

  for (gsize i = 0; i < hu_value_get_size (actors); i++)
    {
      const char *actor = hu_value_get_item_string (actors, i);

      if (actor && g_str_has_prefix (actor, "per_"))
        add_id (&persons, ensure_actor (self, actor + 4, "person"));
      else if (actor && g_str_has_prefix (actor, "org_"))
        add_id (&organisations, ensure_actor (self, actor + 4, "organisation"));
      else if (actor)
        add_id (&groups, actor);
    }
  hu_record_builder_take (builder, HU_MEMBER_ON_BEHALF_OF,
                          persons && organisations ? hu_value_ref (organisations) : NULL);
  hu_record_builder_take (builder, HU_MEMBER_SPEAKERS,
                          persons         ? hu_value_ref (persons)
                          : organisations ? hu_value_ref (organisations)
                                          : NULL);
  if (groups)
    *kept = hu_value_object_with (NULL, "groups", groups);
  g_clear_pointer (&persons, hu_value_unref);
  g_clear_pointer (&organisations, hu_value_unref);
  g_clear_pointer (&groups, hu_value_unref);
}

static void
set_date (HuRecordBuilder *builder, const char *date)
{
  g_autofree char *edtf = NULL;

  if (!date || strlen (date) != 8 || strspn (date, "0123456789") != 8)
    return;
  edtf = g_strdup_printf ("%.4s-%.2s-%.2s", date, date + 4, date + 6);
  hu_record_builder_set_string (builder, HU_MEMBER_DATE, edtf);
}

/* The value with the polarity's sign, with a score: an export asks for that. (transfer none) */
static const char *
ensure_value (Reading *self, guint polarity)
{
  const char *id = hu_imported_layer_ensure_code (self->layer, HU_KIND_VALUE, polarities[polarity].value);
  HuRecord *value = hu_imported_layer_find (self->layer, HU_KIND_VALUE, id);
  g_autoptr (HuValue) score = hu_value_new_int (polarities[polarity].sign);
  g_autoptr (HuRecord) scored = hu_record_with (value, HU_MEMBER_SCORE, score);

  hu_imported_layer_replace (self->layer, scored);
  return hu_record_get_id (hu_imported_layer_find (self->layer, HU_KIND_VALUE, id));
}

static void
add_stance (Reading *self, const char *claim, const char *speaker, const char *topic, const char *value)
{
  g_autofree char *foreign = g_strdup_printf ("%u/%s/%s", self->n_claims, speaker, topic);
  g_autofree char *id = hu_imported_layer_make_id (self->layer, HU_KIND_STANCE, foreign);
  g_autoptr (HuValue) target = hu_value_new_string (topic);
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_STANCE, id, NULL);
  hu_record_builder_set_string (&builder, HU_MEMBER_SPEAKER, speaker);
  hu_record_builder_take (&builder, HU_MEMBER_TOWARD, hu_value_object_with (NULL, "topic", target));
  hu_record_builder_set_string (&builder, HU_MEMBER_VALUE, value);
  hu_record_builder_set_string (&builder, HU_MEMBER_CLAIM, claim);
  hu_imported_layer_take (self->layer, &builder);
}

static void
add_stances (Reading *self, HuRecord *claim, const char *cpos)
{
  for (guint i = 0; cpos && i < G_N_ELEMENTS (polarities); i++)
    {
      g_autofree char *value = NULL;

      if (!g_str_equal (cpos, polarities[i].cpos) || hu_record_get_size (claim, HU_MEMBER_TOPICS) == 0)
        continue;
      value = g_strdup (ensure_value (self, i));
      for (gsize speaker = 0; speaker < hu_record_get_size (claim, HU_MEMBER_SPEAKERS); speaker++)
        for (gsize topic = 0; topic < hu_record_get_size (claim, HU_MEMBER_TOPICS); topic++)
          add_stance (self, hu_record_get_id (claim), hu_record_get_nth (claim, HU_MEMBER_SPEAKERS, speaker),
                      hu_record_get_nth (claim, HU_MEMBER_TOPICS, topic), value);
    }
}

/* @value: (nullable). */
static void
keep (HuValue **kept, const char *key, HuValue *value)
{
  g_autoptr (HuValue) before = value ? *kept : NULL;

  if (value)
    *kept = hu_value_object_with (before, key, value);
}

/* A quote that isn't what stands there (the published corpus has its text made unreadable) goes to @kept
 * (inout).
 */
static void
keep_quote (Reading *self, HuRange range, HuValue *quote, HuValue **kept)
{
  if (!quote || hu_value_get_type_of (quote) != HU_VALUE_STRING ||
      hu_text_range_equals (self->layer->document->text, range.start, range.end, hu_value_get_string (quote),
                            (gssize) hu_value_get_string_length (quote)))
    return;
  hu_import_note (self->result, 0, _ ("Claim %u: its quote isn’t what stands there; both are kept"),
                  self->n_claims);
  keep (kept, "quote", quote);
}

static void
read_claim (Reading *self, HuValue *object)
{
  HuValue *codes = hu_value_get_member (object, "claims"), *topics = NULL, *kept = NULL;
  g_autofree char *foreign = g_strdup_printf ("%u", ++self->n_claims);
  g_autofree char *id = hu_imported_layer_make_id (self->layer, HU_KIND_CLAIM, foreign);
  HuRecordBuilder builder;
  HuRange range;

  if (!hu_json_lines_get_range (self->result, 0, self->layer, hu_value_get_member (object, "begin"),
                                hu_value_get_member (object, "end"), &range))
    return;
  hu_record_builder_init (&builder, HU_KIND_CLAIM, id, NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_new_range (range.start, range.end));
  set_actors (self, &builder, hu_value_get_member (object, "actorvalues"), &kept);
  if (!builder.members[HU_MEMBER_SPEAKERS])
    keep (&kept, "cpos", hu_value_get_member (object, "cpos"));
  keep_quote (self, range, hu_value_get_member (object, "quote"), &kept);
  if (kept)
    hu_record_builder_take_unknown (&builder, hu_value_object_with (NULL, KEPT, kept));
  g_clear_pointer (&kept, hu_value_unref);
  set_date (&builder, hu_value_get_member_string (object, "cdate"));
  for (gsize i = 0; i < hu_value_get_size (codes); i++)
    {
      const char *code = hu_value_get_item_string (codes, i);

      if (code && *code)
        add_id (&topics, hu_imported_layer_ensure_code (self->layer, HU_KIND_TOPIC, code));
    }
  hu_record_builder_take (&builder, HU_MEMBER_TOPICS, topics);
  add_stances (self, hu_imported_layer_take (self->layer, &builder),
               hu_value_get_member_string (object, "cpos"));
}

/* What a tagger made is kept as it is. */
static void
keep_lists (Reading *self, HuValue *file)
{
  HuValue *kept = NULL;
  HuRecordBuilder builder;

  for (guint i = 0; i < G_N_ELEMENTS (tagger_lists); i++)
    {
      HuValue *list = hu_value_get_member (file, tagger_lists[i]);
      g_autoptr (HuValue) before = kept;

      if (list)
        kept = hu_value_object_with (before, tagger_lists[i], list);
      else
        kept = before ? hu_value_ref (before) : NULL;
    }
  if (!kept)
    return;
  hu_record_builder_init (&builder, HU_KIND_LAYER, "", NULL);
  hu_record_builder_take_unknown (&builder, hu_value_object_with (NULL, KEPT, kept));
  hu_imported_layer_take (self->layer, &builder);
  hu_value_unref (kept);
}

static void
read_object (HuImportSource *source, HuImportResult *result, guint line, HuValue *file)
{
  HuValue *claims = hu_value_get_member (file, "claims");
  Reading self = { result, NULL, 0 };

  self.layer = hu_json_lines_add_document (source, result, 0, hu_value_get_member (file, "text"), NULL, NULL);
  if (!self.layer)
    return;
  keep_lists (&self, file);
  for (gsize i = 0; i < hu_value_get_size (claims); i++)
    read_claim (&self, hu_value_get_item (claims, i));
}

static gboolean
read_file (HuImportSource *source, HuImportResult *result, GError **error)
{
  const char *name = hu_import_source_get_name (source);
  GBytes *bytes = hu_import_source_get_bytes (source, error);
  g_autoptr (HuValue) file = bytes ? hu_json_parse (bytes, name, error) : NULL;

  if (!file)
    return FALSE;
  read_object (source, result, 0, file);
  if (result->documents->len > 0)
    {
      HuImportedDocument *document = g_ptr_array_index (result->documents, 0);
      g_autofree char *stem = hu_import_source_dup_stem (source);

      g_free (document->name);
      document->name = g_strconcat (stem, ".txt", NULL);
      return TRUE;
    }
  g_set_error (error, HU_ERROR, HU_ERROR_FORMAT, _ ("%s: there is no document in it"), name);
  return FALSE;
}

const HuFormat hu_format_mardy = {
  .name = "mardy",
  .label = N_ ("MARDY JSON"),
  .extensions = { "json" },
  .omits = N_ (
      "cues, types, voices, gists, notes and own fields; stances but that of a claim’s speakers toward its "
      "topics, in three values; memos; a passage of several spans becomes one"),
  .holds_many = FALSE,
  .write = write_documents,
  .verify = verify_documents,
  .recognise = recognise,
  .read = read_file,
};
