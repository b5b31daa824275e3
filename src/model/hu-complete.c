/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes along with every edit: stamps, copies of codebook entries, register ids. */
#include "hu-complete.h"

#include "hu-operations.h"
#include "hu-slug.h"

#include <string.h>

typedef struct
{
  HuEdit *edit;
  HuLayer *layer;
  const HuCompletion *from;
  const char *now;
} Completer;

static void
replace (Completer *self, HuRecord *before, HuRecordBuilder *builder)
{
  g_autoptr (HuRecord) after = hu_record_builder_end (builder);

  hu_edit_add (self->edit, before, after);
}

/* Copies of the codebook's entries. */

static void
set_score (HuRecordBuilder *builder, const HuCode *code)
{
  HuValue *score = hu_value_get_member (code->value, "score");

  if (code->has_score)
    hu_record_builder_take (builder, HU_MEMBER_SCORE, hu_value_ref (score));
}

static void
fill_copy (HuRecordBuilder *builder, HuKind kind, const HuCode *code)
{
  hu_record_builder_set_string (builder, HU_MEMBER_LABEL, code->label);
  if (kind == HU_KIND_VALUE || kind == HU_KIND_TOPIC)
    hu_record_builder_set_string (builder, HU_MEMBER_SCALE, code->scale);
  if (kind == HU_KIND_VALUE)
    set_score (builder, code);
  if (kind == HU_KIND_TOPIC)
    hu_record_builder_set_string (builder, HU_MEMBER_KIND, code->kind);
}

static const HuCode *
find_code (Completer *self, HuKind kind, const char *id)
{
  HuCodes codes = kind == HU_KIND_TYPE    ? HU_CODES_TYPES
                  : kind == HU_KIND_VALUE ? HU_CODES_VALUES
                                          : HU_CODES_TOPICS;

  return hu_codebook_find (self->from->codebook, codes, id);
}

static void
add_copy (HuKind kind, const char *id, gpointer user_data)
{
  Completer *self = user_data;
  const HuCode *code;
  HuRecordBuilder builder;

  if (kind != HU_KIND_TYPE && kind != HU_KIND_VALUE && kind != HU_KIND_TOPIC)
    return;
  code = find_code (self, kind, id);
  if (!code || hu_op_lookup (self->edit, self->layer, kind, id))
    return;
  hu_record_builder_init (&builder, kind, id, NULL);
  fill_copy (&builder, kind, code);
  replace (self, NULL, &builder);
}

/* The codebook has changed since the copies were made. */
static void
refresh_copies (Completer *self)
{
  for (HuKind kind = HU_KIND_TYPE; kind <= HU_KIND_TOPIC; kind++)
    for (guint i = 0; i < hu_layer_get_size (self->layer, kind); i++)
      {
        const char *id = hu_record_get_id (hu_layer_get_nth (self->layer, kind, i));
        HuRecord *record = hu_op_lookup (self->edit, self->layer, kind, id);
        const HuCode *code = find_code (self, kind, id);
        HuRecordBuilder builder;

        if (!record || !code)
          continue;
        hu_record_builder_init (&builder, kind, id, record);
        fill_copy (&builder, kind, code);
        replace (self, record, &builder);
      }
}

/* Speakers. */

/* Who the register says that the speaker is: the one that it was made of, else the one of the same name. */
static HuRecord *
find_registered (Completer *self, HuRecord *speaker)
{
  HuRegister *speakers = self->from->speakers;
  HuRecord *own = hu_register_find (speakers, hu_record_get_id (speaker));

  if (own && hu_register_get_is_file (speakers) && hu_speaker_is_named (own) &&
      strcmp (hu_speaker_get_name (own), hu_speaker_get_name (speaker)) == 0 &&
      strcmp (hu_speaker_get_kind (own), hu_speaker_get_kind (speaker)) == 0)
    return own;
  return hu_register_find_same (speakers, speaker);
}

typedef struct
{
  Completer *self;
  const char *id;
  gboolean found;
} RegisterSearch;

