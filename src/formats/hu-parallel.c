/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doing the same with many things, several at a time. */
#include "config.h"

#include "hu-parallel.h"

#define MAX_THREADS 8

typedef struct
{
  HuParallelFunc func;
  gpointer data;
  GCancellable *cancellable;
  GAsyncQueue *done;
} Run;

static void
work (gpointer item, gpointer data)
{
  Run *self = data;

  if (!g_cancellable_is_cancelled (self->cancellable))
    self->func (GPOINTER_TO_UINT (item) - 1, self->data);
  g_async_queue_push (self->done, item);
}

void
hu_parallel_run (guint n,
                 HuParallelFunc func,
                 gpointer user_data,
                 GCancellable *cancellable,
                 HuParallelProgress progress,
                 gpointer progress_data)
{
  Run self = { func, user_data, cancellable, NULL };
  GThreadPool *pool;
  guint n_threads = MIN (MIN (g_get_num_processors (), MAX_THREADS), n);

  g_return_if_fail (func != NULL);
  if (n == 0)
    return;
  self.done = g_async_queue_new ();
  pool = g_thread_pool_new (work, &self, (int) n_threads, FALSE, NULL);
  for (guint i = 0; i < n; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  for (guint i = 0; i < n; i++)
    {
      g_async_queue_pop (self.done);
      if (progress)
        progress (i + 1, progress_data);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  g_async_queue_unref (self.done);
}
