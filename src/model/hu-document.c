/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open document: its text, its layer, and the one door by which the layer changes. */
#include "config.h"
#include "hu-document.h"

#include "hu-complete.h"
#include "hu-error.h"
#include "hu-operations.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _HuDocument
{
  GObject parent_instance;

  char *path;
  char *title;
  HuText *text;
  GPtrArray *texts; /* every text that an undo might go back to */
  HuLayer *layer;
  HuCodebook *codebook;
  HuRegister *speakers;
  gboolean joins_register;
  char *coder_id;
  char *coder_name;
  char *read_only_reason;

  GPtrArray *edits; /* done, in order; those from n_done on were undone */
  guint n_done;
  gboolean coalesces;
  guint64 generation;
  guint64 saved_generation;
};

G_DEFINE_FINAL_TYPE (HuDocument, hu_document, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_TEXT,
  PROP_CODEBOOK,
  PROP_REGISTER,
  PROP_READ_ONLY_REASON,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNSAVED,
  PROP_CODER_ID,
  PROP_CODER_NAME,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  MOVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
hu_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HuDocument *self = HU_DOCUMENT (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_TEXT:
      g_value_set_pointer (value, self->text);
      break;
    case PROP_CODEBOOK:
      g_value_set_pointer (value, self->codebook);
      break;
    case PROP_REGISTER:
      g_value_set_pointer (value, self->speakers);
      break;
    case PROP_READ_ONLY_REASON:
      g_value_set_string (value, self->read_only_reason);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, hu_document_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, hu_document_can_redo (self));
      break;
    case PROP_UNSAVED:
      g_value_set_boolean (value, hu_document_get_unsaved (self));
      break;
    case PROP_CODER_ID:
      g_value_set_string (value, self->coder_id);
      break;
    case PROP_CODER_NAME:
      g_value_set_string (value, self->coder_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hu_document_finalize (GObject *object)
{
  HuDocument *self = HU_DOCUMENT (object);

  g_free (self->path);
  g_free (self->title);
  g_clear_pointer (&self->text, hu_text_unref);
  g_ptr_array_unref (self->texts);
  g_clear_pointer (&self->layer, hu_layer_free);
  g_clear_pointer (&self->codebook, hu_codebook_unref);
  g_clear_pointer (&self->speakers, hu_register_unref);
  g_free (self->coder_id);
  g_free (self->coder_name);
  g_free (self->read_only_reason);
  g_ptr_array_unref (self->edits);
  G_OBJECT_CLASS (hu_document_parent_class)->finalize (object);
}

static void
hu_document_class_init (HuDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hu_document_get_property;
  object_class->finalize = hu_document_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_pointer ("text", NULL, NULL, flags);
  properties[PROP_CODEBOOK] = g_param_spec_pointer ("codebook", NULL, NULL, flags);
  properties[PROP_REGISTER] = g_param_spec_pointer ("register", NULL, NULL, flags);
  properties[PROP_READ_ONLY_REASON] = g_param_spec_string ("read-only-reason", NULL, NULL, NULL, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNSAVED] = g_param_spec_boolean ("unsaved", NULL, NULL, FALSE, flags);
  properties[PROP_CODER_ID] = g_param_spec_string ("coder-id", NULL, NULL, NULL, flags);
  properties[PROP_CODER_NAME] = g_param_spec_string ("coder-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_UINT);
}

static void
hu_document_init (HuDocument *self)
{
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_text_unref);
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_edit_unref);
  self->codebook = hu_codebook_new_empty ();
  self->speakers = hu_register_new (NULL, NULL);
}

static void
update_title (HuDocument *self)
{
  const char *headline = hu_record_get_string (hu_layer_get_document (self->layer), HU_MEMBER_HEADLINE);
  g_autofree char *title = headline ? g_strdup (headline) : g_filename_display_basename (self->path);

  if (g_strcmp0 (title, self->title) == 0)
    return;
  g_free (self->title);
  self->title = g_steal_pointer (&title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

HuDocument *
hu_document_new (const char *path, HuText *text, HuSnapshot *snapshot)
{
  HuDocument *self;

  g_return_val_if_fail (path != NULL && text != NULL, NULL);
  self = g_object_new (HU_TYPE_DOCUMENT, NULL);
  self->path = g_strdup (path);
  self->text = hu_text_ref (text);
  g_ptr_array_add (self->texts, hu_text_ref (text));
  self->layer = hu_layer_new (snapshot);
  update_title (self);
  return self;
}

const char *
hu_document_get_path (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), NULL);
  return self->path;
}

const char *
hu_document_get_title (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), NULL);
  return self->title;
}

