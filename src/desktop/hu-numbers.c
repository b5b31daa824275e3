/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of paragraphs and sentences: how they are written, and what place is meant by one. */
#include "config.h"

#include "hu-numbers.h"

#include <string.h>

#include "hu-parts.h"

char *
hu_numbers_format (guint paragraph, guint first, guint last)
{
  if (last <= 1)
    return g_strdup_printf ("%u", paragraph);
  if (first == last)
    return g_strdup_printf ("%u.%u", paragraph, first);
  return g_strdup_printf ("%u.%u–%u", paragraph, first, last);
}

/* A whole number at *@at, which goes on behind it; digits of any script. */
static gboolean
read_number (const char **at, guint *number)
{
  guint64 value = 0;
  const char *start = *at;

  for (; g_unichar_isdigit (g_utf8_get_char (*at)); *at = g_utf8_next_char (*at))
    value = MIN (value * 10 + (guint) g_unichar_digit_value (g_utf8_get_char (*at)), G_MAXUINT);
  *number = (guint) value;
  return *at > start;
}

static gboolean
find_sentence (HuText *text, HuRange paragraph, guint number, HuRange *range)
{
  const HuRange block = hu_text_block_at (text, paragraph.start);
  guint at = block.start;

  for (guint i = 1; i < number && at < block.end; i++)
    at = hu_text_sentence_start_after (text, at);
  if (at >= block.end)
    return FALSE;
  *range = hu_text_sentence_at (text, at);
  return TRUE;
}

static gboolean
find_heading (HuText *text, HuRecord *document, const char *asked, HuRange *range)
{
  HuValue *list = hu_record_get (document, HU_MEMBER_PARTS);

  for (gsize i = 0; i < hu_value_get_size (list); i++)
    {
      HuValue *item = hu_value_get_nth (list, i);
      const HuPartKind kind = hu_part_kind_from_name (hu_value_get_member_string (item, "kind"));
      const gint64 start = hu_value_get_int (hu_value_get_member (item, "start"));
      const gint64 end = hu_value_get_int (hu_value_get_member (item, "end"));
      g_autofree char *words = NULL;

      if ((kind != HU_PART_HEADLINE && kind != HU_PART_HEADING) || start < 0 || start >= end ||
          end > hu_text_get_length (text))
        continue;
      words = hu_text_dup_snippet (text, (guint) start, (guint) end, 0);
      if (!g_str_match_string (asked, words, TRUE))
        continue;
      *range = (HuRange){ (guint) start, (guint) end };
      return TRUE;
    }
  return FALSE;
}

gboolean
hu_numbers_find (HuText *text, HuRecord *document, const char *asked, HuRange *range)
{
  g_autofree char *stripped = NULL;
  const char *at;
  guint paragraph, sentence;

  g_return_val_if_fail (text != NULL && document != NULL && asked != NULL && range != NULL, FALSE);
  stripped = g_strstrip (g_strdup (asked));
  at = stripped;
  if (*at == '\0')
    return FALSE;
  if (!read_number (&at, &paragraph))
    return find_heading (text, document, stripped, range);
  if (paragraph == 0 || paragraph > hu_text_get_n_paragraphs (text))
    return FALSE;
  *range = hu_text_get_paragraph (text, paragraph - 1);
  if (*at == '\0')
    return TRUE;
  if (!strchr (".,:", *at))
    return FALSE;
  at++;
  /* The number of the sentence is still to be typed. */
  if (*at == '\0')
    return TRUE;
  return read_number (&at, &sentence) && *at == '\0' && sentence > 0 &&
         find_sentence (text, *range, sentence, range);
}
