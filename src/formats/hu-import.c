/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing files into a folder: documents and layers are written, and never over what is there. */
#include "config.h"

#include "hu-import-private.h"

#include "hu-codebook-file.h"
#include "hu-error.h"
#include "hu-parallel.h"
#include "hu-register-file.h"
#include "hu-save.h"
#include "hu-sidecar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Folders within each other that are searched: links can lead in a circle. */
#define MAX_FOLDERS 32
/* Files that are in memory at a time. */
#define BATCH 32

static HuImportOutcome *
outcome_new (void)
{
  HuImportOutcome *self = g_new0 (HuImportOutcome, 1);

  self->files = g_ptr_array_new_with_free_func (g_free);
  self->documents = g_ptr_array_new_with_free_func (g_free);
  self->report = hu_import_report_new ();
  return self;
}

void
hu_import_outcome_free (HuImportOutcome *self)
{
  g_return_if_fail (self != NULL);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->documents);
  hu_import_report_free (self->report);
  g_free (self);
}

/* Finding. */

typedef struct
{
  const HuFormat *format;
  const HuImportOptions *options;
  HuImportReport *report;
  GPtrArray *sources;
} Search;

static gboolean
is_of_project (const char *name)
{
  g_autofree char *document = hu_sidecar_get_document_name (name, NULL);

  return document || g_str_equal (name, HU_CODEBOOK_FILE_NAME) || g_str_equal (name, HU_REGISTER_FILE_NAME);
}

static void
add_if_known (Search *self, const char *path, const char *name)
{
  HuImportSource *source;

  if (is_of_project (name))
    return;
  source = hu_import_source_new (path, self->options);
  if (self->format ? hu_format_has_extension_of (self->format, source) : hu_formats_guess (source) != NULL)
    g_ptr_array_add (self->sources, source);
  else
    hu_import_source_free (source);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

static void
search_folder (Search *self, const char *folder, guint depth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = depth < MAX_FOLDERS ? g_dir_open (folder, 0, &error) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (error)
    hu_import_report_add (self->report, HU_REMARK_ERROR, 0, "%s", error->message);
  while (dir && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        search_folder (self, path, depth + 1);
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        add_if_known (self, path, g_ptr_array_index (names, i));
    }
}

GPtrArray *
hu_import_find_sources (const HuFormat *format,
                        GPtrArray *paths,
                        const HuImportOptions *options,
                        HuImportReport *report)
{
  Search self = { format, options, report, NULL };

  g_return_val_if_fail (paths != NULL && report != NULL, NULL);
  self.sources = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_import_source_free);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        search_folder (&self, path, 0);
      else
        g_ptr_array_add (self.sources, hu_import_source_new (path, options));
    }
  return self.sources;
}

/* Reading. */

typedef struct
{
  HuImportSource *source;
  const HuFormat *format;
  HuImportResult *result;
  HuImportReport *report;
  gboolean tried;
} Item;

static void
read_item (guint index, gpointer data)
{
  Item *self = &((Item *) data)[index];
  g_autoptr (GError) error = NULL;

  self->tried = TRUE;
  self->report = hu_import_report_new ();
  hu_import_report_set_file (self->report, hu_import_source_get_name (self->source));
  if (hu_import_source_get_bytes (self->source, &error) && !self->format)
    self->format = hu_formats_guess (self->source);
  if (!error && !self->format)
    g_set_error_literal (&error, HU_ERROR, HU_ERROR_FORMAT, _ ("It is of no format that can be imported"));
  if (!error)
    self->result = hu_format_read (self->format, self->source, self->report, &error);
  if (!self->result)
    hu_import_report_add (self->report, HU_REMARK_ERROR, 0, "%s", error->message);
}

