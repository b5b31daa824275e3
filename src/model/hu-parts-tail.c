/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands below an article: who wrote it. */
#include "hu-parts-private.h"

#include <string.h>

/* How many paragraphs a tail can have. */
#define TAIL 8

static const char *const bio_starts[] = {
  "the author is",
  "the author was",
  "the author has",
  "the authors are",
  "the writer is",
  "the writer was",
  "about the author",
  "about the authors",
  "about the writer",
  "der autor ist",
  "die autorin ist",
  "der verfasser ist",
  "die verfasserin ist",
  "die autoren sind",
  "zum autor",
  "zur autorin",
  "zur person",
  "über den autor",
  "über die autorin",
  "l’auteur est",
  "l'auteur est",
  "l’autrice est",
  "l'autrice est",
  "à propos de l’auteur",
  "à propos de l'auteur",
  "el autor es",
  "la autora es",
  "l’autore è",
  "l'autore è",
  "de auteur is",
  "autor je",
  "autorka je",
  NULL,
};

/* What those who write articles are, or do. */
static const char *const bio_words[] = {
  "correspondent",   "columnist",   "professor",   "fellow",       "editor",      "reporter",
  "author",          "journalist",  "lecturer",    "writer",       "analyst",     "researcher",
  "historian",       "economist",   "teaches",     "covers",       "writes",      "reports",
  "contributor",     "commentator", "chairs",      "directs",      "book",        "korrespondent",
  "korrespondentin", "redakteur",   "redakteurin", "journalistin", "professorin", "autorin",
  "autor",           "schreibt",    "berichtet",   "lehrt",        "leitet",      "correspondante",
  "correspondant",   "journaliste", "professeur",  "professeure",  "chercheur",   "chercheuse",
  "enseigne",        "periodista",  "profesor",    "profesora",    "giornalista", NULL,
};
static const char *const bio_verbs[] = {
  "is",       "was",     "has",      "covers",      "writes",   "reports",   "teaches", "works",
  "edits",    "leads",   "runs",     "chairs",      "directs",  "holds",     "served",  "lives",
  "wrote",    "studied", "ist",      "war",         "schreibt", "berichtet", "lehrt",   "leitet",
  "arbeitet", "lebt",    "est",      "écrit",       "enseigne", "dirige",    "couvre",  "es",
  "escribe",  "enseña",  "è",        "scrive",      "insegna",  "je",        "píše",    "are",
  "sind",     "sont",    "schrijft", "contributed", "reported", "hat",       NULL,
};

