/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tagging adds to a project's files: topics to its codebook, speakers to its register. */
#pragma once

#include "hu-codebook.h"
#include "hu-layer.h"
#include "hu-register.h"

G_BEGIN_DECLS

/**
 * HuAdditions:
 *
 * Gathered in the main thread, written in a worker: the file is read again, what it lacks is added, and it is
 * saved; so what somebody else put there in the meantime stays.
 */
typedef struct
{
  char *codebook_path;
  char *register_path;
  gboolean makes_register; /* where there is none yet */
  char *by;                /* (nullable): the coder, for the codebook's history */
  GPtrArray *topics;       /* of HuRecord: as a layer has them */
  GPtrArray *before;       /* of HuRecord (nullable entries): the speakers before the edit… */
  GPtrArray *speakers;     /* …and after it; both as the register has them */

  HuCodebook *codebook; /* what is in the files now; NULL where nothing was written */
  HuRegister *registered;
  GError *error;
} HuAdditions;

HuAdditions *hu_additions_new (const char *codebook_path, const char *register_path);
void hu_additions_free (HuAdditions *self);
/* Takes from @edit what concerns the files: new topics, and named speakers with a register id, new or
 * changed. */
void hu_additions_gather (HuAdditions *self, HuEdit *edit, HuLayer *layer);
gboolean hu_additions_are_empty (HuAdditions *self);
/* Reads, adds, saves. Any thread. A file that can't be read isn't written: @error says why. */
void hu_additions_write (HuAdditions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuAdditions, hu_additions_free)

G_END_DECLS
