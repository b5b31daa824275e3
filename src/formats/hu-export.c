/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting documents to a file: reads them, writes, and reads back what was written. */
#include "config.h"

#include "hu-export-private.h"

#include "hu-error.h"
#include "hu-save.h"
#include "hu-sidecar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How much of the whole is done when all is read; the rest is writing and reading back. */
#define READ_SHARE 0.6

typedef struct
{
  const HuFormat *format;
  HuExportScope *scope;
  GFile *target;
  HuExportFlags flags;
  GCancellable *cancellable;
  HuExportProgress progress;
  gpointer progress_data;
  HuExportReport *report;
  GPtrArray *sources; /* of HuExportSource */
} Job;

static void
problem_free (gpointer data)
{
  HuExportProblem *self = data;

  g_free (self->path);
  g_clear_error (&self->error);
  g_free (self);
}

static HuExportReport *
report_new (void)
{
  HuExportReport *self = g_new0 (HuExportReport, 1);

  self->problems = g_ptr_array_new_with_free_func (problem_free);
  self->files = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
hu_export_report_free (HuExportReport *self)
{
  g_return_if_fail (self != NULL);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->files);
  g_free (self);
}

static void
tell_progress (Job *self, double done)
{
  if (self->progress)
    self->progress (done, self->progress_data);
}

/* (transfer full) (element-type HuExportDocument): NULL where it was cancelled or nothing is left. */
static GPtrArray *
read_sources (Job *self, GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_export_document_free);

  for (guint i = 0; i < self->sources->len; i++)
    {
      HuExportSource *source = g_ptr_array_index (self->sources, i);
      GError *problem = NULL;
      HuExportDocument *document;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return NULL;
      document = hu_export_source_read (source, &problem);
      if (document)
        g_ptr_array_add (documents, document);
      else
        hu_export_problems_add (self->report->problems, source->path, problem);
      tell_progress (self, READ_SHARE * (i + 1) / self->sources->len);
    }
  if (documents->len > 0)
    return g_steal_pointer (&documents);
  if (self->report->problems->len == 1)
    {
      HuExportProblem *only = g_ptr_array_index (self->report->problems, 0);

      g_propagate_error (error, g_error_copy (only->error));
    }
  else if (self->report->problems->len > 1)
    g_set_error (error, HU_ERROR, HU_ERROR_INVALID,
                 ngettext ("The %u document can’t be exported", "None of the %u documents can be exported",
                           self->report->problems->len),
                 self->report->problems->len);
  else
    g_set_error_literal (error, HU_ERROR, HU_ERROR_INVALID,
                         _ ("There is nothing to export: nothing is tagged yet"));
  return NULL;
}

/* A mistake in the file dialog must not cost anybody's work. */
static gboolean
may_replace (Job *self, const char *path, GError **error)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *name = g_path_get_basename (canonical);
  g_autofree char *document = hu_sidecar_get_document_name (name, NULL);
  gboolean may = !document && strcmp (name, "codebook.json") != 0 && strcmp (name, "speakers.json") != 0;

  for (guint i = 0; may && i < self->sources->len; i++)
    may = strcmp (canonical, ((HuExportSource *) g_ptr_array_index (self->sources, i))->path) != 0;
  if (!may)
    {
      g_autofree char *shown = g_filename_display_name (name);

      g_set_error (error, HU_ERROR, HU_ERROR_INVALID,
                   _ ("%s belongs to the project and can’t be replaced by an export"), shown);
    }
  return may;
}

static gboolean
read_back (Job *self, GPtrArray *documents, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, self->cancellable, NULL, error);
  g_autofree char *name = NULL;

  if (!bytes)
    return FALSE;
  if (hu_format_verify (self->format, documents, self->flags, bytes, error))
    return TRUE;
  name = g_filename_display_basename (path);
  g_prefix_error (error, "%s: ", name);
  return FALSE;
}

static gboolean
write_file (Job *self, GPtrArray *documents, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !may_replace (self, path, error))
    return FALSE;
  bytes = hu_format_write (self->format, documents, self->flags);
  if (!hu_save_bytes (path, bytes, error) || !read_back (self, documents, path, error))
    return FALSE;
  self->report->n_documents += documents->len;
  g_ptr_array_add (self->report->files, g_strdup (path));
  return TRUE;
}

