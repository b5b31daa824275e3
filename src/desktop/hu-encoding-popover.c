/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of text encodings to choose from. */
#include "config.h"

#include "hu-encoding-popover.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hu-text.h"

struct _HuEncodingPopover
{
  GtkPopover parent_instance;

  GtkListBox *list;

  char *encoding;
};

enum
{
  PROP_ENCODING = 1,
  N_PROPS
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HuEncodingPopover, hu_encoding_popover, GTK_TYPE_POPOVER)

const char *
hu_encoding_get_label (const char *encoding)
{
  g_return_val_if_fail (encoding, NULL);
  for (const char *const *pair = hu_text_get_known_encodings (); *pair; pair += 2)
    if (strcmp (pair[0], encoding) == 0)
      return _ (pair[1]);
  return encoding;
}

static void
on_row_activated (HuEncodingPopover *self, GtkListBoxRow *row)
{
  const char *encoding = hu_text_get_known_encodings ()[2 * gtk_list_box_row_get_index (row)];

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, encoding);
}

static void
add_row (HuEncodingPopover *self, const char *label)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_list_box_append (self->list, row);
}

static void
update_marks (HuEncodingPopover *self)
{
  const char *const *pair = hu_text_get_known_encodings ();

  for (int i = 0; pair[2 * i]; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);
      GtkWidget *mark = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));

      gtk_widget_set_opacity (mark, g_strcmp0 (pair[2 * i], self->encoding) == 0);
    }
}

static void
hu_encoding_popover_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ENCODING:
      g_value_set_string (value, HU_ENCODING_POPOVER (object)->encoding);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_encoding_popover_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ENCODING:
      hu_encoding_popover_set_encoding (HU_ENCODING_POPOVER (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_encoding_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HU_TYPE_ENCODING_POPOVER);
  G_OBJECT_CLASS (hu_encoding_popover_parent_class)->dispose (object);
}

static void
hu_encoding_popover_finalize (GObject *object)
{
  g_free (HU_ENCODING_POPOVER (object)->encoding);
  G_OBJECT_CLASS (hu_encoding_popover_parent_class)->finalize (object);
}

static void
hu_encoding_popover_class_init (HuEncodingPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hu_encoding_popover_get_property;
  object_class->set_property = hu_encoding_popover_set_property;
  object_class->dispose = hu_encoding_popover_dispose;
  object_class->finalize = hu_encoding_popover_finalize;

  properties[PROP_ENCODING] =
      g_param_spec_string ("encoding", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHOSEN] = g_signal_new ("chosen", HU_TYPE_ENCODING_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-encoding-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, HuEncodingPopover, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
hu_encoding_popover_init (HuEncodingPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (const char *const *pair = hu_text_get_known_encodings (); *pair; pair += 2)
    add_row (self, _ (pair[1]));
  update_marks (self);
}

GtkWidget *
hu_encoding_popover_new (void)
{
  return g_object_new (HU_TYPE_ENCODING_POPOVER, NULL);
}

void
hu_encoding_popover_set_encoding (HuEncodingPopover *self, const char *encoding)
{
  g_return_if_fail (HU_IS_ENCODING_POPOVER (self));
  if (g_strcmp0 (self->encoding, encoding) == 0)
    return;
  g_free (self->encoding);
  self->encoding = g_strdup (encoding);
  update_marks (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENCODING]);
}