/* Reads from @from on. How many of them failed. */
static guint
read_batch (const HuFormat *format,
            GPtrArray *sources,
            guint from,
            HuImportReport *report,
            GCancellable *cancellable,
            HuImportTake take,
            gpointer take_data)
{
  guint n = MIN (BATCH, sources->len - from), n_failed = 0;
  g_autofree Item *items = g_new0 (Item, n);

  for (guint i = 0; i < n; i++)
    items[i] = (Item){ g_ptr_array_index (sources, from + i), format };
  hu_parallel_run (n, read_item, items, cancellable, NULL, NULL);
  for (guint i = 0; i < n; i++)
    {
      if (!items[i].tried)
        continue;
      n_failed += items[i].result == NULL;
      hu_import_report_join (report, items[i].report);
      hu_import_report_free (items[i].report);
      if (items[i].result)
        take (items[i].source, items[i].format, items[i].result, take_data);
    }
  return n_failed;
}

guint
hu_import_read (const HuFormat *format,
                GPtrArray *sources,
                HuImportReport *report,
                GCancellable *cancellable,
                HuImportTake take,
                gpointer take_data)
{
  guint n_failed = 0;

  g_return_val_if_fail (sources != NULL && report != NULL && take != NULL, 0);
  for (guint i = 0; i < sources->len && !g_cancellable_is_cancelled (cancellable); i += BATCH)
    n_failed += read_batch (format, sources, i, report, cancellable, take, take_data);
  return n_failed;
}

/* Writing. */

typedef struct
{
  const HuFormat *format;
  GPtrArray *sources;
  char *folder;
  HuImportOutcome *outcome;
  HuImportPlacing *placing;
  GPtrArray *files; /* of HuImportFile: to be written */
  GError **errors;
} Job;

static void
take_result (HuImportSource *source, const HuFormat *format, HuImportResult *result, gpointer data)
{
  Job *self = data;
  const char *name = hu_import_source_get_name (source);

  hu_import_report_set_file (self->outcome->report, name);
  hu_import_add_to_project (self->folder, result, format->name, self->outcome);
  for (guint i = 0; i < result->documents->len; i++)
    hu_import_placing_add (self->placing, g_ptr_array_index (result->documents, i), format->name, name,
                           hu_import_source_get_options (source)->coder, self->files);
  hu_import_result_free (result);
}

static void
write_file (guint index, gpointer data)
{
  Job *self = data;
  HuImportFile *file = g_ptr_array_index (self->files, index);
  g_autofree char *folder = g_path_get_dirname (file->path);

  if (g_mkdir_with_parents (folder, 0777) != 0)
    self->errors[index] =
        g_error_new (G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));
  else
    hu_save_bytes (file->path, file->bytes, &self->errors[index]);
}

/* What was planned is written even when it was cancelled meanwhile: a layer without its document is of no
 * use. */
static void
write_batch (Job *self)
{
  self->errors = g_new0 (GError *, self->files->len + 1);
  hu_parallel_run (self->files->len, write_file, self, NULL, NULL, NULL);
  for (guint i = 0; i < self->files->len; i++)
    {
      HuImportFile *file = g_ptr_array_index (self->files, i);
      g_autofree char *name = g_filename_display_basename (file->path);

      if (!self->errors[i])
        g_ptr_array_add (self->outcome->files, g_strdup (file->path));
      else
        {
          hu_import_report_set_file (self->outcome->report, name);
          hu_import_report_add (self->outcome->report, HU_REMARK_ERROR, 0, "%s", self->errors[i]->message);
        }
      g_clear_error (&self->errors[i]);
    }
  g_clear_pointer (&self->errors, g_free);
  g_ptr_array_set_size (self->files, 0);
}

static void
run (Job *self, GCancellable *cancellable, HuImportProgress progress, gpointer progress_data)
{
  guint n = self->sources->len;

  self->placing = hu_import_placing_new (self->folder, self->outcome);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_import_file_free);
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i += BATCH)
    {
      self->outcome->n_failed +=
          read_batch (self->format, self->sources, i, self->outcome->report, cancellable, take_result, self);
      write_batch (self);
      if (progress)
        progress ((double) MIN (i + BATCH, n) / n, progress_data);
    }
  self->outcome->cancelled = g_cancellable_is_cancelled (cancellable);
  hu_import_placing_free (self->placing);
  g_ptr_array_unref (self->files);
}

