/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of hu-import share. */
#pragma once

#include "hu-import.h"

G_BEGIN_DECLS

/**
 * HuImportPlacing:
 *
 * Where the documents and layers of an import go; decided one after the other, so that it comes out the same
 * however many threads read.
 */
typedef struct _HuImportPlacing HuImportPlacing;

/* A file to be written. */
typedef struct
{
  char *path;
  GBytes *bytes;
} HuImportFile;

void hu_import_file_free (HuImportFile *self);

/* @folder: a filename. (transfer full) */
HuImportPlacing *hu_import_placing_new (const char *folder, HuImportOutcome *outcome);
void hu_import_placing_free (HuImportPlacing *self);
/* Decides for one document and its layers. @files: (element-type HuImportFile): gets what is to be written.
 * What can't be placed is told. */
void hu_import_placing_add (HuImportPlacing *self,
                            HuImportedDocument *document,
                            const char *format,
                            const char *source,
                            const char *coder,
                            GPtrArray *files);

/* Adds to the codebook and the register of @folder what they lack of @result's. */
void hu_import_add_to_project (const char *folder,
                               HuImportResult *result,
                               const char *format,
                               HuImportOutcome *outcome);

G_END_DECLS
