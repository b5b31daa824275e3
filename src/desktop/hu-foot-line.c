/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar's last line: who codes, how far the article has been checked, and what is left. */
#include "config.h"

#include "hu-foot-line.h"

#include <glib/gi18n-lib.h>

struct _HuFootLine
{
  GtkWidget parent_instance;

  HuEditor *editor;
  HuDocument *document;

  GtkWidget *content;
  GtkButton *coder;
  GtkLabel *coder_label;
  GtkLabel *progress;
  GtkButton *to_check;
  GtkLabel *to_check_label;
};

G_DEFINE_FINAL_TYPE (HuFootLine, hu_foot_line, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_coder (HuFootLine *self)
{
  const char *name = self->document ? hu_document_get_coder_name (self->document) : NULL;
  g_autofree char *label = g_strdup_printf (_ ("Coder: %s"), name ? name : C_ ("coder", "you"));

  gtk_label_set_label (self->coder_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->coder), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_progress (HuFootLine *self)
{
  guint checked = 0, all = 0;
  g_autofree char *label = NULL;

  if (self->editor)
    hu_editor_count_paragraphs (self->editor, &checked, &all);
  label = g_strdup_printf (ngettext ("%u of %u paragraph checked", "%u of %u paragraphs checked", all),
                           checked, all);
  gtk_label_set_label (self->progress, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->progress), label);
}

static void
update_to_check (HuFootLine *self)
{
  guint n = self->editor ? hu_editor_count_to_check (self->editor) : 0;
  g_autofree char *label =
      n ? g_strdup_printf (ngettext ("%u to check", "%u to check", n), n) : g_strdup (_ ("Nothing to check"));

  gtk_label_set_label (self->to_check_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->to_check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "foot.next-to-check", n > 0);
}

static void
update (HuFootLine *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->document != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->to_check), self->document != NULL);
  update_progress (self);
  update_to_check (self);
}

static void
next_to_check (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HuFootLine *self = HU_FOOT_LINE (widget);

  if (self->editor)
    hu_editor_next_to_check (self->editor);
}

static void
set_document (HuFootLine *self, HuDocument *document)
{
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document)
    g_signal_connect_swapped (document, "notify::coder-name", G_CALLBACK (update_coder), self);
}

static void
document_changed (HuFootLine *self)
{
  set_document (self, self->editor ? hu_editor_get_document (self->editor) : NULL);
  update_coder (self);
  update (self);
}

static void
hu_foot_line_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, HU_FOOT_LINE (object)->editor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_foot_line_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITOR:
      hu_foot_line_set_editor (HU_FOOT_LINE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_foot_line_dispose (GObject *object)
{
  HuFootLine *self = HU_FOOT_LINE (object);

  if (self->editor)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  g_clear_object (&self->editor);
  set_document (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HU_TYPE_FOOT_LINE);
  G_OBJECT_CLASS (hu_foot_line_parent_class)->dispose (object);
}

static void
hu_foot_line_class_init (HuFootLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hu_foot_line_get_property;
  object_class->set_property = hu_foot_line_set_property;
  object_class->dispose = hu_foot_line_dispose;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, HU_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-foot-line");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-foot-line.ui");
  gtk_widget_class_bind_template_child (widget_class, HuFootLine, content);
  gtk_widget_class_bind_template_child (widget_class, HuFootLine, coder);
  gtk_widget_class_bind_template_child (widget_class, HuFootLine, coder_label);
  gtk_widget_class_bind_template_child (widget_class, HuFootLine, progress);
  gtk_widget_class_bind_template_child (widget_class, HuFootLine, to_check);
  gtk_widget_class_bind_template_child (widget_class, HuFootLine, to_check_label);
  gtk_widget_class_install_action (widget_class, "foot.next-to-check", NULL, next_to_check);
}

static void
hu_foot_line_init (HuFootLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_coder (self);
  update (self);
}

GtkWidget *
hu_foot_line_new (void)
{
  return g_object_new (HU_TYPE_FOOT_LINE, NULL);
}

HuEditor *
hu_foot_line_get_editor (HuFootLine *self)
{
  g_return_val_if_fail (HU_IS_FOOT_LINE (self), NULL);
  return self->editor;
}

void
hu_foot_line_set_editor (HuFootLine *self, HuEditor *editor)
{
  g_return_if_fail (HU_IS_FOOT_LINE (self));
  if (editor == self->editor)
    return;
  if (self->editor)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  g_set_object (&self->editor, editor);
  if (editor)
    {
      g_signal_connect_swapped (editor, "notify::document", G_CALLBACK (document_changed), self);
      g_signal_connect_swapped (editor, "changed", G_CALLBACK (update), self);
    }
  document_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}
