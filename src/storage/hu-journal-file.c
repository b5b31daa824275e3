/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of the journal: their lines, and who may write to them.
 *
 * A line is a checksum, a space and an object of compact JSON. Lines are only ever added, so whatever cuts a
 * process or a disk short, what is in front of the cut is sound.
 *
 * Each process has files of its own: the name says whose it is, but what counts is the lock on the file,
 * which goes with the process, however that ends, and can't be mistaken for that of a later process with the
 * same number. Whoever gets the lock on a file that somebody left takes it over.
 */
#include "config.h"

#include "hu-journal-file.h"

#include "hu-error.h"
#include "hu-json.h"
#include "hu-process.h"
#include "hu-save.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUFFIX     ".journal"
#define NEW_SUFFIX ".journal.new"
/* Letters of the checksum: the first of a SHA-256. */
#define CHECKSUM 16
#define ATTEMPTS 100

static gboolean
fail (GError **error, const char *path, int number)
{
  g_autofree char *display = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s: %s", display,
               hu_save_explain (number));
  return FALSE;
}

/* Names. */

char *
hu_journal_dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "hustings", "journal", NULL);
}

char *
hu_journal_dup_key (const char *path, const char *coder)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_return_val_if_fail (path != NULL, NULL);
  g_checksum_update (checksum, (const guchar *) path, (gssize) strlen (path) + 1);
  if (coder)
    g_checksum_update (checksum, (const guchar *) coder, (gssize) strlen (coder));
  return g_strndup (g_checksum_get_string (checksum), 32);
}

/* A name that is of this process and that no file has had. */
static char *
make_path (const char *key, const char *suffix)
{
  g_autofree char *folder = hu_journal_dup_folder ();
  g_autofree char *boot_id = hu_process_get_boot_id ();
  g_autofree char *name =
      g_strdup_printf ("%s-%s-%d-%08x%s", key, boot_id, (int) getpid (), g_random_int (), suffix);

  return g_build_filename (folder, name, NULL);
}

/* Lines. */

void
hu_journal_seal (GString *out, const char *json, gsize length)
{
  g_autofree char *sum = NULL;

  g_return_if_fail (out != NULL && json != NULL);
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) json, length);
  g_string_append_len (out, sum, CHECKSUM);
  g_string_append_c (out, ' ');
  g_string_append_len (out, json, (gssize) length);
  g_string_append_c (out, '\n');
}

/* The object of a line without its line end, or NULL. (transfer full) */
static HuValue *
unseal (const char *line, gsize length)
{
  const char *json = line + CHECKSUM + 1;
  g_autofree char *sum = NULL;
  g_autoptr (GBytes) bytes = NULL;
  HuValue *value;

  if (length <= CHECKSUM + 1 || line[CHECKSUM] != ' ')
    return NULL;
  length -= CHECKSUM + 1;
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) json, length);
  if (memcmp (sum, line, CHECKSUM) != 0)
    return NULL;
  bytes = g_bytes_new_static (json, length);
  value = hu_json_parse (bytes, "", NULL);
  if (value && hu_value_get_type_of (value) != HU_VALUE_OBJECT)
    g_clear_pointer (&value, hu_value_unref);
  return value;
}

static gboolean
is_header (HuValue *value)
{
  return g_strcmp0 (hu_value_get_member_string (value, "format"), "hustings-journal") == 0;
}

static void
line_clear (gpointer data)
{
  hu_value_unref (((HuJournalLine *) data)->value);
}

/* FALSE for a line that can't stand there. Kinds of lines that this version doesn't know are passed over. */
static gboolean
add_line (HuJournalFile *self, HuValue *value, gsize start, gsize end)
{
  guint n = self->lines->len;
  guint header = n ? g_array_index (self->lines, HuJournalLine, n - 1).header : 0;
  HuJournalLine line = { HU_JOURNAL_EDIT, value, header, start, end };

  if (is_header (value))
    {
      line.kind = HU_JOURNAL_HEADER;
      line.header = n;
    }
  else if (n == 0)
    {
      hu_value_unref (value);
      return FALSE;
    }
  else if (hu_value_get_member_string (value, "checkpoint"))
    line.kind = HU_JOURNAL_CHECKPOINT;
  else if (!hu_value_get_member (value, "move"))
    {
      hu_value_unref (value);
      return TRUE;
    }
  g_array_append_val (self->lines, line);
  return TRUE;
}

static void
read_lines (HuJournalFile *self, const char *data, gsize size)
{
  gsize start = 0;

  while (start < size)
    {
      const char *end = memchr (data + start, '\n', size - start);
      HuValue *value = end ? unseal (data + start, end - data - start) : NULL;

      if (!value || !add_line (self, value, start, end + 1 - data))
        {
          self->damaged = end && end + 1 < data + size;
          break;
        }
      start = end + 1 - data;
    }
  self->size = start;
}

