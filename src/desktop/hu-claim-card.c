/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a claim: who says what about what, and where they stand. */
#include "config.h"

#include "hu-claim-card.h"

#include "hu-card-row.h"
#include "hu-chips-field.h"
#include "hu-choice-field.h"
#include "hu-fields-field.h"
#include "hu-info-field.h"
#include "hu-list-field.h"
#include "hu-passage-field.h"
#include "hu-source-field.h"
#include "hu-stance-field.h"
#include "hu-stances-field.h"
#include "hu-text-field.h"
#include "hu-topics-field.h"

struct _HuClaimCard
{
  HuCardField parent_instance;
};

G_DEFINE_FINAL_TYPE (HuClaimCard, hu_claim_card, HU_TYPE_CARD_FIELD)

static void
delete_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (widget));

  if (editor)
    hu_editor_delete (editor);
}

static void
hu_claim_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_CLAIM_CARD);
  G_OBJECT_CLASS (hu_claim_card_parent_class)->dispose (object);
}

static void
hu_claim_card_class_init (HuClaimCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_claim_card_dispose;
  g_type_ensure (HU_TYPE_CARD_ROW);
  g_type_ensure (HU_TYPE_SOURCE_FIELD);
  g_type_ensure (HU_TYPE_TOPICS_FIELD);
  g_type_ensure (HU_TYPE_STANCE_FIELD);
  g_type_ensure (HU_TYPE_STANCES_FIELD);
  g_type_ensure (HU_TYPE_CHOICE_FIELD);
  g_type_ensure (HU_TYPE_CHIPS_FIELD);
  g_type_ensure (HU_TYPE_TEXT_FIELD);
  g_type_ensure (HU_TYPE_PASSAGE_FIELD);
  g_type_ensure (HU_TYPE_LIST_FIELD);
  g_type_ensure (HU_TYPE_FIELDS_FIELD);
  g_type_ensure (HU_TYPE_INFO_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-claim-card.ui");
  gtk_widget_class_install_action (widget_class, "card.delete", NULL, delete_activated);
}

static void
hu_claim_card_init (HuClaimCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
