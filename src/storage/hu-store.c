/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open documents: loading, saving by itself, and what a folder's documents share.
 *
 * For each open document there is an entry: the document (which its users keep alive, not the store), its
 * saver, and what went wrong. What an edit adds to the project's files - topics, speakers - is gathered as
 * additions; one worker at a time writes them, in order.
 */
#include "config.h"
#include "hu-store.h"

#include "hu-codebook-file.h"
#include "hu-conflicted-copy.h"
#include "hu-error.h"
#include "hu-sidecar.h"
#include "hu-state-file.h"
#include "hu-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

struct _HuStore
{
  GObject parent_instance;

  GHashTable *entries;  /* resolved path → HuStoreEntry */
  GHashTable *projects; /* folder → HuProject */
  GHashTable *opened;   /* the folders that a person opened */
  GHashTable *opening;  /* resolved path → GPtrArray of GTask waiting for the same load */
  HuStoreAdditions *additions;
  GHashTable *closing; /* resolved path → HuJournal */
  gsize journal_limit;
  const void *told_journal; /* the entry whose journal was the first that failed; the store: it is closed */
  char *coder_id;
  char *coder_name;
};

G_DEFINE_FINAL_TYPE (HuStore, hu_store, G_TYPE_OBJECT)

enum
{
  PROBLEM_CHANGED,
  SAVED,
  NOTICE,
  DURABLE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
entry_free (gpointer data)
{
  HuStoreEntry *entry = data;

  if (entry->saver)
    {
      g_signal_handlers_disconnect_by_data (entry->saver, entry);
      g_object_unref (entry->saver);
    }
  hu_store_entry_unwatch (entry);
  hu_store_entry_stop_watching (entry);
  hu_store_entry_stop_journal (entry);
  if (entry->store->told_journal == entry)
    entry->store->told_journal = entry->store;
  g_free (entry->notice);
  g_free (entry->path);
  g_free (entry->layer_path);
  g_free (entry->coder);
  g_free (entry->unreadable);
  g_clear_pointer (&entry->findings, g_ptr_array_unref);
  g_free (entry);
}

static void
document_gone (gpointer data, GObject *was)
{
  HuStoreEntry *entry = data;

  entry->document = NULL;
  g_hash_table_remove (entry->store->entries, entry->path);
}

static void
hu_store_dispose (GObject *object)
{
  HuStore *self = HU_STORE (object);
  GHashTableIter iter;
  HuStoreEntry *entry;

  hu_store_flush (self);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    {
      if (entry->document)
        {
          g_signal_handlers_disconnect_by_data (entry->document, entry);
          g_object_weak_unref (G_OBJECT (entry->document), document_gone, entry);
        }
      g_hash_table_iter_remove (&iter);
    }
  hu_store_wait_closed (self);
  G_OBJECT_CLASS (hu_store_parent_class)->dispose (object);
}

static void
hu_store_finalize (GObject *object)
{
  HuStore *self = HU_STORE (object);

  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->closing);
  g_hash_table_unref (self->projects);
  g_hash_table_unref (self->opened);
  g_hash_table_unref (self->opening);
  hu_store_additions_free (self->additions);
  g_free (self->coder_id);
  g_free (self->coder_name);
  G_OBJECT_CLASS (hu_store_parent_class)->finalize (object);
}

static void
hu_store_class_init (HuStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hu_store_dispose;
  object_class->finalize = hu_store_finalize;
  signals[PROBLEM_CHANGED] = g_signal_new ("problem-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, HU_TYPE_DOCUMENT);
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, HU_TYPE_DOCUMENT);
  signals[NOTICE] = g_signal_new ("notice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, HU_TYPE_DOCUMENT);
  signals[DURABLE_CHANGED] = g_signal_new ("durable-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, HU_TYPE_DOCUMENT);
}

static void
hu_store_init (HuStore *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->projects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->opening = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->closing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hu_journal_unref);
  self->additions = hu_store_additions_new (self);
  self->journal_limit = HU_JOURNAL_LIMIT;
}

HuStore *
hu_store_new (void)
{
  return g_object_new (HU_TYPE_STORE, NULL);
}

/* One name for one file, whatever links lead to it. */
static char *
resolve (const char *path)
{
  g_autofree char *real = realpath (path, NULL);

  return real ? g_strdup (real) : g_canonicalize_filename (path, NULL);
}

HuStoreEntry *
hu_store_find_entry (HuStore *self, HuDocument *document)
{
  HuStoreEntry *entry = g_hash_table_lookup (self->entries, hu_document_get_path (document));

  return entry && entry->document == document ? entry : NULL;
}

GHashTable *
hu_store_get_closing (HuStore *self)
{
  return self->closing;
}

GHashTable *
hu_store_get_entries (HuStore *self)
{
  return self->entries;
}

HuStoreAdditions *
hu_store_get_additions (HuStore *self)
{
  return self->additions;
}

void
hu_store_take_written (HuStore *self, const char *codebook_path, HuCodebook *codebook, HuRegister *registered)
{
  GHashTableIter iter;
  HuProject *project;

  g_hash_table_iter_init (&iter, self->projects);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &project))
    {
      if (g_strcmp0 (hu_project_get_codebook_path (project), codebook_path) != 0)
        continue;
      if (codebook)
        hu_project_set_codebook (project, codebook);
      if (registered)
        hu_project_set_register (project, registered);
      break;
    }
}

