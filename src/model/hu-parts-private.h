/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of hu-parts share. */
#pragma once

#include "hu-parts.h"

G_BEGIN_DECLS

/* hu-parts-date.c: the first date in @line as EDTF (2031-03-04 or 2031-03), English, German, French or ISO.
 * @whole: (out) (nullable): whether the line says little else ("Published: Tuesday, 4 March 2031, 9:30 am").
 * (transfer full) (nullable) */
char *hu_date_find (const char *line, gboolean *whole);
/* Whether a day of the week, a date, or where somebody stands in a picture is named: as captions do. */
gboolean hu_line_tells_occasion (const char *line);

/* hu-parts-byline.c: "By Ilse Marrow · The Meridian · 4 March 2031". Each is NULL where the line doesn't say
 * it. */
typedef struct
{
  char **authors;
  char *outlet;
  char *published;
} HuByline;
/* Whether @line is a byline; fills @byline, which hu_byline_clear() empties. */
gboolean hu_byline_parse (const char *line, HuByline *byline);
/* The outlet of a line such as "Harbour Post, 3 March 2031". (transfer full) (nullable) */
char *hu_byline_find_outlet (const char *line);
void hu_byline_clear (HuByline *byline);

/* hu-parts-language.c: by script, else by common words. (nullable) (transfer none) */
const char *hu_text_guess_language (HuText *text);

G_END_DECLS
