/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fails when it is told to: stands between a program and the C library's file functions.
 *
 * Linked into a test before the C library, or preloaded into the program: then it does what the file that
 * $HU_FAULTS names says at each call: in its first line the folders, separated by ':', in its second "error
 * N" (every call that writes there fails with this errno), "read N" (opening for reading, too), "hold" (every
 * such call waits until the file says something else; that one waits is told by a file of the same name with
 * ".held" at its end).
 */
/* Both names of a function are defined here, so the headers must not give one for the other. */
#undef _FILE_OFFSET_BITS
#undef _FORTIFY_SOURCE
#include "hu-faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char folders[4 * PATH_MAX];
static HuFaults faults;
static int armed;
static unsigned n_calls;

typedef enum
{
  PASS,
  FAIL,
  SHORT,
  SKIP, /* succeeds, and nothing is done */
} Verdict;

/* What a call does. */
typedef enum
{
  READS,
  WRITES,
  CHANGES,
  SYNCS,
} Call;

void
hu_faults_arm (const char *where, const HuFaults *what)
{
  pthread_mutex_lock (&mutex);
  snprintf (folders, sizeof folders, "%s", where);
  faults = *what;
  n_calls = 0;
  armed = 1;
  pthread_mutex_unlock (&mutex);
}

unsigned
hu_faults_disarm (void)
{
  unsigned n;

  pthread_mutex_lock (&mutex);
  armed = 0;
  n = n_calls;
  pthread_mutex_unlock (&mutex);
  return n;
}

static int
is_below (const char *path, const char *list)
{
  while (*list)
    {
      size_t length = strcspn (list, ":\n");

      if (length && strncmp (path, list, length) == 0 && (path[length] == '/' || path[length] == '\0'))
        return 1;
      list += length;
      if (*list != ':')
        break;
      list++;
    }
  return 0;
}

/* What the file says: 0 where there is none. */
static int
read_orders (const char *name, char *orders, size_t size)
{
  int fd = REAL (open) (name, O_RDONLY | O_CLOEXEC);
  ssize_t n = fd >= 0 ? read (fd, orders, size - 1) : -1;

  if (fd >= 0)
    REAL (close) (fd);
  orders[n > 0 ? n : 0] = '\0';
  return n > 0;
}

