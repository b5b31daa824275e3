/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of one open article in one window: selection, pinned spans, tag in hand. */
#include "config.h"
#include "hu-editor.h"
#include "hu-editor-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (HuEditor, hu_editor, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_PAGE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
static guint signals[HU_EDITOR_N_SIGNALS];

static void
hu_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HuEditor *self = HU_EDITOR (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_PAGE:
      g_value_set_int (value, (int) self->page);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hu_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HuEditor *self = HU_EDITOR (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      hu_editor_set_document (self, g_value_get_object (value));
      break;
    case PROP_PAGE:
      hu_editor_set_page (self, (HuEditorPage) g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hu_editor_dispose (GObject *object)
{
  hu_editor_set_document (HU_EDITOR (object), NULL);
  G_OBJECT_CLASS (hu_editor_parent_class)->dispose (object);
}

static void
hu_editor_finalize (GObject *object)
{
  HuEditor *self = HU_EDITOR (object);

  g_array_unref (self->pins);
  g_free (self->hand_id);
  g_free (self->last_claim);
  g_free (self->last_id);
  g_clear_pointer (&self->text, hu_text_unref);
  G_OBJECT_CLASS (hu_editor_parent_class)->finalize (object);
}

static guint
add_signal (HuEditorClass *klass, const char *name, guint n, GType a, GType b)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n, a, b);
}

static void
hu_editor_class_init (HuEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hu_editor_get_property;
  object_class->set_property = hu_editor_set_property;
  object_class->dispose = hu_editor_dispose;
  object_class->finalize = hu_editor_finalize;

  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, HU_TYPE_DOCUMENT, flags);
  properties[PROP_PAGE] = g_param_spec_int ("page", NULL, NULL, HU_EDITOR_PAGE_CLAIMS, HU_EDITOR_PAGE_STANCES,
                                            HU_EDITOR_PAGE_CLAIMS, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[HU_EDITOR_HAND_CHANGED] = add_signal (klass, "hand-changed", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[HU_EDITOR_SELECTION_CHANGED] = add_signal (klass, "selection-changed", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[HU_EDITOR_CHANGED] = add_signal (klass, "changed", 1, G_TYPE_POINTER, G_TYPE_NONE);
  signals[HU_EDITOR_REVEAL] = add_signal (klass, "reveal", 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[HU_EDITOR_FOCUS_FIELD] = add_signal (klass, "focus-field", 1, G_TYPE_INT, G_TYPE_NONE);
  signals[HU_EDITOR_FOCUS_ARTICLE] = add_signal (klass, "focus-article", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[HU_EDITOR_MESSAGE] = add_signal (klass, "message", 2, G_TYPE_STRING, G_TYPE_POINTER);
  signals[HU_EDITOR_ANNOUNCE] = add_signal (klass, "announce", 1, G_TYPE_STRING, G_TYPE_NONE);
  signals[HU_EDITOR_EMPHASIS_CHANGED] = add_signal (klass, "emphasis-changed", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[HU_EDITOR_CHOOSE_FIELDS] = add_signal (klass, "choose-fields", 0, G_TYPE_NONE, G_TYPE_NONE);
}

static void
hu_editor_init (HuEditor *self)
{
  self->pins = g_array_new (FALSE, FALSE, sizeof (HuRange));
  self->dims_for_speaker = TRUE;
}

HuEditor *
hu_editor_new (void)
{
  return g_object_new (HU_TYPE_EDITOR, NULL);
}

/* Signals, for the other files. */

void
editor_reveal (HuEditor *self, guint start, guint end)
{
  g_signal_emit (self, signals[HU_EDITOR_REVEAL], 0, start, end);
}

void
editor_focus_field (HuEditor *self, HuField field)
{
  g_signal_emit (self, signals[HU_EDITOR_FOCUS_FIELD], 0, (int) field);
}

void
editor_focus_article (HuEditor *self)
{
  g_signal_emit (self, signals[HU_EDITOR_FOCUS_ARTICLE], 0);
}

void
editor_message (HuEditor *self, const char *text, HuEdit *edit)
{
  g_signal_emit (self, signals[HU_EDITOR_MESSAGE], 0, text, edit);
}

void
editor_announce (HuEditor *self, const char *text)
{
  g_signal_emit (self, signals[HU_EDITOR_ANNOUNCE], 0, text);
}

/* The document. */

static void
document_changed (HuDocument *document, HuEdit *edit, HuEditor *self)
{
  if (self->hand_id && !hu_layer_lookup (hu_document_get_layer (document), self->hand_kind, self->hand_id))
    editor_set_hand (self, HU_KIND_LAYER, NULL);
  g_signal_emit (self, signals[HU_EDITOR_CHANGED], 0, edit);
}

/* Another decoding, or somebody changed the file: the caret stays with its words. */
static void
text_changed (HuDocument *document, GParamSpec *pspec, HuEditor *self)
{
  HuText *text = hu_document_get_text (document);
  guint anchor =
      hu_text_follow_offset (self->text, text, MIN (self->anchor, hu_text_get_length (self->text)));
  guint caret = hu_text_follow_offset (self->text, text, MIN (self->caret, hu_text_get_length (self->text)));

  hu_text_unref (self->text);
  self->text = hu_text_ref (text);
  g_array_set_size (self->pins, 0);
  self->click_offset = G_MAXUINT;
  editor_set_selection (self, anchor, caret);
}

HuDocument *
hu_editor_get_document (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), NULL);
  return self->document;
}

void
hu_editor_set_document (HuEditor *self, HuDocument *document)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  if (document == self->document)
    return;
  if (self->document)
    {
      g_signal_handlers_disconnect_by_func (self->document, document_changed, self);
      g_signal_handlers_disconnect_by_func (self->document, text_changed, self);
    }
  g_array_set_size (self->pins, 0);
  self->anchor = self->caret = 0;
  self->click_offset = G_MAXUINT;
  g_clear_pointer (&self->last_claim, g_free);
  g_clear_pointer (&self->last_id, g_free);
  editor_forget_copied (self);
  editor_forget_emphasis (self);
  editor_set_hand (self, HU_KIND_LAYER, NULL);
  g_set_object (&self->document, document);
  g_clear_object (&self->check);
  g_clear_pointer (&self->text, hu_text_unref);
  if (document)
    {
      self->text = hu_text_ref (hu_document_get_text (document));
      /* Before the views', which ask where the caret is. */
      g_signal_connect (document, "notify::text", G_CALLBACK (text_changed), self);
      /* Before our own handler, so that "changed" finds the count as it is then. */
      self->check = hu_check_new (document);
      g_signal_connect (document, "changed", G_CALLBACK (document_changed), self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

HuLayer *
hu_editor_get_layer (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), NULL);
  return self->document ? hu_document_get_layer (self->document) : NULL;
}

HuText *
hu_editor_get_text (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), NULL);
  return self->document ? hu_document_get_text (self->document) : NULL;
}

gboolean
hu_editor_apply (HuEditor *self, HuEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (HU_IS_EDITOR (self) && edit != NULL, FALSE);
  if (!self->document)
    return FALSE;
  if (hu_document_apply (self->document, edit, &error))
    return TRUE;
  editor_message (self, error->message, NULL);
  return FALSE;
}

void
hu_editor_tell (HuEditor *self, const char *text, HuEdit *edit)
{
  g_return_if_fail (HU_IS_EDITOR (self) && text != NULL);
  editor_message (self, text, edit);
}

void
hu_editor_focus_article (HuEditor *self)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  editor_focus_article (self);
}

void
hu_editor_reveal (HuEditor *self, guint start, guint end)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  editor_reveal (self, start, end);
}

