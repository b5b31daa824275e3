/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting documents to a file: reads them, writes, and reads back what was written. */
#include "config.h"

#include "hu-export-private.h"

#include "hu-codebook-file.h"
#include "hu-error.h"
#include "hu-folder.h"
#include "hu-parallel.h"
#include "hu-register-file.h"
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
  HuExportOptions options;
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

HuExportReport *
hu_export_report_new (void)
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

/* Reading. */

typedef struct
{
  GPtrArray *sources;
  HuExportDocument **documents;
  GError **errors;
  HuExportProgress progress;
  gpointer progress_data;
} Reading;

static void
read_source (guint index, gpointer data)
{
  Reading *self = data;

  self->documents[index] =
      hu_export_source_read (g_ptr_array_index (self->sources, index), &self->errors[index]);
}

static void
on_read (guint n_done, gpointer data)
{
  Reading *self = data;

  if (self->progress)
    self->progress ((double) n_done / self->sources->len, self->progress_data);
}

/* What there is to say where not one document could be read. */
static void
set_nothing (HuExportReport *report, GError **error)
{
  if (report->problems->len == 1)
    {
      HuExportProblem *only = g_ptr_array_index (report->problems, 0);

      g_propagate_error (error, g_error_copy (only->error));
    }
  else if (report->problems->len > 1)
    g_set_error (error, HU_ERROR, HU_ERROR_INVALID,
                 ngettext ("The %u document can’t be exported", "None of the %u documents can be exported",
                           report->problems->len),
                 report->problems->len);
  else
    g_set_error_literal (error, HU_ERROR, HU_ERROR_INVALID,
                         _ ("There is nothing to export: nothing is tagged yet"));
}

/* (transfer full) (element-type HuExportDocument): NULL where it was cancelled or nothing is left. */
static GPtrArray *
read_sources (GPtrArray *sources,
              HuExportReport *report,
              GCancellable *cancellable,
              HuExportProgress progress,
              gpointer progress_data,
              GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_export_document_free);
  Reading self = { sources, NULL, NULL, progress, progress_data };

  self.documents = g_new0 (HuExportDocument *, sources->len + 1);
  self.errors = g_new0 (GError *, sources->len + 1);
  hu_parallel_run (sources->len, read_source, &self, cancellable, on_read, &self);
  for (guint i = 0; i < sources->len; i++)
    {
      HuExportSource *source = g_ptr_array_index (sources, i);

      if (self.documents[i])
        g_ptr_array_add (documents, self.documents[i]);
      else if (self.errors[i])
        hu_export_problems_add (report->problems, source->path, self.errors[i]);
    }
  g_free (self.documents);
  g_free (self.errors);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (documents->len > 0)
    return g_steal_pointer (&documents);
  set_nothing (report, error);
  return NULL;
}

GPtrArray *
hu_export_scope_read (HuExportScope *self,
                      HuExportReport *report,
                      GCancellable *cancellable,
                      HuExportProgress progress,
                      gpointer progress_data,
                      GError **error)
{
  g_autoptr (GPtrArray) sources = NULL;

  g_return_val_if_fail (self != NULL && report != NULL, NULL);
  sources = hu_export_scope_resolve (self, report->problems);
  return read_sources (sources, report, cancellable, progress, progress_data, error);
}

/* Writing. */

/* Always FALSE. */
static gboolean
refuse (const char *path, const char *why, GError **error)
{
  g_autofree char *shown = g_filename_display_basename (path);

  g_set_error (error, HU_ERROR, HU_ERROR_INVALID, "%s: %s", shown, why);
  return FALSE;
}

/* A mistake in the file dialog must not cost anybody's work. @chosen: whether somebody named this very file.
 */
static gboolean
may_replace (Job *self, const char *path, gboolean chosen, GError **error)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *name = g_path_get_basename (canonical);
  g_autofree char *document = hu_sidecar_get_document_name (name, NULL);
  gboolean may =
      !document && strcmp (name, HU_CODEBOOK_FILE_NAME) != 0 && strcmp (name, HU_REGISTER_FILE_NAME) != 0;

  for (guint i = 0; may && i < self->sources->len; i++)
    may = strcmp (canonical, ((HuExportSource *) g_ptr_array_index (self->sources, i))->path) != 0;
  if (!may)
    return refuse (path, _ ("it belongs to the project and can’t be replaced by an export"), error);
  if (!chosen && hu_folder_is_document_name (name) && g_file_test (path, G_FILE_TEST_EXISTS))
    return refuse (path, _ ("it is there already, with another text"), error);
  return TRUE;
}

static gboolean
has_bytes (const char *path, GBytes *bytes)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GBytes) there = NULL;

  if (!info || (gsize) g_file_info_get_size (info) != g_bytes_get_size (bytes))
    return FALSE;
  there = g_file_load_bytes (file, NULL, NULL, NULL);
  return there && g_bytes_equal (there, bytes);
}

