/* SPDX-License-Identifier: GPL-3.0-or-later */
/* W3C Web Annotations: making tags of what others annotated. */
#include "config.h"

#include "hu-w3c-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the bodies of one annotation say. */
typedef struct
{
  HuImportedLayer *layer;
  const char *type; /* (nullable): the id */
  HuValue *topics;  /* (nullable): ids */
  HuValue *speakers;
  GString *comments;
  GString *gist;
  gboolean judged; /* something classifies, tags or assesses */
} Bodies;

static void
append_words (GString *to, const char *words)
{
  if (to->len > 0)
    g_string_append (to, "\n\n");
  g_string_append (to, words);
}

/* The words of a body: its value, or the name or address of what it names. (nullable) */
static const char *
get_words (HuValue *body)
{
  static const char *const keys[] = { "value", "label", "name", "source", "id" };
  const char *words = NULL;

  if (hu_value_get_type_of (body) == HU_VALUE_STRING)
    return hu_value_get_string (body);
  for (guint i = 0; i < G_N_ELEMENTS (keys) && !words; i++)
    {
      HuValue *value = hu_value_get_member (body, keys[i]);

      words = value && hu_value_get_type_of (value) == HU_VALUE_OBJECT
                  ? get_words (value)
                  : hu_value_get_member_string (body, keys[i]);
      if (words && !*words)
        words = NULL;
    }
  return words;
}

static gboolean
says (HuValue *purpose, const char *word)
{
  return purpose &&
         (hu_value_has_string (purpose, word) || g_strcmp0 (hu_value_get_string (purpose), word) == 0);
}

static void
add_id (HuValue **list, const char *id)
{
  HuValue *longer = hu_value_list_with_string (*list, id);

  g_clear_pointer (list, hu_value_unref);
  *list = longer;
}

static void
take_body (Bodies *self, HuValue *body, HuValue *motivation)
{
  HuValue *own =
      hu_value_get_type_of (body) == HU_VALUE_OBJECT ? hu_value_get_member (body, "purpose") : NULL;
  HuValue *purpose = own ? own : motivation;
  const char *words = get_words (body);

  if (!words)
    return;
  if (says (purpose, "identifying"))
    add_id (&self->speakers, hu_imported_layer_ensure_speaker (self->layer, words, NULL, TRUE));
  else if (says (purpose, "classifying") && !self->type)
    self->type = hu_imported_layer_ensure_code (self->layer, HU_KIND_TYPE, words);
  else if (says (purpose, "classifying") || says (purpose, "tagging"))
    add_id (&self->topics, hu_imported_layer_ensure_code (self->layer, HU_KIND_TOPIC, words));
  else if (says (purpose, "describing"))
    append_words (self->gist, words);
  else
    append_words (self->comments, words);
  self->judged = self->judged || says (purpose, "classifying") || says (purpose, "tagging") ||
                 says (purpose, "assessing");
}

static void
take_bodies (Bodies *self, HuValue *annotation)
{
  HuValue *motivation = hu_value_get_member (annotation, "motivation");
  HuValue *body = hu_value_get_member (annotation, "body");
  HuValue *plain = hu_value_get_member (annotation, "bodyValue");
  HuValue *items =
      body && hu_value_get_type_of (body) == HU_VALUE_OBJECT ? hu_value_get_member (body, "items") : NULL;
  HuValue *list = items ? items : body;

  if (plain && hu_value_get_type_of (plain) == HU_VALUE_STRING)
    take_body (self, plain, motivation);
  if (list && hu_value_get_type_of (list) == HU_VALUE_LIST)
    for (gsize i = 0; i < hu_value_get_size (list); i++)
      take_body (self, hu_value_get_item (list, i), motivation);
  else if (list)
    take_body (self, list, motivation);
}

/* The annotation but for its target, which the passage says. (transfer full) (nullable) */
static HuValue *
make_rest (HuValue *annotation)
{
  static const char *const known[] = { "@context", "target", NULL };
  HuValue *rest = hu_value_ref (annotation);

  for (guint i = 0; known[i] && rest; i++)
    {
      g_autoptr (HuValue) before = rest;

      rest = hu_value_object_with (before, known[i], NULL);
    }
  return rest;
}

static void
set_time (HuRecordBuilder *builder, HuMember member, HuValue *annotation)
{
  const char *time = hu_value_get_member_string (annotation, hu_member_get_name (member));
  g_autoptr (GDateTime) parsed = time ? g_date_time_new_from_iso8601 (time, NULL) : NULL;

  if (parsed)
    hu_record_builder_set_string (builder, member, time);
}

