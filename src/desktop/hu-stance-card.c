/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a stance: whose, toward what, which. */
#include "config.h"

#include "hu-stance-card.h"

#include "hu-card-row.h"
#include "hu-chips-field.h"
#include "hu-choice-field.h"
#include "hu-fields-field.h"
#include "hu-info-field.h"
#include "hu-passage-field.h"
#include "hu-source-field.h"
#include "hu-stance-field.h"
#include "hu-text-field.h"
#include "hu-topics-field.h"

struct _HuStanceCard
{
  HuCardField parent_instance;

  GtkWidget *basis_row;
};

G_DEFINE_FINAL_TYPE (HuStanceCard, hu_stance_card, HU_TYPE_CARD_FIELD)

static void
delete_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (widget));

  if (editor)
    hu_editor_delete (editor);
}

/* With a claim the basis follows from who says it. */
static void
hu_stance_card_update (HuCardField *field, HuRecord *record)
{
  gtk_widget_set_visible (HU_STANCE_CARD (field)->basis_row,
                          record && !hu_record_get (record, HU_MEMBER_CLAIM));
  HU_CARD_FIELD_CLASS (hu_stance_card_parent_class)->update (field, record);
}

/* A stance shows in its claim or in a passage of its own, never both. One that leaves its claim keeps the
 * claim's words. */
static gboolean
hu_stance_card_write_child (HuCardField *field, HuEdit *edit, const HuPath *path, HuValue *value)
{
  HuRecord *record = hu_card_field_get_record (field);
  HuLayer *layer = hu_card_field_get_layer (field);
  const char *id = hu_record_get_id (record);
  const char *claim = hu_record_get_string (record, HU_MEMBER_CLAIM);
  HuRecord *old = claim ? hu_layer_lookup (layer, HU_KIND_CLAIM, claim) : NULL;

  if (path->member != HU_MEMBER_CLAIM)
    return FALSE;
  hu_op_set (edit, layer, HU_KIND_STANCE, id, HU_MEMBER_CLAIM, value);
  if (value)
    {
      hu_op_set (edit, layer, HU_KIND_STANCE, id, HU_MEMBER_PASSAGE, NULL);
      hu_op_set (edit, layer, HU_KIND_STANCE, id, HU_MEMBER_BASIS, NULL);
    }
  else if (old)
    hu_op_set (edit, layer, HU_KIND_STANCE, id, HU_MEMBER_PASSAGE, hu_record_get (old, HU_MEMBER_PASSAGE));
  return TRUE;
}

static void
hu_stance_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_STANCE_CARD);
  G_OBJECT_CLASS (hu_stance_card_parent_class)->dispose (object);
}

static void
hu_stance_card_class_init (HuStanceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_stance_card_dispose;
  HU_CARD_FIELD_CLASS (klass)->update = hu_stance_card_update;
  HU_CARD_FIELD_CLASS (klass)->write_child = hu_stance_card_write_child;
  g_type_ensure (HU_TYPE_CARD_ROW);
  g_type_ensure (HU_TYPE_SOURCE_FIELD);
  g_type_ensure (HU_TYPE_TOPICS_FIELD);
  g_type_ensure (HU_TYPE_STANCE_FIELD);
  g_type_ensure (HU_TYPE_CHOICE_FIELD);
  g_type_ensure (HU_TYPE_CHIPS_FIELD);
  g_type_ensure (HU_TYPE_TEXT_FIELD);
  g_type_ensure (HU_TYPE_PASSAGE_FIELD);
  g_type_ensure (HU_TYPE_FIELDS_FIELD);
  g_type_ensure (HU_TYPE_INFO_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-stance-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HuStanceCard, basis_row);
  gtk_widget_class_install_action (widget_class, "card.delete", NULL, delete_activated);
}

static void
hu_stance_card_init (HuStanceCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
