/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of the program: what was asked for, and how it is answered. */
#pragma once

#include <gio/gio.h>

#include "hu-json-writer.h"

G_BEGIN_DECLS

/* The exit statuses of the program. */
enum
{
  HU_CLI_OK = 0,
  HU_CLI_PROBLEMS = 1, /* findings, conflicts; something couldn't be read or written */
  HU_CLI_USAGE = 2,
  HU_CLI_INTERRUPTED = 130, /* as shells have it: 128 and SIGINT */
};

/**
 * HuCli:
 *
 * What a subcommand gets. Everything it says goes through here: people's text in their language and encoding,
 * with control characters shown instead of sent to the terminal; machines' as UTF-8.
 */
typedef struct _HuCli HuCli;

/* Runs the program with @argv and returns its exit status. */
int hu_cli_main (int argc, char *argv[]);

/* What was asked for. (transfer none) */
const char *const *hu_cli_get_operands (HuCli *self);
/* Whether an option was given; its argument, or NULL. @name: one of the command's. */
gboolean hu_cli_has (HuCli *self, const char *name);
const char *hu_cli_get (HuCli *self, const char *name);
/* The argument as a number from @min to @max; @fallback where it wasn't given. FALSE where it is none: that
 * is said, and the command ends with HU_CLI_USAGE. @number: (out). */
gboolean
hu_cli_get_number (HuCli *self, const char *name, guint min, guint max, guint fallback, guint *number);
/* Ends when the user interrupts. (transfer none) */
GCancellable *hu_cli_get_cancellable (HuCli *self);

/* To standard output, for people. */
void hu_cli_print (HuCli *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* To standard output as it is. */
void hu_cli_write (HuCli *self, const char *data, gsize length);
/* Where the answer to --json is written; NULL where it wasn't given. What is in it goes to standard output
 * when the command ends. (transfer none) (nullable) */
HuJsonWriter *hu_cli_get_json (HuCli *self);
/* A member that names a file: "file", and "uri" where the name isn't UTF-8. */
void hu_cli_json_file (HuJsonWriter *writer, const char *path);
/* To standard error. @path: (nullable): the file that it is about; "-" for standard input. */
void hu_cli_warn (HuCli *self, const char *path, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* The same for an error of a library; what repeats the file's name isn't said twice. */
void hu_cli_warn_error (HuCli *self, const char *path, const GError *error);
/* Says what is wrong with the command line, and how to get help. Returns HU_CLI_USAGE. */
int hu_cli_usage_error (HuCli *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A file's name for people, in one line: what isn't UTF-8 and control characters are shown as escapes.
 * (transfer full) */
char *hu_cli_show_name (const char *path);
/* @text with its control characters but the line feed as escapes ("\x1b"). (transfer full) */
char *hu_cli_show_text (const char *text);

/* How far a long work is, from 0 to 1: shown on a terminal. Any thread; @data is a HuCli, so that it can be
 * handed to who takes a progress function. */
void hu_cli_progress (double done, gpointer data);

/* The bytes of a file or pipe, "-" being standard input. Fails with HU_ERROR_TOO_LARGE over @limit bytes,
 * else with a GIOError whose message doesn't name the file. (transfer full) */
GBytes *hu_cli_load (HuCli *self, const char *path, gsize limit, GError **error);

G_END_DECLS
