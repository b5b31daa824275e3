/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the sidebar's lists. */
#include "config.h"

#include "hu-tag-row.h"

#include "hu-avatar.h"
#include "hu-stance-badge.h"
#include "hu-stance-bar.h"
#include "hu-tag-summary.h"

struct _HuTagRow
{
  GtkWidget parent_instance;

  HuTagList *list;
  HuTagItem *item; /* NULL: not bound */

  GtkWidget *content;
  GtkLabel *quote;
  HuAvatar *avatar;
  GtkLabel *name;
  GtkLabel *detail;
  HuStanceBadge *badges[HU_TAG_SUMMARY_MAX_STANCES];
  HuStanceBar *bar;
  GtkImage *warning;
  GtkLabel *pill;
  GtkLabel *subtitle;
};

G_DEFINE_FINAL_TYPE (HuTagRow, hu_tag_row, GTK_TYPE_WIDGET)

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text && *text);
}

static void
show_source (HuTagRow *self, const HuTagSummary *summary)
{
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), summary->speaker || summary->letters);
  if (summary->speaker)
    hu_avatar_set_speaker (self->avatar, summary->speaker);
  else
    hu_avatar_set_letters (self->avatar, summary->letters);
  set_label (self->name, summary->name);
  if (summary->to_check)
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "to-check");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "to-check");
  set_label (self->detail, summary->detail);
}

static void
show_stances (HuTagRow *self, const HuTagSummary *summary, HuCodebook *codebook)
{
  for (guint i = 0; i < HU_TAG_SUMMARY_MAX_STANCES; i++)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->badges[i]), i < summary->n_stances);
      if (i < summary->n_stances)
        hu_stance_badge_set_value (self->badges[i], codebook, summary->stances[i].value,
                                   summary->stances[i].conditional);
    }
}

static void
update (HuTagRow *self)
{
  HuDocument *document = hu_tag_list_get_document (self->list);
  HuRecord *record = hu_tag_item_get_record (self->item);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (HuTagSummary) summary = NULL;

  if (!document)
    return;
  summary =
      hu_tag_summary_new (document, record, hu_tag_list_get_uses (self->list, hu_record_get_id (record)));
  set_label (self->quote, summary->quote);
  show_source (self, summary);
  show_stances (self, summary, hu_document_get_codebook (document));
  hu_stance_bar_set_values (self->bar, hu_document_get_codebook (document), summary->values);
  gtk_widget_set_visible (GTK_WIDGET (self->warning), summary->warning != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->warning), summary->warning);
  set_label (self->pill, summary->pill);
  set_label (self->subtitle, summary->subtitle);
  if (parent)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, summary->spoken,
                                    -1);
}

static void
hu_tag_row_dispose (GObject *object)
{
  HuTagRow *self = HU_TAG_ROW (object);

  hu_tag_row_bind (self, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HU_TYPE_TAG_ROW);
  G_OBJECT_CLASS (hu_tag_row_parent_class)->dispose (object);
}

static void
hu_tag_row_class_init (HuTagRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_tag_row_dispose;

  g_type_ensure (HU_TYPE_AVATAR);
  g_type_ensure (HU_TYPE_STANCE_BADGE);
  g_type_ensure (HU_TYPE_STANCE_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-tag-row");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-tag-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HuTagRow, content);
  gtk_widget_class_bind_template_child (widget_class, HuTagRow, quote);
  gtk_widget_class_bind_template_child (widget_class, HuTagRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, HuTagRow, name);
  gtk_widget_class_bind_template_child (widget_class, HuTagRow, detail);
  gtk_widget_class_bind_template_child_full (widget_class, "badge_1", FALSE,
                                             G_STRUCT_OFFSET (HuTagRow, badges[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "badge_2", FALSE,
                                             G_STRUCT_OFFSET (HuTagRow, badges[1]));
  gtk_widget_class_bind_template_child_full (widget_class, "badge_3", FALSE,
                                             G_STRUCT_OFFSET (HuTagRow, badges[2]));
  gtk_widget_class_bind_template_child (widget_class, HuTagRow, bar);
  gtk_widget_class_bind_template_child (widget_class, HuTagRow, warning);
  gtk_widget_class_bind_template_child (widget_class, HuTagRow, pill);
  gtk_widget_class_bind_template_child (widget_class, HuTagRow, subtitle);
}

static void
hu_tag_row_init (HuTagRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hu_tag_row_new (void)
{
  return g_object_new (HU_TYPE_TAG_ROW, NULL);
}

void
hu_tag_row_bind (HuTagRow *self, HuTagList *list, HuTagItem *item)
{
  g_return_if_fail (HU_IS_TAG_ROW (self) && (!item || HU_IS_TAG_LIST (list)));
  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->list, list);
  g_set_object (&self->item, item);
  if (!item)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (update), self);
  update (self);
}
