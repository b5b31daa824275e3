/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats that documents can be exported to: one table. */
#pragma once

#include <gio/gio.h>

#include "hu-export-document.h"

G_BEGIN_DECLS

typedef enum
{
  HU_EXPORT_NONE = 0,
  HU_EXPORT_BOM = 1 << 0,          /* tables: begins with a byte order mark, which Excel wants */
  HU_EXPORT_FORMULA_SAFE = 1 << 1, /* tables: cells that a spreadsheet would run get a ' before them */
} HuExportFlags;

/**
 * HuFormat:
 * @name: what it is called on a command line and in settings
 * @label: for people (N_(), to be translated with hu_format_get_label())
 * @extension: of its files, without the dot
 * @omits: (nullable): what it can't carry, for people; NULL where it carries everything
 * @holds_many: whether a file holds any number of documents, or just one
 * @flags: those that it heeds
 * @write: (element-type HuExportDocument): makes the file of @documents
 * @verify: whether @bytes, read by a reader that shares nothing with @write, says what @documents say; fails
 *   with HU_ERROR_VERIFY, naming the place
 *
 * A new format is one file that defines a HuFormat, and one line in hu-formats.c.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *extension;
  const char *omits;
  gboolean holds_many;
  HuExportFlags flags;
  GBytes *(*write) (GPtrArray *documents, HuExportFlags flags);
  gboolean (*verify) (GPtrArray *documents, HuExportFlags flags, GBytes *bytes, GError **error);
} HuFormat;

/* In the order in which they are offered; NULL past the end. */
const HuFormat *hu_formats_get_nth (guint n);
/* NULL where there is none of this name. */
const HuFormat *hu_formats_find (const char *name);

/* Translated. */
const char *hu_format_get_label (const HuFormat *self);
const char *hu_format_get_omits (const HuFormat *self);
/* The file of @documents (one of them only, where the format doesn't hold many). Any thread. (transfer full)
 */
GBytes *hu_format_write (const HuFormat *self, GPtrArray *documents, HuExportFlags flags);
/* Fails with HU_ERROR_VERIFY. Any thread. */
gboolean hu_format_verify (
    const HuFormat *self, GPtrArray *documents, HuExportFlags flags, GBytes *bytes, GError **error);

G_END_DECLS
