/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All the stances that a claim shows: its speakers' and those of others. */
#include "config.h"

#include "hu-stances-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hu-card-row.h"
#include "hu-chip-entry.h"
#include "hu-choice.h"
#include "hu-editor-names.h"
#include "hu-options.h"
#include "hu-wrap-layout.h"

/* One stance: its holder and target in words, its value, and a button that removes it. */
typedef struct
{
  GtkWidget *box;
  GtkWidget *label;
  HuChoice *value;
  char *id;
} Row;

struct _HuStancesField
{
  HuCardField parent_instance;

  GtkWidget *box;
  GPtrArray *rows; /* of Row */
  char *claim;

  /* The next one. */
  GtkWidget *group;
  HuChipEntry *holder_entry;
  HuChipEntry *target_entry;
  HuChoice *value_choice;
  GtkWidget *add;
  HuOption *holder;
  HuOption *target;
  char *value;
  HuOptions *speakers;
  HuOptions *targets;
};

G_DEFINE_FINAL_TYPE (HuStancesField, hu_stances_field, HU_TYPE_CARD_FIELD)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->id);
  g_free (row);
}

/* The stances there are. */

static char *
describe (HuEditor *editor, HuRecord *stance)
{
  const char *speaker = hu_record_get_string (stance, HU_MEMBER_SPEAKER);
  const char *voice = hu_record_get_string (stance, HU_MEMBER_VOICE);
  HuValue *toward = hu_record_get (stance, HU_MEMBER_TOWARD);
  g_autoptr (HuOption) holder = speaker ? hu_option_for_speaker (editor, speaker)
                                : voice ? hu_option_for_voice (voice, FALSE)
                                        : NULL;
  g_autoptr (HuOption) target = NULL;
  const char *id;

  if ((id = hu_value_get_member_string (toward, "topic")))
    target = hu_option_for_topic (editor, id);
  else if ((id = hu_value_get_member_string (toward, "claim")))
    target = hu_option_for_claim (editor, id);
  else if ((id = hu_value_get_member_string (toward, "speaker")))
    target = hu_option_for_speaker (editor, id);
  return g_strdup_printf ("%s → %s", holder ? holder->label : "?", target ? target->label : "?");
}

static Row *
find_row (HuStancesField *self, GtkWidget *widget)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (gtk_widget_is_ancestor (widget, row->box))
        return row;
    }
  return NULL;
}

static void
row_chosen (HuChoice *choice, const char *value, HuStancesField *self)
{
  Row *row = find_row (self, GTK_WIDGET (choice));
  HuCardField *field = HU_CARD_FIELD (self);
  g_autoptr (HuEdit) edit = hu_edit_new (_ ("Set Stance"));

  hu_op_set_string (edit, hu_card_field_get_layer (field), HU_KIND_STANCE, row->id, HU_MEMBER_VALUE, value);
  hu_card_field_apply (field, edit);
}

static void
row_removed (GtkWidget *button, HuStancesField *self)
{
  Row *row = find_row (self, button);
  HuCardField *field = HU_CARD_FIELD (self);
  g_autoptr (HuEdit) edit = hu_edit_new (_ ("Remove Stance"));

  hu_op_delete_tag (edit, hu_card_field_get_layer (field), HU_KIND_STANCE, row->id);
  hu_edit_set_focus (edit, HU_KIND_CLAIM, self->claim);
  hu_card_field_apply (field, edit);
}

static void
row_opened (GtkWidget *button, HuStancesField *self)
{
  Row *row = find_row (self, button);

  hu_editor_pick (hu_card_field_get_editor (HU_CARD_FIELD (self)), HU_KIND_STANCE, row->id, FALSE);
}

