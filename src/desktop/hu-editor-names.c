/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names that stand in an editor's article: found once for a text, in a worker. */
#include "hu-editor-names.h"

#include "hu-names.h"

#define KEY "hu-editor-names"

typedef struct
{
  HuText *text;
  GPtrArray *names;
  GCancellable *cancellable;
} Names;

static void
names_free (gpointer data)
{
  Names *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  hu_text_unref (self->text);
  g_free (self);
}

static void
names_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HuEditor) editor = user_data;
  g_autoptr (GPtrArray) names = hu_names_find_finish (result, NULL);
  Names *self = g_object_get_data (G_OBJECT (editor), KEY);

  /* Cancelled: another text has come. */
  if (names && self && !self->names)
    self->names = g_steal_pointer (&names);
}

static GStrv
list_known (HuEditor *editor)
{
  HuRegister *speakers = hu_document_get_register (hu_editor_get_document (editor));
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

GPtrArray *
hu_editor_get_names (HuEditor *self)
{
  HuText *text;
  Names *names;
  g_auto (GStrv) known = NULL;

  g_return_val_if_fail (HU_IS_EDITOR (self), NULL);
  text = hu_editor_get_text (self);
  names = g_object_get_data (G_OBJECT (self), KEY);
  if (names && names->text == text)
    return names->names;
  if (!text)
    return NULL;
  names = g_new0 (Names, 1);
  names->text = hu_text_ref (text);
  names->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (self), KEY, names, names_free);
  known = list_known (self);
  hu_names_find_async (text, (const char *const *) known, names->cancellable, names_found,
                       g_object_ref (self));
  return NULL;
}
