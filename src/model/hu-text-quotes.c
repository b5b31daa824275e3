/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotations and brackets: which marks make a pair.
 *
 * One walk with a stack of what is open. A closing mark takes the innermost opening one that it can close;
 * what was left open above it was no quotation. The same mark opens in one language and closes in another
 * („…“, “…”, »…«, «…»), so what is open decides, then the spaces around. ’ and ' between letters are
 * apostrophes, and at the end of a word as long as a better end of the quotation follows. A quotation that
 * its paragraph opens and doesn't close goes on in the next paragraph where that begins with the same mark.
 */
#include "hu-text-private.h"

#include <string.h>
#include <unicode/uchar.h>

typedef struct
{
  guint offset;
  gunichar c;
} Mark;

typedef struct
{
  HuText *text;
  HuRange window;
  gunichar *chars; /* of the window */
  guint n;
  GArray *open;  /* of Mark */
  GArray *pairs; /* of HuQuote */
} Scan;

static gunichar
char_at (const Scan *scan, guint i)
{
  return i < scan->n ? scan->chars[i] : ' ';
}

static gunichar
char_before (const Scan *scan, guint i)
{
  return i > 0 ? scan->chars[i - 1] : ' ';
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Nothing that a quotation could follow directly: space, dash, opening mark. */
static gboolean
opens_after (gunichar c)
{
  int8_t type = u_charType ((UChar32) c);

  return hu_text_is_space (c) || type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION ||
         type == U_DASH_PUNCTUATION || c == '"' || c == '\'' || c == '=' || c == '/' || c == 0x00BB ||
         c == 0x201D;
}

static gboolean
closes_before (gunichar c)
{
  return hu_text_is_space (c) || (g_unichar_ispunct (c) && !opens_after (c)) ||
         u_charType ((UChar32) c) == U_DASH_PUNCTUATION || c == '"' || c == '\'' || c == 0x2019 ||
         c == 0x201D || c == 0x201C;
}

/* What @c closes, best first; NULL where it never closes. */
static const char *
opposites (gunichar c)
{
  switch (c)
    {
    case '"':
      return "\"";
    case '\'':
      return "'";
    case 0x201C: /* “ */
      return "„";
    case 0x201D: /* ” */
      return "“„”";
    case 0x2018: /* ‘ */
      return "‚";
    case 0x2019: /* ’ */
      return "‘‚’";
    case 0x00BB: /* » */
      return "«»";
    case 0x00AB: /* « */
      return "»";
    case 0x203A: /* › */
      return "‹›";
    case 0x2039: /* ‹ */
      return "›";
    case 0x300D:
      return "「";
    case 0x300F:
      return "『";
    case 0xFE42:
      return "﹁";
    case 0xFE44:
      return "﹃";
    case 0x301E:
    case 0x301F:
      return "〝";
    case ')':
      return "(";
    case ']':
      return "[";
    case 0xFF09:
      return "（";
    default:
      return NULL;
    }
}

static gboolean
is_bracket (gunichar c)
{
  return c == '(' || c == '[' || c == 0xFF08;
}

/* Whether @c can open; for marks that can close too, the surroundings tell. */
static gboolean
can_open (const Scan *scan, guint i, gunichar c)
{
  gboolean placed = opens_after (char_before (scan, i)) && !hu_text_is_space (char_at (scan, i + 1));

  switch (c)
    {
    case 0x201E:
    case 0x201A:
    case 0x300C:
    case 0x300E:
    case 0xFE41:
    case 0xFE43:
    case 0x301D:
    case '(':
    case '[':
    case 0xFF08:
      return TRUE;
    case 0x201C:
    case 0x00AB:
    case 0x2039:
      return TRUE;
    case 0x2018:
      return !is_letter (char_before (scan, i));
    case '"':
    case 0x201D:
    case 0x00BB:
    case 0x203A:
      return placed;
    case '\'':
      return placed && is_letter (char_at (scan, i + 1)) && !g_unichar_isdigit (char_at (scan, i + 1));
    default: /* ’ opens in Swedish alone, and there is rather an apostrophe */
      return FALSE;
    }
}

/* Whether the mark after an s, which may be a plural's ("the workers’ union"), leaves the end of the
 * quotation to a later one of its kind. */
static gboolean
better_end_follows (const Scan *scan, guint i, gunichar c)
{
  if (char_before (scan, i) != 's')
    return FALSE;
  for (guint k = i + 1; k < scan->n; k++)
    {
      if (scan->chars[k] == (c == '\'' ? c : 0x2018) && can_open (scan, k, scan->chars[k]))
        return FALSE;
      if (scan->chars[k] == c && closes_before (char_at (scan, k + 1)) &&
          (char_before (scan, k) != 's' || !hu_text_is_space (char_at (scan, k + 1)) || k + 1 == scan->n))
        return TRUE;
    }
  return FALSE;
}

static gboolean
can_close (const Scan *scan, guint i, gunichar c)
{
  gunichar before = char_before (scan, i), after = char_at (scan, i + 1);

  switch (c)
    {
    case 0x2019:
    case '\'':
      if (is_letter (before) && is_letter (after))
        return FALSE;
      if (is_letter (before) && hu_text_is_space (after) && i + 1 < scan->n)
        return !better_end_follows (scan, i, c);
      return closes_before (after);
    case '"':
      return !(opens_after (before) && is_letter (after)) || before == '"';
    default:
      return TRUE;
    }
}

static void
add_pair (Scan *scan, guint open, guint close, guint n_close, gunichar mark)
{
  guint base = scan->window.start;
  HuQuote quote = { { base + open, base + close + n_close },
                    { base + open + 1, base + close },
                    is_bracket (mark) };

  quote.inner.start = hu_text_skip_space (scan->text, quote.inner.start, quote.inner.end);
  quote.inner.end = hu_text_skip_space_back (scan->text, quote.inner.start, quote.inner.end);
  if (quote.inner.start < quote.inner.end)
    g_array_append_val (scan->pairs, quote);
}

/* Whether the mark at @i closed something. */
static gboolean
try_close (Scan *scan, guint i, gunichar c)
{
  const char *closes = opposites (c);

  if (closes == NULL || !can_close (scan, i, c))
    return FALSE;
  for (guint k = scan->open->len; k > 0; k--)
    {
      Mark *mark = &g_array_index (scan->open, Mark, k - 1);

      if (g_utf8_strchr (closes, -1, mark->c) == NULL)
        continue;
      add_pair (scan, mark->offset, i, 1, mark->c);
      g_array_set_size (scan->open, k - 1);
      return TRUE;
    }
  return FALSE;
}

/* Whether the next paragraph begins with the mark that was left open. */
static gboolean
goes_on (HuText *text, HuRange window, gunichar mark)
{
  HuRange block = hu_text_block_at (text, window.end);
  guint next;

  if (block.end != window.end)
    return FALSE;
  next = hu_text_skip_space (text, window.end, text->n_chars);
  return next < text->n_chars && hu_text_get_char (text, next) == mark;
}

static int
compare_quotes (gconstpointer a, gconstpointer b)
{
  const HuQuote *x = a, *y = b;

  if (x->outer.start != y->outer.start)
    return x->outer.start < y->outer.start ? -1 : 1;
  return x->outer.end > y->outer.end ? -1 : x->outer.end < y->outer.end;
}

GArray *
hu_text_find_quotes (HuText *self, HuRange window)
{
  Scan scan = { self, window, NULL, window.end - window.start, NULL, NULL };
  const char *p = self->utf8 + hu_text_offset_to_byte (self, window.start);

  scan.chars = g_new (gunichar, scan.n + 1);
  scan.open = g_array_new (FALSE, FALSE, sizeof (Mark));
  scan.pairs = g_array_new (FALSE, FALSE, sizeof (HuQuote));
  for (guint i = 0; i < scan.n; i++, p = g_utf8_next_char (p))
    scan.chars[i] = g_utf8_get_char (p);
  for (guint i = 0; i < scan.n; i++)
    {
      Mark mark = { i, scan.chars[i] };

      if (!g_unichar_isalnum (mark.c) && !try_close (&scan, i, mark.c) && can_open (&scan, i, mark.c))
        g_array_append_val (scan.open, mark);
    }
  for (guint k = 0; k < scan.open->len; k++)
    {
      Mark *mark = &g_array_index (scan.open, Mark, k);

      if (mark->c != '\'' && mark->c != 0x2018 && !is_bracket (mark->c) && goes_on (self, window, mark->c))
        {
          add_pair (&scan, mark->offset, scan.n, 0, mark->c);
          break;
        }
    }
  g_array_sort (scan.pairs, compare_quotes);
  g_array_unref (scan.open);
  g_free (scan.chars);
  return scan.pairs;
}

static gboolean
contains (HuRange a, HuRange b)
{
  return a.start <= b.start && b.end <= a.end;
}

/* Whether the range goes beyond the quotation by punctuation alone: “a wish, not a plan”. */
static gboolean
is_the_quotation (HuText *self, HuRange range, HuRange outer)
{
  if (!contains (range, outer))
    return FALSE;
  for (guint i = range.start; i < range.end; i++)
    {
      gunichar c = hu_text_get_char (self, i);

      if (i == outer.start)
        i = outer.end - 1;
      else if (!g_unichar_ispunct (c) && !hu_text_is_space (c))
        return FALSE;
    }
  return TRUE;
}

HuQuotation
hu_text_find_quotation (HuText *self, HuRange range)
{
  HuQuotation found = HU_QUOTATION_INDIRECT;
  g_autoptr (GArray) quotes = NULL;

  g_return_val_if_fail (self != NULL, found);

  range = hu_text_trim (self, range);
  if (range.start >= range.end)
    return found;
  quotes = hu_text_find_quotes (self, hu_text_window_around (self, range));
  for (guint i = 0; i < quotes->len; i++)
    {
      HuQuote *quote = &g_array_index (quotes, HuQuote, i);

      if (quote->bracket)
        continue;
      if (contains (quote->outer, range) || is_the_quotation (self, range, quote->outer))
        return HU_QUOTATION_DIRECT;
      if (quote->inner.start < range.end && quote->inner.end > range.start)
        found = HU_QUOTATION_MIXED;
    }
  return found;
}
