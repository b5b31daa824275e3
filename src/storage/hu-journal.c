/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of one layer: every edit on disk at once, before its layer file is written.
 *
 * The main thread puts edits - immutable values - into a queue; the writer makes lines of all that is in it,
 * writes them and syncs once. While it syncs, more edits gather: a slow disk makes longer groups, not a
 * longer queue. Lines that can't be written are kept and tried again, until a checkpoint says that the layer
 * file has them.
 */
#include "config.h"

#include "hu-journal.h"

#include "hu-journal-edit.h"
#include "hu-json-writer.h"

#define RETRY_USEC (2 * G_USEC_PER_SEC)
#define SYNC_USEC  (5 * G_USEC_PER_SEC)

typedef struct
{
  HuEdit *edit; /* NULL: a checkpoint, or another text */
  HuMove move;
  guint64 seq;
  HuText *before;
  HuText *after;
  char *coder;
  char *hash;
} Item;

struct _HuJournal
{
  gatomicrefcount refs;
  char *path;
  char *coder;
  char *key;
  GMainContext *context;
  GThread *thread; /* NULL before the first item */

  /* The owner's. */
  HuJournalFunc func;
  gpointer user_data;
  HuText *text; /* since the last edit */
  guint64 last;
  GPtrArray *deleted;

  /* Everybody's, under the lock. */
  GMutex lock;
  GCond cond;
  GQueue queue;
  guint64 n_handed;
  guint64 n_tried;
  guint64 durable;
  gsize limit;
  GError *error;
  gboolean telling; /* the function is about to be called */
  gboolean closing;
  gboolean closed;

  /* The writer's. */
  HuJournalFile *file;
  gboolean begun;      /* the file has our header */
  gboolean headed;     /* or what is to be written begins with one */
  gboolean begins_new; /* and the next edit needs another one */
  GPtrArray *others;
  HuText *first_text;
  char *base;
  GString *lines; /* to be written */
  guint64 lines_last;
  gboolean checkpoint; /* among them */
};

static void
item_free (Item *item)
{
  g_clear_pointer (&item->edit, hu_edit_unref);
  g_clear_pointer (&item->before, hu_text_unref);
  g_clear_pointer (&item->after, hu_text_unref);
  g_free (item->coder);
  g_free (item->hash);
  g_free (item);
}

HuJournal *
hu_journal_new (
    const char *path, const char *coder, HuText *text, const char *layer_sha256, HuRecovery *recovery)
{
  HuJournal *self;

  g_return_val_if_fail (path != NULL && text != NULL, NULL);
  self = g_new0 (HuJournal, 1);
  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  g_queue_init (&self->queue);
  self->path = g_strdup (path);
  self->coder = g_strdup (coder);
  self->key = hu_journal_dup_key (path, coder);
  self->context = g_main_context_ref_thread_default ();
  self->text = hu_text_ref (text);
  self->first_text = hu_text_ref (text);
  self->base = g_strdup (layer_sha256);
  self->lines = g_string_new (NULL);
  self->limit = HU_JOURNAL_LIMIT;
  self->deleted = recovery ? g_ptr_array_ref (recovery->replay->deleted)
                           : g_ptr_array_new_with_free_func ((GDestroyNotify) hu_deleted_free);
  self->others = recovery ? g_ptr_array_ref (recovery->others)
                          : g_ptr_array_new_with_free_func ((GDestroyNotify) hu_journal_file_free);
  self->file = recovery ? g_steal_pointer (&recovery->file) : NULL;
  if (self->file)
    {
      self->last = self->durable = self->lines_last = hu_journal_file_get_last (self->file);
      g_array_set_size (self->file->lines, 0);
    }
  return self;
}

