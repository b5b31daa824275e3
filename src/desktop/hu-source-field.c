/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who speaks: the speakers or the voice of a claim, the speakers of a mention, the holder of a stance. */
#include "config.h"

#include "hu-source-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hu-chip-entry.h"
#include "hu-editor-names.h"
#include "hu-options.h"

struct _HuSourceField
{
  HuCardField parent_instance;

  HuChipEntry *entry;
  GtkWidget *behalf;  /* "for Coastal bloc" */
  GtkWidget *add;     /* the + button */
  HuOptions *options; /* NULL: to be made when they are asked for */
  HuOptions *base;    /* what the options were made with; not owned */
};

G_DEFINE_FINAL_TYPE (HuSourceField, hu_source_field, HU_TYPE_CARD_FIELD)

static HuKind
get_kind (HuSourceField *self)
{
  HuRecord *record = hu_card_field_get_record (HU_CARD_FIELD (self));

  return record ? hu_record_get_kind (record) : HU_KIND_LAYER;
}

static const char *
get_voice (HuSourceField *self)
{
  HuRecord *record = hu_card_field_get_record (HU_CARD_FIELD (self));

  return record && get_kind (self) != HU_KIND_MENTION ? hu_record_get_string (record, HU_MEMBER_VOICE) : NULL;
}

/* The n-th speaker: a stance has one. */
static const char *
get_speaker (HuSourceField *self, gsize n)
{
  HuRecord *record = hu_card_field_get_record (HU_CARD_FIELD (self));

  if (!record)
    return NULL;
  if (get_kind (self) == HU_KIND_STANCE)
    return n == 0 ? hu_record_get_string (record, HU_MEMBER_SPEAKER) : NULL;
  return hu_record_get_nth (record, HU_MEMBER_SPEAKERS, n);
}

/* What is offered. */

static void
add_voices (HuSourceField *self, GPtrArray *options)
{
  static const char *const voices[] = { "author", "outlet", "none" };
  gsize n = get_kind (self) == HU_KIND_CLAIM ? 3 : get_kind (self) == HU_KIND_STANCE ? 2 : 0;

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (voices[i], get_voice (self)) != 0)
      g_ptr_array_add (options, hu_option_for_voice (voices[i], TRUE));
}

static gboolean
is_chosen (HuSourceField *self, const char *id)
{
  const char *speaker;

  for (gsize i = 0; (speaker = get_speaker (self, i)); i++)
    if (strcmp (speaker, id) == 0)
      return TRUE;
  return FALSE;
}

static void
ensure_options (HuSourceField *self, HuEditor *editor)
{
  HuOptions *base = hu_editor_get_base_options (editor);

  if (self->options && self->base == base)
    return;
  g_clear_pointer (&self->options, hu_options_unref);
  self->options = hu_options_new_speakers (editor);
  self->base = base;
}

/* What a mention's words say is offered as a name before anything is typed. */
static void
add_passage (HuSourceField *self, HuEditor *editor, GPtrArray *options)
{
  HuRecord *record = hu_card_field_get_record (HU_CARD_FIELD (self));
  gsize n;
  const HuSpan *spans = hu_record_get_spans (record, &n);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  if (n != 1 || spans[0].lost || spans[0].end - spans[0].start > 80 || get_speaker (self, 0))
    return;
  name = hu_text_dup_snippet (hu_editor_get_text (editor), spans[0].start, spans[0].end, 0);
  label = g_strdup_printf (_ ("New speaker “%s”"), name);
  g_ptr_array_add (options, hu_option_new (HU_OPTION_NEW, name, label));
}

static GPtrArray *
find_options (HuChipEntry *entry, const char *text, gpointer user_data)
{
  HuSourceField *self = user_data;
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  GPtrArray *options = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean open;
  g_autoptr (GPtrArray) found = NULL;

  if (!editor || !hu_card_field_get_record (HU_CARD_FIELD (self)))
    return options;
  open = hu_codebook_get_speakers_open (hu_card_field_get_codebook (HU_CARD_FIELD (self)));
  ensure_options (self, editor);
  if (!*text && hu_chip_entry_get_n_chips (entry) == (get_voice (self) ? 1 : 0))
    add_voices (self, options);
  found = hu_options_find (self->options, text, open ? _ ("New speaker “%s”") : NULL);
  for (guint i = 0; i < found->len; i++)
    {
      HuOption *option = g_ptr_array_index (found, i);

      if (option->kind != HU_OPTION_SPEAKER || option->of_register || !is_chosen (self, option->id))
        g_ptr_array_add (options, g_object_ref (option));
    }
  if (!*text && open && get_kind (self) == HU_KIND_MENTION)
    add_passage (self, editor, options);
  return options;
}

/* Changes. */

