/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of the program: finding the subcommand, and what it is answered with. */
#include "config.h"

#include "hu-cli-private.h"

#include "hu-error.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Progress is shown of what takes longer than this, in microseconds. */
#define PROGRESS_AFTER 500000

const char *const *
hu_cli_get_operands (HuCli *self)
{
  return (const char *const *) self->operands;
}

static const HuCliOption *
find_option (const HuCliOption *options, const char *name)
{
  for (; options && options->name; options++)
    if (g_str_equal (options->name, name))
      return options;
  return NULL;
}

const char *
hu_cli_get (HuCli *self, const char *name)
{
  g_return_val_if_fail (find_option (self->command->options, name) ||
                            find_option (hu_cli_get_common_options (), name),
                        NULL);
  return g_hash_table_lookup (self->values, name);
}

gboolean
hu_cli_has (HuCli *self, const char *name)
{
  return hu_cli_get (self, name) != NULL;
}

gboolean
hu_cli_get_number (HuCli *self, const char *name, guint min, guint max, guint fallback, guint *number)
{
  const char *letters = hu_cli_get (self, name);
  guint64 value;

  *number = fallback;
  if (!letters)
    return TRUE;
  if (!g_ascii_string_to_unsigned (letters, 10, min, max, &value, NULL))
    {
      hu_cli_usage_error (self, _ ("--%s takes a number from %u to %u, not “%s”"), name, min, max, letters);
      return FALSE;
    }
  *number = value;
  return TRUE;
}

GCancellable *
hu_cli_get_cancellable (HuCli *self)
{
  return self->cancellable;
}

/* Text for people. */

char *
hu_cli_show_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *shown = g_string_new (NULL);

  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* C1 controls are two bytes of UTF-8 that some terminals obey as well. */
      if ((c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0))
        g_string_append_printf (shown, "\\x%02x", c);
      else
        g_string_append_unichar (shown, c);
    }
  return g_string_free (shown, FALSE);
}

char *
hu_cli_show_name (const char *path)
{
  GString *shown = g_string_new (NULL);

  while (*path)
    {
      const char *end;
      gboolean valid = g_utf8_validate (path, -1, &end);
      g_autofree char *sound = g_strndup (path, end - path);
      g_autofree char *text = hu_cli_show_text (sound);

      for (const char *p = text; *p; p++)
        if (*p == '\n')
          g_string_append (shown, "\\n");
        else
          g_string_append_c (shown, *p);
      path = end;
      if (!valid)
        g_string_append_printf (shown, "\\x%02x", (guint) (guchar) *path++);
    }
  return g_string_free (shown, FALSE);
}

/* In the encoding of the locale; where that lacks something, in what letters there are everywhere. */
static void
put (FILE *stream, const char *text)
{
  g_autofree char *safe = hu_cli_show_text (text);
  g_autofree char *local = NULL;
  const char *charset;

  if (!g_get_charset (&charset))
    {
      local = g_convert (safe, -1, charset, "UTF-8", NULL, NULL, NULL);
      if (!local)
        local = g_str_to_ascii (safe, NULL);
    }
  fputs (local ? local : safe, stream);
}

void
hu_cli_print (HuCli *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  hu_cli_clear_progress (self);
  put (stdout, text);
}

void
hu_cli_write (HuCli *self, const char *data, gsize length)
{
  hu_cli_clear_progress (self);
  fwrite (data, 1, length, stdout);
}

static void
warn (HuCli *self, const char *path, const char *message)
{
  g_autofree char *name = path ? hu_cli_show_name (path) : NULL;
  g_autofree char *line = NULL;

  if (path && strcmp (path, "-") == 0)
    {
      g_free (name);
      name = g_strdup (_ ("standard input"));
    }
  line = name ? g_strdup_printf ("%s: %s: %s\n", HU_CLI_PROGRAM, name, message)
              : g_strdup_printf ("%s: %s\n", HU_CLI_PROGRAM, message);
  hu_cli_clear_progress (self);
  /* What was printed before comes before, also where both go to one file. */
  fflush (stdout);
  put (stderr, line);
}

