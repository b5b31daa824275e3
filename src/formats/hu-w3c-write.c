/* SPDX-License-Identifier: GPL-3.0-or-later */
/* W3C Web Annotations: writing. What goes where is told in hu-format-w3c.c. */
#include "config.h"

#include "hu-w3c.h"

#include "hu-json-writer.h"
#include "hu-passage.h"

#include <string.h>

#define HU_NAMESPACE "https://hustings.org/ns#"

typedef struct
{
  HuJsonWriter *writer;
  HuExportDocument *document;
  char *source;      /* the IRI of the document */
  char *coder;       /* (nullable): the id of the layer's coder */
  const char *name;  /* (nullable): and the name */
  gboolean has_body; /* the list of bodies is begun */
} Output;

char *
hu_w3c_dup_tag_iri (const char *id)
{
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (id != NULL, NULL);
  if (g_uuid_string_is_valid (id))
    return g_strconcat ("urn:uuid:", id, NULL);
  escaped = g_uri_escape_string (id, NULL, FALSE);
  return g_strconcat ("urn:hustings:tag:", escaped, NULL);
}

const HuSpan *
hu_w3c_get_spans (HuExportDocument *document, HuRecord *record, gsize *n)
{
  const char *claim;
  HuRecord *shown;

  g_return_val_if_fail (document != NULL && record != NULL && n != NULL, NULL);
  claim =
      hu_record_get_kind (record) == HU_KIND_STANCE ? hu_record_get_string (record, HU_MEMBER_CLAIM) : NULL;
  shown = claim ? hu_export_document_lookup (document, HU_KIND_CLAIM, claim) : record;
  *n = 0;
  return shown ? hu_record_get_spans (shown, n) : NULL;
}

static gboolean
is_web_address (const char *iri)
{
  return iri && (g_str_has_prefix (iri, "https://") || g_str_has_prefix (iri, "http://")) &&
         g_uri_is_valid (iri, G_URI_FLAGS_NONE, NULL);
}

static void
write_context (HuJsonWriter *writer)
{
  hu_json_writer_key (writer, "@context");
  hu_json_writer_begin_inline_list (writer);
  hu_json_writer_string (writer, HU_W3C_CONTEXT, -1);
  hu_json_writer_begin_object (writer);
  hu_json_writer_key (writer, "@version");
  hu_json_writer_number (writer, "1.1");
  hu_json_writer_key (writer, HU_W3C_TERM);
  hu_json_writer_begin_object (writer);
  hu_json_writer_member_string (writer, "@id", HU_NAMESPACE "record");
  hu_json_writer_member_string (writer, "@type", "@json");
  hu_json_writer_end_object (writer);
  hu_json_writer_end_object (writer);
  hu_json_writer_end_list (writer);
}

/* Our own words. */

/* A record as a layer file has it, but for the passage of a tag where the targets say it. */
static void
write_record (Output *self, HuRecord *record)
{
  HuKind kind = hu_record_get_kind (record);
  gboolean has_targets = HU_KIND_IS_TAG (kind) && !hu_record_get (record, HU_MEMBER_CLAIM);
  HuValue *unknown = hu_record_get_unknown (record);
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (kind, &n);

  hu_json_writer_begin_object (self->writer);
  if (kind > HU_KIND_LAYER)
    hu_json_writer_member_string (self->writer, "id", hu_record_get_id (record));
  for (gsize i = 0; i < n; i++)
    {
      HuValue *value = hu_record_get (record, members[i].member);

      if (!value || (has_targets && members[i].member == HU_MEMBER_PASSAGE))
        continue;
      hu_json_writer_key (self->writer, hu_member_get_name (members[i].member));
      if (members[i].shape == HU_SHAPE_PASSAGE)
        hu_passage_write (self->writer, value, self->document->text);
      else
        hu_json_writer_value (self->writer, value);
    }
  for (gsize i = 0; i < hu_value_get_size (unknown); i++)
    hu_json_writer_member (self->writer, hu_value_get_key (unknown, i), hu_value_get_nth (unknown, i));
  hu_json_writer_end_object (self->writer);
}