void
hu_store_problem_changed (HuStore *self)
{
  GHashTableIter iter;
  HuStoreEntry *entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    if (entry->document)
      g_signal_emit (self, signals[PROBLEM_CHANGED], 0, entry->document);
}

gboolean
hu_store_tells_journal_problem (HuStore *self, HuStoreEntry *entry)
{
  if (!self->told_journal)
    self->told_journal = entry;
  return self->told_journal == entry;
}

/* Projects. */

/* The built-in codebook, with the topics that the folder's coders made. */
static HuCodebook *
codebook_of (HuProject *project)
{
  HuCodebook *codebook = hu_project_get_codebook (project);

  if (hu_codebook_get_is_file (codebook))
    return hu_codebook_ref (codebook);
  return hu_codebook_with_topics (codebook, hu_project_get_found_topics (project));
}

static void
provide (HuStoreEntry *entry)
{
  g_autoptr (HuCodebook) codebook = codebook_of (entry->project);

  hu_document_set_codebook (entry->document, codebook);
  hu_document_set_register (entry->document, hu_project_get_register (entry->project));
}

static void
project_changed (HuProject *project, HuStore *self)
{
  GHashTableIter iter;
  HuStoreEntry *entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    if (entry->project == project && entry->document)
      {
        provide (entry);
        g_signal_emit (self, signals[PROBLEM_CHANGED], 0, entry->document);
      }
}

HuProject *
hu_store_get_project (HuStore *self, const char *folder, gboolean opened)
{
  g_autofree char *path = NULL;
  HuProject *project;

  g_return_val_if_fail (HU_IS_STORE (self) && folder != NULL, NULL);
  path = resolve (folder);
  if (opened)
    g_hash_table_add (self->opened, g_strdup (path));
  project = g_hash_table_lookup (self->projects, path);
  if (project)
    return project;
  project = hu_project_new (path);
  hu_project_set_coder (project, self->coder_id);
  g_signal_connect_object (project, "changed", G_CALLBACK (project_changed), self, 0);
  g_hash_table_insert (self->projects, g_steal_pointer (&path), project);
  hu_project_load_async (project, NULL, NULL, NULL);
  return project;
}

/* The opened folder that holds the document, else its own. */
static HuProject *
project_for (HuStore *self, const char *path)
{
  g_autofree char *own = g_path_get_dirname (path);
  g_autofree char *folder = g_strdup (own);

  while (!g_hash_table_contains (self->opened, folder))
    {
      g_autofree char *parent = g_path_get_dirname (folder);

      if (strcmp (parent, folder) == 0)
        return hu_store_get_project (self, own, FALSE);
      g_free (folder);
      folder = g_steal_pointer (&parent);
    }
  return hu_store_get_project (self, folder, FALSE);
}

HuProject *
hu_store_get_project_of (HuStore *self, HuDocument *document)
{
  HuStoreEntry *entry;

  g_return_val_if_fail (HU_IS_STORE (self) && HU_IS_DOCUMENT (document), NULL);
  entry = hu_store_find_entry (self, document);
  return entry ? entry->project : NULL;
}

gboolean
hu_store_entry_is_opened (HuStoreEntry *entry)
{
  return g_hash_table_contains (entry->store->opened, hu_project_get_folder (entry->project));
}

/* Opening. */

static void
saver_saved (HuSaver *saver, HuStoreEntry *entry)
{
  hu_store_entry_check_off (entry);
  if (!entry->document)
    return;
  hu_store_entry_foreign_saved (entry);
  if (entry->look_when_saved)
    hu_store_look_at_text (entry->store, entry->document);
  hu_project_update (entry->project, entry->path);
  g_signal_emit (entry->store, signals[SAVED], 0, entry->document);
}

