/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The speaker register's file: speakers.json at the root of a project folder. */
#pragma once

#include <gio/gio.h>

#include "hu-finding.h"
#include "hu-register.h"

G_BEGIN_DECLS

#define HU_REGISTER_FILE_NAME "speakers.json"

/* Errors as of hu_layer_file_parse(); @name: the file, for messages. (transfer full) */
HuRegister *hu_register_file_parse (GBytes *bytes, const char *name, GError **error);
/* The same, but what is wrong with single entries is added to @findings (element-type HuFinding), as of
 * hu_layer_file_read(): a register with a finding that is an error must not be written over. It knows that it
 * is a file's. (transfer full) */
HuRegister *hu_register_file_read (GBytes *bytes, const char *name, GPtrArray *findings, GError **error);
/* As hu_register_file_parse() of a file; also fails with a GIOError. The register knows that it is a file's.
 * (transfer full) */
HuRegister *hu_register_file_load (const char *path, GError **error);
/* As hu_codebook_file_load_sound(). (transfer full) (nullable) */
HuRegister *hu_register_file_load_sound (const char *path, char **problem);
/* (transfer full) */
GBytes *hu_register_file_write (HuRegister *speakers);

G_END_DECLS
