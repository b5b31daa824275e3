/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of an article, recognised in plain text.
 *
 * Each step decides on paragraphs that no step before has decided on: boilerplate, which is known by its
 * words; the head, from the top; the bio, from the end; captions; headings. What can't be told from the
 * body's own paragraphs stays body: a wrong guess costs more than a missing one, and a speech or a poem has
 * no parts at all. So a short sentence between long paragraphs is a caption only where a byline, an outlet or
 * a dek shows that this is an article. */
#include "hu-parts.h"
#include "hu-parts-private.h"

#include <string.h>

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
  for (guint kind = HU_PART_HEADLINE; name != NULL && kind < HU_N_PARTS; kind++)
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

/* Text of more paragraphs is no article but a collection: nothing but its language is looked for. */
#define MAX_PARAGRAPHS 20000

/* Verse and lists: most lines are short, unfinished, and stand right below another. */
static gboolean
is_verse (GArray *blocks)
{
  guint close = 0;

  for (guint i = 1; i < blocks->len; i++)
    {
      HuBlock *block = &g_array_index (blocks, HuBlock, i);

      close += !block->gap && block->size <= 80 && block[-1].size <= 80 && block->n_lines == 1;
    }
  return close >= 3 && close * 2 >= blocks->len;
}

static gboolean
is_dense (GArray *blocks)
{
  guint gaps = 0;

  for (guint i = 1; i < blocks->len; i++)
    gaps += g_array_index (blocks, HuBlock, i).gap;
  return blocks->len > 3 && gaps * 3 < blocks->len;
}

/* One part for each paragraph: the lines of a wrapped one are several. */
static void
append_parts (HuParts *self, const HuBlock *block)
{
  guint index = hu_text_paragraph_index_at (self->text, block->range.start);

  for (guint i = 0; i < block->n_lines; i++)
    {
      HuRange paragraph = hu_text_get_paragraph (self->text, index + i);
      HuPart part = { block->kind, paragraph.start, paragraph.end };

      g_array_append_val (self->article->parts, part);
    }
}

HuArticle *
hu_article_recognise (HuText *text)
{
  HuParts self = { text };

  g_return_val_if_fail (text != NULL, NULL);

  self.article = g_new0 (HuArticle, 1);
  self.article->parts = g_array_new (FALSE, FALSE, sizeof (HuPart));
  self.article->language = g_strdup (hu_parts_find_language (text));
  if (hu_text_get_n_paragraphs (text) > MAX_PARAGRAPHS)
    return self.article;
  self.blocks = hu_parts_find_blocks (text);
  self.verse = is_verse (self.blocks);
  self.dense = is_dense (self.blocks);
  hu_parts_find_boilerplate (&self);
  hu_parts_find_head (&self);
  hu_parts_find_bio (&self);
  hu_parts_find_captions (&self);
  hu_parts_find_headings (&self);
  for (guint i = 0; i < self.blocks->len; i++)
    {
      HuBlock *block = &g_array_index (self.blocks, HuBlock, i);

      if (block->decided && block->kind != HU_PART_BODY)
        append_parts (&self, block);
    }
  g_array_unref (self.blocks);
  return self.article;
}
