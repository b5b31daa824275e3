/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project: a folder of documents, with its codebook and register.
 *
 * Reading goes in steps, one worker at a time: list the folder, read summaries (a few at each step, so that
 * the list fills while one looks at it), gather what was found in them. What is wanted is noted in flags and
 * in a queue; step() starts the next worker, and each worker's end calls step() again. A worker holds no
 * reference to the project: one that nobody wants any more ends between two steps.
 */
#include "config.h"

#include "hu-project.h"

#include "hu-codebook-file.h"
#include "hu-folder.h"
#include "hu-found.h"
#include "hu-register-file.h"
#include "hu-save.h"
#include "hu-sidecar.h"

/* Documents that a worker takes, and how long it goes on taking them. */
#define BATCH      64
#define BATCH_TIME (50 * G_TIME_SPAN_MILLISECOND)

struct _HuProject
{
  GObject parent_instance;
  char *folder;
  char *codebook_path;
  char *register_path;
  char *coder;
  GPtrArray *items;    /* of HuProjectItem */
  GHashTable *by_path; /* of their paths and them, borrowed */

  HuCodebook *codebook;
  HuRegister *file_register; /* (nullable) */
  char *codebook_problem;
  char *register_problem;
  guint files_stamp; /* how often codebook or register were set: what was read before then is stale */
  GPtrArray *found_topics;
  HuRegister *found_speakers;

  gboolean loading;
  gboolean busy; /* a worker runs */
  gboolean list_wanted;
  gboolean gather_wanted;
  GQueue *waiting;  /* of HuFolderEntry: summaries to read */
  GPtrArray *tasks; /* of GTask: loads that somebody waits for */
};

static void list_model_iface_init (GListModelInterface *iface);
static void step (HuProject *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (HuProject,
                               hu_project,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_LOADING = 1,
  N_PROPERTIES
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return HU_TYPE_PROJECT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return HU_PROJECT (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HuProject *self = HU_PROJECT (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
hu_project_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADING)
    g_value_set_boolean (value, HU_PROJECT (object)->loading);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hu_project_finalize (GObject *object)
{
  HuProject *self = HU_PROJECT (object);

  g_free (self->folder);
  g_free (self->codebook_path);
  g_free (self->register_path);
  g_free (self->coder);
  g_hash_table_unref (self->by_path);
  g_ptr_array_unref (self->items);
  hu_codebook_unref (self->codebook);
  g_clear_pointer (&self->file_register, hu_register_unref);
  g_free (self->codebook_problem);
  g_free (self->register_problem);
  g_ptr_array_unref (self->found_topics);
  hu_register_unref (self->found_speakers);
  g_queue_free_full (self->waiting, (GDestroyNotify) hu_folder_entry_free);
  g_ptr_array_unref (self->tasks);
  G_OBJECT_CLASS (hu_project_parent_class)->finalize (object);
}

static void
hu_project_class_init (HuProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hu_project_get_property;
  object_class->finalize = hu_project_finalize;
  properties[PROP_LOADING] =
      g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[CHANGED] =
      g_signal_new ("changed", HU_TYPE_PROJECT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hu_project_init (HuProject *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  self->codebook = hu_codebook_load_builtin ();
  self->found_topics = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_record_unref);
  self->found_speakers = hu_register_new (NULL, NULL);
  self->waiting = g_queue_new ();
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

HuProject *
hu_project_new (const char *folder)
{
  HuProject *self;

  g_return_val_if_fail (folder != NULL, NULL);
  self = g_object_new (HU_TYPE_PROJECT, NULL);
  self->folder = g_strdup (folder);
  self->codebook_path = g_build_filename (folder, HU_CODEBOOK_FILE_NAME, NULL);
  self->register_path = g_build_filename (folder, HU_REGISTER_FILE_NAME, NULL);
  return self;
}

/* A worker's end, in the main thread. @result is the work's data, for it to take from. */
typedef void (*DoneFunc) (HuProject *self, gpointer data);

/* What a worker does: @work reads and fills @data, then @done applies it. */
typedef struct
{
  GWeakRef project;
  gpointer data;
  GDestroyNotify free_data;
  void (*work) (gpointer data);
  DoneFunc done;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_weak_ref_clear (&job->project);
  job->free_data (job->data);
  g_free (job);
}

static void
job_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  job->work (job->data);
  g_task_return_boolean (task, TRUE);
}

static void
job_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (HuProject) self = g_weak_ref_get (&job->project);

  if (!self)
    return;
  job->done (self, job->data);
  self->busy = FALSE;
  step (self);
}

static void
start_job (HuProject *self, gpointer data, GDestroyNotify free_data, void (*work) (gpointer), DoneFunc done)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, job_done, NULL);
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->project, self);
  job->data = data;
  job->free_data = free_data;
  job->work = work;
  job->done = done;
  self->busy = TRUE;
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, job_in_thread);
}

