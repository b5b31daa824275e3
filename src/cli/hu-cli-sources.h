/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that read foreign formats have in common. */
#pragma once

#include "hu-cli-command.h"

#include "hu-formats.h"

G_BEGIN_DECLS

/* The options of an import; items, with a comma after the last. */
#define HU_CLI_IMPORT_OPTIONS                                                                                \
  { "encoding",                                                                                              \
    0,                                                                                                       \
    N_ ("CODEC"),                                                                                            \
    HU_CLI_WORDS_ANY,                                                                                        \
    N_ ("The encoding of what is read, as Python calls it"),                                                 \
    HU_CLI_OPTION_NONE },                                                                                    \
      { "coder",                                                                                             \
        0,                                                                                                   \
        N_ ("ID"),                                                                                           \
        HU_CLI_WORDS_ANY,                                                                                    \
        N_ ("Whose layer it becomes where a file doesn’t say"),                                              \
        HU_CLI_OPTION_NONE },                                                                                \
      { "newline",                                                                                           \
        0,                                                                                                   \
        N_ ("KIND"),                                                                                         \
        HU_CLI_WORDS_NEWLINES,                                                                               \
        N_ ("How offsets count line ends; otherwise quotes tell it"),                                        \
        HU_CLI_OPTION_NONE },                                                                                \
      { "end",                                                                                               \
        0,                                                                                                   \
        N_ ("KIND"),                                                                                         \
        HU_CLI_WORDS_ENDS,                                                                                   \
        N_ ("Whether the end of a passage is in it; otherwise quotes tell it"),                              \
        HU_CLI_OPTION_NONE },

/* The files that the operands name: files, standard input ("-"), and folders, in which those of @format are
 * looked for (NULL: of any format that can be imported). What can't be read is told in @report. NULL where an
 * option is wrong: that is said. (transfer full) (element-type HuImportSource) */
GPtrArray *hu_cli_find_sources (HuCli *self, const HuFormat *format, HuImportReport *report);

G_END_DECLS
