/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that merge layer files have in common. */
#pragma once

#include "hu-cli-command.h"

#include "hu-merge-layers.h"

G_BEGIN_DECLS

/* Merges the layer files @mine and @theirs, which come from @base: (nullable): not known, or an empty file.
 * @text: (nullable): of their document: where both sides aren't of one text, what was tagged is found again
 * in it.
 * @anchored: (out): whether that was so; the result's passages are then as of @text. Fails as
 * hu_layer_file_load() does, and with HU_ERROR_TEXT_CHANGED where there would have to be a text. (transfer
 * full) */
HuLayerMerge *hu_cli_merge_files (
    const char *base, const char *mine, const char *theirs, HuText *text, gboolean *anchored, GError **error);

G_END_DECLS