/* Listing the folder, with codebook and register. */
typedef struct
{
  char *folder;
  char *codebook_path;
  char *register_path;
  GPtrArray *entries; /* (nullable) of HuFolderEntry */
  HuCodebook *codebook;
  HuRegister *file_register;
  char *codebook_problem;
  char *register_problem;
  guint files_stamp;
  GError *error;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *self = data;

  g_free (self->folder);
  g_free (self->codebook_path);
  g_free (self->register_path);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->codebook, hu_codebook_unref);
  g_clear_pointer (&self->file_register, hu_register_unref);
  g_free (self->codebook_problem);
  g_free (self->register_problem);
  g_clear_error (&self->error);
  g_free (self);
}

static void
list_folder (gpointer data)
{
  Listing *self = data;

  hu_save_sweep (self->folder);
  self->entries = hu_folder_list (self->folder, &self->error);
  self->codebook = hu_codebook_file_load_sound (self->codebook_path, &self->codebook_problem);
  if (!self->codebook)
    self->codebook = hu_codebook_load_builtin ();
  self->file_register = hu_register_file_load_sound (self->register_path, &self->register_problem);
}

static gboolean
registers_equal (HuRegister *a, HuRegister *b)
{
  gsize n = a ? hu_register_get_size (a) : 0;

  if (!a || !b)
    return a == b;
  if (n != hu_register_get_size (b) || !hu_value_equal (hu_register_get_rest (a), hu_register_get_rest (b)))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!hu_record_equal (hu_register_get_nth (a, i), hu_register_get_nth (b, i)))
      return FALSE;
  return TRUE;
}

/* Takes over codebook and register; whether they are others than before. */
static gboolean
take_files (HuProject *self, Listing *listing)
{
  gboolean same =
      hu_value_equal (hu_codebook_get_value (self->codebook), hu_codebook_get_value (listing->codebook)) &&
      hu_codebook_get_is_file (self->codebook) == hu_codebook_get_is_file (listing->codebook) &&
      registers_equal (self->file_register, listing->file_register) &&
      g_strcmp0 (self->codebook_problem, listing->codebook_problem) == 0 &&
      g_strcmp0 (self->register_problem, listing->register_problem) == 0;

  if (same || listing->files_stamp != self->files_stamp)
    return FALSE;
  hu_codebook_unref (self->codebook);
  self->codebook = g_steal_pointer (&listing->codebook);
  g_clear_pointer (&self->file_register, hu_register_unref);
  self->file_register = g_steal_pointer (&listing->file_register);
  g_free (self->codebook_problem);
  self->codebook_problem = g_steal_pointer (&listing->codebook_problem);
  g_free (self->register_problem);
  self->register_problem = g_steal_pointer (&listing->register_problem);
  return TRUE;
}

/* Puts the items of @entries into the list; those that were there stay the same objects, and where the lists
 * begin and end alike nothing is said to have changed. */
