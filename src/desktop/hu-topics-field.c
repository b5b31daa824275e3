/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What it is about: the topics of a claim, the target of a stance. */
#include "config.h"

#include "hu-topics-field.h"

#include <glib/gi18n-lib.h>

#include "hu-chip-entry.h"
#include "hu-options.h"

struct _HuTopicsField
{
  HuCardField parent_instance;

  HuChipEntry *entry;
  HuOptions *options; /* NULL: to be made when they are asked for */
};

G_DEFINE_FINAL_TYPE (HuTopicsField, hu_topics_field, HU_TYPE_CARD_FIELD)

static gboolean
is_claim (HuTopicsField *self)
{
  HuRecord *record = hu_card_field_get_record (HU_CARD_FIELD (self));

  return record && hu_record_get_kind (record) == HU_KIND_CLAIM;
}

static GPtrArray *
find_options (HuChipEntry *entry, const char *text, gpointer user_data)
{
  HuTopicsField *self = user_data;
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  HuRecord *record = hu_card_field_get_record (HU_CARD_FIELD (self));
  GPtrArray *options = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) found = NULL;
  gboolean open;

  if (!editor || !record)
    return options;
  if (!self->options)
    self->options = is_claim (self) ? hu_options_new_topics (editor) : hu_options_new_targets (editor);
  open = hu_codebook_get_topics_open (hu_card_field_get_codebook (HU_CARD_FIELD (self)));
  found = hu_options_find (self->options, text, open ? _ ("New topic “%s”") : NULL);
  for (guint i = 0; i < found->len; i++)
    {
      HuOption *option = g_ptr_array_index (found, i);

      if (!is_claim (self) || !hu_record_has_string (record, HU_MEMBER_TOPICS, option->id))
        g_ptr_array_add (options, g_object_ref (option));
    }
  return options;
}

/* Changes. */

static void
set_target (HuTopicsField *self, HuEdit *edit, const char *key, const char *id)
{
  HuCardField *field = HU_CARD_FIELD (self);
  g_autoptr (HuValue) string = id ? hu_value_new_string (id) : NULL;
  g_autoptr (HuValue) toward = id ? hu_value_object_with (NULL, key, string) : NULL;

  hu_op_set (edit, hu_card_field_get_layer (field), HU_KIND_STANCE,
             hu_record_get_id (hu_card_field_get_record (field)), HU_MEMBER_TOWARD, toward);
}

static void
apply (HuTopicsField *self, HuEdit *edit)
{
  HuRecord *record = hu_card_field_get_record (HU_CARD_FIELD (self));

  hu_edit_set_focus (edit, hu_record_get_kind (record), hu_record_get_id (record));
  hu_card_field_apply (HU_CARD_FIELD (self), edit);
}

static void
add_topic (HuTopicsField *self, HuEdit *edit, const char *topic)
{
  HuCardField *field = HU_CARD_FIELD (self);

  if (is_claim (self))
    hu_op_add_claim_topic (edit, hu_card_field_get_layer (field),
                           hu_record_get_id (hu_card_field_get_record (field)), topic);
  else
    set_target (self, edit, "topic", topic);
}

static void
take (HuChipEntry *entry, HuOption *option, HuTopicsField *self)
{
  HuCardField *field = HU_CARD_FIELD (self);
  g_autoptr (HuEdit) edit = NULL;
  g_autofree char *topic = NULL;

  if (!hu_card_field_get_record (field))
    return;
  edit = hu_edit_new (is_claim (self) ? _ ("Set Topic") : _ ("Set Target"));
  if (option->kind == HU_OPTION_CLAIM)
    set_target (self, edit, "claim", option->id);
  else if (option->kind == HU_OPTION_SPEAKER)
    set_target (self, edit, "speaker", option->id);
  else if ((topic = hu_option_ensure_topic (option, edit, hu_card_field_get_layer (field))))
    add_topic (self, edit, topic);
  apply (self, edit);
}

static void
hu_topics_field_take_code (HuCardField *field, const char *id)
{
  HuTopicsField *self = HU_TOPICS_FIELD (field);
  g_autoptr (HuEdit) edit = NULL;

  if (!hu_card_field_get_record (field))
    return;
  edit = hu_edit_new (is_claim (self) ? _ ("Set Topic") : _ ("Set Target"));
  add_topic (self, edit, id);
  apply (self, edit);
}

static void
remove_chip (HuChipEntry *entry, HuOption *option, HuTopicsField *self)
{
  HuCardField *field = HU_CARD_FIELD (self);
  HuRecord *record = hu_card_field_get_record (field);
  g_autoptr (HuEdit) edit = NULL;

  if (!record)
    return;
  edit = hu_edit_new (is_claim (self) ? _ ("Remove Topic") : _ ("Remove Target"));
  if (is_claim (self))
    hu_op_remove_claim_topic (edit, hu_card_field_get_layer (field), hu_record_get_id (record), option->id);
  else
    set_target (self, edit, NULL, NULL);
  apply (self, edit);
}

