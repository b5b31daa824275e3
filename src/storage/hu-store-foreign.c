/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others do to the layer files of open documents: it is noticed, merged, and said.
 *
 * The folder is watched, for files are replaced by renaming, removed and made again; and each save looks
 * first. Whatever the reason, a check reads the file in a worker, merges it with the document as it is and
 * with what was known of the file, and the main thread does the difference as somebody else's edit. Where a
 * person edited meanwhile the merge is made anew. A file that is gone or can't be read may be one that is
 * being written: it is looked at once more before anything is said.
 */
#include "config.h"

#include "hu-conflicted-copy.h"
#include "hu-json.h"
#include "hu-merge-layers.h"
#include "hu-rebase.h"
#include "hu-sidecar.h"
#include "hu-state-file.h"
#include "hu-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Milliseconds: programs write a file in several steps; a missing or torn one gets time to become whole. */
#define SETTLE_DELAY 100
#define SECOND_LOOK  1500
#define MAX_TRIES    4

struct _HuForeign
{
  HuStoreEntry *entry; /* borrowed: it owns this */
  GFileMonitor *monitor;
  guint timer;
  gboolean checking;
  guint tries;          /* that edits made meanwhile have undone */
  gboolean again;       /* something happened during the check */
  gboolean scans;       /* the next check looks for copies too */
  gboolean was_missing; /* at the last look */
  gboolean deleted;
  char *bad_sha256;  /* of the file that could not be read at the last look */
  gboolean joined;   /* the file still has conflict markers */
  GPtrArray *copies; /* file names that a person may merge */
  char *merged_copy; /* (nullable): to be put aside once the layer is saved */
};

/* A look at the file and what comes of it, made by a worker. */
typedef struct
{
  HuDocument *document;
  char *path;
  char *layer_path;
  char *copy; /* (nullable): a conflicted copy is merged instead */
  HuText *text;
  HuSnapshot *mine;
  guint64 generation;
  HuLayerSlot *slot;
  gboolean scans;

  HuForeignFile *found;
  HuSnapshot *theirs;
  gboolean joined;
  HuLayerMerge *merge;
  GPtrArray *copies;
  GError *error;
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_object_unref (check->document);
  g_free (check->path);
  g_free (check->layer_path);
  g_free (check->copy);
  hu_text_unref (check->text);
  hu_snapshot_unref (check->mine);
  hu_layer_slot_unref (check->slot);
  g_clear_pointer (&check->found, hu_foreign_file_free);
  g_clear_pointer (&check->theirs, hu_snapshot_unref);
  g_clear_pointer (&check->merge, hu_layer_merge_free);
  g_clear_pointer (&check->copies, g_ptr_array_unref);
  g_clear_error (&check->error);
  g_free (check);
}

static void
check_take_mine (Check *check)
{
  g_clear_pointer (&check->mine, hu_snapshot_unref);
  check->mine = hu_layer_snapshot (hu_document_get_layer (check->document));
  check->generation = hu_document_get_generation (check->document);
  if (check->text == hu_document_get_text (check->document))
    return;
  /* What was known of the file was known as of another text. */
  hu_text_unref (check->text);
  check->text = hu_text_ref (hu_document_get_text (check->document));
  if (check->found)
    g_clear_pointer (&check->found->base, hu_snapshot_unref);
}

/* While the file can't be read edits go elsewhere; its own place is looked at then. */
static HuLayerSlot *
slot_of (HuStoreEntry *entry)
{
  if (strcmp (hu_saver_get_path (entry->saver), entry->layer_path) == 0)
    return hu_layer_slot_ref (hu_saver_get_slot (entry->saver));
  return hu_layer_slot_new (entry->layer_path, TRUE);
}

static Check *
check_new (HuStoreEntry *entry)
{
  Check *check = g_new0 (Check, 1);

  check->document = g_object_ref (entry->document);
  check->path = g_strdup (entry->path);
  check->layer_path = g_strdup (entry->layer_path);
  check->text = hu_text_ref (hu_document_get_text (entry->document));
  check->slot = slot_of (entry);
  check_take_mine (check);
  return check;
}