static Verdict
ask_file (const char *name, const char *path, Call call)
{
  char orders[4 * PATH_MAX];
  char held[PATH_MAX];

  for (int told = 0; read_orders (name, orders, sizeof orders) && is_below (path, orders); told = 1)
    {
      const char *what = strchr (orders, '\n');

      what = what ? what + 1 : "";
      if (call == READS ? strncmp (what, "read ", 5) == 0
                        : strncmp (what, "read ", 5) == 0 || strncmp (what, "error ", 6) == 0)
        {
          errno = atoi (strchr (what, ' ') + 1);
          return FAIL;
        }
      if (call == READS || strncmp (what, "hold", 4) != 0)
        return PASS;
      if (!told && snprintf (held, sizeof held, "%s.held", name) < (int) sizeof held)
        REAL (close) (REAL (open) (held, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
      usleep (5000);
    }
  return PASS;
}

static Verdict
ask_rules (const char *path, Call call)
{
  Verdict verdict = PASS;

  pthread_mutex_lock (&mutex);
  if (armed && is_below (path, folders) && (call != READS || faults.fails_reading))
    {
      n_calls++;
      verdict = call == SYNCS ? SKIP : PASS;
      if (faults.first && n_calls >= faults.first && (faults.lasts || n_calls == faults.first))
        {
          if (!faults.writes_short)
            verdict = FAIL;
          else if (call == WRITES)
            verdict = SHORT;
          errno = faults.error;
        }
    }
  pthread_mutex_unlock (&mutex);
  return verdict;
}

static Verdict
ask (const char *path, Call call)
{
  const char *name = getenv ("HU_FAULTS");
  int saved = errno;
  Verdict verdict = name ? ask_file (name, path, call) : armed ? ask_rules (path, call) : PASS;

  if (verdict != FAIL)
    errno = saved;
  return verdict;
}

static Verdict
ask_fd (int fd, Call call)
{
  char link[64];
  char path[PATH_MAX];
  ssize_t n;

  if (!armed && !getenv ("HU_FAULTS"))
    return PASS;
  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink (link, path, sizeof path - 1);
  if (n <= 0 || path[0] != '/')
    return PASS;
  path[n] = '\0';
  return ask (path, call);
}

static Call
call_of_open (int flags)
{
  return (flags & (O_ACCMODE | O_CREAT | O_TRUNC)) == O_RDONLY ? READS : CHANGES;
}

#define TAKE_MODE(flags, mode)                                                                               \
  if (((flags) & (O_CREAT | O_TMPFILE)) != 0)                                                                \
    {                                                                                                        \
      va_list args;                                                                                          \
      va_start (args, flags);                                                                                \
      mode = va_arg (args, mode_t);                                                                          \
      va_end (args);                                                                                         \
    }

int
open (const char *path, int flags, ...)
{
  mode_t mode = 0;

  TAKE_MODE (flags, mode);
  return ask (path, call_of_open (flags)) == FAIL ? -1 : REAL (open) (path, flags, mode);
}

int
openat (int folder, const char *path, int flags, ...)
{
  mode_t mode = 0;

  TAKE_MODE (flags, mode);
  return ask (path, call_of_open (flags)) == FAIL ? -1 : REAL (openat) (folder, path, flags, mode);
}

int
open64 (const char *path, int flags, ...)
{
  mode_t mode = 0;

  TAKE_MODE (flags, mode);
  return ask (path, call_of_open (flags)) == FAIL ? -1 : REAL (open) (path, flags | O_LARGEFILE, mode);
}

int
creat (const char *path, mode_t mode)
{
  return open (path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

/* What fails to close is closed all the same. */
int
close (int fd)
{
  int failing = 0, number = 0;

  if (armed)
    {
      int flags = fcntl (fd, F_GETFL);

      failing = flags >= 0 && (flags & O_ACCMODE) != O_RDONLY && ask_fd (fd, CHANGES) == FAIL;
      number = errno;
    }
  if (!failing)
    return REAL (close) (fd);
  REAL (close) (fd);
  errno = number;
  return -1;
}

static size_t
shorten (Verdict verdict, size_t size)
{
  return verdict == SHORT && size > 1 ? size / 2 : size;
}

ssize_t
write (int fd, const void *data, size_t size)
{
  Verdict verdict = ask_fd (fd, WRITES);

  return verdict == FAIL ? -1 : REAL (write) (fd, data, shorten (verdict, size));
}

ssize_t
pwrite (int fd, const void *data, size_t size, off_t at)
{
  Verdict verdict = ask_fd (fd, WRITES);

  return verdict == FAIL ? -1 : REAL (pwrite) (fd, data, shorten (verdict, size), at);
}

ssize_t
pwrite64 (int fd, const void *data, size_t size, off64_t at)
{
  Verdict verdict = ask_fd (fd, WRITES);

  return verdict == FAIL ? -1 : REAL (pwrite64) (fd, data, shorten (verdict, size), at);
}

ssize_t
writev (int fd, const struct iovec *parts, int n)
{
  Verdict verdict = ask_fd (fd, WRITES);

  if (verdict == FAIL)
    return -1;
  return verdict == SHORT && n > 1 ? REAL (writev) (fd, parts, 1) : REAL (writev) (fd, parts, n);
}

int
fsync (int fd)
{
  Verdict verdict = ask_fd (fd, SYNCS);

  return verdict == FAIL ? -1 : verdict == SKIP ? 0 : REAL (fsync) (fd);
}

int
fdatasync (int fd)
{
  Verdict verdict = ask_fd (fd, SYNCS);

  return verdict == FAIL ? -1 : verdict == SKIP ? 0 : REAL (fdatasync) (fd);
}

int
ftruncate (int fd, off_t size)
{
  return ask_fd (fd, CHANGES) == FAIL ? -1 : REAL (ftruncate) (fd, size);
}

int
ftruncate64 (int fd, off64_t size)
{
  return ask_fd (fd, CHANGES) == FAIL ? -1 : REAL (ftruncate64) (fd, size);
}

int
fchmod (int fd, mode_t mode)
{
  return ask_fd (fd, CHANGES) == FAIL ? -1 : REAL (fchmod) (fd, mode);
}

int
fchown (int fd, uid_t owner, gid_t group)
{
  return ask_fd (fd, CHANGES) == FAIL ? -1 : REAL (fchown) (fd, owner, group);
}

int
rename (const char *from, const char *to)
{
  return ask (to, CHANGES) == FAIL ? -1 : REAL (rename) (from, to);
}

int
renameat (int from_folder, const char *from, int to_folder, const char *to)
{
  return ask (to, CHANGES) == FAIL ? -1 : REAL (renameat) (from_folder, from, to_folder, to);
}

int
link (const char *from, const char *to)
{
  return ask (to, CHANGES) == FAIL ? -1 : REAL (link) (from, to);
}

int
mkdir (const char *path, mode_t mode)
{
  return ask (path, CHANGES) == FAIL ? -1 : REAL (mkdir) (path, mode);
}
