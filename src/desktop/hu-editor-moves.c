/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the caret, the selection and the edges of the tag in hand go. */
#include "config.h"
#include "hu-editor.h"
#include "hu-editor-private.h"

#include "hu-slug.h"

#include <glib/gi18n-lib.h>

/* From tag to tag. */

void
hu_editor_next_tag (HuEditor *self, gboolean backward)
{
  HuLayer *layer;
  HuRecord *hand, *next = NULL;
  guint start, end;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document)
    return;
  layer = hu_document_get_layer (self->document);
  hand = hu_editor_get_hand_record (self);
  if (hand && HU_KIND_IS_TAG (self->hand_kind) && hu_layer_get_place (layer, hand, &start, &end))
    next = hu_layer_find_neighbour (layer, HU_KINDS_TAGS, hand, backward);
  else if (backward)
    next = hu_layer_find_before (layer, HU_KINDS_TAGS, self->caret);
  else
    next = hu_layer_find_after (layer, HU_KINDS_TAGS, self->caret ? self->caret - 1 : 0);
  if (next)
    hu_editor_pick (self, hu_record_get_kind (next), hu_record_get_id (next), TRUE);
  else
    editor_announce (self, backward ? _ ("No tag before this one") : _ ("No tag after this one"));
}

/* The selection. */

void
hu_editor_widen (HuEditor *self)
{
  HuRange range;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document)
    return;
  range = hu_text_widen (hu_document_get_text (self->document), hu_editor_get_selection (self));
  hu_editor_select (self, range.start, range.end);
}

void
hu_editor_narrow (HuEditor *self)
{
  HuRange range;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document || !hu_editor_has_selection (self))
    return;
  range = hu_editor_get_selection (self);
  range = hu_text_narrow (hu_document_get_text (self->document), range, range.start);
  hu_editor_select (self, range.start, range.end);
}

void
hu_editor_move_sentence (HuEditor *self, gboolean backward)
{
  HuText *text;
  guint start;
  HuRange sentence;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document)
    return;
  text = hu_document_get_text (self->document);
  start = hu_editor_get_selection (self).start;
  if (hu_editor_has_selection (self) || backward)
    start =
        backward ? hu_text_sentence_start_before (text, start) : hu_text_sentence_start_after (text, start);
  else
    {
      /* From a bare caret the first step takes the sentence that it stands in. */
      sentence = hu_text_sentence_at (text, start);
      start = sentence.start;
    }
  if (start >= hu_text_get_length (text))
    return;
  sentence = hu_text_sentence_at (text, start);
  hu_editor_select (self, sentence.start, sentence.end);
}

static guint
step (HuText *text, guint offset, gboolean start, gboolean backward)
{
  if (start)
    return backward ? hu_text_word_start_before (text, offset) : hu_text_word_start_after (text, offset);
  return backward ? hu_text_word_end_before (text, offset) : hu_text_word_end_after (text, offset);
}

static void
set_spans (HuEditor *self, const HuSpan *spans, gsize n, const char *coalesce, gboolean until_ended)
{
  g_autoptr (HuValue) passage = hu_value_new_passage (spans, n);
  g_autoptr (HuEdit) edit = hu_edit_new (_ ("Change Passage"));
  g_autofree char *key = g_strdup_printf ("%s:%s", coalesce, self->hand_id);

  hu_edit_set_coalesce_key (edit, key);
  if (until_ended)
    hu_edit_set_coalesces_until_ended (edit);
  hu_op_set_passage (edit, hu_document_get_layer (self->document), hu_document_get_text (self->document),
                     self->hand_kind, self->hand_id, passage);
  hu_editor_apply (self, edit);
}

/* The spans of the tag in hand, for changing; NULL where it has none or can't be changed. */
static HuSpan *
dup_spans (HuEditor *self, gsize *n)
{
  HuRecord *record = hu_editor_get_hand_record (self);
  const HuSpan *spans;

  if (!record || !HU_KIND_IS_TAG (self->hand_kind))
    return NULL;
  spans = hu_record_get_spans (record, n);
  return *n ? g_memdup2 (spans, *n * sizeof (HuSpan)) : NULL;
}

/* Sets one edge, if the span stays a span and keeps its distance from the ones beside it. */
static gboolean
set_edge (HuText *text, HuSpan *spans, gsize n, gsize index, gboolean start, guint offset)
{
  guint low = index > 0 ? spans[index - 1].end : 0;
  guint high = index + 1 < n && !spans[index + 1].lost ? spans[index + 1].start : hu_text_get_length (text);
  HuSpan *span = &spans[index];

  if (!hu_text_is_grapheme_boundary (text, offset))
    offset = hu_text_grapheme_before (text, offset);
  if (span->lost || offset < low || offset > high)
    return FALSE;
  if (start ? offset >= span->end : offset <= span->start)
    return FALSE;
  if (start)
    span->start = offset;
  else
    span->end = offset;
  /* A person has placed it: it is exact, and its quote is what stands there. */
  span->rest = NULL;
  return TRUE;
}