static void
take_entries (HuProject *self, GPtrArray *entries)
{
  g_autoptr (GHashTable) old = self->by_path;
  GPtrArray *before = self->items;
  GPtrArray *after = g_ptr_array_new_with_free_func (g_object_unref);
  guint start = 0, end = 0;

  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < entries->len; i++)
    {
      HuFolderEntry *entry = g_ptr_array_index (entries, i);
      HuProjectItem *item = g_hash_table_lookup (old, entry->path);

      item = item ? g_object_ref (item) : hu_project_item_new (entry->path);
      g_ptr_array_add (after, item);
      g_hash_table_insert (self->by_path, (gpointer) hu_project_item_get_path (item), item);
    }
  while (start < before->len && start < after->len && before->pdata[start] == after->pdata[start])
    start++;
  while (end < before->len - start && end < after->len - start &&
         before->pdata[before->len - 1 - end] == after->pdata[after->len - 1 - end])
    end++;
  self->items = after;
  if (before->len - end > start || after->len - end > start)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - end - start,
                                after->len - end - start);
  g_ptr_array_unref (before);
}

static void
return_tasks (HuProject *self, GError *error)
{
  g_autoptr (GPtrArray) tasks = self->tasks;

  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    {
      if (error)
        g_task_return_error (g_ptr_array_index (tasks, i), g_error_copy (error));
      else
        g_task_return_boolean (g_ptr_array_index (tasks, i), TRUE);
    }
}

/* The coder in the names of the layer files: only where the codebook lists coders. */
static const char *
layer_coder (HuProject *self)
{
  HuCodebook *codebook = hu_project_get_codebook (self);

  return self->coder && hu_codebook_find (codebook, HU_CODES_CODERS, self->coder) ? self->coder : NULL;
}

/* Those read are another coder's. */
static void
forget_summaries (HuProject *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      HuProjectItem *item = g_ptr_array_index (self->items, i);

      hu_project_item_set_summary (item, hu_project_item_get_summary (item), 0);
    }
}

