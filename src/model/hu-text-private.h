/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of HuText share: the object's inside, and decoding. */
#pragma once

#include "hu-text.h"

#include <unicode/ubrk.h>

G_BEGIN_DECLS

/* Code points between two entries of the checkpoint table. */
#define HU_TEXT_STEP 256

typedef enum
{
  HU_TEXT_GRAPHEME,
  HU_TEXT_WORD,
  HU_TEXT_SENTENCE,
  HU_TEXT_N_UNITS
} HuTextUnit;

/* The break iterators of one text, made at first use and used under the lock, and what they last looked at.
 */
typedef struct
{
  GMutex lock;
  UBreakIterator *iterators[HU_TEXT_N_UNITS];
  UBreakIterator *filtered;         /* sentences with ICU's own suppressions */
  HuRange windows[HU_TEXT_N_UNITS]; /* code points; 0, 0 before the first query */
  GArray *sentences;                /* of HuRange: those of windows[HU_TEXT_SENTENCE] */
} HuTextBreaks;

struct _HuText
{
  gatomicrefcount refs;
  char *utf8; /* valid UTF-8, NUL-terminated */
  gsize n_bytes;
  guint n_chars;
  gboolean ascii;       /* offsets are bytes */
  guint32 *checkpoints; /* byte of each HU_TEXT_STEP-th code point; NULL where ascii */
  GArray *paragraphs;   /* of HuRange */
  GByteArray *joined;   /* for each paragraph, whether it goes on with the one before */
  const char *encoding; /* static */
  gboolean guessed;
  char *sha256;
  char *text_sha256;
  HuTextBreaks breaks;
};

/* hu-text-encodings.c: what an encoding is called and how it is decoded. */
typedef struct _HuEncoding HuEncoding;

const char *hu_encoding_get_name (const HuEncoding *self);
/* By a Python codec name, its aliases too. (nullable) */
const HuEncoding *hu_encoding_find (const char *name);
/* Decodes as Python's errors="replace". @encoding: (inout): what it turned out to be (a BOM makes utf-8
 * utf-8-sig). (transfer full) */
GString *hu_encoding_decode (const HuEncoding **encoding, const guint8 *bytes, gsize length);

/* hu-text-detect.c: (nullable): NULL with @error set for what isn't text. */
const HuEncoding *hu_encoding_detect (const guint8 *bytes, gsize length, gboolean *guessed, GError **error);

/* hu-text-decode.c: one decoder for each family of encodings. Each appends UTF-8 to @out. */
void hu_decode_utf8 (const guint8 *bytes, gsize length, GString *out);
void hu_decode_utf16 (const guint8 *bytes, gsize length, gboolean big_endian, GString *out);
/* @table: what the bytes from 0x80 stand for; 0xFFFD where nothing. */
void hu_decode_single (const guint8 *bytes, gsize length, const gunichar table[128], GString *out);
/* How many bytes the well-formed sequence at @bytes takes, or 0; @bad: (out): bytes of the ill-formed one
 * that one U+FFFD stands for. */
guint hu_utf8_sequence (const guint8 *bytes, gsize length, guint *bad);

/* hu-text-cjk.c: the double-byte encodings of East Asia. */
typedef enum
{
  HU_CJK_CP932,
  HU_CJK_SHIFT_JIS,
  HU_CJK_EUC_JP,
  HU_CJK_GB18030,
  HU_CJK_GBK,
  HU_CJK_BIG5,
  HU_CJK_CP950,
  HU_CJK_CP949,
  HU_CJK_EUC_KR,
} HuCjk;
void hu_decode_cjk (const guint8 *bytes, gsize length, HuCjk kind, GString *out);

/* hu-text-boundaries.c */
void hu_text_breaks_init (HuTextBreaks *breaks);
void hu_text_breaks_clear (HuTextBreaks *breaks);

/* hu-text-quotes.c: a quotation, or what brackets hold. */
typedef struct
{
  HuRange outer; /* with its marks */
  HuRange inner; /* without them and the spaces beside them */
  gboolean bracket;
} HuQuote;
/* The pairs in @window, in order of their start, the outer ones first. (transfer full) */
GArray *hu_text_find_quotes (HuText *self, HuRange window);
/* hu-text-select.c: the paragraphs that @range touches, but not more than some thousand code points around.
 */
HuRange hu_text_window_around (HuText *self, HuRange range);

/* hu-text-wrap.c: finds out which paragraphs are lines of a text wrapped at a fixed width. */
void hu_text_find_wrapping (HuText *self);

/* hu-text-abbreviations.c: whether a sentence ends with @token and its full stop (@token without it).
 * @before: the word before it; @next: the word after; @quoted: a quotation ends or begins between;
 * @suppressed: ICU says that it doesn't. */
gboolean hu_abbreviation_ends_sentence (
    const char *token, const char *before, const char *next, gboolean quoted, gboolean suppressed);
gboolean hu_abbreviation_is_known (const char *token);

/* White space of any script, and the byte order mark. */
gboolean hu_text_is_space (gunichar c);
/* The first offset from @start that isn't white space, at most @end; and the same from the end. */
guint hu_text_skip_space (HuText *self, guint start, guint end);
guint hu_text_skip_space_back (HuText *self, guint start, guint end);

G_END_DECLS
