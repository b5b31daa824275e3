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

/* Reads the operands: files, standard input ("-"), and folders, of which what @format can be (NULL: any
 * format that can be imported), several at a time. What was wrong, also with whole files, is in @report.
 * Documents of a folder have names below it. NULL where it was interrupted, or an option is wrong (that is
 * said, and @usage set). @usage: (out). (transfer full) (element-type HuImportResult) */
GPtrArray *hu_cli_read_sources (HuCli *self, const HuFormat *format, HuImportReport *report, gboolean *usage);

G_END_DECLS
