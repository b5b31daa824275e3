/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The manual page, and the README's table, made from the table of subcommands: in English, at build time. */
#include "config.h"

#include "hu-cli-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Lines of the page's source are broken where they can be. */
#define LINE 72

static void
append_char (GString *page, gunichar c)
{
  if (c == '\\')
    g_string_append (page, "\\e");
  else if (c == '-')
    g_string_append (page, "\\-");
  else if (c == '\'')
    g_string_append (page, "\\(aq");
  else if (c >= 0x80)
    g_string_append_printf (page, "\\[u%04X]", c);
  else
    g_string_append_c (page, c);
}

/* Appends @text so that roff shows it as it is. */
static void
append_text (GString *page, const char *text)
{
  const char *line = text;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      if (*p == ' ' && p - line > LINE)
        {
          g_string_append_c (page, '\n');
          line = p + 1;
          continue;
        }
      /* At the beginning of a line they are requests. */
      if (p == line && (*p == '.' || *p == '\''))
        g_string_append (page, "\\&");
      append_char (page, g_utf8_get_char (p));
    }
}

static void
append_macro (GString *page, const char *macro, const char *text)
{
  g_string_append_printf (page, ".%s ", macro);
  append_text (page, text);
  g_string_append_c (page, '\n');
}

static void
append_paragraphs (GString *page, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i]; i++)
    {
      g_string_append (page, i > 0 ? ".PP\n" : "");
      append_text (page, paragraphs[i]);
      g_string_append_c (page, '\n');
    }
}

/* A term in bold, and what it is. */
static void
append_item (GString *page, const char *term, const char *text)
{
  g_string_append (page, ".TP\n\\fB");
  append_text (page, term);
  g_string_append (page, "\\fR\n");
  append_text (page, text);
  g_string_append_c (page, '\n');
}

static void
append_options (GString *page, const HuCliOption *options)
{
  for (; options && options->name; options++)
    {
      g_autofree char *term = hu_cli_option_dup_term (options);
      g_autofree char *help = hu_cli_option_dup_help (options);

      if (!(options->flags & HU_CLI_OPTION_HIDDEN))
        append_item (page, term, help);
    }
}

static void
append_command (GString *page, const HuCliCommand *command)
{
  g_autofree char *usage = hu_cli_command_dup_usage (command);

  append_macro (page, "SS", usage + strlen (HU_CLI_PROGRAM) + 1);
  append_text (page, _ (command->summary));
  g_string_append (page, ".\n.PP\n");
  append_paragraphs (page, _ (command->description));
  append_options (page, command->options);
  for (const HuCliExit *exits = command->exits; exits->help; exits++)
    {
      g_autofree char *status = g_strdup_printf ("Exit status %d", exits->status);

      append_item (page, status, _ (exits->help));
    }
}

static void
append_examples (GString *page, const HuCliCommand *command)
{
  for (const HuCliExample *examples = command->examples; examples && examples->line; examples++)
    append_item (page, examples->line, _ (examples->help));
}

char *
hu_cli_manual (void)
{
  GString *page = g_string_new (".TH HUSTINGS\\-CLI 1 \"\" \"Hustings " HU_VERSION "\" \"User Commands\"\n");
  const HuCliCommand *command;

  append_macro (page, "SH", "NAME");
  append_text (page, HU_CLI_PROGRAM);
  g_string_append (page, " \\- ");
  append_text (page, "check, convert and count annotated articles");
  g_string_append_c (page, '\n');
  append_macro (page, "SH", "SYNOPSIS");
  g_string_append (page, "\\fBhustings\\-cli\\fR ");
  append_text (page, _ ("COMMAND [OPTION…] [FILE…]"));
  g_string_append_c (page, '\n');
  append_macro (page, "SH", "DESCRIPTION");
  append_paragraphs (page, _ (hu_cli_description));
  append_macro (page, "SH", "COMMANDS");
  for (guint i = 0; (command = hu_cli_commands_get_nth (i)); i++)
    append_command (page, command);
  append_macro (page, "SH", "OPTIONS OF ALL COMMANDS");
  append_options (page, hu_cli_get_common_options ());
  append_item (page, "--version", "In place of a command: tell the version.");
  append_macro (page, "SH", "EXIT STATUS");
  append_paragraphs (page, _ (hu_cli_exit_description));
  append_macro (page, "SH", "EXAMPLES");
  for (guint i = 0; (command = hu_cli_commands_get_nth (i)); i++)
    append_examples (page, command);
  return g_string_free (page, FALSE);
}

char *
hu_cli_readme_table (void)
{
  GString *table = g_string_new ("| command | what it does | for example |\n| --- | --- | --- |\n");
  const HuCliCommand *command;

  for (guint i = 0; (command = hu_cli_commands_get_nth (i)); i++)
    g_string_append_printf (table, "| `%s` | %s | `%s` |\n", command->name, _ (command->summary),
                            command->examples->line);
  return g_string_free (table, FALSE);
}
