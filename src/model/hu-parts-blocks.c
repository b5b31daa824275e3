/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The paragraphs of a text as the recognition of parts sees them. */
#include "hu-parts-private.h"
#include "hu-text-private.h"

#include <string.h>
#include <unicode/uchar.h>

static gboolean
is_wide (gunichar c)
{
  return (c >= 0x2E80 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD7B0) || (c >= 0xF900 && c < 0xFB00) ||
         (c >= 0x20000 && c < 0x30000);
}

static gboolean
is_closing_mark (gunichar c)
{
  int8_t type = u_charType ((UChar32) c);

  return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION || c == '"' || c == '\'' || c == 0x201C ||
         c == 0x2018 || c == 0xAB || c == '*' || c == '_';
}

static void
look_at_characters (HuBlock *block)
{
  gboolean letters = FALSE;

  for (const char *p = block->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (block->first == 0 && !g_unichar_isspace (c))
        block->first = c;
      letters = letters || g_unichar_isalnum (c);
      block->n_words += g_unichar_isspace (c);
      block->size += is_wide (c) ? 1 : 0; /* two and a half times */
      if (is_wide (c))
        block->n_words++;
    }
  block->size += block->size / 2;
  block->n_words++;
  block->rule = !letters;
}

/* The end without the number of a footnote: "…announced at Guam. 1". */
static guint
skip_footnote (HuText *text, guint start, guint end)
{
  guint before = end;

  while (before > start && end - before < 3 && g_unichar_isdigit (hu_text_get_char (text, before - 1)))
    before--;
  if (before == end || before == start)
    return end;
  before = hu_text_skip_space_back (text, start, before);
  if (before > start && u_hasBinaryProperty ((UChar32) hu_text_get_char (text, before - 1), UCHAR_S_TERM))
    return before;
  return end;
}

static void
look_at_end (HuText *text, HuBlock *block)
{
  guint end = hu_text_skip_space_back (text, block->range.start, block->range.end);

  end = skip_footnote (text, block->range.start, end);
  while (end > block->range.start)
    {
      block->last = hu_text_get_char (text, --end);
      if (!is_closing_mark (block->last) && !hu_text_is_space (block->last))
        break;
    }
  if (block->last == 0x17D6 || block->last == 0xFF1A || block->last == 0x0589) /* colons of other scripts */
    block->last = ':';
  block->ends = u_hasBinaryProperty ((UChar32) block->last, UCHAR_S_TERM) || block->last == 0x2026;
}

static gboolean
begins_like_item (const char *text)
{
  const char *p = text;

  if (g_str_has_prefix (text, "- ") || g_str_has_prefix (text, "* ") || g_str_has_prefix (text, "+ ") ||
      g_str_has_prefix (text, "• ") || g_str_has_prefix (text, "– ") || g_str_has_prefix (text, "> ") ||
      *text == '|' || *text == '[')
    return TRUE;
  if (*p == '(')
    p++;
  if (!g_ascii_isdigit (*p) && !(g_ascii_isalpha (*p) && (p[1] == ')' || p[1] == '.') && p[2] == ' '))
    return FALSE;
  while (g_ascii_isdigit (*p))
    p++;
  if (g_ascii_isalpha (*p) && p - text < 2)
    p++;
  return (*p == '.' || *p == ')') && (p[1] == ' ' || p[1] == '\0');
}

/* Markdown around the text: "# ", "*…*", "![…](…)". */
static void
strip_markup (HuBlock *block)
{
  char *text = block->text;
  gsize n = strspn (text, "#"), length;

  if (n > 0 && n <= 6 && text[n] == ' ')
    {
      block->level = (guint) n;
      memmove (text, text + n + 1, strlen (text + n + 1) + 1);
      length = strlen (text);
      while (length > 0 && (text[length - 1] == '#' || text[length - 1] == ' '))
        text[--length] = '\0';
    }
  block->image = g_str_has_prefix (text, "![") || g_str_has_prefix (text, "<figcaption") ||
                 g_str_has_prefix (text, "<img");
  for (guint i = 0; i < 3; i++)
    {
      length = strlen (text);
      if (length < 3 || (*text != '*' && *text != '_') || text[length - 1] != *text || text[1] == ' ')
        break;
      block->emphasis = TRUE;
      memmove (text, text + 1, length - 2);
      text[length - 2] = '\0';
    }
}

static HuBlock
look (HuText *text, guint first, guint last)
{
  HuBlock block = { { 0, 0 } };
  HuRange start = hu_text_get_paragraph (text, first), end = hu_text_get_paragraph (text, last);

  block.range.start = start.start;
  block.range.end = end.end;
  block.n_lines = last - first + 1;
  block.text = hu_text_dup_snippet (text, block.range.start, block.range.end, HU_BLOCK_TEXT);
  block.list = begins_like_item (block.text);
  strip_markup (&block);
  block.plain = g_utf8_strdown (block.text, -1);
  look_at_characters (&block);
  block.size += block.range.end - block.range.start;
  look_at_end (text, &block);
  block.gap = first == 0 || start.start - hu_text_get_paragraph (text, first - 1).end > 2 ||
              (start.start - hu_text_get_paragraph (text, first - 1).end == 2 &&
               hu_text_get_char (text, start.start - 2) == hu_text_get_char (text, start.start - 1));
  return block;
}

static void
clear_block (gpointer data)
{
  HuBlock *block = data;

  g_free (block->text);
  g_free (block->plain);
}

GArray *
hu_parts_find_blocks (HuText *text)
{
  GArray *blocks = g_array_new (FALSE, TRUE, sizeof (HuBlock));
  guint n = hu_text_get_n_paragraphs (text);

  g_array_set_clear_func (blocks, clear_block);
  for (guint i = 0; i < n; i++)
    {
      guint first = i;
      HuBlock block;

      while (i + 1 < n && text->joined->data[i + 1])
        i++;
      block = look (text, first, i);
      g_array_append_val (blocks, block);
    }
  return blocks;
}

HuBlock *
hu_parts_block (HuParts *self, guint index)
{
  return index < self->blocks->len ? &g_array_index (self->blocks, HuBlock, index) : NULL;
}

void
hu_parts_decide (HuParts *self, guint index, HuPartKind kind)
{
  HuBlock *block = hu_parts_block (self, index);

  block->decided = TRUE;
  block->kind = kind;
}

gsize
hu_parts_prefix (const char *text, const char *const *prefixes)
{
  gsize longest = 0;

  for (; *prefixes != NULL; prefixes++)
    {
      gsize n = strlen (*prefixes);
      gunichar next;

      if (n <= longest || !g_str_has_prefix (text, *prefixes))
        continue;
      next = g_utf8_get_char (text + n);
      if (g_unichar_ispunct ((*prefixes)[n - 1] > 0 ? (gunichar) (*prefixes)[n - 1] : 'x') ||
          !g_unichar_isalnum (next))
        longest = n;
    }
  return longest;
}

gboolean
hu_parts_contains_any (const char *text, const char *const *needles)
{
  for (; *needles != NULL; needles++)
    if (strstr (text, *needles) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
hu_parts_has_word (const char *plain, const char *const *words)
{
  const char *p = plain;

  while (*p != '\0')
    {
      const char *end = p;
      g_autofree char *word = NULL;

      while (g_unichar_isalnum (g_utf8_get_char (end)) || g_unichar_ismark (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end == p)
        {
          p = g_utf8_next_char (p);
          continue;
        }
      word = g_strndup (p, (gsize) (end - p));
      if (g_strv_contains (words, word))
        return TRUE;
      p = end;
    }
  return FALSE;
}
