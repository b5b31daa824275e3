/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of paragraphs and sentences: how they are written, and what place is meant by one. */
#pragma once

#include "hu-record.h"
#include "hu-text.h"

G_BEGIN_DECLS

/* "12": a paragraph; "12.3" a sentence of it, "12.3–4" two; its first, alone or not, is the paragraph's
 * number: "12", "12.1–2". @first, @last: of sentences, from 1; 0 for the paragraph. (transfer full) */
char *hu_numbers_format (guint paragraph, guint first, guint last);

/* Where somebody means who types @asked: a paragraph's number, a sentence's ("12.3", "12,3"), or the
 * beginning of a word of the headline or of a heading. @document: the facts that tell the headings. FALSE
 * where there is none. */
gboolean hu_numbers_find (HuText *text, HuRecord *document, const char *asked, HuRange *range);

G_END_DECLS
