/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding names by the letters that a person has typed so far. */
#include "hu-match.h"

#include <string.h>

typedef struct
{
  char **names; /* folded */
  guint used;
} Item;

struct _HuMatcher
{
  GArray *items;
};

static void
item_clear (gpointer data)
{
  g_strfreev (((Item *) data)->names);
}

HuMatcher *
hu_matcher_new (void)
{
  HuMatcher *self = g_new0 (HuMatcher, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, item_clear);
  return self;
}

void
hu_matcher_free (HuMatcher *self)
{
  g_return_if_fail (self != NULL);
  g_array_unref (self->items);
  g_free (self);
}

/* Case folded, decomposed, without marks; white space as single spaces, none at the ends. */
static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString *result = g_string_new (NULL);

  for (const char *p = decomposed ? decomposed : folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c))
        continue;
      if (!g_unichar_isspace (c))
        g_string_append_unichar (result, c);
      else if (result->len && result->str[result->len - 1] != ' ')
        g_string_append_c (result, ' ');
    }
  if (result->len && result->str[result->len - 1] == ' ')
    g_string_truncate (result, result->len - 1);
  return g_string_free (result, FALSE);
}

void
hu_matcher_add (HuMatcher *self, const char *const *names, gsize n, guint used)
{
  Item item = { g_new0 (char *, n + 1), used };

  g_return_if_fail (self != NULL);
  for (gsize i = 0; i < n; i++)
    item.names[i] = fold (names[i]);
  g_array_append_val (self->items, item);
}

guint
hu_matcher_get_size (HuMatcher *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->items->len;
}

enum
{
  RANK_WORD,
  RANK_INSIDE,
  RANK_NONE
};

static gboolean
begins_word (const char *name, const char *at)
{
  gunichar before;

  if (at == name)
    return TRUE;
  before = g_utf8_get_char (g_utf8_prev_char (at));
  return !g_unichar_isalnum (before);
}

static int
rank_word (const char *name, const char *needle)
{
  int rank = RANK_NONE;

  for (const char *at = strstr (name, needle); at; at = strstr (at + 1, needle))
    {
      if (begins_word (name, at))
        return RANK_WORD;
      rank = RANK_INSIDE;
    }
  return rank;
}

/* All words of the text must be there; the worst of them counts. */
static int
rank_name (const char *name, const char *needle, char **words)
{
  int worst = rank_word (name, needle);

  if (worst != RANK_NONE || !words[0] || !words[1])
    return worst;
  worst = RANK_WORD;
  for (char **word = words; *word; word++)
    worst = MAX (worst, rank_word (name, *word));
  return worst;
}

typedef struct
{
  HuMatch match;
  const char *name;
} Found;

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *x = a, *y = b;

  if (x->match.rank != y->match.rank)
    return x->match.rank < y->match.rank ? -1 : 1;
  if (x->match.used != y->match.used)
    return x->match.used > y->match.used ? -1 : 1;
  return g_strcmp0 (x->name, y->name)
             ?: (x->match.index < y->match.index ? -1 : x->match.index > y->match.index);
}

GArray *
hu_matcher_find (HuMatcher *self, const char *text, guint max)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autofree char *needle = NULL;
  g_auto (GStrv) words = NULL;
  GArray *result = g_array_new (FALSE, FALSE, sizeof (HuMatch));

  g_return_val_if_fail (self != NULL && text != NULL, result);
  needle = fold (text);
  words = g_strsplit (needle, " ", -1);
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);
      Found entry = { { i, *needle ? RANK_NONE : RANK_WORD, item->used }, item->names[0] };

      for (char **name = item->names; *name && entry.match.rank != RANK_WORD; name++)
        entry.match.rank = MIN (entry.match.rank, rank_name (*name, needle, words));
      if (entry.match.rank != RANK_NONE)
        g_array_append_val (found, entry);
    }
  g_array_sort (found, compare_found);
  for (guint i = 0; i < found->len && (max == 0 || i < max); i++)
    g_array_append_val (result, g_array_index (found, Found, i).match);
  return result;
}

gboolean
hu_matcher_has_name (HuMatcher *self, const char *name)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (self != NULL && name != NULL, FALSE);
  folded = fold (name);
  for (guint i = 0; i < self->items->len; i++)
    if (g_strv_contains ((const char *const *) g_array_index (self->items, Item, i).names, folded))
      return TRUE;
  return FALSE;
}
