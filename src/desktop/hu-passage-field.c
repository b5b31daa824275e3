/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of a card for words of the article: the passage, the cue, a condition. */
#include "config.h"

#include "hu-passage-field.h"

#include <glib/gi18n-lib.h>

#include "hu-chip.h"
#include "hu-options.h"
#include "hu-passage.h"
#include "hu-spans.h"
#include "hu-wrap-layout.h"

#define MAX_QUOTE 80

struct _HuPassageField
{
  HuCardField parent_instance;

  GPtrArray *chips; /* of HuChip, as the spans; the widget tree owns them */
  GtkWidget *take;
  GtkWidget *key;
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (HuPassageField, hu_passage_field, HU_TYPE_CARD_FIELD)

enum
{
  PROP_0,
  PROP_SHORTCUT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_own_passage (HuPassageField *self)
{
  HuPath path = hu_card_field_get_path (HU_CARD_FIELD (self));

  return path.member == HU_MEMBER_PASSAGE && path.index < 0;
}

/* Within an object a passage is a plain list, as the file has it: quote and surroundings written out. */

static gboolean
is_plain (HuPassageField *self)
{
  return hu_card_field_get_path (HU_CARD_FIELD (self)).key != NULL;
}

static HuValue *
with_range (HuValue *object, const char *key, HuText *text, HuRange range)
{
  g_autofree char *words = hu_text_dup_range (text, range.start, range.end);
  g_autoptr (HuValue) value = hu_value_new_string (words);
  HuValue *longer =
      range.start < range.end ? hu_value_object_with (object, key, value) : hu_value_ref (object);

  hu_value_unref (object);
  return longer;
}

static HuValue *
make_plain (HuValue *passage, HuText *text)
{
  gsize n;
  const HuSpan *spans = hu_value_get_spans (passage, &n);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (gsize i = 0; i < n; i++)
    {
      const char *keys[] = { "start", "end" };
      HuValue *values[] = { hu_value_new_int (spans[i].start), hu_value_new_int (spans[i].end) };
      HuValue *object = hu_value_new_object_take (keys, values, 2);
      HuRange prefix, suffix;

      hu_span_context (text, spans[i].start, spans[i].end, &prefix, &suffix);
      object = with_range (object, "quote", text, (HuRange){ spans[i].start, spans[i].end });
      object = with_range (object, "prefix", text, prefix);
      g_ptr_array_add (items, with_range (object, "suffix", text, suffix));
    }
  return hu_value_new_list_take ((HuValue **) items->pdata, items->len);
}

/* The field's value as a passage, or NULL. (transfer full) (nullable) */
static HuValue *
dup_passage (HuPassageField *self)
{
  HuValue *value = hu_card_field_get_value (HU_CARD_FIELD (self));
  g_autofree char *where = NULL;
  const char *what;

  if (!value || hu_value_get_type_of (value) == HU_VALUE_PASSAGE)
    return value ? hu_value_ref (value) : NULL;
  return hu_passage_from_value (value, NULL, &where, &what);
}

static void
set_passage (HuPassageField *self, HuValue *passage)
{
  HuCardField *field = HU_CARD_FIELD (self);
  HuRecord *record = hu_card_field_get_record (field);
  g_autoptr (HuEdit) edit = NULL;

  if (passage && is_plain (self))
    {
      g_autoptr (HuValue) plain = make_plain (passage, hu_editor_get_text (hu_card_field_get_editor (field)));

      hu_card_field_set_value (field, plain, FALSE);
      return;
    }
  if (!record || !is_own_passage (self) || !passage)
    {
      hu_card_field_set_value (field, passage, FALSE);
      return;
    }
  edit = hu_edit_new (_ ("Change Passage"));
  hu_op_set_passage (edit, hu_card_field_get_layer (field),
                     hu_editor_get_text (hu_card_field_get_editor (field)), hu_record_get_kind (record),
                     hu_record_get_id (record), passage);
  /* A stance with words of its own isn't shown by a claim. */
  if (hu_record_get_kind (record) == HU_KIND_STANCE)
    hu_op_set (edit, hu_card_field_get_layer (field), HU_KIND_STANCE, hu_record_get_id (record),
               HU_MEMBER_CLAIM, NULL);
  hu_card_field_apply (field, edit);
}

static void
take_clicked (HuPassageField *self)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  HuValue *value = hu_card_field_get_value (HU_CARD_FIELD (self));
  g_autoptr (HuValue) selected = editor ? hu_editor_dup_passage (editor) : NULL;
  g_autoptr (HuValue) joined = NULL;

  if (!selected)
    return;
  if (is_own_passage (self) && value)
    joined = hu_spans_join (NULL, value, selected, FALSE); /* what was lost is found now */
  set_passage (self, joined ? joined : selected);
}

static gboolean
is_moved (const HuSpan *span)
{
  return !span->lost && g_strcmp0 (hu_value_get_member_string (span->rest, "anchor"), "moved") == 0;
}

static guint
find_chip (HuPassageField *self, HuChip *chip)
{
  guint index = 0;

  g_ptr_array_find (self->chips, chip, &index);
  return index;
}

static void
chip_remove (HuChip *chip, HuPassageField *self)
{
  g_autoptr (HuValue) value = dup_passage (self);
  gsize n;
  const HuSpan *spans = hu_value_get_spans (value, &n);
  guint index = find_chip (self, chip);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (HuSpan));
  g_autoptr (HuValue) passage = NULL;

