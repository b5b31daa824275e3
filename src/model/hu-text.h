/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document's text: decoded once, immutable, with every conversion between its units. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HuText:
 *
 * The decoded text of a document, immutable and atomically refcounted (safe to read from any thread). Offsets
 * are Unicode code points from 0, as in Python 3's `open(f, encoding=…, errors="replace", newline="")`: a
 * leading BOM isn't counted, CR LF is two, NUL is one, invalid bytes decode as Python's errors="replace"
 * does.
 */
typedef struct _HuText HuText;

/* The largest document that is opened, in bytes. */
#define HU_TEXT_MAX_BYTES (100 * 1000 * 1000)

/* A range of code points, end exclusive. */
typedef struct
{
  guint start;
  guint end;
} HuRange;

/* Decodes @bytes. @encoding: (nullable): a Python codec name (`utf-8`, `utf-8-sig`, `utf-16`, `cp1252`…);
 * NULL to find out: BOM, else UTF-8 where valid, else a detected legacy encoding. Fails with HU_ERROR_BINARY
 * for what isn't text, HU_ERROR_TOO_LARGE over 100 MB, HU_ERROR_FORMAT for an unknown encoding. (transfer
 * full) */
HuText *hu_text_new (GBytes *bytes, const char *encoding, GError **error);
/* From UTF-8, for tests and pasted text. @length in bytes, or -1. */
HuText *hu_text_new_from_utf8 (const char *utf8, gssize length);
HuText *hu_text_ref (HuText *self);
void hu_text_unref (HuText *self);

/* The Python codec name. */
const char *hu_text_get_encoding (HuText *self);
/* Whether the encoding was guessed from the letters (neither given, nor BOM, nor valid UTF-8). */
gboolean hu_text_get_encoding_guessed (HuText *self);
/* Code names and English display names of the encodings offered to a person. NULL-terminated pairs. */
const char *const *hu_text_get_known_encodings (void);
/* Lower-case hex SHA-256 of the document's bytes, and of its text as UTF-8 with line ends as LF, no BOM. */
const char *hu_text_get_sha256 (HuText *self);
const char *hu_text_get_text_sha256 (HuText *self);

/* The text as UTF-8; it may hold NUL. @length: (out) (nullable): bytes. (transfer none) */
const char *hu_text_get_utf8 (HuText *self, gsize *length);
/* Code points. */
guint hu_text_get_length (HuText *self);
/* O(log n). Offsets past the end give the end. */
gsize hu_text_offset_to_byte (HuText *self, guint offset);
guint hu_text_byte_to_offset (HuText *self, gsize byte);
gunichar hu_text_get_char (HuText *self, guint offset);
/* The text of a range, NUL-terminated (and possibly holding NULs). (transfer full) */
char *hu_text_dup_range (HuText *self, guint start, guint end);
/* The same for showing to people in one line: white space folded, NUL as U+2400, "…" after @max code points
 * (0: all). */
char *hu_text_dup_snippet (HuText *self, guint start, guint end, guint max);
/* Whether the range runs from right to left: by its first letter that has a direction (of its first thousand
 * characters). */
gboolean hu_text_is_right_to_left (HuText *self, HuRange range);
/* Whether @string (@length bytes, or -1) equals the range, counting CR, LF and CR LF as equal. */
gboolean hu_text_range_equals (HuText *self, guint start, guint end, const char *string, gssize length);

/* Grapheme clusters (UAX #29 by ICU; CR LF is one). A boundary at or before/after @offset. */
gboolean hu_text_is_grapheme_boundary (HuText *self, guint offset);
guint hu_text_grapheme_before (HuText *self, guint offset); /* the previous boundary, < offset, or 0 */
guint hu_text_grapheme_after (HuText *self, guint offset);  /* the next boundary, > offset, or the length */

/* Words (UAX #29 by ICU, dictionaries for scripts without spaces). */
HuRange hu_text_word_at (HuText *self, guint offset); /* the segment (word, space or punctuation) at offset */
gboolean hu_text_is_word_boundary (HuText *self, guint offset);
guint hu_text_word_start_before (HuText *self,
                                 guint offset); /* the start of a word (letters or digits) < offset, or 0 */
