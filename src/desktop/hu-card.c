/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card that edits the tag in hand: one for each kind, shown in turn, and the keys that lead through it.
 */
#include "config.h"

#include "hu-card.h"

#include <string.h>

#include "hu-card-field.h"
#include "hu-chip-entry.h"
#include "hu-chips-field.h"
#include "hu-choice-field.h"
#include "hu-claim-card.h"
#include "hu-conflict-review.h"
#include "hu-editor-names.h"
#include "hu-flow.h"
#include "hu-keys.h"
#include "hu-memo-card.h"
#include "hu-passage-review.h"
#include "hu-speaker-card.h"
#include "hu-stance-card.h"
#include "hu-text-field.h"

struct _HuCard
{
  GtkWidget parent_instance;

  HuEditor *editor;
  GSignalGroup *editor_signals;
  GSignalGroup *document_signals;

  GtkWidget *box;
  GtkStack *stack;
  HuPassageReview *review;
  HuConflictReview *conflict;
};

G_DEFINE_FINAL_TYPE (HuCard, hu_card, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What is shown. */

static const char *
page_name (HuKind kind)
{
  switch ((int) kind)
    {
    case HU_KIND_CLAIM:
      return "claim";
    case HU_KIND_MENTION:
    case HU_KIND_SPEAKER:
      return "speaker";
    case HU_KIND_STANCE:
      return "stance";
    case HU_KIND_MEMO:
      return "memo";
    default:
      return NULL;
    }
}

static HuCardField *
get_page (HuCard *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  return page ? HU_CARD_FIELD (page) : NULL;
}

static void
update (HuCard *self)
{
  HuRecord *record = self->editor ? hu_editor_get_hand_record (self->editor) : NULL;
  HuDocument *document = self->editor ? hu_editor_get_document (self->editor) : NULL;
  const char *name = record ? page_name (hu_record_get_kind (record)) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), name != NULL);
  if (!name)
    return;
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !hu_document_get_read_only_reason (document));
  hu_card_field_update (get_page (self), self->editor, record);
  hu_passage_review_update (self->review, record, hu_document_get_text (document));
  hu_conflict_review_update (self->conflict, record, document);
}

static void
hand_changed (HuCard *self)
{
  HuCardField *page = get_page (self);

  if (page)
    hu_card_field_drop_uncommitted (page);
  update (self);
}

static void
editor_changed (HuCard *self, HuEdit *edit)
{
  update (self);
}

/* So that they are there when the first speaker is looked for. */
static void
offer_speakers (HuCard *self)
{
  if (self->editor)
    hu_editor_get_names (self->editor);
}

static void
document_changed (HuCard *self)
{
  HuDocument *document = self->editor ? hu_editor_get_document (self->editor) : NULL;

  g_signal_group_set_target (self->document_signals, document);
  offer_speakers (self);
  update (self);
}

static void
focus_field (HuCard *self, int field)
{
  HuCardField *page = get_page (self);
  HuCardField *target = page ? hu_card_field_find_flow (GTK_WIDGET (page), (HuField) field) : NULL;

  if (target)
    gtk_widget_grab_focus (GTK_WIDGET (target));
}

/* Keys. */

/* The field of the flow that holds the focus, or the innermost field that does. */
static HuCardField *
find_field (GtkWidget *focus)
{
  HuCardField *innermost = hu_card_field_find_around (focus);

  for (HuCardField *field = innermost; field;
       field = hu_card_field_find_around (gtk_widget_get_parent (GTK_WIDGET (field))))
    if (hu_card_field_get_flow (field) != HU_FIELD_NONE)
      return field;
  return innermost;
}

static void
read_record (HuCard *self, HuFlowState *state)
{
  HuRecord *record = hu_editor_get_hand_record (self->editor);
  const char *topic;

  state->card = hu_record_get_kind (record);
  state->codebook = hu_document_get_codebook (hu_editor_get_document (self->editor));
  if (state->card == HU_KIND_CLAIM)
    {
      state->voice = hu_record_get_string (record, HU_MEMBER_VOICE);
      state->n_speakers = (guint) hu_record_get_size (record, HU_MEMBER_SPEAKERS);
      state->n_topics = (guint) hu_record_get_size (record, HU_MEMBER_TOPICS);
      topic = hu_record_get_nth (record, HU_MEMBER_TOPICS, 0);
      state->scale = hu_codebook_get_topic_scale (state->codebook, topic);
    }
  else if (state->card == HU_KIND_STANCE)
    {
      state->voice = hu_record_get_string (record, HU_MEMBER_VOICE);
      state->n_speakers = hu_record_get (record, HU_MEMBER_SPEAKER) != NULL;
      topic = hu_value_get_member_string (hu_record_get (record, HU_MEMBER_TOWARD), "topic");
      state->scale = hu_codebook_get_topic_scale (state->codebook, topic);
    }
}

