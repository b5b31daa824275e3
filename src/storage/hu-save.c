/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving a file so that a crash, a full disk or a pulled plug leaves either the old or the new one, whole.
 *
 * The new content goes into a temporary file beside the target, is synced, and takes the target's place by
 * rename, which is atomic. The temporary file's name says which process of which start of a machine wrote it,
 * so that what a killed process left can be told from what another one is just writing.
 */
#include "config.h"

#include "hu-save.h"

#include "hu-process.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#define PREFIX ".hustings-"
/* Letters of what makes a name unique. */
#define UNIQUE    6
#define MAX_LINKS 40

/* The last file that @path leads to by symbolic links; it need not be there. */
static char *
resolve (const char *path, GError **error)
{
  g_autofree char *target = g_strdup (path);

  for (guint i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *link = g_file_read_link (target, NULL);
      g_autofree char *folder = NULL;

      if (!link)
        return g_steal_pointer (&target);
      folder = g_path_get_dirname (target);
      g_free (target);
      target = g_path_is_absolute (link) ? g_strdup (link) : g_build_filename (folder, link, NULL);
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS, g_strerror (ELOOP));
  return NULL;
}

const char *
hu_save_explain (int number)
{
  switch (number)
    {
    case ENOSPC:
      return _ ("The disk is full.");
    case EDQUOT:
      return _ ("Your share of the disk is used up.");
    case EROFS:
      return _ ("The disk or folder can only be read.");
    case EACCES:
    case EPERM:
      return _ ("You are not allowed to write there.");
    case ENOENT:
    case ENOTDIR:
      return _ ("The folder is not there.");
    case EIO:
      return _ ("The disk reported an error.");
    default:
      return g_strerror (number);
    }
}

static gboolean
fail (GError **error, int number)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (number), hu_save_explain (number));
  return FALSE;
}

/* What is to be kept of the old file. */
typedef struct
{
  gboolean there;
  struct stat info;
} Old;

static gboolean
inspect (const char *target, Old *old, GError **error)
{
  old->there = stat (target, &old->info) == 0;
  if (!old->there)
    return errno == ENOENT || fail (error, errno);
  if (!S_ISREG (old->info.st_mode))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("not a regular file"));
      return FALSE;
    }
  /* rename() would ask only the folder. */
  return access (target, W_OK) == 0 || fail (error, errno);
}

/* A new file beside the target. Its name goes to @path. */
static int
open_temporary (const char *folder, gboolean private, char **path)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  g_autofree char *boot_id = hu_process_get_boot_id ();
  int fd = -1;

  for (guint attempt = 0; attempt < 100; attempt++)
    {
      char unique[UNIQUE + 1] = "";
      g_autofree char *name = NULL;
      g_autofree char *full = NULL;

      for (guint i = 0; i < UNIQUE; i++)
        unique[i] = letters[g_random_int_range (0, sizeof letters - 1)];
      name = g_strdup_printf (PREFIX "%s-%d-%s", boot_id, (int) getpid (), unique);
      full = g_build_filename (folder, name, NULL);
      /* A new file gets what the umask leaves of 0666; over an old one, its mode comes later. */
      fd = open (full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, private ? 0600 : 0666);
      if (fd >= 0)
        {
          *path = g_steal_pointer (&full);
          return fd;
        }
      if (errno != EEXIST && errno != EINTR)
        return -1;
    }
  return -1;
}

#define ACCESS_LIST "system.posix_acl_access"

/* What people and programs noted with the file, and who else may open it. FALSE where its access list can't
 * be kept: then its mode's group is no group but a limit. */
static gboolean
keep_extended (const char *target, int fd)
{
  char names[4096];
  ssize_t size = listxattr (target, names, sizeof names);
  gboolean kept = TRUE;

  for (const char *name = names; size > 0 && name < names + size; name += strlen (name) + 1)
    {
      char value[4096];
      gboolean is_list = strcmp (name, ACCESS_LIST) == 0;
      ssize_t length;

      if (!is_list && !g_str_has_prefix (name, "user."))
        continue;
      length = getxattr (target, name, value, sizeof value);
      if ((length < 0 || fsetxattr (fd, name, value, (size_t) length, 0) != 0) && is_list)
        kept = FALSE;
    }
  return kept;
}

static gboolean
keep_attributes (const char *target, int fd, const Old *old)
{
  mode_t mode = old->info.st_mode & 07777;
  struct stat now;

  if (!old->there)
    return TRUE;
  if (fstat (fd, &now) != 0)
    return FALSE;
  if (!keep_extended (target, fd))
    mode &= ~(mode_t) 070;
  if ((now.st_uid != old->info.st_uid || now.st_gid != old->info.st_gid) &&
      fchown (fd, old->info.st_uid, old->info.st_gid) != 0 && fchown (fd, -1, old->info.st_gid) != 0)
    /* Another group than before must not get what was the old one's. */
    mode = (mode & ~(mode_t) 070) | ((mode & 07) << 3);
  return fchmod (fd, mode) == 0;
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize done = 0; done < size;)
    {
      gssize n = write (fd, data + done, size - done);

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        done += n;
    }
  return TRUE;
}