HuImportOutcome *
hu_import (const HuFormat *format,
           GPtrArray *sources,
           GFile *folder,
           GCancellable *cancellable,
           HuImportProgress progress,
           gpointer progress_data,
           GError **error)
{
  g_autoptr (HuImportOutcome) outcome = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *path = NULL;
  Job self = { format, sources };

  g_return_val_if_fail (sources != NULL && G_IS_FILE (folder), NULL);
  path = g_file_get_path (folder);
  if (!path)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_INVALID,
                           _ ("The folder to import into isn’t on this computer"));
      return NULL;
    }
  if (!g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_make_directory_with_parents (folder, NULL, error))
    return NULL;
  outcome = outcome_new ();
  self.folder = path;
  self.outcome = outcome;
  run (&self, cancellable, progress, progress_data);
  return g_steal_pointer (&outcome);
}

/* In a worker. */

typedef struct
{
  const HuFormat *format;
  GPtrArray *paths;
  HuImportOptions options;
  char *encoding;
  char *coder;
  GFile *folder;
  GMainContext *context;
  HuImportProgress progress; /* the caller's */
  gpointer progress_data;
} AsyncJob;

typedef struct
{
  HuImportProgress progress;
  gpointer progress_data;
  double done;
} ProgressCall;

static gboolean
call_progress (gpointer data)
{
  ProgressCall *call = data;

  call->progress (call->done, call->progress_data);
  return G_SOURCE_REMOVE;
}

static void
on_progress (double done, gpointer user_data)
{
  AsyncJob *self = user_data;
  ProgressCall call = { self->progress, self->progress_data, done };
  g_autoptr (GSource) source = g_idle_source_new ();

  /* The task's return has the same priority and is attached later: it comes last. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, call_progress, g_memdup2 (&call, sizeof call), g_free);
  g_source_attach (source, self->context);
}

static void
async_job_free (gpointer data)
{
  AsyncJob *self = data;

  g_ptr_array_unref (self->paths);
  g_free (self->encoding);
  g_free (self->coder);
  g_object_unref (self->folder);
  g_main_context_unref (self->context);
  g_free (self);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AsyncJob *self = data;
  g_autoptr (HuImportReport) report = hu_import_report_new ();
  g_autoptr (GPtrArray) sources = hu_import_find_sources (self->format, self->paths, &self->options, report);
  GError *error = NULL;
  HuImportOutcome *outcome = hu_import (self->format, sources, self->folder, cancellable,
                                        self->progress ? on_progress : NULL, self, &error);

  if (!outcome)
    {
      g_task_return_error (task, error);
      return;
    }
  hu_import_report_join (outcome->report, report);
  g_task_return_pointer (task, outcome, (GDestroyNotify) hu_import_outcome_free);
}

void
hu_import_async (const HuFormat *format,
                 GPtrArray *paths,
                 const HuImportOptions *options,
                 GFile *folder,
                 GCancellable *cancellable,
                 HuImportProgress progress,
                 gpointer progress_data,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  AsyncJob *self;

  g_return_if_fail (paths != NULL && G_IS_FILE (folder));
  self = g_new0 (AsyncJob, 1);
  self->format = format;
  self->paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (self->paths, g_strdup (g_ptr_array_index (paths, i)));
  if (options)
    self->options = *options;
  self->options.encoding = self->encoding = g_strdup (self->options.encoding);
  self->options.coder = self->coder = g_strdup (self->options.coder);
  self->folder = g_object_ref (folder);
  self->context = g_main_context_ref_thread_default ();
  self->progress = progress;
  self->progress_data = progress_data;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hu_import_async);
  /* What had been written when it was cancelled is told. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, async_job_free);
  g_task_run_in_thread (task, run_in_thread);
}

HuImportOutcome *
hu_import_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hu_import_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
