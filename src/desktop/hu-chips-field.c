/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of a card for ids or strings as chips: addressees, aliases, the claim within which another stands.
 */
#include "config.h"

#include "hu-chips-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hu-editor-names.h"

struct _HuChipsField
{
  HuCardField parent_instance;

  char *source;
  gboolean single;
  gboolean own_options;

  HuChipEntry *entry;
  HuOptions *options; /* NULL: to be made when they are asked for */
};

G_DEFINE_FINAL_TYPE (HuChipsField, hu_chips_field, HU_TYPE_CARD_FIELD)

enum
{
  PROP_0,
  PROP_SOURCE,
  PROP_SINGLE,
  PROP_PLACEHOLDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_source (HuChipsField *self, const char *source)
{
  return g_strcmp0 (self->source, source) == 0;
}

/* What is offered. */

static void
ensure_options (HuChipsField *self)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  HuRecord *record = hu_card_field_get_record (HU_CARD_FIELD (self));

  if (self->options || !editor)
    return;
  if (is_source (self, "speakers"))
    self->options = hu_options_new_speakers (editor);
  else if (is_source (self, "claims"))
    self->options = hu_options_new_claims (editor, record ? hu_record_get_id (record) : NULL);
  else if (is_source (self, "mentions"))
    self->options = hu_options_new_mentions (editor);
  else if (is_source (self, "topics"))
    self->options = hu_options_new_topics (editor);
  else
    self->options = hu_options_new ();
}

static const char *
get_new_label (HuChipsField *self)
{
  HuCodebook *codebook = hu_card_field_get_codebook (HU_CARD_FIELD (self));

  if (!codebook || self->own_options)
    return NULL;
  if (is_source (self, "speakers") && hu_codebook_get_speakers_open (codebook))
    return _ ("New speaker “%s”");
  if (is_source (self, "topics") && hu_codebook_get_topics_open (codebook))
    return _ ("New topic “%s”");
  return NULL;
}

static gboolean
is_chosen (HuChipsField *self, const char *id)
{
  HuValue *value = hu_card_field_get_value (HU_CARD_FIELD (self));

  return self->single ? g_strcmp0 (hu_value_get_string (value), id) == 0 : hu_value_has_string (value, id);
}

static GPtrArray *
find_options (HuChipEntry *entry, const char *text, gpointer user_data)
{
  HuChipsField *self = user_data;
  g_autoptr (GPtrArray) found = NULL;
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_object_unref);

  ensure_options (self);
  if (is_source (self, "strings"))
    {
      if (*text)
        g_ptr_array_add (kept, hu_option_new (HU_OPTION_CODE, text, text));
      return kept;
    }
  if (!self->options)
    return kept;
  found = hu_options_find (self->options, text, get_new_label (self));
  for (guint i = 0; i < found->len; i++)
    {
      HuOption *option = g_ptr_array_index (found, i);

      if (option->of_register || option->kind == HU_OPTION_NEW || !is_chosen (self, option->id))
        g_ptr_array_add (kept, g_object_ref (option));
    }
  return kept;
}

/* What is chosen. */

static HuOption *
make_chip (HuChipsField *self, const char *id)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  HuOption *own = self->own_options ? hu_options_lookup (self->options, id) : NULL;

  if (own)
    return g_object_ref (own);
  if (is_source (self, "speakers"))
    return hu_option_for_speaker (editor, id);
  if (is_source (self, "claims"))
    return hu_option_for_claim (editor, id);
  if (is_source (self, "mentions"))
    return hu_option_for_mention (editor, id);
  if (is_source (self, "topics"))
    return hu_option_for_topic (editor, id);
  return hu_option_new (HU_OPTION_CODE, id, id);
}

static void
hu_chips_field_update (HuCardField *field, HuRecord *record)
{
  HuChipsField *self = HU_CHIPS_FIELD (field);
  HuValue *value = hu_card_field_get_value (field);
  g_autoptr (GPtrArray) chips = g_ptr_array_new_with_free_func (g_object_unref);

  if (!self->own_options)
    g_clear_pointer (&self->options, hu_options_unref);
  if (self->single && hu_value_get_string (value))
    g_ptr_array_add (chips, make_chip (self, hu_value_get_string (value)));
  for (gsize i = 0; !self->single && i < hu_value_get_size (value); i++)
    if (hu_value_get_item_string (value, i))
      g_ptr_array_add (chips, make_chip (self, hu_value_get_item_string (value, i)));
  hu_chip_entry_set_chips (self->entry, chips);
}

static char *
ensure_id (HuChipsField *self, HuOption *option, HuEdit *edit, HuLayer *layer)
{
  if (is_source (self, "speakers"))
    return hu_option_ensure_speaker (option, edit, layer);
  if (is_source (self, "topics"))
    return hu_option_ensure_topic (option, edit, layer);
  return g_strdup (option->id);
}

