/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a layer file says that can be read but can't be meant so. */
#include "config.h"

#include "hu-layer-file-private.h"

#include "hu-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  HuSnapshot *snapshot;
  HuText *text; /* (nullable) */
  GBytes *bytes;
  GPtrArray *findings;
  GHashTable *ids[HU_N_KINDS]; /* of those that are referred to */
  HuRecord *record;            /* at hand */
  HuLayerPlace place;
} Inspection;

static const HuKind referred[] = { HU_KIND_TYPE,    HU_KIND_VALUE,   HU_KIND_TOPIC,
                                   HU_KIND_SPEAKER, HU_KIND_MENTION, HU_KIND_CLAIM };

/* @below: (transfer full): the place within the record, which starts with a member's name. */
static void
warn (Inspection *self, char *below, const char *what)
{
  HuKind kind = hu_record_get_kind (self->record);
  gsize offset = self->place.offset;
  g_autofree char *place = below;
  char *path;

  if (kind == HU_KIND_LAYER)
    path = g_strdup (below);
  else if (kind == HU_KIND_DOCUMENT)
    path = g_strdup_printf ("document.%s", below);
  else
    path = g_strdup_printf ("%s[%u].%s", hu_kind_get_list_name (kind), self->place.index, below);
  if (self->findings->len < HU_FINDINGS_MAX)
    offset = hu_json_find_below (self->bytes, offset, below);
  hu_findings_take (self->findings, HU_FINDING_WARNING, path, offset, what);
}

/* Spans. */

static void
inspect_spans (Inspection *self, HuMember member)
{
  const char *name = hu_member_get_name (member);
  gsize n;
  const HuSpan *spans = hu_value_get_spans (hu_record_get (self->record, member), &n);
  guint last = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (spans[i].lost)
        continue;
      if (spans[i].start < last)
        warn (self, g_strdup_printf ("%s[%u].start", name, (guint) i), _ ("it overlaps the span before it"));
      last = spans[i].end;
      if (self->text && !hu_text_is_grapheme_boundary (self->text, spans[i].start))
        warn (self, g_strdup_printf ("%s[%u].start", name, (guint) i), _ ("in the middle of a character"));
      if (self->text && !hu_text_is_grapheme_boundary (self->text, spans[i].end))
        warn (self, g_strdup_printf ("%s[%u].end", name, (guint) i), _ ("in the middle of a character"));
    }
}

/* References. */

static gboolean
is_known (Inspection *self, HuKind kind, const char *id)
{
  return !id || !self->ids[kind] || g_hash_table_contains (self->ids[kind], id);
}

static const char *
unknown_reference (HuKind kind)
{
  switch ((int) kind)
    {
    case HU_KIND_TYPE:
      return _ ("there is no such type in the file");
    case HU_KIND_VALUE:
      return _ ("there is no such value in the file");
    case HU_KIND_TOPIC:
      return _ ("there is no such topic in the file");
    case HU_KIND_SPEAKER:
      return _ ("there is no such speaker in the file");
    case HU_KIND_MENTION:
      return _ ("there is no such mention in the file");
    default:
      return _ ("there is no such claim in the file");
    }
}

static void
inspect_target (Inspection *self, HuValue *target)
{
  static const struct
  {
    const char *key;
    HuKind kind;
  } targets[] = { { "topic", HU_KIND_TOPIC }, { "claim", HU_KIND_CLAIM }, { "speaker", HU_KIND_SPEAKER } };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    if (!is_known (self, targets[i].kind, hu_value_get_member_string (target, targets[i].key)))
      warn (self, g_strconcat ("toward.", targets[i].key, NULL), unknown_reference (targets[i].kind));
}

static void
inspect_references (Inspection *self, const HuMemberInfo *info)
{
  const char *name = hu_member_get_name (info->member);
  const char *key = info->refers_to == HU_KIND_SPEAKER ? "speaker" : "claim";
  HuValue *value = hu_record_get (self->record, info->member);

  if (info->shape == HU_SHAPE_TARGET)
    inspect_target (self, value);
  else if (info->shape == HU_SHAPE_STRING && !is_known (self, info->refers_to, hu_value_get_string (value)))
    warn (self, g_strdup (name), unknown_reference (info->refers_to));
  for (gsize i = 0; info->shape == HU_SHAPE_STRINGS && i < hu_value_get_size (value); i++)
    if (!is_known (self, info->refers_to, hu_value_get_item_string (value, i)))
      warn (self, g_strdup_printf ("%s[%u]", name, (guint) i), unknown_reference (info->refers_to));
  for (gsize i = 0; info->shape == HU_SHAPE_OBJECTS && i < hu_value_get_size (value); i++)
    if (!is_known (self, info->refers_to, hu_value_get_member_string (hu_value_get_item (value, i), key)))
      warn (self, g_strdup_printf ("%s[%u].%s", name, (guint) i, key), unknown_reference (info->refers_to));
}

/* Members of members, which nobody but those who use them reads. */