/* Saves one file and takes what is there then into @saved. */
static gboolean
save_file (
    Job *self, HuFileSet *files, guint n, const char *path, gboolean chosen, HuFileSet *saved, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GBytes *bytes = hu_file_set_get_bytes (files, n);
  GBytes *there;

  if (!has_bytes (path, bytes) &&
      (!may_replace (self, path, chosen, error) || !hu_save_bytes (path, bytes, error)))
    return FALSE;
  there = g_file_load_bytes (file, self->cancellable, NULL, error);
  if (there)
    hu_file_set_take (saved, hu_file_set_get_suffix (files, n), HU_FILE_OF_LAYER, there);
  return there != NULL;
}

/* Where a set of files goes. */
typedef struct
{
  char *folder;
  char *stem;        /* within the folder; may be in folders below it */
  const char *coder; /* (nullable) */
  char *first;       /* (nullable): the name of the first file, where somebody chose it */
} Place;

static void
place_clear (Place *self)
{
  g_free (self->folder);
  g_free (self->stem);
  g_free (self->first);
}

static char *
path_of (const Place *place, HuFileSet *files, guint n)
{
  g_autofree char *name = hu_file_set_dup_name (files, n, place->stem, place->coder);
  g_autofree char *local = g_filename_from_utf8 (name, -1, NULL, NULL, NULL);

  return g_build_filename (place->folder, n == 0 && place->first ? place->first : local ? local : name, NULL);
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

/* Writes the files of @documents and reads them back. @paths: (element-type filename): gets what was written.
 */
static gboolean
write_files (Job *self, GPtrArray *documents, const Place *place, GPtrArray *paths, GError **error)
{
  g_autoptr (HuFileSet) files = NULL;
  g_autoptr (HuFileSet) saved = hu_file_set_new ();

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  files = hu_format_write (self->format, documents, &self->options, error);
  for (guint i = 0; files && i < hu_file_set_get_size (files); i++)
    {
      char *path = path_of (place, files, i);

      g_ptr_array_add (paths, path);
      if (!make_folder_of (path, error) ||
          !save_file (self, files, i, path, i == 0 && place->first, saved, error))
        return FALSE;
    }
  if (!files)
    return FALSE;
  if (!hu_format_verify (self->format, documents, &self->options, saved, error))
    {
      g_autofree char *name = g_filename_display_basename (g_ptr_array_index (paths, 0));

      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  return TRUE;
}

/* Into a folder: one layer a set of files. */

typedef struct
{
  Job *job;
  GPtrArray *documents;
  const char *folder;
  GHashTable *stems; /* to the name of the document that has it; "" where several have */
  GPtrArray **paths;
  GError **errors;
} Folder;

static GHashTable *
list_stems (GPtrArray *documents)
{
  GHashTable *stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < documents->len; i++)
    {
      HuExportDocument *document = g_ptr_array_index (documents, i);
      char *stem = hu_export_document_dup_stem (document);
      const char *name = g_hash_table_lookup (stems, stem);

      g_hash_table_replace (stems, stem,
                            name && strcmp (name, document->name) != 0 ? (gpointer) "" : document->name);
    }
  return stems;
}

static void
write_one (guint index, gpointer data)
{
  Folder *self = data;
  HuExportDocument *document = g_ptr_array_index (self->documents, index);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autofree char *stem = hu_export_document_dup_stem (document);
  gboolean alone = strcmp (g_hash_table_lookup (self->stems, stem), "") != 0;
  Place place = { g_strdup (self->folder), g_strdup (alone ? stem : document->name), document->coder, NULL };

  g_ptr_array_add (one, document);
  self->paths[index] = g_ptr_array_new_with_free_func (g_free);
  write_files (self->job, one, &place, self->paths[index], &self->errors[index]);
  place_clear (&place);
}

static void
on_written (guint n_done, gpointer data)
{
  Folder *self = data;

  if (self->job->progress)
    self->job->progress (READ_SHARE + (1 - READ_SHARE) * n_done / self->documents->len,
                         self->job->progress_data);
}

/* A text that several layers share is written once, but told by each of them. */
static void
add_file (GPtrArray *files, char *path)
{
  if (g_ptr_array_find_with_equal_func (files, path, g_str_equal, NULL))
    g_free (path);
  else
    g_ptr_array_add (files, path);
}

static void
add_files (GPtrArray *files, GPtrArray *paths)
{
  while (paths->len > 0)
    add_file (files, g_ptr_array_steal_index (paths, 0));
}

static gboolean
write_into_folder (Job *self, GPtrArray *documents, const char *path, GError **error)
{
  Folder folder = { self, documents, path, list_stems (documents), NULL, NULL };
  GError *problem = NULL;

  folder.paths = g_new0 (GPtrArray *, documents->len);
  folder.errors = g_new0 (GError *, documents->len);
  hu_parallel_run (documents->len, write_one, &folder, self->cancellable, on_written, &folder);
  for (guint i = 0; i < documents->len; i++)
    {
      if (folder.errors[i] && !problem)
        problem = g_steal_pointer (&folder.errors[i]);
      if (folder.paths[i])
        add_files (self->report->files, folder.paths[i]);
      g_clear_error (&folder.errors[i]);
      g_clear_pointer (&folder.paths[i], g_ptr_array_unref);
    }
  g_free (folder.paths);
  g_free (folder.errors);
  g_hash_table_unref (folder.stems);
  if (!problem)
    g_cancellable_set_error_if_cancelled (self->cancellable, &problem);
  if (problem)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  self->report->n_documents += documents->len;
  return TRUE;
}

/* @name without the extension that the format gives. */
static char *
dup_stem (Job *self, const char *name)
{
  g_autofree char *end = g_strconcat (".", self->format->extensions[0], NULL);

  if (g_str_has_suffix (name, end) && strlen (name) > strlen (end))
    return g_strndup (name, strlen (name) - strlen (end));
  return g_strdup (name);
}

static gboolean
write_to_file (Job *self, GPtrArray *documents, const char *path, GError **error)
{
  HuExportDocument *first = g_ptr_array_index (documents, 0);
  Place place = { g_path_get_dirname (path), NULL, documents->len == 1 ? first->coder : NULL, NULL };
  gboolean written;

  place.first = g_path_get_basename (path);
  place.stem = dup_stem (self, place.first);
  written = write_files (self, documents, &place, self->report->files, error);
  self->report->n_documents += written ? documents->len : 0;
  place_clear (&place);
  return written;
}

/* A format that holds many, into a folder: under the name of what is exported. */
static gboolean
write_many_into_folder (Job *self, GPtrArray *documents, const char *path, GError **error)
{
  HuExportDocument *first = g_ptr_array_index (documents, 0);
  Place place = { g_strdup (path), NULL, NULL, NULL };
  gboolean written;

  if (documents->len == 1)
    place.stem = hu_export_document_dup_stem (first);
  else
    place.stem = hu_export_scope_dup_name (self->scope);
  written = write_files (self, documents, &place, self->report->files, error);
  self->report->n_documents += written ? documents->len : 0;
  place_clear (&place);
  return written;
}

static gboolean
write_documents (Job *self, GPtrArray *documents, GError **error)
{
  g_autofree char *path = g_file_get_path (self->target);
  g_autofree char *stem = NULL;
  gboolean is_folder;

  if (!path)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_INVALID,
                           _ ("The place to export to isn’t on this computer"));
      return FALSE;
    }
  is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  if (self->format->holds_many)
    return is_folder ? write_many_into_folder (self, documents, path, error)
                     : write_to_file (self, documents, path, error);
  stem = dup_stem (self, path);
  if (is_folder ||
      (documents->len > 1 && strcmp (stem, path) == 0 && !g_file_test (path, G_FILE_TEST_EXISTS)))
    return write_into_folder (self, documents, path, error);
  if (documents->len > 1)
    {
      g_set_error_literal (error, HU_ERROR, HU_ERROR_INVALID,
                           _ ("This format holds one document a file: choose a folder to export to"));
      return FALSE;
    }
  return write_to_file (self, documents, path, error);
}

