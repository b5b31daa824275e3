/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids made from names. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @name in NFKC and lower case (no locale's rules), its letters and digits of any script, with a hyphen for
 * all that stands between them; at most 64 code points; "x" where nothing is left. (transfer full) */
char *hu_slug (const char *name);

/* @name for comparing: NFKC, case folded, white space folded and trimmed. (transfer full) */
char *hu_name_fold (const char *name);

G_END_DECLS
