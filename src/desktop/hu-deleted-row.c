/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row that shows what was deleted, with a button that restores it. */
#include "config.h"

#include "hu-deleted-row.h"

#include "hu-tag-summary.h"

#include <glib/gi18n-lib.h>

struct _HuDeletedRow
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkLabel *quote;
  GtkLabel *what;
  GtkLabel *time;
  GtkWidget *restore;
};

G_DEFINE_FINAL_TYPE (HuDeletedRow, hu_deleted_row, GTK_TYPE_WIDGET)

enum
{
  RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_kind_label (HuKind kind)
{
  switch ((int) kind)
    {
    case HU_KIND_CLAIM:
      return _ ("Claim");
    case HU_KIND_MENTION:
      return _ ("Mention");
    case HU_KIND_STANCE:
      return _ ("Stance");
    case HU_KIND_MEMO:
      return _ ("Memo");
    default:
      return _ ("Speaker");
    }
}

/* Of today only the time. (transfer full) */
static char *
format_time (gint64 seconds)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  gboolean today;

  if (!time)
    return g_strdup ("");
  today = g_date_time_get_year (time) == g_date_time_get_year (now) &&
          g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now);
  return g_date_time_format (time, today ? "%H:%M" : "%x %H:%M");
}

/* "Claim · Anneke Voss" (transfer full) */
static char *
describe (HuRecord *record, const HuTagSummary *summary)
{
  HuKind kind = hu_record_get_kind (record);
  const char *label = get_kind_label (kind);
  const char *detail = kind == HU_KIND_SPEAKER                ? summary->pill
                       : summary->to_check || !summary->quote ? NULL
                                                              : summary->name;

  return detail ? g_strdup_printf ("%s · %s", label, detail) : g_strdup (label);
}

void
hu_deleted_row_bind (HuDeletedRow *self, HuDocument *document, HuDeletedItem *item)
{
  GtkWidget *parent;
  HuRecord *record;
  g_autoptr (HuTagSummary) summary = NULL;
  g_autofree char *what = NULL;
  g_autofree char *time = NULL;
  g_autofree char *spoken = NULL;
  g_autofree char *action = NULL;
  const char *quote;

  g_return_if_fail (HU_IS_DELETED_ROW (self) && HU_IS_DOCUMENT (document) && HU_IS_DELETED_ITEM (item));
  record = hu_deleted_item_get_record (item);
  summary = hu_tag_summary_new (document, record, NULL);
  what = describe (record, summary);
  time = format_time (hu_deleted_item_get_time (item));
  quote = summary->quote                                   ? summary->quote
          : hu_record_get_kind (record) == HU_KIND_SPEAKER ? summary->name
                                                           : summary->spoken;
  gtk_label_set_label (self->quote, quote);
  gtk_label_set_label (self->what, what);
  gtk_label_set_label (self->time, time);

  /* Translators: a tag that was deleted, as it is read aloud: what it is ("Claim"), its words and who says
   * them, when it was deleted. */
  spoken = g_strdup_printf (_ ("%s, %s, deleted %s"), get_kind_label (hu_record_get_kind (record)),
                            summary->spoken, time);
  action = g_strdup_printf (_ ("Restore %s"), quote);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->restore), GTK_ACCESSIBLE_PROPERTY_LABEL, action, -1);
  parent = gtk_widget_get_parent (GTK_WIDGET (self));
  if (parent)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
on_restore (HuDeletedRow *self)
{
  g_signal_emit (self, signals[RESTORE], 0);
}

static void
hu_deleted_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_DELETED_ROW);
  G_OBJECT_CLASS (hu_deleted_row_parent_class)->dispose (object);
}

static void
hu_deleted_row_class_init (HuDeletedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_deleted_row_dispose;
  signals[RESTORE] = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-deleted-row");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-deleted-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HuDeletedRow, content);
  gtk_widget_class_bind_template_child (widget_class, HuDeletedRow, quote);
  gtk_widget_class_bind_template_child (widget_class, HuDeletedRow, what);
  gtk_widget_class_bind_template_child (widget_class, HuDeletedRow, time);
  gtk_widget_class_bind_template_child (widget_class, HuDeletedRow, restore);
  gtk_widget_class_bind_template_callback (widget_class, on_restore);
}

static void
hu_deleted_row_init (HuDeletedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hu_deleted_row_new (void)
{
  return g_object_new (HU_TYPE_DELETED_ROW, NULL);
}
