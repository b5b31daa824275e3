/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shells' completion, made from the table of subcommands. */
#include "config.h"

#include "hu-cli-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* @text in single quotes, with @special characters escaped by a backslash within them. */
static void
append_quoted (GString *script, const char *text, const char *special)
{
  g_string_append_c (script, '\'');
  for (const char *p = text; *p; p++)
    {
      if (*p == '\'')
        g_string_append (script, "'\\''");
      else
        {
          if (strchr (special, *p))
            g_string_append_c (script, '\\');
          g_string_append_c (script, *p);
        }
    }
  g_string_append_c (script, '\'');
}

/* All words in one string. (transfer full) (nullable) */
static char *
join_words (HuCliWords words)
{
  g_auto (GStrv) list = hu_cli_words_list (words);

  return list ? g_strjoinv (" ", list) : NULL;
}

typedef void (*OptionFunc) (GString *script, const HuCliCommand *command, const HuCliOption *option);

static void
foreach_option (GString *script, const HuCliCommand *command, OptionFunc func)
{
  const HuCliOption *lists[] = { command->options, hu_cli_get_common_options () };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const HuCliOption *option = lists[i]; option && option->name; option++)
      if (!(option->flags & HU_CLI_OPTION_HIDDEN))
        func (script, command, option);
}

static gboolean
is_file (HuCliWords words)
{
  return words == HU_CLI_WORDS_FILES || words == HU_CLI_WORDS_FOLDERS;
}

/* bash */

static void
append_bash_reply (GString *script, HuCliWords words)
{
  g_autofree char *list = join_words (words);

  if (list)
    g_string_append_printf (script, "_hustings_cli_words '%s'", list);
  else if (is_file (words))
    g_string_append_printf (script, "_hustings_cli_files %s", words == HU_CLI_WORDS_FOLDERS ? "-d" : "-f");
  else
    g_string_append (script, ":");
}

static void
append_bash_argument (GString *script, const HuCliCommand *command, const HuCliOption *option)
{
  if (!option->argument)
    return;
  g_string_append_printf (script, "    %s:--%s", command->name, option->name);
  if (option->letter)
    g_string_append_printf (script, "|%s:-%c", command->name, option->letter);
  g_string_append (script, ") ");
  append_bash_reply (script, option->words);
  g_string_append (script, "; return ;;\n");
}

static void
append_bash_name (GString *script, const HuCliCommand *command, const HuCliOption *option)
{
  g_string_append_printf (script, "--%s%s ", option->name, option->argument ? "=" : "");
}

static void
append_bash_command (GString *script, const HuCliCommand *command)
{
  g_string_append_printf (script,
                          "    %s)\n      if [[ $current == -* && ! $files ]]; then _hustings_cli_words '",
                          command->name);
  foreach_option (script, command, append_bash_name);
  g_string_append (script, "'\n      else ");
  append_bash_reply (script, command->words);
  g_string_append (script, "; fi ;;\n");
}

static char *
completion_for_bash (void)
{
  g_autofree char *names = join_words (HU_CLI_WORDS_COMMANDS);
  const HuCliCommand *command;
  GString *script = g_string_new ("# Completion of hustings-cli for bash.\n"
                                  "_hustings_cli_words()\n{\n"
                                  "  mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$current\")\n"
                                  "  [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace 2>/dev/null\n}\n"
                                  "_hustings_cli_files()\n{\n"
                                  "  compopt -o filenames 2>/dev/null\n"
                                  "  mapfile -t COMPREPLY < <(compgen \"$1\" -- \"$current\")\n}\n"
                                  "_hustings_cli()\n{\n"
                                  "  local current=${COMP_WORDS[COMP_CWORD]} "
                                  "option=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} files= i\n"
                                  "  COMPREPLY=()\n");

  g_string_append_printf (
      script, "  if ((COMP_CWORD == 1)); then _hustings_cli_words '%s --help --version'; return; fi\n",
      names);
  g_string_append (script,
                   "  for ((i = 2; i < COMP_CWORD; i++)); do [[ ${COMP_WORDS[i]} == -- ]] && files=1; done\n"
                   "  # To bash, \"--format=csv\" is three words.\n"
                   "  if [[ $current == = ]]; then current=\n"
                   "  elif [[ $option == = ]]; then option=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
                   "  [[ $files ]] || case $command:$option in\n");
  for (guint i = 0; (command = hu_cli_commands_get_nth (i)); i++)
    foreach_option (script, command, append_bash_argument);
  g_string_append (script, "  esac\n  case $command in\n");
  for (guint i = 0; (command = hu_cli_commands_get_nth (i)); i++)
    append_bash_command (script, command);
  g_string_append (script, "  esac\n}\ncomplete -F _hustings_cli hustings-cli\n");
  return g_string_free (script, FALSE);
}

/* zsh */

static void
append_zsh_values (GString *script, HuCliWords words)
{
  g_autofree char *list = join_words (words);

  if (list)
    g_string_append_printf (script, "(%s)", list);
  else if (is_file (words))
    g_string_append (script, words == HU_CLI_WORDS_FOLDERS ? "_files -/" : "_files");
  else
    g_string_append_c (script, ' ');
}