static void
saver_error_changed (HuSaver *saver, HuStoreEntry *entry)
{
  if (entry->document)
    g_signal_emit (entry->store, signals[PROBLEM_CHANGED], 0, entry->document);
}

static void
start_saver (HuStoreEntry *entry, const char *path)
{
  entry->saver = hu_saver_new (entry->document, path);
  g_signal_connect (entry->saver, "saved", G_CALLBACK (saver_saved), entry);
  g_signal_connect (entry->saver, "error-changed", G_CALLBACK (saver_error_changed), entry);
}

static HuDocument *
add_entry (HuStore *self, HuLoaded *loaded)
{
  HuDocument *document = hu_document_new (loaded->path, loaded->text, loaded->snapshot);
  HuStoreEntry *entry = g_new0 (HuStoreEntry, 1);

  entry->store = self;
  entry->document = document;
  entry->path = g_strdup (loaded->path);
  entry->layer_path = g_strdup (loaded->layer_path);
  entry->coder = g_strdup (loaded->coder);
  entry->unreadable = g_strdup (loaded->unreadable);
  if (loaded->findings && loaded->findings->len > 0 && !entry->unreadable)
    entry->findings = g_ptr_array_ref (loaded->findings);
  entry->reanchoring = loaded->reanchoring;
  entry->project = project_for (self, loaded->path);
  g_hash_table_insert (self->entries, entry->path, entry);

  hu_document_set_coder (document, self->coder_id, self->coder_name);
  hu_document_set_read_only_reason (document, loaded->read_only_reason);
  hu_document_set_joins_register (document, hu_store_entry_is_opened (entry) && !entry->unreadable);
  provide (entry);
  if (entry->layer_path && !loaded->read_only_reason)
    {
      g_autofree char *recovery = entry->unreadable ? hu_recovery_path_for (entry->path, entry->coder) : NULL;

      start_saver (entry, recovery ? recovery : entry->layer_path);
      if (hu_findings_have_error (entry->findings))
        hu_saver_keep_original (entry->saver);
    }
  hu_store_entry_watch (entry, loaded);
  hu_store_entry_start_journal (entry, loaded);
  hu_store_entry_watch_text (entry);
  g_signal_connect (document, "changed", G_CALLBACK (hu_store_additions_gather), entry);
  /* After the saver's own: weak references are told in order, and this one ends the saver. */
  g_object_weak_ref (G_OBJECT (document), document_gone, entry);
  return document;
}

typedef struct
{
  char *path;
  char *encoding;
  char *coder;
  char *codebook_path;
  HuJournal *closing; /* (nullable): of the same document, opened before */
} OpenJob;

static void
open_job_free (gpointer data)
{
  OpenJob *job = data;

  g_free (job->path);
  g_free (job->encoding);
  g_free (job->coder);
  g_free (job->codebook_path);
  g_clear_pointer (&job->closing, hu_journal_unref);
  g_free (job);
}

/* What merges start from; where another version waits to be merged, they start from what was there before. */
static void
keep_base (HuLoaded *loaded)
{
  g_autoptr (GPtrArray) copies = loaded->file_bytes ? hu_find_conflicted_copies (loaded->layer_path) : NULL;

  if (copies && copies->len == 0 && !loaded->joined && !loaded->unreadable && !loaded->read_only_reason)
    hu_base_store (loaded->layer_path, loaded->file_bytes, NULL);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  OpenJob *job = data;
  GError *error = NULL;
  /* Whose layer it is must not depend on what else is in the codebook. */
  g_autoptr (HuCodebook) codebook = hu_codebook_file_load_sound (job->codebook_path, NULL);
  gboolean listed = job->coder && codebook && hu_codebook_find (codebook, HU_CODES_CODERS, job->coder);
  HuLoaded *loaded;

  if (job->closing)
    hu_journal_wait_closed (job->closing);
  loaded = hu_load (job->path, job->encoding, listed ? job->coder : NULL, &error);
  if (!loaded)
    {
      g_task_return_error (task, error);
      return;
    }
  loaded->recovery = hu_recover (loaded);
  keep_base (loaded);
  g_task_return_pointer (task, loaded, (GDestroyNotify) hu_loaded_free);
}

