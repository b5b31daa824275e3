/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an editor's article and its register offer as speakers: made in a worker, once for a text and
 * register. */
#pragma once

#include "hu-options.h"

G_BEGIN_DECLS

/* The names found in the article, or NULL while the worker is at it: asking starts it where the text or the
 * register has changed. (transfer none) (nullable) (element-type HuName) */
GPtrArray *hu_editor_get_names (HuEditor *self);
/* The options of the register and the names; those before while the worker is at it, NULL where there were
 * none. (transfer none) (nullable) */
HuOptions *hu_editor_get_base_options (HuEditor *self);

G_END_DECLS