static void
append_zsh_option (GString *script, const HuCliCommand *command, const HuCliOption *option)
{
  g_autoptr (GString) rest = g_string_new ("[");

  for (const char *p = _ (option->help); *p; p++)
    {
      if (strchr ("[]:\\", *p))
        g_string_append_c (rest, '\\');
      g_string_append_c (rest, *p);
    }
  g_string_append_c (rest, ']');
  if (option->argument)
    {
      g_string_append_printf (rest, ":%s:", _ (option->argument));
      append_zsh_values (rest, option->words);
    }
  g_string_append (script, " \\\n        ");
  if (option->letter)
    g_string_append_printf (script, "'(-%c --%s)'{-%c%s,--%s%s}", option->letter, option->name,
                            option->letter, option->argument ? "+" : "", option->name,
                            option->argument ? "=" : "");
  else
    g_string_append_printf (script, "--%s%s", option->name, option->argument ? "=" : "");
  append_quoted (script, rest->str, "");
}

static void
append_zsh_command (GString *script, const HuCliCommand *command)
{
  g_string_append_printf (script, "    %s)\n      _arguments -s -S", command->name);
  foreach_option (script, command, append_zsh_option);
  if (command->max_operands > 0)
    {
      g_autoptr (GString) operands = g_string_new ("*: :");

      append_zsh_values (operands, command->words);
      g_string_append (script, " \\\n        ");
      append_quoted (script, operands->str, "");
    }
  g_string_append (script, " ;;\n");
}

static char *
completion_for_zsh (void)
{
  GString *script = g_string_new ("#compdef hustings-cli\n"
                                  "_hustings-cli() {\n"
                                  "  local -a commands=(");
  const HuCliCommand *command;

  for (guint i = 0; (command = hu_cli_commands_get_nth (i)); i++)
    {
      g_autofree char *item = g_strdup_printf ("%s:%s", command->name, _ (command->summary));

      g_string_append (script, "\n    ");
      append_quoted (script, item, "");
    }
  g_string_append (script, "\n  )\n"
                           "  if ((CURRENT == 2)); then _describe -t commands command commands; return; fi\n"
                           "  local command=$words[2]\n"
                           "  shift words\n"
                           "  ((CURRENT--))\n"
                           "  case $command in\n");
  for (guint i = 0; (command = hu_cli_commands_get_nth (i)); i++)
    append_zsh_command (script, command);
  g_string_append (script, "  esac\n}\n_hustings-cli \"$@\"\n");
  return g_string_free (script, FALSE);
}

/* fish */

static void
begin_fish_line (GString *script, const HuCliCommand *command)
{
  g_string_append_printf (script, "complete -c hustings-cli -n '__fish_seen_subcommand_from %s'",
                          command->name);
}

static void
append_fish_values (GString *script, HuCliWords words)
{
  g_autofree char *list = join_words (words);

  if (list)
    g_string_append_printf (script, " -x -a '%s'", list);
  else if (words == HU_CLI_WORDS_FOLDERS)
    g_string_append (script, " -x -a '(__fish_complete_directories)'");
  else
    g_string_append (script, words == HU_CLI_WORDS_FILES ? " -r -F" : " -x");
}

static void
append_fish_option (GString *script, const HuCliCommand *command, const HuCliOption *option)
{
  begin_fish_line (script, command);
  if (option->letter)
    g_string_append_printf (script, " -s %c", option->letter);
  g_string_append_printf (script, " -l %s", option->name);
  if (option->argument)
    append_fish_values (script, option->words);
  g_string_append (script, " -d ");
  append_quoted (script, _ (option->help), "\\");
  g_string_append_c (script, '\n');
}

static char *
completion_for_fish (void)
{
  GString *script = g_string_new ("# Completion of hustings-cli for fish.\ncomplete -c hustings-cli -f\n");
  const HuCliCommand *command;

  for (guint i = 0; (command = hu_cli_commands_get_nth (i)); i++)
    {
      g_autofree char *list = join_words (command->words);

      g_string_append_printf (script, "complete -c hustings-cli -n __fish_use_subcommand -a %s -d ",
                              command->name);
      append_quoted (script, _ (command->summary), "\\");
      g_string_append_c (script, '\n');
      foreach_option (script, command, append_fish_option);
      if (!list && !is_file (command->words))
        continue;
      begin_fish_line (script, command);
      if (list)
        g_string_append_printf (script, " -a '%s'\n", list);
      else
        g_string_append (script, command->words == HU_CLI_WORDS_FILES
                                     ? " -F\n"
                                     : " -a '(__fish_complete_directories)'\n");
    }
  return g_string_free (script, FALSE);
}

char *
hu_cli_completion (const char *shell)
{
  g_return_val_if_fail (shell != NULL, NULL);
  if (g_str_equal (shell, "bash"))
    return completion_for_bash ();
  if (g_str_equal (shell, "zsh"))
    return completion_for_zsh ();
  if (g_str_equal (shell, "fish"))
    return completion_for_fish ();
  return NULL;
}
