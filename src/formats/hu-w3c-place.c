/* SPDX-License-Identifier: GPL-3.0-or-later */
/* W3C Web Annotations: where selectors stand in a text.
 *
 * A position is taken where the quote stands there, or where there is none. Else the quote decides: of its
 * places the one whose surroundings fit best, and of those the one nearest to the position. Line ends are all
 * the same in it, and where it doesn't stand letter by letter, so are kinds of quotation marks, dashes,
 * spaces and case.
 */
#include "config.h"

#include "hu-w3c.h"

#include "hu-anchor-text.h"

#include <string.h>

/* Places of one quote that are compared. */
#define MAX_PLACES 64
/* Code points that are gone through for quotes too short to be looked up: a file of nothing but those, in a
 * long text, would never be read. */
#define MAX_SCANNED G_GUINT64_CONSTANT (4000000000)

struct _HuW3cPlacer
{
  HuText *text;
  HuAnchorText *anchor; /* made when it is needed */
  guint64 scanned;
};

HuW3cPlacer *
hu_w3c_placer_new (HuText *text)
{
  HuW3cPlacer *self;

  g_return_val_if_fail (text != NULL, NULL);
  self = g_new0 (HuW3cPlacer, 1);
  self->text = text;
  return self;
}

void
hu_w3c_placer_free (HuW3cPlacer *self)
{
  g_return_if_fail (self != NULL);
  g_clear_pointer (&self->anchor, hu_anchor_text_free);
  g_free (self);
}

/* Reading. */

static HuValue *
get_words (HuValue *selector, const char *key)
{
  HuValue *words = hu_value_get_member (selector, key);

  return hu_value_get_type_of (words ? words : selector) == HU_VALUE_STRING ? words : NULL;
}

static gint64
get_offset (HuValue *selector, const char *key)
{
  HuValue *offset = hu_value_get_member (selector, key);

  if (!offset || hu_value_get_type_of (offset) != HU_VALUE_NUMBER)
    return -1;
  return CLAMP (hu_value_get_int (offset), -1, G_MAXINT32);
}

/* "char=10,20" of RFC 5147. */
static gboolean
read_fragment (const char *value, HuW3cSelector *selector)
{
  char *comma, *end;
  guint64 from, to;

  if (!value || !g_str_has_prefix (value, "char=") || !g_ascii_isdigit (value[5]))
    return FALSE;
  from = g_ascii_strtoull (value + 5, &comma, 10);
  if (*comma != ',' || !g_ascii_isdigit (comma[1]))
    return FALSE;
  to = g_ascii_strtoull (comma + 1, &end, 10);
  if ((*end && *end != ';') || to > G_MAXINT32 || from >= to)
    return FALSE;
  selector->start = (gint64) from;
  selector->end = (gint64) to;
  return TRUE;
}

static gboolean
read_one (HuValue *value, HuW3cSelector *selector)
{
  const char *type = hu_value_get_member_string (value, "type");

  if (g_strcmp0 (type, "TextPositionSelector") == 0)
    {
      selector->start = get_offset (value, "start");
      selector->end = get_offset (value, "end");
      return selector->start >= 0 && selector->end > selector->start;
    }
  if (g_strcmp0 (type, "TextQuoteSelector") == 0)
    {
      selector->exact = get_words (value, "exact");
      selector->prefix = get_words (value, "prefix");
      selector->suffix = get_words (value, "suffix");
      return selector->exact && hu_value_get_string_length (selector->exact) > 0;
    }
  return g_strcmp0 (type, "FragmentSelector") == 0 &&
         read_fragment (hu_value_get_member_string (value, "value"), selector);
}

gboolean
hu_w3c_selector_read (HuValue *target, HuW3cSelector *selector)
{
  HuValue *value = hu_value_get_member (target, "selector");
  gboolean usable = FALSE;

  g_return_val_if_fail (selector != NULL, FALSE);
  *selector = (HuW3cSelector){ .start = -1, .end = -1 };
  if (!value)
    return FALSE;
  if (hu_value_get_type_of (value) != HU_VALUE_LIST)
    return read_one (value, selector);
  for (gsize i = 0; i < hu_value_get_size (value); i++)
    usable = read_one (hu_value_get_item (value, i), selector) || usable;
  return usable;
}

/* Placing. */

static gunichar *
decode (HuValue *words, guint *n)
{
  *n = 0;
  return words ? hu_anchor_decode (hu_value_get_string (words), hu_value_get_string_length (words), n) : NULL;
}

/* How many of the code points around the @n at @place are those that @selector has there. */
static guint
count_around (HuAnchorText *anchor, const HuW3cSelector *selector, guint place, guint n)
{
  guint n_prefix, n_suffix, before = 0, after = 0, end = place + n;
  g_autofree gunichar *prefix = decode (selector->prefix, &n_prefix);
  g_autofree gunichar *suffix = decode (selector->suffix, &n_suffix);

  while (before < n_prefix && before < place &&
         anchor->chars[place - before - 1] == prefix[n_prefix - before - 1])
    before++;
  while (after < n_suffix && end + after < anchor->n && anchor->chars[end + after] == suffix[after])
    after++;
  return before + after;
}

static gboolean
find_quote (HuW3cPlacer *self, const HuW3cSelector *selector, HuRange *range)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n, near, best = 0, best_around = 0;
  g_autofree gunichar *letters = decode (selector->exact, &n);

  if (!self->anchor)
    self->anchor = hu_anchor_text_new (self->text);
  if (n < HU_ANCHOR_GRAM && (self->scanned += self->anchor->n) > MAX_SCANNED)
    return FALSE;
  near = selector->start < 0
             ? 0
             : hu_anchor_text_from_offset (self->anchor,
                                           (guint) MIN (selector->start, hu_text_get_length (self->text)));
  hu_anchor_text_find (self->anchor, letters, n, FALSE, near, MAX_PLACES, places);
  if (places->len == 0)
    hu_anchor_text_find (self->anchor, letters, n, TRUE, near, MAX_PLACES, places);
  for (guint i = 0; i < places->len; i++)
    {
      guint place = g_array_index (places, guint, i);
      guint around = count_around (self->anchor, selector, place, n);

      if (i > 0 && (around < best_around ||
                    (around == best_around && ABS ((gint64) place - near) >= ABS ((gint64) best - near))))
        continue;
      best = place;
      best_around = around;
    }
  if (places->len == 0)
    return FALSE;
  range->start = hu_anchor_text_to_offset (self->anchor, best);
  range->end = hu_anchor_text_to_offset (self->anchor, best + n);
  return range->start < range->end;
}

HuW3cPlacing
hu_w3c_placer_place (HuW3cPlacer *self, const HuW3cSelector *selector, HuRange *range)
{
  gboolean has_position;

  g_return_val_if_fail (self != NULL && selector != NULL && range != NULL, HU_W3C_NOWHERE);
  has_position = selector->start >= 0 && selector->end > selector->start;
  *range = (HuRange){ (guint) MAX (selector->start, 0), (guint) MAX (selector->end, 0) };
  if (has_position && selector->end <= hu_text_get_length (self->text) &&
      (!selector->exact ||
       hu_text_range_equals (self->text, range->start, range->end, hu_value_get_string (selector->exact),
                             (gssize) hu_value_get_string_length (selector->exact))))
    return HU_W3C_PLACED;
  if (!selector->exact || hu_value_get_string_length (selector->exact) == 0 ||
      !find_quote (self, selector, range))
    return HU_W3C_NOWHERE;
  return !has_position || range->start == selector->start ? HU_W3C_PLACED : HU_W3C_ELSEWHERE;
}