void
hu_cli_warn (HuCli *self, const char *path, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  warn (self, path, message);
}

void
hu_cli_warn_error (HuCli *self, const char *path, const GError *error)
{
  g_autofree char *shown = path ? g_filename_display_name (path) : NULL;
  g_autofree char *base = path ? g_filename_display_basename (path) : NULL;
  const char *names[] = { shown, base };
  const char *message = error->message;

  for (guint i = 0; path && i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (message, names[i]) && g_str_has_prefix (message + strlen (names[i]), ": "))
      {
        message += strlen (names[i]) + 2;
        break;
      }
  warn (self, path, message);
}

int
hu_cli_usage_error (HuCli *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  warn (self, NULL, message);
  if (self->command)
    hu_cli_warn (self, NULL, _ ("“%s %s --help” tells how it is used"), HU_CLI_PROGRAM, self->command->name);
  else
    hu_cli_warn (self, NULL, _ ("“%s --help” lists the commands"), HU_CLI_PROGRAM);
  return HU_CLI_USAGE;
}

HuJsonWriter *
hu_cli_get_json (HuCli *self)
{
  if (!self->json && hu_cli_has (self, "json"))
    self->json = hu_json_writer_new (HU_JSON_WRITER_INDENTED);
  return self->json;
}

void
hu_cli_json_file (HuJsonWriter *writer, const char *path)
{
  g_autofree char *shown = g_utf8_validate (path, -1, NULL) ? g_strdup (path) : hu_cli_show_name (path);

  hu_json_writer_member_string (writer, "file", shown);
  if (!g_utf8_validate (path, -1, NULL))
    {
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autofree char *uri = g_file_get_uri (file);

      hu_json_writer_member_string (writer, "uri", uri);
    }
}

/* Progress. */

void
hu_cli_clear_progress (HuCli *self)
{
  g_mutex_lock (&self->lock);
  if (self->shown >= 0)
    fputs ("\r\033[K", stderr);
  self->shown = -1;
  g_mutex_unlock (&self->lock);
}

void
hu_cli_progress (double done, gpointer data)
{
  HuCli *self = data;
  int percents = CLAMP ((int) (done * 100), 0, 100);

  g_return_if_fail (self != NULL);
  if (!isatty (STDERR_FILENO) || g_get_monotonic_time () - self->started < PROGRESS_AFTER)
    return;
  g_mutex_lock (&self->lock);
  if (percents != self->shown && !g_cancellable_is_cancelled (self->cancellable))
    {
      fprintf (stderr, "\r%3d %%\033[K", percents);
      fflush (stderr);
      self->shown = percents;
    }
  g_mutex_unlock (&self->lock);
}

/* Reading. */

static GBytes *
fail_errno (GError **error)
{
  int saved = errno;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved), g_strerror (saved));
  return NULL;
}

static GBytes *
fail_too_large (gsize limit, GError **error)
{
  g_set_error (error, HU_ERROR, HU_ERROR_TOO_LARGE, _ ("larger than %u MB"), (guint) (limit / 1000000));
  return NULL;
}

/* All that comes, be it a file or a pipe. */
static GBytes *
read_all (HuCli *self, int fd, gsize limit, GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (fd, FALSE);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 buffer[65536];
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, self->cancellable, error)) > 0)
    {
      g_byte_array_append (all, buffer, n);
      if (all->len > limit)
        return fail_too_large (limit, error);
    }
  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

GBytes *
hu_cli_load (HuCli *self, const char *path, gsize limit, GError **error)
{
  struct stat info;
  GBytes *bytes;
  int fd;

  if (g_str_equal (path, "-"))
    return read_all (self, STDIN_FILENO, limit, error);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return fail_errno (error);
  /* Refused unread. */
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && (guint64) info.st_size > limit)
    bytes = fail_too_large (limit, error);
  else
    bytes = read_all (self, fd, limit, error);
  close (fd);
  return bytes;
}