HuText *
hu_document_get_text (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), NULL);
  return self->text;
}

HuLayer *
hu_document_get_layer (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), NULL);
  return self->layer;
}

HuCodebook *
hu_document_get_codebook (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), NULL);
  return self->codebook;
}

void
hu_document_set_codebook (HuDocument *self, HuCodebook *codebook)
{
  g_return_if_fail (HU_IS_DOCUMENT (self) && codebook != NULL);
  if (codebook == self->codebook)
    return;
  hu_codebook_unref (self->codebook);
  self->codebook = hu_codebook_ref (codebook);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODEBOOK]);
}

HuRegister *
hu_document_get_register (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), NULL);
  return self->speakers;
}

void
hu_document_set_register (HuDocument *self, HuRegister *speakers)
{
  g_return_if_fail (HU_IS_DOCUMENT (self) && speakers != NULL);
  if (speakers == self->speakers)
    return;
  hu_register_unref (self->speakers);
  self->speakers = hu_register_ref (speakers);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REGISTER]);
}

void
hu_document_set_joins_register (HuDocument *self, gboolean joins)
{
  g_return_if_fail (HU_IS_DOCUMENT (self));
  self->joins_register = joins;
}

/* Whether the string was another one. */
static gboolean
set_string (HuDocument *self, char **place, const char *string, guint property)
{
  if (g_strcmp0 (*place, string) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (string);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  return TRUE;
}

void
hu_document_set_coder (HuDocument *self, const char *id, const char *name)
{
  g_return_if_fail (HU_IS_DOCUMENT (self));
  set_string (self, &self->coder_id, id, PROP_CODER_ID);
  set_string (self, &self->coder_name, name, PROP_CODER_NAME);
}

const char *
hu_document_get_coder_id (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), NULL);
  return self->coder_id;
}

const char *
hu_document_get_coder_name (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), NULL);
  return self->coder_name;
}

const char *
hu_document_get_read_only_reason (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), NULL);
  return self->read_only_reason;
}

void
hu_document_set_read_only_reason (HuDocument *self, const char *reason)
{
  g_return_if_fail (HU_IS_DOCUMENT (self));
  set_string (self, &self->read_only_reason, reason, PROP_READ_ONLY_REASON);
}

/* Edits. */

/* An edit of the document's encoding brings the text of that encoding with it. */
static void
follow_encoding (HuDocument *self, HuEdit *edit)
{
  const HuChange *change = hu_edit_find_change (edit, HU_KIND_DOCUMENT, "");
  const char *encoding =
      change && change->after ? hu_record_get_string (change->after, HU_MEMBER_ENCODING) : NULL;

  if (!encoding || strcmp (encoding, hu_text_get_encoding (self->text)) == 0)
    return;
  for (guint i = 0; i < self->texts->len; i++)
    {
      HuText *text = g_ptr_array_index (self->texts, i);

      if (strcmp (hu_text_get_encoding (text), encoding) == 0)
        {
          hu_text_unref (self->text);
          self->text = hu_text_ref (text);
          g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
          return;
        }
    }
}