static void
open_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HuStore *self = HU_STORE (source);
  OpenJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (HuLoaded) loaded = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (HuDocument) document = loaded ? add_entry (self, loaded) : NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autofree char *key = NULL;

  g_hash_table_steal_extended (self->opening, job->path, (gpointer *) &key, (gpointer *) &waiting);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (document)
        g_task_return_pointer (task, g_object_ref (document), g_object_unref);
      else
        g_task_return_error (task, g_error_copy (error));
    }
}

void
hu_store_open_async (HuStore *self,
                     const char *path,
                     const char *encoding,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) load = NULL;
  g_autofree char *resolved = NULL;
  HuStoreEntry *entry;
  GPtrArray *waiting;
  OpenJob *job;

  g_return_if_fail (HU_IS_STORE (self) && path != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, hu_store_open_async);
  resolved = resolve (path);
  entry = g_hash_table_lookup (self->entries, resolved);
  if (entry && entry->document)
    {
      g_task_return_pointer (task, g_object_ref (entry->document), g_object_unref);
      return;
    }
  waiting = g_hash_table_lookup (self->opening, resolved);
  if (waiting)
    {
      g_ptr_array_add (waiting, g_steal_pointer (&task));
      return;
    }
  waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (waiting, g_steal_pointer (&task));
  g_hash_table_insert (self->opening, g_strdup (resolved), waiting);

  job = g_new0 (OpenJob, 1);
  job->codebook_path = g_strdup (hu_project_get_codebook_path (project_for (self, resolved)));
  job->closing = hu_store_take_closing (self, resolved);
  job->path = g_steal_pointer (&resolved);
  job->encoding = g_strdup (encoding);
  job->coder = g_strdup (self->coder_id);
  load = g_task_new (self, NULL, open_done, NULL);
  g_task_set_source_tag (load, open_done);
  g_task_set_task_data (load, job, open_job_free);
  g_task_run_in_thread (load, open_thread);
}

