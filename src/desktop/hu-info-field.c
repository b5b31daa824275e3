/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a record was made and changed, and by whom. */
#include "config.h"

#include "hu-info-field.h"

#include <glib/gi18n-lib.h>

struct _HuInfoField
{
  HuCardField parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (HuInfoField, hu_info_field, HU_TYPE_CARD_FIELD)

static char *
format_time (const char *time)
{
  g_autoptr (GDateTime) utc = time ? g_date_time_new_from_iso8601 (time, NULL) : NULL;
  g_autoptr (GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;

  return local ? g_date_time_format (local, "%x %H:%M") : g_strdup (time);
}

static void
hu_info_field_update (HuCardField *field, HuRecord *record)
{
  HuInfoField *self = HU_INFO_FIELD (field);
  const char *by;
  g_autofree char *created = NULL;
  g_autofree char *modified = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!record)
    return;
  by = hu_record_get_string (record, HU_MEMBER_BY);
  created = format_time (hu_record_get_string (record, HU_MEMBER_CREATED));
  modified = format_time (hu_record_get_string (record, HU_MEMBER_MODIFIED));
  if (created && by)
    g_string_append_printf (text, _ ("Made %s by %s"), created, by);
  else if (created)
    g_string_append_printf (text, _ ("Made %s"), created);
  if (modified)
    {
      g_string_append (text, text->len ? " · " : "");
      g_string_append_printf (text, _ ("changed %s"), modified);
    }
  gtk_label_set_label (GTK_LABEL (self->label), text->str);
  gtk_widget_set_tooltip_text (self->label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self), text->len > 0);
}

static void
hu_info_field_class_init (HuInfoFieldClass *klass)
{
  HU_CARD_FIELD_CLASS (klass)->update = hu_info_field_update;
}

static void
hu_info_field_init (HuInfoField *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}