guint hu_text_word_end_after (HuText *self, guint offset); /* the end of a word > offset, or the length */
guint hu_text_word_start_after (HuText *self, guint offset);
guint hu_text_word_end_before (HuText *self, guint offset);

/* Sentences within their paragraph, without the white space around them; ICU with ss=standard and our own
 * titles and abbreviations ("Sen.", "U.S."). In white space between two, the one before. */
HuRange hu_text_sentence_at (HuText *self, guint offset);
/* The start of the sentence after / before; the length / 0 past the ends. */
guint hu_text_sentence_start_after (HuText *self, guint offset);
guint hu_text_sentence_start_before (HuText *self, guint offset);

/* Paragraphs: lines of text, ended by LF, CR, CR LF, U+2029 (what GTK takes for one; not NEL, not U+2028).
 * Blank lines are no paragraphs. */
guint hu_text_get_n_paragraphs (HuText *self);
HuRange hu_text_get_paragraph (HuText *self, guint index); /* without its line end */
/* The index of the paragraph that holds or precedes @offset. */
guint hu_text_paragraph_index_at (HuText *self, guint offset);
HuRange hu_text_paragraph_at (HuText *self, guint offset);
/* The same, but with the lines of a text that is wrapped at a fixed width joined to the paragraph they make.
 * This is what sentences and hu_text_widen() go by. */
HuRange hu_text_block_at (HuText *self, guint offset);

/* Growing and shrinking a selection (the `.` and `,` keys): the smallest of word, clause or quotation (its
 * marks left out, then with them), sentence, paragraph, whole text that is larger than @range. Clauses end at
 * , ; : – — and their like in other scripts; an apostrophe is no quotation mark. */
HuRange hu_text_widen (HuText *self, HuRange range);
/* The same steps inwards around @anchor (a place in the range): the largest that is smaller than @range and
 * holds it. */
HuRange hu_text_narrow (HuText *self, HuRange range, guint anchor);
/* A selection snapped off white space at its ends and never cutting a grapheme in two. An empty range stays.
 */
HuRange hu_text_trim (HuText *self, HuRange range);

/* Where in @to a person who was at @offset in @from, which was changed into @to, goes on: in the same
 * paragraph if it is still there, else among the same words, else near the same place. O(n). */
guint hu_text_follow_offset (HuText *from, HuText *to, guint offset);
/* The offset in @to that stands at the same byte as @offset in @from; both were decoded from @bytes. O(n). */
guint hu_text_map_offset (HuText *from, HuText *to, GBytes *bytes, guint offset);

/* How a passage stands to quotation marks: %HU_QUOTATION_DIRECT inside a pair (or the pair itself), _MIXED
 * when it holds a quotation, _INDIRECT otherwise. */
typedef enum
{
  HU_QUOTATION_INDIRECT,
  HU_QUOTATION_MIXED,
  HU_QUOTATION_DIRECT,
} HuQuotation;
HuQuotation hu_text_find_quotation (HuText *self, HuRange range);

/* What interrupts a quotation: who says it. */
typedef struct
{
  HuRange gap;   /* what is to be left out, between two spans: marks, spaces and commas too */
  HuRange words; /* "he said" */
} HuInterruption;
/* The interruptions of a quotation that begins and ends in @range (“We will,” he said, “build it”; also
 * between dashes), in text order. (transfer full) (element-type HuInterruption): empty where there are none.
 */
GArray *hu_text_find_interruptions (HuText *self, HuRange range);

/* The next match of @needle at or after @from (before it where @backward), wrapping round; case and accents
 * folded by ICU's collation-free search (case folding) where @fold. FALSE where there is none. */
gboolean
hu_text_find (HuText *self, const char *needle, guint from, gboolean backward, gboolean fold, HuRange *match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HuText, hu_text_unref)

G_END_DECLS