/* Running. */

gboolean
hu_cli_flush (HuCli *self)
{
  if (self->json)
    {
      g_autoptr (GBytes) bytes = NULL;
      gsize length;
      const char *data;

      hu_json_writer_end_document (self->json);
      bytes = hu_json_writer_steal (self->json);
      data = g_bytes_get_data (bytes, &length);
      hu_cli_write (self, data, length);
    }
  hu_cli_clear_progress (self);
  return fflush (stdout) == 0 && !ferror (stdout);
}

/* The first interruption ends the work where nothing is half-written; another one ends it at once. */
static gboolean
on_interrupt (gpointer data)
{
  HuCli *self = data;

  if (g_cancellable_is_cancelled (self->cancellable))
    _exit (HU_CLI_INTERRUPTED);
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_CONTINUE;
}

typedef struct
{
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
} Watch;

static gpointer
run_loop (gpointer data)
{
  g_main_loop_run (data);
  return NULL;
}

/* In a thread of its own, because the work is done in the main one. */
static void
watch_start (Watch *self, HuCli *cli)
{
  static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GSource) source = g_unix_signal_source_new (signals[i]);

      g_source_set_callback (source, on_interrupt, cli, NULL);
      g_source_attach (source, self->context);
    }
  self->thread = g_thread_new ("signals", run_loop, self->loop);
}

static gboolean
quit_loop (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
watch_stop (Watch *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  /* From within: a loop that doesn't run yet can't be told to end. */
  g_source_set_callback (source, quit_loop, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
}

static int
run (HuCli *self)
{
  Watch watch;
  int status;

  watch_start (&watch, self);
  self->started = g_get_monotonic_time ();
  status = self->command->run (self);
  watch_stop (&watch);
  /* What was asked to end, but had come to its end, has succeeded. */
  if (g_cancellable_is_cancelled (self->cancellable) && status != HU_CLI_OK)
    {
      g_clear_pointer (&self->json, hu_json_writer_free);
      status = HU_CLI_INTERRUPTED;
    }
  if (!hu_cli_flush (self))
    {
      hu_cli_warn (self, NULL, _ ("Standard output can’t be written: %s"), g_strerror (errno));
      return HU_CLI_PROBLEMS;
    }
  return status;
}

static int
run_arguments (HuCli *self, int argc, char *argv[])
{
  const char *first = argc > 1 ? argv[1] : NULL;

  if (!first)
    return hu_cli_usage_error (self, _ ("A command is missing"));
  if (g_str_equal (first, "--help") || g_str_equal (first, "-h"))
    first = "help";
  if (g_str_equal (first, "--version"))
    {
      hu_cli_print (self, "%s %s\n", HU_CLI_PROGRAM, HU_VERSION);
      return hu_cli_flush (self) ? HU_CLI_OK : HU_CLI_PROBLEMS;
    }
  self->command = hu_cli_commands_find (first);
  if (!self->command)
    return *first == '-' ? hu_cli_usage_error (self, _ ("There is no option “%s” before a command"), first)
                         : hu_cli_usage_error (self, _ ("There is no command “%s”"), first);
  if (!hu_cli_parse (self, (const char *const *) argv + 2))
    return HU_CLI_USAGE;
  if (hu_cli_has (self, "help"))
    {
      g_autofree char *help = hu_cli_help (self->command);

      hu_cli_print (self, "%s", help);
      return hu_cli_flush (self) ? HU_CLI_OK : HU_CLI_PROBLEMS;
    }
  return run (self);
}

int
hu_cli_main (int argc, char *argv[])
{
  HuCli self = { .shown = -1 };
  int status;

  g_mutex_init (&self.lock);
  self.cancellable = g_cancellable_new ();
  self.values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  status = run_arguments (&self, argc, argv);
  g_hash_table_unref (self.values);
  g_strfreev (self.operands);
  g_object_unref (self.cancellable);
  g_clear_pointer (&self.json, hu_json_writer_free);
  g_mutex_clear (&self.lock);
  return status;
}
