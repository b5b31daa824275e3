/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves one document's layer by itself, off the main thread.
 *
 * A save is a job: a snapshot of the layer with the generation it shows, written by a worker through the slot
 * that all jobs of the file share. Where the slot finds that somebody else wrote the file, nothing is
 * written: who listens merges that first, which is an edit, and so the next save comes.
 */
#include "hu-saver.h"

#include <string.h>

#define DELAY_USEC       (G_USEC_PER_SEC / 4)
#define MAX_FLUSHES      10
#define RETRY_FIRST_USEC (2 * G_USEC_PER_SEC)
#define RETRY_LAST_USEC  (15 * G_USEC_PER_SEC)

typedef struct
{
  HuLayerSlot *slot;
  HuJournal *journal; /* (nullable) */
  HuSnapshot *snapshot;
  HuText *text;
  char *path;
  guint64 generation;
  char *sha256;         /* of what was written; NULL: a newer state was there already */
  HuForeignFile *found; /* what was there instead of what was known: nothing was written */
  gint64 duration;      /* microseconds */
} Job;

struct _HuSaver
{
  GObject parent_instance;

  HuDocument *document; /* weak */
  HuDocument *kept;     /* the same, held while something is unsaved */
  char *path;
  HuLayerSlot *slot;
  HuSaverForeignFunc foreign_func; /* (nullable): the slot looks for what others wrote */
  gpointer foreign_data;
  HuJournal *journal; /* (nullable) */
  char *saved_sha256;
  guint64 saved_generation;
  GError *error;
  guint timer;
  gboolean running;
  gboolean forced; /* the place changed: what is saved isn't there */
  gint64 last_duration;
  gint64 retry_delay; /* doubled at each try that nobody asked for */
};

G_DEFINE_FINAL_TYPE (HuSaver, hu_saver, G_TYPE_OBJECT)

