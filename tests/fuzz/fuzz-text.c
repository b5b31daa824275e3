/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents: decoding, finding out the encoding, recognising the article, sentences, words, selections. The
 * first byte says as which encoding the rest is read; 0 and what is past the list: to be found out. */
#include "fuzz.h"

#include "hu-error.h"
#include "hu-parts.h"
#include "hu-text.h"

static const char *
get_encoding (guint index)
{
  const char *const *known = hu_text_get_known_encodings ();

  for (guint i = 0; known[i] && index > 0; i += 2)
    if (i / 2 == index - 1)
      return known[i];
  return NULL;
}

static void
check_range (HuText *text, HuRange range)
{
  fuzz_assert (range.start <= range.end && range.end <= hu_text_get_length (text));
}

static void
check_article (HuText *text)
{
  g_autoptr (HuArticle) article = hu_article_recognise (text);
  guint last = 0;

  for (guint i = 0; i < article->parts->len; i++)
    {
      HuPart part = g_array_index (article->parts, HuPart, i);

      fuzz_assert (part.start >= last && part.end > part.start && part.end <= hu_text_get_length (text));
      last = part.end;
    }
}

/* Each step goes on, so there is an end. */
static void
check_steps (HuText *text)
{
  guint length = hu_text_get_length (text), at = 0;

  while (at < length)
    {
      guint next = hu_text_grapheme_after (text, at);

      fuzz_assert (next > at && next <= length && hu_text_is_grapheme_boundary (text, next));
      fuzz_assert (hu_text_grapheme_before (text, next) == at);
      at = next;
    }
  for (at = 0; at < length;)
    {
      guint next = hu_text_sentence_start_after (text, at);

      fuzz_assert (next > at && next <= length);
      check_range (text, hu_text_sentence_at (text, at));
      at = next;
    }
  for (at = 0; at < length;)
    {
      guint next = hu_text_word_end_after (text, at);

      fuzz_assert (next > at && next <= length);
      check_range (text, hu_text_word_at (text, at));
      at = next;
    }
  for (guint i = 0; i < hu_text_get_n_paragraphs (text); i++)
    {
      HuRange range = hu_text_get_paragraph (text, i);

      check_range (text, range);
      fuzz_assert (hu_text_paragraph_index_at (text, range.start) == i);
      check_range (text, hu_text_block_at (text, range.start));
    }
}

static void
check_selection (HuText *text, guint at)
{
  guint length = hu_text_get_length (text);
  HuRange range = { MIN (at, length), MIN (at, length) };

  for (guint i = 0; i < 8; i++)
    {
      HuRange wider = hu_text_widen (text, range);

      check_range (text, wider);
      check_range (text, hu_text_trim (text, wider));
      hu_text_find_quotation (text, wider);
      range = wider;
    }
  /* Each is as dear as many steps outwards. */
  for (guint i = 0; i < 2; i++)
    {
      range = hu_text_narrow (text, range, at);
      check_range (text, range);
    }
}

static void
check_offsets (HuText *text)
{
  gsize size;
  guint length = hu_text_get_length (text);
  const char *utf8 = hu_text_get_utf8 (text, &size);

  fuzz_assert (g_utf8_validate_len (utf8, size, NULL) || memchr (utf8, 0, size));
  fuzz_assert (hu_text_offset_to_byte (text, length) == size);
  for (guint i = 0; i <= length; i += 1 + length / 50)
    fuzz_assert (hu_text_byte_to_offset (text, hu_text_offset_to_byte (text, i)) == i);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HuText) text = NULL;
  HuRange match;

  if (size == 0)
    return 0;
  bytes = g_bytes_new (data + 1, size - 1);
  text = hu_text_new (bytes, get_encoding (data[0]), &error);
  fuzz_assert ((text == NULL) == (error != NULL));
  if (!text)
    return 0;
  check_offsets (text);
  check_article (text);
  check_steps (text);
  for (guint i = 0; i < 2; i++)
    check_selection (text, hu_text_get_length (text) * i / 2);
  if (hu_text_find (text, "ee", 0, FALSE, TRUE, &match))
    check_range (text, match);
  hu_text_get_text_sha256 (text);
  return 0;
}