/* Tells of an edit that the layer and the list have taken. Who hears of it may make another one. */
static void
announce (HuDocument *self, HuEdit *edit, HuMove move)
{
  gboolean unsaved = hu_document_get_unsaved (self);

  self->generation++;
  follow_encoding (self, edit);
  g_signal_emit (self, signals[MOVED], 0, edit, move);
  update_title (self);
  g_signal_emit (self, signals[CHANGED], 0, edit);
  if (!unsaved)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNSAVED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static HuMove
remember (HuDocument *self, HuEdit *edit)
{
  HuEdit *last = hu_document_peek_undo (self);
  gboolean joins =
      last && self->coalesces && self->n_done == self->edits->len && hu_edit_can_coalesce (last, edit);
  g_autoptr (HuEdit) joined = joins ? hu_edit_concat (last, edit) : hu_edit_ref (edit);

  if (joins)
    self->n_done--;
  g_ptr_array_set_size (self->edits, (int) self->n_done);
  self->coalesces = TRUE;
  /* What was typed and taken back again leaves no step behind. */
  if (hu_edit_get_n_changes (joined) == 0)
    return joins ? HU_MOVE_CANCEL : HU_MOVE_DO;
  g_ptr_array_add (self->edits, g_steal_pointer (&joined));
  self->n_done++;
  return joins ? HU_MOVE_JOIN : HU_MOVE_DO;
}

gboolean
hu_document_apply (HuDocument *self, HuEdit *edit, GError **error)
{
  HuCompletion completion;
  g_autoptr (HuEdit) keep = NULL;

  g_return_val_if_fail (HU_IS_DOCUMENT (self) && edit != NULL, FALSE);
  if (hu_edit_get_n_changes (edit) == 0)
    return TRUE;
  if (self->read_only_reason)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_READ_ONLY, self->read_only_reason);
      return FALSE;
    }
  completion = (HuCompletion){ self->codebook, self->speakers, self->coder_id, self->coder_name,
                               self->joins_register };
  hu_edit_complete (edit, self->layer, &completion);
  keep = hu_edit_ref (edit);
  if (!hu_layer_apply (self->layer, edit, error))
    return FALSE;
  announce (self, edit, remember (self, edit));
  return TRUE;
}

gboolean
hu_document_can_undo (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), FALSE);
  return self->n_done > 0 && !self->read_only_reason;
}

gboolean
hu_document_can_redo (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), FALSE);
  return self->n_done < self->edits->len && !self->read_only_reason;
}

HuEdit *
hu_document_peek_undo (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), NULL);
  return self->n_done > 0 ? g_ptr_array_index (self->edits, self->n_done - 1) : NULL;
}

HuEdit *
hu_document_peek_redo (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), NULL);
  return self->n_done < self->edits->len ? g_ptr_array_index (self->edits, self->n_done) : NULL;
}

HuEdit *
hu_document_undo (HuDocument *self)
{
  g_autoptr (HuEdit) inverse = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (HU_IS_DOCUMENT (self), NULL);
  if (!hu_document_can_undo (self))
    return NULL;
  inverse = hu_edit_invert (hu_document_peek_undo (self));
  if (!hu_layer_apply (self->layer, inverse, &error))
    {
      g_warning ("An edit could not be undone: %s", error->message);
      return NULL;
    }
  self->n_done--;
  self->coalesces = FALSE;
  announce (self, inverse, HU_MOVE_UNDO);
  return g_steal_pointer (&inverse);
}

HuEdit *
hu_document_redo (HuDocument *self)
{
  g_autoptr (HuEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (HU_IS_DOCUMENT (self), NULL);
  if (!hu_document_can_redo (self))
    return NULL;
  edit = hu_edit_ref (hu_document_peek_redo (self));
  if (!hu_layer_apply (self->layer, edit, &error))
    {
      g_warning ("An edit could not be redone: %s", error->message);
      return NULL;
    }
  self->n_done++;
  self->coalesces = FALSE;
  announce (self, edit, HU_MOVE_REDO);
  return g_steal_pointer (&edit);
}

gboolean
hu_document_revert (HuDocument *self, HuEdit *edit, GError **error)
{
  g_autoptr (HuEdit) inverse = NULL;
  HuMove move;

  g_return_val_if_fail (HU_IS_DOCUMENT (self) && edit != NULL, FALSE);
  if (self->read_only_reason)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_READ_ONLY, self->read_only_reason);
      return FALSE;
    }
  inverse = hu_edit_invert (edit);
  if (!hu_layer_apply (self->layer, inverse, error))
    return FALSE;
  self->coalesces = FALSE;
  if (hu_document_peek_undo (self) == edit)
    {
      self->n_done--;
      move = HU_MOVE_UNDO;
    }
  else
    move = remember (self, inverse);
  announce (self, inverse, move);
  return TRUE;
}

