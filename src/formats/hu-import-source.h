/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file to be imported, with what stands beside it and how it is to be read. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Larger files are refused by their size, unread. */
#define HU_IMPORT_MAX_SIZE (256 * 1024 * 1024)

/* How the foreign file counts line ends. */
typedef enum
{
  HU_NEWLINE_GUESS, /* by comparing quotes */
  HU_NEWLINE_AS_IS, /* as they stand */
  HU_NEWLINE_LF,    /* each counts one, also CR LF */
  HU_NEWLINE_CRLF,  /* each counts two, also a single LF */
} HuNewline;

/* Where the foreign file has the end of a passage. */
typedef enum
{
  HU_END_GUESS, /* by comparing quotes */
  HU_END_EXCLUSIVE,
  HU_END_INCLUSIVE,
} HuEnd;

/**
 * HuImportOptions:
 * @encoding: (nullable): of the foreign file, a Python codec name; NULL: as the format says, or found out
 * @coder: (nullable): whose layer it becomes where the file doesn't say; an id
 *
 * Start from HU_IMPORT_OPTIONS_INIT.
 */
typedef struct
{
  HuNewline newline;
  HuEnd end;
  const char *encoding;
  const char *coder;
} HuImportOptions;

#define HU_IMPORT_OPTIONS_INIT                                                                               \
  {                                                                                                          \
    .newline = HU_NEWLINE_GUESS                                                                              \
  }

/**
 * HuImportSource:
 *
 * One thread at a time.
 */
typedef struct _HuImportSource HuImportSource;

/* @options: (nullable): copied. (transfer full) */
HuImportSource *hu_import_source_new (const char *path, const HuImportOptions *options);
/* What came from a stream, or out of another file. @name: what the file would be called. (transfer full) */
HuImportSource *
hu_import_source_new_for_bytes (const char *name, GBytes *bytes, const HuImportOptions *options);
void hu_import_source_free (HuImportSource *self);

/* As GLib has file names; NULL where there is no such file. */
const char *hu_import_source_get_path (HuImportSource *self);
/* The file's name for people, without its folder: UTF-8. */
const char *hu_import_source_get_name (HuImportSource *self);
/* The same without its last extension: "visit" of "visit.ann". (transfer full) */
char *hu_import_source_dup_stem (HuImportSource *self);
/* Whether the name ends in "." and @extension, in whatever case. */
gboolean hu_import_source_has_extension (HuImportSource *self, const char *extension);
const HuImportOptions *hu_import_source_get_options (HuImportSource *self);

/* The whole file; read once. Fails with HU_ERROR_TOO_LARGE, or a GIOError. (transfer none) */
GBytes *hu_import_source_get_bytes (HuImportSource *self, GError **error);
/* The same as text: UTF-8 without a byte order mark, decoded from the options' encoding, else from what it
 * is found to be in. Invalid bytes become U+FFFD; it may hold NUL. @length: (out): bytes. (transfer none) */
const char *hu_import_source_get_utf8 (HuImportSource *self, gsize *length, GError **error);
/* The file @name in the same folder; @name has no slash. Fails with G_IO_ERROR_NOT_FOUND, also where the
 * source has no folder. @path: (out) (optional) (transfer full). (transfer full) */
GBytes *hu_import_source_load_beside (HuImportSource *self, const char *name, char **path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuImportSource, hu_import_source_free)

G_END_DECLS
