/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journals of the store's documents: begun when a document is opened, fed with its edits, checked off
 * when it is saved. */
#include "config.h"

#include "hu-store-private.h"

#include "hu-layer-file.h"
#include "hu-save.h"
#include "hu-sidecar.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static void
journal_changed (HuJournal *journal, gpointer user_data)
{
  HuStoreEntry *entry = user_data;
  g_autoptr (GError) error = hu_journal_dup_error (journal);
  gboolean fails = error != NULL;

  if (!entry->document)
    return;
  if (fails != entry->journal_fails)
    {
      entry->journal_fails = fails;
      g_signal_emit_by_name (entry->store, "problem-changed", entry->document);
    }
  g_signal_emit_by_name (entry->store, "durable-changed", entry->document);
}

static void
document_moved (HuDocument *document, HuEdit *edit, guint move, HuStoreEntry *entry)
{
  hu_journal_append (entry->journal, edit, (HuMove) move, hu_document_get_text (document),
                     hu_document_get_coder_id (document));
}

static void
restore_history (HuStoreEntry *entry, HuReplay *replay)
{
  for (guint i = 0; i < replay->texts->len; i++)
    if (g_ptr_array_index (replay->texts, i) != hu_document_get_text (entry->document))
      hu_document_add_text (entry->document, g_ptr_array_index (replay->texts, i));
  hu_document_restore_history (entry->document, replay->edits, replay->n_done);
}

void
hu_store_entry_start_journal (HuStoreEntry *entry, HuLoaded *loaded)
{
  HuRecovery *recovery = loaded->recovery;

  if (!recovery || !entry->saver)
    return;
  restore_history (entry, recovery->replay);
  entry->notice = g_strdup (recovery->notice);
  entry->journal = hu_journal_new (entry->path, entry->coder, loaded->text, loaded->layer_sha256, recovery);
  entry->journal_base = hu_journal_get_last (entry->journal);
  hu_journal_set_limit (entry->journal, hu_store_get_journal_limit (entry->store));
  hu_journal_set_func (entry->journal, journal_changed, entry);
  hu_saver_set_journal (entry->saver, entry->journal);
  g_signal_connect (entry->document, "moved", G_CALLBACK (document_moved), entry);
  if (recovery->replay->snapshot)
    {
      g_autofree char *path = g_strdup (hu_saver_get_path (entry->saver));

      hu_saver_set_path (entry->saver, path, TRUE);
      entry->replayed = TRUE;
    }
}

static gboolean
is_closed (gpointer path, gpointer journal, gpointer user_data)
{
  return hu_journal_is_closed (journal);
}

void
hu_store_entry_stop_journal (HuStoreEntry *entry)
{
  GHashTable *closing = hu_store_get_closing (entry->store);

  if (!entry->journal)
    return;
  hu_journal_close (entry->journal);
  g_hash_table_foreach_remove (closing, is_closed, NULL);
  g_hash_table_replace (closing, g_strdup (entry->path), g_steal_pointer (&entry->journal));
}

void
hu_store_wait_closed (HuStore *self)
{
  GHashTable *closing = hu_store_get_closing (self);
  GHashTableIter iter;
  HuJournal *journal;

  g_hash_table_iter_init (&iter, closing);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &journal))
    hu_journal_wait_closed (journal);
  g_hash_table_remove_all (closing);
}

HuJournal *
hu_store_take_closing (HuStore *self, const char *path)
{
  g_autofree char *key = NULL;
  HuJournal *journal = NULL;

  g_hash_table_steal_extended (hu_store_get_closing (self), path, (gpointer *) &key, (gpointer *) &journal);
  return journal;
}

void
hu_store_entry_check_off (HuStoreEntry *entry)
{
  guint64 generation;
  const char *sha256 = hu_saver_get_saved (entry->saver, &generation);

  /* A recovery file isn't the layer file: once that can be read again it lacks what was made meanwhile. */
  if (!entry->journal || !sha256 || entry->unreadable)
    return;
  hu_journal_checkpoint (entry->journal, entry->journal_base + generation, sha256);
  if (entry->replayed)
    {
      g_autofree char *recovery = hu_recovery_path_for (entry->path, entry->coder);

      g_unlink (recovery);
      entry->replayed = FALSE;
    }
}

char *
hu_store_entry_dup_journal_problem (HuStoreEntry *entry)
{
  g_autoptr (GError) error = entry->journal ? hu_journal_dup_error (entry->journal) : NULL;

  if (!error || !hu_store_tells_journal_problem (entry->store, entry))
    return NULL;
  return g_strdup_printf (_ ("Changes are saved, but can't be written down as they are made: %s"),
                          error->message);
}

guint64
hu_store_get_durable_generation (HuStore *self, HuDocument *document)
{
  HuStoreEntry *entry;
  guint64 saved, durable;

  g_return_val_if_fail (HU_IS_STORE (self) && HU_IS_DOCUMENT (document), 0);
  entry = hu_store_find_entry (self, document);
  saved = hu_document_get_saved_generation (document);
  if (!entry || !entry->journal)
    return saved;
  durable = hu_journal_get_durable (entry->journal);
  return MAX (saved, durable > entry->journal_base ? durable - entry->journal_base : 0);
}

GPtrArray *
hu_store_list_unsafe (HuStore *self)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  HuStoreEntry *entry;

  g_return_val_if_fail (HU_IS_STORE (self), documents);
  g_hash_table_iter_init (&iter, hu_store_get_entries (self));
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    if (entry->document && hu_document_get_unsaved (entry->document) &&
        hu_store_get_durable_generation (self, entry->document) <
            hu_document_get_generation (entry->document))
      g_ptr_array_add (documents, g_object_ref (entry->document));
  return documents;
}

gboolean
hu_store_save_copy (HuStore *self, HuDocument *document, const char *path, GError **error)
{
  g_autoptr (HuSnapshot) snapshot = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (HU_IS_STORE (self) && HU_IS_DOCUMENT (document) && path != NULL, FALSE);
  snapshot = hu_layer_snapshot (hu_document_get_layer (document));
  bytes = hu_layer_file_write (snapshot, hu_document_get_text (document));
  return hu_save_bytes (path, bytes, error);
}

char *
hu_store_take_notice (HuStore *self, HuDocument *document)
{
  HuStoreEntry *entry;

  g_return_val_if_fail (HU_IS_STORE (self) && HU_IS_DOCUMENT (document), NULL);
  entry = hu_store_find_entry (self, document);
  return entry ? g_steal_pointer (&entry->notice) : NULL;
}

GPtrArray *
hu_store_get_deleted (HuStore *self, HuDocument *document)
{
  HuStoreEntry *entry;

  g_return_val_if_fail (HU_IS_STORE (self) && HU_IS_DOCUMENT (document), NULL);
  entry = hu_store_find_entry (self, document);
  if (!entry || !entry->journal)
    return g_ptr_array_new ();
  return hu_journal_get_deleted (entry->journal, hu_document_get_layer (document));
}