static void
match_register_id (HuRecord *record, gpointer user_data)
{
  RegisterSearch *search = user_data;
  HuRecord *newest =
      hu_edit_get_newest (search->self->edit, HU_KIND_SPEAKER, hu_record_get_id (record), record);

  search->found = search->found ||
                  (newest && g_strcmp0 (hu_record_get_string (newest, HU_MEMBER_REGISTER), search->id) == 0);
}

/* Whether somebody has the register id: in the register, or in this layer and about to join. */
static gboolean
is_taken (Completer *self, const char *id)
{
  RegisterSearch search = { self, id, hu_register_find (self->from->speakers, id) != NULL };

  hu_layer_foreach (self->layer, HU_KIND_SPEAKER, match_register_id, &search);
  for (guint i = 0; i < hu_edit_get_n_changes (self->edit); i++)
    {
      const HuChange *change = hu_edit_get_change (self->edit, i);

      if (change->kind == HU_KIND_SPEAKER && change->after)
        match_register_id (change->after, &search);
    }
  return search.found;
}

/* (transfer full) */
static char *
new_register_id (Completer *self, HuRecord *speaker)
{
  g_autofree char *slug = hu_slug (hu_speaker_get_name (speaker));
  char *id = g_strdup (slug);

  for (guint n = 2; is_taken (self, id); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", slug, n);
    }
  return id;
}

static void
join_register (Completer *self, HuRecord *speaker)
{
  HuRecord *same;
  g_autofree char *id = NULL;
  HuRecordBuilder builder;

  if (hu_record_get (speaker, HU_MEMBER_REGISTER) || !hu_speaker_is_named (speaker) ||
      !hu_record_get (speaker, HU_MEMBER_NAME))
    return;
  same = find_registered (self, speaker);
  if (!same && !self->from->joins_register)
    return;
  if (same && hu_register_get_is_file (self->from->speakers))
    id = g_strdup (hu_record_get_id (same));
  else if (same)
    id = g_strdup (hu_record_get_string (same, HU_MEMBER_REGISTER));
  else
    id = new_register_id (self, speaker);
  hu_record_builder_init (&builder, HU_KIND_SPEAKER, hu_record_get_id (speaker), speaker);
  hu_record_builder_set_string (&builder, HU_MEMBER_REGISTER, id);
  replace (self, speaker, &builder);
}

/* The organisations that a speaker from the register belongs to come along, under their ids there. */
static void
add_affiliated (Completer *self, HuRecord *speaker)
{
  HuValue *affiliations = hu_record_get (speaker, HU_MEMBER_AFFILIATIONS);

  for (gsize i = 0; i < hu_value_get_size (affiliations); i++)
    {
      const char *id = hu_value_get_member_string (hu_value_get_item (affiliations, i), "speaker");
      HuRecord *known = id ? hu_register_find (self->from->speakers, id) : NULL;
      HuRecordBuilder builder;

      if (!known || hu_op_lookup (self->edit, self->layer, HU_KIND_SPEAKER, id))
        continue;
      hu_record_builder_init (&builder, HU_KIND_SPEAKER, id, NULL);
      hu_record_builder_set_string (&builder, HU_MEMBER_NAME, hu_speaker_get_name (known));
      hu_record_builder_set_string (&builder, HU_MEMBER_KIND, hu_record_get_string (known, HU_MEMBER_KIND));
      if (hu_register_get_is_file (self->from->speakers))
        hu_record_builder_set_string (&builder, HU_MEMBER_REGISTER, hu_record_get_id (known));
      replace (self, NULL, &builder);
    }
}

/* Stamps. */

static void
stamp_tag (Completer *self, HuRecord *before, HuRecord *after)
{
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, hu_record_get_kind (after), hu_record_get_id (after), after);
  if (before)
    hu_record_builder_set_string (&builder, HU_MEMBER_MODIFIED, self->now);
  else
    {
      /* One that is put back was made earlier, with the codebook of then. */
      gboolean made = !hu_record_get (after, HU_MEMBER_CREATED);

      if (made)
        hu_record_builder_set_string (&builder, HU_MEMBER_CREATED, self->now);
      if (!hu_record_get (after, HU_MEMBER_BY))
        hu_record_builder_set_string (&builder, HU_MEMBER_BY, self->from->coder_id);
      if (made && hu_codebook_get_is_file (self->from->codebook))
        hu_record_builder_take (&builder, HU_MEMBER_REVISION,
                                hu_value_new_int (hu_codebook_get_revision (self->from->codebook)));
    }
  replace (self, after, &builder);
}

