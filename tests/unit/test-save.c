/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving: whole or not at all, nothing left behind, attributes and links kept; and the names of layer files.
 */
#include "hu-save.h"

#include "hu-error.h"
#include "hu-sidecar.h"

#include <fcntl.h>
#include <grp.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path; /* of a file in it that isn't there */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("hu-save-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "x.json", NULL);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static gboolean
save (const char *path, const char *content, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));

  return hu_save_bytes (path, bytes, error);
}

static void
assert_saves (const char *path, const char *content)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (save (path, content, &error));
  g_assert_no_error (error);
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

static void
test_new (Fixture *self, gconstpointer data)
{
  mode_t mask = umask (027);
  struct stat info;

  assert_saves (self->path, "one");
  umask (mask);
  assert_content (self->path, "one");
  g_assert_cmpint (stat (self->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0640);
  assert_saves (self->path, "");
  assert_content (self->path, "");
  g_assert_cmpint (count_files (self->folder), ==, 1);
}

static void
test_keeps_attributes (Fixture *self, gconstpointer data)
{
  static const mode_t modes[] = { 0600, 0644, 0664, 0755, 0606 };
  gid_t groups[64];
  int n_groups = getgroups (G_N_ELEMENTS (groups), groups);
  struct stat before, after;

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      assert_saves (self->path, "one");
      /* Another group, where there is one to give it to. */
      if (geteuid () == 0)
        g_assert_cmpint (chown (self->path, 1, 2), ==, 0);
      else if (n_groups > 0)
        g_assert_cmpint (chown (self->path, -1, groups[n_groups - 1]), ==, 0);
      g_assert_cmpint (chmod (self->path, modes[i]), ==, 0);
      g_assert_cmpint (stat (self->path, &before), ==, 0);
      assert_saves (self->path, "two");
      g_assert_cmpint (stat (self->path, &after), ==, 0);
      g_assert_cmpint (after.st_mode, ==, before.st_mode);
      g_assert_cmpint (after.st_gid, ==, before.st_gid);
      g_assert_cmpint (after.st_uid, ==, before.st_uid);
      g_assert_cmpint (after.st_ino, !=, before.st_ino);
      assert_content (self->path, "two");
    }
}

static void
test_keeps_extended (Fixture *self, gconstpointer data)
{
  char value[16] = "";

  assert_saves (self->path, "one");
  if (setxattr (self->path, "user.note", "mine", 4, 0) != 0)
    {
      g_test_skip ("no extended attributes in the folder for temporary files");
      return;
    }
  assert_saves (self->path, "two");
  g_assert_cmpint (getxattr (self->path, "user.note", value, sizeof value), ==, 4);
  g_assert_cmpstr (value, ==, "mine");
}

/* As nobody, who has no groups: what it may write keeps all but the owner, what it may not stays. */
static int
save_as_nobody (const char *path)
{
  g_autoptr (GError) error = NULL;

  if (setgroups (0, NULL) != 0 || setresgid (65534, 65534, 65534) != 0 ||
      setresuid (65534, 65534, 65534) != 0)
    return 3;
  if (save (path, "two", &error))
    return 0;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ? 1 : 2;
}

static void
test_of_another (Fixture *self, gconstpointer data)
{
  static const struct
  {
    gid_t group;
    mode_t mode;
    mode_t folder;
    int status;
  } cases[] = {
    { 65534, 0664, 0777, 0 }, { 65534, 0644, 0777, 1 }, { 65534, 0664, 0755, 1 }, { 2, 0646, 0777, 0 }
  };

  if (geteuid () != 0)
    {
      g_test_skip ("only root can make files of others");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      struct stat info;
      pid_t child;
      int status;

      g_assert_no_errno (chmod (self->folder, cases[i].folder));
      assert_saves (self->path, "one");
      g_assert_no_errno (chown (self->path, 1, cases[i].group));
      g_assert_no_errno (chmod (self->path, cases[i].mode));
      child = fork ();
      if (child == 0)
        _exit (save_as_nobody (self->path));
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, cases[i].status);
      assert_content (self->path, cases[i].status == 0 ? "two" : "one");
      g_assert_no_errno (stat (self->path, &info));
      if (cases[i].status != 0 || cases[i].group == 65534)
        {
          g_assert_cmpint (info.st_gid, ==, cases[i].group);
          g_assert_cmpint (info.st_mode & 07777, ==, cases[i].mode);
        }
      else
        /* Its new group may do no more than everybody could. */
        g_assert_cmpint (info.st_mode & 07777, ==, 0666);
      g_assert_cmpint (count_files (self->folder), ==, 1);
    }
}

