/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chips, and an entry that finds more of them in a list. */
#include "config.h"

#include "hu-chip-entry.h"

#include <glib/gi18n-lib.h>

#include "hu-card-field.h"
#include "hu-option-list.h"
#include "hu-wrap-layout.h"

/* Width of the entry, in characters, with the focus or text in it. */
#define WIDTH 9

struct _HuChipEntry
{
  GtkWidget parent_instance;

  HuChipEntryFunc func;
  gpointer user_data;

  GPtrArray *chips;  /* of HuChip; the widget tree owns them */
  GtkWidget *suffix; /* stands after the chips */
  GtkWidget *text;
  HuOptionList *list;
  char *placeholder;
  gboolean plain;
  gboolean align_end;
  gboolean opens;
  gboolean takes_text;
  gboolean searching;
  gboolean setting; /* the text is being set, not typed */
};

G_DEFINE_FINAL_TYPE (HuChipEntry, hu_chip_entry, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_TAKE,
  SIGNAL_REMOVE,
  SIGNAL_OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
has_focus (HuChipEntry *self)
{
  return gtk_widget_has_focus (self->text);
}

/* The entry takes room only where it is used. */
static void
update_text (HuChipEntry *self)
{
  gboolean empty = gtk_entry_buffer_get_length (gtk_text_get_buffer (GTK_TEXT (self->text))) == 0;
  gboolean used = has_focus (self) || !empty || self->chips->len == 0;

  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), used ? WIDTH : 0);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->text), !used                   ? 0
                                                               : self->chips->len == 0 ? 26
                                                                                       : WIDTH);
  gtk_text_set_placeholder_text (GTK_TEXT (self->text), self->chips->len == 0 ? self->placeholder
                                                        : self->searching     ? _ ("Search")
                                                                              : NULL);
}

void
hu_chip_entry_refresh (HuChipEntry *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) options = NULL;

  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  if (!self->func)
    return;
  text = hu_chip_entry_dup_text (self);
  options = self->func (self, text, self->user_data);
  hu_option_list_set_options (self->list, options, *text != '\0');
}

static void
text_changed (GtkEditable *editable, HuChipEntry *self)
{
  update_text (self);
  if (self->setting)
    return;
  hu_chip_entry_refresh (self);
  if (has_focus (self))
    hu_option_list_popup (self->list);
}

static void
focus_entered (HuChipEntry *self)
{
  update_text (self);
  if (!self->opens)
    return;
  hu_chip_entry_refresh (self);
  hu_option_list_popup (self->list);
}

static void
take_text (HuChipEntry *self)
{
  g_autofree char *text = hu_chip_entry_dup_text (self);
  g_autoptr (GPtrArray) options = *text && self->func ? self->func (self, text, self->user_data) : NULL;

  if (!options || options->len == 0)
    return;
  hu_chip_entry_reset (self);
  g_signal_emit (self, signals[SIGNAL_TAKE], 0, g_ptr_array_index (options, 0));
}

static void
focus_left (HuChipEntry *self)
{
  hu_option_list_popdown (self->list);
  if (self->takes_text)
    take_text (self);
  update_text (self);
}

static void
row_chosen (HuOptionList *list, HuOption *option, HuChipEntry *self)
{
  g_autoptr (HuOption) keep = g_object_ref (option);

  hu_chip_entry_reset (self);
  g_signal_emit (self, signals[SIGNAL_TAKE], 0, keep);
}

/* Arrows among the chips. */

static gboolean
is_at_start (HuChipEntry *self)
{
  return gtk_editable_get_position (GTK_EDITABLE (self->text)) == 0 &&
         !gtk_editable_get_selection_bounds (GTK_EDITABLE (self->text), NULL, NULL);
}

static int
find_focused_chip (HuChipEntry *self)
{
  for (guint i = 0; i < self->chips->len; i++)
    if (gtk_widget_has_focus (g_ptr_array_index (self->chips, i)))
      return (int) i;
  return -1;
}

static gboolean
key_pressed (
    GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, HuChipEntry *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  guint back = rtl ? GDK_KEY_Right : GDK_KEY_Left;
  guint forward = rtl ? GDK_KEY_Left : GDK_KEY_Right;
  int at = find_focused_chip (self);

  if (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK) || self->chips->len == 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == back && at < 0 && has_focus (self) && is_at_start (self))
    return gtk_widget_grab_focus (g_ptr_array_index (self->chips, self->chips->len - 1));
  if (keyval == back && at > 0)
    return gtk_widget_grab_focus (g_ptr_array_index (self->chips, at - 1));
  if (keyval == forward && at >= 0)
    return gtk_widget_grab_focus (at + 1 < (int) self->chips->len ? g_ptr_array_index (self->chips, at + 1)
                                                                  : self->text);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
