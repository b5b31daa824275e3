/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands above an article: headline, dek, byline, date, or a block of "key: value" lines. */
#include "hu-parts-private.h"

#include <string.h>

/* How many paragraphs a head can have. */
#define HEAD 10

typedef enum
{
  META_NONE,
  META_TITLE,
  META_DEK,
  META_AUTHOR,
  META_DATE,
  META_OUTLET,
  META_OTHER,
} Meta;

static const struct
{
  const char *key;
  Meta meta;
} meta_keys[] = {
  { "title", META_TITLE },
  { "headline", META_TITLE },
  { "titel", META_TITLE },
  { "titre", META_TITLE },
  { "überschrift", META_TITLE },
  { "schlagzeile", META_TITLE },
  { "título", META_TITLE },
  { "titolo", META_TITLE },
  { "subtitle", META_DEK },
  { "subhead", META_DEK },
  { "dek", META_DEK },
  { "standfirst", META_DEK },
  { "untertitel", META_DEK },
  { "sous-titre", META_DEK },
  { "summary", META_DEK },
  { "description", META_DEK },
  { "author", META_AUTHOR },
  { "authors", META_AUTHOR },
  { "byline", META_AUTHOR },
  { "by", META_AUTHOR },
  { "autor", META_AUTHOR },
  { "autorin", META_AUTHOR },
  { "autoren", META_AUTHOR },
  { "auteur", META_AUTHOR },
  { "date", META_DATE },
  { "published", META_DATE },
  { "datum", META_DATE },
  { "publié", META_DATE },
  { "publication date", META_DATE },
  { "fecha", META_DATE },
  { "data", META_DATE },
  { "pubdate", META_DATE },
  { "source", META_OUTLET },
  { "outlet", META_OUTLET },
  { "publication", META_OUTLET },
  { "newspaper", META_OUTLET },
  { "publisher", META_OUTLET },
  { "quelle", META_OUTLET },
  { "medium", META_OUTLET },
  { "zeitung", META_OUTLET },
  { "url", META_OTHER },
  { "link", META_OTHER },
  { "section", META_OTHER },
  { "category", META_OTHER },
  { "tags", META_OTHER },
  { "keywords", META_OTHER },
  { "language", META_OTHER },
  { "lang", META_OTHER },
  { "rubrik", META_OTHER },
  { "ressort", META_OTHER },
  { "sprache", META_OTHER },
  { "id", META_OTHER },
  { "page", META_OTHER },
  { "seite", META_OTHER },
  { "edition", META_OTHER },
  { "words", META_OTHER },
  { "layout", META_OTHER },
  { "draft", META_OTHER },
  { "slug", META_OTHER },
  { "updated", META_OTHER },
};

static const char *const salutations[] = {
  "dear",
  "mr.",
  "mr",
  "mrs.",
  "mrs",
  "madam",
  "fellow",
  "fellow-citizens",
  "my fellow",
  "my friends",
  "friends",
  "colleagues",
  "ladies and",
  "members of",
  "to the congress",
  "to the senate",
  "to the house",
  "gentlemen",
  "comrades",
  "your excellency",
  "your excellencies",
  "your majesty",
  "honourable",
  "honorable",
  "hello",
  "good morning",
  "good evening",
  "good afternoon",
  "thank you",
  "sehr geehrte",
  "sehr verehrte",
  "liebe",
  "lieber",
  "meine damen",
  "meine sehr",
  "verehrte",
  "mesdames",
  "messieurs",
  "monsieur le",
  "madame la",
  "chers",
  "chères",
  "cher",
  "chère",
  "mes chers",
  "señor",
  "señora",
  "señoras",
  "señores",
  "queridos",
  "estimados",
  "signor",
  "signore",
  "signori",
  "cari",
  "dames en heren",
  "geachte",
  "vážení",
  "vážený",
  "dámy a",
  "уважаемые",
  "дорогие",
  "товарищи",
  NULL,
};