static void
set_creator (HuRecordBuilder *builder, HuValue *annotation)
{
  static const char *const keys[] = { "nickname", "name", "id" };
  HuValue *creator = hu_value_get_member (annotation, "creator");
  const char *who = NULL;
  g_autofree char *id = NULL;

  if (creator && hu_value_get_type_of (creator) == HU_VALUE_LIST)
    creator = hu_value_get_item (creator, 0);
  if (creator && hu_value_get_type_of (creator) == HU_VALUE_STRING)
    who = hu_value_get_string (creator);
  for (guint i = 0; i < G_N_ELEMENTS (keys) && !who; i++)
    who = hu_value_get_member_string (creator, keys[i]);
  id = who && *who ? hu_import_make_coder_id (who) : NULL;
  if (id)
    hu_record_builder_set_string (builder, HU_MEMBER_BY, id);
}

static void
set_bodies (HuRecordBuilder *builder, Bodies *bodies)
{
  HuMember comments = builder->kind == HU_KIND_MEMO ? HU_MEMBER_TEXT : HU_MEMBER_NOTE;

  if (builder->kind != HU_KIND_CLAIM && bodies->gist->len > 0)
    append_words (bodies->comments, bodies->gist->str);
  hu_record_builder_set_string (builder, comments, bodies->comments->str);
  if (builder->kind != HU_KIND_MEMO && bodies->speakers)
    hu_record_builder_take (builder, HU_MEMBER_SPEAKERS, hu_value_ref (bodies->speakers));
  if (builder->kind != HU_KIND_CLAIM)
    return;
  hu_record_builder_set_string (builder, HU_MEMBER_GIST, bodies->gist->str);
  hu_record_builder_set_string (builder, HU_MEMBER_TYPE, bodies->type);
  if (bodies->topics)
    hu_record_builder_take (builder, HU_MEMBER_TOPICS, hu_value_ref (bodies->topics));
}

/* The id that a tag gets: that of its IRI where it is a UUID. (transfer full) */
static char *
make_id (HuImportedLayer *layer, HuKind kind, HuValue *annotation, HuValue *passage)
{
  const char *iri = hu_value_get_member_string (annotation, "id");
  const char *uuid = iri && g_str_has_prefix (iri, "urn:uuid:") ? iri + strlen ("urn:uuid:") : iri;
  g_autofree char *place = NULL;
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);

  if (uuid && g_uuid_string_is_valid (uuid))
    return g_ascii_strdown (uuid, -1);
  place = g_strdup_printf ("%u-%u", spans[0].start, spans[n - 1].end);
  return hu_imported_layer_make_id (layer, kind, iri ? iri : place);
}

void
hu_w3c_reader_take_foreign (HuW3cReader *self,
                            HuImportedLayer *layer,
                            HuW3cPlacer *placer,
                            HuValue *annotation)
{
  g_autoptr (HuValue) passage = hu_w3c_reader_make_passage (self, layer, placer, annotation);
  g_autoptr (GString) comments = g_string_new (NULL);
  g_autoptr (GString) gist = g_string_new (NULL);
  Bodies bodies = { .layer = layer, .comments = comments, .gist = gist };
  g_autoptr (HuValue) rest = NULL;
  g_autofree char *id = NULL;
  HuRecordBuilder builder;
  HuKind kind;

  if (!passage)
    return;
  take_bodies (&bodies, annotation);
  kind = bodies.judged ? HU_KIND_CLAIM : bodies.speakers ? HU_KIND_MENTION : HU_KIND_MEMO;
  id = make_id (layer, kind, annotation, passage);
  hu_record_builder_init (&builder, kind, id, NULL);
  hu_record_builder_take (&builder, HU_MEMBER_PASSAGE, hu_value_ref (passage));
  set_bodies (&builder, &bodies);
  set_time (&builder, HU_MEMBER_CREATED, annotation);
  set_time (&builder, HU_MEMBER_MODIFIED, annotation);
  set_creator (&builder, annotation);
  rest = make_rest (annotation);
  if (rest)
    hu_record_builder_take_unknown (&builder,
                                    hu_value_new_object_take ((const char *const[]){ "w3c" },
                                                              &(HuValue *){ hu_value_ref (rest) }, 1));
  hu_imported_layer_take (layer, &builder);
  g_clear_pointer (&bodies.topics, hu_value_unref);
  g_clear_pointer (&bodies.speakers, hu_value_unref);
}