hu_chip_entry_grab_focus (GtkWidget *widget)
{
  return gtk_text_grab_focus_without_selecting (GTK_TEXT (HU_CHIP_ENTRY (widget)->text));
}

/* A click beside the chips is for the entry. */
static void
clicked (GtkGestureClick *gesture, int n_press, double x, double y, HuChipEntry *self)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (picked == GTK_WIDGET (self))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
hu_chip_entry_dispose (GObject *object)
{
  HuChipEntry *self = HU_CHIP_ENTRY (object);
  GtkWidget *child;

  self->func = NULL;
  if (self->list)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_ptr_array_set_size (self->chips, 0);
  G_OBJECT_CLASS (hu_chip_entry_parent_class)->dispose (object);
}

static void
hu_chip_entry_finalize (GObject *object)
{
  HuChipEntry *self = HU_CHIP_ENTRY (object);

  g_ptr_array_unref (self->chips);
  g_free (self->placeholder);
  G_OBJECT_CLASS (hu_chip_entry_parent_class)->finalize (object);
}

static void
hu_chip_entry_class_init (HuChipEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = hu_chip_entry_dispose;
  object_class->finalize = hu_chip_entry_finalize;
  widget_class->grab_focus = hu_chip_entry_grab_focus;

  signals[SIGNAL_TAKE] =
      g_signal_new ("take", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, HU_TYPE_OPTION);
  signals[SIGNAL_REMOVE] =
      g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, HU_TYPE_OPTION);
  signals[SIGNAL_OPEN] =
      g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, HU_TYPE_OPTION);
  gtk_widget_class_set_css_name (widget_class, "hu-chip-entry");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
hu_chip_entry_init (HuChipEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_layout_manager (GTK_WIDGET (self), hu_wrap_layout_new (6, FALSE));
  self->chips = g_ptr_array_new ();
  /* A GtkText by itself is nothing to screen readers. */
  self->text = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
  gtk_widget_set_hexpand (self->text, TRUE);
  gtk_text_set_activates_default (GTK_TEXT (self->text), FALSE);
  hu_card_field_watch_preedit (self->text);
  g_signal_connect (self->text, "changed", G_CALLBACK (text_changed), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_entered), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (self->text, focus);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (click, "released", G_CALLBACK (clicked), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "text");
  self->list = hu_option_list_new (GTK_WIDGET (self));
  g_signal_connect (self->list, "chosen", G_CALLBACK (row_chosen), self);
  update_text (self);
}

GtkWidget *
hu_chip_entry_new (void)
{
  return g_object_new (HU_TYPE_CHIP_ENTRY, NULL);
}

void
hu_chip_entry_set_takes_text (HuChipEntry *self, gboolean takes_text)
{
  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  self->takes_text = takes_text;
}

void
hu_chip_entry_set_func (HuChipEntry *self, HuChipEntryFunc func, gpointer user_data)
{
  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  self->func = func;
  self->user_data = user_data;
}

void
hu_chip_entry_set_label (HuChipEntry *self, const char *label)
{
  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
hu_chip_entry_set_placeholder (HuChipEntry *self, const char *placeholder)
{
  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  g_free (self->placeholder);
  self->placeholder = g_strdup (placeholder);
  update_text (self);
}

void
hu_chip_entry_set_align_end (HuChipEntry *self, gboolean align_end)
{
  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  self->align_end = align_end;
  hu_wrap_layout_set_align_end (HU_WRAP_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                align_end);
  gtk_editable_set_alignment (GTK_EDITABLE (self->text), align_end ? 1 : 0);
}

void
hu_chip_entry_set_plain (HuChipEntry *self, gboolean plain)
{
  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  self->plain = plain;
  for (guint i = 0; i < self->chips->len; i++)
    hu_chip_set_plain (g_ptr_array_index (self->chips, i), plain);
}

void
hu_chip_entry_set_suffix (HuChipEntry *self, GtkWidget *suffix)
{
  g_return_if_fail (HU_IS_CHIP_ENTRY (self) && GTK_IS_WIDGET (suffix) && !self->suffix);
  self->suffix = suffix;
  gtk_widget_insert_before (suffix, GTK_WIDGET (self), self->text);
}

void
hu_chip_entry_set_opens (HuChipEntry *self, gboolean opens)
{
  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  self->opens = opens;
}

/* Chips. */

static void
chip_remove (HuChip *chip, HuChipEntry *self)
{
  g_autoptr (HuOption) option = g_object_ref (hu_chip_get_option (chip));

  if (gtk_widget_has_focus (GTK_WIDGET (chip)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0, option);
}

static void
chip_activate (HuChip *chip, HuChipEntry *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, hu_chip_get_option (chip));
}

static void
append_chip (HuChipEntry *self, HuOption *option)
{
  GtkWidget *chip = hu_chip_new (option);

  hu_chip_set_plain (HU_CHIP (chip), self->plain);
  g_signal_connect (chip, "remove", G_CALLBACK (chip_remove), self);
  g_signal_connect (chip, "activate", G_CALLBACK (chip_activate), self);
  gtk_widget_insert_before (chip, GTK_WIDGET (self), self->suffix ? self->suffix : self->text);
  g_ptr_array_add (self->chips, chip);
}

void
hu_chip_entry_set_chips (HuChipEntry *self, GPtrArray *chips)
{
  g_return_if_fail (HU_IS_CHIP_ENTRY (self) && chips != NULL);
  while (self->chips->len > chips->len)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, self->chips->len - 1);

      if (gtk_widget_has_focus (chip))
        gtk_widget_grab_focus (GTK_WIDGET (self));
      g_ptr_array_set_size (self->chips, (int) self->chips->len - 1);
      gtk_widget_unparent (chip);
    }
  for (guint i = 0; i < chips->len; i++)
    {
      HuOption *option = g_ptr_array_index (chips, i);
      HuChip *chip = i < self->chips->len ? g_ptr_array_index (self->chips, i) : NULL;

      if (!chip)
        append_chip (self, option);
      else if (!hu_option_equal (hu_chip_get_option (chip), option))
        hu_chip_set_option (chip, option);
    }
  update_text (self);
}