/* "visit.txt.json", "visit.txt.@ilse.json": below the target, in the folders of the document's name. */
static char *
path_in_folder (Job *self, const char *folder, HuExportDocument *document)
{
  g_autofree char *local = g_filename_from_utf8 (document->name, -1, NULL, NULL, NULL);
  g_autofree char *file =
      g_strdup_printf ("%s%s%s.%s", local ? local : document->name, document->coder ? ".@" : "",
                       document->coder ? document->coder : "", self->format->extension);

  return g_build_filename (folder, file, NULL);
}

static gboolean
make_folder_of (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GError) problem = NULL;

  if (g_file_make_directory_with_parents (file, NULL, &problem) ||
      g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
write_into_folder (Job *self, GPtrArray *documents, const char *folder, GError **error)
{
  for (guint i = 0; i < documents->len; i++)
    {
      HuExportDocument *document = g_ptr_array_index (documents, i);
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      g_autofree char *path = path_in_folder (self, folder, document);

      g_ptr_array_add (one, document);
      if (!make_folder_of (path, error) || !write_file (self, one, path, error))
        return FALSE;
      tell_progress (self, READ_SHARE + (1 - READ_SHARE) * (i + 1) / documents->len);
    }
  return TRUE;
}

static gboolean
write_documents (Job *self, GPtrArray *documents, GError **error)
{
  g_autofree char *path = g_file_get_path (self->target);

  if (!path)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_INVALID,
                           _ ("The place to export to isn’t on this computer"));
      return FALSE;
    }
  if (!self->format->holds_many && g_file_test (path, G_FILE_TEST_IS_DIR))
    return write_into_folder (self, documents, path, error);
  if (!self->format->holds_many && documents->len > 1)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_INVALID,
                           _ ("This format holds one document a file: choose a folder to export to"));
      return FALSE;
    }
  return write_file (self, documents, path, error);
}

static HuExportReport *
job_run (Job *self, GError **error)
{
  g_autoptr (HuExportReport) report = report_new ();
  g_autoptr (GPtrArray) documents = NULL;

  self->report = report;
  self->sources = hu_export_scope_resolve (self->scope, report->problems);
  documents = read_sources (self, error);
  if (!documents || !write_documents (self, documents, error))
    g_clear_pointer (&report, hu_export_report_free);
  else
    tell_progress (self, 1);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  self->report = NULL;
  return g_steal_pointer (&report);
}

HuExportReport *
hu_export (const HuFormat *format,
           HuExportScope *scope,
           GFile *target,
           HuExportFlags flags,
           GCancellable *cancellable,
           HuExportProgress progress,
           gpointer progress_data,
           GError **error)
{
  Job self = { format, scope, target, flags, cancellable, progress, progress_data, NULL, NULL };

  g_return_val_if_fail (format != NULL && scope != NULL && G_IS_FILE (target), NULL);
  return job_run (&self, error);
}

/* In a worker. */

typedef struct
{
  Job job;
  GMainContext *context;
  HuExportProgress progress; /* the caller's */
  gpointer progress_data;
} AsyncJob;

typedef struct
{
  HuExportProgress progress;
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

  hu_export_scope_unref (self->job.scope);
  g_object_unref (self->job.target);
  g_main_context_unref (self->context);
  g_free (self);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AsyncJob *self = data;
  GError *error = NULL;
  HuExportReport *report;

  self->job.cancellable = cancellable;
  report = job_run (&self->job, &error);
  if (report)
    g_task_return_pointer (task, report, (GDestroyNotify) hu_export_report_free);
  else
    g_task_return_error (task, error);
}

void
hu_export_async (const HuFormat *format,
                 HuExportScope *scope,
                 GFile *target,
                 HuExportFlags flags,
                 GCancellable *cancellable,
                 HuExportProgress progress,
                 gpointer progress_data,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  AsyncJob *self;

  g_return_if_fail (format != NULL && scope != NULL && G_IS_FILE (target));
  self = g_new0 (AsyncJob, 1);
  self->job.format = format;
  self->job.scope = hu_export_scope_ref (scope);
  self->job.target = g_object_ref (target);
  self->job.flags = flags;
  self->job.progress = progress ? on_progress : NULL;
  self->job.progress_data = self;
  self->context = g_main_context_ref_thread_default ();
  self->progress = progress;
  self->progress_data = progress_data;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hu_export_async);
  g_task_set_task_data (task, self, async_job_free);
  g_task_run_in_thread (task, run_in_thread);
}

HuExportReport *
hu_export_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hu_export_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
