/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that write foreign formats have in common: options, standard output, and what is said. */
#pragma once

#include "hu-cli-command.h"

#include "hu-export.h"

G_BEGIN_DECLS

/* The options of an export; items, with a comma after the last. */
#define HU_CLI_EXPORT_OPTIONS                                                                                \
  { "output",                                                                                                \
    'o',                                                                                                     \
    N_ ("FILE|FOLDER"),                                                                                      \
    HU_CLI_WORDS_FILES,                                                                                      \
    N_ ("Where to; “-”, or without it: standard output"),                                                    \
    HU_CLI_OPTION_NONE },                                                                                    \
      { "table", 0, N_ ("TABLE"), HU_CLI_WORDS_TABLES, N_ ("Tables: what a row is"), HU_CLI_OPTION_NONE },   \
      { "without-text",    0, NULL, HU_CLI_WORDS_ANY, N_ ("Leave out the article: offsets and hashes stay"), \
        HU_CLI_OPTION_NONE },                                                                                \
      { "quote-length",    0, N_ ("N"), HU_CLI_WORDS_ANY, N_ ("Cut quotes after so many characters"),        \
        HU_CLI_OPTION_NONE },                                                                                \
      { "without-part",                                                                                      \
        0,                                                                                                   \
        N_ ("PART"),                                                                                         \
        HU_CLI_WORDS_PARTS,                                                                                  \
        N_ ("Leave out what is tagged in such parts of an article"),                                         \
        HU_CLI_OPTION_NONE },                                                                                \
      { "bom",                                                                                               \
        0,                                                                                                   \
        NULL,                                                                                                \
        HU_CLI_WORDS_ANY,                                                                                    \
        N_ ("Tables: begin with a byte order mark, for spreadsheets"),                                       \
        HU_CLI_OPTION_NONE },                                                                                \
      { "formula-safe",                                                                                      \
        0,                                                                                                   \
        NULL,                                                                                                \
        HU_CLI_WORDS_ANY,                                                                                    \
        N_ ("Tables: put a ' before cells that a spreadsheet would take for a formula"),                     \
        HU_CLI_OPTION_NONE },

/* Reads the options. FALSE where one is wrong, or more than @format can do: that is said. */
gboolean hu_cli_get_export_options (HuCli *self, const HuFormat *format, HuExportOptions *options);
/* Writes @scope as @format to where --output says. @report: (nullable): of how the scope was imported; what
 * it says is said too. The exit status. */
int hu_cli_export (HuCli *self, const HuFormat *format, HuExportScope *scope, HuImportReport *report);
/* Says what @report says, on standard error or, with --json, as a list "remarks". */
void hu_cli_tell_import (HuCli *self, HuImportReport *report);
/* Says why documents were left out, on standard error or, with --json, as a list "problems". @problems:
 * (element-type HuExportProblem). */
void hu_cli_tell_problems (HuCli *self, GPtrArray *problems);
/* An absolute path as a user writes it who is in this folder. (transfer full) */
char *hu_cli_shorten (const char *path);

G_END_DECLS