/* Selection. */

static gboolean
record_touches (HuRecord *record, guint offset)
{
  gsize n;
  const HuSpan *spans = hu_record_get_spans (record, &n);

  for (gsize i = 0; i < n; i++)
    if (!spans[i].lost && spans[i].start <= offset && offset <= spans[i].end)
      return TRUE;
  return FALSE;
}

static guint
length_of (HuRecord *record)
{
  guint start = 0, end = 0;

  hu_record_get_extent (record, &start, &end);
  return end - start;
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  guint x = length_of (*(HuRecord **) a), y = length_of (*(HuRecord **) b);

  return x < y ? -1 : x > y;
}

/* The tags at a place, smallest first. */
static GPtrArray *
find_at (HuEditor *self, guint offset)
{
  GPtrArray *found =
      hu_layer_find_touching (hu_document_get_layer (self->document), HU_KINDS_TAGS, offset, offset);

  g_ptr_array_sort (found, compare_lengths);
  return found;
}

/* A caret that comes into another tag takes that one in hand; within the one in hand it stays. */
static void
follow_caret (HuEditor *self)
{
  HuRecord *hand = hu_editor_get_hand_record (self);
  g_autoptr (GPtrArray) found = NULL;

  if (hand && HU_KIND_IS_TAG (self->hand_kind) && record_touches (hand, self->caret))
    return;
  found = find_at (self, self->caret);
  if (found->len)
    {
      HuRecord *record = g_ptr_array_index (found, 0);

      hu_editor_pick (self, hu_record_get_kind (record), hu_record_get_id (record), FALSE);
    }
}

