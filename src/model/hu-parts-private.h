/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that recognise an article's parts share. */
#pragma once

#include "hu-parts.h"

G_BEGIN_DECLS

/* A paragraph (of a wrapped text: its lines joined), and what can be seen of it at a glance. */
typedef struct
{
  HuRange range; /* the whole lines */
  char *text;    /* in one line, without markup around it; cut after HU_BLOCK_TEXT code points */
  char *plain;   /* the same in lower case */
  guint size;    /* code points; characters of East Asia count more */
  guint n_words; /* by white space, up to the cut */
  guint n_lines;
  gunichar first;    /* first letter, digit or mark */
  gunichar last;     /* last character but for closing marks */
  gboolean gap;      /* a blank line, or nothing, is above */
  gboolean ends;     /* with a full stop or the like */
  guint level;       /* of a Markdown heading; 0 for others */
  gboolean image;    /* a Markdown image */
  gboolean emphasis; /* wholly *emphasised* in Markdown */
  gboolean list;     /* begins like an item of a list */
  gboolean rule;     /* has no letter or digit */
  gboolean decided;
  HuPartKind kind;
} HuBlock;

#define HU_BLOCK_TEXT 700

/* What is known of the article while its parts are being found. */
typedef struct
{
  HuText *text;
  GArray *blocks; /* of HuBlock */
  HuArticle *article;
  guint body;        /* the first block after headline, dek, byline… */
  gboolean verse;    /* or lists: most lines are short and stand close */
  gboolean dense;    /* paragraphs have no blank lines between them */
  gboolean reported; /* a byline, outlet or dek shows that this is an article, not a speech */
} HuParts;

/* hu-parts-blocks.c */
GArray *hu_parts_find_blocks (HuText *text);
HuBlock *hu_parts_block (HuParts *self, guint index); /* (nullable): past the end */
void hu_parts_decide (HuParts *self, guint index, HuPartKind kind);
/* Whether @text begins with one of @prefixes (in lower case), a word's end after it. The length of it, or 0.
 */
gsize hu_parts_prefix (const char *text, const char *const *prefixes);
gboolean hu_parts_contains_any (const char *text, const char *const *needles);
/* Whether any word of @plain is one of @words. */
gboolean hu_parts_has_word (const char *plain, const char *const *words);

/* hu-parts-dates.c: the first date in @text: where it stands (bytes), and as EDTF. (nullable) (transfer full)
 */
char *hu_parts_find_date (const char *text, gsize *start, gsize *end);
/* Whether @text is a date and what goes with one ("Published", a weekday, a time). */
char *hu_parts_parse_date_line (const char *text);

/* hu-parts-names.c */
typedef struct
{
  GPtrArray *authors; /* of char * */
  char *outlet;
  char *published;
} HuByline;
gboolean hu_parts_is_name (const char *text);
/* "By Ilse Marrow · The Meridian · 4 March 2031" and its like. @alone: also a name without "By", or outlet
 * and date. */
gboolean hu_parts_parse_byline (const char *text, gboolean alone, HuByline *byline);
/* The names in @text, which is known to name authors. */
void hu_parts_parse_authors (const char *text, HuByline *byline);
void hu_byline_clear (HuByline *byline);

/* hu-parts-head.c, hu-parts-body.c, hu-parts-tail.c: each decides on its blocks. */
void hu_parts_find_head (HuParts *self);
void hu_parts_find_boilerplate (HuParts *self);
void hu_parts_find_bio (HuParts *self);
void hu_parts_find_captions (HuParts *self);
void hu_parts_find_headings (HuParts *self);

/* hu-parts-language.c: two letters, static; NULL when unsure. */
const char *hu_parts_find_language (HuText *text);

G_END_DECLS
