/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Following the file of an open document: a correction by its publisher, an editor's save, its removal.
 *
 * The file is looked at once it has been quiet for a moment, by a worker that gets the layer and its steps of
 * undo. The layer follows only while nothing of it is unsaved: then the layer file holds all of it as of the
 * old text, just as if the article had been changed while it was closed, and the journal, which is about one
 * text, needs nothing of what was before. Until the next edit nothing is written.
 */
#include "config.h"

#include "hu-anchor-history.h"
#include "hu-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Milliseconds without a sign of somebody writing. */
#define QUIET 200

typedef struct
{
  char *path;
  HuText *text;
  guint64 generation;
  HuSnapshot *snapshot;
  GPtrArray *steps;
  guint n_done;

  /* What comes out. */
  HuLoaded *loaded; /* NULL: the same text as before */
  GPtrArray *steps_now;
  guint n_done_now;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->path);
  hu_text_unref (look->text);
  hu_snapshot_unref (look->snapshot);
  g_ptr_array_unref (look->steps);
  g_clear_pointer (&look->loaded, hu_loaded_free);
  g_clear_pointer (&look->steps_now, g_ptr_array_unref);
  g_free (look);
}

static Look *
look_new (HuStoreEntry *entry)
{
  Look *look = g_new0 (Look, 1);
  GPtrArray *steps = hu_document_get_history (entry->document, &look->n_done);

  look->path = g_strdup (entry->path);
  look->text = hu_text_ref (hu_document_get_text (entry->document));
  look->generation = hu_document_get_generation (entry->document);
  look->snapshot = hu_layer_snapshot (hu_document_get_layer (entry->document));
  look->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_edit_unref);
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (look->steps, hu_edit_ref (g_ptr_array_index (steps, i)));
  return look;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;
  g_autoptr (HuSnapshot) quoted = hu_anchor_quote (look->snapshot, look->text);
  GError *error = NULL;

  look->loaded = hu_load_changed (look->path, quoted, hu_text_get_sha256 (look->text), &error);
  if (look->loaded)
    look->steps_now = hu_anchor_history (look->steps, look->n_done, look->text, look->snapshot,
                                         look->loaded->snapshot, look->loaded->text, &look->n_done_now);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
set_problem (HuStoreEntry *entry, GError *error)
{
  g_autofree char *problem = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    problem = g_strdup (_ ("The file of this article is gone. Its tags are kept, and can be edited."));
  else if (error)
    problem = g_strdup_printf (
        _ ("This article was changed, but can’t be read any more; it is shown as it was. %s"),
        error->message);
  if (g_strcmp0 (problem, entry->text_problem) == 0)
    return;
  g_free (entry->text_problem);
  entry->text_problem = g_steal_pointer (&problem);
  g_signal_emit_by_name (entry->store, "problem-changed", entry->document);
}

static void
follow (HuStoreEntry *entry, Look *look)
{
  g_autoptr (HuEdit) edit = hu_anchor_make_edit (look->snapshot, look->loaded->snapshot);
  g_autoptr (GError) error = NULL;

  entry->following = TRUE;
  if (!hu_document_follow_text (entry->document, look->loaded->text, edit, look->steps_now, look->n_done_now,
                                &error))
    g_warning ("A layer could not follow its text: %s", error->message);
  entry->following = FALSE;
  if (error)
    return;
  if (entry->journal)
    hu_journal_set_text (entry->journal, look->loaded->text);
  /* What the layer file holds is known as of this text, too. */
  if (entry->saver && !entry->unreadable)
    hu_layer_slot_set_base (hu_saver_get_slot (entry->saver), look->loaded->snapshot);
  entry->reanchoring = look->loaded->reanchoring;
  g_signal_emit_by_name (entry->store, "problem-changed", entry->document);
}

static void
look_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HuStore *store = HU_STORE (source);
  g_autoptr (HuDocument) document = user_data;
  HuStoreEntry *entry = hu_store_find_entry (store, document);
  Look *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (!entry)
    return;
  entry->looking = FALSE;
  set_problem (entry, error);
  if (look->loaded && hu_document_get_unsaved (document))
    entry->look_when_saved = TRUE;
  else if (look->loaded && hu_document_get_generation (document) != look->generation)
    entry->look_again = TRUE;
  else if (look->loaded)
    follow (entry, look);
  if (entry->look_again)
    hu_store_look_at_text (store, document);
}

void
hu_store_look_at_text (HuStore *self, HuDocument *document)
{
  HuStoreEntry *entry;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HU_IS_STORE (self) && HU_IS_DOCUMENT (document));
  entry = hu_store_find_entry (self, document);
  if (!entry)
    return;
  entry->look_again = entry->looking;
  entry->look_when_saved = FALSE;
  if (entry->looking)
    return;
  entry->looking = TRUE;
  task = g_task_new (self, NULL, look_done, g_object_ref (document));
  g_task_set_source_tag (task, hu_store_look_at_text);
  g_task_set_task_data (task, look_new (entry), look_free);
  g_task_run_in_thread (task, look_thread);
}

static gboolean
is_quiet (gpointer user_data)
{
  HuStoreEntry *entry = user_data;

  entry->look = 0;
  if (entry->document)
    hu_store_look_at_text (entry->store, entry->document);
  return G_SOURCE_REMOVE;
}

static void
on_file_changed (HuStoreEntry *entry)
{
  g_clear_handle_id (&entry->look, g_source_remove);
  entry->look = g_timeout_add (QUIET, is_quiet, entry);
}

void
hu_store_entry_watch_text (HuStoreEntry *entry)
{
  g_autoptr (GFile) file = g_file_new_for_path (entry->path);

  /* The folder is watched, so that a file that takes this one's place is noticed. */
  entry->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (entry->monitor)
    g_signal_connect_swapped (entry->monitor, "changed", G_CALLBACK (on_file_changed), entry);
}

void
hu_store_entry_stop_watching (HuStoreEntry *entry)
{
  g_clear_handle_id (&entry->look, g_source_remove);
  if (entry->monitor)
    {
      g_signal_handlers_disconnect_by_data (entry->monitor, entry);
      g_file_monitor_cancel (entry->monitor);
      g_clear_object (&entry->monitor);
    }
  g_clear_pointer (&entry->text_problem, g_free);
}