static void
write_only (Output *self, const char *key, HuKind kind)
{
  HuRecord *record = hu_snapshot_get_only (self->document->snapshot, kind);

  if (!record)
    return;
  hu_json_writer_key (self->writer, key);
  write_record (self, record);
}

/* Everything that is of no tag. */
static void
write_layer (Output *self)
{
  HuJsonWriter *writer = self->writer;

  hu_json_writer_key (writer, HU_W3C_TERM);
  hu_json_writer_begin_object (writer);
  write_only (self, "document", HU_KIND_DOCUMENT);
  write_only (self, "layer", HU_KIND_LAYER);
  for (guint kind = HU_KIND_TYPE; kind < HU_N_KINDS; kind++)
    {
      GPtrArray *records = self->document->snapshot->records[kind];

      if (HU_KIND_IS_TAG (kind) || records->len == 0)
        continue;
      hu_json_writer_key (writer, hu_kind_get_list_name (kind));
      hu_json_writer_begin_list (writer);
      for (guint i = 0; i < records->len; i++)
        write_record (self, g_ptr_array_index (records, i));
      hu_json_writer_end_list (writer);
    }
  if (!self->document->without_text)
    {
      gsize length;
      const char *utf8 = hu_text_get_utf8 (self->document->text, &length);

      hu_json_writer_key (writer, "text");
      hu_json_writer_string (writer, utf8, (gssize) length);
    }
  hu_json_writer_end_object (writer);
}

/* Targets. */

static void
write_stretch (Output *self, const char *key, HuRange range)
{
  HuText *text = self->document->text;
  gsize start = hu_text_offset_to_byte (text, range.start), end = hu_text_offset_to_byte (text, range.end);

  if (start == end)
    return;
  hu_json_writer_key (self->writer, key);
  hu_json_writer_string (self->writer, hu_text_get_utf8 (text, NULL) + start, (gssize) (end - start));
}

static void
write_quote_selector (Output *self, const HuSpan *span)
{
  static const char *const keys[] = { "prefix", "suffix" };
  HuRange prefix, suffix;

  hu_json_writer_begin_object (self->writer);
  hu_json_writer_member_string (self->writer, "type", "TextQuoteSelector");
  if (span->rest)
    {
      hu_json_writer_member (self->writer, "exact", hu_value_get_member (span->rest, "quote"));
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        if (hu_value_get_member_string (span->rest, keys[i]))
          hu_json_writer_member (self->writer, keys[i], hu_value_get_member (span->rest, keys[i]));
    }
  else
    {
      hu_span_context (self->document->text, span->start, span->end, &prefix, &suffix);
      write_stretch (self, "exact", (HuRange){ span->start, span->end });
      write_stretch (self, "prefix", prefix);
      write_stretch (self, "suffix", suffix);
    }
  hu_json_writer_end_object (self->writer);
}

/* A span that has neither place nor quote any more is somewhere in the document. */
static void
write_target (Output *self, const HuSpan *span)
{
  HuJsonWriter *writer = self->writer;
  gboolean has_quote = !span->rest || hu_value_get_member_string (span->rest, "quote");

  hu_json_writer_begin_object (writer);
  if (span->lost && !has_quote)
    hu_json_writer_member_string (writer, "id", self->source);
  else
    {
      hu_json_writer_member_string (writer, "type", "SpecificResource");
      hu_json_writer_member_string (writer, "source", self->source);
      hu_json_writer_key (writer, "selector");
      hu_json_writer_begin_list (writer);
      if (!span->lost)
        {
          hu_json_writer_begin_inline_object (writer);
          hu_json_writer_member_string (writer, "type", "TextPositionSelector");
          hu_json_writer_member_int (writer, "start", span->start);
          hu_json_writer_member_int (writer, "end", span->end);
          hu_json_writer_end_object (writer);
        }
      if (has_quote)
        write_quote_selector (self, span);
      hu_json_writer_end_list (writer);
    }
  if (span->rest)
    hu_json_writer_member (writer, HU_W3C_TERM, span->rest);
  hu_json_writer_end_object (writer);
}