/* In a worker. */

/* A file by that name that is no layer is none of ours. */
static void
scan (Check *check)
{
  check->copies = hu_find_conflicted_copies (check->layer_path);
  for (guint i = check->copies->len; i-- > 0;)
    {
      g_autoptr (GBytes) bytes = hu_json_load (g_ptr_array_index (check->copies, i), NULL);
      guint n_conflicts;
      gboolean joined;
      g_autoptr (HuSnapshot) copy = bytes ? hu_load_layer (check->path, check->layer_path, check->text, bytes,
                                                           &joined, &n_conflicts, NULL)
                                          : NULL;

      if (!copy)
        g_ptr_array_remove_index (check->copies, i);
    }
}

static void
merge (Check *check)
{
  g_autoptr (HuSnapshot) base = NULL;
  guint n_conflicts;

  check->theirs = hu_load_layer (check->path, check->layer_path, check->text, check->found->bytes,
                                 &check->joined, &n_conflicts, &check->error);
  if (!check->theirs)
    return;
  hu_snapshot_sort (check->theirs);
  if (check->found->base)
    base = hu_snapshot_ref (check->found->base);
  else
    base = hu_load_base (check->path, check->layer_path, check->text, check->mine, check->theirs);
  check->merge =
      hu_merge_layers (base, check->mine, check->theirs, check->text, _ ("Changes from elsewhere"));
}

static void
check_run (Check *check)
{
  if (check->scans)
    scan (check);
  if (check->copy && !check->found)
    {
      check->found = g_new0 (HuForeignFile, 1);
      check->found->bytes = hu_json_load (check->copy, &check->error);
    }
  else if (!check->found && !hu_layer_slot_look (check->slot, &check->found, &check->error))
    return;
  if (check->found && check->found->bytes)
    merge (check);
  if (check->merge && !check->copy && !check->joined)
    hu_base_store (check->layer_path, check->found->bytes, NULL);
}

/* What is said. */

static void
add_part (GString *parts, char *part)
{
  if (parts->len)
    g_string_append (parts, ", ");
  g_string_append (parts, part);
  g_free (part);
}

static char *
describe_added (HuKind kind, guint n)
{
  switch (kind)
    {
    case HU_KIND_CLAIM:
      return g_strdup_printf (ngettext ("%u claim added", "%u claims added", n), n);
    case HU_KIND_MENTION:
      return g_strdup_printf (ngettext ("%u mention added", "%u mentions added", n), n);
    case HU_KIND_STANCE:
      return g_strdup_printf (ngettext ("%u stance added", "%u stances added", n), n);
    case HU_KIND_MEMO:
      return g_strdup_printf (ngettext ("%u memo added", "%u memos added", n), n);
    default:
      return g_strdup_printf (ngettext ("%u speaker added", "%u speakers added", n), n);
    }
}

/* "3 claims added, 1 changed". */
static char *
describe (HuLayerMerge *merge)
{
  static const HuKind kinds[] = { HU_KIND_CLAIM, HU_KIND_MENTION, HU_KIND_STANCE, HU_KIND_MEMO,
                                  HU_KIND_SPEAKER };
  GString *parts = g_string_new (NULL);
  guint changed = 0, removed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (merge->added[kinds[i]])
        add_part (parts, describe_added (kinds[i], merge->added[kinds[i]]));
      changed += merge->changed[kinds[i]];
      removed += merge->removed[kinds[i]];
    }
  if (changed)
    add_part (parts, g_strdup_printf (ngettext ("%u changed", "%u changed", changed), changed));
  if (removed)
    add_part (parts, g_strdup_printf (ngettext ("%u removed", "%u removed", removed), removed));
  if (merge->changed[HU_KIND_DOCUMENT])
    add_part (parts, g_strdup (_ ("facts about the article changed")));
  if (parts->len == 0 && merge->changed[HU_KIND_LAYER])
    add_part (parts, g_strdup (_ ("progress changed")));
  return g_string_free (parts, FALSE);
}

