/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kills a process that edits a document, again and again, and looks whether anything is lost.
 *
 * A child opens the document through the store and makes random edits; it tells through a pipe what the layer
 * and the list of steps are after each edit (before the journal hears of it), and which edits are durable.
 * The parent kills it at a random moment and reads what is on disk, without writing anything: that must be
 * exactly what the child said after some edit, and no earlier one than the last that it said is durable. The
 * next child goes on from there, so what was read is also repaired, saved, checked off and compacted.
 *
 * The tests run two hundred rounds; README.md has the command for ten thousand.
 */
#include "model-tests.h"

#include "hu-layer-file.h"
#include "hu-recovery.h"
#include "hu-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* More tags than that are made fewer again. */
#define MAX_TAGS 80
/* Bytes: so that journals are made smaller all the time. */
#define JOURNAL_LIMIT (160 * 1024)

/* What both sides compare. */

static void
add_record (GChecksum *checksum, HuRecord *record, HuText *text)
{
  g_autoptr (HuJsonWriter) writer = hu_json_writer_new (HU_JSON_WRITER_COMPACT);
  g_autoptr (GBytes) json = NULL;

  if (record)
    hu_layer_file_write_record (writer, record, text);
  else
    hu_json_writer_null (writer);
  hu_json_writer_end_document (writer);
  json = hu_json_writer_steal (writer);
  g_checksum_update (checksum, g_bytes_get_data (json, NULL), (gssize) g_bytes_get_size (json));
}

static void
add_step (GChecksum *checksum, HuEdit *edit, HuText *text)
{
  g_checksum_update (checksum, (const guchar *) (edit ? "+" : "-"), 1);
  for (guint i = 0; edit && i < hu_edit_get_n_changes (edit); i++)
    {
      add_record (checksum, hu_edit_get_change (edit, i)->before, text);
      add_record (checksum, hu_edit_get_change (edit, i)->after, text);
    }
}

/* Of the layer, and of what would be undone and redone. (transfer full) */
static char *
get_digest (HuSnapshot *snapshot, HuText *text, HuEdit *undo, HuEdit *redo)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GBytes) bytes = hu_layer_file_write (snapshot, text);

  g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  add_step (checksum, undo, text);
  add_step (checksum, redo, text);
  return g_strdup (g_checksum_get_string (checksum));
}

/* The child. */

typedef struct
{
  GRand *rand;
  HuStore *store;
  HuDocument *document;
  char *path;
  guint64 n_edits; /* of this process */
  guint64 base;    /* edits before the document's generation 0 */
  guint64 durable; /* told */
} Child;

/* A pipe takes such a line whole. */
G_GNUC_PRINTF (1, 2)
static void
tell (const char *format, ...)
{
  va_list args;
  g_autofree char *line = NULL;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  if (write (STDOUT_FILENO, line, strlen (line)) != (gssize) strlen (line))
    exit (1);
}

static void
tell_state (Child *self, HuDocument *document)
{
  g_autoptr (HuSnapshot) snapshot = hu_layer_snapshot (hu_document_get_layer (document));
  g_autofree char *digest = get_digest (snapshot, hu_document_get_text (document),
                                        hu_document_peek_undo (document), hu_document_peek_redo (document));

  tell ("state %" G_GUINT64_FORMAT " %s\n", self->n_edits, digest);
}

/* A hook, for it comes before all handlers: the journal must not know an edit that the parent doesn't. */
static gboolean
on_moved (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  Child *self = user_data;

  self->n_edits++;
  tell_state (self, g_value_get_object (&values[0]));
  return TRUE;
}