HuDocument *
hu_store_open_finish (HuStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

HuDocument *
hu_store_lookup (HuStore *self, const char *path)
{
  g_autofree char *resolved = NULL;
  HuStoreEntry *entry;

  g_return_val_if_fail (HU_IS_STORE (self) && path != NULL, NULL);
  resolved = resolve (path);
  entry = g_hash_table_lookup (self->entries, resolved);
  return entry ? entry->document : NULL;
}

void
hu_store_set_coder (HuStore *self, const char *id, const char *name)
{
  GHashTableIter iter;
  HuStoreEntry *entry;

  g_return_if_fail (HU_IS_STORE (self));
  g_free (self->coder_id);
  g_free (self->coder_name);
  self->coder_id = g_strdup (id && *id ? id : NULL);
  self->coder_name = g_strdup (name && *name ? name : NULL);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    if (entry->document)
      hu_document_set_coder (entry->document, self->coder_id, self->coder_name);
}

void
hu_store_set_journal_limit (HuStore *self, gsize bytes)
{
  g_return_if_fail (HU_IS_STORE (self));
  self->journal_limit = bytes;
}

gsize
hu_store_get_journal_limit (HuStore *self)
{
  return self->journal_limit;
}

/* Problems. */

HuProblem
hu_store_get_problem (HuStore *self, HuDocument *document, char **message)
{
  HuStoreEntry *entry;
  const GError *error;
  const char *codebook, *speakers, *shared;
  HuProblem problem = HU_PROBLEM_NONE;
  char *text = NULL, *journal;

  g_return_val_if_fail (HU_IS_STORE (self) && HU_IS_DOCUMENT (document), HU_PROBLEM_NONE);
  entry = hu_store_find_entry (self, document);
  if (!entry)
    return HU_PROBLEM_NONE;
  error = entry->saver ? hu_saver_get_error (entry->saver) : NULL;
  codebook = hu_project_get_codebook_problem (entry->project);
  speakers = hu_project_get_register_problem (entry->project);
  shared = hu_store_additions_get_problem (self->additions, entry->project);
  if (error)
    {
      problem = HU_PROBLEM_SAVE_FAILED;
      text = g_strdup_printf (_ ("Your changes could not be saved: %s"), error->message);
    }
  else if (entry->unreadable)
    {
      problem = HU_PROBLEM_LAYER_UNREADABLE;
      text = g_strdup_printf (_ ("The annotations of this article can't be read: %s"), entry->unreadable);
    }
  else if (entry->text_problem)
    {
      problem = HU_PROBLEM_DOCUMENT;
      text = g_strdup (entry->text_problem);
    }
  else if ((problem = hu_store_entry_get_foreign_problem (entry, &text)) != HU_PROBLEM_NONE)
    {
    }
  else if ((journal = hu_store_entry_dup_journal_problem (entry)))
    {
      problem = HU_PROBLEM_JOURNAL;
      text = journal;
    }
  else if (shared)
    {
      problem = HU_PROBLEM_SHARED;
      text =
          g_strdup_printf (_ ("What this article adds for the whole folder could not be saved: %s"), shared);
    }
  else if (codebook || speakers)
    {
      problem = HU_PROBLEM_CODEBOOK;
      text = g_strdup (codebook ? codebook : speakers);
    }
  if (message)
    *message = g_steal_pointer (&text);
  g_free (text);
  return problem;
}

GPtrArray *
hu_store_get_findings (HuStore *self, HuDocument *document, char **name)
{
  HuStoreEntry *entry;

  g_return_val_if_fail (HU_IS_STORE (self) && HU_IS_DOCUMENT (document), NULL);
  entry = hu_store_find_entry (self, document);
  if (name)
    *name = entry && entry->findings ? g_filename_display_basename (entry->layer_path) : NULL;
  return entry ? entry->findings : NULL;
}

gboolean
hu_store_get_reanchoring (HuStore *self, HuDocument *document, HuReanchoring *reanchoring)
{
  HuStoreEntry *entry;

  g_return_val_if_fail (HU_IS_STORE (self) && HU_IS_DOCUMENT (document) && reanchoring != NULL, FALSE);
  entry = hu_store_find_entry (self, document);
  *reanchoring = entry ? entry->reanchoring : (HuReanchoring){ 0 };
  return reanchoring->changed;
}

gboolean
hu_store_start_anew (HuStore *self, HuDocument *document, GError **error)
{
  HuStoreEntry *entry;
  g_autofree char *copy = NULL;
  g_autofree char *recovery = NULL;

  g_return_val_if_fail (HU_IS_STORE (self) && HU_IS_DOCUMENT (document), FALSE);
  entry = hu_store_find_entry (self, document);
  if (!entry || !entry->unreadable || !entry->saver)
    return TRUE;
  copy = hu_sidecar_name_copy (entry->layer_path, "unreadable");
  if (g_rename (entry->layer_path, copy) != 0 && errno != ENOENT)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s", g_strerror (code));
      return FALSE;
    }
  g_clear_pointer (&entry->unreadable, g_free);
  hu_document_set_joins_register (document, hu_store_entry_is_opened (entry));
  recovery = hu_recovery_path_for (entry->path, entry->coder);
  hu_saver_set_path (entry->saver, entry->layer_path,
                     hu_document_get_generation (document) > 0 || g_file_test (recovery, G_FILE_TEST_EXISTS));
  /* Once it is in its place the recovery file has served. */
  if (hu_saver_flush (entry->saver))
    g_unlink (recovery);
  g_signal_emit (self, signals[PROBLEM_CHANGED], 0, document);
  return TRUE;
}

gboolean
hu_store_set_encoding (HuStore *self, HuDocument *document, const char *encoding, GError **error)
{
  char *data;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HuText) text = NULL;

  g_return_val_if_fail (HU_IS_STORE (self) && HU_IS_DOCUMENT (document) && encoding != NULL, FALSE);
  if (!g_file_get_contents (hu_document_get_path (document), &data, &length, error))
    return FALSE;
  bytes = g_bytes_new_take (data, length);
  text = hu_text_new (bytes, encoding, error);
  if (!text)
    return FALSE;
  if (strcmp (hu_text_get_sha256 (text), hu_text_get_sha256 (hu_document_get_text (document))) != 0)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_TEXT_CHANGED,
                           _ ("The file was changed since it was opened"));
      return FALSE;
    }
  return hu_document_set_text (document, text, bytes, error);
}

/* What can't be saved is at least written down. */
static void
sync_journals (HuStore *self)
{
  GHashTableIter iter;
  HuStoreEntry *entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    if (entry->journal)
      hu_journal_sync (entry->journal);
}

gboolean
hu_store_flush (HuStore *self)
{
  g_autoptr (GPtrArray) savers = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  HuStoreEntry *entry;
  gboolean saved = TRUE;

  g_return_val_if_fail (HU_IS_STORE (self), FALSE);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    if (entry->saver)
      g_ptr_array_add (savers, g_object_ref (entry->saver));
  for (guint i = 0; i < savers->len; i++)
    saved = hu_saver_flush (g_ptr_array_index (savers, i)) && saved;
  if (!saved)
    sync_journals (self);
  hu_store_additions_flush (self->additions);
  return saved;
}
