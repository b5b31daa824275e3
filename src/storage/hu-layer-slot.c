/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place of a layer file on disk: what is known of it, so that nothing of others is ever overwritten.
 *
 * Jobs of one document may meet (a flush while a save runs): the slot that they share has a lock and knows
 * the newest generation on disk, so an older state never goes over a newer one. Before each write the file is
 * looked at: where its identity, size and times are those of the last time, its bytes are; else its hash
 * says. Between the look and the rename another program could write: programs of this kind lock the folder
 * meanwhile. What was found is handed back, to be merged first.
 */
#include "config.h"

#include "hu-layer-slot.h"

#include "hu-json.h"
#include "hu-layer-file.h"
#include "hu-save.h"
#include "hu-sidecar.h"
#include "hu-state-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* How long another program may hold the folder, in steps of 5 ms. */
#define LOCK_TRIES 1000

struct _HuLayerSlot
{
  gatomicrefcount refs;
  char *path;
  gboolean checks;

  GMutex lock;
  gint64 written; /* the newest generation on disk; -1: none yet */
  char *sha256;
  HuSnapshot *base;
  struct stat info; /* of the file with that hash */
  gboolean has_info;
  gboolean keeps_original;
};

void
hu_foreign_file_free (HuForeignFile *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->base, hu_snapshot_unref);
  g_free (self->sha256);
  g_free (self);
}

HuLayerSlot *
hu_layer_slot_new (const char *path, gboolean checks)
{
  HuLayerSlot *self;

  g_return_val_if_fail (path != NULL, NULL);
  self = g_new0 (HuLayerSlot, 1);
  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->path = g_strdup (path);
  self->checks = checks;
  self->written = -1;
  return self;
}