void
hu_document_restore_history (HuDocument *self, GPtrArray *edits, guint n_done)
{
  g_return_if_fail (HU_IS_DOCUMENT (self) && edits != NULL && n_done <= edits->len);
  g_return_if_fail (self->edits->len == 0);
  for (guint i = 0; i < edits->len; i++)
    g_ptr_array_add (self->edits, hu_edit_ref (g_ptr_array_index (edits, i)));
  self->n_done = n_done;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

GPtrArray *
hu_document_get_history (HuDocument *self, guint *n_done)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self) && n_done != NULL, NULL);
  *n_done = self->n_done;
  return self->edits;
}

gboolean
hu_document_apply_foreign (HuDocument *self, HuEdit *edit, GPtrArray *steps, guint n_done, GError **error)
{
  g_autoptr (HuEdit) keep = NULL;

  g_return_val_if_fail (HU_IS_DOCUMENT (self) && edit != NULL, FALSE);
  g_return_val_if_fail (steps != NULL && steps != self->edits && n_done <= steps->len, FALSE);
  if (hu_edit_get_n_changes (edit) == 0)
    return TRUE;
  keep = hu_edit_ref (edit);
  if (!hu_layer_apply (self->layer, edit, error))
    return FALSE;
  g_ptr_array_set_size (self->edits, 0);
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (self->edits, hu_edit_ref (g_ptr_array_index (steps, i)));
  self->n_done = n_done;
  announce (self, edit, HU_MOVE_FOREIGN);
  return TRUE;
}

void
hu_document_add_text (HuDocument *self, HuText *text)
{
  g_return_if_fail (HU_IS_DOCUMENT (self) && text != NULL);
  g_ptr_array_add (self->texts, hu_text_ref (text));
}

void
hu_document_end_coalescing (HuDocument *self)
{
  g_return_if_fail (HU_IS_DOCUMENT (self));
  self->coalesces = FALSE;
}

guint64
hu_document_get_generation (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), 0);
  return self->generation;
}

guint64
hu_document_get_saved_generation (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), 0);
  return self->saved_generation;
}

void
hu_document_mark_saved (HuDocument *self, guint64 generation)
{
  gboolean unsaved;

  g_return_if_fail (HU_IS_DOCUMENT (self) && generation <= self->generation);
  unsaved = hu_document_get_unsaved (self);
  self->saved_generation = MAX (self->saved_generation, generation);
  if (unsaved != hu_document_get_unsaved (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNSAVED]);
}

gboolean
hu_document_get_unsaved (HuDocument *self)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self), FALSE);
  return self->saved_generation < self->generation;
}

gboolean
hu_document_set_text (HuDocument *self, HuText *text, GBytes *bytes, GError **error)
{
  g_autoptr (HuEdit) edit = NULL;

  g_return_val_if_fail (HU_IS_DOCUMENT (self) && text != NULL && bytes != NULL, FALSE);
  edit = hu_edit_new (_ ("Choose Encoding"));
  hu_op_change_text (edit, self->layer, self->text, text, bytes);
  g_ptr_array_add (self->texts, hu_text_ref (text));
  return hu_document_apply (self, edit, error);
}

gboolean
hu_document_follow_text (
    HuDocument *self, HuText *text, HuEdit *edit, GPtrArray *steps, guint n_done, GError **error)
{
  g_return_val_if_fail (HU_IS_DOCUMENT (self) && text != NULL && edit != NULL, FALSE);
  g_return_val_if_fail (steps != NULL && steps != self->edits && n_done <= steps->len, FALSE);
  if (hu_edit_get_n_changes (edit) > 0 && !hu_layer_apply (self->layer, edit, error))
    return FALSE;
  g_ptr_array_set_size (self->edits, 0);
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (self->edits, hu_edit_ref (g_ptr_array_index (steps, i)));
  self->n_done = n_done;
  self->coalesces = FALSE;
  /* No step goes back to another decoding of what was there before. */
  g_ptr_array_set_size (self->texts, 0);
  g_ptr_array_add (self->texts, hu_text_ref (text));
  hu_text_ref (text);
  hu_text_unref (self->text);
  self->text = text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  update_title (self);
  g_signal_emit (self, signals[CHANGED], 0, edit);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  return TRUE;
}
