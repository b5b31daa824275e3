/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "git-setup": lets Git merge the layer files of a repository with this program. */
#include "config.h"

#include "hu-cli-command.h"

#include "hu-save.h"
#include "hu-sidecar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ATTRIBUTES ".gitattributes"
#define DRIVER     "hustings"
#define LINE       "*.annotations.json merge=" DRIVER

/* Runs Git in @folder. What it complains of becomes @error. @output: (out) (optional) (transfer full): its
 * first line. */
static gboolean
run_git (HuCli *cli, const char *folder, char **output, GError **error, ...) G_GNUC_NULL_TERMINATED;

static gboolean
run_git (HuCli *cli, const char *folder, char **output, GError **error, ...)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *out = NULL;
  g_autofree char *complaint = NULL;
  const char *argument;
  va_list args;

  g_ptr_array_add (arguments, (char *) "git");
  va_start (args, error);
  while ((argument = va_arg (args, const char *)))
    g_ptr_array_add (arguments, (char *) argument);
  va_end (args);
  g_ptr_array_add (arguments, NULL);
  g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, error);
  if (!process ||
      !g_subprocess_communicate_utf8 (process, NULL, hu_cli_get_cancellable (cli), &out, &complaint, error))
    return FALSE;
  g_strchomp (complaint);
  if (!g_subprocess_get_successful (process))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", *complaint ? complaint : _ ("Git failed"));
      return FALSE;
    }
  if (output)
    *output = g_strndup (out, strcspn (out, "\n"));
  return TRUE;
}

/* How this program is called: by its name where the shell finds it by that. (transfer full) */
static char *
find_program (void)
{
  g_autofree char *found = g_find_program_in_path (HU_CLI_PROGRAM);
  g_autofree char *found_file = found ? realpath (found, NULL) : NULL;
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);

  if (!own || g_strcmp0 (found_file, own) == 0)
    return g_strdup (HU_CLI_PROGRAM);
  return g_shell_quote (own);
}

static gboolean
has_line (const char *content)
{
  g_auto (GStrv) lines = g_strsplit (content, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (g_str_equal (g_strchomp (lines[i]), LINE))
      return TRUE;
  return FALSE;
}

static gboolean
write_attributes (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, ATTRIBUTES, NULL);
  g_autofree char *content = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) problem = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &content, &length, &problem))
    {
      if (!g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      content = g_strdup ("");
    }
  if (has_line (content))
    return TRUE;
  changed = g_strconcat (content, length > 0 && content[length - 1] != '\n' ? "\n" : "", LINE, "\n", NULL);
  bytes = g_bytes_new (changed, strlen (changed));
  return hu_save_bytes (path, bytes, error);
}

static int
run (HuCli *cli)
{
  const char *given = hu_cli_get_operands (cli)[0];
  const char *folder = given ? given : ".";
  g_autofree char *program = find_program ();
  g_autofree char *driver = g_strconcat (program, " merge-driver %O %A %B", NULL);
  g_autofree char *top = NULL;
  g_autoptr (GError) error = NULL;

  if (!run_git (cli, folder, &top, &error, "rev-parse", "--show-toplevel", NULL) ||
      !run_git (cli, folder, NULL, &error, "config", "merge." DRIVER ".name", "Hustings annotations", NULL) ||
      !run_git (cli, folder, NULL, &error, "config", "merge." DRIVER ".driver", driver, NULL) ||
      !write_attributes (top, &error))
    {
      hu_cli_warn_error (cli, folder, error);
      return HU_CLI_PROBLEMS;
    }
  hu_cli_print (
      cli,
      _ ("Git merges layer files with Hustings now. Commit %s; others run git-setup in their copy too.\n"),
      ATTRIBUTES);
  return HU_CLI_OK;
}

static const HuCliOption options[] = {
  { NULL },
};

static const HuCliExample examples[] = {
  { "hustings-cli git-setup", N_ ("Sets up the repository that this folder is in.") },
  { NULL },
};

static const HuCliExit exits[] = {
  { HU_CLI_OK, N_ ("The repository is set up.") },
  { HU_CLI_PROBLEMS, N_ ("It isn’t a repository, or can’t be written.") },
  { HU_CLI_USAGE, N_ ("The command line is wrong.") },
  { 0, NULL },
};

const HuCliCommand hu_cli_git_setup_command = {
  .name = "git-setup",
  .operands = N_ ("[FOLDER]"),
  .max_operands = 1,
  .words = HU_CLI_WORDS_FOLDERS,
  .summary = N_ ("Let Git merge layer files with Hustings"),
  .description = N_ (
      "Names the command merge-driver in the configuration of a repository, and in its .gitattributes the "
      "files "
      "that it is for. The attributes are shared with everybody; the configuration is of one copy alone."),
  .options = options,
  .examples = examples,
  .exits = exits,
  .run = run,
};
