/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes along with every edit: stamps, copies of codebook entries, register ids. */
#pragma once

#include "hu-codebook.h"
#include "hu-layer.h"
#include "hu-register.h"

G_BEGIN_DECLS

/* What an edit is completed from. */
typedef struct
{
  HuCodebook *codebook;
  HuRegister *speakers;
  const char *coder_id;   /* (nullable) */
  const char *coder_name; /* (nullable) */
  gboolean joins_register;
} HuCompletion;

/* Adds to @edit what follows from it: `created`, `modified`, `by` and `revision` of the tags that it makes or
 * changes; copies of the types, values and topics that they name; register ids of named speakers; the layer's
 * coder, codebook and status. */
void hu_edit_complete (HuEdit *edit, HuLayer *layer, const HuCompletion *completion);

G_END_DECLS
