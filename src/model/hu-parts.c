/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of an article, recognised in plain text.
 *
 * The text is read as blocks: paragraphs, the lines of a wrapped one taken together. Three passes look at
 * them: the head (headline, dek, byline, date, or a list of "Title: …" lines) ends at the first block that
 * reads as body; the tail (boilerplate, the author's bio) is read backwards; what lies between may be a
 * caption or a heading. A part is claimed only where the text shows it: a line that might as well be body is
 * body, for a person corrects a missing part with one key, but a wrong one has to be seen first.
 */
#include "hu-parts.h"
#include "hu-parts-private.h"

#include <string.h>

/* A block of so many words reads as body. */
#define BODY_WORDS 22
/* The head is looked for in so many blocks. */
#define HEAD_BLOCKS 8

typedef struct
{
  HuRange range;
  char *line; /* one line, without Markdown's marks */
  guint words;
  guint level;    /* of a Markdown heading; 0: none */
  gboolean image; /* of Markdown */
  gboolean ended; /* by a mark that ends a sentence */
  gboolean alone; /* blank lines before and after, or the text's ends */
  HuPartKind kind;
} Block;

typedef struct
{
  HuText *text;
  GArray *blocks;
  HuArticle *article;
} Reader;

static const char *const names[HU_N_PARTS] = {
  NULL, "headline", "dek", "byline", "date", "caption", "heading", "bio", "boilerplate",
};

const char *
hu_part_kind_get_name (HuPartKind kind)
{
  g_return_val_if_fail (kind < HU_N_PARTS, NULL);
  return names[kind];
}

HuPartKind
hu_part_kind_from_name (const char *name)
{
  for (guint kind = HU_PART_HEADLINE; name && kind < HU_N_PARTS; kind++)
    if (strcmp (names[kind], name) == 0)
      return kind;
  return HU_PART_BODY;
}

void
hu_article_free (HuArticle *self)
{
  g_return_if_fail (self != NULL);
  g_array_unref (self->parts);
  g_free (self->headline);
  g_free (self->dek);
  g_strfreev (self->authors);
  g_free (self->outlet);
  g_free (self->published);
  g_free (self->language);
  g_free (self);
}

/* Blocks. */

/* Whether @line matches, letters' case ignored. */
static gboolean
matches (const char *pattern, const char *line)
{
  return g_regex_match_simple (pattern, line, G_REGEX_CASELESS, 0);
}

/* Words as people count them; where a script has no spaces, two letters for one. */
static guint
count_words (const char *line)
{
  guint words = 0, ideographs = 0;
  gboolean inside = FALSE;

  for (const char *p = line; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean space = g_unichar_isspace (c);

      ideographs += c >= 0x0E00 && (g_unichar_break_type (c) == G_UNICODE_BREAK_IDEOGRAPHIC ||
                                    g_unichar_break_type (c) == G_UNICODE_BREAK_COMPLEX_CONTEXT);
      words += !space && !inside;
      inside = !space;
    }
  return words + ideographs / 2;
}

static gboolean
ends_sentence (const char *line)
{
  g_autofree char *bare = g_strdup (line);
  gsize length = strlen (bare);
  gunichar last;

  /* What closes a quotation or bracket stands after the mark. */
  for (;;)
    {
      const char *p = length ? g_utf8_find_prev_char (bare, bare + length) : NULL;
      gunichar c = p ? g_utf8_get_char (p) : 0;

      if (!p || !(c == '"' || c == '\'' || c == ')' || c == 0x201D || c == 0x201C || c == 0x2019 ||
                  c == 0xBB || c == 0xAB || c == 0x300D))
        break;
      length = (gsize) (p - bare);
    }
  bare[length] = '\0';
  if (!length)
    return FALSE;
  last = g_utf8_get_char (g_utf8_find_prev_char (bare, bare + length));
  return last == '.' || last == '!' || last == '?' || last == 0x2026 || last == 0x3002 || last == 0xFF01 ||
         last == 0xFF1F || last == 0x061F || last == 0x06D4 || last == 0x0964 || last == 0x17D4;
}

/* Takes Markdown's marks off: "# ", "*…*", "![…](…)". */
static void
strip_markdown (Block *block)
{
  char *line = block->line;
  gsize length;

  while (line[block->level] == '#')
    block->level++;
  if (block->level > 6 || line[block->level] != ' ')
    block->level = 0;
  if (block->level)
    memmove (line, line + block->level + 1, strlen (line + block->level + 1) + 1);
  if (g_str_has_prefix (line, "![") && strstr (line, "]("))
    {
      block->image = TRUE;
      *strstr (line, "](") = '\0';
      memmove (line, line + 2, strlen (line + 2) + 1);
    }
  for (length = strlen (line); length > 2 && strchr ("*_", line[0]) && line[length - 1] == line[0];
       length -= 2)
    {
      memmove (line, line + 1, length - 2);
      line[length - 2] = '\0';
    }
  g_strstrip (line);
}

static gboolean
blank_between (HuText *text, guint end, guint start)
{
  guint breaks = 0;

  for (guint i = end; i < start; i++)
    {
      gunichar c = hu_text_get_char (text, i);

      if (c == '\r' && i + 1 < start && hu_text_get_char (text, i + 1) == '\n')
        i++;
      breaks += c == '\n' || c == '\r' || c == 0x2029;
    }
  return breaks >= 2;
}

static void
block_clear (gpointer data)
{
  g_free (((Block *) data)->line);
}

static void
read_blocks (Reader *self)
{
  guint n = hu_text_get_n_paragraphs (self->text);

  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_array_set_clear_func (self->blocks, block_clear);
  for (guint i = 0; i < n;)
    {
      HuRange first = hu_text_get_paragraph (self->text, i);
      HuRange range = hu_text_block_at (self->text, first.start);
      Block block = { .range = { first.start, MAX (range.end, first.end) } };
      guint at = hu_text_paragraph_index_at (self->text, block.range.end > first.start ? block.range.end - 1
                                                                                       : first.start);

      block.line = hu_text_dup_snippet (self->text, block.range.start, block.range.end, 0);
      g_strstrip (block.line);
      strip_markdown (&block);
      block.words = count_words (block.line);
      block.ended = ends_sentence (block.line);
      g_array_append_val (self->blocks, block);
      i = MAX (at, i) + 1;
    }
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = &g_array_index (self->blocks, Block, i);
      Block *before = i ? block - 1 : NULL;
      Block *after = i + 1 < self->blocks->len ? block + 1 : NULL;

      block->alone = (!before || blank_between (self->text, before->range.end, block->range.start)) &&
                     (!after || blank_between (self->text, block->range.end, after->range.start));
    }
}