void
editor_set_selection (HuEditor *self, guint anchor, guint caret)
{
  if (anchor == self->anchor && caret == self->caret)
    return;
  self->anchor = anchor;
  self->caret = caret;
  g_signal_emit (self, signals[HU_EDITOR_SELECTION_CHANGED], 0);
}

void
hu_editor_report_selection (HuEditor *self, guint anchor, guint caret)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document || (anchor == self->anchor && caret == self->caret))
    return;
  editor_set_selection (self, anchor, caret);
  if (anchor == caret)
    follow_caret (self);
}

void
hu_editor_select (HuEditor *self, guint anchor, guint caret)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document)
    return;
  editor_set_selection (self, anchor, caret);
  editor_reveal (self, MIN (anchor, caret), MAX (anchor, caret));
}

HuRange
hu_editor_get_selection (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), ((HuRange){ 0, 0 }));
  return (HuRange){ MIN (self->anchor, self->caret), MAX (self->anchor, self->caret) };
}

gboolean
hu_editor_has_selection (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), FALSE);
  return self->anchor != self->caret;
}

guint
hu_editor_get_caret (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), 0);
  return self->caret;
}

guint
hu_editor_get_anchor (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), 0);
  return self->anchor;
}

/* Pinned spans. */

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const HuRange *x = a, *y = b;

  return x->start < y->start ? -1 : x->start > y->start;
}

/* In text order, those that overlap joined. */
static void
normalize (GArray *ranges)
{
  guint kept = 0;

  g_array_sort (ranges, compare_ranges);
  for (guint i = 0; i < ranges->len; i++)
    {
      HuRange range = g_array_index (ranges, HuRange, i);
      HuRange *last = kept ? &g_array_index (ranges, HuRange, kept - 1) : NULL;

      if (last && range.start <= last->end)
        last->end = MAX (last->end, range.end);
      else
        g_array_index (ranges, HuRange, kept++) = range;
    }
  g_array_set_size (ranges, kept);
}

void
hu_editor_pin (HuEditor *self, HuRange range)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document)
    return;
  range = hu_text_trim (hu_document_get_text (self->document), range);
  if (range.start >= range.end)
    return;
  g_array_append_val (self->pins, range);
  normalize (self->pins);
  g_signal_emit (self, signals[HU_EDITOR_SELECTION_CHANGED], 0);
}

void
hu_editor_pin_selection (HuEditor *self)
{
  HuRange selection = hu_editor_get_selection (self);

  if (selection.start == selection.end)
    return;
  hu_editor_pin (self, selection);
  editor_set_selection (self, selection.end, selection.end);
}

void
hu_editor_clear_pins (HuEditor *self)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  if (self->pins->len == 0)
    return;
  g_array_set_size (self->pins, 0);
  g_signal_emit (self, signals[HU_EDITOR_SELECTION_CHANGED], 0);
}

const HuRange *
hu_editor_get_pins (HuEditor *self, gsize *n)
{
  g_return_val_if_fail (HU_IS_EDITOR (self) && n != NULL, NULL);
  *n = self->pins->len;
  return (const HuRange *) self->pins->data;
}

HuValue *
hu_editor_dup_passage (HuEditor *self)
{
  g_autoptr (GArray) ranges = NULL;
  g_autofree HuSpan *spans = NULL;
  HuRange selection;

  g_return_val_if_fail (HU_IS_EDITOR (self), NULL);
  if (!self->document)
    return NULL;
  ranges = g_array_copy (self->pins);
  selection = hu_text_trim (hu_document_get_text (self->document), hu_editor_get_selection (self));
  if (selection.start < selection.end)
    g_array_append_val (ranges, selection);
  if (ranges->len == 0)
    return NULL;
  normalize (ranges);
  spans = g_new0 (HuSpan, ranges->len);
  for (guint i = 0; i < ranges->len; i++)
    {
      spans[i].start = g_array_index (ranges, HuRange, i).start;
      spans[i].end = g_array_index (ranges, HuRange, i).end;
    }
  return hu_value_new_passage (spans, ranges->len);
}