static void
write_targets (Output *self, HuRecord *record)
{
  gsize n;
  const HuSpan *spans = hu_w3c_get_spans (self->document, record, &n);

  hu_json_writer_key (self->writer, "target");
  if (n == 0)
    hu_json_writer_string (self->writer, self->source, -1);
  if (n > 1)
    hu_json_writer_begin_list (self->writer);
  for (gsize i = 0; i < n; i++)
    write_target (self, &spans[i]);
  if (n > 1)
    hu_json_writer_end_list (self->writer);
}

/* Bodies. */

static void
begin_body (Output *self, const char *type, const char *purpose)
{
  if (!self->has_body)
    {
      hu_json_writer_key (self->writer, "body");
      hu_json_writer_begin_list (self->writer);
    }
  self->has_body = TRUE;
  hu_json_writer_begin_object (self->writer);
  hu_json_writer_member_string (self->writer, "type", type);
  hu_json_writer_member_string (self->writer, "purpose", purpose);
}

static void
write_text_body (Output *self, const char *purpose, HuValue *text)
{
  if (!hu_value_get_string (text))
    return;
  begin_body (self, "TextualBody", purpose);
  hu_json_writer_member_string (self->writer, "format", "text/plain");
  hu_json_writer_member (self->writer, "value", text);
  hu_json_writer_end_object (self->writer);
}

static void
write_label_body (Output *self, const char *purpose, HuKind kind, const char *id)
{
  g_autofree char *label = id ? hu_export_document_dup_label (self->document, kind, id) : NULL;
  g_autoptr (HuValue) text = label ? hu_value_new_string (label) : NULL;

  write_text_body (self, purpose, text);
}

static void
write_link (Output *self, const char *tag)
{
  g_autofree char *iri = tag ? hu_w3c_dup_tag_iri (tag) : NULL;

  if (!iri)
    return;
  begin_body (self, "SpecificResource", "linking");
  hu_json_writer_member_string (self->writer, "source", iri);
  hu_json_writer_end_object (self->writer);
}

static char *
dup_speaker_iri (HuRecord *speaker, const char *id)
{
  const char *same = speaker ? hu_record_get_nth (speaker, HU_MEMBER_SAME_AS, 0) : NULL;
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return is_web_address (same) ? g_strdup (same) : g_strconcat ("urn:hustings:speaker:", escaped, NULL);
}

static void
write_speaker_body (Output *self, const char *purpose, const char *id)
{
  HuRecord *speaker = hu_export_document_lookup (self->document, HU_KIND_SPEAKER, id);
  const char *kind = speaker ? hu_record_get_string (speaker, HU_MEMBER_KIND) : NULL;
  g_autofree char *iri = id ? dup_speaker_iri (speaker, id) : NULL;
  g_autofree char *name = id ? hu_export_document_dup_label (self->document, HU_KIND_SPEAKER, id) : NULL;

  if (!id)
    return;
  begin_body (self, "SpecificResource", purpose);
  hu_json_writer_key (self->writer, "source");
  hu_json_writer_begin_object (self->writer);
  hu_json_writer_member_string (self->writer, "id", iri);
  if (kind)
    hu_json_writer_member_string (self->writer, "type",
                                  g_str_equal (kind, "person") ? "Person" : "Organization");
  hu_json_writer_member_string (self->writer, "name", name);
  hu_json_writer_end_object (self->writer);
  hu_json_writer_end_object (self->writer);
}

static void
write_claim_bodies (Output *self, HuRecord *claim)
{
  HuValue *relations = hu_record_get (claim, HU_MEMBER_RELATIONS);

  write_label_body (self, "classifying", HU_KIND_TYPE, hu_record_get_string (claim, HU_MEMBER_TYPE));
  for (gsize i = 0; i < hu_record_get_size (claim, HU_MEMBER_TOPICS); i++)
    write_label_body (self, "tagging", HU_KIND_TOPIC, hu_record_get_nth (claim, HU_MEMBER_TOPICS, i));
  write_text_body (self, "describing", hu_record_get (claim, HU_MEMBER_GIST));
  write_link (self, hu_record_get_string (claim, HU_MEMBER_WITHIN));
  for (gsize i = 0; i < hu_value_get_size (relations); i++)
    write_link (self, hu_value_get_member_string (hu_value_get_item (relations, i), "claim"));
}