static Row *
make_row (HuStancesField *self)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *open = gtk_button_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");

  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  row->label = gtk_label_new (NULL);
  row->value = HU_CHOICE (hu_choice_new (HU_CHOICE_BUTTON));
  gtk_label_set_ellipsize (GTK_LABEL (row->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (row->label), 0);
  gtk_button_set_child (GTK_BUTTON (open), row->label);
  gtk_widget_add_css_class (open, "flat");
  gtk_widget_add_css_class (open, "choice-button");
  gtk_widget_set_hexpand (open, TRUE);
  gtk_widget_set_tooltip_text (open, _ ("Open this stance"));
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "chip-remove");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  /* An icon has a baseline, too; beside that of text it makes the row's two heights differ, and GTK says so.
   */
  gtk_widget_set_layout_manager (remove, hu_wrap_layout_new (0, FALSE));
  gtk_widget_set_tooltip_text (remove, _ ("Remove this stance"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove this stance"), -1);
  hu_choice_set_label (row->value, _ ("Stance"));
  g_signal_connect (open, "clicked", G_CALLBACK (row_opened), self);
  g_signal_connect (row->value, "chosen", G_CALLBACK (row_chosen), self);
  g_signal_connect (remove, "clicked", G_CALLBACK (row_removed), self);
  gtk_box_append (GTK_BOX (row->box), open);
  gtk_box_append (GTK_BOX (row->box), GTK_WIDGET (row->value));
  gtk_box_append (GTK_BOX (row->box), remove);
  return row;
}

static GPtrArray *
make_values (HuEditor *editor, const char *topic)
{
  HuCodebook *codebook = hu_document_get_codebook (hu_editor_get_document (editor));
  GPtrArray *options = g_ptr_array_new_with_free_func (g_object_unref);
  const HuCode *value;

  for (gsize i = 0;
       (value = hu_codebook_get_scale_value (codebook, hu_codebook_get_topic_scale (codebook, topic), i));
       i++)
    g_ptr_array_add (options, hu_option_for_value (editor, value->id));
  return options;
}

static void
show_row (HuStancesField *self, guint index, HuRecord *stance)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  const char *topic = hu_value_get_member_string (hu_record_get (stance, HU_MEMBER_TOWARD), "topic");
  g_autofree char *text = describe (editor, stance);
  g_autoptr (GPtrArray) values = make_values (editor, topic);
  Row *row;

  if (index == self->rows->len)
    {
      row = make_row (self);
      g_ptr_array_add (self->rows, row);
      gtk_widget_insert_before (row->box, self->box, self->group);
    }
  row = g_ptr_array_index (self->rows, index);
  g_free (row->id);
  row->id = g_strdup (hu_record_get_id (stance));
  gtk_label_set_label (GTK_LABEL (row->label), text);
  hu_choice_set_options (row->value, values);
  hu_choice_set_selected (row->value, hu_record_get_string (stance, HU_MEMBER_VALUE));
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (hu_record_get_id (*(HuRecord **) a), hu_record_get_id (*(HuRecord **) b));
}

static void
show_rows (HuStancesField *self, HuRecord *claim)
{
  HuLayer *layer = hu_card_field_get_layer (HU_CARD_FIELD (self));
  g_autoptr (GPtrArray) stances = hu_layer_get_stances_of_claim (layer, hu_record_get_id (claim));

  g_ptr_array_sort (stances, compare_ids);
  for (guint i = 0; i < stances->len; i++)
    show_row (self, i, g_ptr_array_index (stances, i));
  while (self->rows->len > stances->len)
    {
      Row *last = g_ptr_array_index (self->rows, self->rows->len - 1);

      gtk_box_remove (GTK_BOX (self->box), last->box);
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
}

/* The next one. */

static void
show_draft (HuStancesField *self)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  g_autoptr (GPtrArray) holders = g_ptr_array_new ();
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();
  g_autoptr (GPtrArray) values =
      make_values (editor, self->target && self->target->kind == HU_OPTION_TOPIC ? self->target->id : NULL);

  if (self->holder)
    g_ptr_array_add (holders, self->holder);
  if (self->target)
    g_ptr_array_add (targets, self->target);
  hu_chip_entry_set_chips (self->holder_entry, holders);
  hu_chip_entry_set_chips (self->target_entry, targets);
  hu_choice_set_options (self->value_choice, values);
  hu_choice_set_selected (self->value_choice, self->value);
}

