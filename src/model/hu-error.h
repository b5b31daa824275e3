/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of the core: what can be wrong with a file or a request, for people to read. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HU_ERROR (hu_error_quark ())

/**
 * HuError:
 * @HU_ERROR_SYNTAX: not JSON, or JSON that `format.md` forbids (duplicate keys, lone surrogates, depth)
 * @HU_ERROR_SHAPE: a known member has a value of the wrong type or range
 * @HU_ERROR_VERSION: written by a newer version of the format
 * @HU_ERROR_FORMAT: another kind of file altogether
 * @HU_ERROR_CONFLICT_MARKERS: a file with Git's conflict markers in it
 * @HU_ERROR_TOO_LARGE: refused by its size
 * @HU_ERROR_BINARY: a document that is not text
 * @HU_ERROR_TEXT_CHANGED: a layer that was made on another text
 * @HU_ERROR_NAME: a document whose name leaves no room for a sidecar
 * @HU_ERROR_READ_ONLY: an edit of something that is open for reading only
 * @HU_ERROR_INVALID: an edit that would break a rule of the format
 * @HU_ERROR_VERIFY: what was written does not read back equal
 *
 * Messages name the file and the place in it.
 */
typedef enum
{
  HU_ERROR_SYNTAX,
  HU_ERROR_SHAPE,
  HU_ERROR_VERSION,
  HU_ERROR_FORMAT,
  HU_ERROR_CONFLICT_MARKERS,
  HU_ERROR_TOO_LARGE,
  HU_ERROR_BINARY,
  HU_ERROR_TEXT_CHANGED,
  HU_ERROR_NAME,
  HU_ERROR_READ_ONLY,
  HU_ERROR_INVALID,
  HU_ERROR_VERIFY,
} HuError;

GQuark hu_error_quark (void);

G_END_DECLS
