/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats that documents can be exported to and imported from: one table. */
#pragma once

#include "hu-export-document.h"
#include "hu-export-options.h"
#include "hu-file-set.h"
#include "hu-imported.h"

G_BEGIN_DECLS

#define HU_FORMAT_MAX_EXTENSIONS 6

/* The options that a format heeds. Those of the table and of parts need no flag: see @tables; parts are left
 * out for every format alike. */
typedef enum
{
  HU_FORMAT_BOM = 1 << 0,          /* export */
  HU_FORMAT_FORMULA_SAFE = 1 << 1, /* export */
  HU_FORMAT_WITHOUT_TEXT = 1 << 2, /* export: it can be written without the article and with quotes cut */
  HU_FORMAT_NEWLINE = 1 << 3,      /* import */
  HU_FORMAT_END = 1 << 4,          /* import */
  HU_FORMAT_ENCODING = 1 << 5,     /* import */
} HuFormatFlags;

/* How sure a format is that a file is one of its own. */
typedef enum
{
  HU_GUESS_NO,
  HU_GUESS_MAYBE, /* the name fits, and nothing speaks against it */
  HU_GUESS_YES,   /* the content says so */
} HuGuess;

/**
 * HuFormat:
 * @name: what it is called on a command line and in settings
 * @label: for people (N_(), to be translated with hu_format_get_label())
 * @extensions: of its files, without the dot; the first is what an export gets
 * @omits: (nullable): what it can't carry, for people; NULL where it carries everything
 * @holds_many: whether one set of files holds any number of documents and layers, or just one layer
 * @flags: the options that it heeds
 * @tables: the tables that it has (HU_TABLES()); 0: it isn't one of tables
 * @write: (nullable): NULL: can't be exported. Adds the files of @documents (element-type HuExportDocument)
 * to
 *   @files; at least one
 * @verify: whether @files, read by a reader that shares nothing with @write (or by @read), say what
 * @documents say; fails with HU_ERROR_VERIFY, naming the place. Set where @write is
 * @recognise: (nullable): for imports: looks into a file whose extension is one of @extensions; NULL: maybe
 * @read: (nullable): NULL: can't be imported. Adds documents to @result. What is broken in part is told there
 *   (hu_import_warn()), and the rest is read; FALSE only where nothing can be had of the file. The file is
 *   hostile: sizes, depths and references are checked before they are believed
 *
 * A new format is one file that defines a HuFormat, and one line in hu-formats.c. All functions run in any
 * thread, several at a time; documents and sources are the caller's alone.
 *
 * @documents are what the options leave of them already: parts are left out; quotes are cut, so that quotes
 * are to be had of hu_export_document_dup_quote() alone; where `without_text` is set in a document its text
 * is for computing offsets only. Layers of one document follow each other, and have the same `name`, which no
 * other document has.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *extensions[HU_FORMAT_MAX_EXTENSIONS];
  const char *omits;
  gboolean holds_many;
  HuFormatFlags flags;
  guint tables;
  gboolean (*write) (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error);
  gboolean (*verify) (GPtrArray *documents, const HuExportOptions *options, HuFileSet *files, GError **error);
  HuGuess (*recognise) (HuImportSource *source);
  gboolean (*read) (HuImportSource *source, HuImportResult *result, GError **error);
} HuFormat;

/* In the order in which they are offered; NULL past the end. */
const HuFormat *hu_formats_get_nth (guint n);
/* NULL where there is none of this name. */
const HuFormat *hu_formats_find (const char *name);
/* What a file is, by its name and content; NULL where no format that can be imported knows it. */
const HuFormat *hu_formats_guess (HuImportSource *source);

/* Translated. */
const char *hu_format_get_label (const HuFormat *self);
const char *hu_format_get_omits (const HuFormat *self);
gboolean hu_format_can_export (const HuFormat *self);
gboolean hu_format_can_import (const HuFormat *self);
/* Whether the name of @source ends as that of a file of this format does. */
gboolean hu_format_has_extension_of (const HuFormat *self, HuImportSource *source);

/* Whether the format can do what is asked of it: not a table that it hasn't, nor without the text where it is
 * nothing without it. What it merely doesn't heed is no failure. Fails with HU_ERROR_INVALID. */
gboolean hu_format_check_options (const HuFormat *self, const HuExportOptions *options, GError **error);
/* Documents as the options want them: see #HuFormat. O(n) in the records. (transfer full) (element-type
 * HuExportDocument) */
GPtrArray *hu_format_prepare (GPtrArray *documents, const HuExportOptions *options);
/* The files of @documents, as of hu_format_prepare() (one of them only, where the format doesn't hold many).
 * Any thread. (transfer full) */
HuFileSet *
hu_format_write (const HuFormat *self, GPtrArray *documents, const HuExportOptions *options, GError **error);
/* Fails with HU_ERROR_VERIFY. Any thread. */
gboolean hu_format_verify (const HuFormat *self,
                           GPtrArray *documents,
                           const HuExportOptions *options,
                           HuFileSet *files,
                           GError **error);
/* What the file says, completed and checked. Fails where nothing could be had of it; the report is whole then
 * too. @report: what was told is joined to it. Any thread. (transfer full) */
HuImportResult *
hu_format_read (const HuFormat *self, HuImportSource *source, HuImportReport *report, GError **error);

G_END_DECLS
