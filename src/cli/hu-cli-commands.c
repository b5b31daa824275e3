/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of subcommands. */
#include "config.h"

#include "hu-cli-command.h"

#include "hu-cli-counts.h"
#include "hu-formats.h"
#include "hu-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One line a command; each is defined in its own file. */
extern const HuCliCommand hu_cli_convert_command;
extern const HuCliCommand hu_cli_export_command;
extern const HuCliCommand hu_cli_formats_command;
extern const HuCliCommand hu_cli_git_setup_command;
extern const HuCliCommand hu_cli_help_command;
extern const HuCliCommand hu_cli_import_command;
extern const HuCliCommand hu_cli_merge_command;
extern const HuCliCommand hu_cli_merge_driver_command;
extern const HuCliCommand hu_cli_anchor_command;
extern const HuCliCommand hu_cli_stats_command;
extern const HuCliCommand hu_cli_text_command;
extern const HuCliCommand hu_cli_validate_command;

static const HuCliCommand *const commands[] = {
  &hu_cli_validate_command, &hu_cli_text_command,         &hu_cli_stats_command,     &hu_cli_import_command,
  &hu_cli_export_command,   &hu_cli_convert_command,      &hu_cli_formats_command,   &hu_cli_anchor_command,
  &hu_cli_merge_command,    &hu_cli_merge_driver_command, &hu_cli_git_setup_command, &hu_cli_help_command,
};

const char *const hu_cli_description = N_ (
    "Works on annotated articles without a window: an article (visit.txt), and beside it the layer file that "
    "says who claims what in it, and where they stand (visit.txt.annotations.json).\n\n"
    "A file “-” is standard input or output; what follows “--” is a file, whatever it is called. No article "
    "is "
    "ever changed. With --json, a command answers in JSON. Numbers are written the same in every language.");
const char *const hu_cli_exit_description =
    N_ ("0: done, and all is well. 1: something was found, or couldn’t be done; standard error tells what. "
        "2: the "
        "command line is wrong. 130: interrupted; every file is as it was before, or whole.");

const HuCliCommand *
hu_cli_commands_get_nth (guint n)
{
  return n < G_N_ELEMENTS (commands) ? commands[n] : NULL;
}

const HuCliCommand *
hu_cli_commands_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i]->name, name))
      return commands[i];
  return NULL;
}

const HuCliOption *
hu_cli_get_common_options (void)
{
  static const HuCliOption options[] = {
    { "help", 'h', NULL, HU_CLI_WORDS_ANY, N_ ("Tell how the command is used"), HU_CLI_OPTION_NONE },
    { NULL },
  };

  return options;
}

static GStrv
list_commands (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_strv_builder_add (builder, commands[i]->name);
  return g_strv_builder_end (builder);
}

static GStrv
list_formats (gboolean (*can) (const HuFormat *format))
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const HuFormat *format;

  for (guint i = 0; (format = hu_formats_get_nth (i)); i++)
    if (can (format))
      g_strv_builder_add (builder, format->name);
  return g_strv_builder_end (builder);
}

static GStrv
list_counts (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (int i = 0; i < HU_CLI_N_COUNTS; i++)
    g_strv_builder_add (builder, hu_cli_counts_get_by_name (i));
  return g_strv_builder_end (builder);
}

static GStrv
list_tables (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (int i = 0; i < HU_N_TABLES; i++)
    g_strv_builder_add (builder, hu_table_get_name (i));
  return g_strv_builder_end (builder);
}

static GStrv
list_parts (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (int i = HU_PART_BODY + 1; i < HU_N_PARTS; i++)
    g_strv_builder_add (builder, hu_part_kind_get_name (i));
  g_strv_builder_add (builder, "body");
  return g_strv_builder_end (builder);
}

GStrv
hu_cli_words_list (HuCliWords words)
{
  static const char *const shells[] = { "bash", "zsh", "fish", NULL };
  static const char *const newlines[] = { "as-is", "lf", "crlf", NULL };
  static const char *const ends[] = { "exclusive", "inclusive", NULL };

  switch (words)
    {
    case HU_CLI_WORDS_COMMANDS:
      return list_commands ();
    case HU_CLI_WORDS_SHELLS:
      return g_strdupv ((char **) shells);
    case HU_CLI_WORDS_NEWLINES:
      return g_strdupv ((char **) newlines);
    case HU_CLI_WORDS_ENDS:
      return g_strdupv ((char **) ends);
    case HU_CLI_WORDS_COUNTS:
      return list_counts ();
    case HU_CLI_WORDS_EXPORT_FORMATS:
      return list_formats (hu_format_can_export);
    case HU_CLI_WORDS_IMPORT_FORMATS:
      return list_formats (hu_format_can_import);
    case HU_CLI_WORDS_TABLES:
      return list_tables ();
    case HU_CLI_WORDS_PARTS:
      return list_parts ();
    case HU_CLI_WORDS_ANY:
    case HU_CLI_WORDS_FILES:
    case HU_CLI_WORDS_FOLDERS:
      return NULL;
    }
  g_assert_not_reached ();
}

char *
hu_cli_command_dup_usage (const HuCliCommand *self)
{
  GString *usage = g_string_new (HU_CLI_PROGRAM);

  g_string_append_printf (usage, " %s", self->name);
  for (const HuCliOption *option = self->options; option && option->name; option++)
    if (option->flags & HU_CLI_OPTION_REQUIRED)
      g_string_append_printf (usage, " --%s=%s", option->name, _ (option->argument));
  g_string_append_printf (usage, " %s", _ ("[OPTION…]"));
  if (*self->operands)
    g_string_append_printf (usage, " %s", _ (self->operands));
  return g_string_free (usage, FALSE);
}

char *
hu_cli_option_dup_term (const HuCliOption *self)
{
  const char *argument = self->argument ? _ (self->argument) : NULL;
  g_autofree char *letter = self->letter ? g_strdup_printf ("-%c, ", self->letter) : NULL;

  return g_strdup_printf ("%s--%s%s%s", letter ? letter : "", self->name, argument ? "=" : "",
                          argument ? argument : "");
}

char *
hu_cli_option_dup_help (const HuCliOption *self)
{
  g_auto (GStrv) words = hu_cli_words_list (self->words);
  g_autofree char *list = words ? g_strjoinv (", ", words) : NULL;

  return list ? g_strdup_printf ("%s: %s", _ (self->help), list) : g_strdup (_ (self->help));
}
