/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an edit adds to files other than its own layer's: topics to the codebook, speakers to the register,
 * facts about the document to its other layers. */
#pragma once

#include "hu-codebook.h"
#include "hu-layer.h"
#include "hu-register.h"
#include "hu-text.h"

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

  char *document_path; /* where its facts were changed: the document, … */
  char *layer_path;    /* …the layer that has them already, … */
  HuText *text;        /* …and what the layers are about; all nullable */
  HuRecord *facts;

  HuCodebook *codebook; /* what is in the files now; NULL where nothing was written */
  HuRegister *registered;
  GError *error;
  gboolean tried;
  gboolean unsaved; /* of no fault of the files': it may go well another time */
} HuAdditions;

HuAdditions *hu_additions_new (const char *codebook_path, const char *register_path);
void hu_additions_free (HuAdditions *self);
/* Takes from @edit what concerns the files: new topics, and named speakers with a register id, new or
 * changed. */
void hu_additions_gather (HuAdditions *self, HuEdit *edit, HuLayer *layer);
/* Facts about the document are the same in all its layers: one change writes them all. @layer_path: the layer
 * that was changed. */
void hu_additions_gather_facts (
    HuAdditions *self, HuEdit *edit, const char *document_path, const char *layer_path, HuText *text);
gboolean hu_additions_are_empty (HuAdditions *self);
/* Reads, adds, saves. Any thread. A file that can't be read isn't written: @error says why. Can be called
 * again: what is in the files already isn't added twice. */
void hu_additions_write (HuAdditions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuAdditions, hu_additions_free)

G_END_DECLS
