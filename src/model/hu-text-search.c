/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every match of a search in a text: words or a regular expression, in a worker.
 *
 * A regular expression may take forever, and can't be interrupted within a call. So each call gets a stretch
 * of text of a bounded length, and the steps at each place of it are limited (by an option that is put before
 * the pattern; an option in the pattern itself can only lower it); between calls, time and the cancellable
 * are looked at.
 */
#include "config.h"

#include "hu-text-search.h"

#include <glib/gi18n-lib.h>

#include "hu-error.h"
#include "hu-text-private.h"

/* Code points that are matched in one call; bytes are at most four times that. */
#define LONGEST_PART 4096
/* Steps at each place, and the whole time. */
#define STEP_LIMIT "(*LIMIT_MATCH=200000)"
#define TIME_LIMIT (10 * G_TIME_SPAN_SECOND)

static gboolean
is_word (HuText *self, HuRange match)
{
  return hu_text_is_word_boundary (self, match.start) && hu_text_is_word_boundary (self, match.end);
}

static GArray *
search_words (HuText *self, const char *needle, HuTextSearchFlags flags, GCancellable *cancellable)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (HuRange));
  const gboolean fold = !(flags & HU_TEXT_SEARCH_CASE);
  HuRange match;
  guint from = 0;

  while (matches->len < HU_TEXT_SEARCH_MAX && hu_text_find (self, needle, from, FALSE, fold, &match) &&
         match.start >= from && match.end > from && !g_cancellable_is_cancelled (cancellable))
    {
      const gboolean wanted = !(flags & HU_TEXT_SEARCH_WORDS) || is_word (self, match);

      if (wanted)
        g_array_append_val (matches, match);
      from = wanted ? match.end : match.start + 1;
    }
  return matches;
}

/* (transfer full) (nullable) */
static GRegex *
compile (const char *pattern, HuTextSearchFlags flags, GError **error)
{
  const GRegexCompileFlags options = G_REGEX_MULTILINE | (flags & HU_TEXT_SEARCH_CASE ? 0 : G_REGEX_CASELESS);
  g_autofree char *limited = g_strconcat (STEP_LIMIT, pattern, NULL);
  g_autoptr (GError) wrong = NULL;
  /* As it was typed first: places in the message are counted from its beginning. */
  g_autoptr (GRegex) plain = g_regex_new (pattern, options, 0, &wrong);
  GRegex *regex = plain ? g_regex_new (limited, options, 0, &wrong) : NULL;

  if (!regex)
    g_set_error (error, HU_ERROR, HU_ERROR_FORMAT, "%s", wrong->message);
  return regex;
}

/* The end of the part of @block that starts at @start: all of it where it isn't long, else after a space. */
static guint
find_part_end (HuText *self, HuRange block, guint start)
{
  guint end = MIN (block.end, start + LONGEST_PART);

  if (end == block.end)
    return end;
  for (guint at = end; at > start + LONGEST_PART / 2; at--)
    if (hu_text_is_space (hu_text_get_char (self, at - 1)))
      return at;
  return hu_text_is_grapheme_boundary (self, end) ? end : hu_text_grapheme_before (self, end);
}

/* FALSE: too many steps. */
static gboolean
match_part (HuText *self, GRegex *regex, HuTextSearchFlags flags, HuRange part, GArray *matches)
{
  const char *utf8 = hu_text_get_utf8 (self, NULL);
  const gsize first = hu_text_offset_to_byte (self, part.start);
  const gsize length = hu_text_offset_to_byte (self, part.end) - first;
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  g_regex_match_full (regex, utf8 + first, (gssize) length, 0, 0, &info, &error);
  while (!error && g_match_info_matches (info) && matches->len < HU_TEXT_SEARCH_MAX)
    {
      int start, end;

      if (g_match_info_fetch_pos (info, 0, &start, &end) && start >= 0 && end > start)
        {
          const HuRange match = { hu_text_byte_to_offset (self, first + (gsize) start),
                                  hu_text_byte_to_offset (self, first + (gsize) end) };

          if (!(flags & HU_TEXT_SEARCH_WORDS) || is_word (self, match))
            g_array_append_val (matches, match);
        }
      g_match_info_next (info, &error);
    }
  return error == NULL;
}

static GArray *
search_regex (
    HuText *self, const char *pattern, HuTextSearchFlags flags, GCancellable *cancellable, GError **error)
{
  g_autoptr (GRegex) regex = compile (pattern, flags, error);
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (HuRange));
  const gint64 until = g_get_monotonic_time () + TIME_LIMIT;
  const guint n = hu_text_get_n_paragraphs (self);
  HuRange block = { 0, 0 };

  if (!regex)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      const HuRange paragraph = hu_text_get_paragraph (self, i);

      if (paragraph.start < block.end)
        continue;
      block = hu_text_block_at (self, paragraph.start);
      for (guint start = block.start; start < block.end;)
        {
          const HuRange part = { start, find_part_end (self, block, start) };

          if (g_cancellable_is_cancelled (cancellable) || matches->len >= HU_TEXT_SEARCH_MAX)
            return g_steal_pointer (&matches);
          if (!match_part (self, regex, flags, part, matches) || g_get_monotonic_time () > until)
            {
              g_set_error (error, HU_ERROR, HU_ERROR_FORMAT,
                           _ ("This expression takes too long: it can match in too many ways"));
              return NULL;
            }
          start = part.end;
        }
    }
  return g_steal_pointer (&matches);
}

GArray *
hu_text_search (
    HuText *self, const char *needle, HuTextSearchFlags flags, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL && needle != NULL, NULL);
  if (flags & HU_TEXT_SEARCH_REGEX)
    return search_regex (self, needle, flags, cancellable, error);
  return search_words (self, needle, flags, cancellable);
}