static void
listing_done (HuProject *self, gpointer data)
{
  Listing *listing = data;
  g_autofree char *coder = g_strdup (layer_coder (self));

  if (!listing->entries)
    {
      return_tasks (self, listing->error);
      return;
    }
  g_queue_clear_full (self->waiting, (GDestroyNotify) hu_folder_entry_free);
  take_entries (self, listing->entries);
  g_ptr_array_set_free_func (listing->entries, NULL);
  for (guint i = 0; i < listing->entries->len; i++)
    g_queue_push_tail (self->waiting, g_ptr_array_index (listing->entries, i));
  self->gather_wanted = TRUE;
  if (take_files (self, listing))
    {
      if (g_strcmp0 (coder, layer_coder (self)) != 0)
        forget_summaries (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
}

static void
start_listing (HuProject *self)
{
  Listing *listing = g_new0 (Listing, 1);

  self->list_wanted = FALSE;
  listing->files_stamp = self->files_stamp;
  listing->folder = g_strdup (self->folder);
  listing->codebook_path = g_strdup (self->codebook_path);
  listing->register_path = g_strdup (self->register_path);
  start_job (self, listing, listing_free, list_folder, listing_done);
}

/* Reading summaries. */
typedef struct
{
  HuFolderEntry *entry;
  guint64 old_stamp;
  guint64 stamp;      /* 0: not reached */
  HuSummary *summary; /* (nullable): NULL where nothing changed */
} Read;

typedef struct
{
  char *coder;
  GArray *reads; /* of Read */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  for (guint i = 0; i < self->reads->len; i++)
    {
      Read *read = &g_array_index (self->reads, Read, i);

      g_clear_pointer (&read->entry, hu_folder_entry_free);
      g_clear_pointer (&read->summary, hu_summary_unref);
    }
  g_array_unref (self->reads);
  g_free (self->coder);
  g_free (self);
}

static void
read_summary (Read *read, const char *coder)
{
  HuFolderEntry *entry = read->entry;

  if (!entry->sidecars)
    entry->sidecars = hu_sidecar_find (entry->path, NULL);
  if (!entry->sidecars)
    entry->sidecars = g_ptr_array_new ();
  read->stamp = MAX (hu_summary_stamp (entry->path, entry->sidecars), 1);
  if (read->stamp != read->old_stamp)
    read->summary = hu_summary_new (entry->path, entry->sidecars, coder);
}

static void
read_batch (gpointer data)
{
  Reading *self = data;
  gint64 until = g_get_monotonic_time () + BATCH_TIME;

  for (guint i = 0; i < self->reads->len; i++)
    {
      read_summary (&g_array_index (self->reads, Read, i), self->coder);
      if (g_get_monotonic_time () >= until)
        break;
    }
}

static void
reading_done (HuProject *self, gpointer data)
{
  Reading *reading = data;
  gboolean others = g_strcmp0 (reading->coder, layer_coder (self)) != 0; /* it was changed meanwhile */

  /* Backwards, so that what wasn't reached keeps its order at the head of the queue. */
  for (guint i = reading->reads->len; i > 0; i--)
    {
      Read *read = &g_array_index (reading->reads, Read, i - 1);
      HuProjectItem *item = hu_project_find (self, read->entry->path, NULL);

      if (item && (read->stamp == 0 || others))
        g_queue_push_head (self->waiting, g_steal_pointer (&read->entry));
      if (!item || !read->summary || others)
        continue;
      hu_project_item_set_summary (item, read->summary, read->stamp);
      self->gather_wanted = TRUE;
    }
}

static void
start_reading (HuProject *self)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->coder = g_strdup (layer_coder (self));
  reading->reads = g_array_new (FALSE, TRUE, sizeof (Read));
  while (reading->reads->len < BATCH && !g_queue_is_empty (self->waiting))
    {
      Read read = { .entry = g_queue_pop_head (self->waiting) };
      HuProjectItem *item = hu_project_find (self, read.entry->path, NULL);

      read.old_stamp = item ? hu_project_item_get_stamp (item) : 0;
      g_array_append_val (reading->reads, read);
    }
  start_job (self, reading, reading_free, read_batch, reading_done);
}

/* Gathering what was found. */
typedef struct
{
  GPtrArray *summaries;
  GPtrArray *topics;
  HuRegister *speakers;
} Gathering;

static void
gathering_free (gpointer data)
{
  Gathering *self = data;

  g_ptr_array_unref (self->summaries);
  g_clear_pointer (&self->topics, g_ptr_array_unref);
  g_clear_pointer (&self->speakers, hu_register_unref);
  g_free (self);
}

static void
gather_found (gpointer data)
{
  Gathering *self = data;

  self->topics = hu_found_topics (self->summaries);
  self->speakers = hu_found_speakers (self->summaries);
}

static gboolean
topics_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!hu_record_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static void
gathering_done (HuProject *self, gpointer data)
{
  Gathering *gathering = data;

  if (topics_equal (self->found_topics, gathering->topics) &&
      registers_equal (self->found_speakers, gathering->speakers))
    return;
  g_ptr_array_unref (self->found_topics);
  self->found_topics = g_steal_pointer (&gathering->topics);
  hu_register_unref (self->found_speakers);
  self->found_speakers = g_steal_pointer (&gathering->speakers);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
start_gathering (HuProject *self)
{
  Gathering *gathering = g_new0 (Gathering, 1);

  self->gather_wanted = FALSE;
  gathering->summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) hu_summary_unref);
  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (gathering->summaries,
                     hu_summary_ref (hu_project_item_get_summary (g_ptr_array_index (self->items, i))));
  start_job (self, gathering, gathering_free, gather_found, gathering_done);
}

