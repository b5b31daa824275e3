/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line above the article that says which tags are dimmed, and shows all again. */
#include "config.h"

#include "hu-emphasis-bar.h"

#include <glib/gi18n.h>

#include "hu-labels.h"

struct _HuEmphasisBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *label;

  HuEditor *editor;
};

G_DEFINE_FINAL_TYPE (HuEmphasisBar, hu_emphasis_bar, GTK_TYPE_WIDGET)

static void
append (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len ? " · " : "", part);
}

static void
append_kinds (GString *text, guint kinds)
{
  if (kinds & HU_KINDS (HU_KIND_CLAIM))
    append (text, _ ("Claims dimmed"));
  if (kinds & HU_KINDS (HU_KIND_MENTION))
    append (text, _ ("Mentions dimmed"));
  if (kinds & HU_KINDS (HU_KIND_STANCE))
    append (text, _ ("Stances dimmed"));
}

static void
append_only (GString *text, const char *name)
{
  /* Translators: the name of a speaker or topic whose tags aren't dimmed. */
  g_autofree char *part = g_strdup_printf (_ ("Only %s"), name);

  append (text, part);
}

static void
update (HuEmphasisBar *self)
{
  HuDocument *document = hu_editor_get_document (self->editor);
  const HuEmphasis emphasis = hu_editor_get_emphasis (self->editor);
  HuRecord *speaker;
  g_autoptr (GString) text = g_string_new (NULL);

  if (document)
    {
      append_kinds (text, emphasis.faint_kinds);
      speaker = emphasis.speaker
                    ? hu_layer_lookup (hu_document_get_layer (document), HU_KIND_SPEAKER, emphasis.speaker)
                    : NULL;
      if (emphasis.speaker)
        append_only (text, speaker ? hu_speaker_get_name (speaker) : emphasis.speaker);
      if (emphasis.topic)
        append_only (text, hu_label_get (hu_document_get_codebook (document), HU_KIND_TOPIC, emphasis.topic,
                                         hu_layer_lookup (hu_document_get_layer (document), HU_KIND_TOPIC,
                                                          emphasis.topic)));
    }
  gtk_label_set_text (self->label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self), text->len > 0);
}

static void
show_all_clicked (HuEmphasisBar *self)
{
  hu_editor_show_all (self->editor);
  hu_editor_focus_article (self->editor);
}

static void
hu_emphasis_bar_dispose (GObject *object)
{
  HuEmphasisBar *self = HU_EMPHASIS_BAR (object);

  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), HU_TYPE_EMPHASIS_BAR);
  G_OBJECT_CLASS (hu_emphasis_bar_parent_class)->dispose (object);
}

static void
hu_emphasis_bar_class_init (HuEmphasisBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_emphasis_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-emphasis-bar");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-emphasis-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HuEmphasisBar, box);
  gtk_widget_class_bind_template_child (widget_class, HuEmphasisBar, label);
  gtk_widget_class_bind_template_callback (widget_class, show_all_clicked);
}

static void
hu_emphasis_bar_init (HuEmphasisBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hu_emphasis_bar_new (HuEditor *editor)
{
  HuEmphasisBar *self = g_object_new (HU_TYPE_EMPHASIS_BAR, NULL);

  g_return_val_if_fail (HU_IS_EDITOR (editor), GTK_WIDGET (self));
  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "emphasis-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "hand-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::document", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