void
hu_editor_move_edge (HuEditor *self, gboolean start, gboolean backward)
{
  HuText *text;
  g_autofree HuSpan *spans = NULL;
  gsize n = 0;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document)
    return;
  text = hu_document_get_text (self->document);
  if (hu_editor_has_selection (self))
    {
      HuRange range = hu_editor_get_selection (self);

      if (start)
        range.start = step (text, range.start, TRUE, backward);
      else
        range.end = step (text, range.end, FALSE, backward);
      if (range.start < range.end)
        hu_editor_select (self, range.start, range.end);
      return;
    }
  spans = dup_spans (self, &n);
  if (!spans)
    return;
  if (start && set_edge (text, spans, n, 0, TRUE, step (text, spans[0].start, TRUE, backward)))
    set_spans (self, spans, n, "edge", FALSE);
  else if (!start && set_edge (text, spans, n, n - 1, FALSE, step (text, spans[n - 1].end, FALSE, backward)))
    set_spans (self, spans, n, "edge", FALSE);
}

void
hu_editor_drag_edge (HuEditor *self, gsize span, gboolean start, guint offset)
{
  g_autofree HuSpan *spans = NULL;
  gsize n = 0;

  g_return_if_fail (HU_IS_EDITOR (self));
  if (!self->document)
    return;
  spans = dup_spans (self, &n);
  if (spans && span < n && set_edge (hu_document_get_text (self->document), spans, n, span, start, offset))
    set_spans (self, spans, n, "drag", TRUE);
}

/* Known speakers. */

typedef struct
{
  HuRecord *speaker;
  HuRange range;
} Known;

/* Whether @name stands in the text of @within, whole words only; the first place. */
static gboolean
find_name (HuText *text, HuRange within, const char *name, HuRange *match)
{
  glong length = g_utf8_strlen (name, -1);
  guint from = within.start;

  if (length == 0 || (guint) length > within.end - within.start)
    return FALSE;
  while (hu_text_find (text, name, from, FALSE, TRUE, match))
    {
      if (match->start < from || match->end > within.end)
        return FALSE;
      if (hu_text_is_word_boundary (text, match->start) && hu_text_is_word_boundary (text, match->end))
        return TRUE;
      from = match->start + 1;
    }
  return FALSE;
}

static void
consider (HuText *text, HuRange within, HuRecord *speaker, const char *name, Known *best)
{
  HuRange match;

  if (!name || !find_name (text, within, name, &match))
    return;
  /* The first; at the same place the longer one: "Anneke Voss", not "Voss". */
  if (!best->speaker || match.start < best->range.start ||
      (match.start == best->range.start && match.end > best->range.end))
    *best = (Known){ speaker, match };
}

static void
consider_speaker (HuText *text, HuRange within, HuRecord *speaker, Known *best)
{
  consider (text, within, speaker, hu_record_get_string (speaker, HU_MEMBER_NAME), best);
  for (gsize i = 0; i < hu_record_get_size (speaker, HU_MEMBER_ALIASES); i++)
    consider (text, within, speaker, hu_record_get_nth (speaker, HU_MEMBER_ALIASES, i), best);
}

/* A selection longer than this isn't searched for names: nobody means one of them. */
#define LONGEST_SEARCHED 2000

HuRecord *
hu_editor_find_known_speaker (HuEditor *self, HuRange *name_range)
{
  HuText *text;
  HuLayer *layer;
  HuRegister *speakers;
  HuRange within;
  Known best = { NULL, { 0, 0 } };

  g_return_val_if_fail (HU_IS_EDITOR (self), NULL);
  if (!self->document || !hu_editor_has_selection (self))
    return NULL;
  text = hu_document_get_text (self->document);
  layer = hu_document_get_layer (self->document);
  speakers = hu_document_get_register (self->document);
  within = hu_editor_get_selection (self);
  if (within.end - within.start > LONGEST_SEARCHED)
    return NULL;
  for (guint i = 0; i < hu_layer_get_size (layer, HU_KIND_SPEAKER); i++)
    consider_speaker (text, within, hu_layer_get_nth (layer, HU_KIND_SPEAKER, i), &best);
  for (gsize i = 0; i < hu_register_get_size (speakers); i++)
    consider_speaker (text, within, hu_register_get_nth (speakers, i), &best);
  if (best.speaker && name_range)
    *name_range = best.range;
  return best.speaker ? hu_record_ref (best.speaker) : NULL;
}

gboolean
hu_editor_tag_known_speaker (HuEditor *self)
{
  HuRange range;
  g_autoptr (HuRecord) speaker = NULL;
  g_autoptr (HuEdit) edit = NULL;
  g_autoptr (HuValue) passage = NULL;
  g_autofree char *speaker_id = NULL;
  g_autofree char *id = NULL;
  HuLayer *layer;

  g_return_val_if_fail (HU_IS_EDITOR (self), FALSE);
  speaker = hu_editor_find_known_speaker (self, &range);
  if (!speaker)
    return FALSE;
  layer = hu_document_get_layer (self->document);
  edit = hu_edit_new (_ ("Tag Speaker"));
  passage = hu_value_new_range (range.start, range.end);
  speaker_id = hu_op_ensure_speaker (edit, layer, speaker);
  id = hu_op_create_mention (edit, layer, passage, speaker_id, "name");
  if (!hu_editor_apply (self, edit))
    return FALSE;
  hu_editor_clear_pins (self);
  editor_set_selection (self, range.end, range.end);
  hu_editor_pick (self, HU_KIND_MENTION, id, FALSE);
  return TRUE;
}
