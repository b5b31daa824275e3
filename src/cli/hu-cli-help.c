/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "help", and what --help says. */
#include "config.h"

#include "hu-cli-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WIDTH 79
/* The column at which what options do is told. */
#define INDENT 26

static guint
width_of (const char *text, const char *end)
{
  guint width = 0;

  for (; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static void
pad (GString *help, guint column, guint to)
{
  while (column++ < to)
    g_string_append_c (help, ' ');
}

/* Appends @text, which stands at @column, in lines that begin at @indent; ends with a line end. */
static void
append_wrapped (GString *help, const char *text, guint column, guint indent)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gboolean begins = TRUE;

  for (guint i = 0; words[i]; i++)
    {
      guint width = width_of (words[i], words[i] + strlen (words[i]));

      if (!begins && column + 1 + width > WIDTH)
        {
          g_string_append_c (help, '\n');
          pad (help, 0, indent);
          column = indent;
          begins = TRUE;
        }
      if (!begins)
        g_string_append_c (help, ' ');
      g_string_append (help, words[i]);
      column += width + !begins;
      begins = FALSE;
    }
  g_string_append_c (help, '\n');
}

static void
append_paragraphs (GString *help, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i]; i++)
    {
      append_wrapped (help, paragraphs[i], 0, 0);
      g_string_append_c (help, '\n');
    }
}

/* "  term   what it is", what it is wrapped beside or below the term. */
static void
append_item (GString *help, const char *term, const char *text, guint indent)
{
  guint column = 2 + width_of (term, term + strlen (term));

  g_string_append_printf (help, "  %s", term);
  if (column + 2 > indent)
    {
      g_string_append_c (help, '\n');
      column = 0;
    }
  pad (help, column, indent);
  append_wrapped (help, text, indent, indent);
}

static void
append_option (GString *help, const HuCliOption *option)
{
  g_autofree char *term = hu_cli_option_dup_term (option);
  g_autofree char *text = hu_cli_option_dup_help (option);

  if (!(option->flags & HU_CLI_OPTION_HIDDEN))
    append_item (help, term, text, INDENT);
}

static void
append_options (GString *help, const HuCliOption *options)
{
  for (; options && options->name; options++)
    append_option (help, options);
}

static char *
help_of_command (const HuCliCommand *command)
{
  GString *help = g_string_new (NULL);
  g_autofree char *usage = hu_cli_command_dup_usage (command);

  g_string_append_printf (help, "%s %s\n\n", _ ("Usage:"), usage);
  append_paragraphs (help, _ (command->summary));
  append_paragraphs (help, _ (command->description));
  g_string_append_printf (help, "%s\n", _ ("Options:"));
  append_options (help, command->options);
  append_options (help, hu_cli_get_common_options ());
  g_string_append_printf (help, "\n%s\n", _ ("Exit status:"));
  for (const HuCliExit *exits = command->exits; exits->help; exits++)
    {
      g_autofree char *status = g_strdup_printf ("%d", exits->status);

      append_item (help, status, _ (exits->help), 7);
    }
  if (command->examples && command->examples->line)
    g_string_append_printf (help, "\n%s\n", _ ("Examples:"));
  for (const HuCliExample *examples = command->examples; examples && examples->line; examples++)
    {
      g_string_append_printf (help, "  %s\n      ", examples->line);
      append_wrapped (help, _ (examples->help), 6, 6);
    }
  return g_string_free (help, FALSE);
}

static char *
help_of_program (void)
{
  GString *help = g_string_new (NULL);
  const HuCliCommand *command;

  g_string_append_printf (help, "%s %s %s\n\n", _ ("Usage:"), HU_CLI_PROGRAM,
                          _ ("COMMAND [OPTION…] [FILE…]"));
  append_paragraphs (help, _ (hu_cli_description));
  g_string_append_printf (help, "%s\n", _ ("Commands:"));
  for (guint i = 0; (command = hu_cli_commands_get_nth (i)); i++)
    append_item (help, command->name, _ (command->summary), 16);
  g_string_append_c (help, '\n');
  append_paragraphs (
      help, _ ("“hustings-cli COMMAND --help” tells all of a command, “man hustings-cli” of all of them."));
  g_string_truncate (help, help->len - 1);
  return g_string_free (help, FALSE);
}

char *
hu_cli_help (const HuCliCommand *command)
{
  return command ? help_of_command (command) : help_of_program ();
}

static int
run (HuCli *cli)
{
  const char *name = hu_cli_get_operands (cli)[0];
  const char *shell = hu_cli_get (cli, "completion");
  g_autofree char *text = NULL;

  if (hu_cli_has (cli, "man"))
    text = hu_cli_manual ();
  else if (hu_cli_has (cli, "readme"))
    text = hu_cli_readme_table ();
  else if (shell)
    text = hu_cli_completion (shell);
  if (text)
    hu_cli_write (cli, text, strlen (text));
  else
    {
      text = hu_cli_help (name ? hu_cli_commands_find (name) : NULL);
      hu_cli_print (cli, "%s", text);
    }
  return HU_CLI_OK;
}

static const HuCliOption options[] = {
  { "man", 0, NULL, HU_CLI_WORDS_ANY, N_ ("Write the manual page"), HU_CLI_OPTION_HIDDEN },
  { "readme", 0, NULL, HU_CLI_WORDS_ANY, N_ ("Write the table of commands for a README"),
    HU_CLI_OPTION_HIDDEN },
  { "completion", 0, N_ ("SHELL"), HU_CLI_WORDS_SHELLS, N_ ("Write the completion of a shell"),
    HU_CLI_OPTION_HIDDEN },
  { NULL },
};

static const HuCliExample examples[] = {
  { "hustings-cli help validate", N_ ("Tells how files are checked.") },
  { NULL },
};

static const HuCliExit exits[] = {
  { HU_CLI_OK, N_ ("The help was written.") },
  { HU_CLI_USAGE, N_ ("The command line is wrong.") },
  { 0, NULL },
};

const HuCliCommand hu_cli_help_command = {
  .name = "help",
  .operands = N_ ("[COMMAND]"),
  .max_operands = 1,
  .words = HU_CLI_WORDS_COMMANDS,
  .summary = N_ ("Tell how a command is used"),
  .description = N_ ("Without a command, all of them are listed."),
  .options = options,
  .examples = examples,
  .exits = exits,
  .run = run,
};
