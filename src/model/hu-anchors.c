/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passages that were placed anew after the text was changed, and a person's word on them. */
#include "hu-anchors.h"

#include "hu-operations.h"

#include <string.h>

static const HuMember members[] = { HU_MEMBER_PASSAGE, HU_MEMBER_CUE, HU_MEMBER_CONDITION, HU_MEMBER_EVIDENCE,
                                    HU_MEMBER_FIELDS };

static HuAnchors
anchors_from_name (const char *anchor)
{
  if (g_strcmp0 (anchor, "lost") == 0)
    return HU_ANCHORS_LOST;
  return g_strcmp0 (anchor, "moved") == 0 ? HU_ANCHORS_MOVED : HU_ANCHORS_EXACT;
}

static HuAnchors
span_get_anchors (const HuSpan *span)
{
  return span->lost ? HU_ANCHORS_LOST : anchors_from_name (hu_value_get_member_string (span->rest, "anchor"));
}

/* Whether the object is a span by itself: one that says how it stands. */
static gboolean
is_span (HuValue *value)
{
  return hu_value_get_type_of (value) == HU_VALUE_OBJECT && hu_value_get_member (value, "quote") &&
         anchors_from_name (hu_value_get_member_string (value, "anchor")) != HU_ANCHORS_EXACT;
}

HuAnchors
hu_value_get_anchors (HuValue *value)
{
  HuAnchors anchors = HU_ANCHORS_EXACT;
  gsize n;
  const HuSpan *spans;

  if (!value)
    return anchors;
  if (is_span (value))
    return anchors_from_name (hu_value_get_member_string (value, "anchor"));
  spans = hu_value_get_spans (value, &n);
  for (gsize i = 0; spans && i < n; i++)
    anchors |= span_get_anchors (&spans[i]);
  for (gsize i = 0; !spans && i < hu_value_get_size (value); i++)
    anchors |= hu_value_get_anchors (hu_value_get_nth (value, i));
  return anchors;
}

HuAnchors
hu_record_get_anchors (HuRecord *record)
{
  HuAnchors anchors = HU_ANCHORS_EXACT;

  g_return_val_if_fail (record != NULL, anchors);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    anchors |= hu_value_get_anchors (hu_record_get (record, members[i]));
  return anchors;
}

HuMember
hu_record_get_unreviewed (HuRecord *record)
{
  g_return_val_if_fail (record != NULL, HU_MEMBER_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (hu_value_get_anchors (hu_record_get (record, members[i])))
      return members[i];
  return HU_MEMBER_NONE;
}

/* Words. */

static void
append_words (GString *string, const char *words)
{
  if (words)
    g_string_append_printf (string, "%s%s", string->len ? " … " : "", words);
}

static void
append_former (GString *string, HuValue *rest)
{
  const char *quote = hu_value_get_member_string (hu_value_get_member (rest, "was"), "quote");

  append_words (string, quote ? quote : hu_value_get_member_string (rest, "quote"));
}

static void
append_all_former (GString *string, HuValue *value)
{
  gsize n;
  const HuSpan *spans;

  if (is_span (value))
    {
      append_former (string, value);
      return;
    }
  spans = hu_value_get_spans (value, &n);
  for (gsize i = 0; spans && i < n; i++)
    if (span_get_anchors (&spans[i]))
      append_former (string, spans[i].rest);
  for (gsize i = 0; !spans && i < hu_value_get_size (value); i++)
    append_all_former (string, hu_value_get_nth (value, i));
}

static void
append_all_current (GString *string, HuValue *value, HuText *text)
{
  gsize n;
  const HuSpan *spans;

  if (is_span (value))
    {
      if (hu_value_get_anchors (value) == HU_ANCHORS_MOVED)
        append_words (string, hu_value_get_member_string (value, "quote"));
      return;
    }
  spans = hu_value_get_spans (value, &n);
  for (gsize i = 0; spans && i < n; i++)
    if (span_get_anchors (&spans[i]) == HU_ANCHORS_MOVED)
      {
        g_autofree char *words = hu_text_dup_range (text, spans[i].start, spans[i].end);

        append_words (string, words);
      }
  for (gsize i = 0; !spans && i < hu_value_get_size (value); i++)
    append_all_current (string, hu_value_get_nth (value, i), text);
}

static char *
string_or_null (GString *string)
{
  return g_string_free (string, string->len == 0);
}

char *
hu_value_dup_former_quote (HuValue *value)
{
  GString *string = g_string_new (NULL);

  if (value)
    append_all_former (string, value);
  return string_or_null (string);
}

char *
hu_value_dup_current_quote (HuValue *value, HuText *text)
{
  GString *string = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);
  if (value)
    append_all_current (string, value, text);
  return string_or_null (string);
}

/* A person's word. */