guint
hu_chip_entry_get_n_chips (HuChipEntry *self)
{
  g_return_val_if_fail (HU_IS_CHIP_ENTRY (self), 0);
  return self->chips->len;
}

/* What the card's keys do. */

char *
hu_chip_entry_dup_text (HuChipEntry *self)
{
  g_return_val_if_fail (HU_IS_CHIP_ENTRY (self), NULL);
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text))));
}

gboolean
hu_chip_entry_is_searching (HuChipEntry *self)
{
  g_return_val_if_fail (HU_IS_CHIP_ENTRY (self), FALSE);
  return self->searching;
}

gboolean
hu_chip_entry_has_match (HuChipEntry *self)
{
  g_return_val_if_fail (HU_IS_CHIP_ENTRY (self), FALSE);
  return hu_option_list_get_first (self->list) != NULL;
}

HuFlowRow
hu_chip_entry_get_moved_to (HuChipEntry *self)
{
  g_return_val_if_fail (HU_IS_CHIP_ENTRY (self), HU_FLOW_ROW_NONE);
  return hu_option_get_row (hu_option_list_get_moved_to (self->list));
}

void
hu_chip_entry_take_first (HuChipEntry *self)
{
  HuOption *option;

  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  option = hu_option_list_get_first (self->list);
  if (option)
    row_chosen (self->list, option, self);
}

void
hu_chip_entry_take_row (HuChipEntry *self)
{
  HuOption *option;

  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  option = hu_option_list_get_moved_to (self->list);
  if (option)
    row_chosen (self->list, option, self);
}

void
hu_chip_entry_move_row (HuChipEntry *self, gboolean up)
{
  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  if (!hu_option_list_is_open (self->list))
    {
      hu_chip_entry_refresh (self);
      hu_option_list_popup (self->list);
    }
  hu_option_list_move (self->list, up);
}

void
hu_chip_entry_remove_last (HuChipEntry *self)
{
  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  if (self->chips->len > 0)
    chip_remove (g_ptr_array_index (self->chips, self->chips->len - 1), self);
}

void
hu_chip_entry_set_searching (HuChipEntry *self, gboolean searching)
{
  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  self->searching = searching;
  update_text (self);
}

void
hu_chip_entry_reset (HuChipEntry *self)
{
  g_return_if_fail (HU_IS_CHIP_ENTRY (self));
  self->searching = FALSE;
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  self->setting = FALSE;
  if (self->opens && has_focus (self))
    hu_chip_entry_refresh (self);
  else
    hu_option_list_popdown (self->list);
  update_text (self);
}

HuChipEntry *
hu_chip_entry_find_around (GtkWidget *widget)
{
  while (widget && !HU_IS_CHIP_ENTRY (widget))
    widget = gtk_widget_get_parent (widget);
  return widget ? HU_CHIP_ENTRY (widget) : NULL;
}

gboolean
hu_chip_entry_is_text (HuChipEntry *self, GtkWidget *widget)
{
  g_return_val_if_fail (HU_IS_CHIP_ENTRY (self), FALSE);
  return widget == self->text;
}
