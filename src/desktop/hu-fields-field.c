/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The own fields of the codebook, for a record of any kind. */
#include "config.h"

#include "hu-fields-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hu-card-row.h"
#include "hu-chips-field.h"
#include "hu-choice-field.h"
#include "hu-passage-field.h"
#include "hu-text-field.h"

struct _HuFieldsField
{
  HuCardField parent_instance;

  GtkWidget *box;
  HuCodebook *codebook; /* the rows are made for */
  HuKind kind;
};

G_DEFINE_FINAL_TYPE (HuFieldsField, hu_fields_field, HU_TYPE_CARD_FIELD)

/* The name of a kind in a field's applies_to: that of its list, without the plural. */
static gboolean
applies (const HuCode *field, HuKind kind)
{
  const char *list = hu_kind_get_list_name (kind);
  g_autofree char *name = list && g_str_has_suffix (list, "s") ? g_strndup (list, strlen (list) - 1) : NULL;

  return name && hu_code_applies_to (field, name);
}

static void
foreach_option (const HuCode *field, void (*func) (HuOption *option, gpointer data), gpointer data)
{
  HuValue *options = hu_value_get_member (field->value, "options");

  for (gsize i = 0; i < hu_value_get_size (options); i++)
    {
      HuValue *option = hu_value_get_item (options, i);
      const char *id = hu_value_get_member_string (option, "id");

      if (id)
        func (hu_option_new (HU_OPTION_CODE, id, hu_value_get_member_string (option, "label")), data);
    }
}

static void
add_to_array (HuOption *option, gpointer data)
{
  g_ptr_array_add (data, option);
}

static void
add_to_options (HuOption *option, gpointer data)
{
  hu_options_take (data, option, NULL, 0, 0);
}

static GtkWidget *
make_choice (const HuCode *field)
{
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *widget = hu_choice_field_new (NULL, FALSE);

  foreach_option (field, add_to_array, options);
  hu_choice_field_set_options (HU_CHOICE_FIELD (widget), options);
  return widget;
}

static GtkWidget *
make_scale (HuFieldsField *self, const HuCode *field)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (g_object_unref);
  const char *scale = hu_value_get_member_string (field->value, "scale");
  GtkWidget *widget = hu_choice_field_new (NULL, FALSE);
  const HuCode *value;

  for (gsize i = 0; (value = hu_codebook_get_scale_value (self->codebook, scale, i)); i++)
    g_ptr_array_add (options, hu_option_for_value (editor, value->id));
  hu_choice_field_set_options (HU_CHOICE_FIELD (widget), options);
  return widget;
}

static GtkWidget *
make_choices (const HuCode *field)
{
  HuOptions *options = hu_options_new ();
  GtkWidget *widget = hu_chips_field_new ("options", FALSE);

  foreach_option (field, add_to_options, options);
  hu_chips_field_take_options (HU_CHIPS_FIELD (widget), options);
  return widget;
}

static gboolean
is_single (const HuCode *field)
{
  HuValue *max = hu_value_get_member (field->value, "max");

  return !max || hu_value_get_int (max) <= 1;
}

static GtkWidget *
make_field (HuFieldsField *self, const HuCode *field)
{
  const char *kind = field->kind ? field->kind : "text";

  if (strcmp (kind, "choice") == 0)
    return make_choice (field);
  if (strcmp (kind, "multi-choice") == 0)
    return make_choices (field);
  if (strcmp (kind, "scale") == 0)
    return make_scale (self, field);
  if (strcmp (kind, "boolean") == 0)
    return hu_choice_field_new ("boolean", TRUE);
  if (strcmp (kind, "speaker") == 0)
    return hu_chips_field_new ("speakers", is_single (field));
  if (strcmp (kind, "topic") == 0)
    return hu_chips_field_new ("topics", is_single (field));
  if (strcmp (kind, "passage") == 0)
    return hu_passage_field_new ();
  return g_object_new (HU_TYPE_TEXT_FIELD, "placeholder", _ ("Add…"), "check",
                       strcmp (kind, "number") == 0 || strcmp (kind, "date") == 0 || strcmp (kind, "url") == 0
                           ? kind
                           : NULL,
                       NULL);
}

static void
append_field (HuFieldsField *self, const HuCode *field)
{
  GtkWidget *row = hu_card_row_new (field->label);
  GtkWidget *widget = make_field (self, field);

  hu_card_field_set_path (HU_CARD_FIELD (widget), HU_MEMBER_FIELDS, -1, field->id);
  hu_card_field_set_label (HU_CARD_FIELD (widget), field->label);
  gtk_widget_set_tooltip_text (row, field->definition);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_box_append (GTK_BOX (row), widget);
  gtk_box_append (GTK_BOX (self->box), row);
}

static void
make_rows (HuFieldsField *self)
{
  GtkWidget *child;
  gsize n;
  const HuCode *fields = hu_codebook_get_codes (self->codebook, HU_CODES_FIELDS, &n);

  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);
  for (gsize i = 0; i < n; i++)
    if (applies (&fields[i], self->kind))
      append_field (self, &fields[i]);
}

static void
hu_fields_field_update (HuCardField *field, HuRecord *record)
{
  HuFieldsField *self = HU_FIELDS_FIELD (field);
  HuCodebook *codebook = hu_card_field_get_codebook (field);

  if (codebook && record && (codebook != self->codebook || hu_record_get_kind (record) != self->kind))
    {
      hu_codebook_ref (codebook);
      g_clear_pointer (&self->codebook, hu_codebook_unref);
      self->codebook = codebook;
      self->kind = hu_record_get_kind (record);
      make_rows (self);
    }
  HU_CARD_FIELD_CLASS (hu_fields_field_parent_class)->update (field, record);
}

static void
hu_fields_field_finalize (GObject *object)
{
  g_clear_pointer (&HU_FIELDS_FIELD (object)->codebook, hu_codebook_unref);
  G_OBJECT_CLASS (hu_fields_field_parent_class)->finalize (object);
}

static void
hu_fields_field_class_init (HuFieldsFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hu_fields_field_finalize;
  HU_CARD_FIELD_CLASS (klass)->update = hu_fields_field_update;
}

static void
hu_fields_field_init (HuFieldsField *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
