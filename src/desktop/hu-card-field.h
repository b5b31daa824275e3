/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all fields of a card have in common: the record that they edit, and how a change is made. */
#pragma once

#include <gtk/gtk.h>

#include "hu-editor.h"
#include "hu-path.h"

G_BEGIN_DECLS

#define HU_TYPE_CARD_FIELD (hu_card_field_get_type ())

/**
 * HuCardField:
 *
 * A widget that shows a place of a record and edits it, or holds such widgets. It is built once;
 * hu_card_field_update() sets it from the record, again and again. Its changes go to the editor as edits.
 *
 * Properties: "member" (its name in the file), "index" (of a list's item, -1), "key" (of an object), "label"
 * (for screen readers and the undo step), "flow" (the HuField that it is in the flow of keys).
 */
G_DECLARE_DERIVABLE_TYPE (HuCardField, hu_card_field, HU, CARD_FIELD, GtkWidget)

/**
 * HuCardFieldClass:
 * @update: shows @record (NULL: nothing). What a person is typing isn't touched unless the record has changed
 *   from elsewhere. The default updates the fields within.
 * @has_uncommitted: whether it holds text that isn't in the record
 * @drop_uncommitted: forgets it
 * @take_voice: chooses a voice by a key
 * @take_code: takes a type, topic or value by its key
 * @clear: the key 0
 * @write_child: a field within wants @value to stand at @path: TRUE where that is seen to, by additions to
 * @edit or by keeping it until it makes sense
 */
struct _HuCardFieldClass
{
  GtkWidgetClass parent_class;

  void (*update) (HuCardField *self, HuRecord *record);
  gboolean (*has_uncommitted) (HuCardField *self);
  void (*drop_uncommitted) (HuCardField *self);
  void (*take_voice) (HuCardField *self, const char *voice);
  void (*take_code) (HuCardField *self, const char *id);
  void (*clear) (HuCardField *self);
  gboolean (*write_child) (HuCardField *self, HuEdit *edit, const HuPath *path, HuValue *value);
};

/* @editor, @record: (nullable). */
void hu_card_field_update (HuCardField *self, HuEditor *editor, HuRecord *record);
/* Calls hu_card_field_update() for the fields within @widget, those within them excepted. */
void hu_card_field_update_within (GtkWidget *widget, HuEditor *editor, HuRecord *record);
gboolean hu_card_field_has_uncommitted (HuCardField *self);
void hu_card_field_drop_uncommitted (HuCardField *self);
void hu_card_field_take_voice (HuCardField *self, const char *voice);
void hu_card_field_take_code (HuCardField *self, const char *id);
void hu_card_field_clear (HuCardField *self);

HuField hu_card_field_get_flow (HuCardField *self);
/* The field of this place in the flow within @widget, or NULL. (transfer none) (nullable) */
HuCardField *hu_card_field_find_flow (GtkWidget *widget, HuField flow);
/* The innermost field that holds @widget, or NULL. */
HuCardField *hu_card_field_find_around (GtkWidget *widget);

/* For the fields themselves. */
/* Whether the record is being shown: changes of widgets aren't a person's then. */
gboolean hu_card_field_is_updating (HuCardField *self);
/* (transfer none) (nullable) */
HuEditor *hu_card_field_get_editor (HuCardField *self);
HuRecord *hu_card_field_get_record (HuCardField *self);
HuLayer *hu_card_field_get_layer (HuCardField *self);
HuCodebook *hu_card_field_get_codebook (HuCardField *self);
const char *hu_card_field_get_label (HuCardField *self);
void hu_card_field_set_label (HuCardField *self, const char *label);
HuPath hu_card_field_get_path (HuCardField *self);
void hu_card_field_set_path (HuCardField *self, HuMember member, int index, const char *key);
/* What stands at its place, or NULL. (transfer none) (nullable) */
HuValue *hu_card_field_get_value (HuCardField *self);
/* A new edit with the field's label. (transfer full) */
HuEdit *hu_card_field_begin_edit (HuCardField *self);
gboolean hu_card_field_apply (HuCardField *self, HuEdit *edit);
/* Remembers while an input method is at work in @text (a GtkText or GtkTextView): its keys are its own. */
void hu_card_field_watch_preedit (GtkWidget *text);
gboolean hu_card_field_is_composing (GtkWidget *text);
/* Adds to @edit that @value (NULL: nothing) stands at its place. */
void hu_card_field_write (HuCardField *self, HuEdit *edit, HuValue *value);
/* Sets what stands at its place, as one edit. @typing: further ones in a row are the same step of undo. */
gboolean hu_card_field_set_value (HuCardField *self, HuValue *value, gboolean typing);
gboolean hu_card_field_set_string (HuCardField *self, const char *string, gboolean typing);

G_END_DECLS
