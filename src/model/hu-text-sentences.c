/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences: ICU's boundaries within a paragraph, less those after abbreviations.
 *
 * Two of ICU's iterators run side by side over the paragraph: the plain one proposes boundaries, the one with
 * ss=standard says which of them it would suppress. hu-text-abbreviations.c then decides. In a paragraph of
 * more than three cells of 4,096 code points only the cell of the offset and its neighbours are looked at.
 * The sentences found last are kept, for queries come in runs. */
#include "hu-text-private.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#define CELL 4096

static gboolean
is_opening (gunichar c)
{
  int8_t type = u_charType ((UChar32) c);

  return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION || c == '"' || c == '\'' ||
         c == 0x201D || c == 0x00BB;
}

static gboolean
is_closing (gunichar c)
{
  int8_t type = u_charType ((UChar32) c);

  return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION || c == '"' || c == '\'' || c == 0x201C ||
         c == 0x2018 || c == 0x00AB;
}

static gboolean
is_dash (gunichar c)
{
  return c == '-' || c == 0x2013 || c == 0x2014;
}

static gboolean
is_quote (gunichar c)
{
  int8_t type = u_charType ((UChar32) c);

  return type == U_INITIAL_PUNCTUATION || type == U_FINAL_PUNCTUATION || c == '"' || c == 0x201E ||
         c == 0x201A || c == 0x300C || c == 0x300E;
}

/* The text on both sides of a proposed boundary. Pointers into the text. */
typedef struct
{
  const char *end;   /* after the last character that is neither space nor closing mark */
  gunichar last;     /* that character */
  gboolean line_end; /* the boundary is an end of line */
  const char *next;  /* the first character after that is neither space nor opening mark nor dash */
  gboolean opened;   /* a quotation mark stood before it */
} Joint;

static Joint
look_around (const char *from, const char *at, const char *to)
{
  Joint joint = { at, 0, FALSE, at, FALSE };

  while (joint.end > from)
    {
      const char *p = g_utf8_prev_char (joint.end);
      gunichar c = g_utf8_get_char (p);

      joint.last = c;
      if (c == '\n' || c == '\r' || c == 0x2029)
        joint.line_end = TRUE;
      if (!hu_text_is_space (c) && !is_closing (c))
        break;
      joint.end = p;
    }
  for (; joint.next < to; joint.next = g_utf8_next_char (joint.next))
    {
      gunichar c = g_utf8_get_char (joint.next);

      if (!hu_text_is_space (c) && !is_opening (c) && !is_dash (c))
        break;
      joint.opened = joint.opened || is_quote (c);
    }
  return joint;
}

static gboolean
is_token_char (gunichar c)
{
  return g_unichar_isalnum (c) || c == '.' || g_unichar_ismark (c) || c == '-';
}

/* The word that ends at @end, with dots and hyphens within it. (transfer full) */
static char *
token_before (const char *from, const char *end, const char **start)
{
  const char *p = end;

  while (p > from && end - p < 64)
    {
      const char *before = g_utf8_prev_char (p);

      if (!is_token_char (g_utf8_get_char (before)))
        break;
      p = before;
    }
  while (p < end && *p == '.')
    p++;
  *start = p;
  return g_strndup (p, (gsize) (end - p));
}

static char *
word_after (const char *p, const char *to)
{
  const char *end = p;

  while (end < to && end - p < 64 &&
         (g_unichar_isalnum (g_utf8_get_char (end)) || g_unichar_ismark (g_utf8_get_char (end))))
    end = g_utf8_next_char (end);
  return g_strndup (p, (gsize) (end - p));
}

/* Whether the boundary that ICU proposes at @at ends a sentence. */
static gboolean
ends_sentence (const char *from, const char *at, const char *to, gboolean suppressed)
{
  Joint joint = look_around (from, at, to);
  g_autofree char *token = NULL, *before = NULL, *next = NULL;
  const char *start, *p;

  if (joint.end == from || joint.next == to)
    return TRUE;
  if (joint.line_end &&
      !u_hasBinaryProperty ((UChar32) joint.last, UCHAR_S_TERM)) /* in a wrapped paragraph */
    return FALSE;
  if (g_unichar_islower (g_utf8_get_char (joint.next))) /* “Why?” he asked. */
    return strchr (".!?", (int) MIN (joint.last, 0x7F)) == NULL;
  if (joint.last != '.')
    return TRUE;
  token = token_before (from, g_utf8_prev_char (joint.end), &start);
  if (*token == '\0')
    return TRUE;
  p = start;
  while (p > from && hu_text_is_space (g_utf8_get_char (g_utf8_prev_char (p))))
    p = g_utf8_prev_char (p);
  before = token_before (from, p, &start);
  next = word_after (joint.next, to);
  return hu_abbreviation_ends_sentence (token, before, next, joint.opened, suppressed);
}