static void
forget_draft (HuStancesField *self)
{
  g_clear_object (&self->holder);
  g_clear_object (&self->target);
  g_clear_pointer (&self->value, g_free);
  gtk_widget_set_visible (self->group, FALSE);
  gtk_widget_set_visible (self->add, TRUE);
}

static HuValue *
make_target (HuStancesField *self, HuEdit *edit, HuLayer *layer)
{
  const char *key = self->target->kind == HU_OPTION_CLAIM     ? "claim"
                    : self->target->kind == HU_OPTION_SPEAKER ? "speaker"
                                                              : "topic";
  g_autofree char *topic =
      strcmp (key, "topic") == 0 ? hu_option_ensure_topic (self->target, edit, layer) : NULL;
  g_autoptr (HuValue) id = hu_value_new_string (topic ? topic : self->target->id);

  return hu_value_object_with (NULL, key, id);
}

/* Once it has all three it is made. */
static void
commit_draft (HuStancesField *self)
{
  HuCardField *field = HU_CARD_FIELD (self);
  HuLayer *layer = hu_card_field_get_layer (field);
  gboolean is_voice = self->holder && self->holder->kind == HU_OPTION_VOICE;
  g_autoptr (HuEdit) edit = NULL;
  g_autofree char *speaker = NULL;
  g_autoptr (HuValue) toward = NULL;

  if (!self->holder || !self->target || !self->value || !layer)
    {
      show_draft (self);
      return;
    }
  edit = hu_edit_new (_ ("Add Stance"));
  speaker = is_voice ? NULL : hu_option_ensure_speaker (self->holder, edit, layer);
  toward = make_target (self, edit, layer);
  g_free (hu_op_set_stance (edit, layer, self->claim, speaker, is_voice ? self->holder->id : NULL, toward,
                            self->value));
  hu_edit_set_focus (edit, HU_KIND_CLAIM, self->claim);
  forget_draft (self);
  hu_card_field_apply (field, edit);
}

static GPtrArray *
find_holders (HuChipEntry *entry, const char *text, gpointer user_data)
{
  HuStancesField *self = user_data;
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  gboolean open = hu_codebook_get_speakers_open (hu_card_field_get_codebook (HU_CARD_FIELD (self)));
  GPtrArray *found;

  if (!self->speakers)
    self->speakers = hu_options_new_speakers (editor);
  found = hu_options_find (self->speakers, text, open ? _ ("New speaker “%s”") : NULL);
  if (!*text)
    {
      g_ptr_array_insert (found, 0, hu_option_for_voice ("author", FALSE));
      g_ptr_array_insert (found, 1, hu_option_for_voice ("outlet", FALSE));
    }
  return found;
}

static GPtrArray *
find_targets (HuChipEntry *entry, const char *text, gpointer user_data)
{
  HuStancesField *self = user_data;
  gboolean open = hu_codebook_get_topics_open (hu_card_field_get_codebook (HU_CARD_FIELD (self)));

  if (!self->targets)
    self->targets = hu_options_new_targets (hu_card_field_get_editor (HU_CARD_FIELD (self)));
  return hu_options_find (self->targets, text, open ? _ ("New topic “%s”") : NULL);
}

static void
holder_taken (HuChipEntry *entry, HuOption *option, HuStancesField *self)
{
  g_set_object (&self->holder, option);
  commit_draft (self);
}

static void
target_taken (HuChipEntry *entry, HuOption *option, HuStancesField *self)
{
  g_set_object (&self->target, option);
  commit_draft (self);
}

static void
holder_removed (HuChipEntry *entry, HuOption *option, HuStancesField *self)
{
  g_clear_object (&self->holder);
  show_draft (self);
}

static void
target_removed (HuChipEntry *entry, HuOption *option, HuStancesField *self)
{
  g_clear_object (&self->target);
  show_draft (self);
}

static void
value_chosen (HuChoice *choice, const char *value, HuStancesField *self)
{
  g_free (self->value);
  self->value = g_strdup (value);
  commit_draft (self);
}

static void
add_clicked (HuStancesField *self)
{
  if (!hu_card_field_get_record (HU_CARD_FIELD (self)))
    return;
  gtk_widget_set_visible (self->add, FALSE);
  gtk_widget_set_visible (self->group, TRUE);
  show_draft (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->holder_entry));
}