static void
test_links (Fixture *self, gconstpointer data)
{
  g_autofree char *link = g_build_filename (self->folder, "link", NULL);
  g_autofree char *far = g_build_filename (self->folder, "far", NULL);
  g_autofree char *hard = g_build_filename (self->folder, "hard", NULL);
  g_autofree char *to = NULL;
  g_autoptr (GError) error = NULL;

  /* A link to what isn't there yet, and one to that link. */
  g_assert_cmpint (symlink ("x.json", link), ==, 0);
  g_assert_cmpint (symlink (link, far), ==, 0);
  assert_saves (far, "one");
  to = g_file_read_link (far, NULL);
  g_assert_cmpstr (to, ==, link);
  assert_content (self->path, "one");
  g_assert_false (g_file_test (self->path, G_FILE_TEST_IS_SYMLINK));

  assert_saves (link, "two");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  assert_content (self->path, "two");

  g_assert_cmpint (symlink ("hard", hard), ==, 0);
  g_assert_false (save (hard, "three", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS);
  g_unlink (hard);

  g_assert_cmpint (linkat (AT_FDCWD, self->path, AT_FDCWD, hard, 0), ==, 0);
  assert_saves (hard, "three");
  assert_content (hard, "three");
  assert_content (self->path, "two");
}

static void
test_no_room (Fixture *self, gconstpointer data)
{
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autoptr (GError) error = NULL;
  struct rlimit limit, old;

  assert_saves (self->path, "one");
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = old;
  limit.rlim_cur = 5000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (save (self->path, large, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, G_IO_ERROR);
  g_assert_nonnull (strstr (error->message, "x.json: "));
  assert_content (self->path, "one");
  g_assert_cmpint (count_files (self->folder), ==, 1);
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (self->folder, "no", "x.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (save (nowhere, "one", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (save (self->folder, "one", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);

  if (geteuid () == 0)
    return;
  assert_saves (self->path, "one");
  g_chmod (self->path, 0444);
  g_assert_false (save (self->path, "two", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  assert_content (self->path, "one");
}

/* Saves in turn two contents until it is killed. */
static void
save_for_ever (const char *path, GBytes *a, GBytes *b)
{
  for (;;)
    if (!hu_save_bytes (path, a, NULL) || !hu_save_bytes (path, b, NULL))
      _exit (1);
}

static void
test_killed (Fixture *self, gconstpointer data)
{
  g_autofree char *ones = g_strnfill (200000, '1');
  g_autofree char *twos = g_strnfill (300000, '2');
  g_autoptr (GBytes) a = g_bytes_new (ones, 200000);
  g_autoptr (GBytes) b = g_bytes_new (twos, 300000);

  assert_saves (self->path, ones);
  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *content = NULL;
      pid_t child = fork ();

      if (child == 0)
        save_for_ever (self->path, a, b);
      g_usleep (g_test_rand_int_range (0, 6000));
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
      g_assert_true (g_file_get_contents (self->path, &content, NULL, NULL));
      g_assert_true (strcmp (content, ones) == 0 || strcmp (content, twos) == 0);
    }
  hu_save_sweep (self->folder);
  g_assert_cmpint (count_files (self->folder), ==, 1);
}

static char *
put_file (const char *folder, const char *boot_id, int pid, const char *end, gboolean old)
{
  g_autofree char *name = g_strdup_printf (".hustings-%s-%d-%s", boot_id, pid, end);
  char *path = g_build_filename (folder, name, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  struct timespec times[2] = { { now - 25 * 60 * 60, 0 }, { now - 25 * 60 * 60, 0 } };

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  if (old)
    g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
  return path;
}

static void
test_sweep (Fixture *self, gconstpointer data)
{
  const char *other = "01234567-89ab-cdef-0123-456789abcdef";
  g_autofree char *boot_id = NULL;
  char *kept[6];
  char *swept[3];
  pid_t gone = fork ();

  if (gone == 0)
    _exit (0);
  g_assert_cmpint (waitpid (gone, NULL, 0), ==, gone);
  g_assert_true (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot_id, NULL, NULL));
  g_strstrip (boot_id);

  swept[0] = put_file (self->folder, boot_id, gone, "abc123", FALSE);
  swept[1] = put_file (self->folder, other, 1, "abc123", TRUE);
  swept[2] = put_file (self->folder, other, gone, "abc124", TRUE);
  kept[0] = put_file (self->folder, boot_id, getpid (), "abc123", TRUE);
  kept[1] = put_file (self->folder, boot_id, 1, "abc123", TRUE);
  kept[2] = put_file (self->folder, other, gone, "abc123", FALSE);
  kept[3] = put_file (self->folder, boot_id, gone, "abc12", TRUE);
  kept[4] = put_file (self->folder, "mine", gone, "abc123", TRUE);
  kept[5] = put_file (self->folder, boot_id, -5, "abc123", TRUE);
  g_assert_cmpint (hu_save_sweep (self->folder), ==, 3);
  g_assert_cmpint (hu_save_sweep (self->folder), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_assert_true (g_file_test (kept[i], G_FILE_TEST_EXISTS));
      g_free (kept[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (swept); i++)
    {
      g_assert_false (g_file_test (swept[i], G_FILE_TEST_EXISTS));
      g_free (swept[i]);
    }
  g_assert_cmpint (hu_save_sweep ("/nonexistent"), ==, 0);
}

static void
take_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_async (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("one", 3);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  hu_save_bytes_async (self->path, bytes, NULL, take_result, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (hu_save_bytes_finish (result, &error));
  assert_content (self->path, "one");

  g_cancellable_cancel (cancellable);
  hu_save_bytes_async (self->path, bytes, cancellable, take_result, &cancelled);
  while (!cancelled)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (hu_save_bytes_finish (cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_sidecar (const char *path, const char *coder, const char *expected)
{
  g_autofree char *sidecar = hu_sidecar_path_for (path, coder, NULL);
  g_autofree char *name = NULL;
  g_autofree char *document = NULL;
  g_autofree char *found = NULL;
  g_autofree char *own = g_path_get_basename (path);

  g_assert_cmpstr (sidecar, ==, expected);
  name = g_path_get_basename (sidecar);
  document = hu_sidecar_get_document_name (name, &found);
  g_assert_cmpstr (document, ==, own);
  g_assert_cmpstr (found, ==, coder);
}

static void
test_sidecar_names (void)
{
  g_autofree char *long_one = g_strnfill (255 - strlen (".annotations.json"), 'x');
  g_autofree char *longer = g_strconcat (long_one, "x", NULL);
  g_autofree char *fits = hu_sidecar_path_for (long_one, NULL, NULL);
  g_autoptr (GError) error = NULL;

  assert_sidecar ("/a/visit.txt", NULL, "/a/visit.txt.annotations.json");
  assert_sidecar ("/a/visit.txt", "ilse-2", "/a/visit.txt.@ilse-2.annotations.json");
  assert_sidecar ("/a/visit", NULL, "/a/visit.annotations.json");
  assert_sidecar ("/a/visit.@Ilse", "b", "/a/visit.@Ilse.@b.annotations.json");
  assert_sidecar ("/a/v@w.txt", NULL, "/a/v@w.txt.annotations.json");
  g_assert_nonnull (fits);
  g_assert_null (hu_sidecar_path_for (longer, NULL, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_NAME);
  g_clear_error (&error);
  g_assert_null (hu_sidecar_path_for (long_one, "a", &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_NAME);
  g_clear_error (&error);
  g_assert_null (hu_sidecar_path_for ("/a/visit.txt.@ilse", NULL, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_NAME);

  g_assert_null (hu_sidecar_get_document_name ("visit.txt", NULL));
  g_assert_null (hu_sidecar_get_document_name (".annotations.json", NULL));
  g_assert_true (hu_coder_id_is_valid ("a-1"));
  g_assert_false (hu_coder_id_is_valid (""));
  g_assert_false (hu_coder_id_is_valid ("Ilse"));
  g_assert_false (hu_coder_id_is_valid ("123456789012345678901234567890123"));
}

static void
test_sidecars_found (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "x.json.@zoe.annotations.json", "x.json.annotations.json", "x.json",
                                       "x.json.@ada.annotations.json", "y.json.annotations.json" };
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }
  found = hu_sidecar_find (self->path, NULL);
  g_assert_cmpint (found->len, ==, 3);
  g_assert_cmpstr (((HuSidecar *) g_ptr_array_index (found, 0))->coder, ==, NULL);
  g_assert_cmpstr (((HuSidecar *) g_ptr_array_index (found, 1))->coder, ==, "ada");
  g_assert_cmpstr (((HuSidecar *) g_ptr_array_index (found, 2))->coder, ==, "zoe");
}

static void
test_recovery_paths (void)
{
  g_autofree char *a = hu_recovery_path_for ("/a/visit.txt", NULL);
  g_autofree char *same = hu_recovery_path_for ("/a/../a/visit.txt", NULL);
  g_autofree char *b = hu_recovery_path_for ("/b/visit.txt", NULL);
  g_autofree char *coder = hu_recovery_path_for ("/a/visit.txt", "ilse");
  g_autofree char *folder = g_path_get_dirname (a);

  g_assert_true (g_str_has_prefix (a, g_get_user_state_dir ()));
  g_assert_true (g_str_has_suffix (folder, "/hustings/recovery"));
  g_assert_cmpstr (a, ==, same);
  g_assert_cmpstr (a, !=, b);
  g_assert_cmpstr (a, !=, coder);
  g_assert_true (g_str_has_suffix (coder, ".@ilse.annotations.json"));
}

#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/save/new", test_new);
  ADD ("/save/keeps-attributes", test_keeps_attributes);
  ADD ("/save/keeps-extended", test_keeps_extended);
  ADD ("/save/of-another", test_of_another);
  ADD ("/save/links", test_links);
  ADD ("/save/no-room", test_no_room);
  ADD ("/save/refusals", test_refusals);
  ADD ("/save/killed", test_killed);
  ADD ("/save/sweep", test_sweep);
  ADD ("/save/async", test_async);
  g_test_add_func ("/sidecar/names", test_sidecar_names);
  ADD ("/sidecar/found", test_sidecars_found);
  g_test_add_func ("/sidecar/recovery-paths", test_recovery_paths);
  return g_test_run ();
}