static void
write_stance_bodies (Output *self, HuRecord *stance)
{
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);

  write_speaker_body (self, "identifying", hu_record_get_string (stance, HU_MEMBER_SPEAKER));
  write_label_body (self, "assessing", HU_KIND_VALUE, hu_record_get_string (stance, HU_MEMBER_VALUE));
  write_label_body (self, "tagging", HU_KIND_TOPIC, hu_value_get_member_string (toward, "topic"));
  write_speaker_body (self, "linking", hu_value_get_member_string (toward, "speaker"));
  write_link (self, hu_value_get_member_string (toward, "claim"));
  write_link (self, hu_record_get_string (stance, HU_MEMBER_CLAIM));
}

/* No list at all where there is no body. */
static void
write_bodies (Output *self, HuRecord *record)
{
  HuKind kind = hu_record_get_kind (record);

  self->has_body = FALSE;
  for (gsize i = 0; i < hu_record_get_size (record, HU_MEMBER_SPEAKERS); i++)
    write_speaker_body (self, "identifying", hu_record_get_nth (record, HU_MEMBER_SPEAKERS, i));
  if (kind == HU_KIND_CLAIM)
    write_claim_bodies (self, record);
  if (kind == HU_KIND_STANCE)
    write_stance_bodies (self, record);
  write_text_body (self, "commenting", hu_record_get (record, HU_MEMBER_TEXT));
  write_text_body (self, "commenting", hu_record_get (record, HU_MEMBER_NOTE));
  if (self->has_body)
    hu_json_writer_end_list (self->writer);
}

/* Annotations. */

/* Only what is a date and time for everybody; ours are in our own words, too. */
static void
write_time (Output *self, const char *key, const char *time)
{
  g_autoptr (GDateTime) parsed = time ? g_date_time_new_from_iso8601 (time, NULL) : NULL;

  if (parsed && strlen (time) >= 20 && time[10] == 'T')
    hu_json_writer_member_string (self->writer, key, time);
}

static void
write_creator (Output *self, const char *by)
{
  if (!by || !*by)
    return;
  hu_json_writer_key (self->writer, "creator");
  hu_json_writer_begin_inline_object (self->writer);
  hu_json_writer_member_string (self->writer, "type", "Person");
  hu_json_writer_member_string (self->writer, "nickname", by);
  if (self->name && g_strcmp0 (by, self->coder) == 0)
    hu_json_writer_member_string (self->writer, "name", self->name);
  hu_json_writer_end_object (self->writer);
}

static void
write_annotation (Output *self, HuRecord *record)
{
  static const char *const motivations[HU_N_KINDS] = {
    [HU_KIND_MENTION] = "identifying",
    [HU_KIND_CLAIM] = "classifying",
    [HU_KIND_STANCE] = "assessing",
    [HU_KIND_MEMO] = "commenting",
  };
  HuJsonWriter *writer = self->writer;
  HuKind kind = hu_record_get_kind (record);
  g_autofree char *iri = hu_w3c_dup_tag_iri (hu_record_get_id (record));

  hu_json_writer_begin_object (writer);
  write_context (writer);
  hu_json_writer_member_string (writer, "id", iri);
  hu_json_writer_member_string (writer, "type", "Annotation");
  hu_json_writer_member_string (writer, "motivation", motivations[kind]);
  write_time (self, "created", hu_record_get_string (record, HU_MEMBER_CREATED));
  write_time (self, "modified", hu_record_get_string (record, HU_MEMBER_MODIFIED));
  write_creator (self, hu_record_get_string (record, HU_MEMBER_BY));
  write_bodies (self, record);
  write_targets (self, record);
  hu_json_writer_key (writer, HU_W3C_TERM);
  hu_json_writer_begin_object (writer);
  hu_json_writer_key (writer, hu_kind_get_list_name (kind));
  write_record (self, record);
  hu_json_writer_end_object (writer);
  hu_json_writer_end_object (writer);
}

