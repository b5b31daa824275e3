/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brat standoff: records in the making, and what they keep of the lines. */
#include "config.h"

#include "hu-brat-private.h"

static const char *const kept_names[HU_BRAT_N_KEPT] = { "events",         "relations", "attributes",
                                                        "normalizations", "notes",     "equivalences" };

/* Values. */

/* An object of keys and values (transfer full), up to a NULL key; without those that are NULL. */
HuValue *
hu_brat_object_new (const char *key, ...)
{
  const char *keys[8];
  HuValue *values[8];
  gsize n = 0;
  va_list args;

  va_start (args, key);
  for (; key; key = va_arg (args, const char *))
    {
      HuValue *value = va_arg (args, HuValue *);

      g_assert (n < G_N_ELEMENTS (keys));
      keys[n] = key;
      values[n] = value;
      n += value != NULL;
    }
  va_end (args);
  return hu_value_new_object_take (keys, values, n);
}

HuValue *
hu_brat_string_value (const char *string)
{
  return string && *string ? hu_value_new_string (string) : NULL;
}

/* [{"role", "of"}] */
static HuValue *
arguments_value (HuBratItem *item)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; i < item->arguments->len; i++)
    {
      HuBratArgument *argument = g_ptr_array_index (item->arguments, i);

      g_ptr_array_add (list, hu_brat_object_new ("role", hu_brat_string_value (argument->role), "of",
                                                 hu_brat_string_value (argument->of), NULL));
    }
  return list->len ? hu_value_new_list_take ((HuValue **) list->pdata, list->len) : NULL;
}

static HuValue *
true_or_null (gboolean is)
{
  return is ? hu_value_new_boolean (TRUE) : NULL;
}

HuValue *
hu_brat_event_value (HuBratItem *item)
{
  return hu_brat_object_new ("id", hu_brat_string_value (item->id), "type", hu_brat_string_value (item->type),
                             "trigger", hu_brat_string_value (item->trigger), "arguments",
                             arguments_value (item), "tab", true_or_null (item->tab), NULL);
}

HuValue *
hu_brat_item_value (HuBratItem *item)
{
  return hu_brat_object_new ("id", item->kind == HU_BRAT_EQUIVALENCE ? NULL : hu_brat_string_value (item->id),
                             "type", hu_brat_string_value (item->type), "arguments", arguments_value (item),
                             "resource", hu_brat_string_value (item->resource), "text",
                             hu_brat_string_value (item->text), "tab", true_or_null (item->tab), NULL);
}

/* What a text-bound says that its passage doesn't. */
static HuValue *
text_bound_value (HuBratReading *self, HuBratItem *item)
{
  g_autofree char *words = NULL;
  g_autofree char *offsets = hu_brat_format_offsets (item->passage, self->text, FALSE, &words);
  gboolean other_words = g_strcmp0 (words, item->text) != 0;
  gboolean own = other_words || g_strcmp0 (offsets, item->offsets) != 0;

  return hu_brat_object_new ("id", hu_brat_string_value (item->id), "type", hu_brat_string_value (item->type),
                             "offsets", own ? hu_brat_string_value (item->offsets) : NULL, "quote",
                             other_words ? hu_brat_string_value (item->text) : NULL, NULL);
}

/* Drafts. */

void
hu_brat_draft_free (gpointer data)
{
  HuBratDraft *self = data;

  hu_record_builder_clear (&self->builder);
  g_clear_pointer (&self->speakers, hu_value_unref);
  for (guint i = 0; i < HU_BRAT_N_KEPT; i++)
    g_ptr_array_unref (self->kept[i]);
  g_free (self);
}

HuBratDraft *
hu_brat_draft_new (HuBratReading *self, HuKind kind, const char *foreign, HuValue *passage)
{
  HuBratDraft *draft = g_new0 (HuBratDraft, 1);
  g_autofree char *id = hu_imported_layer_make_id (self->layer, kind, foreign);

  hu_record_builder_init (&draft->builder, kind, id, NULL);
  hu_record_builder_take (&draft->builder, HU_MEMBER_PASSAGE, hu_value_ref (passage));
  for (guint i = 0; i < HU_BRAT_N_KEPT; i++)
    draft->kept[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_value_unref);
  g_ptr_array_add (self->drafts, draft);
  return draft;
}

HuBratDraft *
hu_brat_find_owner (HuBratReading *self, const char *id, HuKind kind)
{
  HuBratDraft *draft = g_hash_table_lookup (self->owners, id);

  return draft && (kind == HU_N_KINDS || draft->builder.kind == kind) ? draft : NULL;
}

void
hu_brat_draft_add_string (HuBratDraft *self, HuMember member, const char *string)
{
  HuValue *before = self->builder.members[member];

  hu_record_builder_take (&self->builder, member, hu_value_list_with_string (before, string));
}

/* Records. */

static HuValue *
kept_value (GPtrArray *kept)
{
  HuValue *list;

  if (kept->len == 0)
    return NULL;
  for (guint i = 0; i < kept->len; i++)
    hu_value_ref (g_ptr_array_index (kept, i));
  list = hu_value_new_list_take ((HuValue **) kept->pdata, kept->len);
  return list;
}

static void
put (HuValue **object, const char *key, HuValue *value)
{
  g_autoptr (HuValue) before = *object;
  g_autoptr (HuValue) taken = value;

  if (value)
    *object = hu_value_object_with (before, key, value);
  else
    g_steal_pointer (&before);
}

void
hu_brat_draft_finish (HuBratReading *self, HuBratDraft *draft)
{
  HuValue *brat = draft->item ? text_bound_value (self, draft->item) : NULL;
  const char *keys[] = { HU_BRAT_MEMBER };

  put (&brat, "cue", draft->cue ? text_bound_value (self, draft->cue) : NULL);
  put (&brat, "event", draft->event ? hu_brat_event_value (draft->event) : NULL);
  put (&brat, "content", hu_brat_string_value (draft->content));
  put (&brat, "nested", true_or_null (draft->nested));
  put (&brat, "speakers", g_steal_pointer (&draft->speakers));
  for (guint i = 0; i < HU_BRAT_N_KEPT; i++)
    put (&brat, kept_names[i], kept_value (draft->kept[i]));
  if (draft->builder.kind == HU_KIND_CLAIM && draft->builder.members[HU_MEMBER_SPEAKERS])
    hu_record_builder_set_string (&draft->builder, HU_MEMBER_VOICE, NULL);
  if (brat)
    hu_record_builder_take_unknown (&draft->builder, hu_value_new_object_take (keys, &brat, 1));
  hu_imported_layer_take (self->layer, &draft->builder);
}