/* The name of who made the changes, if it is one other person. (transfer full) (nullable) */
static char *
find_name (HuStoreEntry *entry, Check *check)
{
  const char *by = check->merge->by;
  HuCodebook *codebook = hu_document_get_codebook (entry->document);
  const HuCode *code = by ? hu_codebook_find (codebook, HU_CODES_CODERS, by) : NULL;
  HuRecord *root = hu_snapshot_get_only (check->theirs, HU_KIND_LAYER);
  HuValue *coder = root ? hu_value_get_member (hu_record_get (root, HU_MEMBER_LAYER), "coder") : NULL;

  if (!by || g_strcmp0 (by, hu_document_get_coder_id (entry->document)) == 0)
    return NULL;
  if (code && code->label)
    return g_strdup (code->label);
  if (g_strcmp0 (hu_value_get_member_string (coder, "id"), by) == 0 &&
      hu_value_get_member_string (coder, "name"))
    return g_strdup (hu_value_get_member_string (coder, "name"));
  return g_strdup (by);
}

static void
notify (HuStoreEntry *entry, char *notice)
{
  g_autofree char *earlier = g_steal_pointer (&entry->notice);

  entry->notice = earlier ? g_strdup_printf ("%s %s", earlier, notice) : g_strdup (notice);
  g_free (notice);
  g_signal_emit_by_name (entry->store, "notice", entry->document);
}

static void
say_what_came (HuStoreEntry *entry, Check *check)
{
  g_autofree char *parts = describe (check->merge);
  g_autofree char *name = find_name (entry, check);
  g_autofree char *said = NULL;
  guint n = check->merge->n_conflicts;

  if (!*parts)
    return;
  /* Translators: %s is a person, then such as "3 claims added, 1 changed" */
  said = name ? g_strdup_printf (_ ("%s's changes came in: %s."), name, parts)
              : g_strdup_printf (_ ("Changes from elsewhere came in: %s."), parts);
  if (n == 0)
    notify (entry, g_steal_pointer (&said));
  else
    notify (entry,
            g_strdup_printf (ngettext ("%s %u differs from yours.", "%s %u differ from yours.", n), said, n));
}

static void
problem_changed (HuStoreEntry *entry)
{
  g_signal_emit_by_name (entry->store, "problem-changed", entry->document);
}

/* In the main thread. */

static gboolean
are_equal (HuSnapshot *a, HuSnapshot *b)
{
  for (guint kind = 0; kind < HU_N_KINDS; kind++)
    {
      if (a->records[kind]->len != b->records[kind]->len)
        return FALSE;
      for (guint i = 0; i < a->records[kind]->len; i++)
        if (!hu_record_equal (g_ptr_array_index (a->records[kind], i),
                              g_ptr_array_index (b->records[kind], i)))
          return FALSE;
    }
  return TRUE;
}

static gboolean
apply (HuStoreEntry *entry, Check *check)
{
  guint n_done;
  GPtrArray *history = hu_document_get_history (entry->document, &n_done);
  g_autoptr (GPtrArray) steps = hu_rebase_steps (history, &n_done, check->merge->edit);
  g_autoptr (GError) error = NULL;
  gboolean done;

  entry->takes_foreign = TRUE;
  done = hu_document_apply_foreign (entry->document, check->merge->edit, steps, n_done, &error);
  entry->takes_foreign = FALSE;
  if (!done)
    g_warning ("What others changed could not be taken: %s", error->message);
  return done;
}

/* The file is at its own place again, after edits went to a recovery file. */
static void
return_to_file (HuStoreEntry *entry)
{
  if (!entry->unreadable)
    return;
  g_clear_pointer (&entry->unreadable, g_free);
  hu_document_set_joins_register (entry->document, hu_store_entry_is_opened (entry));
  hu_saver_set_path (entry->saver, entry->layer_path, FALSE);
  entry->replayed = TRUE;
}