static void
set_loading (HuProject *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Loads that were cancelled don't keep the project. */
static void
return_cancelled (HuProject *self)
{
  for (guint i = self->tasks->len; i > 0; i--)
    if (g_task_return_error_if_cancelled (g_ptr_array_index (self->tasks, i - 1)))
      g_ptr_array_remove_index (self->tasks, i - 1);
}

/* Starts what is wanted next, unless something runs. */
static void
step (HuProject *self)
{
  return_cancelled (self);
  if (self->busy)
    return;
  if (self->list_wanted)
    start_listing (self);
  else if (!g_queue_is_empty (self->waiting))
    start_reading (self);
  else if (self->gather_wanted)
    start_gathering (self);
  set_loading (self, self->busy);
  if (!self->busy)
    return_tasks (self, NULL);
}

const char *
hu_project_get_folder (HuProject *self)
{
  g_return_val_if_fail (HU_IS_PROJECT (self), NULL);
  return self->folder;
}

const char *
hu_project_get_codebook_path (HuProject *self)
{
  g_return_val_if_fail (HU_IS_PROJECT (self), NULL);
  return self->codebook_path;
}

const char *
hu_project_get_register_path (HuProject *self)
{
  g_return_val_if_fail (HU_IS_PROJECT (self), NULL);
  return self->register_path;
}

void
hu_project_set_coder (HuProject *self, const char *coder)
{
  g_autofree char *before = NULL;

  g_return_if_fail (HU_IS_PROJECT (self));
  if (g_strcmp0 (self->coder, coder) == 0)
    return;
  before = g_strdup (layer_coder (self));
  g_free (self->coder);
  self->coder = g_strdup (coder);
  if (g_strcmp0 (before, layer_coder (self)) != 0)
    forget_summaries (self);
}

void
hu_project_load_async (HuProject *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task;

  g_return_if_fail (HU_IS_PROJECT (self));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, hu_project_load_async);
  g_ptr_array_add (self->tasks, task);
  self->list_wanted = TRUE;
  step (self);
}

gboolean
hu_project_load_finish (HuProject *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
hu_project_get_loading (HuProject *self)
{
  g_return_val_if_fail (HU_IS_PROJECT (self), FALSE);
  return self->loading;
}

void
hu_project_update (HuProject *self, const char *path)
{
  g_return_if_fail (HU_IS_PROJECT (self) && path != NULL);
  if (hu_project_find (self, path, NULL))
    {
      HuFolderEntry *entry = g_new0 (HuFolderEntry, 1);

      entry->path = g_strdup (path);
      g_queue_push_head (self->waiting, entry);
    }
  else
    self->list_wanted = TRUE;
  step (self);
}

HuProjectItem *
hu_project_find (HuProject *self, const char *path, guint *position)
{
  HuProjectItem *item;

  g_return_val_if_fail (HU_IS_PROJECT (self) && path != NULL, NULL);
  item = g_hash_table_lookup (self->by_path, path);
  if (item && position)
    g_ptr_array_find (self->items, item, position);
  return item;
}

HuCodebook *
hu_project_get_codebook (HuProject *self)
{
  g_return_val_if_fail (HU_IS_PROJECT (self), NULL);
  return self->codebook;
}

HuRegister *
hu_project_get_register (HuProject *self)
{
  g_return_val_if_fail (HU_IS_PROJECT (self), NULL);
  return self->file_register ? self->file_register : self->found_speakers;
}

void
hu_project_set_codebook (HuProject *self, HuCodebook *codebook)
{
  g_return_if_fail (HU_IS_PROJECT (self) && codebook != NULL);
  if (codebook == self->codebook)
    return;
  hu_codebook_unref (self->codebook);
  self->codebook = hu_codebook_ref (codebook);
  self->files_stamp++;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
hu_project_set_register (HuProject *self, HuRegister *speakers)
{
  g_return_if_fail (HU_IS_PROJECT (self) && speakers != NULL);
  if (speakers == self->file_register)
    return;
  g_clear_pointer (&self->file_register, hu_register_unref);
  self->file_register = hu_register_ref (speakers);
  self->files_stamp++;
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
hu_project_get_codebook_problem (HuProject *self)
{
  g_return_val_if_fail (HU_IS_PROJECT (self), NULL);
  return self->codebook_problem;
}

const char *
hu_project_get_register_problem (HuProject *self)
{
  g_return_val_if_fail (HU_IS_PROJECT (self), NULL);
  return self->register_problem;
}

GPtrArray *
hu_project_get_found_topics (HuProject *self)
{
  g_return_val_if_fail (HU_IS_PROJECT (self), NULL);
  return self->found_topics;
}

HuRegister *
hu_project_get_found_speakers (HuProject *self)
{
  g_return_val_if_fail (HU_IS_PROJECT (self), NULL);
  return self->found_speakers;
}
