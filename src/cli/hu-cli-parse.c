/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a command line apart, by the table. */
#include "config.h"

#include "hu-cli-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where GLib's parser puts what it finds. */
typedef struct
{
  GArray *entries;    /* of GOptionEntry, ends with an empty one */
  GPtrArray *options; /* of HuCliOption, beside the entries */
  gboolean *given;    /* flags… */
  char **arguments;   /* …and arguments, by the place of the option */
} Parser;

static void
parser_collect (Parser *self, const HuCliOption *options)
{
  for (; options && options->name; options++)
    g_ptr_array_add (self->options, (gpointer) options);
}

static void
parser_init (Parser *self, const HuCliCommand *command, GStrv *operands)
{
  GOptionEntry rest = { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, operands, NULL, NULL };

  self->entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  self->options = g_ptr_array_new ();
  parser_collect (self, command->options);
  parser_collect (self, hu_cli_get_common_options ());
  self->given = g_new0 (gboolean, self->options->len);
  self->arguments = g_new0 (char *, self->options->len);
  for (guint i = 0; i < self->options->len; i++)
    {
      const HuCliOption *option = g_ptr_array_index (self->options, i);
      gboolean file = option->words == HU_CLI_WORDS_FILES || option->words == HU_CLI_WORDS_FOLDERS;
      GOptionEntry entry = {
        option->name, option->letter, 0, G_OPTION_ARG_NONE, &self->given[i], NULL, NULL
      };

      if (option->argument)
        {
          entry.arg = file ? G_OPTION_ARG_FILENAME : G_OPTION_ARG_STRING;
          entry.arg_data = &self->arguments[i];
        }
      g_array_append_val (self->entries, entry);
    }
  g_array_append_val (self->entries, rest);
}

static void
parser_clear (Parser *self)
{
  for (guint i = 0; i < self->options->len; i++)
    g_free (self->arguments[i]);
  g_free (self->arguments);
  g_free (self->given);
  g_ptr_array_unref (self->options);
  g_array_unref (self->entries);
}

static gboolean
is_word (HuCliWords words, const char *word)
{
  g_auto (GStrv) all = hu_cli_words_list (words);

  return !all || g_strv_contains ((const char *const *) all, word);
}

/* Words that are counted are checked here, once for all commands. */
static gboolean
check_word (HuCli *self, HuCliWords words, const char *option, const char *word)
{
  g_auto (GStrv) all = hu_cli_words_list (words);
  g_autofree char *list = NULL;

  if (is_word (words, word))
    return TRUE;
  list = g_strjoinv (", ", all);
  if (option)
    hu_cli_usage_error (self, _ ("--%s can’t be “%s”; there are: %s"), option, word, list);
  else
    hu_cli_usage_error (self, _ ("There is no “%s”; there are: %s"), word, list);
  return FALSE;
}

static gboolean
take_values (HuCli *self, Parser *parser)
{
  for (guint i = 0; i < parser->options->len; i++)
    {
      const HuCliOption *option = g_ptr_array_index (parser->options, i);
      char *argument = g_steal_pointer (&parser->arguments[i]);

      if (parser->given[i])
        argument = g_strdup ("");
      if (!argument)
        continue;
      g_hash_table_insert (self->values, (gpointer) option->name, argument);
      if (option->argument && !check_word (self, option->words, option->name, argument))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_required (HuCli *self)
{
  for (const HuCliOption *option = self->command->options; option && option->name; option++)
    if ((option->flags & HU_CLI_OPTION_REQUIRED) && !g_hash_table_contains (self->values, option->name))
      {
        hu_cli_usage_error (self, _ ("Something is missing: --%s=%s"), option->name, _ (option->argument));
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_operands (HuCli *self)
{
  const HuCliCommand *command = self->command;
  guint n = g_strv_length (self->operands);

  if (n < command->min_operands)
    {
      if (*command->operands)
        hu_cli_usage_error (self, _ ("Something is missing: %s"), _ (command->operands));
      return FALSE;
    }
  if (n > command->max_operands)
    {
      hu_cli_usage_error (self, _ ("“%s” is too much"), self->operands[command->max_operands]);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      if (!check_word (self, command->words, NULL, self->operands[i]))
        return FALSE;
      if (!*self->operands[i])
        {
          hu_cli_usage_error (self, _ ("A name is empty"));
          return FALSE;
        }
    }
  return TRUE;
}

/* GLib takes no notice of an argument that is given to an option without one. */
static gboolean
check_flags (HuCli *self, Parser *parser, const char *const *arguments)
{
  for (; *arguments && !g_str_equal (*arguments, "--"); arguments++)
    for (guint i = 0; i < parser->options->len; i++)
      {
        const HuCliOption *option = g_ptr_array_index (parser->options, i);
        g_autofree char *start = g_strdup_printf ("--%s=", option->name);

        if (option->argument || !g_str_has_prefix (*arguments, start))
          continue;
        hu_cli_usage_error (self, _ ("--%s takes no argument"), option->name);
        return FALSE;
      }
  return TRUE;
}

gboolean
hu_cli_parse (HuCli *self, const char *const *arguments)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) line = NULL;
  Parser parser;
  gboolean good;

  /* The first is the program's name, and not looked at. */
  g_strv_builder_add (builder, self->command->name);
  for (guint i = 0; arguments[i]; i++)
    g_strv_builder_add (builder, arguments[i]);
  line = g_strv_builder_end (builder);
  parser_init (&parser, self->command, &self->operands);
  g_option_context_add_main_entries (context, (GOptionEntry *) (gpointer) parser.entries->data, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  good = g_option_context_parse_strv (context, &line, &error);
  if (!good)
    hu_cli_usage_error (self, "%s", error->message);
  else
    good = check_flags (self, &parser, arguments) && take_values (self, &parser);
  if (!self->operands)
    self->operands = g_new0 (char *, 1);
  /* Who asks for help need not know what is to be given. */
  if (good && !g_hash_table_contains (self->values, "help"))
    good = check_required (self) && check_operands (self);
  parser_clear (&parser);
  return good;
}
