/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing files into a folder: documents and layers are written, and never over what is there. */
#pragma once

#include "hu-formats.h"

G_BEGIN_DECLS

/**
 * HuImportOutcome:
 * @n_documents: how many there are now, written or found there as they are
 * @n_layers: likewise
 * @n_failed: files of which nothing could be had
 * @files: (element-type filename): what was written
 * @documents: (element-type filename): the documents in the folder, each once
 * @report: everything there is to say, file by file
 * @cancelled: what had been written stays
 */
typedef struct
{
  guint n_documents;
  guint n_layers;
  guint n_failed;
  GPtrArray *files;
  GPtrArray *documents;
  HuImportReport *report;
  gboolean cancelled;
} HuImportOutcome;

void hu_import_outcome_free (HuImportOutcome *self);

/* The files of @format (NULL: of any format that is known) among @paths (element-type filename): a file that
 * is named is always one of them; folders, and folders within them, are searched for names with its
 * extensions, but not for the files of projects. In the order of @paths and then of names. What can't be read
 * is told in
 * @report. @options: (nullable). (transfer full) (element-type HuImportSource) */
GPtrArray *hu_import_find_sources (const HuFormat *format,
                                   GPtrArray *paths,
                                   const HuImportOptions *options,
                                   HuImportReport *report);

/* Reads @sources in order, several at a time, and hands each result to @take (in this thread, in order),
 * which takes it over. @format: (nullable): NULL: guessed for each. What fails is told in @report; the rest
 * is read. How many failed. */
typedef void (*HuImportTake) (HuImportSource *source,
                              const HuFormat *format,
                              HuImportResult *result,
                              gpointer data);
guint hu_import_read (const HuFormat *format,
                      GPtrArray *sources,
                      HuImportReport *report,
                      GCancellable *cancellable,
                      HuImportTake take,
                      gpointer take_data);

/* @done: from 0 to 1. */
typedef void (*HuImportProgress) (double done, gpointer user_data);

/* Imports @sources (element-type HuImportSource) into @folder, which is made where it isn't there.
 *
 * Documents: a file of the wanted name with the same bytes serves as it is; where other bytes are there, the
 * new one gets a number ("visit-2.txt"). Names get ".txt" where they don't end as a document's. A document
 * that stands in the folder already (brat's .txt) stays where it is.
 *
 * Layers: never over one that is there and says something else. Then the imported one becomes a layer of a
 * coder of its own, called as the format is ("visit.txt.@brat.annotations.json", "@brat-2"), and that is
 * told. A layer that is there already, equal, isn't written again. The facts of a document that has a layer
 * are taken from that.
 *
 * Codebook and register get what they lack, and nothing in them is changed.
 *
 * @format: (nullable): NULL: guessed for each. @progress: (nullable): called in this thread. Fails with a
 * GIOError where the folder can't be used. (transfer full) */
HuImportOutcome *hu_import (const HuFormat *format,
                            GPtrArray *sources,
                            GFile *folder,
                            GCancellable *cancellable,
                            HuImportProgress progress,
                            gpointer progress_data,
                            GError **error);
/* The same in a worker, of files and folders as of hu_import_find_sources(). @progress is called in the main
 * context of the caller, before @callback. */
void hu_import_async (const HuFormat *format,
                      GPtrArray *paths,
                      const HuImportOptions *options,
                      GFile *folder,
                      GCancellable *cancellable,
                      HuImportProgress progress,
                      gpointer progress_data,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
/* (transfer full) */
HuImportOutcome *hu_import_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuImportOutcome, hu_import_outcome_free)

G_END_DECLS