static void
take_file (HuStoreEntry *entry, Check *check)
{
  HuForeign *self = entry->foreign;
  gboolean unsaved = hu_document_get_unsaved (entry->document) || entry->unreadable;
  HuLayerSlot *slot;

  if (!apply (entry, check))
    return;
  return_to_file (entry);
  slot = hu_saver_get_slot (entry->saver);
  hu_layer_slot_set_known (slot, check->found->sha256, check->theirs,
                           hu_document_get_generation (entry->document));
  self->joined = check->joined;
  if (check->joined)
    hu_layer_slot_keep_original (slot);
  /* What Git could not merge is written anew with a person's edit. */
  if (check->joined ? !unsaved : are_equal (check->merge->snapshot, check->theirs))
    hu_saver_take_saved (entry->saver, check->found->sha256);
  else
    hu_saver_save_again (entry->saver);
  say_what_came (entry, check);
}

static void
put_copy_aside (HuStoreEntry *entry, const char *copy)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hu_json_load (copy, &error);
  g_autofree char *kept = NULL;
  g_autofree char *display = NULL;

  if (!bytes || !hu_kept_store (copy, bytes, &kept, &error) || g_unlink (copy) != 0)
    return;
  display = g_filename_display_name (kept);
  notify (entry, g_strdup_printf (_ ("The other version is kept in %s."), display));
}

static void
take_copy (HuStoreEntry *entry, Check *check)
{
  HuForeign *self = entry->foreign;
  guint place;

  if (!apply (entry, check))
    return;
  if (g_ptr_array_find_with_equal_func (self->copies, check->copy, g_str_equal, &place))
    g_ptr_array_remove_index (self->copies, place);
  say_what_came (entry, check);
  if (hu_document_get_unsaved (entry->document))
    {
      g_free (self->merged_copy);
      self->merged_copy = g_strdup (check->copy);
    }
  else
    put_copy_aside (entry, check->copy);
  problem_changed (entry);
}

static void start_check (HuForeign *self, HuForeignFile *found, const char *copy);

static gboolean
timer_fired (gpointer user_data)
{
  HuForeign *self = user_data;

  self->timer = 0;
  start_check (self, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
check_soon (HuForeign *self, guint delay)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (delay, timer_fired, self);
}

/* Said at the second look; nothing is lost meanwhile, the journal has it all. */
static void
take_missing (HuForeign *self, gboolean now)
{
  HuStoreEntry *entry = self->entry;

  if (now || (self->deleted && hu_document_get_unsaved (entry->document)))
    {
      hu_layer_slot_set_known (hu_saver_get_slot (entry->saver), NULL, NULL, 0);
      hu_saver_save_again (entry->saver);
    }
  else if (!self->was_missing)
    check_soon (self, SECOND_LOOK);
  else if (!self->deleted)
    {
      self->deleted = TRUE;
      problem_changed (entry);
    }
  self->was_missing = TRUE;
}

static void
take_unreadable (HuForeign *self, Check *check, gboolean now)
{
  HuStoreEntry *entry = self->entry;
  g_autofree char *recovery = NULL;

  if (entry->unreadable)
    return;
  if (!now && g_strcmp0 (self->bad_sha256, check->found->sha256) != 0)
    {
      g_free (self->bad_sha256);
      self->bad_sha256 = g_strdup (check->found->sha256);
      check_soon (self, SECOND_LOOK);
      return;
    }
  recovery = hu_recovery_path_for (entry->path, entry->coder);
  entry->unreadable = g_strdup (check->error->message);
  hu_saver_set_path (entry->saver, recovery, TRUE);
  problem_changed (entry);
}

/* FALSE where it must be done anew. */
static gboolean
finish_check (HuForeign *self, Check *check, gboolean now)
{
  HuStoreEntry *entry = self->entry;
  gboolean was_bad = self->deleted || entry->unreadable || self->joined;

  if (check->copies)
    {
      gboolean changed = check->copies->len != self->copies->len;

      g_ptr_array_unref (self->copies);
      self->copies = g_steal_pointer (&check->copies);
      if (changed)
        problem_changed (entry);
    }
  if (check->merge && (hu_document_get_generation (entry->document) != check->generation ||
                       hu_document_get_text (entry->document) != check->text))
    return FALSE;
  if (check->found && !check->found->bytes && !check->copy)
    {
      take_missing (self, now);
      return TRUE;
    }
  if (check->error && !check->copy && check->found)
    {
      take_unreadable (self, check, now);
      return TRUE;
    }
  /* A file that can't be looked at is the next save's problem. */
  if (check->error)
    return TRUE;
  self->was_missing = FALSE;
  self->deleted = FALSE;
  g_clear_pointer (&self->bad_sha256, g_free);
  if (check->merge && check->copy)
    take_copy (entry, check);
  else if (check->merge)
    take_file (entry, check);
  if (was_bad || self->joined)
    problem_changed (entry);
  return TRUE;
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  check_run (data);
  g_task_return_boolean (task, TRUE);
}

static void run_check (HuForeign *self, Check *check);

static void
check_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Check *check = g_task_get_task_data (G_TASK (result));
  HuStoreEntry *entry = hu_store_find_entry (HU_STORE (source), check->document);
  HuForeign *self = entry ? entry->foreign : NULL;
  Check *next;

  if (!self)
    return;
  self->checking = FALSE;
  if (!finish_check (self, check, FALSE))
    {
      next = check_new (entry);
      next->copy = g_steal_pointer (&check->copy);
      /* Somebody who edits faster than this can be done in a worker waits a moment. */
      if (++self->tries < MAX_TRIES)
        {
          run_check (self, next);
          return;
        }
      check_run (next);
      finish_check (self, next, FALSE);
      check_free (next);
    }
  self->tries = 0;
  if (self->again)
    check_soon (self, SETTLE_DELAY);
  self->again = FALSE;
}