static const char *
without_dash (const char *text)
{
  static const char *const dashes[] = { "—", "–", "--", "-", "•", "*" };

  for (gsize i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (g_str_has_prefix (text, dashes[i]))
      {
        text += strlen (dashes[i]);
        break;
      }
  return text + strspn (text, " ");
}

/* The word that follows the name at the start of @text, in lower case. */
static char *
verb_after (const char *text, gsize name)
{
  const char *p = text + name;

  if (*p == ',') /* "Ilse Marrow, a historian, is…" */
    return g_strdup ("is");
  if (*p != ' ')
    return g_strdup (g_str_has_prefix (p, "’s ") || g_str_has_prefix (p, "'s ") ? "is" : "");
  p++;
  return g_utf8_strdown (p, (gssize) strcspn (p, " .,;"));
}

static gboolean
is_bio_of (const char *text, const char *name)
{
  const char *surname = strrchr (name, ' ');
  const char *const starts[] = { name, surname != NULL ? surname + 1 : NULL, NULL };

  for (guint i = 0; starts[i] != NULL; i++)
    if (g_str_has_prefix (text, starts[i]))
      {
        g_autofree char *verb = verb_after (text, strlen (starts[i]));

        if (g_strv_contains (bio_verbs, verb))
          return TRUE;
      }
  return FALSE;
}

/* The name that @text begins with, followed by a verb. (transfer full) (nullable) */
static char *
leading_name (const char *text)
{
  const char *space = strchr (text, ' ');
  guint words = 1;

  for (; space != NULL && words <= 4; words++, space = strchr (space + 1, ' '))
    {
      g_autofree char *name = g_strndup (text, (gsize) (space - text));
      g_autofree char *verb = verb_after (text, strlen (name));

      if (words >= 2 && g_strv_contains (bio_verbs, verb) && hu_parts_is_name (name))
        return g_steal_pointer (&name);
    }
  return NULL;
}

/* Whether @name stands anywhere before @block. */
static gboolean
is_named_before (HuParts *self, const HuBlock *block, const char *name)
{
  gsize start = hu_text_offset_to_byte (self->text, block->range.start);

  return memmem (hu_text_get_utf8 (self->text, NULL), start, name, strlen (name)) != NULL;
}

static gboolean
is_bio (HuParts *self, const HuBlock *block)
{
  const char *text = without_dash (block->text);
  g_autofree char *name = NULL;
  char **authors = self->article->authors;

  if (block->size > 650 || block->level > 2 || self->verse)
    return FALSE;
  if (hu_parts_prefix (block->plain, bio_starts) > 0)
    return TRUE;
  for (guint i = 0; authors != NULL && authors[i] != NULL; i++)
    if (is_bio_of (text, authors[i]))
      return TRUE;
  if (authors != NULL)
    return FALSE;
  name = leading_name (text);
  if (name == NULL || !hu_parts_has_word (block->plain, bio_words) || is_named_before (self, block, name))
    return FALSE;
  self->article->authors = g_new0 (char *, 2);
  self->article->authors[0] = g_steal_pointer (&name);
  return TRUE;
}

/* "By Ilse Marrow", "— Ilse Marrow", or her name alone above her bio. */
static gboolean
is_signature (HuParts *self, const HuBlock *block, gboolean above_bio)
{
  HuByline byline = { NULL, NULL, NULL };
  gboolean found = FALSE;
  const char *text = without_dash (block->text);
  char **authors = self->article->authors;

  if (block->size > 120 || block->ends || self->verse)
    return FALSE;
  if (hu_parts_parse_byline (text, FALSE, &byline))
    found = TRUE;
  else if (above_bio || (authors != NULL && g_strv_contains ((const char *const *) authors, text)))
    found = authors != NULL ? g_strv_contains ((const char *const *) authors, text) : hu_parts_is_name (text);
  if (found && authors == NULL && byline.authors != NULL && byline.authors->len > 0)
    {
      g_ptr_array_add (byline.authors, NULL);
      self->article->authors = g_strdupv ((char **) byline.authors->pdata);
    }
  hu_byline_clear (&byline);
  return found;
}

void
hu_parts_find_bio (HuParts *self)
{
  guint seen = 0;
  gboolean bio = FALSE;

  /* an author line comes before the bio that it lets us know */
  for (guint i = self->blocks->len; i > self->body + 1 && seen < 3 && self->article->authors == NULL; i--)
    if (!hu_parts_block (self, i - 1)->decided && !hu_parts_block (self, i - 1)->rule && ++seen > 0 &&
        is_signature (self, hu_parts_block (self, i - 1), FALSE))
      hu_parts_decide (self, i - 1, HU_PART_BYLINE);

  seen = 0;
  for (guint i = self->blocks->len; i > self->body + 1 && seen < TAIL; i--, seen++)
    {
      HuBlock *block = hu_parts_block (self, i - 1);

      if (block->decided || block->rule)
        continue;
      if (is_bio (self, block))
        {
          hu_parts_decide (self, i - 1, HU_PART_BIO);
          bio = TRUE;
        }
      else if (is_signature (self, block, bio))
        hu_parts_decide (self, i - 1, bio ? HU_PART_BIO : HU_PART_BYLINE);
      else
        break;
    }
  self->reported = self->reported || self->article->authors != NULL;
}
