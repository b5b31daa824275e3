/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a memo: its text and its passage. */
#include "config.h"

#include "hu-memo-card.h"

#include "hu-card-row.h"
#include "hu-fields-field.h"
#include "hu-info-field.h"
#include "hu-passage-field.h"
#include "hu-text-field.h"

struct _HuMemoCard
{
  HuCardField parent_instance;
};

G_DEFINE_FINAL_TYPE (HuMemoCard, hu_memo_card, HU_TYPE_CARD_FIELD)

static void
delete_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (widget));

  if (editor)
    hu_editor_delete (editor);
}

static void
hu_memo_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_MEMO_CARD);
  G_OBJECT_CLASS (hu_memo_card_parent_class)->dispose (object);
}

static void
hu_memo_card_class_init (HuMemoCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_memo_card_dispose;
  g_type_ensure (HU_TYPE_CARD_ROW);
  g_type_ensure (HU_TYPE_TEXT_FIELD);
  g_type_ensure (HU_TYPE_PASSAGE_FIELD);
  g_type_ensure (HU_TYPE_FIELDS_FIELD);
  g_type_ensure (HU_TYPE_INFO_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-memo-card.ui");
  gtk_widget_class_install_action (widget_class, "card.delete", NULL, delete_activated);
}

static void
hu_memo_card_init (HuMemoCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