/* Collection and page. */

static guint
count_tags (HuSnapshot *snapshot)
{
  guint n = 0;

  for (guint kind = HU_KIND_MENTION; kind <= HU_KIND_MEMO; kind++)
    n += snapshot->records[kind]->len;
  return n;
}

static void
write_page (Output *self, const char *id, const char *collection)
{
  HuJsonWriter *writer = self->writer;
  HuSnapshot *snapshot = self->document->snapshot;

  hu_json_writer_key (writer, "first");
  hu_json_writer_begin_object (writer);
  write_context (writer);
  hu_json_writer_member_string (writer, "id", id);
  hu_json_writer_member_string (writer, "type", "AnnotationPage");
  hu_json_writer_key (writer, "partOf");
  hu_json_writer_begin_inline_object (writer);
  hu_json_writer_member_string (writer, "id", collection);
  hu_json_writer_member_string (writer, "type", "AnnotationCollection");
  hu_json_writer_member_string (writer, "label", self->document->name);
  hu_json_writer_member_int (writer, "total", count_tags (snapshot));
  hu_json_writer_member_string (writer, "first", id);
  hu_json_writer_member_string (writer, "last", id);
  hu_json_writer_end_object (writer);
  hu_json_writer_member_int (writer, "startIndex", 0);
  hu_json_writer_key (writer, "items");
  hu_json_writer_begin_list (writer);
  for (guint kind = HU_KIND_MENTION; kind <= HU_KIND_MEMO; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      write_annotation (self, g_ptr_array_index (snapshot->records[kind], i));
  hu_json_writer_end_list (writer);
  hu_json_writer_end_object (writer);
}

static void
write_collection (Output *self)
{
  HuJsonWriter *writer = self->writer;
  const char *sha256 = hu_text_get_sha256 (self->document->text);
  const char *coder = self->document->coder, *separator = coder ? "/" : "";
  g_autofree char *id =
      g_strdup_printf ("hash://sha256/%s#annotations%s%s", sha256, separator, coder ? coder : "");
  g_autofree char *page =
      g_strdup_printf ("hash://sha256/%s#page-1%s%s", sha256, separator, coder ? coder : "");
  guint n = count_tags (self->document->snapshot);

  hu_json_writer_begin_object (writer);
  write_context (writer);
  hu_json_writer_member_string (writer, "id", id);
  hu_json_writer_member_string (writer, "type", "AnnotationCollection");
  hu_json_writer_member_string (writer, "label", self->document->name);
  write_creator (self, self->coder);
  hu_json_writer_member_int (writer, "total", n);
  write_layer (self);
  if (n > 0)
    {
      write_page (self, page, id);
      hu_json_writer_member_string (writer, "last", page);
    }
  hu_json_writer_end_object (writer);
}

GBytes *
hu_w3c_write (HuExportDocument *document)
{
  g_autoptr (HuJsonWriter) writer = NULL;
  Output self = { .document = document };
  HuRecord *facts, *layer;
  HuValue *coder;
  const char *url;

  g_return_val_if_fail (document != NULL, NULL);
  self.writer = writer = hu_json_writer_new (HU_JSON_WRITER_INDENTED);
  facts = hu_snapshot_get_only (document->snapshot, HU_KIND_DOCUMENT);
  layer = hu_snapshot_get_only (document->snapshot, HU_KIND_LAYER);
  coder = hu_value_get_member (layer ? hu_record_get (layer, HU_MEMBER_LAYER) : NULL, "coder");
  self.coder = g_strdup (hu_value_get_member_string (coder, "id"));
  self.name = hu_value_get_member_string (coder, "name");
  url = facts ? hu_record_get_string (facts, HU_MEMBER_URL) : NULL;
  self.source = is_web_address (url)
                    ? g_strdup (url)
                    : g_strconcat ("hash://sha256/", hu_text_get_sha256 (document->text), NULL);
  write_collection (&self);
  hu_json_writer_end_document (writer);
  g_free (self.source);
  g_free (self.coder);
  return hu_json_writer_steal (writer);
}
