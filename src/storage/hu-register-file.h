/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The speaker register's file: speakers.json at the root of a project folder. */
#pragma once

#include <gio/gio.h>

#include "hu-register.h"

G_BEGIN_DECLS

#define HU_REGISTER_FILE_NAME "speakers.json"

/* Errors as of hu_layer_file_parse(); @name: the file, for messages. (transfer full) */
HuRegister *hu_register_file_parse (GBytes *bytes, const char *name, GError **error);
/* The same of a file; also fails with a GIOError. The register knows that it is a file's. (transfer full) */
HuRegister *hu_register_file_load (const char *path, GError **error);
/* (transfer full) */
GBytes *hu_register_file_write (HuRegister *speakers);

G_END_DECLS