static const char *const kickers[] = {
  "analysis",   "opinion",     "comment",   "commentary",  "editorial", "news",      "politics",
  "world",      "business",    "interview", "feature",     "report",    "explainer", "essay",
  "column",     "foreign",     "economy",   "analyse",     "kommentar", "meinung",   "politik",
  "wirtschaft", "leitartikel", "reportage", "gastbeitrag", "tribune",   "monde",     "politique",
  "éditorial",  "opinión",     "análisis",  "exclusive",   "live",      "review",    NULL,
};

static gboolean
is_salutation (const HuBlock *block)
{
  return strchr (",:!.;", (int) MIN (block->last, 0x7F)) != NULL &&
         hu_parts_prefix (block->plain, salutations) > 0;
}

/* What a "key: value" line is about. @value: (out): within the block's text. */
static Meta
parse_meta (const HuBlock *block, const char **value)
{
  const char *colon = strchr (block->text, ':');
  g_autofree char *key = NULL, *lower = NULL;

  if (colon == NULL || colon - block->text > 24)
    return META_NONE;
  key = g_strndup (block->text, (gsize) (colon - block->text));
  lower = g_utf8_strdown (g_strstrip (key), -1);
  for (gsize i = 0; i < G_N_ELEMENTS (meta_keys); i++)
    if (g_str_equal (lower, meta_keys[i].key))
      {
        *value = colon + 1 + strspn (colon + 1, " \"'");
        return meta_keys[i].meta;
      }
  return META_NONE;
}

static char *
dup_value (const char *value)
{
  char *copy = g_strchomp (g_strdup (value));
  gsize length = strlen (copy);

  while (length > 0 && strchr ("\"'", copy[length - 1]) != NULL)
    copy[--length] = '\0';
  return copy;
}

static void
replace (char **member, char *value)
{
  if (*member == NULL && value != NULL && *value != '\0')
    *member = value;
  else
    g_free (value);
}

/* Adds what a byline gave to the article. */
static void
take_byline (HuParts *self, HuByline *byline)
{
  HuArticle *article = self->article;

  if (article->authors != NULL && byline->outlet == NULL && byline->authors != NULL &&
      byline->authors->len == 1)
    byline->outlet = g_strdup (byline->authors->pdata[0]); /* below the authors, what looks like a name */
  if (article->authors == NULL && byline->authors != NULL && byline->authors->len > 0)
    {
      g_ptr_array_add (byline->authors, NULL);
      article->authors = g_strdupv ((char **) byline->authors->pdata);
    }
  replace (&article->outlet, g_steal_pointer (&byline->outlet));
  replace (&article->published, g_steal_pointer (&byline->published));
  hu_byline_clear (byline);
}

static void
take_meta (HuParts *self, guint index, Meta meta, const char *value)
{
  static const HuPartKind kinds[] = { HU_PART_BODY, HU_PART_HEADLINE, HU_PART_DEK,        HU_PART_BYLINE,
                                      HU_PART_DATE, HU_PART_BYLINE,   HU_PART_BOILERPLATE };
  g_autofree char *copy = dup_value (value);
  HuByline byline = { NULL, NULL, NULL };
  gsize start, end;

  hu_parts_decide (self, index, kinds[meta]);
  if (meta == META_TITLE)
    replace (&self->article->headline, g_steal_pointer (&copy));
  else if (meta == META_DEK)
    replace (&self->article->dek, g_steal_pointer (&copy));
  else if (meta == META_DATE)
    replace (&self->article->published, hu_parts_find_date (copy, &start, &end));
  else if (meta == META_AUTHOR)
    {
      hu_parts_parse_authors (copy, &byline);
      if (byline.authors->len == 0 && *copy != '\0')
        g_ptr_array_add (byline.authors, g_strdup (copy));
      take_byline (self, &byline);
    }
  else if (meta == META_OUTLET)
    {
      if (!hu_parts_parse_byline (copy, TRUE, &byline) || byline.outlet == NULL)
        {
          g_free (byline.outlet);
          byline.outlet = g_strdup (copy);
        }
      g_ptr_array_set_size (byline.authors, 0);
      take_byline (self, &byline);
    }
}