/* @text: (out) (transfer full): what the state's text points to. */
static void
read_state (
    HuCard *self, GtkWidget *focus, HuCardField *field, HuChipEntry *entry, HuFlowState *state, char **text)
{
  *state = (HuFlowState){ .field = hu_card_field_get_flow (field) };
  *text = entry ? hu_chip_entry_dup_text (entry) : g_strdup ("");
  state->text = *text;
  read_record (self, state);
  if (HU_IS_TEXT_FIELD (field))
    state->multiline = hu_text_field_takes_lines (HU_TEXT_FIELD (field));
  if (HU_IS_CHOICE_FIELD (field) &&
      hu_choice_has_moved (hu_choice_field_get_choice (HU_CHOICE_FIELD (field))))
    state->moved_to = HU_FLOW_ROW_KNOWN;
  if (!entry)
    return;
  state->n_chips = hu_chip_entry_get_n_chips (entry);
  if (state->field == HU_FIELD_SPEAKER && state->voice && state->n_chips > 0)
    state->n_chips--;
  state->searching = hu_chip_entry_is_searching (entry);
  state->has_match = hu_chip_entry_has_match (entry);
  state->moved_to = hu_chip_entry_get_moved_to (entry);
  state->in_list = state->field == HU_FIELD_NONE && hu_chip_entry_is_text (entry, focus);
  state->takes_commas = HU_IS_CHIPS_FIELD (field) && hu_chips_field_takes_commas (HU_CHIPS_FIELD (field));
}

static void
do_in_entry (HuChipEntry *entry, HuFlowEffect effect)
{
  switch (effect)
    {
    case HU_FLOW_FIRST_MATCH:
      hu_chip_entry_take_first (entry);
      break;
    case HU_FLOW_ROW:
      hu_chip_entry_take_row (entry);
      break;
    case HU_FLOW_ROW_DOWN:
    case HU_FLOW_ROW_UP:
      hu_chip_entry_move_row (entry, effect == HU_FLOW_ROW_UP);
      break;
    case HU_FLOW_SEARCH:
    case HU_FLOW_END_SEARCH:
      hu_chip_entry_set_searching (entry, effect == HU_FLOW_SEARCH);
      break;
    case HU_FLOW_REMOVE_LAST:
      hu_chip_entry_remove_last (entry);
      break;
    case HU_FLOW_CODE:
    case HU_FLOW_CLEAR:
    case HU_FLOW_VOICE:
      hu_chip_entry_reset (entry);
      break;
    case HU_FLOW_PASS:
    case HU_FLOW_NOTHING:
      break;
    }
}

static void
do_action (HuCard *self, HuCardField *field, HuChipEntry *entry, const HuFlowAction *action)
{
  if (action->effect == HU_FLOW_VOICE)
    hu_card_field_take_voice (field, action->id);
  else if (action->effect == HU_FLOW_CODE)
    hu_card_field_take_code (field, action->id);
  else if (action->effect == HU_FLOW_CLEAR)
    hu_card_field_clear (field);
  else if (action->effect == HU_FLOW_ROW && HU_IS_CHOICE_FIELD (field))
    hu_choice_take_row (hu_choice_field_get_choice (HU_CHOICE_FIELD (field)));
  if (entry)
    do_in_entry (entry, action->effect);
  if (action->move == HU_FLOW_STAY)
    return;
  hu_card_field_drop_uncommitted (field);
  if (action->move == HU_FLOW_GO)
    focus_field (self, (int) action->to);
  else
    hu_editor_focus_article (self->editor);
}

/* Undo is the layer's, but for text that isn't in the layer yet. */
static gboolean
undo_pressed (HuCard *self, HuCardField *field, guint keyval, GdkModifierType state)
{
  guint lower = gdk_keyval_to_lower (keyval);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != GDK_CONTROL_MASK ||
      (lower != GDK_KEY_z && lower != GDK_KEY_y))
    return FALSE;
  if (field && hu_card_field_has_uncommitted (field))
    return FALSE;
  if (lower == GDK_KEY_y || state & GDK_SHIFT_MASK)
    hu_editor_redo (self->editor);
  else
    hu_editor_undo (self->editor);
  return TRUE;
}

