/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an editor's article and its register offer as speakers: made in a worker, once for a text and
 * register. */
#include "hu-editor-names.h"

#include "hu-names.h"

#define KEY "hu-editor-names"

/* What the worker is given, and what it made. */
typedef struct
{
  gatomicrefcount refs;
  HuText *text;
  HuRegister *speakers;
  HuCodebook *codebook;
  GCancellable *cancellable;
  GPtrArray *names; /* NULL until it is done */
  HuOptions *base;  /* until then that of the one before, where the text is the same */
} Offer;

static void
offer_unref (gpointer data)
{
  Offer *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->base, hu_options_unref);
  g_object_unref (self->cancellable);
  hu_codebook_unref (self->codebook);
  hu_register_unref (self->speakers);
  hu_text_unref (self->text);
  g_free (self);
}

static void
offer_cancel (gpointer data)
{
  g_cancellable_cancel (((Offer *) data)->cancellable);
  offer_unref (data);
}

static GStrv
list_known (HuRegister *speakers)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < hu_register_get_size (speakers); i++)
    {
      HuRecord *record = hu_register_get_nth (speakers, i);

      g_strv_builder_add (builder, hu_speaker_get_name (record));
      for (gsize j = 0; j < hu_record_get_size (record, HU_MEMBER_ALIASES); j++)
        g_strv_builder_add (builder, hu_record_get_nth (record, HU_MEMBER_ALIASES, j));
    }
  return g_strv_builder_end (builder);
}

typedef struct
{
  GPtrArray *names;
  HuOptions *base;
} Result;

static void
result_free (gpointer data)
{
  Result *result = data;

  g_clear_pointer (&result->names, g_ptr_array_unref);
  g_clear_pointer (&result->base, hu_options_unref);
  g_free (result);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Offer *offer = data;
  g_auto (GStrv) known = list_known (offer->speakers);
  Result *result = g_new0 (Result, 1);

  result->names = hu_names_find (offer->text, (const char *const *) known);
  result->base = hu_options_new_base (offer->speakers, offer->codebook, result->names);
  g_task_return_pointer (task, result, result_free);
}

static void
made (GObject *source, GAsyncResult *async, gpointer user_data)
{
  Offer *offer = g_task_get_task_data (G_TASK (async));
  Result *result = g_task_propagate_pointer (G_TASK (async), NULL);

  /* Where it was cancelled another one is on its way. */
  if (!result)
    return;
  offer->names = g_steal_pointer (&result->names);
  g_clear_pointer (&offer->base, hu_options_unref);
  offer->base = g_steal_pointer (&result->base);
  result_free (result);
}

static Offer *
start (HuEditor *self, HuDocument *document, Offer *old)
{
  g_autoptr (GTask) task = NULL;
  Offer *offer = g_new0 (Offer, 1);

  g_atomic_ref_count_init (&offer->refs);
  offer->text = hu_text_ref (hu_document_get_text (document));
  offer->speakers = hu_register_ref (hu_document_get_register (document));
  offer->codebook = hu_codebook_ref (hu_document_get_codebook (document));
  offer->cancellable = g_cancellable_new ();
  if (old && old->text == offer->text && old->base)
    offer->base = hu_options_ref (old->base);
  task = g_task_new (NULL, offer->cancellable, made, NULL);
  g_task_set_source_tag (task, start);
  g_atomic_ref_count_inc (&offer->refs);
  g_task_set_task_data (task, offer, offer_unref);
  g_task_run_in_thread (task, make_in_thread);
  g_object_set_data_full (G_OBJECT (self), KEY, offer, offer_cancel);
  return offer;
}

static Offer *
ensure (HuEditor *self)
{
  HuDocument *document = hu_editor_get_document (self);
  Offer *offer = g_object_get_data (G_OBJECT (self), KEY);

  if (!document)
    return NULL;
  if (offer && offer->text == hu_document_get_text (document) &&
      offer->speakers == hu_document_get_register (document) &&
      offer->codebook == hu_document_get_codebook (document))
    return offer;
  return start (self, document, offer);
}

GPtrArray *
hu_editor_get_names (HuEditor *self)
{
  Offer *offer;

  g_return_val_if_fail (HU_IS_EDITOR (self), NULL);
  offer = ensure (self);
  return offer ? offer->names : NULL;
}

HuOptions *
hu_editor_get_base_options (HuEditor *self)
{
  Offer *offer;

  g_return_val_if_fail (HU_IS_EDITOR (self), NULL);
  offer = ensure (self);
  return offer ? offer->base : NULL;
}
