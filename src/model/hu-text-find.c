/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding a string in a text, as it stands or with case, accents and kinds of quotation marks folded.
 *
 * The text is read as a stream of folded characters, each with the place it comes from: one character may
 * give several (ß, ligatures) or none (accents, a second space). Knuth, Morris and Pratt's automaton runs
 * over the stream, forwards or, with needle and stream reversed, backwards; nothing is copied. */
#include "hu-text-private.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define MAX_FOLDED 24

typedef struct
{
  gunichar c;
  guint offset;
  gboolean first; /* of what its character gives, in the direction of the search */
  gboolean last;
} Folded;

typedef struct
{
  gboolean fold;
  gboolean backward;
  const UNormalizer2 *normalizer; /* NFKD */
  gunichar *needle;               /* reversed for a search backwards */
  guint *failure;
  guint n;
  Folded *ring; /* the last @n of the stream */
  guint matched;
  guint seen;
  gboolean space; /* the last character of the stream was one */
} Search;

static gunichar
fold_mark (gunichar c)
{
  switch (c)
    {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x02BC:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
      return '"';
    case 0x2010:
    case 0x2011:
      return '-';
    default:
      return c;
    }
}

/* What @c is folded to; how many characters. */
static guint
fold_char (const Search *search, gunichar c, gunichar out[MAX_FOLDED])
{
  UChar decomposed[MAX_FOLDED], folded[MAX_FOLDED];
  UErrorCode error = U_ZERO_ERROR;
  int32_t n, length = 0, i = 0;
  guint count = 0;

  if (!search->fold || c < 0x80)
    {
      out[0] = !search->fold ? c : hu_text_is_space (c) ? ' ' : (gunichar) g_ascii_tolower ((char) c);
      return 1;
    }
  if (hu_text_is_space (c))
    {
      out[0] = ' ';
      return 1;
    }
  n = unorm2_getDecomposition (search->normalizer, (UChar32) c, decomposed, MAX_FOLDED, &error);
  if (n < 0 || U_FAILURE (error))
    {
      n = 0;
      U16_APPEND_UNSAFE (decomposed, n, c);
    }
  error = U_ZERO_ERROR;
  length = u_strFoldCase (folded, MAX_FOLDED, decomposed, n, U_FOLD_CASE_DEFAULT, &error);
  while (U_SUCCESS (error) && i < length && count < MAX_FOLDED)
    {
      UChar32 next;

      U16_NEXT (folded, i, length, next);
      if (u_charType (next) != U_NON_SPACING_MARK && u_charType (next) != U_FORMAT_CHAR)
        out[count++] = fold_mark ((gunichar) next);
    }
  return count;
}

/* Feeds one character of the text; TRUE where a match ends with it. */
static gboolean
feed_folded (Search *search, Folded next)
{
  search->ring[search->seen++ % search->n] = next;
  while (search->matched > 0 && (search->matched == search->n || search->needle[search->matched] != next.c))
    search->matched = search->failure[search->matched - 1];
  if (search->needle[search->matched] == next.c)
    search->matched++;
  return search->matched == search->n && next.last && search->ring[search->seen % search->n].first;
}

static gboolean
feed (Search *search, gunichar c, guint offset)
{
  gunichar folded[MAX_FOLDED];
  guint n = fold_char (search, c, folded);
  gboolean found = FALSE;

  if (search->fold && n == 1 && folded[0] == ' ')
    {
      if (search->space)
        return FALSE;
      search->space = TRUE;
    }
  else if (n > 0)
    search->space = FALSE;
  for (guint i = 0; i < n && !found; i++)
    {
      Folded next = { folded[search->backward ? n - 1 - i : i], offset, i == 0, i + 1 == n };

      found = feed_folded (search, next);
    }
  return found;
}

static void
search_reset (Search *search)
{
  search->matched = 0;
  search->seen = 0;
  search->space = FALSE;
}

static void
search_init (Search *search, const char *needle, gboolean backward, gboolean fold)
{
  UErrorCode error = U_ZERO_ERROR;
  GArray *folded = g_array_new (FALSE, FALSE, sizeof (gunichar));

  memset (search, 0, sizeof *search);
  search->fold = fold;
  search->backward = backward;
  search->normalizer = unorm2_getNFKDInstance (&error);
  for (const char *p = needle; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar out[MAX_FOLDED];
      guint n = fold_char (search, g_utf8_get_char (p), out);
      gboolean space = fold && n == 1 && out[0] == ' ';

      if (!(space && search->space))
        g_array_append_vals (folded, out, n);
      search->space = space || (n == 0 && search->space);
    }
  search->n = folded->len;
  search->needle = (gunichar *) (gpointer) g_array_free (folded, FALSE);
  for (guint i = 0; backward && i < search->n / 2; i++)
    {
      gunichar c = search->needle[i];

      search->needle[i] = search->needle[search->n - 1 - i];
      search->needle[search->n - 1 - i] = c;
    }
  search->failure = g_new0 (guint, search->n + 1);
  for (guint i = 1, k = 0; i < search->n; i++)
    {
      while (k > 0 && search->needle[i] != search->needle[k])
        k = search->failure[k - 1];
      k += search->needle[i] == search->needle[k];
      search->failure[i] = k;
    }
  search->ring = g_new0 (Folded, search->n + 1);
  search_reset (search);
}

static void
search_clear (Search *search)
{
  g_free (search->needle);
  g_free (search->failure);
  g_free (search->ring);
}

/* Accents and second spaces after the last character belong to the match. */
static guint
match_end (HuText *self, const Search *search, guint end)
{
  while (search->fold && end < self->n_chars &&
         u_charType ((UChar32) hu_text_get_char (self, end)) == U_NON_SPACING_MARK)
    end++;
  return end;
}

static gboolean
find_forward (HuText *self, Search *search, guint from, guint to, HuRange *match)
{
  const char *p = self->utf8 + hu_text_offset_to_byte (self, from);

  search_reset (search);
  for (guint i = from; i < to; i++, p = g_utf8_next_char (p))
    if (feed (search, g_utf8_get_char (p), i))
      {
        match->start = search->ring[search->seen % search->n].offset;
        match->end = match_end (self, search, i + 1);
        return TRUE;
      }
  return FALSE;
}

static gboolean
find_backward (HuText *self, Search *search, guint from, HuRange *match)
{
  const char *p = self->utf8 + hu_text_offset_to_byte (self, from);

  search_reset (search);
  for (guint i = from; i > 0; i--)
    {
      p = g_utf8_prev_char (p);
      if (!feed (search, g_utf8_get_char (p), i - 1))
        continue;
      match->start = i - 1;
      match->end = match_end (self, search, search->ring[search->seen % search->n].offset + 1);
      return TRUE;
    }
  return FALSE;
}

gboolean
hu_text_find (HuText *self, const char *needle, guint from, gboolean backward, gboolean fold, HuRange *match)
{
  gboolean found = FALSE;
  Search search;

  g_return_val_if_fail (self != NULL && needle != NULL && match != NULL, FALSE);

  from = MIN (from, self->n_chars);
  if (!g_utf8_validate (needle, -1, NULL))
    return FALSE;
  search_init (&search, needle, backward, fold);
  if (search.n > 0 && backward)
    found = find_backward (self, &search, from, match) || find_backward (self, &search, self->n_chars, match);
  else if (search.n > 0)
    found = find_forward (self, &search, from, self->n_chars, match) ||
            find_forward (self, &search, 0, self->n_chars, match);
  search_clear (&search);
  return found;
}
