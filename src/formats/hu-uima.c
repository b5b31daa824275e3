/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags as UIMA and INCEpTION have them: annotations with flat features, and relations between them.
 *
 * A feature of an annotation can't hold objects, so a stance that a claim shows becomes an annotation of its
 * own, where the claim stands, and a relation tells whose it is. Reading puts it back into its claim.
 */
#include "config.h"

#include "hu-uima.h"

#include "hu-span-reader.h"

#include <glib/gi18n-lib.h>

/* The types of DKPro, and what of them is a name. */
#define DKPRO  "de.tudarmstadt.ukp.dkpro.core.api."
#define ENTITY ".NamedEntity"

static const char *const role_names[HU_N_ROLES] = {
  [HU_ROLE_SPEAKER] = "Mention", [HU_ROLE_CUE] = "Cue",   [HU_ROLE_CLAIM] = "Claim",
  [HU_ROLE_STANCE] = "Stance",   [HU_ROLE_MEMO] = "Memo",
};

const char *
hu_uima_get_role_name (HuRole role)
{
  g_return_val_if_fail (role < HU_N_ROLES, NULL);
  return role_names[role];
}

gboolean
hu_uima_role_from_name (const char *name, HuRole *role)
{
  g_return_val_if_fail (name != NULL && role != NULL, FALSE);
  for (guint i = 0; i < HU_N_ROLES; i++)
    if (g_str_equal (name, role_names[i]))
      {
        *role = i;
        return TRUE;
      }
  return FALSE;
}

const char *const *
hu_uima_get_features (HuRole role)
{
  static const char *const mention[] = { "speakers", "form", "note", NULL };
  static const char *const claim[] = { "speakers",  "voice",    "type",       "topics", "gist",
                                       "quotation", "modality", "confidence", "note",   NULL };
  static const char *const stance[] = {
    "holder", "voice", "topic", "claim", "speaker", "value", "note", NULL
  };
  static const char *const memo[] = { "text", "note", NULL };
  static const char *const none[] = { NULL };

  switch (role)
    {
    case HU_ROLE_SPEAKER:
      return mention;
    case HU_ROLE_CLAIM:
      return claim;
    case HU_ROLE_STANCE:
      return stance;
    case HU_ROLE_MEMO:
      return memo;
    case HU_ROLE_CUE:
    case HU_N_ROLES:
      break;
    }
  return none;
}

gboolean
hu_uima_is_list_feature (const char *name)
{
  return g_str_equal (name, "speakers") || g_str_equal (name, "topics");
}

/* Writing. */

static void
tag_clear (gpointer data)
{
  HuUimaTag *self = data;

  g_clear_pointer (&self->features, json_object_unref);
}

static void
add_stances (HuUimaTags *self, guint claim)
{
  HuUimaTag *tag = &g_array_index (self->tags, HuUimaTag, claim);
  HuRange range = tag->range;
  g_autoptr (JsonArray) stances =
      json_object_has_member (tag->features, "stances")
          ? json_array_ref (json_object_get_array_member (tag->features, "stances"))
          : NULL;

  json_object_remove_member (tag->features, "stances");
  for (guint i = 0; stances && i < json_array_get_length (stances); i++)
    {
      HuUimaTag stance = { HU_ROLE_STANCE, range,
                           json_object_ref (json_array_get_object_element (stances, i)) };
      HuSpanRelation relation = { claim, self->tags->len, HU_UIMA_STANCE };

      g_array_append_val (self->tags, stance);
      g_array_append_val (self->relations, relation);
    }
}

/* (transfer full) */
static JsonObject *
make_features (HuLabelledSpans *spans, const HuLabelledSpan *span)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  hu_labelled_spans_build (spans, span, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_object_ref (json_node_get_object (root));
}

HuUimaTags *
hu_uima_tags_new (HuExportDocument *document)
{
  HuUimaTags *self;
  GArray *spans;

  g_return_val_if_fail (document != NULL, NULL);
  self = g_new0 (HuUimaTags, 1);
  self->spans = hu_labelled_spans_new (document);
  self->tags = g_array_new (FALSE, FALSE, sizeof (HuUimaTag));
  g_array_set_clear_func (self->tags, tag_clear);
  self->relations = g_array_copy (self->spans->relations);
  spans = self->spans->spans;
  for (guint i = 0; i < spans->len; i++)
    {
      const HuLabelledSpan *span = &g_array_index (spans, HuLabelledSpan, i);
      HuUimaTag tag = { span->role, span->range, NULL };

      if (span->fragment == 0 && span->role != HU_ROLE_CUE)
        tag.features = make_features (self->spans, span);
      g_array_append_val (self->tags, tag);
    }
  for (guint i = 0; i < spans->len; i++)
    if (g_array_index (self->tags, HuUimaTag, i).features &&
        g_array_index (self->tags, HuUimaTag, i).role == HU_ROLE_CLAIM)
      add_stances (self, i);
  return self;
}