static void
set_holder (HuSourceField *self, HuEdit *edit, HuMember member, const char *id)
{
  HuCardField *field = HU_CARD_FIELD (self);
  HuLayer *layer = hu_card_field_get_layer (field);
  const char *stance = hu_record_get_id (hu_card_field_get_record (field));

  hu_op_set_string (edit, layer, HU_KIND_STANCE, stance, HU_MEMBER_SPEAKER,
                    member == HU_MEMBER_SPEAKER ? id : NULL);
  hu_op_set_string (edit, layer, HU_KIND_STANCE, stance, HU_MEMBER_VOICE,
                    member == HU_MEMBER_VOICE ? id : NULL);
}

static void
set_mention_speakers (HuSourceField *self, HuEdit *edit, HuValue *speakers)
{
  HuCardField *field = HU_CARD_FIELD (self);

  hu_op_set (edit, hu_card_field_get_layer (field), HU_KIND_MENTION,
             hu_record_get_id (hu_card_field_get_record (field)), HU_MEMBER_SPEAKERS, speakers);
}

static void
add_speaker (HuSourceField *self, HuEdit *edit, const char *speaker)
{
  HuCardField *field = HU_CARD_FIELD (self);
  HuRecord *record = hu_card_field_get_record (field);
  g_autoptr (HuValue) speakers = NULL;

  switch ((int) get_kind (self))
    {
    case HU_KIND_CLAIM:
      hu_op_add_claim_speaker (edit, hu_card_field_get_layer (field),
                               hu_editor_get_text (hu_card_field_get_editor (field)),
                               hu_record_get_id (record), speaker);
      break;
    case HU_KIND_STANCE:
      set_holder (self, edit, HU_MEMBER_SPEAKER, speaker);
      break;
    case HU_KIND_MENTION:
      speakers = hu_value_list_with_string (hu_record_get (record, HU_MEMBER_SPEAKERS), speaker);
      set_mention_speakers (self, edit, speakers);
      break;
    default:
      break;
    }
}

static void
apply (HuSourceField *self, HuEdit *edit)
{
  HuRecord *record = hu_card_field_get_record (HU_CARD_FIELD (self));

  hu_edit_set_focus (edit, hu_record_get_kind (record), hu_record_get_id (record));
  hu_card_field_apply (HU_CARD_FIELD (self), edit);
}

static void
hu_source_field_take_voice (HuCardField *field, const char *voice)
{
  HuSourceField *self = HU_SOURCE_FIELD (field);
  HuRecord *record = hu_card_field_get_record (field);
  g_autoptr (HuEdit) edit = NULL;

  if (!record)
    return;
  edit = hu_edit_new (_ ("Set Voice"));
  if (get_kind (self) == HU_KIND_CLAIM)
    hu_op_set_claim_voice (edit, hu_card_field_get_layer (field), hu_record_get_id (record), voice);
  else if (get_kind (self) == HU_KIND_STANCE)
    set_holder (self, edit, HU_MEMBER_VOICE, voice);
  apply (self, edit);
}

static void
take (HuChipEntry *entry, HuOption *option, HuSourceField *self)
{
  HuCardField *field = HU_CARD_FIELD (self);
  g_autoptr (HuEdit) edit = NULL;
  g_autofree char *speaker = NULL;

  if (!hu_card_field_get_record (field))
    return;
  if (option->kind == HU_OPTION_VOICE)
    {
      hu_source_field_take_voice (field, option->id);
      return;
    }
  edit = hu_edit_new (_ ("Set Speaker"));
  speaker = hu_option_ensure_speaker (option, edit, hu_card_field_get_layer (field));
  if (!speaker)
    return;
  add_speaker (self, edit, speaker);
  apply (self, edit);
}

static void
remove_chip (HuChipEntry *entry, HuOption *option, HuSourceField *self)
{
  HuCardField *field = HU_CARD_FIELD (self);
  HuRecord *record = hu_card_field_get_record (field);
  g_autoptr (HuEdit) edit = NULL;
  g_autoptr (HuValue) speakers = NULL;

  if (!record)
    return;
  if (option->kind == HU_OPTION_VOICE)
    {
      hu_source_field_take_voice (field, NULL);
      return;
    }
  edit = hu_edit_new (_ ("Remove Speaker"));
  switch ((int) get_kind (self))
    {
    case HU_KIND_CLAIM:
      hu_op_remove_claim_speaker (edit, hu_card_field_get_layer (field), hu_record_get_id (record),
                                  option->id);
      break;
    case HU_KIND_STANCE:
      set_holder (self, edit, HU_MEMBER_NONE, NULL);
      break;
    case HU_KIND_MENTION:
      speakers = hu_value_list_without_string (hu_record_get (record, HU_MEMBER_SPEAKERS), option->id);
      set_mention_speakers (self, edit, speakers);
      break;
    default:
      break;
    }
  apply (self, edit);
}

