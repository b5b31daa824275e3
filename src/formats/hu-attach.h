/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attaching what was exported, perhaps without its article, to somebody's own copy of the article. */
#pragma once

#include "hu-anchor.h"

G_BEGIN_DECLS

/* A layer of @text, made of annotated JSON that was read as a layer (@exported: with every quote kept):
 * without what exports add, and found again in @text, as of hu_anchor(). Quotes that were cut are made whole
 * where the text is the same; where it was changed, the words that are left tell only where a passage begins:
 * it has its old length then, and waits for a person (`anchor: moved`). @file: the article's name. @counts:
 * (out). (transfer full) */
HuSnapshot *hu_attach (HuSnapshot *exported, const char *file, HuText *text, HuReanchoring *counts);

G_END_DECLS
