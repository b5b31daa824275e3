/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an article names a speaker, and what it claims there. */
#include "config.h"

#include "hu-uses-field.h"

#include <glib/gi18n-lib.h>

#include "hu-options.h"

/* More aren't listed; the sidebar's filter has them all. */
#define MAX_USES 100

struct _HuUsesField
{
  HuCardField parent_instance;

  GtkWidget *mentions_title;
  GtkWidget *mentions;
  GtkWidget *claims_title;
  GtkWidget *claims;
};

G_DEFINE_FINAL_TYPE (HuUsesField, hu_uses_field, HU_TYPE_CARD_FIELD)

static void
use_clicked (GtkWidget *button, HuUsesField *self)
{
  HuOption *option = g_object_get_data (G_OBJECT (button), "option");
  g_autofree char *id = g_strdup (option->id);
  HuKind kind = option->kind == HU_OPTION_CLAIM ? HU_KIND_CLAIM : HU_KIND_MENTION;

  hu_editor_pick (hu_card_field_get_editor (HU_CARD_FIELD (self)), kind, id, TRUE);
}

static GtkWidget *
make_button (HuUsesField *self)
{
  GtkWidget *button = gtk_button_new_with_label ("");
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "choice-button");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  g_signal_connect (button, "clicked", G_CALLBACK (use_clicked), self);
  return button;
}

static void
show_uses (HuUsesField *self, GtkWidget *title, GtkWidget *box, GPtrArray *records, const char *name)
{
  HuEditor *editor = hu_card_field_get_editor (HU_CARD_FIELD (self));
  GtkWidget *button = gtk_widget_get_first_child (box);

  gtk_label_set_label (GTK_LABEL (title), name);
  gtk_widget_set_visible (title, records->len > 0);
  for (guint i = 0; i < records->len && i < MAX_USES; i++)
    {
      HuRecord *record = g_ptr_array_index (records, i);
      const char *id = hu_record_get_id (record);
      HuOption *option = hu_record_get_kind (record) == HU_KIND_CLAIM ? hu_option_for_claim (editor, id)
                                                                      : hu_option_for_mention (editor, id);

      if (!button)
        {
          button = make_button (self);
          gtk_box_append (GTK_BOX (box), button);
        }
      gtk_button_set_label (GTK_BUTTON (button), option->label);
      gtk_widget_set_visible (button, TRUE);
      g_object_set_data_full (G_OBJECT (button), "option", option, g_object_unref);
      button = gtk_widget_get_next_sibling (button);
    }
  for (; button; button = gtk_widget_get_next_sibling (button))
    gtk_widget_set_visible (button, FALSE);
}

static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer layer)
{
  HuRecord *x = *(HuRecord **) a, *y = *(HuRecord **) b;

  return hu_layer_get_rank (layer, hu_record_get_kind (x), hu_record_get_id (x)) -
         hu_layer_get_rank (layer, hu_record_get_kind (y), hu_record_get_id (y));
}

static void
hu_uses_field_update (HuCardField *field, HuRecord *record)
{
  HuUsesField *self = HU_USES_FIELD (field);
  HuLayer *layer = hu_card_field_get_layer (field);
  g_autoptr (GPtrArray) users = NULL;
  g_autoptr (GPtrArray) mentions = g_ptr_array_new ();
  g_autoptr (GPtrArray) claims = g_ptr_array_new ();
  g_autofree char *mentions_name = NULL;
  g_autofree char *claims_name = NULL;

  if (!record || !layer)
    return;
  users = hu_layer_get_referrers (layer, HU_KIND_SPEAKER, hu_record_get_id (record));
  for (guint i = 0; i < users->len; i++)
    {
      HuRecord *user = g_ptr_array_index (users, i);

      if (hu_record_get_kind (user) == HU_KIND_MENTION)
        g_ptr_array_add (mentions, user);
      else if (hu_record_get_kind (user) == HU_KIND_CLAIM &&
               hu_record_has_string (user, HU_MEMBER_SPEAKERS, hu_record_get_id (record)))
        g_ptr_array_add (claims, user);
    }
  g_ptr_array_sort_with_data (mentions, compare_ranks, layer);
  g_ptr_array_sort_with_data (claims, compare_ranks, layer);
  mentions_name = g_strdup_printf (ngettext ("%u mention", "%u mentions", mentions->len), mentions->len);
  claims_name = g_strdup_printf (ngettext ("%u claim", "%u claims", claims->len), claims->len);
  show_uses (self, self->mentions_title, self->mentions, mentions, mentions_name);
  show_uses (self, self->claims_title, self->claims, claims, claims_name);
}

static void
hu_uses_field_class_init (HuUsesFieldClass *klass)
{
  HU_CARD_FIELD_CLASS (klass)->update = hu_uses_field_update;
}

static GtkWidget *
append_list (GtkWidget *box, GtkWidget **title)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  *title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (*title), 0);
  gtk_widget_add_css_class (*title, "dim-label");
  gtk_widget_add_css_class (*title, "section-title");
  gtk_box_append (GTK_BOX (box), *title);
  gtk_box_append (GTK_BOX (box), list);
  return list;
}

static void
hu_uses_field_init (HuUsesField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->mentions = append_list (box, &self->mentions_title);
  self->claims = append_list (box, &self->claims_title);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}
