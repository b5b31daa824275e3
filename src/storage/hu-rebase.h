/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fitting the steps that can be undone to an edit that somebody else made. */
#pragma once

#include "hu-edit.h"

G_BEGIN_DECLS

/* @steps (element-type HuEdit), the first @n_done (inout) of which are done, as they are once @edit was done
 * on top of them: undoing one of them takes back what it did and nothing of @edit. Steps of which nothing is
 * left are gone; so are those that can't be undone any more, with all before them, and those that can't be
 * redone, with all after them. Any thread. (transfer full) (element-type HuEdit) */
GPtrArray *hu_rebase_steps (GPtrArray *steps, guint *n_done, HuEdit *edit);

G_END_DECLS
