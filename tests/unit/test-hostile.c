/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files made to hurt, as layer file, codebook and register: each is refused or read in part, in words that
 * name the file and the place, in bounded memory, and stays as it is. */
#include "hu-codebook-file.h"
#include "hu-error.h"
#include "hu-json.h"
#include "hu-layer-file.h"
#include "hu-loader.h"
#include "hu-register-file.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define MEGABYTE (1024 * 1024)
/* Of a made file. */
#define SMALL (24 * MEGABYTE)
#define LARGE (100 * MEGABYTE)

static const char *program;

/* All readers. */

typedef enum
{
  LAYER,
  CODEBOOK,
  REGISTER,
  N_FILES
} FileKind;

static const char *const formats[N_FILES] = { "hustings-annotations", "hustings-codebook",
                                              "hustings-speakers" };
static const char *const names[N_FILES] = { "visit.txt.annotations.json", "codebook.json", "speakers.json" };

/* Whether something of it could be read; else why not. */
static gboolean
read_as (FileKind kind, GBytes *bytes, GPtrArray *findings, GError **error)
{
  g_autoptr (HuSnapshot) layer = NULL;
  g_autoptr (HuCodebook) codebook = NULL;
  g_autoptr (HuRegister) speakers = NULL;

  if (kind == LAYER)
    layer = hu_layer_file_read (bytes, names[kind], NULL, NULL, findings, error);
  else if (kind == CODEBOOK)
    codebook = hu_codebook_file_read (bytes, names[kind], findings, error);
  else
    speakers = hu_register_file_read (bytes, names[kind], findings, error);
  return layer || codebook || speakers;
}

/* Every one is told with its place, in UTF-8. */
static gboolean
try_as (FileKind kind, GBytes *bytes)
{
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *start = g_strconcat (names[kind], ": line ", NULL);
  gboolean sound = read_as (kind, bytes, findings, &error);

  g_assert_true (sound == (error == NULL));
  if (error)
    {
      g_assert_true (g_str_has_prefix (error->message, start));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpuint (findings->len, ==, 0);
    }
  for (guint i = 0; i < findings->len; i++)
    {
      HuFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *message = hu_finding_to_string (finding);

      g_assert_cmpuint (finding->line, >, 0);
      g_assert_true (g_utf8_validate (message, -1, NULL));
    }
  return sound;
}

/* @value as that of each member that holds something, in a file that is otherwise sound. How many could be
 * read. */
static guint
try_as_members (FileKind kind, GBytes *value)
{
  static const char *const members[N_FILES][8] = {
    { "document", "claims", "checked", "topics", "zoo", "unsound" },
    { "topics", "scales", "history", "revision", "zoo" },
    { "speakers", "merged", "zoo", "unsound" },
  };
  guint n = 0;

  for (guint i = 0; members[kind][i]; i++)
    {
      g_autoptr (GString) file = g_string_new (NULL);
      g_autoptr (GBytes) bytes = NULL;

      g_string_append_printf (file, "{\"format\": \"%s\", \"version\": 1,\n\"%s\": ", formats[kind],
                              members[kind][i]);
      g_string_append_len (file, g_bytes_get_data (value, NULL), (gssize) g_bytes_get_size (value));
      g_string_append (file, "}");
      bytes = g_bytes_new (file->str, file->len);
      n += try_as (kind, bytes);
    }
  return n;
}

static void
test_suite_of_json (void)
{
  const char *data = g_getenv ("HU_SHARED_DATA");
  g_autofree char *folder = data ? g_build_filename (data, "json-test-suite", "test_parsing", NULL) : NULL;
  g_autoptr (GDir) dir = folder ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint n_sound = 0;

  if (!dir)
    {
      g_test_skip ("the JSON test suite is not here");
      return;
    }
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GBytes) bytes = hu_json_load (path, NULL);

      for (FileKind kind = 0; kind < N_FILES; kind++)
        {
          g_assert_false (try_as (kind, bytes));
          n_sound += try_as_members (kind, bytes);
        }
    }
  /* Those that are JSON are told from those that aren't. */
  g_assert_cmpuint (n_sound, >, 500);
}

static GBytes *
repeat (const char *string, gsize n)
{
  gsize length = strlen (string);
  char *data = g_malloc (n * length);

  for (gsize i = 0; i < n; i++)
    memcpy (data + i * length, string, length);
  return g_bytes_new_take (data, n * length);
}

