/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts over layers: by document, speaker, topic, type or stance. */
#pragma once

#include "hu-export-document.h"

G_BEGIN_DECLS

typedef enum
{
  HU_CLI_COUNTS_DOCUMENT,
  HU_CLI_COUNTS_SPEAKER,
  HU_CLI_COUNTS_TOPIC,
  HU_CLI_COUNTS_TYPE,
  HU_CLI_COUNTS_STANCE,
  HU_CLI_N_COUNTS
} HuCliCountsBy;

/**
 * HuCliCounts:
 *
 * A table: a row for each document's layer, speaker, topic, type, or target and value of stances, with how
 * much there is of it. Every layer counts: where several coders tagged a document, so do theirs together.
 * Speakers of several documents are one by their id in the register, else by name and kind; sources that a
 * text doesn't name are never joined. Claims in a voice count for a speaker that has the voice as its name
 * and is of kind "voice".
 */
typedef struct _HuCliCounts HuCliCounts;

/* "document", "speaker"…: as on a command line. */
const char *hu_cli_counts_get_by_name (HuCliCountsBy by);

/* @documents: (element-type HuExportDocument). (transfer full) */
HuCliCounts *hu_cli_counts_new (HuCliCountsBy by, GPtrArray *documents);
void hu_cli_counts_free (HuCliCounts *self);

guint hu_cli_counts_get_n_columns (HuCliCounts *self);
/* The name for machines. */
const char *hu_cli_counts_get_column (HuCliCounts *self, guint column);
gboolean hu_cli_counts_is_number (HuCliCounts *self, guint column);
/* Documents in their order, all else by how often, then by name. */
guint hu_cli_counts_get_n_rows (HuCliCounts *self);
/* (transfer full) */
char *hu_cli_counts_dup_cell (HuCliCounts *self, guint row, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuCliCounts, hu_cli_counts_free)

G_END_DECLS
