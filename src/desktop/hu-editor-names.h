/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names that stand in an editor's article: found once for a text, in a worker. */
#pragma once

#include "hu-editor.h"

G_BEGIN_DECLS

/* Those found, or NULL while the worker is at it: asking starts it. (transfer none) (nullable) (element-type
 * HuName) */
GPtrArray *hu_editor_get_names (HuEditor *self);

G_END_DECLS