static void
on_durable (HuStore *store, HuDocument *document, Child *self)
{
  guint64 durable;

  if (document != self->document)
    return;
  durable = self->base + hu_store_get_durable_generation (store, document);
  if (durable > self->durable)
    tell ("durable %" G_GUINT64_FORMAT "\n", durable);
  self->durable = MAX (self->durable, durable);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Child *self = user_data;
  g_autoptr (GError) error = NULL;

  self->document = hu_store_open_finish (HU_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
open_document (Child *self)
{
  hu_store_open_async (self->store, self->path, NULL, NULL, on_opened, self);
  while (!self->document)
    g_main_context_iteration (NULL, TRUE);
  self->base = self->n_edits - hu_document_get_generation (self->document);
}

static guint
count_tags (HuLayer *layer)
{
  guint n = 0;

  for (HuKind kind = HU_KIND_MENTION; kind <= HU_KIND_MEMO; kind++)
    n += hu_layer_get_size (layer, kind);
  return n;
}

static void
make_edit (Child *self)
{
  HuLayer *layer = hu_document_get_layer (self->document);
  g_autoptr (HuEdit) edit = hu_edit_new ("Do");
  guint too_many = MAX (count_tags (layer), MAX_TAGS) - MAX_TAGS;

  for (guint i = 0; i < too_many; i++)
    {
      HuKind kind = (HuKind) g_rand_int_range (self->rand, HU_KIND_MENTION, HU_KIND_MEMO + 1);
      g_autofree char *id = test_pick (self->rand, edit, layer, kind);

      if (id)
        hu_op_delete_tag (edit, layer, kind, id);
    }
  if (g_rand_boolean (self->rand))
    hu_edit_set_coalesce_key (edit, "typing");
  test_do_something (self->rand, edit, layer, hu_document_get_text (self->document));
  g_assert_true (hu_document_apply (self->document, edit, NULL));
}

static void
do_something (Child *self)
{
  int choice = g_rand_int_range (self->rand, 0, 200);
  g_autoptr (HuEdit) moved = NULL;

  if (choice < 2)
    {
      g_clear_object (&self->document);
      open_document (self);
    }
  else if (choice < 8)
    g_assert_true (hu_store_flush (self->store));
  else if (choice < 30)
    moved = hu_document_undo (self->document);
  else if (choice < 50)
    moved = hu_document_redo (self->document);
  else
    make_edit (self);
}

static gboolean
on_time (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
pause_child (Child *self)
{
  gboolean over = FALSE;

  g_timeout_add ((guint) g_rand_int_range (self->rand, 0, 5), on_time, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  /* Busy elsewhere: what is durable meanwhile is told later. */
  if (g_rand_int_range (self->rand, 0, 50) == 0)
    g_usleep ((gulong) g_rand_int_range (self->rand, 0, 20000));
}

G_GNUC_NORETURN static void
run_child (const char *path, guint32 seed)
{
  Child self = { g_rand_new_with_seed (seed), hu_store_new (), NULL, g_strdup (path), 0, 0, 0 };
  guint moved = g_signal_lookup ("moved", HU_TYPE_DOCUMENT);

  if (!moved)
    {
      /* The class isn't there before its first object. */
      g_type_ensure (HU_TYPE_DOCUMENT);
      g_type_class_unref (g_type_class_ref (HU_TYPE_DOCUMENT));
      moved = g_signal_lookup ("moved", HU_TYPE_DOCUMENT);
    }
  hu_store_set_journal_limit (self.store, JOURNAL_LIMIT);
  g_signal_add_emission_hook (moved, 0, on_moved, &self, NULL);
  g_signal_connect (self.store, "durable-changed", G_CALLBACK (on_durable), &self);
  open_document (&self);
  tell_state (&self, self.document);
  /* Until it is killed. */
  for (;;)
    {
      do_something (&self);
      pause_child (&self);
    }
}

/* The parent. */

typedef struct
{
  GRand *rand;
  char *program;
  char *folder;
  char *path;
  char *digest; /* of what is on disk */
  guint64 n_edits;
  guint64 n_durable;
  guint n_recovered; /* rounds after which something was lacking in the layer file */
} Parent;

/* What a child told. */
typedef struct
{
  GString *output;
  GPtrArray *states; /* digests; the place in it is the number of edits */
  guint64 durable;
} Told;

static void
take_line (Told *told, const char *line)
{
  guint64 n = g_ascii_strtoull (strchr (line, ' ') + 1, NULL, 10);

  if (g_str_has_prefix (line, "durable "))
    {
      told->durable = n;
      return;
    }
  g_assert_true (g_str_has_prefix (line, "state "));
  g_assert_cmpuint (n, ==, told->states->len);
  g_ptr_array_add (told->states, g_strdup (strrchr (line, ' ') + 1));
}

/* Reads what there is; waits for it until @until (µs). FALSE at the end. */
static gboolean
read_some (Told *told, int fd, gint64 until)
{
  struct pollfd entry = { fd, POLLIN, 0 };
  gint64 left = MAX (until - g_get_monotonic_time (), 0);
  char buffer[4096], *end;
  gssize n;

  if (poll (&entry, 1, (int) (left / 1000)) <= 0)
    return TRUE;
  n = read (fd, buffer, sizeof buffer);
  if (n <= 0)
    return n < 0 && errno == EINTR;
  g_string_append_len (told->output, buffer, n);
  while ((end = strchr (told->output->str, '\n')))
    {
      *end = '\0';
      take_line (told, told->output->str);
      g_string_erase (told->output, 0, end + 1 - told->output->str);
    }
  return TRUE;
}

/* Waits for the moment: mostly some edits after the opening, however long those take, now and then in the
 * middle of opening or when the layer has been saved by itself. */
static void
wait_for_moment (Parent *self, Told *told, int fd)
{
  gint64 patience = g_get_monotonic_time () + 30 * G_USEC_PER_SEC, until;
  int choice = g_rand_int_range (self->rand, 0, 16);
  guint wanted = choice < 2 ? 0 : 1 + (guint) g_rand_int_range (self->rand, 0, 20);

  while (told->states->len < wanted && g_get_monotonic_time () < patience && read_some (told, fd, patience))
    ;
  until = g_get_monotonic_time () + g_rand_int_range (self->rand, 0, choice < 2 ? 60000 : 10000);
  if (choice == 2)
    until += g_rand_int_range (self->rand, 200000, 400000);
  while (g_get_monotonic_time () < until && read_some (told, fd, until))
    ;
}

/* Runs a child for a while; it dies by SIGKILL and by nothing else. */
static void
run_and_kill (Parent *self, Told *told)
{
  g_autofree char *seed = g_strdup_printf ("--seed=%u", g_rand_int (self->rand) & G_MAXINT);
  g_autofree char *path = g_strdup_printf ("--child=%s", self->path);
  char *argv[] = { self->program, path, seed, NULL };
  gint64 patience;
  g_autoptr (GError) error = NULL;
  GPid pid;
  int fd, status;

  g_assert_true (g_spawn_async_with_pipes (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                                           NULL, &fd, NULL, &error));
  wait_for_moment (self, told, fd);
  kill (pid, SIGKILL);
  patience = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  while (read_some (told, fd, patience))
    ;
  while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
    ;
  close (fd);
  g_spawn_close_pid (pid);
  if (!WIFSIGNALED (status) || WTERMSIG (status) != SIGKILL)
    g_error ("The child ended by itself: %d", status);
}

/* What the next one who opens the document will see. Writes nothing. (transfer full) */
static char *
look (Parent *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HuLoaded) loaded = hu_load (self->path, NULL, NULL, &error);
  HuReplay *replay;

  g_assert_no_error (error);
  g_assert_cmpstr (loaded->read_only_reason, ==, NULL);
  g_assert_cmpstr (loaded->unreadable, ==, NULL);
  loaded->recovery = hu_recover (loaded);
  replay = loaded->recovery->replay;
  g_assert_cmpuint (replay->n_conflicts, ==, 0);
  g_assert_cmpuint (replay->n_unplaced, ==, 0);
  self->n_recovered += replay->n_recovered > 0;
  return get_digest (loaded->snapshot, loaded->text,
                     replay->n_done > 0 ? g_ptr_array_index (replay->edits, replay->n_done - 1) : NULL,
                     replay->n_done < replay->edits->len ? g_ptr_array_index (replay->edits, replay->n_done)
                                                         : NULL);
}

/* FALSE where something is lost, or is as it never was. */
static gboolean
check (Parent *self, Told *told, guint round)
{
  g_autofree char *found = look (self);
  gboolean ok = told->states->len == 0 && strcmp (found, self->digest) == 0;

  if (told->states->len > 0 && strcmp (g_ptr_array_index (told->states, 0), self->digest) != 0)
    {
      g_printerr ("round %u: the child found something else than was there\n", round);
      return FALSE;
    }
  for (guint64 i = told->durable; !ok && i < told->states->len; i++)
    ok = strcmp (g_ptr_array_index (told->states, i), found) == 0;
  if (!ok)
    {
      int earlier = -1;

      for (guint i = 0; i < told->states->len; i++)
        if (strcmp (g_ptr_array_index (told->states, i), found) == 0)
          earlier = (int) i;
      g_printerr ("round %u: after %u edits, %" G_GUINT64_FORMAT " of them durable, it is as after %d\n",
                  round, told->states->len - 1, told->durable, earlier);
    }
  self->n_edits += told->states->len > 0 ? told->states->len - 1 : 0;
  self->n_durable += told->durable;
  g_free (self->digest);
  self->digest = g_steal_pointer (&found);
  return ok;
}

static gboolean
run_round (Parent *self, guint round)
{
  Told told = { g_string_new (NULL), g_ptr_array_new_with_free_func (g_free), 0 };
  gboolean ok;

  run_and_kill (self, &told);
  ok = check (self, &told, round);
  g_string_free (told.output, TRUE);
  g_ptr_array_unref (told.states);
  return ok;
}

static int
run_parent (const char *program, guint rounds, guint32 seed)
{
  Parent self = { .rand = g_rand_new_with_seed (seed), .program = g_strdup (program) };
  g_autoptr (HuText) text = test_text_new (6);
  g_autofree char *state = NULL;
  gboolean ok = TRUE;
  gsize length;
  const char *utf8 = hu_text_get_utf8 (text, &length);

  self.folder = g_dir_make_tmp ("hu-kill-loop-XXXXXX", NULL);
  self.path = g_build_filename (self.folder, "visit.txt", NULL);
  state = g_build_filename (self.folder, "state", NULL);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_assert_true (g_file_set_contents (self.path, utf8, (gssize) length, NULL));
  self.digest = look (&self);
  for (guint round = 0; ok && round < rounds; round++)
    {
      ok = run_round (&self, round);
      if (round % 1000 == 999)
        g_print ("%u rounds…\n", round + 1);
    }
  g_print ("%u rounds, seed %u: %" G_GUINT64_FORMAT " edits, %" G_GUINT64_FORMAT
           " reported durable; %u times the layer file lacked some; %s\n",
           rounds, seed, self.n_edits, self.n_durable, self.n_recovered,
           ok ? "0 lost" : "LOST; what is there is kept in the folder");
  /* A loop that tries nothing proves nothing. */
  if (ok && rounds >= 100 && (self.n_durable < rounds || self.n_recovered < rounds / 10))
    {
      g_printerr ("too little was tried\n");
      ok = FALSE;
    }
  if (ok)
    test_remove_all (self.folder);
  else
    g_printerr ("%s\n", self.folder);
  g_rand_free (self.rand);
  g_free (self.program);
  g_free (self.folder);
  g_free (self.path);
  g_free (self.digest);
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main (int argc, char *argv[])
{
  int rounds = 200, seed = (int) (g_random_int () & G_MAXINT);
  g_autofree char *child = NULL;
  const GOptionEntry entries[] = {
    { "rounds", 0, 0, G_OPTION_ARG_INT, &rounds, "How often to kill", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Of the random numbers", "N" },
    { "child", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &child, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (child)
    run_child (child, (guint32) seed);
  return run_parent (argv[0], (guint) MAX (rounds, 1), (guint32) seed);
}