HuValue *
hu_journal_file_get_header (HuJournalFile *self)
{
  guint n;

  g_return_val_if_fail (self != NULL, NULL);
  n = self->lines->len;
  if (n == 0)
    return NULL;
  n = g_array_index (self->lines, HuJournalLine, n - 1).header;
  return g_array_index (self->lines, HuJournalLine, n).value;
}

static guint64
get_highest (HuJournalFile *self, HuJournalLineKind kind)
{
  guint64 highest = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      HuJournalLine *line = &g_array_index (self->lines, HuJournalLine, i);
      gint64 seq = hu_value_get_int (hu_value_get_member (line->value, "seq"));

      if (line->kind == kind && seq > 0)
        highest = MAX (highest, (guint64) seq);
    }
  return highest;
}

guint64
hu_journal_file_get_last (HuJournalFile *self)
{
  g_return_val_if_fail (self != NULL, 0);
  /* The last edits themselves may have been dropped when it was made smaller. */
  return MAX (get_highest (self, HU_JOURNAL_EDIT), get_highest (self, HU_JOURNAL_CHECKPOINT));
}

guint64
hu_journal_file_get_checkpoint (HuJournalFile *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return get_highest (self, HU_JOURNAL_CHECKPOINT);
}

/* Taking and giving back. */

static HuJournalFile *
file_new (const char *path, int fd)
{
  HuJournalFile *self = g_new0 (HuJournalFile, 1);

  self->path = g_strdup (path);
  self->fd = fd;
  self->writable = TRUE;
  self->lines = g_array_new (FALSE, FALSE, sizeof (HuJournalLine));
  g_array_set_clear_func (self->lines, line_clear);
  return self;
}

void
hu_journal_file_free (HuJournalFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_array_unref (self->lines);
  g_free (self->path);
  g_free (self);
}

/* The process in a file's name is still there: asked only where files can't be locked. */
static gboolean
named_process_lives (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *boot_id = hu_process_get_boot_id ();
  const char *place = strstr (name, boot_id);
  gint64 pid = place ? g_ascii_strtoll (place + HU_BOOT_ID_LENGTH + 1, NULL, 10) : 0;

  return pid > 0 && pid <= G_MAXINT && pid != getpid () && !hu_process_is_gone ((pid_t) pid);
}

static gboolean
lock (int fd, const char *path)
{
  int result;

  do
    result = flock (fd, LOCK_EX | LOCK_NB);
  while (result != 0 && errno == EINTR);
  if (result == 0)
    return TRUE;
  return errno != EWOULDBLOCK && !named_process_lives (path);
}

/* Whether the file that is open still has that name: it might have got another, or gone. */
static gboolean
has_name (int fd, const char *path, struct stat *info)
{
  struct stat named;

  return fstat (fd, info) == 0 && stat (path, &named) == 0 && info->st_dev == named.st_dev &&
         info->st_ino == named.st_ino;
}

static gboolean
read_all (int fd, char *data, gsize size)
{
  for (gsize done = 0; done < size;)
    {
      gssize n = pread (fd, data + done, size - done, (off_t) done);

      if (n == 0)
        errno = EIO;
      if (n == 0 || (n < 0 && errno != EINTR))
        return FALSE;
      if (n > 0)
        done += n;
    }
  return TRUE;
}

char *
hu_journal_file_read (HuJournalFile *self, GError **error)
{
  g_autofree char *data = NULL;
  struct stat info;
  gint64 version;

  g_return_val_if_fail (self != NULL, NULL);
  if (fstat (self->fd, &info) != 0)
    info.st_size = 0;
  data = g_try_malloc ((gsize) info.st_size + 1);
  if (!data)
    errno = ENOMEM;
  if (!data || !read_all (self->fd, data, (gsize) info.st_size))
    {
      fail (error, self->path, errno);
      return NULL;
    }
  g_array_set_size (self->lines, 0);
  self->damaged = FALSE;
  read_lines (self, data, (gsize) info.st_size);
  version = hu_value_get_int (hu_value_get_member (hu_journal_file_get_header (self), "version"));
  if (version > 1)
    {
      g_set_error (error, HU_ERROR, HU_ERROR_VERSION, "%s: version %" G_GINT64_FORMAT, self->path, version);
      return NULL;
    }
  return g_steal_pointer (&data);
}

HuJournalFile *
hu_journal_file_claim (const char *path, GError **error)
{
  g_autoptr (HuJournalFile) self = NULL;
  g_autofree char *data = NULL;
  struct stat info;
  gboolean writable;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  writable = fd >= 0;
  if (fd < 0 && (errno == EACCES || errno == EROFS || errno == EPERM))
    fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0)
    {
      if (errno != ENOENT)
        fail (error, path, errno);
      return NULL;
    }
  self = file_new (path, fd);
  self->writable = writable;
  if (!lock (fd, path) || !has_name (fd, path, &info) || !S_ISREG (info.st_mode))
    return NULL;
  self->modified = info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000;
  data = hu_journal_file_read (self, error);
  return data ? g_steal_pointer (&self) : NULL;
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  /* Where folders can't be synced there is nothing more to do. */
  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static HuJournalFile *