void
hu_uima_tags_free (HuUimaTags *self)
{
  g_return_if_fail (self != NULL);
  hu_labelled_spans_free (self->spans);
  g_array_unref (self->tags);
  g_array_unref (self->relations);
  g_free (self);
}

/* Reading. */

/* What was made of annotations of other types than ours. */
typedef enum
{
  MADE_NOTHING,
  MADE_MENTIONS,
  MADE_CLAIMS,
  N_MADE
} Made;

typedef struct
{
  char *foreign;
  HuRole role;
  HuRange range;
  HuValue *features;
  GPtrArray *stances; /* of a claim: HuValue (nullable) */
  gboolean in_claim;  /* a stance that its claim holds */
} Annotation;

typedef struct
{
  char *from;
  char *to;
  char *label;
} Link;

struct _HuUimaReader
{
  HuSpanReader *reader;
  HuImportResult *result;
  GHashTable *made[N_MADE]; /* by the type's name, how many */
  GPtrArray *annotations;   /* Annotation */
  GHashTable *by_foreign;
  GArray *links;
};

static void
annotation_free (gpointer data)
{
  Annotation *self = data;

  g_free (self->foreign);
  g_clear_pointer (&self->features, hu_value_unref);
  g_clear_pointer (&self->stances, g_ptr_array_unref);
  g_free (self);
}

static void
link_clear (gpointer data)
{
  Link *self = data;

  g_free (self->from);
  g_free (self->to);
  g_free (self->label);
}

HuUimaReader *
hu_uima_reader_new (HuImportedLayer *layer, HuImportResult *result)
{
  HuUimaReader *self;

  g_return_val_if_fail (layer != NULL && result != NULL, NULL);
  self = g_new0 (HuUimaReader, 1);
  self->result = result;
  for (guint i = 0; i < N_MADE; i++)
    self->made[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->reader = hu_span_reader_new (layer);
  self->annotations = g_ptr_array_new_with_free_func (annotation_free);
  self->by_foreign = g_hash_table_new (g_str_hash, g_str_equal);
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  g_array_set_clear_func (self->links, link_clear);
  return self;
}

void
hu_uima_reader_free (HuUimaReader *self)
{
  g_return_if_fail (self != NULL);
  hu_span_reader_free (self->reader);
  for (guint i = 0; i < N_MADE; i++)
    g_hash_table_unref (self->made[i]);
  g_hash_table_unref (self->by_foreign);
  g_ptr_array_unref (self->annotations);
  g_array_unref (self->links);
  g_free (self);
}

const char *
hu_uima_find_label (HuValue *structure)
{
  static const char *const usual[] = { "value", "label", "category", "type", "kind", "name" };

  for (guint i = 0; structure && i < G_N_ELEMENTS (usual); i++)
    {
      const char *label = hu_value_get_member_string (structure, usual[i]);

      if (label && *label)
        return label;
    }
  for (gsize i = 0; i < hu_value_get_size (structure); i++)
    {
      HuValue *value = hu_value_get_nth (structure, i);
      const char *key = hu_value_get_key (structure, i);

      if (*key != '%' && *key != '@' && hu_value_get_type_of (value) == HU_VALUE_STRING &&
          *hu_value_get_string (value))
        return hu_value_get_string (value);
    }
  return NULL;
}

HuValue *
hu_uima_make_feature (const char *name, const char *string)
{
  HuValue *value = string && *string ? hu_value_new_string (string) : NULL;

  return value ? hu_value_new_object_take (&name, &value, 1) : NULL;
}

static void
count (HuUimaReader *self, Made made, const char *type)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->made[made], type));

  g_hash_table_insert (self->made[made], g_strdup (type), GUINT_TO_POINTER (n + 1));
}

void
hu_uima_reader_add (HuUimaReader *self, const char *foreign, HuRole role, HuRange range, HuValue *features)
{
  Annotation *annotation;

  g_return_if_fail (self != NULL && foreign != NULL && role < HU_N_ROLES && range.start < range.end);
  if (g_hash_table_contains (self->by_foreign, foreign))
    return;
  annotation = g_new0 (Annotation, 1);
  annotation->foreign = g_strdup (foreign);
  annotation->role = role;
  annotation->range = range;
  annotation->features = features ? hu_value_ref (features) : NULL;
  g_ptr_array_add (self->annotations, annotation);
  g_hash_table_insert (self->by_foreign, annotation->foreign, annotation);
}