static void
run_check (HuForeign *self, Check *check)
{
  g_autoptr (GTask) task = g_task_new (self->entry->store, NULL, check_done, NULL);

  self->checking = TRUE;
  g_task_set_source_tag (task, run_check);
  g_task_set_task_data (task, check, check_free);
  g_task_run_in_thread (task, check_thread);
}

static HuForeignFile *
found_copy (HuForeignFile *found)
{
  HuForeignFile *copy = g_new0 (HuForeignFile, 1);

  copy->bytes = found->bytes ? g_bytes_ref (found->bytes) : NULL;
  copy->sha256 = g_strdup (found->sha256);
  copy->base = found->base ? hu_snapshot_ref (found->base) : NULL;
  return copy;
}

/* @found: (nullable): what is there, where that is known already. */
static void
start_check (HuForeign *self, HuForeignFile *found, const char *copy)
{
  Check *check;

  if (!self->entry->document)
    return;
  if (self->checking)
    {
      self->again = TRUE;
      return;
    }
  check = check_new (self->entry);
  check->found = found ? found_copy (found) : NULL;
  check->copy = g_strdup (copy);
  check->scans = self->scans;
  self->scans = FALSE;
  run_check (self, check);
}

/* A save found it. */
static void
saver_found (HuSaver *saver, HuForeignFile *found, gboolean now, gpointer user_data)
{
  HuStoreEntry *entry = user_data;
  Check *check;

  if (!now)
    {
      start_check (entry->foreign, found, NULL);
      return;
    }
  check = check_new (entry);
  check->found = found_copy (found);
  check_run (check);
  finish_check (entry->foreign, check, TRUE);
  check_free (check);
}

static gboolean
is_of_layer (HuForeign *self, GFile *file)
{
  g_autofree char *name = file ? g_file_get_basename (file) : NULL;
  g_autofree char *layer = g_path_get_basename (self->entry->layer_path);

  if (!name)
    return FALSE;
  if (hu_is_conflicted_copy (name, layer))
    self->scans = TRUE;
  return self->scans || strcmp (name, layer) == 0;
}

static void
folder_changed (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, HuForeign *self)
{
  if (is_of_layer (self, file) || is_of_layer (self, other))
    check_soon (self, SETTLE_DELAY);
}

