/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tag says, in a few lines for people: tooltips, menus, screen readers. */
#pragma once

#include "hu-document.h"

G_BEGIN_DECLS

/* Kind and who; type, topics and stances; the gist or the memo's text: a line each, as far as set. (transfer
 * full) */
char *hu_describe_tag (HuDocument *document, HuRecord *record);
/* The first of these lines, and the words: for menus. (transfer full) */
char *hu_describe_tag_shortly (HuDocument *document, HuRecord *record);

G_END_DECLS