static gboolean
sync_fd (int fd)
{
  int result;

  do
    result = fsync (fd);
  while (result != 0 && errno == EINTR);
  return result == 0;
}

/* Some file systems sync no folders, and some folders can't be opened for reading: neither is a failure. */
static gboolean
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok = TRUE;

  if (fd < 0)
    return errno == EACCES || errno == EPERM;
  if (!sync_fd (fd))
    ok = errno == EINVAL || errno == ENOTSUP || errno == EROFS;
  close (fd);
  return ok;
}

static gboolean
replace (const char *target, const char *folder, const Old *old, GBytes *bytes, GError **error)
{
  g_autofree char *temporary = NULL;
  int fd = open_temporary (folder, old->there, &temporary);
  gboolean ok;
  int number;

  if (fd < 0)
    return fail (error, errno);
  ok = keep_attributes (target, fd, old) && write_all (fd, bytes) && sync_fd (fd);
  number = errno;
  /* Interrupted, the descriptor is closed all the same. */
  if (close (fd) != 0 && errno != EINTR && ok)
    {
      ok = FALSE;
      number = errno;
    }
  if (ok && rename (temporary, target) != 0)
    {
      ok = FALSE;
      number = errno;
    }
  if (!ok)
    {
      unlink (temporary);
      return fail (error, number);
    }
  return sync_folder (folder) || fail (error, errno);
}

gboolean
hu_save_bytes (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *display = NULL;
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;
  Old old;
  gboolean ok;

  g_return_val_if_fail (path != NULL && bytes != NULL, FALSE);
  display = g_filename_display_name (path);
  target = resolve (path, error);
  folder = target ? g_path_get_dirname (target) : NULL;
  ok = target && inspect (target, &old, error) && replace (target, folder, &old, bytes, error);
  if (!ok)
    g_prefix_error (error, "%s: ", display);
  return ok;
}

typedef struct
{
  char *path;
  GBytes *bytes;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_free (save->path);
  g_bytes_unref (save->bytes);
  g_free (save);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (hu_save_bytes (save->path, save->bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
hu_save_bytes_async (const char *path,
                     GBytes *bytes,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Save *save;

  g_return_if_fail (path != NULL && bytes != NULL);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hu_save_bytes_async);
  /* What was written is told, also where the caller has given up meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  save = g_new0 (Save, 1);
  save->path = g_strdup (path);
  save->bytes = g_bytes_ref (bytes);
  g_task_set_task_data (task, save, save_free);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
hu_save_bytes_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, hu_save_bytes_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The boot id and process in a temporary file's name. FALSE for the name of any other file. */
static gboolean
parse_name (const char *name, const char **boot_id, pid_t *pid)
{
  const char *rest;
  char *end;
  gint64 number;

  if (!g_str_has_prefix (name, PREFIX))
    return FALSE;
  rest = name + strlen (PREFIX);
  if (strlen (rest) < HU_BOOT_ID_LENGTH + 1 || strspn (rest, "0123456789abcdef-") < HU_BOOT_ID_LENGTH + 1 ||
      rest[HU_BOOT_ID_LENGTH] != '-')
    return FALSE;
  *boot_id = rest;
  rest += HU_BOOT_ID_LENGTH + 1;
  number = g_ascii_isdigit (*rest) ? g_ascii_strtoll (rest, &end, 10) : 0;
  if (number <= 0 || number > G_MAXINT || *end != '-' || strlen (end + 1) != UNIQUE)
    return FALSE;
  *pid = (pid_t) number;
  return TRUE;
}

static gboolean
is_left_behind (const char *path, const char *boot_id, pid_t pid, const char *own_boot_id)
{
  struct stat info;

  if (lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return FALSE;
  if (strncmp (boot_id, own_boot_id, HU_BOOT_ID_LENGTH) == 0)
    return hu_process_is_gone (pid);
  return g_get_real_time () / G_USEC_PER_SEC - info.st_mtime > 24 * 60 * 60;
}

guint
hu_save_sweep (const char *folder)
{
  g_autofree char *own_boot_id = hu_process_get_boot_id ();
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  g_return_val_if_fail (folder != NULL, 0);
  dir = g_dir_open (folder, 0, NULL);
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = NULL;
      const char *boot_id;
      pid_t pid;

      if (!parse_name (name, &boot_id, &pid))
        continue;
      path = g_build_filename (folder, name, NULL);
      if (is_left_behind (path, boot_id, pid, own_boot_id) && unlink (path) == 0)
        n++;
    }
  return n;
}