static const struct
{
  HuMember member;
  const char *key;
  HuShape shape;
} inner[] = {
  { HU_MEMBER_LAYER, "kind", HU_SHAPE_STRING },           { HU_MEMBER_LAYER, "coder", HU_SHAPE_OBJECT },
  { HU_MEMBER_LAYER, "from", HU_SHAPE_OBJECTS },          { HU_MEMBER_LAYER, "format", HU_SHAPE_STRING },
  { HU_MEMBER_CODEBOOK, "title", HU_SHAPE_STRING },       { HU_MEMBER_CODEBOOK, "revision", HU_SHAPE_NUMBER },
  { HU_MEMBER_CODEBOOK, "hash", HU_SHAPE_STRING },        { HU_MEMBER_ORIGIN, "file", HU_SHAPE_STRING },
  { HU_MEMBER_ORIGIN, "sha256", HU_SHAPE_STRING },        { HU_MEMBER_ORIGIN, "url", HU_SHAPE_STRING },
  { HU_MEMBER_ORIGIN, "imported", HU_SHAPE_STRING },      { HU_MEMBER_PARTS, "by", HU_SHAPE_STRING },
  { HU_MEMBER_AFFILIATIONS, "speaker", HU_SHAPE_STRING }, { HU_MEMBER_AFFILIATIONS, "role", HU_SHAPE_STRING },
  { HU_MEMBER_AFFILIATIONS, "kind", HU_SHAPE_STRING },    { HU_MEMBER_AFFILIATIONS, "from", HU_SHAPE_STRING },
  { HU_MEMBER_AFFILIATIONS, "to", HU_SHAPE_STRING },      { HU_MEMBER_RELATIONS, "kind", HU_SHAPE_STRING },
  { HU_MEMBER_RELATIONS, "claim", HU_SHAPE_STRING },      { HU_MEMBER_VERDICT, "value", HU_SHAPE_STRING },
  { HU_MEMBER_VERDICT, "by", HU_SHAPE_STRING },           { HU_MEMBER_VERDICT, "date", HU_SHAPE_STRING },
  { HU_MEMBER_VERDICT, "note", HU_SHAPE_STRING },         { HU_MEMBER_DECIDED, "by", HU_SHAPE_STRING },
  { HU_MEMBER_DECIDED, "how", HU_SHAPE_STRING },          { HU_MEMBER_DECIDED, "note", HU_SHAPE_STRING },
};

static void
inspect_object (Inspection *self, HuMember member, HuValue *object, const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (inner); i++)
    {
      HuValue *value = inner[i].member == member ? hu_value_get_member (object, inner[i].key) : NULL;

      if (value && !hu_shape_accepts (inner[i].shape, value))
        warn (self, g_strdup_printf ("%s.%s", path, inner[i].key),
              hu_layer_file_describe_shape (inner[i].shape));
    }
}

static void
inspect_inner (Inspection *self, const HuMemberInfo *info)
{
  const char *name = hu_member_get_name (info->member);
  HuValue *value = hu_record_get (self->record, info->member);

  if (info->shape == HU_SHAPE_OBJECT)
    inspect_object (self, info->member, value, name);
  for (gsize i = 0; info->shape == HU_SHAPE_OBJECTS && i < hu_value_get_size (value); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", name, (guint) i);

      inspect_object (self, info->member, hu_value_get_item (value, i), path);
    }
}

/* Counts. */
static void
inspect_number (Inspection *self, HuMember member)
{
  double number = hu_value_get_double (hu_record_get (self->record, member));

  if ((member == HU_MEMBER_CHARACTERS || member == HU_MEMBER_REVISION) &&
      (number < 0 || number > G_MAXINT32 || number != floor (number)))
    warn (self, g_strdup (hu_member_get_name (member)), _ ("a whole number from 0 on is expected"));
}

static void
inspect_record (Inspection *self)
{
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (hu_record_get_kind (self->record), &n);
  HuValue *unknown = hu_record_get_unknown (self->record);

  for (gsize i = 0; i < n; i++)
    {
      if (!hu_record_get (self->record, members[i].member))
        continue;
      if (members[i].shape == HU_SHAPE_PASSAGE)
        inspect_spans (self, members[i].member);
      if (members[i].shape == HU_SHAPE_NUMBER)
        inspect_number (self, members[i].member);
      if (members[i].refers_to != HU_KIND_LAYER)
        inspect_references (self, &members[i]);
      if (members[i].shape == HU_SHAPE_OBJECT || members[i].shape == HU_SHAPE_OBJECTS)
        inspect_inner (self, &members[i]);
    }
  if (unknown && hu_value_get_member (unknown, HU_LAYER_FILE_UNSOUND) &&
      !hu_findings_have_error (self->findings))
    warn (self, g_strdup (HU_LAYER_FILE_UNSOUND),
          _ ("what could not be read is kept here until it is mended"));
}

void
hu_layer_file_inspect (
    HuSnapshot *snapshot, GArray *const *places, HuText *text, GBytes *bytes, GPtrArray *findings)
{
  Inspection self = { snapshot, text, bytes, findings };

  g_return_if_fail (snapshot != NULL && places != NULL && bytes != NULL && findings != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (referred); i++)
    {
      GPtrArray *records = snapshot->records[referred[i]];

      self.ids[referred[i]] = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint j = 0; j < records->len; j++)
        g_hash_table_add (self.ids[referred[i]],
                          (gpointer) hu_record_get_id (g_ptr_array_index (records, j)));
    }
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    for (guint i = 0; i < snapshot->records[kind]->len; i++)
      {
        self.record = g_ptr_array_index (snapshot->records[kind], i);
        self.place = places[kind] ? g_array_index (places[kind], HuLayerPlace, i) : (HuLayerPlace){ 0 };
        inspect_record (&self);
      }
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    g_clear_pointer (&self.ids[kind], g_hash_table_unref);
}
