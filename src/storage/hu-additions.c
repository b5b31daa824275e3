/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an edit adds to files other than its own layer's. */
#include "config.h"
#include "hu-additions.h"

#include "hu-codebook-file.h"
#include "hu-layer-file.h"
#include "hu-register-file.h"
#include "hu-save.h"
#include "hu-sidecar.h"

#include <gio/gio.h>

static void
record_unref_nullable (gpointer record)
{
  if (record)
    hu_record_unref (record);
}

HuAdditions *
hu_additions_new (const char *codebook_path, const char *register_path)
{
  HuAdditions *self = g_new0 (HuAdditions, 1);

  self->codebook_path = g_strdup (codebook_path);
  self->register_path = g_strdup (register_path);
  self->topics = g_ptr_array_new_with_free_func (record_unref_nullable);
  self->before = g_ptr_array_new_with_free_func (record_unref_nullable);
  self->speakers = g_ptr_array_new_with_free_func (record_unref_nullable);
  return self;
}

void
hu_additions_free (HuAdditions *self)
{
  g_return_if_fail (self != NULL);
  g_free (self->codebook_path);
  g_free (self->register_path);
  g_free (self->by);
  g_ptr_array_unref (self->topics);
  g_ptr_array_unref (self->before);
  g_ptr_array_unref (self->speakers);
  g_free (self->document_path);
  g_free (self->layer_path);
  g_clear_pointer (&self->text, hu_text_unref);
  g_clear_pointer (&self->facts, hu_record_unref);
  g_clear_pointer (&self->codebook, hu_codebook_unref);
  g_clear_pointer (&self->registered, hu_register_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/* Affiliations name speakers of the layer; in the register they name its own. Those that aren't in it are
 * left out. */
static HuValue *
registered_affiliations (HuValue *affiliations, HuLayer *layer)
{
  HuValue *kept = NULL;

  for (gsize i = 0; i < hu_value_get_size (affiliations); i++)
    {
      HuValue *item = hu_value_get_item (affiliations, i);
      const char *id = hu_value_get_member_string (item, "speaker");
      HuRecord *other = id ? hu_layer_lookup (layer, HU_KIND_SPEAKER, id) : NULL;
      const char *registered = other ? hu_record_get_string (other, HU_MEMBER_REGISTER) : NULL;
      g_autoptr (HuValue) new_id = registered ? hu_value_new_string (registered) : NULL;
      g_autoptr (HuValue) changed = NULL;
      HuValue *longer;

      if (id && !registered)
        continue;
      changed = id ? hu_value_object_with (item, "speaker", new_id) : hu_value_ref (item);
      longer = hu_value_list_with_item (kept, changed);
      g_clear_pointer (&kept, hu_value_unref);
      kept = longer;
    }
  return kept;
}

/* The speaker as the register has it: under its own id, without what concerns one document. */
static HuRecord *
registered_form (HuRecord *speaker, HuLayer *layer)
{
  const char *id = hu_record_get_string (speaker, HU_MEMBER_REGISTER);
  HuRecordBuilder builder;
  g_autoptr (HuRecord) renamed = hu_record_with_id (speaker, id);

  hu_record_builder_init (&builder, HU_KIND_SPEAKER, id, renamed);
  hu_record_builder_take (&builder, HU_MEMBER_REGISTER, NULL);
  hu_record_builder_take (&builder, HU_MEMBER_MODIFIED, NULL);
  hu_record_builder_take (&builder, HU_MEMBER_CONFLICT, NULL);
  hu_record_builder_take (&builder, HU_MEMBER_AFFILIATIONS,
                          registered_affiliations (hu_record_get (speaker, HU_MEMBER_AFFILIATIONS), layer));
  return hu_record_builder_end (&builder);
}

void
hu_additions_gather (HuAdditions *self, HuEdit *edit, HuLayer *layer)
{
  g_return_if_fail (self != NULL && edit != NULL && layer != NULL);
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      if (!change->after)
        continue;
      if (change->kind == HU_KIND_TOPIC && !change->before)
        g_ptr_array_add (self->topics, hu_record_ref (change->after));
      if (change->kind == HU_KIND_SPEAKER && hu_record_get (change->after, HU_MEMBER_REGISTER) &&
          hu_speaker_is_named (change->after))
        {
          gboolean registered = change->before && hu_record_get (change->before, HU_MEMBER_REGISTER);

          g_ptr_array_add (self->before, registered ? registered_form (change->before, layer) : NULL);
          g_ptr_array_add (self->speakers, registered_form (change->after, layer));
        }
    }
}

void
hu_additions_gather_facts (
    HuAdditions *self, HuEdit *edit, const char *document_path, const char *layer_path, HuText *text)
{
  const HuChange *change;

  g_return_if_fail (self != NULL && edit != NULL && document_path != NULL && text != NULL);
  change = hu_edit_find_change (edit, HU_KIND_DOCUMENT, "");
  if (!change || !change->after)
    return;
  self->document_path = g_strdup (document_path);
  self->layer_path = g_strdup (layer_path);
  self->text = hu_text_ref (text);
  self->facts = hu_record_ref (change->after);
}

gboolean
hu_additions_are_empty (HuAdditions *self)
{
  g_return_val_if_fail (self != NULL, TRUE);
  return self->topics->len == 0 && self->speakers->len == 0 && !self->facts;
}

/* What the disk refused may go well another time; what a file holds stays as it is. @error: (transfer full)
 * (nullable) */
static void
note_error (HuAdditions *self, GError *error)
{
  if (!error)
    return;
  self->unsaved = self->unsaved || error->domain == G_IO_ERROR;
  if (self->error)
    g_error_free (error);
  else
    self->error = error;
}

static void
write_codebook (HuAdditions *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuCodebook) codebook = hu_codebook_file_load (self->codebook_path, &error);
  g_autofree char *now = hu_time_now ();
  g_autoptr (GBytes) bytes = NULL;
  gboolean changed = FALSE;

  /* Without a codebook the topics live in the layers. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return;
  for (guint i = 0; codebook && i < self->topics->len; i++)
    {
      HuRecord *topic = g_ptr_array_index (self->topics, i);
      const char *label = hu_record_get_string (topic, HU_MEMBER_LABEL);
      HuCodebook *longer;

      if (hu_codebook_find (codebook, HU_CODES_TOPICS, hu_record_get_id (topic)))
        continue;
      longer = hu_codebook_with_topic (codebook, hu_record_get_id (topic),
                                       label ? label : hu_record_get_id (topic),
                                       hu_record_get_string (topic, HU_MEMBER_SCALE), self->by, now);
      hu_codebook_unref (codebook);
      codebook = longer;
      changed = TRUE;
    }
  bytes = changed ? hu_codebook_file_write (codebook) : NULL;
  if (bytes ? hu_save_bytes (self->codebook_path, bytes, &error) : codebook && self->tried)
    {
      g_clear_pointer (&self->codebook, hu_codebook_unref);
      self->codebook = hu_codebook_ref (codebook);
    }
  note_error (self, g_steal_pointer (&error));
}

/* What the edit changed of a speaker is changed in the register's record; the rest of that stays. */
static HuRecord *
merge_speaker (HuRecord *current, HuRecord *before, HuRecord *after)
{
  gsize n;
  const HuMemberInfo *members = hu_kind_get_members (HU_KIND_SPEAKER, &n);
  HuRecordBuilder builder;

  if (!current)
    return hu_record_ref (after);
  hu_record_builder_init (&builder, HU_KIND_SPEAKER, hu_record_get_id (current), current);
  for (gsize i = 0; i < n; i++)
    {
      HuValue *old = before ? hu_record_get (before, members[i].member) : NULL;
      HuValue *new = hu_record_get (after, members[i].member);

      /* A layer's speaker that has just joined fills gaps only. */
      if (before ? !hu_value_equal (old, new) : new && !builder.members[members[i].member])
        hu_record_builder_take (&builder, members[i].member, new ? hu_value_ref (new) : NULL);
    }
  return hu_record_builder_end (&builder);
}

static void
write_register (HuAdditions *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuRegister) registered = hu_register_file_load (self->register_path, &error);
  g_autoptr (GBytes) bytes = NULL;
  gboolean changed = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      if (!self->makes_register)
        return;
      g_clear_error (&error);
      registered = hu_register_new (NULL, NULL);
      hu_register_mark_file (registered);
    }
  for (guint i = 0; registered && i < self->speakers->len; i++)
    {
      HuRecord *after = g_ptr_array_index (self->speakers, i);
      HuRecord *current = hu_register_find (registered, hu_record_get_id (after));
      g_autoptr (HuRecord) merged = merge_speaker (current, g_ptr_array_index (self->before, i), after);
      HuRegister *longer;

      if (hu_record_equal (current, merged))
        continue;
      longer = hu_register_with_speaker (registered, merged);
      hu_register_unref (registered);
      registered = longer;
      changed = TRUE;
    }
  bytes = changed ? hu_register_file_write (registered) : NULL;
  if (bytes ? hu_save_bytes (self->register_path, bytes, &error) : registered && self->tried)
    {
      g_clear_pointer (&self->registered, hu_register_unref);
      self->registered = hu_register_ref (registered);
    }
  note_error (self, g_steal_pointer (&error));
}