void
hu_store_entry_watch (HuStoreEntry *entry, HuLoaded *loaded)
{
  HuForeign *self;
  g_autofree char *folder = NULL;
  g_autoptr (GFile) file = NULL;

  if (!entry->saver)
    return;
  self = entry->foreign = g_new0 (HuForeign, 1);
  self->entry = entry;
  self->copies = g_ptr_array_new_with_free_func (g_free);
  self->joined = loaded->joined;
  self->scans = TRUE;
  hu_saver_set_foreign_func (entry->saver, saver_found, entry, loaded->file_sha256, loaded->file_snapshot);
  if (self->joined)
    hu_layer_slot_keep_original (hu_saver_get_slot (entry->saver));
  folder = g_path_get_dirname (entry->layer_path);
  file = g_file_new_for_path (folder);
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (folder_changed), self);
  /* It may have been changed since it was read. */
  check_soon (self, SETTLE_DELAY);
}

void
hu_store_entry_unwatch (HuStoreEntry *entry)
{
  HuForeign *self = g_steal_pointer (&entry->foreign);

  if (!self)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->monitor)
    {
      g_signal_handlers_disconnect_by_data (self->monitor, self);
      g_file_monitor_cancel (self->monitor);
      g_object_unref (self->monitor);
    }
  g_ptr_array_unref (self->copies);
  g_free (self->merged_copy);
  g_free (self->bad_sha256);
  g_free (self);
}

void
hu_store_entry_foreign_saved (HuStoreEntry *entry)
{
  HuForeign *self = entry->foreign;
  gboolean said = self && (self->deleted || self->joined);
  g_autofree char *copy = NULL;

  if (!self || !entry->document || hu_document_get_unsaved (entry->document) || entry->unreadable)
    return;
  self->deleted = self->was_missing = self->joined = FALSE;
  copy = g_steal_pointer (&self->merged_copy);
  if (copy)
    put_copy_aside (entry, copy);
  if (said)
    problem_changed (entry);
}

HuProblem
hu_store_entry_get_foreign_problem (HuStoreEntry *entry, char **message)
{
  HuForeign *self = entry->foreign;
  g_autofree char *name = NULL;

  if (!self)
    return HU_PROBLEM_NONE;
  if (self->deleted)
    {
      *message =
          g_strdup (_ ("The file of annotations was removed by another program. Your tags are still here."));
      return HU_PROBLEM_LAYER_DELETED;
    }
  if (self->joined)
    {
      *message =
          g_strdup (_ ("The file holds two versions that Git could not merge; both are joined here. It is "
                       "written with your next change."));
      return HU_PROBLEM_LAYER_JOINED;
    }
  if (self->copies->len == 0)
    return HU_PROBLEM_NONE;
  name = g_filename_display_basename (g_ptr_array_index (self->copies, 0));
  *message = g_strdup_printf (_ ("There is another version of these annotations: %s"), name);
  return HU_PROBLEM_LAYER_COPY;
}

void
hu_store_write_again (HuStore *self, HuDocument *document)
{
  HuStoreEntry *entry;

  g_return_if_fail (HU_IS_STORE (self) && HU_IS_DOCUMENT (document));
  entry = hu_store_find_entry (self, document);
  if (!entry || !entry->foreign || !(entry->foreign->deleted || entry->foreign->joined))
    return;
  if (entry->foreign->deleted)
    hu_layer_slot_set_known (hu_saver_get_slot (entry->saver), NULL, NULL, 0);
  hu_saver_force (entry->saver);
}

void
hu_store_merge_copy (HuStore *self, HuDocument *document)
{
  HuStoreEntry *entry;

  g_return_if_fail (HU_IS_STORE (self) && HU_IS_DOCUMENT (document));
  entry = hu_store_find_entry (self, document);
  if (!entry || !entry->foreign || entry->foreign->copies->len == 0 || entry->foreign->checking)
    return;
  start_check (entry->foreign, NULL, g_ptr_array_index (entry->foreign->copies, 0));
}
