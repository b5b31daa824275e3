/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting documents to a file: reads them, writes, and reads back what was written. */
#pragma once

#include "hu-formats.h"

G_BEGIN_DECLS

/**
 * HuExportScope:
 *
 * What is to be exported: open documents as they are at this moment, and files and folders to be read. Build
 * it in the main thread, then hand it over; it isn't changed any more.
 */
typedef struct _HuExportScope HuExportScope;

/* (transfer full) */
HuExportScope *hu_export_scope_new (void);
HuExportScope *hu_export_scope_ref (HuExportScope *self);
void hu_export_scope_unref (HuExportScope *self);
/* An open document with a snapshot of its layer. Where a folder or file of the scope is or holds the document
 * at @path, this takes the place of its layer file. @coder: (nullable): as in the layer file's name. */
void hu_export_scope_add_open (
    HuExportScope *self, const char *path, const char *coder, HuText *text, HuSnapshot *snapshot);
/* A document (all of its layers), or a folder: all documents in it, and in its folders, that have a layer. */
void hu_export_scope_add_path (HuExportScope *self, const char *path);

/* A document that was read from somewhere else, with all of its layers. Its name holds, also for the file. */
void hu_export_scope_add_imported (HuExportScope *self, HuImportedDocument *document);
/* What coders of all documents could choose from; without it each document's folder is looked into. */
void hu_export_scope_set_codebook (HuExportScope *self, HuCodebook *codebook);

/* What couldn't be exported, or needs a look. */
typedef struct
{
  char *path;
  GError *error;
} HuExportProblem;

/**
 * HuExportReport:
 * @n_documents: written, and read back equal
 * @problems: (element-type HuExportProblem): documents that were left out, and why
 * @files: (element-type filename): what was written
 */
typedef struct
{
  guint n_documents;
  GPtrArray *problems;
  GPtrArray *files;
} HuExportReport;

/* (transfer full) */
HuExportReport *hu_export_report_new (void);
void hu_export_report_free (HuExportReport *self);

/* @done: from 0 to 1. */
typedef void (*HuExportProgress) (double done, gpointer user_data);

/* Reads the documents of @scope, in the order of their names, several at a time. A document that can't be
 * read is left out and listed in @report, unless there is no other: then that is the error. @progress:
 * (nullable): called in this thread. (transfer full) (element-type HuExportDocument) */
GPtrArray *hu_export_scope_read (HuExportScope *self,
                                 HuExportReport *report,
                                 GCancellable *cancellable,
                                 HuExportProgress progress,
                                 gpointer progress_data,
                                 GError **error);

/* Exports @scope to @target and reads it back. @options: (nullable).
 *
 * Where @format holds one layer a file and @target is a folder (one that is there, or a name without the
 * format's extension for several documents), each layer gets files in it that keep the document's stem:
 * "visit.ann" of visit.txt, "visit.@ilse.ann" of a coder's layer, "2031/visit.ann" of a document in a folder
 * within the one exported; documents whose stems are the same keep their whole names. Otherwise @target is
 * the file, and replaced; further files of the format stand beside it, under its stem. A file that is there
 * with the same bytes is left alone.
 *
 * Fails as hu_export_scope_read() and hu_format_check_options() do, with HU_ERROR_INVALID where there is
 * nothing to export, where several documents are to go into one file that holds one, or where a file to be
 * written is a document, a layer, a codebook or a register; with HU_ERROR_VERIFY, naming the place, where a
 * file doesn't read back equal; with a GIOError. @progress: (nullable): called in this thread. (transfer
 * full) */
HuExportReport *hu_export (const HuFormat *format,
                           HuExportScope *scope,
                           GFile *target,
                           const HuExportOptions *options,
                           GCancellable *cancellable,
                           HuExportProgress progress,
                           gpointer progress_data,
                           GError **error);
/* The same in a worker. @progress is called in the main context of the caller, before @callback. */
void hu_export_async (const HuFormat *format,
                      HuExportScope *scope,
                      GFile *target,
                      const HuExportOptions *options,
                      GCancellable *cancellable,
                      HuExportProgress progress,
                      gpointer progress_data,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
/* (transfer full) */
HuExportReport *hu_export_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuExportScope, hu_export_scope_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuExportReport, hu_export_report_free)

G_END_DECLS