static void
on_read_share (double done, gpointer data)
{
  Job *self = data;

  if (self->progress)
    self->progress (READ_SHARE * done, self->progress_data);
}

static gboolean
export_sources (Job *self, GError **error)
{
  g_autoptr (GPtrArray) whole = NULL;
  g_autoptr (GPtrArray) documents = NULL;

  if (!hu_format_check_options (self->format, &self->options, error))
    return FALSE;
  whole = read_sources (self->sources, self->report, self->cancellable, on_read_share, self, error);
  if (!whole)
    return FALSE;
  documents = hu_format_prepare (whole, &self->options);
  if (!write_documents (self, documents, error))
    return FALSE;
  if (self->progress)
    self->progress (1, self->progress_data);
  return TRUE;
}

static HuExportReport *
job_run (Job *self, GError **error)
{
  g_autoptr (HuExportReport) report = hu_export_report_new ();

  self->report = report;
  self->sources = hu_export_scope_resolve (self->scope, report->problems);
  if (!export_sources (self, error))
    g_clear_pointer (&report, hu_export_report_free);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  self->report = NULL;
  return g_steal_pointer (&report);
}

static HuExportOptions
get_options (const HuExportOptions *options)
{
  return options ? *options : (HuExportOptions) HU_EXPORT_OPTIONS_INIT;
}

HuExportReport *
hu_export (const HuFormat *format,
           HuExportScope *scope,
           GFile *target,
           const HuExportOptions *options,
           GCancellable *cancellable,
           HuExportProgress progress,
           gpointer progress_data,
           GError **error)
{
  Job self = {
    format, scope, target, get_options (options), cancellable, progress, progress_data, NULL, NULL
  };

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
                 const HuExportOptions *options,
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
  self->job.options = get_options (options);
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
