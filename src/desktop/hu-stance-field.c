/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where they stand: the values of a scale as buttons in their colours. */
#include "config.h"

#include "hu-stance-field.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "hu-choice.h"
#include "hu-options.h"
#include "hu-palette.h"

struct _HuStanceField
{
  HuCardField parent_instance;

  HuChoice *choice;
};

G_DEFINE_FINAL_TYPE (HuStanceField, hu_stance_field, HU_TYPE_CARD_FIELD)

/* The topic that the stance is toward, or NULL. */
static const char *
get_topic (HuRecord *record)
{
  if (hu_record_get_kind (record) == HU_KIND_CLAIM)
    return hu_record_get_nth (record, HU_MEMBER_TOPICS, 0);
  return hu_value_get_member_string (hu_record_get (record, HU_MEMBER_TOWARD), "topic");
}

/* "Supports: for the fee" */
static char *
describe_value (const HuCode *value, const HuCode *topic, const char *label)
{
  const char *meaning = NULL;

  if (topic && value->has_score && value->score > 0)
    meaning = topic->plus;
  else if (topic && value->has_score && value->score < 0)
    meaning = topic->minus;
  /* Translators: a stance and what it means for a topic: "Supports: for the fee" */
  return meaning ? g_strdup_printf (_ ("%s: %s"), label, meaning) : g_strdup (label);
}

static GPtrArray *
make_options (HuStanceField *self, HuCodebook *codebook, const char *topic)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  GPtrArray *options = g_ptr_array_new_with_free_func (g_object_unref);
  const char *scale = hu_codebook_get_topic_scale (codebook, topic);
  const HuCode *code = topic ? hu_codebook_find (codebook, HU_CODES_TOPICS, topic) : NULL;
  const HuCode *value;

  for (gsize i = 0; (value = hu_codebook_get_scale_value (codebook, scale, i)); i++)
    {
      HuOption *option = hu_option_for_value (editor, value->id);

      option->detail = describe_value (value, code, option->label);
      g_ptr_array_add (options, option);
    }
  return options;
}

/* The chosen button has its value's colour. */
static void
color_button (GtkWidget *button, HuCodebook *codebook, const char *value)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA color = hu_palette_get_stance (codebook, value, dark);
  GdkRGBA on = hu_palette_get_on (&color);
  g_autofree char *background = gdk_rgba_to_string (&color);
  g_autofree char *text = gdk_rgba_to_string (&on);
  g_autofree char *css =
      g_strdup_printf ("button:checked { background: %s; color: %s; } button { color: inherit; }", background,
                       text);
  GtkCssProvider *provider = g_object_get_data (G_OBJECT (button), "colors");

  if (g_strcmp0 (g_object_get_data (G_OBJECT (button), "css"), css) == 0)
    return;
  if (!provider)
    {
      provider = gtk_css_provider_new ();
      gtk_style_context_add_provider (gtk_widget_get_style_context (button), GTK_STYLE_PROVIDER (provider),
                                      GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
      g_object_set_data_full (G_OBJECT (button), "colors", provider, g_object_unref);
    }
  gtk_css_provider_load_from_data (provider, css, -1);
  g_object_set_data_full (G_OBJECT (button), "css", g_steal_pointer (&css), g_free);
}

static void
color_buttons (HuStanceField *self)
{
  HuCodebook *codebook = hu_card_field_get_codebook (HU_CARD_FIELD (self));
  gsize n = 0;
  const HuCode *values = codebook ? hu_codebook_get_codes (codebook, HU_CODES_VALUES, &n) : NULL;

  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *button = hu_choice_get_button (self->choice, values[i].id);

      if (button)
        color_button (button, codebook, values[i].id);
    }
}

/* Whether there is somebody, and something, to take a stand on. */
static gboolean
can_stand (HuRecord *record)
{
  const char *voice = hu_record_get_string (record, HU_MEMBER_VOICE);

  if (hu_record_get_kind (record) != HU_KIND_CLAIM)
    return TRUE;
  return get_topic (record) &&
         (hu_record_get_size (record, HU_MEMBER_SPEAKERS) > 0 || (voice && strcmp (voice, "none") != 0));
}

static void
hu_stance_field_update (HuCardField *field, HuRecord *record)
{
  HuStanceField *self = HU_STANCE_FIELD (field);
  HuCodebook *codebook = hu_card_field_get_codebook (field);
  g_autoptr (GPtrArray) options = NULL;
  gboolean can;

  if (!record || !codebook)
    return;
  options = make_options (self, codebook, get_topic (record));
  hu_choice_set_options (self->choice, options);
  color_buttons (self);
  if (hu_record_get_kind (record) == HU_KIND_CLAIM)
    hu_choice_set_selected (self->choice,
                            hu_layer_get_claim_stance (hu_card_field_get_layer (field), record));
  else
    hu_choice_set_selected (self->choice, hu_record_get_string (record, HU_MEMBER_VALUE));
  can = can_stand (record);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choice), can);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               can ? NULL : _ ("A stance needs a speaker or a voice, and a topic"));
}

static void
set_stance (HuStanceField *self, const char *value)
{
  HuCardField *field = HU_CARD_FIELD (self);
  HuRecord *record = hu_card_field_get_record (field);
  HuLayer *layer = hu_card_field_get_layer (field);
  g_autoptr (HuEdit) edit = NULL;

  if (!record)
    return;
  edit = hu_edit_new (_ ("Set Stance"));
  if (hu_record_get_kind (record) == HU_KIND_CLAIM)
    hu_op_set_claim_stance (edit, layer, hu_record_get_id (record), value);
  else
    hu_op_set_string (edit, layer, HU_KIND_STANCE, hu_record_get_id (record), HU_MEMBER_VALUE, value);
  hu_edit_set_focus (edit, hu_record_get_kind (record), hu_record_get_id (record));
  hu_card_field_apply (field, edit);
}

static void
chosen (HuChoice *choice, const char *id, HuStanceField *self)
{
  set_stance (self, id);
}

static void
hu_stance_field_take_code (HuCardField *field, const char *id)
{
  set_stance (HU_STANCE_FIELD (field), id);
}

static void
hu_stance_field_clear (HuCardField *field)
{
  set_stance (HU_STANCE_FIELD (field), NULL);
}

static gboolean
hu_stance_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HU_STANCE_FIELD (widget)->choice));
}

static void
update_label (HuStanceField *self)
{
  hu_choice_set_label (self->choice, hu_card_field_get_label (HU_CARD_FIELD (self)));
}

static void
hu_stance_field_class_init (HuStanceFieldClass *klass)
{
  HuCardFieldClass *field_class = HU_CARD_FIELD_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = hu_stance_field_grab_focus;
  field_class->update = hu_stance_field_update;
  field_class->take_code = hu_stance_field_take_code;
  field_class->clear = hu_stance_field_clear;
}

static void
hu_stance_field_init (HuStanceField *self)
{
  self->choice = HU_CHOICE (hu_choice_new (HU_CHOICE_TOGGLES));
  gtk_widget_set_parent (GTK_WIDGET (self->choice), GTK_WIDGET (self));
  g_signal_connect (self->choice, "chosen", G_CALLBACK (chosen), self);
  g_signal_connect (self, "notify::label", G_CALLBACK (update_label), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (color_buttons), self,
                           G_CONNECT_SWAPPED);
}
