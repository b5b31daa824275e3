/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of a card for one of a list: a type, a modality, a form. */
#include "config.h"

#include "hu-choice-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hu-labels.h"
#include "hu-options.h"

struct _HuChoiceField
{
  HuCardField parent_instance;

  char *codes;
  gboolean toggles;
  gboolean own_options;
  gboolean list_made; /* the list never changes */

  HuChoice *choice;
};

G_DEFINE_FINAL_TYPE (HuChoiceField, hu_choice_field, HU_TYPE_CARD_FIELD)

enum
{
  PROP_0,
  PROP_CODES,
  PROP_TOGGLES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The lists of the format that aren't the codebook's. */
static const struct
{
  const char *codes;
  const char *id;
  const char *label;
} fixed[] = {
  { "quotation", "direct", NC_ ("quotation", "direct") },
  { "quotation", "indirect", NC_ ("quotation", "indirect") },
  { "quotation", "mixed", NC_ ("quotation", "mixed") },
  { "modality", "asserted", NC_ ("modality", "asserted") },
  { "modality", "probable", NC_ ("modality", "probable") },
  { "modality", "possible", NC_ ("modality", "possible") },
  { "confidence", "sure", NC_ ("confidence", "sure") },
  { "confidence", "unsure", NC_ ("confidence", "unsure") },
  { "basis", "declared", NC_ ("basis", "declared") },
  { "basis", "ascribed", NC_ ("basis", "ascribed") },
  { "form", "name", NC_ ("form", "name") },
  { "form", "description", NC_ ("form", "description") },
  { "form", "pronoun", NC_ ("form", "pronoun") },
  { "relation", "supports", NC_ ("relation", "supports") },
  { "relation", "rebuts", NC_ ("relation", "rebuts") },
  { "relation", "undercuts", NC_ ("relation", "undercuts") },
  { "relation", "equivalent", NC_ ("relation", "equivalent to") },
  { "relation", "repeats", NC_ ("relation", "repeats") },
  { "relation", "attacks", NC_ ("relation", "attacks") },
  { "affiliation", "party", NC_ ("affiliation", "party") },
  { "affiliation", "government", NC_ ("affiliation", "government") },
  { "affiliation", "organisation", NC_ ("affiliation", "organisation") },
  { "affiliation", "medium", NC_ ("affiliation", "medium") },
  { "affiliation", "state", NC_ ("affiliation", "state") },
  { "negated", "true", NC_ ("negated", "reported not to say it") },
  { "named", "false", NC_ ("named", "not named by the text") },
  { "boolean", "true", NC_ ("boolean", "yes") },
  { "boolean", "false", NC_ ("boolean", "no") },
};

static gboolean
is_boolean (HuChoiceField *self)
{
  return g_strcmp0 (self->codes, "negated") == 0 || g_strcmp0 (self->codes, "named") == 0 ||
         g_strcmp0 (self->codes, "boolean") == 0;
}

static GPtrArray *
make_fixed (HuChoiceField *self)
{
  GPtrArray *options = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (fixed); i++)
    if (g_strcmp0 (fixed[i].codes, self->codes) == 0)
      g_ptr_array_add (options,
                       hu_option_new (HU_OPTION_CODE, fixed[i].id,
                                      g_dpgettext2 (GETTEXT_PACKAGE, fixed[i].codes, fixed[i].label)));
  return options;
}

static GPtrArray *
make_codes (HuChoiceField *self, HuCodes codes)
{
  HuCodebook *codebook = hu_card_field_get_codebook (HU_CARD_FIELD (self));
  GPtrArray *options = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n = 0;
  const HuCode *list = codebook ? hu_codebook_get_codes (codebook, codes, &n) : NULL;

  for (gsize i = 0; i < n; i++)
    {
      const char *label = codes == HU_CODES_SPEAKER_KINDS
                              ? hu_label_for_speaker_kind (codebook, list[i].id)
                              : hu_label_get (codebook, HU_KIND_TYPE, list[i].id, NULL);
      HuOption *option = hu_option_new (HU_OPTION_CODE, list[i].id, label);

      option->key = g_strdup (list[i].key);
      option->detail = codes == HU_CODES_TYPES ? NULL : g_strdup (list[i].definition);
      g_ptr_array_add (options, option);
    }
  return options;
}

