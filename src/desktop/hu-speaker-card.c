/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a mention and of the speaker behind it. */
#include "config.h"

#include "hu-speaker-card.h"

#include <glib/gi18n-lib.h>

#include "hu-card-row.h"
#include "hu-chip-entry.h"
#include "hu-chips-field.h"
#include "hu-choice-field.h"
#include "hu-fields-field.h"
#include "hu-info-field.h"
#include "hu-list-field.h"
#include "hu-options.h"
#include "hu-passage-field.h"
#include "hu-source-field.h"
#include "hu-text-field.h"
#include "hu-uses-field.h"

struct _HuSpeakerCard
{
  HuCardField parent_instance;

  GtkWidget *mention_group;
  GtkWidget *speaker_group;
  GtkWidget *speaker_title;
  HuChipEntry *merge;

  char *speaker; /* the id of the one shown, or NULL */
};

G_DEFINE_FINAL_TYPE (HuSpeakerCard, hu_speaker_card, HU_TYPE_CARD_FIELD)

/* Merging and removing. */

static GPtrArray *
find_others (HuChipEntry *entry, const char *text, gpointer user_data)
{
  HuSpeakerCard *self = user_data;
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  g_autoptr (HuOptions) options = hu_options_new_speakers (editor);
  GPtrArray *found = hu_options_find (options, text, NULL);

  for (guint i = found->len; i-- > 0;)
    {
      HuOption *option = g_ptr_array_index (found, i);

      if (option->kind != HU_OPTION_SPEAKER ||
          (!option->of_register && g_strcmp0 (option->id, self->speaker) == 0))
        g_ptr_array_remove_index (found, i);
    }
  return found;
}

static void
merge_into (HuChipEntry *entry, HuOption *option, HuSpeakerCard *self)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  HuLayer *layer = hu_card_field_get_layer (HU_CARD_FIELD (self));
  HuRecord *record = self->speaker ? hu_layer_lookup (layer, HU_KIND_SPEAKER, self->speaker) : NULL;
  g_autoptr (HuEdit) edit = NULL;
  g_autofree char *into = NULL;
  g_autofree char *message = NULL;
  g_autofree char *from = g_strdup (self->speaker);

  if (!record)
    return;
  edit = hu_edit_new (_ ("Merge Speakers"));
  into = hu_option_ensure_speaker (option, edit, layer);
  if (!into || g_strcmp0 (into, from) == 0)
    return;
  /* Translators: two speakers were found to be one: "officials merged into Tomas Reik" */
  message = g_strdup_printf (_ ("%s merged into %s"), hu_speaker_get_name (record), option->label);
  hu_op_merge_speakers (edit, layer, from, into);
  if (!hu_editor_apply (editor, edit))
    return;
  if (!hu_editor_get_hand_record (editor))
    hu_editor_pick (editor, HU_KIND_SPEAKER, into, FALSE);
  hu_editor_tell (editor, message, edit);
}

static void
delete_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (widget));

  if (editor)
    hu_editor_delete (editor);
}

static void
delete_speaker_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HuSpeakerCard *self = HU_SPEAKER_CARD (widget);
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  HuLayer *layer = hu_card_field_get_layer (HU_CARD_FIELD (self));
  HuRecord *record = layer && self->speaker ? hu_layer_lookup (layer, HU_KIND_SPEAKER, self->speaker) : NULL;
  g_autoptr (HuEdit) edit = NULL;
  g_autofree char *message = NULL;
  g_autofree char *id = g_strdup (self->speaker);

  if (!record)
    return;
  message = g_strdup_printf (_ ("%s deleted"), hu_speaker_get_name (record));
  edit = hu_edit_new (message);
  hu_op_delete_speaker (edit, layer, id);
  if (hu_editor_apply (editor, edit))
    hu_editor_tell (editor, message, edit);
}

/* Showing. */

