/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What edits of the store's documents add to the files that documents share: topics, speakers, facts.
 *
 * One worker at a time writes them, in order. What the disk refuses is tried again by itself; what comes for
 * the same files in the meantime waits for it.
 */
#include "config.h"

#include "hu-additions.h"
#include "hu-store-private.h"

#define RETRY_FIRST 2000 /* milliseconds */
#define RETRY_LAST  15000

struct _HuStoreAdditions
{
  HuStore *store; /* borrowed */
  GQueue queue;   /* of HuAdditions */
  GQueue refused; /* likewise: to be tried again, before any others for the same files */
  gboolean writing;
  guint retry; /* source */
  guint delay;
  char *problem; /* (nullable): why the last was refused */
};

HuStoreAdditions *
hu_store_additions_new (HuStore *store)
{
  HuStoreAdditions *self = g_new0 (HuStoreAdditions, 1);

  self->store = store;
  self->delay = RETRY_FIRST;
  g_queue_init (&self->queue);
  g_queue_init (&self->refused);
  return self;
}

void
hu_store_additions_free (HuStoreAdditions *self)
{
  g_clear_handle_id (&self->retry, g_source_remove);
  g_queue_clear_full (&self->queue, (GDestroyNotify) hu_additions_free);
  g_queue_clear_full (&self->refused, (GDestroyNotify) hu_additions_free);
  g_free (self->problem);
  g_free (self);
}

static void write_next (HuStoreAdditions *self);

static void
queue_refused (HuStoreAdditions *self)
{
  HuAdditions *additions;

  g_clear_handle_id (&self->retry, g_source_remove);
  while ((additions = g_queue_pop_tail (&self->refused)))
    g_queue_push_head (&self->queue, additions);
}

static gboolean
on_retry (gpointer user_data)
{
  HuStoreAdditions *self = user_data;

  self->retry = 0;
  self->delay = MIN (self->delay * 2, RETRY_LAST);
  queue_refused (self);
  write_next (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_refused (HuStoreAdditions *self, const char *codebook_path)
{
  for (GList *l = self->refused.head; l; l = l->next)
    if (g_strcmp0 (((HuAdditions *) l->data)->codebook_path, codebook_path) == 0)
      return TRUE;
  return FALSE;
}

/* (transfer full) (nullable) */
static HuAdditions *
pop (HuStoreAdditions *self)
{
  HuAdditions *additions;

  while ((additions = g_queue_pop_head (&self->queue)) && is_refused (self, additions->codebook_path))
    g_queue_push_tail (&self->refused, additions);
  return additions;
}

static void
set_problem (HuStoreAdditions *self, const char *problem)
{
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  hu_store_problem_changed (self->store);
}

/* @additions: (transfer full): they were written, or not. */
static void
take_result (HuStoreAdditions *self, HuAdditions *additions)
{
  hu_store_take_written (self->store, additions->codebook_path, additions->codebook, additions->registered);
  if (additions->unsaved)
    {
      g_queue_push_tail (&self->refused, additions);
      set_problem (self, additions->error->message);
      if (self->retry)
        return;
      self->retry = g_timeout_add (self->delay, on_retry, self);
      return;
    }
  hu_additions_free (additions);
  if (!g_queue_is_empty (&self->refused))
    return;
  self->delay = RETRY_FIRST;
  set_problem (self, NULL);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  hu_additions_write (data);
  g_task_return_boolean (task, TRUE);
}

static void
write_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HuStoreAdditions *self = user_data;

  self->writing = FALSE;
  take_result (self, g_task_get_task_data (G_TASK (result)));
  write_next (self);
}

static void
write_next (HuStoreAdditions *self)
{
  HuAdditions *additions;
  g_autoptr (GTask) task = NULL;

  if (self->writing || !(additions = pop (self)))
    return;
  self->writing = TRUE;
  /* The task keeps the store, and so this, alive. */
  task = g_task_new (self->store, NULL, write_done, self);
  g_task_set_source_tag (task, write_next);
  g_task_set_task_data (task, additions, NULL);
  g_task_run_in_thread (task, write_thread);
}

void
hu_store_additions_gather (HuDocument *document, HuEdit *edit, HuStoreEntry *entry)
{
  HuStoreAdditions *self = hu_store_get_additions (entry->store);
  g_autoptr (HuAdditions) additions = NULL;

  /* What others did, they did in the shared files too. */
  if (entry->unreadable || entry->takes_foreign || entry->following)
    return;
  additions = hu_additions_new (hu_project_get_codebook_path (entry->project),
                                hu_project_get_register_path (entry->project));
  additions->makes_register = hu_store_entry_is_opened (entry);
  additions->by = g_strdup (hu_document_get_coder_id (document));
  hu_additions_gather (additions, edit, hu_document_get_layer (document));
  hu_additions_gather_facts (additions, edit, entry->path, entry->layer_path,
                             hu_document_get_text (document));
  if (hu_additions_are_empty (additions))
    return;
  g_queue_push_tail (&self->queue, g_steal_pointer (&additions));
  write_next (self);
}

void
hu_store_additions_flush (HuStoreAdditions *self)
{
  HuAdditions *additions;

  while (self->writing)
    g_main_context_iteration (NULL, TRUE);
  queue_refused (self);
  while ((additions = pop (self)))
    {
      hu_additions_write (additions);
      take_result (self, additions);
    }
}

const char *
hu_store_additions_get_problem (HuStoreAdditions *self, HuProject *project)
{
  return is_refused (self, hu_project_get_codebook_path (project)) ? self->problem : NULL;
}