static void
take (HuChipEntry *entry, HuOption *option, HuChipsField *self)
{
  HuCardField *field = HU_CARD_FIELD (self);
  HuRecord *shown = hu_card_field_get_record (field);
  HuLayer *layer = hu_card_field_get_layer (field);
  g_autoptr (HuRecord) record = NULL;
  g_autoptr (HuEdit) edit = NULL;
  g_autofree char *id = NULL;
  g_autoptr (HuValue) value = NULL;

  if (!shown || !layer)
    return;
  record = hu_record_ref (shown);
  edit = hu_card_field_begin_edit (field);
  id = ensure_id (self, option, edit, layer);
  if (!id)
    return;
  value = self->single ? hu_value_new_string (id)
                       : hu_value_list_with_string (hu_card_field_get_value (field), id);
  hu_card_field_write (field, edit, value);
  hu_edit_set_focus (edit, hu_record_get_kind (record), hu_record_get_id (record));
  hu_card_field_apply (field, edit);
}

static void
remove_chip (HuChipEntry *entry, HuOption *option, HuChipsField *self)
{
  HuCardField *field = HU_CARD_FIELD (self);
  g_autoptr (HuValue) value =
      self->single ? NULL : hu_value_list_without_string (hu_card_field_get_value (field), option->id);

  hu_card_field_set_value (field, value, FALSE);
}

/* A chip of a tag shows it. */
static void
open_chip (HuChipEntry *entry, HuOption *option, HuChipsField *self)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));

  if (option->kind == HU_OPTION_CLAIM)
    hu_editor_pick (editor, HU_KIND_CLAIM, option->id, TRUE);
  else if (option->kind == HU_OPTION_MENTION)
    hu_editor_pick (editor, HU_KIND_MENTION, option->id, TRUE);
  else if (option->kind == HU_OPTION_SPEAKER)
    hu_editor_pick (editor, HU_KIND_SPEAKER, option->id, FALSE);
}

static gboolean
hu_chips_field_has_uncommitted (HuCardField *field)
{
  g_autofree char *text = hu_chip_entry_dup_text (HU_CHIPS_FIELD (field)->entry);

  return *text != '\0';
}

static void
hu_chips_field_drop_uncommitted (HuCardField *field)
{
  hu_chip_entry_reset (HU_CHIPS_FIELD (field)->entry);
}

static gboolean
hu_chips_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HU_CHIPS_FIELD (widget)->entry));
}

static void
update_label (HuChipsField *self)
{
  hu_chip_entry_set_label (self->entry, hu_card_field_get_label (HU_CARD_FIELD (self)));
}

static void
hu_chips_field_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HuChipsField *self = HU_CHIPS_FIELD (object);

  switch (prop_id)
    {
    case PROP_SOURCE:
      g_value_set_string (value, self->source);
      break;
    case PROP_SINGLE:
      g_value_set_boolean (value, self->single);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_chips_field_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  HuChipsField *self = HU_CHIPS_FIELD (object);

  switch (prop_id)
    {
    case PROP_SOURCE:
      self->source = g_value_dup_string (value);
      hu_chip_entry_set_takes_text (self->entry, is_source (self, "strings"));
      break;
    case PROP_SINGLE:
      self->single = g_value_get_boolean (value);
      break;
    case PROP_PLACEHOLDER:
      hu_chip_entry_set_placeholder (self->entry, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_chips_field_finalize (GObject *object)
{
  HuChipsField *self = HU_CHIPS_FIELD (object);

  g_clear_pointer (&self->options, hu_options_unref);
  g_free (self->source);
  G_OBJECT_CLASS (hu_chips_field_parent_class)->finalize (object);
}

static void
hu_chips_field_class_init (HuChipsFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  HuCardFieldClass *field_class = HU_CARD_FIELD_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = hu_chips_field_get_property;
  object_class->set_property = hu_chips_field_set_property;
  object_class->finalize = hu_chips_field_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hu_chips_field_grab_focus;
  field_class->update = hu_chips_field_update;
  field_class->has_uncommitted = hu_chips_field_has_uncommitted;
  field_class->drop_uncommitted = hu_chips_field_drop_uncommitted;

  properties[PROP_SOURCE] = g_param_spec_string ("source", NULL, NULL, NULL, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_SINGLE] =
      g_param_spec_boolean ("single", NULL, NULL, FALSE, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_PLACEHOLDER] =
      g_param_spec_string ("placeholder", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hu_chips_field_init (HuChipsField *self)
{
  self->entry = HU_CHIP_ENTRY (hu_chip_entry_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  hu_chip_entry_set_align_end (self->entry, TRUE);
  hu_chip_entry_set_placeholder (self->entry, _ ("Add…"));
  hu_chip_entry_set_func (self->entry, find_options, self);
  g_signal_connect (self->entry, "take", G_CALLBACK (take), self);
  g_signal_connect (self->entry, "remove", G_CALLBACK (remove_chip), self);
  g_signal_connect (self->entry, "open", G_CALLBACK (open_chip), self);
  g_signal_connect (self, "notify::label", G_CALLBACK (update_label), NULL);
}

GtkWidget *
hu_chips_field_new (const char *source, gboolean single)
{
  return g_object_new (HU_TYPE_CHIPS_FIELD, "source", source, "single", single, NULL);
}

void
hu_chips_field_take_options (HuChipsField *self, HuOptions *options)
{
  g_return_if_fail (HU_IS_CHIPS_FIELD (self));
  g_clear_pointer (&self->options, hu_options_unref);
  self->options = options;
  self->own_options = TRUE;
}

gboolean
hu_chips_field_takes_commas (HuChipsField *self)
{
  g_return_val_if_fail (HU_IS_CHIPS_FIELD (self), FALSE);
  return !is_source (self, "speakers") && !is_source (self, "topics");
}