void
hu_uima_reader_add_as (
    HuUimaReader *self, const char *type, const char *foreign, HuRange range, HuValue *features)
{
  g_autoptr (HuValue) said = NULL;
  gboolean entity;

  g_return_if_fail (self != NULL && type != NULL && foreign != NULL);
  entity = g_str_has_suffix (type, ENTITY);
  if (!entity && (g_str_has_prefix (type, DKPRO) || !hu_uima_find_label (features)))
    {
      count (self, MADE_NOTHING, type);
      return;
    }
  said = entity ? hu_uima_make_feature ("note", hu_value_get_member_string (features, "value"))
                : hu_uima_make_feature ("type", hu_uima_find_label (features));
  count (self, entity ? MADE_MENTIONS : MADE_CLAIMS, type);
  hu_uima_reader_add (self, foreign, entity ? HU_ROLE_SPEAKER : HU_ROLE_CLAIM, range, said);
}

void
hu_uima_reader_leave_out (HuUimaReader *self, const char *type)
{
  g_return_if_fail (self != NULL && type != NULL);
  count (self, MADE_NOTHING, type);
}

void
hu_uima_reader_relate_as (
    HuUimaReader *self, const char *type, const char *from, const char *to, const char *label)
{
  Link link;

  g_return_if_fail (self != NULL && type != NULL && from != NULL && to != NULL);
  if (!label || !g_hash_table_contains (self->by_foreign, from) ||
      !g_hash_table_contains (self->by_foreign, to))
    {
      count (self, MADE_NOTHING, type);
      return;
    }
  link = (Link){ g_strdup (from), g_strdup (to), g_strdup (label) };
  g_array_append_val (self->links, link);
}

/* Whether the relation tells a claim's stance, which the claim then holds. */
static gboolean
take_stance (HuUimaReader *self, const Link *link)
{
  Annotation *claim = g_hash_table_lookup (self->by_foreign, link->from);
  Annotation *stance = g_hash_table_lookup (self->by_foreign, link->to);

  if (!g_str_equal (link->label, HU_UIMA_STANCE) || !claim || !stance || claim->role != HU_ROLE_CLAIM ||
      stance->role != HU_ROLE_STANCE)
    return FALSE;
  if (stance->in_claim || !stance->features)
    return TRUE;
  stance->in_claim = TRUE;
  if (!claim->stances)
    claim->stances = g_ptr_array_new ();
  g_ptr_array_add (claim->stances, hu_value_ref (stance->features));
  return TRUE;
}

/* What was made of the annotations of others, type by type. */
static void
report (HuUimaReader *self)
{
  for (guint made = 0; made < N_MADE; made++)
    {
      GHashTableIter iter;
      gpointer type, n;

      g_hash_table_iter_init (&iter, self->made[made]);
      while (g_hash_table_iter_next (&iter, &type, &n))
        {
          guint number = GPOINTER_TO_UINT (n);

          if (made == MADE_MENTIONS)
            hu_import_note (self->result, 0,
                            ngettext ("%u annotation of type %s became a mention",
                                      "%u annotations of type %s became mentions", number),
                            number, (char *) type);
          else if (made == MADE_CLAIMS)
            hu_import_note (self->result, 0,
                            ngettext ("%u annotation of type %s became a claim",
                                      "%u annotations of type %s became claims", number),
                            number, (char *) type);
          else
            hu_import_warn (self->result, 0,
                            ngettext ("%u annotation of type %s is none that is known; it is left out",
                                      "%u annotations of type %s are none that are known; they are left out",
                                      number),
                            number, (char *) type);
        }
    }
}

/* The claim's features with its stances. */
static void
put_stances (Annotation *claim)
{
  g_autoptr (HuValue) stances =
      hu_value_new_list_take ((HuValue **) claim->stances->pdata, claim->stances->len);
  g_autoptr (HuValue) before = g_steal_pointer (&claim->features);

  claim->features = hu_value_object_with (before, "stances", stances);
  g_clear_pointer (&claim->stances, g_ptr_array_unref);
}

void
hu_uima_reader_finish (HuUimaReader *self)
{
  g_return_if_fail (self != NULL);
  for (guint i = 0; i < self->links->len; i++)
    {
      const Link *link = &g_array_index (self->links, Link, i);

      if (!take_stance (self, link))
        hu_span_reader_relate (self->reader, link->from, link->to, link->label);
    }
  for (guint i = 0; i < self->annotations->len; i++)
    {
      Annotation *annotation = g_ptr_array_index (self->annotations, i);

      if (annotation->stances)
        put_stances (annotation);
      if (!annotation->in_claim)
        hu_span_reader_add (self->reader, annotation->foreign, hu_role_get_label (annotation->role),
                            annotation->range, annotation->features);
    }
  hu_span_reader_finish (self->reader);
  report (self);
}