/* A block of at least two lines "key: value", or what stands between two lines of dashes. Where the rest
 * begins. */
static guint
find_meta (HuParts *self)
{
  gboolean fence = self->blocks->len > 2 && g_str_equal (hu_parts_block (self, 0)->text, "---");
  guint from = fence ? 1 : 0, i = from, known = 0;
  const char *value;

  for (; i < self->blocks->len && i < 30; i++)
    {
      HuBlock *block = hu_parts_block (self, i);

      if (fence && g_str_equal (block->text, "---"))
        break;
      if (parse_meta (block, &value) != META_NONE)
        known++;
      else if (!fence)
        break;
    }
  if (known < 2)
    return 0;
  for (guint k = from; k < i; k++)
    {
      Meta meta = parse_meta (hu_parts_block (self, k), &value);

      take_meta (self, k, meta != META_NONE ? meta : META_OTHER, value);
    }
  if (!fence)
    return i;
  hu_parts_decide (self, 0, HU_PART_BOILERPLATE);
  if (i < self->blocks->len)
    hu_parts_decide (self, i, HU_PART_BOILERPLATE);
  return i + 1;
}

/* Whether the block is a byline: 1, with "By" and the like; 2, by its shape alone. */
static guint
is_byline (const HuBlock *block, HuByline *byline)
{
  if (block->level > 0 || block->list || block->size > 200)
    return 0;
  if (hu_parts_parse_byline (block->text, FALSE, byline))
    return 1;
  hu_byline_clear (byline);
  if (!block->ends && hu_parts_parse_byline (block->text, TRUE, byline) &&
      (byline->published != NULL || (byline->authors->len > 0 && byline->outlet)))
    return 2;
  hu_byline_clear (byline);
  return 0;
}

/* A name in a line of its own, which the article's end has again. */
static gboolean
is_lone_name (HuParts *self, guint index)
{
  HuBlock *block = hu_parts_block (self, index), *next = hu_parts_block (self, index + 1);
  g_autofree char *date = NULL;

  if (block->ends || block->level > 0 || next == NULL || !hu_parts_is_name (block->text))
    return FALSE;
  date = hu_parts_parse_date_line (next->text);
  if (date != NULL)
    return TRUE;
  for (guint i = MAX (self->blocks->len, 3) - 3; i < self->blocks->len; i++)
    if (i > index && strstr (hu_parts_block (self, i)->text, block->text) != NULL)
      return TRUE;
  return FALSE;
}

static guint
longest_after (HuParts *self, guint index)
{
  guint longest = 0;

  for (guint i = index + 1; i < self->blocks->len; i++)
    if (!hu_parts_block (self, i)->decided)
      longest = MAX (longest, hu_parts_block (self, i)->size);
  return longest;
}

/* The first byline of the head at or after @from; G_MAXUINT where there is none. */
static guint
find_byline (HuParts *self, guint from)
{
  guint longest = 0;

  for (guint i = from; i < MIN (self->blocks->len, from + 7); i++)
    {
      HuBlock *block = hu_parts_block (self, i);
      HuByline byline = { NULL, NULL, NULL };
      guint found;

      if (block->decided)
        continue;
      found = is_byline (block, &byline);
      hu_byline_clear (&byline);
      if (found == 1 || (found == 2 && i > from) || (i > from && is_lone_name (self, i)))
        return longest_after (self, i) > longest ? i : G_MAXUINT; /* a signature is no byline */
      longest = MAX (longest, block->size);
      if (block->size > 340)
        break;
    }
  return G_MAXUINT;
}

