/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codebook's file: codebook.json at the root of a project folder; and the built-in codebook. */
#pragma once

#include <gio/gio.h>

#include "hu-codebook.h"

G_BEGIN_DECLS

#define HU_CODEBOOK_FILE_NAME "codebook.json"

/* Fails, naming the line, with HU_ERROR_SYNTAX, _CONFLICT_MARKERS, _TOO_LARGE, _FORMAT, _VERSION, _SHAPE.
 * @name: the file, for messages. (transfer full) */
HuCodebook *hu_codebook_file_parse (GBytes *bytes, const char *name, GError **error);
/* The same, but what is wrong with single entries is added to @findings (element-type HuFinding), and they
 * are left out: a codebook with a finding that is an error must not be written over. It knows that it is a
 * file's. (transfer full) */
HuCodebook *hu_codebook_file_read (GBytes *bytes, const char *name, GPtrArray *findings, GError **error);
/* As hu_codebook_file_parse() of a file; also fails with a GIOError. The codebook knows that it is a file's.
 * (transfer full) */
HuCodebook *hu_codebook_file_load (const char *path, GError **error);
/* As far as the file can be read; NULL where there is none, or nothing of it can be. @problem: (out)
 * (optional) (transfer full) (nullable): what is wrong then, for people: it must not be written over.
 * (transfer full) (nullable) */
HuCodebook *hu_codebook_file_load_sound (const char *path, char **problem);
/* (transfer full) */
GBytes *hu_codebook_file_write (HuCodebook *codebook);

/* What serves where a project has no codebook. (transfer full) */
HuCodebook *hu_codebook_load_builtin (void);

G_END_DECLS