  for (gsize i = 0; i < n; i++)
    if (i != index)
      g_array_append_val (kept, spans[i]);
  if (kept->len)
    passage = hu_value_new_passage ((const HuSpan *) kept->data, kept->len);
  if (passage || !is_own_passage (self))
    set_passage (self, passage);
}

static void
chip_activate (HuChip *chip, HuPassageField *self)
{
  g_autoptr (HuValue) value = dup_passage (self);
  gsize n;
  const HuSpan *spans = hu_value_get_spans (value, &n);
  guint index = find_chip (self, chip);

  if (index < n && !spans[index].lost)
    hu_editor_reveal (hu_card_field_get_editor (HU_CARD_FIELD (self)), spans[index].start, spans[index].end);
}

/* Showing. */

static HuOption *
make_option (HuPassageField *self, const HuSpan *span)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  g_autoptr (HuValue) passage = hu_value_new_passage (span, 1);
  g_autofree char *quote = hu_editor_quote (editor, passage, MAX_QUOTE);
  HuOption *option = hu_option_new (HU_OPTION_CODE, quote, quote);

  if (span->lost)
    option->detail = g_strdup (_ ("This passage has no place in the text any more"));
  else if (is_moved (span))
    option->detail = g_strdup (_ ("The text was changed, and this was found again"));
  return option;
}

static void
show_spans (HuPassageField *self, const HuSpan *spans, gsize n)
{
  while (self->chips->len > n)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, self->chips->len - 1);

      g_ptr_array_set_size (self->chips, (int) self->chips->len - 1);
      gtk_widget_unparent (chip);
    }
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (HuOption) option = make_option (self, &spans[i]);
      GtkWidget *chip;

      if (i < self->chips->len)
        {
          if (!hu_option_equal (hu_chip_get_option (g_ptr_array_index (self->chips, i)), option))
            hu_chip_set_option (g_ptr_array_index (self->chips, i), option);
          continue;
        }
      chip = hu_chip_new (option);
      hu_chip_set_plain (HU_CHIP (chip), TRUE);
      g_signal_connect (chip, "remove", G_CALLBACK (chip_remove), self);
      g_signal_connect (chip, "activate", G_CALLBACK (chip_activate), self);
      gtk_widget_insert_before (chip, GTK_WIDGET (self), self->take);
      g_ptr_array_add (self->chips, chip);
    }
}

static void
selection_changed (HuPassageField *self)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  gsize n_pins = 0;
  gboolean selected;

  if (editor)
    hu_editor_get_pins (editor, &n_pins);
  selected = editor && (hu_editor_has_selection (editor) || n_pins > 0);
  gtk_widget_set_sensitive (self->take, selected);
  gtk_widget_set_visible (self->take,
                          selected || (self->chips->len == 0 && !gtk_widget_get_visible (self->key)));
}

static void
hu_passage_field_update (HuCardField *field, HuRecord *record)
{
  HuPassageField *self = HU_PASSAGE_FIELD (field);
  g_autoptr (HuValue) value = dup_passage (self);
  gsize n;
  const HuSpan *spans = hu_value_get_spans (value, &n);

  show_spans (self, spans, n);
  g_signal_group_set_target (self->signals, hu_card_field_get_editor (field));
  selection_changed (self);
}

static void
update_label (HuPassageField *self)
{
  const char *label = hu_card_field_get_label (HU_CARD_FIELD (self));
  /* Translators: %s is a field such as "Condition": takes the selected words for it */
  g_autofree char *name = g_strdup_printf (_ ("%s: take the selection"), label ? label : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->take), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
hu_passage_field_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_SHORTCUT)
    hu_key_cap_set (HU_PASSAGE_FIELD (object)->key, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
hu_passage_field_dispose (GObject *object)
{
  g_clear_object (&HU_PASSAGE_FIELD (object)->signals);
  G_OBJECT_CLASS (hu_passage_field_parent_class)->dispose (object);
}

static void
hu_passage_field_finalize (GObject *object)
{
  g_ptr_array_unref (HU_PASSAGE_FIELD (object)->chips);
  G_OBJECT_CLASS (hu_passage_field_parent_class)->finalize (object);
}

static void
hu_passage_field_class_init (HuPassageFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "hu-passage-field");
  object_class->set_property = hu_passage_field_set_property;
  object_class->dispose = hu_passage_field_dispose;
  object_class->finalize = hu_passage_field_finalize;
  HU_CARD_FIELD_CLASS (klass)->update = hu_passage_field_update;
  properties[PROP_SHORTCUT] =
      g_param_spec_string ("shortcut", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hu_passage_field_init (HuPassageField *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), hu_wrap_layout_new (6, TRUE));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  self->chips = g_ptr_array_new ();
  self->take = gtk_button_new_with_label (_ ("From selection"));
  gtk_widget_add_css_class (self->take, "flat");
  gtk_widget_add_css_class (self->take, "small-button");
  gtk_widget_set_valign (self->take, GTK_ALIGN_CENTER);
  self->key = hu_key_cap_new (NULL);
  gtk_widget_set_parent (self->take, GTK_WIDGET (self));
  gtk_widget_set_parent (self->key, GTK_WIDGET (self));
  self->signals = g_signal_group_new (HU_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->signals, "selection-changed", G_CALLBACK (selection_changed), self);
  g_signal_connect_swapped (self->take, "clicked", G_CALLBACK (take_clicked), self);
  g_signal_connect (self, "notify::label", G_CALLBACK (update_label), NULL);
}

GtkWidget *
hu_passage_field_new (void)
{
  return g_object_new (HU_TYPE_PASSAGE_FIELD, NULL);
}
