/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of hu-cli share: a run's state. */
#pragma once

#include "hu-cli-command.h"

G_BEGIN_DECLS

struct _HuCli
{
  const HuCliCommand *command; /* (nullable): NULL before one is found */
  GStrv operands;
  GHashTable *values; /* name of an option that was given → its argument, "" where it has none */
  GCancellable *cancellable;
  HuJsonWriter *json;
  GMutex lock;    /* of progress */
  gint64 started; /* of the work: microseconds of the monotonic clock */
  int shown;      /* percents that the terminal shows; -1: nothing */
};

/* Takes the command line after the subcommand's name apart, by its table. FALSE where it is wrong: that is
 * said. */
gboolean hu_cli_parse (HuCli *self, const char *const *arguments);
/* Takes the progress off the terminal. */
void hu_cli_clear_progress (HuCli *self);
/* Sends out what was printed. FALSE where that failed. */
gboolean hu_cli_flush (HuCli *self);

G_END_DECLS