HuLayerSlot *
hu_layer_slot_ref (HuLayerSlot *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hu_layer_slot_unref (HuLayerSlot *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_mutex_clear (&self->lock);
  g_clear_pointer (&self->base, hu_snapshot_unref);
  g_free (self->sha256);
  g_free (self->path);
  g_free (self);
}

const char *
hu_layer_slot_get_path (HuLayerSlot *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->path;
}

/* With the lock held. */
static void
set_known (HuLayerSlot *self, const char *sha256, HuSnapshot *base)
{
  if (base)
    hu_snapshot_ref (base);
  g_clear_pointer (&self->base, hu_snapshot_unref);
  self->base = base;
  g_free (self->sha256);
  self->sha256 = g_strdup (sha256);
  self->has_info = FALSE;
}

void
hu_layer_slot_set_known (HuLayerSlot *self, const char *sha256, HuSnapshot *base, guint64 generation)
{
  g_return_if_fail (self != NULL);
  g_mutex_lock (&self->lock);
  set_known (self, sha256, base);
  self->written = (gint64) generation - 1;
  g_mutex_unlock (&self->lock);
}

void
hu_layer_slot_set_base (HuLayerSlot *self, HuSnapshot *base)
{
  g_return_if_fail (self != NULL && base != NULL);
  g_mutex_lock (&self->lock);
  if (self->base)
    {
      hu_snapshot_ref (base);
      hu_snapshot_unref (self->base);
      self->base = base;
    }
  g_mutex_unlock (&self->lock);
}

void
hu_layer_slot_begin_checks (HuLayerSlot *self)
{
  g_return_if_fail (self != NULL);
  g_mutex_lock (&self->lock);
  self->checks = TRUE;
  g_mutex_unlock (&self->lock);
}

void
hu_layer_slot_keep_original (HuLayerSlot *self)
{
  g_return_if_fail (self != NULL);
  g_mutex_lock (&self->lock);
  self->keeps_original = TRUE;
  g_mutex_unlock (&self->lock);
}

/* The folder that the file really is in, locked; -1 where that can't be done (some network folders). */
static int
lock_folder (const char *path)
{
  g_autofree char *real = realpath (path, NULL);
  g_autofree char *folder = g_path_get_dirname (real ? real : path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  for (guint i = 0; fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0; i++)
    if (errno != EWOULDBLOCK || i == LOCK_TRIES)
      {
        close (fd);
        return -1;
      }
    else
      g_usleep (5000);
  return fd;
}

static void
unlock_folder (int fd)
{
  if (fd >= 0)
    close (fd);
}

static gboolean
is_same_file (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
         a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
         a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

static HuForeignFile *
found_new (HuLayerSlot *self, GBytes *bytes, const char *sha256)
{
  HuForeignFile *found = g_new0 (HuForeignFile, 1);

  found->bytes = bytes ? g_bytes_ref (bytes) : NULL;
  found->sha256 = g_strdup (sha256);
  found->base = self->base ? hu_snapshot_ref (self->base) : NULL;
  return found;
}

/* With the lock held. */
static gboolean
look (HuLayerSlot *self, HuForeignFile **found, GError **error)
{
  struct stat info;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *sha256 = NULL;

  *found = NULL;
  if (stat (self->path, &info) != 0)
    {
      if (errno == ENOENT && self->sha256)
        *found = found_new (self, NULL, NULL);
      /* What else is wrong with it, writing says. */
      return TRUE;
    }
  if (self->has_info && is_same_file (&info, &self->info))
    return TRUE;
  bytes = hu_json_load (self->path, error);
  if (!bytes)
    return FALSE;
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_strcmp0 (sha256, self->sha256) != 0)
    {
      *found = found_new (self, bytes, sha256);
      return TRUE;
    }
  /* A file of this very moment may be written to again without its times saying so. */
  self->info = info;
  self->has_info = g_get_real_time () / G_USEC_PER_SEC - info.st_mtim.tv_sec > 1;
  return TRUE;
}

gboolean
hu_layer_slot_look (HuLayerSlot *self, HuForeignFile **found, GError **error)
{
  gboolean ok;

  g_return_val_if_fail (self != NULL && found != NULL, FALSE);
  g_mutex_lock (&self->lock);
  ok = look (self, found, error);
  g_mutex_unlock (&self->lock);
  return ok;
}

/* What is there, which could be read in part only, stays whole beside what is written. */
static gboolean
keep_original (HuLayerSlot *self, GError **error)
{
  g_autofree char *copy = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) reading = NULL;
  gsize length;

  if (!self->keeps_original)
    return TRUE;
  if (g_file_get_contents (self->path, &data, &length, &reading))
    {
      copy = hu_sidecar_name_copy (self->path, "original");
      bytes = g_bytes_new_take (g_steal_pointer (&data), length);
      if (!hu_save_bytes (copy, bytes, error))
        return FALSE;
    }
  else if (!g_error_matches (reading, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&reading));
      return FALSE;
    }
  self->keeps_original = FALSE;
  return TRUE;
}

/* With the lock held, and the folder's. */
static gboolean
write_bytes (HuLayerSlot *self, GBytes *bytes, HuSnapshot *snapshot, char **sha256, GError **error)
{
  struct stat info;

  if (!keep_original (self, error) || !hu_save_bytes (self->path, bytes, error))
    return FALSE;
  *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  set_known (self, *sha256, snapshot);
  /* Ours alone, and whatever comes next is another file or has other times. */
  if (self->checks && stat (self->path, &info) == 0 && info.st_size == (off_t) g_bytes_get_size (bytes))
    {
      self->info = info;
      self->has_info = TRUE;
    }
  return TRUE;
}

gboolean
hu_layer_slot_write (HuLayerSlot *self,
                     HuSnapshot *snapshot,
                     HuText *text,
                     guint64 generation,
                     char **sha256,
                     HuForeignFile **found,
                     GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gboolean done = TRUE;
  int folder;

  g_return_val_if_fail (self != NULL && snapshot != NULL && sha256 != NULL && found != NULL, FALSE);
  *sha256 = NULL;
  *found = NULL;
  g_mutex_lock (&self->lock);
  if ((gint64) generation > self->written)
    {
      bytes = hu_layer_file_write (snapshot, text);
      folder = self->checks ? lock_folder (self->path) : -1;
      done = (!self->checks || look (self, found, error)) &&
             (*found || write_bytes (self, bytes, snapshot, sha256, error));
      unlock_folder (folder);
      if (*sha256)
        self->written = (gint64) generation;
      if (*sha256 && self->checks)
        hu_base_store (self->path, bytes, NULL);
    }
  g_mutex_unlock (&self->lock);
  return done;
}