static void
test_deep (void)
{
  static const char *const strings[] = { "[", "{\"a\":", "[{\"a\":", "[[]," };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autoptr (GBytes) bytes = repeat (strings[i], 100000);

      for (FileKind kind = 0; kind < N_FILES; kind++)
        {
          g_assert_false (try_as (kind, bytes));
          g_assert_cmpuint (try_as_members (kind, bytes), ==, 0);
        }
    }
}

static void
test_others (void)
{
  static const char *const strings[] = {
    "",
    " ",
    "\xff\xfe{\0}\0",
    "{\"format\": \"\xff\"}",
    "{\"format\": \"hustings-annotations\", \"version\": 2}",
    "{\"format\": \"hustings-annotations\", \"version\": 1e999}",
    "{\"format\": \"hustings-annotations\", \"version\": -1}",
    "{\"format\": \"hustings-codebook\", \"version\": 99999999999999999999}",
    "{\"format\": \"hustings-codebook\", \"version\": 1.5}",
    "{\"format\": \"hustings-speakers\", \"version\": \"1\"}",
    "{\"format\": \"hustings-speakers\", \"version\": 7}",
    "{\"format\": [], \"version\": {}}",
    "{\"version\": 1}",
    "{\"format\": \"hustings-annotations\", \"version\": 1, \"claims\": [], \"claims\": []}",
    "{\"format\": \"hustings-annotations\", \"version\": 1, \"claims\": [{\"id\": \"\\ud800\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (strings[i], strlen (strings[i]));

      for (FileKind kind = 0; kind < N_FILES; kind++)
        g_assert_false (try_as (kind, bytes));
    }
}

/* Size. */

static guint64
get_bytes_read (void)
{
  g_autofree char *io = NULL;

  if (!g_file_get_contents ("/proc/self/io", &io, NULL, NULL) || !g_str_has_prefix (io, "rchar: "))
    return 0;
  return g_ascii_strtoull (io + strlen ("rchar: "), NULL, 10);
}

