/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing a document that was read up to what its journals know. */
#pragma once

#include "hu-journal-replay.h"
#include "hu-loader.h"

G_BEGIN_DECLS

/**
 * HuRecovery:
 * @file: (nullable): the journal to go on with
 * @others: (element-type HuJournalFile): those that can be removed once the layer is saved
 * @replay: what was found in them
 * @notice: (nullable): what a person should be told
 */
struct _HuRecovery
{
  HuJournalFile *file;
  GPtrArray *others;
  HuReplay *replay;
  char *notice;
};

/* Takes the journals of the layer in @loaded that no process has any more, and does in @loaded the edits that
 * it lacks. NULL where the layer can't be edited: its journals stay as they are then. Any thread. (transfer
 * full) (nullable) */
HuRecovery *hu_recover (HuLoaded *loaded);
void hu_recovery_free (HuRecovery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuRecovery, hu_recovery_free)

G_END_DECLS