HuJournal *
hu_journal_ref (HuJournal *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hu_journal_unref (HuJournal *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  hu_journal_close (self);
  g_clear_pointer (&self->thread, g_thread_join);
  g_queue_clear_full (&self->queue, (GDestroyNotify) item_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_clear_error (&self->error);
  g_main_context_unref (self->context);
  hu_text_unref (self->text);
  hu_text_unref (self->first_text);
  g_ptr_array_unref (self->deleted);
  g_ptr_array_unref (self->others);
  g_string_free (self->lines, TRUE);
  g_free (self->path);
  g_free (self->coder);
  g_free (self->key);
  g_free (self->base);
  g_free (self);
}

/* The writer. */

/* What the lines after it are of. */
static void
add_header (HuJournal *self, GString *out)
{
  g_autoptr (HuJsonWriter) writer = hu_json_writer_new (HU_JSON_WRITER_COMPACT);
  g_autofree char *uri = g_filename_to_uri (self->path, NULL, NULL);
  g_autofree char *now = hu_time_now ();
  g_autoptr (GBytes) json = NULL;

  hu_json_writer_begin_object (writer);
  hu_json_writer_member_string (writer, "format", "hustings-journal");
  hu_json_writer_member_int (writer, "version", 1);
  hu_json_writer_member_string (writer, "file", uri ? uri : "");
  if (self->coder)
    hu_json_writer_member_string (writer, "coder", self->coder);
  hu_json_writer_member_string (writer, "sha256", hu_text_get_sha256 (self->first_text));
  hu_json_writer_member_string (writer, "text_sha256", hu_text_get_text_sha256 (self->first_text));
  hu_json_writer_member_string (writer, "encoding", hu_text_get_encoding (self->first_text));
  hu_json_writer_member_int (writer, "characters", hu_text_get_length (self->first_text));
  hu_json_writer_member_string (writer, "begun", now);
  hu_json_writer_end_object (writer);
  hu_json_writer_end_document (writer);
  json = hu_json_writer_steal (writer);
  hu_journal_seal (out, g_bytes_get_data (json, NULL), g_bytes_get_size (json));
}

static void
add_edit (HuJournal *self, Item *item)
{
  HuJournalEdit edit = {
    item->edit, item->move, item->seq, item->before, item->after, item->coder, self->base
  };
  g_autoptr (GBytes) json = hu_journal_edit_write (&edit);

  if (self->begins_new && (self->begun || self->lines->len > 0))
    add_header (self, self->lines);
  self->begins_new = FALSE;
  hu_journal_seal (self->lines, g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  self->lines_last = item->seq;
}

static void
add_checkpoint (HuJournal *self, Item *item)
{
  g_autoptr (HuJsonWriter) writer = NULL;
  g_autoptr (GBytes) json = NULL;

  g_free (self->base);
  self->base = g_steal_pointer (&item->hash);
  /* Where no edit was ever written there is nothing to check off. */
  if (!self->file && self->lines->len == 0)
    return;
  writer = hu_json_writer_new (HU_JSON_WRITER_COMPACT);
  hu_json_writer_begin_object (writer);
  hu_json_writer_member_string (writer, "checkpoint", self->base);
  hu_json_writer_member_int (writer, "seq", (gint64) item->seq);
  hu_json_writer_end_object (writer);
  hu_json_writer_end_document (writer);
  json = hu_json_writer_steal (writer);
  hu_journal_seal (self->lines, g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  self->checkpoint = TRUE;
}

static gboolean
ensure_file (HuJournal *self, GError **error)
{
  if (self->file && !self->file->writable)
    g_ptr_array_add (self->others, g_steal_pointer (&self->file));
  if (!self->file)
    self->file = hu_journal_file_create (self->key, error);
  else if (!self->begun)
    return hu_journal_file_adopt (self->file, self->key, error);
  return self->file != NULL;
}

static gboolean
write_lines (HuJournal *self, GError **error)
{
  g_autoptr (GString) first = NULL;
  GString *out = self->lines;

  if (self->lines->len == 0)
    return TRUE;
  if (!ensure_file (self, error))
    return FALSE;
  if (!self->begun && !self->headed)
    {
      first = g_string_new (NULL);
      add_header (self, first);
      g_string_append_len (first, self->lines->str, (gssize) self->lines->len);
      out = first;
    }
  if (!hu_journal_file_append (self->file, out->str, out->len, error))
    return FALSE;
  self->begun = TRUE;
  self->headed = FALSE;
  g_string_truncate (self->lines, 0);
  return TRUE;
}

/* The layer file holds what other journals held, and old steps need not all be kept. */
static void
tidy (HuJournal *self, gsize limit)
{
  for (guint i = 0; i < self->others->len; i++)
    hu_journal_file_remove (g_ptr_array_index (self->others, i));
  g_ptr_array_set_size (self->others, 0);
  if (self->file && self->file->size > limit)
    hu_journal_file_compact (self->file, limit / 2, NULL);
  self->checkpoint = FALSE;
}

static gboolean
tell (gpointer user_data)
{
  HuJournal *self = user_data;

  g_mutex_lock (&self->lock);
  self->telling = FALSE;
  g_mutex_unlock (&self->lock);
  if (self->func)
    self->func (self, self->user_data);
  return G_SOURCE_REMOVE;
}

/* With the lock held. */
static void
tell_soon (HuJournal *self)
{
  GSource *source;

  if (self->telling || self->closing)
    return;
  self->telling = TRUE;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell, hu_journal_ref (self), (GDestroyNotify) hu_journal_unref);
  g_source_attach (source, self->context);
  g_source_unref (source);
}

/* A header that was among them is written again. */
static void
forget_lines (HuJournal *self)
{
  self->begins_new = self->begins_new || self->lines->len > 0;
  self->headed = FALSE;
  g_string_truncate (self->lines, 0);
}

static void
take_text (HuJournal *self, Item *item)
{
  if (!self->begun && !self->headed && self->lines->len > 0)
    {
      g_autoptr (GString) header = g_string_new (NULL);

      add_header (self, header);
      g_string_prepend_len (self->lines, header->str, (gssize) header->len);
      self->headed = TRUE;
    }
  hu_text_unref (self->first_text);
  self->first_text = g_steal_pointer (&item->after);
  self->begins_new = TRUE;
}

static void
add_items (HuJournal *self, GQueue *items, gboolean failing)
{
  Item *item;

  while ((item = g_queue_pop_head (items)))
    {
      /* What couldn't be written is in the layer file by now. */
      if (!item->edit && !item->after && failing && item->seq >= self->lines_last)
        forget_lines (self);
      if (item->edit)
        add_edit (self, item);
      else if (item->after)
        take_text (self, item);
      else
        add_checkpoint (self, item);
      item_free (item);
    }
}

/* With the lock held: until there is something to do. */
static void
wait_for_items (HuJournal *self)
{
  gint64 retry = g_get_monotonic_time () + RETRY_USEC;

  while (g_queue_is_empty (&self->queue) && !self->closing)
    if (!self->error || self->lines->len == 0)
      g_cond_wait (&self->cond, &self->lock);
    else if (!g_cond_wait_until (&self->cond, &self->lock, retry))
      break;
}

/* With the lock held. @error: (transfer full) (nullable) */
static void
note_result (HuJournal *self, GError *error)
{
  gboolean changed = !error != !self->error || (!error && self->durable != self->lines_last);

  if (!error)
    self->durable = self->lines_last;
  g_clear_error (&self->error);
  self->error = error;
  if (changed)
    tell_soon (self);
}

/* With the lock held: all that there is to write. @failing: the last attempt failed. */
static GQueue
take_items (HuJournal *self, guint64 *n_taken, gboolean *failing)
{
  GQueue items = self->queue;

  g_queue_init (&self->queue);
  *n_taken = self->n_handed;
  *failing = self->error != NULL;
  return items;
}

/* FALSE when that was the last. */
static gboolean
write_items (HuJournal *self)
{
  GQueue items;
  GError *error = NULL;
  gboolean failing, tried, last, tidies;
  guint64 n_taken;
  gsize limit;

  g_mutex_lock (&self->lock);
  wait_for_items (self);
  items = take_items (self, &n_taken, &failing);
  last = self->closing;
  g_mutex_unlock (&self->lock);

  add_items (self, &items, failing);
  tried = self->lines->len > 0;
  write_lines (self, &error);
  tidies = !error && self->checkpoint;

  g_mutex_lock (&self->lock);
  if (tried)
    note_result (self, error);
  self->n_tried = n_taken;
  g_cond_broadcast (&self->cond);
  limit = self->limit;
  /* Edits come first, but not for ever. */
  if (!g_queue_is_empty (&self->queue) && self->file && self->file->size < 2 * limit)
    tidies = FALSE;
  g_mutex_unlock (&self->lock);

  if (tidies)
    tidy (self, limit);
  return !last;
}

static gpointer
write_thread (gpointer user_data)
{
  HuJournal *self = user_data;

  while (write_items (self))
    ;
  g_clear_pointer (&self->file, hu_journal_file_free);
  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
  return NULL;
}

/* The owner. */

static void
hand_over (HuJournal *self, Item *item)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->queue, item);
  self->n_handed++;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
  if (!self->thread)
    self->thread = g_thread_new ("journal", write_thread, self);
}

void
hu_journal_set_func (HuJournal *self, HuJournalFunc func, gpointer user_data)
{
  g_return_if_fail (self != NULL);
  self->func = func;
  self->user_data = user_data;
}

void
hu_journal_set_limit (HuJournal *self, gsize bytes)
{
  g_return_if_fail (self != NULL);
  g_mutex_lock (&self->lock);
  self->limit = bytes;
  g_mutex_unlock (&self->lock);
}

guint64
hu_journal_append (HuJournal *self, HuEdit *edit, HuMove move, HuText *text, const char *coder)
{
  Item *item;

  g_return_val_if_fail (self != NULL && edit != NULL && text != NULL, 0);
  g_return_val_if_fail (!self->closing, self->last);
  item = g_new0 (Item, 1);
  *item = (Item){ hu_edit_ref (edit), move, ++self->last, hu_text_ref (self->text), hu_text_ref (text),
                  g_strdup (coder),   NULL };
  /* What was made and undone wasn't deleted. */
  if (move != HU_MOVE_UNDO)
    hu_deleted_gather (self->deleted, edit, self->text);
  if (text != self->text)
    {
      hu_text_unref (self->text);
      self->text = hu_text_ref (text);
    }
  hand_over (self, item);
  return self->last;
}

void
hu_journal_set_text (HuJournal *self, HuText *text)
{
  Item *item;

  g_return_if_fail (self != NULL && text != NULL);
  hu_text_ref (text);
  hu_text_unref (self->text);
  self->text = text;
  item = g_new0 (Item, 1);
  item->after = hu_text_ref (text);
  hand_over (self, item);
}

void
hu_journal_checkpoint (HuJournal *self, guint64 seq, const char *layer_sha256)
{
  Item *item;

  g_return_if_fail (self != NULL && layer_sha256 != NULL && seq <= self->last);
  g_return_if_fail (!self->closing);
  item = g_new0 (Item, 1);
  item->seq = seq;
  item->hash = g_strdup (layer_sha256);
  hand_over (self, item);
}

guint64
hu_journal_get_last (HuJournal *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->last;
}

guint64
hu_journal_get_durable (HuJournal *self)
{
  guint64 durable;

  g_return_val_if_fail (self != NULL, 0);
  g_mutex_lock (&self->lock);
  durable = self->durable;
  g_mutex_unlock (&self->lock);
  return durable;
}

GError *
hu_journal_dup_error (HuJournal *self)
{
  GError *error;

  g_return_val_if_fail (self != NULL, NULL);
  g_mutex_lock (&self->lock);
  error = self->error ? g_error_copy (self->error) : NULL;
  g_mutex_unlock (&self->lock);
  return error;
}

gboolean
hu_journal_sync (HuJournal *self)
{
  gint64 until = g_get_monotonic_time () + SYNC_USEC;
  guint64 wanted;
  gboolean ok;

  g_return_val_if_fail (self != NULL, FALSE);
  g_mutex_lock (&self->lock);
  wanted = self->n_handed;
  while (self->n_tried < wanted && g_cond_wait_until (&self->cond, &self->lock, until))
    ;
  ok = self->n_tried >= wanted && self->error == NULL;
  g_mutex_unlock (&self->lock);
  return ok;
}

void
hu_journal_close (HuJournal *self)
{
  g_return_if_fail (self != NULL);
  self->func = NULL;
  g_mutex_lock (&self->lock);
  self->closing = TRUE;
  if (!self->thread)
    {
      g_clear_pointer (&self->file, hu_journal_file_free);
      self->closed = TRUE;
    }
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

gboolean
hu_journal_is_closed (HuJournal *self)
{
  gboolean closed;

  g_return_val_if_fail (self != NULL, TRUE);
  g_mutex_lock (&self->lock);
  closed = self->closed;
  g_mutex_unlock (&self->lock);
  return closed;
}

void
hu_journal_wait_closed (HuJournal *self)
{
  g_return_if_fail (self != NULL && self->closing);
  g_mutex_lock (&self->lock);
  while (!self->closed)
    g_cond_wait (&self->cond, &self->lock);
  g_mutex_unlock (&self->lock);
}

GPtrArray *
hu_journal_get_deleted (HuJournal *self, HuLayer *layer)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (self != NULL && layer != NULL, found);
  for (guint i = self->deleted->len; i-- > 0;)
    {
      HuDeleted *deleted = g_ptr_array_index (self->deleted, i);
      HuKind kind = hu_record_get_kind (deleted->record);
      const char *id = hu_record_get_id (deleted->record);

      if (deleted->text == self->text && !hu_layer_lookup (layer, kind, id) &&
          g_hash_table_add (seen, g_strdup_printf ("%d %s", kind, id)))
        g_ptr_array_add (found, deleted);
    }
  return found;
}