static void
test_huge (void)
{
  g_autofree char *folder = g_dir_make_tmp ("hustings-hostile-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, names[LAYER], NULL);
  g_autoptr (GError) error = NULL;
  guint64 before;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  if (truncate (path, 1024 * (off_t) MEGABYTE) != 0)
    {
      g_test_skip ("no file with holes can be made here");
      return;
    }
  before = get_bytes_read ();
  g_assert_null (hu_layer_file_load (path, NULL, NULL, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, names[LAYER]));
  g_clear_error (&error);
  g_assert_null (hu_codebook_file_load (path, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (hu_register_file_load (path, &error));
  g_assert_error (error, HU_ERROR, HU_ERROR_TOO_LARGE);
  g_assert_cmpuint (get_bytes_read () - before, <, 64 * 1024);
  g_unlink (path);
  g_rmdir (folder);
}

/* Memory: a file is made of a head, one string again and again (with a number in it, where it has a %d), and
 * a tail. */

typedef struct
{
  const char *name;
  FileKind kind;
  const char *member;
  const char *part;
  gsize size;
  gboolean sound; /* something of it is read */
} Made;

#define CLAIM                                                                                                \
  "{\"id\":\"0c9f5e21-91d0-4a3b-8c0d-%012d\",\"passage\":[{\"start\":%d,\"end\":40,\"quote\":\"that a fee "  \
  "would\","                                                                                                 \
  "\"prefix\":\"Premier Anneke Voss said \",\"suffix\":\" help the mills of the town\"}],"                   \
  "\"speakers\":[\"anneke-voss\"],\"type\":\"prediction\",\"topics\":[\"harbour-fee\"],\"gist\":\"A fee "    \
  "helps.\","                                                                                                \
  "\"created\":\"2031-03-05T10:12:30Z\",\"by\":\"ilse\"}"

static const Made made[] = {
  { "claims", LAYER, "claims", CLAIM, LARGE, TRUE },
  { "short claims", LAYER, "claims", "{\"id\":\"%d\"}", SMALL, FALSE },
  { "numbers for claims", LAYER, "claims", "0", SMALL, FALSE },
  { "lists for claims", LAYER, "claims", "[]", SMALL, FALSE },
  { "unknown values", LAYER, "zoo", "[]", SMALL, FALSE },
  { "long strings", LAYER, "zoo",
    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa %d\"", LARGE, TRUE },
  { "empty strings", LAYER, "checked", "\"\"", SMALL, FALSE },
  { "topics", CODEBOOK, "topics", "{\"id\":\"%d\"}", SMALL, FALSE },
  { "one topic", CODEBOOK, "topics", "{\"id\":\"a\"}", SMALL, FALSE },
  { "history", CODEBOOK, "history", "1.2345678901234567", SMALL, FALSE },
  { "speakers", REGISTER, "speakers", "{\"id\":\"%d\",\"name\":1}", SMALL, FALSE },
  { "merged", REGISTER, "merged", "\"%d\":1", SMALL, FALSE },
};

static gsize
write_file (const Made *self, const char *path)
{
  FILE *file = fopen (path, "w");
  gboolean object = g_str_equal (self->member, "merged");
  gsize size;

  g_assert_nonnull (file);
  fprintf (file, "{\"format\":\"%s\",\"version\":1,\"%s\":%c", formats[self->kind], self->member,
           object ? '{' : '[');
  for (int i = 0; (gsize) ftell (file) < self->size; i++)
    {
      g_auto (GStrv) parts = g_strsplit (self->part, "%", 3);

      if (i > 0)
        fputc (',', file);
      fputs (parts[0], file);
      for (guint j = 1; parts[j]; j++)
        fprintf (file, "%0*d%s", parts[j][0] == '0' ? 12 : 1, i % (j == 1 ? G_MAXINT : 40),
                 strchr (parts[j], 'd') + 1);
    }
  fputs (object ? "}}" : "]}", file);
  size = (gsize) ftell (file);
  g_assert_cmpint (fclose (file), ==, 0);
  return size;
}

/* In a process of its own: reads the file, and says how much memory that took at the most, in KB. */
static int
run_child (const char *index, const char *path)
{
  const Made *self = &made[atoi (index)];
  g_autoptr (GPtrArray) findings = hu_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hu_json_load (path, &error);
  struct rusage usage;
  gboolean sound = bytes && read_as (self->kind, bytes, findings, &error);

  getrusage (RUSAGE_SELF, &usage);
  printf ("%ld %d %s\n", usage.ru_maxrss, sound, error ? error->message : "");
  return 0;
}

static void
test_memory (gconstpointer data)
{
  const Made *self = data;
  g_autofree char *folder = g_dir_make_tmp ("hustings-hostile-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, names[self->kind], NULL);
  g_autofree char *index = g_strdup_printf ("%d", (int) (self - made));
  g_autofree char *output = NULL;
  const char *argv[] = { program, "--read", index, path, NULL };
  gsize size = write_file (self, path), limit = 4 * size + 100 * MEGABYTE;
  guint64 peak;
  int status;
  GStatBuf before, after;
  char *rest;

  g_assert_cmpint (g_stat (path, &before), ==, 0);
  g_assert_true (
      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  peak = g_ascii_strtoull (output, &rest, 10) * 1024;
  g_test_message ("%s: %" G_GSIZE_FORMAT " MB, at most %" G_GUINT64_FORMAT " MB of %" G_GSIZE_FORMAT " MB:%s",
                  self->name, size / MEGABYTE, peak / MEGABYTE, limit / MEGABYTE, g_strchomp (rest));
  g_assert_cmpuint (peak, <=, limit);
  g_assert_true (!self->sound || g_str_has_prefix (rest, " 1"));
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_true (after.st_size == before.st_size && after.st_mtime == before.st_mtime);
  g_unlink (path);
  g_rmdir (folder);
}

static gboolean
has_sanitizer (void)
{
#if defined(__SANITIZE_ADDRESS__)
  return TRUE;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
  return TRUE;
#else
  return FALSE;
#endif
#else
  return FALSE;
#endif
}

int
main (int argc, char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--read") == 0)
    return run_child (argv[2], argv[3]);
  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/hostile/suite-of-json", test_suite_of_json);
  g_test_add_func ("/hostile/deep", test_deep);
  g_test_add_func ("/hostile/others", test_others);
  g_test_add_func ("/hostile/huge", test_huge);
  for (guint i = 0; i < G_N_ELEMENTS (made) && !has_sanitizer (); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hostile/memory/%s", made[i].name);

      g_strdelimit (path, " ", '-');
      g_test_add_data_func (path, &made[i], test_memory);
    }
  return g_test_run ();
}
