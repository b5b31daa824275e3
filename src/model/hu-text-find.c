/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding words in a text. */
#include "hu-text.h"

#include <string.h>

/* The code points of @string, case folded one by one where @fold: every offset stays what it was. */
static gunichar *
fold_characters (const char *string, gboolean fold, glong *n)
{
  gunichar *characters = g_utf8_to_ucs4_fast (string, -1, n);

  for (glong i = 0; fold && i < *n; i++)
    characters[i] = g_unichar_tolower (characters[i]);
  return characters;
}

static gboolean
matches_at (const char *p, const char *end, const gunichar *needle, glong n, gboolean fold)
{
  for (glong i = 0; i < n; i++, p = g_utf8_next_char (p))
    {
      gunichar c;

      if (p >= end)
        return FALSE;
      c = g_utf8_get_char (p);
      if ((fold ? g_unichar_tolower (c) : c) != needle[i])
        return FALSE;
    }
  return TRUE;
}

/* The first (@backward: last) match that starts in [start, end). */
static gboolean
find_between (HuText *self,
              const gunichar *needle,
              glong n,
              guint start,
              guint end,
              gboolean backward,
              gboolean fold,
              HuRange *match)
{
  gsize length;
  const char *text = hu_text_get_utf8 (self, &length);
  const char *p = text + hu_text_offset_to_byte (self, start);
  gboolean found = FALSE;

  for (guint offset = start; offset < end; offset++, p = g_utf8_next_char (p))
    if (matches_at (p, text + length, needle, n, fold))
      {
        *match = (HuRange){ offset, offset + (guint) n };
        found = TRUE;
        if (!backward)
          break;
      }
  return found;
}

gboolean
hu_text_find (HuText *self, const char *needle, guint from, gboolean backward, gboolean fold, HuRange *match)
{
  g_autofree gunichar *characters = NULL;
  glong n;
  guint length;

  g_return_val_if_fail (self != NULL && needle != NULL && match != NULL, FALSE);
  characters = fold_characters (needle, fold, &n);
  length = hu_text_get_length (self);
  from = MIN (from, length);
  if (n == 0)
    return FALSE;
  if (backward)
    return find_between (self, characters, n, 0, from, TRUE, fold, match) ||
           find_between (self, characters, n, from, length, TRUE, fold, match);
  return find_between (self, characters, n, from, length, FALSE, fold, match) ||
         find_between (self, characters, n, 0, from, FALSE, fold, match);
}
