/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Something to choose: a row of a list, or a chip once it is chosen. */
#include "config.h"

#include "hu-option.h"

G_DEFINE_FINAL_TYPE (HuOption, hu_option, G_TYPE_OBJECT)

static void
hu_option_finalize (GObject *object)
{
  HuOption *self = HU_OPTION (object);

  g_free (self->id);
  g_free (self->label);
  g_free (self->detail);
  g_free (self->key);
  g_free (self->symbol);
  g_clear_pointer (&self->record, hu_record_unref);
  G_OBJECT_CLASS (hu_option_parent_class)->finalize (object);
}

static void
hu_option_class_init (HuOptionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hu_option_finalize;
}

static void
hu_option_init (HuOption *self)
{
}

HuOption *
hu_option_new (HuOptionKind kind, const char *id, const char *label)
{
  HuOption *self = g_object_new (HU_TYPE_OPTION, NULL);

  self->kind = kind;
  self->id = g_strdup (id);
  self->label = g_strdup (label ? label : id);
  return self;
}

HuFlowRow
hu_option_get_row (HuOption *self)
{
  if (!self)
    return HU_FLOW_ROW_NONE;
  return self->kind == HU_OPTION_NEW ? HU_FLOW_ROW_NEW : HU_FLOW_ROW_KNOWN;
}

gboolean
hu_option_equal (HuOption *a, HuOption *b)
{
  if (a == b)
    return TRUE;
  return a && b && a->kind == b->kind && a->count == b->count && a->record == b->record &&
         g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->label, b->label) == 0 &&
         g_strcmp0 (a->detail, b->detail) == 0 && g_strcmp0 (a->key, b->key) == 0 &&
         g_strcmp0 (a->symbol, b->symbol) == 0;
}

GtkWidget *
hu_key_cap_new (const char *key)
{
  GtkWidget *cap = gtk_label_new (NULL);

  gtk_widget_add_css_class (cap, "keycap");
  gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
  hu_key_cap_set (cap, key);
  return cap;
}

void
hu_key_cap_set (GtkWidget *cap, const char *key)
{
  g_return_if_fail (GTK_IS_LABEL (cap));
  gtk_label_set_label (GTK_LABEL (cap), key ? key : "");
  gtk_widget_set_visible (cap, key && *key);
}