enum
{
  SAVED,
  ERROR_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
job_free (gpointer data)
{
  Job *job = data;

  hu_layer_slot_unref (job->slot);
  g_clear_pointer (&job->found, hu_foreign_file_free);
  g_clear_pointer (&job->journal, hu_journal_unref);
  hu_snapshot_unref (job->snapshot);
  hu_text_unref (job->text);
  g_free (job->path);
  g_free (job->sha256);
  g_free (job);
}

static Job *
job_new (HuSaver *self)
{
  Job *job = g_new0 (Job, 1);

  job->slot = hu_layer_slot_ref (self->slot);
  job->journal = self->journal ? hu_journal_ref (self->journal) : NULL;
  job->snapshot = hu_layer_snapshot (hu_document_get_layer (self->document));
  job->text = hu_text_ref (hu_document_get_text (self->document));
  job->path = g_strdup (self->path);
  job->generation = hu_document_get_generation (self->document);
  return job;
}

static gboolean
is_in_state_folder (const char *path)
{
  return g_str_has_prefix (path, g_get_user_state_dir ());
}

static gboolean
job_run (Job *job, GError **error)
{
  gint64 begin;
  gboolean done;

  /* What undo and recovery know must not be behind the file. Where it can't be, saving goes on. */
  if (job->journal)
    hu_journal_sync (job->journal);
  begin = g_get_monotonic_time ();
  /* The folder of recovery files may not be there yet; a document's folder always is. */
  if (is_in_state_folder (job->path))
    {
      g_autofree char *folder = g_path_get_dirname (job->path);

      g_mkdir_with_parents (folder, 0700);
    }
  done = hu_layer_slot_write (job->slot, job->snapshot, job->text, job->generation, &job->sha256, &job->found,
                              error);
  job->duration = g_get_monotonic_time () - begin;
  return done;
}

static void schedule (HuSaver *self, gint64 delay);

static gboolean
is_unsaved (HuSaver *self)
{
  return self->document && (self->forced || hu_document_get_unsaved (self->document));
}

static void
set_error (HuSaver *self, GError *error)
{
  gboolean changed =
      !self->error != !error ||
      (error && (error->code != self->error->code || g_strcmp0 (error->message, self->error->message) != 0));

  g_clear_error (&self->error);
  self->error = error;
  if (changed)
    g_signal_emit (self, signals[ERROR_CHANGED], 0);
}

static void
finish (HuSaver *self, Job *job, GError *error, gboolean now)
{
  if (job->found)
    {
      self->foreign_func (self, job->found, now, self->foreign_data);
      return;
    }
  if (!error)
    {
      self->last_duration = job->duration;
      self->retry_delay = RETRY_FIRST_USEC / 2;
      if (self->document)
        hu_document_mark_saved (self->document, job->generation);
      if (g_strcmp0 (job->path, self->path) == 0)
        self->forced = FALSE;
      if (job->sha256)
        {
          g_free (self->saved_sha256);
          self->saved_sha256 = g_steal_pointer (&job->sha256);
          self->saved_generation = job->generation;
        }
      set_error (self, NULL);
      g_signal_emit (self, signals[SAVED], 0);
    }
  else
    {
      set_error (self, error);
    }
  if (!self->document)
    return;
  if (is_unsaved (self))
    schedule (self,
              error ? MAX (self->retry_delay, RETRY_FIRST_USEC) : MAX (DELAY_USEC, 5 * self->last_duration));
  else
    g_clear_object (&self->kept);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (job_run (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
save_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HuSaver *self = HU_SAVER (source);
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->running = FALSE;
  if (error)
    self->retry_delay = MIN (self->retry_delay * 2, RETRY_LAST_USEC);
  finish (self, g_task_get_task_data (G_TASK (result)), error, FALSE);
}

static gboolean
save_now (gpointer user_data)
{
  HuSaver *self = user_data;
  g_autoptr (GTask) task = NULL;

  self->timer = 0;
  if (!self->document || self->running)
    return G_SOURCE_REMOVE;
  self->running = TRUE;
  task = g_task_new (self, NULL, save_done, NULL);
  g_task_set_source_tag (task, save_now);
  g_task_set_task_data (task, job_new (self), job_free);
  g_task_run_in_thread (task, save_thread);
  return G_SOURCE_REMOVE;
}

static void
schedule (HuSaver *self, gint64 delay)
{
  if (self->timer || self->running)
    return;
  if (!self->kept)
    self->kept = g_object_ref (self->document);
  self->timer = g_timeout_add ((guint) (delay / 1000), save_now, self);
}

static void
document_changed (HuDocument *document, HuEdit *edit, HuSaver *self)
{
  /* Following the document's own file is nothing to save. */
  if (is_unsaved (self))
    schedule (self, MAX (DELAY_USEC, 5 * self->last_duration));
}

static void
hu_saver_dispose (GObject *object)
{
  HuSaver *self = HU_SAVER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_weak_pointer (&self->document);
  g_clear_object (&self->kept);
  G_OBJECT_CLASS (hu_saver_parent_class)->dispose (object);
}

static void
hu_saver_finalize (GObject *object)
{
  HuSaver *self = HU_SAVER (object);

  g_free (self->path);
  g_clear_pointer (&self->journal, hu_journal_unref);
  g_free (self->saved_sha256);
  g_clear_error (&self->error);
  g_clear_pointer (&self->slot, hu_layer_slot_unref);
  G_OBJECT_CLASS (hu_saver_parent_class)->finalize (object);
}

static void
hu_saver_class_init (HuSaverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hu_saver_dispose;
  object_class->finalize = hu_saver_finalize;
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[ERROR_CHANGED] = g_signal_new ("error-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hu_saver_init (HuSaver *self)
{
  self->retry_delay = RETRY_FIRST_USEC / 2;
}

HuSaver *
hu_saver_new (HuDocument *document, const char *path)
{
  HuSaver *self;

  g_return_val_if_fail (HU_IS_DOCUMENT (document) && path != NULL, NULL);
  self = g_object_new (HU_TYPE_SAVER, NULL);
  g_set_weak_pointer (&self->document, document);
  self->path = g_strdup (path);
  self->slot = hu_layer_slot_new (path, FALSE);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed), self, 0);
  return self;
}

const char *
hu_saver_get_path (HuSaver *self)
{
  g_return_val_if_fail (HU_IS_SAVER (self), NULL);
  return self->path;
}

void
hu_saver_set_path (HuSaver *self, const char *path, gboolean save)
{
  g_return_if_fail (HU_IS_SAVER (self) && path != NULL);
  if (strcmp (path, self->path) != 0)
    {
      g_free (self->path);
      self->path = g_strdup (path);
      /* Jobs for the old place keep the old slot. */
      hu_layer_slot_unref (self->slot);
      self->slot = hu_layer_slot_new (path, self->foreign_func && !is_in_state_folder (path));
    }
  self->forced = save;
  if (self->document && save)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      schedule (self, 0);
    }
}

void
hu_saver_keep_original (HuSaver *self)
{
  g_return_if_fail (HU_IS_SAVER (self));
  hu_layer_slot_keep_original (self->slot);
}

void
hu_saver_set_journal (HuSaver *self, HuJournal *journal)
{
  g_return_if_fail (HU_IS_SAVER (self) && journal != NULL);
  hu_journal_ref (journal);
  g_clear_pointer (&self->journal, hu_journal_unref);
  self->journal = journal;
}

void
hu_saver_set_foreign_func (
    HuSaver *self, HuSaverForeignFunc func, gpointer user_data, const char *sha256, HuSnapshot *base)
{
  g_return_if_fail (HU_IS_SAVER (self) && func != NULL);
  self->foreign_func = func;
  self->foreign_data = user_data;
  if (is_in_state_folder (self->path))
    return;
  hu_layer_slot_begin_checks (self->slot);
  hu_layer_slot_set_known (self->slot, sha256, base, 0);
}

HuLayerSlot *
hu_saver_get_slot (HuSaver *self)
{
  g_return_val_if_fail (HU_IS_SAVER (self), NULL);
  return self->slot;
}

void
hu_saver_force (HuSaver *self)
{
  g_return_if_fail (HU_IS_SAVER (self));
  if (!self->document)
    return;
  self->forced = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  schedule (self, 0);
}

void
hu_saver_save_again (HuSaver *self)
{
  g_return_if_fail (HU_IS_SAVER (self));
  if (!self->document || !is_unsaved (self))
    return;
  schedule (self, MAX (DELAY_USEC, 5 * self->last_duration));
}

void
hu_saver_take_saved (HuSaver *self, const char *sha256)
{
  g_return_if_fail (HU_IS_SAVER (self) && sha256 != NULL);
  if (!self->document)
    return;
  self->forced = FALSE;
  g_free (self->saved_sha256);
  self->saved_sha256 = g_strdup (sha256);
  self->saved_generation = hu_document_get_generation (self->document);
  hu_document_mark_saved (self->document, self->saved_generation);
  g_clear_handle_id (&self->timer, g_source_remove);
  set_error (self, NULL);
  g_signal_emit (self, signals[SAVED], 0);
  if (!is_unsaved (self))
    g_clear_object (&self->kept);
}

const GError *
hu_saver_get_error (HuSaver *self)
{
  g_return_val_if_fail (HU_IS_SAVER (self), NULL);
  return self->error;
}

const char *
hu_saver_get_saved (HuSaver *self, guint64 *generation)
{
  g_return_val_if_fail (HU_IS_SAVER (self) && generation != NULL, NULL);
  *generation = self->saved_generation;
  return self->saved_sha256;
}

gboolean
hu_saver_flush (HuSaver *self)
{
  g_autoptr (HuSaver) keep = NULL;

  g_return_val_if_fail (HU_IS_SAVER (self), FALSE);
  if (!is_unsaved (self))
    return TRUE;
  keep = g_object_ref (self);
  /* What others wrote is merged first, and then there is more to save; they may go on writing. */
  for (guint i = 0; i < MAX_FLUSHES && is_unsaved (self); i++)
    {
      Job *job = job_new (self);
      GError *error = NULL;
      gboolean again;

      g_clear_handle_id (&self->timer, g_source_remove);
      job_run (job, &error);
      again = job->found != NULL;
      finish (self, job, error, TRUE);
      job_free (job);
      if (!again)
        break;
    }
  return !is_unsaved (self);
}