/* The kinds of the format, where the codebook has none of its own. */
static GPtrArray *
make_speaker_kinds (HuChoiceField *self)
{
  static const char *const kinds[] = { "person", "group",  "organisation", "party",   "government",
                                       "state",  "medium", "public",       "artefact" };
  GPtrArray *options = make_codes (self, HU_CODES_SPEAKER_KINDS);

  if (options->len > 0)
    return options;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_ptr_array_add (options,
                     hu_option_new (HU_OPTION_CODE, kinds[i], hu_label_for_speaker_kind (NULL, kinds[i])));
  return options;
}

static GPtrArray *
make_values (HuChoiceField *self)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  HuCodebook *codebook = hu_card_field_get_codebook (HU_CARD_FIELD (self));
  GPtrArray *options = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n = 0;
  const HuCode *values = codebook ? hu_codebook_get_codes (codebook, HU_CODES_VALUES, &n) : NULL;

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (options, hu_option_for_value (editor, values[i].id));
  return options;
}

static GPtrArray *
make_voices (HuChoiceField *self)
{
  GPtrArray *options = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (options, hu_option_for_voice ("author", FALSE));
  g_ptr_array_add (options, hu_option_for_voice ("outlet", FALSE));
  if (hu_card_field_get_record (HU_CARD_FIELD (self)) &&
      hu_record_get_kind (hu_card_field_get_record (HU_CARD_FIELD (self))) == HU_KIND_CLAIM)
    g_ptr_array_add (options, hu_option_for_voice ("none", FALSE));
  return options;
}

static void
update_options (HuChoiceField *self)
{
  g_autoptr (GPtrArray) options = NULL;

  if (self->own_options || self->list_made || !self->codes)
    return;
  if (strcmp (self->codes, "types") == 0)
    options = make_codes (self, HU_CODES_TYPES);
  else if (strcmp (self->codes, "values") == 0)
    options = make_values (self);
  else if (strcmp (self->codes, "speaker-kind") == 0)
    options = make_speaker_kinds (self);
  else if (strcmp (self->codes, "voice") == 0)
    options = make_voices (self);
  else
    {
      options = make_fixed (self);
      self->list_made = TRUE;
    }
  hu_choice_set_options (self->choice, options);
}

static void
hu_choice_field_update (HuCardField *field, HuRecord *record)
{
  HuChoiceField *self = HU_CHOICE_FIELD (field);
  HuValue *value = hu_card_field_get_value (field);

  update_options (self);
  if (value && hu_value_get_type_of (value) == HU_VALUE_BOOLEAN)
    hu_choice_set_selected (self->choice, hu_value_get_boolean (value) ? "true" : "false");
  else
    hu_choice_set_selected (self->choice, hu_value_get_string (value));
}

static void
set_choice (HuChoiceField *self, const char *id)
{
  HuCardField *field = HU_CARD_FIELD (self);
  HuRecord *record = hu_card_field_get_record (field);

  /* A voice is more than a member: speakers and stances follow from it. */
  if (record && hu_record_get_kind (record) == HU_KIND_CLAIM &&
      hu_card_field_get_path (field).member == HU_MEMBER_VOICE)
    {
      g_autoptr (HuEdit) edit = hu_card_field_begin_edit (field);

      hu_op_set_claim_voice (edit, hu_card_field_get_layer (field), hu_record_get_id (record), id);
      hu_card_field_apply (field, edit);
    }
  else if (id && is_boolean (self))
    {
      g_autoptr (HuValue) value = hu_value_new_boolean (strcmp (id, "true") == 0);

      hu_card_field_set_value (field, value, FALSE);
    }
  else
    hu_card_field_set_string (field, id, FALSE);
}

