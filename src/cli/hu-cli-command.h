/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of subcommands: what each is called, takes, does and returns; help, manual and completion come
 * from it. */
#pragma once

#include "hu-cli.h"

G_BEGIN_DECLS

#define HU_CLI_PROGRAM "hustings-cli"

/* What an operand or an option's argument may be: what is checked, and what a shell completes. */
typedef enum
{
  HU_CLI_WORDS_ANY,
  HU_CLI_WORDS_FILES,
  HU_CLI_WORDS_FOLDERS,
  HU_CLI_WORDS_COMMANDS,
  HU_CLI_WORDS_SHELLS,
  HU_CLI_WORDS_EXPORT_FORMATS,
  HU_CLI_WORDS_IMPORT_FORMATS,
  HU_CLI_WORDS_TABLES,
  HU_CLI_WORDS_PARTS,
  HU_CLI_WORDS_NEWLINES,
  HU_CLI_WORDS_ENDS,
  HU_CLI_WORDS_COUNTS,
} HuCliWords;

/* The words there are, in the order in which they are told: NULL where they aren't counted (files). (transfer
 * full) (nullable) */
GStrv hu_cli_words_list (HuCliWords words);

typedef enum
{
  HU_CLI_OPTION_NONE = 0,
  HU_CLI_OPTION_REQUIRED = 1 << 0, /* the command can't do without */
  HU_CLI_OPTION_HIDDEN = 1 << 1,   /* it isn't told */
} HuCliOptionFlags;

/**
 * HuCliOption:
 * @name: without its dashes
 * @letter: of the short form, or 0
 * @argument: (nullable): what its argument is called, N_(); NULL for an option that takes none
 * @words: what the argument may be
 * @help: N_()
 */
typedef struct
{
  const char *name;
  char letter;
  const char *argument;
  HuCliWords words;
  const char *help;
  HuCliOptionFlags flags;
} HuCliOption;

/* What commands have in common; an item of their options each, with a comma. */
#define HU_CLI_OPTION_JSON { "json", 'j', NULL, HU_CLI_WORDS_ANY, N_ ("Answer in JSON"), HU_CLI_OPTION_NONE },

/* A command line that works as it stands, and what it does (N_()). */
typedef struct
{
  const char *line;
  const char *help;
} HuCliExample;

/* An exit status and what it says (N_()). */
typedef struct
{
  int status;
  const char *help;
} HuCliExit;

/**
 * HuCliCommand:
 * @operands: how they are written ("FILE…", N_()); "" where there are none
 * @min_operands: how many there must be
 * @max_operands: how many there may be
 * @words: what they are
 * @summary: N_(): one line, without a full stop
 * @description: N_(): paragraphs, with an empty line between them
 * @options: ends with one that has no name
 * @examples: ends with one that has no line
 * @exits: ends with one that has no help
 * @run: returns the exit status
 */
typedef struct
{
  const char *name;
  const char *operands;
  guint min_operands;
  guint max_operands;
  HuCliWords words;
  const char *summary;
  const char *description;
  const HuCliOption *options;
  const HuCliExample *examples;
  const HuCliExit *exits;
  int (*run) (HuCli *cli);
} HuCliCommand;

/* In the order in which they are told; NULL past the end. */
const HuCliCommand *hu_cli_commands_get_nth (guint n);
/* NULL where there is none of this name. */
const HuCliCommand *hu_cli_commands_find (const char *name);

/* What the program is for, and its exit statuses, in paragraphs: N_(). */
extern const char *const hu_cli_description;
extern const char *const hu_cli_exit_description;

/* What every command has. */
const HuCliOption *hu_cli_get_common_options (void);

/* "hustings-cli export --format=FORMAT … --output=FILE", translated. (transfer full) */
char *hu_cli_command_dup_usage (const HuCliCommand *self);

/* "-o, --output=FILE", translated. (transfer full) */
char *hu_cli_option_dup_term (const HuCliOption *self);
/* What it does, translated, with the words that there are. (transfer full) */
char *hu_cli_option_dup_help (const HuCliOption *self);

/* The whole help of one command, or (NULL) of the program, in lines of at most 80 columns. (transfer full) */
char *hu_cli_help (const HuCliCommand *command);
/* The manual page, in the language of man(7). (transfer full) */
char *hu_cli_manual (void);
/* The completion of a shell: "bash", "zsh", "fish"; NULL for any other. (transfer full) (nullable) */
char *hu_cli_completion (const char *shell);
/* The table of subcommands as the README has it. (transfer full) */
char *hu_cli_readme_table (void);

G_END_DECLS
