/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An edit as a line of the journal has it. */
#pragma once

#include "hu-document.h"

G_BEGIN_DECLS

/* An edit with what the journal keeps of it. */
typedef struct
{
  HuEdit *edit;
  HuMove move;
  guint64 seq;
  HuText *before; /* the text that the records before it are of; the same as @after but where it changed */
  HuText *after;
  const char *coder; /* (nullable) */
  const char *base;  /* (nullable): hash of the sidecar that was on disk */
} HuJournalEdit;

/* The JSON of it, without a line end. (transfer full) */
GBytes *hu_journal_edit_write (const HuJournalEdit *self);

/* The names of the encodings before and after the edit on a line. (transfer none) */
const char *hu_journal_edit_get_encoding (HuValue *line);
const char *hu_journal_edit_get_new_encoding (HuValue *line);
HuMove hu_journal_edit_get_move (HuValue *line);
/* The edit of a line. @before, @after: the texts of those encodings. @file: (nullable): what the document is
 * called now. Fails with HU_ERROR_SHAPE. (transfer full) */
HuEdit *hu_journal_edit_read (HuValue *line, HuText *before, HuText *after, const char *file, GError **error);

G_END_DECLS