static gboolean
is_headline (HuParts *self, guint index, guint byline)
{
  HuBlock *block = hu_parts_block (self, index), *next = hu_parts_block (self, index + 1);
  gboolean signed_ = byline != G_MAXUINT && byline > index && byline - index <= 3;

  if (block == NULL || next == NULL || block->rule || block->image)
    return FALSE;
  if (block->level > 0)
    return TRUE;
  if (block->size > 180 || block->list || is_salutation (block) ||
      strchr (",:;", (int) MIN (block->last, 0x7F)) != NULL)
    return FALSE;
  if (block->ends && !(signed_ && block->size <= 130) &&
      ((block->last != '?' && block->last != '!') || block->size > 130))
    return FALSE;
  if (self->verse)
    return next->gap && index + 2 < self->blocks->len && !hu_parts_block (self, index + 2)->gap &&
           block->n_lines == 1;
  if (!next->gap && !next->decided && next->size < 150 && byline != index + 1)
    return FALSE;
  return longest_after (self, index) >= MAX (100, block->size + block->size / 5);
}

static gboolean
is_all_capitals (const char *text)
{
  g_autofree char *upper = g_utf8_strup (text, -1), *lower = g_utf8_strdown (text, -1);

  return g_str_equal (upper, text) && !g_str_equal (lower, text);
}

/* "ANALYSIS" above the headline. */
static gboolean
is_kicker (HuParts *self, guint index, guint byline)
{
  HuBlock *block = hu_parts_block (self, index), *next = hu_parts_block (self, index + 1);

  if (block == NULL || next == NULL || block->size > 32 || block->n_words > 3 || block->ends ||
      block->level > 0 || next->size <= block->size)
    return FALSE;
  return (is_all_capitals (block->text) || g_strv_contains (kickers, block->plain)) &&
         is_headline (self, index + 1, byline) && next->size < longest_after (self, index + 1);
}

/* The headline at @index and the lines that go on with it; the block after. */
static guint
take_headline (HuParts *self, guint index)
{
  HuBlock *block = hu_parts_block (self, index), *next;
  g_autoptr (GString) headline = g_string_new (block->text);
  gsize start, end;

  hu_parts_decide (self, index++, HU_PART_HEADLINE);
  while ((next = hu_parts_block (self, index)) != NULL && !next->gap && !next->ends && next->size < 110 &&
         g_unichar_islower (next->first) && hu_parts_block (self, index + 1) != NULL &&
         hu_parts_block (self, index + 1)->gap)
    {
      g_string_append_printf (headline, " %s", next->text);
      hu_parts_decide (self, index++, HU_PART_HEADLINE);
    }
  replace (&self->article->headline, g_strdup (headline->str));
  if (self->article->published == NULL)
    {
      g_autofree char *date = hu_parts_find_date (headline->str, &start, &end);

      if (date != NULL && end == headline->len && start > 0)
        self->article->published = g_steal_pointer (&date);
    }
  return index;
}

/* Whether the block below the headline is a dek where no byline says so. */
static gboolean
is_dek (HuParts *self, guint index)
{
  HuBlock *block = hu_parts_block (self, index), *next = hu_parts_block (self, index + 1);

  if (self->verse || next == NULL || block->level > 0 || block->size > 250 || next->size < 100)
    return FALSE;
  if (block->emphasis)
    return TRUE;
  return block->gap && next->gap && !block->ends && strchr (",:;", (int) MIN (block->last, 0x7F)) == NULL &&
         (block->n_words >= 6 || block->size >= 60) && block->size >= 24;
}

static guint
take_deks (HuParts *self, guint index, guint byline)
{
  for (guint n = 0; n < 2 && index < self->blocks->len && index != byline; n++)
    {
      HuBlock *block = hu_parts_block (self, index);
      g_autofree char *date = hu_parts_parse_date_line (block->text);

      if (date != NULL || block->rule || block->decided || block->list || block->last == ':')
        break;
      if (byline == G_MAXUINT ? n > 0 || !is_dek (self, index) : block->size > 340)
        break;
      replace (&self->article->dek, g_strdup (block->text));
      hu_parts_decide (self, index++, HU_PART_DEK);
    }
  return index;
}