static void
open_chip (HuChipEntry *entry, HuOption *option, HuSourceField *self)
{
  if (option->kind == HU_OPTION_SPEAKER)
    hu_editor_pick (hu_card_field_get_editor (HU_CARD_FIELD (self)), HU_KIND_SPEAKER, option->id, FALSE);
}

/* Showing. */

static void
update_behalf (HuSourceField *self, HuRecord *record)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;
  const char *id;

  if (record && hu_record_get_kind (record) == HU_KIND_CLAIM)
    for (gsize i = 0; (id = hu_record_get_nth (record, HU_MEMBER_ON_BEHALF_OF, i)); i++)
      {
        g_autoptr (HuOption) option = hu_option_for_speaker (editor, id);

        g_string_append_printf (names, "%s%s", i ? ", " : "", option->label);
      }
  gtk_widget_set_visible (self->behalf, names->len > 0);
  if (names->len == 0)
    return;
  /* Translators: on whose behalf a speaker speaks: "for Coastal bloc" */
  text = g_strdup_printf (_ ("for %s"), names->str);
  gtk_label_set_label (GTK_LABEL (self->behalf), text);
}

static void
hu_source_field_update (HuCardField *field, HuRecord *record)
{
  HuSourceField *self = HU_SOURCE_FIELD (field);
  g_autoptr (GPtrArray) chips = g_ptr_array_new_with_free_func (g_object_unref);
  const char *id;

  g_clear_pointer (&self->options, hu_options_unref);
  for (gsize i = 0; (id = get_speaker (self, i)); i++)
    g_ptr_array_add (chips, hu_option_for_speaker (hu_card_field_get_editor (field), id));
  if (get_voice (self))
    g_ptr_array_add (chips, hu_option_for_voice (get_voice (self), TRUE));
  hu_chip_entry_set_placeholder (self->entry, get_kind (self) == HU_KIND_MENTION ? _ ("Who is it?")
                                              : get_kind (self) == HU_KIND_STANCE
                                                  ? _ ("Whose stance?  1 author  2 outlet")
                                                  : _ ("Who says it?  1 author  2 outlet  0 no source"));
  hu_chip_entry_set_chips (self->entry, chips);
  update_behalf (self, record);
  gtk_widget_set_visible (self->add, chips->len > 0 && get_kind (self) != HU_KIND_STANCE);
}

static gboolean
hu_source_field_has_uncommitted (HuCardField *field)
{
  g_autofree char *text = hu_chip_entry_dup_text (HU_SOURCE_FIELD (field)->entry);

  return *text != '\0';
}

static void
hu_source_field_drop_uncommitted (HuCardField *field)
{
  hu_chip_entry_reset (HU_SOURCE_FIELD (field)->entry);
}

static gboolean
hu_source_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HU_SOURCE_FIELD (widget)->entry));
}

static void
update_label (HuSourceField *self)
{
  hu_chip_entry_set_label (self->entry, hu_card_field_get_label (HU_CARD_FIELD (self)));
}

static void
hu_source_field_finalize (GObject *object)
{
  g_clear_pointer (&HU_SOURCE_FIELD (object)->options, hu_options_unref);
  G_OBJECT_CLASS (hu_source_field_parent_class)->finalize (object);
}

static void
hu_source_field_class_init (HuSourceFieldClass *klass)
{
  HuCardFieldClass *field_class = HU_CARD_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hu_source_field_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hu_source_field_grab_focus;
  field_class->update = hu_source_field_update;
  field_class->has_uncommitted = hu_source_field_has_uncommitted;
  field_class->drop_uncommitted = hu_source_field_drop_uncommitted;
  field_class->take_voice = hu_source_field_take_voice;
}

static void
hu_source_field_init (HuSourceField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->entry = HU_CHIP_ENTRY (hu_chip_entry_new ());
  self->behalf = gtk_label_new (NULL);
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_widget_add_css_class (self->behalf, "dim-label");
  gtk_widget_add_css_class (self->behalf, "behalf");
  gtk_label_set_ellipsize (GTK_LABEL (self->behalf), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->add, "keycap-button");
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->add, _ ("Add another speaker"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add another speaker"), -1);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (gtk_widget_grab_focus), self->entry);
  hu_chip_entry_set_plain (self->entry, TRUE);
  hu_chip_entry_set_opens (self->entry, TRUE);
  hu_chip_entry_set_suffix (self->entry, self->behalf);
  hu_chip_entry_set_func (self->entry, find_options, self);
  g_signal_connect (self->entry, "take", G_CALLBACK (take), self);
  g_signal_connect (self->entry, "remove", G_CALLBACK (remove_chip), self);
  g_signal_connect (self->entry, "open", G_CALLBACK (open_chip), self);
  g_signal_connect (self, "notify::label", G_CALLBACK (update_label), NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), self->add);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}