static UBreakIterator *
open_iterator (UBreakIterator **iterator, const char *locale, UText *text)
{
  UErrorCode error = U_ZERO_ERROR;

  if (*iterator == NULL)
    *iterator = ubrk_open (UBRK_SENTENCE, locale, NULL, 0, &error);
  ubrk_setUText (*iterator, text, &error);
  if (U_FAILURE (error))
    g_error ("ICU has no break iterator: %s", u_errorName (error));
  ubrk_first (*iterator);
  return *iterator;
}

static void
append_sentence (HuText *self, guint start, guint end)
{
  HuRange sentence;

  sentence.start = hu_text_skip_space (self, start, end);
  sentence.end = hu_text_skip_space_back (self, sentence.start, end);
  if (sentence.start < sentence.end)
    g_array_append_val (self->breaks.sentences, sentence);
}

/* Fills the text's list with the sentences of @window. Under the lock. */
static void
find_sentences (HuText *self, HuRange window)
{
  HuTextBreaks *breaks = &self->breaks;
  const char *from = self->utf8 + hu_text_offset_to_byte (self, window.start);
  const char *to = self->utf8 + hu_text_offset_to_byte (self, window.end);
  UErrorCode error = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  UBreakIterator *plain, *filtered;
  guint start = window.start;
  int32_t at, unsuppressed = 0;

  utext_openUTF8 (&text, from, to - from, &error);
  plain = open_iterator (&breaks->iterators[HU_TEXT_SENTENCE], "en", &text);
  filtered = open_iterator (&breaks->filtered, "en@ss=standard", &text);
  utext_close (&text);
  g_array_set_size (breaks->sentences, 0);
  while ((at = ubrk_next (plain)) != UBRK_DONE)
    {
      guint end;

      while (unsuppressed != UBRK_DONE && unsuppressed < at)
        unsuppressed = ubrk_next (filtered);
      if (from + at < to && !ends_sentence (from, from + at, to, unsuppressed != at))
        continue;
      end = hu_text_byte_to_offset (self, (gsize) (from + at - self->utf8));
      append_sentence (self, start, end);
      start = end;
    }
  breaks->windows[HU_TEXT_SENTENCE] = window;
}

static HuRange
window_at (HuText *self, guint offset)
{
  HuRange window = hu_text_block_at (self, offset);
  guint cell, start = window.start;

  if (window.end - window.start <= 3 * CELL)
    return window;
  cell = (CLAMP (offset, window.start, window.end - 1) - start) / CELL;
  if (cell > 0)
    window.start = start + (cell - 1) * CELL;
  window.end = MIN (window.end, start + (cell + 2) * CELL);
  return window;
}

HuRange
hu_text_sentence_at (HuText *self, guint offset)
{
  HuRange window, *current, found = { 0, 0 };
  GArray *sentences;

  g_return_val_if_fail (self != NULL, found);

  if (self->paragraphs->len == 0)
    return found;
  window = window_at (self, offset);
  g_mutex_lock (&self->breaks.lock);
  current = &self->breaks.windows[HU_TEXT_SENTENCE];
  sentences = self->breaks.sentences;
  if (current->start != window.start || current->end != window.end)
    find_sentences (self, window);
  for (guint i = 0; i < sentences->len; i++)
    {
      HuRange *sentence = &g_array_index (sentences, HuRange, i);

      if (i > 0 && sentence->start > offset)
        break;
      found = *sentence;
    }
  g_mutex_unlock (&self->breaks.lock);
  return found;
}

guint
hu_text_sentence_start_after (HuText *self, guint offset)
{
  HuRange sentence;
  guint next, index;

  g_return_val_if_fail (self != NULL, 0);

  sentence = hu_text_sentence_at (self, offset);
  if (sentence.start > offset)
    return sentence.start;
  next = hu_text_skip_space (self, sentence.end, self->n_chars);
  if (next <= offset || next >= self->n_chars)
    return self->n_chars;
  index = hu_text_paragraph_index_at (self, next);
  if (hu_text_get_paragraph (self, index).start > next) /* only blank lines follow */
    return self->n_chars;
  return MAX (hu_text_sentence_at (self, next).start, offset + 1);
}

guint
hu_text_sentence_start_before (HuText *self, guint offset)
{
  HuRange sentence;
  guint end;

  g_return_val_if_fail (self != NULL, 0);

  offset = MIN (offset, self->n_chars);
  sentence = hu_text_sentence_at (self, offset);
  if (sentence.start < offset)
    return sentence.start;
  end = hu_text_skip_space_back (self, 0, MIN (sentence.start, offset));
  return end == 0 ? 0 : hu_text_sentence_at (self, end - 1).start;
}
