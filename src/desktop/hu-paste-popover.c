/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a copied tag goes to the tag in hand: boxes to check, and a button. */
#include "config.h"

#include "hu-paste-popover.h"

#include <glib/gi18n.h>

struct _HuPastePopover
{
  GtkPopover parent_instance;

  GtkBox *fields;
  GtkWidget *button;

  GtkWidget *checks[HU_N_COPIES];
  HuEditor *editor;
};

G_DEFINE_FINAL_TYPE (HuPastePopover, hu_paste_popover, GTK_TYPE_POPOVER)

static const char *const labels[HU_N_COPIES] = {
  [HU_COPY_SOURCE] = N_ ("Speakers or Voice"),
  [HU_COPY_ROUTE] = N_ ("Via, On Behalf Of, Addressees"),
  [HU_COPY_TYPE] = N_ ("Type"),
  [HU_COPY_TOPICS] = N_ ("Topics"),
  [HU_COPY_STANCES] = N_ ("Stances"),
  [HU_COPY_MODALITY] = N_ ("Modality"),
  [HU_COPY_QUOTATION] = N_ ("Quotation"),
  [HU_COPY_DATE] = N_ ("Date"),
  [HU_COPY_CONFIDENCE] = N_ ("Confidence"),
  [HU_COPY_FIELDS] = N_ ("Own Fields"),
  [HU_COPY_RELATIONS] = N_ ("Relations"),
  [HU_COPY_GIST] = N_ ("Gist"),
  [HU_COPY_NOTE] = N_ ("Note"),
  [HU_COPY_EVIDENCE] = N_ ("Evidence and Verdict"),
};

#define OWN_WORDS                                                                                            \
  (HU_COPIES (HU_COPY_QUOTATION) | HU_COPIES (HU_COPY_RELATIONS) | HU_COPIES (HU_COPY_GIST) |                \
   HU_COPIES (HU_COPY_NOTE) | HU_COPIES (HU_COPY_EVIDENCE))

static guint
get_chosen (HuPastePopover *self)
{
  guint chosen = 0;

  for (guint i = 0; i < HU_N_COPIES; i++)
    if (gtk_widget_get_visible (self->checks[i]) &&
        gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i])))
      chosen |= HU_COPIES (i);
  return chosen;
}

static void
update_button (HuPastePopover *self)
{
  gtk_widget_set_sensitive (self->button, get_chosen (self) != 0);
}

static void
paste_clicked (HuPastePopover *self)
{
  const guint chosen = get_chosen (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  hu_editor_paste_fields (self->editor, chosen);
}

static gboolean
key_pressed (HuPastePopover *self, guint keyval)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  if (get_chosen (self))
    paste_clicked (self);
  return GDK_EVENT_STOP;
}

static void
hu_paste_popover_dispose (GObject *object)
{
  HuPastePopover *self = HU_PASTE_POPOVER (object);

  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), HU_TYPE_PASTE_POPOVER);
  G_OBJECT_CLASS (hu_paste_popover_parent_class)->dispose (object);
}

static void
hu_paste_popover_class_init (HuPastePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hu_paste_popover_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-paste-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, HuPastePopover, fields);
  gtk_widget_class_bind_template_child (widget_class, HuPastePopover, button);
  gtk_widget_class_bind_template_callback (widget_class, paste_clicked);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed);
}

static void
hu_paste_popover_init (HuPastePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < HU_N_COPIES; i++)
    {
      self->checks[i] = gtk_check_button_new_with_label (_ (labels[i]));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), !(OWN_WORDS & HU_COPIES (i)));
      g_signal_connect_swapped (self->checks[i], "toggled", G_CALLBACK (update_button), self);
      gtk_box_append (self->fields, self->checks[i]);
    }
}

GtkWidget *
hu_paste_popover_new (HuEditor *editor)
{
  HuPastePopover *self = g_object_new (HU_TYPE_PASTE_POPOVER, NULL);

  g_return_val_if_fail (HU_IS_EDITOR (editor), GTK_WIDGET (self));
  self->editor = g_object_ref (editor);
  return GTK_WIDGET (self);
}

void
hu_paste_popover_open (HuPastePopover *self)
{
  guint pastable;
  GtkWidget *first = NULL;

  g_return_if_fail (HU_IS_PASTE_POPOVER (self));
  pastable = hu_editor_get_pastable (self->editor);
  for (guint i = 0; i < HU_N_COPIES; i++)
    {
      gtk_widget_set_visible (self->checks[i], (pastable & HU_COPIES (i)) != 0);
      if (!first && (pastable & HU_COPIES (i)))
        first = self->checks[i];
    }
  update_button (self);
  gtk_popover_popup (GTK_POPOVER (self));
  if (first)
    gtk_widget_grab_focus (first);
}
