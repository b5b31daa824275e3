/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader of layer files shares with that of the speaker register. */
#pragma once

#include "hu-layer-file.h"

G_BEGIN_DECLS

/* Reads a speaker register: its speakers; everything else but format and version is in the unknown members of
 * the layer's record. Errors as of hu_layer_file_parse(). (transfer full) */
HuSnapshot *hu_layer_file_parse_speakers (GBytes *bytes, const char *name, GError **error);

G_END_DECLS