/* The tag in hand. */

void
editor_set_hand (HuEditor *self, HuKind kind, const char *id)
{
  char *copy;

  if (g_strcmp0 (id, self->hand_id) == 0 && (!id || kind == self->hand_kind))
    return;
  copy = g_strdup (id);
  g_free (self->hand_id);
  self->hand_id = copy;
  self->hand_kind = kind;
  if (copy && HU_KIND_IS_TAG (kind))
    {
      g_free (self->last_id);
      self->last_id = g_strdup (copy);
      self->last_kind = kind;
    }
  if (copy && kind == HU_KIND_CLAIM)
    {
      g_free (self->last_claim);
      self->last_claim = g_strdup (copy);
    }
  if (self->document)
    hu_document_end_coalescing (self->document);
  g_signal_emit (self, signals[HU_EDITOR_HAND_CHANGED], 0);
}

gboolean
hu_editor_get_hand (HuEditor *self, HuKind *kind, const char **id)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), FALSE);
  if (kind)
    *kind = self->hand_kind;
  if (id)
    *id = self->hand_id;
  return self->hand_id != NULL;
}

HuRecord *
hu_editor_get_hand_record (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), NULL);
  if (!self->document || !self->hand_id)
    return NULL;
  return hu_layer_lookup (hu_document_get_layer (self->document), self->hand_kind, self->hand_id);
}

gboolean
hu_editor_is_in_hand (HuEditor *self, HuRecord *record)
{
  g_return_val_if_fail (HU_IS_EDITOR (self) && record != NULL, FALSE);
  return self->hand_id && hu_record_get_kind (record) == self->hand_kind &&
         strcmp (hu_record_get_id (record), self->hand_id) == 0;
}

static void
show_page_of (HuEditor *self, HuKind kind)
{
  if (kind == HU_KIND_CLAIM)
    hu_editor_set_page (self, HU_EDITOR_PAGE_CLAIMS);
  else if (kind == HU_KIND_MENTION || kind == HU_KIND_SPEAKER)
    hu_editor_set_page (self, HU_EDITOR_PAGE_SPEAKERS);
  else if (kind == HU_KIND_STANCE)
    hu_editor_set_page (self, HU_EDITOR_PAGE_STANCES);
}

void
hu_editor_pick (HuEditor *self, HuKind kind, const char *id, gboolean reveal)
{
  HuRecord *record;
  g_autofree char *copy = g_strdup (id);
  guint start, end;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document)
    return;
  record = copy ? hu_layer_lookup (hu_document_get_layer (self->document), kind, copy) : NULL;
  if (!record)
    {
      editor_set_hand (self, HU_KIND_LAYER, NULL);
      return;
    }
  show_page_of (self, kind);
  editor_set_hand (self, kind, copy);
  if (reveal && hu_layer_get_place (hu_document_get_layer (self->document), record, &start, &end))
    {
      editor_set_selection (self, start, start);
      editor_reveal (self, start, end);
    }
}

void
hu_editor_pick_at (HuEditor *self, guint offset)
{
  g_autoptr (GPtrArray) found = NULL;
  HuRecord *record;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document)
    return;
  found = find_at (self, offset);
  self->click_turn = offset == self->click_offset ? self->click_turn + 1 : 0;
  self->click_offset = offset;
  if (found->len == 0)
    return;
  record = g_ptr_array_index (found, self->click_turn % found->len);
  hu_editor_pick (self, hu_record_get_kind (record), hu_record_get_id (record), FALSE);
}

HuEditorPage
hu_editor_get_page (HuEditor *self)
{
  g_return_val_if_fail (HU_IS_EDITOR (self), HU_EDITOR_PAGE_CLAIMS);
  return self->page;
}

void
hu_editor_set_page (HuEditor *self, HuEditorPage page)
{
  g_return_if_fail (HU_IS_EDITOR (self));
  if (page == self->page)
    return;
  self->page = page;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}