create (const char *key, const char *suffix, GError **error)
{
  g_autofree char *folder = hu_journal_dup_folder ();
  struct stat info;

  g_mkdir_with_parents (folder, 0700);
  for (guint attempt = 0; attempt < ATTEMPTS; attempt++)
    {
      g_autofree char *path = make_path (key, suffix);
      int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

      if (fd < 0 && errno != EEXIST && errno != EINTR)
        {
          fail (error, path, errno);
          return NULL;
        }
      if (fd < 0)
        continue;
      /* Somebody who looks for journals may have been quicker. */
      if (lock (fd, path) && has_name (fd, path, &info))
        return file_new (path, fd);
      close (fd);
    }
  fail (error, folder, EEXIST);
  return NULL;
}

HuJournalFile *
hu_journal_file_create (const char *key, GError **error)
{
  HuJournalFile *self;

  g_return_val_if_fail (key != NULL, NULL);
  self = create (key, SUFFIX, error);
  if (self)
    sync_folder (self->path);
  return self;
}

/* Writing. */

static gboolean
write_at (int fd, const char *data, gsize length, gsize at)
{
  for (gsize done = 0; done < length;)
    {
      gssize n = pwrite (fd, data + done, length - done, (off_t) (at + done));

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        done += n;
    }
  return TRUE;
}

static gboolean
sync_data (int fd)
{
  int result;

  do
    result = fdatasync (fd);
  while (result != 0 && errno == EINTR);
  return result == 0;
}

/* Nothing may stand behind the last sound line: the next one would go on with it. */
static gboolean
cut (HuJournalFile *self)
{
  struct stat info;

  return fstat (self->fd, &info) == 0 &&
         ((gsize) info.st_size == self->size || ftruncate (self->fd, (off_t) self->size) == 0);
}

gboolean
hu_journal_file_append (HuJournalFile *self, const char *data, gsize length, GError **error)
{
  int number;

  g_return_val_if_fail (self != NULL && data != NULL, FALSE);
  if (!self->writable)
    return fail (error, self->path, EACCES);
  if (!cut (self))
    return fail (error, self->path, errno);
  if (write_at (self->fd, data, length, self->size) && sync_data (self->fd))
    {
      self->size += length;
      return TRUE;
    }
  number = errno;
  cut (self);
  return fail (error, self->path, number);
}

gboolean
hu_journal_file_adopt (HuJournalFile *self, const char *key, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL && key != NULL, FALSE);
  if (!self->writable)
    return fail (error, self->path, EACCES);
  if (!cut (self))
    return fail (error, self->path, errno);
  path = make_path (key, SUFFIX);
  if (rename (self->path, path) != 0)
    return fail (error, self->path, errno);
  sync_folder (path);
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  return TRUE;
}

gboolean
hu_journal_file_replace (HuJournalFile *self, GString *content, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *key = g_strndup (name, strcspn (name, "-"));
  g_autoptr (HuJournalFile) other = NULL;

  g_return_val_if_fail (self != NULL && content != NULL, FALSE);
  other = create (key, NEW_SUFFIX, error);
  if (!other)
    return FALSE;
  if (!hu_journal_file_append (other, content->str, content->len, error) ||
      (rename (other->path, self->path) != 0 && !fail (error, self->path, errno)))
    {
      unlink (other->path);
      return FALSE;
    }
  sync_folder (self->path);
  close (self->fd);
  self->fd = other->fd;
  self->size = content->len;
  other->fd = -1;
  return TRUE;
}

gboolean
hu_journal_file_remove (HuJournalFile *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return unlink (self->path) == 0;
}

/* A name beside it that isn't taken. */
static char *
name_for_rest (const char *path)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *name = g_strdup_printf ("%s.damaged-%u", path, n);

      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
    }
}

gboolean
hu_journal_file_set_aside (HuJournalFile *self, char **name, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) rest = NULL;
  gsize length;
  struct stat info;

  g_return_val_if_fail (self != NULL && name != NULL, FALSE);
  if (fstat (self->fd, &info) != 0)
    return fail (error, self->path, errno);
  length = (gsize) info.st_size - MIN (self->size, (gsize) info.st_size);
  data = g_malloc (length + 1);
  if (length > 0 && pread (self->fd, data, length, (off_t) self->size) != (gssize) length)
    return fail (error, self->path, EIO);
  rest = g_bytes_new_take (g_steal_pointer (&data), length);
  path = name_for_rest (self->path);
  if (!hu_save_bytes (path, rest, error))
    return FALSE;
  *name = g_steal_pointer (&path);
  self->damaged = FALSE;
  return !self->writable || cut (self) || fail (error, self->path, errno);
}