/* The widget. */

static void
hu_stances_field_update (HuCardField *field, HuRecord *record)
{
  HuStancesField *self = HU_STANCES_FIELD (field);

  g_clear_pointer (&self->speakers, hu_options_unref);
  g_clear_pointer (&self->targets, hu_options_unref);
  if (!record)
    return;
  if (g_strcmp0 (self->claim, hu_record_get_id (record)) != 0)
    {
      g_free (self->claim);
      self->claim = g_strdup (hu_record_get_id (record));
      forget_draft (self);
    }
  show_rows (self, record);
}

static void
hu_stances_field_drop_uncommitted (HuCardField *field)
{
  HuStancesField *self = HU_STANCES_FIELD (field);

  hu_chip_entry_reset (self->holder_entry);
  hu_chip_entry_reset (self->target_entry);
}

static void
hu_stances_field_finalize (GObject *object)
{
  HuStancesField *self = HU_STANCES_FIELD (object);

  g_ptr_array_unref (self->rows);
  g_clear_object (&self->holder);
  g_clear_object (&self->target);
  g_clear_pointer (&self->speakers, hu_options_unref);
  g_clear_pointer (&self->targets, hu_options_unref);
  g_free (self->value);
  g_free (self->claim);
  G_OBJECT_CLASS (hu_stances_field_parent_class)->finalize (object);
}

static void
hu_stances_field_class_init (HuStancesFieldClass *klass)
{
  HuCardFieldClass *field_class = HU_CARD_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hu_stances_field_finalize;
  field_class->update = hu_stances_field_update;
  field_class->drop_uncommitted = hu_stances_field_drop_uncommitted;
}

static void
append (GtkWidget *group, const char *title, GtkWidget *widget)
{
  GtkWidget *row = hu_card_row_new (title);

  gtk_widget_set_hexpand (widget, TRUE);
  gtk_box_append (GTK_BOX (row), widget);
  gtk_box_append (GTK_BOX (group), row);
}

static HuChipEntry *
make_entry (HuStancesField *self,
            const char *title,
            HuChipEntryFunc func,
            void (*taken) (HuChipEntry *, HuOption *, HuStancesField *),
            void (*removed) (HuChipEntry *, HuOption *, HuStancesField *))
{
  HuChipEntry *entry = HU_CHIP_ENTRY (hu_chip_entry_new ());

  hu_chip_entry_set_align_end (entry, TRUE);
  hu_chip_entry_set_label (entry, title);
  hu_chip_entry_set_placeholder (entry, _ ("Add…"));
  hu_chip_entry_set_opens (entry, TRUE);
  hu_chip_entry_set_func (entry, func, self);
  g_signal_connect (entry, "take", G_CALLBACK (taken), self);
  g_signal_connect (entry, "remove", G_CALLBACK (removed), self);
  append (self->group, title, GTK_WIDGET (entry));
  return entry;
}

static void
hu_stances_field_init (HuStancesField *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->group, "subgroup");
  gtk_widget_set_visible (self->group, FALSE);
  self->holder_entry = make_entry (self, _ ("Whose"), find_holders, holder_taken, holder_removed);
  self->target_entry = make_entry (self, _ ("Toward"), find_targets, target_taken, target_removed);
  self->value_choice = HU_CHOICE (hu_choice_new (HU_CHOICE_TOGGLES));
  hu_choice_set_label (self->value_choice, _ ("Stance"));
  g_signal_connect (self->value_choice, "chosen", G_CALLBACK (value_chosen), self);
  append (self->group, _ ("Stance"), GTK_WIDGET (self->value_choice));
  gtk_widget_set_hexpand (GTK_WIDGET (self->value_choice), FALSE);
  self->add = gtk_button_new_with_label (_ ("Add Stance"));
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_add_css_class (self->add, "small-button");
  gtk_widget_set_halign (self->add, GTK_ALIGN_END);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_clicked), self);
  gtk_box_append (GTK_BOX (self->box), self->group);
  gtk_box_append (GTK_BOX (self->box), self->add);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}