/* A layer of another text, or one that can't be read, keeps what it says. */
static void
write_facts (HuAdditions *self, const char *path)
{
  gboolean matches = FALSE;
  g_autoptr (HuSnapshot) snapshot = hu_layer_file_load (path, self->text, &matches, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (!snapshot || !matches ||
      hu_record_equal (hu_snapshot_get_only (snapshot, HU_KIND_DOCUMENT), self->facts))
    return;
  g_ptr_array_set_size (snapshot->records[HU_KIND_DOCUMENT], 0);
  g_ptr_array_add (snapshot->records[HU_KIND_DOCUMENT], hu_record_ref (self->facts));
  bytes = hu_layer_file_write (snapshot, self->text);
  hu_save_bytes (path, bytes, &error);
  note_error (self, g_steal_pointer (&error));
}

static void
spread_facts (HuAdditions *self)
{
  g_autoptr (GPtrArray) layers = hu_sidecar_find (self->document_path, NULL);

  for (guint i = 0; layers && i < layers->len; i++)
    {
      HuSidecar *layer = g_ptr_array_index (layers, i);

      if (g_strcmp0 (layer->path, self->layer_path) != 0)
        write_facts (self, layer->path);
    }
}

void
hu_additions_write (HuAdditions *self)
{
  g_return_if_fail (self != NULL);
  g_clear_error (&self->error);
  self->unsaved = FALSE;
  if (self->topics->len)
    write_codebook (self);
  if (self->speakers->len)
    write_register (self);
  if (self->facts)
    spread_facts (self);
  self->tried = TRUE;
}
