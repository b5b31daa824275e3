/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an edit means for a list of tags. */
#include "config.h"

#include "hu-tag-effect.h"

static gboolean
lists (HuTagEffect *self, HuKind kind)
{
  return (self->kinds & HU_KINDS (kind)) != 0;
}

static void
add (HuTagEffect *self, HuKind kind, const char *id, HuRecord *before)
{
  if (!self->touched[kind])
    self->touched[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_hash_table_contains (self->touched[kind], id))
    return;
  g_hash_table_insert (self->touched[kind], g_strdup (id), before);
  self->n++;
}

/* A record that the edit leaves alone. */
static void
add_shown (HuTagEffect *self, HuKind kind, const char *id)
{
  HuRecord *record = id && lists (self, kind) ? hu_layer_lookup (self->layer, kind, id) : NULL;

  if (record)
    add (self, kind, id, record);
}

static void
add_speaker (HuKind kind, const char *id, gpointer user_data)
{
  if (kind == HU_KIND_SPEAKER)
    add_shown (user_data, kind, id);
}

/* The stances that are shown in a claim or are toward it, and who they name: they show the claim and stand
 * where it stands. */
static void
add_stances (HuTagEffect *self, const char *claim)
{
  g_autoptr (GPtrArray) records = hu_layer_get_referrers (self->layer, HU_KIND_CLAIM, claim);

  for (guint i = 0; i < records->len; i++)
    {
      HuRecord *record = g_ptr_array_index (records, i);

      if (hu_record_get_kind (record) != HU_KIND_STANCE)
        continue;
      add_shown (self, HU_KIND_STANCE, hu_record_get_id (record));
      if (lists (self, HU_KIND_SPEAKER))
        hu_record_foreach_reference (record, add_speaker, self);
    }
}

static void
follow (HuTagEffect *self, const HuChange *change)
{
  HuRecord *records[] = { change->before, change->after };

  if (change->kind >= HU_KIND_TYPE && change->kind <= HU_KIND_SPEAKER)
    self->names_changed = TRUE;
  if (!HU_KIND_IS_TAG (change->kind))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      if (!records[i])
        continue;
      if (change->kind == HU_KIND_STANCE)
        add_shown (self, HU_KIND_CLAIM, hu_record_get_string (records[i], HU_MEMBER_CLAIM));
      if (lists (self, HU_KIND_SPEAKER))
        hu_record_foreach_reference (records[i], add_speaker, self);
    }
  if (change->kind == HU_KIND_CLAIM && (lists (self, HU_KIND_STANCE) || lists (self, HU_KIND_SPEAKER)))
    add_stances (self, change->id);
}

void
hu_tag_effect_init (HuTagEffect *self, HuLayer *layer, guint kinds, HuEdit *edit)
{
  g_return_if_fail (self != NULL && layer != NULL && edit != NULL);
  *self = (HuTagEffect){ .layer = layer, .kinds = kinds };
  /* First what the edit changes itself: only there is the record before another one. */
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    {
      const HuChange *change = hu_edit_get_change (edit, i);

      if (lists (self, change->kind))
        add (self, change->kind, change->id, change->before);
    }
  for (guint i = 0; i < hu_edit_get_n_changes (edit); i++)
    follow (self, hu_edit_get_change (edit, i));
}

void
hu_tag_effect_clear (HuTagEffect *self)
{
  g_return_if_fail (self != NULL);
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    g_clear_pointer (&self->touched[kind], g_hash_table_unref);
}
