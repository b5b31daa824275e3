/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doing the same with many things, several at a time. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Works on the @index-th thing, in any thread; several at a time, each index once. */
typedef void (*HuParallelFunc) (guint index, gpointer user_data);
/* @n_done: how many are done. */
typedef void (*HuParallelProgress) (guint n_done, gpointer user_data);

/* Calls @func for 0 to @n - 1 and returns when all are done. Once @cancellable (nullable) is cancelled the
 * rest isn't called. @progress: (nullable): called in this thread. */
void hu_parallel_run (guint n,
                      HuParallelFunc func,
                      gpointer user_data,
                      GCancellable *cancellable,
                      HuParallelProgress progress,
                      gpointer progress_data);

G_END_DECLS