/* The layer itself. */

static HuValue *
object_with_string (HuValue *object, const char *key, const char *string)
{
  g_autoptr (HuValue) value = string && *string ? hu_value_new_string (string) : NULL;
  HuValue *result = value ? hu_value_object_with (object, key, value) : object ? hu_value_ref (object) : NULL;

  g_clear_pointer (&object, hu_value_unref);
  return result;
}

/* @layer: (nullable): as it is. A coder's layer names its coder. (transfer full) */
static HuValue *
layer_value (HuValue *layer, const HuCompletion *from)
{
  g_autoptr (HuValue) named = layer ? hu_value_ref (layer) : object_with_string (NULL, "kind", "coder");
  g_autoptr (HuValue) coder =
      object_with_string (object_with_string (NULL, "id", from->coder_id), "name", from->coder_name);

  if (!coder || hu_value_get_member (named, "coder") ||
      g_strcmp0 (hu_value_get_member_string (named, "kind"), "coder") != 0)
    return g_steal_pointer (&named);
  return hu_value_object_with (named, "coder", coder);
}

static HuValue *
codebook_value (HuCodebook *codebook)
{
  HuValue *value = object_with_string (NULL, "title", hu_codebook_get_title (codebook));
  g_autoptr (HuValue) revision = hu_value_new_int (hu_codebook_get_revision (codebook));
  g_autoptr (HuValue) titled = value;

  value = hu_value_object_with (titled, "revision", revision);
  return object_with_string (value, "hash", hu_codebook_get_hash (codebook));
}

static void
complete_root (Completer *self, gboolean tags_changed)
{
  HuRecord *root = hu_op_lookup (self->edit, self->layer, HU_KIND_LAYER, "");
  const char *status = hu_record_get_string (root, HU_MEMBER_STATUS);
  HuValue *codebook = hu_record_get (root, HU_MEMBER_CODEBOOK);
  const char *hash = hu_value_get_member_string (codebook, "hash");
  HuRecordBuilder builder;

  hu_record_builder_init (&builder, HU_KIND_LAYER, "", root);
  hu_record_builder_take (&builder, HU_MEMBER_LAYER,
                          layer_value (hu_record_get (root, HU_MEMBER_LAYER), self->from));
  if (tags_changed && (!status || strcmp (status, "new") == 0))
    hu_record_builder_set_string (&builder, HU_MEMBER_STATUS, "in-progress");
  /* A finished layer keeps what it was made with. */
  if (hu_codebook_get_is_file (self->from->codebook) && g_strcmp0 (status, "done") != 0 &&
      g_strcmp0 (hash, hu_codebook_get_hash (self->from->codebook)) != 0)
    {
      hu_record_builder_take (&builder, HU_MEMBER_CODEBOOK, codebook_value (self->from->codebook));
      refresh_copies (self);
    }
  replace (self, root, &builder);
}

void
hu_edit_complete (HuEdit *edit, HuLayer *layer, const HuCompletion *completion)
{
  g_autofree char *now = hu_time_now ();
  Completer self = { edit, layer, completion, now };
  gboolean tags_changed = FALSE;
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);

  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      tags_changed = tags_changed || HU_KIND_IS_TAG (change->kind);
      if (change->after)
        g_ptr_array_add (changed, hu_record_ref (change->after));
    }
  for (guint i = 0; i < changed->len; i++)
    {
      HuRecord *after = g_ptr_array_index (changed, i);
      HuKind kind = hu_record_get_kind (after);

      hu_record_foreach_reference (after, add_copy, &self);
      if (kind == HU_KIND_SPEAKER)
        {
          join_register (&self, after);
          add_affiliated (&self, after);
        }
      else if (HU_KIND_IS_TAG (kind))
        stamp_tag (&self, hu_layer_lookup (layer, kind, hu_record_get_id (after)), after);
    }
  complete_root (&self, tags_changed);
}