/* A button that has the focus is pressed by Enter, unless it is one of a choice in the flow. */
static gboolean
is_button (GtkWidget *focus, HuCardField *field)
{
  if (!GTK_IS_BUTTON (focus) && !GTK_IS_EXPANDER (focus) && !HU_IS_CHIP (focus))
    return FALSE;
  return hu_card_field_get_flow (field) == HU_FIELD_NONE ||
         hu_card_field_get_flow (field) == HU_FIELD_SPEAKER ||
         hu_card_field_get_flow (field) == HU_FIELD_TOPIC;
}

static gboolean
key_pressed (
    GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType modifiers, HuCard *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (keys));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *text = NULL;
  HuCardField *field;
  HuChipEntry *entry;
  HuKeyPress press;
  HuFlowState state;
  HuFlowAction action;

  if (!self->editor || !focus || !hu_editor_get_hand_record (self->editor) ||
      hu_card_field_is_composing (focus))
    return GDK_EVENT_PROPAGATE;
  field = find_field (focus);
  if (!field || !hu_key_press_from_event (event, &press))
    return GDK_EVENT_PROPAGATE;
  if (undo_pressed (self, hu_card_field_find_around (focus), keyval, modifiers))
    return GDK_EVENT_STOP;
  entry = hu_chip_entry_find_around (focus);
  read_state (self, focus, field, entry, &state, &text);
  if (is_button (focus, field) && press.special != HU_KEY_ESCAPE)
    return GDK_EVENT_PROPAGATE;
  action = hu_flow_press (&state, &press);
  if (action.effect == HU_FLOW_PASS && action.move == HU_FLOW_STAY)
    return GDK_EVENT_PROPAGATE;
  g_object_ref (self);
  do_action (self, field, entry, &action);
  g_object_unref (self);
  return GDK_EVENT_STOP;
}

/* What is behind "More" isn't there while it is closed. */
static void
follow_expanders (HuCard *self, GtkWidget *widget)
{
  if (GTK_IS_EXPANDER (widget))
    g_signal_connect_swapped (widget, "notify::expanded", G_CALLBACK (update), self);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    follow_expanders (self, child);
}

/* The widget. */

static void
hu_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, HU_CARD (object)->editor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_card_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITOR:
      hu_card_set_editor (HU_CARD (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hu_card_dispose (GObject *object)
{
  HuCard *self = HU_CARD (object);

  g_clear_object (&self->editor_signals);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), HU_TYPE_CARD);
  G_OBJECT_CLASS (hu_card_parent_class)->dispose (object);
}

static void
hu_card_class_init (HuCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hu_card_get_property;
  object_class->set_property = hu_card_set_property;
  object_class->dispose = hu_card_dispose;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, HU_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HU_TYPE_CLAIM_CARD);
  g_type_ensure (HU_TYPE_SPEAKER_CARD);
  g_type_ensure (HU_TYPE_STANCE_CARD);
  g_type_ensure (HU_TYPE_MEMO_CARD);
  g_type_ensure (HU_TYPE_PASSAGE_REVIEW);
  g_type_ensure (HU_TYPE_CONFLICT_REVIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hu-card");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hustings/Hustings/hu-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HuCard, box);
  gtk_widget_class_bind_template_child (widget_class, HuCard, stack);
  gtk_widget_class_bind_template_child (widget_class, HuCard, review);
  gtk_widget_class_bind_template_child (widget_class, HuCard, conflict);
}

static void
hu_card_init (HuCard *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  follow_expanders (self, GTK_WIDGET (self->stack));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->editor_signals = g_signal_group_new (HU_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "hand-changed", G_CALLBACK (hand_changed), self);
  g_signal_group_connect_swapped (self->editor_signals, "changed", G_CALLBACK (editor_changed), self);
  g_signal_group_connect_swapped (self->editor_signals, "focus-field", G_CALLBACK (focus_field), self);
  g_signal_group_connect_swapped (self->editor_signals, "notify::document", G_CALLBACK (document_changed),
                                  self);
  self->document_signals = g_signal_group_new (HU_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "notify::codebook", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::register", G_CALLBACK (offer_speakers),
                                  self);
  g_signal_group_connect_swapped (self->document_signals, "notify::read-only-reason", G_CALLBACK (update),
                                  self);
  update (self);
}

GtkWidget *
hu_card_new (void)
{
  return g_object_new (HU_TYPE_CARD, NULL);
}

HuEditor *
hu_card_get_editor (HuCard *self)
{
  g_return_val_if_fail (HU_IS_CARD (self), NULL);
  return self->editor;
}

void
hu_card_set_editor (HuCard *self, HuEditor *editor)
{
  g_return_if_fail (HU_IS_CARD (self));
  if (!g_set_object (&self->editor, editor))
    return;
  g_signal_group_set_target (self->editor_signals, editor);
  document_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}