static void
hu_topics_field_clear (HuCardField *field)
{
  HuTopicsField *self = HU_TOPICS_FIELD (field);
  HuRecord *record = hu_card_field_get_record (field);
  g_autoptr (HuEdit) edit = NULL;

  if (!record)
    return;
  edit = hu_edit_new (is_claim (self) ? _ ("Remove Topics") : _ ("Remove Target"));
  if (!is_claim (self))
    set_target (self, edit, NULL, NULL);
  for (gsize i = 0; is_claim (self) && i < hu_record_get_size (record, HU_MEMBER_TOPICS); i++)
    hu_op_remove_claim_topic (edit, hu_card_field_get_layer (field), hu_record_get_id (record),
                              hu_record_get_nth (record, HU_MEMBER_TOPICS, i));
  apply (self, edit);
}

static void
open_chip (HuChipEntry *entry, HuOption *option, HuTopicsField *self)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));

  if (option->kind == HU_OPTION_CLAIM)
    hu_editor_pick (editor, HU_KIND_CLAIM, option->id, TRUE);
  else if (option->kind == HU_OPTION_SPEAKER)
    hu_editor_pick (editor, HU_KIND_SPEAKER, option->id, FALSE);
}

/* Showing. */

static HuOption *
make_target (HuEditor *editor, HuValue *toward)
{
  const char *id;

  if ((id = hu_value_get_member_string (toward, "topic")))
    return hu_option_for_topic (editor, id);
  if ((id = hu_value_get_member_string (toward, "claim")))
    return hu_option_for_claim (editor, id);
  if ((id = hu_value_get_member_string (toward, "speaker")))
    return hu_option_for_speaker (editor, id);
  return NULL;
}

static void
hu_topics_field_update (HuCardField *field, HuRecord *record)
{
  HuTopicsField *self = HU_TOPICS_FIELD (field);
  HuEditor *editor = hu_card_field_get_editor (field);
  g_autoptr (GPtrArray) chips = g_ptr_array_new_with_free_func (g_object_unref);
  HuOption *target = NULL;
  const char *id;

  g_clear_pointer (&self->options, hu_options_unref);
  for (gsize i = 0; is_claim (self) && (id = hu_record_get_nth (record, HU_MEMBER_TOPICS, i)); i++)
    g_ptr_array_add (chips, hu_option_for_topic (editor, id));
  if (record && !is_claim (self))
    target = make_target (editor, hu_record_get (record, HU_MEMBER_TOWARD));
  if (target)
    g_ptr_array_add (chips, target);
  hu_chip_entry_set_placeholder (self->entry,
                                 is_claim (self) ? _ ("Key, or / to search") : _ ("Topic, claim or speaker"));
  hu_chip_entry_set_chips (self->entry, chips);
}

static gboolean
hu_topics_field_has_uncommitted (HuCardField *field)
{
  g_autofree char *text = hu_chip_entry_dup_text (HU_TOPICS_FIELD (field)->entry);

  return *text != '\0';
}

static void
hu_topics_field_drop_uncommitted (HuCardField *field)
{
  hu_chip_entry_reset (HU_TOPICS_FIELD (field)->entry);
}

static gboolean
hu_topics_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HU_TOPICS_FIELD (widget)->entry));
}

static void
update_label (HuTopicsField *self)
{
  hu_chip_entry_set_label (self->entry, hu_card_field_get_label (HU_CARD_FIELD (self)));
}

static void
hu_topics_field_finalize (GObject *object)
{
  g_clear_pointer (&HU_TOPICS_FIELD (object)->options, hu_options_unref);
  G_OBJECT_CLASS (hu_topics_field_parent_class)->finalize (object);
}

static void
hu_topics_field_class_init (HuTopicsFieldClass *klass)
{
  HuCardFieldClass *field_class = HU_CARD_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hu_topics_field_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hu_topics_field_grab_focus;
  field_class->update = hu_topics_field_update;
  field_class->has_uncommitted = hu_topics_field_has_uncommitted;
  field_class->drop_uncommitted = hu_topics_field_drop_uncommitted;
  field_class->take_code = hu_topics_field_take_code;
  field_class->clear = hu_topics_field_clear;
}

static void
hu_topics_field_init (HuTopicsField *self)
{
  self->entry = HU_CHIP_ENTRY (hu_chip_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  hu_chip_entry_set_align_end (self->entry, TRUE);
  hu_chip_entry_set_opens (self->entry, TRUE);
  hu_chip_entry_set_func (self->entry, find_options, self);
  g_signal_connect (self->entry, "take", G_CALLBACK (take), self);
  g_signal_connect (self->entry, "remove", G_CALLBACK (remove_chip), self);
  g_signal_connect (self->entry, "open", G_CALLBACK (open_chip), self);
  g_signal_connect (self, "notify::label", G_CALLBACK (update_label), NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
}