static HuRecord *
find_speaker (HuSpeakerCard *self, HuRecord *record)
{
  HuLayer *layer = hu_card_field_get_layer (HU_CARD_FIELD (self));
  const char *id;

  if (!record || !layer || hu_record_get_kind (record) == HU_KIND_SPEAKER)
    return record;
  id = hu_record_get_nth (record, HU_MEMBER_SPEAKERS, 0);
  return id ? hu_layer_lookup (layer, HU_KIND_SPEAKER, id) : NULL;
}

static void
hu_speaker_card_update (HuCardField *field, HuRecord *record)
{
  HuSpeakerCard *self = HU_SPEAKER_CARD (field);
  HuEditor *editor = hu_card_field_get_editor (field);
  gboolean is_mention = record && hu_record_get_kind (record) == HU_KIND_MENTION;
  HuRecord *speaker = find_speaker (self, record);

  gtk_widget_set_visible (self->mention_group, is_mention);
  if (is_mention)
    hu_card_field_update_within (self->mention_group, editor, record);
  gtk_widget_set_visible (self->speaker_group, speaker != NULL);
  if (g_strcmp0 (self->speaker, speaker ? hu_record_get_id (speaker) : NULL) != 0)
    {
      g_free (self->speaker);
      self->speaker = g_strdup (speaker ? hu_record_get_id (speaker) : NULL);
      hu_chip_entry_reset (self->merge);
    }
  if (!speaker)
    return;
  gtk_label_set_label (GTK_LABEL (self->speaker_title), hu_speaker_get_name (speaker));
  hu_card_field_update_within (self->speaker_group, editor, speaker);
}

static void
hu_speaker_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_SPEAKER_CARD);
  G_OBJECT_CLASS (hu_speaker_card_parent_class)->dispose (object);
}

static void
hu_speaker_card_finalize (GObject *object)
{
  g_free (HU_SPEAKER_CARD (object)->speaker);
  G_OBJECT_CLASS (hu_speaker_card_parent_class)->finalize (object);
}

static void
hu_speaker_card_class_init (HuSpeakerCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hu_speaker_card_dispose;
  object_class->finalize = hu_speaker_card_finalize;
  HU_CARD_FIELD_CLASS (klass)->update = hu_speaker_card_update;
  g_type_ensure (HU_TYPE_CARD_ROW);
  g_type_ensure (HU_TYPE_CHIP_ENTRY);
  g_type_ensure (HU_TYPE_CHIPS_FIELD);
  g_type_ensure (HU_TYPE_CHOICE_FIELD);
  g_type_ensure (HU_TYPE_FIELDS_FIELD);
  g_type_ensure (HU_TYPE_INFO_FIELD);
  g_type_ensure (HU_TYPE_LIST_FIELD);
  g_type_ensure (HU_TYPE_PASSAGE_FIELD);
  g_type_ensure (HU_TYPE_SOURCE_FIELD);
  g_type_ensure (HU_TYPE_TEXT_FIELD);
  g_type_ensure (HU_TYPE_USES_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-speaker-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HuSpeakerCard, mention_group);
  gtk_widget_class_bind_template_child (widget_class, HuSpeakerCard, speaker_group);
  gtk_widget_class_bind_template_child (widget_class, HuSpeakerCard, speaker_title);
  gtk_widget_class_bind_template_child (widget_class, HuSpeakerCard, merge);
  gtk_widget_class_install_action (widget_class, "card.delete", NULL, delete_activated);
  gtk_widget_class_install_action (widget_class, "card.delete-speaker", NULL, delete_speaker_activated);
}

static void
hu_speaker_card_init (HuSpeakerCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hu_chip_entry_set_align_end (self->merge, TRUE);
  hu_chip_entry_set_label (self->merge, _ ("Merge into another speaker"));
  hu_chip_entry_set_placeholder (self->merge, _ ("Another speaker…"));
  hu_chip_entry_set_func (self->merge, find_others, self);
  g_signal_connect (self->merge, "take", G_CALLBACK (merge_into), self);
}