static Block *
get_block (Reader *self, guint index)
{
  return index < self->blocks->len ? &g_array_index (self->blocks, Block, index) : NULL;
}

static gboolean
is_body (const Block *block)
{
  return block && block->words >= BODY_WORDS && block->level == 0;
}

/* The head. */

static void
set_once (char **place, char *value)
{
  if (*place || !value || !*value)
    g_free (value);
  else
    *place = value;
}

/* "Title: …", "Author: …" at the top, one a line. */
static gboolean
read_header_line (Reader *self, Block *block)
{
  static const struct
  {
    const char *pattern;
    HuPartKind kind;
  } keys[] = {
    { "^(?:title|headline|titel|überschrift|titre)\\s*:\\s*", HU_PART_HEADLINE },
    { "^(?:subtitle|dek|standfirst|untertitel|chapeau)\\s*:\\s*", HU_PART_DEK },
    { "^(?:author|authors|autor|autorin|auteur)\\s*:\\s*", HU_PART_BYLINE },
    { "^(?:date|published|datum|veröffentlicht|publié)\\s*:\\s*", HU_PART_DATE },
    { "^(?:source|outlet|publication|newspaper|quelle|zeitung|journal)\\s*:\\s*", HU_PART_BYLINE },
    { "^(?:url|link|section|ressort|language|byline)\\s*:\\s*", HU_PART_BOILERPLATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (keys[i].pattern, G_REGEX_CASELESS, 0, NULL);
      g_autoptr (GMatchInfo) info = NULL;
      const char *value;
      int start, end;
      HuByline byline = { NULL, NULL, NULL };

      if (!g_regex_match (regex, block->line, 0, &info) || !g_match_info_fetch_pos (info, 0, &start, &end))
        continue;
      value = block->line + end;
      if (i == 0)
        set_once (&self->article->headline, g_strdup (value));
      else if (i == 1)
        set_once (&self->article->dek, g_strdup (value));
      else if (i == 2 && hu_byline_parse (block->line, &byline))
        self->article->authors =
            self->article->authors ? self->article->authors : g_steal_pointer (&byline.authors);
      else if (i == 3)
        set_once (&self->article->published, hu_date_find (value, NULL));
      else if (i == 4)
        set_once (&self->article->outlet, g_strdup (value));
      hu_byline_clear (&byline);
      block->kind = keys[i].kind;
      return TRUE;
    }
  return FALSE;
}

/* The header lines, of which there are at least two; how many. */
static guint
read_header (Reader *self)
{
  guint n = 0;

  while (n < MIN (self->blocks->len, 10) && read_header_line (self, get_block (self, n)))
    n++;
  if (n >= 2)
    return n;
  if (n == 1)
    {
      get_block (self, 0)->kind = HU_PART_BODY;
      g_clear_pointer (&self->article->headline, g_free);
      g_clear_pointer (&self->article->dek, g_free);
      g_clear_pointer (&self->article->authors, g_strfreev);
      g_clear_pointer (&self->article->published, g_free);
      g_clear_pointer (&self->article->outlet, g_free);
    }
  return 0;
}

static gboolean
is_salutation (const char *line)
{
  return matches (
             "^(?:mr|mrs|ms|madam|dear|fellow|my fellow|ladies|to the (?:congress|senate|house)|gentlemen|"
             "meine (?:damen|sehr)|sehr geehrte|liebe|verehrte|mesdames|messieurs|herr|frau)\\b",
             line) ||
         g_str_has_suffix (line, ":") || g_str_has_suffix (line, ",");
}

/* Byline or date line; takes what it says. */
static HuPartKind
read_credit (Reader *self, const Block *block)
{
  HuByline byline;
  gboolean whole = FALSE;
  g_autofree char *date = NULL;
  g_autofree char *outlet = NULL;

  if (hu_byline_parse (block->line, &byline))
    {
      if (!self->article->authors)
        self->article->authors = g_steal_pointer (&byline.authors);
      set_once (&self->article->outlet, g_steal_pointer (&byline.outlet));
      set_once (&self->article->published, g_steal_pointer (&byline.published));
      hu_byline_clear (&byline);
      return HU_PART_BYLINE;
    }
  if (block->words > 14 || block->level)
    return HU_PART_BODY;
  date = hu_date_find (block->line, &whole);
  outlet = date ? hu_byline_find_outlet (block->line) : NULL;
  if (!date || (!whole && (!outlet || block->ended || block->words > 9)))
    return HU_PART_BODY;
  set_once (&self->article->published, g_steal_pointer (&date));
  if (!whole)
    set_once (&self->article->outlet, g_steal_pointer (&outlet));
  return HU_PART_DATE;
}

/* Whether @block would be read as a credit; takes nothing. */
static gboolean
is_credit (Reader *self, const Block *block)
{
  HuArticle scratch = { NULL };
  Reader probe = { self->text, self->blocks, &scratch };
  gboolean credit = block && read_credit (&probe, block) != HU_PART_BODY;

  g_strfreev (scratch.authors);
  g_free (scratch.outlet);
  g_free (scratch.published);
  return credit;
}

/* Where the first credit stands among the blocks before the body; 0: nowhere. */
static guint
find_credit (Reader *self)
{
  for (guint i = 1; i < MIN (self->blocks->len, 5); i++)
    {
      if (is_credit (self, get_block (self, i)))
        return i;
      if (get_block (self, i)->words > 45)
        break;
    }
  return 0;
}

static gboolean
has_body (Reader *self, guint from)
{
  for (guint i = from; i < MIN (self->blocks->len, from + HEAD_BLOCKS); i++)
    if (is_body (get_block (self, i)))
      return TRUE;
  return FALSE;
}

static gboolean
is_headline (Reader *self, const Block *block, guint credit)
{
  g_autofree char *date = NULL;

  if (block->level == 1)
    return TRUE;
  if (block->level || block->words == 0 || block->words > 24 || is_salutation (block->line) ||
      !has_body (self, 1) || g_str_has_prefix (block->line, "(") || is_credit (self, block))
    return FALSE;
  if (!block->ended)
    return block->alone || credit;
  /* Marks of question and exclamation are a headline's own; a full stop needs a byline to follow. */
  date = hu_date_find (block->line, NULL);
  return credit || date || (block->words <= 14 && !g_str_has_suffix (block->line, ".") && block->alone);
}

static gboolean
is_dek (Reader *self, guint index, guint credit)
{
  const Block *block = get_block (self, index);
  const Block *next = get_block (self, index + 1);

  if (!block || block->level || block->image || block->words > 45 || is_salutation (block->line) ||
      g_str_has_prefix (block->line, "("))
    return FALSE;
  if (index < credit)
    return TRUE;
  return credit == 0 && !block->ended && block->alone && block->words >= 4 && block->words <= 30 &&
         is_body (next) && next->words >= 2 * block->words;
}

/* "VARDA CITY, 2 March 2031 (Coast Wire) – …": a date line within the first paragraph. */
static void
read_dateline (Reader *self, const Block *block)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("^[\\p{Lu} .,'’-]{3,40}[,(]?[^–—]{0,60}?\\s[–—-]{1,2}\\s", 0, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *opening = NULL;

  if (!block || !g_regex_match (regex, block->line, 0, &info))
    return;
  opening = g_match_info_fetch (info, 0);
  set_once (&self->article->published, hu_date_find (opening, NULL));
}

/* The block that the body begins with. */
static guint
read_head (Reader *self)
{
  guint at = read_header (self);
  guint credit = find_credit (self);
  Block *first = get_block (self, at);

  if (at == 0 && first && is_headline (self, first, credit))
    {
      first->kind = HU_PART_HEADLINE;
      self->article->headline = g_strdup (first->line);
      set_once (&self->article->published, first->words > 4 ? hu_date_find (first->line, NULL) : NULL);
      at = 1;
      if (is_dek (self, at, credit) && !is_credit (self, get_block (self, at)))
        {
          get_block (self, at)->kind = HU_PART_DEK;
          self->article->dek = g_strdup (get_block (self, at)->line);
          at++;
        }
    }
  for (guint i = at; i < MIN (self->blocks->len, HEAD_BLOCKS); i++)
    {
      HuPartKind kind = read_credit (self, get_block (self, i));

      if (kind == HU_PART_BODY)
        break;
      get_block (self, i)->kind = kind;
      at = i + 1;
    }
  read_dateline (self, get_block (self, at));
  return at;
}

/* The tail. */

static gboolean
is_boilerplate (const Block *block)
{
  return block->words <= 40 &&
         matches ("^(?:subscribe\\b|sign up\\b|read more\\b|read "
                  "also\\b|related:|advertisement\\b|anzeige\\b|©|copyright\\b|"
                  "share this\\b|follow us\\b|click here\\b|lesen sie auch\\b|lire aussi\\b|newsletter\\b|"
                  "this article was (?:first|originally) published\\b)|all rights reserved|alle rechte "
                  "vorbehalten|"
                  "tous droits réservés|our newsletter",
                  block->line);
}

static gboolean
names_author (Reader *self, const char *line)
{
  for (guint i = 0; self->article->authors && self->article->authors[i]; i++)
    {
      const char *last = strrchr (self->article->authors[i], ' ');

      if (g_str_has_prefix (line, self->article->authors[i]) ||
          strstr (line, last ? last + 1 : self->article->authors[i]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_bio (Reader *self, const Block *block)
{
  if (block->words > 70 || block->level)
    return FALSE;
  if (matches ("^(?:about the author|the (?:author|writer|columnist) |der autor |die autorin |l['’]aut)",
               block->line))
    return TRUE;
  return names_author (self, block->line) &&
         matches ("^\\S+(?:\\s+\\S+){0,4}?,?\\s+(?:is|was|are|covers|writes|teaches|reports|edits|leads|"
                  "works|studies|has|"
                  "ist|war|lehrt|schreibt|arbeitet|berichtet|leitet|est|écrit|enseigne)\\b",
                  block->line);
}

/* The block after the body's last. */
static guint
read_tail (Reader *self, guint from)
{
  guint end = self->blocks->len;

  while (end > from && is_boilerplate (get_block (self, end - 1)))
    get_block (self, --end)->kind = HU_PART_BOILERPLATE;
  for (guint n = 0; n < 2 && end > from + 1 && is_bio (self, get_block (self, end - 1)); n++)
    get_block (self, --end)->kind = HU_PART_BIO;
  return end;
}

/* The body. */

static gboolean
has_credit_of_picture (const char *line)
{
  return matches ("^(?:photo|photograph|picture|image|caption|foto|bild|illustration|graphic)\\s*:|"
                  "\\((?:photo|photograph|picture|image|foto|bild)\\b[^)]*\\)|\\bphoto(?:graph)?\\s*(?:by\\b|"
                  ":)|\\bfoto\\s*:|"
                  "\\bcredit\\s*:",
                  line);
}

/* A caption tells of the moment that a picture shows: one sentence in the present, with a day or place, set
 * between paragraphs that are longer. Who speaks, asks or points back is no caption. */
static gboolean
is_caption (Reader *self, guint index)
{
  const Block *block = get_block (self, index);

  if (block->image || (block->words <= 45 && !block->level && has_credit_of_picture (block->line)))
    return TRUE;
  if (!block->alone || block->level || block->words < 4 || block->words > 25 || index == 0 ||
      !is_body (get_block (self, index - 1)) || !is_body (get_block (self, index + 1)))
    return FALSE;
  if (strpbrk (block->line, "?!:;\"()") || matches ("[“”„«»]", block->line) ||
      matches ("^(?:he|she|it|they|we|i|you|but|and|so|then|that|this|these|those|there|neither|nobody|"
               "nothing|no|yes|not|"
               "er|sie|es|wir|ich|aber|und|doch|das ist|dies|il|elle|nous|mais|et)\\b",
               block->line) ||
      matches ("\\b(?:was|were|had|did|said|told|would|could|should|will|may|might|must|\\w{2,}ed|war|waren|"
               "hatte|sagte|"
               "wird|würde|était|avait|dit)\\b",
               block->line))
    return FALSE;
  return hu_line_tells_occasion (block->line);
}

/* "RECORD OF PROGRESS": of scripts that have capitals. */
static gboolean
is_in_capitals (const char *line)
{
  guint capitals = 0;

  for (const char *p = line; *p; p = g_utf8_next_char (p))
    {
      if (g_unichar_islower (g_utf8_get_char (p)))
        return FALSE;
      capitals += g_unichar_isupper (g_utf8_get_char (p)) != 0;
    }
  return capitals >= 3;
}

static gboolean
is_heading (Reader *self, guint index)
{
  const Block *block = get_block (self, index);
  const Block *next = get_block (self, index + 1);

  if (block->level)
    return TRUE;
  if (block->alone && block->words <= 10 && !block->ended && next && is_in_capitals (block->line))
    return TRUE;
  if (block->words == 0 || block->words > 10 || block->ended || !next || next->level ||
      (next->words < BODY_WORDS && !(next->ended && next->words >= 6)))
    return FALSE;
  if (index > 0 && get_block (self, index - 1)->kind == HU_PART_BODY &&
      !is_body (get_block (self, index - 1)) && !get_block (self, index - 1)->ended)
    return FALSE;
  return block->alone && !matches ("[,;:–—-]$|^[(•*“„«\"-]", block->line);
}

static void
read_body (Reader *self, guint from, guint end)
{
  for (guint i = from; i < end; i++)
    {
      Block *block = get_block (self, i);

      if (is_boilerplate (block))
        block->kind = HU_PART_BOILERPLATE;
      else if (is_caption (self, i))
        block->kind = HU_PART_CAPTION;
      else if (is_heading (self, i))
        block->kind = HU_PART_HEADING;
    }
}

HuArticle *
hu_article_recognise (HuText *text)
{
  HuArticle *article = g_new0 (HuArticle, 1);
  Reader self = { text, NULL, article };
  guint from, end;

  g_return_val_if_fail (text != NULL, NULL);
  read_blocks (&self);
  from = read_head (&self);
  end = read_tail (&self, from);
  read_body (&self, from, end);

  article->parts = g_array_new (FALSE, FALSE, sizeof (HuPart));
  for (guint i = 0; i < self.blocks->len; i++)
    {
      Block *block = get_block (&self, i);
      HuPart part = { block->kind, block->range.start, block->range.end };

      if (block->kind != HU_PART_BODY)
        g_array_append_val (article->parts, part);
    }
  article->language = g_strdup (hu_text_guess_language (text));
  g_array_unref (self.blocks);
  return article;
}