/* Bylines, dates, outlets below headline and dek; the block after them. */
static guint
take_lines (HuParts *self, guint index)
{
  for (guint end = MIN (self->blocks->len, index + HEAD); index < end; index++)
    {
      HuBlock *block = hu_parts_block (self, index);
      HuByline byline = { NULL, NULL, NULL };
      g_autofree char *date = NULL;
      const char *value;
      Meta meta;

      if (block->decided)
        continue;
      if (block->size > 200 || index + 1 == self->blocks->len)
        break;
      meta = parse_meta (block, &value);
      date = hu_parts_parse_date_line (block->text);
      if (date != NULL)
        {
          replace (&self->article->published, g_steal_pointer (&date));
          hu_parts_decide (self, index, HU_PART_DATE);
        }
      else if (is_byline (block, &byline) != 0)
        {
          take_byline (self, &byline);
          hu_parts_decide (self, index, HU_PART_BYLINE);
        }
      else if (meta == META_OUTLET || meta == META_AUTHOR || meta == META_DATE)
        take_meta (self, index, meta, value);
      else if (self->article->headline != NULL && self->article->authors == NULL &&
               is_lone_name (self, index))
        {
          hu_parts_parse_authors (block->text, &byline);
          take_byline (self, &byline);
          hu_parts_decide (self, index, HU_PART_BYLINE);
        }
      else if (!block->rule)
        break;
    }
  return index;
}

/* "VARDA CITY, 2 March 2031 (Coast Wire) – The opposition…" */
static void
read_dateline (HuParts *self)
{
  static const char *const dashes[] = { " – ", " — ", " -- ", " - ", "—" };
  HuBlock *block = hu_parts_block (self, self->body);
  g_autofree char *line = NULL, *place = NULL;
  char *open, *close, *cut = NULL;
  gsize start, end;

  if (block == NULL || block->decided)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (dashes) && cut == NULL; i++)
    if ((cut = strstr (block->text, dashes[i])) != NULL && cut - block->text > 90)
      cut = NULL;
  if (cut == NULL)
    return;
  line = g_strndup (block->text, (gsize) (cut - block->text));
  place = g_strndup (line, strcspn (line, ",("));
  if (!is_all_capitals (place) || strlen (place) < 3)
    return;
  replace (&self->article->published, hu_parts_find_date (line, &start, &end));
  open = strchr (line, '(');
  close = open != NULL ? strchr (open, ')') : NULL;
  if (close != NULL)
    replace (&self->article->outlet, g_strndup (open + 1, (gsize) (close - open - 1)));
}

/* Images, rules and boilerplate at the top are passed over. */
static guint
skip_decided (HuParts *self, guint index)
{
  while (index < self->blocks->len &&
         (hu_parts_block (self, index)->decided || hu_parts_block (self, index)->rule))
    index++;
  return index;
}

void
hu_parts_find_head (HuParts *self)
{
  guint index = skip_decided (self, find_meta (self)), byline;
  HuBlock *block;

  index = take_lines (self, index); /* a date or an author above the headline */
  index = skip_decided (self, index);
  byline = find_byline (self, index);
  if (is_kicker (self, index, byline))
    hu_parts_decide (self, index++, HU_PART_HEADING);
  block = hu_parts_block (self, index);
  if (block != NULL && self->article->headline != NULL && g_str_equal (block->text, self->article->headline))
    hu_parts_decide (self, index++, HU_PART_HEADLINE);
  else if (self->article->headline == NULL && is_headline (self, index, byline))
    index = take_headline (self, index);
  else if (self->article->headline == NULL)
    byline = byline == index ? byline : G_MAXUINT;
  if (self->article->headline != NULL && self->article->dek == NULL)
    index = take_deks (self, skip_decided (self, index), byline);
  if (self->article->headline != NULL || byline == index)
    index = take_lines (self, index);
  self->body = skip_decided (self, index);
  self->reported =
      self->article->authors != NULL || self->article->outlet != NULL || self->article->dek != NULL;
  read_dateline (self);
}