static void
chosen (HuChoice *choice, const char *id, HuChoiceField *self)
{
  set_choice (self, id);
}

static void
hu_choice_field_take_code (HuCardField *field, const char *id)
{
  set_choice (HU_CHOICE_FIELD (field), id);
}

static void
hu_choice_field_clear (HuCardField *field)
{
  set_choice (HU_CHOICE_FIELD (field), NULL);
}

static gboolean
hu_choice_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HU_CHOICE_FIELD (widget)->choice));
}

static void
update_label (HuChoiceField *self)
{
  hu_choice_set_label (self->choice, hu_card_field_get_label (HU_CARD_FIELD (self)));
}

static void
update_opens (HuChoiceField *self)
{
  hu_choice_set_opens (self->choice, hu_card_field_get_flow (HU_CARD_FIELD (self)) != HU_FIELD_NONE);
}

static void
hu_choice_field_constructed (GObject *object)
{
  HuChoiceField *self = HU_CHOICE_FIELD (object);
  GtkWidget *choice = hu_choice_new (self->toggles ? HU_CHOICE_TOGGLES : HU_CHOICE_BUTTON);

  G_OBJECT_CLASS (hu_choice_field_parent_class)->constructed (object);
  self->choice = HU_CHOICE (choice);
  gtk_widget_set_parent (choice, GTK_WIDGET (self));
  g_signal_connect (choice, "chosen", G_CALLBACK (chosen), self);
}

static void
hu_choice_field_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HuChoiceField *self = HU_CHOICE_FIELD (object);

  switch (prop_id)
    {
    case PROP_CODES:
      g_value_set_string (value, self->codes);
      break;
    case PROP_TOGGLES:
      g_value_set_boolean (value, self->toggles);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_choice_field_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  HuChoiceField *self = HU_CHOICE_FIELD (object);

  switch (prop_id)
    {
    case PROP_CODES:
      self->codes = g_value_dup_string (value);
      break;
    case PROP_TOGGLES:
      self->toggles = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_choice_field_finalize (GObject *object)
{
  g_free (HU_CHOICE_FIELD (object)->codes);
  G_OBJECT_CLASS (hu_choice_field_parent_class)->finalize (object);
}

static void
hu_choice_field_class_init (HuChoiceFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  HuCardFieldClass *field_class = HU_CARD_FIELD_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = hu_choice_field_constructed;
  object_class->get_property = hu_choice_field_get_property;
  object_class->set_property = hu_choice_field_set_property;
  object_class->finalize = hu_choice_field_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hu_choice_field_grab_focus;
  field_class->update = hu_choice_field_update;
  field_class->take_code = hu_choice_field_take_code;
  field_class->clear = hu_choice_field_clear;

  properties[PROP_CODES] = g_param_spec_string ("codes", NULL, NULL, NULL, flags);
  properties[PROP_TOGGLES] = g_param_spec_boolean ("toggles", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hu_choice_field_init (HuChoiceField *self)
{
  g_signal_connect (self, "notify::label", G_CALLBACK (update_label), NULL);
  g_signal_connect (self, "notify::flow", G_CALLBACK (update_opens), NULL);
}

GtkWidget *
hu_choice_field_new (const char *codes, gboolean toggles)
{
  return g_object_new (HU_TYPE_CHOICE_FIELD, "codes", codes, "toggles", toggles, NULL);
}

HuChoice *
hu_choice_field_get_choice (HuChoiceField *self)
{
  g_return_val_if_fail (HU_IS_CHOICE_FIELD (self), NULL);
  return self->choice;
}

void
hu_choice_field_set_options (HuChoiceField *self, GPtrArray *options)
{
  g_return_if_fail (HU_IS_CHOICE_FIELD (self));
  self->own_options = TRUE;
  hu_choice_set_options (self->choice, options);
}