/* A span without what says that it isn't reviewed; NULL where the text gives the rest. */
static HuValue *
reviewed (HuValue *rest)
{
  g_autoptr (HuValue) without = hu_value_object_with (rest, "anchor", NULL);

  return without ? hu_value_object_with (without, "was", NULL) : NULL;
}

static gboolean
is_derived (HuValue *rest)
{
  for (gsize i = 0; i < hu_value_get_size (rest); i++)
    {
      const char *key = hu_value_get_key (rest, i);

      if (strcmp (key, "quote") != 0 && strcmp (key, "prefix") != 0 && strcmp (key, "suffix") != 0)
        return FALSE;
    }
  return TRUE;
}

static HuValue *
accept_spans (const HuSpan *spans, gsize n)
{
  g_autofree HuSpan *accepted = g_memdup2 (spans, n * sizeof (HuSpan));
  g_autoptr (GPtrArray) rests = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_value_unref);

  for (gsize i = 0; i < n; i++)
    if (span_get_anchors (&spans[i]) == HU_ANCHORS_MOVED)
      {
        g_autoptr (HuValue) rest = reviewed (spans[i].rest);

        accepted[i].rest = is_derived (rest) ? NULL : rest;
        if (accepted[i].rest)
          g_ptr_array_add (rests, g_steal_pointer (&rest));
      }
  return hu_value_new_passage (accepted, n);
}

static HuValue *
accept (HuValue *value)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  gsize n;
  const HuSpan *spans = hu_value_get_spans (value, &n);

  if (spans)
    return accept_spans (spans, n);
  if (!(hu_value_get_anchors (value) & HU_ANCHORS_MOVED))
    return hu_value_ref (value);
  if (is_span (value))
    return reviewed (value);
  items = g_ptr_array_new ();
  keys = g_ptr_array_new ();
  for (gsize i = 0; i < hu_value_get_size (value); i++)
    {
      g_ptr_array_add (items, accept (hu_value_get_nth (value, i)));
      g_ptr_array_add (keys, (gpointer) hu_value_get_key (value, i));
    }
  if (hu_value_get_type_of (value) == HU_VALUE_LIST)
    return hu_value_new_list_take ((HuValue **) items->pdata, items->len);
  return hu_value_new_object_take ((const char *const *) keys->pdata, (HuValue **) items->pdata, items->len);
}

void
hu_op_accept_passage (HuEdit *edit, HuLayer *layer, HuKind kind, const char *id, HuMember member)
{
  HuRecord *record = hu_op_lookup (edit, layer, kind, id);
  HuValue *value = record ? hu_record_get (record, member) : NULL;
  g_autoptr (HuValue) accepted = NULL;

  if (!(hu_value_get_anchors (value) & HU_ANCHORS_MOVED))
    return;
  accepted = accept (value);
  hu_op_set (edit, layer, kind, id, member, accepted);
  hu_edit_set_focus (edit, kind, id);
}

static void
append_span (GArray *spans, const HuSpan *span)
{
  HuSpan *last = spans->len ? &g_array_index (spans, HuSpan, spans->len - 1) : NULL;

  if (last && span->start < last->end)
    *last = (HuSpan){ last->start, MAX (last->end, span->end), FALSE, NULL };
  else
    g_array_append_val (spans, *span);
}

/* The spans of @old that have a place, with those of @placed. (transfer full) */
static HuValue *
replace_lost (HuValue *old, HuValue *placed)
{
  gsize n, m, i = 0, j = 0;
  const HuSpan *kept = hu_value_get_spans (old, &n), *new = hu_value_get_spans (placed, &m);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (HuSpan));

  while (i < n || j < m)
    if (i < n && kept[i].lost)
      i++;
    else if (j == m || (i < n && kept[i].start <= new[j].start))
      append_span (spans, &kept[i++]);
    else
      append_span (spans, &new[j++]);
  return hu_value_new_passage ((const HuSpan *) (gpointer) spans->data, spans->len);
}

void
hu_op_place_passage (
    HuEdit *edit, HuLayer *layer, HuText *text, HuKind kind, const char *id, HuValue *passage)
{
  HuRecord *record = hu_op_lookup (edit, layer, kind, id);
  HuMember member = record ? hu_record_get_unreviewed (record) : HU_MEMBER_NONE;
  HuValue *old;
  g_autoptr (HuValue) placed = NULL;

  g_return_if_fail (HU_KIND_IS_TAG (kind) && passage != NULL && text != NULL);
  if (!record)
    return;
  if (member != HU_MEMBER_CUE && member != HU_MEMBER_CONDITION)
    member = HU_MEMBER_PASSAGE;
  old = hu_record_get (record, member);
  placed =
      hu_value_get_anchors (old) & HU_ANCHORS_LOST ? replace_lost (old, passage) : hu_value_ref (passage);
  if (member == HU_MEMBER_PASSAGE)
    hu_op_set_passage (edit, layer, text, kind, id, placed);
  else
    hu_op_set (edit, layer, kind, id, member, placed);
  hu_edit_set_focus (edit, kind, id);
}
