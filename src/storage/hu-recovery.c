/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing a document that was read up to what its journals know. */
#include "config.h"

#include "hu-recovery.h"

#include <glib/gi18n-lib.h>

void
hu_recovery_free (HuRecovery *self)
{
  g_clear_pointer (&self->file, hu_journal_file_free);
  g_ptr_array_unref (self->others);
  g_clear_pointer (&self->replay, hu_replay_free);
  g_free (self->notice);
  g_free (self);
}

G_GNUC_PRINTF (2, 3)
static void
say (GString *notice, const char *format, ...)
{
  va_list args;

  if (notice->len)
    g_string_append_c (notice, ' ');
  va_start (args, format);
  g_string_append_vprintf (notice, format, args);
  va_end (args);
}

static void
say_replayed (GString *notice, HuReplay *replay)
{
  guint n = replay->n_recovered;

  if (n > 0)
    say (notice, ngettext ("Recovered %u change.", "Recovered %u changes.", n), n);
  if (replay->n_conflicts > 0)
    say (notice, "%s",
         _ ("Where something was changed elsewhere too, yours is kept and the other is noted with the tag."));
  n = replay->n_unplaced;
  if (n > 0)
    say (notice,
         ngettext (
             "%u change was made on another version of this article, and is kept until that is back.",
             "%u changes were made on another version of this article, and are kept until that is back.", n),
         n);
}

/* What is damaged is put where a person can look at it. */
static void
set_damaged_aside (GString *notice, GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    {
      HuJournalFile *file = g_ptr_array_index (files, i);
      g_autofree char *name = NULL;
      g_autofree char *display = NULL;

      if (!file->damaged)
        continue;
      if (!hu_journal_file_set_aside (file, &name, NULL))
        name = g_strdup (file->path);
      display = g_filename_display_name (name);
      say (notice, _ ("A part of the record of changes is damaged; it is kept in %s."), display);
    }
}

static void
take_replay (HuLoaded *loaded, HuReplay *replay)
{
  if (!replay->snapshot)
    return;
  hu_snapshot_unref (loaded->snapshot);
  loaded->snapshot = hu_snapshot_ref (replay->snapshot);
  hu_text_unref (loaded->text);
  loaded->text = hu_text_ref (replay->text);
}

HuRecovery *
hu_recover (HuLoaded *loaded)
{
  HuRecovery *self;
  HuReplayBase base;
  g_autoptr (GString) notice = g_string_new (NULL);

  g_return_val_if_fail (loaded != NULL, NULL);
  if (loaded->read_only_reason || !loaded->layer_path)
    return NULL;
  self = g_new0 (HuRecovery, 1);
  self->others = hu_journal_find (loaded->path, loaded->coder, hu_text_get_sha256 (loaded->text));
  base = (HuReplayBase){ loaded->snapshot, loaded->text, loaded->bytes,
                         hu_record_get_string (hu_snapshot_get_only (loaded->snapshot, HU_KIND_DOCUMENT),
                                               HU_MEMBER_FILE) };
  self->replay = hu_journal_replay (self->others, &base);
  set_damaged_aside (notice, self->others);
  say_replayed (notice, self->replay);
  take_replay (loaded, self->replay);
  /* What is still needed as it is stays where it is. */
  if (self->replay->n_unplaced > 0)
    g_ptr_array_set_size (self->others, 0);
  if (self->others->len > 0)
    self->file = g_ptr_array_steal_index (self->others, 0);
  self->notice = notice->len ? g_strdup (notice->str) : NULL;
  return self;
}
